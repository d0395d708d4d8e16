//! What is said and who can be called: ours, with what an operator lays over it.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::{Arc, LazyLock};

use app::api::chat::Monster;
use app::language::Language;

use super::content::{Texts, check, every, layers, tree};
use super::helplines::Lines;
use super::reader::Reader;

/// Every text for every reader in every language, and the helplines.
#[derive(Debug)]
pub struct Care {
    texts: [Vec<Texts>; 3],
    /// The sites that the texts name.
    pub(super) sites: Vec<String>,
    /// Who can be called.
    pub(super) lines: Lines,
}

impl Care {
    /// Ours alone, read once.
    pub fn ours() -> Arc<Care> {
        static OURS: LazyLock<Arc<Care>> = LazyLock::new(|| {
            #[expect(clippy::expect_used, reason = "embedded texts, read by every test")]
            Arc::new(Care::read(None).expect("the embedded texts are well formed"))
        });
        OURS.clone()
    }

    /// Reads it: ours alone, or with the files of `dir` laid over. The error has a line for each
    /// problem: a file that cannot be read, an unknown or missing text, one that is too long.
    pub fn read(dir: Option<&Path>) -> Result<Care, Vec<String>> {
        let mut problems = Vec::new();
        if let Some(dir) = dir.filter(|dir| !dir.is_dir()) {
            return Err(vec![format!("{} is no folder", dir.display())]);
        }
        let mut texts = || {
            [Language::Fr, Language::En, Language::Vi].map(|language| {
                let read = layers::read(language, dir);
                read.unwrap_or_else(|found| {
                    problems.extend(found);
                    Vec::new()
                })
            })
        };
        let texts = texts();
        let lines = Lines::read(dir).unwrap_or_else(|found| {
            problems.push(found);
            Lines::default()
        });
        if !problems.is_empty() {
            return Err(problems);
        }
        let sites = sites(texts.iter().flatten());
        let care = Care { texts, sites, lines };
        // Ours were checked by the tests.
        match dir.map(|_| care.problems()).unwrap_or_default() {
            problems if problems.is_empty() => Ok(care),
            problems => Err(problems),
        }
    }

    /// What is wrong with the texts and lines, a line each.
    pub fn problems(&self) -> Vec<String> {
        let mut problems = self.lines.problems();
        for language in Language::ALL {
            for reader in Reader::ALL {
                problems.extend(check::problems(self.texts(language, reader), language, reader));
            }
        }
        problems
    }

    /// The conversation as a tree, to be read by whoever writes its texts.
    pub fn tree(&self, language: Language) -> String {
        tree::draw(self.texts(language, Reader::Teen))
    }

    pub(super) fn texts(&self, language: Language, reader: Reader) -> &Texts {
        let of = match language {
            Language::Fr => &self.texts[0],
            Language::En => &self.texts[1],
            Language::Vi => &self.texts[2],
        };
        &of[reader as usize]
    }

    /// What a monster is called and what it is there for.
    pub fn monster(&self, monster: Monster, language: Language) -> Option<(&str, &str)> {
        let character = self.texts(language, Reader::Teen).monster.get(monster.name())?;
        Some((&character.name, &character.job))
    }
}

/// Every address that stands in a text, such as `tiktok.com`.
fn sites<'a>(texts: impl Iterator<Item = &'a Texts>) -> Vec<String> {
    let mut sites = BTreeSet::new();
    for texts in texts {
        for (_, text) in every::all(texts) {
            let words = text.split(|c: char| c.is_whitespace() || "«»“”\"()".contains(c));
            let words = words.map(|word| word.trim_matches(['.', ',', ':', ';', '?']));
            sites.extend(words.filter(|word| is_site(word)).map(ToOwned::to_owned));
        }
    }
    sites.into_iter().collect()
}

fn is_site(word: &str) -> bool {
    let host = word.split('/').next().unwrap_or_default();
    let mut parts = host.split('.');
    let is_part = |part: &str| part.len() > 1 && part.chars().all(|c| c.is_ascii_alphanumeric());
    let is_end =
        |end: &str| (2..=4).contains(&end.len()) && end.chars().all(|c| c.is_ascii_lowercase());
    host.contains('.') && parts.all(is_part) && host.rsplit('.').next().is_some_and(is_end)
}
