//! An answer while it is being said: each sentence is checked, then given out, then cannot be taken
//! back.

use super::check::Check;
use super::prompt::words;
use super::sentences::Sentences;
use super::{Brief, Fault, Spoken};
use crate::dialogue::Kind;

/// What begins the tag by which a model says that it sees a danger.
const TAG: &str = "[[danger:";

/// What was said so far.
pub(super) struct Speech<G> {
    pub(super) spoken: Spoken,
    check: Check,
    sentences: Sentences,
    give: G,
    /// How many characters may be said in all.
    room: usize,
    /// How many questions may still be asked.
    questions: usize,
    /// What is put before the first sentence.
    before: Option<&'static str>,
    closing: String,
}

impl<G: FnMut(&str)> Speech<G> {
    /// Nothing yet; the answer and its closing have at most `characters`.
    pub(super) fn new(brief: &Brief<'_>, characters: usize, give: G) -> Speech<G> {
        let instructions = brief.instructions();
        Speech {
            spoken: Spoken::default(),
            check: Check::new(brief.language, brief.allowed, brief.message, &instructions),
            sentences: Sentences::default(),
            give,
            room: characters.saturating_sub(brief.closing.chars().count() + 1),
            questions: usize::from(!brief.asks_beside),
            before: brief.is_first.then(|| words(brief.language).disclosure.as_str()),
            closing: brief.closing.to_owned(),
        }
    }

    /// Takes what the model wrote next.
    pub(super) fn take(&mut self, text: &str) -> Result<(), Fault> {
        self.sentences.push(text);
        while let Some(sentence) = self.sentences.next() {
            if self.sees_danger(&sentence) {
                return Ok(());
            }
            self.say(&sentence)?;
        }
        let waiting = self.sentences.rest().to_owned();
        // A tag is not a sentence: it is known by its end.
        if waiting.contains(']') && self.sees_danger(&waiting) {
            return Ok(());
        }
        if waiting.chars().count() > self.room { Err(Fault::Long) } else { Ok(()) }
    }

    /// Takes the end of the answer.
    pub(super) fn end(&mut self) -> Result<(), Fault> {
        let last = self.sentences.rest().to_owned();
        if self.sees_danger(&last) {
            return Ok(());
        }
        if !last.is_empty() {
            self.say(&last)?;
        }
        if self.spoken.text.is_empty() { Err(Fault::Silent) } else { Ok(()) }
    }

    /// What was said; `ended_well` says whether the model came to its end.
    pub(super) fn finish(mut self, ended_well: bool) -> Spoken {
        let text = &self.spoken.text;
        let asks = !self.closing.contains('?') || text.contains('?');
        let is_whole = ended_well && asks && self.check.names_all_of(text, &self.closing);
        self.spoken.is_whole = is_whole;
        self.spoken
    }

    fn say(&mut self, sentence: &str) -> Result<(), Fault> {
        let is_question =
            sentence.trim_end_matches(['"', '»', ')', ' ', '\u{a0}', '\u{202f}']).ends_with('?');
        if is_question && self.questions == 0 {
            // One question at most; the answer is whole without a second one.
            return Ok(());
        }
        let mut next = String::new();
        if !self.spoken.text.is_empty() {
            next.push(' ');
        } else if let Some(before) = self.before {
            next.push_str(before);
            next.push(' ');
        }
        next.push_str(sentence);
        let all = format!("{}{next}", self.spoken.text);
        if all.chars().count() > self.room {
            return Err(Fault::Long);
        }
        self.check.passes(&all).map_err(Fault::Refused)?;
        self.questions -= usize::from(is_question);
        self.spoken.text = all;
        (self.give)(&next);
        Ok(())
    }

    /// Whether a text holds the tag of a danger; only its kind is taken from it.
    fn sees_danger(&mut self, text: &str) -> bool {
        let plain: String = text.to_lowercase().split_whitespace().collect();
        let Some(place) = plain.find(TAG) else { return false };
        let name = plain[place + TAG.len()..].split(']').next().unwrap_or_default();
        self.spoken.danger = Kind::parse(&name.replace('-', "_"));
        self.spoken.danger.is_some()
    }
}
