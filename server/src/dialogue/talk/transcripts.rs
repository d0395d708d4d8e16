//! Whole conversations as people write them: a change of any word that is answered shows here.

use std::fmt::Write;
use std::path::Path;

use super::super::ask::{REFUSED, SKIPPED, asked};
use super::super::heard::hear;
use super::super::state::State;
use super::tests::NOON;
use super::*;

/// Where they are kept. Lines that begin with `# ` say who talks, with `> ` what they write and with
/// `+ ` what they choose; all else is answered. `UPDATE_SNAPSHOT=1` writes the answers anew.
const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/src/dialogue/talk/transcripts");

struct Talk {
    care: std::sync::Arc<Care>,
    state: State,
    language: Language,
    country: Option<String>,
    audience: Audience,
    now: DateTime<Utc>,
}

impl Talk {
    fn new() -> Talk {
        let audience = Audience { user_type: UserType::Teenager, age_class: None, chosen: None };
        let (care, state, country) = (Care::ours(), State::default(), None);
        Talk { care, state, language: Language::Fr, country, audience, now: NOON }
    }

    /// `language fr`, `country FR`, `age cycle3`, `parent`, `professional`, `monster pixel`, `at 2026-…`.
    fn set(&mut self, what: &str) {
        let (name, value) = what.split_once(' ').unwrap_or((what, ""));
        match name {
            "language" => self.language = Language::parse(value).unwrap(),
            "country" => self.country = Some(value.to_owned()),
            "age" => self.audience.age_class = Some(value.to_owned().try_into().unwrap()),
            "parent" => self.audience.user_type = UserType::Parent,
            "professional" => self.audience.user_type = UserType::Professional,
            "monster" => self.audience.chosen = Monster::parse(value),
            "at" => self.now = value.parse().unwrap(),
            _ => {}
        }
    }

    fn turn(&mut self, said: &Said) -> String {
        let person = Person {
            language: self.language,
            country: self.country.as_deref(),
            audience: self.audience,
            now: self.now,
        };
        let answer = self.care.answer(said, &self.state, &person);
        self.state = answer.state;
        let level = answer.level.map(|level| format!(" [{}]", level.name()));
        let mut out = String::new();
        let text = answer.text.replace('\n', "\n  ");
        let _ = writeln!(out, "{}{}:\n  {text}", answer.monster.name(), level.unwrap_or_default());
        let reader = Reader::of(&self.audience, &self.state);
        let offer = asked(&self.state, self.care.texts(answer.language, reader));
        let emotions = offer.emotions.iter().map(|option| option.key.as_str());
        let options = offer.options.iter().map(|option| option.key.as_str());
        let keys: Vec<&str> =
            emotions.chain(options).filter(|key| !matches!(*key, REFUSED | SKIPPED)).collect();
        if !keys.is_empty() {
            let _ = writeln!(out, "  [{}]", keys.join(" "));
        }
        out
    }

    fn line(&mut self, line: &str) -> Option<String> {
        Some(match line.split_at_checked(2)? {
            ("# ", what) => {
                self.set(what);
                return Some(format!("{line}\n"));
            }
            ("> ", text) => format!("\n{line}\n{}", self.turn(&Said::Text(&hear(text)))),
            ("+ ", "begin") => format!("\n{line}\n{}", self.turn(&Said::Begin)),
            ("+ ", "resume") => format!("\n{line}\n{}", self.turn(&Said::Resume)),
            ("+ ", key) if self.state.asked_with(key, false).is_none() => {
                format!("\n{line}\n{}", self.turn(&Said::Emotion(key)))
            }
            ("+ ", key) => format!("\n{line}\n{}", self.turn(&Said::Choice(key))),
            _ => return None,
        })
    }
}

fn replay(kept: &str) -> String {
    let mut talk = Talk::new();
    kept.lines().filter_map(|line| talk.line(line)).collect()
}

#[test]
fn every_transcript_is_answered_as_it_was_read() {
    let update = std::env::var_os("UPDATE_SNAPSHOT").is_some();
    let mut paths: Vec<_> =
        std::fs::read_dir(Path::new(FOLDER)).unwrap().map(|file| file.unwrap().path()).collect();
    paths.sort();
    assert!(paths.len() >= 40, "{} transcripts", paths.len());
    for path in paths {
        let kept = std::fs::read_to_string(&path).unwrap();
        let now = replay(&kept);
        if update {
            std::fs::write(&path, &now).unwrap();
        }
        assert_eq!(now, if update { now.clone() } else { kept }, "{}", path.display());
    }
}
