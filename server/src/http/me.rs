//! `/api/v1/me`: all of one's data, taken away or erased.

use super::caller::Known;
use super::problem::Problem;
use super::refusals::{AnyCall, CallerRefusals};
use app::api::person::Export;
use app::backend::Backend;
use axum::extract::State;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::IntoResponse;
use std::sync::Arc;

/// Take all of one's data away.
#[utoipa::path(get, path = "/api/v1/me/export", operation_id = "export_me", tag = "me", security(("bearer" = []), ("session_token" = [])),
    responses((status = 200, body = Export), CallerRefusals, AnyCall))]
pub async fn export(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
) -> Result<impl IntoResponse, Problem> {
    let export = backend.export(&caller).await?;
    let name = HeaderValue::from_static("attachment; filename=\"export.json\"");
    Ok(([(header::CONTENT_DISPOSITION, name)], axum::Json(export)))
}

/// Erase oneself with everything.
///
/// The person or anonymous session, conversations, keys and files are gone at once, every sign-in
/// is dead, every event stream ends.
#[utoipa::path(delete, path = "/api/v1/me", operation_id = "erase_me", tag = "me", security(("bearer" = []), ("session_token" = [])),
    responses((status = 204, description = "Erased"), CallerRefusals, AnyCall))]
pub async fn erase(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
) -> Result<StatusCode, Problem> {
    backend.erase_caller(&caller).await?;
    Ok(StatusCode::NO_CONTENT)
}
