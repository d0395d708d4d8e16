//! One bubble of the talk: who speaks, what is said, and what can be done with it.

use super::icon::{Icon, IconPicture};
use super::text::laid_out;
use crate::api::chat::{ChatTurn, Monster};
use crate::visit::Character;
use crate::words::Words;
use leptos::prelude::*;
use uuid::Uuid;

/// The name of `monster` in a cast.
pub(crate) fn name_of(cast: &[Character], monster: Monster) -> String {
    let known = cast.iter().find(|character| character.monster == monster);
    known.map_or_else(|| monster.name().to_owned(), |character| character.name.clone())
}

/// The class of a monster's bubble and the drawing that the stage holds.
fn look(monster: Monster) -> (String, String) {
    (["bubble by-", monster.name()].concat(), ["#", monster.name()].concat())
}

/// A message that is kept, as a bubble in the list of what was said.
#[component]
pub(crate) fn Bubble<'a>(
    /// The message.
    turn: &'a ChatTurn,
    /// Its conversation.
    conversation: Uuid,
    /// The monsters' names.
    cast: &'a [Character],
    /// Whether the page opens at it.
    #[prop(default = false)]
    is_latest: bool,
    /// The page's texts.
    words: &'static Words,
) -> impl IntoView + use<> {
    let id = turn.id.to_string();
    let at = turn.created_at.to_rfc3339();
    let files = files(&turn.attachments, words);
    let tools = tools(turn, conversation, words);
    let latest = is_latest.then(|| view! { <span id="latest"></span> });
    let Some(monster) = turn.monster else {
        let said = (!turn.content.is_empty()).then(|| turn.content.clone());
        return view! {
            <li class="bubble me" data-id=id>
                {latest}
                <h2 class="unseen">{words.me}</h2>
                {files}
                {said.map(|said| view! { <div class="said" dir="auto"><p>{said}</p></div> })}
                <time datetime=at></time>
                {tools}
            </li>
        }
        .into_any();
    };
    let (class, face) = look(monster);
    view! {
        <li class=class data-id=id>
            {latest}
            {face_picture(face)}
            <h2 class="name">{name_of(cast, monster)}</h2>
            <div class="said" dir="auto">{laid_out(&turn.content)}</div>
            <time datetime=at></time>
            {tools}
        </li>
    }
    .into_any()
}

fn face_picture(face: String) -> impl IntoView {
    view! { <svg class="face" viewBox="0 0 200 200" aria-hidden="true"><use href=face></use></svg> }
}

/// The pictures and documents of a message.
fn files(paths: &[String], words: &'static Words) -> Option<impl IntoView + use<>> {
    let file = |path: &String| {
        let href = ["/api/v1/files/", path].concat();
        if path.ends_with(".pdf") {
            let text = words.chat.document;
            return view! { <a class="chip" href=href target="_blank" rel="noopener">{text}</a> }
                .into_any();
        }
        let page = ["/picture/", path].concat();
        view! {
            <a href=page data-modal><img src=href alt=words.chat.picture loading="lazy"/></a>
        }
        .into_any()
    };
    let files: Vec<AnyView> = paths.iter().map(file).collect();
    (!files.is_empty()).then(|| view! { <div class="attachments">{files}</div> })
}

/// What can be done with a message; copying and reading aloud need the page's script.
fn tools(turn: &ChatTurn, conversation: Uuid, words: &'static Words) -> impl IntoView + use<> {
    let texts = &words.chat;
    let by_us = turn.monster.is_some().then(|| {
        view! {
            <button class="tool alive" type="button" data-do="copy">
                <IconPicture icon=Icon::Copy/><span class="unseen">{texts.copy}</span>
            </button>
            <button class="tool alive" type="button" data-do="aloud" aria-pressed="false">
                <IconPicture icon=Icon::Speaker/><span class="unseen">{texts.aloud}</span>
            </button>
            <form action="/chat/thumb" method="post" data-quiet="thumb">
                {named(conversation, turn.id)}
                {thumb(true, turn.thumb, texts.thumb_up)}
                {thumb(false, turn.thumb, texts.thumb_down)}
            </form>
        }
    });
    view! {
        <div class="tools">
            {by_us}
            <details class="more">
                <summary class="tool"><span aria-hidden="true">"⋯"</span><span class="unseen">{texts.more}</span></summary>
                <form action="/chat/erase" method="post" data-quiet="erase">
                    {named(conversation, turn.id)}
                    <button class="soft"><IconPicture icon=Icon::Trash/>{texts.erase_message}</button>
                </form>
            </details>
        </div>
    }
}

/// The hidden fields that name a message.
fn named(conversation: Uuid, message: Uuid) -> impl IntoView {
    view! {
        <input type="hidden" name="conversation" value=conversation.to_string()/>
        <input type="hidden" name="message" value=message.to_string()/>
    }
}

fn thumb(up: bool, given: Option<bool>, text: &'static str) -> impl IntoView {
    let (icon, value) = if up { (Icon::ThumbUp, "true") } else { (Icon::ThumbDown, "false") };
    let pressed = if given == Some(up) { "true" } else { "false" };
    view! {
        <button class="tool" name="up" value=value aria-pressed=pressed>
            <IconPicture icon/><span class="unseen">{text}</span>
        </button>
    }
}

/// Empty bubbles that the page's script fills: what is being sent, and what is being written.
#[component]
pub(crate) fn Blanks(
    /// The page's texts.
    words: &'static Words,
) -> impl IntoView {
    view! {
        <template id="mine">
            <li class="bubble me">
                <h2 class="unseen">{words.me}</h2>
                <div class="attachments"></div>
                <div class="said" dir="auto"><p></p></div>
                <time></time>
            </li>
        </template>
        <template id="theirs">
            <li class="bubble streaming">
                {face_picture(String::new())}
                <h2 class="name"></h2>
                <div class="said" dir="auto"><p></p></div>
            </li>
        </template>
        <template id="writing">
            <li class="writing">
                <span>{words.chat.writing}</span><i></i><i></i><i></i>
                <button class="soft stop" type="button" data-do="stop">
                    <IconPicture icon=Icon::Stop/>{words.chat.stop}
                </button>
            </li>
        </template>
        <template id="thumb">
            <div class="thumb">
                <img alt=""/>
                <span class="chip" hidden>{words.chat.document}</span>
                <progress max="100" value="0" aria-label=words.chat.uploading></progress>
                <button class="tool" type="button" data-do="remove">
                    <IconPicture icon=Icon::Close/><span class="unseen">{words.chat.remove}</span>
                </button>
            </div>
        </template>
    }
}
