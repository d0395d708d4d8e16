//! Examples of messages with and without danger, in each language, written for these tests.

use super::super::heard::hear;
use super::*;

fn crisis(text: &str) -> bool {
    hear(text).crisis.is_some_and(|crisis| crisis.level.is_crisis())
}

fn level(text: &str) -> Option<Level> {
    hear(text).crisis.map(|crisis| crisis.level)
}

fn kind(text: &str) -> Option<Kind> {
    hear(text).crisis.map(|crisis| crisis.kind)
}

#[test]
fn danger_is_heard_in_english() {
    for text in [
        "i wanna die so bad",
        "kms fr this time, nobody will miss me",
        "i dont want to be alive anymore",
        "i took a whole bottle of pills",
        "ive been cutting again",
        "i want to unalive myself",
        "my stepdad touches me at night",
        "my dad hits me with a belt",
        "he says hell leak my nudes if i dont pay",
        "my best friend says she wants to kill herself",
        "she posted a goodbye note and wont answer",
        "i cant stop thinking about killing myself",
        "i dont know why but i want to die",
        "they said theyre going to stab me after school",
        "im standing on the bridge and i want it to end",
        "everyone would be happier if i was gone",
        "s u i c i d e is all i think about",
        "i wish i could go to sleep and never wake up",
        "im gonna k1ll myself tonight",
        "i wrote my goodbye letter",
        "how many pills does it take to die",
        "i hurt myself when i feel bad",
        "someone on snap is blackmailing me with my nudes",
        "nobody would notice if i disappeared",
        "there is no reason to live",
        "my coach made me touch him",
        "im so done with life",
        "i feel suicidal",
    ] {
        assert!(crisis(text), "{text}");
    }
}

#[test]
fn everyday_words_are_no_alarm_in_english() {
    for text in [
        "im dying of laughter",
        "this homework kills me",
        "i killed the boss at level 9",
        "lol im dead",
        "i dont want to die",
        "im not going to kill myself",
        "my phone died",
        "i could kill for a pizza",
        "we studied suicide in romeo and juliet",
        "he killed me in fortnite again",
        "i used to want to die but im better now",
        "my feet are killing me",
        "i sleep like the dead",
        "my dog died yesterday and i miss him",
        "they call me fat every day",
        "somebody hacked my insta",
        "i failed my exam and my mom is mad",
        "i feel so alone",
        "i would die for those shoes",
        "mom is going to kill me when she sees my grades",
        "i cut my finger while cooking",
        "i cut my hair myself",
        "i want to disappear from this group chat",
        "whats the point of this exercise",
        "i jumped off the bed and hurt my knee",
        "they told me to kill myself",
        "can u help me with my homework",
        "i love this song so much",
        "we won the match today",
    ] {
        assert!(!crisis(text), "{text}");
    }
}

#[test]
fn danger_is_heard_in_french() {
    for text in [
        "jveux mourir",
        "j'ai envie de crever",
        "je veu me tuer",
        "jpp de vivre jveux en finir",
        "ça va pas je veux mourir",
        "je me scarifie depuis 2 mois",
        "mon père me frappe avec une ceinture",
        "mon beau-père me touche la nuit",
        "il va balancer mes nudes si je paie pas",
        "ma copine veut se suicider",
        "mon meilleur ami m'a dit qu'il voulait mourir",
        "j'ai avalé toute la boîte de médicaments",
        "je suis sur le pont et je vais sauter",
        "tout le monde serait mieux sans moi",
        "personne remarquerait si je disparaissais",
        "je voudrais m'endormir et ne plus jamais me réveiller",
        "j'ai écrit ma lettre d'adieu",
        "je sais pas pourquoi mais j'ai envie de mourir",
        "ils ont dit qu'ils vont me planter à la sortie",
        "on me fait chanter avec une vidéo de moi",
        "je sers à rien, je veux plus vivre",
        "j ai plus envie d etre la",
        "il me force à lui envoyer des photos nues sinon il montre tout",
        "je me fais vomir tous les soirs",
        "plus envie de vivre",
        "ma mère a avalé des cachets et elle ne respire plus",
        "mon oncle m'a violée",
    ] {
        assert!(crisis(text), "{text}");
    }
}

#[test]
fn everyday_words_are_no_alarm_in_french() {
    for text in [
        "mdr je suis mort",
        "mort de rire",
        "ce devoir me tue",
        "je meurs de faim",
        "j'ai tué le boss du niveau 5",
        "je veux pas mourir",
        "j'ai pas envie de me tuer",
        "je vais pas me suicider t'inquiète",
        "mon téléphone est mort",
        "ma mère va me tuer si elle voit ma note",
        "on a vu un film sur le suicide",
        "mon chat est mort hier, je suis triste",
        "ils se moquent de moi tous les jours",
        "on m'a piraté mon insta",
        "je suis stressé pour le bac",
        "je me suis coupé le doigt en cuisinant",
        "j'ai coupé mes cheveux",
        "je veux en finir avec cet exposé",
        "avant je voulais mourir mais maintenant ça va",
        "je me tue à le répéter",
        "je me suis fait mal au genou en sport",
        "je dors pas bien",
        "mes parents divorcent",
        "ils m'ont dit d'aller me pendre",
        "il fait trop chaud je veux mourir mdr",
        "j'adore cette chanson",
        "il fait beau aujourd'hui",
    ] {
        assert!(!crisis(text), "{text}");
    }
}

#[test]
fn danger_is_heard_in_vietnamese() {
    for text in [
        "mình muốn chết quá",
        "e k muốn sống nữa",
        "toi muon tu tu",
        "mik mún chếc",
        "em chán sống lắm rồi",
        "mình hay rạch tay mỗi khi buồn",
        "em vừa uống hết vỉ thuốc ngủ",
        "bố em đánh em bằng thắt lưng mỗi ngày",
        "dượng hay sờ soạng em lúc ngủ",
        "nó dọa tung ảnh nóng của em nếu không chuyển tiền",
        "bạn thân mình bảo muốn tự tử",
        "bạn em rạch tay, em sợ lắm",
        "em đang đứng trên sân thượng và muốn nhảy",
        "giá như mình chưa từng được sinh ra",
        "không có mình thì mọi người sẽ tốt hơn",
        "mình muốn ngủ một giấc không bao giờ dậy nữa",
        "em đã viết thư tuyệt mệnh",
        "t muốn biến mất mãi mãi",
        "m u o n c h e t",
        "muon ket thuc tat ca",
        "tụi nó dọa chém em ở cổng trường",
        "sống để làm gì nữa",
        "mình không biết vì sao nhưng mình muốn chết",
        "tối nay em sẽ nhảy cầu",
        "em bị chú xâm hại",
        "khong muon song nua dau",
        "em muốn kết thúc cuộc đời này",
        "bạn em ngất rồi gọi không dậy",
    ] {
        assert!(crisis(text), "{text}");
    }
}

#[test]
fn everyday_words_are_no_alarm_in_vietnamese() {
    for text in [
        "từ từ rồi tính",
        "cười chết mất",
        "buồn ngủ muốn chết",
        "đói chết đi được",
        "mình không muốn chết",
        "em không tự tử đâu",
        "giết boss xong rồi",
        "mệt chết mất thôi",
        "nóng muốn chết luôn á",
        "con chó nhà mình chết rồi, mình buồn lắm",
        "tu tu da nao",
        "điện thoại hết pin chết máy",
        "hôm qua xem phim có cảnh tự tử",
        "các bạn chê mình béo",
        "nick mình bị hack",
        "mình stress vì thi",
        "bố mẹ mắng mình suốt",
        "mình lỡ cắt trúng tay khi nấu ăn",
        "hồi trước mình từng muốn chết nhưng giờ ổn rồi",
        "mẹ mà biết điểm là mẹ giết mình",
        "đi từ từ thôi kẻo ngã",
        "yêu cậu chết đi được",
        "mình mất ngủ",
        "chia tay người yêu buồn quá",
        "bọn nó chửi mình đi chết đi",
        "mình thích bài hát này",
        "hôm nay trời đẹp quá",
    ] {
        assert!(!crisis(text), "{text}");
    }
}

#[test]
fn the_documented_examples_are_judged_as_documented() {
    assert!(!crisis("Tôi cảm thấy buồn"));
    assert!(crisis("Tôi muốn tự tử"));
}

#[test]
fn slowly_is_not_suicide_in_any_spelling() {
    for text in ["từ từ nhé", "tu tu thoi", "mình sẽ từ từ làm", "TỪ TỪ ĐÃ"] {
        assert!(!crisis(text), "{text}");
    }
    for text in ["tự tử", "tu\u{31b}\u{323} tu\u{31b}\u{309}", "minh muon tu tu", "muontutu"] {
        assert!(crisis(text), "{text}");
    }
}

#[test]
fn means_at_hand_or_tonight_is_imminent() {
    for text in [
        "im going to kill myself tonight",
        "je vais me tuer ce soir",
        "tối nay mình sẽ tự tử",
        "she took pills and is not breathing",
        "j'ai avalé toute la boîte de cachets",
        "em vừa uống hết vỉ thuốc ngủ",
    ] {
        assert_eq!(level(text), Some(Level::Imminent), "{text}");
    }
}

#[test]
fn the_kind_of_danger_is_told_apart() {
    for (text, expected) in [
        ("i cut my wrists when i'm sad", Kind::SelfHarm),
        ("mon père me frappe tous les soirs", Kind::Abuse),
        ("he will post my nudes if i dont pay", Kind::Blackmail),
        ("bạn thân mình muốn tự tử", Kind::Friend),
        ("ma meilleure amie veut se tuer", Kind::Friend),
        ("je veux mourir", Kind::Suicide),
        ("they threatened me with a knife", Kind::Violence),
    ] {
        assert_eq!(kind(text), Some(expected), "{text}");
    }
}

#[test]
fn harassment_and_being_told_to_die_is_a_concern_without_alarm() {
    for text in ["they told me to kill myself", "ils me harcèlent", "mình bị bắt nạt ở lớp"]
    {
        assert_eq!(level(text), Some(Level::Concern), "{text}");
    }
}

#[test]
fn danger_in_one_language_is_heard_inside_another() {
    assert!(crisis("mình mệt lắm, i want to kill myself"));
    assert!(crisis("salut, kms, je plaisante pas"));
}

#[test]
fn a_french_negation_closes_the_clause_and_takes_the_danger_away() {
    for text in ["je me mutile pas, j'ai de l'eczéma", "mon père me frappe pas."] {
        assert_eq!(study::judge(text).patterns, None, "{text}");
    }
    assert!(crisis("je me coupe pas assez profond"));
    assert!(crisis("ma mère le sait pas je me mutile"));
}

#[test]
fn what_is_over_for_years_is_no_alarm() {
    for text in [
        "quand j'étais plus jeune mon oncle me frappait, c'est du passé et je vais vraiment mieux",
        "a few years back i used to cut, havent since and im doing really good",
        "hồi lớp 6 em hay rạch tay, giờ đã bỏ hẳn, khỏi hẳn rồi",
    ] {
        assert!(!crisis(text), "{text}");
    }
}
