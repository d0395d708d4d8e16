//! What stands around a pattern and changes what it says: of whom, denied, a word that looks like another.

use app::language::Language;

use super::super::crisis;
use super::super::lexicon::{Meaning, Said};
use super::super::pattern::Found;
use super::super::words::Word;
use super::{Signal, Topic};

/// Whether it is said of somebody named right before, in the same clause, with no "I" or "me" between.
pub(super) fn of_another(words: &[Word], found: &[Found<Said>], one: &Found<Said>) -> bool {
    let is_self =
        |word: &Word| crisis::is_i(&word.plain) || matches!(&*word.plain, "me" | "m" | "my");
    found.iter().any(|other| {
        other.means.meaning == Meaning::Signal(Signal::Other)
            && other.end <= one.start
            && one.start - other.end <= 4
            && words[other.start].clause == words[one.start].clause
            && !words[other.end..one.end].iter().any(is_self)
    })
}

/// Numbers of two to five digits, as helplines have: no longer one, for none of a person's is kept, and
/// no age.
pub(super) fn short_numbers(text: &str) -> impl Iterator<Item = u32> {
    let mut words = text.split(|c: char| !c.is_alphanumeric()).filter(|it| !it.is_empty());
    let mut next = words.next();
    std::iter::from_fn(move || {
        let word = next.take()?;
        next = words.next();
        let is_age = next.is_some_and(|it| {
            matches!(&*it.to_lowercase(), "ans" | "an" | "years" | "year" | "yo" | "tuổi" | "tuoi")
        });
        let is_short = (2..=5).contains(&word.len()) && !is_age;
        Some(word.parse().ok().filter(|_| is_short))
    })
    .flatten()
}

/// Whether it begins inside what tells of another topic.
pub(super) fn inside(found: &[Found<Said>], topic: Topic, one: &Found<Said>) -> bool {
    found.iter().any(|other| {
        other.means.meaning == Meaning::Topic(topic)
            && (other.start..other.end).contains(&one.start)
    })
}

/// Whether "no" or "nobody" stands right before: "there is no blackmail", "nobody insults me".
pub(super) fn none_before(words: &[Word], language: Option<Language>, one: &Found<Said>) -> bool {
    let before = |back: usize| {
        let word = &words[one.start.checked_sub(back)?];
        (word.clause == words[one.start].clause).then_some(word.plain.as_str())
    };
    let nobody = ["nobody", "noone", "personne", "aucun", "aucune"];
    // In Vietnamese "no" is "he".
    language == Some(Language::En) && before(1) == Some("no")
        || (1..=2).any(|back| before(back).is_some_and(|word| nobody.contains(&word)))
}

/// Whether it has stopped, or the second half of a French negation follows.
pub(super) fn closed(words: &[Word], one: &Found<Said>) -> bool {
    let before = one.start.checked_sub(1).map(|at| words[at].plain.as_str());
    if matches!(before, Some("stopped" | "stop" | "plus")) {
        return true;
    }
    words.get(one.end).is_some_and(|word| matches!(&*word.plain, "pas" | "plus" | "jamais"))
}

/// Whether a French "not" or "never" closes what is said: "they don't hit", not "not every day".
pub(super) fn never(words: &[Word], one: &Found<Said>) -> bool {
    let closes =
        ["hein", "non", "mais", "du", "moi", "donc", "juste", "ils", "elle", "il", "elles"];
    let is_not = |word: &Word| matches!(&*word.plain, "pas" | "jamais");
    words.get(one.end).is_some_and(is_not)
        && words.get(one.end + 1).is_none_or(|word| closes.contains(&word.plain.as_str()))
}

/// Whether whoever is named is not there.
pub(super) fn absent(words: &[Word], one: &Found<Said>) -> bool {
    words[one.start..one.end].windows(2).any(|two| {
        matches!(&*two[0].plain, "not" | "isnt" | "arent" | "pas" | "khong" | "ko" | "chua")
            && matches!(&*two[1].plain, "here" | "there" | "home" | "la" | "ici" | "o" | "with")
    })
}

/// Whether it is what another does it with: "with his belt", "avec sa ceinture".
pub(super) fn anothers(words: &[Word], one: &Found<Said>) -> bool {
    let before = |back: usize| one.start.checked_sub(back).map(|at| words[at].plain.as_str());
    let tools = ["belt", "knife", "ceinture", "ceinturon", "couteau"];
    matches!(before(1), Some("his" | "her" | "their" | "sa" | "son" | "leur" | "a" | "une" | "un"))
        && matches!(before(2), Some("with" | "avec"))
        && words[one.start..one.end].iter().any(|word| tools.contains(&word.plain.as_str()))
}

/// Whether it is said of others: one of them stands in it or right before.
pub(super) fn of_them(words: &[Word], language: Option<Language>, one: &Found<Said>) -> bool {
    let them = ["they", "he", "she", "him", "her", "them", "theyll", "il", "elle", "ils", "elles"];
    let them = |word: &Word| {
        them.contains(&word.plain.as_str())
            || language == Some(Language::Vi)
                && matches!(&*word.plain, "no" | "ho" | "tui" | "bon" | "chung")
    };
    let before = &words[one.start.saturating_sub(2)..one.start];
    let is_me = |word: &Word| matches!(&*word.plain, "me" | "my" | "kill" | "mad" | "angry");
    before.iter().any(them) && !words[one.start..one.end].iter().any(is_me)
}

/// Where dying by one's own hand, or dying, is named.
pub(super) fn names_dying(words: &[Word]) -> impl Iterator<Item = usize> {
    let dying = ["die", "dying", "suicide", "suicidal", "mourir", "suicider", "chet"];
    let is_own = |first: &str, second: &str| {
        first == "kill" && (second.ends_with("self") || second == "themselves")
            || matches!(first, "me" | "se") && second == "tuer"
            || first == "tu" && matches!(second, "tu" | "sat" | "van")
    };
    let is_dead = |first: &str, second: &str| {
        matches!(first, "be" | "was" | "were") && second == "dead"
            || matches!(first, "etre" | "etais" | "etait") && matches!(second, "mort" | "morte")
    };
    (0..words.len()).filter(move |at| {
        let first = words[*at].plain.as_str();
        let second = words.get(at + 1).map_or("", |word| word.plain.as_str());
        dying.contains(&first) || is_own(first, second) || is_dead(first, second)
    })
}

/// Whether all have left, which in Vietnamese has the words for "it is over" in it.
pub(super) fn have_left(words: &[Word], one: &Found<Said>) -> bool {
    let before = one.start.checked_sub(1).map(|at| words[at].plain.as_str());
    let is_over = words[one.start].plain == "het";
    is_over && matches!(before, Some("ve" | "di" | "ngu" | "bo"))
}

/// Whether somebody has locked themselves in their own room: "locked in his room", "dans sa chambre".
pub(super) fn locked_in_own_room(words: &[Word]) -> bool {
    let locks = ["locked", "locks", "enferme", "enfermee", "enferment", "khoa", "nhot", "chot"];
    let is_locked = words.iter().any(|word| locks.contains(&word.plain.as_str()));
    is_locked
        && words.windows(2).any(|two| {
            let (first, second) = (two[0].plain.as_str(), two[1].plain.as_str());
            matches!(first, "his" | "her" | "their") && matches!(second, "room" | "bedroom")
                || first == "sa" && second == "chambre"
                || first == "phong" && matches!(second, "rieng" | "no" | "chau" | "con")
        })
}

/// Whether friends are asked, with no "if" or "or else" that would make it a threat.
pub(super) fn begs(words: &[Word]) -> bool {
    let friends = ["friends", "friend", "contacts", "followers", "potes", "amis", "copains", "ban"];
    let threats = ["if", "unless", "or", "si", "sinon", "ou", "neu"];
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.plain.as_str()));
    has(&friends) && !has(&threats)
}

/// Whether "to nobody" stands in it or right after.
pub(super) fn to_nobody(words: &[Word], one: &Found<Said>) -> bool {
    let after = &words[one.start..(one.end + 2).min(words.len())];
    after
        .iter()
        .any(|word| matches!(&*word.plain, "personne" | "nobody" | "noone" | "anyone" | "anybody"))
}

/// Whether it is a mark at school that is low.
pub(super) fn is_mark(words: &[Word], one: &Found<Said>) -> bool {
    one.start.checked_sub(1).is_some_and(|at| words[at].plain == "diem")
}

/// Whether it is the Vietnamese "nói xấu": to speak ill of somebody.
pub(super) fn speaks_ill(words: &[Word], one: &Found<Said>) -> bool {
    let ugly = words[one.start..one.end].iter().position(|word| word.plain == "xau");
    let before = ugly.and_then(|at| (one.start + at).checked_sub(1));
    before.is_some_and(|at| words[at].plain == "noi")
}

/// Whether "with us" follows.
pub(super) fn with_us(words: &[Word], one: &Found<Said>) -> bool {
    let after = &words[one.end.saturating_sub(1)..(one.end + 4).min(words.len())];
    let pair = |two: &[Word]| (two[0].plain.clone(), two[1].plain.clone());
    after.windows(2).map(pair).any(|(first, second)| {
        matches!((&*first, &*second), ("with", "us") | ("avec", "nous") | ("voi", "nha"))
    })
}

/// Whether a picture was made a fool's: a pig's body, horns, a sticker.
pub(super) fn is_mockery(words: &[Word]) -> bool {
    let mocking = [
        "sticker", "stickers", "meme", "memes", "montage", "montages", "cornes", "clown", "cochon",
        "pig", "monkey", "singe", "ghep", "che", "lon", "heo", "khi",
    ];
    words.iter().any(|word| mocking.contains(&word.plain.as_str()))
}

/// Whether it is said of everybody.
pub(super) fn of_all(words: &[Word], one: &Found<Said>) -> bool {
    let before = &words[one.start.saturating_sub(4)..one.start];
    let all = ["everyone", "everybody", "they", "people", "monde", "ils", "elles", "nguoi"];
    before.iter().any(|word| all.contains(&word.plain.as_str()))
}

/// Whether it is said right before that others are or would be better off.
pub(super) fn better_off(words: &[Word], one: &Found<Said>) -> bool {
    let before = &words[one.start.saturating_sub(3)..one.start];
    let better = ["better", "fine", "happier", "easier", "off", "mieux", "heureux", "tranquilles"];
    before.iter().any(|word| better.contains(&word.plain.as_str()))
}

/// Whether it follows "he says" or the like, with a word between at most: "il dit que …".
pub(super) fn told_before(words: &[Word], one: &Found<Said>) -> bool {
    let told = ["says", "said", "thinks", "dit", "disent", "pense", "bao", "noi"];
    let before = &words[one.start.saturating_sub(2)..one.start];
    let at = before.iter().position(|word| told.contains(&word.plain.as_str()));
    // "I said that I was joking" is one's own word.
    let teller = at.and_then(|at| (one.start - before.len() + at).checked_sub(1));
    let is_own = |word: &Word| matches!(&*word.plain, "i" | "j" | "je" | "ai" | "em" | "minh");
    at.is_some() && !teller.is_some_and(|at| is_own(&words[at]))
}

/// "Buồn nôn", "buồn ngủ", "buồn cười": none of them is sad.
pub(super) fn is_no_sadness(words: &[Word], one: &Found<Said>) -> bool {
    let next = words.get(one.end).map(|word| word.plain.as_str());
    words[one.end - 1].plain == "buon" && matches!(next, Some("non" | "ngu" | "cuoi" | "tieu"))
}

/// "Con nhà nghèo": whose child somebody is, and not that it is one's own.
pub(super) fn of_a_house(words: &[Word], one: &Found<Said>) -> bool {
    let plain = |at: usize| words.get(at).map(|word| word.plain.as_str());
    let kinds = ["ngheo", "giau", "que", "nong", "nguoi"];
    (plain(one.start), plain(one.start + 1)) == (Some("con"), Some("nha"))
        && plain(one.start + 2).is_some_and(|kind| kinds.contains(&kind))
}

/// "I like boys", "I am a girl" in Vietnamese, which have the words for a son and a daughter, and not
/// "this is my son".
pub(super) fn of_a_sex(words: &[Word], one: &Found<Said>) -> bool {
    let plain = |at: usize| words.get(at).map(|word| word.plain.as_str());
    let next = words.get(one.start + 2).filter(|next| next.clause == words[one.start].clause);
    let is_own = next.is_some_and(|next| matches!(&*next.plain, "toi" | "minh" | "em" | "chau"));
    let before = one.start.checked_sub(1).and_then(plain);
    plain(one.start) == Some("con")
        && matches!(plain(one.start + 1), Some("trai" | "gai"))
        && !is_own
        && matches!(before, Some("la" | "thich" | "yeu" | "ban" | "dua" | "may" | "bon"))
}

/// Whether most words have accents, so that one without is meant without.
pub(super) fn types_accents(words: &[Word]) -> bool {
    words.iter().filter(|word| !word.marks.is_empty()).count() * 5 > words.len() * 3
}

/// Whether it is the French "je n'en peux plus", which refuses nothing.
pub(super) fn is_worn_out(words: &[Word], one: &Found<Said>) -> bool {
    let before = one.start.checked_sub(1).map(|at| words[at].plain.as_str());
    before == Some("en") && words[one.start].plain == "peux"
}

/// Whether it is a mother, an aunt, a teacher or a cat who is pregnant, which is no worry of the writer's.
pub(super) fn is_glad_news(words: &[Word], language: Option<Language>, one: &Found<Said>) -> bool {
    let others: &[&str] = match language {
        Some(Language::Vi) => &["me", "co", "di", "meo"],
        _ => &[
            "mum",
            "mom",
            "mummy",
            "mother",
            "aunt",
            "auntie",
            "teacher",
            "cat",
            "dog",
            "rabbit",
            "maman",
            "mere",
            "tante",
            "prof",
            "maitresse",
            "chatte",
            "chienne",
        ],
    };
    let from = one.start.saturating_sub(3);
    words[from..one.start].iter().any(|word| others.contains(&word.plain.as_str()))
}

/// Whether somebody else does it: "he is bringing a knife", and not "if he comes I will".
pub(super) fn by_another(words: &[Word], language: Option<Language>, one: &Found<Said>) -> bool {
    let others: &[&str] = match language {
        Some(Language::Vi) => &["han", "no", "ho", "ong", "thang", "duong"],
        _ => &["he", "hes", "she", "shes", "they", "theyre", "il", "ils", "elle", "elles"],
    };
    let from = one.start.saturating_sub(2);
    let is_own = words[from..one.end].iter().any(|word| crisis::is_i(&word.plain));
    let mut before = words[from..=one.start].iter();
    !is_own && before.any(|word| others.contains(&word.plain.as_str()))
}
