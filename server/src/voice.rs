//! Speech to text, by a server of the OpenAI shape.

use crate::outgoing::{self, Fault};
use crate::settings::Speech;
use app::api::file::{MAX_FILE, Transcription};
use app::api::message::MAX_CONTENT;
use app::error::ApiError;
use app::language::Language;
use futures_util::stream::{BoxStream, Peekable, Stream, StreamExt, TryStreamExt};
use reqwest::multipart::{Form, Part};
use reqwest::{Body, Client};
use serde::Deserialize;
use std::pin::Pin;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio_util::bytes::Bytes;

/// The longest a transcription may take, from the first byte of the recording on.
const LIMIT: Duration = Duration::from_secs(120);
/// The largest answer that is read, in bytes.
const MAX_ANSWER: usize = 64 * 1024;

/// Turns speech into text through the configured server, if any. Cheap to clone.
#[derive(Clone)]
pub struct Voice {
    server: Option<Arc<Server>>,
    limit: Duration,
}

struct Server {
    client: Client,
    url: String,
    speech: Speech,
}

/// A recording on its way.
pub struct Recording {
    /// `audio/*`, or `video/webm` or `video/mp4` as browsers call a recording; parameters are ignored.
    pub media_type: String,
    /// Its bytes, passed on as they come.
    pub bytes: BoxStream<'static, Result<Bytes, ApiError>>,
}

/// What the server heard.
#[derive(Deserialize)]
struct Answer {
    text: String,
    language: Option<String>,
}

impl Voice {
    /// As the settings say.
    pub fn new(settings: Option<Speech>) -> Voice {
        let server = settings.map(|speech| {
            let url = format!("{}/v1/audio/transcriptions", speech.base_url);
            Arc::new(Server { client: outgoing::client(LIMIT), url, speech })
        });
        Voice { server, limit: LIMIT }
    }

    /// The same with another limit for a whole transcription.
    pub fn within(self, limit: Duration) -> Voice {
        Voice { limit, ..self }
    }

    /// What is said in `recording`. The language is the one that was heard, else `spoken`, else
    /// `fallback`.
    ///
    /// 415 where the recording is no audio, 422 where it is empty, 413 where it is larger than
    /// [`MAX_FILE`]; 503 where no server is configured, or it is down, too slow or talks nonsense.
    pub async fn transcribe(
        &self,
        recording: Recording,
        spoken: Option<Language>,
        fallback: Language,
    ) -> Result<Transcription, ApiError> {
        let server = self.server.as_ref().ok_or_else(unavailable)?;
        let answer = tokio::time::timeout(self.limit, server.hear(recording, spoken))
            .await
            .unwrap_or_else(|_| Err(told(Fault { status: None, reason: "no answer in time" })))?;
        let heard = answer.language.as_deref().and_then(language);
        Ok(Transcription {
            text: answer.text.trim().chars().take(MAX_CONTENT).collect(),
            language: heard.or(spoken).unwrap_or(fallback),
        })
    }
}

impl Server {
    async fn hear(
        &self,
        recording: Recording,
        spoken: Option<Language>,
    ) -> Result<Answer, ApiError> {
        let (media_type, ending) = container(&recording.media_type).ok_or_else(not_audio)?;
        // What the recording is refused for while it is passed on.
        let refused = Arc::new(OnceLock::new());
        let bytes = not_empty(recording.bytes).await?;
        let file = Part::stream(Body::wrap_stream(counted(bytes, refused.clone())))
            .file_name(format!("recording.{ending}"))
            .mime_str(&media_type)
            .map_err(|_| not_audio())?;
        let mut form =
            Form::new().text("model", self.speech.model.clone()).text("response_format", "json");
        if let Some(language) = spoken {
            form = form.text("language", language.code());
        }
        let mut call = self.client.post(&self.url).multipart(form.part("file", file));
        if let Some(key) = &self.speech.api_key {
            call = call.bearer_auth(key);
        }
        let answer = outgoing::json(call, MAX_ANSWER).await;
        match refused.get() {
            Some(refusal) => Err(ApiError::clone(refusal)),
            None => answer.map_err(told),
        }
    }
}

/// The recording, once its first byte is there.
async fn not_empty(
    bytes: BoxStream<'static, Result<Bytes, ApiError>>,
) -> Result<Peekable<impl Stream<Item = Result<Bytes, ApiError>> + Send + 'static>, ApiError> {
    let pieces = bytes.try_filter(|piece| std::future::ready(!piece.is_empty()));
    let mut pieces = pieces.boxed().peekable();
    match Pin::new(&mut pieces).peek().await {
        None => Err(ApiError::field_is_wrong("file", "the recording is empty")),
        Some(Err(refusal)) => Err(refusal.clone()),
        Some(Ok(_)) => Ok(pieces),
    }
}

/// Lets bytes pass up to the limit; an error breaks the call off and is left in `refused`.
fn counted(
    bytes: impl Stream<Item = Result<Bytes, ApiError>> + Send + 'static,
    refused: Arc<OnceLock<ApiError>>,
) -> impl Stream<Item = Result<Bytes, ApiError>> + Send + 'static {
    let mut size = 0;
    bytes.map(move |piece| {
        let piece = piece.and_then(|piece| {
            size += piece.len();
            if size > MAX_FILE { Err(too_large()) } else { Ok(piece) }
        });
        piece.inspect_err(|refusal| drop(refused.set(refusal.clone())))
    })
}

/// Tells the log, and gives what the caller is told.
fn told(Fault { status, reason }: Fault) -> ApiError {
    tracing::warn!(status, reason, "speech server failed");
    unavailable()
}

/// The bare media type and how a file of it ends, by which speech servers tell formats apart;
/// `None` for what is no audio.
fn container(media_type: &str) -> Option<(String, &'static str)> {
    let bare = media_type.split(';').next()?.trim().to_ascii_lowercase();
    let ending = match bare.as_str() {
        "audio/webm" | "video/webm" => "webm",
        "audio/mp4" | "video/mp4" => "mp4",
        "audio/m4a" | "audio/x-m4a" => "m4a",
        "audio/mpeg" | "audio/mp3" => "mp3",
        "audio/ogg" | "audio/opus" => "ogg",
        "audio/wav" | "audio/wave" | "audio/x-wav" | "audio/vnd.wave" => "wav",
        "audio/flac" | "audio/x-flac" => "flac",
        "audio/aac" => "aac",
        _ if bare.starts_with("audio/") => "audio",
        _ => return None,
    };
    Some((bare, ending))
}

/// Reads a language by its code or, as some servers tell it, by its English name.
fn language(name: &str) -> Option<Language> {
    Language::parse(name).or_else(|| match name.trim().to_ascii_lowercase().as_str() {
        "french" => Some(Language::Fr),
        "vietnamese" => Some(Language::Vi),
        "english" => Some(Language::En),
        _ => None,
    })
}

fn unavailable() -> ApiError {
    let message = "Voice is not available right now, please write instead";
    ApiError::new(503, "Transcription Unavailable", message)
}

fn not_audio() -> ApiError {
    ApiError::new(415, "Unsupported Media Type", "The file is not an audio recording")
}

fn too_large() -> ApiError {
    ApiError::new(413, "Payload Too Large", "The recording is larger than 10 MiB")
}
