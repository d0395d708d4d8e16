//! How the model is learnt from the corpus and measured; only the programs and tests use it.

mod chance;
mod corpus;
mod disguise;
mod learn;
mod measure;

pub use corpus::{Corpus, Row};
pub use learn::learn;
pub use measure::{Share, Table};

use app::language::Language;

use super::super::language;
use super::super::lexicon::{Said, lexicon};
use super::super::pattern::Found;
use super::super::words::{Word, split};
use super::model::{Model, Scores, model};
use super::scope::{self, Hit};
use super::{Crisis, decide};

/// What each half says of a message, and both together.
#[derive(Clone, Copy, Debug)]
pub struct Judgement {
    /// The patterns alone.
    pub patterns: Option<Crisis>,
    /// The model alone.
    pub model: Option<Crisis>,
    /// Both together, as in every conversation.
    pub both: Option<Crisis>,
}

/// A message ready for the model.
pub(super) struct Prepared {
    pub(super) words: Vec<Word>,
    pub(super) language: Option<Language>,
    pub(super) hits: Vec<Hit>,
}

/// Judges `text` with the weights that the server uses.
pub fn judge(text: &str) -> Judgement {
    judge_with(model(), text)
}

/// Judges `text` with these weights.
pub fn judge_with(model: &Model, text: &str) -> Judgement {
    let Prepared { words, language, hits } = prepare(text);
    Judgement {
        patterns: Hit::gravest(&hits),
        model: decide(&model.scores(&words, language, &[]), words.len(), &[]),
        both: decide(&model.scores(&words, language, &hits), words.len(), &hits),
    }
}

/// The highest odds of a crisis in any part of `text`, as a logarithm, its length in words and the
/// strength of its patterns: all that the thresholds look at.
pub fn odds(model: &Model, text: &str) -> (f32, usize, usize) {
    let Prepared { words, language, hits } = prepare(text);
    let windows = model.scores(&words, language, &hits);
    let worst = windows.iter().map(Scores::crisis).fold(f32::MIN, f32::max);
    (worst, words.len(), Hit::strength(&hits))
}

/// Whether the embedded weights were learnt from this corpus with these lists.
pub fn fits(corpus: &Corpus) -> bool {
    model().learnt_from == corpus.fingerprint
}

/// The steps of `heard::hear` up to the judgement.
pub(super) fn prepare(text: &str) -> Prepared {
    let lexicon = lexicon();
    let typed = split(text);
    let guess = language::detect(&typed);
    let words = lexicon.spellings.resolve(typed, guess, |word| lexicon.patterns.knows(word));
    let language = guess.or_else(|| language::detect(&words));
    let accented = words.iter().filter(|word| !word.marks.is_empty()).count() * 5 > words.len() * 3;
    let ids: Vec<_> = words.iter().map(|word| lexicon.patterns.ids(word, accented)).collect();
    let mut found: Vec<Found<Said>> = Vec::new();
    let counts = |said: Said| said.counts_in(language);
    lexicon.patterns.search(&words, &ids, counts, |one| found.push(one));
    let hits = scope::hits(&words, &ids, &found);
    Prepared { words, language, hits }
}
