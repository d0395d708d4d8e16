//! One bubble of the talk, the same whether the server or the browser draws it.

use leptos::prelude::*;

/// Who speaks in a bubble.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Speaker {
    /// The person.
    Me,
    /// Betty, who listens.
    Betty,
    /// Vigie, who keeps watch in a crisis.
    Vigie,
}

impl Speaker {
    /// The class of the bubble and, for monsters, the drawing that the stage holds.
    const fn look(self) -> (&'static str, Option<&'static str>) {
        match self {
            Speaker::Me => ("bubble me", None),
            Speaker::Betty => ("bubble", Some("#betty")),
            Speaker::Vigie => ("bubble watch", Some("#vigie")),
        }
    }
}

/// A bubble in the list of what was said.
#[component]
pub(crate) fn Bubble(
    /// Who speaks: colour, side and face.
    speaker: Speaker,
    /// The speaker's name; heard, not seen, because side and face show it.
    name: String,
    /// What is said; line breaks are kept.
    text: String,
    /// When, for `<time>`: RFC 3339, or nothing.
    #[prop(optional_no_strip)]
    at: Option<String>,
    /// The time as it is shown; the browser knows the visitor's zone, the server does not.
    #[prop(optional_no_strip)]
    clock: Option<String>,
    /// The address of the newest bubble.
    #[prop(optional_no_strip)]
    id: Option<&'static str>,
) -> impl IntoView {
    let (class, face) = speaker.look();
    view! {
        <li class=class id=id>
            {face.map(|face| view! {
                <svg class="face" viewBox="0 0 200 200" aria-hidden="true"><use href=face></use></svg>
            })}
            <p class="said" dir="auto"><span class="unseen">{name}": "</span>{text}</p>
            <time datetime=at>{clock}</time>
        </li>
    }
}
