//! What a message is about and what it wants, where our lists do not tell: a linear model's guess.
//!
//! It reads the same features as the model for crises, and was learnt from `server/corpus/*/talk.tsv`
//! by `make train`. It never decides about danger.

use std::borrow::Cow;
use std::sync::{LazyLock, OnceLock};

use app::language::Language;

use super::crisis::features;
use super::heard::{Signal, Topic};
use super::lexicon::lexicon;
use super::linear::{Linear, likeliest, soften};
use super::words::{Word, WordMap};

pub mod study;

/// What a message can want, of which there are lines in the corpus.
pub const INTENTS: [Signal; 56] = [
    Signal::Who,
    Signal::Secret,
    Signal::Erase,
    Signal::Human,
    Signal::HowTell,
    Signal::HowReport,
    Signal::HowBlock,
    Signal::HowKeep,
    Signal::Law,
    Signal::Pay,
    Signal::Serious,
    Signal::Medical,
    Signal::Calm,
    Signal::More,
    Signal::Refuse,
    Signal::Alone,
    Signal::Safe,
    Signal::Coming,
    Signal::InVain,
    Signal::NotBelieved,
    Signal::Scolded,
    Signal::Snitch,
    Signal::LoseFriend,
    Signal::Amends,
    Signal::Punished,
    Signal::Banter,
    Signal::WillTell,
    Signal::Words,
    Signal::Whom,
    Signal::Confront,
    Signal::Sibling,
    Signal::Confused,
    Signal::Correction,
    Signal::Insulted,
    Signal::Helped,
    Signal::NotHelped,
    Signal::OffTopic,
    Signal::Greeting,
    Signal::Goodbye,
    Signal::Thanks,
    Signal::Resolved,
    Signal::Returns,
    Signal::Companion,
    Signal::Voices,
    Signal::SexAge,
    Signal::GetHold,
    Signal::HideCuts,
    Signal::HalfRelief,
    Signal::LostToSuicide,
    Signal::Trafficked,
    Signal::NoVomit,
    Signal::Armed,
    Signal::MustReport,
    Signal::ReadPhone,
    Signal::FearedServices,
    Signal::NoMeans,
];
/// The topics, before them none.
const TOPICS: usize = Topic::ALL.len() + 1;
/// The topics and the intents, before each of the two none.
pub const OUTPUTS: usize = TOPICS + INTENTS.len() + 1;
/// From here on a topic changes what a talk is about.
pub const SURE: f32 = 0.88;
/// So many words of a message are read.
const READ: usize = 60;
/// How likely a topic must be to be taken for what a message is about.
const LIKELY_TOPIC: f32 = 0.35;
/// The same for what it wants.
const LIKELY_INTENT: f32 = 0.5;
/// How likely it must be that a message has none of them, to let go of one that a list found.
const SURE_NONE: f32 = 0.9;

/// Weights added up.
type Row = [i16; OUTPUTS];

/// The weights, learnt from the corpus.
#[derive(Debug)]
pub struct Gist {
    linear: Linear<OUTPUTS>,
    /// What the words of our lists say by themselves, with the number of their features, added up at
    /// first use.
    usual: OnceLock<WordMap<(Row, u16)>>,
}

/// What a message seems to say: how likely each topic and each intent is, the first of both being
/// none.
#[derive(Clone, Copy, Debug)]
pub struct Guess([f32; OUTPUTS]);

impl Default for Guess {
    /// No guess at all: not even that there is nothing to guess.
    fn default() -> Guess {
        Guess([0.0; OUTPUTS])
    }
}

impl Guess {
    /// The likeliest topic, with how likely it is; `None` where that is none.
    pub fn topic(&self) -> Option<(Topic, f32)> {
        likeliest(&self.0[..TOPICS]).map(|(at, odds)| (Topic::ALL[at], odds))
    }

    /// What it most likely wants; `None` where that is nothing.
    pub fn intent(&self) -> Option<(Signal, f32)> {
        likeliest(&self.0[TOPICS..]).map(|(at, odds)| (INTENTS[at], odds))
    }

    /// How likely a topic is.
    pub fn odds_of_topic(&self, topic: Topic) -> f32 {
        Topic::ALL.iter().position(|one| *one == topic).map_or(0.0, |at| self.0[at + 1])
    }

    /// How likely it is that this is wanted; `None` for what is not guessed at all.
    pub fn odds_of_intent(&self, signal: Signal) -> Option<f32> {
        INTENTS.iter().position(|one| *one == signal).map(|at| self.0[TOPICS + at + 1])
    }

    /// The topic with how likely it is, where that is enough to be answered.
    pub fn likely_topic(&self) -> Option<(Topic, f32)> {
        self.topic().filter(|(_, odds)| *odds >= LIKELY_TOPIC)
    }

    /// What it wants with how likely that is, where that is enough to be answered.
    pub fn likely_intent(&self) -> Option<(Signal, f32)> {
        self.intent().filter(|(_, odds)| *odds >= LIKELY_INTENT)
    }

    /// How likely each topic is, before them none, and how likely each thing that may be wanted.
    pub fn odds(&self) -> (&[f32], &[f32]) {
        self.0.split_at(TOPICS)
    }

    /// Whether it is as good as sure that it is about none of the topics.
    pub fn has_no_topic(&self) -> bool {
        self.0[0] >= SURE_NONE
    }

    /// Whether it is as good as sure that it wants none of these things.
    pub fn has_no_intent(&self) -> bool {
        self.0[TOPICS] >= SURE_NONE
    }
}

static GIST: LazyLock<Gist> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "an embedded file, read by every test")]
    Gist::read(Cow::Borrowed(include_bytes!("gist/weights.bin")))
        .expect("the embedded weights are well formed")
});

/// The embedded weights, read at first use.
pub fn gist() -> &'static Gist {
    &GIST
}

impl Gist {
    /// What the words seem to say.
    pub fn guess(&self, words: &[Word], language: Option<Language>) -> Guess {
        // What a long message is about is said in its beginning.
        let words = &words[..words.len().min(READ)];
        let usual = self.usual.get_or_init(|| self.sum_usual());
        let known: Vec<_> = words.iter().map(|word| usual.get(&word.plain)).collect();
        let (mut sums, mut count) = ([0i32; OUTPUTS], 0u32);
        for (own, features) in known.iter().flatten() {
            count += u32::from(*features);
            for at in 0..OUTPUTS {
                sums[at] += i32::from(own[at]);
            }
        }
        let mut rows = Vec::with_capacity(words.len() * 16);
        features::each(
            words,
            language,
            |at| known[at].is_some(),
            |_, slot| {
                count += 1;
                rows.extend(self.linear.row(slot));
            },
        );
        self.linear.add_all(&rows, &mut sums);
        let scale = self.linear.scale / (count.max(1) as f32).sqrt();
        let mut scores = self.linear.bias;
        for (score, sum) in scores.iter_mut().zip(sums) {
            *score += sum as f32 * scale;
        }
        let (topics, intents) = scores.split_at_mut(TOPICS);
        soften(topics);
        soften(intents);
        Guess(scores)
    }

    fn sum_usual(&self) -> WordMap<(Row, u16)> {
        let sum = |plain: &str| {
            let (mut sum, mut count) = ([0; OUTPUTS], 0);
            features::own(plain, |slot| {
                count += 1;
                self.linear.row(slot).into_iter().for_each(|row| self.linear.add(row, &mut sum));
            });
            (sum, count)
        };
        lexicon().patterns.words().map(|plain| (plain.to_owned(), sum(plain))).collect()
    }

    /// Reads the weights as [`Gist::write`] wrote them; `None` if they are not.
    pub fn read(file: Cow<'static, [u8]>) -> Option<Gist> {
        Some(Gist::of(Linear::read(file)?))
    }

    const fn of(linear: Linear<OUTPUTS>) -> Gist {
        Gist { linear, usual: OnceLock::new() }
    }

    /// Tells from which corpus the weights were learnt.
    pub const fn learnt_from(&self) -> u64 {
        self.linear.learnt_from
    }

    /// The weights as bytes.
    pub fn write(&self) -> Vec<u8> {
        self.linear.write()
    }
}
