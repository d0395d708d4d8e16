//! The talk: the stage with the monster, what was said, and the island that goes on from there.

use crate::api::message::{Message, Role};
use crate::components::live::{Live, LiveTexts};
use crate::components::monster::{Monster, MonsterPicture};
use crate::components::{Bubble, CrisisTexts, Speaker, TroubleTexts};
use crate::shell::Shell;
use crate::visit::{Talk, Visit};
use crate::words::{Words, words};
use leptos::prelude::*;

/// The talk. Everything but the newest bubbles is plain HTML.
pub fn chat(visit: Visit, talk: Talk, options: LeptosOptions) -> AnyView {
    let words = words(visit.language);
    let texts = texts(words, visit.language.code());
    // The engine may greet by itself; if it does, once is enough.
    let is_greeted = talk.messages.first().is_some_and(|first| first.role == Role::Assistant);
    let greeting = (!is_greeted).then(|| {
        view! {
            <Bubble
                speaker=Speaker::Betty
                name=words.betty.to_owned()
                text=words.chat_greeting.to_owned()
                at=None
                clock=None
                id=None
            />
        }
    });
    let class = if talk.messages.len() < 2 { "chat first" } else { "chat" };
    let last = talk.messages.len().saturating_sub(1);
    // In a crisis the page opens at the card with the number, which follows the last bubble.
    let ends_in_crisis = talk.messages.last().is_some_and(|last| last.is_crisis_detected);
    let at_card = talk.crisis.is_some() && ends_in_crisis;
    let messages = talk.messages.into_iter().enumerate();
    let messages =
        messages.map(move |(index, message)| bubble(message, index == last && !at_card, words));
    let stage = view! {
        <div class="stage">
            <div class="card">
                {face(Monster::Betty, words.betty, words.betty_role)}
                {face(Monster::Vigie, words.vigie, words.vigie_role)}
            </div>
        </div>
    };
    // Erased types keep the compiler from drowning in the nesting.
    let stage = stage.into_any();
    let told = view! {
        <ol class="talk">{greeting}{messages.collect_view()}</ol>
        {at_card.then(|| view! { <div id="latest"></div> })}
    };
    let told = told.into_any();
    let live = view! { <Live texts crisis=talk.crisis draft=talk.draft problem=talk.problem/> };
    let live = live.into_any();
    view! {
        <Shell visit title=words.title_chat description=words.description class options live=true>
            {stage}
            <div class="side">
                <h1 class="unseen">{words.chat_title}</h1>
                {told}
                {live}
                <p class="small foot">
                    {words.chat_small}" "<a href="/privacy">{words.privacy}</a>
                </p>
            </div>
        </Shell>
    }
    .into_any()
    .into_any()
}

/// One side of the stage's card; the style sheet flips it when the crisis card is on the page.
fn face(monster: Monster, name: &'static str, role: &'static str) -> impl IntoView {
    view! {
        <figure>
            <MonsterPicture monster/>
            <figcaption><strong>{name}</strong>" "<span>{role}</span></figcaption>
        </figure>
    }
}

/// A stored message.
fn bubble(message: Message, is_latest: bool, words: &'static Words) -> impl IntoView {
    let (speaker, name) = match (message.role, message.is_crisis_detected) {
        (Role::User, _) => (Speaker::Me, words.me),
        (Role::Assistant, false) => (Speaker::Betty, words.betty),
        (Role::Assistant, true) => (Speaker::Vigie, words.vigie),
    };
    view! {
        <Bubble
            speaker
            name=name.to_owned()
            text=message.content
            at=Some(message.created_at.to_rfc3339())
            clock=None
            id=is_latest.then_some("latest")
        />
    }
}

/// What the island says, in one language.
fn texts(words: &Words, language: &str) -> LiveTexts {
    LiveTexts {
        me: words.me.into(),
        betty: words.betty.into(),
        vigie: words.vigie.into(),
        writing: words.writing.into(),
        label: words.label.into(),
        placeholder: words.placeholder.into(),
        send: words.send.into(),
        trouble: TroubleTexts {
            empty: words.trouble_empty.into(),
            too_long: words.trouble_too_long.into(),
            too_fast: words.trouble_too_fast.into(),
            away: words.trouble_away.into(),
            ended: words.trouble_ended.into(),
            offline: words.trouble_offline.into(),
            broken: words.trouble_broken.into(),
            retry: words.retry.into(),
            start_anew: words.start_anew.into(),
        },
        crisis: CrisisTexts {
            language: language.into(),
            title: words.crisis_title.into(),
            now: words.crisis_now.into(),
            note: words.crisis_note.into(),
            more: words.crisis_more.into(),
            free: words.free.into(),
        },
    }
}
