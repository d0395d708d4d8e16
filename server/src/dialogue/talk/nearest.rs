//! Walks through talks whose topic is not clear: what it may be is offered.

use super::super::ask::{ELSE, REFUSED};
use super::super::crisis::Kind;
use super::super::thread::Strand;
use super::choices::{choose, keys};
use super::tests::{Walk, beginning, texts};
use super::*;

const NEAR: [Topic; 3] = [Topic::Family, Topic::Sleep, Topic::Loneliness];

/// A message that may be about each of these.
fn vague(language: Language) -> Heard {
    Heard { language: Some(language), strand: Strand::leaning(&NEAR), ..Heard::default() }
}

#[test]
fn what_a_talk_may_be_about_is_offered_and_what_is_chosen_stays() {
    for language in Language::ALL {
        let mut walk = Walk::new(language);
        let answer = walk.turn(&Said::Text(&vague(language)));
        assert!(answer.text.ends_with(&texts(language).ask["nearest"]), "{}", answer.text);
        let mut offered = keys(&walk);
        offered.sort();
        assert_eq!(offered, [ELSE, "family", "loneliness", REFUSED, "sleep"]);
        let answer = choose(&mut walk, "sleep");
        let heard = beginning(&texts(language).topic["sleep"].heard);
        assert!(answer.text.contains(heard), "{}", answer.text);
        walk.turn(&Said::Text(&vague(language)));
        assert_eq!(walk.state.topic, Some(Topic::Sleep));
    }
}

#[test]
fn who_finds_none_of_it_says_it_in_their_own_words_and_is_not_offered_the_same_at_once() {
    for language in Language::ALL {
        let mut walk = Walk::new(language);
        walk.turn(&Said::Text(&vague(language)));
        let answer = choose(&mut walk, ELSE);
        let free = &texts(language).talk.ask_free;
        assert!(free.iter().any(|ask| answer.text.ends_with(ask)), "{}", answer.text);
        assert!(keys(&walk).is_empty());
        let mut walk = Walk::new(language);
        walk.turn(&Said::Text(&vague(language)));
        let answer = walk.turn(&Said::Text(&vague(language)));
        assert!(!answer.text.contains(&texts(language).ask["nearest"]), "{}", answer.text);
    }
}

#[test]
fn an_offer_that_was_passed_over_may_still_be_taken() {
    let mut walk = Walk::new(Language::En);
    walk.turn(&Said::Text(&vague(Language::En)));
    walk.say("i dont know really, it is all so much");
    choose(&mut walk, "loneliness");
    assert_eq!(walk.state.topic, Some(Topic::Loneliness));
}

#[test]
fn choosing_that_somebody_hits_them_is_answered_like_telling_it() {
    let mut walk = Walk::new(Language::Fr);
    walk.person.country = Some("FR");
    let strand = Strand::leaning(&[Topic::Violence, Topic::Family]);
    let heard = Heard { language: Some(Language::Fr), strand, ..Heard::default() };
    walk.turn(&Said::Text(&heard));
    let answer = choose(&mut walk, "violence");
    assert_eq!((answer.level, walk.state.crisis), (Some(Level::High), Some(Kind::Abuse)));
    assert!(answer.text.contains("119"), "{}", answer.text);
}

#[test]
fn nothing_is_offered_while_a_danger_is_watched_or_a_question_is_asked() {
    for language in Language::ALL {
        let nearest = &texts(language).ask["nearest"];
        let mut walk = Walk::new(language);
        walk.say(match language {
            Language::En => "i want to die",
            Language::Fr => "je veux mourir",
            Language::Vi => "mình muốn chết",
        });
        let answer = walk.turn(&Said::Text(&vague(language)));
        assert!(!answer.text.contains(nearest), "{}", answer.text);
        let asks = Heard { asks: true, ..vague(language) };
        let answer = Walk::new(language).turn(&Said::Text(&asks));
        assert!(!answer.text.contains(nearest), "{}", answer.text);
    }
}
