//! One's own data: what is kept, taking it away, erasing it.

use crate::components::kept_table::KeptTable;
use crate::kept::Keeping;
use crate::shell::Shell;
use crate::visit::{Standing, Visit};
use crate::words::{Words, words};
use leptos::prelude::*;

/// What is kept, made from the database's own columns, and what its owner can do about it.
pub fn data(
    visit: Visit,
    standing: Standing,
    kept: &'static [Keeping],
    options: LeptosOptions,
) -> AnyView {
    let words = words(visit.language);
    let texts = &words.data;
    let own = own(standing, words);
    let table = view! { <KeptTable kept texts/> };
    view! {
        <Shell visit title=texts.tab description=words.description class="page data" options>
            <h1>{texts.title}</h1>
            <p class="lead">{texts.lead}</p>
            {own}
            <section>
                <h2>{texts.list}</h2>
                {table}
            </section>
            <section>
                <h2>{texts.device}</h2>
                <p>{texts.device_text}</p>
            </section>
            <p><a href="/privacy">{texts.short}</a></p>
        </Shell>
    }
    .into_any()
    .into_any()
}

/// Taking away and erasing; a plain word where nothing is open.
fn own(standing: Standing, words: &'static Words) -> AnyView {
    let texts = &words.data;
    let (erase_text, erase_open) = match standing {
        Standing::Nobody => return view! { <p class="none">{texts.nothing}</p> }.into_any(),
        Standing::Visitor => (words.erase_text, words.erase_open),
        Standing::Person => (texts.erase_account, texts.erase_account_open),
    };
    view! {
        <section class="erase">
            <h2>{texts.export}</h2>
            <p>{texts.export_text}</p>
            <p><a class="soft" href="/api/v1/me/export" download="export.json">{texts.export_button}</a></p>
        </section>
        <section id="erase" class="erase">
            <h2>{texts.erase}</h2>
            <p><a href="/talks">{texts.erase_one}</a></p>
            <p>{erase_text}</p>
            <details>
                <summary>{erase_open}</summary>
                <form action="/erase" method="post">
                    <p>{words.erase_sure}</p>
                    <button class="danger">{words.erase_button}</button>
                </form>
            </details>
        </section>
    }
    .into_any()
}
