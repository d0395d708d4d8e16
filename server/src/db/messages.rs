//! The table `messages`, read and erased; [`super::turns`] writes it.

use super::{Db, read, write};
use crate::crypto::Sealed;
use crate::error::Error;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// One stored message.
#[derive(Clone, sqlx::FromRow)]
pub struct MessageRow {
    /// Rises with time within its conversation.
    pub id: Uuid,
    /// Whether we wrote it.
    pub is_answer: bool,
    /// Who spoke; only on answers.
    pub monster: Option<String>,
    /// The text, bound to `id`.
    pub sealed: Sealed,
    /// Whether the exchange was recognised as a crisis.
    pub is_crisis: bool,
    /// Which engine wrote it; only on answers.
    pub model_used: Option<String>,
    /// How long the answer took, in milliseconds; only on answers.
    pub processing_time_ms: Option<i32>,
    /// What the person thought of it: up is true; only on answers, and only once they said so.
    pub thumb: Option<bool>,
    /// When it was stored.
    pub created_at: DateTime<Utc>,
}

const COLUMNS: &str = "id, is_answer, monster, sealed, is_crisis, model_used, processing_time_ms, \
                       thumb, created_at";

impl Db {
    /// A page of a conversation, oldest first.
    pub async fn messages(
        &self,
        conversation: Uuid,
        limit: i64,
        offset: i64,
    ) -> Result<Vec<MessageRow>, Error> {
        let text = format!(
            "SELECT {COLUMNS} FROM messages WHERE conversation_id = $1 \
             ORDER BY id LIMIT $2 OFFSET $3"
        );
        read!(self, connection => Ok(sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(conversation)
            .bind(limit)
            .bind(offset)
            .fetch_all(connection)
            .await?))
    }

    /// The last messages of a conversation, newest first: those before `before`, if it is given.
    pub async fn latest_messages(
        &self,
        conversation: Uuid,
        before: Option<Uuid>,
        limit: i64,
    ) -> Result<Vec<MessageRow>, Error> {
        let text = format!(
            "SELECT {COLUMNS} FROM messages WHERE conversation_id = $1 AND id < $2 \
             ORDER BY id DESC LIMIT $3"
        );
        read!(self, connection => Ok(sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(conversation)
            .bind(before.unwrap_or(Uuid::max()))
            .bind(limit)
            .fetch_all(connection)
            .await?))
    }

    /// How many messages a conversation has, and whether one of them was a crisis.
    pub async fn count_messages(&self, conversation: Uuid) -> Result<(i64, bool), Error> {
        let (all, crises): (i64, i64) = read!(self, connection => sqlx::query_as(
            "SELECT COUNT(*), COUNT(*) FILTER (WHERE is_crisis) FROM messages \
             WHERE conversation_id = $1",
        )
        .bind(conversation)
        .fetch_one(connection)
        .await?);
        Ok((all, crises > 0))
    }

    /// One message of a conversation.
    pub async fn message(&self, conversation: Uuid, id: Uuid) -> Result<Option<MessageRow>, Error> {
        let text = format!("SELECT {COLUMNS} FROM messages WHERE conversation_id = $1 AND id = $2");
        read!(self, connection => Ok(sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(conversation)
            .bind(id)
            .fetch_optional(connection)
            .await?))
    }

    /// Erases one message with the files that only it used; returns those, or `None` if it was not
    /// there. Answers that are remembered for resends go with it.
    pub async fn erase_message(
        &self,
        conversation: Uuid,
        id: Uuid,
    ) -> Result<Option<Vec<Uuid>>, Error> {
        write!(self, connection => {
            let files: Vec<Uuid> = sqlx::query_scalar(
                "DELETE FROM files WHERE id IN \
                 (SELECT file_id FROM attachments WHERE conversation_id = $1 AND message_id = $2) \
                 AND id NOT IN (SELECT file_id FROM attachments WHERE message_id <> $2) RETURNING id",
            )
            .bind(conversation)
            .bind(id)
            .fetch_all(&mut *connection)
            .await?;
            let erased = sqlx::query("DELETE FROM messages WHERE conversation_id = $1 AND id = $2")
                .bind(conversation)
                .bind(id)
                .execute(&mut *connection)
                .await?;
            if erased.rows_affected() == 0 {
                return Ok(None);
            }
            sqlx::query("DELETE FROM resends WHERE conversation_id = $1")
                .bind(conversation)
                .execute(connection)
                .await?;
            Ok(Some(files))
        })
    }

    /// Keeps what the person thinks of an answer; whether the conversation has such an answer.
    pub async fn rate_answer(
        &self,
        conversation: Uuid,
        id: Uuid,
        thumb: Option<bool>,
    ) -> Result<bool, Error> {
        write!(self, connection => {
            let rated = sqlx::query(
                "UPDATE messages SET thumb = $3 \
                 WHERE conversation_id = $1 AND id = $2 AND is_answer",
            )
            .bind(conversation)
            .bind(id)
            .bind(thumb)
            .execute(connection)
            .await?;
            Ok(rated.rows_affected() > 0)
        })
    }
}
