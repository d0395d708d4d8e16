//! What the server hands to a page: who looks at it, what was said, and what did not work.

#[cfg(feature = "ssr")]
use crate::api::{
    chat::{ConversationSummary, Monster, OpenChat},
    feedback::Category,
    help::Helpline,
};
use crate::error::ApiError;
use crate::language::Language;
#[cfg(feature = "ssr")]
use crate::look::Look;
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
    /// Whether it is that of somebody who signed in.
    pub is_person: bool,
    /// How the page looks and sounds.
    #[cfg(feature = "ssr")]
    pub look: Look,
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
    /// What was chosen in the settings is kept.
    SettingsKept,
    /// One conversation was erased.
    TalkErased,
    /// One conversation was not there any more.
    TalkGone,
}

/// Who somebody is to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Nobody that we know.
    Nobody,
    /// Somebody with an anonymous session.
    Visitor,
    /// Somebody who signed in.
    Person,
}

/// The earlier conversations that a page shows.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct Shelf {
    /// What was looked for; empty where all are shown.
    pub wanted: String,
    /// What was found, newest first.
    pub found: Vec<ConversationSummary>,
    /// Whether there are none at all.
    pub is_empty: bool,
    /// The monsters, as they are called here.
    pub cast: Vec<Character>,
}

/// What the page that asks for an opinion shows.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub enum Opinion {
    /// The form, with what was filled in before.
    Wanted {
        /// One to five stars.
        rating: Option<i32>,
        /// What it is about.
        category: Option<Category>,
        /// The words.
        text: String,
        /// Why it was not kept.
        problem: Option<OpinionProblem>,
    },
    /// It was just given.
    Given,
    /// It had been given before.
    GivenBefore,
    /// There is no session to speak of.
    NoTalk,
    /// Signed-in people judge each answer with a thumb.
    ByThumbs,
}

#[cfg(feature = "ssr")]
impl Opinion {
    /// The empty form.
    pub fn wanted() -> Opinion {
        Opinion::Wanted { rating: None, category: None, text: String::new(), problem: None }
    }
}

/// Why an opinion was not kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OpinionProblem {
    /// No star was chosen.
    NoStar,
    /// The text is too long.
    TooLong,
    /// It could not be kept just now.
    Away,
}

/// What the chat page shows.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct Talk {
    /// The conversation; nothing where it could not be read and only the draft is left.
    pub chat: Option<OpenChat>,
    /// What was said before a break.
    pub earlier: Option<Earlier>,
    /// A text that was not sent; it stands in the field again.
    pub draft: String,
    /// Why it was not sent.
    pub problem: Option<Problem>,
    /// What surrounds the talk.
    pub scene: Scene,
}

/// A talk that somebody comes back to.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct Earlier {
    /// The conversation.
    pub conversation: uuid::Uuid,
    /// What it was about.
    pub summary: String,
}

/// What surrounds a talk.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug, Default)]
pub struct Scene {
    /// The monsters, as they are called here.
    pub cast: Vec<Character>,
    /// Who can be called, with every way of reaching them.
    pub lines: Vec<Helpline>,
    /// Whether the monsters take turns with a flip of their card.
    pub flips: bool,
    /// Whether there is somebody to write down what is spoken.
    pub has_voice: bool,
    /// What the page's forms are called: the same form sent twice is one deed.
    pub key: String,
}

/// A monster as it is called in a language.
#[cfg(feature = "ssr")]
#[derive(Clone, Debug)]
pub struct Character {
    /// Which one.
    pub monster: Monster,
    /// Its name.
    pub name: String,
    /// What it is there for, in a few words.
    pub job: String,
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
            401 | 404 | 410 => Problem::Ended,
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
