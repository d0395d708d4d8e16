//! The three language buttons: a form, so that they work without wasm.

use crate::language::Language;
use crate::visit::Visit;
use crate::words::words;
use leptos::prelude::*;

/// One button a language; the page comes back in the chosen one.
#[component]
pub(crate) fn Languages(
    /// Who looks, and at which page.
    visit: Visit,
) -> impl IntoView {
    let button = |language: Language| {
        let current = (language == visit.language).then_some("true");
        view! {
            <button
                class="language"
                name="language"
                value=language.code()
                lang=language.code()
                aria-current=current
            >
                {language.own_name()}
            </button>
        }
    };
    view! {
        <form class="choice" action="/language" method="post">
            <input type="hidden" name="back" value=visit.path.clone()/>
            <div class="languages" role="group" aria-label=words(visit.language).language>
                {Language::ALL.map(button).to_vec()}
            </div>
        </form>
    }
}
