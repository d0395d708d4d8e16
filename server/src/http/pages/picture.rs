//! `/picture/{path}`: one of the visitor's own pictures, large.

use super::visitor::Visitor;
use super::{draw, trouble};
use crate::http::Http;
use app::pages;
use axum::Router;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;

/// The page.
pub fn routes() -> Router<Http> {
    Router::new().route("/picture/{path}", get(picture))
}

/// Somebody else's picture is not there, a document is none, and a path that cannot be read is nobody's.
async fn picture(
    State(http): State<Http>,
    path: Result<Path<String>, PathRejection>,
    headers: HeaderMap,
) -> Response {
    let visitor = Visitor::of(&headers);
    let path = path.map(|Path(path)| path).unwrap_or_default();
    let found = async {
        let caller = visitor.caller(&http).await?;
        http.backend.file(&caller, &path).await
    };
    match found.await {
        Ok(file) if file.media_type.starts_with("image/") => {
            let visit = visitor.visit("/chat");
            let page = move |options| pages::picture(visit.clone(), &path, options);
            draw(&http, StatusCode::OK, page).await
        }
        Err(error) if ![401, 404].contains(&error.status) => {
            trouble(&http, &visitor, error.status).await
        }
        _ => trouble(&http, &visitor, 404).await,
    }
}
