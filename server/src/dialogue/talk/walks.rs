//! Walks through conversations with pickers, monsters and coming back.

use super::super::ask::{
    self, Asked, REFUSED, awaits_choice, awaits_emotion, label_of_choice, label_of_emotion,
};
use super::super::crisis::Kind;
use super::super::heard::Feeling;
use super::super::summary::summary;
use super::tests::{Walk, questions, texts};
use super::*;

fn offered(walk: &Walk) -> Asked {
    ask::asked(&walk.state, texts(walk.person.language))
}

fn keys(walk: &Walk) -> Vec<String> {
    offered(walk).options.into_iter().map(|option| option.key).collect()
}

/// Chooses an option after looking that it is on offer.
fn choose(walk: &mut Walk, key: &str) -> Answer {
    assert!(label_of_choice(&walk.state, key, texts(walk.person.language)).is_some(), "{key}");
    walk.turn(&Said::Choice(key))
}

/// A conversation in which something was chosen as what happened.
fn walk_with(language: Language, topic: &str) -> (Walk, Answer) {
    let mut walk = Walk::new(language);
    walk.turn(&Said::Begin);
    walk.turn(&Said::Emotion("sad"));
    let answer = choose(&mut walk, topic);
    (walk, answer)
}

#[test]
fn the_whole_way_can_be_walked_by_choosing() {
    for language in Language::ALL {
        let content = texts(language);
        let mut walk = Walk::new(language);
        let begun = walk.turn(&Said::Begin);
        assert_eq!((begun.monster, begun.language), (Monster::Betty, language));
        assert!(awaits_emotion(&walk.state) && !awaits_choice(&walk.state));

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
        assert!(awaits_choice(&walk.state) && !awaits_emotion(&walk.state));
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
    assert!(awaits_emotion(&walk.state));
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
    assert!(awaits_emotion(&walk.state));
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
    assert!(awaits_emotion(&walk.state));
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
