//! Walks through conversations by choosing: options, faces, late taps.

use super::super::ask::{self, Asked, REFUSED, awaits_choice, label_of_choice, label_of_emotion};
use super::super::heard::Feeling;
use super::super::summary::summary;
use super::tests::{Walk, beginning, questions, texts};
use super::*;

pub fn offered(walk: &Walk) -> Asked {
    ask::asked(&walk.state, texts(walk.person.language))
}

pub fn keys(walk: &Walk) -> Vec<String> {
    offered(walk).options.into_iter().map(|option| option.key).collect()
}

/// Chooses an option after looking that it is on offer.
pub fn choose(walk: &mut Walk, key: &str) -> Answer {
    assert!(label_of_choice(&walk.state, key, texts(walk.person.language)).is_some(), "{key}");
    walk.turn(&Said::Choice(key))
}

/// A conversation in which something was chosen as what happened.
pub fn walk_with(language: Language, topic: &str) -> (Walk, Answer) {
    let mut walk = Walk::new(language);
    walk.turn(&Said::Begin);
    walk.turn(&Said::Emotion("sad"));
    let answer = choose(&mut walk, topic);
    (walk, answer)
}

/// Whether the faces are asked for now.
pub fn awaits_emotion(walk: &Walk) -> bool {
    walk.state.awaited == Some(Ask::Emotion)
}

#[test]
fn the_whole_way_can_be_walked_by_choosing() {
    for language in Language::ALL {
        let content = texts(language);
        let mut walk = Walk::new(language);
        let begun = walk.turn(&Said::Begin);
        assert_eq!((begun.monster, begun.language), (Monster::Betty, language));
        assert!(awaits_emotion(&walk) && !awaits_choice(&walk.state));

        let felt = walk.turn(&Said::Emotion("sad"));
        assert!(felt.text.starts_with(&content.feeling["sad"][0]), "{}", felt.text);
        assert!(felt.text.ends_with(&content.ask["what"]), "{}", felt.text);
        assert_eq!(felt.monster, Monster::Moustache);
        assert_eq!(offered(&walk).question.as_ref(), Some(&content.ask["what"]));

        for (key, next) in [("insults", "part"), ("received", "who"), ("group", "platform")] {
            let answer = choose(&mut walk, key);
            assert!(answer.text.ends_with(&content.ask[next]), "{}", answer.text);
        }
        let mut said = choose(&mut walk, "instagram").text;
        said.push_str(&choose(&mut walk, "public").text);
        assert_eq!(keys(&walk)[0], "more");
        for _ in 0..8 {
            let answer = choose(&mut walk, "more");
            said.push_str(&answer.text);
            assert_eq!(keys(&walk)[0], "more");
        }
        assert!(said.contains(&content.platform["instagram"]["report"]), "{said}");
        assert!(said.contains(&content.topic["insults"].step["tell"]), "{said}");
        let ended = choose(&mut walk, "enough");
        assert_eq!(offered(&walk), Asked::default(), "{}", ended.text);
        let about = summary(&walk.state, texts(language));
        assert!(about.contains("Instagram"), "{about}");
    }
}

#[test]
fn every_answer_fits_and_asks_one_thing_whatever_is_chosen() {
    for language in Language::ALL {
        for country in [None, Some("FR"), Some("US")] {
            for topic in Ask::What.keys() {
                let mut walk = Walk::new(language);
                walk.person.country = country;
                walk.turn(&Said::Begin);
                walk.turn(&Said::Emotion("skip"));
                choose(&mut walk, topic);
                for number in 0..4 {
                    let keys = keys(&walk);
                    let Some(key) = keys.get(keys.len().saturating_sub(2 + number)) else { break };
                    let answer = choose(&mut walk, key);
                    assert!(questions(&answer.text) <= 1, "{}", answer.text);
                }
                for _ in 0..4 {
                    walk.say("...");
                }
            }
        }
    }
}

#[test]
fn every_question_can_be_skipped() {
    for language in Language::ALL {
        let mut walk = Walk::new(language);
        walk.turn(&Said::Begin);
        walk.turn(&Said::Emotion("skip"));
        let free = choose(&mut walk, REFUSED);
        assert!(!awaits_choice(&walk.state), "{}", free.text);
        let (mut walk, _) = walk_with(language, "hate");
        for _ in 0..2 {
            choose(&mut walk, REFUSED);
        }
        assert_eq!(keys(&walk)[0], "more", "who would rather not say twice is asked no more");
        assert_eq!(walk.state.topic, Some(Topic::Hate));
    }
}

#[test]
fn a_feeling_in_free_text_answers_the_picker() {
    for (language, text) in [
        (Language::Fr, "je me sens triste"),
        (Language::En, "i feel sad"),
        (Language::Vi, "mình buồn quá"),
    ] {
        let mut walk = Walk::new(language);
        walk.turn(&Said::Begin);
        walk.say(text);
        assert_eq!(walk.state.feeling, Some(Feeling::Sad));
        assert!(awaits_choice(&walk.state) && !awaits_emotion(&walk));
    }
}

#[test]
fn a_topic_and_a_platform_in_free_text_are_not_asked_again() {
    for (language, text) in [
        (Language::Fr, "on m'insulte sur insta"),
        (Language::En, "they insulted me on insta"),
        (Language::Vi, "mình bị chửi trên instagram"),
    ] {
        let mut walk = Walk::new(language);
        walk.turn(&Said::Begin);
        walk.say(text);
        assert_eq!(walk.state.topic, Some(Topic::Insults));
        assert_eq!(walk.state.answer(Ask::Platform), Some("instagram"));
        let content = texts(language);
        for _ in 0..6 {
            let answer = walk.say("...").text;
            for known in ["what", "part", "platform"] {
                assert!(!answer.contains(&content.ask[known]), "{answer}");
            }
        }
    }
}

#[test]
fn who_does_it_is_not_asked_when_it_was_told_in_passing() {
    for (language, text) in [
        (Language::Fr, "des filles de ma classe m'insultent"),
        (Language::En, "some girls in my class insulted me"),
        (Language::Vi, "mấy bạn trong lớp chửi mình"),
    ] {
        let mut walk = Walk::new(language);
        let mut said = walk.say(text).text;
        for _ in 0..6 {
            said.push_str(&walk.say("...").text);
        }
        assert_eq!(walk.state.topic, Some(Topic::Insults));
        assert!(!said.contains(&texts(language).ask["who"]), "{said}");
    }
}

#[test]
fn what_is_said_about_a_chosen_topic_waits_for_whose_story_it_is() {
    for language in Language::ALL {
        let content = &texts(language).topic;
        for (part, topic) in [("received", "image"), ("saw", "witness")] {
            let (mut walk, first) = walk_with(language, "image");
            assert!(!first.text.contains(&content["image"].heard), "{}", first.text);
            let second = choose(&mut walk, part).text;
            assert!(second.starts_with(&content[topic].heard), "{second}");
        }
    }
}

#[test]
fn free_text_answers_the_question_that_was_asked() {
    for (language, who, platform) in [
        (Language::Fr, "un groupe de ma classe", "c'est sur snap"),
        (Language::En, "a whole group of them", "its on snapchat"),
        (Language::Vi, "một nhóm bạn", "trên snapchat ấy"),
    ] {
        let (mut walk, _) = walk_with(language, "exclusion");
        choose(&mut walk, "received");
        walk.say(who);
        assert_eq!(walk.state.answer(Ask::Who), Some("group"), "{who}");
        walk.say(platform);
        assert_eq!(walk.state.answer(Ask::Platform), Some("snapchat"), "{platform}");
    }
}

#[test]
fn no_question_with_options_is_asked_twice() {
    for language in Language::ALL {
        let (mut walk, first) = walk_with(language, "exclusion");
        let mut said = first.text;
        for _ in 0..12 {
            said.push_str(&walk.say("...").text);
        }
        for (name, question) in texts(language).ask.iter().filter(|(name, _)| *name != "next") {
            assert!(said.matches(question.as_str()).count() <= 1, "{name}: {said}");
        }
    }
}

#[test]
fn a_danger_in_the_middle_comes_first_and_the_question_comes_back() {
    for (language, danger) in [
        (Language::Fr, "je veux mourir"),
        (Language::En, "i want to die"),
        (Language::Vi, "mình muốn chết"),
    ] {
        let (mut walk, _) = walk_with(language, "insults");
        let part = keys(&walk);
        let answer = walk.say(danger);
        assert!(answer.level.is_some_and(Level::is_crisis));
        assert_eq!((answer.monster, offered(&walk)), (Monster::Vigie, Asked::default()));
        for _ in 0..3 {
            let answer = walk.say("...");
            assert_eq!((answer.monster, offered(&walk)), (Monster::Vigie, Asked::default()));
        }
        // The topic's own question went with the turn that asked about safety.
        walk.say("...");
        assert_eq!(keys(&walk), part);
    }
}

#[test]
fn choosing_blackmail_is_answered_like_telling_it() {
    let (walk, answer) = walk_with(Language::Fr, "blackmail");
    assert_eq!(answer.level, Some(Level::High));
    assert!(answer.text.contains("3018"), "{}", answer.text);
    assert_eq!((answer.monster, offered(&walk)), (Monster::Vigie, Asked::default()));
}

#[test]
fn choosing_threats_or_a_shared_picture_offers_a_line_without_alarm() {
    for key in ["threats", "image"] {
        let (walk, answer) = walk_with(Language::Fr, key);
        assert_eq!(answer.level, Some(Level::Concern));
        assert!(answer.text.chars().any(|c| c.is_ascii_digit()), "{}", answer.text);
        assert!(awaits_choice(&walk.state));
    }
}

#[test]
fn a_witness_and_one_about_to_send_get_their_own_steps() {
    for (part, topic) in [("saw", "witness"), ("sending", "regret")] {
        let (mut walk, _) = walk_with(Language::En, "insults");
        let mut said = choose(&mut walk, part).text;
        said.extend((0..5).map(|_| walk.say("...").text));
        assert!(said.contains(&texts(Language::En).topic[topic].step["now"]), "{said}");
        let asked_who = walk.state.answers.contains_key(&Ask::Who);
        assert_eq!(asked_who, part == "saw", "{part}");
    }
}

#[test]
fn only_what_is_on_offer_has_a_label() {
    let mut walk = Walk::new(Language::En);
    assert_eq!(label_of_emotion(&walk.state, "sad", texts(Language::En)), None);
    walk.turn(&Said::Begin);
    let label = |key| label_of_emotion(&walk.state, key, texts(Language::En));
    assert_eq!(label("sad").as_deref(), Some("Sad"));
    assert_eq!(label("bored"), None);
    assert_eq!(label_of_choice(&walk.state, "insults", texts(Language::En)), None);
    walk.turn(&Said::Emotion("joy"));
    let label = |key| label_of_choice(&walk.state, key, texts(Language::En));
    assert_eq!(label("insults").as_deref(), Some("Insults or mockery"));
    assert_eq!((label("snapchat"), label("sad"), label("")), (None, None, None));
    assert_eq!(label_of_emotion(&walk.state, "sad", texts(Language::En)), None);
}

#[test]
fn the_nine_emotions_are_offered_with_a_face() {
    let mut walk = Walk::new(Language::Vi);
    walk.turn(&Said::Begin);
    let emotions = offered(&walk).emotions;
    let keys: Vec<&str> = emotions.iter().map(|emotion| emotion.key.as_str()).collect();
    let all = "joy calm thoughtful surprised ashamed sad afraid angry skip";
    assert_eq!(keys.join(" "), all);
    assert!(emotions.iter().all(|emotion| !emotion.emoji.is_empty()));
    for key in keys {
        let mut walk = Walk { state: walk.state.clone(), ..Walk::new(Language::Vi) };
        walk.turn(&Said::Emotion(key));
        assert!(awaits_choice(&walk.state), "{key}");
    }
}

#[test]
fn a_late_tap_is_taken_as_the_answer_and_the_open_question_comes_back() {
    for (language, told) in [
        (Language::En, "they insult me in a chat"),
        (Language::Fr, "ils m'insultent"),
        (Language::Vi, "tụi nó chửi em"),
    ] {
        let mut walk = Walk::new(language);
        walk.turn(&Said::Begin);
        walk.say(told);
        assert!(!awaits_emotion(&walk));
        let answer = walk.turn(&Said::Emotion("afraid"));
        let afraid = &texts(language).feeling["afraid"];
        assert!(afraid.iter().any(|text| answer.text.contains(text)), "{}", answer.text);
        assert_eq!(walk.state.feeling, Some(Feeling::Afraid));
        assert_eq!(walk.state.topic, Some(Topic::Insults));
    }
}

#[test]
fn a_late_option_of_a_question_that_was_passed_over_counts() {
    let mut walk = walk_with(Language::En, "insults").0;
    assert_eq!(walk.state.awaited, Some(Ask::Part));
    walk.say("it is every day after class and i hate it");
    walk.say("i dont know what to do");
    let open = walk.state.awaited;
    let answer = walk.turn(&Said::Choice("saw"));
    assert_eq!(walk.state.answer(Ask::Part), Some("saw"), "{}", answer.text);
    assert!(!answer.text.is_empty() && walk.state.awaited.is_some() == open.is_some());
}

#[test]
fn a_late_tap_in_a_danger_is_kept_and_the_danger_goes_on() {
    let mut walk = Walk::new(Language::Fr);
    walk.turn(&Said::Begin);
    walk.turn(&Said::Emotion("sad"));
    walk.say("je veux mourir");
    let answer = walk.turn(&Said::Choice("insults"));
    assert_eq!(answer.monster, Monster::Vigie, "{}", answer.text);
    assert!(walk.state.topics.contains(&Topic::Insults));
    let mut walk = Walk::new(Language::Fr);
    walk.turn(&Said::Begin);
    walk.turn(&Said::Emotion("sad"));
    walk.say("je veux mourir");
    walk.say("...");
    let answer = walk.turn(&Said::Choice("insults"));
    let after = &texts(Language::Fr).crisis.after;
    assert!(after.iter().any(|text| answer.text.starts_with(beginning(text))), "{}", answer.text);
}

#[test]
fn what_was_answered_cannot_be_answered_again_late() {
    let mut walk = Walk::new(Language::En);
    walk.turn(&Said::Begin);
    walk.turn(&Said::Emotion("sad"));
    assert!(!ask::takes_emotion(&walk.state) && ask::takes_choice(&walk.state));
    choose(&mut walk, "talk");
    assert_eq!(label_of_choice(&walk.state, "insults", texts(Language::En)), None);
}
