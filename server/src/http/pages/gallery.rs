//! `/gallery`: every component in every state, for those who work on the pages.

use super::visitor::Visitor;
use super::{draw, not_found};
use crate::http::Http;
use crate::settings::Environment;
use app::pages;
use axum::Router;
use axum::extract::{Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;
use serde::Deserialize;

/// The page.
pub fn routes() -> Router<Http> {
    Router::new().route("/gallery", get(gallery))
}

#[derive(Deserialize)]
struct Parameters {
    /// The one state to show; all where none is named.
    only: Option<String>,
}

/// In development only.
async fn gallery(
    State(http): State<Http>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Response {
    if http.settings.environment != Environment::Development {
        return not_found(&http, &headers).await;
    }
    let visitor = Visitor::of(&headers);
    let cast = http.backend.cast(visitor.language);
    let mut countries = http.backend.countries();
    // A country that has no lines of its own.
    countries.push("ZZ".to_owned());
    let lines = countries.into_iter().map(|country| {
        let lines = http.backend.helplines(visitor.language, Some(&country));
        (country, lines)
    });
    let (visit, kept) = (visitor.visit("/gallery"), http.backend.kept());
    let lines: Vec<_> = lines.collect();
    let page = move |options| {
        let only = parameters.only.as_deref();
        pages::gallery(visit.clone(), &cast, &lines, kept, only, options)
    };
    draw(&http, StatusCode::OK, page).await
}
