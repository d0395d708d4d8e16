//! The text field: it grows, sends with Enter where there is a real keyboard, and loses nothing.

use super::dom::{find, has_touch_keyboard, on};
use super::talk::{Talk, field, reveal};
use leptos::prelude::document;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{Event, HtmlFormElement, HtmlTextAreaElement, KeyboardEvent};

/// The most lines that the field grows to.
const MOST_ROWS: u32 = 8;

pub(super) fn wake(talk: &'static Talk) {
    let Some(field) = field() else { return };
    grow(&field);
    let grown = field.clone();
    on(&field, "input", move |_: Event| {
        grow(&grown);
        // A note on what was written is over once it is changed; one that can be pressed stays.
        if find("#trouble [data-way]:not([hidden])").is_none() {
            reveal("#trouble", false);
        }
    });
    let form: HtmlFormElement = match field.form() {
        Some(form) => form,
        None => return,
    };
    on(&field, "keydown", move |event: KeyboardEvent| {
        let composes = event.is_composing() || event.key_code() == 229;
        if event.key() == "Enter" && !event.shift_key() && !composes && !has_touch_keyboard() {
            event.prevent_default();
            if talk.waits.get() == 0 {
                _ = form.request_submit();
            }
        }
    });
}

/// Makes the field as high as its text, by rows: the page's policy forbids style attributes.
fn grow(field: &HtmlTextAreaElement) {
    field.set_rows(1);
    while field.rows() < MOST_ROWS && field.scroll_height() > field.client_height() {
        field.set_rows(field.rows() + 1);
    }
}

/// What stands in the field, trimmed.
pub(super) fn text() -> String {
    field().map(|field| field.value().trim().to_owned()).unwrap_or_default()
}

/// Puts a text into the field.
pub(super) fn set(text: &str) {
    if let Some(field) = field() {
        field.set_value(text);
        grow(&field);
    }
}

/// The next key goes into the field.
pub(super) fn focus() {
    if let Some(field) = field() {
        _ = field.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

/// Lets what stands in the field go along with another form, whose answer shows it again.
pub(super) fn carry(form: &HtmlFormElement) {
    let Ok(draft) = document().create_element("input") else { return };
    _ = draft.set_attribute("type", "hidden");
    _ = draft.set_attribute("name", "draft");
    _ = draft.set_attribute("value", &text());
    _ = form.append_child(&draft);
}

/// Puts an unsent text back, before what may have been written since.
pub(super) fn put_back(unsent: &str) {
    let since = text();
    set(&if since.is_empty() { unsent.to_owned() } else { [unsent, "\n", &since].concat() });
}

/// Adds to what was written.
pub(super) fn add(more: &str) {
    let written = text();
    set(&if written.is_empty() { more.to_owned() } else { [&written, " ", more].concat() });
}
