//! `/api/v1/sessions/`: anonymous sessions.

use super::json::{Json, MaybeJson, Part};
use super::problem::Problem;
use super::refusals::{AnyCall, BodyRefusals, SessionRefusals};
use app::api::session::{NewSession, Session, SessionChange, SessionCreated, SessionErased};
use app::backend::Backend;
use app::language::Language;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use std::sync::Arc;

/// The language of an `Accept-Language` header, else Vietnamese.
pub fn accepted_language(headers: &HeaderMap) -> Language {
    headers
        .get(header::ACCEPT_LANGUAGE)
        .and_then(|value| value.to_str().ok())
        .and_then(Language::from_accept_language)
        .unwrap_or(Language::Vi)
}

/// Create a session.
///
/// The body may be empty. Without `language_preference` the `Accept-Language` header decides, else
/// it is Vietnamese.
#[utoipa::path(post, path = "/api/v1/sessions/", operation_id = "create_session", tag = "sessions", request_body = Option<NewSession>,
    responses((status = 201, body = SessionCreated), BodyRefusals, AnyCall))]
pub async fn create(
    State(backend): State<Arc<dyn Backend>>,
    headers: HeaderMap,
    MaybeJson(new): MaybeJson<NewSession>,
) -> Result<(StatusCode, axum::Json<SessionCreated>), Problem> {
    let created = backend.create_session(new, accepted_language(&headers)).await?;
    Ok((StatusCode::CREATED, axum::Json(created)))
}

/// Show a session.
#[utoipa::path(get, path = "/api/v1/sessions/{session_token}", operation_id = "show_session", tag = "sessions",
    params(("session_token" = String, Path, description = "The session's token")),
    responses((status = 200, body = Session), SessionRefusals, AnyCall))]
pub async fn show(
    State(backend): State<Arc<dyn Backend>>,
    Part(token): Part<String>,
) -> Result<axum::Json<Session>, Problem> {
    Ok(axum::Json(backend.session(&token).await?))
}

/// Note that a session is in use.
///
/// Moves `last_activity`; `expires_at` stays.
#[utoipa::path(post, path = "/api/v1/sessions/{session_token}/touch", operation_id = "touch_session", tag = "sessions",
    params(("session_token" = String, Path, description = "The session's token")),
    responses((status = 200, body = Session), SessionRefusals, AnyCall))]
pub async fn touch(
    State(backend): State<Arc<dyn Backend>>,
    Part(token): Part<String>,
) -> Result<axum::Json<Session>, Problem> {
    Ok(axum::Json(backend.touch_session(&token).await?))
}

/// Change a session's crisis mode or language.
#[utoipa::path(put, path = "/api/v1/sessions/{session_token}", operation_id = "change_session", tag = "sessions",
    params(("session_token" = String, Path, description = "The session's token")),
    request_body = SessionChange,
    responses((status = 200, body = Session), BodyRefusals, SessionRefusals, AnyCall))]
pub async fn change(
    State(backend): State<Arc<dyn Backend>>,
    Part(token): Part<String>,
    Json(change): Json<SessionChange>,
) -> Result<axum::Json<Session>, Problem> {
    Ok(axum::Json(backend.change_session(&token, change).await?))
}

/// Erase a session with all that belongs to it.
///
/// Messages and keys are gone at once; feedback stays without its link. A second call is 404.
#[utoipa::path(delete, path = "/api/v1/sessions/{session_token}", operation_id = "erase_session", tag = "sessions",
    params(("session_token" = String, Path, description = "The session's token")),
    responses((status = 200, body = SessionErased), SessionRefusals, AnyCall))]
pub async fn erase(
    State(backend): State<Arc<dyn Backend>>,
    Part(token): Part<String>,
) -> Result<axum::Json<SessionErased>, Problem> {
    Ok(axum::Json(backend.erase_session(&token).await?))
}
