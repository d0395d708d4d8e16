//! How well a whole talk is understood, measured on `server/corpus/*/talks.tsv` and `outside_talks.tsv`:
//! what a careful counsellor would believe after each message, knowing all that was said before.

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::Path;

use app::api::person::UserType;
use app::language::Language;
use chrono::DateTime;

use super::super::ask::{self, Ask};
use super::super::care::Care;
use super::super::crisis::study::Share;
use super::super::crisis::{Kind, Level};
use super::super::heard::{Topic, hear};
use super::super::state::State;
use super::{Answer, Audience, Person, Said};

mod openings;

pub use openings::{Opening, openings};

/// The talks that the thread is learnt from.
pub const LEARNT: &str = "learnt_talks.tsv";
/// The talks that the engine was mended with.
pub const OURS: &str = "talks.tsv";
/// The talks that nobody looked at who mended the engine.
pub const OUTSIDE: &str = "outside_talks.tsv";

/// One message, and what is to be believed after it.
#[derive(Clone, Debug)]
pub struct Message {
    /// What it may be about; empty where nothing was told that fits a topic.
    pub topics: Vec<Topic>,
    /// Which danger it may be; empty for none.
    pub dangers: Vec<Kind>,
    /// Whether the danger is now.
    pub is_now: bool,
    /// Whether both asking for a danger and not asking is right.
    pub is_open: bool,
    /// What was written.
    pub text: String,
}

/// The messages of one person.
#[derive(Clone, Debug)]
pub struct Talk {
    /// The language.
    pub language: Language,
    /// Who writes.
    pub user_type: UserType,
    /// What they write, in order.
    pub messages: Vec<Message>,
}

/// What was understood of many talks.
#[derive(Clone, Copy, Debug, Default)]
pub struct Understood {
    /// Messages after which it is known what the talk is about.
    pub topic: Share,
    /// Messages after which it is taken for something else.
    pub mistaken: Share,
    /// Messages after which what it is about is on offer, where it is not known.
    pub offered: Share,
    /// Messages in a danger that is watched, or asked about.
    pub danger: Share,
    /// Those of them of which it is known which danger it is.
    pub kind: Share,
    /// Messages in a danger of now that are answered as that.
    pub now: Share,
    /// Messages without a danger that are answered as one.
    pub alarm: Share,
    /// Talks with a danger that was met before they end.
    pub met: Share,
}

impl Message {
    fn read(topics: &str, danger: &str, text: &str) -> Option<Message> {
        let topics = match topics {
            "-" => Vec::new(),
            names => {
                names.split(',').map(|name| Topic::parse(name.trim())).collect::<Option<_>>()?
            }
        };
        let is_now = danger.ends_with('!');
        let dangers = match danger.trim_end_matches('!') {
            "-" | "maybe" => Vec::new(),
            names => {
                names.split(',').map(|name| Kind::parse(name.trim())).collect::<Option<_>>()?
            }
        };
        let (is_open, text) = (danger == "maybe", text.to_owned());
        (!text.is_empty()).then_some(Message { topics, dangers, is_now, is_open, text })
    }

    /// Why the engine's answer does not fit, in a word for each reason; empty where it fits.
    pub fn faults(&self, answer: &Answer) -> Vec<&'static str> {
        let seen = Seen::of(answer);
        [
            (self.is_mistaken(&seen), "topic"),
            (!self.dangers.is_empty() && !seen.is_danger, "missed"),
            (seen.is_danger && !self.knows_kind(&seen), "kind"),
            (self.is_now && !seen.is_now, "now"),
            (self.is_harmless() && seen.is_danger, "alarm"),
        ]
        .into_iter()
        .filter_map(|(is_fault, name)| is_fault.then_some(name))
        .collect()
    }

    const fn is_harmless(&self) -> bool {
        self.dangers.is_empty() && !self.is_open
    }

    fn knows_kind(&self, seen: &Seen) -> bool {
        self.dangers.is_empty() || seen.kind.is_some_and(|kind| self.dangers.contains(&kind))
    }

    /// What is said on the right danger is on the matter, whatever else the talk was about.
    fn is_met(&self, seen: &Seen) -> bool {
        seen.is_danger && !self.dangers.is_empty() && self.knows_kind(seen)
    }

    fn is_understood(&self, seen: &Seen) -> bool {
        seen.topics.iter().flatten().any(|topic| self.topics.contains(topic)) || self.is_met(seen)
    }

    fn is_offered(&self, state: &State) -> bool {
        let asks = state.awaited == Some(Ask::Nearest);
        asks && state.near.iter().any(|topic| self.topics.contains(topic))
    }

    fn is_mistaken(&self, seen: &Seen) -> bool {
        !self.topics.is_empty() && seen.topics[0].is_some() && !self.is_understood(seen)
    }
}

/// What the engine believes after an answer.
struct Seen {
    topics: [Option<Topic>; 2],
    kind: Option<Kind>,
    is_danger: bool,
    is_now: bool,
}

impl Seen {
    fn of(answer: &Answer) -> Seen {
        let state = &answer.state;
        let is_high = answer.level.is_some_and(Level::is_crisis);
        Seen {
            topics: [state.topic, ask::subject(state)],
            kind: state.crisis,
            is_danger: state.watch > 0 || state.is_wish_asked || is_high,
            is_now: state.needs_rescue || answer.level == Some(Level::Imminent),
        }
    }
}

/// The talks of a file of a language; an error names the line that cannot be read.
pub fn talks(corpus: &Path, language: Language, name: &str) -> io::Result<Vec<Talk>> {
    let path = corpus.join(language.code()).join(name);
    let mut talks = BTreeMap::<u32, Talk>::new();
    for (number, line) in fs::read_to_string(&path)?.lines().enumerate() {
        let read = || {
            let [talk, who, topics, danger, text] =
                line.split('\t').collect::<Vec<_>>().try_into().ok()?;
            let user_type = match who {
                "young" => UserType::Teenager,
                "parent" => UserType::Parent,
                "school" => UserType::Professional,
                _ => return None,
            };
            Some((talk.parse::<u32>().ok()?, user_type, Message::read(topics, danger, text)?))
        };
        let (talk, user_type, message) = read().ok_or_else(|| {
            let place = format!("{}:{}", path.display(), number + 1);
            io::Error::new(io::ErrorKind::InvalidData, place)
        })?;
        let new = || Talk { language, user_type, messages: Vec::new() };
        talks.entry(talk).or_insert_with(new).messages.push(message);
    }
    Ok(talks.into_values().collect())
}

impl Talk {
    /// What our engine answers to each message, in turn.
    pub fn play(&self) -> Vec<Answer> {
        let (care, mut state) = (Care::ours(), State::default());
        let country = match self.language {
            Language::Fr => "FR",
            Language::Vi => "VN",
            Language::En => "GB",
        };
        let audience = Audience { user_type: self.user_type, age_class: None, chosen: None };
        let now = DateTime::UNIX_EPOCH;
        let person = Person { language: self.language, country: Some(country), audience, now };
        let answer = |message: &Message| {
            let answer = care.answer(&Said::Text(&hear(&message.text)), &state, &person);
            state = answer.state.clone();
            answer
        };
        self.messages.iter().map(answer).collect()
    }
}

/// Plays the talks and counts what was understood.
pub fn measure(talks: &[Talk]) -> Understood {
    let mut all = Understood::default();
    let count = |share: &mut Share, is_hit: bool| {
        share.of += 1;
        share.hits += usize::from(is_hit);
    };
    for talk in talks {
        let (mut has_danger, mut is_met) = (false, false);
        for (message, answer) in talk.messages.iter().zip(talk.play()) {
            let seen = Seen::of(&answer);
            if !message.topics.is_empty() {
                count(&mut all.topic, message.is_understood(&seen));
                count(&mut all.mistaken, message.is_mistaken(&seen));
                count(&mut all.offered, message.is_offered(&answer.state));
            }
            if !message.dangers.is_empty() {
                count(&mut all.danger, seen.is_danger);
                if seen.is_danger {
                    count(&mut all.kind, message.knows_kind(&seen));
                }
                has_danger = true;
                is_met |= message.is_met(&seen);
            }
            if message.is_now {
                count(&mut all.now, seen.is_now);
            }
            if message.is_harmless() {
                count(&mut all.alarm, seen.is_danger);
            }
        }
        if has_danger {
            count(&mut all.met, is_met);
        }
    }
    all
}

impl fmt::Display for Understood {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, share) in [
            ("topic known", self.topic),
            ("on offer", self.offered),
            ("taken for another", self.mistaken),
            ("danger watched or asked", self.danger),
            ("  and its kind known", self.kind),
            ("now, and answered so", self.now),
            ("talks whose danger was met", self.met),
            ("alarms without a danger", self.alarm),
        ] {
            writeln!(f, "{name:<32}{:>6}  {share}", share.of)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_talks_by_others_are_understood_as_well_as_promised() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        for language in Language::ALL {
            let all = measure(&talks(&corpus, language, OUTSIDE).unwrap());
            let code = language.code();
            assert!(all.topic.percent() >= 50.0, "{code}\n{all}");
            assert!(all.danger.percent() >= 72.0, "{code}\n{all}");
            assert!(all.met.percent() >= 58.0, "{code}\n{all}");
            assert!(all.mistaken.percent() <= 32.0, "{code}\n{all}");
            assert!(all.alarm.percent() <= 18.0, "{code}\n{all}");
        }
    }

    #[test]
    fn every_line_of_every_talk_can_be_read() {
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        for language in Language::ALL {
            for name in [LEARNT, OURS, OUTSIDE] {
                let talks = talks(&corpus, language, name).unwrap();
                assert!(talks.iter().all(|talk| !talk.messages.is_empty()), "{name}");
            }
        }
        assert!(Message::read("nonsense", "-", "hello").is_none());
        assert!(Message::read("-", "nonsense", "hello").is_none());
        let now = Message::read("violence", "abuse,friend!", "hello").unwrap();
        assert!(now.is_now && now.dangers == [Kind::Abuse, Kind::Friend]);
    }
}
