//! `/api/v1/chat/{session_id}/events/listen`: server-sent events.

use super::caller::Known;
use super::handover::MaybeHandover;
use super::json::{Parameters, Part};
use super::problem::Problem;
use super::refusals::{
    AnyCall, CallerRefusals, ConversationRefusals, EventRefusals, ParameterRefusals,
};
use app::api::event::Event;
use app::backend::{Announced, Backend, EventStream, Listening};
use axum::body::Body;
use axum::extract::State;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use futures_util::{StreamExt, stream};
use serde::Deserialize;
use serde_json::json;
use std::convert::Infallible;
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::io::AsyncWriteExt;
use tokio::net::TcpStream;
use tokio::time::timeout;
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
    MaybeHandover(handover): MaybeHandover,
    headers: HeaderMap,
) -> Result<Response, Problem> {
    let last = headers.get("last-event-id").and_then(|value| value.to_str().ok());
    let listening = Listening {
        // An id that is not ours tells nothing of what was heard: the settings come, no replies.
        last_event: last.map(|id| Uuid::try_parse(id.trim()).unwrap_or(Uuid::max())),
        wants_replies: wanted.supports_reply_stream && caller.sign_in.is_none(),
    };
    let events = backend.listen(&caller, id, listening).await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/event-stream")),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    let Some(handover) = handover else {
        let body = stream::unfold(events, |mut events| async move {
            let lines = next(&mut events).await?;
            Some((Ok::<_, Infallible>(lines), events))
        });
        return Ok((headers, Body::from_stream(body)).into_response());
    };
    let (body, inherits) = handover.body();
    tokio::spawn(async move {
        if let Ok(connection) = inherits.await {
            tell(connection, events).await.ok();
        }
    });
    let nothing_follows = [(header::CONNECTION, HeaderValue::from_static("close"))];
    Ok((headers, nothing_follows, body).into_response())
}

/// Writes what happens to a connection of its own, as the chunks of HTTP/1.1, until the stream ends
/// or the client leaves.
async fn tell(mut connection: TcpStream, mut events: EventStream) -> io::Result<()> {
    loop {
        let lines = tokio::select! {
            lines = next(&mut events) => lines,
            left = is_left(&connection) => return left,
        };
        let Some(lines) = lines else {
            connection.write_all(b"0\r\n\r\n").await?;
            return connection.shutdown().await;
        };
        let chunk = format!("{:x}\r\n{lines}\r\n", lines.len());
        connection.write_all(chunk.as_bytes()).await?;
    }
}

/// Returns when the client has closed its side; whatever else it sends is ignored.
async fn is_left(connection: &TcpStream) -> io::Result<()> {
    loop {
        connection.readable().await?;
        match connection.try_read(&mut [0; 64]) {
            Ok(0) => return Ok(()),
            Err(error) if error.kind() != io::ErrorKind::WouldBlock => return Err(error),
            _ => {}
        }
    }
}

/// The lines of the next event, or a comment if nothing happens; `None` at the end.
async fn next(events: &mut EventStream) -> Option<String> {
    match timeout(HEARTBEAT, events.next()).await {
        Ok(event) => event.map(lines),
        Err(_) => Some(":\n\n".to_owned()),
    }
}

/// One event as the lines of a stream; JSON has no line breaks.
fn lines((event, id): Announced) -> String {
    let (name, data) = match event {
        Event::Handshake => ("handshake", json!({})),
        Event::Settings(setting) => ("settings", json!({ "data": setting })),
        Event::Reply(reply) => ("reply", json!({ "data": reply })),
        Event::ReplyEnd { message_id } => {
            ("reply_end", json!({ "data": { "message_id": message_id } }))
        }
        Event::Terminate => ("terminate", json!({})),
    };
    let id = id.map(|id| format!("id: {id}\n")).unwrap_or_default();
    format!("event: {name}\ndata: {data}\n{id}\n")
}
