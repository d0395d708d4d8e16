//! A linear model over the features of a message: for each feature a row of small weights.

use std::borrow::Cow;

use super::crisis::slots::{Slots, floats, take};
use super::crisis::study::chance::exp;

pub mod learn;

/// So many weights can be added up in 16 bits.
const SAFE: usize = i16::MAX as usize / 128;

/// The weights, learnt from the corpus.
#[derive(Debug)]
pub struct Linear<const N: usize> {
    /// Tells from which corpus the weights were learnt.
    pub learnt_from: u64,
    slots: Slots,
    /// The weights of the features that matter, one row after the other in the order of their slots:
    /// as they stand in the file, so that the embedded ones are no second time in memory.
    rows: Cow<'static, [u8]>,
    /// What a weight of 1 stands for.
    pub scale: f32,
    /// The scores of a message without any feature.
    pub bias: [f32; N],
}

impl<const N: usize> Linear<N> {
    /// The row of a feature that matters.
    pub fn row(&self, slot: usize) -> Option<usize> {
        self.slots.row(slot)
    }

    /// Adds the weights of a feature.
    pub fn add(&self, row: usize, sum: &mut [i16; N]) {
        let weights = &self.rows[row * N..][..N];
        for at in 0..N {
            sum[at] += i16::from(weights[at].cast_signed());
        }
    }

    /// Adds the weights of many features.
    pub fn add_all(&self, rows: &[usize], sums: &mut [i32; N]) {
        for rows in rows.chunks(SAFE) {
            let mut small = [0; N];
            rows.iter().for_each(|row| self.add(*row, &mut small));
            for at in 0..N {
                sums[at] += i32::from(small[at]);
            }
        }
    }

    /// Reads the weights as [`Linear::write`] wrote them; `None` if they are not.
    pub fn read(file: Cow<'static, [u8]>) -> Option<Linear<N>> {
        let mut bytes = &*file;
        let learnt_from = u64::from_le_bytes(take(&mut bytes)?);
        let scale = f32::from_le_bytes(take(&mut bytes)?);
        let bias = floats(&mut bytes)?;
        let count = u32::from_le_bytes(take(&mut bytes)?) as usize;
        let slots = Slots::read(&mut bytes, count)?;
        let (begin, length) = (file.len() - bytes.len(), bytes.len());
        let rows = match file {
            Cow::Borrowed(file) => Cow::Borrowed(&file[begin..]),
            Cow::Owned(mut file) => Cow::Owned(file.split_off(begin)),
        };
        let linear = Linear { learnt_from, slots, rows, scale, bias };
        (length == count * N).then_some(linear)
    }

    /// The weights as bytes.
    pub fn write(&self) -> Vec<u8> {
        let mut bytes = self.learnt_from.to_le_bytes().to_vec();
        bytes.extend(self.scale.to_le_bytes());
        self.bias.iter().for_each(|value| bytes.extend(value.to_le_bytes()));
        bytes.extend(((self.rows.len() / N) as u32).to_le_bytes());
        self.slots.write(&mut bytes);
        bytes.extend_from_slice(&self.rows);
        bytes
    }
}

/// Turns scores into how likely each is.
pub fn soften(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::MIN, f32::max);
    scores.iter_mut().for_each(|score| *score = exp(*score - most));
    let sum: f32 = scores.iter().sum();
    scores.iter_mut().for_each(|score| *score /= sum);
}

/// The likeliest of these, counted without the first, which stands for none; `None` if that is it.
pub fn likeliest(odds: &[f32]) -> Option<(usize, f32)> {
    let (first, most) = odds.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1))?;
    first.checked_sub(1).map(|first| (first, most))
}
