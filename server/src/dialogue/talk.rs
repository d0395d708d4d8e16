//! Chooses the answer to a turn: danger first, then what the message does, then what it is about.

use app::language::Language;

use super::content::{Texts, texts};
use super::crisis::{Crisis, Level};
use super::heard::{Feeling, Heard, Signal, Topic};
use super::helplines::{Service, name_line, name_silent, services};
use super::state::State;

#[cfg(test)]
mod tests;

/// For how many turns after a danger it is asked about again.
const WATCH: u8 = 2;

/// What is answered, and what has to be kept for the next turn.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The answer, at most 600 characters.
    pub text: String,
    /// The language it is in.
    pub language: Language,
    /// The state to keep.
    pub state: State,
    /// The danger heard in this message.
    pub level: Option<Level>,
}

/// The answer to what was heard, and the state to keep.
pub fn answer(
    heard: &Heard,
    state: &State,
    session_language: Language,
    country: Option<&str>,
) -> Answer {
    let language = heard.language.unwrap_or(session_language);
    let mut turn = Turn {
        heard,
        language,
        session_language,
        country,
        texts: texts(language),
        state: state.clone(),
    };
    let text = turn.text();
    turn.state.turns = turn.state.turns.saturating_add(1);
    Answer { text, language, state: turn.state, level: heard.crisis.map(|crisis| crisis.level) }
}

struct Turn<'a> {
    heard: &'a Heard,
    language: Language,
    session_language: Language,
    country: Option<&'a str>,
    texts: &'static Texts,
    state: State,
}

impl Turn<'_> {
    fn text(&mut self) -> String {
        if let Some(crisis) = self.heard.crisis.filter(|crisis| crisis.level.is_crisis()) {
            return self.in_danger(crisis);
        }
        if self.state.watch > 0 {
            return self.after_danger();
        }
        self.ordinary()
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
        self.state.watch -= 1;
        let crisis = &self.texts.crisis;
        if self.heard.does(Signal::Denial) {
            self.state.watch = 1;
            let text = self.pick("denial", &crisis.denial);
            return self.fill(&text);
        }
        if first {
            self.learn();
            let text = self.pick("after", &crisis.after);
            return self.fill(&text);
        }
        let ordinary = without_question(&self.ordinary());
        let still = self.pick("still", &crisis.still);
        join([ordinary, self.fill(&still)])
    }

    fn ordinary(&mut self) -> String {
        let talk = &self.texts.talk;
        let heard = self.heard;
        let news = self.learn();
        let first = self.state.turns == 0;
        let asks = [(Signal::Who, "who", &talk.who), (Signal::Secret, "secret", &talk.secret)];
        for (signal, name, list) in asks {
            if heard.does(signal) {
                return self.pick(name, list);
            }
        }
        if !news.anything() {
            let polite =
                [(Signal::Goodbye, "bye", &talk.goodbye), (Signal::Thanks, "thanks", &talk.thanks)];
            for (signal, name, list) in polite {
                if heard.does(signal) && !first {
                    let text = self.pick(name, list);
                    return self.fill(&text);
                }
            }
            if heard.does(Signal::Greeting) {
                let (name, list) =
                    if first { ("hello", &talk.hello) } else { ("again", &talk.hello_again) };
                return self.pick(name, list);
            }
        }
        self.reply(&news)
    }

    /// Shows what was understood, gives one small step, asks one question.
    fn reply(&mut self, news: &News) -> String {
        let first = self.state.turns == 0;
        let mut parts = Vec::new();
        if first {
            let talk = &self.texts.talk;
            let feels = news.feeling.is_some() && news.topic.is_none();
            parts.push(if feels { &talk.opening_feeling } else { &talk.opening }.clone());
        }
        parts.push(self.reflection(news));
        if first {
            parts.push(self.texts.talk.program.clone());
        }
        let wants_line = self.heard.does(Signal::Help) || self.heard.crisis.is_some();
        let offers = wants_line && !self.offered_lately();
        if offers {
            let text = self.pick("offer", &self.texts.talk.offer);
            parts.push(self.fill(&text));
        } else if !first {
            parts.extend(self.step());
        }
        parts.push(self.question(news));
        join(parts)
    }

    fn reflection(&mut self, news: &News) -> String {
        if let Some(about) = news.topic.and_then(|topic| self.texts.topic.get(topic.name())) {
            return about.heard.clone();
        }
        if let Some(feeling) = news.feeling {
            return self.feeling(feeling);
        }
        let talk = &self.texts.talk;
        if self.heard.does(Signal::No) {
            self.pick("no", &talk.no)
        } else if self.heard.does(Signal::Yes) {
            self.pick("yes", &talk.yes)
        } else {
            self.pick("listen", &talk.listen)
        }
    }

    fn feeling(&mut self, feeling: Feeling) -> String {
        let list = self.texts.feeling.get(feeling.name());
        self.pick(&format!("f.{}", feeling.name()), list.map(Vec::as_slice).unwrap_or_default())
    }

    /// The next step for the topic that was not said yet, then steps that help with anything.
    fn step(&mut self) -> Option<String> {
        if self.state.feeling == Some(Feeling::Well) && self.state.topic.is_none() {
            return None;
        }
        let about = self.state.topic.and_then(|topic| {
            self.texts.topic.get(topic.name()).map(|about| (topic.name(), about))
        });
        if let Some((name, about)) = about {
            for (number, step) in about.steps.iter().enumerate() {
                let key = format!("s.{name}{number}");
                if !self.state.knows(&key) {
                    self.state.remember(key);
                    return Some(step.clone());
                }
            }
            if !self.offered_lately() {
                let text = self.pick("offer", &self.texts.talk.offer);
                return Some(self.fill(&text));
            }
        }
        // Before the topic is known, advice would be a guess; later there is always something small.
        (self.state.turns >= 2).then(|| self.pick("step", &self.texts.talk.step))
    }

    /// Never asks what is known or was asked a moment ago.
    fn question(&mut self, news: &News) -> String {
        let talk = &self.texts.talk;
        let topic = self.state.topic;
        if let Some(about) = topic.and_then(|topic| self.texts.topic.get(topic.name())) {
            let key = format!("q.{}", topic.map_or("", Topic::name));
            if !self.state.knows(&key) {
                self.state.remember(key);
                return about.ask.clone();
            }
            if self.state.feeling.is_none() && !self.state.knows("feel0") {
                return self.pick("feel", &talk.ask_feeling);
            }
            return self.pick("check", &talk.check);
        }
        if news.feeling == Some(Feeling::Well) {
            return self.pick("well", &talk.well);
        }
        if self.state.feeling.is_none() && self.state.turns % 3 == 2 {
            return self.pick("feel", &talk.ask_feeling);
        }
        self.pick("what", &talk.ask_topic)
    }

    /// Takes what is new into the state.
    fn learn(&mut self) -> News {
        let topic = self.heard.topics.first().copied();
        let new_topic = topic.filter(|topic| {
            // An everyday word ("school", "mum") does not replace a graver topic.
            self.state.topic.is_none_or(|known| known != *topic && !(is_place(*topic)))
        });
        let feeling = self.heard.feelings.first().copied();
        if new_topic.is_some() {
            self.state.topic = new_topic;
        }
        if feeling.is_some() {
            self.state.feeling = feeling;
        }
        News { topic: new_topic, feeling }
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
        let name = |service| name_line(self.language, self.session_language, self.country, service);
        let mut text = text.to_owned();
        if text.contains("{line}") {
            text = text.replace("{line}", &name(line));
        }
        if text.contains("{emergency}") {
            text = text.replace("{emergency}", &name(emergency));
        }
        if text.contains("{silent}") {
            let silent = name_silent(self.language, self.session_language, self.country);
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
                | Topic::Insults
                | Topic::Exclusion
                | Topic::Witness
                | Topic::Regret,
            ) => Service::Online,
            _ => Service::Listen,
        }
    }
}

/// What a turn told that was not known.
struct News {
    topic: Option<Topic>,
    feeling: Option<Feeling>,
}

impl News {
    fn anything(&self) -> bool {
        self.topic.is_some() || self.feeling.is_some()
    }
}

/// Words for these come up in passing, whatever the talk is about.
fn is_place(topic: Topic) -> bool {
    matches!(topic, Topic::School | Topic::Family | Topic::Sleep | Topic::Loneliness)
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
