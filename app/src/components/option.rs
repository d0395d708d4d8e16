//! One of several things to choose from: a radio button drawn as a card.

use leptos::prelude::*;

/// The card; all cards of one choice have the same `name`.
#[component]
pub(crate) fn OptionCard(
    /// The choice that it belongs to, as the form sends it.
    name: &'static str,
    /// What the form sends if it is chosen.
    value: &'static str,
    /// Whether it is the present choice.
    checked: bool,
    /// What it is called.
    text: String,
    /// What it does, in a few words.
    #[prop(optional_no_strip)]
    note: Option<String>,
    /// The language of `text`, where it is not the page's.
    #[prop(optional_no_strip)]
    lang: Option<&'static str>,
    /// A picture beside the text.
    #[prop(optional_no_strip)]
    picture: Option<AnyView>,
) -> impl IntoView {
    view! {
        <label class="option">
            <input type="radio" name=name value=value checked=checked/>
            {picture}
            <span lang=lang>
                <strong>{text}</strong>
                {note.map(|note| view! { <small>{note}</small> })}
            </span>
        </label>
    }
}
