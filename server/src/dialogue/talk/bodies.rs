//! Bodies in danger, and those who stand beside one: somebody who cannot be woken, a friend whom a stranger
//! is after, a mother who is struck.

use super::super::heard::hear;
use super::tests::{Walk, beginning, last, texts};
use super::*;

const EN: Language = Language::En;
const FR: Language = Language::Fr;
const VI: Language = Language::Vi;

#[test]
fn a_body_in_danger_is_sent_help_at_once() {
    for (language, told) in [
        (EN, "my brother wont wake up and his lips are blue"),
        (EN, "i took too many gummies and my heart is racing"),
        (EN, "my friend overdosed"),
        (EN, "someone spiked my drink"),
        (FR, "mon frère se réveille pas il a bu"),
        (FR, "mon petit frère est tombé dans les pommes"),
        (FR, "ma soeur est enceinte et elle perd du sang"),
        (VI, "em uống thuốc phá thai, ra máu ướt hết quần"),
        (VI, "bạn em bị sốc thuốc"),
        (VI, "em gọi mẹ không tỉnh"),
    ] {
        let answer = Walk::new(language).say(told);
        let own = texts(language).reply["body_alarm"][0].lines().nth(1).unwrap_or_default();
        assert!(answer.text.contains(own), "{told:?}: {}", answer.text);
        assert_eq!(answer.level, Some(Level::Imminent), "{told:?}");
    }
}

#[test]
fn what_is_only_said_of_bodies_is_no_emergency() {
    for told in [
        "my heart is racing before the exam",
        "he is so fit and she's got blue hair",
        "i stopped breathing when i saw him",
        "my sister wont wake up for school",
        "my mum gave birth to my little brother",
        "i drank a whole bottle of coke",
        "je me réveille pas le matin",
        "je respire mal quand je stresse",
        "ma mère a accouché, j'ai un petit frère",
        "elle est enceinte et elle a eu une prise de sang",
        "em không tỉnh táo trong lớp",
        "i cant feel my legs after leg day lol",
        "i cant wake up in the morning for school",
        "she doesnt reply to my messages",
        "elle répond plus à mes messages",
        "cười xỉu luôn á",
        "mẹ gọi mãi em không dậy nổi đi học",
    ] {
        assert!(!hear(told).does(Signal::BodyAlarm), "{told:?}");
    }
}

#[test]
fn what_was_swallowed_is_not_taken_back_with_a_word() {
    for (language, told) in [
        (EN, ["i took 20 paracetamol", "jk im fine"]),
        (EN, ["im about to jump", "im ok now it was a joke"]),
        (FR, ["j'ai avalé tous les cachets de ma mère", "c'était une blague"]),
        (VI, ["em uống hết vỉ thuốc rồi", "em đùa thôi"]),
    ] {
        let answer = last(&mut Walk::new(language), &told);
        let own = beginning(&texts(language).reply["denial_rescue"][0]);
        assert!(answer.text.contains(own), "{told:?}: {}", answer.text);
    }
}

#[test]
fn forget_it_ends_no_danger() {
    for (language, told) in [
        (EN, ["i want to die", "forget it"]),
        (EN, ["my dad hits me", "nvm forget it"]),
        (FR, ["j'ai recommencé à me couper", "oublie ce que j'ai dit"]),
        (VI, ["em muốn tự tử", "thôi bỏ đi"]),
    ] {
        let answer = last(&mut Walk::new(language), &told);
        let believed = texts(language).crisis.denial.iter().map(|text| beginning(text));
        for believed in believed {
            assert!(!answer.text.contains(believed), "{told:?}: {}", answer.text);
        }
        assert!(answer.state.watch > 0, "{told:?}: {}", answer.text);
    }
}

#[test]
fn a_friend_whom_a_stranger_is_after_is_not_the_writer() {
    for (language, told) in [
        (EN, "my friend is 13 and talks to a guy of 30 online who wants pics of her"),
        (EN, "a guy on roblox asked my little sister for a photo"),
        (FR, "ma petite soeur de 11 ans parle à un mec de 30 ans sur roblox"),
        (FR, "un mec de 25 ans parle à ma soeur sur snap, il veut la voir"),
        (VI, "bạn em 13 tuổi nhắn tin với chú lạ 30 tuổi trên zalo, chú đòi gặp bạn ấy"),
    ] {
        let mut walk = Walk::new(language);
        let answer = walk.say(told);
        let own = beginning(&texts(language).reply["lured_friend"][0]);
        assert!(answer.text.contains(own), "{told:?}: {}", answer.text);
        assert_eq!(answer.level, Some(Level::High), "{told:?}");
    }
    let own = "my friend says the guy i talk to online is weird, he wants pics of me";
    let answer = Walk::new(EN).say(own);
    assert!(
        !answer.text.contains(beginning(&texts(EN).reply["lured_friend"][0])),
        "{}",
        answer.text
    );
}

#[test]
fn who_sees_a_parent_struck_is_told_on_as_that() {
    for (language, told) in [
        (EN, ["my dad hits my mum and says he will kill her", "what can i do"]),
        (EN, ["dad is beating mum", "what can i do"]),
        (FR, ["mon père frappe ma mère", "je fais quoi"]),
        (FR, ["ma mère frappe mon père", "je fais quoi"]),
        (VI, ["bố bóp cổ mẹ tối qua", "em phải làm gì"]),
    ] {
        let mut walk = Walk::new(language);
        let sees = &texts(language).reply["sees_violence"];
        let answer = walk.say(told[0]);
        assert!(answer.text.contains(beginning(&sees[0])), "{told:?}: {}", answer.text);
        let answer = walk.say(told[1]);
        assert!(answer.text.contains(beginning(&sees[1])), "{told:?}: {}", answer.text);
    }
}

#[test]
fn nobody_is_to_be_driven_by_who_has_been_drinking() {
    for (language, told, police) in [
        (EN, "my dad is drunk and wants to drive us home", "999"),
        (FR, "mon père est bourré il veut nous ramener en voiture là", "17"),
        (VI, "ba xỉn chở em đi học bằng xe máy", "113"),
    ] {
        let answer = Walk::new(language).say(told);
        let own = beginning(&texts(language).reply["drunk_driver"][0]);
        assert!(answer.text.contains(own), "{told:?}: {}", answer.text);
        assert!(answer.text.contains(police), "{told:?}: {}", answer.text);
    }
}

#[test]
fn words_that_look_like_others_are_read_as_what_they_are() {
    for (told, signal) in [
        ("how do i stop", Signal::Stop),
        ("who can stop it", Signal::Stop),
        ("my friend is in hospital with leukaemia", Signal::Urgent),
        ("mon pote est à l'hôpital il a une leucémie", Signal::Urgent),
        ("my mate says hes bringing a knife to school tomorrow", Signal::Harming),
        ("hắn cầm dao đến lớp tìm em", Signal::Harming),
    ] {
        assert!(!hear(told).does(signal), "{told:?}: {signal:?}");
    }
    for told in ["mes parents vont me punir", "le préservatif a craqué hier soir"] {
        let heard = hear(told).crisis.filter(|it| it.level.is_crisis());
        assert_eq!(heard, None, "{told:?}");
    }
    for own in ["no im gonna stab him", "if he comes ill stab him", "nó tới, tao cầm dao đâm nó"]
    {
        assert!(hear(own).does(Signal::Harming), "{own:?}");
    }
    assert!(hear("its so long").feelings.is_empty());
    assert!(!hear("my mums phone is in the closet").topics.contains(&Topic::Identity));
}
