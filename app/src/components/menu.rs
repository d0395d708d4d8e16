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
    let way = |icon, href: &'static str, text: &'static str| {
        view! { <a href=href data-modal><IconPicture icon/>{text}</a> }
    };
    let talks = visit.has_session.then(|| way(Icon::Clock, "/talks", words.talks.title));
    let who = visit.is_person.then(|| {
        view! { <a href="/welcome"><IconPicture icon=Icon::Person/>{words.sign_in.about_me}</a> }
    });
    let out = visit.is_person.then(|| {
        view! {
            <form action="/sign-out" method="post">
                <button><IconPicture icon=Icon::Door/>{words.sign_in.out}</button>
            </form>
        }
    });
    let feedback = visit.has_session.then(|| way(Icon::Star, "/feedback", words.chat.feedback));
    let erase = visit.has_session.then(|| {
        view! { <a href="/privacy#erase"><IconPicture icon=Icon::Trash/>{words.erase}</a> }
    });
    view! {
        <details class="menu">
            <summary>
                <IconPicture icon=Icon::Menu/>
                <span class="code" aria-hidden="true">{code}</span>
                <span class="unseen">{words.menu}</span>
            </summary>
            <div class="panel">
                <Languages visit/>
                <a href="/"><IconPicture icon=Icon::Home/>{words.home}</a>
                {talks}
                {who}
                {way(Icon::Gear, "/settings", words.settings.title)}
                {way(Icon::Download, "/data", words.data.title)}
                {feedback}
                {way(Icon::Lock, "/privacy", words.privacy)}
                {erase}
                {out}
            </div>
        </details>
    }
}
