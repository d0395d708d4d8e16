//! What is said when a danger is heard, and what kind it is taken for.

use super::super::ask::{self, Ask, RECEIVED};
use super::super::crisis::{Crisis, Kind, Level};
use super::super::danger::name_of;
use super::super::heard::{Feeling, Signal, Topic};
use super::super::reader::Reader;
use super::Turn;
use super::learn::is_everyday;

/// For how many turns after a danger it is asked about again.
pub(super) const WATCH: u8 = 3;

impl Turn<'_> {
    /// What a parent writes of their child's wish to die is a danger of the child.
    pub(super) fn of_child(&self, crisis: Crisis) -> Crisis {
        let is_child = self.reader == Reader::Parent && self.heard.does(Signal::Parent)
            || self.reader == Reader::School && self.heard.does(Signal::Other);
        // What an adult tells that a child has told them is what is done to that child.
        let tells = |topic| self.heard.topics.contains(&topic) && !self.heard.is_gist;
        let is_hurt = self.reader.is_adult()
            && crisis.level == Level::High
            && (tells(Topic::Violence) || self.heard.does(Signal::KnownAdult))
            && !self.heard.names_dying;
        match crisis.kind {
            Kind::Suicide if is_child => Crisis { kind: Kind::Friend, ..crisis },
            // Of a child who is beaten and wants to die that comes first.
            Kind::Abuse if self.reader.is_adult() && self.heard.names_dying => {
                Crisis { kind: Kind::Friend, ..crisis }
            }
            Kind::Friend if is_hurt => Crisis { kind: Kind::Abuse, ..crisis },
            _ => crisis,
        }
    }

    /// What only sounds like blackmail, of somebody known from the internet, is grooming.
    pub(super) fn of_stranger(&self, crisis: Crisis) -> Crisis {
        let is_stranger = self.state.topic == Some(Topic::Stranger) && self.heard.is_guess;
        match crisis.kind {
            Kind::Blackmail if is_stranger => Crisis { kind: Kind::Abuse, ..crisis },
            _ => crisis,
        }
    }

    /// Whether the talk is about what has its own advice, and that fits better than a guess.
    pub(super) fn is_explained(&self, crisis: Crisis) -> bool {
        let mut known = self.heard.topics.iter().chain(&self.state.topic);
        // Whether somebody thinks of dying is asked whatever the talk is about.
        let is_new = self.state.crisis.is_none() && !about_oneself(crisis.kind);
        // What happened with a picture is asked, where no more than that was told.
        let is_picture = self.heard.is_faint && self.heard.topics.contains(&Topic::Image);
        let is_known = known.any(|topic| topic.explains()) || self.is_anger() || is_picture;
        // What happens to another is answered as what it is.
        // But for a child who wants to die.
        let is_of_dying = self.reader.is_adult() && self.heard.names_dying;
        let is_others = crisis.kind == Kind::Friend && !self.heard.topics.is_empty();
        let is_known = is_known || is_others && !is_of_dying;
        is_new && (self.heard.is_guess && is_known || self.fears_revenge(crisis))
    }

    /// Whether it is anger: "I could break his neck", as long as no words say that it will be done.
    pub(super) fn is_anger(&self) -> bool {
        let is_angry = self.heard.feelings.contains(&Feeling::Angry);
        is_angry && self.heard.is_guess && !self.heard.does(Signal::Harming)
    }

    /// Whether one who saw something fears those who did it: a witness is helped as that.
    fn fears_revenge(&self, crisis: Crisis) -> bool {
        let is_threat =
            crisis.level == Level::High && matches!(crisis.kind, Kind::Violence | Kind::Abuse);
        let is_afraid = self.heard.feelings.contains(&Feeling::Afraid);
        is_threat && is_afraid && ask::subject(&self.state) == Some(Topic::Witness)
    }

    /// A danger that was only guessed ends where they tell, when asked, what others did instead, or
    /// that it is not about themselves.
    pub(super) fn end_guess(&mut self) {
        let Some(kind) = self.state.crisis.filter(|_| self.state.is_guess) else { return };
        let mut topics = self.heard.topics.iter();
        let names_other = self.heard.crisis.is_none()
            && (self.heard.does(Signal::Other)
                || topics.any(|topic| topic.is_deed() && !topic.tells(kind)));
        // "No, it's about the photo, how do I get it taken down" is no mere no.
        let puts_right = [Signal::Correction, Signal::No, Signal::NotMe, Signal::Safe];
        let puts_right = puts_right.iter().any(|signal| self.heard.does(*signal))
            && self.heard.crisis.is_none()
            && !self.heard.is_short
            && (!self.heard.topics.is_empty()
                || self.heard.asks
                || self.heard.does(Signal::More)
                || self.asks_outright());
        if (names_other || puts_right) && self.state.watch > 0 {
            if self.heard.does(Signal::NotMe) {
                self.state.topic.get_or_insert(Topic::Witness);
            }
            self.state.crisis = None;
            self.state.is_guess = false;
            self.state.watch = 0;
        }
    }

    /// Whether a guess is asked about at the end of an ordinary answer.
    pub(super) fn is_probed(&self, crisis: Crisis) -> bool {
        let may_be_asked = matches!(crisis.kind, Kind::Suicide | Kind::SelfHarm | Kind::Friend);
        let is_new = self.state.crisis.is_none() && !self.state.knows("probe0");
        let is_told = self.state.topic.is_some() || !self.heard.topics.is_empty();
        let is_told = is_told && (!self.takes_up() || self.heard.does(Signal::More));
        let is_told = is_told && !self.is_explained(crisis);
        self.heard.is_guess && may_be_asked && is_new && is_told
    }

    /// The danger that a "yes" or "no" confirms, after we asked about it: whether the one they saw is
    /// in danger, whether they are somewhere safe.
    pub(super) fn danger_in_answer(&self) -> Option<Crisis> {
        if self.state.watch == 0 && self.state.is_wish_asked && self.says_yes() {
            return Some(Crisis { level: Level::High, kind: Kind::Suicide });
        }
        if let Some(crisis) = self.told_danger() {
            return Some(crisis);
        }
        let kind = match self.state.open? {
            Topic::Witness if self.says_yes() => Kind::Friend,
            Topic::Violence if self.heard.does(Signal::No) && self.heard.negated.is_empty() => {
                Kind::Abuse
            }
            _ => return None,
        };
        let polite = self.heard.does(Signal::Thanks) || self.heard.does(Signal::Denial);
        (!polite && self.state.watch == 0).then_some(Crisis { level: Level::High, kind })
    }

    /// The danger that a message tells by what the talk is about: somebody from the internet wants to
    /// meet, or pictures in secret; no bed for tonight; a child that is gone.
    pub(super) fn told_danger(&self) -> Option<Crisis> {
        let does = |signal| self.heard.does(signal);
        let (is_adult, is_stranger) = (self.reader.is_adult(), self.is_of(Topic::Stranger));
        let courted = does(Signal::Courted) && self.state.topic == Some(Topic::Stranger);
        let lured = is_stranger && (does(Signal::Meeting) || does(Signal::Lure)) || courted;
        let is_out = does(Signal::OfferedBed) || does(Signal::NoBed) && self.is_of(Topic::Leaving);
        let is_gone = is_adult && does(Signal::Missing);
        let sees = does(Signal::SeesViolence) && self.state.crisis != Some(Kind::Abuse);
        let answers = self.state.is_guess && does(Signal::DoneToMe);
        // A child that is to meet somebody from the internet is in danger whoever tells of it.
        let is_led = is_adult && is_stranger && does(Signal::Meeting);
        // Nor is a pupil or a child safe whom somebody of the family beats.
        let is_beaten = is_adult
            && does(Signal::KnownAdult)
            && self.heard.topics.contains(&Topic::Violence)
            && !self.heard.is_gist
            && !self.heard.names_dying;
        let is_abused = is_adult
            && does(Signal::KnownAdult)
            && !self.heard.names_dying
            && self.heard.crisis.is_some_and(|it| {
                matches!(it.kind, Kind::Abuse | Kind::Friend) && it.level.is_crisis()
            });
        let is_of_child = is_gone || is_led || is_beaten || is_abused;
        let is_told = !is_adult && (lured || is_out || sees || answers) || is_of_child;
        let is_new = self.state.watch == 0
            || self.state.is_guess
            || does(Signal::Meeting)
            || does(Signal::OfferedBed);
        if is_told && is_new {
            return Some(Crisis { level: Level::High, kind: Kind::Abuse });
        }
        // "My son wants to kill himself" is no guess where an adult says it of a child.
        let is_high = self.heard.crisis.is_some_and(|it| it.level == Level::High);
        // What others tell the child to do is their word.
        let of_child = (does(Signal::Parent) || does(Signal::Teacher)) && !does(Signal::ToldToDie);
        if is_adult && of_child && is_high && self.heard.names_dying && self.state.watch == 0 {
            return Some(Crisis { level: Level::High, kind: Kind::Friend });
        }
        let kind = self.state.crisis.filter(|_| !self.state.is_guess)?;
        // "Not me, my friend": what was heard of the writer is another's.
        let is_other = does(Signal::NotMe) && !does(Signal::NotDying) && !does(Signal::Denial);
        if about_oneself(kind) && is_other && self.state.watch > 0 && !self.is_taken() {
            return Some(Crisis { level: Level::High, kind: Kind::Friend });
        }
        // Pills at hand, told by who is blackmailed or hurt: whether they think of dying is asked.
        let is_victim = matches!(kind, Kind::Blackmail | Kind::Abuse) && !self.state.needs_rescue;
        let has_means = does(Signal::Means) && !does(Signal::No) && !does(Signal::Other);
        // A belt, a stick or a knife is what a child is beaten or threatened with.
        let has_means = has_means && (kind != Kind::Abuse || does(Signal::WithPills));
        let is_free = self.heard.crisis.is_none() || self.heard.is_guess;
        if is_victim && has_means && is_free && !is_adult && self.state.watch > 0 {
            return Some(Crisis { level: Level::High, kind: Kind::Suicide });
        }
        self.is_taken().then_some(Crisis { level: Level::Imminent, kind })
    }

    /// Whether something was swallowed, or somebody bleeds, in a danger in which that is an act.
    fn is_taken(&self) -> bool {
        let kind = self.state.crisis.filter(|_| !self.state.is_guess);
        let does = |signal| self.heard.does(signal) && !self.heard.does(Signal::NotMe);
        let is_own = kind.is_some_and(about_oneself);
        let is_taken = does(Signal::Taken) && (is_own || kind == Some(Kind::Friend));
        let is_hurt = is_own || matches!(kind, Some(Kind::Abuse | Kind::Violence));
        // What bleeds after vomiting is no wound.
        let is_wound = is_hurt && self.state.topic != Some(Topic::Eating);
        !self.state.needs_rescue && (is_taken || does(Signal::Bleeds) && is_wound)
    }

    /// A yes that is more than an "ok".
    pub(super) fn says_yes(&self) -> bool {
        self.heard.does(Signal::Yes) && !self.heard.does(Signal::Okay)
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

    /// What somebody names that could kill, who had taken back that they think of dying, or of whom
    /// it is no longer watched: that opens it again.
    pub(super) fn means_after_all(&self) -> Option<Crisis> {
        let kind = self.state.crisis.filter(|kind| about_oneself(*kind) && !self.state.is_guess)?;
        let not = [Signal::No, Signal::Secured, Signal::Medical, Signal::Told, Signal::Other];
        let is_not = not.iter().any(|signal| self.heard.does(*signal)) || self.heard.asks;
        let has_means = self.heard.does(Signal::Means) && !is_not && self.state.watch == 0;
        has_means.then_some(Crisis { level: Level::High, kind })
    }

    /// What a danger is that is heard while one is watched: a part of the same, as a rule, and an act
    /// that is under way does not become less by being told on.
    pub(super) fn in_watch(&self, crisis: Crisis) -> Crisis {
        let Some(kind) = self.state.crisis.filter(|_| !self.state.is_guess) else { return crisis };
        // What no words tell is a part of what was told.
        if self.state.watch == 0 {
            return if self.heard.is_guess { Crisis { kind, ..crisis } } else { crisis };
        }
        let is_imminent = crisis.level == Level::Imminent;
        let is_told = crisis.kind == Kind::Suicide && !self.heard.is_guess && !about_oneself(kind);
        let goes_on =
            self.state.needs_rescue && (!is_imminent || about_oneself(crisis.kind)) && !is_told;
        let is_now = self.state.needs_rescue || self.comes_near();
        let level = if is_now { Level::Imminent } else { crisis.level };
        let is_own = crisis.kind == Kind::Suicide && !self.heard.is_guess;
        // "If you tell, your mother will die" is what one says who hurts a child.
        let is_friend = crisis.kind == Kind::Friend && !self.heard.is_guess && kind != Kind::Abuse;
        let is_other = is_imminent || is_own || is_friend || self.heard.does(Signal::Harming);
        Crisis { level, kind: if is_other && !goes_on { crisis.kind } else { kind } }
    }

    /// Whether what is told of a danger that is watched brings it near: what is at hand, where it was
    /// asked for, and a friend who does not answer.
    pub(super) fn comes_near(&self) -> bool {
        let asked = self.state.used.iter().next_back();
        let of_means = asked.is_some_and(|it| it.starts_with("r.means"));
        let asked = self.state.is_wish_asked && asked.is_some_and(|it| it.starts_with("confirmed"));
        let has_means = self.heard.does(Signal::Means) && !self.heard.does(Signal::No);
        let is_friend = self.state.crisis == Some(Kind::Friend);
        let vanished = self.heard.does(Signal::Vanished) && is_friend;
        // A photo of pills that a friend sends is no memory.
        let has_sent = is_friend && !self.reader.is_adult() && has_means && self.says_yes();
        // A time is a plan.
        let not = [Signal::No, Signal::NoPlan, Signal::Safe, Signal::WithThem];
        let is_not = not.iter().any(|signal| self.heard.does(*signal));
        let has_time = self.heard.does(Signal::Now) && self.heard.is_brief && !is_not;
        asked && (has_means || has_time)
            || of_means && has_time
            || vanished
            || has_sent
            || self.is_taken()
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
        let is_told = self.state.topic.is_some_and(|topic| topic.tells(kind));
        let is_told = is_told || self.told_danger().is_some();
        let is_guess = self.heard.is_guess && was_guess && !is_told;
        self.state.is_guess = is_guess && crisis.level == Level::High;
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
        // What was swallowed is not stepped back from.
        let has_taken = is_imminent && about_oneself(kind) && self.heard.does(Signal::Taken);
        if (is_done || has_taken) && !self.state.knows("done0") {
            return self.say("done", &self.texts.crisis.done);
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
