//! What the server hands to a page: who looks at it, what was said, and what did not work.

use crate::api::{crisis::CrisisInfo, message::Message};
use crate::error::ApiError;
use crate::language::Language;
use serde::{Deserialize, Serialize};

/// What the server knows of the one who looks at a page.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The language of the page.
    pub language: Language,
    /// ISO 3166 alpha-2, if known.
    pub country: Option<String>,
    /// The page's path, such as `/help`.
    pub path: String,
    /// Whether a talk is open on this device.
    pub has_session: bool,
    /// A short message above the page.
    pub notice: Option<Notice>,
}

/// A short message above the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// Everything was erased, as asked.
    Erased,
    /// The session of the cookie has expired or is unknown.
    SessionEnded,
}

/// What the chat page shows.
#[derive(Clone, Debug)]
pub struct Talk {
    /// What was said, oldest first.
    pub messages: Vec<Message>,
    /// Shown while the session is in crisis mode.
    pub crisis: Option<CrisisInfo>,
    /// A text that was not sent; it stands in the field again.
    pub draft: String,
    /// Why it was not sent.
    pub problem: Option<Problem>,
}

/// Why something did not work, in terms that a page can explain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Problem {
    /// Nothing was written.
    Empty,
    /// The text is longer than a message may be.
    TooLong,
    /// The rate limit.
    TooFast,
    /// The server or its database is away.
    Away,
    /// The session has expired or was erased.
    Ended,
    /// The browser has no network.
    Offline,
    /// Our own fault.
    Broken,
}

impl Problem {
    /// What to say of an error.
    pub fn of(error: &ApiError) -> Problem {
        Problem::of_status(error.status)
    }

    /// Reads the status of an error; 0 means that the request never arrived.
    ///
    /// 422 is read as too long: whoever sends a text looks first whether it is empty.
    pub fn of_status(status: u16) -> Problem {
        match status {
            0 => Problem::Offline,
            404 | 410 => Problem::Ended,
            422 => Problem::TooLong,
            429 => Problem::TooFast,
            503 => Problem::Away,
            _ => Problem::Broken,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{ApiError, Problem};

    #[test]
    fn a_status_becomes_something_that_a_page_can_explain() {
        assert_eq!(Problem::of(&ApiError::text_has_wrong_length("content")), Problem::TooLong);
        assert_eq!(Problem::of(&ApiError::session_is_unknown()), Problem::Ended);
        assert_eq!(Problem::of(&ApiError::session_has_expired()), Problem::Ended);
        assert_eq!(Problem::of(&ApiError::database_is_away()), Problem::Away);
        assert_eq!(Problem::of(&ApiError::new(429, "", "")), Problem::TooFast);
        assert_eq!(Problem::of(&ApiError::we_failed()), Problem::Broken);
    }
}
