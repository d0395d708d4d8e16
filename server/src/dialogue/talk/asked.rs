//! What is asked or said in the middle of a talk, and what was once taken for something else.

use super::tests::{Walk, beginning, last, texts};
use super::*;

#[test]
fn what_is_asked_in_the_middle_of_a_talk_is_answered() {
    let (en, fr, vi) = (Language::En, Language::Fr, Language::Vi);
    for (language, told, asked, reply) in [
        (en, "they made a fake account of me on insta", "what if they make another one", "recurs"),
        (fr, "un mec m'insulte tous les jours sur snap", "et si ça recommence après", "recurs"),
        (vi, "tụi nó lập nhóm nói xấu em trên zalo", "lỡ tụi nó làm lại nữa thì sao", "recurs"),
        (
            en,
            "a guy on snap has my nudes and wants money",
            "what if he posts it anyway",
            "if_posted",
        ),
        (
            fr,
            "un mec menace de publier mes nudes",
            "et si il les envoie à tout le lycée",
            "if_posted",
        ),
        (vi, "có người dọa tung ảnh nóng của em", "lỡ nó đăng lên thì sao", "if_posted"),
        (en, "my dad hits me", "am i going to be taken away", "feared"),
        (fr, "mon beau père me tape", "c'est quoi le 119", "about_line"),
        (en, "my dad hits me", "what happens if i call childline", "about_line"),
        (vi, "bố đánh em", "gọi 111 thì sao ạ?", "about_line"),
        (en, "my boyfriend wants me to send him a pic", "is it normal", "serious_deed"),
        (fr, "un mec m'insulte tous les jours sur snap", "c'est grave ?", "serious_deed"),
        (fr, "un mec m'insulte sur snap", "ils vont me prendre mon tel", "take_phone"),
        (vi, "tụi nó lập nhóm nói xấu em", "cô có nói cho cả lớp biết không", "adult_secret"),
        (en, "i cant sleep anymore", "no i dont want to die or anything", "no_wish"),
    ] {
        let answer = last(&mut Walk::new(language), &[told, asked]);
        let own = beginning(&texts(language).reply[reply][0]);
        assert!(answer.text.contains(own), "{asked}: {}", answer.text);
    }
}

#[test]
fn who_told_somebody_blocked_somebody_or_looks_for_shelter_is_helped_on_with_that() {
    let (en, fr, vi) = (Language::En, Language::Fr, Language::Vi);
    let (roof, toit) = ("im on the roof i want to jump", "je suis sur le toit je veux sauter");
    for (language, told, reply) in [
        (en, &["my friend wants to end his life", "ok ill tell my aunt"][..], "named_friend"),
        (fr, &["mon ami veut se suicider", "ok je vais le dire à ma tante"], "named_friend"),
        (vi, &["bạn em muốn tự tử", "em sẽ nói với cô giáo"], "named_friend"),
        (
            en,
            &[
                "my friend wants to end his life",
                "ok ill tell my aunt",
                "she says she will call his mum",
            ],
            "helper_acts",
        ),
        (
            fr,
            &[
                "mon ami veut se suicider",
                "ok je vais le dire à ma tante",
                "elle va appeler sa mère",
            ],
            "helper_acts",
        ),
        (
            vi,
            &["bạn em muốn tự tử", "em sẽ nói với cô giáo", "cô nói cô sẽ gọi cho mẹ bạn ấy"],
            "helper_acts",
        ),
        (en, &["a guy has my nudes and wants money", "i told my brother"], "has_told"),
        (fr, &["un mec menace de publier mes nudes", "j'en ai parlé à ma sœur"], "has_told"),
        (vi, &["có người dọa tung ảnh nóng của em", "em kể cho chị em rồi"], "has_told"),
        (en, &["a guy has my nudes and wants money", "ok i blocked. what now"], "blocked"),
        (fr, &["un mec menace de publier mes nudes", "je l'ai bloqué"], "blocked"),
        (vi, &["có người dọa tung ảnh nóng của em", "em chặn nó rồi"], "blocked"),
        (en, &["my dad hits me", "can i go to my gran"], "shelter"),
        (fr, &["mon père me frappe", "je peux aller dormir chez ma mamie ?"], "shelter"),
        (vi, &["bố đánh em", "em qua nhà bà ngoại được không"], "shelter"),
        (en, &[roof, "my sister is downstairs"], "go_to_them"),
        (fr, &[toit, "ma sœur est en bas"], "go_to_them"),
        (vi, &["em đang ở trên sân thượng, em muốn nhảy", "chị em ở dưới nhà"], "go_to_them"),
        (en, &[roof, "idk what to say to her"], "tell_now"),
        (fr, &[toit, "je sais pas quoi lui dire"], "tell_now"),
        (vi, &["em đang ở trên sân thượng, em muốn nhảy", "em không biết nói sao"], "tell_now"),
        (en, &[roof, "my sister is downstairs", "im with her now"], "safe_rescue"),
        (fr, &[toit, "ma sœur dort", "jlai réveillée"], "safe_rescue"),
        (fr, &[toit, "ma sœur dort", "elle appelle"], "coming_own"),
        (fr, &["des filles m'insultent sur snap", "jen ai parlé à ma mère"], "has_told"),
        (fr, &["des filles m'insultent sur snap", "j'ai peur que ce soit pire"], "snitch"),
        (en, &["girls insult me on snap", "im scared it gets worse"], "snitch"),
        (en, &["girls insult me on snap", "no one knows"], "not_told"),
        (fr, &["des filles m'insultent sur snap", "j'en ai parlé à personne"], "not_told"),
        (vi, &["tụi nó lập nhóm nói xấu em", "em chưa kể với ai hết"], "not_told"),
        (en, &["i think im being groomed", "he wants me to come live with him"], "meeting"),
        (en, &["they will beat me up tomorrow", "i dont want to go to school"], "facing"),
        (en, &["i cut myself", "my friend said she will tell the counselor"], "helper_acts"),
    ] {
        let answer = last(&mut Walk::new(language), told);
        let own = beginning(&texts(language).reply[reply][0]);
        assert!(answer.text.contains(own), "{told:?}: {}", answer.text);
    }
}

#[test]
fn what_only_sounds_like_relief_is_none() {
    let (en, fr, vi) = (Language::En, Language::Fr, Language::Vi);
    let (roof, dying) = ("im on the roof i want to jump", "i want to die");
    let image = "a guy has my nudes and wants money";
    for (language, told, not) in [
        (en, &[dying, "i havent told my mum"][..], "has_told"),
        (fr, &["jai envie de mourir", "j'ai rien dit à ma mère"], "has_told"),
        (en, &["my dad hits me", "i told my uncle to stop"], "has_told"),
        (en, &["my friend wants to die", "he says he will go to the bridge"], "helper_acts"),
        (en, &[dying, "my parents will never help me"], "helper_acts"),
        (en, &[image, "i told my brother", "he says he will tell my dad"], "helper_acts"),
        (en, &["my dad hits me", "should i stay with him"], "shelter"),
        (vi, &["chú đánh em", "em không muốn ở với chú nữa được không"], "shelter"),
        (en, &[roof, "because of my dad"], "go_to_them"),
        (en, &[roof, "my mum is dead"], "go_to_them"),
        (en, &[roof, "soon im with him in heaven"], "safe_rescue"),
        (en, &[dying, "no one knows where i am"], "not_told"),
        (en, &[image, "i blocked the door"], "blocked"),
        (fr, &["mon père me frappe", "il a mon téléphone"], "coming"),
        (fr, &["mon père me frappe", "mon père m'appelle"], "coming"),
    ] {
        let answer = last(&mut Walk::new(language), told);
        let reply = beginning(&texts(language).reply[not][0]);
        assert!(!answer.text.contains(reply), "{told:?}: {}", answer.text);
    }
    for (language, told) in [
        (en, [dying, "yes", "not tonight"]),
        (fr, ["jai envie de mourir", "oui", "pas ce soir"]),
        (en, [dying, "yes", "i have no plan right now"]),
    ] {
        let answer = last(&mut Walk::new(language), &told);
        assert_ne!(answer.level, Some(Level::Imminent), "{told:?}: {}", answer.text);
    }
    let bed = last(&mut Walk::new(en), &["my dad wants me to live with him"]);
    assert!(!bed.text.contains(beginning(&texts(en).reply["offered_bed"][0])), "{}", bed.text);
    let aged = ["un mec m'insulte sur snap", "j'ai 15 ans, il se passe quoi si j'appelle"];
    let aged = last(&mut Walk::new(fr), &aged);
    assert!(!aged.text.contains("SAMU"), "{}", aged.text);
}

#[test]
fn a_beaten_child_stays_one_and_is_heard_while_it_happens() {
    let (en, fr, vi) = (Language::En, Language::Fr, Language::Vi);
    let belt = ["mon père me tape quand j'ai des mauvaises notes", "avec la ceinture"];
    let answer = last(&mut Walk::new(fr), &belt);
    assert!(!answer.text.contains("penses à mourir"), "{}", answer.text);
    let beaten = ["my stepdad hits me with his belt", "today my back is bleeding a bit"];
    let shelter = [beaten[0], beaten[1], "can i sleep at my grans"];
    let own = |language, reply: &str| beginning(&texts(language).reply[reply][0]).to_owned();
    let answer = last(&mut Walk::new(en), &shelter);
    assert!(answer.text.contains(&own(en, "shelter")), "{}", answer.text);
    let answer = last(&mut Walk::new(en), &[beaten[0], beaten[1], "gran picked me up"]);
    assert_ne!(answer.level, Some(Level::Imminent), "{}", answer.text);
    let told = ["bố đánh em bằng roi", "hôm nay lưng em chảy máu", "em muốn qua nhà bà ngoại ngủ"];
    let answer = last(&mut Walk::new(vi), &told);
    assert!(answer.text.contains(&own(vi, "shelter")), "{}", answer.text);
    let found =
        ["my friend says she wants to die", "she sent a pic of pills", "they found her shes safe"];
    let answer = last(&mut Walk::new(en), &found);
    assert_ne!(answer.level, Some(Level::Imminent), "{}", answer.text);
    let meeting = ["a man on discord wants to meet me on saturday", "nobody knows"];
    let answer = last(&mut Walk::new(en), &meeting);
    assert!(!answer.text.contains(&own(en, "not_told")), "{}", answer.text);
}

#[test]
fn a_time_is_a_plan() {
    for (language, told) in [
        (Language::En, ["i want to die", "yes", "tonight"]),
        (Language::Fr, ["jai envie de mourir", "oui", "ce soir"]),
        (Language::Vi, ["em muốn chết", "dạ có", "tối nay"]),
    ] {
        let answer = last(&mut Walk::new(language), &told);
        assert_eq!(answer.level, Some(Level::Imminent), "{}", answer.text);
    }
}

#[test]
fn a_line_that_is_asked_about_by_its_number_is_the_one_that_is_told_of() {
    let (fr, vi) = (Language::Fr, Language::Vi);
    let bullied = "un mec m'insulte tous les jours sur snap";
    for (language, told, asked, line) in [
        (fr, bullied, "c'est quoi le 119", "119"),
        (fr, bullied, "il se passe quoi si j'appelle le 3114", "3114"),
        (fr, bullied, "il se passe quoi si j'appelle", "3018"),
        (vi, "tụi nó lập nhóm nói xấu em", "gọi 111 thì sao ạ?", "111"),
    ] {
        let answer = last(&mut Walk::new(language), &[told, asked]);
        assert!(answer.text.contains(line), "{asked}: {}", answer.text);
        let other = if line == "3018" { "119" } else { "3018" };
        assert!(!answer.text.contains(other), "{asked}: {}", answer.text);
    }
}

#[test]
fn what_others_do_or_fear_is_not_taken_for_ones_own() {
    let (en, fr, vi) = (Language::En, Language::Fr, Language::Vi);
    let bullied = "they made a fake account of me on insta";
    let law = last(&mut Walk::new(en), &[bullied, "will they get in trouble"]);
    assert!(!law.text.contains("scared of how"), "{}", law.text);
    let belt =
        last(&mut Walk::new(fr), &["mon beau père tape mon petit frère", "avec sa ceinture"]);
    assert!(!belt.text.contains("penses à mourir"), "{}", belt.text);
    let gone = ["my friend told me she cuts herself", "no shes not here"];
    let gone = last(&mut Walk::new(en), &gone);
    assert!(!gone.text.starts_with("Good that somebody is there"), "{}", gone.text);
    let marks = last(&mut Walk::new(vi), &["điểm em thấp quá"]);
    assert!(!marks.text.contains("gương"), "{}", marks.text);
    let teacher = ["tụi nó lập nhóm nói xấu em", "nói với cô giáo có được không"];
    let teacher = last(&mut Walk::new(vi), &teacher);
    assert!(!teacher.text.contains("người thứ hai"), "{}", teacher.text);
    let sleep = last(&mut Walk::new(en), &["i cant sleep anymore", "can you help me sleep"]);
    assert!(!sleep.text.starts_with("I'm glad"), "{}", sleep.text);
    let first = last(&mut Walk::new(fr), &["slt", "en fait y a un mec qui m'insulte sur snap"]);
    assert!(!first.text.contains("mal compris"), "{}", first.text);
}

#[test]
fn what_is_asked_for_again_is_said_again() {
    for (language, said) in [
        (
            Language::Fr,
            ["un mec m'insulte sur snap", "comment je le bloque", "comment je le bloque"],
        ),
        (Language::Vi, ["tụi nó chửi em trên zalo", "em chặn sao ạ", "em nên chặn tụi nó không"]),
        (Language::En, ["they insult me on insta", "should i report it", "should i report it"]),
    ] {
        let mut walk = Walk::new(language);
        let first = last(&mut walk, &said[..2]);
        let again = walk.say(said[2]);
        assert!(again.text.contains(&texts(language).reply["as_said"][0]), "{}", again.text);
        let step = first.text.split("\n\n").max_by_key(|part| part.len()).unwrap_or_default();
        let how = step.rsplit(". ").next().unwrap_or(step);
        assert!(again.text.contains(how), "{}\n---\n{}", first.text, again.text);
    }
}

#[test]
fn a_friend_in_danger_is_spoken_for_in_words_of_that_also_later() {
    let said = ["my friend told me she cuts herself", "ok", "ok thanks", "yes ok", "what do i say"];
    let answer = last(&mut Walk::new(Language::En), &said);
    let own = beginning(&texts(Language::En).reply["tell_friend"][0]);
    assert!(answer.text.starts_with(own), "{}", answer.text);
}

#[test]
fn who_has_no_plan_is_thanked_for_saying_so() {
    let said = ["em không muốn sống nữa", "dạ có", "không có"];
    let answer = last(&mut Walk::new(Language::Vi), &said);
    let own = beginning(&texts(Language::Vi).reply["no_plan"][0]);
    assert!(answer.text.starts_with(own), "{}", answer.text);
}

#[test]
fn a_stolen_account_that_begs_for_money_is_no_blackmail() {
    for (language, said) in [
        (
            Language::Fr,
            ["je me suis fait pirater mon compte insta", "il demande de l'argent à mes potes"],
        ),
        (Language::En, ["someone hacked my insta", "he asks my friends for money"]),
        (Language::Vi, ["em bị hack nick facebook", "nó nhắn xin tiền bạn em"]),
    ] {
        let mut walk = Walk::new(language);
        let answer = last(&mut walk, &said);
        assert!(answer.level.is_none_or(|level| !level.is_crisis()), "{}", answer.text);
        assert_eq!(walk.state.topic, Some(Topic::HackedAccount));
    }
    let threatened =
        ["someone hacked my insta", "he has my nudes and wants money or he posts them"];
    let answer = last(&mut Walk::new(Language::En), &threatened);
    assert!(answer.level.is_some_and(Level::is_crisis), "{}", answer.text);
}

#[test]
fn who_fears_to_go_to_school_is_asked_what_happens_there() {
    for (language, said) in [
        (Language::Fr, "j'ai peur d'aller en cours"),
        (Language::En, "i'm scared to go to school"),
        (Language::Vi, "em sợ đi học quá"),
    ] {
        let mut walk = Walk::new(language);
        walk.say(said);
        assert_eq!(walk.state.topic, None, "{said}");
    }
    let mut walk = Walk::new(Language::Fr);
    walk.say("j'ai peur du contrôle de maths au lycée");
    assert_eq!(walk.state.topic, Some(Topic::School));
}

#[test]
fn a_parent_whose_child_refuses_help_or_must_be_watched_is_answered() {
    for (language, told, asked, reply) in [
        (
            Language::Fr,
            "mon fils a dit qu'il voulait mourir",
            "il refuse de voir un psy",
            "refuses_help",
        ),
        (Language::En, "my son says he wants to die", "he wont talk to anyone", "refuses_help"),
        (Language::Vi, "con tôi nói muốn chết", "con không chịu đi khám", "refuses_help"),
        (
            Language::Fr,
            "mon fils a dit qu'il voulait mourir",
            "je dois le surveiller ?",
            "watch_over",
        ),
        (
            Language::En,
            "my son says he wants to die",
            "should i stay with him tonight",
            "watch_over",
        ),
        (Language::Vi, "con tôi nói muốn chết", "tôi có nên canh con cả đêm không", "watch_over"),
    ] {
        let mut walk = Walk::new(language);
        walk.person.audience.user_type = UserType::Parent;
        let answer = last(&mut walk, &[told, asked]);
        let texts = Care::ours();
        let own = beginning(&texts.texts(language, Reader::Parent).reply[reply][0]).to_owned();
        assert!(answer.text.contains(&own), "{asked}: {}", answer.text);
    }
}

#[test]
fn a_question_about_us_hides_no_danger_that_follows_it() {
    let said = ["is this anonymous? my uncle does stuff to me"];
    let answer = last(&mut Walk::new(Language::En), &said);
    assert!(answer.level.is_some_and(Level::is_crisis), "{}", answer.text);
}

#[test]
fn a_farewell_is_not_taken_for_help_on_its_way() {
    let said = ["i want to kill myself", "im not going to wake up, i made sure"];
    let answer = last(&mut Walk::new(Language::En), &said);
    let coming = beginning(&texts(Language::En).reply["coming_own"][0]);
    assert!(!answer.text.starts_with(coming), "{}", answer.text);
    let said = ["em muốn tự tử", "em gọi mẹ mà mẹ không dậy"];
    let answer = last(&mut Walk::new(Language::Vi), &said);
    let coming = beginning(&texts(Language::Vi).reply["coming_own"][0]);
    assert!(!answer.text.starts_with(coming), "{}", answer.text);
}

#[test]
fn an_everyday_not_is_no_word_on_dying() {
    let said = ["my boyfriend wants me to send him a pic", "i dont want to hurt his feelings"];
    let answer = last(&mut Walk::new(Language::En), &said);
    let no_wish = beginning(&texts(Language::En).reply["no_wish"][0]);
    assert!(!answer.text.starts_with(no_wish), "{}", answer.text);
}

#[test]
fn a_girl_who_picks_on_somebody_is_no_helpline() {
    for (language, said) in [
        (Language::En, ["they insult me on insta", "theres a girl who picks on me every day"]),
        (Language::Vi, ["tụi nó lập nhóm nói xấu em", "em nhắn mà không ai trả lời"]),
        (
            Language::Fr,
            ["un mec m'insulte sur snap", "j'ai une pote qui répond plus à mes messages"],
        ),
    ] {
        let answer = last(&mut Walk::new(language), &said);
        let line = beginning(&texts(language).reply["about_line"][0]);
        assert!(!answer.text.contains(line), "{}", answer.text);
    }
}

#[test]
fn who_backs_away_from_a_stranger_is_not_told_that_they_may_like_him() {
    let said = ["a man on discord wants me to meet him", "i dont like him"];
    let answer = last(&mut Walk::new(Language::En), &said);
    let likes = beginning(&texts(Language::En).reply["likes_them"][0]);
    assert!(!answer.text.starts_with(likes), "{}", answer.text);
    let said = ["a man on discord wants me to meet him", "i like him though"];
    let answer = last(&mut Walk::new(Language::En), &said);
    assert!(answer.text.starts_with(likes), "{}", answer.text);
}
