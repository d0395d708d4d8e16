//! `/metrics`: the names and labels of the contract, and nothing about a person.

use crate::app::{Extra, On, TestApp};
use crate::look::refusal;
use crate::program::Place;
use reqwest::Method;

/// A server that has seen a bit of everything, and what it tells of it.
async fn told() -> (String, String) {
    let extra: Extra = &[("RATE_LIMIT_PER_MINUTE", "6")];
    let app = TestApp::start_with(On::Sqlite, extra).await;
    let token = app.token("vi").await;
    app.say(&token, "Tôi muốn tự tử").await;
    app.get(&format!("/api/v1/sessions/{token}")).await;
    app.get(&format!("/api/v1/messages/?session_token={token}")).await;
    app.get(&format!("/api/v1/{token}")).await;
    for _ in 0..3 {
        app.get("/api/v1/feedback/stats").await;
    }
    let answer = app.get("/metrics").await;
    assert_eq!(answer.status(), 200);
    assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("text/plain"));
    (answer.text().await.unwrap(), token)
}

/// Whether a sample with this name and these labels stands in the text.
fn has(text: &str, name: &str, labels: &[(&str, &str)]) -> bool {
    text.lines().any(|line| {
        let Some(rest) = line.strip_prefix(name) else { return false };
        let begins = rest.starts_with('{') || rest.starts_with(' ');
        begins && labels.iter().all(|(key, value)| rest.contains(&format!("{key}=\"{value}\"")))
    })
}

#[tokio::test]
async fn requests_are_counted_by_method_route_and_status() {
    let (text, _) = told().await;
    for (method, route, status) in [
        ("POST", "/api/v1/sessions/", "201"),
        ("POST", "/api/v1/messages/", "201"),
        ("GET", "/api/v1/sessions/{session_token}", "200"),
        ("GET", "/api/v1/feedback/stats", "429"),
    ] {
        let labels = [("method", method), ("route", route), ("status", status)];
        assert!(has(&text, "http_requests_total", &labels), "{labels:?}");
    }
}

#[tokio::test]
async fn latencies_are_a_histogram() {
    let (text, _) = told().await;
    assert!(text.contains("# TYPE http_request_duration_seconds histogram"));
    assert!(has(&text, "http_request_duration_seconds_bucket", &[("route", "/api/v1/messages/")]));
}

#[tokio::test]
async fn messages_and_crises_are_counted() {
    let (text, _) = told().await;
    assert!(has(&text, "messages_total", &[("api", "support")]));
    assert!(["high", "imminent"].iter().any(|level| has(
        &text,
        "crises_total",
        &[("level", level)]
    )));
}

#[tokio::test]
async fn the_other_metrics_of_the_contract_are_there() {
    let (text, _) = told().await;
    for name in ["sse_connections", "llm_fallbacks_total", "rate_limited_total", "db_up"] {
        assert!(has(&text, name, &[]), "{name}");
    }
}

#[tokio::test]
async fn calls_of_a_language_model_are_counted_by_outcome() {
    let (text, _) = told().await;
    assert!(text.contains("llm_requests_total{outcome="), "llm_requests_total");
}

#[tokio::test]
async fn no_metric_names_a_token_or_a_path_that_somebody_made_up() {
    let (text, token) = told().await;
    assert!(!text.contains(&token[5..]));
}

#[tokio::test]
async fn metrics_with_a_token_ask_for_it() {
    let app = TestApp::start_with(On::Sqlite, &[("METRICS_TOKEN", "a-long-enough-secret")]).await;
    let get = |bearer: &str| {
        app.request(Method::GET, "/metrics").header("authorization", bearer.to_owned()).send()
    };
    let without = app.get("/metrics").await;
    assert_eq!(without.headers()["www-authenticate"], "Bearer");
    refusal(without, 401).await;
    for wrong in ["Bearer wrong", "a-long-enough-secret", "Bearer ", "Basic a-long-enough-secret"] {
        let answer = get(wrong).await.unwrap();
        assert_eq!(answer.headers()["www-authenticate"], "Bearer");
        refusal(answer, 401).await;
    }
    assert_eq!(get("Bearer a-long-enough-secret").await.unwrap().status(), 200);
}

/// In a program of its own: the recorder is one for all servers of the tests.
#[tokio::test]
async fn a_database_that_is_away_is_told() {
    let place = Place::new(On::Sqlite).await;
    let program = place.serve(&[]);
    let tells = async |line: &str| {
        let answer = reqwest::get(format!("{}/metrics", program.url)).await.unwrap();
        answer.text().await.unwrap().lines().any(|told| told == line)
    };
    assert!(tells("db_up 1").await);
    let file = place.folder.path().join("test.db");
    std::fs::rename(file, place.folder.path().join("gone")).unwrap();
    assert!(tells("db_up 0").await);
}
