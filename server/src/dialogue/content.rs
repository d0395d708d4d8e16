//! What is said, as data: one file for each language, read once and checked by tests.

use std::collections::HashMap;
use std::sync::LazyLock;

use app::language::Language;
use serde::Deserialize;

#[cfg(test)]
mod tests;

/// One text in each language.
#[derive(Debug, Deserialize)]
pub struct ByLanguage {
    fr: String,
    en: String,
    vi: String,
}

impl ByLanguage {
    /// The text in this language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
            Language::Vi => &self.vi,
        }
    }
}

/// Every text of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// The talk itself.
    pub talk: Talk,
    /// What is answered to a feeling, by its name.
    pub feeling: HashMap<String, Vec<String>>,
    /// What is said about a topic, by its name.
    pub topic: HashMap<String, About>,
    /// What is said in danger.
    pub crisis: CrisisTexts,
    /// The parts of the crisis block.
    pub info: Info,
    /// The questions that have options, by their name.
    pub ask: HashMap<String, String>,
    /// What the options are called, by question and key.
    pub label: HashMap<String, HashMap<String, String>>,
    /// What is answered to an option, by question and key.
    pub reaction: HashMap<String, HashMap<String, String>>,
    /// How to block and report on a platform, by its key.
    pub platform: HashMap<String, String>,
    /// The parts of a summary.
    pub summary: SummaryTexts,
    /// What is said to somebody who comes back.
    pub resume: Resume,
}

/// Texts that belong to no topic. Each list holds variants.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Talk {
    /// Opens a conversation: says what is talking and what is kept, asks how it feels.
    pub begin: String,
    /// Answers a greeting right after that.
    pub hello_back: String,
    /// The whole answer to a first greeting.
    pub hello: Vec<String>,
    /// Answer to a later greeting.
    pub hello_again: Vec<String>,
    /// Begins the first answer after a feeling.
    pub opening_feeling: String,
    /// Begins the first answer otherwise.
    pub opening: String,
    /// Says that this is a program.
    pub program: String,
    /// Shows that we listen when nothing new was understood.
    pub listen: Vec<String>,
    /// Asks what happened.
    pub ask_topic: Vec<String>,
    /// Asks how it feels.
    pub ask_feeling: Vec<String>,
    /// Asks whether a step helps.
    pub check: Vec<String>,
    /// Offers a line: `{line}`.
    pub offer: Vec<String>,
    /// A small step that helps with anything.
    pub step: Vec<String>,
    /// Answers thanks.
    pub thanks: Vec<String>,
    /// Answers a goodbye.
    pub goodbye: Vec<String>,
    /// Answers "who are you".
    pub who: Vec<String>,
    /// Answers "is it secret".
    pub secret: Vec<String>,
    /// Answers a yes.
    pub yes: Vec<String>,
    /// Answers a no.
    pub no: Vec<String>,
    /// Asks on after good news.
    pub well: Vec<String>,
    /// Thanks for an answer that needs no other.
    pub noted: Vec<String>,
    /// When the person just wants to talk.
    pub just_talk: String,
    /// Asks on when no topic is wanted.
    pub ask_free: Vec<String>,
    /// The label of the option that skips a question.
    pub rather_not_say: String,
}

/// What is said about one topic.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Shows that it was understood.
    pub heard: String,
    /// One question about it.
    pub ask: String,
    /// Small things to do, the first ones first.
    pub steps: Vec<String>,
}

/// Fixed texts for danger. `{line}`, `{emergency}` and `{silent}` are filled from the helplines.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrisisTexts {
    /// By kind.
    pub high: HashMap<String, Vec<String>>,
    /// By kind.
    pub imminent: HashMap<String, Vec<String>>,
    /// On the turn after a crisis.
    pub after: Vec<String>,
    /// Added to an ordinary answer a little later.
    pub still: Vec<String>,
    /// When the person says that it was not meant so.
    pub denial: Vec<String>,
}

/// The parts of the crisis block of the API.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Info {
    /// The sentence on top.
    pub message: String,
    /// The first action, with `{number}` and `{terms}`.
    pub call: String,
    /// The first action where only a site is known: `{site}`.
    pub open: String,
    /// The other actions.
    pub actions: Vec<String>,
    /// The word for "free of charge".
    pub free: String,
    /// "Text to", before a number.
    pub text_to: String,
    /// Stands for the emergency number where it is not known.
    pub local_emergency: String,
}

/// The parts of a summary, `{about}` being what it was about.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SummaryTexts {
    /// What was talked about.
    pub talked: String,
    /// Where nothing is known yet.
    pub nothing: String,
    /// The words to put there, by topic; `hard` after a danger, `talk` without a topic.
    pub about: HashMap<String, String>,
    /// Where it happened, by platform; not every platform has such words.
    pub place: HashMap<String, String>,
    /// How it felt, by feeling.
    pub feeling: HashMap<String, String>,
}

/// What is said to somebody who comes back.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Resume {
    /// Welcomes, when something else follows.
    pub back: String,
    /// Reminds of `{about}` and asks to go on.
    pub known: String,
    /// When nothing is known yet.
    pub unknown: String,
}

static TEXTS: LazyLock<[Texts; 3]> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "embedded texts, read by every test")]
    [
        include_str!("content/fr.toml"),
        include_str!("content/en.toml"),
        include_str!("content/vi.toml"),
    ]
    .map(|text| toml::from_str(text).expect("the embedded texts are well formed"))
});

/// The texts of one language.
pub fn texts(language: Language) -> &'static Texts {
    let [fr, en, vi] = &*TEXTS;
    match language {
        Language::Fr => fr,
        Language::En => en,
        Language::Vi => vi,
    }
}
