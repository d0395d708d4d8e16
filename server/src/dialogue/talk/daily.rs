//! Walks through what happens at home on an ordinary day, and through what only sounded like a danger.

use super::tests::{Walk, beginning, last, parent_texts, school_texts, texts};
use super::*;

/// Each of these, as a first message, is answered under this name.
fn answers(name: &str, told: [(Language, &str); 3]) -> [Option<Level>; 3] {
    told.map(|(language, text)| {
        let answer = Walk::new(language).say(text);
        let reply = beginning(&texts(language).reply[name][0]);
        assert!(answer.text.starts_with(reply), "{text}: {}", answer.text);
        answer.level
    })
}

#[test]
fn a_gun_in_a_childs_hands_is_no_game_even_for_fun() {
    let levels = answers(
        "gun_found",
        [
            (Language::En, "my little brother found dads gun"),
            (Language::Fr, "mon petit frère a trouvé le pistolet de mon père"),
            (Language::Vi, "em trai em tìm thấy khẩu súng của bố"),
        ],
    );
    assert_eq!(levels, [Some(Level::Imminent); 3]);
    let told = ["mon petit frère a trouvé le pistolet de mon père", "il vise ma soeur pour rire"];
    let answer = last(&mut Walk::new(Language::Fr), &told);
    assert_eq!(answer.level, Some(Level::Imminent), "{}", answer.text);
    let toy = Walk::new(Language::En).say("my brother has a gun in fortnite");
    assert_eq!(toy.level.filter(|level| level.is_crisis()), None, "{}", toy.text);
}

#[test]
fn several_who_feel_ill_beside_a_heater_go_out_first() {
    let levels = answers(
        "monoxide",
        [
            (Language::En, "we all have headaches since we put the heater on"),
            (Language::Fr, "on a tous mal à la tête depuis qu'on a mis le chauffage"),
            (Language::Vi, "cả nhà em đau đầu từ lúc đốt than sưởi"),
        ],
    );
    assert_eq!(levels, [Some(Level::Imminent); 3]);
}

#[test]
fn somebody_unknown_at_the_door_is_no_stranger_of_the_internet() {
    answers(
        "at_door",
        [
            (Language::En, "theres a man at the door and im home alone"),
            (Language::Fr, "y a quelqu'un à la porte je suis seule"),
            (Language::Vi, "có người lạ gõ cửa, em ở nhà một mình"),
        ],
    );
}

#[test]
fn what_is_part_of_growing_up_is_answered_as_that() {
    let periods = [
        (Language::En, "theres blood in my pants"),
        (Language::Fr, "y a du sang dans ma culotte"),
        (Language::Vi, "quần em có máu"),
    ];
    answers("period", periods);
    let beds = [
        (Language::En, "i wet the bed again im 12"),
        (Language::Fr, "j'ai encore fait pipi au lit j'ai 12 ans"),
        (Language::Vi, "em lại đái dầm em 12 tuổi rồi"),
    ];
    for (language, text) in beds {
        let answer = Walk::new(language).say(text);
        assert!(!answer.level.is_some_and(Level::is_crisis), "{}", answer.text);
    }
    let condoms = [
        (Language::En, "the condom broke last night"),
        (Language::Fr, "la capote a craqué hier soir"),
        (Language::Vi, "tối qua bao cao su bị rách"),
    ];
    answers("contraception", condoms);
    let pinched = [
        (Language::En, "i pinched my little brother"),
        (Language::Fr, "j'ai pincé mon petit frère"),
        (Language::Vi, "em lỡ véo em trai"),
    ];
    answers("hurt_sibling", pinched);
}

#[test]
fn who_hardly_eats_and_faints_is_to_be_seen_today() {
    for (language, told) in [
        (Language::En, ["ive barely eaten for a month", "i fainted this morning in pe"]),
        (
            Language::Fr,
            ["je mange presque plus depuis un mois", "je suis tombée dans les pommes ce matin"],
        ),
        (Language::Vi, ["em nhịn ăn cả tháng nay", "sáng nay em ngất trong giờ thể dục"]),
    ] {
        let answer = last(&mut Walk::new(language), &told);
        let faints = beginning(&texts(language).reply["faints"][0]);
        assert!(answer.text.starts_with(faints), "{}", answer.text);
        assert_eq!(answer.level, Some(Level::High));
    }
}

#[test]
fn a_parent_who_asks_how_much_of_a_screen_gets_an_answer_and_no_alarm() {
    for (language, told) in [
        (Language::En, "How much screen time is normal for my son at 11?"),
        (Language::Fr, "Combien de temps d'écran pour ma fille de 11 ans ?"),
        (Language::Vi, "Con tôi 11 tuổi, mỗi ngày bao nhiêu thời gian màn hình là vừa ạ?"),
    ] {
        let mut walk = Walk::new(language);
        walk.person.audience.user_type = UserType::Parent;
        let answer = walk.say(told);
        let screens = beginning(&parent_texts(language).reply["screens"][0]);
        assert!(answer.text.starts_with(screens), "{}", answer.text);
        assert_eq!(answer.level, None);
    }
}

#[test]
fn a_teacher_who_was_struck_is_told_what_to_do_today() {
    for (language, told) in [
        (Language::En, "a pupil punched me in the corridor"),
        (Language::Fr, "un élève m'a poussé contre le mur"),
    ] {
        let mut walk = Walk::new(language);
        walk.person.audience.user_type = UserType::Professional;
        let answer = walk.say(told);
        let struck = beginning(&school_texts(language).reply["struck_staff"][0]);
        assert!(answer.text.starts_with(struck), "{}", answer.text);
    }
}

#[test]
fn who_says_that_it_was_a_film_or_a_song_is_believed() {
    for (language, told) in [
        (Language::En, ["i want to die", "no its just lyrics, im writing a song"]),
        (Language::Fr, ["j'ai envie de mourir", "ah non c'est les paroles d'une chanson"]),
        (Language::Vi, ["mình muốn chết", "là lời thoại kịch đó, mình đóng vai"]),
    ] {
        let mut walk = Walk::new(language);
        let answer = last(&mut walk, &told);
        assert_eq!((walk.state.denials, answer.level), (1, None), "{}", answer.text);
    }
}

#[test]
fn where_somebody_blackmails_them_is_no_game() {
    for (language, told) in [
        (Language::En, ["he says he will leak my nudes if i dont pay", "its on roblox"]),
        (Language::Fr, ["il va balancer mes nudes si je paie pas", "c'est sur roblox"]),
    ] {
        let mut walk = Walk::new(language);
        let answer = last(&mut walk, &told);
        assert_eq!(walk.state.denials, 0, "{}", answer.text);
        assert!(walk.state.watch > 0, "{}", answer.text);
    }
}
