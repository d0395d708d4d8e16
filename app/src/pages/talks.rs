//! Earlier conversations: found, gone on with, or erased.

use crate::api::chat::Monster;
use crate::components::icon::{Icon, IconPicture};
use crate::components::monster::{MonsterDrawings, MonsterPicture};
use crate::components::name_of;
use crate::components::talk_card::TalkCard;
use crate::shell::Shell;
use crate::visit::{Shelf, Visit};
use crate::words::{Words, words};
use leptos::nonce::use_nonce;
use leptos::prelude::*;

/// The list, with a search where there is something to look through.
pub fn talks(visit: Visit, shelf: Shelf, options: LeptosOptions) -> AnyView {
    let words = words(visit.language);
    let texts = &words.talks;
    let language = visit.language;
    let door = if visit.has_session { "/chat/new" } else { "/start" };
    let search = (!shelf.is_empty).then(|| search(&shelf.wanted, words));
    let list = if shelf.is_empty {
        empty(words)
    } else if shelf.found.is_empty() {
        view! { <p class="none" role="status">{texts.search_none}</p> }.into_any()
    } else {
        let cards = shelf.found.into_iter().map(|talk| {
            let name = name_of(&shelf.cast, talk.current_monster);
            view! { <TalkCard talk name language texts/> }
        });
        view! { <MonsterDrawings/><ul>{cards.collect_view()}</ul> }.into_any()
    };
    view! {
        <Shell visit title=texts.tab description=words.description class="page" options>
            <h1>{texts.title}</h1>
            <p class="lead">{texts.lead}</p>
            <form action=door method="post"><button class="door">{texts.new}</button></form>
            <section class="talks">{search}{list}</section>
            // Writes the days in the visitor's own zone, which the server does not know.
            <script src="/times.js" nonce=use_nonce() defer></script>
        </Shell>
    }
    .into_any()
    .into_any()
}

/// The search field; what was looked for stands in it.
fn search(wanted: &str, words: &'static Words) -> impl IntoView + use<> {
    let texts = &words.talks;
    let all = (!wanted.is_empty()).then(|| view! { <a href="/talks">{texts.search_all}</a> });
    view! {
        <form class="search" role="search" action="/talks" method="get">
            <label for="q"><IconPicture icon=Icon::Search/>{texts.search}</label>
            <div class="row">
                <input type="search" id="q" name="q" value=wanted.to_owned() maxlength="100" autocomplete="off"/>
                <button class="soft">{texts.search_button}</button>
                {all}
            </div>
        </form>
    }
}

/// Nothing is there yet: a monster that waits.
fn empty(words: &'static Words) -> AnyView {
    let (title, text) = words.talks.empty;
    view! {
        <div class="empty">
            <MonsterPicture monster=Monster::Nuage/>
            <h2>{title}</h2>
            <p>{text}</p>
        </div>
    }
    .into_any()
}
