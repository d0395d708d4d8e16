//! Which features have weights, and how weights are written into a file.

use super::features::SLOTS;

/// A set of slots as bits, small enough to stay near the processor: most features have no weight,
/// and that is all that is asked of them.
#[derive(Debug)]
pub struct Slots {
    bits: Vec<u64>,
    /// How many slots there are before each 64 bits.
    before: Vec<u32>,
}

impl Slots {
    /// The set of these slots, which must rise.
    pub fn of(rising: impl Iterator<Item = usize>) -> Slots {
        let mut bits = vec![0; SLOTS / 64];
        rising.for_each(|slot| bits[slot / 64] |= 1 << (slot % 64));
        let mut count = 0;
        let counted = |bits: &u64| {
            let before = count;
            count += bits.count_ones();
            before
        };
        let before = bits.iter().map(counted).collect();
        Slots { bits, before }
    }

    /// Which row the slot has.
    pub fn row(&self, slot: usize) -> Option<usize> {
        let (bits, place) = (self.bits[slot / 64], slot % 64);
        let is_there = bits >> place & 1 == 1;
        is_there.then(|| {
            let within = (bits & ((1 << place) - 1)).count_ones() as usize;
            self.before[slot / 64] as usize + within
        })
    }

    /// The slots, rising.
    fn iter(&self) -> impl Iterator<Item = usize> {
        (0..SLOTS).filter(|slot| self.bits[slot / 64] >> (slot % 64) & 1 == 1)
    }

    /// Reads as many slots as there are rows, as [`Slots::write`] wrote them.
    pub fn read(bytes: &mut &[u8], rows: usize) -> Option<Slots> {
        let mut slots = Vec::with_capacity(rows);
        let mut slot = 0;
        for _ in 0..rows {
            slot += distance(bytes)?;
            slots.push(Some(slot).filter(|slot| *slot < SLOTS)?);
        }
        Some(Slots::of(slots.into_iter()))
    }

    /// The slots as distances.
    pub fn write(&self, bytes: &mut Vec<u8>) {
        let mut last = 0;
        for slot in self.iter() {
            let mut distance = slot - last;
            last = slot;
            while distance >= 255 {
                bytes.push(255);
                distance -= 255;
            }
            bytes.push(distance as u8);
        }
    }
}

/// The next bytes, if there are as many.
pub fn take<const N: usize>(bytes: &mut &[u8]) -> Option<[u8; N]> {
    let (first, rest) = bytes.split_first_chunk()?;
    *bytes = rest;
    Some(*first)
}

/// The next numbers.
pub fn floats<const N: usize>(bytes: &mut &[u8]) -> Option<[f32; N]> {
    let mut values = [0.0; N];
    for value in &mut values {
        *value = f32::from_le_bytes(take(bytes)?);
    }
    Some(values)
}

/// A number in base 255, the last digit being the first below 255.
fn distance(bytes: &mut &[u8]) -> Option<usize> {
    let mut distance = 0;
    loop {
        let [byte] = take(bytes)?;
        distance += usize::from(byte);
        if byte < 255 {
            return Some(distance);
        }
    }
}
