//! `/api/ui/`: what the pages' own script asks for.

use crate::app::TestApp;
use crate::look::{json, keys, refusal};
use crate::on_both;
use chrono::Duration;
use reqwest::{Method, RequestBuilder};
use serde_json::json;

fn call(app: &TestApp, name: &str, token: Option<&str>) -> RequestBuilder {
    let request = app.request(Method::POST, &format!("/api/ui/{name}")).header("origin", &app.url);
    match token {
        Some(token) => request.header("cookie", format!("km_session={token}")),
        None => request,
    }
}

on_both! {
    async fn a_message_sent_with_the_cookie_is_answered_and_stored(app: TestApp) {
        let token = app.token("vi").await;
        let sent = call(&app, "send", Some(&token)).json(&json!({"content": "xin chào"}));
        let exchange = json(sent.send().await.unwrap(), 200).await;
        assert_eq!(keys(&exchange), ["ai_message", "crisis_info", "user_message"]);
        let page = json(app.get(&format!("/api/v1/messages/?session_token={token}")).await, 200).await;
        assert_eq!(page["messages"], json!([exchange["user_message"], exchange["ai_message"]]));
    }

    async fn a_call_without_a_live_session_is_refused_as_elsewhere(app: TestApp) {
        let body = json!({"content": "xin chào"});
        let unknown = Some("anon_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        for token in [None, unknown, Some("nonsense")] {
            refusal(call(&app, "send", token).json(&body).send().await.unwrap(), 404).await;
        }
        let token = app.token("vi").await;
        app.advance(Duration::days(30));
        refusal(call(&app, "send", Some(&token)).json(&body).send().await.unwrap(), 410).await;
    }

    async fn content_that_is_empty_or_too_long_is_422(app: TestApp) {
        let token = app.token("vi").await;
        for content in ["", "  \n", &"a".repeat(5001)] {
            let sent = call(&app, "send", Some(&token)).json(&json!({"content": content}));
            refusal(sent.send().await.unwrap(), 422).await;
        }
    }

    async fn a_body_that_cannot_be_read_is_the_callers_fault(app: TestApp) {
        let token = app.token("vi").await;
        for body in ["{", "", "{}", "{\"content\": 5}", "null", "{\"content\": \"a\"} x"] {
            let sent = call(&app, "send", Some(&token)).header("content-type", "application/json").body(body);
            let answer = sent.send().await.unwrap();
            let status = answer.status().as_u16();
            assert!(matches!(status, 400 | 422), "{body}: {status}");
            refusal(answer, status).await;
        }
    }
}

#[tokio::test]
async fn an_unknown_function_is_404() {
    let app = TestApp::start(crate::app::On::Sqlite).await;
    for name in ["nothing", "send/more", "", "%00"] {
        refusal(call(&app, name, None).json(&json!({})).send().await.unwrap(), 404).await;
    }
}

#[tokio::test]
async fn a_function_is_called_by_post_alone() {
    let app = TestApp::start(crate::app::On::Sqlite).await;
    refusal(app.get("/api/ui/send").await, 405).await;
}

#[tokio::test]
async fn a_call_that_is_too_large_is_413() {
    let app = TestApp::start(crate::app::On::Sqlite).await;
    let token = app.token("vi").await;
    let sent = call(&app, "send", Some(&token)).json(&json!({"content": "a".repeat(70_000)}));
    refusal(sent.send().await.unwrap(), 413).await;
}
