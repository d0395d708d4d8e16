//! The log tells what happened and never what was said, nor who said it.

use crate::app::On;
use crate::look::json;
use crate::program::Place;
use reqwest::{Method, RequestBuilder};
use serde_json::json;
use std::time::Duration;

/// Strings that a client plants wherever it can; a log that holds one has told too much.
const PLANTED: [&str; 8] = [
    "PlantedContent",
    "PlantedFeedback",
    "PlantedAgent",
    "198.51.100.77",
    "anon_PlantedTokenAAAAAAAAAAAAAAAAAAAA",
    "PlantedPath",
    "PlantedQuery",
    "PlantedHeader",
];

/// A client that tells what it is and follows nothing.
fn client() -> reqwest::Client {
    crate::look::client()
        .no_proxy()
        .user_agent("PlantedAgent")
        .redirect(reqwest::redirect::Policy::none())
        .build()
        .unwrap()
}

/// Everything that a client can do, well and badly, with the planted strings in it.
async fn drive(url: &str) -> (String, Vec<String>) {
    let client = client();
    let request = |method: Method, path: &str| {
        client
            .request(method, format!("{url}{path}"))
            .header("x-forwarded-for", "198.51.100.77")
            .header("x-request-id", "PlantedHeader")
            .header("accept-language", "PlantedHeader")
    };
    let (get, post, put, delete) = (Method::GET, Method::POST, Method::PUT, Method::DELETE);
    let created = request(post.clone(), "/api/v1/sessions/").send().await.unwrap();
    let token = json(created, 201).await["session"]["session_token"].as_str().unwrap().to_owned();
    let unknown = PLANTED[4];
    let form = |path: &str, body: &str| {
        request(post.clone(), path)
            .header("origin", url)
            .header("cookie", format!("km_session={token}; km_language=PlantedHeader"))
            .header("content-type", "application/x-www-form-urlencoded")
            .body(body.to_owned())
    };
    let json_to = |method: &Method, path: &str, body: serde_json::Value| {
        request(method.clone(), path).json(&body)
    };
    let message = json_to(
        &post,
        "/api/v1/messages/",
        json!({"content": "PlantedContent tôi muốn tự tử", "session_token": token}),
    );
    let exchange = json(message.send().await.unwrap(), 201).await;
    let id = exchange["user_message"]["id"].as_str().unwrap();
    let one = format!("/api/v1/messages/{id}?session_token={token}");
    let list = format!("/api/v1/messages/?session_token={token}");
    let session = format!("/api/v1/sessions/{token}");
    let large = "PlantedContent ".repeat(6000);
    let mut ids = Vec::new();
    let requests: Vec<RequestBuilder> = vec![
        request(get.clone(), &session),
        request(post.clone(), &format!("{session}/touch")),
        json_to(&put, &session, json!({"is_crisis_mode": true})),
        json_to(
            &put,
            &session,
            json!({"is_crisis_mode": "PlantedContent", "language_preference": "PlantedContent"}),
        ),
        request(get.clone(), &list),
        request(get.clone(), &format!("{list}&limit=PlantedQuery")),
        request(get.clone(), &one),
        request(get.clone(), &format!("/api/v1/messages/PlantedPath?session_token={token}")),
        request(get.clone(), &format!("/api/v1/sessions/{unknown}")),
        request(get.clone(), "/api/v1/sessions/PlantedPath"),
        request(get.clone(), "/api/v1/PlantedPath?q=PlantedQuery"),
        request(get.clone(), "/PlantedPath?q=PlantedQuery"),
        request(get.clone(), "/PlantedPath%ff"),
        request(Method::PATCH, &session),
        request(Method::from_bytes(b"PLANTEDPATH").unwrap(), "/PlantedPath"),
        json_to(
            &post,
            "/api/v1/messages/",
            json!({"content": "PlantedContent", "session_token": unknown}),
        ),
        json_to(
            &post,
            "/api/v1/messages/",
            json!({"content": ["PlantedContent"], "session_token": token}),
        ),
        json_to(&post, "/api/v1/messages/", json!({"content": large, "session_token": token})),
        json_to(
            &post,
            "/api/v1/messages/",
            json!({"content": "PlantedContent".repeat(400), "session_token": token}),
        ),
        request(post.clone(), "/api/v1/messages/")
            .header("content-type", "application/json")
            .body("{\"content\": \"PlantedContent\", PlantedContent"),
        request(post.clone(), "/api/v1/messages/")
            .header("content-type", "PlantedHeader")
            .body("PlantedContent"),
        json_to(
            &post,
            "/api/v1/feedback/",
            json!({"rating": "PlantedFeedback", "session_token": token}),
        ),
        json_to(
            &post,
            "/api/v1/feedback/",
            json!({"rating": 5, "category": "PlantedFeedback", "session_token": token}),
        ),
        json_to(
            &post,
            "/api/v1/feedback/",
            json!({"rating": 5, "feedback_text": "PlantedFeedback", "session_token": token}),
        ),
        json_to(
            &post,
            "/api/v1/feedback/",
            json!({"rating": 5, "feedback_text": "PlantedFeedback", "session_token": token}),
        ),
        request(get.clone(), "/api/v1/feedback/stats"),
        request(get.clone(), "/health"),
        request(get.clone(), "/metrics"),
        form("/chat", "content=PlantedContent"),
        form("/chat", "content="),
        form("/chat", &format!("content={}", "PlantedContent".repeat(400))),
        form("/chat", "PlantedContent=%ff%fe&content=%ff"),
        form("/language", "language=PlantedContent&back=PlantedPath"),
        form("/api/ui/PlantedPath", "PlantedContent"),
        request(post.clone(), "/chat")
            .header("cookie", format!("km_session={token}"))
            .header("origin", "https://PlantedHeader.example")
            .body("PlantedContent"),
        json_to(&post, "/api/ui/send", json!({"content": "PlantedContent"}))
            .header("origin", url)
            .header("cookie", format!("km_session={token}")),
        json_to(&post, "/api/ui/send", json!({"content": {"a": "PlantedContent"}}))
            .header("origin", url)
            .header("cookie", format!("km_session={token}")),
        json_to(&post, "/api/ui/send", json!({"content": "PlantedContent"}))
            .header("origin", url)
            .header("cookie", format!("km_session={unknown}")),
        request(get.clone(), "/chat").header("cookie", format!("km_session={token}")),
        request(get.clone(), "/help?country=PlantedQuery"),
        request(get, "/?notice=PlantedQuery"),
        request(delete.clone(), &one),
        request(delete.clone(), &list),
        request(delete.clone(), &session),
        request(delete, &session),
    ];
    for request in requests {
        let answer = request.send().await.unwrap();
        ids.push(answer.headers()["x-request-id"].to_str().unwrap().to_owned());
        answer.bytes().await.unwrap();
    }
    (token, ids)
}

async fn the_log_is_mute(format: &str) {
    let place = Place::new(On::Sqlite).await;
    let mut program = place.serve(&[
        ("LOG_LEVEL", "trace"),
        ("RUST_LOG", "trace"),
        ("LOG_FORMAT", format),
        ("TRUSTED_PROXIES", "127.0.0.1"),
    ]);
    let (token, ids) = drive(&program.url).await;
    let url = program.url.clone();
    program.terminate();
    assert!(program.end(Duration::from_secs(10)).await.is_some());
    // Our own address is no secret; a visitor's would be.
    let log = program.log().replace(&url, "");
    for id in ids {
        assert!(log.contains(&id), "a request is missing from the log");
    }
    for secret in PLANTED.into_iter().chain([token.as_str(), &token[5..], "127.0.0.1"]) {
        let line = log.lines().find(|line| line.to_lowercase().contains(&secret.to_lowercase()));
        assert_eq!(line, None, "{secret}");
    }
    if format == "json" {
        for line in log.lines() {
            serde_json::from_str::<serde_json::Value>(line).expect(line);
        }
    }
}

#[tokio::test]
async fn the_pretty_log_holds_no_word_token_address_or_agent() {
    the_log_is_mute("pretty").await;
}

#[tokio::test]
async fn the_json_log_holds_no_word_token_address_or_agent() {
    the_log_is_mute("json").await;
}

#[tokio::test]
async fn a_database_fault_is_logged_without_what_was_to_be_stored() {
    let place = Place::new(On::Sqlite).await;
    let mut program = place.serve(&[("LOG_LEVEL", "trace")]);
    let client = crate::look::client().build().unwrap();
    let created = client.post(format!("{}/api/v1/sessions/", program.url)).send().await.unwrap();
    let token = json(created, 201).await["session"]["session_token"].as_str().unwrap().to_owned();
    std::fs::rename(place.folder.path().join("test.db"), place.folder.path().join("gone")).unwrap();
    let body = json!({"content": "PlantedContent", "session_token": token});
    let refused =
        client.post(format!("{}/api/v1/messages/", program.url)).json(&body).send().await.unwrap();
    assert_eq!(refused.status(), 503);
    program.terminate();
    assert!(program.end(Duration::from_secs(10)).await.is_some());
    let log = program.log();
    let tells = log.lines().any(|line| line.contains("ERROR") || line.contains("WARN"));
    assert!(tells, "the fault is not in the log");
    assert!(!log.contains("PlantedContent") && !log.contains(&token[5..]));
}

#[tokio::test]
async fn signing_in_badly_is_logged_without_who_tried_and_with_what() {
    let place = Place::new(On::Sqlite).await;
    // Nobody answers there.
    let providers = "[[provider]]\nname = \"school\"\nissuer = \"http://127.0.0.1:9\"\n\
        audience = [\"kind-monsters\"]\nalgorithms = [\"RS256\"]\nclient_id = \"kind-monsters\"\n";
    let file = place.folder.path().join("providers.toml");
    std::fs::write(&file, providers).unwrap();
    let file = file.display().to_string();
    let mut program = place.serve(&[("LOG_LEVEL", "trace"), ("IDENTITY_PROVIDERS", &file)]);
    let client = client();
    // Header and claims of a token that names a subject: {"alg":"RS256"}, {"sub":"PlantedSubject"}.
    let token = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJQbGFudGVkU3ViamVjdCJ9.UGxhbnRlZA";
    for (provider, status) in [("school", 503), ("mock-idp", 401), ("PlantedProvider", 400)] {
        let login = json!({"idp_token": token, "id_provider": provider, "user_type": "teenager",
            "language": "FR", "origin": "PlantedOrigin"});
        let answer = client.post(format!("{}/api/v1/auth/login", program.url)).json(&login);
        assert_eq!(answer.send().await.unwrap().status(), status, "{provider}");
    }
    for path in [
        "/sign-in/school",
        "/sign-in/school/back?code=PlantedCode&state=PlantedState",
        "/sign-in/school/back?error=PlantedError&state=PlantedState",
        "/sign-in/PlantedProvider/back?code=PlantedCode",
        "/picture/PlantedPicture",
    ] {
        let request = client.get(format!("{}{path}", program.url));
        request.header("cookie", "km_sign_in=PlantedTicket").send().await.unwrap();
    }
    let name = [("name", "PlantedSubject"), ("who", "cycle4")];
    let form = client.post(format!("{}/sign-in/mock", program.url)).header("origin", &program.url);
    let signed_in = form.form(&name).send().await.unwrap();
    assert_eq!(signed_in.status(), 303);
    let bearer =
        client.get(format!("{}/api/v1/me/export", program.url)).bearer_auth("PlantedBearer");
    assert_eq!(bearer.send().await.unwrap().status(), 401);
    program.terminate();
    assert!(program.end(Duration::from_secs(10)).await.is_some());
    let log = program.log();
    assert!(log.contains("identity provider gives no keys"), "the fault is not in the log");
    let parts = token.split('.');
    for secret in ["Planted"].into_iter().chain(parts) {
        assert_eq!(log.lines().find(|line| line.contains(secret)), None, "{secret}");
    }
}
