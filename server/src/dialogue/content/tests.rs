//! Checks what is said, in every language and for every reader.

use super::super::care::Care;
use super::super::reader::Reader;
use super::every::{all, lists};
use super::*;

fn everyone() -> impl Iterator<Item = (Language, Reader)> {
    let readers = |language| Reader::ALL.map(|reader| (language, reader));
    Language::ALL.into_iter().flat_map(readers)
}

#[test]
fn every_text_is_there_short_and_with_its_places() {
    assert_eq!(Care::ours().problems(), Vec::<String>::new());
}

#[test]
fn the_greeting_names_the_program_and_how_long_words_are_kept() {
    let care = Care::ours();
    for (language, words) in [
        (Language::Fr, ["programme, pas une personne", "trente jours"]),
        (Language::En, ["program, not a person", "thirty days"]),
        (Language::Vi, ["không phải người", "ba mươi ngày"]),
    ] {
        for reader in Reader::ALL {
            let begin = &care.texts(language, reader).talk.begin;
            for word in words {
                assert!(begin.contains(word), "{reader:?} {word}: {begin}");
            }
        }
    }
}

#[test]
fn no_text_is_said_twice_in_its_language() {
    let care = Care::ours();
    for (language, reader) in everyone() {
        let mut seen = HashMap::new();
        for (name, list) in lists(care.texts(language, reader)) {
            for text in list.iter().filter(|_| !name.starts_with("info")) {
                let before = seen.insert(text, name.clone());
                assert_eq!(before, None, "{language:?} {reader:?} {name}: {text}");
            }
        }
    }
}

#[test]
fn numbers_come_from_the_helplines_and_never_stand_in_a_text() {
    let care = Care::ours();
    for (language, reader) in everyone() {
        for (name, text) in all(care.texts(language, reader)) {
            // Articles of the law have numbers; the French line for taking down is a tool.
            let is_fine = name.contains(".law.") || name.contains("takedown");
            let mut runs = text.split(|c: char| !c.is_ascii_digit());
            assert!(is_fine || runs.all(|run| run.len() < 3), "{language:?} {name}: {text}");
        }
    }
}

#[test]
fn nothing_is_promised_asked_or_blamed_that_must_not_be() {
    let forbidden = [
        "je suis humain",
        "je suis une vraie personne",
        "je ne dirai rien",
        "je garde le secret",
        "j'ai prévenu",
        "nous avons prévenu",
        "comment tu t'appelles",
        "quelle école",
        "ton adresse",
        "envoie-moi",
        "c'est ta faute",
        "tu aurais dû",
        "i am human",
        "i won't tell",
        "i promise",
        "i have alerted",
        "we have alerted",
        "what is your name",
        "which school",
        "your address",
        "send me",
        "you should have",
        "mình là người thật",
        "mình hứa",
        "mình sẽ giữ bí mật",
        "đã báo cho",
        "tên bạn là gì",
        "trường nào",
        "địa chỉ của bạn",
        "gửi cho mình",
        "lẽ ra bạn",
        "lorem",
        "todo",
    ];
    let care = Care::ours();
    for (language, reader) in everyone() {
        for (name, text) in all(care.texts(language, reader)) {
            let lower = text.to_lowercase();
            for words in forbidden {
                assert!(!lower.contains(words), "{name}: {words}: {text}");
            }
        }
    }
}

#[test]
fn the_first_answer_to_a_danger_by_their_own_hand_asks_plainly_for_dying() {
    // A yes to it is taken as a wish to die, so it must not ask for a wound.
    let words =
        ["dying", "killing yourself", "ending your life", "mourir", "suicide", "chết", "tự tử"];
    let care = Care::ours();
    for language in Language::ALL {
        for reader in [Reader::Teen, Reader::Child, Reader::Older] {
            let high = &care.texts(language, reader).crisis.high;
            for kind in ["suicide", "self_harm", "eating"] {
                let question = high[kind][0].lines().last().unwrap_or_default();
                let asks = words.iter().any(|word| question.contains(word));
                assert!(asks, "{language:?} {reader:?} {kind}: {question}");
            }
        }
    }
}
