//! Voice against a speech server in this process: what arrives there, and what its failures become.

use app::api::file::{MAX_FILE, Transcription};
use app::error::ApiError;
use app::language::Language;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::http::{HeaderMap, StatusCode};
use axum::response::IntoResponse;
use axum::routing::post;
use axum::{Json, Router};
use futures_util::stream::{self, StreamExt};
use serde_json::json;
use server::settings::Speech;
use server::voice::{Recording, Voice};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::mpsc;

/// What a speech server was sent.
#[derive(Debug, Default)]
struct Arrived {
    authorization: String,
    texts: BTreeMap<String, String>,
    name: String,
    media_type: String,
    bytes: Vec<u8>,
}

async fn arrived(headers: HeaderMap, mut form: Multipart) -> Arrived {
    let mut arrived = Arrived::default();
    if let Some(value) = headers.get("authorization") {
        value.to_str().unwrap().clone_into(&mut arrived.authorization);
    }
    while let Some(field) = form.next_field().await.unwrap() {
        let name = field.name().unwrap().to_owned();
        if name == "file" {
            field.file_name().unwrap().clone_into(&mut arrived.name);
            field.content_type().unwrap().clone_into(&mut arrived.media_type);
            arrived.bytes = field.bytes().await.unwrap().to_vec();
        } else {
            arrived.texts.insert(name, field.text().await.unwrap());
        }
    }
    arrived
}

/// A speech server in this process that answers with `handler`.
async fn server<H, T>(handler: H) -> Voice
where
    H: axum::handler::Handler<T, ()>,
    T: 'static,
{
    let routes = Router::new()
        .route("/v1/audio/transcriptions", post(handler))
        .layer(DefaultBodyLimit::disable());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let base_url = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    voice(base_url)
}

/// A server that takes everything and always gives this answer.
async fn answering<A>(answer: A) -> Voice
where
    A: IntoResponse + Clone + Send + Sync + 'static,
{
    server(move |headers: HeaderMap, form: Multipart| async move {
        arrived(headers, form).await;
        answer
    })
    .await
}

fn voice(base_url: String) -> Voice {
    let (api_key, model) = (Some("a-key".to_owned()), "whisper-1".to_owned());
    Voice::new(Some(Speech { base_url, api_key, model }))
}

fn recording(media_type: &str, pieces: &[&'static [u8]]) -> Recording {
    let pieces: Vec<_> = pieces.iter().map(|piece| Ok(Bytes::from_static(piece))).collect();
    Recording { media_type: media_type.to_owned(), bytes: stream::iter(pieces).boxed() }
}

async fn heard(voice: &Voice, spoken: Option<Language>) -> Result<Transcription, ApiError> {
    voice.transcribe(recording("audio/webm", &[b"sound"]), spoken, Language::Vi).await
}

fn is_unavailable(answer: Result<Transcription, ApiError>) -> bool {
    let error = answer.unwrap_err();
    assert_eq!(error.detail.message, "Voice is not available right now, please write instead");
    (error.status, error.detail.error.as_str()) == (503, "Transcription Unavailable")
}

#[tokio::test]
async fn what_is_recorded_arrives_byte_for_byte_with_model_and_language() {
    let seen = Arc::new(Mutex::new(Arrived::default()));
    let store = seen.clone();
    let voice = server(move |headers: HeaderMap, form: Multipart| async move {
        *store.lock().unwrap() = arrived(headers, form).await;
        Json(json!({"text": " Bonjour, j'ai besoin d'aide.\n", "language": "french"}))
    })
    .await;
    let pieces: [&[u8]; 4] = [b"\x1A\x45\xDF\xA3", b"", b"\r\n--not a boundary\0\xFF", b"end"];
    let recording = recording("audio/webm;codecs=opus", &pieces);
    let answer = voice.transcribe(recording, Some(Language::Fr), Language::Vi).await.unwrap();
    assert_eq!(answer.text, "Bonjour, j'ai besoin d'aide.");
    assert_eq!(answer.language, Language::Fr);

    let seen = seen.lock().unwrap();
    assert_eq!(seen.bytes, pieces.concat());
    assert_eq!((&*seen.name, &*seen.media_type), ("recording.webm", "audio/webm"));
    assert_eq!(seen.authorization, "Bearer a-key");
    let texts = [("language", "fr"), ("model", "whisper-1"), ("response_format", "json")];
    let texts = texts.map(|(name, text)| (name.to_owned(), text.to_owned()));
    assert_eq!(seen.texts, BTreeMap::from(texts));
}

#[tokio::test]
async fn a_recording_is_passed_on_while_it_still_comes() {
    let (tell, mut told) = mpsc::channel::<()>(1);
    let voice = server(move |mut form: Multipart| async move {
        let mut size = 0;
        while let Some(mut field) = form.next_field().await.unwrap() {
            let is_file = field.name() == Some("file");
            while let Some(piece) = field.chunk().await.unwrap() {
                if is_file && size == 0 {
                    tell.send(()).await.unwrap();
                }
                size += if is_file { piece.len() } else { 0 };
            }
        }
        Json(json!({"text": size.to_string()}))
    })
    .await;
    // The second half is there only once the first has arrived.
    let first = stream::once(async { Ok(Bytes::from(vec![1; 100_000])) });
    let second = stream::once(async move {
        told.recv().await.expect("the first half arrives");
        Ok(Bytes::from(vec![2; 100_000]))
    });
    let bytes = first.chain(second).boxed();
    let recording = Recording { media_type: "audio/ogg".to_owned(), bytes };
    let answer = voice.transcribe(recording, None, Language::Vi);
    let answer = tokio::time::timeout(Duration::from_secs(5), answer).await.unwrap().unwrap();
    assert_eq!(answer.text, "200000");
}

#[tokio::test]
async fn the_language_is_the_heard_one_else_the_spoken_else_the_fallback() {
    for (told, spoken, expected) in [
        (Some("vietnamese"), Some(Language::En), Language::Vi),
        (Some("English"), None, Language::En),
        (Some("fr-FR"), Some(Language::En), Language::Fr),
        (Some("klingon"), Some(Language::En), Language::En),
        (None, Some(Language::Fr), Language::Fr),
        (None, None, Language::Vi),
    ] {
        let voice = answering(Json(json!({"text": "…", "language": told}))).await;
        assert_eq!(heard(&voice, spoken).await.unwrap().language, expected, "{told:?}");
    }
}

#[tokio::test]
async fn a_long_transcription_is_cut_to_what_a_message_may_hold() {
    let voice = answering(Json(json!({"text": "ữ".repeat(6000)}))).await;
    assert_eq!(heard(&voice, None).await.unwrap().text.chars().count(), 5000);
}

#[tokio::test]
async fn a_recording_over_the_limit_is_refused_and_the_call_broken_off() {
    let (tell, mut told) = mpsc::channel::<bool>(1);
    let voice = server(move |body: axum::body::Body| async move {
        let mut pieces = body.into_data_stream();
        let mut is_broken_off = false;
        while let Some(piece) = pieces.next().await {
            is_broken_off |= piece.is_err();
        }
        tell.send(is_broken_off).await.unwrap();
    })
    .await;
    let taken = Arc::new(AtomicUsize::new(0));
    let count = taken.clone();
    let endless = stream::repeat_with(move || {
        count.fetch_add(1, Relaxed);
        Ok(Bytes::from_static(&[0; 1024 * 1024]))
    });
    let recording = Recording { media_type: "audio/wav".to_owned(), bytes: endless.boxed() };
    let error = voice.transcribe(recording, None, Language::Vi).await.unwrap_err();
    assert_eq!(error.status, 413);
    assert!(taken.load(Relaxed) <= MAX_FILE / (1024 * 1024) + 2);
    let told = tokio::time::timeout(Duration::from_secs(5), told.recv()).await.unwrap();
    assert_eq!(told, Some(true));
}

#[tokio::test]
async fn a_recording_that_breaks_is_refused_for_its_own_reason() {
    let voice = answering(Json(json!({"text": "half"}))).await;
    let pieces =
        [Ok(Bytes::from_static(b"half")), Err(ApiError::new(400, "Bad Request", "Broken"))];
    let bytes = stream::iter(pieces).boxed();
    let recording = Recording { media_type: "audio/mp4".to_owned(), bytes };
    let error = voice.transcribe(recording, None, Language::Vi).await.unwrap_err();
    assert_eq!(error.status, 400);
}

#[tokio::test]
async fn an_empty_recording_is_refused() {
    let voice = answering(Json(json!({"text": ""}))).await;
    for pieces in [&[][..], &[b"" as &[u8], b""]] {
        let recording = recording("audio/mpeg", pieces);
        let error = voice.transcribe(recording, None, Language::Vi).await.unwrap_err();
        assert_eq!((error.status, &*error.detail.fields[0].field), (422, "file"));
    }
}

#[tokio::test]
async fn only_audio_and_the_containers_of_browsers_are_taken() {
    let voice = answering(Json(json!({"text": "heard"}))).await;
    for (media_type, expected) in [
        ("video/webm", None),
        ("video/mp4", None),
        ("Audio/MPEG", None),
        ("audio/x-other", None),
        ("video/quicktime", Some(415)),
        ("image/png", Some(415)),
        ("audio/ \r\nx", Some(415)),
        ("", Some(415)),
    ] {
        let recording = recording(media_type, &[b"sound"]);
        let answer = voice.transcribe(recording, None, Language::Vi).await;
        assert_eq!(answer.err().map(|error| error.status), expected, "{media_type:?}");
    }
}

#[tokio::test]
async fn without_a_server_voice_is_unavailable() {
    assert!(is_unavailable(heard(&Voice::new(None), None).await));
}

#[tokio::test]
async fn a_server_that_is_down_makes_voice_unavailable() {
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    assert!(is_unavailable(heard(&voice(format!("http://{closed}")), None).await));
}

#[tokio::test]
async fn a_server_that_is_too_slow_makes_voice_unavailable() {
    let voice = server(std::future::pending::<()>).await.within(Duration::from_millis(200));
    assert!(is_unavailable(heard(&voice, None).await));
}

#[tokio::test]
async fn a_server_that_fails_or_talks_nonsense_makes_voice_unavailable() {
    let failing = (StatusCode::INTERNAL_SERVER_ERROR, Json(json!({"text": "no"})));
    assert!(is_unavailable(heard(&answering(failing).await, None).await));
    let redirect = (StatusCode::FOUND, [("location", "http://127.0.0.1:9/")]);
    assert!(is_unavailable(heard(&answering(redirect).await, None).await));
    assert!(is_unavailable(heard(&answering("<html>").await, None).await));
    assert!(is_unavailable(heard(&answering(Json(json!({"words": "x"}))).await, None).await));
    let long = Json(json!({"text": "x".repeat(70_000)}));
    assert!(is_unavailable(heard(&answering(long).await, None).await));
}
