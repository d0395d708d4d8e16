//! The danger that a message tells by what the talk is about and what was asked before it.

use super::super::crisis::{Crisis, Kind, Level};
use super::super::heard::{Signal, Topic};
use super::Turn;
use super::danger::about_oneself;
use super::learn::DARK;

/// What makes no danger of what is told: a game, a joke, what is over.
const PLAY: [Signal; 5] =
    [Signal::Joke, Signal::Fiction, Signal::Resolved, Signal::Past, Signal::Trivial];

const fn high(kind: Kind) -> Crisis {
    Crisis { level: Level::High, kind }
}

const fn imminent(kind: Kind) -> Crisis {
    Crisis { level: Level::Imminent, kind }
}

impl Turn<'_> {
    /// The danger that a message tells by what the talk is about: somebody from the internet wants to
    /// meet, or pictures in secret; no bed for tonight; a child that is gone.
    pub(super) fn told_danger(&self) -> Option<Crisis> {
        self.tells_alarm()
            .or_else(|| self.tells_in_other_words())
            .or_else(|| self.tells_means())
            .or_else(|| self.tells_on())
            .or_else(|| self.tells_of_others())
            .or_else(|| self.tells_guessed())
            .or_else(|| self.tells_in_danger())
    }

    /// A body in danger, or a weapon in the house.
    fn tells_alarm(&self) -> Option<Crisis> {
        if self.tells_body_alarm() {
            let other = [Signal::Other, Signal::KnownAdult];
            let is_other = self.reader.is_adult() || self.heard.does_any(&other);
            return Some(imminent(if is_other { Kind::Friend } else { Kind::SelfHarm }));
        }
        if self.heard.does(Signal::Monoxide) && !self.heard.does(Signal::Fiction) {
            return Some(imminent(Kind::Friend));
        }
        // With a gun in a child's hands "for fun" changes nothing.
        let is_joke = self.state.knows("r.gun_found0") && self.heard.does(Signal::Joke);
        let is_armed = self.heard.does(Signal::Armed);
        let is_armed = is_armed && (is_joke || self.is_told_now(Signal::Armed));
        // To who wants to die a gun that they found is a means.
        let is_own = self.state.knows(DARK) || self.state.crisis.is_some_and(about_oneself);
        let is_found = self.heard.does(Signal::GunFound) && self.fits(Signal::GunFound);
        (is_armed || is_found && !is_own).then_some(imminent(Kind::Violence))
    }

    /// What names no danger and tells one all the same: an end that is wished for, a goodbye for good.
    fn tells_in_other_words(&self) -> Option<Crisis> {
        // A parent at the end of their strength who says that they will shake the baby.
        let harms = self.heard.does(Signal::Harming) && self.is_of(Topic::Worn);
        if harms && self.reader.is_adult() && self.is_told_now(Signal::Harming) {
            return Some(high(Kind::Violence));
        }
        // "Don't look for me", from a child who is gone.
        let is_gone = self.reader.is_adult() && self.is_of(Topic::Leaving);
        let is_gone = is_gone && self.state.crisis == Some(Kind::Abuse);
        if is_gone && self.heard.does(Signal::FriendBye) && self.is_told_now(Signal::FriendBye) {
            return Some(imminent(Kind::Friend));
        }
        let told = [
            (Signal::Poisons, Kind::Violence),
            (Signal::FriendBye, Kind::Friend),
            (Signal::WishesEnd, if self.reader.is_adult() { Kind::Friend } else { Kind::Suicide }),
        ];
        let is_told = |signal| self.heard.does(signal) && self.is_told_now(signal);
        let (_, kind) = told.into_iter().find(|(signal, _)| is_told(*signal))?;
        (self.state.watch == 0 || self.state.is_guess).then_some(high(kind))
    }

    /// A gun or pills, named after something dark.
    fn tells_means(&self) -> Option<Crisis> {
        let not = [Signal::No, Signal::Medical, Signal::Joke, Signal::Secured];
        // A code is no game where a gun is behind it.
        let is_play = self.heard.does(Signal::Fiction) && !self.heard.does(Signal::WithGun);
        let is_not = self.heard.asks || is_play || self.heard.does_any(&not);
        let means = [Signal::WithGun, Signal::WithPills, Signal::WithRope, Signal::WithBlade];
        let has_means = self.heard.does_any(&means) && self.state.knows(DARK);
        let is_young = !self.reader.is_adult() && self.state.denials == 0;
        let is_open = self.state.crisis.is_none() && self.hears_none_told();
        (is_young && has_means && !is_not && is_open).then_some(high(Kind::Suicide))
    }

    /// It goes on now, which was asked; or a friend in danger does not answer any more.
    fn tells_on(&self) -> Option<Crisis> {
        let last = self.state.used.iter().next_back();
        let asked_now = last.is_some_and(|it| it.starts_with("r.sees_violence"));
        let goes_on = self.says_yes() || self.heard.does(Signal::Now);
        if asked_now && goes_on && !self.heard.does_any(&[Signal::No, Signal::Resolved]) {
            return Some(imminent(Kind::Abuse));
        }
        let is_friend = self.state.crisis == Some(Kind::Friend) && !self.state.is_guess;
        let is_young = !self.reader.is_adult() && self.state.denials == 0;
        let vanished = self.heard.does(Signal::Vanished) && is_friend && is_young;
        (vanished && !self.state.needs_rescue && self.ended_unsafe())
            .then_some(imminent(Kind::Friend))
    }

    /// What others do, or did: to who writes, or to the child that an adult writes of.
    fn tells_of_others(&self) -> Option<Crisis> {
        let does = |signal| self.heard.does(signal);
        let is_adult = self.reader.is_adult();
        // A pupil or a child who writes of being gone is asked about it today.
        if is_adult && does(Signal::ChildWrote) && self.state.watch == 0 {
            return Some(high(Kind::Friend));
        }
        let sees = does(Signal::SeesViolence) && self.state.crisis != Some(Kind::Abuse);
        // "He is hitting my mum right now" cannot wait.
        if sees && does(Signal::Now) && !is_adult && !does(Signal::Resolved) {
            return Some(imminent(Kind::Abuse));
        }
        let answers = self.state.is_guess && does(Signal::DoneToMe);
        let is_out = does(Signal::OfferedBed) || does(Signal::NoBed) && self.is_of(Topic::Leaving);
        let is_told = match is_adult {
            true => self.tells_of_hurt_child(),
            false => self.tells_lured() || is_out || sees || answers,
        };
        let is_told = is_told || self.tells_grave_deed();
        let is_new = self.state.watch == 0
            || self.state.is_guess
            || does(Signal::Meeting)
            || does(Signal::OfferedBed);
        if is_told && is_new {
            return Some(high(Kind::Abuse));
        }
        // "My son wants to kill himself" is no guess where an adult says it of a child; what others
        // tell the child to do is their word.
        let is_high = self.heard.crisis.is_some_and(|it| it.level == Level::High);
        let of_child =
            self.heard.does_any(&[Signal::Parent, Signal::Teacher]) && !does(Signal::ToldToDie);
        let wants_to_die = is_adult && of_child && is_high && self.heard.names_dying;
        (wants_to_die && self.state.watch == 0).then_some(high(Kind::Friend))
    }

    /// Whether somebody from the internet wants to meet, or pictures in secret.
    fn tells_lured(&self) -> bool {
        let lures = self.heard.does_any(&[Signal::Meeting, Signal::Lure]);
        let courted = self.heard.does(Signal::Courted) && self.state.topic == Some(Topic::Stranger);
        self.is_of(Topic::Stranger) && lures || courted || self.sees_friend_lured()
    }

    /// Whether an adult tells of a child that is gone, is to meet somebody from the internet, or is
    /// beaten by somebody of the family.
    fn tells_of_hurt_child(&self) -> bool {
        let does = |signal| self.heard.does(signal);
        let is_led = self.is_of(Topic::Stranger) && does(Signal::Meeting);
        let beats = self.heard.topics.contains(&Topic::Violence) && !self.heard.is_gist;
        let hurts = self.heard.crisis.is_some_and(|it| {
            matches!(it.kind, Kind::Abuse | Kind::Friend) && it.level.is_crisis()
        });
        let is_hurt = does(Signal::KnownAdult) && (beats || hurts) && !self.heard.names_dying;
        does(Signal::Missing) || is_led || is_hurt
    }

    /// What is at hand, or was swallowed, tells what was only guessed.
    fn tells_guessed(&self) -> Option<Crisis> {
        let does = |signal| self.heard.does(signal);
        let is_own = self.state.is_guess && self.state.crisis.is_some_and(about_oneself);
        if !is_own || self.state.watch == 0 || does(Signal::No) || does(Signal::NotMe) {
            return None;
        }
        if does(Signal::Taken) {
            return Some(imminent(Kind::Suicide));
        }
        let is_medicine = does(Signal::Medical) || does(Signal::Other) || self.heard.asks;
        (does(Signal::Means) && !is_medicine).then_some(high(Kind::Suicide))
    }

    /// What makes another danger of the one that was told: it is somebody else's, or an act.
    fn tells_in_danger(&self) -> Option<Crisis> {
        let does = |signal| self.heard.does(signal);
        let kind = self.state.crisis.filter(|_| !self.state.is_guess)?;
        // "Not me, my friend": what was heard of the writer is another's.
        let is_other = does(Signal::NotMe) && !does(Signal::NotDying) && !does(Signal::Denial);
        if about_oneself(kind) && is_other && self.state.watch > 0 && !self.is_taken() {
            return Some(high(Kind::Friend));
        }
        // Pills at hand, told by who is blackmailed or hurt: whether they think of dying is asked.
        let is_victim = matches!(kind, Kind::Blackmail | Kind::Abuse) && !self.state.needs_rescue;
        let has_means = does(Signal::Means) && !does(Signal::No) && !does(Signal::Other);
        // A belt, a stick or a knife is what a child is beaten or threatened with.
        let has_means = has_means && (kind != Kind::Abuse || does(Signal::WithPills));
        let is_young = !self.reader.is_adult() && self.state.watch > 0;
        if is_victim && has_means && self.hears_none_told() && is_young {
            return Some(high(Kind::Suicide));
        }
        self.is_taken().then_some(imminent(kind))
    }

    /// Whether it tells of what is a danger by itself: a rape, a marriage by force, being sold, a
    /// partner who strikes a grown-up.
    fn tells_grave_deed(&self) -> bool {
        let aside = [Signal::Joke, Signal::Fiction, Signal::OffTopic, Signal::Resolved];
        // In a talk on something else a guess alone is none.
        let is_first = self.heard.is_sure_gist && self.state.topic.is_none();
        let is_sure = !self.heard.is_gist || is_first || self.heard.crisis.is_some();
        let is_grave = match self.heard.topics.first() {
            Some(Topic::Assault | Topic::Forced | Topic::Sold) => true,
            Some(Topic::Partner) => self.reader.is_adult() || self.heard.crisis.is_some(),
            _ => false,
        };
        is_grave && is_sure && !self.heard.does_any(&aside)
    }

    /// Whether a list heard it, or a danger was heard beside what was only guessed, and it is no play.
    fn is_told_now(&self, signal: Signal) -> bool {
        let is_guess = self.heard.guessed == Some(signal) && self.heard.crisis.is_none();
        !is_guess && !self.heard.does_any(&PLAY)
    }

    /// Whether no danger is heard in plain words.
    fn hears_none_told(&self) -> bool {
        self.heard.crisis.is_none() || self.heard.is_guess
    }

    /// Whether somebody cannot be woken, breathes strangely or has taken too much, here and now.
    pub(super) fn tells_body_alarm(&self) -> bool {
        // Who hardly eats and tells that they have fainted is awake, and to be seen today.
        let has_fainted = self.heard.does(Signal::Faints) && self.fits(Signal::Faints);
        let is_own = !self.reader.is_adult() && !self.heard.does(Signal::Other);
        self.heard.does(Signal::BodyAlarm)
            && !(has_fainted && is_own)
            && !self.heard.does_any(&PLAY)
    }

    /// Whether it is somebody close whom a stranger writes to.
    pub(super) fn sees_friend_lured(&self) -> bool {
        let is_told = self.heard.does(Signal::LuredFriend) && !self.heard.does(Signal::DoneToMe);
        is_told && self.is_of(Topic::Stranger) && !self.reader.is_adult()
    }

    /// Whether something was swallowed, or somebody bleeds, in a danger in which that is an act.
    pub(super) fn is_taken(&self) -> bool {
        let kind = self.state.crisis.filter(|_| !self.state.is_guess);
        let does = |signal| self.heard.does(signal) && !self.heard.does(Signal::NotMe);
        let is_own = kind.is_some_and(about_oneself);
        let is_taken = does(Signal::Taken) && (is_own || kind == Some(Kind::Friend));
        let is_hurt = is_own || matches!(kind, Some(Kind::Abuse | Kind::Violence));
        // What bleeds after vomiting is no wound.
        let is_wound = is_hurt && self.state.topic != Some(Topic::Eating);
        !self.state.needs_rescue && (is_taken || does(Signal::Bleeds) && is_wound)
    }
}
