//! What is kept, as a table: what it is, how it is protected, how long it stays.

use crate::kept::{Keeping, Kept};
use crate::words::Data;
use leptos::prelude::*;

/// The table, and behind a second look the exact list of columns. Each cell carries its column's
/// head, because the table stacks on a phone.
#[component]
pub(crate) fn KeptTable(
    /// Every column of the database, each under its entry.
    kept: &'static [Keeping],
    /// The page's texts.
    texts: &'static Data,
) -> impl IntoView {
    let row = |kept: Kept| {
        let entry = texts.entry(kept);
        view! {
            <tr>
                <th scope="row">{entry.what}</th>
                <td data-label=texts.guarded>{entry.guarded}</td>
                <td data-label=texts.until>{entry.until}</td>
            </tr>
        }
    };
    let exact = |entry: Kept| {
        let columns = kept.iter().filter(|keeping| keeping.kept == entry).map(|keeping| {
            view! { <dd><code>{keeping.table}": "{keeping.columns.join(", ")}</code></dd> }
        });
        view! { <dt>{texts.entry(entry).what}</dt>{columns.collect_view()} }
    };
    view! {
        <table class="kept">
            <thead>
                <tr>
                    <th scope="col">{texts.what}</th>
                    <th scope="col">{texts.guarded}</th>
                    <th scope="col">{texts.until}</th>
                </tr>
            </thead>
            <tbody>{Vec::from(Kept::ALL.map(row))}</tbody>
        </table>
        <details class="exact">
            <summary>{texts.exact}</summary>
            <p>{texts.exact_text}</p>
            <dl>{Vec::from(Kept::ALL.map(exact))}</dl>
        </details>
    }
}
