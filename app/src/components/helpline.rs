//! One line on the help page, with every way of reaching it.

use super::dialled;
use crate::api::help::Helpline;
use crate::words::Words;
use leptos::prelude::*;

/// A line: its number first, then what one may say there and when somebody answers.
#[component]
pub(crate) fn Line(
    /// The line, in the page's language.
    line: Helpline,
    /// The page's texts.
    words: &'static Words,
) -> impl IntoView {
    // An emergency number is always open and free: it needs no badges, only room.
    let badges = !line.emergency;
    // Of hours that nobody checked nothing is promised.
    let open = line.open_now.filter(|_| badges && line.verified).map(|open| match open {
        true => view! { <span class="badge open">{words.help_open}</span> },
        false => view! { <span class="badge">{words.help_closed}</span> },
    });
    // Where the number is the name, it is heard twice but seen once.
    let is_its_number = line.number.as_ref() == Some(&line.name);
    let number = line.number.map(|number| {
        let href = ["tel:", &dialled(&number)].concat();
        view! {
            <a class="number" href=href><span class="unseen">{words.help_call}" "</span>{number}</a>
        }
    });
    let sms = line.sms.map(|number| {
        let href = ["sms:", &dialled(&number)].concat();
        view! { <a class="way" href=href>{words.help_text}" "{number}</a> }
    });
    let site = line.site.map(|site| {
        view! {
            <a class="way" href=site rel="noopener noreferrer external" target="_blank">
                {words.help_site}
                <span class="unseen">" ("{words.help_new_tab}")"</span>
            </a>
        }
    });
    view! {
        <li class=if line.emergency { "line urgent" } else { "line" }>
            <h3 class=is_its_number.then_some("unseen")>{line.name}</h3>
            {number}
            <p class="purpose">{line.purpose}</p>
            <p class="when">
                {open}
                {badges.then(|| view! { <span>{line.hours}</span> })}
                {(line.free && badges).then(|| view! { <span class="badge">{words.free}</span> })}
                {(badges && !line.verified).then(|| view! { <em>{words.help_unverified}</em> })}
            </p>
            <p class="ways">{sms}{site}</p>
        </li>
    }
}
