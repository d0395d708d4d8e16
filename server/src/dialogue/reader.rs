//! For whom a text is worded: age and role decide.

use app::api::person::{AgeClass, UserType};

use super::state::State;
use super::talk::Audience;

/// Who reads the texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Reader {
    /// 12 to 15, and whoever said nothing of their age.
    #[default]
    Teen,
    /// 9 to 12.
    Child,
    /// 15 to 18.
    Older,
    /// Father, mother, or another adult who looks after a child.
    Parent,
    /// A teacher or another adult at school.
    School,
}

impl Reader {
    /// All of them.
    pub const ALL: [Reader; 5] =
        [Reader::Teen, Reader::Child, Reader::Older, Reader::Parent, Reader::School];

    /// Whom these texts are for, as the account says and else as the talk has shown.
    pub fn of(audience: &Audience, state: &State) -> Reader {
        let (account, age) = (audience.user_type, audience.age_class);
        // An account of a child stays one, whoever is quoted in it.
        let may_be_adult = age.is_none() || account == UserType::Parent;
        if account == UserType::Professional || may_be_adult && state.is_at_school {
            return Reader::School;
        }
        if account == UserType::Parent || may_be_adult && state.is_parent {
            return Reader::Parent;
        }
        match audience.age_class.or(state.age) {
            Some(AgeClass::Cycle3) => Reader::Child,
            Some(AgeClass::Lycee) => Reader::Older,
            Some(AgeClass::Cycle4) | None => Reader::Teen,
        }
    }

    /// The name of the file with their texts; the first one's are those that lie below.
    pub const fn name(self) -> &'static str {
        match self {
            Reader::Teen => "cycle4",
            Reader::Child => "cycle3",
            Reader::Older => "lycee",
            Reader::Parent => "parent",
            Reader::School => "school",
        }
    }

    /// Whether an adult reads, of somebody young.
    pub const fn is_adult(self) -> bool {
        matches!(self, Reader::Parent | Reader::School)
    }
}
