//! What a whole talk is about by now, and which danger is in it: a linear model over the latest message
//! and, fading, over all that came before it.
//!
//! It reads the words of each message and what was heard in it. Of earlier messages only scores are kept,
//! no text. It was learnt from the talks and lines of `server/corpus` by `make train`.

use std::borrow::Cow;
use std::sync::LazyLock;

use app::language::Language;
use serde::{Deserialize, Serialize};

use super::crisis::{Kind, Level, features};
use super::heard::{Heard, Signal, Topic};
use super::lexicon::lexicon;
use super::linear::{Linear, likeliest, soften};
use super::words::Word;

pub mod study;

/// The topics, before them none.
const TOPICS: usize = Topic::ALL.len() + 1;
/// The dangers, before them none.
const KINDS: usize = Kind::ALL.len() + 1;
/// What is to be believed: a topic, a danger, and whether it is now.
const OUTPUTS: usize = TOPICS + KINDS + 2;
/// For every output what a message says now, and what it says once it is past.
const WEIGHTS: usize = 2 * OUTPUTS;
/// So many words of a message are read.
const READ: usize = 60;
/// How much what was heard weighs beside the words.
const HEARD: f32 = 0.5;
/// The same for how likely it is by the models of single messages.
const LIKELY: f32 = 4.0;
/// What is less likely than this is not read.
const LEAST: f32 = 0.03;
/// What is left of earlier messages with each new one.
const FADES: f32 = 0.85;
/// How much it tells that a topic was chosen.
const CHOSEN: f32 = 8.0;
/// What a whole number in the state stands for.
const UNIT: f32 = 0.01;

/// What a message adds to the belief: now, and for the messages after it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Strand([f32; WEIGHTS]);

impl Default for Strand {
    fn default() -> Strand {
        Strand([0.0; WEIGHTS])
    }
}

#[cfg(test)]
impl Strand {
    /// What a message adds that may be about each of these topics, is not clear, and tells no danger.
    pub fn leaning(topics: &[Topic]) -> Strand {
        let mut strand = Strand::default();
        for (at, score) in strand.0[..TOPICS + KINDS].iter_mut().enumerate() {
            let is_topic = at < TOPICS && at > 0 && topics.contains(&Topic::ALL[at - 1]);
            let is_one = is_topic || at == 0 || at == TOPICS;
            *score = if is_one { 0.0 } else { -20.0 } - weights().bias[at];
        }
        strand
    }

    /// What a message adds in which the whole talk makes this danger likely, and not certain.
    pub fn hinting(kind: Kind) -> Strand {
        let mut strand = Strand::default();
        for (at, score) in strand.0[TOPICS..TOPICS + KINDS].iter_mut().enumerate() {
            let wanted = match at {
                0 => 0.0,
                at if at == kind as usize + 1 => 1.9,
                _ => -20.0,
            };
            *score = wanted - weights().bias[TOPICS + at];
        }
        strand
    }
}

/// What all earlier messages say, as scores.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Thread(Vec<i16>);

/// How likely each topic and danger is by now.
#[derive(Clone, Copy, Debug)]
pub struct Belief([f32; OUTPUTS]);

impl Thread {
    /// What is to be believed after this message, which is a part of the thread from now on.
    pub fn follow(&mut self, strand: &Strand) -> Belief {
        self.follow_by(weights(), strand)
    }

    /// Takes it that the talk is about what was chosen.
    pub fn choose(&mut self, topic: Topic) {
        self.forget_topics();
        if let Some(at) = Topic::ALL.iter().position(|one| *one == topic) {
            self.0[at + 1] = (CHOSEN / UNIT) as i16;
        }
    }

    /// Forgets what it seemed to be about.
    pub fn forget_topics(&mut self) {
        self.begin();
        self.0[..TOPICS].fill(0);
    }

    /// Scores of another version say nothing.
    fn begin(&mut self) {
        if self.0.len() != OUTPUTS {
            self.0 = vec![0; OUTPUTS];
        }
    }

    fn follow_by(&mut self, weights: &Linear<WEIGHTS>, strand: &Strand) -> Belief {
        let (now, later) = strand.0.split_at(OUTPUTS);
        self.begin();
        let mut scores = [0.0; OUTPUTS];
        for (at, score) in scores.iter_mut().enumerate() {
            let before = f32::from(self.0[at]) * UNIT;
            *score = weights.bias[at] + now[at] + before;
            self.0[at] = ((before + later[at]) * FADES / UNIT) as i16;
        }
        Belief::of(scores)
    }
}

impl Belief {
    fn of(mut scores: [f32; OUTPUTS]) -> Belief {
        let (topics, rest) = scores.split_at_mut(TOPICS);
        let (kinds, now) = rest.split_at_mut(KINDS);
        soften(topics);
        soften(kinds);
        soften(now);
        Belief(scores)
    }

    /// The likeliest topic, with how likely it is; `None` where that is none.
    pub fn topic(&self) -> Option<(Topic, f32)> {
        likeliest(&self.0[..TOPICS]).map(|(at, odds)| (Topic::ALL[at], odds))
    }

    /// The topics, the likeliest first, with how likely each is.
    pub fn likely_topics(&self) -> impl Iterator<Item = (Topic, f32)> {
        let mut all: Vec<_> = Topic::ALL.iter().copied().zip(self.0[1..].iter().copied()).collect();
        all.sort_by(|a, b| b.1.total_cmp(&a.1));
        all.into_iter()
    }

    /// How likely a topic is.
    pub fn odds_of(&self, topic: Topic) -> f32 {
        Topic::ALL.iter().position(|one| *one == topic).map_or(0.0, |at| self.0[at + 1])
    }

    /// How likely it is that there is a danger.
    pub const fn danger(&self) -> f32 {
        1.0 - self.0[TOPICS]
    }

    /// The likeliest danger, whether or not there is one, with how likely it is if there is one.
    pub fn kind(&self) -> (Kind, f32) {
        let kinds = self.0[TOPICS + 1..][..Kind::ALL.len()].iter();
        let most = kinds.enumerate().max_by(|a, b| a.1.total_cmp(b.1));
        let danger = self.danger().max(f32::MIN_POSITIVE);
        most.map_or((Kind::Suicide, 0.0), |(at, odds)| (Kind::ALL[at], odds / danger))
    }

    /// How likely it is that it happens now.
    pub const fn now(&self) -> f32 {
        self.0[OUTPUTS - 1]
    }
}

static WEIGHTS_LEARNT: LazyLock<Linear<WEIGHTS>> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "an embedded file, read by every test")]
    Linear::read(Cow::Borrowed(include_bytes!("thread/weights.bin")))
        .expect("the embedded weights are well formed")
});

/// The embedded weights, read at first use.
fn weights() -> &'static Linear<WEIGHTS> {
    &WEIGHTS_LEARNT
}

/// What a message adds to the thread.
pub fn strand(words: &[Word], language: Option<Language>, heard: &Heard) -> Strand {
    by(weights(), words, language, heard)
}

fn by(
    weights: &Linear<WEIGHTS>,
    words: &[Word],
    language: Option<Language>,
    heard: &Heard,
) -> Strand {
    let (mut rows, mut count) = (Vec::with_capacity(words.len() * 16), 0_u32);
    of_words(words, language, |slot| {
        count += 1;
        rows.extend(weights.row(slot));
    });
    let mut sums = [0; WEIGHTS];
    weights.add_all(&rows, &mut sums);
    let size = weights.scale / (count.max(1) as f32).sqrt();
    let mut strand = Strand(sums.map(|sum| sum as f32 * size));
    of_heard(heard, |slot, value| {
        let Some(row) = weights.row(slot) else { return };
        let mut own = [0; WEIGHTS];
        weights.add(row, &mut own);
        for (score, weight) in strand.0.iter_mut().zip(own) {
            *score += f32::from(weight) * weights.scale * value;
        }
    });
    strand
}

/// The features of the words. Letters are read of those alone that our lists do not have.
fn of_words(words: &[Word], language: Option<Language>, mut see: impl FnMut(usize)) {
    let words = &words[..words.len().min(READ)];
    let is_known: Vec<bool> =
        words.iter().map(|word| lexicon().patterns.knows(&word.plain)).collect();
    for word in words.iter().zip(&is_known).filter(|(_, is_known)| **is_known) {
        see(features::word(&word.0.plain));
    }
    features::each(words, language, |at| is_known[at], |_, slot| see(slot));
}

/// The last signal that the weights know; the others came later and are named at the end.
const LAST_LEARNT: Signal = Signal::SaidYes;

/// What was heard, as features with their values.
fn of_heard(heard: &Heard, mut see: impl FnMut(usize, f32)) {
    let mut name = |group: u64, key: u64| see(features::named(group, key), HEARD);
    for topic in &heard.topics {
        name(20, *topic as u64 * 2 + u64::from(heard.is_gist));
    }
    heard.negated.iter().for_each(|topic| name(21, *topic as u64));
    let learnt = heard.signals.iter().filter(|signal| **signal <= LAST_LEARNT);
    learnt.for_each(|signal| name(22, *signal as u64));
    heard.feelings.iter().for_each(|feeling| name(23, *feeling as u64));
    if let Some(crisis) = heard.crisis {
        let level = match crisis.level {
            Level::Concern => 0,
            Level::High => 1 + u64::from(heard.is_guess) + u64::from(heard.is_faint),
            Level::Imminent => 4,
        };
        name(24, crisis.kind as u64 * 8 + level);
        name(25, level);
    }
    name(26, u64::from(heard.is_short) + u64::from(heard.is_brief));
    if heard.asks {
        name(27, 0);
    }
    for reply in &heard.replies {
        name(28, reply.key.bytes().fold(0, |key, byte| key * 31 + u64::from(byte)));
    }
    let (topics, intents) = heard.guess.odds();
    for (group, odds) in [(29, topics), (30, intents)] {
        for (at, odds) in odds.iter().enumerate().filter(|(_, odds)| **odds >= LEAST) {
            see(features::named(group, at as u64), *odds * LIKELY);
        }
    }
    let (danger, kinds, near) = heard.scores.odds();
    let all = [danger, danger * near].into_iter().chain(kinds.map(|kind| kind * danger));
    for (at, odds) in all.enumerate().filter(|(_, odds)| *odds >= LEAST) {
        see(features::named(31, at as u64), odds * LIKELY);
    }
}

#[cfg(test)]
mod tests {
    use super::super::heard::hear;
    use super::*;

    /// What is believed after these messages.
    fn after(told: &[&str]) -> Belief {
        let mut thread = Thread::default();
        let mut follow = |text: &&str| thread.follow(&hear(text).strand);
        told.iter().map(&mut follow).last().unwrap()
    }

    #[test]
    fn an_answer_of_a_word_leaves_what_was_told_before_it() {
        for told in ["my stepdad hits me with his belt", "mon beau-père me frappe", "bố đánh em"]
        {
            let (alone, later) = (after(&["yes"]), after(&[told, "yes"]));
            let (alone, danger) = (alone.danger(), later.danger());
            assert!(danger > 0.1 + 2.0 * alone, "{told}: {danger}, {alone} alone");
            assert_eq!(later.kind().0, Kind::Abuse, "{told}");
            assert_eq!(later.topic().map(|it| it.0), Some(Topic::Violence), "{told}");
        }
    }

    #[test]
    fn pieces_that_say_little_alone_say_more_together() {
        let pieces = [
            "we are going to my dads village in the holidays",
            "my aunt bought me a gold dress. for me",
            "there is a cousin, everybody asks if i like him",
            "they said i wont need the return ticket",
        ];
        let alone = pieces.iter().map(|piece| after(&[piece]).odds_of(Topic::Forced));
        let most = alone.fold(0.0, f32::max);
        assert!(after(&pieces).odds_of(Topic::Forced) > most, "{most}");
    }

    #[test]
    fn scores_of_another_version_are_forgotten() {
        let mut thread = Thread(vec![10_000; 3]);
        let believed = thread.follow(&Strand::default());
        assert_eq!(believed.0, Thread::default().follow(&Strand::default()).0);
    }
}
