//! `/api/v1/chat`: conversations.

use super::caller::Known;
use super::json::{Json, MaybeJson, Parameters, Part};
use super::problem::Problem;
use super::refusals::{
    AnyCall, BodyRefusals, CallerRefusals, ConversationRefusals, ParameterRefusals,
    SelectionRefusals, TurnRefusals,
};
use app::api::chat::*;
use app::backend::Backend;
use app::error::ApiError;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use serde::Deserialize;
use std::sync::Arc;
use utoipa::IntoParams;
use uuid::Uuid;

/// Begin a conversation, or go on with an earlier one.
///
/// `session_id` of the answer names the conversation in every further call. Going on restores its
/// summary, monster and language.
#[utoipa::path(post, path = "/api/v1/chat/init", operation_id = "begin_chat", tag = "chat", security(("bearer" = []), ("session_token" = [])), request_body = Option<ChatInit>,
    responses((status = 200, body = ChatResponse), BodyRefusals, CallerRefusals, ConversationRefusals, AnyCall))]
pub async fn init(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    MaybeJson(init): MaybeJson<ChatInit>,
) -> Result<axum::Json<ChatResponse>, Problem> {
    Ok(axum::Json(backend.begin_chat(&caller, init).await?))
}

/// Say something.
///
/// Sending again with the same `Idempotency-Key` is safe for 24 hours: it returns the first answer.
#[utoipa::path(post, path = "/api/v1/chat", operation_id = "chat", tag = "chat", security(("bearer" = []), ("session_token" = [])), request_body = ChatMessage,
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters of the client's own making")),
    responses((status = 200, body = ChatResponse), BodyRefusals, CallerRefusals, ConversationRefusals, AnyCall))]
pub async fn say(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    headers: HeaderMap,
    Json(message): Json<ChatMessage>,
) -> Result<axum::Json<ChatResponse>, Problem> {
    let key = resend_key(&headers)?;
    Ok(axum::Json(backend.chat(&caller, message, key).await?))
}

/// What a client calls this call, so that it can send it again.
fn resend_key(headers: &HeaderMap) -> Result<Option<&str>, Problem> {
    let key = headers.get("idempotency-key").map(|value| value.to_str()).transpose();
    Ok(key.map_err(|_| ApiError::field_is_wrong("Idempotency-Key", "must be plain text"))?)
}

/// Choose an emotion.
///
/// Only while `awaiting_emotion_selection` is true; free text is as welcome.
#[utoipa::path(post, path = "/api/v1/chat/emotion", operation_id = "choose_emotion", tag = "chat", security(("bearer" = []), ("session_token" = [])), request_body = EmotionChoice,
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters of the client's own making")),
    responses((status = 200, body = ChatResponse), BodyRefusals, CallerRefusals, ConversationRefusals, SelectionRefusals, AnyCall))]
pub async fn emotion(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    headers: HeaderMap,
    Json(choice): Json<EmotionChoice>,
) -> Result<axum::Json<ChatResponse>, Problem> {
    let key = resend_key(&headers)?;
    Ok(axum::Json(backend.choose_emotion(&caller, choice, key).await?))
}

/// Answer a question with options.
///
/// Only while `awaiting_dropdown_selection` is true; free text is as welcome.
#[utoipa::path(post, path = "/api/v1/chat/dropdown", operation_id = "choose_option", tag = "chat", security(("bearer" = []), ("session_token" = [])), request_body = DropdownChoice,
    params(("Idempotency-Key" = Option<String>, Header, description = "1 to 255 characters of the client's own making")),
    responses((status = 200, body = ChatResponse), BodyRefusals, CallerRefusals, ConversationRefusals, SelectionRefusals, AnyCall))]
pub async fn dropdown(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    headers: HeaderMap,
    Json(choice): Json<DropdownChoice>,
) -> Result<axum::Json<ChatResponse>, Problem> {
    let key = resend_key(&headers)?;
    Ok(axum::Json(backend.choose_option(&caller, choice, key).await?))
}

/// Change a conversation's language or monster.
///
/// Each change is announced to those who listen.
#[utoipa::path(post, path = "/api/v1/chat/settings/change", operation_id = "change_chat", tag = "chat", security(("bearer" = []), ("session_token" = [])), request_body = ChatSettingsChange,
    responses((status = 200, body = ChatSettings), BodyRefusals, CallerRefusals, ConversationRefusals, AnyCall))]
pub async fn change(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    Json(change): Json<ChatSettingsChange>,
) -> Result<axum::Json<ChatSettings>, Problem> {
    Ok(axum::Json(backend.change_chat(&caller, change).await?))
}

/// List the caller's conversations, newest first.
#[utoipa::path(get, path = "/api/v1/chat/history", operation_id = "chat_history", tag = "chat", security(("bearer" = []), ("session_token" = [])),
    responses((status = 200, body = UserHistory), CallerRefusals, AnyCall))]
pub async fn history(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
) -> Result<axum::Json<UserHistory>, Problem> {
    Ok(axum::Json(backend.history(&caller).await?))
}

/// Which messages are wanted.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct TurnParameters {
    /// How many messages, 1 to 200.
    #[serde(default = "default_limit")]
    #[param(minimum = 1, maximum = 200, default = 50)]
    limit: i64,
    /// Only messages before this one.
    before: Option<Uuid>,
}

fn default_limit() -> i64 {
    50
}

/// List the last messages of a conversation, oldest first.
#[utoipa::path(get, path = "/api/v1/chat/{session_id}/messages", operation_id = "chat_messages", tag = "chat", security(("bearer" = []), ("session_token" = [])),
    params(("session_id" = Uuid, Path, description = "The conversation"), TurnParameters),
    responses((status = 200, body = ChatTurns), ParameterRefusals, CallerRefusals, ConversationRefusals, AnyCall))]
pub async fn messages(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    Part(id): Part<Uuid>,
    Parameters(page): Parameters<TurnParameters>,
) -> Result<axum::Json<ChatTurns>, Problem> {
    Ok(axum::Json(backend.chat_messages(&caller, id, page.limit, page.before).await?))
}

/// Show a conversation as it stands.
///
/// Its last messages (at most 200) and what may be chosen now, for a client that comes back to it
/// without saying anything.
#[utoipa::path(get, path = "/api/v1/chat/{session_id}", operation_id = "open_chat", tag = "chat", security(("bearer" = []), ("session_token" = [])),
    params(("session_id" = Uuid, Path, description = "The conversation")),
    responses((status = 200, body = OpenChat), CallerRefusals, ConversationRefusals, AnyCall))]
pub async fn open(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    Part(id): Part<Uuid>,
) -> Result<axum::Json<OpenChat>, Problem> {
    Ok(axum::Json(backend.open_chat(&caller, id).await?))
}

/// Erase one message of a conversation.
///
/// The files that only it used are gone with it; the answer to an erased message stays.
#[utoipa::path(delete, path = "/api/v1/chat/{session_id}/messages/{message_id}", operation_id = "erase_turn", tag = "chat", security(("bearer" = []), ("session_token" = [])),
    params(("session_id" = Uuid, Path, description = "The conversation"), ("message_id" = Uuid, Path, description = "The message")),
    responses((status = 204, description = "Erased"), CallerRefusals, TurnRefusals, AnyCall))]
pub async fn erase_turn(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    Part((id, message)): Part<(Uuid, Uuid)>,
) -> Result<StatusCode, Problem> {
    backend.erase_turn(&caller, id, message).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Say whether a monster's message was good.
///
/// A later thumb takes the place of an earlier one; `null` takes it back.
#[utoipa::path(put, path = "/api/v1/chat/{session_id}/messages/{message_id}/thumb", operation_id = "rate_turn", tag = "chat", security(("bearer" = []), ("session_token" = [])), request_body = Thumb,
    params(("session_id" = Uuid, Path, description = "The conversation"), ("message_id" = Uuid, Path, description = "A message of role `assistant`")),
    responses((status = 204, description = "Kept"), BodyRefusals, CallerRefusals, TurnRefusals, AnyCall))]
pub async fn rate_turn(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    Part((id, message)): Part<(Uuid, Uuid)>,
    Json(thumb): Json<Thumb>,
) -> Result<StatusCode, Problem> {
    backend.rate_turn(&caller, id, message, thumb).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Erase a conversation.
///
/// Its messages, its key and the files that only it used are gone at once; its event streams end.
#[utoipa::path(delete, path = "/api/v1/chat/{session_id}", operation_id = "erase_chat", tag = "chat", security(("bearer" = []), ("session_token" = [])),
    params(("session_id" = Uuid, Path, description = "The conversation")),
    responses((status = 204, description = "Erased"), CallerRefusals, ConversationRefusals, AnyCall))]
pub async fn erase(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    Part(id): Part<Uuid>,
) -> Result<StatusCode, Problem> {
    backend.erase_chat(&caller, id).await?;
    Ok(StatusCode::NO_CONTENT)
}
