//! How the weights of a linear model are learnt, step by step.

use std::borrow::Cow;

use super::super::crisis::features::SLOTS;
use super::super::crisis::slots::Slots;
use super::Linear;

/// The length of the first steps.
const STEP: f32 = 0.3;
/// How much is kept of what shortens the steps, for another sort of lessons.
const KEPT: f32 = 0.1;
/// How strongly weights are drawn back to zero.
const DECAY: f32 = 1e-5;

/// The weights of a feature while they are learnt.
#[derive(Clone, Debug)]
pub struct Weights<const N: usize> {
    /// The weights.
    pub value: [f32; N],
    squares: [f32; N],
    /// How often the feature was seen.
    pub seen: usize,
}

impl<const N: usize> Weights<N> {
    const NONE: Weights<N> = Weights { value: [0.0; N], squares: [0.0; N], seen: 0 };

    /// AdaGrad (Duchi, Hazan and Singer 2011), for the weights from `from` on.
    pub fn step(&mut self, from: usize, slopes: &[f32], size: f32) {
        let values = self.value[from..].iter_mut().zip(&mut self.squares[from..]);
        for ((value, squares), slope) in values.zip(slopes) {
            let slope = slope * size + DECAY * *value;
            *squares += slope * slope;
            *value -= STEP * slope / (1e-4 + *squares).sqrt();
        }
    }

    fn add(&mut self, other: &Weights<N>, part: f32) {
        for (value, other) in self.value.iter_mut().zip(&other.value) {
            *value += other * part;
        }
        self.seen += other.seen;
    }
}

/// All weights while they are learnt.
#[derive(Debug)]
pub struct Learner<const N: usize> {
    /// The place of each slot in the table; most are never seen.
    places: Vec<u32>,
    /// The weights of the features that were seen.
    pub table: Vec<Weights<N>>,
    /// The weights of what is always there.
    pub bias: Weights<N>,
}

impl<const N: usize> Learner<N> {
    /// Nothing learnt yet.
    pub fn new() -> Learner<N> {
        Learner { places: vec![u32::MAX; SLOTS], table: Vec::new(), bias: Weights::NONE }
    }

    /// The place of a slot's weights, from now on seen.
    pub fn of(&mut self, slot: usize) -> usize {
        if self.places[slot] == u32::MAX {
            self.places[slot] = self.table.len() as u32;
            self.table.push(Weights::NONE);
        }
        self.places[slot] as usize
    }

    /// Makes the steps long again, for another sort of lessons.
    pub fn begin_anew(&mut self) {
        for weights in self.table.iter_mut().chain([&mut self.bias]) {
            weights.squares.iter_mut().for_each(|squares| *squares *= KEPT);
        }
    }

    /// Adds what another training has learnt, as a part of a mean.
    pub fn add(&mut self, other: &Learner<N>, part: f32) {
        self.bias.add(&other.bias, part);
        for slot in (0..SLOTS).filter(|slot| other.places[*slot] != u32::MAX) {
            let place = self.of(slot);
            self.table[place].add(&other.table[other.places[slot] as usize], part);
        }
    }

    /// Keeps the `rows` that matter most of what was seen more often than `seldom`, in whole numbers
    /// from -127 to 127.
    pub fn finish(&self, learnt_from: u64, rows: usize, seldom: usize) -> Linear<N> {
        let of = |slot: &usize| &self.table[self.places[*slot] as usize];
        let weight =
            |slot: &usize| -> f32 { of(slot).value.iter().map(|value| value * value).sum() };
        let often = |slot: &usize| self.places[*slot] != u32::MAX && of(slot).seen > seldom;
        let mut kept: Vec<usize> = (0..SLOTS).filter(often).collect();
        kept.sort_by(|a, b| weight(b).total_cmp(&weight(a)).then(a.cmp(b)));
        kept.truncate(rows);
        kept.sort_unstable();
        let mut sizes: Vec<f32> =
            kept.iter().flat_map(|slot| of(slot).value).map(f32::abs).collect();
        sizes.sort_by(f32::total_cmp);
        let most = sizes.get(sizes.len() * 9995 / 10_000).copied().unwrap_or(1.0);
        let scale = most / 127.0;
        let small = |value: f32| (value / scale).round().clamp(-127.0, 127.0) as i8;
        let rows = kept.iter().flat_map(|slot| of(slot).value.map(|it| small(it).cast_unsigned()));
        let rows = Cow::Owned(rows.collect());
        let slots = Slots::of(kept.into_iter());
        Linear { learnt_from, slots, rows, scale, bias: self.bias.value }
    }
}
