//! Pages that open above the talk, so that nothing that was begun is lost: help, settings, and more.

use super::dom::{announce, fill_clocks, find, on, text, within};
use super::talk::{is_online, pressed};
use gloo_net::Error;
use gloo_net::http::{Request, Response};
use leptos::prelude::{document, window};
use leptos::task::spawn_local;
use web_sys::wasm_bindgen::JsCast;
use web_sys::{
    DomParser, Event, FormData, HtmlAnchorElement, HtmlDialogElement, HtmlFormElement,
    HtmlInputElement, MouseEvent, SubmitEvent, SupportedType, UrlSearchParams,
};

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
            let answer = Request::get(&href).send().await;
            if show(answer).await.is_none() {
                fail(&href);
            }
        });
    });
    on(&document(), "submit", |event: SubmitEvent| {
        let Some(form) = pressed(&event, "#modal .content form") else { return };
        let form: HtmlFormElement = form.unchecked_into();
        let (Ok(data), action) = (FormData::new_with_form(&form), form.action()) else { return };
        let Ok(fields) = UrlSearchParams::new_with_str_sequence_sequence(&data) else { return };
        if form.class_list().contains("settings") {
            // What is chosen here is kept at once.
            event.prevent_default();
            close();
        } else if form.method() == "get" {
            event.prevent_default();
            let href = [&action, "?", &String::from(fields.to_string())].concat();
            spawn_local(async move { show_or_tell(Request::get(&href).send().await).await });
        } else if form.class_list().contains("feedback") {
            event.prevent_default();
            spawn_local(async move { show_or_tell(post(&action, fields).await).await });
        }
    });
    on(&document(), "change", |event: Event| {
        let Some(input) = pressed(&event, "#modal .settings input") else { return };
        let input: HtmlInputElement = input.unchecked_into();
        let (name, value) = (input.name(), input.value());
        if name == "language" {
            // The talk is drawn anew in it, and what stands unsent goes along.
            if let Some(button) = find(&[".top [name=language][value=", &value, "]"].concat()) {
                button.click();
            }
            return;
        }
        if name == "monster" {
            super::talk::set_speaker(&value);
        } else if let Some(root) = document().document_element() {
            _ = root.set_attribute(&["data-", &name].concat(), &value);
        }
        let Some(form) = input.form() else { return };
        let Ok(data) = FormData::new_with_form(&form) else { return };
        let Ok(fields) = UrlSearchParams::new_with_str_sequence_sequence(&data) else { return };
        spawn_local(async move {
            if !post("/settings", fields).await.is_ok_and(|answer| answer.ok()) {
                tell();
            }
        });
    });
}

async fn post(action: &str, fields: UrlSearchParams) -> Result<Response, Error> {
    Request::post(action).body(fields)?.send().await
}

fn close() {
    if let Some(dialog) = find("#modal") {
        dialog.unchecked_into::<HtmlDialogElement>().close();
    }
}

/// Shows the answer to a form; where there is none, the form stays as it was filled.
async fn show_or_tell(answer: Result<Response, Error>) {
    if show(answer).await.is_none() {
        tell();
    }
}

/// Says above the form that it did not arrive.
fn tell() {
    let said = text(if is_online() { "429" } else { "offline" });
    let (Some(content), Ok(note)) = (find("#modal .content"), document().create_element("p"))
    else {
        return;
    };
    if let Some(before) = within(&content, ":scope > .trouble") {
        before.remove();
    }
    note.set_class_name("trouble");
    _ = note.set_attribute("role", "alert");
    note.set_text_content(Some(&said));
    _ = content.prepend_with_node_1(&note);
    content.set_scroll_top(0);
}

/// Goes to the page itself, unless that would only lose the talk for want of a network.
fn fail(href: &str) {
    if is_online() {
        _ = window().location().assign(href);
    } else {
        announce(&text("offline"));
    }
}

/// Shows the page that was answered; nothing where that does not work.
async fn show(answer: Result<Response, Error>) -> Option<()> {
    let answer = answer.ok().filter(|answer| answer.ok() || answer.status() == 422)?;
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
    if !dialog.open() {
        dialog.show_modal().ok()?;
    }
    content.set_scroll_top(0);
    Some(())
}
