//! The tables `sessions` and `conversations`.

use super::{Db, read, write};
use crate::crypto::{Sealed, TokenHash};
use crate::error::Error;
use app::language::Language;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A session with what its own conversation carries.
#[derive(Clone, sqlx::FromRow)]
pub struct SessionRow {
    /// The session and its own conversation.
    pub id: Uuid,
    /// The session's language.
    #[sqlx(try_from = "String")]
    pub language: Language,
    /// The session's country, ISO 3166 alpha-2.
    pub country: Option<String>,
    /// When it began.
    pub created_at: DateTime<Utc>,
    /// When it ends.
    pub expires_at: DateTime<Utc>,
    /// Which master key wraps the data key.
    pub key_id: String,
    /// The data key, wrapped.
    pub wrapped_key: Sealed,
    /// Whether the session is treated as being in a crisis.
    pub is_crisis_mode: bool,
    /// The last turn or touch.
    pub updated_at: DateTime<Utc>,
}

impl Db {
    /// Stores a new session with its own conversation.
    pub async fn insert_session(&self, token: TokenHash, row: SessionRow) -> Result<(), Error> {
        write!(self, connection => {
            sqlx::query(
                "INSERT INTO sessions (id, token_hash, language, country, created_at, expires_at) \
                 VALUES ($1, $2, $3, $4, $5, $6)",
            )
            .bind(row.id)
            .bind(token.as_bytes())
            .bind(row.language.code())
            .bind(row.country)
            .bind(row.created_at)
            .bind(row.expires_at)
            .execute(&mut *connection)
            .await?;
            sqlx::query(
                "INSERT INTO conversations \
                 (id, session_id, language, key_id, wrapped_key, is_crisis_mode, updated_at) \
                 VALUES ($1, $1, $2, $3, $4, $5, $6)",
            )
            .bind(row.id)
            .bind(row.language.code())
            .bind(row.key_id)
            .bind(row.wrapped_key)
            .bind(row.is_crisis_mode)
            .bind(row.updated_at)
            .execute(connection)
            .await?;
            Ok(())
        })
    }

    /// The session of a token.
    pub async fn session(&self, token: TokenHash) -> Result<Option<SessionRow>, Error> {
        read!(self, connection => Ok(sqlx::query_as(
            "SELECT s.id, s.language, s.country, s.created_at, s.expires_at, c.key_id, \
             c.wrapped_key, c.is_crisis_mode, c.updated_at \
             FROM sessions s JOIN conversations c ON c.id = s.id WHERE s.token_hash = $1",
        )
        .bind(token.as_bytes())
        .fetch_optional(connection)
        .await?))
    }

    /// Notes that the session is used at `at`.
    pub async fn touch_session(&self, id: Uuid, at: DateTime<Utc>) -> Result<(), Error> {
        write!(self, connection => {
            sqlx::query("UPDATE conversations SET updated_at = $2 WHERE id = $1")
                .bind(id)
                .bind(at)
                .execute(connection)
                .await?;
            Ok(())
        })
    }

    /// Changes what is given.
    pub async fn change_session(
        &self,
        id: Uuid,
        language: Option<Language>,
        is_crisis_mode: Option<bool>,
        at: DateTime<Utc>,
    ) -> Result<(), Error> {
        write!(self, connection => {
            sqlx::query(
                "UPDATE conversations SET is_crisis_mode = COALESCE($2, is_crisis_mode), \
                 language = COALESCE($4, language), updated_at = $3 WHERE id = $1",
            )
            .bind(id)
            .bind(is_crisis_mode)
            .bind(at)
            .bind(language.map(Language::code))
            .execute(&mut *connection)
            .await?;
            sqlx::query("UPDATE sessions SET language = COALESCE($2, language) WHERE id = $1")
                .bind(id)
                .bind(language.map(Language::code))
                .execute(connection)
                .await?;
            Ok(())
        })
    }
}
