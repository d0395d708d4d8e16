//! Voice: what is asked of the server that listens, and what happens without one.

use crate::app::{On, TestApp, refused};
use crate::look::{json, refused_field};
use crate::people::{Person, anonymous, file, nobody, sign_in, sign_in_with, unauthorized};
use axum::Router;
use axum::extract::Multipart;
use axum::http::{HeaderMap, StatusCode};
use axum::routing::post;
use reqwest::multipart::Form;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

/// What a listening server was sent: names and contents, the authorization first.
type Heard = Arc<Mutex<Vec<(String, Vec<u8>)>>>;

/// Starts a server that answers every recording the same; its address and what it hears.
async fn listening(status: u16, answer: &'static str) -> (String, Heard) {
    let heard = Heard::default();
    let ear = Arc::clone(&heard);
    let hear = move |headers: HeaderMap, form: Multipart| {
        let ear = Arc::clone(&ear);
        async move {
            let parts = parts(&headers, form).await;
            ear.lock().unwrap().extend(parts);
            (StatusCode::from_u16(status).unwrap(), [("content-type", "application/json")], answer)
        }
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let router = Router::new().route("/v1/audio/transcriptions", post(hear));
    tokio::spawn(async move { axum::serve(listener, router).await });
    (format!("http://{address}"), heard)
}

async fn parts(headers: &HeaderMap, mut form: Multipart) -> Vec<(String, Vec<u8>)> {
    let authorization = headers.get("authorization").map(|value| value.as_bytes().to_vec());
    let mut parts = vec![("authorization".to_owned(), authorization.unwrap_or_default())];
    while let Some(field) = form.next_field().await.unwrap() {
        let name = field.name().unwrap_or_default().to_owned();
        parts.push((name, field.bytes().await.unwrap().to_vec()));
    }
    parts
}

async fn app_with(base_url: &str) -> TestApp {
    let extra = [
        ("RATE_LIMIT_PER_MINUTE", "0"),
        ("STT_BASE_URL", base_url),
        ("STT_API_KEY", "speech-key"),
        ("STT_MODEL", "small-ear"),
    ];
    TestApp::start_with(On::Sqlite, &extra).await
}

/// A second of silence.
fn recording() -> Vec<u8> {
    let samples = [128; 8000];
    let mut all = b"RIFF".to_vec();
    all.extend(8036_u32.to_le_bytes());
    all.extend(b"WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1f\0\0\x40\x1f\0\0\x01\0\x08\0data");
    all.extend(8000_u32.to_le_bytes());
    all.extend(samples);
    all
}

async fn transcribe(person: &Person, language: Option<&str>) -> Response {
    let form = Form::new().part("file", file("voice.wav", "audio/wav", recording()));
    let form = match language {
        Some(language) => form.text("language", language.to_owned()),
        None => form,
    };
    send(person, form).await
}

async fn send(person: &Person, form: Form) -> Response {
    person.request(Method::POST, "/api/v1/audio/transcribe").multipart(form).send().await.unwrap()
}

fn part(heard: &Heard, name: &str) -> Option<Vec<u8>> {
    let heard = heard.lock().unwrap();
    heard.iter().find(|(part, _)| part == name).map(|(_, content)| content.clone())
}

const BONJOUR: &str = r#"{"text": "Bonjour, on se moque de moi."}"#;

#[tokio::test]
async fn a_recording_becomes_text() {
    let (url, _) = listening(200, BONJOUR).await;
    let app = app_with(&url).await;
    let ann = sign_in(&app, "ann", "web_react").await;
    let answer = json(transcribe(&ann, Some("fr")).await, 200).await;
    assert_eq!(answer, json!({"text": "Bonjour, on se moque de moi.", "language": "fr"}));
}

#[tokio::test]
async fn the_listening_server_is_asked_as_it_expects() {
    let (url, heard) = listening(200, BONJOUR).await;
    let app = app_with(&url).await;
    let ann = sign_in(&app, "ann", "web_react").await;
    json(transcribe(&ann, Some("VI")).await, 200).await;
    assert_eq!(part(&heard, "authorization").unwrap(), b"Bearer speech-key");
    assert_eq!(part(&heard, "model").unwrap(), b"small-ear");
    assert_eq!(part(&heard, "language").unwrap(), b"vi");
    assert!(part(&heard, "file").unwrap() == recording());
}

#[tokio::test]
async fn the_listening_server_never_learns_who_speaks() {
    let (url, heard) = listening(200, BONJOUR).await;
    let app = app_with(&url).await;
    let ann = sign_in(&app, "SubjectMarker", "web_react").await;
    json(transcribe(&ann, None).await, 200).await;
    let heard = heard.lock().unwrap();
    for (name, content) in heard.iter() {
        let content = String::from_utf8_lossy(content);
        for secret in ["SubjectMarker", &ann.bearer, &ann.user_id] {
            assert!(!content.contains(secret), "{name}");
        }
    }
}

#[tokio::test]
async fn without_a_language_it_is_the_persons() {
    let (url, _) = listening(200, BONJOUR).await;
    let app = app_with(&url).await;
    let person = sign_in_with(&app, "ann", json!({"language": "VI"})).await;
    assert_eq!(json(transcribe(&person, None).await, 200).await["language"], "vi");
}

#[tokio::test]
async fn an_anonymous_session_may_speak() {
    let (url, _) = listening(200, BONJOUR).await;
    let app = app_with(&url).await;
    let anonymous = anonymous(&app, "fr").await;
    assert_eq!(json(transcribe(&anonymous, None).await, 200).await["language"], "fr");
}

#[tokio::test]
async fn nobody_is_not_listened_to() {
    let (url, heard) = listening(200, BONJOUR).await;
    let app = app_with(&url).await;
    unauthorized(transcribe(&nobody(&app), None).await, "Unauthorized").await;
    assert!(heard.lock().unwrap().is_empty());
}

#[tokio::test]
async fn a_form_without_a_recording_is_refused_by_name() {
    let (url, _) = listening(200, BONJOUR).await;
    let app = app_with(&url).await;
    let ann = sign_in(&app, "ann", "web_react").await;
    refused_field(send(&ann, Form::new().text("language", "fr")).await, "file").await;
}

#[tokio::test]
async fn an_unsupported_language_is_refused_by_name() {
    let (url, _) = listening(200, BONJOUR).await;
    let app = app_with(&url).await;
    let ann = sign_in(&app, "ann", "web_react").await;
    refused_field(transcribe(&ann, Some("de")).await, "language").await;
}

#[tokio::test]
async fn without_a_listening_server_voice_is_away() {
    let app = TestApp::start(On::Sqlite).await;
    let ann = sign_in(&app, "ann", "web_react").await;
    refused(transcribe(&ann, None).await, 503, "Transcription Unavailable").await;
}

#[tokio::test]
async fn with_a_listening_server_that_is_down_voice_is_away() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    let app = app_with(&url).await;
    let ann = sign_in(&app, "ann", "web_react").await;
    refused(transcribe(&ann, None).await, 503, "Transcription Unavailable").await;
}

#[tokio::test]
async fn a_listening_server_that_fails_or_mumbles_leaves_voice_away() {
    for (status, answer) in [
        (500, r#"{"error": "InternalMarker"}"#),
        (401, r#"{"error": "InternalMarker"}"#),
        (200, "InternalMarker"),
        (200, r#"{"words": "InternalMarker"}"#),
    ] {
        let (url, _) = listening(status, answer).await;
        let app = app_with(&url).await;
        let ann = sign_in(&app, "ann", "web_react").await;
        let refused = refused(transcribe(&ann, None).await, 503, "Transcription Unavailable").await;
        assert!(!Value::to_string(&refused).contains("InternalMarker"), "{refused}");
    }
}
