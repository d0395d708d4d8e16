//! The one island: what is written from now on, and the composer.

use super::browser;
use super::bubble::{Bubble, Speaker};
use super::crisis::{CrisisCard, CrisisTexts, sentence};
use super::trouble::{Trouble, TroubleTexts};
use crate::api::crisis::CrisisInfo;
use crate::calls::{self, Exchange};
use crate::visit::Problem;
use leptos::html::Textarea;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use std::time::Duration;

/// How long an answer may take before the text comes back into the field.
const PATIENCE: Duration = Duration::from_secs(20);

/// The texts of the live talk in one language, so that the wasm holds no language at all.
///
/// They travel as a plain list: reading three structs by their names would weigh 4 KB more.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(from = "Vec<String>", into = "Vec<String>")]
pub struct LiveTexts {
    /// Names of the three who speak.
    pub me: String,
    /// The monster who listens.
    pub betty: String,
    /// The monster who keeps watch.
    pub vigie: String,
    /// While an answer is on its way.
    pub writing: String,
    /// Label of the field.
    pub label: String,
    /// Hint inside the empty field.
    pub placeholder: String,
    /// Sends.
    pub send: String,
    /// What did not work.
    pub trouble: TroubleTexts,
    /// The crisis card.
    pub crisis: CrisisTexts,
}

impl From<LiveTexts> for Vec<String> {
    fn from(texts: LiveTexts) -> Vec<String> {
        let LiveTexts { me, betty, vigie, writing, label, placeholder, send, trouble, crisis } =
            texts;
        let TroubleTexts { empty, too_long, too_fast, away, ended, offline, broken, .. } = trouble;
        let CrisisTexts { language, title, now, note, more, free } = crisis;
        vec![
            me,
            betty,
            vigie,
            writing,
            label,
            placeholder,
            send,
            empty,
            too_long,
            too_fast,
            away,
            ended,
            offline,
            broken,
            trouble.retry,
            trouble.start_anew,
            language,
            title,
            now,
            note,
            more,
            free,
        ]
    }
}

impl From<Vec<String>> for LiveTexts {
    fn from(list: Vec<String>) -> LiveTexts {
        let mut list = list.into_iter();
        let mut next = || list.next().unwrap_or_default();
        // In the order of the list above.
        LiveTexts {
            me: next(),
            betty: next(),
            vigie: next(),
            writing: next(),
            label: next(),
            placeholder: next(),
            send: next(),
            trouble: TroubleTexts {
                empty: next(),
                too_long: next(),
                too_fast: next(),
                away: next(),
                ended: next(),
                offline: next(),
                broken: next(),
                retry: next(),
                start_anew: next(),
            },
            crisis: CrisisTexts {
                language: next(),
                title: next(),
                now: next(),
                note: next(),
                more: next(),
                free: next(),
            },
        }
    }
}

/// A bubble that this page wrote itself.
#[derive(Clone)]
struct Said {
    speaker: Speaker,
    text: String,
    clock: String,
}

impl Said {
    fn now(speaker: Speaker, text: String) -> Said {
        Said { speaker, text, clock: browser::clock(None) }
    }
}

/// The first line on the crisis card.
const CALL: &str = ".crisis li";

/// Everything that changes while the talk goes on.
#[derive(Clone, Copy)]
struct State {
    said: RwSignal<Vec<Said>>,
    crisis: RwSignal<Option<CrisisInfo>>,
    problem: RwSignal<Option<Problem>>,
    /// Which message waits for its answer, counted from 1; 0 while none does.
    writing: RwSignal<u32>,
    /// How many messages were sent.
    sent: StoredValue<u32>,
    /// What a screen reader says next: whole answers, never pieces.
    aloud: RwSignal<String>,
    texts: StoredValue<LiveTexts>,
    field: NodeRef<Textarea>,
}

/// What is written from now on, and the composer. Without wasm it is a plain form.
#[island]
pub fn Live(
    /// The texts in the page's language.
    texts: LiveTexts,
    /// The crisis card to begin with.
    crisis: Option<CrisisInfo>,
    /// A text that was not sent.
    draft: String,
    /// Why it was not sent.
    problem: Option<Problem>,
) -> impl IntoView {
    let state = State {
        said: RwSignal::new(Vec::new()),
        crisis: RwSignal::new(crisis),
        problem: RwSignal::new(problem),
        writing: RwSignal::new(0),
        sent: StoredValue::new(0),
        aloud: RwSignal::new(String::new()),
        texts: StoredValue::new(texts.clone()),
        field: NodeRef::new(),
    };
    Effect::new(move |_| {
        browser::fill_clocks();
        if let Some(field) = state.field.get() {
            browser::grow(&field);
        }
        // A talk that is opened again goes on where it stopped; the number comes into view last.
        browser::show("#latest");
        browser::show(CALL);
    });
    view! {
        <ol class="talk new">{move || state.bubbles()}</ol>
        {move || (state.writing.get() > 0).then(|| state.sign())}
        {move || state.crisis.get().map(|info| {
            let texts = state.texts.with_value(|texts| texts.crisis.clone());
            view! { <CrisisCard info texts/> }
        })}
        <p class="unseen" role="status">{move || state.aloud.get()}</p>
        <form
            id="composer"
            class="composer"
            action="/chat"
            method="post"
            on:submit=move |event| {
                // A button with an action of its own leads elsewhere.
                let button = event.submitter();
                if !button.is_some_and(|button| button.has_attribute("formaction")) {
                    event.prevent_default();
                    state.send();
                }
            }
        >
            {move || state.problem.get().map(|problem| {
                let texts = state.texts.with_value(|texts| texts.trouble.clone());
                view! { <Trouble problem texts/> }
            })}
            <div class="field">
                <label class="unseen" for="content">{texts.label}</label>
                <textarea
                    id="content"
                    name="content"
                    rows="1"
                    autocomplete="off"
                    dir="auto"
                    placeholder=texts.placeholder
                    node_ref=state.field
                    inner_html=escape(&draft)
                    on:input=move |_| {
                        if let Some(field) = state.field.get_untracked() {
                            browser::grow(&field);
                        }
                    }
                    on:keydown=move |event| {
                        let composes = event.is_composing() || event.key_code() == 229;
                        let sends = event.key() == "Enter" && !event.shift_key() && !composes;
                        if sends && !browser::has_touch_keyboard() {
                            event.prevent_default();
                            state.send();
                        }
                    }
                ></textarea>
                <button class="send" type="submit">{texts.send}</button>
            </div>
        </form>
    }
}

impl State {
    /// The bubbles so far.
    fn bubbles(self) -> impl IntoView {
        let names = self.texts.with_value(|t| [t.me.clone(), t.betty.clone(), t.vigie.clone()]);
        let bubble = |said: Said| {
            let name = names[said.speaker as usize].clone();
            view! { <Bubble speaker=said.speaker name text=said.text clock=Some(said.clock)/> }
        };
        self.said.get().into_iter().map(bubble).collect_view()
    }

    /// The sign that an answer is on its way.
    fn sign(self) -> impl IntoView {
        let text = self.texts.with_value(|texts| texts.writing.clone());
        view! { <p class="writing"><span>{text}</span><i></i><i></i><i></i></p> }
    }

    /// Sends what stands in the field; the person's own bubble is there at once.
    fn send(self) {
        let Some(field) = self.field.get_untracked() else { return };
        let text = field.value().trim().to_owned();
        if self.writing.get_untracked() > 0 {
            return;
        }
        _ = field.focus();
        if text.is_empty() {
            self.fail(Problem::Empty);
            return;
        }
        self.problem.set(None);
        self.said.update(|said| said.push(Said::now(Speaker::Me, text.clone())));
        let turn = self.sent.get_value() + 1;
        self.sent.set_value(turn);
        self.writing.set(turn);
        self.aloud.set(self.texts.with_value(|texts| texts.writing.clone()));
        field.set_value("");
        browser::grow(&field);
        show_soon(".writing");
        let unanswered = text.clone();
        set_timeout(move || self.give_up(turn, unanswered, Problem::Away), PATIENCE);
        spawn_local(async move {
            match calls::send(text.clone()).await {
                Ok(exchange) => {
                    if self.writing.get_untracked() == turn {
                        self.writing.set(0);
                    } else {
                        self.admit(text);
                    }
                    self.hear(exchange);
                }
                Err(error) => {
                    let problem = explain(error.status).await;
                    self.give_up(turn, text, problem);
                }
            }
        });
    }

    /// Stops waiting for an answer, unless that has happened already.
    fn give_up(self, turn: u32, text: String, problem: Problem) {
        if self.writing.get_untracked() == turn {
            self.writing.set(0);
            self.take_back(text);
            self.fail(problem);
        }
    }

    /// A text that was given up has been answered after all: it was sent, and must not be twice.
    fn admit(self, text: String) {
        if let Some(field) = self.field.get_untracked()
            && field.value() == text
        {
            field.set_value("");
            browser::grow(&field);
        }
        self.problem.set(None);
        self.said.update(|said| said.push(Said::now(Speaker::Me, text)));
    }

    /// Shows the answer, and the card if this is a crisis.
    fn hear(self, exchange: Exchange) {
        let answer = exchange.ai_message;
        let speaker = if answer.is_crisis_detected { Speaker::Vigie } else { Speaker::Betty };
        let mut aloud = answer.content.clone();
        self.said.update(|said| said.push(Said::now(speaker, answer.content)));
        show_soon(".talk.new > :last-child");
        if let Some(info) = exchange.crisis_info {
            let language = self.texts.with_value(|texts| texts.crisis.language.clone());
            aloud.push('\n');
            aloud.push_str(&sentence(info.message.clone(), &language));
            self.crisis.set(Some(info));
            // The number comes into view last, so that it is surely seen.
            show_soon(CALL);
        }
        self.aloud.set(aloud);
    }

    /// Puts an unsent text back into the field, before what may have been written since.
    fn take_back(self, mut text: String) {
        self.said.update(|said| {
            let it = said.iter().rposition(|said| said.speaker == Speaker::Me && said.text == text);
            if let Some(it) = it {
                said.remove(it);
            }
        });
        let Some(field) = self.field.get_untracked() else { return };
        let since = field.value();
        if !since.is_empty() {
            text.push('\n');
            text.push_str(&since);
        }
        field.set_value(&text);
        browser::grow(&field);
    }

    /// Says what did not work.
    fn fail(self, problem: Problem) {
        self.problem.set(Some(problem));
        self.aloud.set(self.texts.with_value(|texts| texts.trouble.of(problem)));
    }
}

/// Tells "no network" from "the server is away".
async fn explain(status: u16) -> Problem {
    match Problem::of_status(status) {
        Problem::Offline if browser::server_answers().await => Problem::Away,
        problem => problem,
    }
}

/// Scrolls once the page is drawn.
fn show_soon(selector: &'static str) {
    request_animation_frame(move || browser::show(selector));
}

/// The draft as HTML: a text field's content can hold no comment nodes, so it is set as a whole.
fn escape(draft: &str) -> String {
    draft.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::{CrisisTexts, LiveTexts, TroubleTexts};

    #[test]
    fn texts_arrive_in_the_order_in_which_they_left() {
        let list: Vec<String> = (0..22).map(|number| number.to_string()).collect();
        let texts = LiveTexts::from(list.clone());
        let LiveTexts { me, send, trouble, crisis, .. } = texts.clone();
        let TroubleTexts { empty, start_anew, .. } = trouble;
        let CrisisTexts { language, free, .. } = crisis;
        assert_eq!(
            [me, send, empty, start_anew, language, free],
            ["0", "6", "7", "15", "16", "21"]
        );
        assert_eq!(Vec::from(texts), list);
    }
}
