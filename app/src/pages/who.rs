//! Who somebody says they are: a question of forms.

use crate::api::person::{AgeClass, UserType};
use crate::words::SignInWords;
use leptos::prelude::*;

/// Who somebody says they are, as a form asks it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    /// 9 to 12.
    Cycle3,
    /// 12 to 15.
    Cycle4,
    /// 15 to 18.
    Lycee,
    /// A parent.
    Parent,
    /// Somebody who works with young people.
    Professional,
    /// Anybody else.
    Other,
}

impl Who {
    /// All, in the order in which they are offered.
    pub const ALL: [Who; 6] =
        [Who::Cycle3, Who::Cycle4, Who::Lycee, Who::Parent, Who::Professional, Who::Other];

    /// As a login says it.
    pub const fn kind(self) -> (UserType, Option<AgeClass>) {
        match self {
            Who::Cycle3 => (UserType::Teenager, Some(AgeClass::Cycle3)),
            Who::Cycle4 => (UserType::Teenager, Some(AgeClass::Cycle4)),
            Who::Lycee => (UserType::Teenager, Some(AgeClass::Lycee)),
            Who::Parent => (UserType::Parent, None),
            Who::Professional => (UserType::Professional, None),
            Who::Other => (UserType::Other, None),
        }
    }

    /// The one that fits a kind of person; of young people none does without their age.
    pub fn of(user_type: UserType, age_class: Option<AgeClass>) -> Option<Who> {
        Who::ALL.into_iter().find(|who| who.kind() == (user_type, age_class))
    }

    /// The name in a form.
    pub const fn name(self) -> &'static str {
        match self.kind() {
            (_, Some(class)) => class.name(),
            (user_type, None) => user_type.name(),
        }
    }

    /// Reads a name of a form.
    pub fn parse(name: &str) -> Option<Who> {
        Who::ALL.into_iter().find(|who| who.name() == name)
    }

    const fn label(self, words: &SignInWords) -> &'static str {
        match self {
            Who::Cycle3 => words.cycle3,
            Who::Cycle4 => words.cycle4,
            Who::Lycee => words.lycee,
            Who::Parent => words.parent,
            Who::Professional => words.professional,
            Who::Other => words.other,
        }
    }
}

/// Asks who somebody is.
pub(super) fn choice(chosen: Option<Who>, words: &'static SignInWords) -> impl IntoView + use<> {
    let pick = move |who: Who| {
        let is_chosen = chosen == Some(who);
        view! {
            <label class="option">
                <input
                    type="radio"
                    name="who"
                    value=who.name()
                    checked=is_chosen
                    required
                />
                <span>{who.label(words)}</span>
            </label>
        }
    };
    view! {
        <fieldset class="who">
            <legend>{words.who}</legend>
            {Who::ALL.map(pick).to_vec()}
        </fieldset>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_somebody_is_can_be_written_and_read() {
        for who in Who::ALL {
            assert_eq!(Who::parse(who.name()), Some(who));
        }
        assert_eq!(Who::parse("teenager"), None);
        assert_eq!(Who::of(UserType::Parent, None), Some(Who::Parent));
        assert_eq!(Who::of(UserType::Teenager, Some(AgeClass::Lycee)), Some(Who::Lycee));
        assert_eq!(Who::of(UserType::Teenager, None), None);
    }
}
