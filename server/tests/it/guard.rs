//! What protects a visitor's browser: CORS, security headers, silence about ourselves.

use crate::app::{Extra, On, TestApp};
use reqwest::header::HeaderMap;
use reqwest::{Method, Response};
use serde_json::json;

const OURS: &str = "https://school.example";

async fn app(extra: Extra<'_>) -> TestApp {
    TestApp::start_with(On::Sqlite, extra).await
}

async fn preflight(app: &TestApp, origin: &str, method: &str) -> Response {
    let request = app
        .request(Method::OPTIONS, "/api/v1/messages/")
        .header("origin", origin)
        .header("access-control-request-method", method)
        .header("access-control-request-headers", "content-type,x-session-token");
    request.send().await.unwrap()
}

async fn get_from(app: &TestApp, path: &str, origin: &str) -> HeaderMap {
    let request = app.request(Method::GET, path).header("origin", origin);
    request.send().await.unwrap().headers().clone()
}

fn speaks_cors(headers: &HeaderMap) -> bool {
    headers.keys().any(|name| name.as_str().starts_with("access-control-allow"))
}

fn text<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).unwrap_or_else(|| panic!("no {name}")).to_str().unwrap()
}

#[tokio::test]
async fn no_origin_is_allowed_by_default() {
    let app = app(&[]).await;
    assert!(!speaks_cors(&get_from(&app, "/api/v1/feedback/stats", OURS).await));
    assert!(!speaks_cors(preflight(&app, OURS, "POST").await.headers()));
}

#[tokio::test]
async fn a_configured_origin_may_call_and_read() {
    let app = app(&[("CORS_ORIGINS", "https://other.example, https://school.example")]).await;
    let headers = get_from(&app, "/api/v1/feedback/stats", OURS).await;
    assert_eq!(text(&headers, "access-control-allow-origin"), OURS);
    assert!(text(&headers, "vary").to_lowercase().contains("origin"));
    let exposed = text(&headers, "access-control-expose-headers").to_lowercase();
    for name in ["x-request-id", "x-ratelimit-remaining", "retry-after"] {
        assert!(exposed.contains(name), "{exposed}");
    }
    for method in ["GET", "POST", "PUT", "DELETE"] {
        let answer = preflight(&app, OURS, method).await;
        assert!(answer.status().is_success());
        assert_eq!(text(answer.headers(), "access-control-allow-origin"), OURS);
        assert!(text(answer.headers(), "access-control-allow-methods").contains(method));
        let names = text(answer.headers(), "access-control-allow-headers").to_lowercase();
        assert!(names.contains("content-type") && names.contains("x-session-token"), "{names}");
    }
}

#[tokio::test]
async fn a_configured_origin_may_read_refusals_too() {
    let app = app(&[("CORS_ORIGINS", OURS), ("RATE_LIMIT_PER_MINUTE", "2")]).await;
    for expected in ["/api/v1/nothing", "/api/v1/messages/", "/api/v1/messages/"] {
        let headers = get_from(&app, expected, OURS).await;
        assert_eq!(text(&headers, "access-control-allow-origin"), OURS);
    }
}

#[tokio::test]
async fn another_origin_stays_shut_out() {
    let app = app(&[("CORS_ORIGINS", OURS)]).await;
    for foreign in [
        "https://evil.example",
        "http://school.example",
        "https://school.example.evil.example",
        "null",
    ] {
        let headers = get_from(&app, "/api/v1/feedback/stats", foreign).await;
        assert!(!headers.contains_key("access-control-allow-origin"), "{foreign}");
        let answer = preflight(&app, foreign, "POST").await;
        assert!(!answer.headers().contains_key("access-control-allow-origin"), "{foreign}");
    }
}

#[tokio::test]
async fn no_other_site_may_send_our_cookies() {
    let app = app(&[("CORS_ORIGINS", OURS)]).await;
    let headers = get_from(&app, "/api/v1/feedback/stats", OURS).await;
    assert!(!headers.contains_key("access-control-allow-credentials"));
}

#[tokio::test]
async fn api_answers_carry_the_security_headers() {
    let app = app(&[]).await;
    for path in ["/api/v1/feedback/stats", "/api/v1/nothing", "/health"] {
        let headers = app.get(path).await.headers().clone();
        assert_eq!(text(&headers, "x-content-type-options"), "nosniff");
        assert_eq!(text(&headers, "referrer-policy"), "no-referrer");
        assert_eq!(text(&headers, "cache-control"), "no-store");
        assert!(text(&headers, "content-security-policy").contains("frame-ancestors 'none'"));
        assert!(text(&headers, "permissions-policy").contains("camera=()"));
        assert_eq!(text(&headers, "cross-origin-opener-policy"), "same-origin");
        assert_eq!(text(&headers, "cross-origin-resource-policy"), "same-origin");
    }
}

#[tokio::test]
async fn pages_carry_the_security_headers() {
    let app = app(&[]).await;
    for path in ["/", "/help", "/privacy", "/nothing"] {
        let headers = app.get(path).await.headers().clone();
        assert_eq!(text(&headers, "x-content-type-options"), "nosniff");
        assert_eq!(text(&headers, "referrer-policy"), "no-referrer");
        assert_eq!(text(&headers, "cache-control"), "no-store");
        assert!(text(&headers, "permissions-policy").contains("microphone=()"));
        assert_eq!(text(&headers, "cross-origin-opener-policy"), "same-origin");
        let policy = text(&headers, "content-security-policy");
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
        assert!(policy.contains("'wasm-unsafe-eval'"), "{policy}");
        for loose in ["unsafe-inline", "'unsafe-eval'", "http:", "https:", "*"] {
            assert!(!policy.contains(loose), "{policy}");
        }
    }
}

#[tokio::test]
async fn a_pages_nonce_is_new_each_time_and_on_its_scripts() {
    let app = app(&[]).await;
    let mut nonces = Vec::new();
    for _ in 0..2 {
        let answer = app.get("/").await;
        let policy = text(answer.headers(), "content-security-policy").to_owned();
        let (_, rest) = policy.split_once("'nonce-").unwrap();
        let nonce = rest.split('\'').next().unwrap().to_owned();
        let page = answer.text().await.unwrap();
        for script in page.split("<script").skip(1) {
            let tag = script.split('>').next().unwrap();
            assert!(tag.contains(&nonce), "{tag}");
        }
        nonces.push(nonce);
    }
    assert!(nonces[0].len() >= 16);
    assert_ne!(nonces[0], nonces[1]);
}

#[tokio::test]
async fn pages_hold_nothing_that_their_policy_forbids_and_name_no_third_host() {
    let app = app(&[]).await;
    for path in ["/", "/help?country=FR", "/privacy"] {
        let page = app.get(path).await.text().await.unwrap();
        for forbidden in [" style=\"", " onclick=", " onload=", " onsubmit=", "javascript:"] {
            assert!(!page.contains(forbidden), "{path}: {forbidden}");
        }
        for loaded in page.split(" src=\"").skip(1) {
            assert!(loaded.starts_with('/') && !loaded.starts_with("//"), "{path}: {loaded:.60}");
        }
    }
}

#[tokio::test]
async fn no_answer_names_the_server_and_no_api_client_gets_a_cookie() {
    let app = app(&[]).await;
    let token = app.token("vi").await;
    let say = json!({"content": "xin chào", "session_token": token});
    let answers = [
        app.post("/api/v1/sessions/", &json!({})).await,
        app.post("/api/v1/messages/", &say).await,
        app.get(&format!("/api/v1/sessions/{token}")).await,
        app.get("/api/v1/nothing").await,
        app.get("/health").await,
        app.delete(&format!("/api/v1/sessions/{token}")).await,
    ];
    for answer in answers {
        for name in ["set-cookie", "server", "x-powered-by", "via"] {
            assert!(!answer.headers().contains_key(name), "{}: {name}", answer.url());
        }
    }
    for name in ["server", "x-powered-by"] {
        assert!(!app.get("/").await.headers().contains_key(name));
    }
}

#[tokio::test]
async fn strict_transport_is_not_promised_without_tls() {
    let app = app(&[]).await;
    assert!(!app.get("/").await.headers().contains_key("strict-transport-security"));
}
