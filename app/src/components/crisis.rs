//! The crisis card: whom to call, in the largest letters, and what to do now.

use crate::api::crisis::{CrisisInfo, Hotline, Sentence};
use leptos::prelude::*;

/// The card's own texts.
#[derive(Clone, Debug)]
pub struct CrisisTexts {
    /// The language's code, which picks the sentence.
    pub language: String,
    /// Head of the card.
    pub title: String,
    /// Heads the steps.
    pub now: String,
    /// Says that the program calls nobody.
    pub note: String,
    /// Link to all lines.
    pub more: String,
    /// Marks a line that costs nothing.
    pub free: String,
}

/// Amber and steady; stands under the newest bubble as long as the session is in a crisis.
#[component]
pub(crate) fn CrisisCard(
    /// Lines, sentence and steps, as the server sent them.
    info: CrisisInfo,
    /// The card's own texts.
    texts: CrisisTexts,
) -> impl IntoView {
    let lines = info.hotlines.into_iter().map(|line| contact(line, &texts.free)).collect_view();
    let steps = info.immediate_actions.into_iter().map(|step| view! { <li>{step}</li> });
    view! {
        <section class="crisis" aria-labelledby="crisis">
            <h2 id="crisis">{texts.title}</h2>
            <p>{sentence(info.message, &texts.language)}</p>
            <ul class="lines">{lines}</ul>
            <h3>{texts.now}</h3>
            <ol class="now">{steps.collect_view()}</ol>
            <p class="small">{texts.note}" "<a href="/help">{texts.more}</a></p>
        </section>
    }
}

/// The sentence in the page's language.
pub(crate) fn sentence(sentence: Sentence, language: &str) -> String {
    match language {
        "fr" => sentence.fr,
        "vi" => sentence.vi,
        _ => sentence.en,
    }
}

/// One line: a number is called, an address is opened.
fn contact(line: Hotline, free: &str) -> impl IntoView + use<> {
    let is_address = line.number.chars().any(|c| c.is_ascii_alphabetic());
    let href = match is_address {
        true if line.number.starts_with("http") => line.number.clone(),
        true => ["https://", &line.number].concat(),
        false => ["tel:", &dialled(&line.number)].concat(),
    };
    let (class, rel) =
        if is_address { ("address", Some("noopener noreferrer external")) } else { ("call", None) };
    let free = line.free.then(|| [" · ", free].concat());
    view! {
        <li>
            <a class=class href=href rel=rel target=is_address.then_some("_blank")>
                <strong>{line.number}</strong>
                <span>{line.name}<small>{line.available}{free}</small></span>
            </a>
        </li>
    }
}

/// What a phone dials: digits, and a leading plus.
pub(crate) fn dialled(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}
