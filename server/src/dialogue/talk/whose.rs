//! Walks through talks in which it matters who is hurt, by whom, and whether it can wait.

use super::super::crisis::Kind;
use super::tests::{Walk, beginning, last, parent_texts, school_texts, texts};
use super::*;

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
        let probes = &school_texts(language).crisis.probe;
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
        let harming = &parent_texts(language).crisis.harming;
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

#[test]
fn what_a_child_has_swallowed_is_an_emergency() {
    for (language, told) in [
        (Language::En, "i swallowed a battery from my toy"),
        (Language::En, "i ate one of mummys tablets i thought it was a sweet"),
        (Language::Fr, "mon petit frère a avalé une pile"),
        (Language::Vi, "em con nuốt cục pin rồi"),
    ] {
        let answer = Walk::new(language).say(told);
        assert_eq!(answer.level, Some(Level::Imminent), "{told}: {}", answer.text);
    }
    for told in ["i ate at nans house", "my phone battery is dead", "j'ai mangé chez papi"] {
        let answer = Walk::new(Language::En).say(told);
        assert_eq!(answer.level, None, "{told}: {}", answer.text);
    }
}

#[test]
fn a_child_who_has_not_come_home_is_looked_for_at_once() {
    for (language, told, number, bye) in [
        (Language::En, "shes not come home from school and its 10pm", "999", "dont look for me"),
        (
            Language::Fr,
            "ma fille est partie hier soir, elle est pas rentrée",
            "17",
            "me cherchez pas",
        ),
        (Language::Vi, "con trai đi từ hôm qua chưa về, điện thoại tắt", "113", "đừng tìm con nữa"),
    ] {
        let mut walk = Walk::new(language);
        walk.person.country = Some(match language {
            Language::En => "GB",
            Language::Fr => "FR",
            Language::Vi => "VN",
        });
        walk.person.audience.user_type = UserType::Parent;
        let answer = walk.say(told);
        assert_eq!(walk.state.topic, Some(Topic::Leaving), "{}", answer.text);
        assert!(answer.text.contains(number), "{}", answer.text);
        let answer = walk.say(bye);
        assert_eq!(answer.level, Some(Level::Imminent), "{bye}: {}", answer.text);
    }
}

#[test]
fn a_teacher_who_is_struck_is_not_asked_after_a_pupil() {
    for (language, told) in [
        (Language::En, "a pupil punched me in the corridor"),
        (Language::Fr, "un élève m'a poussé contre le mur"),
        (Language::Vi, "phụ huynh xông vào trường tát tôi"),
    ] {
        let mut walk = Walk::new(language);
        walk.person.audience.user_type = UserType::Professional;
        let answer = walk.say(told);
        let texts = school_texts(language);
        let helps = [&texts.topic["staff"].heard, &texts.reply["struck_staff"][0]];
        let is_helped = helps.iter().any(|text| answer.text.contains(beginning(text)));
        assert!(is_helped, "{told}: {}", answer.text);
    }
}

#[test]
fn a_boy_who_likes_boys_is_no_parent() {
    let mut walk = Walk::new(Language::Vi);
    walk.say("mình thích con trai, mình cũng là con trai");
    assert!(!walk.state.is_parent);
    assert_eq!(walk.state.topic, Some(Topic::Identity));
    walk = Walk::new(Language::Vi);
    walk.say("đó là con trai tôi, cháu bị bạn đánh");
    assert!(walk.state.is_parent);
}

#[test]
fn relief_is_no_good_news_to_one_in_danger() {
    for (language, told) in [
        (Language::En, ["i want to die", "i feel so relieved and happy now"]),
        (Language::Fr, ["je veux mourir", "je me sens soulagé et bien maintenant"]),
        (Language::Vi, ["em muốn chết", "em thấy nhẹ lòng và vui hẳn"]),
    ] {
        let answer = last(&mut Walk::new(language), &told);
        let well = &texts(language).feeling["well"];
        let is_glad = well.iter().any(|text| answer.text.contains(beginning(text)));
        assert!(!is_glad, "{}", answer.text);
    }
}

#[test]
fn a_teacher_who_is_struck_and_wants_to_die_is_heard_on_that() {
    let mut walk = Walk::new(Language::En);
    walk.person.audience.user_type = UserType::Professional;
    let answer = walk.say("a pupil punched me and i want to kill myself");
    assert!(answer.level.is_some_and(Level::is_crisis), "{}", answer.text);
}

#[test]
fn a_touch_in_a_childs_own_room_is_heard() {
    let mut walk = Walk::new(Language::En);
    walk.person.audience.user_type = UserType::Parent;
    let answer = walk.say("my daughter says her uncle touched her in her room");
    assert!(answer.level.is_some_and(Level::is_crisis), "{}", answer.text);
}

#[test]
fn a_friend_who_says_that_they_will_die_is_not_mourned() {
    let told = ["my grandma died on tuesday", "and now my friend says she will kill herself"];
    let answer = last(&mut Walk::new(Language::En), &told);
    let lost = beginning(&texts(Language::En).reply["lost_to_suicide"][0]);
    assert!(!answer.text.starts_with(lost), "{}", answer.text);
    assert!(answer.level.is_some_and(Level::is_crisis), "{}", answer.text);
}

#[test]
fn not_every_day_is_no_denial() {
    for told in
        ["mon père me frappe pas tous les jours", "il me frappe pas à l'école mais à la maison"]
    {
        let answer = Walk::new(Language::Fr).say(told);
        assert!(answer.level.is_some(), "{told}: {}", answer.text);
    }
}
