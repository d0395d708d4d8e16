//! The table `feedback`: one for a session, kept without a link once the session is gone.

use super::totals::{COUNT_ONE, What};
use super::{Db, read, write};
use crate::crypto::Sealed;
use crate::error::Error;
use app::api::feedback::Category;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A feedback to store.
#[derive(Clone)]
pub struct NewFeedbackRow {
    /// The feedback.
    pub id: Uuid,
    /// The session it speaks of.
    pub session_id: Uuid,
    /// 1 to 5.
    pub rating: i32,
    /// What it is about.
    pub category: Category,
    /// Which master key wraps the feedback's own key.
    pub key_id: String,
    /// The feedback's own key, wrapped: the session's key goes with the session.
    pub wrapped_key: Sealed,
    /// The text, bound to `id`.
    pub sealed: Option<Sealed>,
    /// When it was left.
    pub created_at: DateTime<Utc>,
}

impl Db {
    /// Stores a feedback unless the session has one; then its id is the error.
    pub async fn insert_feedback(&self, row: NewFeedbackRow) -> Result<Result<(), Uuid>, Error> {
        write!(self, connection => {
            let inserted = sqlx::query(
                "INSERT INTO feedback \
                 (id, session_id, rating, category, key_id, wrapped_key, sealed, created_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (session_id) DO NOTHING",
            )
            .bind(row.id)
            .bind(row.session_id)
            .bind(row.rating)
            .bind(row.category.name())
            .bind(row.key_id)
            .bind(row.wrapped_key)
            .bind(row.sealed)
            .bind(row.created_at)
            .execute(&mut *connection)
            .await?;
            if inserted.rows_affected() > 0 {
                sqlx::query(COUNT_ONE)
                    .bind(row.created_at.date_naive())
                    .bind(What::Rating.name())
                    .bind(row.rating.to_string())
                    .execute(connection)
                    .await?;
                return Ok(Ok(()));
            }
            let existing = sqlx::query_scalar("SELECT id FROM feedback WHERE session_id = $1")
                .bind(row.session_id)
                .fetch_one(connection)
                .await?;
            Ok(Err(existing))
        })
    }

    /// Whether a session has left its feedback.
    pub async fn has_feedback(&self, session: Uuid) -> Result<bool, Error> {
        read!(self, connection => Ok(sqlx::query_scalar(
            "SELECT EXISTS (SELECT 1 FROM feedback WHERE session_id = $1)",
        )
        .bind(session)
        .fetch_one(connection)
        .await?))
    }

    /// How many feedbacks there are for each rating and category.
    pub async fn count_feedback(&self) -> Result<Vec<(i32, String, i64)>, Error> {
        read!(self, connection => Ok(sqlx::query_as(
            "SELECT rating, category, COUNT(*) FROM feedback GROUP BY rating, category",
        )
        .fetch_all(connection)
        .await?))
    }
}
