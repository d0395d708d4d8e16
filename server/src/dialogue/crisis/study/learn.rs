//! Learns the weights: multinomial logistic regression with AdaGrad over disguised messages.

use std::sync::OnceLock;

use super::super::features::{self, SLOTS};
use super::super::model::{CLASSES, DANGER, Model, NEARNESS, OUTPUTS};
use super::super::scope::Hit;
use super::super::slots::Slots;
use super::super::{Kind, Level};
use super::chance::{Chance, exp};
use super::corpus::Row;
use super::disguise::{disguise, fill};
use super::{Prepared, prepare};

/// How it is learnt. The values of [`Tuning::default`] were chosen with `examples/tune.rs`.
#[derive(Clone, Copy, Debug)]
pub struct Tuning {
    /// How often every message is seen, each time disguised anew.
    pub rounds: usize,
    /// The length of the first steps.
    pub step: f32,
    /// How strongly weights are drawn back to zero.
    pub decay: f32,
    /// How many features are left out at random, in percent, so that no single one is relied on.
    pub left_out: usize,
    /// How often the hits of the patterns are left out, in percent: the model must know without.
    pub hits_left_out: usize,
    /// How many features are kept at most; each takes ten bytes.
    pub rows: usize,
    /// How many times all is learnt, each time in another order; the weights are the mean of them.
    pub runs: u32,
}

impl Default for Tuning {
    fn default() -> Tuning {
        Tuning {
            rounds: 8,
            step: 0.15,
            decay: 2e-5,
            left_out: 0,
            hits_left_out: 35,
            rows: 400_000,
            runs: 3,
        }
    }
}

/// A set of weights for every output, with the squares of its steps so far.
#[derive(Clone, Copy, Default)]
struct Weights {
    value: [f32; OUTPUTS],
    squares: [f32; OUTPUTS],
}

impl Weights {
    /// AdaGrad (Duchi, Hazan and Singer 2011): what moved far already moves less.
    fn step(&mut self, slopes: &[f32; OUTPUTS], size: f32, tuning: &Tuning) {
        for ((value, squares), slope) in self.value.iter_mut().zip(&mut self.squares).zip(slopes) {
            let slope = slope * size + tuning.decay * *value;
            *squares += slope * slope;
            *value -= tuning.step * slope / (1e-4 + *squares).sqrt();
        }
    }
}

struct Learner {
    tuning: Tuning,
    table: Vec<Weights>,
    /// How often each slot was seen.
    seen: Vec<u32>,
    bias: Weights,
    hits: Vec<Weights>,
}

/// Learns weights from these rows; the same rows give the same weights, byte by byte.
pub fn learn(rows: &[Row], fingerprint: u64, tuning: &Tuning) -> Model {
    let mut mean = Learner::new(tuning);
    for run in 0..tuning.runs {
        let one = learn_once(rows, tuning, Chance(20_261_122 + u64::from(run)));
        mean.add(&one, 1.0 / tuning.runs as f32);
    }
    mean.finish(fingerprint)
}

fn learn_once(rows: &[Row], tuning: &Tuning, mut chance: Chance) -> Learner {
    let mut learner = Learner::new(tuning);
    let mut order: Vec<usize> =
        (0..rows.len()).flat_map(|at| vec![at; copies(&rows[at])]).collect();
    for _ in 0..tuning.rounds {
        chance.shuffle(&mut order);
        for row in order.iter().map(|at| &rows[*at]) {
            let text = disguise(&fill(&row.text, &mut chance), row.language, &mut chance);
            learner.take(row, &prepare(&text), &mut chance);
        }
    }
    learner
}

/// A frame stands for many messages, so it is seen more often.
fn copies(row: &Row) -> usize {
    let choices = row.text.matches('{').count() + row.text.matches('|').count();
    1 + (choices / 4).min(5)
}

impl Learner {
    fn new(tuning: &Tuning) -> Learner {
        Learner {
            tuning: *tuning,
            table: vec![Weights::default(); SLOTS],
            seen: vec![0; SLOTS],
            bias: Weights::default(),
            hits: vec![Weights::default(); Hit::SORTS],
        }
    }

    /// Adds a part of what another one has learnt.
    fn add(&mut self, other: &Learner, part: f32) {
        let own = self.table.iter_mut().chain(&mut self.hits).chain([&mut self.bias]);
        let others = other.table.iter().chain(&other.hits).chain([&other.bias]);
        for (own, other) in own.zip(others) {
            add(&mut own.value, &other.value, part);
        }
        self.seen.iter_mut().zip(&other.seen).for_each(|(own, other)| *own += other);
    }

    fn take(&mut self, row: &Row, message: &Prepared, chance: &mut Chance) {
        let mut slots = Vec::with_capacity(message.words.len() * 24);
        features::each(&message.words, message.language, |_| false, |_, slot| slots.push(slot));
        slots.iter().for_each(|slot| self.seen[*slot] += 1);
        let tuning = self.tuning;
        let kept = 100.0 / (100 - tuning.left_out) as f32;
        let size = kept / (slots.len().max(1) as f32).sqrt();
        slots.retain(|_| !chance.percent(tuning.left_out));
        let hits: &[Hit] = if chance.percent(tuning.hits_left_out) { &[] } else { &message.hits };
        let sorts: Vec<usize> = Hit::sorts(hits, &(0..message.words.len())).collect();

        let mut scores = self.bias.value;
        slots.iter().for_each(|slot| add(&mut scores, &self.table[*slot].value, size));
        sorts.iter().for_each(|sort| add(&mut scores, &self.hits[*sort].value, 1.0));
        let slopes = slopes(&scores, row);
        self.bias.step(&slopes, 1.0, &tuning);
        slots.iter().for_each(|slot| self.table[*slot].step(&slopes, size, &tuning));
        sorts.iter().for_each(|sort| self.hits[*sort].step(&slopes, 1.0, &tuning));
    }

    /// Keeps what matters most, in whole numbers from -127 to 127.
    fn finish(self, learnt_from: u64) -> Model {
        let weight =
            |slot: usize| -> f32 { self.table[slot].value.iter().map(|value| value * value).sum() };
        let often = |slot: &usize| self.seen[*slot] > self.tuning.rounds as u32 * self.tuning.runs;
        let mut kept: Vec<usize> = (0..SLOTS).filter(often).collect();
        kept.sort_by(|a, b| weight(*b).total_cmp(&weight(*a)).then(a.cmp(b)));
        kept.truncate(self.tuning.rows);
        kept.sort_unstable();
        // Few weights are much larger than the rest; clipping them leaves the rest its detail.
        let values = kept.iter().flat_map(|slot| self.table[*slot].value);
        let mut sizes: Vec<f32> = values.map(f32::abs).collect();
        sizes.sort_by(f32::total_cmp);
        let most = sizes.get(sizes.len() * 9995 / 10_000).copied().unwrap_or(1.0);
        let scale = most / 127.0;
        let small = |value: f32| (value / scale).round().clamp(-127.0, 127.0) as i8;
        let row = |slot: &usize| self.table[*slot].value.map(|value| small(value).cast_unsigned());
        Model {
            learnt_from,
            slots: Slots::of(kept.iter().copied()),
            rows: kept.iter().map(row).collect(),
            scale,
            bias: self.bias.value,
            hits: self.hits.iter().map(|weights| weights.value).collect(),
            usual: OnceLock::new(),
        }
    }
}

fn add(scores: &mut [f32; OUTPUTS], values: &[f32; OUTPUTS], size: f32) {
    for (score, value) in scores.iter_mut().zip(values) {
        *score += value * size;
    }
}

/// How the loss changes with each score.
fn slopes(scores: &[f32; OUTPUTS], row: &Row) -> [f32; OUTPUTS] {
    let most = scores[..CLASSES].iter().copied().fold(f32::MIN, f32::max);
    let mut slopes = scores.map(|score| exp(score - most));
    let sum: f32 = slopes[..CLASSES].iter().sum();
    for slope in &mut slopes[..CLASSES] {
        *slope /= sum;
    }
    let class = match (row.crisis(), row.level) {
        (Some(kind), _) => 2 + Kind::ALL.iter().position(|known| *known == kind).unwrap_or(0),
        (None, Some(_)) => 1,
        (None, None) => 0,
    };
    slopes[class] -= 1.0;
    let either = |output: usize, is_so: bool| {
        let odds = scores[output];
        if is_so { -1.0 / (1.0 + exp(odds)) } else { 1.0 / (1.0 + exp(-odds)) }
    };
    slopes[NEARNESS] = match row.level {
        Some(Level::Imminent) => either(NEARNESS, true),
        Some(Level::High) => either(NEARNESS, false),
        _ => 0.0,
    };
    slopes[DANGER] = either(DANGER, row.is_crisis());
    slopes
}
