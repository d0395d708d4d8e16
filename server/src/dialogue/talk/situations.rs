//! Situations that have words of their own: a stranger online, no home for tonight, eating.

use super::super::crisis::Kind;
use super::super::heard::hear;
use super::super::thread::Strand;
use super::tests::{Walk, beginning, last, texts};
use super::*;

#[test]
fn a_stranger_online_is_not_answered_like_violence_at_home() {
    for (language, online, at_home) in [
        (
            Language::En,
            "a guy i met on discord told me to keep it our secret and wants to meet me",
            "my stepdad says its our secret when he touches me",
        ),
        (
            Language::Fr,
            "un mec de 30 ans sur insta veut me voir, il dit que c'est notre petit secret",
            "mon beau-père me touche, il dit que c'est notre secret",
        ),
        (
            Language::Vi,
            "có chú quen trên mạng bảo em giữ bí mật, chú ấy đòi gặp em",
            "dượng sờ soạng em và bảo em giữ bí mật",
        ),
    ] {
        let high = &texts(language).crisis.high;
        let answer = Walk::new(language).say(online);
        let meeting = &texts(language).reply["meeting"][0];
        assert_eq!(answer.level, Some(Level::High), "{}", answer.text);
        assert!(answer.text.starts_with(beginning(meeting)), "{}", answer.text);
        let answer = Walk::new(language).say(at_home);
        let begins = |name: &str| answer.text.starts_with(beginning(&high[name][0]));
        assert!(begins("abuse") || begins("assault"), "{}", answer.text);
    }
}

#[test]
fn a_stranger_who_wants_pictures_and_silence_is_a_danger_and_no_question_about_us() {
    let heard = hear("he is 28 and wants pics and to keep it secret");
    assert!(heard.crisis.is_some_and(|crisis| crisis.level == Level::High), "{heard:?}");
    assert!(!heard.does(Signal::Secret), "{heard:?}");
}

#[test]
fn evidence_of_a_stranger_is_kept_before_anything_is_blocked() {
    for (language, first, then) in [
        (Language::En, "screenshots", "block it"),
        (Language::Fr, "captures", "bloquez"),
        (Language::Vi, "chụp lại", "chặn"),
    ] {
        let grooming = &texts(language).crisis.high["grooming"];
        let all = grooming.join("\n");
        let place = |words| all.find(words).unwrap_or(usize::MAX);
        assert!(place(first) < all.rfind(then).unwrap_or(0), "{language:?}");
    }
}

#[test]
fn who_has_no_home_for_tonight_gets_a_line_at_once_and_no_faces() {
    for (language, country, line, told, on) in [
        (Language::En, "US", "Childhelp", "im running away from home tonight", "im at the station"),
        (Language::Fr, "FR", "119", "je vais fuguer ce soir", "je suis à la gare"),
        (Language::Vi, "VN", "111", "em muốn bỏ nhà đi", "em đang ở bến xe"),
    ] {
        let mut walk = Walk::new(language);
        walk.person.country = Some(country);
        let answer = walk.say(told);
        let about = &texts(language).topic["leaving"];
        assert!(answer.text.contains(line), "{}", answer.text);
        let own = &texts(language).crisis.high["leaving"];
        let is_own = |text: &str| {
            text.contains(&about.heard)
                || text.contains(&about.step["now"])
                || own.iter().any(|own| text.starts_with(beginning(own)))
                || text.starts_with(beginning(&texts(language).reply["outside"][0]))
        };
        assert!(is_own(&answer.text), "{}", answer.text);
        let answer = walk.say(on);
        assert!(is_own(&answer.text), "{}", answer.text);
        assert_ne!(walk.state.awaited, Some(Ask::Emotion), "{}", answer.text);
    }
}

#[test]
fn a_parent_whose_child_is_gone_is_told_whom_to_call_now() {
    for (language, country, police, told, no) in [
        (
            Language::En,
            "GB",
            "999",
            "My daughter ran away yesterday",
            "No I don't know where she is",
        ),
        (Language::Fr, "FR", "17", "Mon fils a fugué hier soir", "Non je ne sais pas où il est"),
        (Language::Vi, "VN", "113", "con tôi bỏ nhà đi từ hôm qua", "tôi không biết con ở đâu"),
    ] {
        let mut walk = Walk::new(language);
        walk.person.country = Some(country);
        walk.person.audience.user_type = UserType::Parent;
        walk.say(told);
        let answer = walk.say(no);
        assert!(answer.text.contains(police), "{}", answer.text);
    }
}

#[test]
fn who_hurts_themselves_by_eating_is_told_nothing_of_wounds() {
    for (language, told, line) in [
        (Language::En, "i make myself throw up after every meal", "988"),
        (Language::Fr, "je me fais vomir après chaque repas", "3018"),
        (Language::Vi, "em ăn xong là móc họng nôn ra", "111"),
    ] {
        let mut walk = Walk::new(language);
        walk.person.country = (language == Language::En).then_some("US");
        let answer = walk.say(told);
        let own = &texts(language).crisis.high["eating"];
        assert!(answer.text.starts_with(beginning(&own[0])), "{}", answer.text);
        assert!(answer.text.contains(line), "{}", answer.text);
        let answer = walk.say("...");
        assert!(answer.text.starts_with(beginning(&own[1])), "{}", answer.text);
    }
}

#[test]
fn every_reader_has_words_of_their_own_for_leaving_and_eating() {
    let care = Care::ours();
    for language in Language::ALL {
        let base = care.texts(language, Reader::Teen);
        for reader in [Reader::Child, Reader::Older, Reader::Parent] {
            for topic in ["leaving", "eating"] {
                let (own, base) = (&care.texts(language, reader).topic[topic], &base.topic[topic]);
                assert_ne!(own.heard, base.heard, "{language:?} {reader:?} {topic}");
                assert_ne!(own.step["now"], base.step["now"], "{language:?} {reader:?} {topic}");
            }
        }
    }
}

#[test]
fn the_one_they_fear_for_is_near_where_it_is_said_so() {
    for (language, danger, here) in [
        (Language::En, "my daughter says she wants to kill herself", "she is in her room"),
        (Language::En, "my daughter says she wants to kill herself", "shes right next door"),
        (Language::Fr, "ma fille veut se suicider", "elle est dans sa chambre"),
        (Language::Fr, "mon fils dit qu'il veut mourir", "il est à côté"),
        (Language::Vi, "con tôi nói muốn tự tử", "nó ở trong phòng"),
        (Language::Vi, "con tôi nói muốn tự tử", "cháu đang ngủ trong phòng"),
    ] {
        let mut walk = Walk::new(language);
        walk.person.audience.user_type = UserType::Parent;
        walk.say(danger);
        let answer = walk.say(here);
        let care = Care::ours();
        let own = &care.texts(language, Reader::Parent).reply["here"];
        assert!(answer.text.starts_with(beginning(&own[0])), "{here}: {}", answer.text);
    }
    let mut walk = Walk::new(Language::Fr);
    walk.say("ma meilleure amie veut se suicider");
    let answer = walk.say("elle est dans sa chambre");
    let own = &texts(Language::Fr).reply["here"];
    assert!(answer.text.starts_with(beginning(&own[0])), "{}", answer.text);
}

#[test]
fn a_parent_of_a_child_who_may_die_is_told_to_lock_the_medicine_cabinet() {
    let care = Care::ours();
    for (language, words) in [
        (Language::En, "medicine cabinet"),
        (Language::Fr, "armoire à pharmacie"),
        (Language::Vi, "tủ thuốc"),
    ] {
        let first = &care.texts(language, Reader::Parent).crisis.high["friend"][0];
        assert!(first.contains(words), "{first}");
    }
}

#[test]
fn the_crisis_sentence_of_a_parent_is_not_the_child_s() {
    let care = Care::ours();
    for language in Language::ALL {
        let message = |reader| &care.texts(language, reader).info.message;
        assert_ne!(message(Reader::Parent), message(Reader::Teen), "{language:?}");
    }
}

#[test]
fn anger_is_met_as_anger_and_a_threat_as_a_threat() {
    let mut walk = Walk::new(Language::En);
    walk.person.country = Some("US");
    walk.person.audience.user_type = UserType::Parent;
    walk.say("Someone posted nude photos of my daughter. She is 15.");
    let crisis = Some(Crisis { level: Level::High, kind: Kind::Violence });
    let told = super::super::heard::hear("I want to find that boy and break his neck.");
    let strand = Strand::hinting(Kind::Violence);
    let heard = Heard { crisis, is_guess: true, strand, ..told };
    let answer = walk.turn(&Said::Text(&heard));
    let care = Care::ours();
    let angry = &care.texts(Language::En, Reader::Parent).feeling["angry"];
    assert!(angry.iter().any(|text| answer.text.contains(text)), "{}", answer.text);
    assert_eq!(answer.level, Some(Level::Concern));
    let answer = walk.say("i will take my gun and kill him tonight");
    assert!(answer.level.is_some_and(Level::is_crisis), "{}", answer.text);
}

#[test]
fn whether_it_is_grave_is_answered_with_more_than_the_law() {
    for (language, told, asked) in [
        (Language::En, "i cant sleep since weeks", "is it normal"),
        (Language::Fr, "je mange presque plus rien", "c'est grave docteur"),
        (Language::Vi, "em mất ngủ cả tuần", "có sao không"),
    ] {
        let mut walk = Walk::new(language);
        walk.say(told);
        let answer = walk.say(asked);
        let own = beginning(&texts(language).reply["serious"][0]);
        assert!(answer.text.contains(own), "{asked}: {}", answer.text);
    }
}

#[test]
fn blackmail_that_is_close_names_the_child_line_first_in_vietnam() {
    let care = Care::ours();
    for reader in Reader::ALL {
        for text in &care.texts(Language::Vi, reader).crisis.imminent["blackmail"] {
            let place = |what| text.find(what).unwrap_or(usize::MAX);
            assert!(place("{line}") < place("{emergency}"), "{reader:?} {text}");
        }
    }
}

#[test]
fn a_witness_who_fears_revenge_is_still_helped_as_a_witness() {
    let mut walk = Walk::new(Language::Fr);
    walk.say("j'ai vu une fille se faire harceler dans ma classe");
    let answer = walk.say("si je parle ils vont s'en prendre a moi");
    assert_eq!(ask::subject(&walk.state), Some(Topic::Witness), "{}", answer.text);
    assert_ne!(answer.monster, Monster::Vigie, "{}", answer.text);
}

#[test]
fn who_is_to_meet_a_stranger_or_has_no_bed_is_told_the_first_thing_at_once() {
    for (language, told, then, name) in [
        (Language::En, "a guy on discord says im pretty", "he wants to meet me tonight", "meeting"),
        (Language::Fr, "un mec sur insta me parle", "il veut me voir samedi", "meeting"),
        (Language::Vi, "có anh quen trên mạng", "anh ấy hẹn gặp em tối nay", "meeting"),
        (Language::En, "my dad kicked me out", "i dont know where to sleep", "no_bed"),
        (Language::Fr, "je vais fuguer", "je sais pas où dormir", "no_bed"),
        (Language::Vi, "em muốn bỏ nhà đi", "em không biết ngủ ở đâu", "no_bed"),
        (
            Language::En,
            "my dad kicked me out",
            "a guy from insta says i can sleep at his place",
            "offered_bed",
        ),
        (
            Language::Fr,
            "je vais fuguer",
            "un mec sur insta dit que je peux dormir chez lui",
            "offered_bed",
        ),
        (
            Language::Vi,
            "em muốn bỏ nhà đi",
            "anh quen trên facebook cho em ngủ ở nhà ảnh",
            "offered_bed",
        ),
    ] {
        let mut walk = Walk::new(language);
        walk.say(told);
        let answer = walk.say(then);
        assert_eq!((answer.level, answer.monster), (Some(Level::High), Monster::Vigie), "{then}");
        let wanted = beginning(&texts(language).reply[name][0]);
        assert!(answer.text.starts_with(wanted), "{then}: {}", answer.text);
    }
}

#[test]
fn a_bed_that_a_stranger_offers_names_the_line_for_children() {
    let mut walk = Walk::new(Language::En);
    walk.person.country = Some("US");
    walk.say("my dad kicked me out");
    let answer = walk.say("a guy from insta says i can sleep at his place");
    assert!(answer.text.contains("1 800 422 4453, Childhelp"), "{}", answer.text);
}

#[test]
fn gifts_and_pictures_of_a_stranger_are_heard_as_luring() {
    for (language, told, then) in [
        (Language::En, "i met someone on roblox", "he bought me robux"),
        (Language::En, "i met someone on roblox", "he asked for a pic of me in my pjs"),
        (Language::Fr, "un mec sur insta me parle", "il m'a offert des vbucks"),
        (Language::Vi, "có anh quen trên mạng", "anh ấy tặng em skin"),
    ] {
        let mut walk = Walk::new(language);
        walk.say(told);
        let answer = walk.say(then);
        let wanted = beginning(&texts(language).crisis.high["grooming"][0]);
        assert!(answer.text.starts_with(wanted), "{then}: {}", answer.text);
    }
}

#[test]
fn a_no_to_the_question_for_dying_is_believed_and_no_plan_is_no_no() {
    for (language, heavy, no, wish, plan) in [
        (
            Language::En,
            "i feel like everyone would be fine without me",
            "nah im just being dramatic",
            "i want to kill myself",
            "not really a plan",
        ),
        (
            Language::Fr,
            "tout le monde serait mieux sans moi",
            "non",
            "je veux mourir",
            "j'ai pas de plan",
        ),
        (Language::Vi, "em thấy trống rỗng quá", "không", "em muốn tự tử", "chưa có kế hoạch"),
    ] {
        let mut walk = Walk::new(language);
        walk.say(heavy);
        if walk.state.is_wish_asked && walk.state.watch == 0 {
            let answer = walk.say(no);
            let believed = beginning(&texts(language).reply["no_wish"][0]);
            assert!(answer.text.starts_with(believed), "{no}: {}", answer.text);
        }
        let mut walk = Walk::new(language);
        let answer = last(&mut walk, &[wish, plan]);
        let no_plan = beginning(&texts(language).reply["no_plan"][0]);
        assert!(answer.text.starts_with(no_plan), "{plan}: {}", answer.text);
        assert_eq!(answer.level, Some(Level::High));
    }
}

#[test]
fn who_fears_what_comes_if_they_stop_ends_no_talk() {
    let mut walk = Walk::new(Language::En);
    let answer =
        last(&mut walk, &["my friend keeps asking me for money", "hes gonna be mad if i stop"]);
    let ended = &texts(Language::En).talk.ended;
    assert!(!ended.iter().any(|text| answer.text.starts_with(beginning(text))), "{}", answer.text);
    let mut walk = Walk::new(Language::Fr);
    let said = ["ils se moquent de moi", "nan jai pas envie d'en parler a mes parents"];
    let answer = last(&mut walk, &said);
    let refuse = &texts(Language::Fr).talk.refuse;
    assert!(refuse.iter().any(|text| answer.text.starts_with(beginning(text))), "{}", answer.text);
}
