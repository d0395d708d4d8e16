//! What is said, as data: the shape of the texts of one language for one reader.

use std::collections::HashMap;

use app::language::Language;
use serde::Deserialize;

pub mod check;
pub mod every;
pub mod layers;
mod reword;
pub mod tree;

#[cfg(test)]
mod tests;

/// Stands in a text before the question that asks who could help, so that a name answers it; nobody
/// reads it.
pub const ASKS_WHO: &str = "{who}";

/// Texts by a name: a topic, a kind of danger, an option.
pub type Named<T> = HashMap<String, T>;

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

/// Every text of one language for one reader.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// The talk itself.
    pub talk: Talk,
    /// The questions that have options.
    pub ask: Named<String>,
    /// What the options are called, by question and key.
    pub label: Named<Named<String>>,
    /// What is answered to a feeling.
    pub feeling: Named<Vec<String>>,
    /// What is answered to an option, by question and key.
    pub reaction: Named<Named<String>>,
    /// The characters.
    pub monster: Named<Character>,
    /// What is said about a topic.
    pub topic: Named<About>,
    /// What to do on a platform: `block`, `report`, `fake`, `secure`.
    pub platform: Named<Named<String>>,
    /// What is answered to something asked or told outright, in danger and else, by its name.
    pub reply: Named<Vec<String>>,
    /// What is said in danger.
    pub crisis: CrisisTexts,
    /// The parts of the crisis block.
    pub info: Info,
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
    /// Asks what a picture shows that came with nothing understood: nobody looks at it.
    pub picture: Vec<String>,
    /// Shows that we listen when nothing new was understood.
    pub listen: Vec<String>,
    /// Takes up what is told of a game, a film or in jest.
    pub playful: Vec<String>,
    /// Says that what was understood may be wrong.
    pub if_right: Vec<String>,
    /// Asks on where something was told that was not understood.
    pub ask_more: Vec<String>,
    /// Asks what happened.
    pub ask_topic: Vec<String>,
    /// Asks how it feels.
    pub ask_feeling: Vec<String>,
    /// Offers a line: `{line}`.
    pub offer: Vec<String>,
    /// Exercises that calm.
    pub calm: Vec<String>,
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
    /// When they want a human.
    pub person: Vec<String>,
    /// How what was written is erased.
    pub erase: Vec<String>,
    /// When they want to stop.
    pub stop: Vec<String>,
    /// Thanks for being put right.
    pub corrected: Vec<String>,
    /// When something was told already.
    pub already: Vec<String>,
    /// When they did not understand us.
    pub confused: Vec<String>,
    /// When a step helped.
    pub helped: Vec<String>,
    /// When it did not.
    pub not_helped: Vec<String>,
    /// When they insult us.
    pub insulted: Vec<String>,
    /// When they ask for what we cannot do.
    pub off_topic: Vec<String>,
    /// When they ask for a diagnosis or a medicine.
    pub medical: Vec<String>,
    /// When they will not call or tell anybody.
    pub refuse: Vec<String>,
    /// When they ask something that we have no answer to.
    pub unsure: Vec<String>,
    /// How to begin to tell somebody.
    pub how_tell: Vec<String>,
    /// When they have had enough for today.
    pub ended: Vec<String>,
}

/// A monster as it is called and as it presents itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Character {
    /// The name.
    pub name: String,
    /// What it is there for.
    pub job: String,
    /// What it says when it takes over for the first time.
    pub hello: String,
}

/// What is said about one topic.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Shows that it was understood.
    pub heard: String,
    /// One question about it.
    pub ask: String,
    /// What to do, by the name of the step.
    pub step: Named<String>,
    /// What the law says, by country; `other` where the country is not known.
    #[serde(default)]
    pub law: Named<String>,
}

/// Fixed texts for danger. `{line}`, `{emergency}` and `{silent}` are filled from the helplines;
/// [`ASKS_WHO`] marks a question.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrisisTexts {
    /// By kind.
    pub high: Named<Vec<String>>,
    /// By kind.
    pub imminent: Named<Vec<String>>,
    /// Asks plainly whether they think of dying, where it is heavy and nothing more was said.
    pub probe: Vec<String>,
    /// On the turn after a crisis, when it is not clear how it stands.
    pub after: Vec<String>,
    /// Added to an ordinary answer a little later.
    pub still: Vec<String>,
    /// When the person says that it was not meant so.
    pub denial: Vec<String>,
    /// When they say so again.
    pub denial_again: Vec<String>,
    /// When they are safe, or somebody is with them.
    pub safe: Vec<String>,
    /// The same where the danger comes from others, by kind.
    pub safe_from: Named<Vec<String>>,
    /// When nobody is there.
    pub alone: Vec<String>,
    /// The same where the danger comes from others, by kind.
    pub alone_with: Named<Vec<String>>,
    /// When somebody is in danger and it is not clear how: asks.
    pub unsure: Vec<String>,
    /// When they say that they will hurt somebody.
    pub harming: Vec<String>,
    /// When they will not call or tell anybody.
    pub refuse: Vec<String>,
    /// When they fear that somebody is told.
    pub secret: Vec<String>,
    /// When it has happened or is happening.
    pub done: Vec<String>,
    /// When they say yes to thinking of dying.
    pub confirmed: Vec<String>,
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
    /// The other actions, by kind; `harming` where they may hurt another.
    pub actions: Named<Vec<String>>,
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
    pub about: Named<String>,
    /// Where it happened, by platform; not every platform has such words.
    pub place: Named<String>,
    /// How it felt, by feeling.
    pub feeling: Named<String>,
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
