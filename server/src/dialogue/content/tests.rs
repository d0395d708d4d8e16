//! Checks what is said: complete, short, different, and nothing that must not be said.

use super::super::ask::{Ask, REFUSED};
use super::super::crisis::Kind;
use super::super::heard::{Feeling, Topic};
use super::*;

fn lists(texts: &Texts) -> Vec<(String, Vec<String>)> {
    let talk = &texts.talk;
    let mut all: Vec<(String, Vec<String>)> = [
        ("hello", &talk.hello),
        ("hello_again", &talk.hello_again),
        ("listen", &talk.listen),
        ("ask_topic", &talk.ask_topic),
        ("ask_feeling", &talk.ask_feeling),
        ("check", &talk.check),
        ("offer", &talk.offer),
        ("step", &talk.step),
        ("thanks", &talk.thanks),
        ("goodbye", &talk.goodbye),
        ("who", &talk.who),
        ("secret", &talk.secret),
        ("yes", &talk.yes),
        ("no", &talk.no),
        ("well", &talk.well),
        ("noted", &talk.noted),
        ("ask_free", &talk.ask_free),
        ("after", &texts.crisis.after),
        ("still", &texts.crisis.still),
        ("denial", &texts.crisis.denial),
        ("actions", &texts.info.actions),
    ]
    .map(|(name, list)| (name.to_owned(), list.clone()))
    .into();
    for map in [&texts.feeling, &texts.crisis.high, &texts.crisis.imminent] {
        all.extend(map.iter().map(|(name, list)| (name.clone(), list.clone())));
    }
    for (name, about) in &texts.topic {
        let mut list = about.steps.clone();
        list.extend([about.heard.clone(), about.ask.clone()]);
        all.push((name.clone(), list));
    }
    all.push((
        "opening".into(),
        vec![
            talk.opening.clone(),
            talk.opening_feeling.clone(),
            talk.program.clone(),
            texts.info.message.clone(),
        ],
    ));
    let [summary, resume] = [
        vec![&texts.summary.talked, &texts.summary.nothing],
        vec![&texts.resume.back, &texts.resume.known, &texts.resume.unknown],
    ];
    let single = [&talk.begin, &talk.hello_back, &talk.just_talk];
    let maps = [&texts.ask, &texts.platform, &texts.summary.feeling];
    let said = single.into_iter().chain(summary).chain(resume);
    all.push(("new".into(), said.cloned().collect()));
    for map in maps.into_iter().chain(texts.reaction.values()) {
        all.push(("map".into(), map.values().cloned().collect()));
    }
    all
}

#[test]
fn every_language_has_every_feeling_topic_and_kind() {
    for language in Language::ALL {
        let texts = texts(language);
        for feeling in Feeling::ALL {
            assert!(texts.feeling[feeling.name()].len() >= 2, "{language:?} {feeling:?}");
        }
        for topic in Topic::ALL {
            assert!(texts.topic[topic.name()].steps.len() >= 3, "{language:?} {topic:?}");
        }
        for kind in Kind::ALL {
            assert!(texts.crisis.high[kind.name()].len() >= 2, "{language:?} {kind:?}");
            assert!(texts.crisis.imminent[kind.name()].len() >= 2, "{language:?} {kind:?}");
        }
        assert_eq!(texts.feeling.len(), Feeling::ALL.len());
        assert_eq!(texts.topic.len(), Topic::ALL.len());
    }
}

#[test]
fn every_language_has_every_question_with_its_options() {
    let sorted = |map: &HashMap<String, String>| {
        let mut keys: Vec<String> = map.keys().cloned().collect();
        keys.sort();
        keys
    };
    let first = texts(Language::En);
    for language in Language::ALL {
        let texts = texts(language);
        assert_eq!(texts.label.len(), Ask::ALL.len());
        for ask in Ask::ALL {
            let labels = &texts.label[ask.name()];
            let mut keys = ask.keys();
            keys.retain(|key| *key != REFUSED);
            keys.sort_unstable();
            assert_eq!(sorted(labels), keys, "{language:?} {ask:?}");
            let mut seen = std::collections::HashSet::new();
            for label in labels.values().chain([&texts.talk.rather_not_say]) {
                assert!((2..=60).contains(&label.chars().count()), "{label}");
                assert!(seen.insert(label), "twice: {label}");
            }
            let question = *ask == Ask::Emotion || texts.ask[ask.name()].ends_with('?');
            assert!(question, "{language:?} {ask:?}");
        }
        for (ask, reactions) in &texts.reaction {
            assert_eq!(sorted(reactions), sorted(&first.reaction[ask]));
            assert!(reactions.keys().all(|key| Ask::parse(ask).unwrap().key(key).is_some()));
        }
        assert_eq!(sorted(&texts.platform), sorted(&first.platform));
        assert!(texts.platform.keys().all(|key| Ask::Platform.key(key).is_some()));
    }
}

#[test]
fn every_language_can_sum_up_every_topic_and_feeling() {
    for language in Language::ALL {
        let summary = &texts(language).summary;
        for topic in Topic::ALL.iter().map(|topic| topic.name()).chain(["hard", "talk"]) {
            assert!(summary.about.contains_key(topic), "{language:?} {topic}");
        }
        for feeling in Feeling::ALL {
            assert!(summary.feeling.contains_key(feeling.name()), "{language:?} {feeling:?}");
        }
        assert!(summary.place.keys().all(|key| Ask::Platform.key(key).is_some()));
        assert!(summary.talked.contains("{about}"));
        assert!(texts(language).resume.known.contains("{about}"));
    }
}

#[test]
fn the_greeting_names_the_program_and_how_long_words_are_kept() {
    for (language, words) in [
        (Language::Fr, ["programme, pas une personne", "trente jours"]),
        (Language::En, ["program, not a person", "thirty days"]),
        (Language::Vi, ["chương trình máy tính, không phải người", "ba mươi ngày"]),
    ] {
        for word in words {
            assert!(texts(language).talk.begin.contains(word), "{word}");
        }
    }
}

#[test]
fn the_languages_have_the_same_number_of_variants() {
    let counts = |language| {
        let mut counts: Vec<(String, usize)> =
            lists(texts(language)).into_iter().map(|(name, list)| (name, list.len())).collect();
        counts.sort();
        counts
    };
    assert_eq!(counts(Language::Fr), counts(Language::En));
    assert_eq!(counts(Language::Fr), counts(Language::Vi));
}

#[test]
fn no_text_is_empty_too_long_or_twice_in_its_language() {
    for language in Language::ALL {
        let mut seen = std::collections::HashSet::new();
        for (name, list) in lists(texts(language)) {
            for text in list {
                assert!((10..=600).contains(&text.chars().count()), "{name}: {text}");
                assert!(seen.insert(text.clone()), "twice: {text}");
            }
        }
    }
}

#[test]
fn numbers_come_from_the_helplines_and_never_stand_in_a_text() {
    for language in Language::ALL {
        for (name, list) in lists(texts(language)) {
            for text in list {
                let digits = text.chars().filter(char::is_ascii_digit).count();
                assert!(digits < 3 || name == "opening", "{text}");
            }
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
    for language in Language::ALL {
        for (_, list) in lists(texts(language)) {
            for text in list {
                let lower = text.to_lowercase();
                for words in forbidden {
                    assert!(!lower.contains(words), "{words}: {text}");
                }
            }
        }
    }
}
