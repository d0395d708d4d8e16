//! One to five stars, as radio buttons: how it was.

use super::icon::{Icon, IconPicture};
use leptos::prelude::*;

/// The five stars; the form sends `rating`, 1 to 5.
#[component]
pub(crate) fn Rating(
    /// What is asked.
    legend: &'static str,
    /// What the stars mean, for eyes.
    note: &'static str,
    /// What each number of stars means, for ears; from bad to good.
    names: [&'static str; 5],
    /// How many are chosen.
    #[prop(optional_no_strip)]
    chosen: Option<i32>,
) -> impl IntoView {
    let star = |(number, name): (i32, &'static str)| {
        view! {
            <label>
                <input
                    type="radio"
                    name="rating"
                    value=number.to_string()
                    checked={chosen == Some(number)}
                    required
                />
                <IconPicture icon=Icon::Star/>
                <span class="unseen">{name}</span>
            </label>
        }
    };
    let stars: Vec<_> = (1..).zip(names).map(star).collect();
    view! {
        <fieldset class="stars">
            <legend>{legend}" "<span class="small">{note}</span></legend>
            {stars}
        </fieldset>
    }
}
