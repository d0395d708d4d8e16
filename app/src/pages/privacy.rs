//! What happens to what is written, in a child's words, and the way to erase it.

use crate::shell::Shell;
use crate::visit::Visit;
use crate::words::{Words, words};
use leptos::prelude::*;

/// Questions with answers, and the erasure with its second look.
pub fn privacy(visit: Visit, options: LeptosOptions) -> AnyView {
    let words = words(visit.language);
    let parts = words.privacy_part.map(|(title, text)| view! { <h2>{title}</h2><p>{text}</p> });
    let erasure = erasure(visit.has_session, words);
    view! {
        <Shell
            visit
            title=words.title_privacy
            description=words.description
            class="page privacy"
            options
        >
            <h1>{words.privacy_title}</h1>
            <p class="lead">{words.privacy_lead}</p>
            <section id="erase" class="erase">
                <h2>{words.erase_title}</h2>
                {erasure}
            </section>
            <div class="parts">{parts.to_vec()}</div>
            <p><a href="/data">{words.data.whole}</a></p>
        </Shell>
    }
    .into_any()
    .into_any()
}

/// The button behind a second look, which opens without wasm; a plain word where nothing is open.
fn erasure(has_session: bool, words: &'static Words) -> impl IntoView {
    if !has_session {
        return view! { <p>{words.erase_nothing}</p> }.into_any();
    }
    view! {
        <p>{words.erase_text}</p>
        <details>
            <summary>{words.erase_open}</summary>
            <form action="/erase" method="post">
                <p>{words.erase_sure}</p>
                <button class="danger">{words.erase_button}</button>
            </form>
        </details>
    }
    .into_any()
}
