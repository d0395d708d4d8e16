//! What the gallery shows in place of real talks.

use crate::api::Time;
use crate::api::chat::{
    ChatTurn, ChatTurns, ChoiceOption, ConversationSummary, EmotionOption, Monster, OpenChat,
};
use crate::api::crisis::{CrisisInfo, Hotline, Sentence};
use crate::api::help::Helpline;
use crate::api::message::Role;
use crate::api::totals::{LEAST_SHOWN, Series, Totals};
use crate::language::Language;
use chrono::{DateTime, TimeDelta};
use uuid::Uuid;

/// A long answer with steps and points.
pub(super) const STEPS: &str = "That took courage to say. You can do this now:\n\n\
    1. Stop answering. You owe them nothing.\n\
    2. Keep screenshots, with name, date and time.\n\
    3. Tell an adult whom you trust.\n\n\
    What often helps:\n\n- a glass of water\n- a walk\n- somebody near you";

/// Words that break nowhere.
pub(super) const LONG_WORD: &str = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen\
    https://example.org/a/very/long/address/without/any/space/in/it?and=a&query=too";

/// Vietnamese with stacked accents.
pub(super) const VIETNAMESE: &str = "Ở trường, các bạn trong lớp nhắn tin chửi mình mỗi ngày. \
    Ế, Ỗ, Ữ, Ẵ, Ặ: mình sợ những buổi sáng phải đến lớp.";

/// Markup that must stay text.
pub(super) const MARKUP: &str = "<b>bold</b> <img src=x onerror=alert(1)> &amp; </textarea>";

/// The moment of every sample.
pub(super) fn moment() -> Time {
    DateTime::UNIX_EPOCH + TimeDelta::days(20_785) + TimeDelta::minutes(845)
}

/// A message; `None` speaks for the person.
pub(super) fn turn(monster: Option<Monster>, content: &str) -> ChatTurn {
    ChatTurn {
        id: Uuid::from_u128(1),
        role: if monster.is_some() { Role::Assistant } else { Role::User },
        content: content.to_owned(),
        monster,
        attachments: Vec::new(),
        is_crisis_detected: false,
        thumb: None,
        created_at: moment(),
    }
}

/// A message with pictures and documents, none of which are there.
pub(super) fn with_files(content: &str, count: u128) -> ChatTurn {
    let kind = |number: u128| if number % 3 == 2 { "pdf" } else { "png" };
    let path = |number: u128| format!("{}.{}", Uuid::from_u128(number).simple(), kind(number));
    ChatTurn { attachments: (0..count).map(path).collect(), ..turn(None, content) }
}

/// A conversation in which nothing is awaited.
pub(super) fn chat(language: Language) -> OpenChat {
    OpenChat {
        session_id: Uuid::from_u128(2),
        language,
        monster: Monster::Betty,
        turns: ChatTurns { messages: vec![turn(None, "Hello")], has_more: false },
        emotion_options: Vec::new(),
        dropdown_question: None,
        dropdown_options: Vec::new(),
        crisis_info: None,
        updated_at: moment(),
    }
}

/// All faces.
pub(super) fn emotions() -> Vec<EmotionOption> {
    let keys =
        ["joy", "calm", "thoughtful", "surprised", "ashamed", "sad", "afraid", "angry", "skip"];
    let option = |key: &str| EmotionOption {
        key: key.to_owned(),
        label: key.to_owned(),
        emoji: String::new(),
    };
    keys.map(option).to_vec()
}

/// Answers, short and long.
pub(super) fn answers() -> Vec<ChoiceOption> {
    let options = [
        ("insults", "Insults or mockery"),
        ("group", "Everybody left me out of a group that I thought was mine, and laughs about it"),
        ("other", LONG_WORD),
        ("rather_not_say", "I'd rather not say"),
    ];
    let option = |(key, label): (&str, &str)| ChoiceOption { key: key.into(), label: label.into() };
    options.map(option).to_vec()
}

/// What a crisis card of a country shows.
pub(super) fn crisis(lines: &[Helpline]) -> CrisisInfo {
    let hotline = |line: &Helpline| {
        let number = line.number.clone().or_else(|| line.site.clone())?;
        let (name, available) = (line.name.clone(), line.hours.clone());
        Some(Hotline { name, number, available, free: line.free })
    };
    let sentence = "You matter. Please talk to someone now.".to_owned();
    CrisisInfo {
        hotlines: lines.iter().filter_map(hotline).take(4).collect(),
        message: Sentence { vi: sentence.clone(), en: sentence.clone(), fr: sentence },
        immediate_actions: vec![
            "Go to somebody near you.".to_owned(),
            "Put away what could hurt you.".to_owned(),
        ],
    }
}

/// An earlier conversation.
pub(super) fn summary(current_monster: Monster, summary: &str) -> ConversationSummary {
    let (id, summary) = (Uuid::from_u128(3), summary.to_owned());
    ConversationSummary { id, current_monster, summary, updated_at: moment() }
}

/// A month for staff: days without, with a few and with many of everything.
pub(super) fn totals(is_empty: bool) -> Totals {
    let first = moment().date_naive();
    let days: Vec<_> = first.iter_days().take(30).collect();
    let series = |most: i64| -> Series {
        let count = |day: i64| (!is_empty && day % 7 < 5).then_some(LEAST_SHOWN + day * most / 30);
        (0..30).map(count).collect()
    };
    let named =
        |names: &[&str]| names.iter().map(|name| ((*name).to_owned(), series(80))).collect();
    Totals {
        days,
        least_shown: LEAST_SHOWN,
        conversations: series(1200),
        turns: series(34_000),
        topics: if is_empty { named(&[]) } else { named(&["insults", "image", "exclusion"]) },
        crisis_levels: named(&["concern", "high", "imminent"]),
        ratings: named(&["1", "2", "3", "4", "5"]),
        average_rating: (!is_empty).then_some(4.2),
    }
}
