//! `/data`: what is kept, and what its owner can do about it.

use super::visitor::Visitor;
use super::{draw, trouble};
use crate::http::Http;
use app::backend::Owner;
use app::pages;
use app::visit::Standing;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;

/// The page; its forms lead to `/erase` and to the API's export.
pub fn routes() -> Router<Http> {
    Router::new().route("/data", get(data))
}

async fn data(State(http): State<Http>, headers: HeaderMap) -> Response {
    let visitor = Visitor::of(&headers);
    let standing = match visitor.caller(&http).await.map(|caller| caller.owner) {
        Ok(Owner::User(_)) => Standing::Person,
        Ok(Owner::Session(_)) => Standing::Visitor,
        Err(error) if error.status == 401 => Standing::Nobody,
        Err(error) => return trouble(&http, &visitor, error.status).await,
    };
    let (visit, kept) = (visitor.visit("/data"), http.backend.kept());
    let page = move |options| pages::data(visit.clone(), standing, kept, options);
    draw(&http, StatusCode::OK, page).await
}
