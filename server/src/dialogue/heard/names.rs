//! The names of what is told: feelings and topics.

use serde::{Deserialize, Serialize};

use super::super::crisis::Kind;

/// Declares an enum whose variants have names, used in the lists, the texts and the state.
macro_rules! named {
    ($(#[$doc:meta])* $name:ident { $($(#[$said:meta])* $variant:ident = $text:literal,)* }) => {
        $(#[$doc])*
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
        )]
        pub enum $name {
            $($(#[$said])* #[serde(rename = $text)] $variant,)*
        }

        impl $name {
            /// Every value.
            pub const ALL: &'static [$name] = &[$($name::$variant,)*];

            /// The name in the lists and texts.
            pub const fn name(self) -> &'static str {
                match self { $($name::$variant => $text,)* }
            }

            /// Reads a name; `None` if there is none such.
            pub fn parse(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.name() == name)
            }
        }
    };
}

pub(in super::super) use named;

named! {
    /// A feeling that the writer names.
    Feeling {
        /// Sad, hurt, crying.
        Sad = "sad",
        /// Afraid.
        Afraid = "afraid",
        /// Angry.
        Angry = "angry",
        /// Ashamed.
        Ashamed = "ashamed",
        /// Feels guilty.
        Guilty = "guilty",
        /// Stressed or anxious.
        Stressed = "stressed",
        /// Tired of it all.
        Tired = "tired",
        /// Empty, worthless, without hope.
        Empty = "empty",
        /// Lost, does not know what to do.
        Lost = "lost",
        /// Well, happy, relieved.
        Well = "well",
        /// Has much to think about.
        Thoughtful = "thoughtful",
        /// Surprised or shocked.
        Surprised = "surprised",
    }
}

named! {
    /// What the message is about, the gravest first.
    Topic {
        /// Somebody did something sexual that the writer did not want, or could not agree to.
        Assault = "assault",
        /// Married against their will, taken abroad for it, cut, or hurt for the family's honour.
        Forced = "forced",
        /// Others earn with what they are made to do in a sexual way.
        Sold = "sold",
        /// Hurt, controlled or followed by whom they love or loved.
        Partner = "partner",
        /// Somebody threatens to share images, or wants money or more images.
        Blackmail = "blackmail",
        /// An intimate image was shared.
        Image = "image",
        /// A stranger or an adult online.
        Stranger = "stranger",
        /// Somebody asks for an intimate image, or the writer is about to send one.
        Pressure = "pressure",
        /// Violence at home or outside.
        Violence = "violence",
        /// Threats.
        Threats = "threats",
        /// Used by others to carry, keep, sell or pay for them.
        Errands = "errands",
        /// About to leave home, gone from it, or put out.
        Leaving = "leaving",
        /// Nobody at home gives them what they need to live.
        Neglect = "neglect",
        /// A fake account in the writer's name.
        FakeAccount = "fake",
        /// A hacked account.
        HackedAccount = "hacked",
        /// Hate for what somebody is.
        Hate = "hate",
        /// Insults and mockery.
        Insults = "insults",
        /// Rumours, exclusion.
        Exclusion = "exclusion",
        /// Saw it happen to somebody else.
        Witness = "witness",
        /// Did something and regrets it.
        Regret = "regret",
        /// A dare that can kill: choking, pills, climbing.
        Dare = "dare",
        /// Saw what does not leave their head: porn, a death, cruelty.
        Seen = "seen",
        /// An adult at school, or a parent, whom pupils or parents attack.
        Staff = "staff",
        /// Somebody died.
        Grief = "grief",
        /// Somebody close is ill, disabled or addicted; the writer may look after them.
        Illness = "illness",
        /// Pregnant, or afraid of it.
        Pregnancy = "pregnancy",
        /// Something taken or done that is hard to stop: alcohol, drugs, games, bets.
        Habit = "habit",
        /// Worn out by what they have to carry: mostly parents and teachers.
        Worn = "worn",
        /// Who the writer is and loves: gender, orientation, coming out.
        Identity = "identity",
        /// Not eating, vomiting, eating in fits.
        Eating = "eating",
        /// Looks, weight.
        Body = "body",
        /// School and exams.
        School = "school",
        /// Family.
        Family = "family",
        /// Love.
        Love = "love",
        /// Loneliness.
        Loneliness = "loneliness",
        /// Sleep.
        Sleep = "sleep",
        /// Sadness without a cause that was told.
        Sadness = "sadness",
    }
}

impl Topic {
    /// Whether a danger of this kind is what the topic tells of, so that it is no mere guess.
    pub(in super::super) const fn tells(self, kind: Kind) -> bool {
        match self {
            Topic::Blackmail | Topic::Image => matches!(kind, Kind::Blackmail),
            Topic::Stranger => matches!(kind, Kind::Blackmail | Kind::Abuse),
            Topic::Violence | Topic::Partner => matches!(kind, Kind::Abuse | Kind::Violence),
            Topic::Assault | Topic::Forced | Topic::Sold => matches!(kind, Kind::Abuse),
            Topic::Threats => matches!(kind, Kind::Violence),
            Topic::Witness => matches!(kind, Kind::Friend),
            Topic::Eating => matches!(kind, Kind::SelfHarm),
            _ => false,
        }
    }

    /// Whether it has advice of its own that fits better than a danger which is only guessed.
    pub(in super::super) const fn explains(self) -> bool {
        matches!(
            self,
            Topic::Stranger
                | Topic::Pressure
                | Topic::Regret
                | Topic::Hate
                | Topic::Witness
                | Topic::FakeAccount
                | Topic::HackedAccount
                | Topic::Insults
                | Topic::Exclusion
                | Topic::Love
                | Topic::School
                | Topic::Grief
                | Topic::Illness
                | Topic::Pregnancy
                | Topic::Errands
                | Topic::Dare
                | Topic::Seen
                | Topic::Neglect
                | Topic::Staff
                | Topic::Worn
                | Topic::Body
                | Topic::Identity
                | Topic::Sleep
        )
    }

    /// Whether it is something done by others, which a "not" takes away.
    pub(in super::super) const fn is_deed(self) -> bool {
        matches!(
            self,
            Topic::Violence
                | Topic::Assault
                | Topic::Forced
                | Topic::Sold
                | Topic::Partner
                | Topic::Threats
                | Topic::Image
                | Topic::Blackmail
                | Topic::Insults
                | Topic::Hate
                | Topic::Stranger
                | Topic::FakeAccount
                | Topic::HackedAccount
        )
    }
}
