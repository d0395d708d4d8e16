//! Cuts a message into words that can be compared, however hurriedly it was typed.

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

use unicode_normalization::char::decompose_canonical;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

/// One word of a message, in two spellings.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// Lower case, without any accent: `tự` is `tu`.
    pub plain: String,
    /// With its accents, the tone written last so that `hoà` equals `hòa`; empty if it has none.
    pub marks: String,
    /// Number of the sentence that it stands in.
    pub sentence: u16,
    /// Number of the part between two commas or sentence ends that it stands in.
    pub clause: u16,
}

/// A map of our own lists by word. Its keys come from us and never from outside, so it can do with
/// a hash that is quick on short words.
pub type WordMap<V> = HashMap<String, V, BuildHasherDefault<Fnv>>;

/// The FNV-1a hash.
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

/// What stands for a laughing face in the list of words.
pub const LAUGH: &str = "emolaugh";
/// What stands for a crying face in the list of words.
pub const TEARS: &str = "emotears";

/// The letters from U+00C0 to U+1EFF taken apart: letter, shape (`â`, `ư`, `đ`), tone.
static LETTERS: LazyLock<Vec<Letter>> = LazyLock::new(|| (0..0x1F00u32).map(take_apart).collect());

#[derive(Clone, Copy)]
struct Letter {
    base: char,
    shape: Option<char>,
    tone: Option<char>,
}

fn take_apart(code: u32) -> Letter {
    let c = char::from_u32(code).unwrap_or(' ');
    let c = c.to_lowercase().next().unwrap_or(c);
    let mut letter = Letter { base: c, shape: None, tone: None };
    if c == 'đ' {
        return Letter { base: 'd', shape: Some('-'), tone: None };
    }
    let mut first = true;
    decompose_canonical(c, |part| match part {
        '\u{300}' => letter.tone = Some('2'),
        '\u{301}' => letter.tone = Some('1'),
        '\u{303}' => letter.tone = Some('4'),
        '\u{309}' => letter.tone = Some('3'),
        '\u{323}' => letter.tone = Some('5'),
        '\u{302}' => letter.shape = Some('^'),
        '\u{306}' => letter.shape = Some('('),
        '\u{31B}' => letter.shape = Some('+'),
        '\u{327}' => letter.shape = Some(','),
        '\u{308}' => letter.shape = Some(':'),
        _ if first => {
            letter.base = part;
            first = false;
        }
        _ => {}
    });
    letter
}

/// Collects the letters of one word.
#[derive(Default)]
struct Draft {
    plain: String,
    marks: String,
    tone: Option<char>,
    marked: bool,
}

impl Draft {
    fn push(&mut self, c: char) {
        if c.is_ascii() {
            let c = c.to_ascii_lowercase();
            self.plain.push(c);
            self.marks.push(c);
            return;
        }
        let Some(letter) = LETTERS.get(c as usize) else {
            self.plain.extend(c.to_lowercase());
            return;
        };
        self.plain.push(letter.base);
        self.marks.push(letter.base);
        if let Some(shape) = letter.shape {
            self.marks.push(shape);
            self.marked = true;
        }
        if letter.tone.is_some() {
            self.tone = letter.tone;
            self.marked = true;
        }
    }

    fn finish(&mut self, sentence: u16, clause: u16) -> Option<Word> {
        let mut draft = std::mem::take(self);
        if draft.plain.is_empty() {
            return None;
        }
        draft.marks.extend(draft.tone);
        let marks = if draft.marked { draft.marks } else { String::new() };
        Some(Word { plain: draft.plain, marks, sentence, clause })
    }
}

/// The words of `text`, in order, each with the sentence and clause that it belongs to.
pub fn split(text: &str) -> Vec<Word> {
    if is_nfkc_quick(text.chars()) == IsNormalized::Yes {
        cut(text)
    } else {
        cut(&text.nfkc().collect::<String>())
    }
}

/// Letters and digits; the ones of our languages are known without a table.
fn is_letter(c: char) -> bool {
    c.is_ascii_alphanumeric()
        || matches!(c, '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{24f}' | '\u{1ea0}'..='\u{1eff}')
        || (!c.is_ascii() && c.is_alphanumeric())
}

fn cut(text: &str) -> Vec<Word> {
    let mut words = Vec::with_capacity(text.len() / 4);
    let mut draft = Draft::default();
    let (mut sentence, mut clause) = (0u16, 0u16);
    let mut before = ' ';
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        let next = chars.peek().copied().unwrap_or(' ');
        let inside = || is_letter(before) && is_letter(next);
        if is_letter(c) || (matches!(c, '@' | '$' | '*') && inside()) {
            draft.push(c);
        } else if matches!(c, '\'' | '’' | 'ʼ' | '`' | '‘') && inside() {
            end_at_apostrophe(&mut draft, &mut words, next, sentence, clause);
        } else if !matches!(c, '\u{200b}'..='\u{200f}' | '\u{ad}' | '\u{fe0f}' | '_') {
            words.extend(draft.finish(sentence, clause));
            if let Some(face) = face(c, before, next) {
                words.push(Word { plain: face.to_owned(), marks: String::new(), sentence, clause });
            }
            // Three dots are a hesitation, and a dot between letters ends no sentence.
            let dotted = c == '.' && (before == '.' || next == '.' || inside());
            let ends = matches!(c, '.' | '!' | '?' | '\n') && !dotted;
            sentence = sentence.saturating_add(u16::from(ends));
            let parts = ends || matches!(c, ',' | ';' | ':' | '…' | '(' | ')');
            clause = clause.saturating_add(u16::from(parts));
        }
        before = c;
    }
    words.extend(draft.finish(sentence, clause));
    words
}

/// `don't` stays one word (`dont`), `j'ai` becomes two (`j`, `ai`).
fn end_at_apostrophe(
    draft: &mut Draft,
    words: &mut Vec<Word>,
    next: char,
    sentence: u16,
    clause: u16,
) {
    let elided = matches!(
        draft.plain.as_str(),
        "j" | "l" | "d" | "m" | "t" | "s" | "n" | "c" | "qu" | "jusqu" | "lorsqu" | "aujourd"
    );
    let english_end = matches!(next.to_ascii_lowercase(), 't' | 'm' | 's' | 'r' | 'v' | 'l' | 'd');
    if elided || !english_end {
        words.extend(draft.finish(sentence, clause));
    }
}

/// Faces say whether somebody jokes or cries: `:))`, `=))`, `:'(`, 😂, 😭.
fn face(c: char, before: char, next: char) -> Option<&'static str> {
    match c {
        '😂' | '🤣' | '💀' | '☠' | '😹' | '😆' | '😜' | '🤪' => Some(LAUGH),
        '😭' | '😢' | '😞' | '😔' | '🥺' | '💔' | '😿' => Some(TEARS),
        '🔪' | '🗡' | '🪒' => Some("emoblade"),
        '🔫' | '💣' => Some("emogun"),
        '💊' => Some("emopills"),
        '🩸' => Some("emoblood"),
        '⚰' | '🪦' | '🕊' | '👼' => Some("emograve"),
        '😱' | '😨' | '😰' | '🆘' => Some("emofear"),
        '❤' | '😍' | '🥰' | '😘' | '🎉' | '😊' => Some("emolove"),
        '😡' | '🤬' | '👊' => Some("emorage"),
        ')' if matches!(before, ':' | '=' | ';') || (before == ')' && next == ')') => Some(LAUGH),
        '(' if matches!(before, ':' | '=' | '\'') => Some(TEARS),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plain(text: &str) -> Vec<String> {
        split(text).into_iter().map(|word| word.plain).collect()
    }

    #[test]
    fn accents_fall_away_in_the_plain_spelling() {
        assert_eq!(plain("Tôi MUỐN đi, ça été"), ["toi", "muon", "di", "ca", "ete"]);
    }

    #[test]
    fn both_tone_placements_and_both_unicode_forms_are_the_same_word() {
        let marks = |text: &str| split(text)[0].marks.clone();
        assert_eq!(marks("hoà"), marks("hòa"));
        assert_eq!(marks("tự"), marks("tu\u{31b}\u{323}"));
        assert_ne!(marks("từ"), marks("tự"));
    }

    #[test]
    fn an_apostrophe_joins_english_and_parts_french() {
        assert_eq!(
            plain("I don't know, j'ai peur, qu’il"),
            ["i", "dont", "know", "j", "ai", "peur", "qu", "il"]
        );
    }

    #[test]
    fn three_dots_do_not_end_a_sentence_and_one_does() {
        let words = split("i want to... die. bye");
        assert_eq!(words[3].sentence, words[0].sentence);
        assert_ne!(words[4].sentence, words[0].sentence);
    }

    #[test]
    fn faces_become_words() {
        assert_eq!(plain("chết :))"), ["chet", LAUGH, LAUGH][..2]);
        assert!(plain("help 😭").contains(&TEARS.to_owned()));
    }
}
