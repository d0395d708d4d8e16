//! What the one who speaks says of itself: only what a program that listens can say.

use super::Refusal;
use crate::dialogue::{Word, split};
use app::language::Language;
use serde::Deserialize;
use std::collections::HashSet;
use std::sync::LazyLock;

#[derive(Deserialize)]
struct Source<T> {
    fr: T,
    en: T,
    vi: T,
}

/// Lists of words, with spaces between.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Lists {
    forms: String,
    skips: String,
    may: String,
}

/// The words of one language, as they are looked for.
struct Words {
    /// "I".
    forms: HashSet<&'static str>,
    /// What may stand after it and does not matter.
    skips: HashSet<&'static str>,
    /// Of which one has to follow.
    may: HashSet<&'static str>,
}

static WORDS: LazyLock<Source<Words>> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "embedded lists, read by every test")]
    let lists: &'static Source<Lists> = Box::leak(Box::new(
        toml::from_str(include_str!("speaker.toml")).expect("the embedded lists are well formed"),
    ));
    let words = |lists: &'static Lists| Words {
        forms: lists.forms.split_whitespace().collect(),
        skips: lists.skips.split_whitespace().collect(),
        may: lists.may.split_whitespace().collect(),
    };
    Source { fr: words(&lists.fr), en: words(&lists.en), vi: words(&lists.vi) }
});

/// Refuses a text in which the one who speaks says more of itself than it may.
pub fn check(text: &str, language: Language) -> Result<(), Refusal> {
    let lists = match language {
        Language::Fr => &WORDS.fr,
        Language::En => &WORDS.en,
        Language::Vi => &WORDS.vi,
    };
    // "I" is also "we" and "oneself" in Vietnamese, but at the head of a clause it is mostly "I".
    let needs_head = language == Language::Vi;
    let words = split(&unquoted(text));
    let is_head = |place: usize| place == 0 || words[place - 1].clause != words[place].clause;
    let says_more = |(place, word): (usize, &Word)| {
        let speaks = lists.forms.contains(word.plain.as_str()) && (!needs_head || is_head(place));
        speaks && !lists.may_follow(&words[place + 1..], word.clause)
    };
    if words.iter().enumerate().any(says_more) { Err("speaker") } else { Ok(()) }
}

impl Words {
    /// Whether the words after "I" say nothing more than they may.
    fn may_follow(&self, after: &[Word], clause: u16) -> bool {
        let mut same = after.iter().take_while(|word| word.clause == clause);
        let next = same.find(|word| !self.skips.contains(word.plain.as_str()));
        next.is_none_or(|next| self.may.contains(next.plain.as_str()))
    }
}

/// The text without what stands in quotes: words that are suggested to the person.
fn unquoted(text: &str) -> String {
    let mut is_inside = false;
    let keep = |c: &char| {
        match c {
            '«' | '“' => is_inside = true,
            '»' | '”' => is_inside = false,
            '"' => is_inside = !is_inside,
            _ => return !is_inside,
        }
        false
    };
    text.chars().filter(keep).collect()
}
