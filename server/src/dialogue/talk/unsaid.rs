//! The words for a danger: those that were not said yet, and the question for safety after others.

use app::api::chat::Monster;

use super::super::content::Named;
use super::super::content::check::LONGEST;
use super::super::crisis::{Kind, Level};
use super::super::danger::name_of;
use super::super::heard::Signal;
use super::Turn;
use super::danger::about_oneself;

impl Turn<'_> {
    /// What is still to be said about this danger; nothing twice.
    pub(super) fn more_on_danger(&mut self) -> Option<String> {
        let kind = self.state.crisis.filter(|_| !self.state.is_guess);
        if kind == Some(Kind::Violence) && self.state.is_harming {
            return Some(self.harming());
        }
        // Who sees a parent struck is not told on as if they were.
        let sees = self.state.knows("r.sees_violence0") && kind == Some(Kind::Abuse);
        if sees && let Some(text) = self.once("sees_violence") {
            return Some(text);
        }
        let own = kind.map_or("", |kind| name_of(kind, &self.state));
        let high = self.texts.crisis.high.get(own);
        let name = format!("c.{own}");
        let more = high.and_then(|list| self.unsaid(&name, list));
        let after = if kind == Some(Kind::Friend) { None } else { Some(&self.texts.crisis.after) };
        more.or_else(|| self.unsaid("after", after?))
    }

    /// The first of these that was not said yet.
    pub(super) fn unsaid(&mut self, name: &str, list: &[String]) -> Option<String> {
        let is_said = |variant| self.state.knows(&format!("{name}{variant}"));
        if (0..list.len()).all(is_said) { None } else { Some(self.say(name, list)) }
    }

    /// The answer under this name, where it was not given yet.
    pub(super) fn once(&mut self, name: &str) -> Option<String> {
        let list = self.texts.reply.get(name)?;
        self.unsaid(&format!("r.{name}"), list)
    }

    /// Asks how it stands: with the writer, or with the one they fear for.
    pub(super) fn asks_how_it_is(&mut self) -> String {
        if self.state.crisis == Some(Kind::Friend) {
            return self.answered_now("after_friend");
        }
        let text = self.say("after", &self.texts.crisis.after);
        // What was only guessed is asked in plain words, once.
        let is_own = self.state.is_guess && self.state.crisis.is_some_and(about_oneself);
        let asks_wish = is_own && !self.reader.is_adult() && !self.state.knows("probe0");
        if asks_wish { self.then_wish(&text) } else { text }
    }

    /// The answer under this name, which Vigie gives.
    pub(super) fn answered_now(&mut self, name: &str) -> String {
        self.speaker = Some(Monster::Vigie);
        self.answered(name)
    }

    /// An answer, and the question for safety where it asks nothing itself.
    pub(super) fn then_still(&mut self, text: String) -> String {
        let asks = text.trim_end().ends_with('?') && !self.may_rephrase;
        if asks || self.state.crisis == Some(Kind::Friend) {
            return text;
        }
        let still = self.say("still", &self.texts.crisis.still);
        let text = without_question(&text);
        let whole = format!("{text}\n\n{still}");
        if text.is_empty() {
            still
        } else if whole.chars().count() > LONGEST {
            text
        } else {
            whole
        }
    }

    /// A text that asks once more whether they think of dying, in place of its own question.
    pub(super) fn then_wish(&mut self, text: &str) -> String {
        let probe = self.pick("probe", &self.texts.crisis.probe);
        self.state.is_wish_asked = true;
        format!("{}\n{probe}", without_question(text))
    }

    /// What was asked plainly and not answered is asked once more.
    pub(super) fn wish_again(&mut self, text: String) -> String {
        let no = [Signal::No, Signal::NotDying, Signal::Denial, Signal::Refuse];
        let ends = [Signal::Goodbye, Signal::Enough, Signal::Stop];
        let is_answered = no.iter().chain(&ends).any(|signal| self.heard.does(*signal));
        if is_answered || self.picked || self.state.knows("probe1") || text.is_empty() {
            return text;
        }
        let probed = self.then_wish(&text);
        if probed.chars().count() > LONGEST {
            self.state.is_wish_asked = false;
            return text;
        }
        self.state.unask();
        self.may_rephrase = false;
        probed
    }

    /// The texts for this kind of danger, where it has its own.
    pub(super) fn say_by_kind(
        &mut self,
        name: &str,
        own: &Named<Vec<String>>,
        all: &[String],
    ) -> String {
        let kind = self.state.crisis.filter(|_| !self.state.is_harming && !self.state.is_guess);
        let kind = kind.map_or("", |kind| name_of(kind, &self.state));
        let own = own.get(kind).map(Vec::as_slice).unwrap_or_default();
        let own = self.unsaid(&format!("{name}.{kind}"), own);
        own.unwrap_or_else(|| self.say(name, all))
    }

    /// The danger goes on: in words that were not said yet, else it is asked how it stands.
    pub(super) fn again(&mut self) -> String {
        if self.state.is_harming || self.state.is_guess {
            self.level = Some(Level::High);
            return self.more_on_danger().unwrap_or_else(|| self.asks_how_it_is());
        }
        match self.crisis(Level::High) {
            Some(crisis) => self.in_danger(crisis),
            None => self.asks_how_it_is(),
        }
    }

    pub(super) fn say(&mut self, name: &str, list: &[String]) -> String {
        self.speaker = Some(Monster::Vigie);
        let text = self.pick(name, list);
        self.fill(&text)
    }
}

/// The text without its closing question, so that only one is asked.
fn without_question(text: &str) -> String {
    let text = text.trim_end();
    if !text.ends_with('?') {
        return text.to_owned();
    }
    let body = text.trim_end_matches(['?', ' ', '\u{a0}', '\u{202f}']);
    let end = body.rfind(['.', '!', '\n']);
    end.map_or(String::new(), |end| body[..=end].trim_end().to_owned())
}
