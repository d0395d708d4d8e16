//! Messages of an anonymous session.

use super::{Time, crisis::CrisisInfo};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The longest message, in characters after trimming.
pub const MAX_CONTENT: usize = 5000;

/// A message to send.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(example = json!({"content": "Tôi cảm thấy buồn", "session_token": "anon_4Xk2Q9vZ1bN7sT0wRfYcLmHp8dJgUeAa"})))]
pub struct NewMessage {
    /// 1 to 5000 characters after trimming.
    #[cfg_attr(feature = "ssr", schema(min_length = 1, max_length = 5000))]
    pub content: String,
    /// The session; it may come as query parameter or header instead.
    pub session_token: Option<String>,
}

/// Who wrote a message.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum Role {
    /// The person.
    User,
    /// The program.
    Assistant,
}

/// One stored message.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Message {
    /// Rises with time within a session.
    pub id: Uuid,
    /// The session it belongs to.
    pub session_id: Uuid,
    /// Who wrote it.
    pub role: Role,
    /// The text, trimmed.
    pub content: String,
    /// When it was stored.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = DateTime))]
    pub created_at: Time,
    /// Which engine wrote it; only on answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "ssr", schema(example = "simple-response"))]
    pub model_used: Option<String>,
    /// How long the answer took, in milliseconds; only on answers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub processing_time_ms: Option<i32>,
    /// Whether the exchange was recognised as a crisis.
    pub is_crisis_detected: bool,
}

/// A message with its answer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Exchange {
    /// What the person wrote.
    pub user_message: Message,
    /// What we answered.
    pub ai_message: Message,
    /// Present in a crisis, else null.
    pub crisis_info: Option<CrisisInfo>,
}

/// A page of a session's messages, oldest first.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct MessagePage {
    /// The messages asked for.
    pub messages: Vec<Message>,
    /// How many there are in all.
    pub total_count: i64,
    /// The session.
    pub session_id: Uuid,
    /// Whether any message of the session, on this page or not, was a crisis.
    pub has_crisis_history: bool,
}
