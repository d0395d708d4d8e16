//! Addresses: every path with and without its slash, unknown ones, wrong methods, request ids.

use crate::app::{On, TestApp};
use crate::look::refusal;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use std::collections::HashSet;

/// Every documented address with its methods and, for each, a body and the status of success.
fn documented(token: &str, message: &str) -> Vec<(Method, String, Option<Value>, u16)> {
    let (get, post, put, delete) = (Method::GET, Method::POST, Method::PUT, Method::DELETE);
    let at = |path: &str| format!("{path}?session_token={token}");
    vec![
        (post.clone(), "/api/v1/sessions/".into(), Some(json!({})), 201),
        (get.clone(), format!("/api/v1/sessions/{token}"), None, 200),
        (put, format!("/api/v1/sessions/{token}"), Some(json!({})), 200),
        (post.clone(), format!("/api/v1/sessions/{token}/touch"), None, 200),
        (post.clone(), at("/api/v1/messages/"), Some(json!({"content": "a"})), 201),
        (get.clone(), at("/api/v1/messages/"), None, 200),
        (get.clone(), at(&format!("/api/v1/messages/{message}")), None, 200),
        (post, at("/api/v1/feedback/"), Some(json!({"rating": 5})), 201),
        (get.clone(), "/api/v1/feedback/stats".into(), None, 200),
        (get.clone(), "/health".into(), None, 200),
        (get.clone(), "/health/live".into(), None, 200),
        (get.clone(), "/health/ready".into(), None, 200),
        (get.clone(), "/metrics".into(), None, 200),
        (get.clone(), "/openapi.json".into(), None, 200),
        (get, "/redoc".into(), None, 200),
        (delete.clone(), at(&format!("/api/v1/messages/{message}")), None, 204),
        (delete.clone(), at("/api/v1/messages/"), None, 204),
        (delete, format!("/api/v1/sessions/{token}"), None, 200),
    ]
}

/// The same address with its last slash put on or taken off.
fn other_form(path: &str) -> String {
    let (path, query) =
        path.split_once('?').map_or((path, String::new()), |(p, q)| (p, format!("?{q}")));
    match path.strip_suffix('/') {
        Some(bare) => format!("{bare}{query}"),
        None => format!("{path}/{query}"),
    }
}

async fn call(app: &TestApp, method: Method, path: &str, body: Option<&Value>) -> Response {
    let request = app.request(method, path);
    let request = if let Some(body) = body { request.json(body) } else { request };
    request.send().await.unwrap()
}

async fn walk(form: fn(&str) -> String) {
    let app = TestApp::start(On::Sqlite).await;
    let token = app.token("vi").await;
    let exchange = app.say(&token, "xin chào").await;
    let message = exchange["user_message"]["id"].as_str().unwrap();
    for (method, path, body, status) in documented(&token, message) {
        let path = form(&path);
        let answer = call(&app, method.clone(), &path, body.as_ref()).await;
        assert_eq!(answer.status(), status, "{method} {path}");
    }
}

#[tokio::test]
async fn every_documented_path_answers() {
    walk(str::to_owned).await;
}

#[tokio::test]
async fn every_documented_path_answers_with_the_other_slash_and_no_redirect() {
    walk(other_form).await;
}

#[tokio::test]
async fn pages_answer_with_a_slash_too() {
    let app = TestApp::start(On::Sqlite).await;
    for path in ["/help/", "/privacy/", "/help/?country=FR"] {
        assert_eq!(app.get(path).await.status(), 200, "{path}");
    }
    assert_eq!(app.get("/docs/").await.status(), 200);
}

#[tokio::test]
async fn a_wrong_method_is_405_and_says_which_are_right() {
    let app = TestApp::start(On::Sqlite).await;
    let session = "/api/v1/sessions/anon_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
    let message = "/api/v1/messages/0192d3a0-0000-7000-8000-000000000000";
    for (path, right) in [
        ("/api/v1/sessions/", &["POST"][..]),
        (session, &["GET", "PUT", "DELETE"]),
        (&format!("{session}/touch"), &["POST"]),
        ("/api/v1/messages/", &["GET", "POST", "DELETE"]),
        (message, &["GET", "DELETE"]),
        ("/api/v1/feedback/", &["POST"]),
        ("/api/v1/feedback/stats", &["GET"]),
    ] {
        let answer = call(&app, Method::PATCH, path, None).await;
        let allow = answer.headers().get("allow").expect(path).to_str().unwrap().to_owned();
        refusal(answer, 405).await;
        let allowed: HashSet<&str> = allow.split(',').map(str::trim).collect();
        for method in right {
            assert!(allowed.contains(method), "{path}: {allow}");
        }
        assert!(!allowed.contains("PATCH"), "{path}: {allow}");
    }
}

#[tokio::test]
async fn a_wrong_method_on_health_and_metrics_is_405_too() {
    let app = TestApp::start(On::Sqlite).await;
    for path in ["/health", "/health/live", "/health/ready", "/metrics"] {
        let answer = call(&app, Method::POST, path, None).await;
        assert!(
            answer
                .headers()
                .get("allow")
                .is_some_and(|allow| allow.to_str().unwrap().contains("GET"))
        );
        refusal(answer, 405).await;
    }
}

#[tokio::test]
async fn an_unknown_path_under_api_is_404_in_json() {
    let app = TestApp::start(On::Sqlite).await;
    for path in [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v1/nothing",
        "/api/v2/sessions/",
        "/api/v1/sessions/a/b/c",
        "/api/v1/..%2f..%2fetc",
        "/api/favicon.svg",
    ] {
        refusal(app.get(path).await, 404).await;
    }
}

#[tokio::test]
async fn an_unknown_path_under_api_is_404_for_every_method() {
    let app = TestApp::start(On::Sqlite).await;
    for path in ["/api", "/api/v1", "/api/v1/nothing", "/api/v2/sessions/"] {
        for method in [Method::POST, Method::PUT, Method::DELETE] {
            refusal(call(&app, method, path, None).await, 404).await;
        }
    }
}

#[tokio::test]
async fn an_unknown_page_is_404_for_a_person() {
    let app = TestApp::start(On::Sqlite).await;
    for path in ["/nothing", "/apiary", "/../Cargo.toml", "/%2e%2e/%2e%2e/Cargo.toml"] {
        let answer = app.get(path).await;
        assert_eq!(answer.status(), 404, "{path}");
        assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("text/html"));
    }
}

#[tokio::test]
async fn every_answer_carries_a_request_id_of_its_own() {
    let app = TestApp::start_with(On::Sqlite, &[("RATE_LIMIT_PER_MINUTE", "20")]).await;
    let token = app.token("vi").await;
    let mut seen = HashSet::new();
    let mut statuses = HashSet::new();
    let large = json!({"content": "a".repeat(70_000)});
    for (method, path, body) in [
        (Method::GET, "/", None),
        (Method::GET, "/nothing", None),
        (Method::GET, "/favicon.svg", None),
        (Method::GET, "/health", None),
        (Method::GET, "/metrics", None),
        (Method::GET, "/openapi.json", None),
        (Method::GET, "/docs/", None),
        (Method::GET, "/api/v1/nothing", None),
        (Method::PATCH, "/api/v1/sessions/", None),
        (Method::OPTIONS, "/api/v1/sessions/", None),
        (Method::POST, "/api/v1/sessions/", Some(&json!({}))),
        (Method::POST, "/api/v1/messages/", Some(&json!({}))),
        (Method::POST, "/api/v1/messages/", Some(&large)),
        (Method::POST, "/api/v1/messages/", None),
        (Method::POST, "/chat", None),
        (Method::GET, &format!("/api/v1/messages/?session_token={token}"), None),
        (Method::DELETE, &format!("/api/v1/messages/?session_token={token}"), None),
    ] {
        let answer = call(&app, method.clone(), path, body).await;
        statuses.insert(answer.status().as_u16());
        let id = answer.headers().get("x-request-id").unwrap_or_else(|| panic!("{method} {path}"));
        assert!(seen.insert(id.to_str().unwrap().to_owned()), "{method} {path}");
    }
    let limited = loop {
        let answer = app.get("/api/v1/feedback/stats").await;
        if answer.status() == 429 {
            break answer;
        }
    };
    assert!(limited.headers().contains_key("x-request-id"));
    assert!(
        statuses.is_superset(&HashSet::from([200, 201, 204, 404, 405, 413, 415, 422])),
        "{statuses:?}"
    );
}
