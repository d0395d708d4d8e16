//! Anonymous sessions: opening, reading, touching, changing, erasing.

use super::Service;
use crate::clock::rising_id;
use crate::crypto::{TokenHash, new_token};
use crate::db::SessionRow;
use crate::error::Error;
use app::api::event::Event;
use app::api::session::{
    Instructions, NewSession, Session, SessionChange, SessionCreated, SessionErased,
};
use app::backend::Owner;
use app::error::ApiError;
use app::language::Language;
use chrono::Duration;

/// How long a session and all that belongs to it is kept.
pub const KEPT: Duration = Duration::days(30);

impl Service {
    pub(super) async fn create_session(
        &self,
        new: NewSession,
        fallback: Language,
    ) -> Result<SessionCreated, Error> {
        let country = new.country.as_deref().map(country).transpose()?;
        let now = self.clock.now();
        let id = rising_id(now);
        let (_, key_id, wrapped_key) = self.keys.new_data_key(id);
        let token = new_token();
        let row = SessionRow {
            id,
            language: new.language_preference.unwrap_or(fallback),
            country,
            created_at: now,
            expires_at: now + KEPT,
            key_id,
            wrapped_key,
            is_crisis_mode: false,
            updated_at: now,
        };
        self.db.insert_session(hash(&token)?, row.clone()).await?;
        metrics::counter!("sessions_total").increment(1);
        Ok(SessionCreated {
            session: shown(row, token),
            message: "Session created successfully".into(),
            instructions: Instructions {
                store_token: "Save session_token securely on client-side".into(),
                expiry: "Session expires in 30 days".into(),
                usage: "Include session_token in X-Session-Token header for all requests".into(),
            },
        })
    }

    pub(super) async fn show_session(&self, token: &str) -> Result<Session, Error> {
        Ok(shown(self.live_session(token).await?, token.into()))
    }

    pub(super) async fn touch_session(&self, token: &str) -> Result<Session, Error> {
        let row = self.live_session(token).await?;
        let at = self.clock.now().max(row.updated_at);
        self.db.touch_session(row.id, at).await?;
        Ok(shown(SessionRow { updated_at: at, ..row }, token.into()))
    }

    pub(super) async fn change_session(
        &self,
        token: &str,
        change: SessionChange,
    ) -> Result<Session, Error> {
        let row = self.live_session(token).await?;
        let at = self.clock.now().max(row.updated_at);
        let SessionChange { language_preference, is_crisis_mode } = change;
        self.db.change_session(row.id, language_preference, is_crisis_mode, at).await?;
        self.show_session(token).await
    }

    pub(super) async fn erase_session(&self, token: &str) -> Result<SessionErased, Error> {
        let session = self.live_session(token).await?;
        let files = self.db.erase_owner(Owner::Session(session.id)).await?;
        let files = files.ok_or_else(ApiError::session_is_unknown)?;
        self.events.publish(self.address_of(session.id), Event::Terminate);
        self.take_off_the_disk(files).await;
        Ok(SessionErased {
            message: "Session and all associated data deleted successfully".into(),
            deleted_at: self.clock.now(),
        })
    }

    /// The session of a token, unless it is unknown or its time is over.
    pub(super) async fn live_session(&self, token: &str) -> Result<SessionRow, Error> {
        let row = self.db.session(hash(token)?).await?.ok_or_else(ApiError::session_is_unknown)?;
        if row.expires_at <= self.clock.now() {
            return Err(ApiError::session_has_expired().into());
        }
        Ok(row)
    }
}

/// The hash of a token; a malformed one is as unknown as any other.
pub(super) fn hash(token: &str) -> Result<TokenHash, Error> {
    TokenHash::of(token).ok_or_else(|| ApiError::session_is_unknown().into())
}

fn shown(row: SessionRow, token: String) -> Session {
    Session {
        id: row.id,
        session_token: token,
        created_at: row.created_at,
        last_activity: row.updated_at,
        expires_at: row.expires_at,
        language_preference: row.language,
        is_active: true,
        is_crisis_mode: row.is_crisis_mode,
    }
}

/// An ISO 3166 alpha-2 code in upper case.
pub(super) fn country(code: &str) -> Result<String, ApiError> {
    let code = code.trim();
    if code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_alphabetic()) {
        Ok(code.to_ascii_uppercase())
    } else {
        Err(ApiError::field_is_wrong("country", "must be an ISO 3166 code of two letters"))
    }
}
