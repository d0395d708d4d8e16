//! Ways out: leaving at once, and erasing everything.

use super::trouble;
use super::visitor::{Visitor, forget, is_framed};
use crate::http::Http;
use app::pages;
use axum::Router;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};

/// Leaving and erasing.
pub fn routes() -> Router<Http> {
    Router::new().route("/erase", post(erase)).route("/leave", get(leave).post(end))
}

async fn erase(State(http): State<Http>, headers: HeaderMap) -> Response {
    let visitor = Visitor::of(&headers);
    if visitor.token.is_some() {
        let erased = match visitor.caller(&http).await {
            Ok(caller) => http.backend.erase_caller(&caller).await,
            Err(error) => Err(error),
        };
        match erased {
            Err(error) if !matches!(error.status, 401 | 404 | 410) => {
                return trouble(&http, &visitor, error.status).await;
            }
            _ => {}
        }
    }
    (forget(&http, is_framed(&headers), "\"cache\", \"storage\""), Redirect::to("/?notice=erased")).into_response()
}

/// A press on *leave now* without JavaScript.
async fn leave(State(http): State<Http>, headers: HeaderMap) -> Response {
    let to = Redirect::to(pages::neutral_site(Visitor::of(&headers).language));
    // A link on somebody else's page must not end a visitor's session.
    let from_elsewhere = headers.get("sec-fetch-site").is_some_and(|site| site == "cross-site");
    if from_elsewhere { to.into_response() } else { (forget(&http, is_framed(&headers), "\"storage\""), to).into_response() }
}

/// The beacon that a page sends while it leaves.
async fn end(State(http): State<Http>, RawQuery(query): RawQuery) -> Response {
    let is_framed = query.as_deref() == Some("framed");
    (forget(&http, is_framed, "\"cache\", \"storage\""), StatusCode::NO_CONTENT).into_response()
}
