//! The talk itself: what is done in it, what comes back, and what did not work.

use super::dom::{all, announce, blank, clock, fill_clocks, find, on, show, text, within};
use super::{attachments, composer, events, modal, tools, voice};
use crate::calls::{self, Deed, News};
use leptos::prelude::{document, request_animation_frame, set_timeout, window};
use leptos::task::spawn_local;
use std::cell::{Cell, RefCell};
use std::time::Duration;
use web_sys::wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, FormData, HtmlElement, HtmlFormElement, HtmlTextAreaElement, SubmitEvent};

/// How long an answer may take before the text comes back into the field.
const PATIENCE: Duration = Duration::from_secs(20);
/// After this long a break is offered.
const LONG: Duration = Duration::from_secs(30 * 60);
/// The first line on the crisis card.
const CALL: &str = ".crisis:not(.folded) li";

/// The talk on this page; it lasts as long as the page.
pub(super) struct Talk {
    /// The list of bubbles.
    pub(super) list: HtmlElement,
    /// The conversation's id.
    pub(super) conversation: String,
    /// Which deed waits for its answer, counted from 1; 0 while none does.
    pub(super) waits: Cell<u32>,
    /// How many deeds there were.
    deeds: Cell<u32>,
    /// The last deed, until it is answered: sent again it has the same key.
    unanswered: RefCell<Option<Deed>>,
}

/// Wakes the talk of this page.
pub(super) fn wake() {
    let Some(list) = find("#talk") else { return };
    // Without a conversation there is only a draft, and the plain form.
    let Some(conversation) = list.get_attribute("data-conversation") else { return };
    let talk: &'static Talk = Box::leak(Box::new(Talk {
        list,
        conversation,
        waits: Cell::new(0),
        deeds: Cell::new(0),
        unanswered: RefCell::default(),
    }));
    // The answer to a form stands at the form's address: loaded again it should be the talk.
    if window().location().pathname().is_ok_and(|path| path != "/chat")
        && let Ok(history) = window().history()
    {
        _ = history.replace_state_with_url(&JsValue::NULL, "", Some("/chat"));
    }
    fill_clocks(&talk.list);
    composer::wake(talk);
    attachments::wake();
    tools::wake(talk);
    modal::wake();
    voice::wake();
    events::wake(talk);
    if let Some(call) = find(CALL) {
        show(&call, false);
    } else if let Some(latest) = find("#latest").and_then(|mark| mark.parent_element()) {
        show(&latest, false);
    }
    set_timeout(|| reveal("#pause", true), LONG);
    if let Some(root) = document().document_element() {
        _ = root.set_attribute("data-alive", "");
    }
    // The last step: whoever waits for it finds everything ready.
    on(&document(), "submit", move |event: SubmitEvent| talk.submit(&event));
}

/// Shows or hides an element.
pub(super) fn reveal(selector: &str, visible: bool) {
    if let Some(element) = find(selector) {
        element.set_hidden(!visible);
    }
}

impl Talk {
    fn submit(&'static self, event: &SubmitEvent) {
        let Some(form) = event.target() else { return };
        let form: HtmlFormElement = form.unchecked_into();
        let button = event.submitter();
        let is_elsewhere = |button: &HtmlElement| button.has_attribute("formaction");
        if button.as_ref().is_some_and(is_elsewhere) {
            return;
        }
        if form.action().ends_with("/language") {
            composer::carry(&form);
        } else if form.has_attribute("data-turn") {
            event.prevent_default();
            self.take(&form, button.as_ref());
        } else if let Some(what) = form.get_attribute("data-quiet") {
            event.prevent_default();
            tools::quiet(&form, button, what);
        }
    }

    /// Reads a form as a deed and does it.
    fn take(&'static self, form: &HtmlFormElement, button: Option<&HtmlElement>) {
        if self.waits.get() > 0 {
            return;
        }
        let Ok(data) = FormData::new_with_form(form) else { return };
        let pressed = |name: &str| {
            let button = button.filter(|it| it.get_attribute("name").as_deref() == Some(name));
            button.and_then(|button| button.get_attribute("value"))
        };
        let value =
            |name: &str| pressed(name).or_else(|| data.get(name).as_string()).unwrap_or_default();
        let mut deed = Deed {
            conversation: self.conversation.clone(),
            content: value("content").trim().to_owned(),
            emotion: value("emotion"),
            option: value("option"),
            attachments: Vec::new(),
            key: String::new(),
            fold: value("fold"),
        };
        let is_written = form.id() == "composer";
        if is_written {
            let Some(paths) = attachments::paths() else {
                return attachments::send_after(form);
            };
            deed.attachments = paths;
            if deed.content.is_empty() && deed.attachments.is_empty() {
                let again = button.is_some_and(|button| button.has_attribute("data-way"));
                let unanswered = self.unanswered.borrow().clone().filter(|_| again);
                match unanswered {
                    // A choice that did not arrive is made again.
                    Some(choice) => self.act(choice, String::new(), false),
                    None => {
                        composer::focus();
                        fail("empty");
                    }
                }
                return;
            }
        }
        let label = match button {
            Some(button) if !is_written => button.text_content().unwrap_or_default(),
            _ => deed.content.clone(),
        };
        self.act(deed, label, is_written);
    }

    /// Does something; the person's own bubble is there at once.
    fn act(&'static self, mut deed: Deed, label: String, is_written: bool) {
        deed.key = self.key_of(&deed);
        self.unanswered.replace(Some(deed.clone()));
        let number = self.deeds.get() + 1;
        self.deeds.set(number);
        self.waits.set(number);
        if let Some(stopped) = within(&self.list, ".stopped") {
            _ = stopped.class_list().remove_1("stopped");
        }
        self.say_mine(label.trim());
        if is_written {
            attachments::clear();
            composer::set("");
            composer::focus();
        }
        reveal("#trouble", false);
        reveal("#ask", false);
        reveal(".resume", false);
        self.wait();
        let (words, paths) = (deed.content.clone(), deed.attachments.clone());
        let back = move |status: &str| {
            if self.waits.get() != number {
                return;
            }
            self.end_waiting();
            self.drop_unsent();
            if is_written {
                composer::put_back(&words);
                attachments::put_back(&paths);
            }
            reveal("#ask", true);
            if status == "409" {
                // Chosen already, in another tab: the talk as it stands tells.
                self.catch_up();
            } else {
                fail(status);
            }
        };
        let give_up = back.clone();
        self.wait_for(number, move || give_up("503"));
        let after = self.last();
        spawn_local(async move {
            match calls::act(deed.clone(), after).await {
                Ok(news) => {
                    self.unanswered.replace(None);
                    if self.waits.get() == number {
                        self.end_waiting();
                    } else if composer::text() == deed.content {
                        // It was given up and has been answered after all.
                        composer::set("");
                    }
                    reveal("#trouble", false);
                    self.hear(&news);
                }
                Err(error) => back(&explain(error.status).await),
            }
        });
    }

    /// The same deed sent again has the same key, so that it is done once.
    fn key_of(&self, deed: &Deed) -> String {
        let unanswered = self.unanswered.borrow();
        let same = unanswered
            .as_ref()
            .filter(|old| Deed { key: String::new(), ..(*old).clone() } == *deed);
        let same = same.or_else(|| unanswered.as_ref().filter(|old| old.key == deed.key));
        match same {
            Some(old) if !old.key.is_empty() => old.key.clone(),
            _ => {
                let digits = || (js_sys::Math::random() * 4_294_967_296.0) as u32;
                [digits(), digits(), digits()].map(|part| part.to_string()).concat()
            }
        }
    }

    /// Gives up once nothing has come for a while.
    fn wait_for(&'static self, number: u32, give_up: impl Fn() + 'static) {
        set_timeout(
            move || {
                let is_written = within(&self.list, ".streaming").is_some();
                if self.waits.get() == number && is_written {
                    self.wait_for(number, give_up);
                } else {
                    give_up();
                }
            },
            PATIENCE,
        );
    }

    /// The id of the last message that is on the page.
    pub(super) fn last(&self) -> String {
        let last = all(&self.list, "li[data-id]").pop();
        last.and_then(|last| last.get_attribute("data-id")).unwrap_or_default()
    }

    /// The person's own bubble, until the server has drawn it.
    fn say_mine(&self, words: &str) {
        let Some(bubble) = blank("mine") else { return };
        if let Some(said) = within(&bubble, ".said p") {
            said.set_text_content(Some(words));
        }
        if words.is_empty()
            && let Some(said) = within(&bubble, ".said")
        {
            said.remove();
        }
        if let Some(time) = within(&bubble, "time") {
            time.set_text_content(Some(&clock(&js_sys::Date::new_0())));
        }
        attachments::show_in(&bubble);
        _ = self.list.append_child(&bubble);
    }

    /// The sign that an answer is on its way.
    fn wait(&self) {
        announce(&text("writing"));
        set_main("data-waits", Some(""));
        let mine = self.list.last_element_child();
        if let Some(sign) = blank("writing") {
            _ = self.list.append_child(&sign);
        }
        // The sign stays where it is seen; what was just written comes above it.
        if let Some(mine) = mine {
            request_animation_frame(move || show(&mine, false));
        }
    }

    /// Nothing is waited for any more.
    pub(super) fn end_waiting(&self) {
        self.waits.set(0);
        set_main("data-waits", None);
        if let Some(sign) = within(&self.list, ".writing") {
            sign.remove();
        }
    }

    /// Takes away what the server has not drawn.
    fn drop_unsent(&self) {
        while let Some(bubble) = within(&self.list, ":scope > li:not([data-id])") {
            bubble.remove();
        }
    }

    /// Puts what is new in its place.
    pub(super) fn hear(&self, news: &News) {
        let was_waiting = within(&self.list, ":scope > .writing");
        self.drop_unsent();
        let box_ = document().create_element("ol");
        let Ok(fresh) = box_ else { return };
        fresh.set_inner_html(&news.bubbles);
        let mut first: Option<Element> = None;
        let mut aloud = String::new();
        while let Some(bubble) = fresh.first_element_child() {
            bubble.remove();
            let id = bubble.get_attribute("data-id").unwrap_or_default();
            if within(&self.list, &["[data-id='", &id, "']"].concat()).is_some() {
                continue;
            }
            _ = bubble.class_list().add_1("new");
            _ = self.list.append_child(&bubble);
            if !bubble.class_list().contains("me")
                && let Some(said) = within(&bubble, ".said")
            {
                aloud.push_str(&said.inner_text());
                aloud.push('\n');
            }
            // What fills the screen already is not shown once more: the answer to it is.
            if first.as_ref().is_none_or(is_tall_and_mine) {
                first = Some(bubble);
            }
        }
        if let Some(sign) = was_waiting.filter(|_| self.waits.get() > 0) {
            _ = self.list.append_child(&sign);
        }
        fill_clocks(&self.list);
        set_html("#ask", &news.ask);
        reveal("#ask", true);
        let had_card = find(CALL).is_some();
        set_html("#help", &news.crisis);
        set_speaker(&news.monster);
        if let Some(first) = first {
            request_animation_frame(move || {
                show(&first, true);
                // The number comes into view last, so that it is surely seen.
                if let Some(call) = find(CALL).filter(|_| !had_card) {
                    show(&call, false);
                }
            });
        }
        if !had_card && let Some(sentence) = find(".crisis:not(.folded) > p") {
            aloud.push_str(&sentence.inner_text());
        }
        announce(&aloud);
        tools::chime();
    }

    /// All that was said since, in another tab or while the network was away.
    pub(super) fn catch_up(&'static self) {
        spawn_local(async move {
            let news = calls::news(self.conversation.clone(), self.last()).await;
            match news {
                Ok(news) if self.waits.get() == 0 && news.bubbles.contains("<li") => {
                    self.hear(&news);
                }
                // Pieces of a reply that came after the whole of it.
                Ok(_) if self.waits.get() == 0 => self.drop_unsent(),
                Err(error) if matches!(error.status, 401 | 404 | 410) => fail("404"),
                _ => {}
            }
        });
    }
}

/// Says what did not work. What can be sent once more may be, by a press.
pub(super) fn fail(problem: &str) {
    let said = text(problem);
    if let Some(note) = find("#trouble p") {
        note.set_text_content(Some(&said));
    }
    reveal("#trouble", true);
    reveal("#trouble [data-way=anew]", problem == "404");
    reveal("#trouble [data-way=retry]", matches!(problem, "0" | "429" | "500" | "503"));
    announce(&said);
}

/// The name under which the page explains a status; tells "no network" from "the server is away".
async fn explain(status: u16) -> String {
    let name = match status {
        0 if server_answers().await => "503",
        0 => "0",
        401 | 404 | 410 => "404",
        409 => "409",
        422 => "422",
        429 => "429",
        503 => "503",
        _ => "500",
    };
    name.to_owned()
}

/// Whether the server answers at all; if not, it is the network that is missing.
async fn server_answers() -> bool {
    gloo_net::http::Request::get("/health/live").send().await.is_ok()
}

/// The stage turns to the one who speaks.
pub(super) fn set_speaker(monster: &str) {
    set_main("data-speaker", Some(monster));
}

fn set_html(selector: &str, html: &str) {
    if let Some(element) = find(selector) {
        element.set_inner_html(html);
    }
}

fn set_main(name: &str, value: Option<&str>) {
    let Some(main) = find("#main") else { return };
    _ = match value {
        Some(value) => main.set_attribute(name, value),
        None => main.remove_attribute(name),
    };
}

/// Whether it is the person's own bubble and takes more than half of the screen.
fn is_tall_and_mine(bubble: &Element) -> bool {
    let screen = window().inner_height().ok().and_then(|height| height.as_f64());
    let is_tall = f64::from(bubble.client_height()) * 2.0 > screen.unwrap_or(f64::MAX);
    is_tall && bubble.class_list().contains("me")
}

/// The field of the composer.
pub(super) fn field() -> Option<HtmlTextAreaElement> {
    find("#content").map(JsCast::unchecked_into)
}

/// Whether the network is there, as far as the browser knows.
pub(super) fn is_online() -> bool {
    window().navigator().on_line()
}

/// The element that was meant by a press: it or one around it.
pub(super) fn pressed(event: &web_sys::Event, selector: &str) -> Option<HtmlElement> {
    let target: Element = event.target()?.dyn_into().ok()?;
    target.closest(selector).ok()?.map(JsCast::unchecked_into)
}
