//! What can be asked: the one trait behind the documented API and the pages.

use crate::api::crisis::CrisisInfo;
use crate::api::{feedback::*, health::Health, help::Helpline, message::*, session::*};
use crate::error::ApiError;
use crate::language::Language;
use async_trait::async_trait;
use uuid::Uuid;

/// Everything that the pages and the HTTP handlers may ask of the server.
///
/// A `token` is always taken as it came; one that is malformed or unknown is refused with 404,
/// an expired one with 410. Every method may fail with 503 while the database is away.
#[async_trait]
pub trait Backend: Send + Sync + 'static {
    /// Opens an anonymous session; `fallback` is its language where none is preferred.
    async fn create_session(
        &self,
        new: NewSession,
        fallback: Language,
    ) -> Result<SessionCreated, ApiError>;

    /// The session as it stands.
    async fn session(&self, token: &str) -> Result<Session, ApiError>;

    /// Marks the session as used now.
    async fn touch_session(&self, token: &str) -> Result<Session, ApiError>;

    /// Changes what `change` names.
    async fn change_session(&self, token: &str, change: SessionChange)
    -> Result<Session, ApiError>;

    /// Erases the session, its messages and its keys; feedback stays without its link.
    async fn erase_session(&self, token: &str) -> Result<SessionErased, ApiError>;

    /// Stores a message with its answer, both or neither. 422 unless it has 1 to 5000 characters.
    async fn send_message(&self, token: &str, content: &str) -> Result<Exchange, ApiError>;

    /// A page of the session's messages, oldest first.
    async fn messages(&self, token: &str, limit: i64, offset: i64)
    -> Result<MessagePage, ApiError>;

    /// One message of the session; 404 for any other.
    async fn message(&self, token: &str, id: Uuid) -> Result<Message, ApiError>;

    /// Erases one message of the session and nothing else.
    async fn erase_message(&self, token: &str, id: Uuid) -> Result<(), ApiError>;

    /// Erases all messages of the session and what the engine remembers of them.
    async fn erase_messages(&self, token: &str) -> Result<(), ApiError>;

    /// Stores the session's one feedback; 409 if it has one.
    async fn leave_feedback(&self, token: &str, new: NewFeedback)
    -> Result<FeedbackLeft, ApiError>;

    /// All feedback in numbers.
    async fn feedback_stats(&self) -> Result<FeedbackStats, ApiError>;

    /// The help to show while the session is treated as being in a crisis, else nothing.
    async fn crisis_help(&self, token: &str) -> Result<Option<CrisisInfo>, ApiError>;

    /// Whether the server and its database are well.
    async fn health(&self) -> Health;

    /// Lines to call in `country` (ISO 3166 alpha-2), else where the language is at home.
    fn helplines(&self, language: Language, country: Option<&str>) -> Vec<Helpline>;

    /// The countries that have lines of their own, as ISO codes.
    fn countries(&self) -> Vec<&'static str>;
}
