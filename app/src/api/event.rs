//! What is announced to those who listen to a conversation.

use super::chat::Monster;
use super::upper_case;
use crate::language::Language;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Something that happened in a conversation, named as its `event:` line names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", content = "data", rename_all = "snake_case")]
pub enum Event {
    /// The stream is open.
    Handshake,
    /// A setting changed; what is absent did not.
    Settings(SettingsEvent),
    /// A piece of a reply that is being written; the pieces of a message add up to it.
    Reply(ReplyEvent),
    /// The reply is whole.
    ReplyEnd {
        /// The reply.
        message_id: Uuid,
    },
    /// The stream is over.
    Terminate,
}

/// Which setting changed, to what: one of the two.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum SettingsEvent {
    /// Who speaks.
    Monster(Monster),
    /// The language, `FR`, `VI` or `EN`.
    #[serde(serialize_with = "upper_case")]
    Language(Language),
}

/// A piece of a reply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReplyEvent {
    /// The reply it belongs to.
    pub message_id: Uuid,
    /// What comes next.
    pub delta: String,
}
