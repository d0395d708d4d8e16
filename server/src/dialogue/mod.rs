//! The engine behind the talk: it hears what a message says, answers, and knows who can help.
//!
//! | File | What lives there |
//! |---|---|
//! | `words`, `hash`, `spelling`, `pattern` | messages as comparable words, and patterns over them |
//! | `lexicon`, `hearing/*.toml` | what can be heard: feelings, topics, signals |
//! | `language` | which language a message is in |
//! | `crisis`, `crisis/*.toml` | whether somebody is in danger: patterns and a learnt model |
//! | `linear` | models of one row of weights for each feature, and how they are learnt |
//! | `gist` | what a message is about and wants, where the lists do not tell: a learnt guess |
//! | `thread` | what a whole talk is about by now: a learnt belief, of which only scores are kept |
//! | `danger` | what a danger is called in our texts, and whom it needs |
//! | `care`, `content`, `content/*/*.toml` | what is said, to which reader, with an operator's texts over ours |
//! | `talk`, `state`, `used` | what is answered, and what is remembered |
//! | `ask` | the questions that have options, and what choosing one says |
//! | `steps` | the steps of the advice, and who says them |
//! | `reader` | for whom a text is worded |
//! | `ground` | what a language model is told of our advice |
//! | `summary` | what a conversation was about |
//! | `helplines`, `helplines.toml` | who can be called, by country |

mod ask;
mod care;
mod content;
mod crisis;
mod danger;
mod gist;
mod ground;
mod hash;
mod heard;
mod helplines;
mod language;
mod lexicon;
mod linear;
mod pattern;
mod reader;
mod spelling;
mod state;
mod steps;
mod summary;
mod talk;
mod thread;
mod used;
mod words;

pub use ask::{Ask, Asked, Reply, awaits_choice, takes_choice, takes_emotion};
pub use care::Care;
pub use crisis::{Crisis, Kind, Level, study};
pub use danger::Danger;
pub use gist::{Gist, gist, study as gist_study};
pub use heard::{Feeling, Heard, Signal, Topic, hear};
pub use helplines::Place;
pub(crate) use pattern::{Ids, Patterns};
pub use reader::Reader;
pub use state::State;
pub use talk::{Answer, Audience, Person, Said, study as talk_study};
pub use thread::study as thread_study;
pub(crate) use words::{Word, split};
