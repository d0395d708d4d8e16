//! Walks through conversations with monsters and coming back.

use super::super::ask::{REFUSED, awaits_choice};
use super::super::crisis::Kind;
use super::super::heard::Feeling;
use super::super::summary::summary;
use super::choices::{awaits_emotion, choose, keys, offered, walk_with};
use super::tests::{Walk, questions, texts};
use super::*;

#[test]
fn coming_back_reminds_and_offers_again_what_was_on_offer() {
    for language in Language::ALL {
        let (mut walk, _) = walk_with(language, "insults");
        let before = offered(&walk);
        let answer = walk.turn(&Said::Resume);
        assert_eq!(offered(&walk), before);
        assert!(answer.text.contains(&texts(language).summary.about["insults"]), "{}", answer.text);
        assert_eq!((answer.monster, questions(&answer.text)), (Monster::Moustache, 1));
        choose(&mut walk, "received");
    }
}

#[test]
fn coming_back_before_anything_was_said_is_plain() {
    let mut walk = Walk::new(Language::En);
    walk.turn(&Said::Begin);
    let answer = walk.turn(&Said::Resume);
    assert_eq!(answer.text, texts(Language::En).resume.unknown);
    assert!(awaits_emotion(&walk));
}

#[test]
fn who_left_in_danger_is_asked_about_it_on_coming_back() {
    let mut walk = Walk::new(Language::Fr);
    walk.say("je veux mourir");
    let answer = walk.turn(&Said::Resume);
    assert!(answer.text.contains("3114"), "{}", answer.text);
    assert_eq!(answer.monster, Monster::Vigie);
}

#[test]
fn the_chosen_monster_speaks_but_for_danger() {
    let mut walk = Walk::new(Language::En);
    walk.person.audience.chosen = Some(Monster::Nuage);
    assert_eq!(walk.turn(&Said::Begin).monster, Monster::Nuage);
    assert_eq!(walk.turn(&Said::Emotion("sad")).monster, Monster::Nuage);
    assert_eq!(walk.turn(&Said::Resume).monster, Monster::Nuage);
    assert_eq!(walk.say("i want to kill myself").monster, Monster::Vigie);
}

#[test]
fn nuage_calms_who_has_no_topic() {
    let mut walk = Walk::new(Language::En);
    walk.turn(&Said::Begin);
    walk.turn(&Said::Emotion("afraid"));
    choose(&mut walk, REFUSED);
    assert_eq!(walk.state.monster, Monster::Nuage);
}

#[test]
fn a_greeting_or_a_cry_for_help_after_the_beginning_is_answered() {
    let mut walk = Walk::new(Language::En);
    walk.turn(&Said::Begin);
    assert_eq!(walk.say("hi").text, texts(Language::En).talk.hello_back);
    assert!(awaits_emotion(&walk));
    let mut walk = Walk::new(Language::En);
    walk.turn(&Said::Begin);
    let answer = walk.say("Hello, I need help.");
    assert!(answer.text.contains("988") && awaits_choice(&walk.state), "{}", answer.text);
}

#[test]
fn asking_who_answers_leaves_the_options_on_offer() {
    let mut walk = Walk::new(Language::En);
    walk.turn(&Said::Begin);
    walk.say("are you a robot?");
    assert!(awaits_emotion(&walk));
}

#[test]
fn who_just_wants_to_talk_gets_no_exercise() {
    let (_, answer) = walk_with(Language::En, "talk");
    let talk = &texts(Language::En).talk;
    assert_eq!(answer.text, format!("{}\n\n{}", talk.just_talk, talk.ask_free[0]));
}

#[test]
fn a_picked_topic_of_everyday_gets_no_questions_about_platforms() {
    for topic in ["school", "family", "love", "sadness", "talk"] {
        let (walk, answer) = walk_with(Language::Vi, topic);
        assert!(!keys(&walk).iter().any(|key| key == "snapchat"), "{topic}");
        assert!(answer.text.ends_with('?'), "{}", answer.text);
    }
}

#[test]
fn every_summary_is_short_and_in_its_language() {
    for language in Language::ALL {
        let topics = Topic::ALL.iter().copied().map(Some).chain([None]);
        for topic in topics {
            for feeling in Feeling::ALL.iter().copied().map(Some).chain([None]) {
                for platform in Ask::Platform.keys() {
                    let mut state = State { topic, feeling, ..State::default() };
                    state.answers.insert(Ask::Platform, platform.to_owned());
                    let text = summary(&state, texts(language));
                    assert!((10..=280).contains(&text.chars().count()), "{text}");
                    assert!(!text.contains(['{', '}']), "{text}");
                }
            }
        }
        let state = State { crisis: Some(Kind::Suicide), ..State::default() };
        assert!(summary(&state, texts(language)).contains(&texts(language).summary.about["hard"]));
        assert_eq!(summary(&State::default(), texts(language)), texts(language).summary.nothing);
    }
}

#[test]
fn the_state_holds_no_words_of_the_person() {
    let mut walk = Walk::new(Language::En);
    walk.turn(&Said::Begin);
    walk.say("my zebra told everyone a rumour about me on snap");
    let stored = serde_json::to_string(&walk.state).unwrap();
    assert!(!stored.contains("zebra") && stored.len() < 600, "{stored}");
}

#[test]
fn an_unknown_key_is_answered_like_silence() {
    let mut walk = Walk::new(Language::En);
    walk.turn(&Said::Begin);
    assert!(walk.turn(&Said::Emotion("bored")).text.ends_with('?'));
}

#[test]
fn a_short_answer_about_safety_keeps_the_danger_in_sight() {
    for (language, cry, yes, no) in [
        (Language::En, "i want to kill myself", "yes", "no"),
        (Language::Fr, "je veux mourir", "oui", "non"),
        (Language::Vi, "em muốn tự tử", "dạ có", "không"),
    ] {
        let mut walk = Walk::new(language);
        walk.say(cry);
        let answer = walk.say(yes);
        assert_eq!(answer.level, Some(Level::High), "{yes}: {}", answer.text);
        assert_eq!(answer.monster, Monster::Vigie);

        let mut walk = Walk::new(language);
        walk.say(cry);
        walk.say("...");
        let answer = walk.say(no);
        assert_eq!(answer.level, Some(Level::High), "{no}: {}", answer.text);
    }
}

#[test]
fn no_to_the_thought_of_dying_is_no_new_danger() {
    let mut walk = Walk::new(Language::En);
    walk.say("i want to kill myself");
    assert_eq!(walk.say("no").level, None);
}
