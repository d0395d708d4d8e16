//! Speaking instead of writing: what is said is written down and shown before it is sent.

use super::composer;
use super::dom::{announce, find, on, text};
use gloo_net::http::Request;
use js_sys::{Array, JSON, Reflect};
use leptos::prelude::window;
use leptos::task::spawn_local;
use std::cell::RefCell;
use wasm_bindgen_futures::JsFuture;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Blob, BlobEvent, Event, FormData, HtmlElement, MediaRecorder, MediaStream,
    MediaStreamConstraints, MediaStreamTrack,
};

thread_local! {
    static RECORDER: RefCell<Option<MediaRecorder>> = const { RefCell::new(None) };
}

/// Hides the button where the browser cannot record.
pub(super) fn wake() {
    if window().navigator().media_devices().is_err()
        && let Some(button) = find("[data-do=voice]")
    {
        button.remove();
    }
}

/// Begins to record, or ends it.
pub(super) fn press(button: HtmlElement) {
    if let Some(recorder) = RECORDER.take() {
        _ = recorder.stop();
        return;
    }
    spawn_local(async move {
        if record(&button).await.is_none() {
            announce_and_show("voice-denied");
        }
    });
}

fn announce_and_show(name: &str) {
    let said = text(name);
    if let Some(banner) = find("#banner") {
        banner.set_text_content(Some(&said));
        banner.set_hidden(false);
    }
    announce(&said);
}

async fn record(button: &HtmlElement) -> Option<()> {
    let wants = MediaStreamConstraints::new();
    wants.set_audio(&JsValue::TRUE);
    let asked = window().navigator().media_devices().ok()?;
    let asked = asked.get_user_media_with_constraints(&wants).ok()?;
    let stream: MediaStream = JsFuture::from(asked).await.ok()?.unchecked_into();
    let recorder = MediaRecorder::new_with_media_stream(&stream).ok()?;
    let button = button.clone();
    _ = button.set_attribute("aria-pressed", "true");
    announce_and_show("voice-stop");
    on(&recorder, "dataavailable", move |event: BlobEvent| {
        _ = button.set_attribute("aria-pressed", "false");
        for track in stream.get_tracks().iter() {
            track.unchecked_into::<MediaStreamTrack>().stop();
        }
        if let Some(recording) = event.data() {
            announce_and_show("voice-wait");
            spawn_local(async move {
                match write_down(&recording).await {
                    Some(said) => {
                        composer::add(&said);
                        composer::focus();
                        announce_and_show("voice-done");
                    }
                    None => announce_and_show("voice-failed"),
                }
            });
        }
    });
    on(&recorder, "error", |_: Event| announce_and_show("voice-failed"));
    recorder.start().ok()?;
    RECORDER.replace(Some(recorder));
    Some(())
}

/// What was said in a recording.
async fn write_down(recording: &Blob) -> Option<String> {
    // The recorder itself knows its kind only once it has begun.
    let kind = recording.type_();
    let plain = kind.split(';').next().unwrap_or_default();
    let bag = web_sys::BlobPropertyBag::new();
    bag.set_type(plain);
    let parts = Array::of1(recording);
    let recording = Blob::new_with_blob_sequence_and_options(&parts, &bag).ok()?;
    let form = FormData::new().ok()?;
    form.append_with_blob_and_filename("file", &recording, "speech").ok()?;
    let language = find("#talk").and_then(|talk| talk.get_attribute("data-language"));
    form.append_with_str("language", &language.unwrap_or_default()).ok()?;
    let request = Request::post("/api/v1/audio/transcribe").body(form).ok()?;
    let answer = request.send().await.ok().filter(|answer| answer.ok())?;
    let answer = JSON::parse(&answer.text().await.ok()?).ok()?;
    let said = Reflect::get(&answer, &JsValue::from_str("text")).ok()?.as_string()?;
    Some(said).filter(|said| !said.trim().is_empty())
}
