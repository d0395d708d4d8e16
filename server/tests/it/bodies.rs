//! Bodies that are not what they should be, on every call that takes one.

use crate::app::{On, TestApp, refused};
use crate::look::{json, refusal};
use crate::on_both;
use reqwest::{Method, Response};
use serde_json::json;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// Sends a body to each call that takes JSON; its token is in the path or the header.
async fn to_all(app: &TestApp, token: &str, kind: Option<&str>, body: &[u8]) -> Vec<Response> {
    let session = format!("/api/v1/sessions/{token}");
    let mut answers = Vec::new();
    for (method, path) in [
        (Method::POST, "/api/v1/sessions/"),
        (Method::PUT, &session),
        (Method::POST, "/api/v1/messages/"),
        (Method::POST, "/api/v1/feedback/"),
    ] {
        let mut request = app.request(method, path).header("x-session-token", token);
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        answers.push(request.body(body.to_vec()).send().await.unwrap());
    }
    answers
}

/// A body that is valid for every call and has exactly `bytes` bytes.
fn of_size(bytes: usize) -> Vec<u8> {
    let body =
        |pad: usize| json!({"content": "a", "rating": 5, "pad": "x".repeat(pad)}).to_string();
    let body = body(bytes - body(0).len());
    assert_eq!(body.len(), bytes);
    body.into_bytes()
}

on_both! {
    async fn a_list_is_not_taken_for_the_fields_in_their_order(app: TestApp) {
        let answer = app.post("/api/v1/sessions/", &json!([null, null])).await;
        let detail = refused(answer, 422, "Validation Error").await;
        assert_eq!(detail["fields"][0]["field"], "body");
    }

    async fn a_body_that_is_not_json_is_400(app: TestApp) {
        let token = app.token("vi").await;
        for body in [&b"{"[..], b"hello", b"{\"content\": }", b"{'content': 'a'}", b"\xff\xfe", b"  "] {
            for answer in to_all(&app, &token, Some("application/json"), body).await {
                refusal(answer, 400).await;
            }
        }
    }

    async fn json_with_something_after_it_is_400_whatever_it_lacks(app: TestApp) {
        let token = app.token("vi").await;
        for body in [&b"{} {}"[..], b"{}x", b"{\"content\": 5}]"] {
            for answer in to_all(&app, &token, Some("application/json"), body).await {
                refusal(answer, 400).await;
            }
        }
    }

    async fn json_that_breaks_off_after_a_wrong_value_is_400(app: TestApp) {
        let token = app.token("vi").await;
        let body = b"{\"content\": 5, \"rating\": \"x\", \"language_preference\": 5, \"is_crisis_mode\": 5, ";
        for answer in to_all(&app, &token, Some("application/json"), body).await {
            refusal(answer, 400).await;
        }
    }

    async fn json_that_is_no_object_is_422(app: TestApp) {
        let token = app.token("vi").await;
        for body in [&b"5"[..], b"\"text\"", b"true"] {
            for answer in to_all(&app, &token, Some("application/json"), body).await {
                refusal(answer, 422).await;
            }
        }
    }

    async fn another_content_type_is_415(app: TestApp) {
        let token = app.token("vi").await;
        let kinds = ["text/plain", "application/x-www-form-urlencoded", "application/xml", "text/json",
            "application/jsonp", "nonsense"];
        for kind in kinds {
            for answer in to_all(&app, &token, Some(kind), &of_size(100)).await {
                refusal(answer, 415).await;
            }
        }
    }

    async fn a_body_without_a_content_type_is_415(app: TestApp) {
        let token = app.token("vi").await;
        for answer in to_all(&app, &token, None, &of_size(100)).await {
            refusal(answer, 415).await;
        }
    }

    async fn the_content_type_may_have_a_charset_and_any_case(app: TestApp) {
        for kind in ["application/json; charset=utf-8", "Application/JSON", "application/json;charset=UTF-8"] {
            let token = app.token("vi").await;
            for answer in to_all(&app, &token, Some(kind), &of_size(100)).await {
                assert!(answer.status().is_success(), "{kind}: {}", answer.status());
            }
        }
    }

    async fn a_body_of_64_kib_is_taken_and_a_larger_one_is_413(app: TestApp) {
        let token = app.token("vi").await;
        for answer in to_all(&app, &token, Some("application/json"), &of_size(64 * 1024)).await {
            assert!(answer.status().is_success(), "{}", answer.status());
        }
        for answer in to_all(&app, &token, Some("application/json"), &of_size(64 * 1024 + 1)).await {
            refusal(answer, 413).await;
        }
    }

    async fn unknown_fields_are_ignored(app: TestApp) {
        let body = json!({"language_preference": "fr", "surprise": {"deep": [1, 2]}, "id": "mine"});
        let created = json(app.post("/api/v1/sessions/", &body).await, 201).await;
        assert_eq!(created["session"]["language_preference"], "fr");
        let token = created["session"]["session_token"].as_str().unwrap();
        let body = json!({"content": "xin chào", "session_token": token, "role": "assistant", "id": 1});
        let exchange = json(app.post("/api/v1/messages/", &body).await, 201).await;
        assert_eq!(exchange["user_message"]["role"], "user");
    }

    async fn null_for_an_optional_field_is_absence(app: TestApp) {
        let nulls = json!({"language_preference": null, "country": null});
        let created = json(app.post("/api/v1/sessions/", &nulls).await, 201).await;
        let path = format!("/api/v1/sessions/{}", created["session"]["session_token"].as_str().unwrap());
        let nulls = json!({"language_preference": null, "is_crisis_mode": null});
        let session = json(app.put(&path, &nulls).await, 200).await;
        assert_eq!(session["language_preference"], "vi");
    }

    async fn a_session_may_be_created_with_an_empty_body(app: TestApp) {
        let nothing = app.request(Method::POST, "/api/v1/sessions/");
        json(nothing.send().await.unwrap(), 201).await;
        json(app.post_raw("/api/v1/sessions/", "application/json", "").await, 201).await;
        json(app.post_raw("/api/v1/sessions/", "application/json", "{}").await, 201).await;
    }
}

#[tokio::test]
async fn endlessly_nested_json_is_refused_and_the_server_lives() {
    let app = TestApp::start(On::Sqlite).await;
    let nested = format!("{{\"pad\":{}", "[".repeat(60_000));
    refusal(app.post_raw("/api/v1/sessions/", "application/json", nested).await, 400).await;
    app.token("vi").await;
}

/// A body in pieces does not say how large it is.
#[tokio::test]
async fn a_body_in_pieces_is_413_once_it_is_too_large() {
    let app = TestApp::start(On::Sqlite).await;
    let mut connection = TcpStream::connect(app.url.trim_start_matches("http://")).await.unwrap();
    let head = "POST /api/v1/sessions/ HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n\
                Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n";
    let piece = format!("{:x}\r\n{}\r\n", 16 * 1024, " ".repeat(16 * 1024));
    let body = piece.repeat(4) + "1\r\n \r\n0\r\n\r\n";
    connection.write_all(format!("{head}{body}").as_bytes()).await.unwrap();
    let mut answer = String::new();
    connection.read_to_string(&mut answer).await.unwrap();
    assert!(answer.starts_with("HTTP/1.1 413"), "{answer}");
}

#[tokio::test]
async fn a_refusal_never_repeats_what_was_sent() {
    let app = TestApp::start(On::Sqlite).await;
    let token = app.token("vi").await;
    let secret = "secretmarker";
    for body in [
        json!({"content": [secret], "rating": secret, "language_preference": secret, "is_crisis_mode": secret}),
        json!({"content": {secret: secret}, "rating": 5, "category": secret, "country": secret,
            "is_crisis_mode": secret}),
    ] {
        let kind = Some("application/json");
        for answer in to_all(&app, &token, kind, body.to_string().as_bytes()).await {
            let detail = refusal(answer, 422).await;
            assert!(!detail.to_string().contains(secret), "{detail}");
        }
    }
}
