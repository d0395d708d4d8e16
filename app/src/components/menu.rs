//! The one quiet button that holds languages and the less urgent ways.

use super::icon::{Icon, IconPicture};
use super::languages::Languages;
use crate::visit::Visit;
use crate::words::words;
use leptos::prelude::*;

/// A `<details>`, so that it opens without wasm.
#[component]
pub(crate) fn Menu(
    /// Who looks, and at which page.
    visit: Visit,
) -> impl IntoView {
    let words = words(visit.language);
    let code = visit.language.code().to_uppercase();
    let talks =
        visit.has_session.then(|| view! { <a href="/talks" data-modal>{words.talks.title}</a> });
    let opinion = visit
        .has_session
        .then(|| view! { <a href="/feedback" data-modal>{words.feedback.title}</a> });
    let erase = visit.has_session.then(|| view! { <a href="/privacy#erase">{words.erase}</a> });
    view! {
        <details class="menu">
            <summary>
                <IconPicture icon=Icon::Globe/>
                <span class="code" aria-hidden="true">{code}</span>
                <span class="unseen">{words.menu}</span>
            </summary>
            <div class="panel">
                <Languages visit/>
                <a href="/">{words.home}</a>
                {talks}
                <a href="/settings" data-modal>{words.settings.title}</a>
                <a href="/data" data-modal>{words.data.title}</a>
                <a href="/privacy">{words.privacy}</a>
                {opinion}
                {erase}
            </div>
        </details>
    }
}
