//! `/api/v1/audio`: voice.

use super::caller::Known;
use super::files::{broken, multipart, whole};
use super::json::Parameters;
use super::problem::Problem;
use super::refusals::{AnyCall, CallerRefusals, UploadRefusals};
use app::api::file::{MAX_FILE, Transcription};
use app::backend::{Backend, Caller, Pieces};
use app::error::ApiError;
use app::language::Language;
use axum::extract::multipart::{Field, MultipartRejection};
use axum::extract::{Multipart, State};
use serde::Deserialize;
use std::sync::Arc;
use tokio::sync::mpsc;
use utoipa::IntoParams;

/// The largest body, in bytes.
pub const AUDIO_LIMIT: usize = MAX_FILE + 64 * 1024;

/// The parts of a recording's body, for its description.
#[derive(utoipa::ToSchema)]
#[expect(dead_code, reason = "read by the derive only")]
pub struct RecordingForm {
    /// The recording, at most 10 MiB.
    #[schema(value_type = String, format = Binary)]
    file: Vec<u8>,
    /// The language that is spoken, if it is known.
    language: Option<String>,
}

/// What is known of a recording before it comes.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct SpeechParameters {
    /// The language that is spoken; here or before `file` the recording is passed on as it comes.
    #[param(value_type = Option<String>)]
    language: Option<Language>,
}

/// Turn speech into text.
///
/// The recording is passed on and kept nowhere.
#[utoipa::path(post, path = "/api/v1/audio/transcribe", operation_id = "transcribe", tag = "files", security(("bearer" = []), ("session_token" = [])),
    params(SpeechParameters),
    request_body(content = RecordingForm, content_type = "multipart/form-data"),
    responses((status = 200, body = Transcription), UploadRefusals, CallerRefusals, AnyCall))]
pub async fn transcribe(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    Parameters(parameters): Parameters<SpeechParameters>,
    form: Result<Multipart, MultipartRejection>,
) -> Result<axum::Json<Transcription>, Problem> {
    let mut form = multipart(form)?;
    let mut spoken = parameters.language;
    let mut held: Option<(String, Vec<u8>)> = None;
    while let Some(mut field) = form.next_field().await.map_err(broken)? {
        match field.name() {
            Some("language") => spoken = Some(language(&mut field).await?),
            Some("file") if spoken.is_some() => {
                return pass_on(&*backend, &caller, field, spoken).await.map(axum::Json);
            }
            Some("file") => held = Some((media_type(&field), whole(&mut field).await?)),
            _ => {}
        }
    }
    let (media_type, bytes) = held.ok_or_else(|| ApiError::field_is_wrong("file", "required"))?;
    let recording: Pieces = Box::pin(futures_util::stream::iter([Ok(bytes)]));
    Ok(axum::Json(backend.transcribe(&caller, &media_type, recording, spoken).await?))
}

/// Hands a recording on piece by piece, no faster than it is taken.
async fn pass_on(
    backend: &dyn Backend,
    caller: &Caller,
    mut field: Field<'_>,
    spoken: Option<Language>,
) -> Result<Transcription, Problem> {
    let media_type = media_type(&field);
    let (give, mut taken) = mpsc::channel(1);
    let pump = async move {
        loop {
            let piece = match field.chunk().await {
                Ok(None) => return,
                Ok(Some(piece)) => Ok(piece.to_vec()),
                Err(error) => Err(broken(error).0),
            };
            let is_last = piece.is_err();
            if give.send(piece).await.is_err() || is_last {
                return;
            }
        }
    };
    let recording: Pieces =
        Box::pin(futures_util::stream::poll_fn(move |context| taken.poll_recv(context)));
    let told = backend.transcribe(caller, &media_type, recording, spoken);
    let (told, ()) = tokio::join!(told, pump);
    Ok(told?)
}

fn media_type(field: &Field<'_>) -> String {
    field.content_type().unwrap_or_default().to_owned()
}

async fn language(field: &mut Field<'_>) -> Result<Language, Problem> {
    let tag = String::from_utf8(whole(field).await?).unwrap_or_default();
    let unsupported = || ApiError::field_is_wrong("language", "expected fr, en or vi");
    Ok(Language::parse(&tag).ok_or_else(unsupported)?)
}
