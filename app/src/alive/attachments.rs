//! Pictures and documents that go with a message: chosen, dropped, pasted or taken, and on their way
//! before the message is.

use super::dom::{all, blank, find, on, within};
use super::talk::{fail, pressed, reveal};
use js_sys::{JSON, Reflect};
use leptos::prelude::document;
use std::cell::RefCell;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    ClipboardEvent, DataTransfer, DragEvent, Event, File, FileList, FormData, HtmlElement,
    HtmlFormElement, HtmlInputElement, ProgressEvent, Url, XmlHttpRequest,
};

/// The most files of a message.
const MOST: usize = 10;
/// The largest file, in bytes.
const LARGEST: f64 = 10.0 * 1024.0 * 1024.0;

thread_local! {
    /// What was sent last: it comes back if it did not arrive.
    static SENT: RefCell<Vec<HtmlElement>> = const { RefCell::new(Vec::new()) };
    /// What did not arrive, with its thumb.
    static FAILED: RefCell<Vec<(HtmlElement, File)>> = const { RefCell::new(Vec::new()) };
    /// The form that is to be sent once all has arrived.
    static FOLLOWS: RefCell<Option<HtmlFormElement>> = const { RefCell::new(None) };
}

pub(super) fn wake() {
    on(&document(), "change", |event: Event| {
        let Some(input) = pressed(&event, "input[data-files]") else { return };
        let input: HtmlInputElement = input.unchecked_into();
        add(input.files());
        input.set_value("");
    });
    on(&document(), "paste", |event: ClipboardEvent| {
        let files = event.clipboard_data().and_then(|data| data.files());
        if files.as_ref().is_some_and(|files| files.length() > 0) {
            event.prevent_default();
            add(files);
        }
    });
    on(&document(), "dragover", |event: DragEvent| {
        if event.data_transfer().is_some_and(|data| carries_files(&data)) {
            event.prevent_default();
            dropping(true);
        }
    });
    on(&document(), "dragleave", |event: DragEvent| {
        if event.related_target().is_none() {
            dropping(false);
        }
    });
    on(&document(), "drop", |event: DragEvent| {
        if let Some(data) = event.data_transfer().filter(carries_files) {
            event.prevent_default();
            dropping(false);
            add(data.files());
        }
    });
}

fn carries_files(data: &DataTransfer) -> bool {
    data.types().includes(&JsValue::from_str("Files"), 0)
}

fn dropping(is_over: bool) {
    if let Some(composer) = find("#composer") {
        _ = composer.class_list().toggle_with_force("dropping", is_over);
    }
}

fn add(files: Option<FileList>) {
    let (Some(files), Some(tray)) = (files, find("#tray")) else { return };
    for file in (0..files.length()).filter_map(|index| files.get(index)) {
        let kind = file.type_();
        let problem = if tray.child_element_count() as usize >= MOST {
            Some("many")
        } else if !kind.starts_with("image/") && kind != "application/pdf" {
            Some("kind")
        } else if file.size() > LARGEST {
            Some("large")
        } else {
            None
        };
        match problem {
            None => upload(&tray, &file, kind != "application/pdf"),
            Some(problem) => fail(problem),
        }
    }
}

fn upload(tray: &HtmlElement, file: &File, is_picture: bool) {
    let Some(thumb) = blank("thumb") else { return };
    if is_picture && let Ok(url) = Url::create_object_url_with_blob(file) {
        if let Some(picture) = within(&thumb, "img") {
            _ = picture.set_attribute("src", &url);
            _ = picture.set_attribute("alt", &file.name());
        }
    } else {
        if let Some(picture) = within(&thumb, "img") {
            picture.remove();
        }
        if let Some(chip) = within(&thumb, ".chip") {
            chip.set_hidden(false);
        }
    }
    _ = tray.append_child(&thumb);
    tray.set_hidden(false);
    send(thumb, file.clone());
}

/// Brings a file to the server while its thumb shows how far it is.
fn send(thumb: HtmlElement, file: File) {
    let (Ok(request), Ok(form)) = (XmlHttpRequest::new(), FormData::new()) else { return };
    _ = form.append_with_blob_and_filename("file", &file, &file.name());
    if let Ok(sending) = request.upload() {
        let progress = within(&thumb, "progress");
        on(&sending, "progress", move |event: ProgressEvent| {
            if let Some(progress) = &progress {
                let part = (event.loaded() / event.total().max(1.0) * 100.0) as u32;
                _ = progress.set_attribute("value", &part.to_string());
            }
        });
    }
    let answered = request.clone();
    on(&request, "loadend", move |_: Event| match stored(&answered) {
        Some(path) => {
            _ = thumb.set_attribute("data-path", &path);
            if let Some(progress) = within(&thumb, "progress") {
                progress.remove();
            }
            follow();
        }
        None => {
            _ = thumb.class_list().add_1("failed");
            FAILED.with_borrow_mut(|failed| failed.push((thumb.clone(), file.clone())));
            FOLLOWS.take();
            fail("upload");
        }
    });
    _ = request.open("POST", "/api/v1/files/upload");
    _ = request.send_with_opt_form_data(Some(&form));
}

/// The path under which the server keeps what was sent.
fn stored(request: &XmlHttpRequest) -> Option<String> {
    if request.status().ok()? != 201 {
        return None;
    }
    let answer = JSON::parse(&request.response_text().ok()??).ok()?;
    let paths = Reflect::get(&answer, &JsValue::from_str("paths")).ok()?;
    Reflect::get_u32(&paths, 0).ok()?.as_string()
}

/// The paths of what is attached; nothing while something is still on its way or failed.
pub(super) fn paths() -> Option<Vec<String>> {
    let tray = find("#tray")?;
    if within(&tray, ".thumb:not([data-path])").is_some() {
        return None;
    }
    Some(thumbs(&tray).iter().filter_map(|thumb| thumb.get_attribute("data-path")).collect())
}

/// Sends the composer's form as soon as all that is attached has arrived; what failed goes again.
pub(super) fn send_after(form: &HtmlFormElement) {
    FOLLOWS.replace(Some(form.clone()));
    fail("on-its-way");
    for (thumb, file) in FAILED.take() {
        // One that was taken off stays away.
        if thumb.is_connected() {
            _ = thumb.class_list().remove_1("failed");
            send(thumb, file);
        }
    }
}

/// The message goes, if it waited only for what is attached.
fn follow() {
    if paths().is_some()
        && let Some(form) = FOLLOWS.take()
    {
        _ = form.request_submit();
    }
}

fn thumbs(tray: &HtmlElement) -> Vec<HtmlElement> {
    all(tray, ".thumb[data-path]")
}

/// Takes an attachment off again.
pub(super) fn remove(button: &HtmlElement) {
    if let Ok(Some(thumb)) = button.closest(".thumb") {
        thumb.remove();
    }
    let is_empty = find("#tray").is_some_and(|tray| tray.child_element_count() == 0);
    reveal("#tray", !is_empty);
    reveal("#trouble", false);
    follow();
}

/// Shows the attachments in a bubble that is being sent.
pub(super) fn show_in(bubble: &HtmlElement) {
    let Some(place) = within(bubble, ".attachments") else { return };
    let pictures = find("#tray")
        .map(|tray| all(&tray, ".thumb[data-path] > img, .thumb[data-path] > .chip:not([hidden])"));
    for picture in pictures.unwrap_or_default() {
        _ = picture.clone_node_with_deep(true).map(|copy| place.append_child(&copy));
    }
    if place.child_element_count() == 0 {
        place.remove();
    }
}

/// The attachments went with their message.
pub(super) fn clear() {
    let Some(tray) = find("#tray") else { return };
    SENT.replace(thumbs(&tray));
    tray.set_inner_html("");
    tray.set_hidden(true);
}

/// Their message did not arrive: they wait for the next one.
pub(super) fn put_back(paths: &[String]) {
    let Some(tray) = find("#tray") else { return };
    for thumb in SENT.take() {
        let path = thumb.get_attribute("data-path").unwrap_or_default();
        if paths.contains(&path) {
            _ = tray.append_child(&thumb);
            tray.set_hidden(false);
        }
    }
}
