//! Whether a person may read what a model wrote: the last gate before its words go out.
//!
//! | File | What it refuses |
//! |---|---|
//! | `rules`, `fr.toml`, `en.toml`, `vi.toml` | what is said: methods, diagnoses, promises, … |
//! | `speaker`, `speaker.toml` | what is claimed in the first person beyond what a program can |
//! | `numbers`, `sites` | numbers and sites that are not this country's helplines |
//! | `shape` | markup, other scripts and languages, words of our own instructions |

mod numbers;
mod plain;
mod rules;
mod shape;
mod sites;
mod speaker;
#[cfg(test)]
mod tests;

pub(super) use plain::unhidden;

use app::language::Language;
use std::collections::HashSet;

/// What a text is held against.
pub struct Check {
    language: Language,
    /// Numbers without spaces, and sites, that may be named.
    allowed: Vec<String>,
    /// Short numbers that the person wrote themselves.
    theirs: HashSet<String>,
    /// Runs of words of our own instructions.
    instructions: HashSet<u64>,
}

/// What is wrong with a text; for counting, it quotes nothing.
pub type Refusal = &'static str;

impl Check {
    /// For an answer in `language` to `message`, by a model that was given `instructions`; numbers
    /// and sites other than `allowed` are refused.
    pub fn new(language: Language, allowed: &[String], message: &str, instructions: &str) -> Check {
        Check {
            language,
            allowed: allowed.iter().map(|known| bare(known)).collect(),
            theirs: numbers::short_numbers(message),
            instructions: shape::runs(instructions),
        }
    }

    /// Whether `text` may be read: all of an answer so far, with its newest sentence. What stands
    /// in two sentences together is seen as well.
    pub fn passes(&self, text: &str) -> Result<(), Refusal> {
        let text = plain::unhidden(text);
        shape::check(&text, &self.instructions)?;
        sites::check(&text, &self.allowed)?;
        numbers::check(&text, &self.allowed, &self.theirs)?;
        rules::check(&text, self.language)?;
        speaker::check(&text, self.language)?;
        shape::check_language(&text, self.language)
    }

    /// Whether `text` names every number and site that `other` names.
    pub fn names_all_of(&self, text: &str, other: &str) -> bool {
        let (text, other) = (bare(text), bare(other));
        self.allowed.iter().all(|known| !other.contains(known) || text.contains(known))
    }
}

/// A number or site without what people put between its parts.
fn bare(text: &str) -> String {
    text.to_lowercase()
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, '.' | '/'))
        .collect()
}
