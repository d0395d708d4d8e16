//! The stage: the monster who speaks, large, with its name and job. All stand there; the style
//! sheet shows the one that the page names and flips the card when another takes over.

use super::monster::MonsterPicture;
use crate::visit::Character;
use leptos::prelude::*;

/// All monsters on one card.
#[component]
pub(crate) fn Stage(
    /// The monsters, as they are called here.
    cast: Vec<Character>,
) -> impl IntoView {
    let figure = |character: Character| {
        let Character { monster, name, job } = character;
        let class = ["m-", monster.name()].concat();
        view! {
            <figure class=class data-name=name.clone()>
                <MonsterPicture monster/>
                <figcaption><strong>{name.clone()}</strong>" "<span>{job}</span></figcaption>
            </figure>
        }
    };
    view! {
        <div class="stage">
            <div class="card">{cast.into_iter().map(figure).collect_view()}</div>
        </div>
    }
}
