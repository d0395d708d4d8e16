//! One turn: what the engine hears and answers, written down and sealed.

use super::exchange::{Ask, CHAT, Deed, Outcome, RESENDS_KEPT};
use super::wording::Words;
use crate::clock::rising_id;
use crate::crypto::{DataKey, KeyRing, Sealed};
use crate::db::MessageRow;
use crate::db::turns::{Resend, Talk, Turn};
use crate::dialogue::{self, Answer, Level, Person, Said, State};
use crate::error::Error;
use app::api::chat::ChatResponse;
use app::api::person::Audience;
use app::backend::Owner;
use app::error::ApiError;
use app::language::Language;
use chrono::{DateTime, Utc};
use std::time::Instant;
use uuid::Uuid;

/// What a call that may come twice is tagged for: with the conversation's key, so that nothing of it
/// outlives the conversation.
const RESEND: &str = "resend";
/// The name of the built-in engine in `model_used`.
pub(super) const BUILT_IN: &str = "simple-response";

/// Makes a turn while the conversation is locked: only computes.
pub(super) struct Maker<'a> {
    pub(super) keys: &'a KeyRing,
    pub(super) talk: &'a Talk,
    pub(super) now: DateTime<Utc>,
    pub(super) begun: Instant,
    /// What a model said for it, if one was asked.
    pub(super) words: Option<Words>,
}

impl Maker<'_> {
    pub(super) fn make(
        &self,
        ask: Ask,
        earlier: Option<&Resend>,
    ) -> Result<(Option<Turn>, Outcome), Error> {
        let (owner, key) = self.opened(ask.owner)?;
        let fresh = |resend: &&Resend| resend.created_at > self.now - RESENDS_KEPT;
        if let (Some((_, asked)), Some(resend)) = (&ask.resend, earlier.filter(fresh)) {
            if resend.body_hash != key.tag(RESEND, asked) {
                return Err(ApiError::resend_says_otherwise().into());
            }
            return Ok((None, self.again(&key, resend, owner)?));
        }
        let state = self.remembered(&key)?;
        let (said, kept) = self.said(&ask.deed, &state)?;
        let mut answer = dialogue::answer(&said, &state, &self.person());
        let is_chat = ask.api == CHAT;
        if is_chat {
            answer.text = without_question(&answer);
        }
        let words = self.words.as_ref().map(|words| words.put_into(&mut answer, is_chat));
        let model_used = words.unwrap_or_else(|| BUILT_IN.to_owned());
        self.turn(&key, ask, kept, (answer, model_used), owner)
    }

    /// Whose the conversation is, and its key; refuses whoever else asks, and what is over.
    pub(super) fn opened(&self, asks: Option<Owner>) -> Result<(Owner, DataKey), Error> {
        let talk = self.talk;
        let owner = talk.owner().ok_or_else(ApiError::conversation_is_unknown)?;
        if asks.is_some_and(|asks| asks != owner) {
            return Err(ApiError::conversation_is_unknown().into());
        }
        if talk.ends_at() <= self.now {
            return Err(match asks {
                None => ApiError::session_has_expired(),
                Some(_) => ApiError::conversation_is_unknown(),
            }
            .into());
        }
        Ok((owner, self.keys.unwrap(&talk.key_id, &talk.wrapped_key, talk.id)?))
    }

    /// The ids of the question and the answer: those that are known to who listens, else new ones.
    fn ids(&self, at: DateTime<Utc>) -> (Uuid, Uuid) {
        let known = self.words.as_ref().filter(|words| words.given.length > 0);
        known.map_or_else(|| (rising_id(at), rising_id(at)), |words| words.ids)
    }

    /// What the engine hears, and the words that are kept of it.
    fn said<'d>(&self, deed: &'d Deed, state: &State) -> Result<(Said<'d>, Option<String>), Error> {
        let language = self.talk.language;
        Ok(match deed {
            Deed::Resumed => (Said::Resume, None),
            Deed::Wrote(content, heard) => (Said::Text(heard), Some(content.clone())),
            Deed::Felt(key) => {
                if !dialogue::awaits_emotion(state) {
                    return Err(ApiError::selection_is_not_awaited().into());
                }
                let label = dialogue::label_of_emotion(state, key, language);
                (Said::Emotion(key), Some(label.ok_or_else(|| not_offered("emotion"))?))
            }
            Deed::Chose(key) => {
                if !dialogue::awaits_choice(state) {
                    return Err(ApiError::selection_is_not_awaited().into());
                }
                let label = dialogue::label_of_choice(state, key, language);
                (Said::Choice(key), Some(label.ok_or_else(|| not_offered("selection"))?))
            }
        })
    }

    fn turn(
        &self,
        key: &DataKey,
        ask: Ask,
        kept: Option<String>,
        (answer, model_used): (Answer, String),
        owner: Owner,
    ) -> Result<(Option<Turn>, Outcome), Error> {
        let talk = self.talk;
        let is_crisis = answer.level.is_some_and(Level::is_crisis);
        let at = self.now.max(talk.updated_at);
        let (question_id, id) = self.ids(at);
        let question = |words: String| (asked(key, &words, (question_id, at), is_crisis), words);
        let question = kept.map(question);
        let took = self.begun.elapsed();
        let written = Written { key, id, at, is_crisis, model_used, took };
        let (row, state, summary) = written.keep(&answer, talk.id)?;
        let monster = answer.monster;
        let level = answer.level;
        let response = written.response(talk, answer, row.id);
        let resend = ask.resend.map(|(resend_key, asked)| {
            let body = key.tag(RESEND, &asked);
            let given = serde_json::to_vec(&response).unwrap_or_default();
            let sealed = (row.id, key.seal(&given, row.id));
            Resend::new(resend_key, body, talk.id, sealed, self.now)
        });
        let outcome = Outcome {
            response,
            question: question.clone(),
            owner,
            level,
            monster_before: talk.monster,
            is_again: false,
        };
        let turn = Turn {
            question: question.map(|(row, _)| row),
            answer: row,
            attachments: ask.attachments,
            state,
            summary,
            monster,
            is_crisis_mode: talk.is_crisis_mode || is_crisis,
            at,
            resend,
        };
        Ok((Some(turn), outcome))
    }

    /// The answer that was given when the call came first.
    fn again(&self, key: &DataKey, resend: &Resend, owner: Owner) -> Result<Outcome, Error> {
        let given = key.open(&resend.sealed, resend.message_id)?;
        let response = serde_json::from_slice(&given)
            .map_err(|_| Error::Broken("a remembered answer cannot be read".into()))?;
        let monster_before = self.talk.monster;
        let (question, level) = (None, None);
        Ok(Outcome { response, question, owner, level, monster_before, is_again: true })
    }

    pub(super) fn person(&self) -> Person<'_> {
        Person {
            language: self.talk.language,
            country: self.talk.country.as_deref(),
            audience: Audience {
                user_type: self.talk.user_type(),
                age_class: self.talk.age_class(),
                chosen: self.talk.chosen(),
            },
        }
    }

    /// What the engine knows of the conversation; a state of an older version that no longer reads
    /// begins anew.
    pub(super) fn remembered(&self, key: &DataKey) -> Result<State, Error> {
        let Some(sealed) = &self.talk.state else { return Ok(State::default()) };
        Ok(serde_json::from_slice(&key.open(sealed, self.talk.id)?).unwrap_or_default())
    }
}

/// An answer that is being written down.
pub(super) struct Written<'a> {
    pub(super) key: &'a DataKey,
    /// The answer's message.
    pub(super) id: Uuid,
    pub(super) at: DateTime<Utc>,
    pub(super) is_crisis: bool,
    pub(super) model_used: String,
    pub(super) took: std::time::Duration,
}

impl Written<'_> {
    /// Seals what is kept of an answer: its message, the engine's state, the summary.
    pub(super) fn keep(
        &self,
        answer: &Answer,
        conversation: Uuid,
    ) -> Result<(MessageRow, Sealed, Sealed), Error> {
        let id = self.id;
        let row = MessageRow {
            id,
            is_answer: true,
            monster: Some(answer.monster.name().to_owned()),
            sealed: self.key.seal(answer.text.as_bytes(), id),
            is_crisis: self.is_crisis,
            model_used: Some(self.model_used.clone()),
            processing_time_ms: Some(self.milliseconds()),
            created_at: self.at,
        };
        let state = serde_json::to_vec(&answer.state)
            .map_err(|_| Error::Broken("the engine's state cannot be written".into()))?;
        let summary = dialogue::summary(&answer.state, answer.language);
        let seal = |bytes: &[u8]| self.key.seal(bytes, conversation);
        Ok((row, seal(&state), seal(summary.as_bytes())))
    }

    fn response(&self, talk: &Talk, answer: Answer, message_id: Uuid) -> ChatResponse {
        let place = (talk.id, talk.language, talk.country.as_deref());
        self.shown(place, answer, message_id)
    }

    /// The answer as a client gets it, in the conversation with this id, language and country.
    pub(super) fn shown(
        &self,
        (session_id, language, country): (Uuid, Language, Option<&str>),
        answer: Answer,
        message_id: Uuid,
    ) -> ChatResponse {
        let asked = dialogue::asked(&answer.state, answer.language);
        ChatResponse {
            session_id,
            message_id,
            response: answer.text,
            monster: answer.monster,
            language: answer.language,
            awaiting_emotion_selection: !asked.emotions.is_empty(),
            emotion_options: asked.emotions,
            awaiting_dropdown_selection: !asked.options.is_empty(),
            dropdown_question: asked.question,
            dropdown_options: asked.options,
            is_crisis_detected: self.is_crisis,
            crisis_info: self.is_crisis.then(|| dialogue::crisis_info(language, country)),
            model_used: self.model_used.clone(),
            processing_time_ms: self.milliseconds(),
            created_at: self.at,
        }
    }

    fn milliseconds(&self) -> i32 {
        i32::try_from(self.took.as_millis()).unwrap_or(i32::MAX)
    }
}

/// What a person said, as it is kept.
fn asked(
    key: &DataKey,
    words: &str,
    (id, at): (Uuid, DateTime<Utc>),
    is_crisis: bool,
) -> MessageRow {
    MessageRow {
        id,
        is_answer: false,
        monster: None,
        sealed: key.seal(words.as_bytes(), id),
        is_crisis,
        model_used: None,
        processing_time_ms: None,
        created_at: at,
    }
}

/// What is said besides the question that goes beside it with its options; all of it, if it is
/// nothing but the question.
fn without_question(answer: &Answer) -> String {
    let question = dialogue::asked(&answer.state, answer.language).question;
    let rest = question.and_then(|question| answer.text.strip_suffix(&question).map(str::trim_end));
    rest.filter(|rest| !rest.is_empty()).unwrap_or(&answer.text).to_owned()
}

fn not_offered(field: &str) -> ApiError {
    ApiError::field_is_wrong(field, "was not offered")
}
