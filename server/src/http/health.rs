//! `/health` and `/metrics`: for load balancers and operators.

use super::Http;
use super::docs::Alive;
use super::problem::Problem;
use app::api::health::Health;
use app::backend::Backend;
use app::error::{ApiError, ErrorBody};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

/// The state of the server and its database.
#[utoipa::path(get, path = "/health", tag = "health", responses(
    (status = 200, body = Health, description = "All is well"),
    (status = 503, body = Health, description = "The database is away; `status` is `unhealthy`")))]
pub async fn health(State(backend): State<Arc<dyn Backend>>) -> (StatusCode, axum::Json<Health>) {
    let health = backend.health().await;
    let well = health.status == "healthy";
    let status = if well { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    (status, axum::Json(health))
}

/// Whether the process runs.
#[utoipa::path(get, path = "/health/live", tag = "health", responses(
    (status = 200, description = "The process runs", body = Alive)))]
pub async fn live() -> axum::Json<Alive> {
    axum::Json(Alive { status: "alive" })
}

/// Whether requests can be served.
#[utoipa::path(get, path = "/health/ready", tag = "health", responses(
    (status = 200, description = "Requests can be served", body = Health),
    (status = 503, description = "The database is away", body = Health)))]
pub async fn ready(backend: State<Arc<dyn Backend>>) -> (StatusCode, axum::Json<Health>) {
    health(backend).await
}

/// Prometheus metrics.
///
/// Open, unless `METRICS_TOKEN` is set: then it needs that bearer.
#[utoipa::path(get, path = "/metrics", tag = "health",
    params(("Authorization" = Option<String>, Header, description = "`Bearer` and `METRICS_TOKEN`")),
    responses(
        (status = 200, description = "Prometheus text", content_type = "text/plain", body = String),
        (status = 401, description = "The bearer is missing or wrong", body = ErrorBody)))]
pub async fn metrics(State(http): State<Http>, headers: HeaderMap) -> Result<Response, Problem> {
    if let Some(token) = &http.settings.metrics_token {
        let given = headers.get(header::AUTHORIZATION).map(|value| value.as_bytes());
        let bearer = given.and_then(|value| value.strip_prefix(b"Bearer "));
        if !bearer.is_some_and(|bearer| same(bearer, token.as_bytes())) {
            let message = "The metrics need their bearer token";
            return Err(Problem(ApiError::new(401, "Unauthorized", message)));
        }
    }
    http.backend.health().await;
    let kind = [(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")];
    Ok((kind, http.metrics.render()).into_response())
}

/// Compares in a time that does not tell where two secrets differ.
fn same(one: &[u8], other: &[u8]) -> bool {
    use sha2::{Digest, Sha256};
    Sha256::digest(one) == Sha256::digest(other)
}
