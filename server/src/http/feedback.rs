//! `/api/v1/feedback/`: one feedback a session, and all of it in numbers.

use super::json::Json;
use super::problem::Problem;
use super::refusals::{AnyCall, BodyRefusals, FeedbackExists, SessionRefusals};
use super::token::MaybeToken;
use app::api::feedback::{FeedbackLeft, FeedbackStats, NewFeedback};
use app::backend::Backend;
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::Arc;

/// Leave a feedback, one for each session.
#[utoipa::path(post, path = "/api/v1/feedback/", operation_id = "leave_feedback", tag = "feedback", request_body = NewFeedback,
    params(
        ("session_token" = Option<String>, Query, description = "Where the body has none"),
        ("X-Session-Token" = Option<String>, Header, description = "Where body and query have none")
    ),
    responses((status = 201, body = FeedbackLeft), BodyRefusals, FeedbackExists, SessionRefusals,
        AnyCall))]
pub async fn leave(
    State(backend): State<Arc<dyn Backend>>,
    token: MaybeToken,
    Json(mut new): Json<NewFeedback>,
) -> Result<(StatusCode, axum::Json<FeedbackLeft>), Problem> {
    let token = token.after(new.session_token.take())?;
    let left = backend.leave_feedback(&token, new).await?;
    Ok((StatusCode::CREATED, axum::Json(left)))
}

/// All feedback in numbers.
#[utoipa::path(get, path = "/api/v1/feedback/stats", operation_id = "feedback_stats", tag = "feedback",
    responses((status = 200, body = FeedbackStats), AnyCall))]
pub async fn stats(
    State(backend): State<Arc<dyn Backend>>,
) -> Result<axum::Json<FeedbackStats>, Problem> {
    Ok(axum::Json(backend.feedback_stats().await?))
}
