//! The talk: the stage with the monster, what was said, what may be chosen, and the composer.

use crate::alive::Alive;
use crate::api::chat::{ChatTurn, Monster, OpenChat};
use crate::api::help::Helpline;
use crate::calls::News;
use crate::components::icon::{Icon, IconPicture};
use crate::components::{Blanks, Bubble, Composer, Stage, TurnFields, ask, card, said_of};
use crate::language::Language;
use crate::shell::Shell;
use crate::visit::{Character, Earlier, Problem, Scene, Talk, Visit};
use crate::words::{Words, words};
use leptos::prelude::*;
use uuid::Uuid;

/// The talk. All of it is plain HTML; the island only wakes it up.
pub fn chat(visit: Visit, talk: Talk, options: LeptosOptions) -> AnyView {
    let language = visit.language;
    let words = words(language);
    let Talk { chat, earlier, draft, problem, scene } = talk;
    let Scene { cast, lines, flips, has_voice, key } = scene;
    let conversation = chat.as_ref().map(|chat| chat.session_id);
    let speaker = chat.as_ref().map_or(Monster::Betty, |chat| chat.monster);
    let is_first = chat.as_ref().is_none_or(|chat| chat.turns.messages.len() < 2);
    let turns = chat.as_ref().map(|chat| chat.turns.messages.as_slice()).unwrap_or_default();
    // In a crisis the page opens at the card with the number, which follows the last bubble.
    let ends_in_crisis = turns.last().is_some_and(|last| last.is_crisis_detected);
    let at_card = ends_in_crisis && chat.as_ref().is_some_and(|chat| chat.crisis_info.is_some());
    let told = told(turns, conversation, &cast, !at_card, words).into_any();
    let asked = chat.as_ref().and_then(|chat| ask(chat, &key, words));
    let help = chat.as_ref().and_then(|chat| card(chat, &lines, language));
    let resume = earlier.map(|earlier| resume(earlier, words));
    let class = if is_first { "chat first" } else { "chat" };
    let composer = view! { <Composer conversation key draft problem has_voice words/> }.into_any();
    // Erased types keep the compiler from drowning in the nesting.
    let stage = view! { <Stage cast/> }.into_any();
    let talk = view! {
        <ol
            class="talk"
            id="talk"
            data-conversation=conversation.map(|id| id.to_string())
            data-language=language.code()
        >
            {told}
        </ol>
    };
    let talk = talk.into_any();
    view! {
        <Shell
            visit
            title=words.title_chat
            description=words.description
            class
            speaker=Some(speaker)
            flips
            options
            live=true
        >
            {stage}
            <div class="side">
                <h1 class="unseen">{words.chat_title}</h1>
                {talk}
                {resume}
                {at_card.then(|| view! { <span id="latest"></span> })}
                <div id="help">{help}</div>
                <div class="ask" id="ask">{asked}</div>
                <Pause conversation words/>
                <p class="banner" id="banner" role="status" hidden></p>
                {composer}
                <p class="small foot">
                    {words.chat_small}" "<a href="/privacy" data-modal>{words.privacy}</a>
                </p>
            </div>
            <Spare words/>
            <Alive/>
        </Shell>
    }
    .into_any()
}

/// What is new in a talk after the message `after`; the page's script puts it in its place.
pub fn news(
    chat: &OpenChat,
    after: Option<Uuid>,
    language: Language,
    cast: &[Character],
    lines: &[Helpline],
) -> News {
    let words = words(language);
    let turns = &chat.turns.messages;
    let first = after.map_or(0, |after| turns.partition_point(|turn| turn.id <= after));
    let html = |view: Option<AnyView>| view.map(|view| view.to_html()).unwrap_or_default();
    let conversation = Some(chat.session_id);
    let draw = || News {
        bubbles: told(&turns[first..], conversation, cast, false, words).to_html(),
        ask: html(ask(chat, "", words)),
        crisis: html(card(chat, lines, language)),
        monster: chat.monster.name().to_owned(),
    };
    Owner::new().with(draw)
}

fn told(
    turns: &[ChatTurn],
    conversation: Option<Uuid>,
    cast: &[Character],
    opens_at_last: bool,
    words: &'static Words,
) -> impl IntoView + use<> {
    let conversation = conversation.unwrap_or_default();
    let last = turns.len().saturating_sub(1);
    let bubble = |(index, turn)| {
        let is_latest = opens_at_last && index == last;
        view! { <Bubble turn conversation cast is_latest words/> }
    };
    turns.iter().enumerate().map(bubble).collect_view()
}

/// What was said before a break, and the choice to go on.
pub(super) fn resume(earlier: Earlier, words: &'static Words) -> impl IntoView {
    let id = earlier.conversation.to_string();
    view! {
        <section class="resume">
            <p>{words.chat.resume_title}</p>
            <blockquote dir="auto">{earlier.summary}</blockquote>
            <form action="/chat/resume" method="post">
                <input type="hidden" name="conversation" value=id/>
                <button class="door">{words.chat.resume}</button>
            </form>
            <form action="/chat/new" method="post">
                <button class="soft"><IconPicture icon=Icon::Pencil/>{words.chat.begin_new}</button>
            </form>
        </section>
    }
}

/// Says after long use what this is, and offers a break. The page's script shows it.
#[component]
pub(super) fn Pause(
    /// The conversation.
    conversation: Option<Uuid>,
    /// Whether it is shown from the beginning.
    #[prop(default = false)]
    is_shown: bool,
    /// The page's texts.
    words: &'static Words,
) -> impl IntoView {
    view! {
        <section class="pause" id="pause" hidden=!is_shown>
            <IconPicture icon=Icon::Cup/>
            <p>{words.chat.pause}</p>
            <form action="/chat" method="post" data-turn>
                <TurnFields conversation key=String::new()/>
                <button class="soft" name="content" value=words.chat.pause_calm>{words.chat.pause_calm}</button>
                <button class="soft" type="button" data-do="go-on">{words.chat.pause_close}</button>
            </form>
        </section>
    }
}

/// What the page's script takes its texts and empty parts from.
#[component]
fn Spare(
    /// The page's texts.
    words: &'static Words,
) -> impl IntoView {
    let problems = [
        ("empty", Problem::Empty),
        ("422", Problem::TooLong),
        ("429", Problem::TooFast),
        ("503", Problem::Away),
        ("404", Problem::Ended),
        ("0", Problem::Offline),
        ("500", Problem::Broken),
    ];
    let problems = problems.map(|(name, problem)| (name, said_of(problem, words)));
    let texts = &words.chat;
    let others = [
        ("writing", texts.writing),
        ("stopped", texts.stopped),
        ("copied", texts.copied),
        ("copy-failed", texts.copy_failed),
        ("thumb", texts.thanked),
        ("erase", texts.erased_message),
        ("many", texts.too_many),
        ("large", texts.too_large),
        ("kind", texts.wrong_kind),
        ("upload", texts.upload_failed),
        ("on-its-way", texts.goes_after),
        ("voice-stop", texts.voice_stop),
        ("voice-wait", texts.voice_wait),
        ("voice-done", texts.voice_done),
        ("voice-denied", texts.voice_denied),
        ("voice-failed", texts.voice_failed),
        ("offline", texts.offline),
        ("online", texts.online),
    ];
    let say = |(name, text)| view! { <p data-say=name>{text}</p> };
    view! {
        <p class="unseen" role="status" id="aloud"></p>
        <div id="texts" hidden>
            {problems.map(say).to_vec()}
            {others.map(say).to_vec()}
        </div>
        <Blanks words/>
        <dialog class="modal" id="modal">
            // What is behind it cannot be pressed, so the way out stands here too, at the same place.
            <a class="leave" href="/leave" data-leave rel="nofollow">{words.leave}</a>
            <form method="dialog">
                <button class="close tool">
                    <IconPicture icon=Icon::Close/><span class="unseen">{texts.close}</span>
                </button>
            </form>
            <div class="content"></div>
        </dialog>
    }
}
