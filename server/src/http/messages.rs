//! `/api/v1/messages/`: messages of an anonymous session.

use super::json::{Json, Parameters, Part};
use super::problem::Problem;
use super::refusals::{AnyCall, BodyRefusals, MessageRefusals, ParameterRefusals, SessionRefusals};
use super::token::{MaybeToken, Token};
use app::api::message::{Exchange, Message, MessagePage, NewMessage};
use app::backend::Backend;
use axum::extract::State;
use axum::http::StatusCode;
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;
use uuid::Uuid;

/// Send a message and receive the answer.
///
/// Both are stored or neither. In a crisis `crisis_info` names whom to call and the session's
/// `is_crisis_mode` becomes true.
#[utoipa::path(post, path = "/api/v1/messages/", operation_id = "send_message", tag = "messages", request_body = NewMessage,
    params(
        ("session_token" = Option<String>, Query, description = "Where the body has none"),
        ("X-Session-Token" = Option<String>, Header, description = "Where body and query have none")
    ),
    responses((status = 201, body = Exchange), BodyRefusals, SessionRefusals, AnyCall))]
pub async fn send(
    State(backend): State<Arc<dyn Backend>>,
    token: MaybeToken,
    Json(new): Json<NewMessage>,
) -> Result<(StatusCode, axum::Json<Exchange>), Problem> {
    let token = token.after(new.session_token)?;
    let exchange = backend.send_message(&token, &new.content).await?;
    Ok((StatusCode::CREATED, axum::Json(exchange)))
}

/// Which part of the messages is wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageParameters {
    /// How many messages, 1 to 500.
    #[serde(default = "default_limit")]
    #[param(minimum = 1, maximum = 500, default = 100)]
    limit: i64,
    /// How many to skip from the beginning.
    #[serde(default)]
    #[param(minimum = 0, default = 0)]
    offset: i64,
}

fn default_limit() -> i64 {
    100
}

/// List a session's messages, oldest first.
///
/// `total_count` and `has_crisis_history` speak of all messages.
#[utoipa::path(get, path = "/api/v1/messages/", operation_id = "list_messages", tag = "messages",
    params(
        PageParameters,
        ("session_token" = Option<String>, Query, description = "The session's token"),
        ("X-Session-Token" = Option<String>, Header, description = "Where the query has none")
    ),
    responses((status = 200, body = MessagePage), ParameterRefusals, SessionRefusals, AnyCall))]
pub async fn list(
    State(backend): State<Arc<dyn Backend>>,
    Token(token): Token,
    Parameters(page): Parameters<PageParameters>,
) -> Result<axum::Json<MessagePage>, Problem> {
    Ok(axum::Json(backend.messages(&token, page.limit, page.offset).await?))
}

/// Show one message of a session.
#[utoipa::path(get, path = "/api/v1/messages/{message_id}", operation_id = "show_message", tag = "messages",
    params(
        ("message_id" = Uuid, Path, description = "The message"),
        ("session_token" = Option<String>, Query, description = "The session's token"),
        ("X-Session-Token" = Option<String>, Header, description = "Where the query has none")
    ),
    responses((status = 200, body = Message), ParameterRefusals, MessageRefusals, AnyCall))]
pub async fn show(
    State(backend): State<Arc<dyn Backend>>,
    Part(id): Part<Uuid>,
    Token(token): Token,
) -> Result<axum::Json<Message>, Problem> {
    Ok(axum::Json(backend.message(&token, id).await?))
}

/// Erase one message of a session.
///
/// The answer to an erased message stays.
#[utoipa::path(delete, path = "/api/v1/messages/{message_id}", operation_id = "erase_message", tag = "messages",
    params(
        ("message_id" = Uuid, Path, description = "The message"),
        ("session_token" = Option<String>, Query, description = "The session's token"),
        ("X-Session-Token" = Option<String>, Header, description = "Where the query has none")
    ),
    responses((status = 204, description = "Erased"), ParameterRefusals, MessageRefusals, AnyCall))]
pub async fn erase(
    State(backend): State<Arc<dyn Backend>>,
    Part(id): Part<Uuid>,
    Token(token): Token,
) -> Result<StatusCode, Problem> {
    backend.erase_message(&token, id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Erase all messages of a session.
#[utoipa::path(delete, path = "/api/v1/messages/", operation_id = "erase_all_messages", tag = "messages",
    params(
        ("session_token" = Option<String>, Query, description = "The session's token"),
        ("X-Session-Token" = Option<String>, Header, description = "Where the query has none")
    ),
    responses((status = 204, description = "Erased"), ParameterRefusals, SessionRefusals, AnyCall))]
pub async fn erase_all(
    State(backend): State<Arc<dyn Backend>>,
    Token(token): Token,
) -> Result<StatusCode, Problem> {
    backend.erase_messages(&token).await?;
    Ok(StatusCode::NO_CONTENT)
}
