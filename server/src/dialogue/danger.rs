//! What a danger is called in our texts, and which line and emergency service it needs.

use super::ask;
use super::crisis::{Kind, Level};
use super::heard::Topic;
use super::helplines::Service;
use super::state::State;

/// What a stranger online does to a child.
pub const GROOMING: &str = "grooming";
/// Having to leave home.
pub const LEAVING: &str = "leaving";
/// Hurt by whom one loves or loved.
pub const PARTNER: &str = "partner";
/// A sexual assault.
pub const ASSAULT: &str = "assault";
/// Used by others who earn with it.
pub const SOLD: &str = "sold";
/// A marriage, a journey or a cutting against one's will.
pub const FORCED: &str = "forced";
/// Hurting oneself by eating or not eating.
pub const EATING: &str = "eating";
/// Fearing for somebody whom one has hurt oneself.
pub const WRONGED: &str = "wronged";
/// What no words tell.
pub const UNSURE: &str = "unsure";
/// Being about to hurt another.
pub const HARMING: &str = "harming";

/// A danger as it is answered: under which name its texts stand, and whether it is now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Danger {
    /// The name of a kind, or one of the names of this module.
    pub name: &'static str,
    /// Whether it cannot wait.
    pub is_imminent: bool,
}

impl Danger {
    /// Where nothing is known of it: what helps against thoughts of dying is wrong in none.
    pub const UNKNOWN: Danger = Danger { name: "suicide", is_imminent: false };

    /// The danger that a talk is in. What to do for a kind that was only guessed would be wrong.
    pub fn of(state: &State, level: Option<Level>) -> Danger {
        let is_imminent = level == Some(Level::Imminent);
        if state.is_guess {
            return Danger { name: UNSURE, is_imminent };
        }
        let kind = state.crisis.unwrap_or(Kind::Suicide);
        let is_harming = state.is_harming && kind == Kind::Violence;
        let name = if is_harming { HARMING } else { name_of(kind, state) };
        Danger { name, is_imminent }
    }

    /// The service to name first. A threat to show a picture is answered by those who get it taken
    /// down, however near it is.
    pub fn first_service(self) -> Service {
        let (line, emergency) = services(self.name);
        let waits = self.name == Kind::Blackmail.name();
        if self.is_imminent && !waits { emergency } else { line }
    }
}

/// The name under which the texts for a danger stand: a stranger online is met in another way than
/// somebody at home, and who hurts themselves by eating has no wound.
pub fn name_of(kind: Kind, state: &State) -> &'static str {
    let did_it = ask::subject(state) == Some(Topic::Regret);
    match (kind, state.topic) {
        (Kind::Friend, _) if did_it => WRONGED,
        (Kind::Abuse, Some(Topic::Stranger)) => GROOMING,
        (Kind::Abuse, Some(Topic::Leaving)) => LEAVING,
        (Kind::Abuse | Kind::Violence, Some(Topic::Partner)) => PARTNER,
        (Kind::Abuse, Some(Topic::Assault)) => ASSAULT,
        (Kind::Abuse, Some(Topic::Sold)) => SOLD,
        (Kind::Abuse, Some(Topic::Forced)) => FORCED,
        (Kind::SelfHarm, Some(Topic::Eating)) => EATING,
        _ => kind.name(),
    }
}

/// Which line a danger of this name needs, and which emergency service.
pub fn services(name: &str) -> (Service, Service) {
    match name {
        GROOMING => (Service::Grooming, Service::Police),
        "blackmail" => (Service::Image, Service::Police),
        EATING => (Service::Listen, Service::Ambulance),
        // Who fears to hurt somebody needs one who listens.
        HARMING => (Service::Listen, Service::Police),
        PARTNER => (Service::Partner, Service::Police),
        LEAVING | ASSAULT | SOLD | FORCED | "abuse" | "violence" => {
            (Service::Child, Service::Police)
        }
        _ => (Service::Suicide, Service::Ambulance),
    }
}
