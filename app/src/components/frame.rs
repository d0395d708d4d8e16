//! What surrounds every page: help, leave now, the quiet menu, notices and the foot.

use super::icon::{Icon, IconPicture};
use super::menu::Menu;
use crate::api::chat::Monster;
use crate::pages::neutral_site;
use crate::visit::{Notice, Visit};
use crate::words::{Words, words};
use leptos::prelude::*;

/// Header, page and foot; the first two ways stand at the same place on every page.
#[component]
pub(crate) fn Frame(
    /// Who looks, and at which page.
    visit: Visit,
    /// Class of `<main>`.
    class: &'static str,
    /// The monster who speaks, where the page is a talk.
    #[prop(default = None)]
    speaker: Option<Monster>,
    /// Whether the monsters take turns with a flip of their card.
    #[prop(default = true)]
    flips: bool,
    /// Whether the foot is shown; the talk has its own under the text field.
    #[prop(default = true)]
    foot: bool,
    /// The page.
    children: Children,
) -> impl IntoView {
    let language = visit.language;
    let words = words(language);
    let notice = visit.notice.map(|notice| view! { <NoticeLine notice words/> });
    view! {
        <a class="skip" href="#main">{words.skip}</a>
        <header class="top">
            <a class="ring" href="/help" data-modal><IconPicture icon=Icon::Ring/>{words.help}</a>
            <Menu visit/>
            // The script beside this page leaves at once; without it the server does, after one trip.
            <a id="leave" class="leave" href="/leave" data-to=neutral_site(language) data-left2=words.leave_left.0 data-left1=words.leave_left.1 rel="nofollow" aria-describedby="leaving">
                {words.leave}
            </a>
            <span id="leaving" hidden>{words.leave_hint}</span>
            <span id="leave-status" class="unseen" role="status"></span>
        </header>
        {notice}
        <main
            id="main"
            class=class
            data-speaker=speaker.map(Monster::name)
            data-flip=(!flips).then_some("off")
        >
            {children()}
        </main>
        {foot.then(|| view! {
            <footer>
                <p>{words.program}</p>
                <p>
                    <a href="/">{words.home}</a>
                    <a href="/privacy">{words.privacy}</a>
                </p>
            </footer>
        })}
    }
}

/// A short message above the page.
#[component]
pub(crate) fn NoticeLine(
    /// What it is about.
    notice: Notice,
    /// The page's texts.
    words: &'static Words,
) -> impl IntoView {
    let text = match notice {
        Notice::Erased => words.notice_erased,
        Notice::SessionEnded => words.notice_ended,
        Notice::SettingsKept => words.settings.saved,
        Notice::TalkErased => words.talks.erased,
        Notice::TalkGone => words.talks.gone,
    };
    view! { <p class="notice" role="status">{text}</p> }
}
