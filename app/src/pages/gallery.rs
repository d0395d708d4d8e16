//! Every component in every state, for those who work on the pages; no visitor sees it.

mod around;
mod samples;
mod talk;

use crate::api::help::Helpline;
use crate::components::monster::MonsterDrawings;
use crate::kept::Keeping;
use crate::shell::Shell;
use crate::visit::{Character, Visit};
use crate::words::words;
use leptos::prelude::*;

/// A component in one state: the name of both, and how it is drawn.
type State<'a> = (String, Box<dyn Fn() -> AnyView + 'a>);

/// All states one below the other, or the one that `only` names: several may share an id, so what
/// looks for mistakes looks at one at a time.
pub fn gallery(
    visit: Visit,
    cast: &[Character],
    lines: &[(String, Vec<Helpline>)],
    kept: &'static [Keeping],
    only: Option<&str>,
    options: LeptosOptions,
) -> AnyView {
    let language = visit.language;
    let words = words(language);
    let mut states: Vec<State<'_>> = talk::states(cast, lines, language);
    states.extend(around::states(cast, lines, kept, language));
    let names = states.iter().map(|(name, _)| {
        let href = format!("/gallery?only={name}");
        view! { <li><a href=href>{name.clone()}</a></li> }
    });
    let names = names.collect_view();
    let shown = states.iter().filter(|(name, _)| only.is_none_or(|only| only == name));
    let shown = shown.map(|(name, draw)| {
        view! { <section data-state=name.clone()><h2>{name.clone()}</h2>{draw()}</section> }
            .into_any()
    });
    let shown: Vec<AnyView> = shown.collect();
    view! {
        <Shell visit title="Gallery" description=words.description class="page gallery" options>
            <MonsterDrawings/>
            <h1>"Gallery"</h1>
            <nav aria-label="States"><ul>{names}</ul></nav>
            {shown}
        </Shell>
    }
    .into_any()
}
