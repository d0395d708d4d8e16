//! Small patterns over words, written in TOML and found in one pass over a message.
//!
//! A pattern is words with spaces between: `a|b` is one of them, `@set` one of a named set, `word?`
//! may be missing, `~` stands for up to two unknown words and `~~` for up to five, `^` and `$` are
//! the ends of a sentence. An accent in a pattern counts only where the writer typed accents too.

use std::collections::HashMap;

use super::words::{Word, WordMap, split};
use lead::{Lead, Need, Places, needs};

mod lead;

/// A pattern that was found.
#[derive(Clone, Copy, Debug)]
pub struct Found<T> {
    /// What the pattern means.
    pub means: T,
    /// Index of its first word.
    pub start: usize,
    /// Index after its last word.
    pub end: usize,
    /// Whether a word such as "not" stands between its words.
    pub negated_inside: bool,
}

/// Which accents a typed word must have to be a word of a pattern.
#[derive(Debug, PartialEq, Eq)]
enum Accents {
    /// Any or none.
    Any,
    /// None: an English word is not a Vietnamese one that lost its tone (`song`, `sống`).
    None,
    /// These, where the writer types accents.
    These(String),
}

#[derive(Debug)]
enum Atom {
    OneOf { ids: Box<[u16]>, optional: bool },
    Gap(usize),
    Start,
    End,
}

#[derive(Debug)]
struct Pattern<T> {
    atoms: Vec<Atom>,
    means: T,
}

/// The ids under which the patterns know one word; 0 is none. A word typed without accents may stand
/// for every accented spelling that a pattern uses; the lists are tested to have no more than these.
pub type Ids = [u16; 12];

/// Where the patterns use a word.
#[derive(Clone, Debug, Default)]
struct Uses {
    /// The patterns that it begins, in the order in which they were added.
    leads: Vec<Lead>,
    /// The sets of words that it belongs to, of those that some lead needs.
    sets: Vec<u16>,
}

/// All patterns, ready for searching.
#[derive(Debug)]
pub struct Patterns<T> {
    /// Plain spelling to every accented spelling that a pattern uses (empty: any), with its id.
    known: WordMap<Vec<(Accents, u16)>>,
    count: u16,
    patterns: Vec<Pattern<T>>,
    /// By the id of a word.
    uses: Vec<Uses>,
    /// The sets of words that leads need, with their numbers; 0 is none.
    sets: HashMap<Box<[u16]>, u16>,
    /// The negations have the ids from 1 to this.
    negators: u16,
    /// Whether the words that are added now are written without accents in their language.
    bare: bool,
    /// The words among them that are, where others only leave their accents out.
    bare_words: Vec<String>,
}

impl<T: Copy> Patterns<T> {
    /// No patterns yet; `negators` are the words that turn a meaning round.
    pub fn new(negators: &str) -> Self {
        let mut patterns = Patterns {
            known: WordMap::default(),
            count: 0,
            patterns: Vec::new(),
            uses: vec![Uses::default()],
            sets: HashMap::new(),
            negators: 0,
            bare: false,
            bare_words: Vec::new(),
        };
        for word in split(negators) {
            patterns.id(&word);
        }
        patterns.negators = patterns.count;
        patterns
    }

    /// Says whether the patterns added from now on are in a language without accents.
    pub fn set_bare(&mut self, bare: bool) {
        self.bare = bare;
    }

    /// Names the words that have no accents, in a language in which others do.
    pub fn set_bare_words(&mut self, words: &str) {
        self.bare_words = split(words).into_iter().map(|word| word.plain).collect();
    }

    /// Adds one pattern; `None` if its text is not well formed.
    pub fn add(&mut self, text: &str, sets: &HashMap<String, String>, means: T) -> Option<()> {
        let atoms: Vec<Atom> =
            text.split_whitespace().map(|part| self.atom(part, sets)).collect::<Option<_>>()?;
        let pattern = u32::try_from(self.patterns.len()).ok()?;
        let first = atoms.iter().position(|atom| !matches!(atom, Atom::Start))?;
        let Atom::OneOf { ids, optional: false, .. } = &atoms[first] else {
            return None;
        };
        let mut lead = Lead { pattern, needs: [Need::default(); 2] };
        for (need, (ids, reach)) in lead.needs.iter_mut().zip(needs(&atoms[first + 1..])) {
            *need = Need { set: self.set(ids)?, reach };
        }
        for id in ids {
            self.uses[usize::from(*id)].leads.push(lead);
        }
        self.patterns.push(Pattern { atoms, means });
        Some(())
    }

    fn atom(&mut self, part: &str, sets: &HashMap<String, String>) -> Option<Atom> {
        match part {
            "~" => return Some(Atom::Gap(2)),
            "~~" => return Some(Atom::Gap(5)),
            "^" => return Some(Atom::Start),
            "$" => return Some(Atom::End),
            _ => {}
        }
        let (part, optional) = match part.strip_suffix('?') {
            Some(part) => (part, true),
            None => (part, false),
        };
        let mut ids = Vec::new();
        for choice in part.split('|') {
            let words = match choice.strip_prefix('@') {
                Some(set) => split(sets.get(set)?),
                None => split(choice),
            };
            // An end of a sentence or a gap is no choice: it would never be found.
            if words.is_empty() {
                return None;
            }
            ids.extend(words.iter().map(|word| self.id(word)));
        }
        (!ids.is_empty()).then(|| Atom::OneOf { ids: ids.into(), optional })
    }

    /// The number of a set of words; `None` if there are too many.
    fn set(&mut self, ids: &[u16]) -> Option<u16> {
        if let Some(set) = self.sets.get(ids) {
            return Some(*set);
        }
        let set = u16::try_from(self.sets.len() + 1).ok()?;
        self.sets.insert(ids.into(), set);
        for id in ids {
            self.uses[usize::from(*id)].sets.push(set);
        }
        Some(set)
    }

    fn id(&mut self, word: &Word) -> u16 {
        let is_bare = self.bare || self.bare_words.contains(&word.plain);
        let accents = match (word.marks.as_str(), is_bare) {
            ("", true) => Accents::None,
            ("", false) => Accents::Any,
            (marks, _) => Accents::These(marks.to_owned()),
        };
        let spellings = self.known.entry(word.plain.clone()).or_default();
        if let Some((_, id)) = spellings.iter().find(|(known, _)| *known == accents) {
            return *id;
        }
        self.count += 1;
        spellings.push((accents, self.count));
        self.uses.push(Uses::default());
        self.count
    }

    /// The most spellings that one plain word has in the patterns.
    #[cfg(test)]
    pub fn most_spellings(&self) -> usize {
        self.known.values().map(Vec::len).max().unwrap_or(0)
    }

    /// Every word that some pattern uses, without its accents.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }

    /// Whether any pattern uses this word, accents aside.
    pub fn knows(&self, plain: &str) -> bool {
        self.known.contains_key(plain)
    }

    /// The ids of a word; `accented` says that its writer types accents wherever they belong.
    pub fn ids(&self, word: &Word, accented: bool) -> Ids {
        let mut ids = Ids::default();
        let Some(spellings) = self.known.get(&word.plain) else {
            return ids;
        };
        let fitting = spellings.iter().filter(|(accents, _)| match accents {
            Accents::Any => true,
            Accents::None => word.marks.is_empty(),
            Accents::These(marks) => (word.marks.is_empty() && !accented) || *marks == word.marks,
        });
        for (slot, (_, id)) in ids.iter_mut().zip(fitting) {
            *slot = *id;
        }
        ids
    }

    /// Whether one of these ids is a negation.
    pub fn negates(&self, ids: &Ids) -> bool {
        known(ids).any(|id| id <= self.negators)
    }

    /// Calls `found` for every place where a pattern fits whose meaning is `wanted`.
    pub fn search(
        &self,
        words: &[Word],
        ids: &[Ids],
        wanted: impl Fn(T) -> bool,
        found: impl FnMut(Found<T>),
    ) {
        let mut all: Vec<Found<T>> = Vec::new();
        // From the last word to the first, so that it is known what comes after each.
        let mut places = Places::new(self.sets.len());
        let mut end = words.len();
        for start in (0..words.len()).rev() {
            if words[start].sentence != words[end - 1].sentence {
                end = start + 1;
            }
            let text = Text { words, ids: &ids[..end] };
            for id in known(&ids[start]) {
                for lead in &self.uses[usize::from(id)].leads {
                    if !places.may_fit(lead, start, end) {
                        continue;
                    }
                    let Pattern { atoms, means } = &self.patterns[lead.pattern as usize];
                    if !wanted(*means) {
                        continue;
                    }
                    if let Some((end, negated_inside)) = self.rest(atoms, &text, start) {
                        all.push(Found { means: *means, start, end, negated_inside });
                    }
                }
            }
            for id in known(&ids[start]) {
                self.uses[usize::from(id)].sets.iter().for_each(|set| places.put(*set, start));
            }
        }
        all.sort_by_key(|one| one.start);
        all.into_iter().for_each(found);
    }

    /// Where the match of `atoms` from word `at` on ends, and whether a gap in it negates.
    fn rest(&self, atoms: &[Atom], text: &Text, at: usize) -> Option<(usize, bool)> {
        let Some((atom, more)) = atoms.split_first() else {
            return Some((at, false));
        };
        match atom {
            Atom::Start => text.starts_sentence(at).then(|| self.rest(more, text, at))?,
            Atom::End => (at >= text.ids.len()).then(|| self.rest(more, text, at))?,
            Atom::OneOf { ids, optional } => {
                let here =
                    text.ids.get(at).is_some_and(|here| known(here).any(|id| ids.contains(&id)));
                let taken = if here { self.rest(more, text, at + 1) } else { None };
                taken.or_else(|| if *optional { self.rest(more, text, at) } else { None })
            }
            Atom::Gap(most) => {
                let mut negated = false;
                for skipped in 0..=*most {
                    if let Some((end, inside)) = self.rest(more, text, at + skipped) {
                        return Some((end, inside || negated));
                    }
                    negated |= self.negates(text.ids.get(at + skipped)?);
                }
                None
            }
        }
    }
}

/// The ids that there are.
fn known(ids: &Ids) -> impl Iterator<Item = u16> + Clone {
    ids.iter().copied().take_while(|id| *id != 0)
}

/// A message up to the end of the sentence that is looked at.
struct Text<'a> {
    words: &'a [Word],
    ids: &'a [Ids],
}

impl Text<'_> {
    fn starts_sentence(&self, at: usize) -> bool {
        at == 0 || self.words[at - 1].sentence != self.words[at].sentence
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn finds(pattern: &str, text: &str) -> bool {
        let sets = HashMap::from([("want".to_owned(), "want wanna".to_owned())]);
        let mut patterns = Patterns::new("not");
        patterns.add(pattern, &sets, ()).unwrap();
        let words = split(text);
        let ids: Vec<Ids> = words.iter().map(|word| patterns.ids(word, false)).collect();
        let mut hits = 0;
        patterns.search(&words, &ids, |()| true, |_| hits += 1);
        hits > 0
    }

    #[test]
    fn sets_options_and_gaps_fit_what_they_should() {
        assert!(finds("@want to? go ~ home", "I wanna go right back home"));
        assert!(!finds("@want to? go ~ home", "I wanna go and then one day home"));
        assert!(!finds("@want go", "I want. Go!"));
    }

    #[test]
    fn an_accent_counts_only_against_typed_accents() {
        assert!(finds("tự tử", "tự tử"));
        assert!(finds("tự tử", "tu tu"));
        assert!(!finds("tự tử", "từ từ"));
    }

    #[test]
    fn an_end_or_a_gap_among_choices_is_refused() {
        for pattern in ["now|$", "go now|~", "now|", "@none"] {
            assert!(Patterns::new("not").add(pattern, &HashMap::new(), ()).is_none(), "{pattern}");
        }
    }

    #[test]
    fn the_ends_of_a_sentence_can_be_asked_for() {
        assert!(finds("^ help $", "Hello. Help!"));
        assert!(!finds("^ help $", "please help"));
    }
}
