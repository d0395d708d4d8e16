//! An earlier conversation as a card: whose face, what it was about, when, and what can be done.

use super::monster::MonsterFace;
use crate::api::chat::ConversationSummary;
use crate::date;
use crate::language::Language;
use crate::words::Talks;
use leptos::prelude::*;

/// The card; the page has to hold the drawings that its face is one of. Erasing asks once more,
/// behind a `<details>` that opens without a script.
#[component]
pub(crate) fn TalkCard(
    /// The conversation.
    talk: ConversationSummary,
    /// The name of the monster who spoke last.
    name: String,
    /// The language of the page, which its dates are written in.
    language: Language,
    /// The page's texts.
    texts: &'static Talks,
) -> impl IntoView {
    let id = talk.id.to_string();
    let title = format!("talk-{id}");
    let day = date::day(talk.updated_at, language);
    view! {
        <li>
            <MonsterFace monster=talk.current_monster/>
            <h2 id=title.clone() dir="auto">{talk.summary}</h2>
            <p class="small">
                {name}" · "<time datetime=talk.updated_at.to_rfc3339() data-local="">{day}</time>
            </p>
            <form class="row" action="/chat/resume" method="post">
                <input type="hidden" name="conversation" value=id.clone()/>
                <button class="soft" aria-describedby=title.clone()>{texts.go_on}</button>
            </form>
            <details>
                <summary aria-describedby=title>{texts.erase}</summary>
                <form action="/talks/erase" method="post">
                    <input type="hidden" name="conversation" value=id/>
                    <p>{texts.erase_sure}</p>
                    <button class="danger">{texts.erase_button}</button>
                </form>
            </details>
        </li>
    }
}
