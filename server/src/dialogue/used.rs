//! Which texts a conversation has used: in one piece of memory, since every turn reads it, copies it
//! and writes it.

use std::fmt;
use std::ops::Range;

use serde::de::{DeserializeSeed, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// How many used texts are remembered; more than any one conversation path has variants.
const MEMORY: usize = 96;

/// Keys of texts, the latest last. Written as a list.
#[derive(Clone, Default, Debug, PartialEq, Eq)]
pub struct Used {
    /// All keys, one after the other.
    keys: String,
    /// Where each of them ends.
    ends: Vec<usize>,
}

impl Used {
    /// The keys, the latest last.
    pub fn iter(&self) -> impl DoubleEndedIterator<Item = &str> {
        (0..self.ends.len()).map(|number| &self.keys[self.place(number)])
    }

    /// Whether a text was used lately.
    pub fn contains(&self, key: &str) -> bool {
        self.iter().any(|used| used == key)
    }

    /// Remembers that a text was used.
    pub fn push(&mut self, key: &str) {
        self.remove(key);
        self.add(key);
        if self.ends.len() > MEMORY {
            self.take_out(0);
        }
    }

    /// Forgets that a text was used.
    pub fn remove(&mut self, key: &str) {
        let number = self.iter().position(|used| used == key);
        if let Some(number) = number {
            self.take_out(number);
        }
    }

    fn place(&self, number: usize) -> Range<usize> {
        number.checked_sub(1).map_or(0, |before| self.ends[before])..self.ends[number]
    }

    fn add(&mut self, key: &str) {
        self.keys.push_str(key);
        self.ends.push(self.keys.len());
    }

    fn take_out(&mut self, number: usize) {
        let place = self.place(number);
        self.ends.remove(number);
        self.ends[number..].iter_mut().for_each(|end| *end -= place.len());
        self.keys.drain(place);
    }
}

impl Serialize for Used {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_seq(self.iter())
    }
}

impl<'de> Deserialize<'de> for Used {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Used, D::Error> {
        let mut used = Used::default();
        deserializer.deserialize_seq(List(&mut used))?;
        Ok(used)
    }
}

/// Reads a list into what is remembered.
struct List<'a>(&'a mut Used);

impl<'de> Visitor<'de> for List<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a list of keys")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        while list.next_element_seed(Key(self.0))?.is_some() {}
        Ok(())
    }
}

/// Reads one key of it.
struct Key<'a>(&'a mut Used);

impl<'de> DeserializeSeed<'de> for Key<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl Visitor<'_> for Key<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
        formatter.write_str("a key")
    }

    fn visit_str<E>(self, key: &str) -> Result<(), E> {
        self.0.add(key);
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(used: &Used) -> Vec<&str> {
        used.iter().collect()
    }

    #[test]
    fn a_key_stands_once_and_the_latest_last() {
        let mut used = Used::default();
        for key in ["a", "ab", "b", "a"] {
            used.push(key);
        }
        assert_eq!(keys(&used), ["ab", "b", "a"]);
        used.remove("b");
        used.remove("unknown");
        assert_eq!(keys(&used), ["ab", "a"]);
        assert!(used.contains("a") && !used.contains("b"));
    }

    #[test]
    fn the_oldest_is_forgotten_when_there_are_many() {
        let mut used = Used::default();
        (0..=MEMORY).for_each(|number| used.push(&format!("key{number}")));
        assert_eq!(keys(&used).len(), MEMORY);
        assert_eq!(keys(&used)[0], "key1");
    }

    #[test]
    fn it_is_written_and_read_as_a_list() {
        let used: Used = serde_json::from_str(r#"["a", "\u0062"]"#).unwrap();
        assert_eq!(keys(&used), ["a", "b"]);
        assert_eq!(serde_json::to_string(&used).unwrap(), r#"["a","b"]"#);
        assert!(serde_json::from_str::<Used>("[1]").is_err());
    }
}
