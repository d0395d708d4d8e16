//! What somebody carries: illness at home, a pregnancy, what is hard to stop, being used by others.

use super::super::heard::hear;
use super::tests::{Walk, beginning, last, texts};
use super::*;

const EN: Language = Language::En;
const FR: Language = Language::Fr;
const VI: Language = Language::Vi;

#[test]
fn what_somebody_carries_is_met_with_words_of_its_own() {
    for (language, told, topic) in [
        (EN, "i look after my mum every day, she is ill and i do everything", Topic::Illness),
        (EN, "my dad is an alcoholic", Topic::Illness),
        (FR, "je m'occupe de ma mère malade tous les jours", Topic::Illness),
        (FR, "mon père boit tous les soirs", Topic::Illness),
        (VI, "em phải chăm mẹ ốm mỗi ngày, mệt lắm", Topic::Illness),
        (VI, "bố em bị ung thư", Topic::Illness),
        (EN, "i think im pregnant and im 15", Topic::Pregnancy),
        (FR, "j'ai un retard de règles de 2 semaines", Topic::Pregnancy),
        (VI, "em bị trễ kinh 2 tuần rồi", Topic::Pregnancy),
        (EN, "i cant stop vaping, i tried so many times", Topic::Habit),
        (FR, "j'arrive pas à arrêter de fumer du shit", Topic::Habit),
        (VI, "em nghiện game không bỏ được", Topic::Habit),
        (EN, "the older boys make me carry packages for them", Topic::Errands),
        (FR, "des grands m'obligent à garder des sacs pour eux", Topic::Errands),
        (VI, "mấy anh lớn bắt em đi giao hàng cấm", Topic::Errands),
    ] {
        let mut walk = Walk::new(language);
        let answer = walk.say(told);
        assert_eq!(walk.state.topic, Some(topic), "{told:?}: {}", answer.text);
        let heard = beginning(&texts(language).topic[topic.name()].heard);
        assert!(answer.text.contains(heard), "{told:?}: {}", answer.text);
    }
}

#[test]
fn whose_parent_is_ill_is_told_of_no_quarrels() {
    for (language, told) in [
        (EN, &["my mum has cancer", "she cries every night"][..]),
        (FR, &["ma mère a un cancer", "elle pleure tous les soirs"]),
        (VI, &["mẹ em bị ung thư", "mẹ khóc mỗi tối"]),
    ] {
        let mut walk = Walk::new(language);
        last(&mut walk, told);
        assert_eq!(walk.state.topic, Some(Topic::Illness), "{told:?}");
    }
}

#[test]
fn what_only_has_a_word_of_it_is_none_of_these() {
    let own = [Topic::Illness, Topic::Pregnancy, Topic::Habit, Topic::Errands];
    for told in [
        "my mum works at the hospital",
        "im sick of school",
        "this game is addictive lol",
        "they said i was pregnant, its a rumour and everyone laughs",
        "can you carry my bag",
        "ma mère travaille à l'hôpital",
        "je suis malade aujourd'hui",
        "elle attend le bus avec un sac",
        "mẹ em làm ở bệnh viện",
        "em bị bệnh nên nghỉ học",
        "em thích chơi game với bạn",
    ] {
        let topics = hear(told).topics;
        assert!(topics.first().is_none_or(|topic| !own.contains(topic)), "{told:?}: {topics:?}");
    }
}

#[test]
fn a_drunk_father_who_strikes_is_violence_first() {
    for told in
        ["my dad gets drunk and hits me", "mon père boit et me frappe", "bố say rượu rồi đánh em"]
    {
        assert_eq!(hear(told).topics.first(), Some(&Topic::Violence), "{told:?}");
    }
}

#[test]
fn what_is_drunk_or_smoked_has_a_step_that_a_game_has_not() {
    for (language, told, more, is_substance) in [
        (EN, "i cant stop vaping, i tried so many times", "what can i do", true),
        (EN, "i cant stop gambling", "what can i do", false),
        (FR, "j'arrive pas à arrêter de fumer du shit", "je fais quoi", true),
        (VI, "em nghiện game không bỏ được", "em phải làm gì", false),
    ] {
        let answer = last(&mut Walk::new(language), &[told, more]);
        let keep = beginning(&texts(language).topic["habit"].step["keep"]);
        assert_eq!(answer.text.contains(keep), is_substance, "{told:?}: {}", answer.text);
    }
}

#[test]
fn whether_they_are_punished_is_told_by_the_law() {
    for (language, told, asks) in [
        (EN, "the older boys make me carry packages for them", "will i get in trouble"),
        (FR, "des grands m'obligent à garder des sacs pour eux", "je vais être puni ?"),
        (VI, "mấy anh lớn bắt em đi giao hàng cấm", "em có bị công an bắt không"),
    ] {
        let answer = last(&mut Walk::new(language), &[told, asks]);
        let law = &texts(language).topic["errands"].law;
        let is_law = law.values().any(|text| answer.text.contains(beginning(text)));
        assert!(is_law, "{told:?}: {}", answer.text);
    }
}
