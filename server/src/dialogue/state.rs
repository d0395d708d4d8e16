//! What the engine remembers of a conversation between two turns; holds no message text.

use std::collections::BTreeMap;

use app::api::chat::Monster;
use app::api::person::AgeClass;
use app::language::Language;
use serde::{Deserialize, Serialize};

use super::ask::{Ask, REFUSED};
use super::crisis::Kind;
use super::heard::{Feeling, Topic};
use super::thread::Thread;
use super::used::Used;

/// What the engine remembers. Missing fields have their default, so old states stay readable.
#[derive(Clone, Default, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct State {
    /// Turns answered so far.
    #[serde(rename = "n", skip_serializing_if = "is_default")]
    pub turns: u32,
    /// Keys of the texts that were used, the latest last.
    #[serde(rename = "u", skip_serializing_if = "is_default")]
    pub used: Used,
    /// The topic being talked about.
    #[serde(rename = "t", skip_serializing_if = "is_default")]
    pub topic: Option<Topic>,
    /// The feeling last named.
    #[serde(rename = "f", skip_serializing_if = "is_default")]
    pub feeling: Option<Feeling>,
    /// The latest danger.
    #[serde(rename = "c", skip_serializing_if = "is_default")]
    pub crisis: Option<Kind>,
    /// Whether the kind of that danger is only the likeliest, until they tell.
    #[serde(rename = "k", skip_serializing_if = "is_default")]
    pub is_guess: bool,
    /// Whether only the talk as a whole tells that danger.
    #[serde(rename = "j", skip_serializing_if = "is_default")]
    pub is_believed: bool,
    /// Whether they said that they will hurt somebody.
    #[serde(rename = "v", skip_serializing_if = "is_default")]
    pub is_harming: bool,
    /// Turns for which the danger is still asked about.
    #[serde(rename = "w", skip_serializing_if = "is_default")]
    pub watch: u8,
    /// Whether "yes" would confirm the danger that was asked about last.
    #[serde(rename = "y", skip_serializing_if = "is_default")]
    pub is_wish_asked: bool,
    /// Whether an act by themself is under way: help first, until somebody is there.
    #[serde(rename = "r", skip_serializing_if = "is_default")]
    pub needs_rescue: bool,
    /// Whether a wish to die was confirmed and nothing has cleared it yet.
    #[serde(rename = "x", skip_serializing_if = "is_default")]
    pub is_confirmed: bool,
    /// Whether it was asked last who could help.
    #[serde(rename = "i", skip_serializing_if = "is_default")]
    pub asks_who: bool,
    /// How often the person said that it was not meant so.
    #[serde(rename = "d", skip_serializing_if = "is_default")]
    pub denials: u8,
    /// The language last written in, beyond doubt.
    #[serde(rename = "l", skip_serializing_if = "is_default")]
    pub language: Option<Language>,
    /// Whether a parent writes, of their child.
    #[serde(rename = "p", skip_serializing_if = "is_default")]
    pub is_parent: bool,
    /// Whether an adult at school writes, of a pupil.
    #[serde(rename = "e", skip_serializing_if = "is_default")]
    pub is_at_school: bool,
    /// How old the writer said they are.
    #[serde(rename = "g", skip_serializing_if = "is_default")]
    pub age: Option<AgeClass>,
    /// The topic whose own question was asked last.
    #[serde(rename = "o", skip_serializing_if = "is_default")]
    pub open: Option<Topic>,
    /// Who spoke last.
    #[serde(rename = "m", skip_serializing_if = "is_default")]
    pub monster: Monster,
    /// The question whose options are on offer.
    #[serde(rename = "a", skip_serializing_if = "is_default")]
    pub awaited: Option<Ask>,
    /// The questions whose options were shown and not answered, the latest last: one may still be.
    #[serde(rename = "s", skip_serializing_if = "is_default")]
    pub shown: Vec<Ask>,
    /// The questions that were asked or answered, with the key of the answer; empty without one.
    #[serde(rename = "q", skip_serializing_if = "is_default")]
    pub answers: BTreeMap<Ask, String>,
    /// Whether the person has said anything yet.
    #[serde(rename = "b", skip_serializing_if = "is_default")]
    pub has_begun: bool,
    /// Every topic that came up, each once.
    #[serde(rename = "h", skip_serializing_if = "is_default")]
    pub topics: Vec<Topic>,
    /// What it is likeliest about, to be offered where nothing is known.
    #[serde(rename = "ne", skip_serializing_if = "is_default")]
    pub near: Vec<Topic>,
    /// What was said so far, as scores.
    #[serde(rename = "z", skip_serializing_if = "is_default")]
    pub thread: Thread,
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

impl State {
    /// The key that answered a question.
    pub fn answer(&self, ask: Ask) -> Option<&str> {
        self.answers.get(&ask).map(String::as_str).filter(|key| !key.is_empty())
    }

    /// How many questions they would rather not answer.
    pub fn refusals(&self) -> usize {
        self.answers.values().filter(|key| *key == REFUSED).count()
    }

    /// Puts the options of a question on offer.
    pub fn ask(&mut self, ask: Ask) {
        self.awaited = Some(ask);
        self.shown.retain(|shown| *shown != ask);
        self.shown.push(ask);
        self.answers.entry(ask).or_default();
    }

    /// The question that a key answers: the one that is awaited, else an earlier one whose options
    /// are still to be seen further up. `is_emotion` tells the two kinds of options apart.
    pub fn asked_with(&self, key: &str, is_emotion: bool) -> Option<Ask> {
        let mut asks = self.awaited.into_iter().chain(self.shown.iter().rev().copied());
        asks.find(|ask| (*ask == Ask::Emotion) == is_emotion && self.offers(*ask, key))
    }

    /// Whether a key is among the options of a question. Which topics were on offer is known of the
    /// latest offer alone.
    fn offers(&self, ask: Ask, key: &str) -> bool {
        let is_near = || self.near.iter().any(|topic| topic.name() == key);
        let is_latest = ask == Ask::Nearest && self.awaited == Some(ask);
        let is_topic = is_latest && Topic::parse(key).is_some();
        ask.key(key).is_some() && (!is_topic || is_near())
    }

    /// Takes a question as answered. One that is answered late is awaited once more for it, and the
    /// one that stood open is asked again.
    pub fn choose_from(&mut self, ask: Ask) {
        if self.awaited != Some(ask) {
            self.unask();
            self.awaited = Some(ask);
        }
        self.shown.retain(|shown| *shown != ask);
    }

    /// Takes the options back; without an answer the question may be asked again later.
    pub fn unask(&mut self) {
        if let Some(ask) = self.awaited.take()
            && self.answer(ask).is_none()
        {
            self.answers.remove(&ask);
        }
    }

    /// Whether nothing was told yet that tells what the talk is about.
    pub fn has_told_nothing(&self) -> bool {
        self.topics.is_empty() && self.feeling.is_none() && self.crisis.is_none()
    }

    /// Lets the topic go with all that was asked about it, to begin another.
    pub fn turn_over(&mut self) {
        self.topic = None;
        self.open = None;
        self.awaited = None;
        self.answers.retain(|ask, _| *ask == Ask::Emotion);
    }

    /// Whether a text was used lately.
    pub fn knows(&self, key: &str) -> bool {
        self.used.contains(key)
    }

    /// Remembers that a text was used.
    pub fn remember(&mut self, key: impl AsRef<str>) {
        self.used.push(key.as_ref());
    }

    /// The first of `count` variants under `name` that was not used, else the one used longest ago.
    pub fn choose(&mut self, name: &str, count: usize) -> usize {
        let key = |variant: usize| format!("{name}{variant}");
        let age = |variant: &usize| {
            let key = key(*variant);
            self.used.iter().position(|used| used == key).map_or(0, |place| place + 1)
        };
        let variant = (0..count).min_by_key(age).unwrap_or(0);
        self.remember(key(variant));
        variant
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_unused_variant_comes_first_and_then_the_oldest() {
        let mut state = State::default();
        let chosen: Vec<usize> = (0..5).map(|_| state.choose("x", 3)).collect();
        assert_eq!(chosen, [0, 1, 2, 0, 1]);
    }

    #[test]
    fn an_old_or_empty_state_can_be_read() {
        let state: State = serde_json::from_str("{}").unwrap();
        assert_eq!(state, State::default());
        let state: State = serde_json::from_str(r#"{"n":3,"unknown":1}"#).unwrap();
        assert_eq!((state.turns, state.monster, state.awaited), (3, Monster::Betty, None));
    }

    #[test]
    fn a_question_taken_back_without_an_answer_may_be_asked_again() {
        let mut state = State::default();
        state.ask(Ask::Part);
        state.unask();
        assert!(state.answers.is_empty() && state.awaited.is_none());
        state.ask(Ask::Part);
        state.answers.insert(Ask::Part, "saw".into());
        state.unask();
        assert_eq!(state.answer(Ask::Part), Some("saw"));
    }

    #[test]
    fn a_key_answers_the_latest_question_that_has_it() {
        let mut state = State::default();
        [Ask::Emotion, Ask::What, Ask::Platform].into_iter().for_each(|ask| state.ask(ask));
        assert_eq!(state.asked_with("school", false), Some(Ask::Platform));
        state.choose_from(Ask::Platform);
        state.awaited = None;
        assert_eq!(state.asked_with("school", false), Some(Ask::What));
        assert_eq!(state.asked_with("sad", true), Some(Ask::Emotion));
        assert_eq!(
            (state.asked_with("sad", false), state.asked_with("snapchat", false)),
            (None, None)
        );
    }

    #[test]
    fn a_new_state_takes_no_room() {
        assert_eq!(serde_json::to_string(&State::default()).unwrap(), "{}");
    }
}
