//! The note above the text field: what did not work, what is lost (nothing), what to do.

use crate::visit::Problem;
use leptos::prelude::*;

/// What the note says for each problem, and its two buttons.
#[derive(Clone, Debug)]
pub struct TroubleTexts {
    /// Nothing was written.
    pub empty: String,
    /// The text is too long.
    pub too_long: String,
    /// The rate limit.
    pub too_fast: String,
    /// The server is away.
    pub away: String,
    /// The session is over.
    pub ended: String,
    /// No network.
    pub offline: String,
    /// Our own fault.
    pub broken: String,
    /// Sends the text again.
    pub retry: String,
    /// Opens a new session.
    pub start_anew: String,
}

impl TroubleTexts {
    /// What to say about `problem`.
    pub(crate) fn of(&self, problem: Problem) -> String {
        let text = match problem {
            Problem::Empty => &self.empty,
            Problem::TooLong => &self.too_long,
            Problem::TooFast => &self.too_fast,
            Problem::Away => &self.away,
            Problem::Ended => &self.ended,
            Problem::Offline => &self.offline,
            Problem::Broken => &self.broken,
        };
        text.clone()
    }
}

/// The note. Its retry button sends the composer's form, so it works without wasm as well.
#[component]
pub(crate) fn Trouble(
    /// What did not work.
    problem: Problem,
    /// What to say about it.
    texts: TroubleTexts,
) -> impl IntoView {
    let said = texts.of(problem);
    let way_on = match problem {
        Problem::Ended => Some((Some("/start"), texts.start_anew)),
        Problem::Empty | Problem::TooLong => None,
        _ => Some((None, texts.retry)),
    };
    view! {
        <div class="trouble">
            <p>{said}</p>
            {way_on.map(|(action, text)| view! {
                <button class="soft" type="submit" form="composer" formaction=action>{text}</button>
            })}
        </div>
    }
}
