//! While a danger is watched: what is answered until it is over, and what may end it.

use app::api::chat::Monster;

use super::super::content::check::LONGEST;
use super::super::crisis::{Kind, Level};
use super::super::danger::{GROOMING, name_of};
use super::super::heard::{Feeling, Signal, Topic};
use super::Turn;
use super::danger::{WATCH, about_oneself};

/// What several of the answers to a turn look at while a danger is watched.
struct Watched {
    /// Whether it brings the danger nearer.
    comes_near: bool,
    /// Whether thoughts of dying were asked about last.
    wish_asked: bool,
    yes: bool,
    no: bool,
    /// Whether they are safe, or somebody is with them.
    safe: bool,
    /// Whether they are in danger by their own hand.
    is_own: bool,
    /// Whether it is about somebody else.
    is_friend: bool,
    /// Whether another hurts or threatens them.
    is_violent: bool,
}

impl Turn<'_> {
    /// Whether it takes the danger back: "I do not want to die" takes back that alone.
    pub(super) fn denies(&self) -> bool {
        let may_die = self.state.is_guess || self.state.crisis == Some(Kind::Suicide);
        // What was refused to somebody else is no word on oneself.
        let is_own = self.state.crisis.is_some_and(about_oneself);
        self.heard.does(Signal::Denial)
            || is_own && self.heard.does(Signal::SaidNo)
            || may_die && self.heard.does(Signal::NotDying)
    }

    /// Whether a danger was told, and never that it is over.
    pub(super) fn ended_unsafe(&self) -> bool {
        let is_safe = self.state.used.iter().any(|used| used.starts_with("safe"));
        self.state.crisis.is_some() && self.state.denials == 0 && !is_safe
    }

    /// One harmless turn does not end a danger: it is asked about, and a denial is believed.
    pub(super) fn after_danger(&mut self) -> String {
        self.speaker = Some(Monster::Vigie);
        let seen = self.watched();
        self.taken_back(&seen)
            .or_else(|| self.still_near(&seen))
            .or_else(|| self.about_others(&seen))
            .or_else(|| self.about_safety(&seen))
            .or_else(|| self.answered_in_danger())
            .or_else(|| self.felt_in_danger(&seen))
            .unwrap_or_else(|| self.goes_on(&seen))
    }

    fn watched(&mut self) -> Watched {
        let does = |signal| self.heard.does(signal);
        let kind = self.state.crisis;
        let is_own = kind.is_some_and(about_oneself);
        let is_violent =
            matches!(kind, Some(Kind::Abuse | Kind::Violence)) && !self.state.is_harming;
        // A friend who is not here is not safe for that.
        let is_safe = does(Signal::Safe) && !(does(Signal::Away) && kind == Some(Kind::Friend));
        // The dead are with nobody.
        let is_with_them = does(Signal::WithThem) && !self.is_of(Topic::Grief);
        Watched {
            comes_near: self.comes_near(),
            yes: self.says_yes(),
            // A longer sentence that begins with "no" says something else.
            no: does(Signal::No) && self.heard.is_short && !does(Signal::Thanks),
            // "She is here now" is good news where nobody else is the danger.
            safe: is_safe || is_own && (does(Signal::Near) || is_with_them),
            is_own,
            is_friend: kind == Some(Kind::Friend),
            is_violent,
            wish_asked: std::mem::take(&mut self.state.is_wish_asked),
        }
    }

    /// What is denied, and what asks about us.
    fn taken_back(&mut self, seen: &Watched) -> Option<String> {
        let does = |signal| self.heard.does(signal);
        // Who is safe now has not said that nothing was the matter.
        let tells_on = self.heard.crisis.is_some_and(|it| it.level.is_crisis());
        let corrects = does(Signal::Correction) && !tells_on;
        let puts_right = self.state.is_guess && (seen.no || corrects);
        // "He isn't creepy" takes back nothing of what a stranger does.
        // Who lets it be while an act is under way has taken nothing back.
        let lets_be = does(Signal::NeverMind) && !self.state.needs_rescue;
        let denies = self.denies() || lets_be;
        let denies = denies && !does(Signal::Safe) && !self.is_grooming();
        if puts_right || denies {
            return Some(self.back_to_topic().unwrap_or_else(|| self.denied()));
        }
        // When they are back comes before whom we tell.
        if does(Signal::Secret) && !does(Signal::Returns) {
            return Some(self.say("secret!", &self.texts.crisis.secret));
        }
        does(Signal::Who).then(|| self.say("who", &self.texts.talk.who))
    }

    /// Help on its way, an act under way, what brings the danger nearer.
    fn still_near(&mut self, seen: &Watched) -> Option<String> {
        let does = |signal| self.heard.does(signal);
        if does(Signal::Coming) {
            self.state.watch = WATCH;
            self.level = self.state.needs_rescue.then_some(Level::Imminent);
            let is_own = seen.is_own && !self.reader.is_adult();
            if let Some(text) = self.once(if is_own { "coming_own" } else { "coming" }) {
                return Some(text);
            }
            if !seen.safe {
                return Some(self.say("still", &self.texts.crisis.still));
            }
        }
        if self.state.needs_rescue {
            return Some(self.rescue(seen.no, seen.safe));
        }
        if seen.comes_near
            && let Some(crisis) = self.crisis(Level::Imminent)
        {
            return Some(self.in_danger(crisis));
        }
        // A promise to a friend who wants to die may be broken, and is not left at that.
        if does(Signal::Refuse)
            && seen.is_friend
            && !self.reader.is_adult()
            && let Some(text) = self.once("lose_friend")
        {
            self.level = Some(Level::High);
            return Some(text);
        }
        // It is the child who refuses.
        let is_theirs = does(Signal::RefusesHelp) && self.fits(Signal::RefusesHelp);
        let promised = does(Signal::Promised) && self.fits(Signal::Promised);
        if does(Signal::Refuse) && !is_theirs && !promised && !does(Signal::HowTell) {
            return Some(self.say("refuse!", &self.texts.crisis.refuse));
        }
        let confirms = seen.wish_asked && (seen.yes || does(Signal::Meant));
        confirms.then(|| self.confirmed())
    }

    /// What is asked outright, and who is near: the one who does it, the one in danger, one who sleeps.
    fn about_others(&mut self, seen: &Watched) -> Option<String> {
        let does = |signal| self.heard.does(signal);
        if let Some(text) = self.outright() {
            return Some(self.then_still(text));
        }
        // Whether there is a plan was asked last.
        let last = self.state.used.iter().next_back();
        let has_none = seen.no && last.is_some_and(|it| it.starts_with("confirmed"));
        if (does(Signal::NoPlan) || has_none)
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
        let is_near = seen.is_violent && does(Signal::Near) && !does(Signal::No);
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
            if let Some(text) = self.once("means") {
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
    fn is_grooming(&self) -> bool {
        let kind = self.state.crisis;
        kind.is_some_and(|kind| name_of(kind, &self.state) == GROOMING) && !self.reader.is_adult()
    }

    /// Whether the one they fear for is in the next room, so that somebody can go there.
    fn is_here(&self, seen: &Watched) -> bool {
        let near = [Signal::Here, Signal::Near, Signal::Asleep];
        seen.is_friend && !seen.safe && near.iter().any(|signal| self.heard.does(*signal))
    }

    /// Alone, safe, or somebody named who could help.
    fn about_safety(&mut self, seen: &Watched) -> Option<String> {
        let does = |signal| self.heard.does(signal);
        // What kind it is was asked, so a bare yes or no tells nothing.
        let says_how_it_is = !self.state.is_guess;
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

    /// Whether they say no to the plain question for thoughts of dying: that is believed, with a line.
    pub(super) fn has_no_wish(&mut self, wish_asked: bool) -> Option<String> {
        let no = [Signal::No, Signal::Denial, Signal::NotDying];
        let says_no = no.iter().any(|signal| self.heard.does(*signal)) && wish_asked;
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
    fn felt_in_danger(&mut self, seen: &Watched) -> Option<String> {
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
        let may_be_harm = self.state.crisis == Some(Kind::SelfHarm) && !does(Signal::Resolved);
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

    /// Nothing of the danger in it: more is said on that, then the talk goes on and safety is asked.
    fn goes_on(&mut self, seen: &Watched) -> String {
        if self.state.watch == WATCH && !self.heard.does(Signal::Thanks) {
            let news = self.learn();
            self.lower_watch();
            let felt = news.feeling.filter(|feeling| *feeling != Feeling::Well);
            let felt = felt.map(|feeling| self.feeling(feeling)).unwrap_or_default();
            let more = self.more_on_danger().unwrap_or_else(|| self.asks_how_it_is());
            // Whether they think of dying was asked, and not answered.
            let is_open = seen.wish_asked && self.state.topic == Some(Topic::Eating);
            let more = if is_open { self.then_wish(&more) } else { more };
            let whole = format!("{felt}\n{more}");
            let fits = !felt.is_empty() && whole.chars().count() <= LONGEST;
            return if fits { whole } else { more };
        }
        // What was chosen late is kept, and safety is still what is asked.
        if self.picked {
            self.lower_watch();
            return self.asks_how_it_is();
        }
        let does = |signal| self.heard.does(signal);
        // Who is thanked for in another's danger keeps the number.
        let is_others = seen.is_friend || self.reader.is_adult();
        if does(Signal::Thanks)
            && is_others
            && let Some(text) = self.once("thanks_danger")
        {
            self.lower_watch();
            return text;
        }
        let goodbye = does(Signal::Goodbye) || does(Signal::Enough) || does(Signal::Stop);
        let text = self.ordinary();
        self.lower_watch();
        self.state.unask();
        if goodbye {
            return text;
        }
        if self.only_nods
            && let Some(more) = self.more_on_danger()
        {
            return more;
        }
        // How it stands with the other one is not asked of the writer.
        if seen.is_friend { text } else { self.then_still(text) }
    }

    /// One turn less to watch; a wish that was confirmed is watched until something clears it.
    fn lower_watch(&mut self) {
        let least = u8::from(self.state.is_confirmed);
        self.state.watch = self.state.watch.saturating_sub(1).max(least);
    }

    /// Nobody is there: who could come, or what else there is; said once where others are the danger.
    fn alone(&mut self) -> String {
        self.level = Some(Level::High);
        let crisis = &self.texts.crisis;
        let kind = self.state.crisis.map_or("", |kind| name_of(kind, &self.state));
        if self.state.is_harming || self.state.knows(&format!("alone.{kind}0")) {
            return self.again();
        }
        self.say_by_kind("alone", &crisis.alone_with, &crisis.alone)
    }

    /// They think of dying: then we ask for a plan and means. A second yes is to that.
    pub(super) fn confirmed(&mut self) -> String {
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

    /// What is asked outright is answered in danger, too, and then safety is asked about.
    fn answered_in_danger(&mut self) -> Option<String> {
        let asks = [
            Signal::HowTell,
            Signal::HowReport,
            Signal::HowBlock,
            Signal::HowKeep,
            Signal::Law,
            Signal::Calm,
            Signal::Medical,
            Signal::Pay,
        ];
        // "What else can I do" asks for more of what is said on the danger.
        if self.heard.does(Signal::More) && !self.heard.does(Signal::HowTell) {
            return self.more_on_danger();
        }
        if !asks.iter().any(|ask| self.heard.does(*ask)) {
            return None;
        }
        let text = self.ordinary();
        self.state.unask();
        Some(self.then_still(text))
    }

    /// Who does not think of dying is helped on with what others do to them, where that was told.
    fn back_to_topic(&mut self) -> Option<String> {
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
    fn denied(&mut self) -> String {
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
