//! The session token of a request: path before body before query before header.

use super::problem::Problem;
use app::error::ApiError;
use axum::extract::{FromRequestParts, Query};
use axum::http::HeaderMap;
use axum::http::request::Parts;
use serde::Deserialize;

/// A token from the query or the `X-Session-Token` header, if there is one.
pub struct MaybeToken(Option<String>);

#[derive(Deserialize)]
struct TokenParameter {
    session_token: Option<String>,
}

impl<S: Send + Sync> FromRequestParts<S> for MaybeToken {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<MaybeToken, Problem> {
        let query = Query::<TokenParameter>::from_request_parts(parts, state).await;
        let from_query = query.ok().and_then(|Query(parameter)| parameter.session_token);
        Ok(MaybeToken(from_query.or_else(|| from_header(&parts.headers))))
    }
}

fn from_header(headers: &HeaderMap) -> Option<String> {
    headers.get("x-session-token").and_then(|value| value.to_str().ok()).map(str::to_owned)
}

impl MaybeToken {
    /// The token of the body if it has one, else this one, else 422.
    pub fn after(self, body: Option<String>) -> Result<String, Problem> {
        body.or(self.0).ok_or_else(|| Problem(ApiError::token_is_missing()))
    }
}

/// A token from the query or the header; 422 without one.
pub struct Token(pub String);

impl<S: Send + Sync> FromRequestParts<S> for Token {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Token, Problem> {
        MaybeToken::from_request_parts(parts, state).await?.after(None).map(Token)
    }
}
