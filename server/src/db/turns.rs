//! Turns: what a person did with the answer to it, stored together; many of them share one commit.
//!
//! The answer depends on what was said before, so it is made inside the transaction, from the state
//! that the transaction reads: two turns sent at once to one conversation are answered one after
//! the other, and still travel in one commit.

use super::totals::Counted;
use super::{Db, MessageRow, read};
use crate::crypto::{Sealed, TokenHash};
use crate::error::Error;
use app::api::chat::Monster;
use app::api::person::{AgeClass, UserType};
use app::backend::Owner;
use app::language::Language;
use chrono::{DateTime, Duration, Utc};
use tokio::sync::oneshot;
use uuid::Uuid;

/// How long a signed-in conversation is kept after its last turn.
pub const KEPT: Duration = Duration::days(30);

/// Reads a [`Talk`]; a condition has to follow.
pub(super) const TALK: &str = "SELECT s.token_hash, c.id, c.session_id, c.user_id, c.language, \
     COALESCE(s.country, u.country) AS country, u.user_type, u.age_class, c.monster, \
     c.chosen_monster, s.expires_at, c.key_id, c.wrapped_key, c.state, c.summary, \
     c.is_crisis_mode, c.updated_at \
     FROM conversations c LEFT JOIN sessions s ON s.id = c.session_id \
     LEFT JOIN users u ON u.id = c.user_id WHERE ";
/// Reads a [`Resend`]; a condition has to follow.
pub(super) const RESEND: &str = "SELECT owner_id, key_hash, body_hash, conversation_id, \
     message_id, sealed, created_at FROM resends WHERE ";

/// How a turn finds its conversation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Door {
    /// The own conversation of the session that this token opens.
    Token(TokenHash),
    /// This conversation; whose it is must still be asked.
    Conversation(Uuid),
}

/// What a turn knows of its conversation, and leaves to the next one.
#[derive(Clone, sqlx::FromRow)]
pub struct Talk {
    pub(super) token_hash: Option<Vec<u8>>,
    /// The conversation.
    pub id: Uuid,
    pub(super) session_id: Option<Uuid>,
    pub(super) user_id: Option<Uuid>,
    /// The conversation's language.
    #[sqlx(try_from = "String")]
    pub language: Language,
    /// The person's country, ISO 3166 alpha-2.
    pub country: Option<String>,
    pub(super) user_type: Option<String>,
    pub(super) age_class: Option<String>,
    /// Who spoke last.
    #[sqlx(try_from = "String")]
    pub monster: Monster,
    pub(super) chosen_monster: Option<String>,
    pub(super) expires_at: Option<DateTime<Utc>>,
    /// Which master key wraps the data key.
    pub key_id: String,
    /// The data key, wrapped.
    pub wrapped_key: Sealed,
    /// What the engine remembers, sealed.
    pub state: Option<Sealed>,
    pub(super) summary: Option<Sealed>,
    /// Whether the conversation is treated as being in a crisis.
    pub is_crisis_mode: bool,
    /// The last turn or touch.
    pub updated_at: DateTime<Utc>,
}

impl Talk {
    /// Whose it is; no one's only if the row is broken.
    pub fn owner(&self) -> Option<Owner> {
        self.user_id.map(Owner::User).or(self.session_id.map(Owner::Session))
    }

    /// When it is erased.
    pub fn ends_at(&self) -> DateTime<Utc> {
        self.expires_at.unwrap_or(self.updated_at + KEPT)
    }

    /// Who the person said they are; a young person where nothing is known.
    pub fn user_type(&self) -> UserType {
        let named = self.user_type.clone().and_then(|name| UserType::try_from(name).ok());
        named.unwrap_or(UserType::Teenager)
    }

    /// How old the person said they are.
    pub fn age_class(&self) -> Option<AgeClass> {
        self.age_class.clone().and_then(|name| AgeClass::try_from(name).ok())
    }

    /// The monster that the person chose.
    pub fn chosen(&self) -> Option<Monster> {
        self.chosen_monster.as_deref().and_then(Monster::parse)
    }
}

/// A turn that is ready to be stored.
pub struct Turn {
    /// What the person said or chose, unless we speak first.
    pub question: Option<MessageRow>,
    /// What was answered.
    pub answer: MessageRow,
    /// The files that came with the question, in order.
    pub attachments: Vec<Uuid>,
    /// What the engine remembers from now on.
    pub state: Sealed,
    /// What the conversation is about.
    pub summary: Sealed,
    /// Who speaks from now on.
    pub monster: Monster,
    /// Whether the conversation is treated as being in a crisis from now on.
    pub is_crisis_mode: bool,
    /// The moment of the turn.
    pub at: DateTime<Utc>,
    /// The answer to give when the same call comes again.
    pub resend: Option<Resend>,
    /// What it adds to the totals of the day.
    pub counts: Vec<Counted>,
}

/// Names a call that may come twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ResendKey {
    /// Whose key it is: a user or a session.
    pub owner: Uuid,
    /// The keyed hash of the key.
    pub hash: [u8; 32],
}

/// The answer to a call that may come twice.
#[derive(Clone, sqlx::FromRow)]
pub struct Resend {
    pub(super) owner_id: Uuid,
    pub(super) key_hash: Vec<u8>,
    /// The keyed hash of what was asked.
    pub body_hash: Vec<u8>,
    pub(super) conversation_id: Uuid,
    /// The answer's message, to which `sealed` is bound.
    pub message_id: Uuid,
    /// The answer as it was given.
    pub sealed: Sealed,
    /// When it was given.
    pub created_at: DateTime<Utc>,
}

impl Resend {
    /// What to answer when `key` comes again to the conversation `conversation`.
    pub fn new(
        key: ResendKey,
        body_hash: [u8; 32],
        conversation: Uuid,
        (message_id, sealed): (Uuid, Sealed),
        created_at: DateTime<Utc>,
    ) -> Resend {
        Resend {
            owner_id: key.owner,
            key_hash: key.hash.to_vec(),
            body_hash: body_hash.to_vec(),
            conversation_id: conversation,
            message_id,
            sealed,
            created_at,
        }
    }

    pub(super) fn key(&self) -> Option<ResendKey> {
        let hash = self.key_hash.as_slice().try_into().ok()?;
        Some(ResendKey { owner: self.owner_id, hash })
    }
}

/// Tells the one who waits whether the commit came through.
pub(super) type Finish = Box<dyn FnOnce(bool) + Send>;
/// What became of a turn: what to store, if anything, and whom to tell.
pub(super) type Made = (Option<Turn>, Finish);
/// Makes a turn from the conversation as it stands and the earlier answer to the same call; `None`
/// when it was refused (and told so).
type Make = Box<dyn FnOnce(Option<&Talk>, Option<&Resend>) -> Option<Made> + Send>;

/// A turn on its way to a lane.
pub(super) struct TurnJob {
    pub(super) door: Door,
    pub(super) resend: Option<ResendKey>,
    pub(super) make: Make,
}

impl Db {
    /// The conversation behind `door` as it stands, without holding it.
    pub async fn talk(&self, door: Door) -> Result<Option<Talk>, Error> {
        let condition = match door {
            Door::Conversation(_) => "c.id = $1",
            Door::Token(_) => "c.id IN (SELECT id FROM sessions WHERE token_hash = $1)",
        };
        let text = sqlx::AssertSqlSafe(format!("{TALK}{condition}"));
        Ok(read!(self, connection => match door {
            Door::Conversation(id) => {
                sqlx::query_as(text).bind(id).fetch_optional(connection).await?
            }
            Door::Token(token) => {
                sqlx::query_as(text).bind(token.as_bytes()).fetch_optional(connection).await?
            }
        }))
    }

    /// The answer that was given to the call of this name, if it came before.
    pub async fn resend(&self, key: ResendKey) -> Result<Option<Resend>, Error> {
        let text = sqlx::AssertSqlSafe(format!("{RESEND}owner_id = $1 AND key_hash = $2"));
        Ok(read!(self, connection => sqlx::query_as(text)
            .bind(key.owner)
            .bind(key.hash.as_slice())
            .fetch_optional(connection)
            .await?))
    }

    /// Stores the turn that `make` makes of the conversation behind `door`, and returns what `make`
    /// says of it once it is durable. `make` is called with the conversation locked, must only
    /// compute, and may refuse, or store nothing; it sees the answer that was given to `resend`.
    pub async fn store_turn<T: Send + 'static>(
        &self,
        door: Door,
        resend: Option<ResendKey>,
        make: impl FnOnce(&Talk, Option<&Resend>) -> Result<(Option<Turn>, T), Error> + Send + 'static,
        unknown: Error,
    ) -> Result<T, Error> {
        let (tell, told) = oneshot::channel::<Result<T, Error>>();
        let make: Make = Box::new(move |talk, earlier| {
            match talk.map_or(Err(unknown), |talk| make(talk, earlier)) {
                Ok((turn, outcome)) => {
                    let finish: Finish = Box::new(move |stored| {
                        let outcome = if stored { Ok(outcome) } else { Err(not_stored()) };
                        tell.send(outcome).ok();
                    });
                    Some((turn, finish))
                }
                Err(refusal) => {
                    tell.send(Err(refusal)).ok();
                    None
                }
            }
        });
        let job = TurnJob { door, resend, make };
        match self {
            Db::Sqlite { lane, .. } => lane.store_turn(job).await?,
            Db::Postgres { lanes, .. } => {
                let number = match door {
                    Door::Token(token) => token.as_bytes()[0],
                    Door::Conversation(id) => id.as_bytes()[15],
                };
                lanes[usize::from(number) % lanes.len()].store_turn(job).await?;
            }
        }
        told.await.unwrap_or_else(|_| Err(not_stored()))
    }
}

/// The commit did not come through; the lane has told the log why.
pub(super) fn not_stored() -> Error {
    Error::Away("not stored".into())
}
