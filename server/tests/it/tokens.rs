//! Session tokens: where they are looked for, and how missing, unknown and expired ones are refused.

use crate::app::TestApp;
use crate::look::{json, refusal, refused_field};
use crate::on_both;
use chrono::Duration;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

const MESSAGES: &str = "/api/v1/messages/";
const UNKNOWN: &str = "anon_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
const NO_ID: &str = "0192d3a0-0000-7000-8000-000000000000";

/// Every call that takes its token from body, query or header, without one.
fn tokenless(app: &TestApp) -> Vec<RequestBuilder> {
    vec![
        app.request(Method::POST, MESSAGES).json(&json!({"content": "xin chào"})),
        app.request(Method::GET, MESSAGES),
        app.request(Method::DELETE, MESSAGES),
        app.request(Method::GET, &format!("{MESSAGES}{NO_ID}")),
        app.request(Method::DELETE, &format!("{MESSAGES}{NO_ID}")),
        app.request(Method::POST, "/api/v1/feedback/").json(&json!({"rating": 5})),
    ]
}

/// Every call that takes its token from the path.
fn by_path(app: &TestApp, token: &str) -> Vec<RequestBuilder> {
    let path = format!("/api/v1/sessions/{token}");
    vec![
        app.request(Method::GET, &path),
        app.request(Method::POST, &format!("{path}/touch")),
        app.request(Method::PUT, &path).json(&json!({"is_crisis_mode": true})),
        app.request(Method::DELETE, &path),
    ]
}

/// Every call for a session.
fn all(app: &TestApp, token: &str) -> Vec<RequestBuilder> {
    let with_header = |request: RequestBuilder| request.header("x-session-token", token);
    tokenless(app).into_iter().map(with_header).chain(by_path(app, token)).collect()
}

async fn send_message(app: &TestApp, query: &str, header: Option<&str>, body: Value) -> u16 {
    let mut request = app.request(Method::POST, &format!("{MESSAGES}{query}")).json(&body);
    if let Some(token) = header {
        request = request.header("X-Session-Token", token);
    }
    request.send().await.unwrap().status().as_u16()
}

on_both! {
    async fn a_call_without_a_token_is_refused_by_name(app: TestApp) {
        for request in tokenless(&app) {
            refused_field(request.send().await.unwrap(), "session_token").await;
        }
    }

    async fn an_unknown_token_is_404(app: TestApp) {
        for request in all(&app, UNKNOWN) {
            refusal(request.send().await.unwrap(), 404).await;
        }
    }

    async fn a_malformed_token_is_404(app: TestApp) {
        let known = app.token("vi").await;
        let malformed = ["anon_", "xyz", &known[5..], &known[..36], &format!("{known}A"),
            &known.to_uppercase(), "anon_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA-"];
        for token in malformed {
            for request in all(&app, token) {
                refusal(request.send().await.unwrap(), 404).await;
            }
        }
    }

    async fn a_token_of_strange_bytes_is_404(app: TestApp) {
        for token in ["%00", "%FF%FE", "%F0%9F%90%99", "anon_%2F..%2F", "%27%20OR%201%3D1"] {
            for request in by_path(&app, token) {
                refusal(request.send().await.unwrap(), 404).await;
            }
        }
    }

    async fn an_expired_token_is_410_before_anything_is_purged(app: TestApp) {
        let token = app.token("vi").await;
        app.say(&token, "xin chào").await;
        app.advance(Duration::days(30));
        for request in all(&app, &token) {
            refusal(request.send().await.unwrap(), 410).await;
        }
    }

    async fn a_token_lives_until_its_last_minute(app: TestApp) {
        let token = app.token("vi").await;
        app.advance(Duration::days(30) - Duration::minutes(1));
        app.say(&token, "xin chào").await;
        json(app.get(&format!("/api/v1/sessions/{token}")).await, 200).await;
    }

    async fn a_token_is_taken_from_body_query_or_header(app: TestApp) {
        let token = app.token("vi").await;
        let query = format!("?session_token={token}");
        let content = json!({"content": "xin chào"});
        let both = json!({"content": "xin chào", "session_token": token});
        assert_eq!(send_message(&app, "", None, both).await, 201);
        assert_eq!(send_message(&app, &query, None, content.clone()).await, 201);
        assert_eq!(send_message(&app, "", Some(&token), content).await, 201);
    }

    async fn a_null_token_in_the_body_is_absence(app: TestApp) {
        let token = app.token("vi").await;
        let null = json!({"content": "xin chào", "session_token": null});
        assert_eq!(send_message(&app, "", Some(&token), null).await, 201);
    }

    async fn a_token_of_a_wrong_type_is_refused_by_name(app: TestApp) {
        let body = json!({"content": "xin chào", "session_token": 5});
        refused_field(app.post(MESSAGES, &body).await, "session_token").await;
    }

    async fn the_body_comes_before_query_and_header(app: TestApp) {
        let token = app.token("vi").await;
        let query = format!("?session_token={token}");
        let bad = json!({"content": "xin chào", "session_token": UNKNOWN});
        assert_eq!(send_message(&app, &query, Some(&token), bad).await, 404);
        let good = json!({"content": "xin chào", "session_token": token});
        let query = format!("?session_token={UNKNOWN}");
        assert_eq!(send_message(&app, &query, Some(UNKNOWN), good).await, 201);
    }

    async fn the_query_comes_before_the_header(app: TestApp) {
        let token = app.token("vi").await;
        let list = |query: String, header: String| {
            app.request(Method::GET, &format!("{MESSAGES}?session_token={query}"))
                .header("x-session-token", header)
                .send()
        };
        refusal(list(UNKNOWN.into(), token.clone()).await.unwrap(), 404).await;
        json(list(token, UNKNOWN.into()).await.unwrap(), 200).await;
    }

    async fn the_path_comes_before_everything(app: TestApp) {
        let (mine, other) = (app.token("vi").await, app.token("fr").await);
        let request = app
            .request(Method::PUT, &format!("/api/v1/sessions/{mine}?session_token={other}"))
            .header("x-session-token", &other)
            .json(&json!({"session_token": other, "is_crisis_mode": true}));
        assert_eq!(json(request.send().await.unwrap(), 200).await["session_token"], mine);
        let untouched = json(app.get(&format!("/api/v1/sessions/{other}")).await, 200).await;
        assert_eq!(untouched["is_crisis_mode"], false);
    }
}
