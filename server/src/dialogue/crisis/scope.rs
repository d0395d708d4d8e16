//! Looks at the surroundings of a pattern of danger: who, when, negated, joking, in a game.

use std::ops::Range;

use super::super::heard::Signal;
use super::super::lexicon::{Danger, Meaning, Said};
use super::super::pattern::{Found, Ids};
use super::super::words::Word;
use super::negation::{is_i, negated_after, negated_before};
use super::{Crisis, Kind, Level};

/// A pattern of danger in a message.
#[derive(Clone, Copy, Debug)]
pub struct Hit {
    /// The danger as its surroundings leave it; `None` if they take it away.
    pub crisis: Option<Crisis>,
    /// Whether the pattern is often said in exaggeration, or here of what was or is over.
    pub weak: bool,
    /// Index of the pattern's first word.
    start: usize,
}

impl Hit {
    /// How many sorts of hits there are: each kind, level and weakness, and "taken away".
    pub const SORTS: usize = Kind::ALL.len() * 6 + 1;

    fn sort(&self) -> usize {
        self.crisis.map_or(Hit::SORTS - 1, |Crisis { level, kind }| {
            kind as usize * 6 + level as usize * 2 + usize::from(self.weak)
        })
    }

    /// The sorts of the hits that start inside `window`, each once.
    pub fn sorts(hits: &[Hit], window: &Range<usize>) -> impl Iterator<Item = usize> + use<> {
        let inside = hits.iter().filter(|hit| window.contains(&hit.start));
        let set = inside.fold(0u64, |set, hit| set | 1 << hit.sort());
        (0..Hit::SORTS).filter(move |sort| set >> sort & 1 == 1)
    }

    /// Whether an alarm of which nothing is taken away starts inside `window`.
    pub fn says_plainly(hits: &[Hit], window: &Range<usize>) -> bool {
        let inside = hits.iter().filter(|hit| window.contains(&hit.start) && !hit.weak);
        inside.filter_map(|hit| hit.crisis).any(|crisis| crisis.level.is_crisis())
    }

    /// What the patterns say as a whole.
    pub fn verdict(hits: &[Hit]) -> Verdict {
        let alarm = |hit: &&Hit| hit.crisis.is_some_and(|crisis| crisis.level.is_crisis());
        let mut alarms = hits.iter().filter(alarm).peekable();
        if alarms.peek().is_some() {
            return if alarms.all(|hit| hit.weak) { Verdict::Weak } else { Verdict::Strong };
        }
        let taken_away = hits.iter().any(|hit| hit.crisis.is_none());
        if taken_away { Verdict::Denied } else { Verdict::Silent }
    }

    /// The gravest danger among them.
    pub fn gravest(hits: &[Hit]) -> Option<Crisis> {
        let dangers = hits.iter().filter_map(|hit| hit.crisis);
        dangers.max_by_key(|crisis| (crisis.level, crisis.kind == Kind::Suicide))
    }
}

/// What the patterns of a message say as a whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// None was found.
    Silent,
    /// An alarm, but only by what is often said in exaggeration.
    Weak,
    /// An alarm.
    Strong,
    /// Some were found, all negated, or in a game, a film, a joke.
    Denied,
}

/// The patterns of danger that were found, with their surroundings looked at.
pub fn hits(words: &[Word], ids: &[Ids], found: &[Found<Said>]) -> Vec<Hit> {
    let message = Message { words, ids, found };
    let dangers = found.iter().filter_map(|one| match one.means.meaning {
        Meaning::Danger(danger) => Some((one, danger)),
        _ => None,
    });
    dangers
        .map(|(one, danger)| {
            let weak = danger.weak || message.may_be_over(one);
            Hit { crisis: message.weigh(one, danger), weak, start: one.start }
        })
        .collect()
}

struct Message<'a> {
    words: &'a [Word],
    ids: &'a [Ids],
    found: &'a [Found<Said>],
}

impl Message<'_> {
    fn weigh(&self, one: &Found<Said>, danger: Danger) -> Option<Crisis> {
        let Danger { mut kind, mut level, weak, own_negation } = danger;
        let negated = one.negated_inside
            || negated_before(self.words, self.ids, one.start)
            || negated_after(self.words, one.end);
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
        if kind == Kind::Suicide && self.is_done_by_others(one) {
            return None;
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

    /// Whether it may be told of earlier times: the model judges the rest.
    fn may_be_over(&self, one: &Found<Said>) -> bool {
        self.has(Signal::Past, one, true) || self.has(Signal::Resolved, one, false)
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

    /// "Mes parents vont me tuer": French says "me" of what others do, too.
    fn is_done_by_others(&self, one: &Found<Said>) -> bool {
        let before = one.start.checked_sub(1).map(|at| self.words[at].plain.as_str());
        let is_me = matches!(self.words[one.start].plain.as_str(), "me" | "m");
        is_me && matches!(before, Some("va" | "vont" | "veut" | "veulent" | "allait" | "allaient"))
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
