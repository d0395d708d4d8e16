//! What an operator sees of a request: an id, a line in the log, a count; and the last net under a
//! handler that panics or takes too long.

use super::problem::{Problem, is_for_programs};
use crate::crypto;
use app::error::ApiError;
use axum::extract::{MatchedPath, Request};
use axum::http::{HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use futures_util::FutureExt;
use std::panic::AssertUnwindSafe;
use std::time::{Duration, Instant};
use tracing::Instrument;

/// How long a handler may take.
const TIME_LIMIT: Duration = Duration::from_secs(30);
/// How long one may take that reads a file from a slow phone, or waits for a recording's text.
const LONG_LIMIT: Duration = Duration::from_secs(300);

tokio::task_local! {
    static REQUEST_ID: HeaderValue;
}

/// The id of the request that is being answered.
pub fn request_id() -> Option<String> {
    REQUEST_ID.try_with(|id| id.to_str().ok().map(str::to_owned)).ok().flatten()
}

/// Surrounds every request.
pub async fn observe(request: Request, next: Next) -> Response {
    let begun = Instant::now();
    let id = new_id();
    let method = known(request.method());
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map_or("unmatched", MatchedPath::as_str).to_owned();
    let is_page = !is_for_programs(request.uri());
    let path = request.uri().path();
    let is_long = path.starts_with("/api/v1/files/") || path.starts_with("/api/v1/audio/");
    let limit = if is_long { LONG_LIMIT } else { TIME_LIMIT };

    // What goes wrong inside is told with the id.
    let span = tracing::error_span!("request", id = id.to_str().unwrap_or_default());
    let answer = AssertUnwindSafe(next.run(request)).catch_unwind();
    let answered =
        REQUEST_ID.scope(id.clone(), tokio::time::timeout(limit, answer).instrument(span)).await;
    let mut response = match answered {
        Ok(Ok(response)) => response,
        Ok(Err(_)) => REQUEST_ID.sync_scope(id.clone(), || failed(ApiError::we_failed(), is_page)),
        Err(_) => failed(
            ApiError::new(503, "Service Unavailable", "This took too long, please try again"),
            is_page,
        ),
    };
    let (status, took) = (response.status().as_u16(), begun.elapsed());
    let milliseconds = took.as_secs_f64() * 1000.0;
    let text = id.to_str().unwrap_or_default();
    tracing::info!(parent: None, id = text, method, route, status, ms = milliseconds, "answered");
    response.headers_mut().insert(HeaderName::from_static("x-request-id"), id);

    let labels = [("method", method.to_owned()), ("route", route), ("status", status.to_string())];
    metrics::histogram!("http_request_duration_seconds", &labels[..2]).record(took.as_secs_f64());
    metrics::counter!("http_requests_total", &labels).increment(1);
    response
}

fn failed(error: ApiError, is_page: bool) -> Response {
    if is_page {
        return super::pages::bare_failure(error.status);
    }
    Problem(error).into_response()
}

/// 128 random bits in hex: it says nothing about the one who asks.
fn new_id() -> HeaderValue {
    let mut bytes = [0; 16];
    crypto::fill(&mut bytes);
    let id = uuid::Uuid::from_bytes(bytes).simple().to_string();
    HeaderValue::try_from(id).unwrap_or_else(|_| HeaderValue::from_static("none"))
}

/// A method's name, of a short list: labels of a metric must not grow without end.
fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::DELETE => "DELETE",
        Method::HEAD => "HEAD",
        Method::OPTIONS => "OPTIONS",
        Method::PATCH => "PATCH",
        _ => "OTHER",
    }
}
