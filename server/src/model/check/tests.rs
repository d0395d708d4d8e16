//! What passes the check and what does not, in three languages: one sentence a line in `samples`.

use super::*;
use crate::dialogue::{Care, Place};
use std::path::{Path, PathBuf};

fn allowed_numbers(language: Language, country: Option<&str>) -> Vec<String> {
    let now = chrono::DateTime::UNIX_EPOCH;
    Care::ours().numbers(Place { language, country, now })
}

fn verdict(language: Language, text: &str) -> Result<(), Refusal> {
    let allowed = allowed_numbers(language, None);
    Check::new(language, &allowed, "he sent me 347 things", "").passes(text)
}

/// The lines of a sample file, with their language.
fn lines(samples: &'static str) -> impl Iterator<Item = (Language, &'static str)> {
    let read = |line: &'static str| {
        let (code, text) = line.split_once('|').unwrap();
        (Language::parse(code).unwrap(), text)
    };
    samples.lines().map(read)
}

#[test]
fn kind_sentences_pass() {
    let refused: Vec<_> = lines(include_str!("samples/good.txt"))
        .filter_map(|(language, text)| Some((verdict(language, text).err()?, text)))
        .collect();
    assert!(refused.is_empty(), "{refused:#?}");
}

#[test]
fn what_may_not_be_said_is_refused_for_its_reason() {
    let mut wrong = Vec::new();
    for (language, line) in lines(include_str!("samples/refused.txt")) {
        let (why, text) = line.split_once('|').unwrap();
        let verdict = verdict(language, text);
        if verdict.err() != Some(why) {
            wrong.push((why, verdict, text));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn hidden_letters_and_digits_are_seen() {
    for (language, why, text) in [
        (Language::En, "method", "You could ta\u{ad}ke all the pil\u{200b}ls at home."),
        (Language::En, "secrecy", "I w\u{43e}n't tell an\u{443}one."),
        (Language::Fr, "number", "Appelle le 9\u{ad}1\u{200b}1."),
        (Language::Fr, "number", "Appelle le 9\u{fe0f}\u{20e3}1\u{fe0f}\u{20e3}1\u{fe0f}\u{20e3}."),
        (Language::En, "markup", "- one\n- two"),
    ] {
        assert_eq!(verdict(language, text), Err(why), "{text}");
    }
}

#[test]
fn what_is_wrong_across_two_sentences_is_seen() {
    let number = "Le numéro commence par 06 12. Puis viennent 34 56 78 90.";
    assert_eq!(verdict(Language::Fr, number), Err("number"));
    assert_eq!(verdict(Language::Fr, "Le 9. 1. 1. t'écoute."), Err("number"));
}

#[test]
fn our_instructions_are_not_quoted() {
    let rules = "Never blame. Never say what illness somebody has, and never advise on medicine.";
    let check = Check::new(Language::En, &[], "", rules);
    let quoted = "Sure: never say what illness somebody has, and so on.";
    assert_eq!(check.passes(quoted), Err("leak"));
    assert_eq!(check.passes("Never mind what they say, you are not to blame."), Ok(()));
}

#[test]
fn a_helpline_is_allowed_in_its_own_country_only() {
    let told = |country: &str, text: &str| {
        let allowed = allowed_numbers(Language::En, Some(country));
        Check::new(Language::En, &allowed, "", "").passes(text)
    };
    assert_eq!(told("US", "You can call 988 at any time."), Ok(()));
    assert_eq!(told("GB", "You can call 988 at any time."), Err("number"));
    assert_eq!(told("GB", "Samaritans are there on 116 123."), Ok(()));
}

/// Every text of the engine's own content, as data.
fn texts(value: &toml::Value, found: &mut Vec<String>) {
    match value {
        toml::Value::String(text) => found.push(text.clone()),
        toml::Value::Array(all) => all.iter().for_each(|value| texts(value, found)),
        toml::Value::Table(all) => all.values().for_each(|value| texts(value, found)),
        _ => {}
    }
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let paths = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let all = paths.flat_map(|path| if path.is_dir() { files(&path) } else { vec![path] });
    all.filter(|path| path.extension().is_some_and(|ending| ending == "toml")).collect()
}

#[test]
fn what_the_script_itself_says_passes() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/dialogue/content");
    let (mut read, mut refused) = (0, Vec::new());
    for language in Language::ALL {
        let is_of = |path: &PathBuf| {
            let path = path.strip_prefix(&folder).unwrap();
            path.iter()
                .any(|part| part.to_str().unwrap().split('.').next() == Some(language.code()))
        };
        for path in files(&folder).into_iter().filter(is_of) {
            let mut table: toml::Table = std::fs::read_to_string(path).unwrap().parse().unwrap();
            // In a crisis no model speaks, labels are no sentences, and what is said of the monsters,
            // of platforms and of the talk itself is fixed.
            for other in ["crisis", "info", "label", "summary", "monster", "platform", "talk"] {
                table.remove(other);
            }
            // A model names no article of the law by itself.
            if let Some(topics) = table.get_mut("topic").and_then(toml::Value::as_table_mut) {
                for topic in topics.iter_mut().filter_map(|(_, topic)| topic.as_table_mut()) {
                    topic.remove("law");
                }
            }
            let mut found = Vec::new();
            texts(&toml::Value::Table(table), &mut found);
            for text in found.into_iter().filter(|text| text.len() > 12 && !text.contains('{')) {
                read += 1;
                refused.extend(verdict(language, &text).err().map(|why| (why, text)));
            }
        }
    }
    assert!(read > 100, "{read}");
    assert!(refused.len() * 100 <= read * 8, "{read} read, refused: {refused:#?}");
}
