//! Takes a message apart into what the model counts: words, groups of letters, ideas, neighbours.

use std::hash::Hasher;
use std::ops::Range;

use app::language::Language;

use super::super::words::{Fnv, Word};
use super::concepts::{self, Mention};

/// How many different features the model can tell apart; two that share a slot are rare.
pub const SLOTS: usize = 1 << 22;
/// Longer messages are judged in parts of at most this many words.
pub const WINDOW: usize = 40;
/// A sentence of fewer words says too little by itself.
const FEWEST: usize = 4;
/// A word that is longer than this is read up to here, in bytes.
const LONGEST: usize = 24;
/// How many ideas an idea is paired with, counted back from it.
const REACH: usize = 12;

/// Calls `see` with the index of a word and the slot of a feature that belongs to it; leaves out what
/// [`own`] tells of the words that are `known` by their index.
pub fn each(
    words: &[Word],
    language: Option<Language>,
    known: impl Fn(usize) -> bool,
    mut see: impl FnMut(usize, usize),
) {
    each_word(words, known, &mut see);
    each_idea(words, language, &mut see);
    each_sentence(words, &mut see);
}

/// How long a sentence is, with its first word: a cry is short.
fn each_sentence(words: &[Word], see: &mut impl FnMut(usize, usize)) {
    for at in 0..words.len() {
        if at > 0 && words[at - 1].sentence == words[at].sentence {
            continue;
        }
        let rest = &words[at..];
        let length = rest.iter().take_while(|word| word.sentence == rest[0].sentence).count();
        let size = u64::from(length.ilog2());
        see(at, slot(13, size));
        see(at, slot(14, pair(size, hash(&words[at].plain))));
    }
}

/// Words, the two before, their accents, and the letters that they consist of.
fn each_word(words: &[Word], known: impl Fn(usize) -> bool, see: &mut impl FnMut(usize, usize)) {
    let (mut before, mut last) = (0, 0);
    for (at, word) in words.iter().enumerate() {
        let starts = at == 0 || words[at - 1].sentence != word.sentence;
        if starts {
            (before, last) = (0, 1);
        }
        let plain = hash(&word.plain);
        let is_known = known(at);
        if !is_known {
            see(at, of_word(plain));
        }
        see(at, slot(2, pair(last, plain)));
        see(at, slot(3, pair(pair(before, last), plain)));
        see(at, slot(4, pair(before, plain)));
        if !word.marks.is_empty() {
            see(at, slot(5, hash(&word.marks)));
        }
        if words.get(at + 1).is_none_or(|next| next.sentence != word.sentence) {
            see(at, slot(6, plain));
        }
        if !is_known {
            letters(&word.plain, |slot| see(at, slot));
        }
        (before, last) = (last, plain);
    }
}

/// Ideas, pairs of them near and far, and three in a row.
fn each_idea(words: &[Word], language: Option<Language>, see: &mut impl FnMut(usize, usize)) {
    let mut known: Vec<Mention> = Vec::with_capacity(words.len() * 2);
    concepts::each(words, language, |mention| {
        let Mention { concept, at } = mention;
        see(at, slot(8, u64::from(concept)));
        let mut last: Option<Mention> = None;
        let earlier = known.iter().rev().take(REACH).filter(|earlier| earlier.at != at);
        for earlier in earlier {
            let both = u64::from(earlier.concept) << 8 | u64::from(concept);
            if words[earlier.at].sentence != words[at].sentence {
                see(at, slot(11, both));
                continue;
            }
            see(at, slot(9, both));
            if at - earlier.at <= 3 {
                see(at, slot(10, both));
            }
            match last {
                Some(last) if last.at != earlier.at && at - earlier.at <= 6 => {
                    see(at, slot(12, both << 8 | u64::from(last.concept)));
                }
                Some(_) => {}
                None => last = Some(*earlier),
            }
        }
        known.push(mention);
    });
}

/// Calls `see` with the features that a word has wherever it stands.
pub fn own(plain: &str, mut see: impl FnMut(usize)) {
    see(of_word(hash(plain)));
    letters(plain, see);
}

/// The feature of a word itself.
pub fn word(plain: &str) -> usize {
    of_word(hash(plain))
}

/// The feature of something that is no word, in a group from 20 to 31.
pub fn named(group: u64, key: u64) -> usize {
    slot(group, key)
}

fn of_word(plain: u64) -> usize {
    slot(1, plain)
}

/// Groups of three to five bytes of a word and its ends, each packed into a number.
fn letters(plain: &str, mut see: impl FnMut(usize)) {
    let mut padded = [b'<'; LONGEST + 2];
    let length = plain.len().min(LONGEST);
    padded[1..=length].copy_from_slice(&plain.as_bytes()[..length]);
    padded[length + 1] = b'>';
    let padded = &padded[..length + 2];
    for size in 3..=5 {
        for group in padded.windows(size) {
            let packed = group.iter().fold(0, |packed, byte| packed << 8 | u64::from(*byte));
            see(slot(7, packed));
        }
    }
}

fn hash(text: &str) -> u64 {
    let mut hash = Fnv::default();
    hash.write(text.as_bytes());
    hash.finish()
}

fn pair(first: u64, second: u64) -> u64 {
    (first.rotate_left(23) ^ second).wrapping_mul(0x9e37_79b9_7f4a_7c15)
}

/// `group` keeps the sorts of features apart.
fn slot(group: u64, key: u64) -> usize {
    let mixed = (key ^ group << 59).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let mixed = (mixed ^ mixed >> 31).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    (mixed >> (64 - SLOTS.trailing_zeros())) as usize
}

/// The parts in which a message is judged: the whole, or stretches of sentences if it is long.
pub fn windows(words: &[Word]) -> Vec<Range<usize>> {
    let whole = 0..words.len();
    if words.len() <= WINDOW {
        return [whole].into();
    }
    let mut windows = Vec::new();
    let mut start = 0;
    while start < words.len() {
        let end = (start + WINDOW).min(words.len());
        windows.push(start..end);
        if end == words.len() {
            break;
        }
        // The next part starts with a sentence, or in the middle of a very long one.
        let half = start + WINDOW / 2;
        let begins = |at: &usize| words[*at].sentence != words[*at - 1].sentence;
        start = (start + 1..=half).rev().find(begins).unwrap_or(half);
    }
    windows
}

/// The sentences of a message that has several and says something in them.
pub fn sentences(words: &[Word]) -> Vec<Range<usize>> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for sentence in words.chunk_by(|a, b| a.sentence == b.sentence) {
        let end = start + sentence.len();
        if (FEWEST..words.len()).contains(&sentence.len()) {
            sentences.push(start..end);
        }
        start = end;
    }
    sentences
}

#[cfg(test)]
mod tests {
    use super::super::super::words::split;
    use super::*;

    #[test]
    fn every_word_of_a_long_message_stands_in_a_window() {
        let words = split(&"one two three. ".repeat(60));
        let windows = windows(&words);
        assert!(windows.iter().all(|window| window.len() <= WINDOW));
        assert!((0..words.len()).all(|at| windows.iter().any(|window| window.contains(&at))));
    }

    #[test]
    fn the_same_words_in_another_order_have_other_features() {
        let of = |text: &str| {
            let mut slots = Vec::new();
            each(&split(text), None, |_| false, |_, slot| slots.push(slot));
            slots.sort_unstable();
            slots
        };
        assert_ne!(of("dog bites man"), of("man bites dog"));
        assert_eq!(of("Dog  bites MAN"), of("dog bites man"));
    }

    #[test]
    fn what_a_word_has_by_itself_is_what_is_left_out_where_it_is_known() {
        let words = split("dog bites mân");
        let (mut all, mut parts) = (Vec::new(), Vec::new());
        each(&words, None, |_| false, |at, slot| all.push((at, slot)));
        each(&words, None, |at| at != 1, |at, slot| parts.push((at, slot)));
        for at in [0, 2] {
            own(&words[at].plain, |slot| parts.push((at, slot)));
        }
        all.sort_unstable();
        parts.sort_unstable();
        assert_eq!(all, parts);
    }
}
