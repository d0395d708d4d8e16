//! The talk in every state: bubbles, choices, notes on trouble, the crisis card.

use super::State;
use super::samples::*;
use crate::api::chat::{ChatTurn, Monster, OpenChat};
use crate::api::help::Helpline;
use crate::components::{Bubble, Composer, Stage, ask, card};
use crate::language::Language;
use crate::pages::chat::{Pause, resume};
use crate::visit::{Character, Earlier, Problem};
use crate::words::{Words, words};
use leptos::prelude::*;
use uuid::Uuid;

pub(super) fn states<'a>(
    cast: &'a [Character],
    lines: &'a [(String, Vec<Helpline>)],
    language: Language,
) -> Vec<State<'a>> {
    let words = words(language);
    let mut states = stages(cast);
    states.extend(bubbles(cast, words));
    states.extend(choices(language, words));
    states.extend(composers(words));
    states.extend(crises(lines, language));
    states.push((
        "resume".into(),
        Box::new(move || {
            let earlier = Earlier { conversation: Uuid::from_u128(2), summary: STEPS.into() };
            resume(earlier, words).into_any()
        }),
    ));
    states.push((
        "pause".into(),
        Box::new(move || view! { <Pause conversation=None is_shown=true words/> }.into_any()),
    ));
    states
}

fn stages(cast: &[Character]) -> Vec<State<'_>> {
    let stage = |monster: Monster| -> State<'_> {
        let draw = move || {
            let cast = cast.to_vec();
            view! { <div data-speaker=monster.name()><Stage cast/></div> }.into_any()
        };
        (format!("stage-{}", monster.name()), Box::new(draw))
    };
    Monster::ALL.map(stage).into()
}

fn bubbles<'a>(cast: &'a [Character], words: &'static Words) -> Vec<State<'a>> {
    let long = "It is a long story and I do not know where it begins. ".repeat(56);
    let mut turns: Vec<(String, ChatTurn)> = vec![
        ("bubble-me".into(), turn(None, "They laugh at me every day.")),
        ("bubble-me-long".into(), turn(None, &long)),
        ("bubble-me-word".into(), turn(None, LONG_WORD)),
        ("bubble-me-vietnamese".into(), turn(None, VIETNAMESE)),
        ("bubble-me-markup".into(), turn(None, MARKUP)),
        ("bubble-me-lines".into(), turn(None, "one\ntwo\n\nthree")),
        ("bubble-me-file".into(), with_files("", 1)),
        ("bubble-me-files".into(), with_files("Ten of them", 10)),
        ("bubble-steps".into(), turn(Some(Monster::Pixel), STEPS)),
        ("bubble-long".into(), turn(Some(Monster::Nuage), &long)),
        ("bubble-vietnamese".into(), turn(Some(Monster::Moustache), VIETNAMESE)),
        ("bubble-word".into(), turn(Some(Monster::Betty), LONG_WORD)),
    ];
    for up in [true, false] {
        let judged = turn(Some(Monster::Betty), "Was that good?");
        turns.push((format!("bubble-thumb-{up}"), ChatTurn { thumb: Some(up), ..judged }));
    }
    for monster in Monster::ALL {
        let said = turn(Some(monster), "I am here, and I have time for you.");
        turns.push((format!("bubble-{}", monster.name()), said));
    }
    let state = |(name, turn): (String, ChatTurn)| -> State<'a> {
        let draw = move || {
            let (turn, conversation) = (&turn, Uuid::from_u128(2));
            view! { <ol class="talk"><Bubble turn conversation cast words/></ol> }.into_any()
        };
        (name, Box::new(draw))
    };
    turns.into_iter().map(state).collect()
}

fn choices(language: Language, words: &'static Words) -> Vec<State<'static>> {
    let question = "What happened?".to_owned();
    let chats = [
        ("ask-emotions", OpenChat { emotion_options: emotions(), ..chat(language) }),
        ("ask-answers", OpenChat { dropdown_options: answers(), ..chat(language) }),
        (
            "ask-question",
            OpenChat {
                dropdown_question: Some(question),
                dropdown_options: answers(),
                ..chat(language)
            },
        ),
    ];
    let state = |(name, chat): (&str, OpenChat)| -> State<'static> {
        let draw = move || view! { <div class="ask">{ask(&chat, "", words)}</div> }.into_any();
        (name.to_owned(), Box::new(draw))
    };
    chats.map(state).into()
}

fn composers(words: &'static Words) -> Vec<State<'static>> {
    let problems = [
        ("composer", None),
        ("composer-empty", Some(Problem::Empty)),
        ("composer-too-long", Some(Problem::TooLong)),
        ("composer-too-fast", Some(Problem::TooFast)),
        ("composer-away", Some(Problem::Away)),
        ("composer-ended", Some(Problem::Ended)),
        ("composer-offline", Some(Problem::Offline)),
        ("composer-broken", Some(Problem::Broken)),
    ];
    let state = |(name, problem): (&str, Option<Problem>)| -> State<'static> {
        let draw = move || {
            let draft = if problem.is_some() { MARKUP.to_owned() } else { String::new() };
            view! {
                <Composer conversation=None key=String::new() draft problem has_voice=true words/>
            }
            .into_any()
        };
        (name.to_owned(), Box::new(draw))
    };
    problems.map(state).into()
}

/// The card of each country, and folded.
fn crises(lines: &[(String, Vec<Helpline>)], language: Language) -> Vec<State<'static>> {
    let whole = |(country, lines): &(String, Vec<Helpline>)| -> State<'static> {
        let lines = lines.clone();
        let draw = move || {
            let chat = OpenChat { crisis_info: Some(crisis(&lines)), ..chat(language) };
            card(&chat, &lines, language).into_any()
        };
        (format!("crisis-{country}"), Box::new(draw))
    };
    let mut states: Vec<State<'static>> = lines.iter().map(whole).collect();
    let first = lines.first().map(|(_, lines)| lines.clone()).unwrap_or_default();
    let folded = move || {
        let mut chat = chat(language);
        for turn in &mut chat.turns.messages {
            turn.is_crisis_detected = true;
        }
        card(&chat, &first, language).into_any()
    };
    states.push(("crisis-folded".into(), Box::new(folded)));
    states
}
