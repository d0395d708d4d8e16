//! Who calls the chat API: bearer before session token before cookie, asked for once.

use super::Http;
use super::problem::Problem;
use app::backend::{Caller, Credential};
use app::error::ApiError;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::http::{HeaderMap, header};
use uuid::Uuid;

/// A caller who is known; 401 without a credential that opens something.
pub struct Known(pub Caller);

impl FromRequestParts<Http> for Known {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, http: &Http) -> Result<Known, Problem> {
        let credential = credential(&parts.headers).ok_or_else(ApiError::caller_is_unknown)?;
        Ok(Known(http.backend.caller(credential).await?))
    }
}

fn credential(headers: &HeaderMap) -> Option<Credential> {
    if let Some(authorization) = headers.get(header::AUTHORIZATION) {
        let text = authorization.to_str().unwrap_or_default();
        let (scheme, bearer) = text.split_once(' ').unwrap_or((text, ""));
        let is_bearer = scheme.eq_ignore_ascii_case("bearer");
        return is_bearer.then(|| Credential::Bearer(bearer.trim().to_owned()));
    }
    let token = headers.get("x-session-token").map(|value| value.to_str().unwrap_or_default());
    let token = token.map(|token| Credential::Token(token.to_owned()));
    token.or_else(|| super::pages::session_cookie(headers).map(of_cookie))
}

/// What the value of our cookie opens: a bearer is a UUID, an anonymous session's token is none.
pub fn of_cookie(value: String) -> Credential {
    match Uuid::try_parse(&value) {
        Ok(_) => Credential::Bearer(value),
        Err(_) => Credential::Token(value),
    }
}

/// Whether the caller names their credential themselves, which no other site can do for them.
pub fn names_credential(headers: &HeaderMap) -> bool {
    headers.contains_key(header::AUTHORIZATION) || headers.contains_key("x-session-token")
}
