//! Days as they are written in each language.

use crate::api::Time;
use crate::language::Language;
use chrono::Datelike;

const FRENCH: [&str; 12] = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
];

const ENGLISH: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The day of `at` in UTC: `28 November 2026`, `1er mars 2026`, `28 thg 11, 2026`.
pub fn day(at: Time, language: Language) -> String {
    let (day, month, year) = (at.day(), at.month(), at.year());
    let name = |names: [&'static str; 12]| names[at.month0() as usize];
    match language {
        Language::Fr if day == 1 => format!("1er {} {year}", name(FRENCH)),
        Language::Fr => format!("{day} {} {year}", name(FRENCH)),
        Language::En => format!("{day} {} {year}", name(ENGLISH)),
        Language::Vi => format!("{day} thg {month}, {year}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Time {
        text.parse().unwrap()
    }

    #[test]
    fn a_day_is_written_as_its_language_writes_it() {
        let last = at("2026-11-28T14:05:59.999Z");
        assert_eq!(day(last, Language::Fr), "28 novembre 2026");
        assert_eq!(day(last, Language::Vi), "28 thg 11, 2026");
        assert_eq!(day(last, Language::En), "28 November 2026");
    }

    #[test]
    fn the_first_of_a_month_is_ordinal_in_french_only() {
        let first = at("2027-02-01T00:00:00Z");
        assert_eq!(day(first, Language::Fr), "1er février 2027");
        assert_eq!(day(first, Language::Vi), "1 thg 2, 2027");
        assert_eq!(day(first, Language::En), "1 February 2027");
    }
}
