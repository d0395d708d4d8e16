//! The crisis card: whom to call, in the largest letters, and what to do now.

use super::ask::TurnFields;
use crate::api::chat::OpenChat;
use crate::api::crisis::{CrisisInfo, Hotline};
use crate::api::help::Helpline;
use crate::language::Language;
use crate::words::{Words, words};
use leptos::prelude::*;
use uuid::Uuid;

/// How many lines are seen at once: a long list is one more thing to cope with.
const FIRST: usize = 4;

/// The card of a conversation that is in a crisis; folded to a bar where one is behind it; nothing
/// elsewhere.
pub(crate) fn card(chat: &OpenChat, lines: &[Helpline], language: Language) -> Option<AnyView> {
    let words = words(language);
    if let Some(info) = &chat.crisis_info {
        return Some(whole(info, lines, chat.session_id, words, language));
    }
    let was_dark = chat.turns.messages.iter().any(|turn| turn.is_crisis_detected);
    was_dark.then(|| folded(lines, words))
}

/// Amber and steady; stands under the newest bubble as long as the conversation is in a crisis.
fn whole(
    info: &CrisisInfo,
    lines: &[Helpline],
    conversation: Uuid,
    words: &'static Words,
    language: Language,
) -> AnyView {
    let is_closed =
        |line: &&Hotline| known(line, lines).is_some_and(|it| it.open_now == Some(false));
    let (closed, open): (Vec<_>, Vec<_>) = info.hotlines.iter().partition(is_closed);
    let contacts = open.into_iter().chain(closed);
    let mut contacts = contacts.map(|line| contact(line, known(line, lines), words));
    let first = contacts.by_ref().take(FIRST).collect_view();
    let rest: Vec<_> = contacts.collect();
    let rest = (!rest.is_empty()).then(|| {
        view! {
            <details>
                <summary>{words.chat.more_numbers}</summary>
                <ul class="lines">{rest}</ul>
            </details>
        }
    });
    let sentence = match language {
        Language::Fr => &info.message.fr,
        Language::Vi => &info.message.vi,
        Language::En => &info.message.en,
    };
    let steps = info.immediate_actions.iter().map(|step| view! { <li>{step.clone()}</li> });
    view! {
        <section class="crisis" aria-labelledby="crisis">
            <h2 id="crisis">{words.crisis_title}</h2>
            <p>{sentence.clone()}</p>
            <ul class="lines">{first}</ul>
            <h3>{words.crisis_now}</h3>
            <ol class="now">{steps.collect_view()}</ol>
            {rest}
            <p class="small">{words.crisis_note}" "<a href="/help" data-modal>{words.crisis_more}</a></p>
            <form class="calm-down" action="/chat" method="post" data-turn>
                <TurnFields conversation=Some(conversation) key=String::new()/>
                <input type="hidden" name="fold" value="1"/>
                <button class="soft" name="content" value=words.chat.not_meant>{words.chat.not_meant}</button>
            </form>
        </section>
    }
    .into_any()
}

/// A thin bar: the lines stay within reach.
fn folded(lines: &[Helpline], words: &'static Words) -> AnyView {
    let line = |line: &Helpline| {
        let number = line.number.clone()?;
        let hotline = Hotline {
            name: line.name.clone(),
            number,
            available: line.hours.clone(),
            free: line.free,
        };
        Some(contact(&hotline, Some(line), words))
    };
    let is_here = |line: &&Helpline| line.open_now != Some(false) && !line.for_adults;
    let lines = lines.iter().filter(is_here).filter_map(line);
    view! {
        <details class="crisis folded">
            <summary>{words.chat.unfold}</summary>
            <ul class="lines">{lines.collect_view()}</ul>
            <p class="small">{words.crisis_note}" "<a href="/help" data-modal>{words.crisis_more}</a></p>
        </details>
    }
    .into_any()
}

/// All that is known of a line of the card.
fn known<'a>(line: &Hotline, lines: &'a [Helpline]) -> Option<&'a Helpline> {
    lines.iter().find(|known| known.name == line.name)
}

/// One line: a number is called, an address is opened; other ways stand beside it.
fn contact(
    line: &Hotline,
    known: Option<&Helpline>,
    words: &'static Words,
) -> impl IntoView + use<> {
    let number = line.number.clone();
    let is_address = number.chars().any(|c| c.is_ascii_alphabetic());
    let href = match is_address {
        true if number.starts_with("http") => number.clone(),
        true => ["https://", &number].concat(),
        false => ["tel:", &dialled(&number)].concat(),
    };
    // Where the number is the name, it is said once.
    let name = (line.name != line.number).then(|| line.name.clone());
    let (class, rel) =
        if is_address { ("address", Some("noopener noreferrer external")) } else { ("call", None) };
    let free = line.free.then(|| [" · ", words.free].concat());
    // Of hours that nobody checked nothing is promised.
    let is_open = known.is_some_and(|known| known.verified && known.open_now == Some(true));
    let open = is_open.then(|| [" · ", words.chat.open_now].concat());
    let sms = known.and_then(|known| known.sms.as_ref()).map(|number| {
        let href = ["sms:", &dialled(number)].concat();
        view! { <a class="way" href=href>{words.chat.sms}" "{number.clone()}</a> }
    });
    let site = known.and_then(|known| known.site.clone()).filter(|_| !is_address).map(|site| {
        view! {
            <a class="way" href=site rel="noopener noreferrer external" target="_blank">{words.chat.site}</a>
        }
    });
    let ways = (sms.is_some() || site.is_some()).then(|| view! { <p class="ways">{sms}{site}</p> });
    view! {
        <li>
            <a class=class href=href rel=rel target=is_address.then_some("_blank")>
                <strong>{number}</strong>
                <span>{name}<small>{line.available.clone()}{free}{open}</small></span>
            </a>
            {ways}
        </li>
    }
}

/// What a phone dials: digits, and a leading plus.
pub(crate) fn dialled(number: &str) -> String {
    number.chars().filter(|c| c.is_ascii_digit() || *c == '+').collect()
}
