//! What a model is told: who it is, to whom it writes, what it must never do, what our content says.

use super::redact::redact;
use crate::dialogue::Audience;
use app::api::chat::Monster;
use app::api::person::{AgeClass, UserType};
use app::language::Language;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::LazyLock;

/// The most earlier messages that a model sees.
pub const MAX_TURNS: usize = 12;
/// The most characters of earlier messages that it sees.
const MAX_HISTORY: usize = 6000;

/// A turn that a model may word.
pub struct Brief<'a> {
    /// The language to answer in.
    pub language: Language,
    /// In whose voice.
    pub monster: Monster,
    /// Who reads it.
    pub audience: Audience,
    /// Whether nothing was said before.
    pub is_first: bool,
    /// What is known, in words.
    pub known: String,
    /// What our own content says about it.
    pub ground: String,
    /// The script's answer.
    pub draft: &'a str,
    /// Its question or step that must not be lost; empty where it stands beside the answer.
    pub closing: &'a str,
    /// Whether a question with options is shown beside the answer.
    pub asks_beside: bool,
    /// What was said before, oldest first: whether we said it, and the text.
    pub history: Vec<(bool, String)>,
    /// What is to be answered.
    pub message: &'a str,
    /// Numbers and sites that may be named.
    pub allowed: &'a [String],
}

/// The words of one language.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// Who speaks, by monster.
    monster: HashMap<String, String>,
    /// Who reads, by age class or kind of person; `teenager` where nothing else is known.
    reader: HashMap<String, String>,
    /// What must be kept to.
    rules: String,
    /// What to do in danger.
    danger: String,
    /// Before what is known.
    known: String,
    /// Before our own content.
    ground: String,
    /// Before the script's answer.
    draft: String,
    /// Before the closing.
    closing: String,
    /// Where a question with options is shown beside.
    beside: String,
    /// Where the first sentence is ours.
    first: String,
    /// That sentence: what is talking.
    pub disclosure: String,
}

#[derive(Deserialize)]
struct Source {
    fr: Words,
    en: Words,
    vi: Words,
}

static WORDS: LazyLock<Source> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "embedded texts, read by every test")]
    toml::from_str(include_str!("prompt.toml")).expect("the embedded prompt is well formed")
});

/// The words of `language`.
pub fn words(language: Language) -> &'static Words {
    match language {
        Language::Fr => &WORDS.fr,
        Language::En => &WORDS.en,
        Language::Vi => &WORDS.vi,
    }
}

impl Words {
    fn reader(&self, audience: &Audience) -> &str {
        let key = match (audience.user_type, audience.age_class) {
            (UserType::Parent, _) => "parent",
            (UserType::Professional | UserType::Other, _) => "adult",
            (UserType::Teenager, Some(AgeClass::Cycle3)) => "child",
            (UserType::Teenager, Some(AgeClass::Lycee)) => "youth",
            (UserType::Teenager, _) => "teenager",
        };
        self.reader.get(key).map(String::as_str).unwrap_or_default()
    }
}

impl Brief<'_> {
    /// Our own rules, which must not be quoted in an answer.
    pub fn instructions(&self) -> String {
        let words = words(self.language);
        let monster = words.monster.get(self.monster.name()).map(String::as_str);
        let parts = [
            monster.unwrap_or_default(),
            words.reader(&self.audience),
            &words.rules,
            &words.danger,
        ];
        parts.join("\n\n")
    }

    fn system(&self) -> String {
        let words = words(self.language);
        let mut parts = vec![self.instructions()];
        for (title, text) in [
            (&words.known, self.known.as_str()),
            (&words.ground, self.ground.as_str()),
            (&words.draft, self.draft),
            (&words.closing, self.closing),
        ] {
            if !text.is_empty() {
                parts.push(format!("{title}\n{}", text.trim()));
            }
        }
        if self.asks_beside {
            parts.push(words.beside.clone());
        }
        if self.is_first {
            parts.push(words.first.clone());
        }
        parts.join("\n\n")
    }

    /// The messages of a request, as servers of the OpenAI shape take them; nothing in them tells
    /// who the person is.
    pub fn messages(&self) -> Vec<Value> {
        let redacted = |text: &str| redact(text, self.language, self.allowed);
        let mut room = MAX_HISTORY;
        let latest = self.history.iter().rev().take(MAX_TURNS);
        let latest = latest.map(|(is_ours, text)| (*is_ours, redacted(text)));
        let mut history: Vec<(bool, String)> = latest
            .take_while(|(_, text)| {
                let length = text.chars().count();
                let fits = length <= room;
                room = room.saturating_sub(length);
                fits
            })
            .collect();
        history.reverse();
        history.push((false, redacted(self.message)));
        let mut messages = vec![json!({"role": "system", "content": self.system()})];
        messages.extend(in_turns(history).into_iter().map(|(is_ours, content)| {
            json!({"role": if is_ours { "assistant" } else { "user" }, "content": content})
        }));
        messages
    }
}

/// The messages as some models insist on them: the person begins, then both speak in turns.
fn in_turns(history: Vec<(bool, String)>) -> Vec<(bool, String)> {
    let mut turns: Vec<(bool, String)> = Vec::with_capacity(history.len());
    for (is_ours, text) in history.into_iter().skip_while(|(is_ours, _)| *is_ours) {
        match turns.last_mut() {
            Some((last, before)) if *last == is_ours => *before = format!("{before}\n{text}"),
            _ => turns.push((is_ours, text)),
        }
    }
    turns
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(history: Vec<(bool, String)>) -> Brief<'static> {
        let audience = Audience { user_type: UserType::Parent, age_class: None, chosen: None };
        Brief {
            language: Language::Fr,
            monster: Monster::Pixel,
            audience,
            is_first: false,
            known: "Nous avons parlé d'insultes.".into(),
            ground: String::new(),
            draft: "Un brouillon.",
            closing: "Et vous ?",
            asks_beside: false,
            history,
            message: "je m'appelle Ana",
            allowed: &[],
        }
    }

    #[test]
    fn every_language_has_a_voice_for_every_monster_and_reader() {
        for language in Language::ALL {
            let words = words(language);
            for monster in Monster::ALL {
                assert!(words.monster.contains_key(monster.name()), "{language:?} {monster:?}");
            }
            for reader in ["child", "teenager", "youth", "parent", "adult"] {
                assert!(words.reader.contains_key(reader), "{language:?} {reader}");
            }
            for kind in crate::dialogue::Kind::ALL {
                assert!(words.danger.contains(&format!("[[danger:{}]]", kind.name())));
            }
        }
    }

    #[test]
    fn the_last_turns_go_along_up_to_their_limits() {
        let history = (0..20).map(|number| (number % 2 == 1, format!("tour {number}"))).collect();
        let messages = brief(history).messages();
        assert_eq!(messages.len(), 14);
        assert_eq!(messages[1]["content"], "tour 8");
        assert_eq!(messages[13], json!({"role": "user", "content": "je m'appelle quelqu'un"}));
        let long = vec![
            (false, "a ".repeat(2900)),
            (true, "b ".repeat(200)),
            (false, "c".into()),
            (true, "d".into()),
        ];
        assert_eq!(brief(long).messages().len(), 4);
    }

    #[test]
    fn the_script_and_the_reader_are_in_the_prompt() {
        let system = brief(Vec::new()).messages()[0]["content"].to_string();
        for part in ["Pixel", "vous", "d'insultes", "Un brouillon.", "Et vous ?"] {
            assert!(system.contains(part), "{part}");
        }
    }
}
