//! A picture of one's own, large: a page of ours, so that it can be left at once like any other.

use crate::shell::Shell;
use crate::visit::Visit;
use crate::words::words;
use leptos::prelude::*;

/// The picture that is stored under `path`.
pub fn picture(visit: Visit, path: &str, options: LeptosOptions) -> AnyView {
    let words = words(visit.language);
    let source = ["/api/v1/files/", path].concat();
    view! {
        <Shell visit title=words.title_chat description=words.description class="page picture" options>
            <h1 class="unseen">{words.chat.picture}</h1>
            <img src=source alt=words.chat.picture/>
            <p class="back"><a class="way" href="/chat#latest">{words.feedback.back}</a></p>
        </Shell>
    }
    .into_any()
    .into_any()
}
