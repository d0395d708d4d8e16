//! Cuts a message into words that can be compared, however hurriedly it was typed.

use std::sync::LazyLock;

use unicode_normalization::char::decompose_canonical;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfkc_quick};

pub use super::hash::{Fnv, WordMap};

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

/// Collects the letters of one word after the other.
#[derive(Default)]
struct Draft {
    plain: String,
    /// The letters with their shapes, from the first one on in which the two spellings differ.
    marks: String,
    tone: Option<char>,
    marked: bool,
    differs: bool,
}

impl Draft {
    fn push(&mut self, c: char) {
        if c.is_ascii() {
            self.push_to_both(c.to_ascii_lowercase());
            return;
        }
        // "Sœur" is typed "soeur" as often.
        if let 'œ' | 'Œ' | 'æ' | 'Æ' = c {
            self.push_to_both(if matches!(c, 'œ' | 'Œ') { 'o' } else { 'a' });
            self.push_to_both('e');
            return;
        }
        let Some(letter) = LETTERS.get(c as usize) else {
            self.part();
            self.plain.extend(c.to_lowercase());
            return;
        };
        self.push_to_both(letter.base);
        if let Some(shape) = letter.shape {
            self.part();
            self.marks.push(shape);
            self.marked = true;
        }
        if letter.tone.is_some() {
            self.tone = letter.tone;
            self.marked = true;
        }
    }

    fn push_to_both(&mut self, c: char) {
        self.plain.push(c);
        if self.differs {
            self.marks.push(c);
        }
    }

    /// From here on the two spellings are kept apart.
    fn part(&mut self) {
        if !self.differs {
            self.marks.push_str(&self.plain);
            self.differs = true;
        }
    }

    fn finish(&mut self, sentence: u16, clause: u16) -> Option<Word> {
        if self.plain.is_empty() {
            return None;
        }
        let mut marks = String::new();
        if self.marked {
            self.part();
            self.marks.extend(self.tone);
            marks.push_str(&self.marks);
        }
        let plain = self.plain.as_str().to_owned();
        self.plain.clear();
        self.marks.clear();
        (self.tone, self.marked, self.differs) = (None, false, false);
        Some(Word { plain, marks, sentence, clause })
    }
}

/// The words of `text`, in order, each with the sentence and clause that it belongs to.
pub fn split(text: &str) -> Vec<Word> {
    if is_nfkc_quick(text.chars().filter(|c| !is_usual(*c))) == IsNormalized::Yes {
        cut(text)
    } else {
        cut(&text.nfkc().collect::<String>())
    }
}

/// Whether a letter stands for itself alone in every Unicode form; told without a table for those
/// of our languages.
fn is_usual(c: char) -> bool {
    c.is_ascii()
        || matches!(c, '\u{c0}'..='\u{131}' | '\u{1a0}' | '\u{1a1}' | '\u{1af}' | '\u{1b0}' | '\u{1ea0}'..='\u{1ef9}' | '’')
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
        assert_eq!(plain("ma Sœur"), plain("ma soeur"));
    }

    #[test]
    fn both_tone_placements_and_both_unicode_forms_are_the_same_word() {
        let marks = |text: &str| split(text)[0].marks.clone();
        assert_eq!(marks("hoà"), marks("hòa"));
        assert_eq!(marks("tự"), marks("tu\u{31b}\u{323}"));
        assert_ne!(marks("từ"), marks("tự"));
    }

    #[test]
    fn a_usual_letter_is_composed_already() {
        let usual = ('\0'..='\u{2100}').filter(|c| is_usual(*c));
        for letter in usual {
            assert_eq!(is_nfkc_quick([letter].into_iter()), IsNormalized::Yes, "{letter}");
        }
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
