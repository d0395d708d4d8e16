//! The monsters, drawn by hand; the drawings stand beside this file as SVG.

use leptos::prelude::*;

/// Which monster.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Monster {
    /// Coral, one big eye, head tilted: listens.
    Betty,
    /// Amber, lantern in hand: keeps watch.
    Vigie,
}

impl Monster {
    /// Class and drawing.
    const fn drawing(self) -> (&'static str, &'static str) {
        match self {
            Monster::Betty => ("monster betty", include_str!("monsters/betty.svg")),
            Monster::Vigie => ("monster vigie", include_str!("monsters/vigie.svg")),
        }
    }
}

/// A monster's picture. It is decoration: its name stands beside it as text.
#[component]
pub(crate) fn MonsterPicture(
    /// Which monster.
    monster: Monster,
) -> impl IntoView {
    let (class, drawing) = monster.drawing();
    view! {
        <svg class=class viewBox="0 0 200 200" aria-hidden="true" focusable="false" inner_html=drawing></svg>
    }
}
