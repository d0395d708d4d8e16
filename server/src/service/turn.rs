//! One turn: what the engine hears and answers, written down and sealed.

use super::exchange::{Ask, Deed, Family, Outcome, RESENDS_KEPT};
use super::wording::Words;
use crate::clock::rising_id;
use crate::crypto::{DataKey, KeyRing, Sealed};
use crate::db::MessageRow;
use crate::db::totals::{Counted, What};
use crate::db::turns::{Resend, Talk, Turn};
use crate::dialogue::{
    self, Answer, Asked, Audience, Care, Danger, Level, Person, Reader, Said, State,
};
use crate::error::Error;
use app::api::chat::ChatResponse;
use app::api::crisis::CrisisInfo;
use app::backend::Owner;
use app::error::ApiError;
use chrono::{DateTime, NaiveDate, Utc};
use std::time::Instant;
use uuid::Uuid;

/// What a call that may come twice is tagged for: with the conversation's key, so that nothing of it
/// outlives the conversation.
const RESEND: &str = "resend";
/// The name of the built-in engine in `model_used`.
pub(super) const BUILT_IN: &str = "simple-response";

/// Makes a turn while the conversation is locked: only computes.
pub(super) struct Maker<'a> {
    pub(super) care: &'a Care,
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
        let person = self.person();
        let mut answer = self.care.answer(&said, &state, &person);
        let asked = match ask.family {
            // It has no place for options: the question stays in the text.
            Family::Support => Asked::default(),
            Family::Chat => self.care.asked(&answer.state, answer.language, &person.audience),
        };
        if let Some(question) = &asked.question {
            take_out(question, &mut answer.text);
        }
        let words = self.words.as_ref().map(|words| words.put_into(&mut answer, &asked));
        let model_used = words.unwrap_or_else(|| BUILT_IN.to_owned());
        let counts = match kept {
            Some(_) => counts(&state, &answer, self.now.date_naive()),
            None => Vec::new(),
        };
        let (turn, outcome) = self.turn(&key, ask, kept, (answer, asked, model_used), owner)?;
        Ok((Some(Turn { counts, ..turn }), outcome))
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
        let Person { language, audience, .. } = self.person();
        let language = state.language.unwrap_or(language);
        Ok(match deed {
            Deed::Resumed => (Said::Resume, None),
            Deed::Wrote(content, heard) => (Said::Text(heard), Some(content.clone())),
            Deed::Felt(key) => {
                if !dialogue::takes_emotion(state) {
                    return Err(ApiError::selection_is_not_awaited().into());
                }
                let label = self.care.label_of_emotion(state, key, language, &audience);
                (Said::Emotion(key), Some(label.ok_or_else(|| not_offered("emotion"))?))
            }
            Deed::Chose(key) => {
                if !dialogue::takes_choice(state) {
                    return Err(ApiError::selection_is_not_awaited().into());
                }
                let label = self.care.label_of_choice(state, key, language, &audience);
                (Said::Choice(key), Some(label.ok_or_else(|| not_offered("selection"))?))
            }
        })
    }

    fn turn(
        &self,
        key: &DataKey,
        ask: Ask,
        kept: Option<String>,
        (answer, asked, model_used): (Answer, Asked, String),
        owner: Owner,
    ) -> Result<(Turn, Outcome), Error> {
        let talk = self.talk;
        let is_crisis = answer.level.is_some_and(Level::is_crisis);
        let at = self.now.max(talk.updated_at);
        let (question_id, id) = self.ids(at);
        let row = |words: &str| question(key, words, (question_id, at), is_crisis);
        let question = kept.map(|words| (row(&words), words));
        let person = self.person();
        let care = self.care;
        let took = self.begun.elapsed();
        let written = Written { care, key, id, at, is_crisis, model_used, took, person: &person };
        let (row, state, summary) = written.keep(&answer, talk.id)?;
        let monster = answer.monster;
        let level = answer.level;
        let response = written.shown(talk.id, answer, asked, row.id);
        let resend = ask.resend.map(|(resend_key, said)| -> Result<Resend, Error> {
            let given = serde_json::to_vec(&response)
                .map_err(|_| Error::Broken("an answer cannot be written".into()))?;
            let sealed = (row.id, key.seal(&given, row.id));
            Ok(Resend::new(resend_key, key.tag(RESEND, &said), talk.id, sealed, self.now))
        });
        let resend = resend.transpose()?;
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
            counts: Vec::new(),
        };
        Ok((turn, outcome))
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
            now: self.now,
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
    pub(super) care: &'a Care,
    pub(super) key: &'a DataKey,
    /// The answer's message.
    pub(super) id: Uuid,
    pub(super) at: DateTime<Utc>,
    pub(super) is_crisis: bool,
    pub(super) model_used: String,
    pub(super) took: std::time::Duration,
    pub(super) person: &'a Person<'a>,
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
            thumb: None,
            created_at: self.at,
        };
        let state = serde_json::to_vec(&answer.state)
            .map_err(|_| Error::Broken("the engine's state cannot be written".into()))?;
        let summary = self.care.summary(&answer.state, answer.language, &self.person.audience);
        let seal = |bytes: &[u8]| self.key.seal(bytes, conversation);
        Ok((row, seal(&state), seal(summary.as_bytes())))
    }

    /// The answer as a client gets it, in the conversation with this id.
    pub(super) fn shown(
        &self,
        session_id: Uuid,
        answer: Answer,
        asked: Asked,
        message_id: Uuid,
    ) -> ChatResponse {
        ChatResponse {
            session_id,
            message_id,
            crisis_info: self.is_crisis.then(|| self.help(&answer)),
            response: answer.text,
            monster: answer.monster,
            language: answer.language,
            awaiting_emotion_selection: !asked.emotions.is_empty(),
            emotion_options: asked.emotions,
            awaiting_dropdown_selection: !asked.options.is_empty(),
            dropdown_question: asked.question,
            dropdown_options: asked.options,
            is_crisis_detected: self.is_crisis,
            model_used: self.model_used.clone(),
            processing_time_ms: self.milliseconds(),
            created_at: self.at,
        }
    }

    /// The crisis block that goes with an answer.
    fn help(&self, answer: &Answer) -> CrisisInfo {
        let reader = Reader::of(&self.person.audience, &answer.state);
        self.care.crisis_info(self.person.place(), Danger::of(&answer.state, answer.level), reader)
    }

    fn milliseconds(&self) -> i32 {
        i32::try_from(self.took.as_millis()).unwrap_or(i32::MAX)
    }
}

/// What a turn of a person adds to the totals of a day, from what was known before it.
fn counts(before: &State, answer: &Answer, day: NaiveDate) -> Vec<Counted> {
    let counted = |what, name| Counted { day, what, name };
    let mut counts = vec![counted(What::Turns, "")];
    if !before.has_begun {
        counts.push(counted(What::Conversations, ""));
    }
    let topics = answer.state.topics.iter().skip(before.topics.len());
    counts.extend(topics.map(|topic| counted(What::Topic, topic.name())));
    counts.extend(answer.level.map(|level| counted(What::Crisis, level.name())));
    counts
}

/// What a person said, as it is kept.
fn question(
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
        thumb: None,
        created_at: at,
    }
}

/// Takes the question that stands beside its options out of a text, unless nothing else is in it.
fn take_out(question: &str, text: &mut String) {
    let rest = text.strip_suffix(question).map(|rest| rest.trim_end().len());
    if let Some(rest) = rest.filter(|rest| *rest > 0) {
        text.truncate(rest);
    }
}

fn not_offered(field: &str) -> ApiError {
    ApiError::field_is_wrong(field, "was not offered")
}
