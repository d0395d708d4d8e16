//! What is said when a danger is heard, and what kind it is taken for.

use super::super::ask::{Ask, RECEIVED};
use super::super::crisis::{Crisis, Kind, Level};
use super::super::danger::name_of;
use super::super::heard::{Feeling, Signal, Topic};
use super::Turn;
use super::learn::is_everyday;

/// For how many turns after a danger it is asked about again.
pub(super) const WATCH: u8 = 3;

impl Turn<'_> {
    /// A yes that is more than an "ok".
    pub(super) fn says_yes(&self) -> bool {
        self.heard.does(Signal::Yes) && !self.heard.does(Signal::Okay)
    }

    /// Whether they say yes to the plain question for thoughts of dying, in half a word or a whole one.
    pub(super) fn says_wish(&self) -> bool {
        self.says_yes() || self.heard.does(Signal::HalfYes) || self.heard.does(Signal::Meant)
    }

    /// Whether it is so heavy that we ask plainly for thoughts of dying: once, and before all else.
    pub(super) fn probe(&mut self) -> Option<String> {
        let crisis = self.heard.crisis?;
        let dark = [Feeling::Empty, Feeling::Tired, Feeling::Sad, Feeling::Lost];
        let is_dark = self.heard.feelings.iter().any(|feeling| dark.contains(feeling));
        let is_guessed = self.heard.is_guess && self.level == Some(Level::High);
        let is_heavy = is_guessed || is_dark && about_oneself(crisis.kind);
        if !is_heavy || self.state.watch > 0 || self.state.knows("probe0") {
            return None;
        }
        self.state.is_wish_asked = true;
        Some(self.pick("probe", &self.texts.crisis.probe))
    }

    /// A denial that is taken back reopens the danger: they are asked on as if they had said yes.
    pub(super) fn meant_after_all(&mut self) -> Option<String> {
        let kind = self.state.crisis?;
        let is_imminent = self.heard.crisis.is_some_and(|now| now.level == Level::Imminent);
        if self.state.denials == 0 || !self.heard.does(Signal::Meant) || is_imminent {
            return None;
        }
        self.state.denials = 0;
        self.state.watch = WATCH;
        self.level = Some(Level::High);
        if !about_oneself(kind) {
            return Some(self.again());
        }
        Some(self.confirmed())
    }

    pub(super) fn in_danger(&mut self, crisis: Crisis) -> String {
        let goes_on_harming = self.state.watch > 0 && self.state.is_harming;
        let harms_another = self.heard.does(Signal::Harming) && !about_oneself(crisis.kind);
        self.state.is_harming = harms_another || goes_on_harming;
        let kind = if harms_another { Kind::Violence } else { crisis.kind };
        let crisis = Crisis { kind, ..crisis };
        let is_imminent = crisis.level == Level::Imminent;
        let goes_on = self.state.watch > 0 && is_imminent;
        let goes_on = goes_on && self.state.needs_rescue;
        let is_done = goes_on && about_oneself(kind) && self.heard.crisis == Some(crisis);
        let was_guess = self.state.is_guess || self.state.crisis.is_none();
        // Who saw something does not fear for a life yet.
        let is_seen = kind == Kind::Friend && self.heard.is_believed;
        let is_told = self.state.topic.is_some_and(|topic| topic.tells(kind)) && !is_seen;
        let is_told = is_told || self.told_danger().is_some();
        let is_guess = self.heard.is_guess && was_guess && !is_told;
        self.state.is_guess = is_guess && crisis.level == Level::High;
        let was_told = self.state.crisis == Some(kind) && !was_guess && !self.state.is_believed;
        self.state.is_believed = self.heard.is_believed && !was_told;
        self.state.needs_rescue |= is_imminent;
        self.state.crisis = Some(kind);
        self.state.watch = WATCH;
        self.level = Some(crisis.level);
        // What kind it is was only guessed, so it is asked.
        if self.state.is_guess && !self.state.knows("unsure1") {
            self.state.is_wish_asked = false;
            return self.say("unsure", &self.texts.crisis.unsure);
        }
        if self.state.is_guess && kind != Kind::Suicide {
            return self.asks_how_it_is();
        }
        self.keep_topic(kind);
        if self.state.is_harming && kind == Kind::Violence {
            return self.harming();
        }
        if is_imminent
            && self.tells_body_alarm()
            && let Some(text) = self.once("body_alarm")
        {
            return text;
        }
        let armed = [Signal::Monoxide, Signal::GunFound, Signal::Armed];
        let armed = armed.into_iter().find(|signal| is_imminent && self.heard.does(*signal));
        if let Some(text) = armed.and_then(|signal| self.once(signal.name())) {
            return text;
        }
        // Who asks how to hide cuts, or says what they bring, is answered as that.
        if kind == Kind::SelfHarm && !is_imminent && !self.reader.is_adult() {
            let asked = [Signal::HideCuts, Signal::HalfRelief];
            let asked = asked.into_iter().find(|signal| self.heard.does(*signal));
            if let Some(text) = asked.and_then(|signal| self.once(signal.name())) {
                return text;
            }
        }
        // What was swallowed is not stepped back from.
        let has_taken = is_imminent && about_oneself(kind) && self.heard.does(Signal::Taken);
        if (is_done || has_taken) && !self.state.knows("done0") {
            return self.say("done", &self.texts.crisis.done);
        }
        if let Some(text) = self.of_lured_friend(crisis) {
            return text;
        }
        if let Some(text) = self.urgent_advice(crisis) {
            return text;
        }
        if is_imminent
            && kind == Kind::Suicide
            && let Some(text) = self.away_from_it()
        {
            return text;
        }
        let own = name_of(kind, &self.state);
        let (by_kind, name) = match crisis.level {
            Level::Imminent => (&self.texts.crisis.imminent, format!("i.{}", kind.name())),
            _ => (&self.texts.crisis.high, format!("c.{own}")),
        };
        // The first one asks plainly whether they think of dying, or are hurt.
        let first = !self.state.knows(&format!("{name}0"));
        let asks = first && about_oneself(kind) && crisis.level == Level::High;
        self.state.is_wish_asked = asks;
        let own = by_kind.get(own).or(by_kind.get(kind.name()));
        let variants = own.map(Vec::as_slice).unwrap_or_default();
        match self.unsaid(&name, variants) {
            Some(text) => text,
            None if is_imminent => self.answered_now("rescue"),
            None => self.asks_how_it_is(),
        }
    }

    /// Whom a stranger is after is somebody close: then the talk goes on as with who saw it.
    fn of_lured_friend(&mut self, crisis: Crisis) -> Option<String> {
        let is_lured = crisis == Crisis { level: Level::High, kind: Kind::Abuse };
        if !is_lured || !self.sees_friend_lured() {
            return None;
        }
        let text = self.answered("lured_friend");
        (self.state.crisis, self.state.is_guess, self.state.watch) = (None, false, 0);
        Some(text)
    }

    /// What cannot wait for the words of the danger: not to meet, not to go along, a bed for tonight.
    fn urgent_advice(&mut self, crisis: Crisis) -> Option<String> {
        let urgent = [Signal::Meeting, Signal::OfferedBed, Signal::NoBed, Signal::SeesViolence];
        let fits = |signal: &&Signal| self.heard.does(**signal) && self.fits(**signal);
        let name = urgent.iter().find(fits)?.name();
        if crisis.kind != Kind::Abuse || crisis.level != Level::High {
            return None;
        }
        self.once(name)
    }

    /// What happened is known after a danger, so that it is not asked.
    fn keep_topic(&mut self, kind: Kind) {
        let parent = self.reader.is_adult();
        let topic = match kind {
            Kind::Friend if !parent => Topic::Witness,
            Kind::Abuse => Topic::Violence,
            Kind::Blackmail => Topic::Blackmail,
            Kind::Violence if !self.state.is_harming => Topic::Threats,
            _ => Topic::Sadness,
        };
        let own = [
            Topic::Stranger,
            Topic::Image,
            Topic::Body,
            Topic::Grief,
            Topic::Eating,
            Topic::Leaving,
        ];
        let fits = |known: Topic| !is_everyday(known) || own.contains(&known);
        // Who threatens with a picture is answered before the picture.
        let before = [Topic::Image, Topic::Regret, Topic::Pressure, Topic::Stranger];
        let threatens = kind == Kind::Blackmail
            && self.state.topic.is_some_and(|topic| before.contains(&topic));
        let is_open = threatens || self.state.topic.is_none_or(|known| !fits(known));
        if is_open && !self.state.is_guess {
            self.state.topic = Some(topic);
            if !matches!(topic, Topic::Witness | Topic::Sadness) {
                self.state.answers.entry(Ask::Part).or_insert_with(|| RECEIVED.to_owned());
            }
        }
    }

    /// Somebody is about to hurt another: the number first where it is near, then away from there.
    pub(super) fn harming(&mut self) -> String {
        let is_near = self.level == Some(Level::Imminent);
        if is_near && let Some(text) = self.once("harming_now") {
            return text;
        }
        let harming = self.unsaid("harming", &self.texts.crisis.harming);
        harming.unwrap_or_else(|| self.answered_now("harming_still"))
    }
}

/// Whether the writer is in danger by their own hand.
pub(super) const fn about_oneself(kind: Kind) -> bool {
    matches!(kind, Kind::Suicide | Kind::SelfHarm)
}
