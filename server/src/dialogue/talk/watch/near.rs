//! While a danger is watched: who is near, who is safe, and who could help.

use super::super::super::crisis::{Kind, Level};
use super::super::super::danger::{GROOMING, name_of};
use super::super::super::heard::{Signal, Topic};
use super::super::Turn;
use super::Watched;

impl Turn<'_> {
    /// What is asked outright, and who is near: the one who does it, the one in danger, one who sleeps.
    pub(super) fn about_others(&mut self, seen: &Watched) -> Option<String> {
        let does = |signal| self.heard.does(signal);
        if let Some(text) = self.outright() {
            return Some(self.then_still(text));
        }
        // Whether there is a plan was asked last.
        let last = self.state.used.iter().next_back();
        let has_none = seen.no && last.is_some_and(|it| it.starts_with("confirmed"));
        if (does(Signal::NoPlan) || has_none)
            && !does(Signal::Means)
            && seen.is_own
            && let Some(text) = self.once("no_plan")
        {
            self.level = Some(Level::High);
            return Some(text);
        }
        if does(Signal::Bleeds)
            && self.state.topic == Some(Topic::Eating)
            && let Some(text) = self.once("urgent")
        {
            self.level = Some(Level::High);
            return Some(text);
        }
        let is_abuse = self.state.crisis == Some(Kind::Abuse);
        // Of a child an adult says that it is near, not whoever hurts it.
        let is_own = !self.reader.is_adult() || self.state.topic == Some(Topic::Partner);
        let is_near = seen.is_violent && does(Signal::Near) && !does(Signal::No) && is_own;
        let is_near = is_near && !(self.is_grooming() && does(Signal::Adult));
        // Which room they are in was asked because somebody is close.
        let was_near = self.state.used.iter().next_back().is_some_and(|it| it == "r.near0");
        let is_near = is_near || was_near && seen.is_violent && !seen.no && !does(Signal::Human);
        if is_near && (is_abuse || !seen.safe) {
            self.level = Some(Level::High);
            if let Some(text) = self.once("near") {
                return Some(text);
            }
            // Told again, they have come nearer.
            if let Some(crisis) = self.crisis(Level::Imminent) {
                return Some(self.in_danger(crisis));
            }
        }
        // Whether pills are medicine is not asked of who speaks of dying.
        let asks_else = self.takes_up() && !(seen.is_own && does(Signal::Medical));
        if does(Signal::Means)
            && !does(Signal::No)
            && (seen.is_own || seen.is_friend && self.reader.is_adult())
            && !self.heard.crisis.is_some_and(|it| it.level.is_crisis() && !self.heard.is_guess)
            && !asks_else
        {
            let away = if seen.is_own { self.away_from_it() } else { None };
            if let Some(text) = away.or_else(|| self.once("means")) {
                self.level = Some(Level::High);
                return Some(text);
            }
            // Told again, it is nearer than before.
            if seen.is_own
                && let Some(crisis) = self.crisis(Level::Imminent)
            {
                return Some(self.in_danger(crisis));
            }
        }
        if self.is_grooming()
            && does(Signal::Adult)
            && (does(Signal::Near) || does(Signal::Here))
            && let Some(text) = self.once("go_now")
        {
            return Some(text);
        }
        if self.is_here(seen)
            && let Some(text) = self.once("here")
        {
            return Some(text);
        }
        if does(Signal::Asleep)
            && !seen.is_violent
            && let Some(text) = self.once("asleep")
        {
            return Some(text);
        }
        if does(Signal::Human)
            && self.state.is_harming
            && let Some(text) = self.once("number")
        {
            return Some(text);
        }
        // Who wants a person is told how to reach one, and only then asked on. Who fears for another
        // hears of the emergency as well.
        let refuses = does(Signal::RefusesHelp) && self.fits(Signal::RefusesHelp);
        if does(Signal::Human)
            && !refuses
            && !seen.is_friend
            && let Some(text) = self.unsaid("person", &self.texts.talk.person)
        {
            self.level = Some(Level::High);
            return Some(self.then_still(text));
        }
        let wants = does(Signal::Help) || does(Signal::Human);
        (wants && !refuses).then(|| self.again())
    }

    /// Whether the danger is somebody online, so that who is in the kitchen can help.
    pub(super) fn is_grooming(&self) -> bool {
        let kind = self.state.crisis;
        kind.is_some_and(|kind| name_of(kind, &self.state) == GROOMING) && !self.reader.is_adult()
    }

    /// Whether the one they fear for is in the next room, so that somebody can go there.
    fn is_here(&self, seen: &Watched) -> bool {
        let near = [Signal::Here, Signal::Near, Signal::Asleep];
        seen.is_friend && !seen.safe && self.heard.does_any(&near)
    }

    /// Alone, safe, or somebody named who could help.
    pub(super) fn about_safety(&mut self, seen: &Watched) -> Option<String> {
        let does = |signal| self.heard.does(signal);
        // What kind it is was asked, so a bare yes or no tells nothing.
        let says_how_it_is = !self.state.is_guess || seen.no && self.asked_safety();
        if does(Signal::Alone) || (!seen.wish_asked && seen.no && says_how_it_is) {
            return Some(self.alone());
        }
        // "Yes, he is here" may speak of whoever hurts them: that is asked about once more.
        let is_from_others = seen.is_violent || seen.is_friend;
        if seen.safe || (seen.yes && !is_from_others && says_how_it_is) {
            self.state.watch = 1;
            self.state.is_confirmed = false;
            let crisis = &self.texts.crisis;
            return Some(self.say_by_kind("safe", &crisis.safe_from, &crisis.safe));
        }
        // Who sleeps or sits next door may be the one who does it.
        let may_help = !does(Signal::Told)
            && !does(Signal::No)
            && !does(Signal::Asleep)
            && !does(Signal::Near)
            // "I mean my coach" names the one who does it.
            && !does(Signal::KnownAdult)
            && !does(Signal::Correction)
            // "Grandpa's medicine is here" names no helper.
            && !does(Signal::Means);
        // A name answers; a whole sentence with one in it tells something else.
        let names = self.state.asks_who && does(Signal::Adult) && self.heard.is_brief;
        let names = names || does(Signal::WillTell);
        // Who praises the stranger, or asks whether to pay, has named nobody.
        let may_help =
            may_help && !does(Signal::Pay) && (!self.is_grooming() || self.heard.is_brief);
        let names = names && may_help && self.heard.feelings.is_empty();
        let names = names && !self.heard.crisis.is_some_and(|it| it.level.is_crisis());
        let is_friend = seen.is_friend && !self.reader.is_adult();
        let name = if is_friend { "named_friend" } else { "named" };
        let text = if names { self.once(name) } else { None };
        text.inspect(|_| self.lower_watch())
    }

    /// Nobody is there: who could come, or what else there is; said once where others are the danger.
    pub(super) fn alone(&mut self) -> String {
        self.level = Some(Level::High);
        let crisis = &self.texts.crisis;
        let kind = self.state.crisis.map_or("", |kind| name_of(kind, &self.state));
        if self.state.is_harming || self.state.knows(&format!("alone.{kind}0")) {
            return self.again();
        }
        self.say_by_kind("alone", &crisis.alone_with, &crisis.alone)
    }
}
