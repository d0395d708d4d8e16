//! What can be done with a bubble: copy, read aloud, judge, erase; and stopping an answer.

use super::dom::{all, announce, find, on, text, within};
use super::talk::{Talk, pressed, reveal};
use super::{attachments, voice};
use gloo_net::http::Request;
use leptos::prelude::{document, set_timeout, window};
use leptos::task::spawn_local;
use std::time::Duration;
use wasm_bindgen_futures::JsFuture;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{
    AudioContext, FormData, HtmlElement, HtmlFormElement, KeyboardEvent, MouseEvent, Node,
    RequestRedirect, SpeechSynthesisUtterance, UrlSearchParams,
};

pub(super) fn wake(talk: &'static Talk) {
    on(&document(), "keydown", |event: KeyboardEvent| {
        if event.key() == "Escape"
            && let Some(open) = find("details:is(.more, .menu)[open]")
        {
            _ = open.remove_attribute("open");
            if let Some(summary) = within(&open, "summary") {
                _ = summary.focus();
            }
        }
    });
    on(&document(), "click", move |event: MouseEvent| {
        // What hangs open over the talk closes when something else is pressed.
        let target: Option<Node> = event.target().map(JsCast::unchecked_into);
        let root = document().document_element();
        for open in
            root.map(|root| all(&root, "details:is(.more, .menu)[open]")).unwrap_or_default()
        {
            if !open.contains(target.as_ref()) {
                _ = open.remove_attribute("open");
            }
        }
        let Some(button) = pressed(&event, "[data-do]") else { return };
        match button.get_attribute("data-do").as_deref() {
            Some("copy") => copy(&button),
            Some("aloud") => read_aloud(&button),
            Some("stop") => stop(talk),
            Some("remove") => attachments::remove(&button),
            Some("voice") => voice::press(button),
            Some("go-on") => reveal("#pause", false),
            _ => {}
        }
    });
}

/// What the bubble around a button says.
fn said(button: &HtmlElement) -> Option<String> {
    let bubble = button.closest(".bubble").ok()??;
    within(&bubble, ".said").map(|said| said.inner_text())
}

fn copy(button: &HtmlElement) {
    if let Some(said) = said(button) {
        let copied = window().navigator().clipboard().write_text(&said);
        let button = button.clone();
        spawn_local(async move {
            let is_copied = JsFuture::from(copied).await.is_ok();
            tell(button, &text(if is_copied { "copied" } else { "copy-failed" }));
        });
    }
}

/// Says what a button did: aloud, and for a moment beside it.
fn tell(button: HtmlElement, what: &str) {
    announce(what);
    _ = button.set_attribute("data-done", what);
    set_timeout(move || _ = button.remove_attribute("data-done"), Duration::from_secs(3));
}

fn read_aloud(button: &HtmlElement) {
    let Ok(voice) = window().speech_synthesis() else { return };
    let was_on = button.get_attribute("aria-pressed").as_deref() == Some("true");
    voice.cancel();
    for other in all(
        button.owner_document().and_then(|d| d.document_element()).as_ref().unwrap_or(button),
        "[data-do=aloud]",
    ) {
        _ = other.set_attribute("aria-pressed", "false");
    }
    if was_on {
        return;
    }
    let Some(utterance) =
        said(button).and_then(|it| SpeechSynthesisUtterance::new_with_text(&it).ok())
    else {
        return;
    };
    let language = find("#talk").and_then(|talk| talk.get_attribute("data-language"));
    utterance.set_lang(&language.unwrap_or_default());
    // A device without a voice fails instead of coming to an end.
    for over in ["end", "error"] {
        let button = button.clone();
        on(&utterance, over, move |_: web_sys::Event| {
            _ = button.set_attribute("aria-pressed", "false");
        });
    }
    _ = button.set_attribute("aria-pressed", "true");
    voice.speak(&utterance);
}

/// No more is waited for; what has come so far stays until the page is drawn anew.
fn stop(talk: &Talk) {
    if let Some(bubble) = within(&talk.list, ".streaming") {
        _ = bubble.class_list().replace("streaming", "stopped");
    }
    talk.end_waiting();
    reveal("#ask", true);
    announce(&text("stopped"));
}

/// Sends a form beside the talk and shows what came of it.
pub(super) fn quiet(form: &HtmlFormElement, button: Option<HtmlElement>, what: String) {
    let Ok(data) = FormData::new_with_form(form) else { return };
    let Ok(fields) = UrlSearchParams::new() else { return };
    for name in ["conversation", "message"] {
        fields.append(name, &data.get(name).as_string().unwrap_or_default());
    }
    if let Some(up) = button.as_ref().and_then(|button| button.get_attribute("value")) {
        let was = button.as_ref().and_then(|button| button.get_attribute("aria-pressed"));
        // Pressed again, it is taken back.
        fields.append("up", if was.as_deref() == Some("true") { "" } else { &up });
    }
    let (action, form) = (form.action(), form.clone());
    spawn_local(async move {
        // The page that a plain form would lead to is not wanted: its redirect says that it is done.
        let request = Request::post(&action).redirect(RequestRedirect::Manual).body(&fields);
        let Ok(request) = request else { return };
        if !request.send().await.is_ok_and(|answer| answer.ok() || answer.status() == 0) {
            announce(&text("500"));
            return;
        }
        if what == "erase" {
            if let Ok(Some(bubble)) = form.closest(".bubble") {
                bubble.remove();
            }
        } else if let Some(button) = button {
            let was = button.get_attribute("aria-pressed").as_deref() == Some("true");
            for other in all(form.unchecked_ref(), "button") {
                _ = other.set_attribute("aria-pressed", "false");
            }
            _ = button.set_attribute("aria-pressed", if was { "false" } else { "true" });
            if !was {
                return tell(button, &text(&what));
            }
        }
        announce(&text(&what));
    });
}

/// A soft sound for an answer, for those who asked for sounds.
pub(super) fn chime() {
    let root = document().document_element();
    let wants = root.and_then(|root| root.get_attribute("data-sound"));
    if wants.as_deref() != Some("on") {
        return;
    }
    let Ok(audio) = AudioContext::new() else { return };
    let (Ok(tone), Ok(gain)) = (audio.create_oscillator(), audio.create_gain()) else { return };
    let now = audio.current_time();
    tone.frequency().set_value(523.25);
    gain.gain().set_value(0.05);
    _ = gain.gain().linear_ramp_to_value_at_time(0.0, now + 0.35);
    _ = tone.connect_with_audio_node(&gain);
    _ = gain.connect_with_audio_node(&audio.destination());
    _ = tone.start();
    _ = tone.stop_with_when(now + 0.4);
}
