//! How tests look at answers and files: exact keys, times, the shape of refusals, conditions.

use chrono::{DateTime, Utc};
use reqwest::Response;
use serde_json::Value;
use std::path::Path;
use std::time::{Duration, Instant};

/// The keys of an object, sorted.
pub fn keys(value: &Value) -> Vec<&str> {
    let mut keys: Vec<&str> = value.as_object().unwrap().keys().map(String::as_str).collect();
    keys.sort_unstable();
    keys
}

/// A moment in UTC, written as RFC 3339 with `Z`.
pub fn time(value: &Value) -> DateTime<Utc> {
    let text = value.as_str().unwrap();
    assert!(text.ends_with('Z'), "{text} is not in UTC");
    DateTime::parse_from_rfc3339(text).unwrap().to_utc()
}

/// An id; a session's or message's is a UUID.
pub fn id(value: &Value) -> uuid::Uuid {
    value.as_str().unwrap().parse().unwrap()
}

/// The JSON of an answer with the expected status.
pub async fn json(answer: Response, status: u16) -> Value {
    assert_eq!(answer.status(), status);
    answer.json().await.unwrap()
}

/// Checks that an answer is an error of the documented shape, whatever its type is called;
/// returns its `detail`.
pub async fn refusal(answer: Response, status: u16) -> Value {
    let address = answer.url().clone();
    assert_eq!(answer.status(), status, "{address}");
    let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
    assert!(kind.starts_with("application/json"), "{address}: {kind}");
    let body: Value = answer.json().await.unwrap();
    let detail = &body["detail"];
    let title = detail["error"].as_str().unwrap();
    let is_title_case = title.split(' ').all(|word| word.starts_with(|c: char| c.is_uppercase()));
    assert!(is_title_case, "{address}: {title}");
    assert!(detail["message"].as_str().is_some_and(|text| !text.is_empty()), "{body}");
    assert_eq!(detail.get("fields").is_some(), status == 422, "{address}: {body}");
    detail.clone()
}

/// Checks a 422 that names one field and says why.
pub async fn refused_field(answer: Response, field: &str) {
    let detail = refusal(answer, 422).await;
    let fields = detail["fields"].as_array().unwrap();
    assert_eq!(fields.len(), 1, "{detail}");
    assert_eq!(keys(&fields[0]), ["field", "message"]);
    assert_eq!(fields[0]["field"], field);
    assert!(!fields[0]["message"].as_str().unwrap().is_empty());
}

/// Waits until `ask` says yes; fails after 15 seconds.
pub async fn until<F: Future<Output = bool>>(what: &str, mut ask: impl FnMut() -> F) {
    let begun = Instant::now();
    while !ask().await {
        assert!(begun.elapsed() < Duration::from_secs(15), "still waiting until {what}");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

/// Whether `bytes` stand somewhere in `all`.
pub fn holds(all: &[u8], bytes: &[u8]) -> bool {
    assert!(!bytes.is_empty());
    all.windows(bytes.len()).any(|window| window == bytes)
}

/// The names of the files below `folder` that hold `bytes`.
pub fn files_with(folder: &Path, bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(files_with(&path, bytes));
        } else if std::fs::read(&path).is_ok_and(|all| holds(&all, bytes)) {
            found.push(path.display().to_string());
        }
    }
    found
}

/// A client of a test's own.
pub fn client() -> reqwest::ClientBuilder {
    server::outgoing::install_tls();
    reqwest::Client::builder().no_proxy()
}
