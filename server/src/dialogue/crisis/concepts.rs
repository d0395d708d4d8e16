//! Finds ideas in a message: the same number stands for "pills", "cachets" and "viên thuốc".

use std::collections::{BTreeMap, HashMap};
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use app::language::Language;
use serde::Deserialize;

use super::super::words::{Fnv, Word, split};

/// The longest phrase, in words.
const LONGEST: usize = 5;
/// Endings are tried on words that start with this many letters of a stem.
const STEM: usize = 3;

/// An idea that a message names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Mention {
    /// Number of the idea.
    pub concept: u8,
    /// Index of the phrase's first word.
    pub at: usize,
}

#[derive(Deserialize)]
struct Source {
    en: String,
    fr: String,
    vi: String,
}

#[derive(Clone, Copy, Debug)]
struct Entry {
    concept: u8,
    language: Language,
    /// Whether the word says the same inside a message in another language.
    anywhere: bool,
}

impl Entry {
    fn counts_in(&self, language: Option<Language>) -> bool {
        self.anywhere || language.is_none_or(|language| language == self.language)
    }
}

/// A map by a number that is a hash already.
type Hashed<V> = HashMap<u64, V, BuildHasherDefault<Same>>;

#[derive(Default)]
struct Same(u64);

impl Hasher for Same {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, _: &[u8]) {}

    fn write_u64(&mut self, hash: u64) {
        self.0 = hash;
    }
}

#[derive(Debug, Default)]
struct Concepts {
    /// Phrases by the hash of their words, and 0 entries for what only begins a phrase.
    phrases: Hashed<Vec<Entry>>,
    /// Stems by their first letters.
    stems: Hashed<Vec<(String, Entry)>>,
}

static CONCEPTS: LazyLock<Concepts> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "an embedded list, read by every test")]
    Concepts::parse(include_str!("concepts.toml")).expect("the list of concepts is well formed")
});

/// Calls `see` for each idea in the message, in the order of the words.
pub fn each(words: &[Word], language: Option<Language>, mut see: impl FnMut(Mention)) {
    let concepts = &*CONCEPTS;
    let hashes: Vec<u64> = words.iter().map(|word| hash(spelled(word).as_bytes())).collect();
    for at in 0..words.len() {
        let mut key = 0;
        for next in hashes[at..].iter().take(LONGEST) {
            key = step(key, *next);
            let Some(entries) = concepts.phrases.get(&key) else { break };
            for entry in entries.iter().filter(|entry| entry.counts_in(language)) {
                see(Mention { concept: entry.concept, at });
            }
        }
        let plain = words[at].plain.as_str();
        let Some(first) = plain.as_bytes().get(..STEM) else { continue };
        let Some(stems) = concepts.stems.get(&hash(first)) else { continue };
        for (stem, entry) in stems {
            if plain.starts_with(stem) && entry.counts_in(language) {
                see(Mention { concept: entry.concept, at });
            }
        }
    }
}

impl Concepts {
    fn parse(text: &str) -> Option<Concepts> {
        let sources: BTreeMap<String, Source> = toml::from_str(text).ok()?;
        let mut concepts = Concepts::default();
        for (concept, source) in (0..).zip(sources.values()) {
            for (language, list) in
                [(Language::En, &source.en), (Language::Fr, &source.fr), (Language::Vi, &source.vi)]
            {
                for phrase in list.split(',').map(str::trim).filter(|phrase| !phrase.is_empty()) {
                    let anywhere = language == Language::En && phrase.len() >= 4;
                    concepts.add(phrase, Entry { concept, language, anywhere });
                }
            }
        }
        Some(concepts)
    }

    fn add(&mut self, phrase: &str, entry: Entry) {
        let words = split(phrase);
        if let (Some(_), [word]) = (phrase.strip_suffix('*'), words.as_slice()) {
            let stem = word.plain.trim_end_matches('*').to_owned();
            let first = &stem.as_bytes()[..STEM.min(stem.len())];
            self.stems.entry(hash(first)).or_default().push((stem, entry));
            return;
        }
        // Typed with its accents or without any.
        self.add_spelled(words.iter().map(spelled), entry);
        if words.iter().any(|word| !word.marks.is_empty()) {
            self.add_spelled(words.iter().map(|word| word.plain.as_str()), entry);
        }
    }

    fn add_spelled<'a>(&mut self, words: impl Iterator<Item = &'a str>, entry: Entry) {
        let mut key = 0;
        for word in words {
            key = step(key, hash(word.as_bytes()));
            self.phrases.entry(key).or_default();
        }
        let entries = self.phrases.entry(key).or_default();
        let known = |other: &Entry| other.concept == entry.concept;
        if !entries.iter().any(|other| known(other) && other.language == entry.language) {
            entries.push(entry);
        }
    }
}

fn spelled(word: &Word) -> &str {
    if word.marks.is_empty() { &word.plain } else { &word.marks }
}

fn hash(bytes: &[u8]) -> u64 {
    let mut hash = Fnv::default();
    hash.write(bytes);
    let hash = hash.finish();
    (hash ^ hash >> 29).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

fn step(key: u64, word: u64) -> u64 {
    key.rotate_left(17) ^ word
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ideas(text: &str, language: Language) -> Vec<u8> {
        let mut ideas = Vec::new();
        each(&split(text), Some(language), |mention| ideas.push(mention.concept));
        ideas
    }

    #[test]
    fn the_same_idea_is_found_in_three_languages() {
        let pills = ideas("pills", Language::En);
        assert!(!pills.is_empty());
        assert_eq!(ideas("cachets", Language::Fr), pills);
        assert_eq!(ideas("seduxen", Language::Vi), pills);
    }

    #[test]
    fn accents_count_where_they_are_typed() {
        assert!(ideas("từ từ", Language::Vi).is_empty());
        let bare = ideas("tu tu", Language::Vi);
        assert!(ideas("tự tử", Language::Vi).iter().all(|idea| bare.contains(idea)));
    }
}
