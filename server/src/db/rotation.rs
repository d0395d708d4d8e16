//! Wrapped data keys, wherever they stand, for moving them to a newer master key.

use super::{Db, read, write};
use crate::crypto::Sealed;
use crate::error::Error;
use uuid::Uuid;

/// A wrapped data key in its row.
#[derive(Clone, sqlx::FromRow)]
pub struct WrappedRow {
    /// The row, to which the key is bound.
    pub id: Uuid,
    /// Which master key wraps it.
    pub key_id: String,
    /// The data key, wrapped.
    pub wrapped_key: Sealed,
}

/// The tables that hold wrapped keys.
#[derive(Clone, Copy, Debug)]
pub enum Holder {
    /// One key a conversation.
    Conversations,
    /// One key a feedback.
    Feedback,
    /// One key a client's session.
    AppSessions,
    /// One key a file.
    Files,
    /// What the servers share.
    Secrets,
}

impl Holder {
    /// All of them.
    pub const ALL: [Holder; 5] = [
        Holder::Conversations,
        Holder::Feedback,
        Holder::AppSessions,
        Holder::Files,
        Holder::Secrets,
    ];

    fn table(self) -> &'static str {
        match self {
            Holder::Conversations => "conversations",
            Holder::Feedback => "feedback",
            Holder::AppSessions => "app_sessions",
            Holder::Files => "files",
            Holder::Secrets => "secrets",
        }
    }
}

impl Db {
    /// At most `most` rows whose key is not wrapped by `newest`.
    pub async fn keys_not_wrapped_by(
        &self,
        holder: Holder,
        newest: &str,
        most: i64,
    ) -> Result<Vec<WrappedRow>, Error> {
        let table = holder.table();
        let text = format!(
            "SELECT id, key_id, wrapped_key FROM {table} WHERE key_id <> $1 ORDER BY id LIMIT $2"
        );
        read!(self, connection => Ok(sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(newest)
            .bind(most)
            .fetch_all(connection)
            .await?))
    }

    /// Puts new wrappings in place, all or none.
    pub async fn rewrap(&self, holder: Holder, rows: Vec<WrappedRow>) -> Result<(), Error> {
        let table = holder.table();
        let text = format!("UPDATE {table} SET key_id = $2, wrapped_key = $3 WHERE id = $1");
        write!(self, connection => {
            for row in rows {
                sqlx::query(sqlx::AssertSqlSafe(text.clone()))
                    .bind(row.id)
                    .bind(row.key_id)
                    .bind(row.wrapped_key)
                    .execute(&mut *connection)
                    .await?;
            }
            Ok(())
        })
    }
}
