//! Which danger a message tells, by what the talk is about and what was asked.

use super::super::ask;
use super::super::crisis::{Crisis, Kind, Level};
use super::super::heard::{Feeling, Signal, Topic};
use super::super::reader::Reader;
use super::Turn;
use super::danger::about_oneself;

impl Turn<'_> {
    /// The danger of this turn, as far as the message tells it.
    pub(super) fn heard_danger(&mut self) -> Option<Crisis> {
        let danger = self.heard.crisis.filter(|crisis| crisis.level.is_crisis());
        // "I was only joking about killing myself" is a denial, not the danger again.
        let takes_back = self.state.watch > 0 && self.denies();
        let danger = danger.filter(|crisis| !takes_back || crisis.level == Level::Imminent);
        // Help is there, or on its way: that is told in the words of the danger.
        let is_helped = self.state.watch > 0 && self.heard.does(Signal::Coming)
            || self.state.needs_rescue && self.is_help_there();
        let danger = danger.filter(|_| !is_helped);
        // Who was lost to it is not rescued any more, and some things have an answer of their own.
        let lost = self.heard.does(Signal::LostToSuicide) && self.fits(Signal::LostToSuicide);
        let danger = danger.filter(|it| !(lost && it.kind == Kind::Friend));
        let own = |signal: &Signal| signal.answers_guess() && self.fits(*signal);
        let has_own = self.heard.signals.iter().any(own) && !self.heard.names_dying;
        let has_own = has_own || self.is_everyday();
        let is_mere_guess = self.heard.is_guess && !self.heard.is_believed;
        let danger = danger.filter(|_| !(is_mere_guess && has_own));
        // A parent who tells that they have hit their child is no victim of an attack; that they or
        // their child want to die, or that it happens now, is heard all the same.
        let told_blow = self.state.knows(super::learn::STRUCK) && self.heard.is_guess;
        let has_struck = self.has_struck() || told_blow;
        let is_blow = |kind: Kind| matches!(kind, Kind::Abuse | Kind::Violence);
        let is_told = |crisis: &Crisis| {
            crisis.level == Level::Imminent || !self.heard.is_guess && !is_blow(crisis.kind)
        };
        let danger = danger.filter(|crisis| !has_struck || is_told(crisis));
        // What no words tell is never put before what was asked in a danger, nor before a denial.
        let fears = [Signal::Snitch, Signal::Scolded, Signal::NotBelieved, Signal::LoseFriend];
        let fears = self.heard.does_any(&fears);
        // Who asks whether this is secret often goes on to tell.
        let asks = fears || self.heard.is_one_sentence && self.asks_of_us();
        let is_faint = self.heard.is_faint || self.heard.is_brief;
        let is_on = self.state.topic.is_some();
        let asks = asks || is_on && (self.asks_outright() || is_faint && self.takes_up_step());
        // What was said unasked closes nothing.
        let has_no_wish = self.state.knows("r.no_wish0") && !self.state.knows("unasked");
        let is_denied = self.state.denials > 0 || has_no_wish;
        let is_answered = self.state.watch > 0 && self.takes_up() || is_denied;
        let is_answered = asks && self.heard.is_guess || is_answered && is_mere_guess;
        let danger = danger.filter(|_| !is_answered);
        // An adult who was struck at school is helped as that, and no child is asked after.
        let is_attacked = self.is_attacked_at_school() && !self.heard.names_dying;
        let stays = |it: &Crisis| it.level == Level::Imminent || about_oneself(it.kind);
        let danger = danger.filter(|it| !is_attacked || stays(it));
        // In a talk on something else what no words tell is asked with the answer, not instead of it.
        let is_probed = danger.is_some_and(|crisis| self.is_probed(crisis));
        if is_probed {
            self.level = Some(Level::High);
        }
        let is_explained = danger.is_some_and(|crisis| self.is_explained(crisis));
        if is_explained && (self.is_anger() || !self.heard.is_guess) {
            self.level = Some(Level::Concern);
        }
        let danger = danger
            .filter(|_| !is_probed && !is_explained)
            .map(|crisis| self.in_watch(self.of_family(self.of_stranger(crisis))));
        // What is told by what the talk is about is no guess.
        let told = self.told_danger();
        let is_first = self.heard.is_guess
            || self.heard.is_believed
            || self.tells_body_alarm()
            || self.heard.does_any(&[Signal::Armed, Signal::GunFound, Signal::Monoxide]);
        let told = told.filter(|it| is_first || it.level == Level::Imminent);
        told.or(danger)
    }

    /// Whether it tells of what happens at home on an ordinary day. Where somebody else is told of, that
    /// may not be all.
    pub(super) fn is_everyday(&self) -> bool {
        let others = [Signal::Adult, Signal::KnownAdult, Signal::DoneToMe];
        let is_alone = !self.heard.does_any(&others) && !self.heard.names_dying;
        let is_everyday = |signal: &Signal| signal.is_everyday() && self.fits(*signal);
        is_alone && self.heard.signals.iter().any(is_everyday)
    }

    /// Whether help is there, or on its way.
    pub(super) fn is_help_there(&self) -> bool {
        self.heard.does(Signal::Safe) || self.heard.does(Signal::Coming)
    }

    /// Whose danger it is: what a parent writes of their child's wish to die is the child's, and who sees
    /// a parent struck is not asked whether that parent wants to die.
    pub(super) fn of_family(&self, crisis: Crisis) -> Crisis {
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
            Kind::Friend if self.heard.does(Signal::SeesViolence) && !self.heard.names_dying => {
                Crisis { kind: Kind::Abuse, ..crisis }
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
        // What the message itself tells explains what the whole talk makes likely.
        let is_own = !self.heard.is_gist || self.state.turns == 0;
        let tells = is_own && self.heard.topics.iter().any(|topic| topic.explains());
        let is_explained = !self.heard.is_believed || tells || self.is_anger();
        let is_guess = (self.heard.is_guess || self.heard.is_believed) && is_explained;
        is_new && (is_guess && is_known && !is_of_dying || self.fears_revenge(crisis))
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
        let puts_right = self.heard.does_any(&puts_right)
            && self.heard.crisis.is_none()
            && !self.heard.is_short
            && (!self.heard.topics.is_empty()
                || self.heard.asks
                || !about_oneself(kind)
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
        if self.state.watch == 0 && self.state.is_wish_asked && self.says_wish() {
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

    /// What somebody names that could kill, who had taken back that they think of dying, or of whom
    /// it is no longer watched: that opens it again.
    pub(super) fn means_after_all(&self) -> Option<Crisis> {
        let kind = self.state.crisis.filter(|kind| about_oneself(*kind) && !self.state.is_guess)?;
        let not = [Signal::No, Signal::Secured, Signal::Medical, Signal::Told, Signal::Other];
        let is_not = self.heard.does_any(&not) || self.heard.asks;
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
        let not = [Signal::No, Signal::NoPlan];
        let has_means = self.heard.does(Signal::Means) && !self.heard.does_any(&not);
        let is_friend = self.state.crisis == Some(Kind::Friend);
        let vanished = self.heard.does(Signal::Vanished) && is_friend && self.ended_unsafe();
        // A photo of pills that a friend sends is no memory.
        let has_sent = is_friend
            && !self.reader.is_adult()
            && has_means
            && (self.says_yes() || self.heard.does(Signal::WithPills));
        // A time is a plan.
        let not = [Signal::No, Signal::NoPlan, Signal::Safe, Signal::WithThem];
        let is_not = self.heard.does_any(&not);
        let has_time = self.heard.does(Signal::Now) && self.heard.is_brief && !is_not;
        asked && (has_means || has_time)
            || of_means && has_time
            || vanished
            || has_sent
            || self.is_taken()
    }
}
