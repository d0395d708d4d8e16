//! The first page: understood in five seconds by somebody who is afraid.

use crate::api::chat::Monster;
use crate::components::icon::{Icon, IconPicture};
use crate::components::languages::Languages;
use crate::components::monster::MonsterPicture;
use crate::shell::Shell;
use crate::visit::{Standing, Visit};
use crate::words::{Part, SignInWords, words};
use leptos::prelude::*;

/// The first page, with one big button. Beside it is the way to sign in or out, where there is one for
/// somebody of this standing.
pub fn landing(visit: Visit, standing: Option<Standing>, options: LeptosOptions) -> AnyView {
    let words = words(visit.language);
    let door = if visit.has_session {
        view! { <a class="door" href="/chat#latest">{words.landing_go_on}</a> }.into_any()
    } else {
        view! {
            <form action="/start" method="post">
                <button class="door">{words.landing_start}</button>
            </form>
        }
        .into_any()
    };
    let account = standing.map(|standing| account(standing, &words.sign_in));
    let languages = view! { <Languages visit=visit.clone()/> };
    view! {
        <Shell
            visit
            title=words.title_landing
            description=words.description
            class="landing"
            options
        >
            <div class="stage"><MonsterPicture monster=Monster::Betty/></div>
            <div class="hero">
                <h1>{words.landing_title}</h1>
                <p class="lead">{words.landing_lead}</p>
                <div class="doors">{door}{account}</div>
                <p class="small">{words.landing_small}</p>
                {languages}
            </div>
            <div class="crowd" aria-hidden="true">
                // Betty is drawn above: here she is only shown again.
                <svg viewBox="0 0 200 200"><use href="#betty"></use></svg>
                {Monster::ALL[1..].iter().map(|monster| view! { <MonsterPicture monster=*monster/> }).collect_view()}
            </div>
            <ul class="points">
                {point(Icon::Speech, words.landing_program, None)}
                {point(Icon::Lock, words.landing_kept, None)}
                {point(Icon::Phone, words.landing_danger, Some(words.landing_numbers))}
            </ul>
        </Shell>
    }
    .into_any()
    .into_any()
}

/// The quiet way to sign in or out.
fn account(standing: Standing, words: &'static SignInWords) -> AnyView {
    match standing {
        Standing::Person => view! {
            <form action="/sign-out" method="post"><button class="soft">{words.out}</button></form>
        }
        .into_any(),
        _ => view! { <a class="soft" href="/sign-in">{words.link}</a> }.into_any(),
    }
}

/// One of the three things to know; `numbers` leads to the help page.
fn point(icon: Icon, (title, text): Part, numbers: Option<&'static str>) -> impl IntoView {
    view! {
        <li>
            <IconPicture icon/>
            <h2>{title}</h2>
            <p>{text}</p>
            {numbers.map(|numbers| view! { <p><a class="way" href="/help">{numbers}</a></p> })}
        </li>
    }
}
