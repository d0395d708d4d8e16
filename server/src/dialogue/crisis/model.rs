//! The statistical half of crisis detection: a linear model with embedded weights.

use std::borrow::Cow;
use std::ops::{AddAssign, Range};
use std::sync::{LazyLock, OnceLock};

use app::language::Language;

use super::super::lexicon::lexicon;
use super::super::linear::soften;
use super::super::words::{Word, WordMap};
use super::scope::Hit;
use super::slots::{Slots, floats, take};
use super::study::chance::exp;
use super::{Kind, features};

/// What a window of a message can be: nothing, a concern, one of the six kinds of crisis.
pub const CLASSES: usize = 8;
/// The classes, then the score of "imminent" against "high", then that of any crisis against none.
pub const OUTPUTS: usize = CLASSES + 2;
/// Which output tells "imminent" from "high".
pub const NEARNESS: usize = CLASSES;
/// Which output tells a crisis of whatever kind from all else.
pub const DANGER: usize = CLASSES + 1;
/// The weights of one feature, as signed bytes.
pub type Row = [u8; OUTPUTS];

/// The weights, learnt by `make train` from the corpus.
#[derive(Debug)]
pub struct Model {
    /// Tells from which corpus and lists the weights were learnt.
    pub learnt_from: u64,
    /// The slots that have a row.
    pub slots: Slots,
    /// The weights of the features that matter, in the order of their slots; those in use are not
    /// copied from where they are embedded.
    pub rows: Cow<'static, [Row]>,
    /// What a weight of 1 stands for.
    pub scale: f32,
    /// Where the scores start.
    pub bias: [f32; OUTPUTS],
    /// What each sort of pattern hit adds.
    pub hits: Vec<[f32; OUTPUTS]>,
    /// What the words of our lists say by themselves, added up at first use: most words of a message
    /// are among them, and most features are their letters.
    pub usual: OnceLock<WordMap<Sum<i16>>>,
}

/// Weights added up, and of how many features.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum<T> {
    weights: [T; OUTPUTS],
    count: T,
}

impl<T: Copy + AddAssign> Sum<T> {
    /// Counts a feature, with its weights if it has any.
    fn add<U: Into<T>>(&mut self, count: T, weights: Option<[U; OUTPUTS]>) {
        self.count += count;
        if let Some(weights) = weights {
            for (total, weight) in self.weights.iter_mut().zip(weights) {
                *total += weight.into();
            }
        }
    }
}

/// What the model says of one window.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Scores(pub [f32; OUTPUTS]);

impl Scores {
    /// How much likelier some crisis is than none, as a logarithm of the odds: half by the kinds,
    /// half by what all kinds have in common.
    pub fn crisis(&self) -> f32 {
        (log_sum(&self.0[2..CLASSES]) - log_sum(&self.0[..2])).midpoint(self.0[DANGER])
    }

    /// How likely a crisis is, which of the kinds it is if it is one, and whether that is imminent.
    pub fn odds(&self) -> (f32, [f32; Kind::ALL.len()], f32) {
        let odds = |log: f32| 1.0 / (1.0 + exp(-log));
        let mut kinds = [0.0; Kind::ALL.len()];
        kinds.copy_from_slice(&self.0[2..CLASSES]);
        soften(&mut kinds);
        (odds(self.crisis()), kinds, odds(self.imminent()))
    }

    /// The likeliest kind of crisis, as an index into `Kind::ALL`.
    pub fn kind(&self) -> usize {
        let kinds = self.0[2..CLASSES].iter().enumerate();
        kinds.max_by(|a, b| a.1.total_cmp(b.1)).map_or(0, |(kind, _)| kind)
    }

    /// How much likelier that kind is than the next, as a logarithm of the odds.
    pub fn lead(&self) -> f32 {
        let first = self.kind();
        let others = self.0[2..CLASSES].iter().enumerate().filter(|(kind, _)| *kind != first);
        let next = others.map(|(_, score)| *score).fold(f32::MIN, f32::max);
        self.0[2 + first] - next
    }

    /// How much likelier "imminent" is than "high", if it is a crisis.
    pub fn imminent(&self) -> f32 {
        self.0[NEARNESS]
    }
}

/// What the model says of a message.
#[derive(Debug)]
pub struct Seen {
    /// The whole, or each stretch of a long one.
    pub windows: Vec<Scores>,
    /// Each sentence by itself, where there are several.
    pub sentences: Vec<Scores>,
    /// The odds of the worst one of them that says a danger in plain words.
    pub plain: f32,
}

/// The one that sounds most like a crisis.
pub fn worst(scores: &[Scores]) -> Option<&Scores> {
    scores.iter().max_by(|a, b| a.crisis().total_cmp(&b.crisis()))
}

fn log_sum(scores: &[f32]) -> f32 {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    most + scores.iter().map(|score| (score - most).exp()).sum::<f32>().ln()
}

static MODEL: LazyLock<Model> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "an embedded file, read by every test")]
    Model::read(include_bytes!("weights.bin")).expect("the embedded weights are well formed")
});

/// The embedded model, read at first use.
pub fn model() -> &'static Model {
    &MODEL
}

impl Model {
    /// The scores of a message: of its windows, and of each sentence.
    pub fn scores(&self, words: &[Word], language: Option<Language>, hits: &[Hit]) -> Seen {
        let usual = self.usual.get_or_init(|| self.sum_usual());
        let known: Vec<_> = words.iter().map(|word| usual.get(&word.plain)).collect();
        let mut sums = vec![Sum::<i32>::default(); words.len() + 1];
        for (sum, known) in sums[1..].iter_mut().zip(&known) {
            if let Some(known) = known {
                sum.add(known.count.into(), Some(known.weights));
            }
        }
        let is_known = |at: usize| known[at].is_some();
        features::each(words, language, is_known, |at, slot| sums[at + 1].add(1, self.row(slot)));
        for at in 1..sums.len() {
            let before = sums[at - 1];
            sums[at].add(before.count, Some(before.weights));
        }
        let of = |window: Range<usize>| {
            let (from, to) = (&sums[window.start], &sums[window.end]);
            let scale = self.scale / ((to.count - from.count).max(1) as f32).sqrt();
            let mut scores = self.bias;
            for (output, score) in scores.iter_mut().enumerate() {
                *score += (to.weights[output] - from.weights[output]) as f32 * scale;
            }
            for sort in Hit::sorts(hits, &window) {
                for (score, weight) in scores.iter_mut().zip(&self.hits[sort]) {
                    *score += weight;
                }
            }
            Scores(scores)
        };
        let windows = features::windows(words).into_iter().map(of).collect();
        let ranges = features::sentences(words);
        let sentences: Vec<Scores> = ranges.iter().cloned().map(of).collect();
        let plain =
            ranges.iter().zip(&sentences).filter(|(range, _)| Hit::says_plainly(hits, range));
        let plain = plain.map(|(_, scores)| scores.crisis()).fold(f32::MIN, f32::max);
        Seen { windows, sentences, plain }
    }

    /// The weights of a feature, if it has any.
    fn row(&self, slot: usize) -> Option<[i8; OUTPUTS]> {
        self.slots.row(slot).map(|row| self.rows[row].map(u8::cast_signed))
    }

    fn sum_usual(&self) -> WordMap<Sum<i16>> {
        let sum = |plain: &str| {
            let mut sum = Sum::default();
            features::own(plain, |slot| sum.add(1, self.row(slot)));
            sum
        };
        lexicon().patterns.words().map(|plain| (plain.to_owned(), sum(plain))).collect()
    }

    /// Reads the weights as [`Model::write`] wrote them; `None` if they are not.
    pub fn read(mut bytes: &'static [u8]) -> Option<Model> {
        let learnt_from = u64::from_le_bytes(take(&mut bytes)?);
        let rows = u32::from_le_bytes(take(&mut bytes)?) as usize;
        let sorts = u16::from_le_bytes(take(&mut bytes)?);
        let scale = f32::from_le_bytes(take(&mut bytes)?);
        let bias = floats(&mut bytes)?;
        let hits = (0..sorts).map(|_| floats(&mut bytes)).collect::<Option<_>>()?;
        let slots = Slots::read(&mut bytes, rows)?;
        let (table, rest) = bytes.as_chunks::<OUTPUTS>();
        let is_whole = table.len() == rows && rest.is_empty();
        let (rows, usual) = (Cow::Borrowed(table), OnceLock::new());
        is_whole.then_some(Model { learnt_from, slots, rows, scale, bias, hits, usual })
    }

    /// The weights as bytes: slots as distances, then the rows.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = self.learnt_from.to_le_bytes().to_vec();
        bytes.extend((self.rows.len() as u32).to_le_bytes());
        bytes.extend((self.hits.len() as u16).to_le_bytes());
        bytes.extend(self.scale.to_le_bytes());
        for value in self.bias.iter().chain(self.hits.iter().flatten()) {
            bytes.extend(value.to_le_bytes());
        }
        self.slots.write(&mut bytes);
        bytes.extend(self.rows.iter().flatten());
        bytes
    }
}
