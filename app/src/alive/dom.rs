//! The few things that are asked of the browser itself.

use leptos::prelude::{document, window};
use web_sys::wasm_bindgen::closure::Closure;
use web_sys::wasm_bindgen::convert::FromWasmAbi;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{
    Element, EventTarget, HtmlElement, HtmlTemplateElement, ScrollIntoViewOptions,
    ScrollLogicalPosition,
};

/// The first that `selector` finds on the page.
pub(super) fn find(selector: &str) -> Option<HtmlElement> {
    document().query_selector(selector).ok()?.map(JsCast::unchecked_into)
}

/// The first that `selector` finds within `element`.
pub(super) fn within(element: &Element, selector: &str) -> Option<HtmlElement> {
    element.query_selector(selector).ok()?.map(JsCast::unchecked_into)
}

/// All that `selector` finds within `element`.
pub(super) fn all(element: &Element, selector: &str) -> Vec<HtmlElement> {
    let Ok(found) = element.query_selector_all(selector) else { return Vec::new() };
    let each = (0..found.length()).filter_map(|index| found.get(index));
    each.map(JsCast::unchecked_into).collect()
}

/// A text that the page holds for this script.
pub(super) fn text(name: &str) -> String {
    let selector = ["#texts [data-say='", name, "']"].concat();
    find(&selector).and_then(|element| element.text_content()).unwrap_or_default()
}

/// Tells a screen reader, once and whole.
pub(super) fn announce(what: &str) {
    if let Some(status) = find("#aloud") {
        status.set_text_content(Some(what));
    }
}

/// A copy of an empty part that the page holds.
pub(super) fn blank(id: &str) -> Option<HtmlElement> {
    let template: HtmlTemplateElement = find(&["#", id].concat())?.unchecked_into();
    let first = template.content().first_element_child()?;
    first.clone_node_with_deep(true).ok().map(JsCast::unchecked_into)
}

/// Listens as long as the page is there.
pub(super) fn on<E: FromWasmAbi + 'static>(
    target: &EventTarget,
    name: &str,
    act: impl FnMut(E) + 'static,
) {
    let closure = Closure::<dyn FnMut(E)>::new(act);
    _ = target.add_event_listener_with_callback(name, closure.as_ref().unchecked_ref());
    closure.forget();
}

/// Shows an element; whether gliding or at once is the style sheet's matter.
pub(super) fn show(element: &Element, at_top: bool) {
    let options = ScrollIntoViewOptions::new();
    options.set_block(if at_top {
        ScrollLogicalPosition::Start
    } else {
        ScrollLogicalPosition::Nearest
    });
    element.scroll_into_view_with_scroll_into_view_options(&options);
}

/// Whether the keyboard is drawn on the screen: there, Enter makes a new line.
pub(super) fn has_touch_keyboard() -> bool {
    let query = window().match_media("(hover: none) and (pointer: coarse)");
    matches!(query, Ok(Some(query)) if query.matches())
}

/// Writes hours and minutes under the bubbles: the server does not know the visitor's zone.
pub(super) fn fill_clocks(element: &Element) {
    for time in all(element, "time[datetime]:empty") {
        if let Some(at) = time.get_attribute("datetime") {
            time.set_text_content(Some(&clock(&js_sys::Date::new(&JsValue::from_str(&at)))));
        }
    }
}

/// Hours and minutes.
pub(super) fn clock(date: &js_sys::Date) -> String {
    let (hours, minutes) = (date.get_hours(), date.get_minutes());
    let digit = |number: u32| char::from(b'0' + (number % 10) as u8);
    [digit(hours / 10), digit(hours), ':', digit(minutes / 10), digit(minutes)].iter().collect()
}
