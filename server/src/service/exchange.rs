//! The exchange: hear, answer, seal, store both messages in one transaction.

use super::Service;
use super::sessions::hash;
use crate::clock::rising_id;
use crate::crypto::{DataKey, KeyRing};
use crate::db::MessageRow;
use crate::db::turns::{Talk, Turn};
use crate::dialogue::{self, Heard, State};
use crate::error::Error;
use app::api::message::{Exchange, MAX_CONTENT, Message, Role};
use app::error::ApiError;
use chrono::{DateTime, Utc};
use std::time::Instant;

/// The name of the built-in engine in `model_used`.
const BUILT_IN: &str = "simple-response";

impl Service {
    pub(super) async fn exchange(&self, token: &str, content: &str) -> Result<Exchange, Error> {
        let content = trimmed(content)?;
        let token = hash(token)?;
        let begun = Instant::now();
        let (keys, now) = (self.keys.clone(), self.clock.now());
        let heard = dialogue::hear(&content);
        let made = move |talk: &Talk| make_turn(&keys, talk, content, &heard, begun, now);
        let unknown = ApiError::session_is_unknown().into();
        let (exchange, level) = self.db.store_turn(token, made, unknown).await?;
        metrics::counter!("messages_total", "api" => "support").increment(1);
        if let Some(level) = level {
            metrics::counter!("crises_total", "level" => level).increment(1);
        }
        Ok(exchange)
    }
}

/// The text without surrounding white space, if its length is right.
fn trimmed(content: &str) -> Result<String, Error> {
    let content = content.trim();
    if (1..=MAX_CONTENT).contains(&content.chars().count()) {
        Ok(content.to_owned())
    } else {
        Err(ApiError::content_has_wrong_length().into())
    }
}

/// Runs with the conversation locked: answers from its state and seals what is to be kept.
fn make_turn(
    keys: &KeyRing,
    talk: &Talk,
    content: String,
    heard: &Heard,
    begun: Instant,
    now: DateTime<Utc>,
) -> Result<(Turn, (Exchange, Option<&'static str>)), Error> {
    if talk.expires_at <= now {
        return Err(ApiError::session_has_expired().into());
    }
    let key = keys.unwrap(&talk.key_id, &talk.wrapped_key, talk.id)?;
    let state = remembered(&key, talk)?;
    let country = talk.country.as_deref();
    let answer = dialogue::answer(heard, &state, talk.language, country);
    let is_crisis = answer.level.is_some_and(|level| level.is_crisis());

    let at = now.max(talk.updated_at);
    let [question_id, answer_id] = [rising_id(at), rising_id(at)];
    let milliseconds = i32::try_from(begun.elapsed().as_millis()).unwrap_or(i32::MAX);
    let question = MessageRow {
        id: question_id,
        is_answer: false,
        sealed: key.seal(content.as_bytes(), question_id),
        is_crisis,
        model_used: None,
        processing_time_ms: None,
        created_at: at,
    };
    let reply = MessageRow {
        id: answer_id,
        is_answer: true,
        sealed: key.seal(answer.text.as_bytes(), answer_id),
        is_crisis,
        model_used: Some(BUILT_IN.to_owned()),
        processing_time_ms: Some(milliseconds),
        created_at: at,
    };
    let exchange = Exchange {
        user_message: shown(&question, talk.id, content),
        ai_message: shown(&reply, talk.id, answer.text),
        crisis_info: is_crisis.then(|| dialogue::crisis_info(talk.language, country)),
    };
    let remembered = serde_json::to_vec(&answer.state)
        .map_err(|_| Error::Broken("the engine's state cannot be written".into()))?;
    let turn = Turn {
        messages: [question, reply],
        state: key.seal(&remembered, talk.id),
        is_crisis_mode: talk.is_crisis_mode || is_crisis,
        at,
    };
    Ok((turn, (exchange, answer.level.map(|level| level.name()))))
}

/// What the engine knows of the conversation; one of an older version that no longer reads begins anew.
fn remembered(key: &DataKey, talk: &Talk) -> Result<State, Error> {
    let Some(sealed) = &talk.state else { return Ok(State::default()) };
    Ok(serde_json::from_slice(&key.open(sealed, talk.id)?).unwrap_or_default())
}

/// A stored message as its owner sees it.
pub(super) fn shown(row: &MessageRow, session: uuid::Uuid, content: String) -> Message {
    Message {
        id: row.id,
        session_id: session,
        role: if row.is_answer { Role::Assistant } else { Role::User },
        content,
        created_at: row.created_at,
        model_used: row.model_used.clone(),
        processing_time_ms: row.processing_time_ms,
        is_crisis_detected: row.is_crisis,
    }
}
