//! Decides whether a message speaks of danger: which one, how near, and whether it is meant.

use serde::{Deserialize, Serialize};

use super::heard::Signal;
use super::lexicon::{Danger, Meaning, Said, lexicon};
use super::pattern::{Found, Ids};
use super::words::Word;

#[cfg(test)]
mod tests;

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
        [Level::Concern, Level::High, Level::Imminent]
            .into_iter()
            .find(|level| level.name() == name)
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

/// The gravest danger among the patterns found, once their surroundings were looked at.
pub fn judge(words: &[Word], ids: &[Ids], found: &[Found<Said>]) -> Option<Crisis> {
    let message = Message { words, ids, found };
    found
        .iter()
        .filter_map(|one| match one.means.meaning {
            Meaning::Danger(danger) => message.weigh(one, danger),
            _ => None,
        })
        .max_by_key(|crisis| (crisis.level, crisis.kind == Kind::Suicide))
}

struct Message<'a> {
    words: &'a [Word],
    ids: &'a [Ids],
    found: &'a [Found<Said>],
}

impl Message<'_> {
    fn weigh(&self, one: &Found<Said>, danger: Danger) -> Option<Crisis> {
        let Danger { mut kind, mut level, weak, own_negation } = danger;
        let negated = one.negated_inside || negated_before(self.words, self.ids, one.start);
        if negated && !own_negation {
            return None;
        }
        let near = |signal| self.has(signal, one, true);
        let anywhere = |signal| self.has(signal, one, false);
        if near(Signal::Fiction) || (weak && near(Signal::Trivial)) || self.is_slow(one) {
            return None;
        }
        let laughed_off = anywhere(Signal::Joke) && (weak || near(Signal::Trivial));
        let over = anywhere(Signal::Resolved) && near(Signal::Past);
        if laughed_off || over || self.ends_before(Signal::Told, one) {
            level = Level::Concern;
        }
        if matches!(kind, Kind::Suicide | Kind::SelfHarm) && self.about_another(one) {
            // "My mother will kill me" is no danger by itself; threats have patterns of their own.
            if matches!(self.words[one.start].plain.as_str(), "me" | "m") {
                return None;
            }
            kind = Kind::Friend;
        }
        if level == Level::High && kind == Kind::Suicide && !weak && near(Signal::Now) {
            level = Level::Imminent;
        }
        Some(Crisis { level, kind })
    }

    /// Whether a signal stands in the same sentence, or anywhere.
    fn has(&self, signal: Signal, one: &Found<Said>, same_sentence: bool) -> bool {
        let sentence = self.words[one.start].sentence;
        self.found.iter().any(|other| {
            other.means.meaning == Meaning::Signal(signal)
                && (!same_sentence || self.words[other.start].sentence == sentence)
        })
    }

    /// `tu tu` without accents may be "slowly"; the word after it tells.
    fn is_slow(&self, one: &Found<Said>) -> bool {
        self.found.iter().any(|other| {
            other.means.meaning == Meaning::Signal(Signal::Slow) && other.start == one.start
        })
    }

    /// Whether a signal ends right before the danger: "they told me to …".
    fn ends_before(&self, signal: Signal, one: &Found<Said>) -> bool {
        self.found.iter().any(|other| {
            other.means.meaning == Meaning::Signal(signal)
                && other.end <= one.start
                && one.start - other.end <= 1
        })
    }

    /// Whether somebody close is the subject: named before, in the same clause, with no "I" between.
    fn about_another(&self, one: &Found<Said>) -> bool {
        self.found.iter().any(|other| {
            other.means.meaning == Meaning::Signal(Signal::Other)
                && other.end <= one.start
                && one.start - other.end <= 5
                && self.words[other.start].clause == self.words[one.start].clause
                && !self.words[other.end..one.start].iter().any(|word| is_i(&word.plain))
        })
    }
}

fn is_i(plain: &str) -> bool {
    matches!(plain, "i" | "im" | "ive" | "id" | "ill" | "je" | "j" | "toi" | "minh" | "em" | "tao")
}

/// Words at which a negation on their left has no more to do with what is on their right.
fn stops(plain: &str) -> bool {
    is_i(plain)
        || matches!(
            plain,
            "but"
                | "so"
                | "because"
                | "and"
                | "mais"
                | "donc"
                | "et"
                | "car"
                | "que"
                | "nhung"
                | "nen"
                | "roi"
                | "nua"
                | "vi"
                | "ma"
                | "he"
                | "she"
                | "they"
        )
}

/// After these a negation speaks of them alone: "I don't know why", "không ai", "can't stop".
fn absorbs(plain: &str) -> bool {
    matches!(
        plain,
        "know"
            | "care"
            | "stop"
            | "understand"
            | "see"
            | "sleep"
            | "one"
            | "more"
            | "longer"
            | "help"
            | "matter"
            | "sais"
            | "sait"
            | "comprend"
            | "comprends"
            | "biet"
            | "ai"
            | "noi"
            | "hieu"
            | "on"
            | "vui"
            | "bien"
            | "trop"
            | "va"
            | "gi"
            | "chiu"
            | "the"
            | "con"
            | "thich"
            | "duoc"
    )
}

/// Whether a negation stands before word `start` and reaches it.
pub fn negated_before(words: &[Word], ids: &[Ids], start: usize) -> bool {
    let patterns = &lexicon().patterns;
    let clause = words[start].clause;
    for back in 1..=4usize.min(start) {
        let at = start - back;
        let plain = words[at].plain.as_str();
        if words[at].clause != clause {
            return false;
        }
        if patterns.negates(&ids[at]) {
            // Vietnamese puts the negation close to its verb, French and English can leave room.
            let close =
                if matches!(plain, "khong" | "chua" | "chang" | "cha" | "dung") { 2 } else { 4 };
            let absorbed =
                words.get(at + 1).is_some_and(|next| at + 1 < start && absorbs(&next.plain));
            return back <= close && !absorbed;
        }
        if stops(plain) {
            return false;
        }
    }
    false
}
