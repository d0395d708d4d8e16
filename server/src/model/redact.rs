//! Takes out of a text what tells who somebody is, before it leaves this server.

use super::redact_names::hide_names;
use app::language::Language;

/// The neutral words of one language.
pub(super) struct Neutral {
    pub(super) name: &'static str,
    pub(super) place: &'static str,
    mail: &'static str,
    number: &'static str,
    link: &'static str,
    account: &'static str,
    code: &'static str,
}

pub(super) const fn neutral(language: Language) -> Neutral {
    match language {
        Language::Fr => Neutral {
            name: "quelqu'un",
            place: "quelque part",
            mail: "une adresse mail",
            number: "un numéro",
            link: "un lien",
            account: "un compte",
            code: "un code",
        },
        Language::En => Neutral {
            name: "someone",
            place: "somewhere",
            mail: "an email address",
            number: "a number",
            link: "a link",
            account: "an account",
            code: "a code",
        },
        Language::Vi => Neutral {
            name: "một người",
            place: "một nơi",
            mail: "một địa chỉ thư",
            number: "một số",
            link: "một đường dẫn",
            account: "một tài khoản",
            code: "một mã",
        },
    }
}

/// The text with neutral words of `language` in place of addresses, numbers, links, accounts, codes
/// and names. What is among `known` (helplines and their sites) stays.
pub fn redact(text: &str, language: Language, known: &[String]) -> String {
    let words = neutral(language);
    let text = super::check::unhidden(text);
    let lines = text.lines().map(|line| {
        let tokens: Vec<String> = line
            .split_whitespace()
            .map(|token| hidden(token, &words, known).unwrap_or_else(|| token.to_owned()))
            .collect();
        hide_names(&hide_numbers(&tokens.join(" "), &words, known), &words)
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// The neutral words for a token that names somebody, with the marks around it.
fn hidden(token: &str, words: &Neutral, known: &[String]) -> Option<String> {
    let core = token.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '@' | '_' | '#'));
    let lower = core.to_lowercase();
    let is_known =
        || known.iter().any(|known| known.contains('.') && lower.contains(&known.to_lowercase()));
    let neutral = if is_mail(core) {
        words.mail
    } else if is_link(&lower) {
        if is_known() {
            return None;
        }
        words.link
    } else if is_account(core) {
        words.account
    } else if is_code(core) {
        words.code
    } else {
        return None;
    };
    Some(token.replacen(core, neutral, 1))
}

fn is_mail(core: &str) -> bool {
    core.split_once('@').is_some_and(|(name, host)| !name.is_empty() && host.contains('.'))
}

fn is_link(lower: &str) -> bool {
    if lower.contains("://") || lower.starts_with("www.") {
        return true;
    }
    let host = lower.split(['/', '?']).next().unwrap_or_default();
    let Some((name, end)) = host.rsplit_once('.') else { return false };
    // A dot between two words may be a sentence that lacks a space: only well-known ends count.
    let ends = [
        "com", "fr", "vn", "net", "org", "io", "me", "gg", "ly", "co", "uk", "be", "link", "tv",
        "ru",
    ];
    !name.is_empty() && (ends.contains(&end) || lower.contains('/'))
}

/// `@somebody`, `some_body`, `somebody#1234`, `lea2009x`.
fn is_account(core: &str) -> bool {
    let letters = core.chars().filter(|c| c.is_alphabetic()).count();
    let digits = core.chars().filter(char::is_ascii_digit).count();
    let tag = core.split_once('#').is_some_and(|(name, tag)| !name.is_empty() && tag.len() > 2);
    (core.starts_with('@') && core.len() > 2)
        || (core.contains('_') && letters > 1)
        || tag
        || (core.len() < 16 && letters > 2 && digits > 2)
}

/// A token, an id, a password: long, and of letters and digits or of mixed case.
fn is_code(core: &str) -> bool {
    let has = |test: fn(char) -> bool| core.chars().any(test);
    let mixed = has(|c| c.is_ascii_uppercase()) && has(|c| c.is_ascii_lowercase());
    let digits = core.chars().filter(char::is_ascii_digit).count();
    let letters = core.chars().filter(char::is_ascii_alphabetic).count();
    (core.len() > 15 && digits > 2 && letters > 2) || (core.len() > 23 && mixed && core.is_ascii())
}

/// Runs of at least six digits, whatever stands between them.
fn hide_numbers(text: &str, words: &Neutral, known: &[String]) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut run = String::new();
    let flush = |run: &mut String, shown: &mut String| {
        let digits: String = run.chars().filter(char::is_ascii_digit).collect();
        let is_known =
            known.iter().any(|known| known.chars().filter(char::is_ascii_digit).eq(digits.chars()));
        if digits.len() < 6 || is_known {
            shown.push_str(run);
        } else {
            // What surrounds the digits stays.
            let from = run.find(|c: char| c.is_ascii_digit() || c == '+').unwrap_or_default();
            let to = run.rfind(|c: char| c.is_ascii_digit()).map_or(run.len(), |place| place + 1);
            shown.push_str(&run[..from]);
            shown.push_str(words.number);
            shown.push_str(&run[to..]);
        }
        run.clear();
    };
    for c in text.chars() {
        let begins = c.is_ascii_digit() || matches!(c, '+' | '(');
        let goes_on = matches!(c, ' ' | '.' | '-' | '/' | ')' | ',' | '–' | '·');
        if begins || (goes_on && !run.is_empty()) {
            run.push(c);
        } else {
            flush(&mut run, &mut shown);
            shown.push(c);
        }
    }
    flush(&mut run, &mut shown);
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str, language: Language) -> String {
        redact(text, language, &["3018".to_owned(), "3018.fr".to_owned(), "0800 1111".to_owned()])
    }

    /// Each text with what must not be in it any more.
    fn hides(language: Language, all: &[(&str, &[&str])]) {
        for (text, secrets) in all {
            let seen = seen(text, language).to_lowercase();
            for secret in *secrets {
                assert!(!seen.contains(&secret.to_lowercase()), "{secret} in: {seen}");
            }
        }
    }

    #[test]
    fn addresses_numbers_links_accounts_and_codes_are_hidden() {
        hides(
            Language::En,
            &[
                ("write to lea.martin@example.org please", &["martin", "example"]),
                ("his number is +33 6 12 34 56 78, call", &["12", "34", "78"]),
                ("0 6 1 2 3 4 5 6 7 8", &["1 2 3"]),
                ("06.12.34.56.78", &["34"]),
                ("look: https://evil.example/x?id=12 and evil.com/a", &["evil"]),
                ("he is @the_bad.guy on insta", &["bad"]),
                ("my snap is lea_75 ok", &["lea"]),
                ("add lea#4821 or lea2009x", &["4821", "2009"]),
                ("token anon_aB3dE5fG7hI9jK1lM3nO5pQ7rS9tU1vW here", &["aB3d"]),
                ("id 0190b5a8-7c1e-7a30-9c52-3f1d6b2a4e77", &["7c1e"]),
                ("born 12/03/2010", &["2010"]),
                ("0\u{ad}6 12 3\u{200b}4 56 78", &["56"]),
            ],
        );
    }

    #[test]
    fn what_names_nobody_stays() {
        for text in [
            "I am 13 and got 300 messages in 2024",
            "we have 24/7 help, 3018 or 3018.fr or 0800 1111",
            "nooooooooooooooooooooooooooooo",
            "I'm sad. It began at 9:30",
            "covid19 was hard",
        ] {
            assert_eq!(seen(text, Language::En), text);
        }
    }

    #[test]
    fn names_and_places_are_hidden() {
        hides(
            Language::En,
            &[
                ("Hi, my name is Lena Marlow and I'm 12", &["lena", "marlow"]),
                ("my names lena and i am sad", &["lena"]),
                ("I'm Lena. He is called Bob Miller!", &["lena", "bob", "miller"]),
                ("i go to Lincoln High School in Boston", &["lincoln"]),
            ],
        );
        hides(
            Language::Fr,
            &[
                ("je m'appelle Léa Martin, j'ai 13 ans", &["léa", "martin"]),
                ("jm'appelle lea et jsuis triste", &["lea"]),
                ("moi c'est Karim", &["karim"]),
                ("Moi, c’est Karim", &["karim"]),
                ("il s'appelle Enzo Petit et m'insulte", &["enzo", "petit"]),
                ("mon prénom est Zoé", &["zoé"]),
                ("je suis au collège Jean Moulin à Lyon", &["moulin"]),
            ],
        );
        hides(
            Language::Vi,
            &[
                ("mình tên Lan Anh, học lớp 8", &["lan", "anh"]),
                ("tên em là Nguyễn Thị Hoa ạ", &["nguyễn", "hoa"]),
                ("em tên là minh và em buồn", &["minh"]),
                ("mình là Ngọc nè", &["ngọc"]),
                ("em học trường Lê Lợi ở Huế", &["lợi"]),
            ],
        );
    }

    #[test]
    fn feelings_after_the_same_words_stay() {
        for (text, language) in [
            ("I'm sad and I'm alone", Language::En),
            ("je suis triste", Language::Fr),
            ("mình là học sinh lớp 9", Language::Vi),
            ("the school is far", Language::En),
        ] {
            assert_eq!(seen(text, language), text);
        }
    }
}
