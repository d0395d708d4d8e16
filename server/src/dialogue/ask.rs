//! The questions that have options: which keys each takes, when it is asked, what a key says.

use app::api::chat::{ChoiceOption, EmotionOption};
use serde::{Deserialize, Serialize};

use super::content::Texts;
use super::crisis::{Crisis, Kind, Level};
use super::heard::{Feeling, Heard, Signal, Topic, named};
use super::state::State;

/// The option that skips a question.
pub const REFUSED: &str = "rather_not_say";
/// None of the topics on offer.
pub const ELSE: &str = "else";
/// The emotion that skips the question.
pub const SKIPPED: &str = "skip";
/// It happens to the person.
pub const RECEIVED: &str = "received";
/// It happens away from any screen.
pub const OFFLINE: &str = "offline";
/// They saw it happen to somebody.
pub const SAW: &str = "saw";
/// They are about to send it, or have.
pub const SENDING: &str = "sending";

named! {
    /// A question that has options.
    Ask {
        /// How does it feel?
        Emotion = "emotion",
        /// What happened?
        What = "what",
        /// Received it, saw it, about to send it?
        Part = "part",
        /// In private messages, or where others see it?
        Space = "space",
        /// Who does it?
        Who = "who",
        /// On which platform?
        Platform = "platform",
        /// What would help now?
        Next = "next",
        /// Which of what it is likeliest about is it?
        Nearest = "nearest",
    }
}

/// An answer to a question that is neither a feeling nor a topic.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The question.
    pub ask: Ask,
    /// The key of the option.
    pub key: &'static str,
}

const FACES: [(&str, &str); 9] = [
    ("joy", "😄"),
    ("calm", "😌"),
    ("thoughtful", "🤔"),
    ("surprised", "😮"),
    ("ashamed", "😳"),
    ("sad", "😢"),
    ("afraid", "😨"),
    ("angry", "😠"),
    (SKIPPED, "⏭️"),
];

impl Ask {
    /// The keys that answer it, in the order in which they are shown.
    pub fn keys(self) -> Vec<&'static str> {
        let options: &[&str] = match self {
            Ask::Emotion => return FACES.iter().map(|(key, _)| *key).collect(),
            Ask::Nearest => {
                let topics = Topic::ALL.iter().map(|topic| topic.name());
                return topics.chain([ELSE, REFUSED]).collect();
            }
            Ask::What => &[
                "insults",
                "exclusion",
                "image",
                "blackmail",
                "fake",
                "hacked",
                "stranger",
                "threats",
                "hate",
                "witness",
                "regret",
                "school",
                "family",
                "love",
                "sadness",
                "talk",
            ],
            Ask::Part => &[RECEIVED, SAW, SENDING],
            Ask::Space => &["private", "public", "both"],
            Ask::Who => &["known", "group", "stranger", "adult", "unknown"],
            Ask::Platform => &[
                "snapchat",
                "tiktok",
                "instagram",
                "whatsapp",
                "discord",
                "youtube",
                "roblox",
                "facebook",
                "zalo",
                "game",
                "school",
                OFFLINE,
                "other",
            ],
            Ask::Next => &["more", "tell", "calm", "person", "other", "enough"],
        };
        options.iter().copied().chain([REFUSED]).collect()
    }

    /// The key as it is known here, if it is one of this question's.
    pub fn key(self, key: &str) -> Option<&'static str> {
        self.keys().into_iter().find(|known| *known == key)
    }

    fn label(self, key: &str, texts: &Texts) -> Option<String> {
        if key == REFUSED {
            return Some(texts.talk.rather_not_say.clone());
        }
        texts.label.get(self.name())?.get(key).cloned()
    }
}

/// What may be chosen now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    /// The emotions; empty where none is awaited.
    pub emotions: Vec<EmotionOption>,
    /// The question that the options answer.
    pub question: Option<String>,
    /// The options; empty where none is awaited.
    pub options: Vec<ChoiceOption>,
}

/// What may be chosen now; all empty where nothing is awaited.
pub fn asked(state: &State, texts: &Texts) -> Asked {
    match state.awaited {
        None => Asked::default(),
        Some(Ask::Emotion) => {
            let option = |(key, emoji): (&str, &str)| {
                let label = Ask::Emotion.label(key, texts)?;
                Some(EmotionOption { key: key.to_owned(), label, emoji: emoji.to_owned() })
            };
            let emotions = FACES.into_iter().filter_map(option).collect();
            Asked { emotions, ..Asked::default() }
        }
        Some(ask) => {
            let option = |key: &str| {
                Some(ChoiceOption { key: key.to_owned(), label: ask.label(key, texts)? })
            };
            Asked {
                question: texts.ask.get(ask.name()).cloned(),
                options: shown(state, ask).into_iter().filter_map(option).collect(),
                ..Asked::default()
            }
        }
    }
}

/// The keys that are shown: of the topics only those that are likely.
fn shown(state: &State, ask: Ask) -> Vec<&'static str> {
    match ask {
        Ask::Nearest => {
            state.near.iter().map(|topic| topic.name()).chain([ELSE, REFUSED]).collect()
        }
        _ => ask.keys(),
    }
}

/// Whether an option is asked for now.
pub fn awaits_choice(state: &State) -> bool {
    state.awaited.is_some_and(|ask| ask != Ask::Emotion)
}

/// Whether an emotion may be chosen, now or late: faces that nobody answered are still to be seen.
pub fn takes_emotion(state: &State) -> bool {
    state.shown.contains(&Ask::Emotion) || state.awaited == Some(Ask::Emotion)
}

/// Whether an option may be chosen, now or late.
pub fn takes_choice(state: &State) -> bool {
    awaits_choice(state) || state.shown.iter().any(|ask| *ask != Ask::Emotion)
}

/// The label of an emotion that may be chosen.
pub fn label_of_emotion(state: &State, key: &str, texts: &Texts) -> Option<String> {
    let ask = state.asked_with(key, true)?;
    ask.label(ask.key(key)?, texts)
}

/// The label of an option that may be chosen.
pub fn label_of_choice(state: &State, key: &str, texts: &Texts) -> Option<String> {
    let ask = state.asked_with(key, false)?;
    ask.label(ask.key(key)?, texts)
}

/// What a chosen key says, as if it had been written.
pub fn chosen(ask: Ask, key: &str) -> Heard {
    let Some(key) = ask.key(key) else { return Heard::default() };
    let mut heard = Heard { crisis: danger(ask, key), ..Heard::default() };
    match ask {
        Ask::Emotion => heard.feelings.extend(feeling(key)),
        Ask::Nearest if key == ELSE => heard.signals.push(Signal::Elsewhere),
        Ask::What | Ask::Nearest => heard.topics.extend(Topic::parse(key)),
        Ask::Next => heard.signals.extend(wish(key)),
        Ask::Part | Ask::Space | Ask::Who | Ask::Platform => {}
    }
    if heard.feelings.is_empty() && heard.topics.is_empty() && heard.signals.is_empty() {
        heard.replies.push(Reply { ask, key });
    }
    heard
}

/// What an answer to "what would help now" asks for.
fn wish(key: &str) -> Option<Signal> {
    Some(match key {
        "more" => Signal::More,
        "tell" => Signal::HowTell,
        "calm" => Signal::Calm,
        "person" => Signal::Human,
        "other" => Signal::Elsewhere,
        "enough" => Signal::Enough,
        _ => return None,
    })
}

fn feeling(emotion: &str) -> Option<Feeling> {
    match emotion {
        "joy" | "calm" => Some(Feeling::Well),
        _ => Feeling::parse(emotion),
    }
}

/// Some options say plainly what would be a danger in a sentence, too.
fn danger(ask: Ask, key: &str) -> Option<Crisis> {
    let (level, kind) = match (ask, key) {
        (Ask::What | Ask::Nearest, "blackmail") => (Level::High, Kind::Blackmail),
        (Ask::What | Ask::Nearest, "image") => (Level::Concern, Kind::Blackmail),
        (Ask::What | Ask::Nearest, "threats") => (Level::Concern, Kind::Violence),
        (Ask::Nearest, "violence" | "partner") => (Level::High, Kind::Abuse),
        _ => return None,
    };
    Some(Crisis { level, kind })
}

/// The next question to ask, of those whose answer is neither known nor was asked for.
pub fn next(state: &State) -> Option<Ask> {
    let asks: &[Ask] = match state.topic {
        None => &[Ask::What],
        Some(Topic::Insults | Topic::Exclusion | Topic::Hate | Topic::Threats) => {
            &[Ask::Part, Ask::Who, Ask::Platform, Ask::Space]
        }
        Some(Topic::Image | Topic::Blackmail | Topic::FakeAccount) => {
            &[Ask::Part, Ask::Who, Ask::Platform]
        }
        Some(Topic::Witness | Topic::Pressure) => &[Ask::Who, Ask::Platform],
        Some(Topic::Stranger | Topic::HackedAccount | Topic::Regret) => &[Ask::Platform],
        Some(_) => &[],
    };
    // Who would rather not say twice is not asked on.
    let asks = if state.refusals() >= 2 { &[] } else { asks };
    asks.iter().copied().find(|ask| !state.answers.contains_key(ask) && !is_idle(*ask, state))
}

/// Whether other answers have made a question idle: who is about to send something themselves is not
/// asked who does it, and away from the screen nothing is private or public.
fn is_idle(ask: Ask, state: &State) -> bool {
    match ask {
        Ask::Who => state.answer(Ask::Part) == Some(SENDING),
        Ask::Space => state.answer(Ask::Platform) == Some(OFFLINE),
        _ => false,
    }
}

/// Whether the topic is a matter of screens, so that a platform named in passing belongs to it.
pub fn is_online(topic: Topic) -> bool {
    next(&State { topic: Some(topic), ..State::default() }).is_some()
}

/// Whose advice fits: a witness needs other steps than the one it happens to.
pub fn subject(state: &State) -> Option<Topic> {
    let topic = state.topic?;
    Some(match (topic, state.answer(Ask::Part)) {
        (topic, Some(SAW)) if is_online(topic) || topic == Topic::Violence => Topic::Witness,
        (Topic::Image | Topic::Blackmail, Some(SENDING)) => Topic::Pressure,
        (
            Topic::Insults | Topic::Exclusion | Topic::Hate | Topic::Threats | Topic::FakeAccount,
            Some(SENDING),
        ) => Topic::Regret,
        _ => topic,
    })
}
