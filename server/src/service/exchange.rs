//! The exchange: hear, answer, seal, store a turn in one transaction, announce.
//!
//! Both documented APIs and the pages come through here; what they make of the outcome is theirs.

use super::Service;
use super::turn::Maker;
use super::wording::{Given, Words, raise};
use crate::db::MessageRow;
use crate::db::turns::{Door, Resend, ResendKey, Talk};
use crate::dialogue::{Heard, Level};
use crate::error::Error;
use app::api::chat::{ChatResponse, Monster};
use app::api::event::{Event, ReplyEvent, SettingsEvent};
use app::api::message::MAX_CONTENT;
use app::backend::Owner;
use app::error::ApiError;
use chrono::{DateTime, Duration, Utc};
use std::time::Instant;
use tracing::Instrument;
use uuid::Uuid;

/// How long the answer to a call that may come twice is remembered.
pub(super) const RESENDS_KEPT: Duration = Duration::hours(24);

/// Which family of the API a turn came through.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Family {
    Support,
    Chat,
}

impl Family {
    /// Its name in the metrics.
    const fn name(self) -> &'static str {
        match self {
            Family::Support => "support",
            Family::Chat => "chat",
        }
    }
}

/// What a person did.
pub(super) enum Deed {
    /// Came back.
    Resumed,
    /// Wrote something, and what was heard in it.
    Wrote(String, Box<Heard>),
    /// Chose an emotion.
    Felt(String),
    /// Answered a question with options.
    Chose(String),
}

/// A deed on its way to its conversation.
pub(super) struct Ask {
    pub(super) door: Door,
    /// Who must own the conversation; the holder of a token owns what it opens.
    pub(super) owner: Option<Owner>,
    pub(super) deed: Deed,
    pub(super) attachments: Vec<Uuid>,
    /// Names the call, and what was asked by it.
    pub(super) resend: Option<(ResendKey, Vec<u8>)>,
    pub(super) family: Family,
    /// The client.
    pub(super) origin: String,
}

/// What became of it.
pub(super) struct Outcome {
    pub(super) response: ChatResponse,
    /// What is kept of the deed.
    pub(super) question: Option<(MessageRow, String)>,
    pub(super) owner: Owner,
    pub(super) level: Option<Level>,
    pub(super) monster_before: Monster,
    /// Whether the call came again and the first answer is given.
    pub(super) is_again: bool,
}

impl Service {
    pub(super) async fn exchange(&self, ask: Ask, unknown: Error) -> Result<Outcome, Error> {
        let moment = (Instant::now(), self.clock.now());
        if !self.may_word(&ask) {
            return self.store(ask, None, unknown, moment).await;
        }
        // In a task of its own: words that were given out are kept, even if the caller has left.
        let service = self.clone();
        let worded = async move { service.worded(ask, unknown, moment).await };
        let told = tokio::spawn(worded.in_current_span()).await;
        told.unwrap_or_else(|_| Err(Error::Broken("a turn broke off".into())))
    }

    /// The same with the words of a model. Turns of one conversation wait for each other, so that
    /// each is answered in its place, and a call that comes twice asks the model once.
    async fn worded(
        &self,
        mut ask: Ask,
        unknown: Error,
        moment: (Instant, DateTime<Utc>),
    ) -> Result<Outcome, Error> {
        let deadline = tokio::time::Instant::now() + self.model.limit();
        let inside = self.queue.enter(ask.door, deadline).await;
        let words = match &inside {
            // What is wrong here is told by the lane, where the script answers.
            Some(_) => self.words(&ask, moment.1, deadline).await.unwrap_or_default(),
            None => None,
        };
        if let Some(words) = &words {
            raise(&mut ask.deed, words);
        }
        self.store(ask, words, unknown, moment).await
    }

    async fn store(
        &self,
        ask: Ask,
        words: Option<Words>,
        unknown: Error,
        (begun, now): (Instant, DateTime<Utc>),
    ) -> Result<Outcome, Error> {
        let (family, origin, door) = (ask.family, ask.origin.clone(), ask.door);
        let key = ask.resend.as_ref().map(|(key, _)| *key);
        let tokens = words.as_ref().and_then(|words| words.spoken.tokens);
        let given = words.as_ref().map(|words| words.given).filter(|given| given.length > 0);
        let (keys, care) = (self.keys.clone(), self.care.clone());
        let made = move |talk: &Talk, earlier: Option<&Resend>| {
            Maker { care: &care, keys: &keys, talk, now, begun, words }.make(ask, earlier)
        };
        let outcome = self.db.store_turn(door, key, made, unknown).await;
        match &outcome {
            Ok(outcome) if !outcome.is_again => {
                self.announce(outcome, given);
                self.account(outcome, (family, &origin), now, begun.elapsed(), tokens);
            }
            // What was given out belongs to no message: those who listen must not wait for more.
            _ => given.into_iter().for_each(|Given { conversation, message_id, .. }| {
                self.events.publish(conversation, Event::ReplyEnd { message_id });
            }),
        }
        outcome
    }

    /// Tells those who listen: who speaks, then what is said and was not given out before.
    fn announce(&self, outcome: &Outcome, given: Option<Given>) {
        if !self.events.may_be_heard() {
            return;
        }
        let ChatResponse { session_id, message_id, monster, .. } = outcome.response;
        let known = given.map_or(outcome.monster_before, |given| given.monster);
        if monster != known {
            self.events.publish(session_id, Event::Settings(SettingsEvent::Monster(monster)));
        }
        let length = given.map_or(0, |given| given.length);
        let rest = outcome.response.response.get(length..).unwrap_or_default();
        for delta in rest.split_inclusive(['.', '?', '!', '\n']) {
            let delta = delta.to_owned();
            self.events.publish(session_id, Event::Reply(ReplyEvent { message_id, delta }));
        }
        self.events.publish(session_id, Event::ReplyEnd { message_id });
    }

    /// Counts the turn, and tells telemetry of it without a word of what was said.
    fn account(
        &self,
        outcome: &Outcome,
        (family, origin): (Family, &str),
        begun: DateTime<Utc>,
        took: std::time::Duration,
        tokens: Option<(u64, u64)>,
    ) {
        metrics::counter!("messages_total", "api" => family.name()).increment(1);
        let level = outcome.level.map(Level::name);
        if let Some(level) = level {
            metrics::counter!("crises_total", "level" => level).increment(1);
        }
        // Before the person's pseudonym is made: that costs, and nobody would see it.
        if !self.telemetry.is_on() {
            return;
        }
        self.telemetry.turn(crate::telemetry::Turn {
            begun,
            took,
            conversation: outcome.response.session_id,
            person: &self.pseudonym(outcome.owner.id()),
            origin,
            language: outcome.response.language.code(),
            model: &outcome.response.model_used,
            level: level.unwrap_or("none"),
            tokens,
            environment: self.environment,
        });
    }
}

/// The text without surrounding white space, if its length is right.
pub(super) fn trimmed(content: &str, field: &str, may_be_empty: bool) -> Result<String, Error> {
    let content = content.trim();
    let length = content.chars().count();
    if length <= MAX_CONTENT && (length > 0 || may_be_empty) {
        Ok(content.to_owned())
    } else {
        Err(ApiError::text_has_wrong_length(field).into())
    }
}
