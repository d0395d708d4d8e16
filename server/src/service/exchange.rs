//! The exchange: hear, answer, seal, store a turn in one transaction, announce.
//!
//! Both documented APIs and the pages come through here; what they make of the outcome is theirs.

use super::Service;
use super::turn::Maker;
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
    Wrote(String, Heard),
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
        let (begun, now) = (Instant::now(), self.clock.now());
        let (family, origin, door) = (ask.family, ask.origin.clone(), ask.door);
        let key = ask.resend.as_ref().map(|(key, _)| *key);
        let (keys, care) = (self.keys.clone(), self.care.clone());
        let made = move |talk: &Talk, earlier: Option<&Resend>| {
            Maker { care: &care, keys: &keys, talk, now, begun }.make(ask, earlier)
        };
        let outcome = self.db.store_turn(door, key, made, unknown).await?;
        if !outcome.is_again {
            self.announce(&outcome);
            self.account(&outcome, family, &origin, now, begun.elapsed());
        }
        Ok(outcome)
    }

    /// Tells those who listen: who speaks, then what is said.
    fn announce(&self, outcome: &Outcome) {
        if !self.events.may_be_heard() {
            return;
        }
        let ChatResponse { session_id, message_id, monster, .. } = outcome.response;
        if monster != outcome.monster_before {
            self.events.publish(session_id, Event::Settings(SettingsEvent::Monster(monster)));
        }
        for delta in outcome.response.response.split_inclusive(['.', '?', '!', '\n']) {
            let delta = delta.to_owned();
            self.events.publish(session_id, Event::Reply(ReplyEvent { message_id, delta }));
        }
        self.events.publish(session_id, Event::ReplyEnd { message_id });
    }

    /// Counts the turn, and tells telemetry of it without a word of what was said.
    fn account(
        &self,
        outcome: &Outcome,
        family: Family,
        origin: &str,
        begun: DateTime<Utc>,
        took: std::time::Duration,
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
            tokens: None,
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
