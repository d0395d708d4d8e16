//! What playing whole talks as children, parents and witnesses found.

use super::super::crisis::Kind;
use super::tests::{Walk, beginning, last, person, texts};
use super::*;

/// A walk whose last answer has to be checked.
fn played(language: Language, country: &'static str, said: &[&str]) -> (Walk, Answer) {
    let mut walk = Walk { person: person(language, Some(country)), state: State::default() };
    let answer = last(&mut walk, said);
    (walk, answer)
}

#[test]
fn pills_that_a_friend_shows_are_an_emergency() {
    let said = ["ma meilleure amie ma dit quelle voulait plus vivre, jsp quoi faire"];
    let (mut walk, answer) = played(Language::Fr, "FR", &said);
    assert_eq!(answer.level, Some(Level::High), "{}", answer.text);
    let answer = walk.say("oui elle ma envoyé une photo de medocs");
    assert_eq!(answer.level, Some(Level::Imminent), "{}", answer.text);
    assert!(answer.text.contains("15"), "{}", answer.text);
}

#[test]
fn what_was_swallowed_stays_an_emergency_whatever_is_felt() {
    let said =
        ["i want to die", "there's paracetamol. I've counted them", "i took like 10 just now"];
    let (mut walk, answer) = played(Language::En, "GB", &said);
    assert_eq!(answer.level, Some(Level::Imminent), "{}", answer.text);
    let answer = walk.say("i dont know. i feel fine. kinda sick");
    assert!(answer.text.contains("999"), "{}", answer.text);
    for (language, country, line, said) in [
        (Language::Fr, "FR", "15", ["je veux mourir", "je les ai prises"]),
        (Language::Vi, "VN", "115", ["em muốn chết", "em uống hết rồi"]),
        (Language::Vi, "VN", "115", ["em hay rạch tay", "dang chay mau ne. chong mat qua"]),
    ] {
        let (_, answer) = played(language, country, &said);
        assert_eq!(answer.level, Some(Level::Imminent), "{}", answer.text);
        assert!(answer.text.contains(line), "{}", answer.text);
    }
}

#[test]
fn who_is_blackmailed_and_does_not_want_to_die_is_helped_with_the_blackmail() {
    let said = [
        "un mec a ma photo nue il veut 200 euros sinon il l'envoie",
        "jai envie de mourir",
        "non je veux pas mourir je veux juste qu'il l'envoie pas. si je paye il va arreter?",
    ];
    let (walk, answer) = played(Language::Fr, "FR", &said);
    assert_eq!(walk.state.crisis, Some(Kind::Blackmail), "{}", answer.text);
    assert!(answer.text.contains("3018") && !answer.text.contains("3114"), "{}", answer.text);
}

#[test]
fn a_friend_is_not_taken_for_the_writer_twice() {
    for (language, said) in [
        (Language::En, ["i want to die", "not me!! my mate. hes called Dan"]),
        (Language::Fr, ["je veux mourir", "c'est pas moi qui vais mal, c'est elle"]),
    ] {
        let mut walk = Walk::new(language);
        let answer = last(&mut walk, &said);
        assert_eq!(walk.state.crisis, Some(Kind::Friend), "{}", answer.text);
        assert_eq!(answer.level, Some(Level::High));
    }
}

#[test]
fn what_it_is_not_about_is_dropped() {
    let said = [
        "someone blackmails my daughter with a picture",
        "There is no blackmail! How do I get the photo taken down?",
    ];
    let (walk, answer) = played(Language::En, "GB", &said);
    assert_ne!(walk.state.topic, Some(Topic::Blackmail), "{}", answer.text);
    assert_eq!(walk.state.crisis, None, "{}", answer.text);
}

#[test]
fn who_comes_nearer_gets_the_emergency_number() {
    let said =
        ["my uncle touches me under my pajamas", "i can hear him on the stairs", "hes in here"];
    let (mut walk, answer) = played(Language::En, "US", &said[..2]);
    assert!(answer.level.is_some_and(Level::is_crisis), "{}", answer.text);
    assert!(answer.text.contains("911"), "{}", answer.text);
    let answer = walk.say(said[2]);
    assert_eq!(answer.level, Some(Level::Imminent), "{}", answer.text);
}

#[test]
fn when_they_come_back_is_taken_up() {
    for (language, said) in [
        (Language::En, ["my dad hits me", "he gets home at six"]),
        (Language::Fr, ["mon beau-père me frappe", "il rentre dans 1h"]),
        (Language::Vi, ["dượng đánh em", "6 giờ dượng về"]),
    ] {
        let mut walk = Walk::new(language);
        let answer = last(&mut walk, &said);
        let returns = beginning(&texts(language).reply["returns"][0]);
        assert!(answer.text.starts_with(returns), "{}", answer.text);
        assert_eq!(answer.level, Some(Level::High));
    }
}

#[test]
fn who_sees_a_parent_beaten_is_not_told_that_they_are_beaten() {
    for (language, said) in [
        (Language::En, "my dad hits my mum when hes drunk"),
        (Language::Fr, "mon père frappe ma mère"),
        (Language::Vi, "tối qua bố lại uống rượu rồi đánh mẹ"),
    ] {
        let mut walk = Walk::new(language);
        let answer = walk.say(said);
        let sees = beginning(&texts(language).reply["sees_violence"][0]);
        assert!(answer.text.starts_with(sees), "{}", answer.text);
        assert_eq!(answer.level, Some(Level::High));
    }
}

#[test]
fn who_did_it_is_not_sent_to_the_one_they_hurt() {
    let said = [
        "j'ai créé un faux compte pour me moquer d'elle et je regrette",
        "j'ai peur qu'elle se suicide",
    ];
    let mut walk = Walk::new(Language::Fr);
    let answer = last(&mut walk, &said);
    let wronged = beginning(&texts(Language::Fr).crisis.high["wronged"][0]);
    assert!(answer.text.starts_with(wronged), "{}", answer.text);
}

#[test]
fn a_boy_who_likes_boys_is_no_parent_and_an_age_ends_that() {
    let mut walk = Walk::new(Language::Vi);
    walk.say("mà t thích con trai thật");
    assert!(!walk.state.is_parent);
    let mut walk = Walk::new(Language::Vi);
    last(&mut walk, &["con trai tôi bị bắt nạt", "t 15 tuổi mà"]);
    assert!(!walk.state.is_parent);
}

#[test]
fn an_unaccented_message_does_not_change_the_language_in_the_middle() {
    let mut walk = Walk::new(Language::Vi);
    let said = ["có người dọa tung ảnh nóng của em", "k co ai. bo me di lam. ma takeitdown la j"];
    assert_eq!(last(&mut walk, &said).language, Language::Vi);
}

#[test]
fn a_no_a_thank_you_or_a_fine_does_not_swallow_what_else_is_said() {
    for (language, said) in [
        (
            Language::En,
            "no they changed the email too and now theyre messaging my friends asking for money",
        ),
        (Language::En, "I'm fine, I want to know what the proper procedure is"),
        (Language::Vi, "cam on de thu. ma bao ban be the nao bay gio"),
    ] {
        let mut walk = Walk::new(language);
        let answer = last(&mut walk, &["someone hacked my account", said]);
        let talk = &texts(language).talk;
        let short = talk.no.iter().chain(&talk.thanks).chain(&talk.well);
        assert!(
            !short.clone().any(|text| answer.text.starts_with(beginning(text))),
            "{}",
            answer.text
        );
    }
}

#[test]
fn pictures_name_the_line_that_gets_them_taken_down() {
    let (_, answer) = played(
        Language::En,
        "US",
        &["My son got blackmailed on Snapchat. They want $500 or they post his nudes"],
    );
    assert!(answer.text.contains("1 800 843 5678"), "{}", answer.text);
}
