//! Walks through dangers: denied and meant after all, only guessed, one's own violence, safe, alone.

use super::tests::{Walk, texts};
use super::*;

/// The beginning of a text, up to the first place to be filled in.
fn beginning(text: &str) -> &str {
    text.split(['{', '\n']).next().unwrap_or_default()
}

/// Says all of it and gives the last answer.
fn last(walk: &mut Walk, said: &[&str]) -> Answer {
    let answers: Vec<Answer> = said.iter().map(|text| walk.say(text)).collect();
    answers.into_iter().next_back().unwrap()
}

#[test]
fn a_denial_that_is_taken_back_reopens_the_danger() {
    for (language, danger, denial, back) in [
        (Language::En, "i want to kill myself", "i was just joking", "actually i did mean it"),
        (Language::En, "i want to kill myself", "i was just joking", "i wasnt joking"),
        (Language::Fr, "je veux mourir", "c'était une blague", "en fait si"),
        (Language::Fr, "je veux mourir", "je rigolais", "je rigolais pas"),
        (Language::Vi, "em muốn tự tử", "em đùa thôi", "thật ra là có"),
        (Language::Vi, "em muốn tự tử", "em đùa thôi", "em không đùa đâu"),
    ] {
        let confirmed = beginning(&texts(language).crisis.confirmed[0]);
        for said in [vec![danger, denial, back], vec![danger, denial, "...", denial, "...", back]] {
            let mut walk = Walk::new(language);
            let answer = last(&mut walk, &said);
            assert_eq!(answer.level, Some(Level::High), "{said:?}: {}", answer.text);
            assert!(answer.text.starts_with(confirmed), "{said:?}: {}", answer.text);
            assert!(walk.state.watch > 0 && walk.state.denials == 0);
        }
    }
}

#[test]
fn meaning_it_reopens_nothing_where_nothing_was_denied() {
    let mut walk = Walk::new(Language::En);
    let answer = last(&mut walk, &["my cat is cute", "it is true"]);
    assert_eq!((answer.level, walk.state.watch), (None, 0), "{}", answer.text);
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
        let seen = Some(Crisis { level: Level::High, kind: Kind::Friend });
        let heard = Heard { crisis: seen, is_guess: true, ..Heard::default() };
        let answer = walk.turn(&Said::Text(&heard));
        assert!(answer.text.starts_with(beginning(&crisis.unsure[0])), "{}", answer.text);
        assert_eq!(answer.level, Some(Level::High));
        let answer = walk.say(told);
        assert!(answer.text.starts_with(beginning(&crisis.high["abuse"][0])), "{}", answer.text);
        assert_eq!((walk.state.crisis, walk.state.is_guess), (Some(Kind::Abuse), false));
    }
}

#[test]
fn who_fears_to_hurt_somebody_is_not_answered_like_a_victim() {
    for (language, told) in [
        (Language::En, "im going to stab my stepdad"),
        (Language::Fr, "je vais planter mon beau-père"),
        (Language::Vi, "em sẽ cầm dao giết nó"),
    ] {
        let crisis = &texts(language).crisis;
        let mut walk = Walk::new(language);
        let answer = walk.say(told);
        assert!(answer.level.is_some_and(Level::is_crisis), "{told}");
        assert!(answer.text.starts_with(beginning(&crisis.harming[0])), "{}", answer.text);
        let again = walk.say(told);
        assert!(again.text.starts_with(beginning(&crisis.harming[1])), "{}", again.text);
    }
}

#[test]
fn safe_and_alone_are_answered_by_the_kind_of_danger() {
    for (language, danger, alone, safe) in [
        (
            Language::En,
            "my dad hits me with a belt",
            "nobody is here",
            "im safe at my grandmas now",
        ),
        (Language::Fr, "mon père me frappe", "y a personne", "je suis en sécurité chez ma mamie"),
        (Language::Vi, "bố em đánh em mỗi ngày", "không có ai cả", "em an toàn rồi, em ở nhà bà"),
    ] {
        let crisis = &texts(language).crisis;
        let mut walk = Walk::new(language);
        walk.say(danger);
        let answer = walk.say(alone);
        let expected = beginning(&crisis.alone_with["abuse"][0]);
        assert!(answer.text.starts_with(expected), "{alone}: {}", answer.text);
        let mut walk = Walk::new(language);
        walk.say(danger);
        let answer = walk.say(safe);
        let expected = beginning(&crisis.safe_from["abuse"][0]);
        assert!(answer.text.starts_with(expected), "{safe}: {}", answer.text);
    }
}

#[test]
fn an_emergency_in_britain_is_told_without_speaking_by_phone_and_no_chat() {
    let mut walk = Walk::new(Language::En);
    walk.person.country = Some("GB");
    let answer = walk.say("i took a whole bottle of pills");
    assert!(answer.text.contains("press 55"), "{}", answer.text);
    assert!(!answer.text.contains("childline.org.uk"), "{}", answer.text);
    let mut walk = Walk::new(Language::En);
    walk.person.country = Some("GB");
    let answer = walk.say("i want to kill myself");
    assert!(answer.text.contains("childline.org.uk"), "{}", answer.text);
}
