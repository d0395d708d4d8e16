//! The few things that the live talk asks of the browser itself.

use leptos::prelude::{document, window};
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, HtmlTextAreaElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// The most lines that the text field grows to.
const MOST_ROWS: u32 = 8;

/// Shows the last of what `selector` finds; whether gliding or at once is the style sheet's matter.
pub(super) fn show(selector: &str) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(ScrollLogicalPosition::Nearest);
    if let Ok(Some(element)) = document().query_selector(selector) {
        element.scroll_into_view_with_scroll_into_view_options(&options);
    }
}

/// Makes the field as high as its text, by rows: the page's policy forbids style attributes.
pub(super) fn grow(field: &HtmlTextAreaElement) {
    field.set_rows(1);
    while field.rows() < MOST_ROWS && field.scroll_height() > field.client_height() {
        field.set_rows(field.rows() + 1);
    }
}

/// Whether the keyboard is drawn on the screen: there, Enter makes a new line.
pub(super) fn has_touch_keyboard() -> bool {
    let query = window().match_media("(hover: none) and (pointer: coarse)");
    matches!(query, Ok(Some(query)) if query.matches())
}

/// Hours and minutes in the visitor's zone; of this moment if `at` is nothing.
pub(super) fn clock(at: Option<&str>) -> String {
    let date = match at {
        Some(at) => js_sys::Date::new(&JsValue::from_str(at)),
        None => js_sys::Date::new_0(),
    };
    let (hours, minutes) = (date.get_hours(), date.get_minutes());
    let digit = |number: u32| char::from(b'0' + (number % 10) as u8);
    [digit(hours / 10), digit(hours), ':', digit(minutes / 10), digit(minutes)].iter().collect()
}

/// Writes the time under the bubbles that the server drew: it does not know the visitor's zone.
pub(super) fn fill_clocks() {
    let Ok(found) = document().query_selector_all("time[datetime]") else { return };
    for index in 0..found.length() {
        let Some(time) = found.get(index).and_then(|node| node.dyn_into::<Element>().ok()) else {
            continue;
        };
        if let Some(at) = time.get_attribute("datetime") {
            time.set_text_content(Some(&clock(Some(&at))));
        }
    }
}

/// Whether the server answers at all; if not, it is the network that is missing.
pub(super) async fn server_answers() -> bool {
    gloo_net::http::Request::get("/health/live").send().await.is_ok()
}
