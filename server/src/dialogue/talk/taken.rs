//! What was taken, sent or taken back: what a blackmailer has got, what a denial does not end, and what
//! is somebody else's word.

use super::tests::{Walk, beginning, last, texts};
use super::*;

#[test]
fn what_was_paid_or_sent_and_who_blocked_them_is_answered() {
    let (en, fr, vi) = (Language::En, Language::Fr, Language::Vi);
    for (language, told, reply) in [
        (en, ["a guy has my nudes and wants money", "i paid already"], "paid"),
        (fr, ["un mec menace de publier mes nudes", "j'ai déjà payé 50 euros"], "paid"),
        (vi, ["có người dọa tung ảnh nóng của em", "em lỡ chuyển tiền rồi"], "paid"),
        (en, ["a guy has my nudes and wants money", "he blocked me"], "blocked_me"),
        (fr, ["un mec menace de publier mes nudes", "il m'a bloqué"], "blocked_me"),
        (vi, ["có người dọa tung ảnh nóng của em", "nó block em rồi"], "blocked_me"),
        (en, ["my boyfriend wants nudes", "i sent him one"], "sent_it"),
        (fr, ["mon copain veut des nudes", "j'ai envoyé une photo"], "sent_it"),
        (vi, ["người yêu em đòi em gửi ảnh nude", "em lỡ gửi 1 tấm rồi"], "sent_it"),
    ] {
        let answer = last(&mut Walk::new(language), &told);
        let own = beginning(&texts(language).reply[reply][0]);
        assert!(answer.text.contains(own), "{told:?}: {}", answer.text);
    }
}

#[test]
fn a_parent_who_has_hit_their_child_is_no_witness_of_it() {
    for (language, told) in [
        (Language::En, "I slapped my daughter yesterday"),
        (Language::Fr, "j'ai mis une gifle à mon fils hier"),
        (Language::Vi, "tôi lỡ tát con gái hôm qua"),
    ] {
        let mut walk = Walk::new(language);
        walk.person.audience.user_type = UserType::Parent;
        let answer = last(&mut walk, &[told]);
        let care = Care::ours();
        let own = beginning(&care.texts(language, Reader::Parent).reply["struck_child"][0]);
        assert!(answer.text.contains(own), "{told}: {}", answer.text);
        assert_eq!(answer.state.watch, 0, "{told}");
    }
}

#[test]
fn what_could_kill_opens_a_denied_wish_again() {
    for (language, told) in [
        (Language::En, ["i want to die", "no i was just joking", "i have some pills in my room"]),
        (Language::Fr, ["je veux mourir", "non je rigole", "j'ai des cachets dans ma chambre"]),
        (Language::Vi, ["em muốn chết", "em đùa thôi", "em có sẵn thuốc trong phòng"]),
    ] {
        let answer = last(&mut Walk::new(language), &told);
        assert!(answer.level.is_some_and(Level::is_crisis), "{told:?}: {}", answer.text);
    }
}

#[test]
fn what_was_swallowed_after_a_denial_is_no_mere_means() {
    for (language, told) in [
        (Language::En, ["i want to die", "no i was just joking", "i just took all the pills"]),
        (Language::Fr, ["je veux mourir", "non je rigole", "j'ai avalé tous les cachets"]),
        (Language::Vi, ["em muốn chết", "em đùa thôi", "em vừa uống hết vỉ thuốc rồi"]),
    ] {
        let answer = last(&mut Walk::new(language), &told);
        assert_eq!(answer.level, Some(Level::Imminent), "{told:?}: {}", answer.text);
        let means = beginning(&texts(language).reply["means"][0]);
        assert!(!answer.text.contains(means), "{told:?}: {}", answer.text);
    }
}

#[test]
fn a_parent_who_has_struck_and_wants_to_die_is_heard() {
    let mut walk = Walk::new(Language::En);
    walk.person.audience.user_type = UserType::Parent;
    let answer = last(&mut walk, &["I hit my son yesterday and now I want to kill myself"]);
    assert!(answer.state.watch > 0, "{}", answer.text);
}

#[test]
fn who_gives_up_in_words_of_despair_has_denied_nothing() {
    for (language, told) in [
        (Language::En, ["i want to die", "it doesnt matter"]),
        (Language::Fr, ["je veux mourir", "tant pis"]),
        (Language::Vi, ["em muốn chết", "thôi kệ"]),
    ] {
        let answer = last(&mut Walk::new(language), &told);
        assert_eq!(answer.state.denials, 0, "{told:?}: {}", answer.text);
    }
}

#[test]
fn who_lets_it_be_on_a_roof_has_taken_nothing_back() {
    for (language, told) in [
        (Language::En, ["im on the roof i want to jump", "never mind"]),
        (Language::Fr, ["je suis sur le toit je veux sauter", "laisse tomber"]),
        (Language::Vi, ["em đang ở trên sân thượng, em muốn nhảy", "thôi bỏ đi"]),
    ] {
        let answer = last(&mut Walk::new(language), &told);
        assert_eq!(answer.level, Some(Level::Imminent), "{told:?}: {}", answer.text);
        assert_eq!(answer.state.denials, 0, "{told:?}");
    }
}

#[test]
fn the_word_of_another_or_a_no_that_was_told_denies_nothing() {
    for (language, told) in [
        (Language::En, ["my cousin touches me", "he says its a game"]),
        (Language::Fr, ["mon cousin me touche", "il dit que c'est un jeu"]),
        (Language::Fr, ["mon cousin me touche", "ma mère dit que j'exagère"]),
        (Language::En, ["my boyfriend forced me to do stuff", "i said no"]),
    ] {
        let answer = last(&mut Walk::new(language), &told);
        assert_eq!(answer.state.denials, 0, "{told:?}: {}", answer.text);
        assert!(answer.state.watch > 0, "{told:?}");
    }
}

#[test]
fn an_idiom_or_a_longer_word_is_not_taken_for_its_part() {
    for (language, told) in [
        (Language::Fr, "mes parents vont me tuer"),
        (Language::Vi, "đầu em hơi đau với buồn nôn"),
        (Language::Vi, "nó kêu em là con nhà nghèo"),
    ] {
        let answer = last(&mut Walk::new(language), &[told]);
        assert!(!answer.level.is_some_and(Level::is_crisis), "{told}: {}", answer.text);
        assert!(!answer.state.is_parent, "{told}");
        assert_ne!(answer.state.feeling, Some(super::super::heard::Feeling::Sad), "{told}");
    }
    let answer = last(&mut Walk::new(Language::Vi), &["ba má cãi nhau hoài", "má khóc"]);
    assert_eq!(answer.language, Language::Vi, "{}", answer.text);
}
