//! The pages and their plain forms; `app` draws them, here they get their data and cookies.

mod around;
mod data;
mod feedback;
mod gallery;
mod leaving;
mod picture;
mod settings;
mod sign_in;
mod staff;
mod talk;
mod talks;
mod visitor;
mod way;

pub use visitor::session_cookie;

use super::Http;
use super::guard::page_policy;
use super::json;
use super::problem::Problem;
use crate::crypto;
use app::calls::Asker;
use app::error::ApiError;
use app::pages;
use axum::Router;
use axum::body::Body;
use axum::extract::{Path, Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use leptos::config::LeptosOptions;
use leptos::nonce::Nonce;
use leptos::prelude::{AnyView, provide_context};
use std::sync::Arc;
use visitor::Visitor;

/// Every page and form, and the calls of the pages' own script.
pub fn routes() -> Router<Http> {
    Router::new()
        .merge(around::routes())
        .merge(talk::routes())
        .merge(leaving::routes())
        .merge(picture::routes())
        .merge(settings::routes())
        .merge(talks::routes())
        .merge(data::routes())
        .merge(feedback::routes())
        .merge(gallery::routes())
        .merge(sign_in::routes())
        .merge(way::routes())
        .merge(staff::routes())
        .route("/api/ui/{name}", post(call))
}

/// A call of the pages' own script.
async fn call(State(http): State<Http>, Path(name): Path<String>, request: Request) -> Response {
    let path = format!("/api/ui/{name}");
    if !leptos::server_fn::axum::server_fn_paths().any(|(known, _)| known == path) {
        return Problem(ApiError::path_is_unknown()).into_response();
    }
    let headers = request.headers().clone();
    let body = match json::read(request, &()).await {
        Ok(body) => body,
        Err(problem) => return problem.into_response(),
    };
    let visitor = Visitor::of(&headers);
    let caller = visitor.caller(&http).await;
    let asker = Asker { backend: http.backend.clone(), caller, language: visitor.language };
    let mut request = Request::post(path).body(Body::from(body)).unwrap_or_default();
    for name in [header::CONTENT_TYPE, header::ACCEPT] {
        if let Some(value) = headers.get(&name) {
            request.headers_mut().insert(name, value.clone());
        }
    }
    let context = move || provide_context(asker.clone());
    let answer = leptos_axum::handle_server_fns_with_context(context, request).await;
    with_its_own_status(answer.into_response()).await
}

/// A call whose arguments cannot be read fails before our code runs: Leptos answers 500 then, and
/// the true status stands in the body.
async fn with_its_own_status(answer: Response) -> Response {
    if answer.status() != StatusCode::INTERNAL_SERVER_ERROR {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    let bytes = axum::body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    let told = serde_json::from_slice::<ApiError>(&bytes).ok();
    if let Some(status) = told.and_then(|error| StatusCode::from_u16(error.status).ok()) {
        parts.status = status;
    }
    Response::from_parts(parts, Body::from(bytes))
}

/// Draws a page under its own policy.
async fn draw(
    http: &Http,
    status: StatusCode,
    page: impl Fn(LeptosOptions) -> AnyView + Send + Sync + 'static,
) -> Response {
    draw_any(http, status, Arc::new(page)).await
}

/// The same for a page of any kind: what Leptos makes of it is compiled once, not for each page.
async fn draw_any(
    http: &Http,
    status: StatusCode,
    page: Arc<dyn Fn(LeptosOptions) -> AnyView + Send + Sync>,
) -> Response {
    let nonce = fresh_key();
    let (options, value) = (http.leptos.clone(), nonce.clone());
    let render = leptos_axum::render_app_async_with_context(
        move || provide_context(Nonce::from_value(value.as_str())),
        move || page(options.clone()),
    );
    let mut response = render(Request::new(Body::empty())).await;
    *response.status_mut() = status;
    let policy = page_policy(&nonce, &http.settings.embed_origins);
    response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, policy);
    response
}

/// Sixteen random bytes as text.
fn fresh_key() -> String {
    let mut bytes = [0; 16];
    crypto::fill(&mut bytes);
    uuid::Uuid::from_bytes(bytes).simple().to_string()
}

/// A page for what went wrong.
async fn trouble(http: &Http, visitor: &Visitor, status: u16) -> Response {
    let visit = visitor.visit("/");
    let code = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    draw(http, code, move |options| pages::lost(visit.clone(), status, options)).await
}

/// The page for an address that leads nowhere.
pub async fn not_found(http: &Http, headers: &HeaderMap) -> Response {
    trouble(http, &Visitor::of(headers), 404).await
}

/// A page when even drawing failed.
pub fn bare_failure(status: u16) -> Response {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let page = axum::response::Html(include_str!("failure.html"));
    (status, page).into_response()
}
