//! Says what a conversation was about, from what is remembered and never in the person's words.

use super::ask::Ask;
use super::content::Texts;
use super::heard::Topic;
use super::state::State;

/// What the conversation was about, in at most 280 characters.
pub fn summary(state: &State, texts: &Texts) -> String {
    let about = about(state, texts);
    let texts = &texts.summary;
    let Some(about) = about else { return texts.nothing.clone() };
    let talked = texts.talked.replace("{about}", &about);
    match state.feeling.and_then(|feeling| texts.feeling.get(feeling.name())) {
        Some(felt) => format!("{talked} {felt}"),
        None => talked,
    }
}

/// The words to put after "we talked about"; `None` while nothing is known.
pub fn about(state: &State, texts: &Texts) -> Option<String> {
    let texts = &texts.summary;
    let told = state.feeling.is_some() || state.answer(Ask::What).is_some();
    let name = match state.topic {
        Some(topic) => Topic::name(topic),
        None if state.crisis.is_some() => "hard",
        None if told => "talk",
        None => return None,
    };
    let about = texts.about.get(name)?;
    match state.answer(Ask::Platform).and_then(|platform| texts.place.get(platform)) {
        Some(place) if state.topic.is_some() => Some(format!("{about}, {place}")),
        _ => Some(about.clone()),
    }
}
