//! Pages that open above the talk, so that nothing that was begun is lost: help, settings, and more.

use super::dom::{fill_clocks, find, on, within};
use super::talk::pressed;
use gloo_net::http::Request;
use leptos::prelude::{document, window};
use leptos::task::spawn_local;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{DomParser, HtmlAnchorElement, HtmlDialogElement, MouseEvent, SupportedType};

pub(super) fn wake() {
    on(&document(), "click", |event: MouseEvent| {
        let Some(link) = pressed(&event, "a[data-modal]") else { return };
        let elsewhere = event.ctrl_key() || event.meta_key() || event.shift_key();
        if elsewhere || event.button() != 0 {
            return;
        }
        event.prevent_default();
        let href = link.unchecked_into::<HtmlAnchorElement>().href();
        spawn_local(async move {
            if open(&href).await.is_none() {
                _ = window().location().assign(&href);
            }
        });
    });
}

/// Shows the page at `href`; nothing where that does not work.
async fn open(href: &str) -> Option<()> {
    let answer = Request::get(href).send().await.ok().filter(|answer| answer.ok())?;
    let text = answer.text().await.ok()?;
    let page = DomParser::new().ok()?.parse_from_string(&text, SupportedType::TextHtml).ok()?;
    let main = page.query_selector("main").ok()??;
    let dialog: HtmlDialogElement = find("#modal")?.unchecked_into();
    let content = within(&dialog, ".content")?;
    content.set_class_name(&["content ", &main.class_name()].concat());
    content.set_inner_html(&main.inner_html());
    fill_clocks(&content);
    if let Some(menu) = find(".menu[open]") {
        _ = menu.remove_attribute("open");
    }
    content.set_scroll_top(0);
    if !dialog.open() {
        dialog.show_modal().ok()?;
    }
    Some(())
}
