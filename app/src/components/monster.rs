//! The monsters, drawn by hand; the drawings stand beside this file as SVG.

use crate::api::chat::Monster;
use leptos::prelude::*;

/// The drawing on a grid of 200.
const fn drawing(monster: Monster) -> &'static str {
    match monster {
        Monster::Betty => include_str!("monsters/betty.svg"),
        Monster::Moustache => include_str!("monsters/moustache.svg"),
        Monster::Pixel => include_str!("monsters/pixel.svg"),
        Monster::Nuage => include_str!("monsters/nuage.svg"),
        Monster::Vigie => include_str!("monsters/vigie.svg"),
    }
}

/// A monster's picture. It is decoration: its name stands beside it as text.
#[component]
pub(crate) fn MonsterPicture(
    /// Which monster.
    monster: Monster,
) -> impl IntoView {
    let class = ["monster ", monster.name()].concat();
    view! {
        <svg class=class viewBox="0 0 200 200" aria-hidden="true" focusable="false" inner_html=drawing(monster)></svg>
    }
}

/// The drawings of all monsters, unseen: faces are drawn from them. A page holds them once.
#[component]
pub(crate) fn MonsterDrawings() -> impl IntoView {
    let drawings = Monster::ALL.map(drawing).concat();
    view! {
        <svg class="unseen" aria-hidden="true" focusable="false"><defs inner_html=drawings></defs></svg>
    }
}

/// A monster's small picture, on a page that holds the drawings or a stage.
#[component]
pub(crate) fn MonsterFace(
    /// Which monster.
    monster: Monster,
) -> impl IntoView {
    let href = ["#", monster.name()].concat();
    view! { <svg class="face" viewBox="0 0 200 200" aria-hidden="true"><use href=href></use></svg> }
}
