//! What may not be said, whatever the words: patterns of one file for each language.

use super::{Refusal, plain};
use crate::dialogue::{Ids, Patterns, Word, split};
use app::language::Language;
use serde::Deserialize;
use std::collections::HashMap;
use std::sync::LazyLock;

/// How far before a pattern a word such as "not" still turns it round, in words.
const REACH: usize = 4;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Source {
    /// Words that turn a meaning round.
    negators: String,
    /// Named lists of words.
    sets: HashMap<String, String>,
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rule {
    /// One of [`NAMES`].
    refuses: String,
    /// Whether it is refused even where it is denied.
    #[serde(default)]
    always: bool,
    say: Vec<String>,
}

/// What a rule refuses, as it is counted.
pub const NAMES: [&str; 9] =
    ["method", "diagnosis", "human", "alerted", "secrecy", "sexual", "revenge", "asking", "leak"];

#[derive(Clone, Copy)]
struct Means {
    refuses: Refusal,
    always: bool,
}

static RULES: LazyLock<[Patterns<Means>; 3]> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "embedded rules, read by every test")]
    [
        (include_str!("fr.toml"), false),
        (include_str!("en.toml"), true),
        (include_str!("vi.toml"), false),
    ]
    .map(|(text, bare)| read(text, bare).expect("the embedded rules are well formed"))
});

fn read(text: &str, bare: bool) -> Result<Patterns<Means>, String> {
    let source: Source = toml::from_str(text).map_err(|error| error.to_string())?;
    let mut patterns = Patterns::new(&source.negators);
    patterns.set_bare(bare);
    for rule in source.rule {
        let name = NAMES.into_iter().find(|name| *name == rule.refuses);
        let refuses = name.ok_or_else(|| format!("unknown {}", rule.refuses))?;
        for say in &rule.say {
            let added = patterns.add(say, &source.sets, Means { refuses, always: rule.always });
            added.ok_or_else(|| format!("not a pattern: {say}"))?;
        }
    }
    Ok(patterns)
}

/// Refuses a text that says what may not be said. English is looked for in every language.
pub fn check(text: &str, language: Language) -> Result<(), Refusal> {
    let [fr, en, vi] = &*RULES;
    let own = match language {
        Language::Fr => Some(fr),
        Language::En => None,
        Language::Vi => Some(vi),
    };
    let words = split(&plain::read_out(text));
    for patterns in own.into_iter().chain([en]) {
        find(patterns, &words)?;
    }
    Ok(())
}

fn find(patterns: &Patterns<Means>, words: &[Word]) -> Result<(), Refusal> {
    // A model types accents where they belong; one that does not may hide something.
    let marked = words.iter().filter(|word| !word.marks.is_empty()).count();
    let accented = marked * 10 > words.len();
    let ids: Vec<Ids> = words.iter().map(|word| patterns.ids(word, accented)).collect();
    let mut refusal = None;
    patterns.search(
        words,
        &ids,
        |_| true,
        |found| {
            let denied = found.negated_inside || is_denied(patterns, words, &ids, found.start);
            if found.means.always || !denied {
                refusal = Some(found.means.refuses);
            }
        },
    );
    refusal.map_or(Ok(()), Err)
}

/// Whether a word such as "not" stands shortly before, in the same clause.
fn is_denied(patterns: &Patterns<Means>, words: &[Word], ids: &[Ids], start: usize) -> bool {
    let first = start.saturating_sub(REACH);
    let near = words[first..start].iter().zip(&ids[first..start]);
    let clause = words[start].clause;
    near.filter(|(word, _)| word.clause == clause).any(|(_, ids)| patterns.negates(ids))
}
