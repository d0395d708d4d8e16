//! The form of an answer: plain sentences in the conversation's language, and not our instructions.

use super::Refusal;
use crate::dialogue::{self, split};
use app::language::Language;
use std::collections::HashSet;
use std::hash::{DefaultHasher, Hash, Hasher};

/// So many words in a row of our instructions are a quotation.
const RUN: usize = 7;
/// So many words without a sign of the conversation's language are another one.
const UNTOLD: usize = 14;

/// Refuses markup, code, other scripts and quotations of our instructions.
pub fn check(text: &str, instructions: &HashSet<u64>) -> Result<(), Refusal> {
    let marks = ['<', '>', '{', '}', '[', ']', '|', '`', '*', '#', '_', '\\', '~', '^', '='];
    let is_list = |line: &str| {
        let line = line.trim_start();
        ["- ", "– ", "• ", "+ "].iter().any(|begin| line.starts_with(begin))
    };
    if text.contains(marks) || text.lines().any(is_list) {
        return Err("markup");
    }
    let of_others = |c: char| {
        (c.is_alphabetic() && !is_latin(c)) || matches!(c, '¿' | '¡' | 'ñ' | 'ß' | 'ø' | 'å' | 'ł')
    };
    if text.chars().any(|c| of_others(c) || (c.is_numeric() && !c.is_ascii())) {
        return Err("language");
    }
    if runs(text).iter().any(|run| instructions.contains(run)) {
        return Err("leak");
    }
    Ok(())
}

/// Refuses another language than the conversation's; a word or two of another are fine.
pub fn check_language(text: &str, language: Language) -> Result<(), Refusal> {
    let words = split(text).len();
    let told = dialogue::hear(text).language;
    match told {
        Some(told) if told != language && words > 3 => return Err("language"),
        None if words > UNTOLD => return Err("language"),
        _ => {}
    }
    let is_other = |sentence: &str| {
        let told = dialogue::hear(sentence).language;
        told.is_some_and(|told| told != language) && split(sentence).len() > 5
    };
    let mut sentences = text.split_inclusive(['.', '!', '?', '\n']);
    if sentences.any(is_other) { Err("language") } else { Ok(()) }
}

fn is_latin(c: char) -> bool {
    matches!(c, 'a'..='z' | 'A'..='Z' | 'À'..='ɏ' | 'Ḁ'..='ỿ' | 'ª' | 'º')
}

/// Every run of seven words of a text, as hashes.
pub fn runs(text: &str) -> HashSet<u64> {
    let words = split(text);
    let hash = |run: &[dialogue::Word]| {
        let mut hasher = DefaultHasher::new();
        run.iter().for_each(|word| word.plain.hash(&mut hasher));
        hasher.finish()
    };
    words.windows(RUN).map(hash).collect()
}
