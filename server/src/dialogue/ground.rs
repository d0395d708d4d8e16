//! What our own content says about a conversation's topic, for a model that puts it into other words.

use app::api::person::Audience;
use app::language::Language;

use super::ask::{self, Ask};
use super::content::texts;
use super::state::State;

/// The longest ground, in characters.
const LONGEST: usize = 2000;

/// What was understood, the steps and the platform's own way, a line each and at most 2,000
/// characters; empty while the topic is not known.
pub fn ground(state: &State, language: Language, _audience: &Audience) -> String {
    let texts = texts(language);
    let mut lines: Vec<&str> = Vec::new();
    let topic = ask::subject(state).and_then(|topic| texts.topic.get(topic.name()));
    if let Some(about) = topic {
        lines.push(&about.heard);
        lines.extend(about.steps.iter().map(String::as_str));
    }
    let platform = state.answer(Ask::Platform).and_then(|key| texts.platform.get(key));
    lines.extend(platform.map(String::as_str));
    let mut ground = String::new();
    for line in lines {
        if ground.chars().count() + line.chars().count() < LONGEST {
            ground.push_str(line);
            ground.push('\n');
        }
    }
    ground
}
