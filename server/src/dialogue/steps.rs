//! The steps of the advice: in which order they come, where their words stand, who says them.

use app::api::chat::Monster;
use serde::{Deserialize, Serialize};

use super::ask::{self, Ask};
use super::content::Texts;
use super::heard::{Topic, named};
use super::reader::Reader;
use super::state::State;

named! {
    /// One step of the advice on a topic, in the order in which they are given.
    Step {
        /// What to do at once.
        Now = "now",
        /// What to keep as evidence.
        Keep = "keep",
        /// How to report it where it happens.
        Report = "report",
        /// How to block there.
        Block = "block",
        /// How to have a picture taken down.
        Takedown = "takedown",
        /// What else may help.
        Try = "try",
        /// Whom to tell, and how to begin.
        Tell = "tell",
        /// What the law says.
        Law = "law",
        /// What calms.
        Calm = "calm",
    }
}

impl Step {
    /// Who says it; nobody in particular where that is `None`.
    pub fn speaker(self, topic: Topic) -> Option<Monster> {
        match (self, topic) {
            (Step::Report | Step::Block | Step::Takedown, _) => Some(Monster::Pixel),
            (Step::Now | Step::Try, Topic::HackedAccount) => Some(Monster::Pixel),
            (Step::Keep | Step::Law, _) => Some(Monster::Moustache),
            (Step::Calm, _) | (Step::Now, Topic::Sleep) => Some(Monster::Nuage),
            _ => None,
        }
    }
}

/// A step that has not been said yet.
#[derive(Debug, PartialEq, Eq)]
pub struct Open<'a> {
    /// Which one.
    pub step: Step,
    /// How it is remembered that it was said.
    pub key: String,
    /// The words.
    pub text: &'a str,
}

/// How it is remembered that something to drink, smoke or swallow was named.
pub const SUBSTANCE: &str = "substance";

/// The next step on a topic that was not said yet; what the law says is for those who ask.
pub fn next<'a>(topic: Topic, reader: Reader, texts: &'a Texts, state: &State) -> Option<Open<'a>> {
    let open = |step: &Step| find(*step, topic, texts, state, None);
    order(topic, reader).iter().filter_map(open).find(|open| !state.knows(&open.key))
}

/// What comes first. A picture goes round by the hour, a stolen account is lost by the hour; with a
/// child an adult comes first.
const fn order(topic: Topic, reader: Reader) -> &'static [Step] {
    use Step::*;
    match (topic, reader) {
        // A doctor comes before how one speaks of it at table.
        (Topic::Eating, Reader::Parent | Reader::School) => &[Tell, Now, Try, Calm],
        (Topic::Habit, _) => &[Keep, Now, Try, Tell, Calm],
        (Topic::Dare, _) => &[Now, Try, Tell, Keep, Calm],
        (_, Reader::Child) => &[Now, Tell, Keep, Report, Block, Takedown, Try, Calm],
        (Topic::Image, _) => &[Now, Takedown, Keep, Report, Block, Try, Tell, Calm],
        (Topic::HackedAccount, _) => &[Now, Report, Try, Keep, Tell, Calm],
        _ => &[Now, Keep, Report, Block, Takedown, Try, Tell, Calm],
    }
}

/// One step on a topic, whether it was said or not.
pub fn find<'a>(
    step: Step,
    topic: Topic,
    texts: &'a Texts,
    state: &State,
    country: Option<&str>,
) -> Option<Open<'a>> {
    let about = texts.topic.get(topic.name())?;
    let own = |text| Open { step, key: format!("s.{}.{}", topic.name(), step.name()), text };
    match step {
        Step::Law => law(topic, texts, country).map(own),
        // What is drunk, smoked or swallowed has dangers that a game has not.
        Step::Keep if topic == Topic::Habit && !state.knows(SUBSTANCE) => None,
        // Away from the screen there is nothing to report or to block.
        Step::Report | Step::Block if state.answer(Ask::Platform) == Some(ask::OFFLINE) => None,
        Step::Report if is_reported(topic) => on_platform(job(topic), step, texts, state)
            .or_else(|| about.step.get(step.name()).map(|text| own(text))),
        Step::Block if is_reported(topic) && job(topic) == "report" => {
            on_platform("block", step, texts, state)
        }
        Step::Report | Step::Block => None,
        _ => about.step.get(step.name()).map(|text| own(text)),
    }
}

/// How to do something on the platform that was named.
pub fn on_platform<'a>(job: &str, step: Step, texts: &'a Texts, state: &State) -> Option<Open<'a>> {
    let platform = state.answer(Ask::Platform)?;
    let text = texts.platform.get(platform)?.get(job)?;
    Some(Open { step, key: format!("p.{platform}.{job}"), text })
}

/// What the law says on a topic in a country.
pub fn law<'a>(topic: Topic, texts: &'a Texts, country: Option<&str>) -> Option<&'a str> {
    let law = &texts.topic.get(topic.name())?.law;
    let own = country.and_then(|country| law.get(&country.to_ascii_uppercase()));
    own.or_else(|| law.get("other")).map(String::as_str)
}

/// What there is to do on a platform about a topic.
pub const fn job(topic: Topic) -> &'static str {
    match topic {
        Topic::FakeAccount => "fake",
        Topic::HackedAccount => "secure",
        _ => "report",
    }
}

/// Whether platforms can do something about it.
fn is_reported(topic: Topic) -> bool {
    ask::is_online(topic) && !matches!(topic, Topic::Regret | Topic::Pressure)
}

/// Whether it is so grave that a human is named early.
pub const fn is_grave(topic: Topic) -> bool {
    matches!(
        topic,
        Topic::Blackmail
            | Topic::Image
            | Topic::Stranger
            | Topic::Violence
            | Topic::Threats
            | Topic::Errands
            | Topic::Assault
            | Topic::Forced
            | Topic::Sold
            | Topic::Partner
            | Topic::Neglect
            | Topic::Leaving
            | Topic::Eating
            | Topic::Hate
    )
}
