//! `/api/v1/chat/{session_id}/events/listen`: server-sent events.

use super::caller::Known;
use super::json::{Parameters, Part};
use super::problem::Problem;
use super::refusals::{
    AnyCall, CallerRefusals, ConversationRefusals, EventRefusals, ParameterRefusals,
};
use app::api::event::Event;
use app::backend::{Announced, Backend, Listening};
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::sse::{Event as Line, KeepAlive, Sse};
use axum::response::{IntoResponse, Response};
use futures_util::StreamExt;
use serde::Deserialize;
use serde_json::json;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use utoipa::IntoParams;
use uuid::Uuid;

/// How often a silent stream says that it is alive, so that proxies keep it open.
const HEARTBEAT: Duration = Duration::from_secs(15);

/// What is wanted of the stream.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub struct ListenParameters {
    /// Whether an anonymous client shows replies while they are written; others say so when they
    /// sign in.
    #[serde(default)]
    supports_reply_stream: bool,
}

/// Follow what happens in a conversation.
///
/// Events: `handshake` `{}` first; `settings` `{"data": {"monster": …}}` or
/// `{"data": {"language": …}}`; `reply` `{"data": {"message_id", "delta"}}` and `reply_end`
/// `{"data": {"message_id"}}` for clients that declared `supports_reply_stream`; `terminate` `{}`
/// last. After a break, `Last-Event-ID` brings the current settings and the replies that were
/// missed.
#[utoipa::path(get, path = "/api/v1/chat/{session_id}/events/listen", operation_id = "listen", tag = "chat", security(("bearer" = []), ("session_token" = [])),
    params(
        ("session_id" = Uuid, Path, description = "The conversation"),
        ("Last-Event-ID" = Option<String>, Header, description = "The last id that was heard"),
        ListenParameters
    ),
    responses((status = 200, content_type = "text/event-stream", body = String), ParameterRefusals, CallerRefusals, ConversationRefusals, EventRefusals, AnyCall))]
pub async fn listen(
    State(backend): State<Arc<dyn Backend>>,
    Known(caller): Known,
    Part(id): Part<Uuid>,
    Parameters(wanted): Parameters<ListenParameters>,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    let listening = Listening {
        // An id that is not ours tells nothing of what was heard: the settings come, no replies.
        last_event: last.map(|id| Uuid::try_parse(id.trim()).unwrap_or(Uuid::max())),
        wants_replies: wanted.supports_reply_stream && caller.sign_in.is_none(),
    };
    let events = backend.listen(&caller, id, listening).await?;
    let lines = events.map(|announced| Ok::<Line, Infallible>(line(announced)));
    let heartbeat = KeepAlive::new().interval(HEARTBEAT).text("");
    let unbuffered = [
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    Ok((unbuffered, Sse::new(lines).keep_alive(heartbeat)).into_response())
}

fn line((event, id): Announced) -> Line {
    let (name, data) = match event {
        Event::Handshake => ("handshake", json!({})),
        Event::Settings(setting) => ("settings", json!({ "data": setting })),
        Event::Reply(reply) => ("reply", json!({ "data": reply })),
        Event::ReplyEnd { message_id } => {
            ("reply_end", json!({ "data": { "message_id": message_id } }))
        }
        Event::Terminate => ("terminate", json!({})),
    };
    let line = Line::default().event(name).data(data.to_string());
    match id {
        Some(id) => line.id(id.to_string()),
        None => line,
    }
}
