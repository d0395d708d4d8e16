//! Numbers: only the helplines of the person's country may be named; years, ages, hours and counts
//! are fine.

use super::Refusal;
use std::collections::HashSet;

/// After these words a number is one to call.
const CALLS: &str = "call calling phone dial ring helpline hotline appelle appelez appeler appelles compose \
                     composez composer numéro numero joindre gọi goi điện";
/// After these a number only counts.
const COUNTS: &str = "% € $ times days weeks months years minutes seconds hours messages people friends \
                      followers likes words comments views points percent euros dollars steps metres \
                      meters calories fois jours semaines mois ans minutes secondes heures personnes gens \
                      amis abonnés vues mots commentaires notifications élèves pas euro lần ngày tuần \
                      tháng năm phút giây giờ người bạn tin lượt chữ bình nghìn ngàn triệu đồng bước điểm";
/// Digits as words, with the digit; the other languages' after the first.
const DIGITS: [&str; 10] = [
    "zero zéro không",
    "one un một",
    "two deux hai",
    "three trois ba",
    "four quatre bốn tư",
    "five cinq năm",
    "six sáu",
    "seven sept bảy",
    "eight huit tám",
    "nine neuf chín",
];

/// What may stand between the groups of one number.
const JOINTS: &str = " .-‐‑–—/()+,·…'\"«»“”";

/// The numbers of at most four digits in a text.
pub fn short_numbers(text: &str) -> HashSet<String> {
    let numbers = text.split(|c: char| !c.is_ascii_digit());
    numbers.filter(|number| (3..=4).contains(&number.len())).map(str::to_owned).collect()
}

/// Refuses a number that is neither allowed nor harmless.
pub fn check(text: &str, allowed: &[String], theirs: &HashSet<String>) -> Result<(), Refusal> {
    let tokens = tokens(text);
    for found in numbers(&tokens, allowed) {
        if !allowed.contains(&found.digits) && !found.is_harmless(&tokens, theirs) {
            return Err("number");
        }
    }
    Ok(())
}

/// A piece of a text: digits, a word, or a mark between.
#[derive(Debug, PartialEq)]
enum Token {
    Digits(String),
    Word(String),
    Mark(char),
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    for word in text.split_whitespace() {
        if !tokens.is_empty() {
            tokens.push(Token::Mark(' '));
        }
        let mut rest = as_digits(word);
        while let Some(first) = rest.chars().next() {
            let same = |c: char| {
                if first.is_ascii_digit() { c.is_ascii_digit() } else { c.is_alphabetic() }
            };
            let long = rest.find(|c| !same(c)).unwrap_or(rest.len());
            let piece: String = rest.drain(..long.max(first.len_utf8())).collect();
            tokens.push(match first {
                first if first.is_ascii_digit() => Token::Digits(piece),
                first if first.is_alphabetic() => Token::Word(piece.to_lowercase()),
                mark => Token::Mark(mark),
            });
        }
    }
    tokens
}

/// `9l1` and `3O18` as the digits they look like.
fn as_digits(word: &str) -> String {
    let like = |c: char| matches!(c, 'l' | 'I' | 'O' | 'o');
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    if digits == 0
        || letters == 0
        || digits + letters < 3
        || !word.chars().filter(|c| c.is_alphabetic()).all(like)
    {
        return word.to_owned();
    }
    let swap = |c| match c {
        'l' | 'I' => '1',
        'O' | 'o' => '0',
        c => c,
    };
    word.chars().map(swap).collect()
}

/// A number with its groups put together.
#[derive(Debug)]
struct Number {
    digits: String,
    groups: Vec<String>,
    /// Which tokens it is.
    from: usize,
    to: usize,
    /// Whether words for digits are in it.
    is_spoken: bool,
}

fn joins(token: &Token) -> bool {
    matches!(token, Token::Mark(mark) if JOINTS.contains(*mark))
}

/// Every number, its groups put together; where an allowed one is whole, another begins.
fn numbers(tokens: &[Token], allowed: &[String]) -> Vec<Number> {
    let mut found: Vec<Number> = Vec::new();
    for (place, token) in tokens.iter().enumerate() {
        let (digits, is_spoken) = match token {
            Token::Digits(digits) => (digits.clone(), false),
            Token::Word(word) => match spoken_digit(word) {
                Some(digit) => (digit, true),
                None => continue,
            },
            Token::Mark(_) => continue,
        };
        match found.last_mut() {
            Some(last)
                if tokens[last.to..place].iter().all(joins)
                    && last.goes_on_with(&digits, is_spoken, allowed) =>
            {
                last.digits.push_str(&digits);
                last.groups.push(digits);
                last.to = place + 1;
                last.is_spoken |= is_spoken;
            }
            _ => {
                let groups = vec![digits.clone()];
                found.push(Number { digits, groups, from: place, to: place + 1, is_spoken });
            }
        }
    }
    found
}

fn spoken_digit(word: &str) -> Option<String> {
    let digit = DIGITS.iter().position(|words| words.split(' ').any(|known| known == word))?;
    Some(digit.to_string())
}

impl Number {
    fn goes_on_with(&self, digits: &str, is_spoken: bool, allowed: &[String]) -> bool {
        // "số 111 không" asks; only digits said one by one go with words for digits.
        let one_by_one =
            self.groups.last().is_some_and(|last| last.len() == 1) && digits.len() == 1;
        let alike = one_by_one || !(is_spoken || self.is_spoken);
        let longer = format!("{}{digits}", self.digits);
        alike
            && (!allowed.contains(&self.digits)
                || allowed.iter().any(|known| known.starts_with(&longer)))
    }

    fn is_harmless(&self, tokens: &[Token], theirs: &HashSet<String>) -> bool {
        let calls = self.is_called(tokens);
        let next = self.next(tokens);
        let is_time = self.is_time(tokens);
        match self.digits.len() {
            _ if self.is_spoken && self.groups.len() < 3 => true,
            0..=2 => !calls || is_time || next.is_some_and(|next| is_one_of(next, COUNTS)),
            _ if self.counts_up() || is_time || self.is_date() => true,
            _ if calls => false,
            // Two ages or counts with a comma or a dash between: "10 - 12", "13, 14".
            _ if self.is_range(tokens) => true,
            3..=4 if self.groups.len() == 1 => {
                self.is_year()
                    || theirs.contains(&self.digits)
                    || next.is_some_and(|next| is_one_of(next, COUNTS))
            }
            5..=7 => self.is_grouped_count() && next.is_some_and(|next| is_one_of(next, COUNTS)),
            _ => false,
        }
    }

    /// Whether one of the three words before makes it a number to call.
    fn is_called(&self, tokens: &[Token]) -> bool {
        let words = tokens[..self.from].iter().rev().filter_map(|token| match token {
            Token::Word(word) => Some(word.as_str()),
            _ => None,
        });
        words.take(3).any(|word| is_one_of(word, CALLS))
    }

    /// The word right after it.
    fn next<'t>(&self, tokens: &'t [Token]) -> Option<&'t str> {
        let mut after = tokens[self.to..].iter().skip_while(|token| **token == Token::Mark(' '));
        match after.next()? {
            Token::Word(word) => Some(word),
            Token::Mark('%') => Some("%"),
            Token::Mark('€') => Some("€"),
            _ => None,
        }
    }

    /// `9:00`, `9 h 30`, `20h`, `24/7`, `7 giờ`: an hour stands right before or after.
    fn is_time(&self, tokens: &[Token]) -> bool {
        let hour = |token: Option<&Token>| match token {
            Some(Token::Mark(':')) => true,
            Some(Token::Word(word)) => {
                matches!(word.as_str(), "h" | "heures" | "heure" | "am" | "pm" | "giờ" | "g" | "o")
            }
            _ => false,
        };
        let before = tokens[..self.from].iter().rev().find(|token| **token != Token::Mark(' '));
        let after = tokens[self.to..].iter().find(|token| **token != Token::Mark(' '));
        let small = self.groups.iter().all(|group| group.len() <= 2);
        self.groups == ["24", "7"]
            || small && self.groups.len() <= 2 && (hour(before) || hour(after))
    }

    /// `1, 2, 3`, `four five six`: breathing along.
    fn counts_up(&self) -> bool {
        let values: Vec<i64> = self.groups.iter().filter_map(|group| group.parse().ok()).collect();
        let step = |by: i64| values.windows(2).all(|two| two[1] - two[0] == by);
        values.len() > 2
            && self.groups.iter().all(|group| group.len() <= 2)
            && (step(1) || step(-1))
    }

    fn is_year(&self) -> bool {
        self.digits.parse().is_ok_and(|year: u32| (1950..2060).contains(&year))
    }

    fn is_date(&self) -> bool {
        let lengths: Vec<usize> = self.groups.iter().map(String::len).collect();
        matches!(lengths[..], [1 | 2, 1 | 2, 4] | [4, 2, 2])
            && self.groups.iter().any(|group| group.starts_with("19") || group.starts_with("20"))
    }

    /// Two or three small numbers that a comma, a dash or "…" parts from each other.
    fn is_range(&self, tokens: &[Token]) -> bool {
        let parted = tokens[self.from..self.to]
            .iter()
            .any(|token| matches!(token, Token::Mark(',' | '-' | '–' | '…')));
        let two = |group: &String| group.len() == 2;
        parted
            && self.groups.len() <= 3
            && self.groups.iter().any(two)
            && self.groups.iter().all(|group| group.len() <= 2)
            && self
                .groups
                .iter()
                .filter_map(|group| group.parse::<u32>().ok())
                .collect::<Vec<_>>()
                .is_sorted()
    }

    /// `10 000`, `1.500`.
    fn is_grouped_count(&self) -> bool {
        self.groups.len() == 1 || self.groups[1..].iter().all(|group| group.len() == 3)
    }
}

fn is_one_of(word: &str, list: &str) -> bool {
    list.split_whitespace().any(|known| known == word)
}
