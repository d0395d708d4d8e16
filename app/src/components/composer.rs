//! Where somebody writes. A plain form; with the page's script it grows, sends, and takes files and
//! what is spoken.

use super::ask::TurnFields;
use super::icon::{Icon, IconPicture};
use crate::visit::Problem;
use crate::words::Words;
use leptos::prelude::*;
use uuid::Uuid;

/// What can be attached, as the file chooser knows it.
const KINDS: &str = "image/png,image/jpeg,image/webp,image/gif,application/pdf";

/// The field with its buttons, and the note above it on what did not work.
#[component]
pub(crate) fn Composer(
    /// The conversation; nothing where it could not be read.
    conversation: Option<Uuid>,
    /// The same form sent twice is one message.
    key: String,
    /// A text that was not sent.
    draft: String,
    /// Why it was not sent.
    problem: Option<Problem>,
    /// Whether what is spoken can be written down.
    has_voice: bool,
    /// The page's texts.
    words: &'static Words,
) -> impl IntoView {
    let texts = &words.chat;
    let voice = has_voice.then(|| {
        view! {
            <button class="tool alive" type="button" data-do="voice" aria-pressed="false">
                <IconPicture icon=Icon::Microphone/><span class="unseen">{texts.voice}</span>
            </button>
        }
    });
    view! {
        <form id="composer" class="composer" action="/chat" method="post" data-turn>
            <Trouble problem words/>
            <TurnFields conversation key/>
            <div class="tray" id="tray" hidden></div>
            <div class="field">
                <label class="unseen" for="content">{words.label}</label>
                <textarea
                    id="content"
                    name="content"
                    rows="1"
                    autocomplete="off"
                    dir="auto"
                    placeholder=words.placeholder
                    inner_html=escape(&draft)
                ></textarea>
                <div class="bar">
                    <label class="tool alive">
                        <IconPicture icon=Icon::Attach/><span class="unseen">{texts.attach}</span>
                        <input class="unseen" type="file" data-files multiple accept=KINDS/>
                    </label>
                    <label class="tool alive touch">
                        <IconPicture icon=Icon::Camera/><span class="unseen">{texts.camera}</span>
                        <input class="unseen" type="file" data-files accept="image/*" capture="environment"/>
                    </label>
                    {voice}
                    <button class="send" type="submit">{words.send}</button>
                </div>
            </div>
            <p class="dropzone" aria-hidden="true">{texts.drop}</p>
        </form>
    }
}

/// The note above the field: what did not work, what is lost (nothing), what to do. Its buttons
/// send the composer's form, so they work without the page's script as well.
#[component]
fn Trouble(
    /// What did not work, if anything.
    problem: Option<Problem>,
    /// The page's texts.
    words: &'static Words,
) -> impl IntoView {
    let retries = problem.is_some_and(|problem| {
        !matches!(problem, Problem::Ended | Problem::Empty | Problem::TooLong)
    });
    let is_over = problem == Some(Problem::Ended);
    view! {
        <div class="trouble" id="trouble" hidden=problem.is_none()>
            <p>{problem.map(|problem| said_of(problem, words))}</p>
            <button class="soft" type="submit" data-way="retry" hidden=!retries>{words.retry}</button>
            <button class="soft" type="submit" formaction="/start" data-way="anew" hidden=!is_over>
                {words.start_anew}
            </button>
        </div>
    }
}

/// What is said of a problem.
pub(crate) fn said_of(problem: Problem, words: &'static Words) -> &'static str {
    match problem {
        Problem::Empty => words.trouble_empty,
        Problem::TooLong => words.trouble_too_long,
        Problem::TooFast => words.trouble_too_fast,
        Problem::Away => words.trouble_away,
        Problem::Ended => words.trouble_ended,
        Problem::Offline => words.trouble_offline,
        Problem::Broken => words.trouble_broken,
    }
}

/// The draft as HTML: a text field's content can hold no comment nodes, so it is set as a whole.
pub(crate) fn escape(draft: &str) -> String {
    draft.replace('&', "&amp;").replace('<', "&lt;")
}
