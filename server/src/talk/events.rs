//! Server-sent events: read line by line, and listened to again where the stream breaks.

use super::api::{Api, Problem};
use app::api::event::Event;
use serde_json::{Value, json};
use std::time::Duration;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use uuid::Uuid;

/// The server says something at least every 15 seconds; after this the stream is dead.
const SILENCE: Duration = Duration::from_secs(45);
/// A broken stream is opened again after this, then after twice as long, and so on…
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// …up to this.
const LAST_WAIT: Duration = Duration::from_secs(16);

/// The events of one conversation; the stream closes when this is dropped.
pub(super) struct Listening {
    heard: mpsc::Receiver<Event>,
    task: JoinHandle<()>,
}

impl Listening {
    /// Begins to listen.
    pub fn to(api: Api, conversation: Uuid) -> Listening {
        let (tell, heard) = mpsc::channel(64);
        Listening { heard, task: tokio::spawn(listen(api, conversation, tell)) }
    }

    /// The next event; `None` once there will be no more.
    pub async fn next(&mut self) -> Option<Event> {
        self.heard.recv().await
    }
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.task.abort();
    }
}

/// Follows the stream, over all its breaks, until it is over or refused.
async fn listen(api: Api, conversation: Uuid, tell: mpsc::Sender<Event>) {
    let (mut lines, mut wait) = (Lines::default(), FIRST_WAIT);
    loop {
        match api.listen(conversation, lines.last_id.as_deref()).await {
            Ok(mut stream) => {
                wait = FIRST_WAIT;
                lines.begin();
                while let Ok(Ok(Some(bytes))) = tokio::time::timeout(SILENCE, stream.chunk()).await
                {
                    for event in lines.read(&bytes) {
                        let is_last = event == Event::Terminate;
                        if tell.send(event).await.is_err() || is_last {
                            return;
                        }
                    }
                }
            }
            // The session has no stream, or the conversation is gone.
            Err(Problem::Refused { status: 400..500, .. }) => return,
            Err(_) => {}
        }
        tokio::time::sleep(wait).await;
        wait = (wait * 2).min(LAST_WAIT);
    }
}

/// Lines of a stream as they come in pieces of any size.
#[derive(Default)]
struct Lines {
    unread: Vec<u8>,
    name: String,
    data: String,
    last_id: Option<String>,
}

impl Lines {
    /// A new stream begins: what the old one left half said is void, the last id is not.
    fn begin(&mut self) {
        *self = Lines { last_id: self.last_id.take(), ..Lines::default() };
    }

    /// The events that `bytes` complete.
    fn read(&mut self, bytes: &[u8]) -> Vec<Event> {
        self.unread.extend_from_slice(bytes);
        let mut events = Vec::new();
        while let Some(end) = self.unread.iter().position(|byte| *byte == b'\n') {
            let line: Vec<u8> = self.unread.drain(..=end).collect();
            events.extend(self.read_line(String::from_utf8_lossy(&line).trim_end()));
        }
        events
    }

    /// An empty line completes an event; one that begins with a colon only keeps the stream open.
    fn read_line(&mut self, line: &str) -> Option<Event> {
        if line.is_empty() {
            let (name, data) = (std::mem::take(&mut self.name), std::mem::take(&mut self.data));
            return event(&name, &data);
        }
        let (field, value) = line.split_once(':').unwrap_or((line, ""));
        let value = value.strip_prefix(' ').unwrap_or(value);
        match field {
            "event" => self.name = value.into(),
            "data" => self.data.extend([value, "\n"]),
            "id" => self.last_id = Some(value.into()),
            _ => {}
        }
        None
    }
}

/// `None` for a handshake, which says nothing, and for names of a later version.
fn event(name: &str, data: &str) -> Option<Event> {
    if name == "handshake" {
        return None;
    }
    let payload: Value = serde_json::from_str(data).ok()?;
    serde_json::from_value(json!({"event": name, "data": payload["data"]})).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use app::api::chat::Monster;
    use app::api::event::{ReplyEvent, SettingsEvent};
    use app::language::Language;

    const STREAM: &str = ": hello\n\nevent: handshake\ndata: {}\n\n\
        id: 7\nevent: settings\ndata: {\"data\": {\"monster\": \"moustache\"}}\n\n\
        event: settings\r\ndata: {\"data\": {\"language\": \"VI\"}}\r\n\r\n\
        event: reply\ndata: {\"data\": {\"message_id\": \"00000000-0000-0000-0000-000000000001\", \"delta\": \"chào\"}}\n\n\
        event: reply_end\ndata: {\"data\": {\"message_id\": \"00000000-0000-0000-0000-000000000001\"}}\n\n\
        event: weather\ndata: {\"data\": {}}\n\nevent: terminate\ndata: {}\n\n";

    fn expected() -> Vec<Event> {
        let message_id = Uuid::from_u128(1);
        vec![
            Event::Settings(SettingsEvent::Monster(Monster::Moustache)),
            Event::Settings(SettingsEvent::Language(Language::Vi)),
            Event::Reply(ReplyEvent { message_id, delta: "chào".into() }),
            Event::ReplyEnd { message_id },
            Event::Terminate,
        ]
    }

    #[test]
    fn a_stream_is_read_in_pieces_of_any_size() {
        for size in [1, 2, 3, 7, STREAM.len()] {
            let mut lines = Lines::default();
            let heard: Vec<Event> =
                STREAM.as_bytes().chunks(size).flat_map(|piece| lines.read(piece)).collect();
            assert_eq!(heard, expected(), "pieces of {size}");
        }
    }

    #[test]
    fn after_a_break_only_the_last_id_is_remembered() {
        let mut lines = Lines::default();
        assert!(lines.read(b"id: 7\n\nevent: terminate\ndata: {").is_empty());
        lines.begin();
        assert!(lines.read(b"}\n\n").is_empty());
        assert_eq!(lines.last_id.as_deref(), Some("7"));
    }
}
