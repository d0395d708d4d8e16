//! Everything the engine can hear, read once from the embedded lists.

use std::collections::HashMap;
use std::sync::LazyLock;

use app::api::person::AgeClass;
use app::language::Language;
use serde::Deserialize;

use super::ask::{Ask, Reply};
use super::crisis::{Kind, Level};
use super::heard::{Feeling, Signal, Topic};
use super::pattern::Patterns;
use super::spelling::Spellings;
use super::words::{Word, WordMap, split};

/// What one pattern tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// A feeling of the writer.
    Feeling(Feeling),
    /// What the message is about.
    Topic(Topic),
    /// What the message does: greets, thanks, jokes, denies.
    Signal(Signal),
    /// The answer to a question with options.
    Reply(Reply),
    /// How old the writer is.
    Age(AgeClass),
    /// A danger.
    Danger(Danger),
}

/// What one pattern tells, and the language that it belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// What it tells.
    pub meaning: Meaning,
    /// The language of the pattern.
    pub language: Language,
}

impl Said {
    /// Danger and short answers are heard in every language at once, all else in the message's.
    pub fn counts_in(self, language: Option<Language>) -> bool {
        matches!(self.meaning, Meaning::Danger(_) | Meaning::Reply(_))
            || language.is_none_or(|language| language == self.language)
    }
}

/// A danger as one pattern sees it, before its surroundings are looked at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Danger {
    /// Which danger.
    pub kind: Kind,
    /// How near.
    pub level: Level,
    /// Often said in exaggeration ("I want to die" about homework).
    pub weak: bool,
    /// A word such as "not" belongs to it ("I do not want to live").
    pub own_negation: bool,
}

/// The lists in their searchable form.
#[derive(Debug)]
pub struct Lexicon {
    /// Every pattern of every language.
    pub patterns: Patterns<Said>,
    /// Other spellings of words.
    pub spellings: Spellings,
    /// What a word says about the language of a message.
    pub evidence: WordMap<Vec<Evidence>>,
}

/// How strongly one spelling of a word speaks for a language.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// The spelling with accents; empty where they do not matter.
    pub marks: String,
    /// The language.
    pub language: Language,
    /// 1 for a likely word, 3 for a sure one.
    pub weight: u32,
}

#[derive(Deserialize)]
struct Source {
    #[serde(default)]
    language: HashMap<String, String>,
    #[serde(default)]
    sets: HashMap<String, String>,
    /// Words that have no accents, in a language in which most do: `con` is not `còn`.
    #[serde(default)]
    bare: String,
    rule: Vec<Rule>,
}

#[derive(Deserialize)]
struct Rule {
    means: String,
    #[serde(default)]
    weak: bool,
    #[serde(default)]
    own_negation: bool,
    say: Vec<String>,
}

/// Words that turn a meaning round, in the three languages.
const NEGATORS: &str = "not dont doesnt didnt isnt arent wasnt wont wouldnt never cant couldnt havent hasnt \
                        aint without pas jamais sans ni aucune aucun không chưa chẳng đừng chả";

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "embedded lists, read by every test")]
    read().expect("the embedded lists are well formed")
});

/// The lists, read at first use.
pub fn lexicon() -> &'static Lexicon {
    &LEXICON
}

fn read() -> Result<Lexicon, String> {
    let mut patterns = Patterns::new(NEGATORS);
    let mut evidence: WordMap<Vec<Evidence>> = WordMap::default();
    for (language, text) in [
        (Language::En, include_str!("hearing/en.toml")),
        (Language::En, include_str!("hearing/platforms.toml")),
        (Language::En, include_str!("crisis/en.toml")),
        (Language::Fr, include_str!("hearing/fr.toml")),
        (Language::Fr, include_str!("crisis/fr.toml")),
        (Language::Vi, include_str!("hearing/vi.toml")),
        (Language::Vi, include_str!("crisis/vi.toml")),
    ] {
        patterns.set_bare(language == Language::En);
        let source: Source = toml::from_str(text).map_err(|error| error.to_string())?;
        patterns.set_bare_words(&source.bare);
        add_evidence(&mut evidence, language, &source.language);
        for rule in &source.rule {
            let means = rule.meaning().ok_or_else(|| format!("unknown {}", rule.means))?;
            for say in &rule.say {
                let said = Said { meaning: means, language };
                let added = patterns.add(say, &source.sets, said);
                added.ok_or_else(|| format!("not a pattern: {say}"))?;
            }
        }
    }
    let spellings =
        Spellings::parse(include_str!("spelling.toml")).map_err(|error| error.to_string())?;
    Ok(Lexicon { patterns, spellings, evidence })
}

fn add_evidence(
    evidence: &mut WordMap<Vec<Evidence>>,
    language: Language,
    lists: &HashMap<String, String>,
) {
    for (strength, words) in lists {
        let weight = if strength == "sure" { 3 } else { 1 };
        for Word { plain, marks, .. } in split(words) {
            evidence.entry(plain).or_default().push(Evidence { marks, language, weight });
        }
    }
}

impl Rule {
    fn meaning(&self) -> Option<Meaning> {
        let (group, name) = self.means.split_once('.')?;
        Some(match group {
            "feeling" => Meaning::Feeling(Feeling::parse(name)?),
            "topic" => Meaning::Topic(Topic::parse(name)?),
            "signal" => Meaning::Signal(Signal::parse(name)?),
            "age" => Meaning::Age(AgeClass::ALL.into_iter().find(|age| age.name() == name)?),
            "part" | "space" | "who" | "platform" => {
                let ask = Ask::parse(group)?;
                Meaning::Reply(Reply { ask, key: ask.key(name)? })
            }
            _ => Meaning::Danger(Danger {
                kind: Kind::parse(group)?,
                level: Level::parse(name)?,
                weak: self.weak,
                own_negation: self.own_negation,
            }),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::super::pattern::Ids;
    use super::*;

    #[test]
    fn a_word_has_no_more_spellings_than_are_kept() {
        let most = lexicon().patterns.most_spellings();
        assert!(most <= Ids::default().len(), "{most} spellings of one word");
    }
}
