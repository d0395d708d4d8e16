//! Turns: a message with its answer, stored together; many of them share one commit.
//!
//! The answer depends on what was said before, so it is made inside the transaction, from the state
//! that the transaction reads: two messages sent at once to one conversation are answered one after
//! the other, and still travel in one commit.

use super::{Db, MessageRow};
use crate::crypto::{Sealed, TokenHash};
use crate::error::Error;
use app::language::Language;
use chrono::{DateTime, Utc};
use tokio::sync::oneshot;
use uuid::Uuid;

/// What a turn knows of its conversation, and leaves to the next one.
#[derive(Clone, sqlx::FromRow)]
pub struct Talk {
    pub(super) token_hash: Vec<u8>,
    /// The session and its own conversation.
    pub id: Uuid,
    /// The session's language.
    #[sqlx(try_from = "String")]
    pub language: Language,
    /// The session's country, ISO 3166 alpha-2.
    pub country: Option<String>,
    /// When the session ends.
    pub expires_at: DateTime<Utc>,
    /// Which master key wraps the data key.
    pub key_id: String,
    /// The data key, wrapped.
    pub wrapped_key: Sealed,
    /// What the engine remembers, sealed.
    pub state: Option<Sealed>,
    /// Whether the session is treated as being in a crisis.
    pub is_crisis_mode: bool,
    /// The last turn or touch.
    pub updated_at: DateTime<Utc>,
}

/// A turn that is ready to be stored.
pub struct Turn {
    /// What was said and what was answered.
    pub messages: [MessageRow; 2],
    /// What the engine remembers from now on.
    pub state: Sealed,
    /// Whether the session is treated as being in a crisis from now on.
    pub is_crisis_mode: bool,
    /// The moment of the turn.
    pub at: DateTime<Utc>,
}

/// Tells the one who waits whether the commit came through.
pub(super) type Finish = Box<dyn FnOnce(bool) + Send>;
/// Makes a turn from the conversation as it stands; `None` when it was refused (and told so).
type Make = Box<dyn FnOnce(Option<&Talk>) -> Option<(Turn, Finish)> + Send>;

/// A turn on its way to a lane.
pub(super) struct TurnJob {
    pub(super) token: TokenHash,
    pub(super) make: Make,
}

impl Db {
    /// Stores the turn that `make` makes of the session's conversation, and returns what `make`
    /// says of it once it is durable. `make` is called with the conversation locked, must only
    /// compute, and may refuse.
    pub async fn store_turn<T: Send + 'static>(
        &self,
        token: TokenHash,
        make: impl FnOnce(&Talk) -> Result<(Turn, T), Error> + Send + 'static,
        unknown: Error,
    ) -> Result<T, Error> {
        let (tell, told) = oneshot::channel::<Result<T, Error>>();
        let make: Make = Box::new(move |talk| match talk.map_or(Err(unknown), make) {
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
        });
        let job = TurnJob { token, make };
        match self {
            Db::Sqlite { lane, .. } => lane.store_turn(job).await?,
            Db::Postgres { lanes, .. } => {
                let number = usize::from(job.token.as_bytes()[0]) % lanes.len();
                lanes[number].store_turn(job).await?;
            }
        }
        told.await.unwrap_or_else(|_| Err(not_stored()))
    }
}

/// The commit did not come through; the lane has told the log why.
pub(super) fn not_stored() -> Error {
    Error::Away("not stored".into())
}
