//! Who does it: the use cases behind every way in. Knows neither HTTP nor SQL.

mod exchange;
mod feedback;
mod messages;
mod retention;
mod rotation;
mod sessions;

pub use rotation::rotate_keys;

use crate::clock::Clock;
use crate::crypto::KeyRing;
use crate::db::Db;
use crate::dialogue;
use app::api::crisis::CrisisInfo;
use app::api::feedback::{FeedbackLeft, FeedbackStats, NewFeedback};
use app::api::health::{Health, Services};
use app::api::help::Helpline;
use app::api::message::{Exchange, Message, MessagePage};
use app::api::session::{NewSession, Session, SessionChange, SessionCreated, SessionErased};
use app::backend::Backend;
use app::error::ApiError;
use app::language::Language;
use async_trait::async_trait;
use uuid::Uuid;

/// The version of the documented API.
pub const API_VERSION: &str = "1.0.0";

/// All use cases over one database and one key ring; cheap to clone.
#[derive(Clone)]
pub struct Service {
    pub(crate) db: Db,
    pub(crate) keys: KeyRing,
    pub(crate) clock: Clock,
}

impl Service {
    /// Use cases over `db`, sealing with `keys`, at the time of `clock`.
    pub fn new(db: Db, keys: KeyRing, clock: Clock) -> Service {
        Service { db, keys, clock }
    }

    /// Waits for the writes that are under way and closes the database.
    pub async fn close(&self) {
        self.db.close().await;
    }
}

#[async_trait]
impl Backend for Service {
    async fn create_session(
        &self,
        new: NewSession,
        fallback: Language,
    ) -> Result<SessionCreated, ApiError> {
        Ok(self.create_session(new, fallback).await?)
    }

    async fn session(&self, token: &str) -> Result<Session, ApiError> {
        Ok(self.show_session(token).await?)
    }

    async fn touch_session(&self, token: &str) -> Result<Session, ApiError> {
        Ok(self.touch_session(token).await?)
    }

    async fn change_session(
        &self,
        token: &str,
        change: SessionChange,
    ) -> Result<Session, ApiError> {
        Ok(self.change_session(token, change).await?)
    }

    async fn erase_session(&self, token: &str) -> Result<SessionErased, ApiError> {
        Ok(self.erase_session(token).await?)
    }

    async fn send_message(&self, token: &str, content: &str) -> Result<Exchange, ApiError> {
        Ok(self.exchange(token, content).await?)
    }

    async fn messages(
        &self,
        token: &str,
        limit: i64,
        offset: i64,
    ) -> Result<MessagePage, ApiError> {
        Ok(self.messages(token, limit, offset).await?)
    }

    async fn message(&self, token: &str, id: Uuid) -> Result<Message, ApiError> {
        Ok(self.message(token, id).await?)
    }

    async fn erase_message(&self, token: &str, id: Uuid) -> Result<(), ApiError> {
        Ok(self.erase_message(token, id).await?)
    }

    async fn erase_messages(&self, token: &str) -> Result<(), ApiError> {
        Ok(self.erase_messages(token).await?)
    }

    async fn leave_feedback(
        &self,
        token: &str,
        new: NewFeedback,
    ) -> Result<FeedbackLeft, ApiError> {
        Ok(self.leave_feedback(token, new).await?)
    }

    async fn feedback_stats(&self) -> Result<FeedbackStats, ApiError> {
        Ok(self.feedback_stats().await?)
    }

    async fn crisis_help(&self, token: &str) -> Result<Option<CrisisInfo>, ApiError> {
        let session = self.live_session(token).await?;
        let help = || dialogue::crisis_info(session.language, session.country.as_deref());
        Ok(session.is_crisis_mode.then(help))
    }

    async fn health(&self) -> Health {
        let is_well = self.db.is_well().await;
        metrics::gauge!("db_up").set(if is_well { 1.0 } else { 0.0 });
        let word = |well: bool| if well { "healthy" } else { "unhealthy" }.to_owned();
        #[expect(clippy::cast_precision_loss, reason = "milliseconds fit a double until 287396")]
        let timestamp = self.clock.now().timestamp_millis() as f64 / 1000.0;
        Health {
            status: word(is_well),
            version: API_VERSION.to_owned(),
            timestamp,
            services: Services { api: word(true), database: word(is_well) },
        }
    }

    fn helplines(&self, language: Language, country: Option<&str>) -> Vec<Helpline> {
        dialogue::helplines(language, country, self.clock.now())
    }

    fn countries(&self) -> Vec<&'static str> {
        dialogue::countries()
    }
}
