//! The events of the conversation: a reply while it is written, who speaks, what another tab said,
//! and the network that comes and goes.

use super::dom::{announce, blank, find, on, show, text, within};
use super::talk::{Talk, is_online, reveal};
use js_sys::{JSON, Reflect};
use leptos::prelude::{document, set_timeout, window};
use leptos::task::spawn_local;
use std::cell::RefCell;
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen_futures::JsFuture;
use web_sys::wasm_bindgen::JsValue;
use web_sys::{Event, EventSource, HtmlElement, MessageEvent};

/// How long to wait before a stream that was refused is asked for again.
const AGAIN: Duration = Duration::from_secs(5);

type Stream = Rc<RefCell<Option<EventSource>>>;

pub(super) fn wake(talk: &'static Talk) {
    let stream = Stream::default();
    open(talk, &stream);
    let kept = stream.clone();
    on(&document(), "visibilitychange", move |_: Event| {
        // A page that nobody sees holds no connection: browsers have only six for a server.
        if document().hidden() {
            close(&kept);
        } else {
            open(talk, &kept);
            talk.catch_up();
        }
    });
    on(&window(), "offline", |_: Event| banner(Some("offline")));
    on(&window(), "online", move |_: Event| {
        banner(None);
        // What could not be sent still waits, but not for the network any more.
        if let Some(note) = find("#trouble p")
            && note.text_content().as_deref() == Some(&*text("0"))
        {
            note.set_text_content(Some(&text("online")));
        }
        announce(&text("online"));
        talk.catch_up();
    });
    if !is_online() {
        banner(Some("offline"));
    }
    keep_help(talk);
}

/// Lets the help page be there without a network, in the page's language.
fn keep_help(talk: &Talk) {
    let language = talk.list.get_attribute("data-language").unwrap_or_default();
    let worker = js_sys::Reflect::get(&window().navigator(), &JsValue::from_str("serviceWorker"));
    // Absent where the connection is not secure.
    if worker.is_ok_and(|worker| worker.is_object()) {
        let path = ["/sw.js?language=", &language].concat();
        let registered = window().navigator().service_worker().register(&path);
        spawn_local(async move {
            // In a frame on somebody else's page it may be refused; the talk goes on without.
            _ = JsFuture::from(registered).await;
        });
    }
}

fn banner(what: Option<&str>) {
    if let Some(banner) = find("#banner") {
        banner.set_text_content(what.map(text).as_deref());
    }
    reveal("#banner", what.is_some());
}

fn close(stream: &Stream) {
    if let Some(open) = stream.take() {
        open.close();
    }
}

fn open(talk: &'static Talk, stream: &Stream) {
    if stream.borrow().is_some() {
        return;
    }
    let path = ["/api/v1/chat/", &talk.conversation, "/events/listen?supports_reply_stream=true"];
    let Ok(source) = EventSource::new(&path.concat()) else { return };
    on(&source, "settings", |event: MessageEvent| {
        if let Some(monster) = read(&event, "monster") {
            super::talk::set_speaker(&monster);
        }
    });
    on(&source, "reply", move |event: MessageEvent| {
        if let Some(delta) = read(&event, "delta") {
            write(talk, &delta);
        }
    });
    on(&source, "reply_end", move |_: MessageEvent| {
        // Whoever waits is answered by the call itself.
        if talk.waits.get() == 0 {
            talk.catch_up();
        }
    });
    let kept = stream.clone();
    on(&source, "terminate", move |_: MessageEvent| {
        close(&kept);
        // Erased or signed out elsewhere; or the server starts anew, and then it is soon back.
        let kept = kept.clone();
        set_timeout(
            move || {
                talk.catch_up();
                open(talk, &kept);
            },
            AGAIN,
        );
    });
    let kept = stream.clone();
    let failed = source.clone();
    on(&source, "error", move |_: Event| {
        // The browser tries again by itself unless the server refused.
        if failed.ready_state() == EventSource::CLOSED && kept.take().is_some() {
            let kept = kept.clone();
            set_timeout(
                move || {
                    if !document().hidden() {
                        open(talk, &kept)
                    }
                },
                AGAIN,
            );
        }
    });
    stream.replace(Some(source));
}

/// A field of an event's data.
fn read(event: &MessageEvent, name: &str) -> Option<String> {
    let data = JSON::parse(&event.data().as_string()?).ok()?;
    let data = Reflect::get(&data, &JsValue::from_str("data")).ok()?;
    Reflect::get(&data, &JsValue::from_str(name)).ok()?.as_string()
}

/// Adds a piece to the reply that is being written.
fn write(talk: &Talk, delta: &str) {
    if within(&talk.list, ".stopped").is_some() {
        return;
    }
    let Some(bubble) = within(&talk.list, ".streaming").or_else(|| begin(talk)) else { return };
    if let Some(said) = within(&bubble, ".said p") {
        let before = said.text_content().unwrap_or_default();
        said.set_text_content(Some(&[&before, delta].concat()));
    }
    show(&bubble, false);
}

fn begin(talk: &Talk) -> Option<HtmlElement> {
    let bubble = blank("theirs")?;
    let speaker = find("#main")?.get_attribute("data-speaker")?;
    _ = bubble.class_list().add_1(&["by-", &speaker].concat());
    if let Some(face) = within(&bubble, "use") {
        _ = face.set_attribute("href", &["#", &speaker].concat());
    }
    let name = find(&[".m-", &speaker].concat()).and_then(|it| it.get_attribute("data-name"));
    if let (Some(heading), Some(name)) = (within(&bubble, ".name"), name) {
        heading.set_text_content(Some(&name));
    }
    let sign = within(&talk.list, ".writing");
    _ = talk.list.insert_before(&bubble, sign.as_ref().map(|sign| sign.as_ref()));
    Some(bubble)
}
