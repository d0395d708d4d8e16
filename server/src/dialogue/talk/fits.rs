//! Where a signal means what its answer takes it for: what the talk is about, who writes, what was said.

use super::super::ask;
use super::super::crisis::Kind;
use super::super::heard::{Feeling, Signal, Topic};
use super::super::reader::Reader;
use super::Turn;

impl Turn<'_> {
    /// Whether the talk is about what a signal belongs to.
    pub(super) fn fits(&self, signal: Signal) -> bool {
        let violent = [Topic::Violence, Topic::Threats, Topic::Family];
        let is_violent = self.state.topic.is_some_and(|topic| violent.contains(&topic))
            || matches!(self.state.crisis, Some(Kind::Abuse | Kind::Violence));
        match signal {
            Signal::Feared => is_violent || self.is_of(Topic::Grief) || self.is_of(Topic::Illness),
            Signal::IfPosted => {
                let is_threatened = self.is_of(Topic::Blackmail) || self.is_of(Topic::Image);
                !self.reader.is_adult()
                    && (is_threatened || self.state.crisis == Some(Kind::Blackmail))
            }
            Signal::Facing => is_violent,
            // Right after they named or told somebody, "she will call" is help.
            Signal::HelperActs => {
                // From whom somebody fears, it may be a threat.
                let is_safe = self
                    .state
                    .crisis
                    .is_some_and(|it| matches!(it, Kind::Suicide | Kind::SelfHarm | Kind::Friend));
                let asks = self.heard.asks || self.heard.does(Signal::Question);
                !self.reader.is_adult() && !asks && (is_safe || self.has_just_told())
            }
            Signal::NotTold => {
                let is_told = self.state.topic.is_some() || self.state.watch > 0;
                // Who one is or loves need not be told; what is eaten is told a doctor.
                let own = [Topic::Identity, Topic::Love, Topic::Eating, Topic::Leaving];
                let is_own = own.iter().any(|topic| self.is_of(*topic));
                // Who is lured, pressed or hurt is told first what that asks for.
                let is_hurt = matches!(
                    self.state.crisis,
                    Some(Kind::Abuse | Kind::Blackmail | Kind::Violence)
                );
                let is_hurt = is_hurt && self.state.watch > 0 || self.is_of(Topic::Stranger);
                let is_free = !is_own && !is_hurt && !self.state.needs_rescue;
                let is_free = is_free && !self.heard.does(Signal::Means);
                is_told && is_free && !self.reader.is_adult()
            }
            Signal::HasTold => {
                let is_asked = self.state.topic.is_some() || self.state.watch > 0;
                is_asked && !self.reader.is_adult() && self.heard.topics.is_empty()
            }
            Signal::Shelter => {
                let at_home = is_violent || self.is_of(Topic::Family) || self.is_of(Topic::Leaving);
                at_home && !self.reader.is_adult() && !self.is_of(Topic::Stranger)
            }
            Signal::SentIt => {
                let asked = [Topic::Pressure, Topic::Stranger, Topic::Blackmail];
                !self.reader.is_adult() && asked.iter().any(|topic| self.is_of(*topic))
            }
            Signal::Paid => {
                self.is_of(Topic::Blackmail) || self.state.crisis == Some(Kind::Blackmail)
            }
            Signal::StruckChild => {
                let is_open =
                    self.state.watch == 0 || self.state.is_guess || self.state.is_believed;
                self.reader == Reader::Parent && is_open
            }
            Signal::BlockedThem | Signal::BlockedMe => {
                let is_pressed = [Topic::Blackmail, Topic::Image, Topic::Pressure, Topic::Stranger];
                let is_pressed = is_pressed.iter().any(|topic| self.is_of(*topic));
                let is_pressed = is_pressed || self.state.crisis == Some(Kind::Blackmail);
                let asks = self.heard.asks && !self.heard.does(Signal::More);
                is_pressed && !asks && !self.reader.is_adult() && !self.heard.does(Signal::Near)
            }
            Signal::Meeting | Signal::Camera => {
                !self.reader.is_adult() && self.is_of(Topic::Stranger)
            }
            Signal::OfferedBed => !self.reader.is_adult(),
            Signal::NoBed | Signal::Outside => {
                !self.reader.is_adult() && self.is_of(Topic::Leaving)
            }
            Signal::Promised => {
                self.reader == Reader::School
                    || !self.reader.is_adult() && self.is_of(Topic::Stranger)
            }
            Signal::Join => !self.reader.is_adult() && self.is_of(Topic::Grief),
            Signal::LoseWeight => {
                !self.reader.is_adult() && (self.is_of(Topic::Eating) || self.is_of(Topic::Body))
            }
            // A gun in a game is none, and a parent knows who is at the door.
            Signal::GunFound => !self.heard.does_any(&[Signal::Fiction, Signal::Trivial]),
            Signal::Faints => self.is_of(Topic::Eating) || self.is_of(Topic::Body),
            Signal::Screens => self.reader == Reader::Parent && self.state.crisis.is_none(),
            // A child who wets the bed again may have been hurt.
            Signal::BedWetting => {
                let is_hurt = [Topic::Violence, Topic::Assault, Topic::Partner];
                let is_hurt = is_hurt.iter().any(|topic| self.is_of(*topic));
                self.reader != Reader::School && !is_hurt && self.state.crisis.is_none()
            }
            Signal::Period | Signal::Contraception => {
                self.reader != Reader::School && !self.is_of(Topic::Assault)
            }
            // Once something is told, whoever is at the door belongs to that.
            Signal::AtDoor => {
                let is_open = self.state.topics.is_empty() && self.state.crisis.is_none();
                !self.reader.is_adult() && is_open
            }
            Signal::HurtSibling
            | Signal::DrunkDriver
            | Signal::SexAge
            | Signal::GetHold
            | Signal::HideCuts
            | Signal::Trafficked => !self.reader.is_adult(),
            // Whom to call without a phone matters where somebody has to be called.
            Signal::NoMeans => !self.reader.is_adult() && self.state.crisis.is_some(),
            Signal::MustReport => self.reader.is_adult(),
            Signal::HalfRelief => {
                let kind = self.state.crisis.or(self.heard.crisis.map(|it| it.kind));
                !self.reader.is_adult() && kind == Some(Kind::SelfHarm)
            }
            // What only sounds like it is believed where somebody is mourned.
            Signal::LostToSuicide => {
                let is_guess = self.heard.guessed == Some(Signal::LostToSuicide);
                let is_told = self.heard.crisis.is_some_and(|it| it.level.is_crisis());
                let is_open = !is_told || self.heard.is_guess;
                !self.state.needs_rescue && (!is_guess || is_open && self.is_of(Topic::Grief))
            }
            // Where nothing was swallowed it is asked about something else.
            Signal::NoVomit => {
                let told = [Signal::Taken, Signal::BodyAlarm];
                self.state.needs_rescue || self.heard.does_any(&told)
            }
            // "Her phone is off" asks nothing.
            Signal::ReadPhone => {
                let is_guess = self.heard.guessed == Some(Signal::ReadPhone);
                let is_calm = self.heard.asks || self.state.watch == 0;
                self.reader.is_adult() && (!is_guess || is_calm)
            }
            Signal::FearedServices => self.reader.is_adult(),
            Signal::IsAbuse => !self.reader.is_adult(),
            Signal::Instead => !self.reader.is_adult() && self.state.crisis == Some(Kind::SelfHarm),
            Signal::Screenshot => {
                !self.reader.is_adult() && (self.is_of(Topic::Witness) || self.is_of(Topic::Image))
            }
            Signal::Doubt => self.state.crisis.is_some(),
            Signal::BackHome => self.reader == Reader::Parent && self.is_of(Topic::Leaving),
            Signal::TellParents => self.reader == Reader::School,
            Signal::RefusesHelp => self.reader.is_adult(),
            Signal::ToldToDie => self.reader.is_adult() && self.state.watch == 0,
            Signal::LikesThem => !self.reader.is_adult() && self.is_of(Topic::Stranger),
            Signal::WatchOver => {
                let kinds = [Kind::Suicide, Kind::SelfHarm, Kind::Friend];
                let is_parent = self.reader == Reader::Parent;
                is_parent && self.state.crisis.is_some_and(|it| kinds.contains(&it))
            }
            Signal::Secured | Signal::NamedSelf => self.state.watch > 0,
            // The young are told so only where they fear it.
            Signal::TakePhone => {
                let is_afraid = self.heard.feelings.contains(&Feeling::Afraid);
                let names_adult =
                    self.heard.does(Signal::Adult) || self.heard.does(Signal::Scolded);
                self.reader.is_adult() || is_afraid || names_adult
            }
            // What is asked while somebody threatens is met as that.
            Signal::AboutLine => {
                !self.is_of(Topic::Threats) && self.state.crisis != Some(Kind::Violence)
            }
            // What is done again by hand is met in another way.
            Signal::Recurs => {
                let goes_on = |topic: Topic| topic.is_deed() && topic != Topic::Violence;
                let is_told = ask::subject(&self.state).is_some_and(goes_on);
                is_told && self.state.turns > 0 && self.state.watch == 0
            }
            // Who one is or loves is no illness to ask a doctor about.
            Signal::Serious => {
                let own = [Topic::Identity, Topic::Love, Topic::Grief, Topic::Dare, Topic::Seen];
                !own.iter().any(|topic| self.is_of(*topic))
            }
            Signal::InVain => self.state.topic.is_some() || self.state.watch > 0,
            Signal::Returns => is_violent && self.reader != Reader::School,
            Signal::Sibling => is_violent,
            Signal::SeesViolence => !self.reader.is_adult() || is_violent,
            Signal::SaidYes => self.state.crisis == Some(Kind::Friend) && self.state.watch > 0,
            Signal::Amends | Signal::Punished => {
                self.is_of(Topic::Regret) || ask::subject(&self.state) == Some(Topic::Regret)
            }
            Signal::LoseFriend => {
                self.is_of(Topic::Witness) || self.state.crisis == Some(Kind::Friend)
            }
            // What cannot wait is not answered with how to choose one's words.
            // In danger they are sent there at once.
            Signal::WillTell => {
                // "I'm gonna send it" tells nobody.
                let sends = self.heard.replies.iter().any(|reply| reply.key == ask::SENDING);
                self.state.watch == 0 && !self.state.needs_rescue && !sends
            }
            Signal::Confront | Signal::Banter if self.state.watch > 0 => false,
            Signal::Words | Signal::Whom | Signal::Confront => {
                let names = self.state.asks_who && self.heard.does(Signal::Adult);
                // Whom to tell of a child that is hurt, and whom not, stands in the words of that danger.
                let is_of_child = self.reader.is_adult() && self.state.watch > 0;
                let is_hurt = is_of_child && self.state.crisis == Some(Kind::Abuse);
                !self.state.needs_rescue && !names && !is_hurt
            }
            _ => true,
        }
    }

    /// Whether one of the last answers was to somebody named or told.
    fn has_just_told(&self) -> bool {
        let told = ["r.named0", "r.named_friend", "r.has_told", "r.will_tell", "r.shelter"];
        let mut last = self.state.used.iter().rev().take(3);
        last.any(|last| told.iter().any(|name| last.starts_with(name)))
    }

    /// Whether the talk, or this message, is about it.
    pub(super) fn is_of(&self, topic: Topic) -> bool {
        self.state.topic == Some(topic) || self.heard.topics.contains(&topic)
    }
}
