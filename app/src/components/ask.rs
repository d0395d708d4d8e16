//! What may be chosen now: faces for how it feels, or answers to a question. Always skippable, and
//! writing is as welcome.

use super::face::FacePicture;
use crate::api::chat::{ChoiceOption, EmotionOption, OpenChat};
use crate::words::Words;
use leptos::prelude::*;
use uuid::Uuid;

/// The emotion and the answer that skip.
const SKIPS: [&str; 2] = ["skip", "rather_not_say"];

/// The faces or answers of a conversation; nothing where none is awaited.
pub(crate) fn ask(chat: &OpenChat, key: &str, words: &'static Words) -> Option<AnyView> {
    let options = if !chat.emotion_options.is_empty() {
        faces(&chat.emotion_options, words)
    } else if !chat.dropdown_options.is_empty() {
        answers(chat.dropdown_question.as_deref(), &chat.dropdown_options, words)
    } else {
        return None;
    };
    Some(
        view! {
            <form action="/chat" method="post" data-turn>
                <TurnFields conversation=Some(chat.session_id) key=key.to_owned()/>
                {options}
            </form>
        }
        .into_any(),
    )
}

/// The hidden fields of every form that does something in the talk.
#[component]
pub(crate) fn TurnFields(
    /// The conversation; the newest where none is named.
    #[prop(optional_no_strip)]
    conversation: Option<Uuid>,
    /// The same form sent twice is one deed.
    key: String,
) -> impl IntoView {
    let conversation = conversation.map(|id| id.to_string()).unwrap_or_default();
    view! {
        <input type="hidden" name="conversation" value=conversation/>
        <input type="hidden" name="key" value=key/>
    }
}

fn class(class: &'static str, key: &str) -> String {
    if SKIPS.contains(&key) { [class, " skip"].concat() } else { class.to_owned() }
}

fn faces(options: &[EmotionOption], words: &'static Words) -> AnyView {
    let face = |option: &EmotionOption| {
        view! {
            <button class=class("emotion", &option.key) name="emotion" value=option.key.clone()>
                <FacePicture emotion=option.key.clone()/>
                <span>{option.label.clone()}</span>
            </button>
        }
    };
    view! {
        <fieldset class="emotions">
            <legend class="unseen">{words.chat.feel}</legend>
            {options.iter().map(face).collect_view()}
        </fieldset>
    }
    .into_any()
}

fn answers(question: Option<&str>, options: &[ChoiceOption], words: &'static Words) -> AnyView {
    let answer = |option: &ChoiceOption| {
        view! {
            <button class=class("choice", &option.key) name="option" value=option.key.clone()>
                {option.label.clone()}
            </button>
        }
    };
    let question = question.unwrap_or(words.chat.choose).to_owned();
    view! {
        <fieldset class="choices">
            <legend>{question}</legend>
            {options.iter().map(answer).collect_view()}
        </fieldset>
    }
    .into_any()
}
