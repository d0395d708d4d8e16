//! Asks a model for the words of an ordinary answer, before the turn is made.
//!
//! What the script would say is found out on the conversation as it stands; the turn is made again
//! when it is stored, and takes the words only if that still fits.

use super::Service;
use super::exchange::{Ask, Deed, Family, RESENDS_KEPT};
use super::turn::{BUILT_IN, Maker};
use crate::clock::rising_id;
use crate::db::turns::Talk;
use crate::dialogue::{Answer, Asked, Crisis, Level, Said, awaits_choice};
use crate::error::Error;
use crate::model::{Brief, MAX_TURNS, Spoken};
use app::api::chat::Monster;
use app::api::event::{Event, ReplyEvent, SettingsEvent};
use chrono::{DateTime, Utc};
use std::time::Instant;
use uuid::Uuid;

/// What a model said for a turn that is to be stored.
pub(super) struct Words {
    pub(super) spoken: Spoken,
    pub(super) model: String,
    /// The ids that the question and the answer will have: those who listen know the answer's.
    pub(super) ids: (Uuid, Uuid),
    pub(super) given: Given,
}

/// What those who listen have heard of an answer that is not stored yet.
#[derive(Clone, Copy)]
pub(super) struct Given {
    pub(super) conversation: Uuid,
    pub(super) message_id: Uuid,
    /// Bytes of its text.
    pub(super) length: usize,
    /// Who speaks, as they know.
    pub(super) monster: Monster,
}

impl Words {
    /// Puts the words in the place of the script's, or before what must be said now; returns what
    /// `model_used` says of it.
    pub(super) fn put_into(&self, answer: &mut Answer, asked: &Asked) -> String {
        let said = &self.spoken.text;
        if said.is_empty() {
            return BUILT_IN.to_owned();
        }
        let rest = if !answer.may_rephrase {
            // A danger was seen, or the conversation went on meanwhile.
            std::mem::take(&mut answer.text)
        } else if self.spoken.is_whole {
            String::new()
        } else {
            closing(answer, asked)
        };
        if rest.is_empty() {
            answer.text.clone_from(said);
            let is_whole = self.spoken.is_whole;
            return if is_whole {
                self.model.clone()
            } else {
                format!("{}+{BUILT_IN}", self.model)
            };
        }
        answer.text = format!("{said}\n\n{rest}");
        format!("{}+{BUILT_IN}", self.model)
    }
}

/// The closing of an answer, without the question that is shown beside it.
fn closing(answer: &Answer, asked: &Asked) -> String {
    let closing = answer.closing.as_str();
    let rest = asked.question.as_deref().and_then(|question| closing.strip_suffix(question));
    rest.unwrap_or(closing).trim().to_owned()
}

impl Service {
    /// Whether a model may have a word in this: it wants free text without a danger.
    pub(super) fn may_word(&self, ask: &Ask) -> bool {
        let Deed::Wrote(content, heard) = &ask.deed else { return false };
        let is_calm = !heard.crisis.is_some_and(|crisis| crisis.level.is_crisis());
        self.model.is_on() && is_calm && !content.is_empty()
    }

    /// The words of a model, given out while they come; `None` where none are wanted.
    pub(super) async fn words(
        &self,
        ask: &Ask,
        now: DateTime<Utc>,
        deadline: tokio::time::Instant,
    ) -> Result<Option<Words>, Error> {
        let Deed::Wrote(content, heard) = &ask.deed else { return Ok(None) };
        let Some(talk) = self.db.talk(ask.door).await? else { return Ok(None) };
        if let Some((key, _)) = &ask.resend {
            let earlier = self.db.resend(*key).await?;
            if earlier.is_some_and(|earlier| earlier.created_at > now - RESENDS_KEPT) {
                return Ok(None);
            }
        }
        let care = &*self.care;
        let maker =
            Maker { care, keys: &self.keys, talk: &talk, now, begun: Instant::now(), words: None };
        // Who may not talk here is refused when the turn is made.
        let Ok((_, key)) = maker.opened(ask.owner) else { return Ok(None) };
        let state = maker.remembered(&key)?;
        let person = maker.person();
        let draft = care.answer(&Said::Text(heard), &state, &person);
        if !draft.may_rephrase {
            return Ok(None);
        }
        let most = i64::try_from(MAX_TURNS).unwrap_or(i64::MAX);
        let rows = self.db.latest_messages(talk.id, None, most).await?;
        let opened =
            |row: &crate::db::MessageRow| Ok((row.is_answer, key.open_text(&row.sealed, row.id)?));
        let history = rows.iter().rev().map(opened).collect::<Result<Vec<_>, Error>>()?;
        let is_chat = ask.family == Family::Chat;
        let asked = match ask.family {
            Family::Chat => care.asked(&draft.state, draft.language, &person.audience),
            Family::Support => Asked::default(),
        };
        let allowed = care.numbers(person.place());
        let brief = Brief {
            language: draft.language,
            monster: draft.monster,
            audience: person.audience,
            is_first: state.turns == 0,
            known: care.summary(&draft.state, draft.language, &person.audience),
            ground: care.ground(&draft.state, draft.language, &person.audience),
            draft: &draft.text,
            closing: &closing(&draft, &asked),
            asks_beside: is_chat && awaits_choice(&draft.state),
            history,
            message: content,
            allowed: &allowed,
        };
        Ok(Some(self.heard_out(&talk, &draft, &brief, now, deadline).await))
    }

    /// Lets the model speak to those who listen.
    async fn heard_out(
        &self,
        talk: &Talk,
        draft: &Answer,
        brief: &Brief<'_>,
        now: DateTime<Utc>,
        deadline: tokio::time::Instant,
    ) -> Words {
        let at = now.max(talk.updated_at);
        let ids = (rising_id(at), rising_id(at));
        let message_id = ids.1;
        let (monster, mut length) = (draft.monster, 0);
        let give = |delta: &str| {
            if length == 0 && monster != talk.monster {
                self.events.publish(talk.id, Event::Settings(SettingsEvent::Monster(monster)));
            }
            length += delta.len();
            let delta = delta.to_owned();
            self.events.publish(talk.id, Event::Reply(ReplyEvent { message_id, delta }));
        };
        let spoken = self.model.speak(brief, deadline, give).await;
        let given = Given { conversation: talk.id, message_id, length, monster };
        Words { spoken, model: self.model.name().to_owned(), ids, given }
    }
}

/// Makes the deed the danger that a model saw in it: it may raise what was heard, never lower.
pub(super) fn raise(deed: &mut Deed, words: &Words) {
    if let (Deed::Wrote(_, heard), Some(kind)) = (deed, words.spoken.danger) {
        let seen = Crisis { level: Level::High, kind };
        heard.crisis = heard.crisis.filter(|heard| heard.level >= Level::High).or(Some(seen));
        heard.is_believed = true;
    }
}
