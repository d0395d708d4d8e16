//! While a danger is watched: what is felt and wished, confirmed or taken back.

use super::super::super::content::check::LONGEST;
use super::super::super::crisis::{Kind, Level};
use super::super::super::heard::{Feeling, Signal};
use super::super::Turn;
use super::super::danger::about_oneself;
use super::Watched;

impl Turn<'_> {
    /// Whether they say no to the plain question for thoughts of dying: that is believed, with a line.
    pub(in super::super) fn has_no_wish(&mut self, wish_asked: bool) -> Option<String> {
        let no = [Signal::No, Signal::Denial, Signal::NotDying];
        let says_no = self.heard.does_any(&no) && wish_asked;
        // Who says so unasked, in words of dying, is believed as well.
        let unasked = !says_no
            && self.heard.does(Signal::NotDying)
            && self.heard.names_dying
            && self.state.turns > 0;
        let says_no = says_no || unasked;
        let says_no = says_no && !self.heard.crisis.is_some_and(|it| it.level.is_crisis());
        let text = if says_no { self.once("no_wish")? } else { return None };
        if unasked {
            self.state.remember("unasked");
        }
        self.learn();
        Some(text)
    }

    /// What is felt: no wish to die, a better day, guilt, good night.
    pub(super) fn felt_in_danger(&mut self, seen: &Watched) -> Option<String> {
        let does = |signal| self.heard.does(signal);
        let has_no_wish = seen.wish_asked && does(Signal::No) && !self.state.is_guess;
        if (has_no_wish || does(Signal::NotDying))
            && let Some(text) = self.back_to_topic()
        {
            return Some(text);
        }
        let has_no_wish = has_no_wish || does(Signal::NotDying) && (seen.is_own || seen.wish_asked);
        if has_no_wish && let Some(text) = self.once("no_wish") {
            self.learn();
            self.lower_watch();
            return Some(text);
        }
        // A better day is good to hear, and the lines stay in reach.
        let is_well = self.heard.feelings.first() == Some(&Feeling::Well);
        // What relieves who hurts themselves may be just that.
        let may_be_harm = self.state.crisis == Some(Kind::SelfHarm)
            && (!does(Signal::Resolved) || does(Signal::HalfRelief));
        let is_better = is_well || does(Signal::Resolved) || does(Signal::Helped);
        let is_better = is_better && !may_be_harm;
        if is_better
            && self.heard.crisis.is_none()
            && let Some(text) = self.once("better")
        {
            self.lower_watch();
            return Some(text);
        }
        let is_guilty = self.heard.feelings.contains(&Feeling::Guilty);
        if seen.is_friend
            && is_guilty
            && let Some(text) = self.once("guilt_friend")
        {
            return Some(text);
        }
        let is_victim = seen.is_violent || self.state.crisis == Some(Kind::Blackmail);
        if is_victim
            && is_guilty
            && let Some(text) = self.once("guilt")
        {
            return Some(text);
        }
        if does(Signal::Goodbye) && seen.is_own { self.once("night") } else { None }
    }

    /// They think of dying: then we ask for a plan and means. A second yes is to that.
    pub(in super::super) fn confirmed(&mut self) -> String {
        let asked = self.state.used.iter().any(|used| used.starts_with("confirmed"));
        if asked
            && self.state.is_confirmed
            && let Some(crisis) = self.crisis(Level::Imminent)
        {
            return self.in_danger(crisis);
        }
        self.state.is_confirmed = true;
        self.level = Some(Level::High);
        self.state.is_wish_asked = true;
        self.say("confirmed", &self.texts.crisis.confirmed)
    }

    /// Who does not think of dying is helped on with what others do to them, where that was told.
    pub(super) fn back_to_topic(&mut self) -> Option<String> {
        let kinds = [Kind::Blackmail, Kind::Abuse, Kind::Violence, Kind::Friend];
        let topic = self.state.topic?;
        let kind = kinds.into_iter().find(|kind| topic.tells(*kind))?;
        if !self.state.crisis.is_some_and(about_oneself) || self.state.needs_rescue {
            return None;
        }
        let believed = self.once("believed")?;
        self.state.crisis = Some(kind);
        (self.state.is_guess, self.state.is_confirmed) = (false, false);
        let rest = self.answered_in_danger().or_else(|| self.more_on_danger())?;
        let whole = format!("{believed}\n{rest}");
        Some(if whole.chars().count() <= LONGEST { whole } else { rest })
    }

    /// The first denial is believed and leaves the lines in reach; after a second nothing is asked.
    pub(super) fn denied(&mut self) -> String {
        self.state.denials = self.state.denials.saturating_add(1);
        self.state.needs_rescue = false;
        self.state.is_confirmed = false;
        let crisis = &self.texts.crisis;
        if self.state.denials > 1 {
            self.state.watch = 0;
            return self.say("denial_again", &crisis.denial_again);
        }
        self.state.watch = 1;
        self.say("denial", &crisis.denial)
    }
}
