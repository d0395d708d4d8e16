//! Decides whether a message speaks of danger: which one, how near, and whether it is meant.

use app::language::Language;
use serde::{Deserialize, Serialize};

use super::heard::Signal;
use super::lexicon::{Meaning, Said};
use super::pattern::{Found, Ids};
use super::words::Word;
use model::{Scores, model};
use scope::{Hit, Verdict};

mod concepts;
mod features;
mod model;
mod negation;
mod scope;
pub mod study;

#[cfg(test)]
mod tests;

pub use negation::negated_before;

/// How near a danger is, after the Columbia scale.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Distress or harassment: warm advice, lines on offer, no alarm.
    Concern,
    /// A wish to die, self-harm, abuse, blackmail, a friend at risk.
    High,
    /// Under way, means at hand, a plan for today.
    Imminent,
}

impl Level {
    /// All of them, the lightest first.
    pub const ALL: [Level; 3] = [Level::Concern, Level::High, Level::Imminent];

    /// Whether the API calls this a crisis.
    pub const fn is_crisis(self) -> bool {
        matches!(self, Level::High | Level::Imminent)
    }

    /// `concern`, `high` or `imminent`.
    pub const fn name(self) -> &'static str {
        match self {
            Level::Concern => "concern",
            Level::High => "high",
            Level::Imminent => "imminent",
        }
    }

    /// Reads a name; `None` if there is none such.
    pub fn parse(name: &str) -> Option<Level> {
        Level::ALL.into_iter().find(|level| level.name() == name)
    }
}

/// Which danger.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// Thoughts of suicide.
    Suicide,
    /// Hurting oneself.
    SelfHarm,
    /// Violence or sexual acts by someone close or an adult.
    Abuse,
    /// Blackmail with intimate images.
    Blackmail,
    /// Threats of violence.
    Violence,
    /// Somebody else is in danger.
    Friend,
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 6] =
        [Kind::Suicide, Kind::SelfHarm, Kind::Abuse, Kind::Blackmail, Kind::Violence, Kind::Friend];

    /// The name in the lists and texts.
    pub const fn name(self) -> &'static str {
        match self {
            Kind::Suicide => "suicide",
            Kind::SelfHarm => "self_harm",
            Kind::Abuse => "abuse",
            Kind::Blackmail => "blackmail",
            Kind::Violence => "violence",
            Kind::Friend => "friend",
        }
    }

    /// Reads a name; `None` if there is none such.
    pub fn parse(name: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

/// A danger that a message speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Crisis {
    /// How near it is.
    pub level: Level,
    /// Which one it is.
    pub kind: Kind,
}

/// From which odds of a crisis on, as a logarithm, a message is an alarm where the patterns do not
/// decide: the surer they are, the less the model must see by itself. What a pattern says for sure
/// the model takes away only where it is very sure itself.
const fn alarm(patterns: Verdict) -> f32 {
    match patterns {
        Verdict::Silent => 1.3,
        Verdict::Weak => -1.0,
        Verdict::Strong => -3.5,
        Verdict::Denied => 3.0,
    }
}

/// What a message e times as long as the corpus' needs beyond that: among many parts the worst one
/// is bad by chance.
const LONG: f32 = 2.0;
/// In fewer words than this the model reads little by itself: each one missing raises the bar by 1.
const SHORT: usize = 6;
/// What a message that asks for a step, or answers one, needs beyond that.
const ASKING: f32 = 2.0;
/// Most messages of the corpus have fewer words than this.
const LEARNT_LENGTH: f32 = 24.0;
/// From these odds on it is a concern: advice with a line on offer, and perhaps a plain question.
const WORRY: f32 = 0.6;
/// From these odds on a crisis that the patterns call high is imminent.
const NEAR: f32 = 0.6;

/// The danger that a message speaks of, by the patterns found in it and by the model.
pub fn judge(
    words: &[Word],
    language: Option<Language>,
    ids: &[Ids],
    found: &[Found<Said>],
) -> Option<Crisis> {
    let hits = scope::hits(words, ids, found);
    decide(&model().scores(words, language, &hits), words.len(), &hits, asks(found))
}

/// Whether the message takes up what was said.
fn asks(found: &[Found<Said>]) -> bool {
    let is_one = |one: &Found<Said>| matches!(one.means.meaning, Meaning::Signal(signal) if is_request(signal));
    found.iter().any(is_one)
}

/// Whether it takes up what was said, rather than telling something.
const fn is_request(signal: Signal) -> bool {
    matches!(
        signal,
        Signal::HowTell
            | Signal::HowReport
            | Signal::HowBlock
            | Signal::HowKeep
            | Signal::Law
            | Signal::Human
            | Signal::Erase
            | Signal::Helped
            | Signal::NotHelped
            | Signal::Already
            | Signal::OffTopic
            | Signal::Safe
    )
}

/// Puts both halves together.
fn decide(windows: &[Scores], length: usize, hits: &[Hit], asks: bool) -> Option<Crisis> {
    let worst = windows.iter().max_by(|a, b| a.crisis().total_cmp(&b.crisis()))?;
    let unsure = if asks { ASKING } else { 0.0 };
    let missing = SHORT.saturating_sub(length) as f32 + unsure;
    let missing = if hits.is_empty() { missing } else { 0.0 };
    let bar = LONG * (length as f32 / LEARNT_LENGTH).max(1.0).ln() + missing;
    let seen = Hit::gravest(hits);
    let kind = seen.map_or(Kind::ALL[worst.kind()], |crisis| crisis.kind);
    if worst.crisis() > alarm(Hit::verdict(hits)) + bar {
        let is_seen = seen.is_some_and(|crisis| crisis.level.is_crisis());
        // What only the model sees is never called imminent: it guesses.
        let near = is_seen && worst.imminent() > NEAR;
        let level = if near { Level::Imminent } else { Level::High };
        let level = seen.map_or(level, |crisis| crisis.level.max(level));
        return Some(Crisis { level, kind });
    }
    let denied = Hit::verdict(hits) == Verdict::Denied;
    let worried =
        hits.iter().any(|hit| hit.crisis.is_some()) || (!denied && worst.crisis() > WORRY + bar);
    worried.then_some(Crisis { level: Level::Concern, kind })
}
