//! An adult at school writes of a pupil: addressed formally, and told what a school can do.

use super::super::crisis::Kind;
use super::tests::Walk;
use super::*;

/// Words that speak to a parent, or to somebody young.
const NOT_FOR_SCHOOL: [(Language, &[&str]); 3] = [
    (Language::En, &["your child", "my child"]),
    (Language::Fr, &["votre enfant", "mon enfant"]),
    (Language::Vi, &["con tôi", "anh/chị", "bố/mẹ"]),
];

fn told(language: Language) -> &'static str {
    match language {
        Language::En => "one of my pupils is bullied in the class chat",
        Language::Fr => "un de mes élèves se fait insulter dans le groupe de la classe",
        Language::Vi => "học sinh của tôi bị chửi trong nhóm lớp",
    }
}

#[test]
fn a_teacher_is_not_told_of_their_child() {
    for (language, words) in NOT_FOR_SCHOOL {
        for user_type in [UserType::Teenager, UserType::Parent, UserType::Professional] {
            let mut walk = Walk::new(language);
            walk.person.audience.user_type = user_type;
            let said = [told(language), "...", "what next", "et maintenant", "làm gì nữa", "..."];
            for said in said {
                let text = walk.say(said).text.to_lowercase();
                let wrong = words.iter().find(|word| text.contains(**word));
                assert_eq!(wrong, None, "{language:?} {user_type:?}: {text}");
            }
            assert!(walk.state.is_at_school);
        }
    }
}

#[test]
fn no_text_for_the_school_speaks_of_a_parents_own_child() {
    let care = Care::ours();
    for (language, words) in NOT_FOR_SCHOOL {
        for (name, text) in super::super::content::every::all(care.texts(language, Reader::School))
        {
            let text = text.to_lowercase();
            let wrong = words.iter().take(2).find(|word| text.contains(**word));
            assert_eq!(wrong, None, "{language:?} {name}: {text}");
        }
    }
}

#[test]
fn a_pupil_in_danger_is_a_matter_for_the_school() {
    for (language, told, school) in [
        (Language::En, "im a teacher and a pupil says she wants to kill herself", "nurse"),
        (Language::Fr, "je suis prof, une élève dit qu'elle veut se suicider", "infirmière"),
        (Language::Vi, "tôi là giáo viên, học sinh của tôi nói muốn tự tử", "cô y tế"),
    ] {
        let answer = Walk::new(language).say(told);
        assert!(answer.level.is_some_and(Level::is_crisis), "{}", answer.text);
        assert!(answer.text.contains(school), "{}", answer.text);
    }
}

#[test]
fn a_child_who_speaks_of_a_teacher_stays_a_child_and_a_parent_a_parent() {
    let mut walk = Walk::new(Language::En);
    walk.say("my teacher hates me");
    assert!(!walk.state.is_at_school);
    let mut walk = Walk::new(Language::Fr);
    walk.say("ma fille se fait insulter par un élève de sa classe");
    assert!(walk.state.is_parent && !walk.state.is_at_school);
    let mut walk = Walk::new(Language::En);
    walk.person.audience.age_class = Some(AgeClass::Cycle3);
    walk.say("i am the teacher says my friend");
    assert_eq!(Reader::of(&walk.person.audience, &walk.state), Reader::Child);
}

#[test]
fn a_pupil_who_is_hit_at_home_is_protected_and_not_asked_about_dying() {
    for (language, said, line) in [
        (Language::Fr, ["je suis prof", "un élève m'a dit que son père le frappe"], "119"),
        (Language::En, ["i am a teacher", "a pupil told me his dad hits him"], "NSPCC"),
        (Language::Vi, ["tôi là giáo viên", "học sinh kể với tôi là bị bố đánh"], "111"),
    ] {
        let mut walk = Walk::new(language);
        walk.person.audience.user_type = UserType::Professional;
        walk.say(said[0]);
        let answer = walk.say(said[1]);
        assert_eq!(walk.state.crisis, Some(Kind::Abuse), "{}", answer.text);
        assert!(answer.text.contains(line), "{}", answer.text);
    }
}

#[test]
fn a_child_who_wants_to_die_and_is_beaten_is_asked_about_dying() {
    for said in [
        "my daughter says she wants to die, she got beaten up at school",
        "my son told me he wants to kill himself because his dad hits him",
        "my son wants to kill himself because his dad hits him",
        "my son wants to kill himself",
    ] {
        let mut walk = Walk::new(Language::En);
        walk.person.audience.user_type = UserType::Parent;
        let answer = walk.say(said);
        assert!(!walk.state.is_guess, "{said}: {}", answer.text);
        assert_eq!(walk.state.crisis, Some(Kind::Friend), "{}", answer.text);
    }
}
