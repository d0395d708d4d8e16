//! How the model is learnt from the corpus and measured; only the programs and tests use it.

pub(in super::super::super) mod chance;
pub(in super::super::super) mod corpus;
pub(in super::super::super) mod disguise;
mod learn;
mod measure;

pub use corpus::{Corpus, Row};
pub use learn::{Tuning, learn};
pub use measure::{Share, Table};

use app::language::Language;

use super::super::language;
use super::super::lexicon::{Said, lexicon};
use super::super::pattern::Found;
use super::super::words::{Word, split};
pub use super::Bars;
pub use super::model::Model;
use super::model::{Scores, model, worst};
use super::scope::{self, Hit, Verdict};
use super::{Crisis, Does, Kind, decide};

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
pub(in super::super::super) struct Prepared {
    pub(in super::super::super) words: Vec<Word>,
    pub(in super::super::super) language: Option<Language>,
    pub(super) hits: Vec<Hit>,
    pub(super) does: Does,
}

/// Judges `text` with the weights that the server uses.
pub fn judge(text: &str) -> Judgement {
    judge_with(model(), text)
}

/// Judges `text` with these weights.
pub fn judge_with(model: &Model, text: &str) -> Judgement {
    let Prepared { words, language, hits, does } = prepare(text);
    Judgement {
        patterns: Hit::gravest(&hits),
        model: decide(&model.scores(&words, language, &[]), words.len(), &[], does).crisis,
        both: decide(&model.scores(&words, language, &hits), words.len(), &hits, does).crisis,
    }
}

/// All that the bars look at in a message.
#[derive(Clone, Copy, Debug)]
pub struct Sight {
    /// The highest odds of a crisis in any part, as a logarithm.
    pub odds: f32,
    /// The likeliest kind.
    pub kind: Kind,
    /// By how much it leads.
    pub lead: f32,
    /// The odds in any sentence by itself.
    sentence: f32,
    /// The odds in any that says it in plain words.
    plain: f32,
    length: usize,
    verdict: Verdict,
    is_silent: bool,
    does: Does,
}

impl Sight {
    /// What these weights see in `text`.
    pub fn of(model: &Model, text: &str) -> Sight {
        let Prepared { words, language, hits, does } = prepare(text);
        let seen = model.scores(&words, language, &hits);
        let first = worst(&seen.windows).copied().unwrap_or_default();
        let (kind, lead) = (Kind::ALL[first.kind()], first.lead());
        let odds = |scores| worst(scores).map_or(f32::MIN, Scores::crisis);
        let (odds, sentence) = (odds(&seen.windows), odds(&seen.sentences));
        let (length, verdict) = (words.len(), Hit::verdict(&hits));
        let plain = seen.plain;
        Sight {
            odds,
            kind,
            lead,
            sentence,
            plain,
            length,
            verdict,
            is_silent: hits.is_empty(),
            does,
        }
    }

    /// Whether it is an alarm with these bars.
    pub fn alarms(&self, bars: &Bars) -> bool {
        let bar = bars.bar(self.verdict, self.length, self.does.asks);
        let is_explained = self.is_silent && self.does.is_explained;
        let odds = self.odds.max(self.sentence - bars.sentence);
        !is_explained && (odds > bar || self.plain > bars.plain)
    }
}

/// Whether the embedded weights were learnt from this corpus with these lists.
pub fn fits(corpus: &Corpus) -> bool {
    model().learnt_from == corpus.fingerprint
}

/// The steps of `heard::hear` up to the judgement.
pub(in super::super::super) fn prepare(text: &str) -> Prepared {
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
    let does = Does::of(&found);
    Prepared { words, language, hits, does }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::super::heard::hear;
    use super::*;

    /// What the embedded weights must at least reach, by language: recall of crises, then the most
    /// alarms on harmless messages and on concerns, all in percent. First on the test part, which is
    /// hard, then on what others wrote, where the targets are 85, 4 and 8.
    const FLOORS: [(&str, f64, f64, f64); 3] =
        [("en", 62.0, 5.5, 5.7), ("fr", 69.0, 6.4, 6.8), ("vi", 67.0, 6.0, 6.5)];
    const OUTSIDE: [(&str, f64, f64, f64); 3] =
        [("en", 90.0, 3.0, 7.0), ("fr", 87.0, 4.0, 8.0), ("vi", 89.0, 3.5, 6.0)];

    fn corpus() -> Corpus {
        Corpus::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")).unwrap()
    }

    #[test]
    fn the_weights_were_learnt_from_this_corpus_and_these_lists() {
        assert!(fits(&corpus()), "run `make train` and commit the weights");
    }

    #[test]
    fn what_was_never_seen_is_heard_as_well_as_promised() {
        let Corpus { testing, outside, .. } = corpus();
        for (rows, floors) in [(testing, FLOORS), (outside, OUTSIDE)] {
            check(&rows, &floors);
        }
    }

    fn check(rows: &[Row], floors: &[(&str, f64, f64, f64)]) {
        let mut table = Table::default();
        for row in rows {
            table.count(&format!("{} {}", row.group(), row.language.code()), &judge(&row.text));
        }
        for (language, recall, harmless, concern) in floors {
            let [_, _, both] = table.shares(&format!("crisis {language}"));
            assert!(both.percent() >= *recall, "crisis {language}: {both}");
            let [_, _, both] = table.shares(&format!("none {language}"));
            assert!(both.percent() <= *harmless, "none {language}: {both}");
            let [_, _, both] = table.shares(&format!("concern {language}"));
            assert!(both.percent() <= *concern, "concern {language}: {both}");
        }
    }

    #[test]
    fn a_message_is_judged_here_as_in_a_conversation() {
        for text in ["jveux mourir", "i cut my finger while cooking", "em bị bố đánh", "coucou"]
        {
            assert_eq!(judge(text).both, hear(text).crisis, "{text}");
        }
    }

    #[test]
    fn weights_are_read_as_they_were_written() {
        let bytes = Vec::leak(model().write());
        let copy = Model::read(bytes).map(|copy| copy.write());
        assert_eq!(copy, Some(model().write()));
    }
}
