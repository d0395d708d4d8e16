//! Chooses the answer to a turn: danger first, then what the message does, then what it is about.

use std::borrow::Cow;

use app::api::chat::Monster;
use app::api::person::Audience;
use app::language::Language;

use super::ask::{self, Ask};
use super::content::{Texts, texts};
use super::crisis::{Crisis, Kind, Level};
use super::heard::{Heard, Signal, Topic};
use super::helplines::{Service, name_line, name_silent, services};
use super::state::State;
use super::summary;

mod reply;
#[cfg(test)]
mod tests;
#[cfg(test)]
mod walks;

/// For how many turns after a danger it is asked about again.
const WATCH: u8 = 2;

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
}

/// What is answered, and what has to be kept for the next turn.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The answer, at most 600 characters.
    pub text: String,
    /// The language it is in.
    pub language: Language,
    /// The state to keep.
    pub state: State,
    /// The danger heard in this turn.
    pub level: Option<Level>,
    /// Who says it.
    pub monster: Monster,
    /// Whether a model may say it in other words: never in danger, never where every word counts.
    pub may_rephrase: bool,
    /// Its last part, a question or step that must not be lost when the rest is said otherwise.
    pub closing: String,
}

/// The answer to what was said, and the state to keep.
pub fn answer(said: &Said, state: &State, person: &Person) -> Answer {
    // What is chosen is heard as if it had been written, so that one way leads through the talk.
    let (heard, picked) = match *said {
        Said::Text(heard) => (Cow::Borrowed(heard), false),
        Said::Emotion(key) => (Cow::Owned(ask::chosen(Ask::Emotion, key)), true),
        Said::Choice(key) => {
            (Cow::Owned(state.awaited.map(|ask| ask::chosen(ask, key)).unwrap_or_default()), true)
        }
        Said::Begin | Said::Resume => (Cow::default(), false),
    };
    let language = heard.language.unwrap_or(person.language);
    let mut turn = Turn {
        heard: &heard,
        picked,
        language,
        person,
        texts: texts(language),
        state: state.clone(),
        level: None,
        speaker: None,
        closing: None,
    };
    let text = match said {
        Said::Begin => turn.begin(),
        Said::Resume => turn.resume(),
        _ => turn.text(),
    };
    // Who was chosen speaks, whatever the talk is about; only danger has a speaker of its own.
    let monster = match turn.speaker {
        Some(Monster::Vigie) => Monster::Vigie,
        speaker => person.audience.chosen.or(speaker).unwrap_or_default(),
    };
    let Turn { mut state, level, closing, .. } = turn;
    state.turns = state.turns.saturating_add(1);
    state.monster = monster;
    let level = level.or(heard.crisis.map(|crisis| crisis.level));
    // What was chosen from a list has a fixed answer.
    let may_rephrase = matches!(said, Said::Text(_)) && closing.is_some();
    let closing = closing.unwrap_or_default();
    Answer { text, language, state, level, monster, may_rephrase, closing }
}

struct Turn<'a> {
    heard: &'a Heard,
    /// Whether an option was chosen, and nothing written.
    picked: bool,
    language: Language,
    person: &'a Person<'a>,
    texts: &'static Texts,
    state: State,
    /// The danger of this turn where the words alone do not show it.
    level: Option<Level>,
    /// Who says it; the default speaker where nobody is named.
    speaker: Option<Monster>,
    /// The last part of an answer that may be said in other words.
    closing: Option<String>,
}

impl Turn<'_> {
    fn begin(&mut self) -> String {
        self.state.ask(Ask::Emotion);
        self.texts.talk.begin.clone()
    }

    /// What was on offer stays on offer; who left in danger is asked about that first.
    fn resume(&mut self) -> String {
        let resume = &self.texts.resume;
        if self.state.watch > 0 {
            self.speaker = Some(Monster::Vigie);
            let after = self.pick("after", &self.texts.crisis.after);
            return join([resume.back.clone(), self.fill(&after)]);
        }
        self.speaker = self.person.audience.chosen.or(Some(self.state.monster));
        match summary::about(&self.state, self.language) {
            Some(about) => resume.known.replace("{about}", &about),
            None => resume.unknown.clone(),
        }
    }

    fn text(&mut self) -> String {
        let text = if let Some(crisis) = self.heard.crisis.filter(|crisis| crisis.level.is_crisis())
        {
            self.in_danger(crisis)
        } else if self.state.watch > 0 {
            self.after_danger()
        } else {
            return self.ordinary();
        };
        // Only safety is asked about now; what else was asked can wait.
        self.state.unask();
        self.speaker = Some(Monster::Vigie);
        self.closing = None;
        text
    }

    /// Whether a short word means that the danger goes on: "yes" to whether they think of dying or
    /// are hurt, "no" to whether they are safe, a cry for help.
    fn confirms_danger(&self) -> bool {
        let first = self.state.watch == WATCH;
        let about_oneself = matches!(self.state.crisis, Some(Kind::Suicide | Kind::SelfHarm));
        let is_polite = self.heard.does(Signal::Thanks);
        self.heard.does(Signal::Help)
            || (first && about_oneself && self.heard.does(Signal::Yes))
            || (!(first && about_oneself) && self.heard.does(Signal::No) && !is_polite)
    }

    fn in_danger(&mut self, crisis: Crisis) -> String {
        self.learn();
        self.state.crisis = Some(crisis.kind);
        self.state.watch = WATCH;
        let kind = crisis.kind.name();
        let (by_kind, level) = match crisis.level {
            Level::Imminent => (&self.texts.crisis.imminent, "i."),
            _ => (&self.texts.crisis.high, "c."),
        };
        let variants = by_kind.get(kind).map(Vec::as_slice).unwrap_or_default();
        let text = self.pick(&format!("{level}{kind}"), variants);
        self.fill(&text)
    }

    /// One harmless turn does not end a danger: it is asked about, and a denial is believed.
    fn after_danger(&mut self) -> String {
        let first = self.state.watch == WATCH;
        let crisis = &self.texts.crisis;
        if self.heard.does(Signal::Denial) {
            self.state.watch = 1;
            let text = self.pick("denial", &crisis.denial);
            return self.fill(&text);
        }
        if let Some(kind) = self.state.crisis.filter(|_| self.confirms_danger()) {
            self.level = Some(Level::High);
            return self.in_danger(Crisis { level: Level::High, kind });
        }
        self.state.watch -= 1;
        if first {
            self.learn();
            let text = self.pick("after", &crisis.after);
            return self.fill(&text);
        }
        let ordinary = without_question(&self.ordinary());
        let still = self.pick("still", &crisis.still);
        join([ordinary, self.fill(&still)])
    }

    fn offered_lately(&self) -> bool {
        self.state.used.iter().rev().take(9).any(|used| used.starts_with("offer"))
    }

    fn pick(&mut self, name: &str, list: &[String]) -> String {
        let variant = self.state.choose(name, list.len());
        list.get(variant).cloned().unwrap_or_default()
    }

    fn fill(&self, text: &str) -> String {
        let kind = self.heard.crisis.map(|crisis| crisis.kind).or(self.state.crisis);
        let (line, emergency) = match kind {
            Some(kind) => services(kind),
            None => (self.topic_service(), Service::Ambulance),
        };
        let name =
            |service| name_line(self.language, self.person.language, self.person.country, service);
        let mut text = text.to_owned();
        if text.contains("{line}") {
            text = text.replace("{line}", &name(line));
        }
        if text.contains("{emergency}") {
            text = text.replace("{emergency}", &name(emergency));
        }
        if text.contains("{silent}") {
            let silent = name_silent(self.language, self.person.language, self.person.country);
            text = text.replace("{silent}", &silent);
        }
        text
    }

    fn topic_service(&self) -> Service {
        match self.state.topic {
            Some(Topic::Violence | Topic::Family) => Service::Child,
            Some(
                Topic::Image
                | Topic::Blackmail
                | Topic::Stranger
                | Topic::Threats
                | Topic::FakeAccount
                | Topic::HackedAccount
                | Topic::Hate
                | Topic::Insults
                | Topic::Exclusion
                | Topic::Witness
                | Topic::Regret,
            ) => Service::Online,
            _ => Service::Listen,
        }
    }
}

fn join(parts: impl IntoIterator<Item = String>) -> String {
    let parts: Vec<String> = parts.into_iter().filter(|part| !part.is_empty()).collect();
    parts.join(" ")
}

/// The text without its closing question, so that only one is asked.
fn without_question(text: &str) -> String {
    let text = text.trim_end();
    if !text.ends_with('?') {
        return text.to_owned();
    }
    let body = text.trim_end_matches(['?', ' ', '\u{a0}', '\u{202f}']);
    body.rfind(['.', '!']).map_or(String::new(), |end| body[..=end].to_owned())
}
