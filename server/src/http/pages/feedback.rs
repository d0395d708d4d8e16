//! `/feedback`: how it was, told once by an anonymous session.

use super::visitor::Visitor;
use super::{draw, trouble};
use crate::http::Http;
use crate::http::limit::TooFast;
use app::api::feedback::{Category, NewFeedback};
use app::backend::Owner;
use app::error::ApiError;
use app::pages;
use app::visit::{Opinion, OpinionProblem};
use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use axum::{Extension, Router};
use serde::Deserialize;

/// The page and its form.
pub fn routes() -> Router<Http> {
    Router::new().route("/feedback", get(feedback).post(leave))
}

#[derive(Deserialize)]
struct Parameters {
    notice: Option<String>,
}

async fn feedback(
    State(http): State<Http>,
    Query(parameters): Query<Parameters>,
    headers: HeaderMap,
) -> Response {
    let visitor = Visitor::of(&headers);
    let opinion = match visitor.caller(&http).await.map(|caller| caller.owner) {
        Ok(Owner::User(_)) => Opinion::ByThumbs,
        Ok(Owner::Session(_)) if parameters.notice.as_deref() == Some("sent") => Opinion::Given,
        Ok(Owner::Session(_)) => {
            let token = visitor.token.as_deref().unwrap_or_default();
            match http.backend.has_feedback(token).await {
                Ok(true) => Opinion::GivenBefore,
                Ok(false) => Opinion::wanted(),
                Err(error) => return trouble(&http, &visitor, error.status).await,
            }
        }
        Err(error) if error.status == 401 => Opinion::NoTalk,
        Err(error) => return trouble(&http, &visitor, error.status).await,
    };
    show(&http, &visitor, StatusCode::OK, opinion).await
}

async fn show(http: &Http, visitor: &Visitor, status: StatusCode, opinion: Opinion) -> Response {
    let mut visit = visitor.visit("/feedback");
    visit.has_session &= !matches!(opinion, Opinion::NoTalk);
    let page = move |options| pages::feedback(visit.clone(), opinion.clone(), options);
    draw(http, status, page).await
}

/// What the form sends.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Written {
    rating: String,
    category: String,
    text: String,
}

async fn leave(
    State(http): State<Http>,
    too_fast: Option<Extension<TooFast>>,
    headers: HeaderMap,
    Form(written): Form<Written>,
) -> Response {
    let visitor = Visitor::of(&headers);
    let Some(token) = &visitor.token else { return Redirect::to("/feedback").into_response() };
    let rating = written.rating.parse().ok().filter(|rating| (1..=5).contains(rating));
    let category = Category::ALL.into_iter().find(|one| one.name() == written.category);
    let left = match rating {
        _ if too_fast.is_some() => Err((429, OpinionProblem::Away)),
        None => Err((422, OpinionProblem::NoStar)),
        Some(rating) => {
            let feedback_text = Some(written.text.clone());
            let new = NewFeedback { session_token: None, rating, feedback_text, category };
            match http.backend.leave_feedback(token, new).await {
                Ok(_) => Ok("/feedback?notice=sent"),
                Err(error) => not_left(&error),
            }
        }
    };
    match left {
        Ok(to) => Redirect::to(to).into_response(),
        Err((status, problem)) => {
            let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
            let (text, problem) = (written.text, Some(problem));
            let opinion = Opinion::Wanted { rating, category, text, problem };
            show(&http, &visitor, status, opinion).await
        }
    }
}

/// Where a refusal leads, or what to say of it above the form.
fn not_left(error: &ApiError) -> Result<&'static str, (u16, OpinionProblem)> {
    match error.status {
        // Left before, no such session, or a signed-in person's cookie: the page says so instead.
        404 | 409 | 410 => Ok("/feedback"),
        422 => Err((422, OpinionProblem::TooLong)),
        status => Err((status, OpinionProblem::Away)),
    }
}
