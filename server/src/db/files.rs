//! The tables `files` and `attachments`: what was uploaded, and where it was shown.

use super::conversations::column;
use super::{Db, read, write};
use crate::crypto::Sealed;
use crate::error::Error;
use app::backend::Owner;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// An uploaded file; its bytes are on disk, sealed with its own key.
#[derive(Clone, sqlx::FromRow)]
pub struct FileRow {
    /// The file, and its name on disk.
    pub id: Uuid,
    /// The file name's ending of its kind, such as `png`.
    pub kind: String,
    /// Bytes, before sealing.
    pub size: i64,
    /// Which master key wraps its key.
    pub key_id: String,
    /// Its key, wrapped.
    pub wrapped_key: Sealed,
    /// The name it came with, bound to `id`.
    pub sealed_name: Sealed,
    /// When it was uploaded.
    pub created_at: DateTime<Utc>,
}

const COLUMNS: &str = "id, kind, size, key_id, wrapped_key, sealed_name, created_at";

impl Db {
    /// Stores what is known of a file of `owner`.
    pub async fn insert_file(&self, owner: Owner, row: FileRow) -> Result<(), Error> {
        let text = format!(
            "INSERT INTO files ({}, {COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            column(owner)
        );
        write!(self, connection => {
            sqlx::query(sqlx::AssertSqlSafe(text))
                .bind(owner.id())
                .bind(row.id)
                .bind(row.kind)
                .bind(row.size)
                .bind(row.key_id)
                .bind(row.wrapped_key)
                .bind(row.sealed_name)
                .bind(row.created_at)
                .execute(connection)
                .await?;
            Ok(())
        })
    }

    /// How many files `owner` has, and how many bytes they are together.
    pub async fn sum_files(&self, owner: Owner) -> Result<(i64, i64), Error> {
        let column = column(owner);
        let text = format!(
            "SELECT COUNT(*), CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM files WHERE {column} = $1"
        );
        read!(self, connection => Ok(sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(owner.id())
            .fetch_one(connection)
            .await?))
    }

    /// A file, if it belongs to `owner`.
    pub async fn file(&self, owner: Owner, id: Uuid) -> Result<Option<FileRow>, Error> {
        let column = column(owner);
        let text = format!("SELECT {COLUMNS} FROM files WHERE id = $1 AND {column} = $2");
        read!(self, connection => Ok(sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(id)
            .bind(owner.id())
            .fetch_optional(connection)
            .await?))
    }

    /// All files of `owner`, oldest first.
    pub async fn files(&self, owner: Owner) -> Result<Vec<FileRow>, Error> {
        let column = column(owner);
        let text = format!("SELECT {COLUMNS} FROM files WHERE {column} = $1 ORDER BY id");
        read!(self, connection => Ok(sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(owner.id())
            .fetch_all(connection)
            .await?))
    }

    /// The files that came with the messages of a conversation from `first` on: the message, the
    /// file and its kind, in order.
    pub async fn attachments(
        &self,
        conversation: Uuid,
        first: Uuid,
    ) -> Result<Vec<(Uuid, Uuid, String)>, Error> {
        read!(self, connection => Ok(sqlx::query_as(
            "SELECT a.message_id, f.id, f.kind FROM attachments a JOIN files f ON f.id = a.file_id \
             WHERE a.conversation_id = $1 AND a.message_id >= $2 ORDER BY a.message_id, a.position",
        )
        .bind(conversation)
        .bind(first)
        .fetch_all(connection)
        .await?))
    }

    /// Erases a file that no message shows; whether it was there.
    pub async fn erase_loose_file(&self, id: Uuid) -> Result<bool, Error> {
        write!(self, connection => {
            let erased = sqlx::query(
                "DELETE FROM files WHERE id = $1 AND NOT EXISTS \
                 (SELECT 1 FROM attachments WHERE file_id = $1)",
            )
            .bind(id)
            .execute(connection)
            .await?;
            Ok(erased.rows_affected() > 0)
        })
    }

    /// Whether a file is known.
    pub async fn has_file(&self, id: Uuid) -> Result<bool, Error> {
        let found: Option<Uuid> = read!(self, connection => sqlx::query_scalar(
            "SELECT id FROM files WHERE id = $1",
        )
        .bind(id)
        .fetch_optional(connection)
        .await?);
        Ok(found.is_some())
    }
}
