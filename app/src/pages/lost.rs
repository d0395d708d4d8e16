//! What is shown instead of a page that is not there or could not be made.

use crate::api::chat::Monster;
use crate::components::monster::MonsterPicture;
use crate::shell::Shell;
use crate::visit::Visit;
use crate::words::words;
use leptos::prelude::*;

/// A kind word for `status`: 429 asks for a moment, other 4xx mean that nothing is here, anything else is our fault.
pub fn lost(visit: Visit, status: u16, options: LeptosOptions) -> AnyView {
    let words = words(visit.language);
    let (title, text) = match status {
        429 => words.too_fast,
        400..500 => words.lost,
        _ => words.broken,
    };
    view! {
        <Shell
            visit
            title=words.title_lost
            description=words.description
            class="landing lost"
            options
        >
            <div class="stage"><MonsterPicture monster=Monster::Vigie/></div>
            <div class="hero">
                <h1>{title}</h1>
                <p class="lead">{text}</p>
                <a class="door" href="/">{words.lost_home}</a>
            </div>
        </Shell>
    }
    .into_any()
    .into_any()
}
