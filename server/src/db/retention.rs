//! What has had its time: one step erases a little of each kind.

use super::{Db, write};
use crate::error::Error;
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

/// The moments before which things are over.
#[derive(Clone, Copy, Debug)]
pub struct Ends {
    /// Sessions that end at this moment or before.
    pub now: DateTime<Utc>,
    /// Signed-in conversations, sign-ins and people not seen since.
    pub unused_since: DateTime<Utc>,
    /// Files that stand in no conversation, and remembered answers, from before.
    pub loose_since: DateTime<Utc>,
    /// Totals of days before this one.
    pub counted_since: NaiveDate,
}

/// What a step erased.
#[derive(Clone, Debug, Default)]
pub struct Erased {
    /// Sessions, conversations and sign-ins: their listeners must hear of it.
    pub addresses: Vec<Uuid>,
    /// Files, still to be taken off the disk.
    pub files: Vec<Uuid>,
    /// Whether some kind may have more.
    pub is_full: bool,
}

impl Db {
    /// Erases at most `most` of each kind. Waits while another server that shares the database is
    /// at it, so that what was over before is gone afterwards, whoever erased it.
    pub async fn erase_expired(&self, ends: Ends, most: i64) -> Result<Erased, Error> {
        let turn = match self {
            Db::Sqlite { .. } => "SELECT 1",
            Db::Postgres { .. } => "SELECT pg_advisory_xact_lock(20301)",
        };
        write!(self, connection => {
            let mut erased = Erased::default();
            sqlx::query(turn).execute(&mut *connection).await?;
            // Files first: what they hang on takes their rows along.
            for (text, before, are_files) in [
                (
                    "DELETE FROM files WHERE session_id IN \
                     (SELECT id FROM sessions WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2) \
                     RETURNING id",
                    ends.now,
                    true,
                ),
                (
                    "DELETE FROM files WHERE id IN (SELECT f.id FROM files f WHERE \
                     f.created_at <= $1 AND NOT EXISTS \
                     (SELECT 1 FROM attachments a WHERE a.file_id = f.id) \
                     ORDER BY f.created_at LIMIT $2) RETURNING id",
                    ends.loose_since,
                    true,
                ),
                (
                    "DELETE FROM sessions WHERE id IN \
                     (SELECT id FROM sessions WHERE expires_at <= $1 ORDER BY expires_at LIMIT $2) \
                     RETURNING id",
                    ends.now,
                    false,
                ),
                (
                    "DELETE FROM conversations WHERE id IN (SELECT id FROM conversations \
                     WHERE user_id IS NOT NULL AND updated_at <= $1 ORDER BY updated_at LIMIT $2) \
                     AND updated_at <= $1 RETURNING id",
                    ends.unused_since,
                    false,
                ),
                (
                    "DELETE FROM app_sessions WHERE id IN (SELECT id FROM app_sessions \
                     WHERE last_seen_at <= $1 ORDER BY last_seen_at LIMIT $2) \
                     AND last_seen_at <= $1 RETURNING id",
                    ends.unused_since,
                    false,
                ),
                (
                    "DELETE FROM users WHERE id IN (SELECT u.id FROM users u \
                     WHERE u.last_seen_at <= $1 \
                     AND NOT EXISTS (SELECT 1 FROM conversations c WHERE c.user_id = u.id) \
                     AND NOT EXISTS (SELECT 1 FROM app_sessions a WHERE a.user_id = u.id) \
                     AND NOT EXISTS (SELECT 1 FROM files f WHERE f.user_id = u.id) \
                     ORDER BY u.last_seen_at LIMIT $2) AND last_seen_at <= $1 RETURNING id",
                    ends.unused_since,
                    false,
                ),
            ] {
                let gone: Vec<Uuid> = sqlx::query_scalar(text)
                    .bind(before)
                    .bind(most)
                    .fetch_all(&mut *connection)
                    .await?;
                erased.is_full |= gone.len() as u64 >= most.unsigned_abs();
                let list = if are_files { &mut erased.files } else { &mut erased.addresses };
                list.extend(gone);
            }
            sqlx::query("DELETE FROM resends WHERE created_at <= $1")
                .bind(ends.loose_since)
                .execute(&mut *connection)
                .await?;
            sqlx::query("DELETE FROM daily_totals WHERE day < $1")
                .bind(ends.counted_since)
                .execute(connection)
                .await?;
            Ok(erased)
        })
    }
}
