//! Turns hurried spellings (SMS, teencode, leetspeak, spaced or joined letters) into plain words.

use std::collections::HashMap;

use app::language::Language;
use serde::Deserialize;

use super::words::{Word, WordMap, split};

/// Words that are often typed without a space between, and may be cut out of a longer one.
const JOINED: &str = "tôi mình em muốn đang sẽ định tự tử tu chết đi không sống nữa rồi quá thôi buồn sát \
                      trời hay nghĩ i want to wanna die kill myself je veux mourir me tuer suicide envie \
                      de plus vivre";
/// Words that are found again when stars hide some of their letters.
const CENSORED: &str = "kill killing die suicide suicidal rape raped mourir tuer suicider viol chết tự tử \
                        cutting nudes porn";

#[derive(Deserialize)]
struct Source {
    any: HashMap<String, String>,
    en: HashMap<String, String>,
    fr: HashMap<String, String>,
    vi: HashMap<String, String>,
    /// Short forms that count only after one of these words.
    after: HashMap<String, String>,
    /// Short forms that do not count before one of these words.
    not_before: HashMap<String, String>,
}

/// What a spelling stands for.
#[derive(Debug)]
struct Meaning {
    /// The language in which it does; `None` for all.
    language: Option<Language>,
    words: Vec<Word>,
}

/// The known ways of writing a word otherwise.
#[derive(Debug)]
pub struct Spellings {
    /// By spelling; what it means in every language stands first.
    meanings: WordMap<Vec<Meaning>>,
    after: WordMap<Vec<String>>,
    not_before: WordMap<Vec<String>>,
    joined: WordMap<Word>,
    censored: Vec<Word>,
}

impl Spellings {
    /// Reads the list from its TOML text.
    pub fn parse(text: &str) -> Result<Self, toml::de::Error> {
        let source: Source = toml::from_str(text)?;
        let mut meanings: WordMap<Vec<Meaning>> = WordMap::default();
        for (language, list) in [
            (None, source.any),
            (Some(Language::Vi), source.vi),
            (Some(Language::Fr), source.fr),
            (Some(Language::En), source.en),
        ] {
            for (from, to) in list {
                let Some(from) = split(&from).into_iter().next().map(key) else { continue };
                let meaning = Meaning { language, words: split(&to) };
                meanings.entry(from).or_default().push(meaning);
            }
        }
        let neighbours = |map: HashMap<String, String>| -> WordMap<Vec<String>> {
            let plain = |text: &str| split(text).into_iter().map(|word| word.plain).collect();
            map.into_iter().map(|(short, words)| (short, plain(&words))).collect()
        };
        Ok(Spellings {
            meanings,
            after: neighbours(source.after),
            not_before: neighbours(source.not_before),
            joined: split(JOINED).into_iter().map(|word| (word.plain.clone(), word)).collect(),
            censored: split(CENSORED),
        })
    }

    /// The same words as they are meant; `knows` tells which ones are usual.
    pub fn resolve(
        &self,
        typed: Vec<Word>,
        language: Option<Language>,
        knows: impl Fn(&str) -> bool,
    ) -> Vec<Word> {
        let mut words: Vec<Word> = Vec::with_capacity(typed.len() + 8);
        let typed = join_single_letters(typed, |joined| {
            let anywhere = |list: &Vec<Meaning>| list.iter().any(|one| one.language.is_none());
            knows(joined)
                || self.meanings.get(joined).is_some_and(anywhere)
                || self.cut(joined).is_some()
        });
        let mut typed = typed.into_iter().peekable();
        while let Some(word) = typed.next() {
            self.resolve_one(word, typed.peek(), language, &knows, &mut words);
        }
        words
    }

    /// Whether its neighbours let a word be a short form: `c` before `est` is none.
    fn counts(&self, word: &Word, before: Option<&Word>, next: Option<&Word>) -> bool {
        let is_one_of = |list: &Vec<String>, word: Option<&Word>| {
            word.is_some_and(|word| list.contains(&word.plain))
        };
        self.after.get(&word.plain).is_none_or(|list| is_one_of(list, before))
            && !self.not_before.get(&word.plain).is_some_and(|list| is_one_of(list, next))
    }

    fn resolve_one(
        &self,
        word: Word,
        next: Option<&Word>,
        language: Option<Language>,
        knows: &impl Fn(&str) -> bool,
        words: &mut Vec<Word>,
    ) {
        let meant = self.meant(&word, language);
        if let Some(meant) = meant.filter(|_| self.counts(&word, words.last(), next)) {
            words.extend(meant.iter().map(|meant| placed(meant, &word)));
            return;
        }
        if knows(&word.plain) {
            words.push(word);
            return;
        }
        for guess in guesses(&word.plain) {
            let guess = Word { plain: guess, marks: String::new(), ..word };
            if let Some(meant) = self.meant(&guess, language) {
                words.extend(meant.iter().map(|meant| placed(meant, &word)));
                return;
            }
            if knows(&guess.plain) {
                words.push(guess);
                return;
            }
        }
        if word.plain.contains('*') {
            let hidden = self.censored.iter().find(|known| fits(&word.plain, &known.plain));
            words.push(hidden.map_or(word.clone(), |known| placed(known, &word)));
        } else if let Some(parts) = self.cut(&word.plain) {
            words.extend(parts.into_iter().map(|part| placed(part, &word)));
        } else {
            words.push(word);
        }
    }

    fn meant(&self, word: &Word, language: Option<Language>) -> Option<&Vec<Word>> {
        // A word with accents is looked up with them: `tớ` is not `to`.
        let spelled = if word.marks.is_empty() { &word.plain } else { &word.marks };
        let counts = |meaning: &&Meaning| {
            language.is_none() || meaning.language.is_none() || meaning.language == language
        };
        self.meanings.get(spelled)?.iter().find(counts).map(|meaning| &meaning.words)
    }

    /// `muonchet` as `muon chet`, if it consists of such words alone.
    fn cut(&self, text: &str) -> Option<Vec<&Word>> {
        if text.len() < 6 || text.len() > 40 || !text.is_ascii() {
            return None;
        }
        let mut best: Vec<Option<Vec<&Word>>> = vec![None; text.len() + 1];
        best[0] = Some(Vec::new());
        for end in 1..=text.len() {
            for start in end.saturating_sub(8)..end {
                let Some(before) = &best[start] else { continue };
                let Some(word) = self.joined.get(&text[start..end]) else { continue };
                if best[end].as_ref().is_none_or(|known| known.len() > before.len() + 1) {
                    let mut parts = before.clone();
                    parts.push(word);
                    best[end] = Some(parts);
                }
            }
        }
        best.pop()?
    }
}

fn key(word: Word) -> String {
    if word.marks.is_empty() { word.plain } else { word.marks }
}

fn placed(meant: &Word, at: &Word) -> Word {
    Word { sentence: at.sentence, clause: at.clause, ..meant.clone() }
}

/// `s u i c i d e` as one word, where `known` says that it is one.
fn join_single_letters(typed: Vec<Word>, known: impl Fn(&str) -> bool) -> Vec<Word> {
    let single = |word: &Word| word.plain.len() == 1;
    if !typed.windows(3).any(|three| three.iter().all(single)) {
        return typed;
    }
    let mut words = Vec::with_capacity(typed.len());
    for run in typed.chunk_by(|a, b| single(a) && single(b)) {
        let joined: String = run.iter().map(|word| word.plain.as_str()).collect();
        match run.first() {
            Some(first) if run.len() >= 3 && known(&joined) => {
                words.push(Word { plain: joined, marks: String::new(), ..first.clone() });
            }
            _ => words.extend_from_slice(run),
        }
    }
    words
}

/// What an unknown word may be: stretched letters made short, digits read as letters.
fn guesses(plain: &str) -> Vec<String> {
    let mut guesses = Vec::new();
    for most in [2, 1] {
        if let Some(short) = shortened(plain, most) {
            guesses.push(short);
        }
    }
    let digits = plain.bytes().any(|b| b.is_ascii_digit() || matches!(b, b'@' | b'$'));
    if digits && plain.bytes().any(|b| b.is_ascii_alphabetic()) {
        let read = |one: char| -> String {
            plain
                .chars()
                .map(|c| match c {
                    '0' => 'o',
                    '1' => one,
                    '3' => 'e',
                    '4' | '@' => 'a',
                    '5' | '$' => 's',
                    '7' => 't',
                    '8' => 'b',
                    c => c,
                })
                .collect()
        };
        guesses.push(read('i'));
        guesses.push(read('l'));
    }
    guesses
}

fn shortened(plain: &str, most: usize) -> Option<String> {
    let mut short = String::with_capacity(plain.len());
    let (mut last, mut run, mut longest) = ('\0', 0, 0);
    for c in plain.chars() {
        run = if c == last { run + 1 } else { 1 };
        longest = longest.max(run);
        last = c;
        if run <= most {
            short.push(c);
        }
    }
    // Two equal letters are ordinary spelling; three are a cry.
    (longest >= 3 || (most == 1 && longest == 2)).then_some(short)
}

/// Whether `typed`, with stars for letters, may be `known`.
fn fits(typed: &str, known: &str) -> bool {
    typed.len() == known.len() && typed.bytes().zip(known.bytes()).all(|(t, k)| t == b'*' || t == k)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, language: Option<Language>) -> String {
        let spellings = Spellings::parse(include_str!("spelling.toml")).unwrap();
        let usual = ["die", "kill", "suicide", "toi", "muon", "chet", "ok", "help"];
        let words = spellings.resolve(split(text), language, |word| usual.contains(&word));
        words.into_iter().map(|word| word.plain).collect::<Vec<_>>().join(" ")
    }

    #[test]
    fn short_forms_are_written_out_in_their_own_language_only() {
        assert_eq!(read("jveux", None), "je veux");
        assert_eq!(read("ko mún", Some(Language::Vi)), "khong muon");
        assert_eq!(read("r u ok", Some(Language::En)), "are you ok");
    }

    #[test]
    fn a_short_form_is_read_by_its_neighbours() {
        let french = |text| read(text, Some(Language::Fr));
        assert_eq!(french("c'est fini, c fini"), "c est fini c est fini");
        assert_eq!(french("c'était bien"), "c etait bien");
        assert_eq!(french("un peu, je peu plus"), "un peu je peux plus");
    }

    #[test]
    fn digits_stretched_and_spaced_letters_are_read() {
        assert_eq!(read("t0i mu0n ch3t", None), "toi muon chet");
        assert_eq!(read("diiiie", None), "die");
        assert_eq!(read("s u i c i d e", None), "suicide");
        assert_eq!(read("I want to k*ll", None), "i want to kill");
    }

    #[test]
    fn joined_words_are_cut_only_when_every_part_is_known() {
        assert_eq!(read("toimuontutu", None), "toi muon tu tu");
        assert_eq!(read("toimuonbanh", None), "toimuonbanh");
    }
}
