//! Totals for staff, where the flag is on.

use super::visitor::Visitor;
use super::{draw, sign_in, trouble};
use crate::http::Http;
use app::pages;
use axum::Router;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use axum::routing::get;

/// How many days are shown.
const DAYS: i64 = 30;
/// For whom the flag is asked: staff are professionals.
const VARIANT: &str = "professional";

/// The staff page.
pub fn routes() -> Router<Http> {
    Router::new().route("/staff", get(staff))
}

async fn staff(State(http): State<Http>, headers: HeaderMap) -> Response {
    let visitor = Visitor::of(&headers);
    let flags = http.backend.features(Some(VARIANT), None).await;
    if !flags.get("collective_management").copied().unwrap_or_default() {
        return trouble(&http, &visitor, 404).await;
    }
    let visit = visitor.visit("/staff");
    let totals = async {
        let caller = visitor.caller(&http).await?;
        http.backend.totals(&caller, DAYS).await
    };
    match totals.await {
        Ok(totals) => {
            let page = move |options| pages::staff(visit.clone(), totals.clone(), options);
            draw(&http, StatusCode::OK, page).await
        }
        Err(error) if matches!(error.status, 401 | 403) => {
            let may_sign_in = sign_in::is_offered(&http, &headers).await;
            let page = move |options| pages::not_staff(visit.clone(), may_sign_in, options);
            draw(&http, StatusCode::FORBIDDEN, page).await
        }
        Err(error) => trouble(&http, &visitor, error.status).await,
    }
}
