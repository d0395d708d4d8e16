//! Undoes what hides words from a reader that is a program: invisible characters, look-alikes,
//! digits in place of letters, letters set apart.

use unicode_normalization::UnicodeNormalization;

/// The text as a person sees it: nothing invisible, one form of each letter, Latin letters where
/// others look the same.
pub fn unhidden(text: &str) -> String {
    text.nfkc().filter(|c| !is_invisible(*c)).map(latin).collect()
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{20e3}' | '\u{feff}')
        || matches!(c, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}')
        || matches!(c, '\u{fe00}'..='\u{fe0f}' | '\u{e0000}'..='\u{e007f}')
        || (c.is_control() && c != '\n')
}

/// The Latin letter that looks like a Greek or Cyrillic one.
fn latin(c: char) -> char {
    match c {
        'а' | 'α' => 'a',
        'А' | 'Α' => 'A',
        'с' => 'c',
        'С' => 'C',
        'е' | 'ε' => 'e',
        'Е' | 'Ε' => 'E',
        'і' | 'ι' => 'i',
        'І' | 'Ι' => 'I',
        'ј' => 'j',
        'о' | 'ο' => 'o',
        'О' | 'Ο' => 'O',
        'р' | 'ρ' => 'p',
        'Р' | 'Ρ' => 'P',
        'ѕ' => 's',
        'т' | 'τ' => 't',
        'Т' | 'Τ' => 'T',
        'у' => 'y',
        'х' | 'χ' => 'x',
        'Х' | 'Χ' => 'X',
        'ν' => 'v',
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => ' ',
        c => c,
    }
}

/// The text with digits read as the letters they stand for, and letters set apart put together.
pub fn read_out(text: &str) -> String {
    let mut words: Vec<String> = Vec::new();
    let mut letters = String::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        if word.chars().count() == 1 && word.chars().all(char::is_alphanumeric) {
            letters.push_str(word);
            continue;
        }
        put(&mut words, &mut letters);
        words.push(lettered(word));
    }
    put(&mut words, &mut letters);
    words.join(" ")
}

/// Puts letters that stood alone: as one word if they are many, else as they were.
fn put(words: &mut Vec<String>, letters: &mut String) {
    let letters = std::mem::take(letters);
    if letters.chars().count() > 3 && letters.chars().any(char::is_alphabetic) {
        words.push(letters.chars().map(letter).collect());
    } else {
        words.extend(letters.chars().map(String::from));
    }
}

/// `s3cr3t` is `secret`; `9h30`, `3018` and `6e` are what they are. Dots and dashes between single
/// letters fall away: `s.e.c.r.e.t`.
fn lettered(word: &str) -> String {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let digits = word.chars().filter(char::is_ascii_digit).count();
    let swapped: String = if digits == 0 && !word.contains(['@', '$']) || letters <= digits {
        word.to_owned()
    } else {
        word.chars().map(letter).collect()
    };
    let parts: Vec<&str> = swapped.split(['.', '-', '_', '*', '·']).collect();
    let single = |part: &&str| part.chars().count() == 1;
    if parts.len() > 2 && parts.iter().filter(|part| !part.is_empty()).all(single) {
        return parts.concat();
    }
    swapped
}

fn letter(c: char) -> char {
    match c {
        '0' => 'o',
        '1' => 'i',
        '3' => 'e',
        '4' | '@' => 'a',
        '5' | '$' => 's',
        '7' => 't',
        c => c,
    }
}
