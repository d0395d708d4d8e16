//! What our own content says about a conversation: the ground on which a language model may stand.

use app::language::Language;

use super::ask;
use super::care::Care;
use super::reader::Reader;
use super::state::State;
use super::steps::{self, Step};
use super::talk::Audience;

/// The most characters of a ground.
const MOST: usize = 2000;

impl Care {
    /// What we say on the topic of a conversation, for its reader: at most 2,000 characters; empty
    /// while nothing is known.
    pub fn ground(&self, state: &State, language: Language, audience: &Audience) -> String {
        let texts = self.texts(language, Reader::of(audience, state));
        let mut ground = String::new();
        let Some(topic) = ask::subject(state) else { return ground };
        let heard = texts.topic.get(topic.name()).map(|about| about.heard.as_str());
        let step = |step: &Step| steps::find(*step, topic, texts, state, None);
        let said = Step::ALL.iter().filter_map(step).map(|open| open.text);
        for text in heard.into_iter().chain(said) {
            if ground.chars().count() + text.chars().count() >= MOST {
                break;
            }
            ground.push_str(text);
            ground.push('\n');
        }
        ground
    }
}
