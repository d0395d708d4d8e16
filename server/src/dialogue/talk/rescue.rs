//! While an act or an attack is under way: what is answered until somebody is there.

use super::super::crisis::{Kind, Level};
use super::super::heard::{Feeling, Signal};
use super::Turn;
use super::danger::{WATCH, about_oneself};

impl Turn<'_> {
    /// An act or an attack is under way: the number comes first until somebody is there.
    pub(super) fn rescue(&mut self, no: bool, safe: bool) -> String {
        self.level = Some(Level::Imminent);
        self.state.watch = WATCH;
        let does = |signal| self.heard.does(signal);
        let about_oneself = self.state.crisis.is_some_and(about_oneself);
        if safe {
            self.state.needs_rescue = false;
            self.state.is_confirmed = false;
            if about_oneself {
                return self.answered_now("safe_rescue");
            }
            self.level = None;
            let crisis = &self.texts.crisis;
            return self.say_by_kind("safe", &crisis.safe_from, &crisis.safe);
        }
        if self.state.is_harming {
            return self.harming();
        }
        let last = self.state.used.iter().next_back();
        let asked_for = |signal: &Signal| {
            last.and_then(|it| it.strip_prefix("r."))
                .is_some_and(|it| it.starts_with(signal.name()))
        };
        // Whether they took any was asked, or whether they have stepped back.
        let asked_taken = asked_for(&Signal::WithPills);
        let asked_back = !asked_taken && Signal::PLACES.iter().any(asked_for);
        let yes = self.says_yes();
        let says_no = no;
        let no = no && !asked_taken && !asked_back;
        let is_in_reach = does(Signal::Here) || does(Signal::Asleep);
        let asks_words = does(Signal::HowTell) || does(Signal::Words);
        let is_young = !self.reader.is_adult();
        let is_friend = self.state.crisis == Some(Kind::Friend) && is_young;
        let is_guilty = self.heard.feelings.contains(&Feeling::Guilty);
        let seen_violence = matches!(self.state.crisis, Some(Kind::Abuse | Kind::Violence));
        let first = [Signal::NoVomit, Signal::Armed, Signal::NoMeans];
        let first = first.into_iter().find(|it| does(*it) && self.fits(*it));
        let name = if let Some(signal) = first {
            signal.name()
        } else if is_friend && asks_words {
            "tell_friend"
        } else if is_friend && is_guilty {
            "guilt_friend"
        } else if does(Signal::Refuse) && !seen_violence {
            "refuse_rescue"
        } else if self.state.crisis == Some(Kind::Friend) && is_in_reach {
            "here"
        } else if seen_violence && is_young && does(Signal::Shelter) {
            "shelter"
        } else if seen_violence && is_young && does(Signal::HasTold) {
            "has_told"
        } else if seen_violence && does(Signal::Sibling) {
            "sibling"
        } else if does(Signal::Asleep) {
            "asleep"
        } else if about_oneself && (does(Signal::Secured) || asked_back && (yes || says_no)) {
            "stepped_back"
        } else if about_oneself && (does(Signal::Alone) || no) {
            "alone_rescue"
        } else if is_young && about_oneself && asks_words {
            "tell_now"
        } else if is_young && about_oneself && does(Signal::InReach) {
            "go_to_them"
        } else {
            ""
        };
        if !name.is_empty()
            && let Some(text) = self.once(name)
        {
            return text;
        }
        let has_taken = does(Signal::Taken) || self.state.knows("done0") || asked_taken && yes;
        if about_oneself
            && !has_taken
            && let Some(text) = self.away_from_it()
        {
            return text;
        }
        let kind = self.state.crisis.map_or("", Kind::name);
        let imminent = self.texts.crisis.imminent.get(kind).map(Vec::as_slice).unwrap_or_default();
        let done = if about_oneself { self.texts.crisis.done.as_slice() } else { &[] };
        let is_done = about_oneself && has_taken;
        let more = if is_done { self.unsaid("done", done) } else { None };
        let text = more
            .or_else(|| self.unsaid(&format!("i.{kind}"), imminent))
            .or_else(|| self.unsaid("done", done));
        // Who hides is not told to knock and to call out.
        let hides = matches!(self.state.crisis, Some(Kind::Abuse | Kind::Violence));
        text.unwrap_or_else(|| match hides {
            true => self.say(&format!("i.{kind}"), imminent),
            false => self.answered_now("rescue"),
        })
    }

    /// How to get away from where they stand, or from what they hold, if they named it.
    pub(super) fn away_from_it(&mut self) -> Option<String> {
        // What was swallowed is not put away.
        if self.heard.does(Signal::Taken) || self.state.knows("done0") {
            return None;
        }
        let named = Signal::PLACES.iter().find(|signal| self.heard.does(**signal))?;
        self.once(named.name())
    }
}
