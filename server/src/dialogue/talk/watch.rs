//! While a danger is watched: what is answered until it is over, and what may end it.

use app::api::chat::Monster;

use super::super::content::check::LONGEST;
use super::super::crisis::{Kind, Level};
use super::super::heard::{Feeling, Signal, Topic};
use super::Turn;
use super::danger::{WATCH, about_oneself};

mod felt;
mod near;

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
            || self.was_played()
            || is_own && self.heard.does(Signal::SaidNo)
            || may_die && self.heard.does(Signal::NotDying)
    }

    /// Whether what sounded like a danger was a text or a game. "On Roblox" says where somebody threatens
    /// or blackmails them, and what is told beside it stays told.
    fn was_played(&self) -> bool {
        let may_be = match self.state.crisis {
            Some(Kind::Suicide | Kind::SelfHarm | Kind::Friend) => true,
            Some(Kind::Violence) => self.state.is_guess,
            _ => false,
        };
        let is_told = !self.heard.is_guess
            && self.heard.crisis.is_some_and(|crisis| crisis.level.is_crisis());
        may_be && !is_told && self.heard.does(Signal::Played)
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
        // "They are in my drawer" answers what to do with them.
        let last = self.state.used.iter().next_back();
        let asked_means = ["r.means", "confirmed", "c.suicide", "r.with_"];
        let asked_means =
            last.is_some_and(|it| asked_means.iter().any(|name| it.starts_with(name)));
        // The dead are with nobody.
        let is_with_them = does(Signal::WithThem) && !self.is_of(Topic::Grief);
        Watched {
            comes_near: self.comes_near(),
            yes: self.says_yes(),
            // A longer sentence that begins with "no" says something else.
            no: does(Signal::No) && self.heard.is_short && !does(Signal::Thanks),
            // "She is here now" is good news where nobody else is the danger.
            safe: is_safe || is_own && (does(Signal::Near) && !asked_means || is_with_them),
            is_own,
            is_friend: kind == Some(Kind::Friend),
            is_violent,
            wish_asked: std::mem::take(&mut self.state.is_wish_asked),
        }
    }

    /// Whether they were asked last whether they are safe.
    pub(super) fn asked_safety(&self) -> bool {
        let last = self.state.used.iter().next_back();
        last.is_some_and(|it| it.starts_with("after") || it.starts_with("still"))
    }

    /// What is denied, and what asks about us.
    fn taken_back(&mut self, seen: &Watched) -> Option<String> {
        let does = |signal| self.heard.does(signal);
        // Who is safe now has not said that nothing was the matter.
        let tells_on = self.heard.crisis.is_some_and(|it| it.level.is_crisis());
        let corrects = does(Signal::Correction) && !tells_on;
        let puts_right = self.state.is_guess && (seen.no && !self.asked_safety() || corrects);
        // "He isn't creepy" takes back nothing of what a stranger does.
        let denies = self.denies() && !does(Signal::Safe) && !self.is_grooming();
        // What was swallowed harms whoever takes it back, and nobody sees from here who stands where.
        let is_act = self.state.needs_rescue && !seen.is_violent && !puts_right;
        if denies
            && is_act
            && let Some(text) = self.once("denial_rescue")
        {
            self.level = Some(Level::High);
            return Some(text);
        }
        // A "no" to three questions at once answers none of them.
        let is_plain_no = seen.no && !corrects && !denies && !does(Signal::NotMe) && seen.is_own;
        let is_asked = self.state.knows("probe0") || self.reader.is_adult();
        if puts_right && is_plain_no && !is_asked {
            return Some(self.asks_how_it_is());
        }
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
        let confirms = seen.wish_asked && self.says_wish();
        confirms.then(|| self.confirmed())
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
        if !self.heard.does_any(&asks) {
            return None;
        }
        let text = self.ordinary();
        self.state.unask();
        Some(self.then_still(text))
    }
}
