//! Walks through dangers that no words tell: the model alone hears them, so they are asked about.

use super::super::crisis::Kind;
use super::super::thread::Strand;
use super::tests::{Walk, beginning, last, texts};
use super::*;

/// A message in which the model alone hears a danger.
fn guessed(kind: Kind) -> Heard {
    let crisis = Some(Crisis { level: Level::High, kind });
    Heard { crisis, is_guess: true, strand: Strand::leaning(&[]), ..Heard::default() }
}

/// The same where the whole talk makes it likely.
pub(super) fn hinted(kind: Kind) -> Heard {
    Heard { strand: Strand::hinting(kind), ..guessed(kind) }
}

#[test]
fn a_kind_that_is_only_guessed_is_asked_and_then_known() {
    for (language, told) in [
        (Language::En, "my stepdad touches me at night"),
        (Language::Fr, "mon beau-père me touche la nuit"),
        (Language::Vi, "dượng hay sờ soạng em lúc ngủ"),
    ] {
        let crisis = &texts(language).crisis;
        let mut walk = Walk::new(language);
        let answer = walk.turn(&Said::Text(&hinted(Kind::Friend)));
        assert!(answer.text.starts_with(beginning(&crisis.unsure[0])), "{}", answer.text);
        assert_eq!(answer.level, Some(Level::High));
        let answer = walk.say(told);
        let begins = |name: &str| answer.text.starts_with(beginning(&crisis.high[name][0]));
        assert!(begins("abuse") || begins("assault"), "{}", answer.text);
        assert_eq!((walk.state.crisis, walk.state.is_guess), (Some(Kind::Abuse), false));
    }
}

#[test]
fn a_guess_does_not_replace_a_danger_that_was_told() {
    let told = "someone on snap is blackmailing me with my nudes";
    let mut walk = Walk::new(Language::En);
    walk.say(told);
    let answer = walk.turn(&Said::Text(&guessed(Kind::Suicide)));
    let high = &texts(Language::En).crisis.high;
    assert!(answer.text.starts_with(beginning(&high["blackmail"][1])), "{}", answer.text);
    assert_eq!(walk.state.crisis, Some(Kind::Blackmail));
    // Long after it, too.
    walk.state.watch = 0;
    walk.turn(&Said::Text(&guessed(Kind::Abuse)));
    assert_eq!(walk.state.crisis, Some(Kind::Blackmail));
}

#[test]
fn what_is_asked_in_a_danger_is_answered_before_a_guess() {
    let mut walk = Walk::new(Language::En);
    walk.say("i cut myself every night");
    let heard = Heard { signals: vec![Signal::Refuse], ..guessed(Kind::Suicide) };
    let answer = walk.turn(&Said::Text(&heard));
    let refuse = beginning(&texts(Language::En).crisis.refuse[0]);
    assert!(answer.text.starts_with(refuse), "{}", answer.text);
}

#[test]
fn a_guess_does_not_bring_back_what_was_denied() {
    let mut walk = Walk::new(Language::Fr);
    last(&mut walk, &["je veux mourir", "c'était une blague", "..."]);
    let answer = walk.turn(&Said::Text(&guessed(Kind::Suicide)));
    assert!(!answer.level.is_some_and(Level::is_crisis), "{}", answer.text);
}

#[test]
fn a_number_belongs_to_the_danger_that_is_answered() {
    let mut walk = Walk::new(Language::Fr);
    walk.say("il me force à lui envoyer des photos nues sinon il montre tout");
    assert_eq!(walk.state.crisis, Some(Kind::Blackmail));
    let answer = walk.turn(&Said::Text(&guessed(Kind::Abuse)));
    assert!(answer.text.contains("3018") && !answer.text.contains("119"), "{}", answer.text);
}

#[test]
fn a_hint_at_dying_is_asked_about_whatever_the_talk_is_about() {
    for (language, start, yes) in [
        (Language::En, "my grandma died on tuesday", "yes"),
        (Language::Fr, "ma mamie est morte dimanche", "oui"),
        (Language::Vi, "bà ngoại mình mới mất", "dạ có"),
    ] {
        let mut walk = Walk::new(language);
        walk.say(start);
        let answer = walk.turn(&Said::Text(&hinted(Kind::Suicide)));
        let probe = &texts(language).crisis.probe[0];
        assert!(answer.text.ends_with(probe.as_str()), "{}", answer.text);
        assert_eq!(answer.level, Some(Level::High));
        let answer = walk.say(yes);
        let confirmed = beginning(&texts(language).crisis.confirmed[0]);
        assert!(answer.text.starts_with(confirmed), "{}", answer.text);
    }
}
