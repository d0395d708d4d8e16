//! Walks through dangers: denied and meant after all, one's own violence, safe, alone.

use super::super::crisis::Kind;
use super::super::danger::Danger;
use super::tests::{Walk, beginning, last, texts};
use super::*;

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

#[test]
fn an_ok_does_not_say_that_one_thinks_of_dying() {
    for (language, danger, okay) in [
        (Language::En, "i want to kill myself", "ok i will try"),
        (Language::Fr, "je veux mourir", "ok je vais essayer"),
        (Language::Vi, "em muốn tự tử", "ok để em thử"),
    ] {
        let mut walk = Walk::new(language);
        let answer = last(&mut walk, &[danger, okay]);
        let confirmed = beginning(&texts(language).crisis.confirmed[0]);
        assert!(!answer.text.starts_with(confirmed), "{}", answer.text);
        assert!(walk.state.watch > 0);
    }
}

#[test]
fn what_is_at_hand_makes_it_imminent_where_it_was_asked_for() {
    for (language, danger, yes, means, reply) in [
        (
            Language::En,
            "i want to kill myself",
            "yes",
            "theres a bottle of pills here",
            "with_pills",
        ),
        (Language::Fr, "je veux mourir", "oui", "y a le balcon", "at_height"),
        (Language::Vi, "em muốn tự tử", "dạ có", "có lọ thuốc ngủ trong phòng", "with_pills"),
    ] {
        let mut walk = Walk::new(language);
        let answer = last(&mut walk, &[danger, yes, means]);
        assert_eq!(answer.level, Some(Level::Imminent), "{means}: {}", answer.text);
        let own = beginning(&texts(language).reply[reply][0]);
        assert!(answer.text.starts_with(own), "{}", answer.text);
        let mut walk = Walk::new(language);
        let answer = last(&mut walk, &["...", means]);
        assert_ne!(answer.level, Some(Level::Imminent), "{means}: {}", answer.text);
    }
}

#[test]
fn who_wants_to_die_is_told_how_to_get_away_from_what_they_name() {
    for (language, message, reply) in [
        (Language::En, "im on the roof and im going to jump", "at_height"),
        (Language::En, "im on the train tracks and im going to kill myself now", "on_tracks"),
        (Language::En, "i have the rope ready im going to kill myself now", "with_rope"),
        (Language::En, "i have the pills in my hand im going to kill myself now", "with_pills"),
        (Language::Fr, "je suis sur le pont, je vais sauter", "at_height"),
        (Language::Fr, "j'ai le couteau dans la main je vais me tuer maintenant", "with_blade"),
        (Language::Fr, "le fusil de papa est sur mes genoux, je vais me tuer ce soir", "with_gun"),
        (Language::Vi, "em đang đứng trên sân thượng, em sắp nhảy", "at_height"),
        (Language::Vi, "em ra bờ sông rồi, em sắp nhảy xuống tự tử", "in_water"),
        (Language::Vi, "em cầm lọ thuốc ngủ trên tay, em muốn chết ngay bây giờ", "with_pills"),
    ] {
        let mut walk = Walk::new(language);
        let answer = last(&mut walk, &[message]);
        assert_eq!(answer.level, Some(Level::Imminent), "{message}: {}", answer.text);
        let own = beginning(&texts(language).reply[reply][0]);
        assert!(answer.text.starts_with(own), "{message}: {}", answer.text);
    }
}

#[test]
fn who_swallowed_pills_is_never_told_not_to_take_them() {
    for (language, said) in [
        (Language::En, ["i took all the pills", "i took like 30 paracetamol"]),
        (Language::Vi, ["em uống hết rồi", "thuốc ngủ, chắc 20 viên"]),
    ] {
        let mut walk = Walk::new(language);
        for answer in said.map(|said| walk.say(said)) {
            let pills = beginning(&texts(language).reply["with_pills"][0]);
            assert!(!answer.text.starts_with(pills), "{}", answer.text);
        }
    }
}

#[test]
fn what_only_sounds_like_a_place_is_none() {
    let (en, fr, vi) = (Language::En, Language::Fr, Language::Vi);
    for (language, said, place) in [
        (fr, "je déteste mon corps, je vais me tuer ce soir", "at_height"),
        (vi, "em đã vặn bình ga, đóng cửa sổ, em sắp chết rồi", "at_height"),
        (en, "its on every platform, im going to kill myself tonight", "on_tracks"),
        (fr, "j'ai les cachets et de l'eau, je me tue ce soir", "in_water"),
    ] {
        let answer = last(&mut Walk::new(language), &[said]);
        let own = beginning(&texts(language).reply[place][0]);
        assert!(!answer.text.starts_with(own), "{said}: {}", answer.text);
    }
}

#[test]
fn who_has_stepped_back_is_held_and_who_took_pills_after_all_is_rescued() {
    let (en, roof) = (Language::En, "im on the roof and im going to jump");
    let back = last(&mut Walk::new(en), &[roof, "yes"]);
    assert!(back.text.starts_with(beginning(&texts(en).reply["stepped_back"][0])), "{}", back.text);
    let pills = "i have the pills in my hand im going to kill myself now";
    let taken = last(&mut Walk::new(en), &[pills, "yes"]);
    assert!(taken.text.starts_with(beginning(&texts(en).crisis.done[0])), "{}", taken.text);
    for answer in [back, taken, last(&mut Walk::new(en), &[pills, "no"])] {
        assert_eq!(answer.level, Some(Level::Imminent), "{}", answer.text);
        assert!(answer.text.contains("999"), "{}", answer.text);
    }
}

#[test]
fn an_act_under_way_stays_urgent_until_somebody_is_there() {
    for (language, number, act, going_on, coming) in [
        (
            Language::En,
            "911",
            "i took a whole bottle of pills",
            ["i dont want to call", "my mum is asleep", "nobody is here", "...", "idk", "im tired"],
            "mum is calling the ambulance",
        ),
        (
            Language::Fr,
            "15",
            "j'ai avalé toute la boîte de médicaments",
            [
                "je veux pas appeler",
                "ma mère dort",
                "y a personne",
                "...",
                "jsp",
                "je suis fatigué",
            ],
            "elle appelle le 15",
        ),
        (
            Language::Vi,
            "115",
            "em vừa uống hết vỉ thuốc ngủ",
            ["em không muốn gọi", "mẹ em ngủ rồi", "không có ai cả", "...", "ko biết", "em mệt"],
            "chị em đang gọi 115",
        ),
    ] {
        let country = match language {
            Language::En => "US",
            Language::Fr => "FR",
            Language::Vi => "VN",
        };
        let mut walk = Walk::new(language);
        walk.person.country = Some(country);
        let mut said = vec![walk.say(act).text];
        for text in going_on {
            let answer = walk.say(text);
            assert_eq!(answer.level, Some(Level::Imminent), "{text}: {}", answer.text);
            assert!(answer.text.contains(number), "{text}: {}", answer.text);
            assert!(!said.contains(&answer.text), "twice: {}", answer.text);
            said.push(answer.text);
        }
        let answer = walk.say(coming);
        let reply = &texts(language).reply;
        let comes = ["coming", "coming_own"].map(|name| beginning(&reply[name][0]));
        let is_taken_up = comes.iter().any(|comes| answer.text.starts_with(comes));
        assert!(is_taken_up, "{coming}: {}", answer.text);
    }
}

#[test]
fn an_attack_under_way_gets_the_emergency_number_at_every_turn() {
    let mut walk = Walk::new(Language::En);
    walk.person.country = Some("GB");
    let first = walk.say("theyre outside my house banging on the door with a bat");
    assert_eq!(first.level, Some(Level::Imminent), "{}", first.text);
    for text in ["im upstairs", "my brother is with me", "..."] {
        let answer = walk.say(text);
        if walk.state.needs_rescue {
            let number = answer.text.find("999").unwrap_or(usize::MAX);
            assert!(number < 80, "{text}: {}", answer.text);
        }
    }
    let answer = walk.say("the police are here");
    assert!(!answer.text.contains(&texts(Language::En).ask["what"]), "{}", answer.text);
}

#[test]
fn the_turn_after_a_danger_goes_on_with_the_same_danger() {
    for (language, danger, kind, on) in [
        (Language::En, "my dad hits me with a belt", "abuse", "since i was eight"),
        (Language::Fr, "je me scarifie", "self_harm", "sur les jambes depuis l'été"),
        (Language::Vi, "bố em đánh em mỗi ngày", "abuse", "từ hồi lớp bốn"),
    ] {
        let mut walk = Walk::new(language);
        let answer = last(&mut walk, &[danger, on]);
        let second = beginning(&texts(language).crisis.high[kind][1]);
        assert!(answer.text.contains(second), "{on}: {}", answer.text);
    }
}

#[test]
fn nobody_presents_themselves_and_no_faces_are_shown_while_a_danger_is_watched() {
    for (language, danger) in [
        (Language::En, "my dad hits me with a belt"),
        (Language::Fr, "mon père me frappe"),
        (Language::Vi, "bố em đánh em mỗi ngày"),
    ] {
        let mut walk = Walk::new(language);
        walk.say(danger);
        for _ in 0..12 {
            let answer = walk.say("...");
            assert_ne!(walk.state.awaited, Some(Ask::Emotion), "{}", answer.text);
            assert_ne!(walk.state.awaited, Some(Ask::What), "{}", answer.text);
            let hello = &texts(language).monster["moustache"].hello;
            assert!(answer.monster != Monster::Vigie || !answer.text.contains(hello));
        }
    }
}

#[test]
fn a_confirmed_wish_is_watched_until_something_clears_it() {
    let mut walk = Walk::new(Language::Fr);
    last(&mut walk, &["je veux mourir", "oui"]);
    for _ in 0..8 {
        assert_eq!(walk.say("...").monster, Monster::Vigie);
    }
    walk.say("ma soeur est avec moi");
    walk.say("...");
    assert_eq!(walk.state.watch, 0);
}

#[test]
fn who_is_about_to_hurt_another_gets_the_number_first_and_what_to_do_for_that() {
    for (language, told) in [
        (Language::En, "im going to stab my stepdad"),
        (Language::Fr, "je vais planter mon beau-père"),
        (Language::Vi, "em sẽ cầm dao giết nó"),
    ] {
        let mut heard = super::super::heard::hear(told);
        heard.crisis = Some(Crisis { level: Level::Imminent, kind: Kind::Violence });
        let mut walk = Walk::new(language);
        let answer = walk.turn(&Said::Text(&heard));
        let now = beginning(&texts(language).reply["harming_now"][0]);
        assert!(answer.text.starts_with(now), "{}", answer.text);
        let care = Care::ours();
        let info = care.crisis_info(
            walk.person.place(),
            Danger::of(&answer.state, answer.level),
            Reader::Teen,
        );
        let actions = &texts(language).info.actions;
        assert!(info.immediate_actions.ends_with(&actions["harming"]), "{info:?}");
    }
}

#[test]
fn what_is_asked_outright_has_an_answer_of_its_own() {
    for (language, danger, asked, name) in [
        (Language::En, "my dad hits me with a belt", "who should i call", "number"),
        (Language::En, "i cut myself", "will the nurse tell my parents", "adult_secret"),
        (Language::En, "my dad hits me", "i dont want him to go to jail", "feared"),
        (Language::Fr, "mon père me frappe", "je dois appeler qui ? qui dois-je appeler", "number"),
        (Language::Fr, "je me scarifie", "l'infirmière va appeler mes parents ?", "adult_secret"),
        (Language::Fr, "mon père me frappe", "je veux pas qu'il aille en prison", "feared"),
        (Language::Vi, "bố em đánh em mỗi ngày", "em nên gọi số nào", "number"),
        (Language::Vi, "bố em đánh em mỗi ngày", "em không muốn bố đi tù", "feared"),
    ] {
        let mut walk = Walk::new(language);
        let answer = last(&mut walk, &[danger, asked]);
        let own = beginning(&texts(language).reply[name][0]);
        assert!(answer.text.contains(own), "{asked}: {}", answer.text);
    }
}

#[test]
fn an_adult_is_taken_up_where_one_was_asked_for() {
    for (language, danger, named) in [
        (Language::En, "my dad hits me with a belt", "maybe my school nurse"),
        (Language::Fr, "mon père me frappe", "mamie elle est gentille"),
        (Language::Vi, "bố em đánh em mỗi ngày", "chắc cô giáo"),
    ] {
        let mut walk = Walk::new(language);
        walk.say(danger);
        while !walk.state.asks_who {
            walk.say("...");
        }
        let answer = walk.say(named);
        let own = beginning(&texts(language).reply["named"][0]);
        assert!(answer.text.starts_with(own), "{named}: {}", answer.text);
    }
}

#[test]
fn a_friend_who_no_longer_answers_is_in_danger_now() {
    for (language, danger, vanished) in [
        (Language::En, "my best friend says she wants to kill herself", "shes not answering"),
        (Language::Fr, "ma copine veut se suicider", "elle répond plus"),
        (Language::Vi, "bạn thân em đòi tự tử", "em gọi nó không nghe máy"),
    ] {
        let mut walk = Walk::new(language);
        let answer = last(&mut walk, &[danger, vanished]);
        assert_eq!(answer.level, Some(Level::Imminent), "{vanished}: {}", answer.text);
        assert_eq!(walk.state.crisis, Some(Kind::Friend));
    }
}

#[test]
fn coming_back_after_a_danger_offers_nothing_else_and_keeps_the_language() {
    let mut walk = Walk::new(Language::En);
    walk.say("i want to kill myself");
    walk.state.ask(Ask::What);
    walk.turn(&Said::Resume);
    assert_eq!(walk.state.awaited, None);
    assert_eq!(walk.say("bit better today").language, Language::En);
}

#[test]
fn who_is_pushed_to_send_a_picture_is_not_told_that_one_goes_round() {
    for (language, told) in [
        (Language::En, "my boyfriend wants me to send a picture of me without my top"),
        (Language::Fr, "mon copain veut que je lui envoie une photo de moi en sous-vêtements"),
        (Language::Vi, "bạn trai em nói yêu thì phải gửi hình không mặc đồ"),
    ] {
        let mut walk = Walk::new(language);
        let answer = walk.say(told);
        assert_eq!(walk.state.topic, Some(Topic::Pressure), "{told}");
        let heard = &texts(language).topic["pressure"].heard;
        assert!(answer.text.contains(heard.as_str()), "{}", answer.text);
    }
}

#[test]
fn what_is_no_denial_does_not_take_a_danger_away() {
    // "It is serious" was once heard as a denial, and took the danger away.
    for (language, danger, serious) in [
        (Language::Fr, "je veux mourir", "c'est grave"),
        (Language::Fr, "je veux mourir", "je vais pas me rater"),
        (Language::En, "i want to kill myself", "is it nothing?"),
    ] {
        let mut walk = Walk::new(language);
        last(&mut walk, &[danger, serious]);
        assert_eq!(walk.state.denials, 0, "{serious}");
        assert!(walk.state.watch > 0, "{serious}");
    }
}
