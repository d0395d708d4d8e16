//! Writes a message as another young person might: no accents, slips, short forms, hidden letters.

use app::language::Language;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use super::chance::Chance;

/// One of the messages that a frame can make: each `{a|b|c}` becomes one of its choices.
pub fn fill(frame: &str, chance: &mut Chance) -> String {
    let mut text = String::with_capacity(frame.len());
    let mut rest = frame;
    while let Some((before, after)) = rest.split_once('{') {
        let Some((choices, after)) = after.split_once('}') else { break };
        text.push_str(before);
        let choices: Vec<&str> = choices.split('|').collect();
        text.push_str(chance.one(&choices));
        rest = after;
    }
    text.push_str(rest);
    text
}

/// The same message, perhaps written otherwise.
pub fn disguise(text: &str, language: Language, chance: &mut Chance) -> String {
    let mut text = text.to_owned();
    if chance.percent(30) {
        return text;
    }
    if chance.percent(25) {
        text = text.replace([',', '.', ';', ':', '!', '?', '"', '«', '»'], "");
    }
    if chance.percent(30) {
        text = shorten(&text, language, chance);
    }
    if language != Language::En && chance.percent(45) {
        text = without_accents(&text);
    }
    if chance.percent(15) {
        text = change_words(&text, chance, slip, 6);
    }
    if chance.percent(7) {
        text = change_words(&text, chance, hide, 3);
    }
    if chance.percent(5) {
        text = join_words(&text, chance);
    }
    if chance.percent(3) {
        text = text.to_uppercase();
    }
    if chance.percent(12) {
        text = around(&text, language, chance);
    }
    text
}

fn without_accents(text: &str) -> String {
    let bare = text.nfd().filter(|c| !is_combining_mark(*c));
    bare.map(|c| match c {
        'đ' => 'd',
        'Đ' => 'D',
        c => c,
    })
    .collect()
}

/// Changes about one word in `every`, at least one.
fn change_words(
    text: &str,
    chance: &mut Chance,
    change: fn(&str, &mut Chance) -> String,
    every: usize,
) -> String {
    let words: Vec<&str> = text.split(' ').collect();
    let sure = chance.below(words.len());
    let changed = words.iter().enumerate().map(|(at, word)| {
        if at == sure || chance.below(every * 2) == 0 {
            change(word, chance)
        } else {
            (*word).into()
        }
    });
    changed.collect::<Vec<String>>().join(" ")
}

/// A slip of the thumb: a letter left out, doubled, swapped with the next.
fn slip(word: &str, chance: &mut Chance) -> String {
    let mut letters: Vec<char> = word.chars().collect();
    if letters.len() < 4 {
        return word.into();
    }
    let at = 1 + chance.below(letters.len() - 2);
    match chance.below(4) {
        0 => drop(letters.remove(at)),
        1 => letters.insert(at, letters[at]),
        2 => letters.swap(at, at + 1),
        _ => letters.extend([letters[letters.len() - 1]; 3]),
    }
    letters.into_iter().collect()
}

/// Hides a word from a filter: digits or stars for letters, or spaces between them.
fn hide(word: &str, chance: &mut Chance) -> String {
    let spaced = |between: &str| word.chars().map(String::from).collect::<Vec<_>>().join(between);
    match chance.below(6) {
        0 => spaced(" "),
        1 => spaced("."),
        2 => spaced("-"),
        _ => word
            .chars()
            .map(|c| match c.to_ascii_lowercase() {
                'a' => '4',
                'e' => '3',
                'i' => '1',
                'o' => '0',
                's' => '5',
                _ => c,
            })
            .collect(),
    }
}

fn join_words(text: &str, chance: &mut Chance) -> String {
    if text.len() < 30 && chance.percent(50) {
        return text.replace(' ', "");
    }
    let words: Vec<&str> = text.split(' ').collect();
    let at = chance.below(words.len());
    let mut joined = String::with_capacity(text.len());
    for (number, word) in words.iter().enumerate() {
        joined.push_str(word);
        if number != at && number + 1 != words.len() {
            joined.push(' ');
        }
    }
    joined
}

/// Short forms and sound spellings; the ones that `spelling.toml` knows are read back.
fn shorten(text: &str, language: Language, chance: &mut Chance) -> String {
    let forms: &[(&str, &[&str])] = match language {
        Language::En => &[
            (" you ", &[" u ", " ya "]),
            (" your ", &[" ur "]),
            (" are ", &[" r "]),
            (" to ", &[" 2 "]),
            (" and ", &[" n ", " & "]),
            (" with ", &[" w ", " wit "]),
            (" because ", &[" bc ", " cuz ", " cos "]),
            (" want to ", &[" wanna "]),
            (" going to ", &[" gonna ", " finna ", " boutta "]),
            (" don't ", &[" dont ", " dnt "]),
            ("ing ", &["in "]),
            (" my ", &[" me ", " mah "]),
            (" the ", &[" da ", " teh "]),
            (" that ", &[" dat "]),
            ("I'm ", &["im ", "i am "]),
            (" really ", &[" rly ", " rlly "]),
        ],
        Language::Fr => &[
            ("je ", &["j ", "j'"]),
            ("je suis ", &["chui ", "jsui ", "chuis "]),
            (" que ", &[" ke ", " k "]),
            ("qu'", &["k", "q "]),
            (" qui ", &[" ki "]),
            (" pas ", &[" pa "]),
            (" plus ", &[" plu ", " + "]),
            ("c'est ", &["c ", "cé "]),
            (" tout ", &[" tt "]),
            (" avec ", &[" avc "]),
            (" pour ", &[" pr "]),
            (" dans ", &[" ds "]),
            ("er ", &["é ", "e "]),
            ("é ", &["er ", "e "]),
            ("ais ", &["é ", "ai "]),
            ("eau", &["o"]),
            ("ne ", &[""]),
            (" mais ", &[" mé ", " mai "]),
            (" même ", &[" mm "]),
        ],
        Language::Vi => &[
            (" không ", &[" k ", " ko ", " hok ", " hông ", " hong "]),
            (" muốn ", &[" mún ", " mun "]),
            (" gì ", &[" j ", " zì "]),
            (" mình ", &[" mik ", " mk ", " t "]),
            (" tôi ", &[" toi ", " t ", " tui "]),
            (" em ", &[" e "]),
            (" anh ", &[" a "]),
            (" rồi", &[" r", " rùi", " roi"]),
            (" vậy", &[" v", " dị", " zậy"]),
            (" được", &[" dc", " đc"]),
            (" bạn ", &[" bn ", " b "]),
            (" với ", &[" vs ", " zới "]),
            (" người ", &[" ng "]),
            ("ph", &["f"]),
            ("qu", &["w"]),
            (" biết ", &[" bít ", " bik "]),
            (" chết", &[" chít", " chếc", " die"]),
            (" buồn", &[" bùn"]),
            ("nh ", &["n "]),
            (" trời", &[" trùi", " chời"]),
            (" cũng ", &[" cx ", " cg "]),
        ],
    };
    let mut text = text.to_owned();
    for (long, short) in forms {
        if chance.percent(60) {
            text = text.replace(long, chance.one(short));
        }
    }
    text
}

/// Small words before or after.
fn around(text: &str, language: Language, chance: &mut Chance) -> String {
    let (before, after): (&[&str], &[&str]) = match language {
        Language::En => (
            &[
                "hey", "hi", "um", "ok so", "idk", "honestly", "bro", "so", "yo", "listen",
                "pls help", "ngl",
            ],
            &[
                "idk",
                "pls",
                "fr",
                "ngl",
                "i guess",
                "thats all",
                "bye",
                "...",
                "what do i do",
                "help",
                "no cap",
            ],
        ),
        Language::Fr => (
            &[
                "salut",
                "bonjour",
                "euh",
                "bah",
                "bon",
                "franchement",
                "wesh",
                "slt",
                "svp",
                "en fait",
                "frr",
            ],
            &[
                "voilà",
                "stp",
                "bref",
                "je sais pas",
                "jsp",
                "aidez moi",
                "...",
                "quoi",
                "merci",
                "wallah",
            ],
        ),
        Language::Vi => (
            &[
                "chào",
                "ê",
                "alo",
                "mọi người ơi",
                "ad ơi",
                "cho em hỏi",
                "thật ra",
                "ờ",
                "bạn ơi",
                "hic",
            ],
            &[
                "ạ",
                "á",
                "huhu",
                "hic",
                "giúp với",
                "làm sao giờ",
                "...",
                "nha",
                "thôi",
                "phải làm gì",
            ],
        ),
    };
    if chance.percent(50) {
        format!("{} {text}", chance.one(before))
    } else {
        format!("{text} {}", chance.one(after))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_frame_becomes_one_of_its_messages() {
        let text = fill("I {want|need} a {dog|cat}{|!}", &mut Chance(1));
        assert!(text.starts_with("I ") && !text.contains(['{', '|', '}']), "{text}");
    }

    #[test]
    fn accents_fall_away() {
        assert_eq!(without_accents("Tự tử, đã, ça"), "Tu tu, da, ca");
    }
}
