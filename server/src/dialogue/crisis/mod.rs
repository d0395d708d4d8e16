//! Decides whether a message speaks of danger: which one, how near, and whether it is meant.

use app::language::Language;
use serde::{Deserialize, Serialize};

use super::heard::{Signal, Topic};
use super::lexicon::{Meaning, Said};
use super::pattern::{Found, Ids};
use super::words::Word;
pub use model::Scores;
use model::{Seen, model, worst};
use scope::{Hit, Verdict};

mod concepts;
pub(super) mod features;
mod model;
mod negation;
mod scope;
pub(super) mod slots;
pub mod study;

#[cfg(test)]
mod tests;

pub use negation::{is_i, negated_before};

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

/// What was decided of a message.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Judged {
    /// The danger, if there is one.
    pub crisis: Option<Crisis>,
    /// Whether no words for it were found: then it is asked, and not taken for true.
    pub is_guess: bool,
    /// Whether it is a guess that gives way to what a talk is known to be about.
    pub is_faint: bool,
    /// What the model says of the worst part, whether or not that is an alarm.
    pub scores: Scores,
}

/// From which odds of a crisis on, as a logarithm, a message is an alarm. `examples/tune.rs`
/// proposes them, on parts of the corpus that the model had not seen; explicit words keep a lower bar
/// than it proposes, and short messages a higher one, for the sake of the talk.
#[derive(Clone, Copy, Debug)]
pub struct Bars {
    /// Where no pattern was found.
    pub silent: f32,
    /// Where one was found that is often said in exaggeration.
    pub weak: f32,
    /// Where another one was found: the model takes it away only where it is very sure.
    pub strong: f32,
    /// What that one needs beyond that where it stands among many other words: those tell the model
    /// enough to be believed.
    pub crowded: f32,
    /// Where the surroundings took it away.
    pub denied: f32,
    /// What a message e times as long as the corpus' needs beyond that where no pattern was found:
    /// among many parts the worst one is bad by chance.
    pub long: f32,
    /// The same where one was found.
    pub long_found: f32,
    /// What each word fewer than [`SHORT`] needs beyond that: the model reads little in them, so
    /// that it takes away less of what our lists find, too.
    pub short: f32,
    /// What a message that asks for a step, or answers one, needs beyond that.
    pub asking: f32,
    /// How much surer one sentence by itself must be than a whole message.
    pub sentence: f32,
    /// What the odds of one that says it in plain words must be above, whatever stands around it.
    pub plain: f32,
}

impl Bars {
    /// The ones in use.
    pub const OURS: Bars = Bars {
        silent: 0.0,
        weak: -0.5,
        strong: -1.5,
        crowded: 0.7,
        denied: 1.5,
        long: 3.5,
        long_found: 1.5,
        short: 0.9,
        asking: 0.5,
        sentence: 2.9,
        plain: 2.0,
    };

    /// What sounds most like a crisis, with its odds.
    fn worst<'a>(&self, seen: &'a Seen) -> Option<(&'a Scores, f32)> {
        let whole = worst(&seen.windows)?;
        let sentence = worst(&seen.sentences).map(|one| (one, one.crisis() - self.sentence));
        let whole = (whole, whole.crisis());
        Some(sentence.filter(|sentence| sentence.1 > whole.1).unwrap_or(whole))
    }

    /// What the odds of a message must be above: by what the patterns say, its length in words, and
    /// whether it asks for a step or answers one.
    fn bar(&self, patterns: Verdict, length: usize, asks: bool) -> f32 {
        let times = (length as f32 / LEARNT_LENGTH).max(1.0).ln();
        let short = self.short * SHORT.saturating_sub(length) as f32;
        let asking = if asks { self.asking } else { 0.0 };
        let crowd = ((length as f32 - ALONE) / ALONE).clamp(0.0, 1.0);
        match patterns {
            Verdict::Silent => self.silent + self.long * times + short + asking,
            Verdict::Weak => self.weak + self.long_found * times,
            Verdict::Strong => self.strong + self.crowded * crowd + self.long_found * times - short,
            Verdict::Denied => self.denied + self.long_found * times,
        }
    }
}

/// In fewer words than this the model reads little by itself.
const SHORT: usize = 6;
/// In up to so many words a pattern stands nearly alone; in twice as many it does not.
const ALONE: f32 = 8.0;
/// Most messages of the corpus have fewer words than this.
const LEARNT_LENGTH: f32 = 24.0;
/// A guess that is less than this above its bar is faint.
const FAINT: f32 = 1.2;
/// From these odds on a crisis that the patterns call high is imminent.
const NEAR: f32 = 0.6;

/// The danger that a message speaks of, by the patterns found in it and by the model.
pub fn judge(
    words: &[Word],
    language: Option<Language>,
    ids: &[Ids],
    found: &[Found<Said>],
) -> Judged {
    let hits = scope::hits(words, ids, found);
    let seen = model().scores(words, language, &hits);
    let scores = Bars::OURS.worst(&seen).map(|(worst, _)| *worst).unwrap_or_default();
    Judged { scores, ..decide(&seen, words.len(), &hits, Does::of(found)) }
}

/// What else a message does, as far as it matters to how much the model is believed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Does {
    /// It takes up what was said, or tells of a game, a film or a song.
    asks: bool,
    /// It names a trouble that has its own advice, and words that the model takes for a danger: a
    /// death, a demand, a slur.
    is_explained: bool,
    /// It tells of a picture that is passed on, which has its own advice, and of no demand.
    tells_of_image: bool,
}

impl Does {
    fn of(found: &[Found<Said>]) -> Does {
        let any = |is_one: fn(Meaning) -> bool| found.iter().any(|one| is_one(one.means.meaning));
        Does {
            asks: any(|means| matches!(means, Meaning::Signal(signal) if is_request(signal))),
            // Who is pressed by a stranger is in danger, whatever else it is.
            is_explained: any(|means| matches!(means, Meaning::Topic(topic) if has_advice(topic)))
                && !any(|means| matches!(means, Meaning::Topic(Topic::Stranger))),
            tells_of_image: any(|means| matches!(means, Meaning::Topic(Topic::Image)))
                && !any(|means| matches!(means, Meaning::Topic(Topic::Blackmail))),
        }
    }
}

/// What is sad, or wrong, and no danger by itself.
const fn has_advice(topic: Topic) -> bool {
    matches!(topic, Topic::Grief | Topic::Pressure | Topic::Hate)
}

/// Whether it takes up what was said, or tells of a game, a film or a song.
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
            | Signal::Fiction
    )
}

/// Puts both halves together.
fn decide(seen: &Seen, length: usize, hits: &[Hit], does: Does) -> Judged {
    let bars = &Bars::OURS;
    let Some((worst, odds)) = bars.worst(seen) else { return Judged::default() };
    let bar = bars.bar(Hit::verdict(hits), length, does.asks);
    let found = Hit::gravest(hits);
    let likeliest = Kind::ALL[worst.kind()];
    if odds > bar || seen.plain > bars.plain {
        let Some(found) = found.filter(|crisis| crisis.level.is_crisis()) else {
            // A trouble that the lists know by another name is answered as that, with a line.
            let is_passed_on = does.tells_of_image && likeliest == Kind::Blackmail;
            if is_passed_on || found.is_none() && does.is_explained {
                let crisis = Some(Crisis { level: Level::Concern, kind: likeliest });
                return Judged { crisis, ..Judged::default() };
            }
            // What only the model sees is never called imminent: it guesses.
            let is_backed = found.is_some_and(|crisis| crisis.kind == likeliest);
            let crisis = Some(Crisis { level: Level::High, kind: likeliest });
            let is_faint = !is_backed && odds < bar + FAINT;
            return Judged { crisis, is_guess: !is_backed, is_faint, ..Judged::default() };
        };
        // A picture that was sent is sent; only words for a threat that runs out make that imminent.
        // A single word, be it "farewell", is asked about first.
        let may_near = found.kind != Kind::Blackmail && length > 1 && worst.imminent() > NEAR;
        let level = if may_near { Level::Imminent } else { found.level };
        let crisis = Some(Crisis { level, kind: found.kind });
        return Judged { crisis, ..Judged::default() };
    }
    let is_worry = hits.iter().any(|hit| hit.crisis.is_some());
    let kind = found.map_or(likeliest, |crisis| crisis.kind);
    let crisis = is_worry.then_some(Crisis { level: Level::Concern, kind });
    Judged { crisis, ..Judged::default() }
}
