//! Walks through talks whose topic is not clear: it is offered, changed or let go of.

use super::super::ask::{ELSE, REFUSED};
use super::super::crisis::Kind;
use super::super::thread::Strand;
use super::choices::{choose, keys};
use super::tests::{Walk, beginning, last, texts};
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
fn who_finds_none_of_it_is_asked_what_it_is_and_not_offered_the_same_at_once() {
    for language in Language::ALL {
        let mut walk = Walk::new(language);
        walk.turn(&Said::Text(&vague(language)));
        let answer = choose(&mut walk, ELSE);
        assert!(answer.text.ends_with(&texts(language).ask["what"]), "{}", answer.text);
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

#[test]
fn a_cousin_who_is_not_there_any_more_and_hanged_himself_is_mourned() {
    let mut walk = Walk::new(Language::Fr);
    let answer = last(&mut walk, &["mon cousin est plus là", "il s'est pendu"]);
    let lost = beginning(&texts(Language::Fr).reply["lost_to_suicide"][0]);
    assert!(answer.text.starts_with(lost), "{}", answer.text);
    let answer = Walk::new(Language::Fr).say("mon frère s'est pendu il bouge plus");
    assert_eq!(answer.level, Some(Level::Imminent), "{}", answer.text);
}

#[test]
fn a_pupil_who_is_hurt_at_home_is_not_asked_about_dying() {
    for (language, told) in [
        (
            Language::En,
            &[
                "hi i teach year 5",
                "a girl in my class has bruises, she says she fell",
                "it's not suicide, I think someone at home is hurting her",
            ][..],
        ),
        (
            Language::Fr,
            &[
                "je suis prof en 4e",
                "un élève a des bleus sur le bras, il dit qu'il est tombé",
                "ce n'est pas le suicide, je crois que quelqu'un lui fait du mal chez lui",
            ],
        ),
        (
            Language::Vi,
            &[
                "em là giáo viên chủ nhiệm",
                "học sinh của em có vết bầm ở tay, cháu bảo bị té",
                "không phải tự tử, em nghĩ ở nhà có người đánh cháu",
            ],
        ),
    ] {
        let mut walk = Walk::new(language);
        walk.person.audience.user_type = UserType::Professional;
        let mut said = String::new();
        told.iter().for_each(|told| said.push_str(&walk.say(told).text));
        assert_eq!(walk.state.crisis, Some(Kind::Abuse), "{said}");
        let probes = &super::tests::school_texts(language).crisis.probe;
        assert!(!probes.iter().any(|probe| said.contains(probe.as_str())), "{said}");
    }
}

#[test]
fn a_parent_who_will_shake_the_baby_is_led_out_of_the_room() {
    for (language, told) in [
        (Language::En, ["i'm so tired, the baby won't stop crying", "i'm going to shake him"]),
        (Language::Fr, ["le bébé pleure tout le temps, je n'en peux plus", "je vais le secouer"]),
        (Language::Vi, ["con khóc suốt đêm, tôi kiệt sức rồi", "tôi sắp lắc con rồi"]),
    ] {
        let mut walk = Walk::new(language);
        walk.person.audience.user_type = UserType::Parent;
        let answer = last(&mut walk, &told);
        let harming = &super::tests::parent_texts(language).crisis.harming;
        let is_own = harming.iter().any(|text| answer.text.starts_with(beginning(text)));
        assert!(is_own && answer.level == Some(Level::High), "{told:?}: {}", answer.text);
    }
}

#[test]
fn a_parent_who_hit_their_child_is_not_told_of_what_others_do() {
    let mut walk = Walk::new(Language::Fr);
    walk.person.audience.user_type = UserType::Parent;
    last(&mut walk, &["j'ai giflé ma fille hier", "elle ne me parle plus", "je m'en veux"]);
    assert_eq!(walk.state.topics, [Topic::Worn]);
}

#[test]
fn a_child_behind_the_door_of_their_room_is_attacked_by_nobody() {
    for (language, told) in [
        (Language::En, "my son is locked in his room and wants £200"),
        (Language::Fr, "mon fils est enfermé dans sa chambre, il veut 200 euros"),
    ] {
        let mut walk = Walk::new(language);
        walk.person.audience.user_type = UserType::Parent;
        let answer = walk.say(told);
        assert!(!answer.level.is_some_and(Level::is_crisis), "{}", answer.text);
    }
}

#[test]
fn who_is_not_hit_is_not_told_that_they_are() {
    let mut walk = Walk::new(Language::Fr);
    last(&mut walk, &["ils m'embêtent à la récré", "ils frappent pas hein"]);
    assert_eq!(walk.state.topic, Some(Topic::Insults));
    walk = Walk::new(Language::Fr);
    last(&mut walk, &["ils m'embêtent à la récré", "ils me frappent pas fort mais bon"]);
    assert_eq!(walk.state.topic, Some(Topic::Violence));
}

#[test]
fn children_who_are_left_alone_are_told_where_to_go() {
    for (language, told) in [
        (
            Language::En,
            ["mum went yesterday and shes not back", "its just me and my brother hes 4"],
        ),
        (
            Language::Fr,
            ["maman est pas rentrée depuis hier", "je suis toute seule avec mon petit frère"],
        ),
        (Language::Vi, ["mẹ em đi từ hôm qua chưa về", "chỉ có em với em bé ở nhà"]),
    ] {
        let mut walk = Walk::new(language);
        let mut said = String::new();
        told.iter().for_each(|told| said.push_str(&walk.say(told).text));
        assert_eq!(walk.state.topic, Some(Topic::Neglect), "{said}");
        assert!(said.chars().any(|c| c.is_ascii_digit()), "{said}");
    }
}
