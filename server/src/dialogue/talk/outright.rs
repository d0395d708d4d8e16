//! What is answered outright, in words of its own, whatever the talk is about.

use app::api::chat::Monster;

use super::super::ask;
use super::super::crisis::{Kind, Level};
use super::super::heard::{Signal, Topic};
use super::Turn;

/// What is answered outright, with a text of its own, in danger as in ordinary talk; the gravest first.
pub(in super::super) const OUTRIGHT: [Signal; 74] = [
    Signal::GunFound,
    Signal::Armed,
    Signal::Monoxide,
    Signal::NoVomit,
    Signal::NoMeans,
    Signal::AtDoor,
    Signal::Faints,
    Signal::Period,
    Signal::BedWetting,
    Signal::Contraception,
    Signal::HurtSibling,
    Signal::Voices,
    Signal::LostToSuicide,
    Signal::Trafficked,
    Signal::MustReport,
    Signal::HideCuts,
    Signal::HalfRelief,
    Signal::GetHold,
    Signal::SexAge,
    Signal::Companion,
    Signal::DrunkDriver,
    Signal::Revenge,
    Signal::Urgent,
    Signal::Meeting,
    Signal::OfferedBed,
    Signal::NoBed,
    Signal::Outside,
    Signal::HelperActs,
    Signal::Shelter,
    Signal::Camera,
    Signal::Join,
    Signal::Instead,
    Signal::LoseWeight,
    Signal::IsAbuse,
    Signal::Doubt,
    Signal::Screenshot,
    // "Take her phone away" has the words of a child that is taken away in it.
    Signal::TakePhone,
    Signal::Feared,
    Signal::AdultSecret,
    Signal::AboutLine,
    Signal::Paid,
    Signal::SentIt,
    Signal::IfPosted,
    Signal::Recurs,
    Signal::LikesThem,
    Signal::CanYou,
    Signal::Number,
    Signal::Facing,
    Signal::InVain,
    Signal::Serious,
    Signal::Cost,
    Signal::Promised,
    Signal::KeepTelling,
    Signal::Secured,
    Signal::NamedSelf,
    Signal::SeesViolence,
    Signal::Sibling,
    Signal::Returns,
    Signal::SaidYes,
    Signal::Amends,
    Signal::Punished,
    Signal::LoseFriend,
    Signal::NotBelieved,
    Signal::HasTold,
    Signal::BlockedThem,
    Signal::BlockedMe,
    Signal::Scolded,
    Signal::Snitch,
    Signal::Banter,
    Signal::Words,
    Signal::Whom,
    Signal::Confront,
    Signal::WillTell,
    Signal::NotTold,
];

/// The same for those who write of a child.
pub(in super::super) const OUTRIGHT_OF_CHILD: [Signal; 9] = [
    Signal::ReadPhone,
    Signal::FearedServices,
    Signal::BackHome,
    Signal::TellParents,
    Signal::WatchOver,
    Signal::RefusesHelp,
    Signal::ToldToDie,
    Signal::StruckChild,
    Signal::Screens,
];

/// What of it only tells, and asks nothing.
pub(super) const TELLS: [Signal; 6] = [
    Signal::NotTold,
    Signal::BlockedThem,
    Signal::GunFound,
    Signal::Monoxide,
    Signal::AtDoor,
    Signal::Faints,
];

/// What is a danger by itself, though its answer is not that of the danger.
const URGENT: [Signal; 14] = [
    Signal::AtDoor,
    Signal::Faints,
    Signal::Meeting,
    Signal::OfferedBed,
    Signal::NoBed,
    Signal::SeesViolence,
    Signal::Sibling,
    Signal::Returns,
    Signal::SaidYes,
    Signal::Voices,
    Signal::Trafficked,
    Signal::NoVomit,
    Signal::Armed,
    Signal::Join,
];

/// The answer to "is it normal" where something is done to them.
pub(in super::super) const SERIOUS_DEED: &str = "serious_deed";

impl Turn<'_> {
    /// Whether the message asks something that has an answer.
    pub(super) fn asks_outright(&self) -> bool {
        let signals = [
            Signal::HowTell,
            Signal::HowReport,
            Signal::HowBlock,
            Signal::HowKeep,
            Signal::Law,
            Signal::Secret,
            Signal::Human,
        ];
        let outright = |signal: &Signal| {
            self.heard.does(*signal) && self.fits(*signal) && !TELLS.contains(signal)
        };
        self.heard.does_any(&signals) || OUTRIGHT.iter().chain(&OUTRIGHT_OF_CHILD).any(outright)
    }

    /// The answer to something asked or told outright that has its own words, once.
    pub(super) fn outright(&mut self) -> Option<String> {
        if let Some(text) = self.for_friend() {
            return Some(text);
        }
        // Who was struck at work needs more than what helps against words.
        let is_blow = self.heard.crisis.is_some_and(|it| it.kind == Kind::Violence);
        let is_blow = is_blow || self.heard.topics.contains(&Topic::Violence);
        let is_struck = self.is_attacked_at_school() && is_blow;
        if is_struck && let Some(text) = self.once("struck_staff") {
            return Some(text);
        }
        if self.goes_on_about_sex()
            && let Some(text) = self.once(Signal::SexAge.name())
        {
            return Some(text);
        }
        let fits = |signal: &&Signal| self.heard.does(**signal) && self.fits(**signal);
        let signal = OUTRIGHT.iter().chain(&OUTRIGHT_OF_CHILD).find(fits)?;
        let name = match signal {
            Signal::Serious if self.is_wronged() => SERIOUS_DEED,
            signal => signal.name(),
        };
        // Who wants a friend, or is pressed, asks more than once.
        let last = u8::from(matches!(signal, Signal::Companion | Signal::SexAge));
        if self.state.knows(&format!("r.{name}{last}")) {
            return None;
        }
        if URGENT.contains(signal) {
            self.level = Some(Level::High);
        }
        if *signal == Signal::Join {
            self.state.is_wish_asked = true;
        }
        // What belongs to a danger that is not over is said by who watches.
        if self.ended_unsafe() {
            self.speaker = Some(Monster::Vigie);
        }
        Some(self.answered(name))
    }

    /// Whether who was told of sex at their age is pressed, or asks about the law.
    fn goes_on_about_sex(&self) -> bool {
        let mut last = self.state.used.iter().rev().take(4);
        let is_pressed = self.heard.topics == [Topic::Pressure] || self.heard.does(Signal::Law);
        is_pressed && last.any(|used| used == "r.sex_age0")
    }

    /// The words to tell of a friend in danger, also when the danger is no longer watched.
    fn for_friend(&mut self) -> Option<String> {
        let asks_words = self.heard.does(Signal::HowTell) || self.heard.does(Signal::Words);
        let is_friend = self.state.crisis == Some(Kind::Friend) && !self.reader.is_adult();
        let is_on = self.state.watch > 0 || self.state.topic.is_none_or(|it| it == Topic::Witness);
        let is_denied = self.state.watch == 0 && self.state.denials > 0;
        if !asks_words || !is_friend || !is_on || is_denied {
            return None;
        }
        let text = self.once("tell_friend")?;
        self.speaker = Some(Monster::Vigie);
        self.level = (self.state.watch > 0).then_some(Level::High);
        Some(text)
    }

    /// Whether somebody does something to a young person who writes.
    fn is_wronged(&self) -> bool {
        let is_deed = |topic: Topic| topic.is_deed() || topic == Topic::Pressure;
        !self.reader.is_adult() && ask::subject(&self.state).is_some_and(is_deed)
    }
}
