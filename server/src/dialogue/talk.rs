//! Chooses the answer to a turn: danger first, then what the message does, then what it is about.

use std::borrow::Cow;

use app::api::chat::Monster;
use app::api::person::{AgeClass, UserType};
use app::language::Language;
use chrono::{DateTime, Utc};

use super::ask::{self, Ask};
use super::care::Care;
use super::content::{ASKS_WHO, Texts};
use super::crisis::{Crisis, Kind, Level};
use super::danger::{HARMING, name_of, services};
use super::heard::{Heard, Signal, Topic};
use super::helplines::{Need, Place, Service, Urgency};
use super::reader::Reader;
use super::state::State;
use super::summary;

#[cfg(test)]
mod asked;
#[cfg(test)]
mod choices;
pub(super) mod danger;
#[cfg(test)]
mod dangers;
mod draft;
mod fits;
#[cfg(test)]
mod guesses;
mod learn;
#[cfg(test)]
mod played;
mod reply;
pub(super) mod request;
mod rescue;
#[cfg(test)]
mod school;
#[cfg(test)]
mod situations;
#[cfg(test)]
mod taken;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod transcripts;
mod unsaid;
#[cfg(test)]
mod walks;
mod watch;

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
        let mut turn = Turn {
            care: self,
            heard: &heard,
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
        // A guess that was neither asked about nor answered alarms nobody.
        let is_passed_over = heard.is_guess && level.is_none() && state.crisis.is_none();
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
        self.end_guess();
        self.drop_denied_topic();
        let danger = self.heard.crisis.filter(|crisis| crisis.level.is_crisis());
        // "I was only joking about killing myself" is a denial, not the danger again.
        let takes_back = self.state.watch > 0 && self.denies();
        let danger = danger.filter(|crisis| !takes_back || crisis.level == Level::Imminent);
        // Help is there, or on its way: that is told in the words of the danger.
        let comes = self.heard.does(Signal::Safe) || self.heard.does(Signal::Coming);
        let is_helped = self.state.watch > 0 && self.heard.does(Signal::Coming)
            || self.state.needs_rescue && comes;
        let danger = danger.filter(|_| !is_helped);
        // A parent who tells that they have hit their child is no victim of an attack; that they or
        // their child want to die, or that it happens now, is heard all the same.
        let has_struck = self.has_struck();
        let is_blow = |kind: Kind| matches!(kind, Kind::Abuse | Kind::Violence);
        let is_told = |crisis: &Crisis| {
            crisis.level == Level::Imminent || !self.heard.is_guess && !is_blow(crisis.kind)
        };
        let danger = danger.filter(|crisis| !has_struck || is_told(crisis));
        // What no words tell is never put before what was asked in a danger, nor before a denial.
        let fears = [Signal::Snitch, Signal::Scolded, Signal::NotBelieved, Signal::LoseFriend];
        let fears = fears.iter().any(|fear| self.heard.does(*fear));
        // Who asks whether this is secret often goes on to tell.
        let asks = fears || self.heard.is_one_sentence && self.asks_of_us();
        let is_faint = self.heard.is_faint || self.heard.is_brief;
        let is_on = self.state.topic.is_some();
        let asks = asks || is_on && (self.asks_outright() || is_faint && self.takes_up_step());
        // What was said unasked closes nothing.
        let has_no_wish = self.state.knows("r.no_wish0") && !self.state.knows("unasked");
        let is_denied = self.state.denials > 0 || has_no_wish;
        let is_answered = asks || self.state.watch > 0 && self.takes_up() || is_denied;
        let danger = danger.filter(|_| !(self.heard.is_guess && is_answered));
        // In a talk on something else what no words tell is asked with the answer, not instead of it.
        let is_probed = danger.is_some_and(|crisis| self.is_probed(crisis));
        if is_probed {
            self.level = Some(Level::High);
        }
        let is_explained = danger.is_some_and(|crisis| self.is_explained(crisis));
        if is_explained && (self.is_anger() || !self.heard.is_guess) {
            self.level = Some(Level::Concern);
        }
        let danger = danger
            .filter(|_| !is_probed && !is_explained)
            .map(|crisis| self.in_watch(self.of_child(self.of_stranger(crisis))));
        // What is told by what the talk is about is no guess.
        let told = self.told_danger().filter(|_| self.heard.is_guess);
        let danger = told.or(danger);
        // Means that are told with a danger are a part of that.
        let reopened = if danger.is_none() { self.means_after_all() } else { None };
        let danger = danger.or(reopened);
        let text = if let Some(text) = self.meant_after_all() {
            text
        } else if let Some(crisis) = danger.or_else(|| self.danger_in_answer()) {
            let is_confirmed = self.heard.crisis.is_none()
                && self.state.is_wish_asked
                && crisis.level != Level::Imminent;
            self.learn();
            let text = self.in_danger(crisis);
            let text = if is_confirmed { self.confirmed() } else { text };
            // Away from it comes first.
            let means = if reopened.is_some() { self.once("means") } else { None };
            let text = means.unwrap_or(text);
            self.state.asks_who = text.contains(ASKS_WHO);
            text
        } else if self.state.watch > 0 || comes && self.ended_unsafe() {
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
            return match self.has_no_wish(wish_asked) {
                Some(text) => text,
                None => self.ordinary(),
            };
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

    /// Puts the lines into a text that names their places.
    fn fill(&self, text: &str) -> String {
        if !text.contains('{') {
            return text.to_owned();
        }
        // The lines are those of the danger that is answered, and stay in reach once one was told.
        let is_told = self.state.watch > 0 || self.level.is_some() || self.state.denials == 0;
        let before = self.state.crisis.filter(|_| is_told);
        let now = self.heard.crisis.filter(|crisis| crisis.level.is_crisis());
        // Who wants to be with the dead, or says unasked that they do not want to die, speaks of it.
        let speaks_of_it = self.heard.does(Signal::Join) || self.heard.does(Signal::NotDying);
        let wish = speaks_of_it.then_some(Kind::Suicide);
        let kind = before.or(now.map(|crisis| crisis.kind)).or(wish);
        let (line, emergency) = match kind {
            _ if self.has_struck() => (Service::Child, Service::Ambulance),
            Some(Kind::Violence) if self.state.is_harming => services(HARMING),
            Some(kind) => services(name_of(kind, &self.state)),
            None if self.state.topic == Some(Topic::Leaving) => (Service::Child, Service::Police),
            None => (self.topic_service(), self.topic_emergency()),
        };
        let is_adult = self.reader.is_adult();
        let need = |service| Need { service, is_adult };
        let (place, info) = (self.person.place(), &self.texts.info);
        let mut text = text.to_owned();
        // "What is 119": that one is told of, whatever line fits best.
        let asks = self.heard.does(Signal::AboutLine);
        let mut asked = self.heard.numbers.iter().filter(|_| asks);
        if let Some(named) = asked.find_map(|number| self.care.line_of(place, *number)) {
            text = text.replace("{line}", &named);
        }
        for (name, service) in [("{line}", line), ("{emergency}", emergency)] {
            if text.contains(name) {
                text = text.replace(name, &self.care.name_line(place, need(service), info));
            }
        }
        if text.contains("{night}") {
            text = text.replace("{night}", &self.care.name_night_line(place, need(line), info));
        }
        if text.contains("{silent}") {
            let is_now = self.level == Some(Level::Imminent) || self.state.needs_rescue;
            let urgency = match kind {
                Some(_) if is_now => Urgency::Emergency,
                Some(_) => Urgency::Danger,
                None => Urgency::None,
            };
            text =
                text.replace("{silent}", &self.care.name_silent(place, need(line), urgency, info));
        }
        text
    }

    fn topic_service(&self) -> Service {
        match self.state.topic {
            Some(Topic::Violence | Topic::Family | Topic::Leaving) => Service::Child,
            Some(Topic::Blackmail | Topic::Image | Topic::Pressure) => Service::Image,
            Some(topic) if ask::is_online(topic) => Service::Online,
            _ => Service::Listen,
        }
    }

    fn topic_emergency(&self) -> Service {
        match self.state.topic {
            Some(Topic::Witness | Topic::Violence | Topic::Threats | Topic::Stranger) => {
                Service::Police
            }
            _ => Service::Ambulance,
        }
    }

    /// How near and of which kind the danger of this turn is.
    fn crisis(&self, level: Level) -> Option<Crisis> {
        Some(Crisis { level, kind: self.state.crisis? })
    }
}
