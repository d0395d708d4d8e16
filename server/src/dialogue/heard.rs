//! What a message says by itself, found without knowing the conversation.

use app::api::person::AgeClass;
use app::language::Language;

use super::ask::Reply;
use super::crisis::features::WINDOW;
use super::crisis::{Crisis, Kind, Level, Scores};
use super::gist::{Guess, gist};
use super::language;
use super::thread::{self, Strand};
use super::words::Word;
use around::{begs, names_dying, short_numbers};
use message::Message;
pub(super) use names::named;
pub use names::{Feeling, Topic};
pub use signal::Signal;

mod around;
mod guessed;
mod message;
mod names;
mod settled;
mod signal;
mod sorts;

/// What was heard in one message; holds none of its text.
#[derive(Clone, Debug, Default)]
pub struct Heard {
    /// The language, if there is no doubt.
    pub language: Option<Language>,
    /// Feelings, in the order in which they were named.
    pub feelings: Vec<Feeling>,
    /// Topics, the gravest first.
    pub topics: Vec<Topic>,
    /// Topics that it says it is not about: "nobody blackmails me".
    pub negated: Vec<Topic>,
    /// What else the message does.
    pub signals: Vec<Signal>,
    /// Which of these no words of our lists tell, so that it is the likeliest one.
    pub guessed: Option<Signal>,
    /// Signals that a list found and the guess let go of.
    pub let_go: Vec<Signal>,
    /// Answers to questions that the message may have been asked.
    pub replies: Vec<Reply>,
    /// How old the writer says they are.
    pub age: Option<AgeClass>,
    /// Whether it is a few words, which say little about its language.
    pub is_short: bool,
    /// Whether it has no room for more than an answer.
    pub is_brief: bool,
    /// Whether it is too long to be judged in one part: some of its words sound dark by chance.
    pub is_long: bool,
    /// Whether no word of it has an accent.
    pub is_plain: bool,
    /// Whether dying is named.
    pub names_dying: bool,
    /// Whether it is no more than one sentence.
    pub is_one_sentence: bool,
    /// Whether friends are asked for money, and nobody is threatened for it.
    pub begs: bool,
    /// Whether its words leave no doubt about the language at all.
    pub is_clear: bool,
    /// Whether it ends as a question.
    pub asks: bool,
    /// Numbers as short as those of helplines that it names, and no ages.
    pub numbers: Vec<u32>,
    /// Whether pictures or documents came with it.
    pub has_files: bool,
    /// The danger, if there is one.
    pub crisis: Option<Crisis>,
    /// Whether no words for it were found, so that its kind is only the likeliest.
    pub is_guess: bool,
    /// Whether it is a guess that gives way to what the talk is known to be about.
    pub is_faint: bool,
    /// Whether the whole talk, or a language model that read it, tells that danger.
    pub is_believed: bool,
    /// Whether no words of our lists tell the topic, so that it is the likeliest one.
    pub is_gist: bool,
    /// Whether that one is likely enough to change what a talk is about.
    pub is_sure_gist: bool,
    /// Whether it says of a good feeling that it is not there.
    pub is_joyless: bool,
    /// What the guess says of it, whether or not that is likely enough to be taken.
    pub(super) guess: Guess,
    /// The same of the model for danger.
    pub(super) scores: Scores,
    /// What it adds to the thread of a talk.
    pub(super) strand: Strand,
}

impl Heard {
    /// The same with a faint guess taken as a worry: a line on offer, and nothing asked.
    pub fn without_faint_guess(mut self) -> Heard {
        if self.is_faint {
            (self.is_guess, self.is_faint) = (false, false);
            self.crisis = self.crisis.map(|crisis| Crisis { level: Level::Concern, ..crisis });
        }
        self
    }

    /// The same as it counts in a danger: what ends it or leads away from it is said in plain words,
    /// and never guessed, and nothing that a list found is let go of.
    pub fn in_danger(mut self) -> Heard {
        let let_go = std::mem::take(&mut self.let_go);
        let_go.into_iter().for_each(|signal| add(&mut self.signals, signal));
        // Who will tell somebody says nothing of a time, of means or of another danger.
        let is_danger = self.crisis.is_some_and(|crisis| crisis.level.is_crisis());
        let is_act = is_danger || self.does(Signal::Now) || self.does(Signal::Means);
        let tells_nobody = is_act && !self.does(Signal::Adult);
        let is_none = |it: &Signal| {
            it.is_relief() || it.leads_away() || *it == Signal::WillTell && tells_nobody
        };
        if let Some(guessed) = self.guessed.filter(is_none) {
            self.signals.retain(|signal| *signal != guessed);
        }
        self
    }

    /// The same in a talk on a stolen account: who has it begs the friends for money, and blackmails nobody.
    pub(super) fn of_stolen_account(mut self) -> Heard {
        let meant = [Topic::Blackmail, Topic::Sold];
        if self.begs && meant.iter().any(|topic| self.topics.contains(topic)) {
            self.topics.retain(|topic| !meant.contains(topic));
            let is_meant = |crisis: &Crisis| crisis.kind == Kind::Blackmail || self.is_guess;
            self.crisis = self.crisis.filter(|crisis| !is_meant(crisis));
        }
        self
    }

    /// Whether the message does this.
    pub fn does(&self, signal: Signal) -> bool {
        self.signals.contains(&signal)
    }

    /// Whether it does one of these.
    pub fn does_any(&self, signals: &[Signal]) -> bool {
        signals.iter().any(|signal| self.does(*signal))
    }
}

/// What a message says by itself. Pure, and quick enough to run on every message.
pub fn hear(text: &str) -> Heard {
    let (mut heard, message) = hear_by(text, |words, language| gist().guess(words, language));
    heard.strand = thread::strand(&message.words, message.language, &heard);
    heard
}

/// The same without what it adds to the thread of a talk.
pub(super) fn hear_alone(text: &str) -> Heard {
    hear_by(text, |words, language| gist().guess(words, language)).0
}

/// The same with this guess of what it is about.
pub(super) fn hear_with(text: &str, guess: Guess) -> Heard {
    hear_by(text, |_, _| guess).0
}

fn hear_by(text: &str, gist: impl FnOnce(&[Word], Option<Language>) -> Guess) -> (Heard, Message) {
    let message = Message::read(text);
    let words = &message.words;
    let sentences = words.chunk_by(|a, b| a.sentence == b.sentence).count();
    let mut heard = Heard {
        language: message.language,
        is_short: words.len() <= 3,
        is_brief: words.len() <= 6,
        is_long: words.len() > WINDOW,
        is_plain: message.is_plain,
        names_dying: names_dying(words).next().is_some(),
        is_one_sentence: sentences <= 1,
        begs: begs(words),
        is_clear: language::is_clear(words),
        asks: text.trim_end().ends_with(['?', '？']),
        numbers: short_numbers(text).collect(),
        ..Heard::default()
    };
    message.found.iter().for_each(|one| heard.take(one, &message));
    let guess = gist(words, message.language);
    heard.guess = guess;
    if words.len() >= guessed::FEWEST {
        heard.add_gist(&guess, words, message.has_a_not());
    }
    heard.settle(&message);
    heard.judge(&message);
    (heard, message)
}

fn add<T: PartialEq>(list: &mut Vec<T>, value: T) {
    if !list.contains(&value) {
        list.push(value);
    }
}

#[cfg(test)]
mod tests;
