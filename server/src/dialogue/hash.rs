//! Two quick hashes of words: one for maps, one that the learnt weights rest on.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

/// A map of our own lists by word. Its keys come from us and never from outside, so it can do with
/// a hash that is quick on short words.
pub type WordMap<V> = HashMap<String, V, BuildHasherDefault<Quick>>;

/// A hash that takes eight bytes at a time.
#[derive(Default)]
pub struct Quick(u64);

impl Quick {
    fn add(&mut self, eight: u64) {
        self.0 = (self.0.rotate_left(5) ^ eight).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

impl Hasher for Quick {
    fn finish(&self) -> u64 {
        // The high bits know of every byte, and a map looks at the low ones first.
        self.0.rotate_left(26)
    }

    fn write(&mut self, bytes: &[u8]) {
        let (whole, rest) = bytes.as_chunks();
        whole.iter().for_each(|eight| self.add(u64::from_le_bytes(*eight)));
        if !rest.is_empty() {
            self.add(rest.iter().fold(0, |packed, byte| packed << 8 | u64::from(*byte)));
        }
    }

    fn write_u8(&mut self, byte: u8) {
        self.add(u64::from(byte));
    }
}

/// The FNV-1a hash, by which the model's weights were learnt.
pub struct Fnv(u64);

impl Default for Fnv {
    fn default() -> Self {
        Fnv(0xcbf2_9ce4_8422_2325)
    }
}

impl Hasher for Fnv {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = (self.0 ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
}
