//! The engine behind the talk: it hears what a message says, answers, and knows who can help.
//!
//! | File | What lives there |
//! |---|---|
//! | `words`, `spelling`, `pattern` | messages as comparable words, and patterns over them |
//! | `lexicon`, `hearing/*.toml` | what can be heard: feelings, topics, signals |
//! | `language` | which language a message is in |
//! | `crisis`, `crisis/*.toml` | whether somebody is in danger: patterns and a learnt model |
//! | `talk`, `state`, `content`, `content/*.toml` | what is answered, and what is remembered |
//! | `ask` | the questions that have options, and what choosing one says |
//! | `monsters` | who says what |
//! | `summary` | what a conversation was about |
//! | `helplines`, `helplines.toml` | who can be called, by country |

mod ask;
mod content;
mod crisis;
mod heard;
mod helplines;
mod language;
mod lexicon;
mod monsters;
mod pattern;
mod spelling;
mod state;
mod summary;
mod talk;
mod words;

pub use ask::{
    Ask, Asked, Reply, asked, awaits_choice, awaits_emotion, label_of_choice, label_of_emotion,
};
pub use crisis::{Crisis, Kind, Level, study};
pub use heard::{Feeling, Heard, Signal, Topic, hear};
pub use helplines::{countries, crisis_info, helplines};
pub use state::State;
pub use summary::summary;
pub use talk::{Answer, Person, Said, answer};
