//! Chooses the answer to a turn: danger first, then what the message does, then what it is about.

use std::borrow::Cow;

use app::api::chat::Monster;
use app::api::person::{AgeClass, UserType};
use app::language::Language;
use chrono::{DateTime, Utc};

use super::ask::{self, Ask};
use super::care::Care;
use super::content::{ASKS_WHO, Texts};
use super::crisis::{Crisis, Level};
use super::heard::{Heard, Signal, Topic};
use super::helplines::Place;
use super::reader::Reader;
use super::state::State;
use super::summary;

#[cfg(test)]
mod asked;
mod believed;
#[cfg(test)]
mod bodies;
#[cfg(test)]
mod burdens;
#[cfg(test)]
mod choices;
#[cfg(test)]
mod daily;
pub(super) mod danger;
#[cfg(test)]
mod dangers;
mod draft;
mod fits;
#[cfg(test)]
mod grave;
#[cfg(test)]
mod guesses;
mod learn;
mod meant;
mod named;
#[cfg(test)]
mod nearest;
pub(super) mod outright;
#[cfg(test)]
mod played;
mod reply;
mod request;
mod rescue;
#[cfg(test)]
mod school;
#[cfg(test)]
mod situations;
pub mod study;
#[cfg(test)]
mod taken;
#[cfg(test)]
mod tests;
mod told;
#[cfg(test)]
mod transcripts;
mod unsaid;
#[cfg(test)]
mod walks;
mod watch;
#[cfg(test)]
mod whose;

/// What the person did in this turn.
#[derive(Clone, Copy, Debug)]
pub enum Said<'a> {
    /// Opened a new conversation.
    Begin,
    /// Came back to this one.
    Resume,
    /// Wrote something.
    Text(&'a Heard),
    /// Chose an emotion that was on offer, by its key.
    Emotion(&'a str),
    /// Chose an option that was on offer, by its key.
    Choice(&'a str),
}

/// Whom the engine talks to.
#[derive(Clone, Copy, Debug)]
pub struct Person<'a> {
    /// The language of the session.
    pub language: Language,
    /// ISO 3166 code of the country whose helplines are named; else the language decides.
    pub country: Option<&'a str>,
    /// Who they are, and the monster they chose.
    pub audience: Audience,
    /// Which lines are open.
    pub now: DateTime<Utc>,
}

impl<'a> Person<'a> {
    /// Where and when they are.
    pub const fn place(&self) -> Place<'a> {
        Place { language: self.language, country: self.country, now: self.now }
    }
}

/// What is known of the one the engine talks to, besides where they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Audience {
    /// Who they said they are; a young person where nothing is known.
    pub user_type: UserType,
    /// How old they said they are.
    pub age_class: Option<AgeClass>,
    /// The monster they chose.
    pub chosen: Option<Monster>,
}

/// What is answered, and what has to be kept for the next turn.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The answer, at most 600 characters; its parts are parted by an empty line.
    pub text: String,
    /// The language it is in.
    pub language: Language,
    /// The state to keep.
    pub state: State,
    /// The danger heard in this turn.
    pub level: Option<Level>,
    /// Who says it.
    pub monster: Monster,
    /// Whether a model may say it in other words: never in danger, never for what was chosen.
    pub may_rephrase: bool,
    /// What closes it and must not be lost: the question, or the step without one.
    pub closing: String,
}

impl Care {
    /// The answer to what was said, and the state to keep.
    pub fn answer(&self, said: &Said, state: &State, person: &Person) -> Answer {
        let mut state = state.clone();
        // What is chosen is heard as if it had been written, so that one way leads through the talk.
        let (heard, picked) = match *said {
            Said::Text(heard) => (Cow::Borrowed(heard), false),
            Said::Emotion(key) | Said::Choice(key) => {
                let is_emotion = matches!(said, Said::Emotion(_));
                let ask = state.asked_with(key, is_emotion);
                let chosen = ask.map(|ask| ask::chosen(ask, key)).unwrap_or_default();
                ask.into_iter().for_each(|ask| state.choose_from(ask));
                (Cow::Owned(chosen), true)
            }
            Said::Begin | Said::Resume => (Cow::default(), false),
        };
        let heard = match said {
            Said::Begin | Said::Resume => heard,
            Said::Text(_) => Cow::Owned(believed::believe(heard.into_owned(), &mut state)),
            Said::Emotion(_) | Said::Choice(_) => {
                heard.topics.iter().for_each(|topic| state.thread.choose(*topic));
                heard
            }
        };
        // What the talk is about explains better what is heard but faintly; two faint signs add up.
        let is_on_course = match state.crisis {
            Some(_) => !state.is_guess,
            None => state.topic.is_some(),
        };
        let heard = match heard.is_faint && is_on_course {
            true => Cow::Owned(heard.into_owned().without_faint_guess()),
            false => heard,
        };
        let heard = match state.topic == Some(Topic::HackedAccount) {
            true => Cow::Owned(heard.into_owned().of_stolen_account()),
            false => heard,
        };
        let heard = match state.watch > 0 || state.needs_rescue {
            true => Cow::Owned(heard.into_owned().in_danger()),
            false => heard,
        };
        let language =
            learn::language(&heard, &mut state, person.language).unwrap_or(person.language);
        learn::reader(&heard, &mut state);
        let reader = Reader::of(&person.audience, &state);
        let texts = self.texts(language, reader);
        let was_open = state.has_told_nothing();
        let was_probed = state.used.iter().next_back().is_some_and(|it| it.starts_with("probe"));
        let mut turn = Turn {
            care: self,
            heard: &heard,
            was_probed,
            picked,
            person,
            reader,
            texts,
            state,
            level: None,
            speaker: None,
            may_rephrase: false,
            only_nods: false,
            is_unsure: false,
            closing: String::new(),
        };
        let text = match said {
            Said::Begin => turn.begin(),
            Said::Resume => turn.resume(),
            _ => turn.text(),
        };
        let is_everyday = turn.is_everyday();
        let text = text.replace(ASKS_WHO, "");
        // Who was chosen speaks, whatever the talk is about; only danger has a speaker of its own.
        let monster = match turn.speaker {
            Some(Monster::Vigie) => Monster::Vigie,
            speaker => person.audience.chosen.or(speaker).unwrap_or_default(),
        };
        let Turn { mut state, level, closing, .. } = turn;
        state.turns = state.turns.saturating_add(1);
        state.monster = monster;
        state.has_begun |= !matches!(said, Said::Begin | Said::Resume);
        if let Some(topic) = state.topic.filter(|topic| !state.topics.contains(topic)) {
            state.topics.push(topic);
        }
        let denies = heard.does(Signal::Denial) || heard.does(Signal::NotDying);
        let is_denied = denies && state.denials > 0;
        // What was denied is believed: the model's guess does not bring it back.
        let is_denied = is_denied || heard.is_guess && state.denials > 0;
        let heard_level = heard.crisis.map(|crisis| crisis.level);
        // A guess that was neither asked about nor answered alarms nobody, once it is known what the talk
        // is about; before that it is as good as what a list found.
        let is_passed_over = heard.is_guess && level.is_none() && state.crisis.is_none();
        let is_passed_over = is_passed_over && (!was_open || is_everyday);
        let heard_level = match is_passed_over {
            true => heard_level.map(|level| level.min(Level::Concern)),
            false => heard_level,
        };
        let level = level.or(heard_level.filter(|level| !is_denied || !level.is_crisis()));
        let may_rephrase = turn.may_rephrase && !level.is_some_and(Level::is_crisis);
        Answer { text, language, state, level, monster, may_rephrase, closing }
    }

    /// What may be chosen in a state.
    pub fn asked(&self, state: &State, language: Language, audience: &Audience) -> ask::Asked {
        ask::asked(state, self.texts(language, Reader::of(audience, state)))
    }

    /// The label of an emotion that is on offer in a state.
    pub fn label_of_emotion(
        &self,
        state: &State,
        key: &str,
        language: Language,
        audience: &Audience,
    ) -> Option<String> {
        ask::label_of_emotion(state, key, self.texts(language, Reader::of(audience, state)))
    }

    /// The label of an option that is on offer in a state.
    pub fn label_of_choice(
        &self,
        state: &State,
        key: &str,
        language: Language,
        audience: &Audience,
    ) -> Option<String> {
        ask::label_of_choice(state, key, self.texts(language, Reader::of(audience, state)))
    }

    /// What a conversation was about, in at most 280 characters.
    pub fn summary(&self, state: &State, language: Language, audience: &Audience) -> String {
        summary::summary(state, self.texts(language, Reader::of(audience, state)))
    }
}

struct Turn<'a> {
    care: &'a Care,
    heard: &'a Heard,
    /// Whether it was asked last whether they think of dying.
    was_probed: bool,
    /// Whether an option was chosen, and nothing written.
    picked: bool,
    person: &'a Person<'a>,
    reader: Reader,
    texts: &'a Texts,
    state: State,
    /// The danger of this turn where the words alone do not show it.
    level: Option<Level>,
    /// Who says it; the default speaker where nobody is named.
    speaker: Option<Monster>,
    may_rephrase: bool,
    /// Whether nothing in the message was taken up.
    only_nods: bool,
    /// Whether it was said that there is no sure answer.
    is_unsure: bool,
    closing: String,
}

impl Turn<'_> {
    fn begin(&mut self) -> String {
        self.state.ask(Ask::Emotion);
        self.texts.talk.begin.clone()
    }

    /// What was on offer stays on offer; who left in danger is asked about that first.
    fn resume(&mut self) -> String {
        let resume = &self.texts.resume;
        self.state.is_wish_asked = false;
        if self.state.crisis.is_some() && self.state.denials < 2 {
            self.state.unask();
            self.state.watch = self.state.watch.max(1);
            self.speaker = Some(Monster::Vigie);
            let after = self.pick("after", &self.texts.crisis.after);
            return format!("{} {}", resume.back, self.fill(&after));
        }
        self.speaker = self.person.audience.chosen.or(Some(self.state.monster));
        match summary::about(&self.state, self.texts) {
            Some(about) => resume.known.replace("{about}", &about),
            None => resume.unknown.clone(),
        }
    }

    fn text(&mut self) -> String {
        self.remember_dark();
        self.end_guess();
        self.drop_denied_topic();
        let danger = self.heard_danger();
        // Means that are told with a danger are a part of that.
        let reopened = if danger.is_none() { self.means_after_all() } else { None };
        let danger = danger.or(reopened);
        let text = if let Some(text) = self.meant_after_all() {
            text
        } else if let Some(crisis) = danger.or_else(|| self.danger_in_answer()) {
            let is_confirmed = self.heard.crisis.is_none()
                && self.state.is_wish_asked
                && !self.heard.does(Signal::Harming)
                && crisis.level != Level::Imminent;
            self.learn();
            let text = self.in_danger(crisis);
            let text = if is_confirmed { self.confirmed() } else { text };
            // Away from it comes first.
            let means = if reopened.is_some() { self.once("means") } else { None };
            let text = means.unwrap_or(text);
            self.state.asks_who = text.contains(ASKS_WHO);
            text
        } else if self.state.watch > 0 || self.is_help_there() && self.ended_unsafe() {
            // What is chosen late, in the middle of a danger, is kept for later.
            if self.picked {
                self.learn();
            }
            let text = self.after_danger();
            self.state.asks_who = text.contains(ASKS_WHO);
            text
        } else {
            let wish_asked = std::mem::take(&mut self.state.is_wish_asked);
            self.state.asks_who = false;
            if let Some(text) = self.has_no_wish(wish_asked) {
                return text;
            }
            let text = self.ordinary();
            return if wish_asked { self.wish_again(text) } else { text };
        };
        // Only safety is asked about now; what else was asked can wait.
        self.state.unask();
        self.state.open = None;
        self.speaker = Some(Monster::Vigie);
        text
    }

    /// Whether a parent tells that they have hit their child.
    fn has_struck(&self) -> bool {
        self.heard.does(Signal::StruckChild) && self.fits(Signal::StruckChild)
    }

    fn offered_lately(&self) -> bool {
        self.state.used.iter().rev().take(9).any(|used| used.starts_with("offer"))
    }

    fn pick(&mut self, name: &str, list: &[String]) -> String {
        let variant = self.state.choose(name, list.len());
        list.get(variant).cloned().unwrap_or_default()
    }

    /// How near and of which kind the danger of this turn is.
    fn crisis(&self, level: Level) -> Option<Crisis> {
        Some(Crisis { level, kind: self.state.crisis? })
    }
}
