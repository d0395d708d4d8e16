//! Which signals are of one sort: what tells what happens now, what relieves, what is said in passing.

use super::signal::Signal;

impl Signal {
    /// Where somebody stands who wants to die, and what they hold: each is got away from in its own way.
    pub(in super::super) const PLACES: [Signal; 7] = [
        Signal::AtHeight,
        Signal::OnTracks,
        Signal::InWater,
        Signal::WithBlade,
        Signal::WithRope,
        Signal::WithGun,
        Signal::WithPills,
    ];

    /// Whether it tells what happens now, which a "not" takes away.
    pub(in super::super) const fn is_happening(self) -> bool {
        matches!(
            self,
            Signal::Bleeds
                | Signal::Taken
                | Signal::SeesViolence
                | Signal::SaidYes
                | Signal::DoneToMe
                | Signal::Sibling
        )
    }

    /// Whether it tells what a stranger does who comes near.
    pub(in super::super) const fn is_luring(self) -> bool {
        matches!(self, Signal::Lure | Signal::Meeting | Signal::Courted | Signal::Camera)
    }

    /// Whether it tells that help is there or that it is better.
    pub(in super::super) const fn is_relief(self) -> bool {
        matches!(self, Signal::Safe | Signal::Coming | Signal::Resolved | Signal::Helped)
    }

    /// Whether its own answer says more than a danger that is only guessed.
    pub(in super::super) const fn answers_guess(self) -> bool {
        matches!(
            self,
            Signal::Companion
                | Signal::Voices
                | Signal::SexAge
                | Signal::GetHold
                | Signal::HideCuts
                | Signal::HalfRelief
                | Signal::LostToSuicide
                | Signal::Trafficked
                | Signal::FearedServices
                | Signal::MustReport
                | Signal::AtDoor
        )
    }

    /// Whether it is an everyday matter that has its own answer where a danger is only guessed.
    pub(in super::super) const fn is_everyday(self) -> bool {
        matches!(
            self,
            Signal::Period | Signal::BedWetting | Signal::Contraception | Signal::HurtSibling
        )
    }

    /// Whether its answer has nothing to do with a danger.
    pub(in super::super) const fn leads_away(self) -> bool {
        matches!(
            self,
            Signal::Serious
                | Signal::Medical
                | Signal::Confused
                | Signal::Insulted
                | Signal::OffTopic
                | Signal::Erase
                | Signal::Who
                | Signal::Greeting
                | Signal::Goodbye
                | Signal::Thanks
                | Signal::Correction
        )
    }

    /// Whether it is what one says to be polite, at the end or in passing.
    pub(in super::super) const fn is_polite(self) -> bool {
        matches!(self, Signal::Thanks | Signal::Goodbye | Signal::Helped | Signal::Greeting)
    }

    /// Whether it tells how something is said, and neither asks nor answers.
    pub(in super::super) fn is_aside(self) -> bool {
        matches!(
            self,
            Signal::Joke
                | Signal::Trivial
                | Signal::Past
                | Signal::Now
                | Signal::Other
                | Signal::KnownAdult
                | Signal::Told
                | Signal::Slow
                | Signal::Question
                | Signal::Parent
                | Signal::Teacher
                | Signal::Adult
                | Signal::ChildAge
                | Signal::Yes
                | Signal::HalfYes
                | Signal::No
                | Signal::Okay
                | Signal::Substance
                | Signal::LuredFriend
                | Signal::ChildWrote
                | Signal::WishesEnd
                | Signal::FriendBye
                | Signal::Poisons
                | Signal::GunFound
                | Signal::AtDoor
                | Signal::Faints
        ) || self.is_place()
    }

    /// Whether it is one of [`Signal::PLACES`].
    pub(in super::super) fn is_place(self) -> bool {
        Signal::PLACES.contains(&self)
    }
}
