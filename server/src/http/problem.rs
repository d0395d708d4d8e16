//! Errors as answers: one shape for all of them.

use app::error::{ApiError, ErrorBody};
use axum::Json;
use axum::http::{HeaderValue, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};

/// An [`ApiError`] on its way out.
#[derive(Debug)]
pub struct Problem(pub ApiError);

impl<E: Into<ApiError>> From<E> for Problem {
    fn from(error: E) -> Problem {
        Problem(error.into())
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let ApiError { status, mut detail } = self.0;
        let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        if status == StatusCode::INTERNAL_SERVER_ERROR {
            detail.request_id = super::observe::request_id();
        }
        let mut response = (status, Json(ErrorBody { detail })).into_response();
        let headers = response.headers_mut();
        if status == StatusCode::UNAUTHORIZED {
            headers.insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        if status == StatusCode::SERVICE_UNAVAILABLE {
            headers.insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        response
    }
}

/// 405 in our shape; axum adds `Allow`.
pub async fn method_not_allowed() -> Problem {
    let message = "This address does not take that method";
    Problem(ApiError::new(405, "Method Not Allowed", message))
}

/// Whether a path belongs to programs, who read JSON, rather than to people.
pub fn is_for_programs(uri: &Uri) -> bool {
    let path = uri.path();
    ["/api", "/mock-idp", "/health", "/metrics", "/openapi.json"].iter().any(|root| {
        path.strip_prefix(root).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    })
}
