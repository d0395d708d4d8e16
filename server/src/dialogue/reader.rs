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
}

impl Reader {
    /// All of them.
    pub const ALL: [Reader; 4] = [Reader::Teen, Reader::Child, Reader::Older, Reader::Parent];

    /// Whom these texts are for, as the account says and else as the talk has shown.
    pub fn of(audience: &Audience, state: &State) -> Reader {
        let is_adult = matches!(audience.user_type, UserType::Parent | UserType::Professional);
        if is_adult || (audience.age_class.is_none() && state.is_parent) {
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
        }
    }
}
