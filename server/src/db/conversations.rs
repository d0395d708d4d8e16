//! The table `conversations`, of people and of anonymous sessions.

use super::{Db, MessageRow, read, write};
use crate::crypto::Sealed;
use crate::error::Error;
use app::api::chat::Monster;
use app::backend::Owner;
use app::language::Language;
use chrono::{DateTime, Utc};
use uuid::Uuid;

/// A conversation as it stands.
#[derive(Clone, sqlx::FromRow)]
pub struct ConversationRow {
    /// The conversation.
    pub id: Uuid,
    session_id: Option<Uuid>,
    user_id: Option<Uuid>,
    /// Its language.
    #[sqlx(try_from = "String")]
    pub language: Language,
    /// Who spoke last.
    #[sqlx(try_from = "String")]
    pub monster: Monster,
    /// Which master key wraps its key.
    pub key_id: String,
    /// Its key, wrapped.
    pub wrapped_key: Sealed,
    /// What it was about, bound to `id`; absent before the first turn.
    pub summary: Option<Sealed>,
    /// The last turn or touch.
    pub updated_at: DateTime<Utc>,
}

impl ConversationRow {
    /// Whose it is; no one's only if the row is broken.
    pub fn owner(&self) -> Option<Owner> {
        self.user_id.map(Owner::User).or(self.session_id.map(Owner::Session))
    }
}

/// A conversation that begins with what we say.
#[derive(Clone)]
pub struct NewConversation {
    /// The conversation.
    pub id: Uuid,
    /// Whose it is.
    pub owner: Owner,
    /// Its language.
    pub language: Language,
    /// Who speaks.
    pub monster: Monster,
    /// Which master key wraps its key.
    pub key_id: String,
    /// Its key, wrapped.
    pub wrapped_key: Sealed,
    /// What the engine remembers.
    pub state: Sealed,
    /// What it is about.
    pub summary: Sealed,
    /// What we say first.
    pub greeting: MessageRow,
}

const COLUMNS: &str = "id, session_id, user_id, language, monster, key_id, wrapped_key, summary, \
                       updated_at";

/// Erases the files that only one conversation uses.
const FILES_OF_ONE: &str = "DELETE FROM files WHERE id IN \
     (SELECT file_id FROM attachments WHERE conversation_id = $1) AND id NOT IN \
     (SELECT file_id FROM attachments WHERE conversation_id <> $1) RETURNING id";

/// The column of a table that names the owner.
pub(super) fn column(owner: Owner) -> &'static str {
    match owner {
        Owner::User(_) => "user_id",
        Owner::Session(_) => "session_id",
    }
}

impl Db {
    /// Stores a new conversation with its first message.
    pub async fn insert_conversation(&self, new: NewConversation) -> Result<(), Error> {
        let (user, session) = match new.owner {
            Owner::User(id) => (Some(id), None),
            Owner::Session(id) => (None, Some(id)),
        };
        write!(self, connection => {
            sqlx::query(
                "INSERT INTO conversations (id, user_id, session_id, language, monster, key_id, \
                 wrapped_key, state, summary, is_crisis_mode, updated_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, FALSE, $10)",
            )
            .bind(new.id)
            .bind(user)
            .bind(session)
            .bind(new.language.code())
            .bind(new.monster.name())
            .bind(new.key_id)
            .bind(new.wrapped_key)
            .bind(new.state)
            .bind(new.summary)
            .bind(new.greeting.created_at)
            .execute(&mut *connection)
            .await?;
            sqlx::query(
                "INSERT INTO messages (conversation_id, id, is_answer, monster, sealed, is_crisis, \
                 model_used, processing_time_ms, created_at) \
                 VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            )
            .bind(new.id)
            .bind(new.greeting.id)
            .bind(new.greeting.is_answer)
            .bind(new.greeting.monster)
            .bind(new.greeting.sealed)
            .bind(new.greeting.is_crisis)
            .bind(new.greeting.model_used)
            .bind(new.greeting.processing_time_ms)
            .bind(new.greeting.created_at)
            .execute(connection)
            .await?;
            Ok(())
        })
    }

    /// A conversation, whoever it belongs to.
    pub async fn conversation(&self, id: Uuid) -> Result<Option<ConversationRow>, Error> {
        let text = format!("SELECT {COLUMNS} FROM conversations WHERE id = $1");
        read!(self, connection => Ok(sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(id)
            .fetch_optional(connection)
            .await?))
    }

    /// The conversations of `owner` in which something was said and that were used after `since`,
    /// newest first.
    pub async fn conversations(
        &self,
        owner: Owner,
        since: DateTime<Utc>,
    ) -> Result<Vec<ConversationRow>, Error> {
        let column = column(owner);
        let text = format!(
            "SELECT {COLUMNS} FROM conversations WHERE {column} = $1 AND updated_at > $2 \
             AND summary IS NOT NULL ORDER BY updated_at DESC, id DESC"
        );
        read!(self, connection => Ok(sqlx::query_as(sqlx::AssertSqlSafe(text))
            .bind(owner.id())
            .bind(since)
            .fetch_all(connection)
            .await?))
    }

    /// Changes what is given. The own conversation of a session and the session share a language.
    pub async fn change_conversation(
        &self,
        id: Uuid,
        language: Option<Language>,
        monster: Option<Monster>,
        is_crisis_mode: Option<bool>,
        at: DateTime<Utc>,
    ) -> Result<(), Error> {
        write!(self, connection => {
            sqlx::query(
                "UPDATE conversations SET language = COALESCE($2, language), \
                 monster = COALESCE($3, monster), chosen_monster = COALESCE($3, chosen_monster), \
                 is_crisis_mode = COALESCE($4, is_crisis_mode), updated_at = $5 WHERE id = $1",
            )
            .bind(id)
            .bind(language.map(Language::code))
            .bind(monster.map(Monster::name))
            .bind(is_crisis_mode)
            .bind(at)
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

    /// Erases a conversation with its key, its messages and the files that only it used; returns
    /// those files, or `None` if it was not there.
    pub async fn erase_conversation(&self, id: Uuid) -> Result<Option<Vec<Uuid>>, Error> {
        let lock = format!("SELECT id FROM conversations WHERE id = $1{}", self.locking());
        write!(self, connection => {
            // Before its files, as a turn does that attaches one.
            sqlx::query(sqlx::AssertSqlSafe(lock)).bind(id).execute(&mut *connection).await?;
            let files: Vec<Uuid> = sqlx::query_scalar(FILES_OF_ONE)
                .bind(id)
                .fetch_all(&mut *connection)
                .await?;
            let erased = sqlx::query("DELETE FROM conversations WHERE id = $1")
                .bind(id)
                .execute(connection)
                .await?;
            Ok((erased.rows_affected() > 0).then_some(files))
        })
    }

    /// Empties the own conversation of a session: its words, answers and files go with its key, and
    /// a new key takes its place. Returns the files that only it used.
    pub async fn empty_conversation(
        &self,
        id: Uuid,
        key_id: String,
        wrapped_key: Sealed,
    ) -> Result<Vec<Uuid>, Error> {
        write!(self, connection => {
            sqlx::query(
                "UPDATE conversations SET key_id = $2, wrapped_key = $3, state = NULL, \
                 summary = NULL WHERE id = $1",
            )
            .bind(id)
            .bind(key_id)
            .bind(wrapped_key)
            .execute(&mut *connection)
            .await?;
            let files: Vec<Uuid> = sqlx::query_scalar(FILES_OF_ONE)
                .bind(id)
                .fetch_all(&mut *connection)
                .await?;
            for text in [
                "DELETE FROM resends WHERE conversation_id = $1",
                "DELETE FROM messages WHERE conversation_id = $1",
            ] {
                sqlx::query(text).bind(id).execute(&mut *connection).await?;
            }
            Ok(files)
        })
    }

    /// Erases a person or a session with all that hangs on it but feedback; returns the files that
    /// went with it, or `None` if it was not there.
    pub async fn erase_owner(&self, owner: Owner) -> Result<Option<Vec<Uuid>>, Error> {
        let files = format!("DELETE FROM files WHERE {} = $1 RETURNING id", column(owner));
        let row = match owner {
            Owner::User(_) => "DELETE FROM users WHERE id = $1",
            Owner::Session(_) => "DELETE FROM sessions WHERE id = $1",
        };
        let lock = format!(
            "SELECT id FROM conversations WHERE {} = $1 ORDER BY id{}",
            column(owner),
            self.locking()
        );
        write!(self, connection => {
            // Before all that hangs on them, as turns and logins do.
            sqlx::query("DELETE FROM idp_logins WHERE user_id = $1")
                .bind(owner.id())
                .execute(&mut *connection)
                .await?;
            sqlx::query(sqlx::AssertSqlSafe(lock)).bind(owner.id()).execute(&mut *connection).await?;
            let files: Vec<Uuid> = sqlx::query_scalar(sqlx::AssertSqlSafe(files))
                .bind(owner.id())
                .fetch_all(&mut *connection)
                .await?;
            let erased = sqlx::query(row).bind(owner.id()).execute(connection).await?;
            Ok((erased.rows_affected() > 0).then_some(files))
        })
    }
}
