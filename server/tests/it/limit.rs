//! The rate limit: what is counted, how it is told, when it ends, and for whom.

use crate::app::{Extra, On, TestApp};
use chrono::Duration;
use reqwest::{Method, Response};
use serde_json::{Value, json};

const STATS: &str = "/api/v1/feedback/stats";

async fn app(extra: Extra<'_>) -> TestApp {
    TestApp::start_with(On::Sqlite, extra).await
}

fn number(answer: &Response, header: &str) -> i64 {
    answer.headers()[header].to_str().unwrap().parse().unwrap()
}

/// A counted call through a proxy that names these addresses.
async fn from(app: &TestApp, addresses: &str) -> Response {
    let request = app.request(Method::GET, STATS).header("x-forwarded-for", addresses);
    request.send().await.unwrap()
}

#[tokio::test]
async fn the_limit_is_60_a_minute_and_told_on_every_counted_answer() {
    let app = app(&[]).await;
    let begun = app.clock.now().timestamp();
    for expected in [59, 58, 57] {
        let answer = app.get(STATS).await;
        assert_eq!(number(&answer, "x-ratelimit-limit"), 60);
        assert_eq!(number(&answer, "x-ratelimit-remaining"), expected);
        let ends = number(&answer, "x-ratelimit-reset") - begun;
        assert!((58..=70).contains(&ends), "{ends}");
    }
}

#[tokio::test]
async fn a_window_ends_a_minute_after_its_first_call_however_many_follow() {
    let app = app(&[]).await;
    let ends = number(&app.get(STATS).await, "x-ratelimit-reset");
    app.advance(Duration::seconds(30));
    assert_eq!(number(&app.get(STATS).await, "x-ratelimit-reset"), ends);
}

#[tokio::test]
async fn one_call_too_many_is_answered_as_documented() {
    let app = app(&[]).await;
    for _ in 0..60 {
        assert_eq!(app.get(STATS).await.status(), 200);
    }
    let answer = app.get(STATS).await;
    assert_eq!(answer.status(), 429);
    assert_eq!(number(&answer, "x-ratelimit-limit"), 60);
    assert_eq!(number(&answer, "x-ratelimit-remaining"), 0);
    let wait = number(&answer, "retry-after");
    assert!((1..=60).contains(&wait), "{wait}");
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body, json!({"error": "Rate limit exceeded", "retry_after": wait}));
}

#[tokio::test]
async fn waiting_as_told_is_enough() {
    let app = app(&[("RATE_LIMIT_PER_MINUTE", "1")]).await;
    app.get(STATS).await;
    let wait = number(&app.get(STATS).await, "retry-after");
    app.advance(Duration::seconds(wait));
    let answer = app.get(STATS).await;
    assert_eq!(answer.status(), 200);
    assert_eq!(number(&answer, "x-ratelimit-remaining"), 0);
}

#[tokio::test]
async fn a_call_too_many_changes_nothing() {
    let app = app(&[("RATE_LIMIT_PER_MINUTE", "2")]).await;
    let token = app.token("vi").await;
    app.say(&token, "xin chào").await;
    let body = json!({"content": "one too many", "session_token": token});
    assert_eq!(app.post("/api/v1/messages/", &body).await.status(), 429);
    app.advance(Duration::seconds(61));
    let page: Value =
        app.get(&format!("/api/v1/messages/?session_token={token}")).await.json().await.unwrap();
    assert_eq!(page["total_count"], 2);
}

#[tokio::test]
async fn health_metrics_pages_and_files_are_not_counted() {
    let app = app(&[("RATE_LIMIT_PER_MINUTE", "1")]).await;
    app.get(STATS).await;
    assert_eq!(app.get(STATS).await.status(), 429);
    for path in
        ["/health", "/health/live", "/health/ready", "/metrics", "/", "/help", "/favicon.svg"]
    {
        let answer = app.get(path).await;
        assert_ne!(answer.status(), 429, "{path}");
        assert!(!answer.headers().contains_key("x-ratelimit-limit"), "{path}");
    }
}

#[tokio::test]
async fn refusals_and_unknown_paths_under_api_are_counted() {
    let app = app(&[]).await;
    for (path, status, expected) in [
        ("/api/v1/messages/", 422, 59),
        ("/api/v1/nothing", 404, 58),
        ("/api/v1/sessions/unknown", 404, 57),
    ] {
        let answer = app.get(path).await;
        assert_eq!(answer.status(), status, "{path}");
        assert_eq!(number(&answer, "x-ratelimit-remaining"), expected, "{path}");
    }
}

#[tokio::test]
async fn server_functions_are_counted_and_limited() {
    let app = app(&[("RATE_LIMIT_PER_MINUTE", "1")]).await;
    let call = || {
        let request = app.request(Method::POST, "/api/ui/send").header("origin", &app.url);
        request.json(&json!({"content": "xin chào"})).send()
    };
    assert_eq!(number(&call().await.unwrap(), "x-ratelimit-remaining"), 0);
    assert_eq!(call().await.unwrap().status(), 429);
}

#[tokio::test]
async fn zero_turns_the_limit_off() {
    let app = app(&[("RATE_LIMIT_PER_MINUTE", "0")]).await;
    for _ in 0..70 {
        let answer = app.get(STATS).await;
        assert_eq!(answer.status(), 200);
        assert!(!answer.headers().contains_key("x-ratelimit-limit"));
    }
}

#[tokio::test]
async fn a_forwarded_address_from_anybody_is_ignored() {
    let app = app(&[]).await;
    assert_eq!(number(&from(&app, "198.51.100.1").await, "x-ratelimit-remaining"), 59);
    assert_eq!(number(&from(&app, "198.51.100.2").await, "x-ratelimit-remaining"), 58);
    assert_eq!(number(&app.get(STATS).await, "x-ratelimit-remaining"), 57);
}

#[tokio::test]
async fn clients_behind_a_trusted_proxy_are_told_apart() {
    let app = app(&[("TRUSTED_PROXIES", "127.0.0.0/8")]).await;
    assert_eq!(number(&from(&app, "198.51.100.1").await, "x-ratelimit-remaining"), 59);
    assert_eq!(number(&from(&app, "198.51.100.2").await, "x-ratelimit-remaining"), 59);
    assert_eq!(number(&from(&app, "198.51.100.1").await, "x-ratelimit-remaining"), 58);
}

#[tokio::test]
async fn an_address_that_a_client_made_up_before_the_proxys_is_ignored() {
    let app = app(&[("TRUSTED_PROXIES", "127.0.0.0/8,10.0.0.0/8")]).await;
    from(&app, "198.51.100.1").await;
    let made_up = from(&app, "203.0.113.5, 198.51.100.1, 10.0.0.7").await;
    assert_eq!(number(&made_up, "x-ratelimit-remaining"), 58);
}

#[tokio::test]
async fn a_network_has_its_own_limit() {
    let extra = [("TRUSTED_PROXIES", "127.0.0.1"), ("RATE_LIMIT_NETWORKS", "198.51.100.0/24=600")];
    let app = app(&extra).await;
    assert_eq!(number(&from(&app, "198.51.100.9").await, "x-ratelimit-limit"), 600);
    assert_eq!(number(&from(&app, "203.0.113.9").await, "x-ratelimit-limit"), 60);
}
