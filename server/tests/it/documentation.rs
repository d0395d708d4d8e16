//! `/docs`, `/redoc` and `/openapi.json`.

use crate::app::{On, TestApp};
use crate::look::{json, refusal};
use serde_json::Value;

/// Every documented call.
const CALLS: [(&str, &[&str]); 11] = [
    ("/api/v1/sessions/", &["post"]),
    ("/api/v1/sessions/{session_token}", &["get", "put", "delete"]),
    ("/api/v1/sessions/{session_token}/touch", &["post"]),
    ("/api/v1/messages/", &["get", "post", "delete"]),
    ("/api/v1/messages/{message_id}", &["get", "delete"]),
    ("/api/v1/feedback/", &["post"]),
    ("/api/v1/feedback/stats", &["get"]),
    ("/health", &["get"]),
    ("/health/live", &["get"]),
    ("/health/ready", &["get"]),
    ("/metrics", &["get"]),
];

async fn openapi() -> Value {
    json(TestApp::start(On::Sqlite).await.get("/openapi.json").await, 200).await
}

#[tokio::test]
async fn the_description_is_openapi_3_1_and_lists_every_call() {
    let openapi = openapi().await;
    assert!(openapi["openapi"].as_str().unwrap().starts_with("3.1"));
    assert_eq!(openapi["info"]["version"], "1.0.0");
    for (path, methods) in CALLS {
        for method in methods {
            assert!(openapi["paths"][path][method].is_object(), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn every_call_is_described_with_what_it_answers_and_refuses() {
    let openapi = openapi().await;
    for (path, methods) in CALLS {
        for method in methods {
            let call = &openapi["paths"][path][method];
            assert!(
                call["summary"].as_str().is_some_and(|text| !text.is_empty()),
                "{method} {path}"
            );
            let responses = call["responses"].as_object().unwrap();
            let succeeds = responses.keys().any(|status| status.starts_with('2'));
            assert!(succeeds, "{method} {path}");
            let counted = path.starts_with("/api");
            assert!(!counted || responses.contains_key("429"), "{method} {path}");
            for (status, response) in responses {
                let mute = status == "204";
                assert_eq!(response.get("content").is_some(), !mute, "{method} {path} {status}");
            }
            if call["requestBody"].is_object() {
                for status in ["400", "413", "415", "422"] {
                    assert!(responses.contains_key(status), "{method} {path} {status}");
                }
            }
        }
    }
}

#[tokio::test]
async fn requests_and_answers_have_examples() {
    let openapi = openapi().await;
    for name in ["NewSession", "SessionChange", "NewMessage", "NewFeedback"] {
        let schema = &openapi["components"]["schemas"][name];
        assert!(schema["example"].is_object() || schema["examples"].is_array(), "{name}");
    }
}

#[tokio::test]
async fn every_reference_leads_somewhere() {
    let openapi = openapi().await;
    let text = openapi.to_string();
    for reference in text.split("\"$ref\":\"#").skip(1) {
        let pointer = reference.split('"').next().unwrap();
        assert!(openapi.pointer(pointer).is_some(), "{pointer}");
    }
}

#[tokio::test]
async fn the_description_is_the_one_that_was_agreed() {
    let described = server::http::openapi().to_pretty_json().unwrap() + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/openapi.json");
    if std::env::var_os("UPDATE_SNAPSHOT").is_some() {
        std::fs::write(path, &described).unwrap();
    }
    let agreed = std::fs::read_to_string(path).unwrap();
    for (number, (agreed, described)) in agreed.lines().zip(described.lines()).enumerate() {
        assert_eq!(agreed, described, "line {}; UPDATE_SNAPSHOT=1 agrees to it", number + 1);
    }
    assert_eq!(agreed.len(), described.len());
}

#[tokio::test]
async fn what_is_served_is_what_was_agreed() {
    let described: Value = serde_json::to_value(server::http::openapi()).unwrap();
    assert_eq!(openapi().await, described);
}

#[tokio::test]
async fn the_pages_load_nothing_from_another_host() {
    let app = TestApp::start(On::Sqlite).await;
    for path in ["/docs/", "/redoc"] {
        let answer = app.get(path).await;
        assert_eq!(answer.status(), 200, "{path}");
        let policy = answer.headers()["content-security-policy"].to_str().unwrap().to_owned();
        assert!(
            policy.contains("default-src") && !policy.contains("http") && !policy.contains('*'),
            "{policy}"
        );
        let page = answer.text().await.unwrap();
        assert!(!page.contains("http://") && !page.contains("https://"), "{path}");
        for loaded in page.split(" src=\"").chain(page.split(" href=\"")).skip(1) {
            assert!(!loaded.starts_with("//"), "{path}");
        }
    }
}

#[tokio::test]
async fn swagger_ui_finds_its_files_and_the_description() {
    let app = TestApp::start(On::Sqlite).await;
    let page = app.get("/docs/").await.text().await.unwrap();
    let files: Vec<&str> =
        page.split(" src=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    assert!(!files.is_empty());
    let mut scripts = String::new();
    for file in files {
        let answer = app.get(&format!("/docs/{}", file.trim_start_matches("./"))).await;
        assert_eq!(answer.status(), 200, "{file}");
        scripts += &answer.text().await.unwrap();
    }
    assert!(scripts.contains("/openapi.json"));
}

#[tokio::test]
async fn the_documentation_can_be_switched_off() {
    let app = TestApp::start_with(On::Sqlite, &[("API_DOCS", "off")]).await;
    refusal(app.get("/openapi.json").await, 404).await;
    for path in ["/docs", "/docs/", "/docs/swagger-ui.css", "/redoc"] {
        assert_eq!(app.get(path).await.status(), 404, "{path}");
    }
    assert_eq!(app.get("/health").await.status(), 200);
}

#[test]
fn every_operation_has_a_name_of_its_own() {
    let openapi = serde_json::to_value(server::http::openapi()).unwrap();
    let paths = openapi["paths"].as_object().unwrap().values();
    let operations = paths.flat_map(|path| path.as_object().unwrap().values());
    let mut names: Vec<&str> =
        operations.map(|call| call["operationId"].as_str().unwrap()).collect();
    let all = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), all);
}
