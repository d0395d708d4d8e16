//! What is said, as data: one file for each language, read once and checked by tests.

use std::collections::HashMap;
use std::sync::LazyLock;

use app::language::Language;
use serde::Deserialize;

/// One text in each language.
#[derive(Debug, Deserialize)]
pub struct ByLanguage {
    fr: String,
    en: String,
    vi: String,
}

impl ByLanguage {
    /// The text in this language.
    pub fn get(&self, language: Language) -> &str {
        match language {
            Language::Fr => &self.fr,
            Language::En => &self.en,
            Language::Vi => &self.vi,
        }
    }
}

/// Every text of one language.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Texts {
    /// The talk itself.
    pub talk: Talk,
    /// What is answered to a feeling, by its name.
    pub feeling: HashMap<String, Vec<String>>,
    /// What is said about a topic, by its name.
    pub topic: HashMap<String, About>,
    /// What is said in danger.
    pub crisis: CrisisTexts,
    /// The parts of the crisis block.
    pub info: Info,
}

/// Texts that belong to no topic. Each list holds variants.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Talk {
    /// The whole answer to a first greeting.
    pub hello: Vec<String>,
    /// Answer to a later greeting.
    pub hello_again: Vec<String>,
    /// Begins the first answer after a feeling.
    pub opening_feeling: String,
    /// Begins the first answer otherwise.
    pub opening: String,
    /// Says that this is a program.
    pub program: String,
    /// Shows that we listen when nothing new was understood.
    pub listen: Vec<String>,
    /// Asks what happened.
    pub ask_topic: Vec<String>,
    /// Asks how it feels.
    pub ask_feeling: Vec<String>,
    /// Asks whether a step helps.
    pub check: Vec<String>,
    /// Offers a line: `{line}`.
    pub offer: Vec<String>,
    /// A small step that helps with anything.
    pub step: Vec<String>,
    /// Answers thanks.
    pub thanks: Vec<String>,
    /// Answers a goodbye.
    pub goodbye: Vec<String>,
    /// Answers "who are you".
    pub who: Vec<String>,
    /// Answers "is it secret".
    pub secret: Vec<String>,
    /// Answers a yes.
    pub yes: Vec<String>,
    /// Answers a no.
    pub no: Vec<String>,
    /// Asks on after good news.
    pub well: Vec<String>,
}

/// What is said about one topic.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct About {
    /// Shows that it was understood.
    pub heard: String,
    /// One question about it.
    pub ask: String,
    /// Small things to do, the first ones first.
    pub steps: Vec<String>,
}

/// Fixed texts for danger. `{line}`, `{emergency}` and `{silent}` are filled from the helplines.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CrisisTexts {
    /// By kind.
    pub high: HashMap<String, Vec<String>>,
    /// By kind.
    pub imminent: HashMap<String, Vec<String>>,
    /// On the turn after a crisis.
    pub after: Vec<String>,
    /// Added to an ordinary answer a little later.
    pub still: Vec<String>,
    /// When the person says that it was not meant so.
    pub denial: Vec<String>,
}

/// The parts of the crisis block of the API.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Info {
    /// The sentence on top.
    pub message: String,
    /// The first action, with `{number}` and `{terms}`.
    pub call: String,
    /// The first action where only a site is known: `{site}`.
    pub open: String,
    /// The other actions.
    pub actions: Vec<String>,
    /// The word for "free of charge".
    pub free: String,
    /// "Text to", before a number.
    pub text_to: String,
    /// Stands for the emergency number where it is not known.
    pub local_emergency: String,
}

static TEXTS: LazyLock<[Texts; 3]> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "embedded texts, read by every test")]
    [
        include_str!("content/fr.toml"),
        include_str!("content/en.toml"),
        include_str!("content/vi.toml"),
    ]
    .map(|text| toml::from_str(text).expect("the embedded texts are well formed"))
});

/// The texts of one language.
pub fn texts(language: Language) -> &'static Texts {
    let [fr, en, vi] = &*TEXTS;
    match language {
        Language::Fr => fr,
        Language::En => en,
        Language::Vi => vi,
    }
}

#[cfg(test)]
mod tests {
    use super::super::crisis::Kind;
    use super::super::heard::{Feeling, Topic};
    use super::*;

    fn lists(texts: &Texts) -> Vec<(String, Vec<String>)> {
        let talk = &texts.talk;
        let mut all: Vec<(String, Vec<String>)> = [
            ("hello", &talk.hello),
            ("hello_again", &talk.hello_again),
            ("listen", &talk.listen),
            ("ask_topic", &talk.ask_topic),
            ("ask_feeling", &talk.ask_feeling),
            ("check", &talk.check),
            ("offer", &talk.offer),
            ("step", &talk.step),
            ("thanks", &talk.thanks),
            ("goodbye", &talk.goodbye),
            ("who", &talk.who),
            ("secret", &talk.secret),
            ("yes", &talk.yes),
            ("no", &talk.no),
            ("well", &talk.well),
            ("after", &texts.crisis.after),
            ("still", &texts.crisis.still),
            ("denial", &texts.crisis.denial),
            ("actions", &texts.info.actions),
        ]
        .map(|(name, list)| (name.to_owned(), list.clone()))
        .into();
        for map in [&texts.feeling, &texts.crisis.high, &texts.crisis.imminent] {
            all.extend(map.iter().map(|(name, list)| (name.clone(), list.clone())));
        }
        for (name, about) in &texts.topic {
            let mut list = about.steps.clone();
            list.extend([about.heard.clone(), about.ask.clone()]);
            all.push((name.clone(), list));
        }
        all.push((
            "opening".into(),
            vec![
                talk.opening.clone(),
                talk.opening_feeling.clone(),
                talk.program.clone(),
                texts.info.message.clone(),
            ],
        ));
        all
    }

    #[test]
    fn every_language_has_every_feeling_topic_and_kind() {
        for language in Language::ALL {
            let texts = texts(language);
            for feeling in Feeling::ALL {
                assert!(texts.feeling[feeling.name()].len() >= 2, "{language:?} {feeling:?}");
            }
            for topic in Topic::ALL {
                assert!(texts.topic[topic.name()].steps.len() >= 3, "{language:?} {topic:?}");
            }
            for kind in Kind::ALL {
                assert!(texts.crisis.high[kind.name()].len() >= 2, "{language:?} {kind:?}");
                assert!(texts.crisis.imminent[kind.name()].len() >= 2, "{language:?} {kind:?}");
            }
            assert_eq!(texts.feeling.len(), Feeling::ALL.len());
            assert_eq!(texts.topic.len(), Topic::ALL.len());
        }
    }

    #[test]
    fn the_languages_have_the_same_number_of_variants() {
        let counts = |language| {
            let mut counts: Vec<(String, usize)> =
                lists(texts(language)).into_iter().map(|(name, list)| (name, list.len())).collect();
            counts.sort();
            counts
        };
        assert_eq!(counts(Language::Fr), counts(Language::En));
        assert_eq!(counts(Language::Fr), counts(Language::Vi));
    }

    #[test]
    fn no_text_is_empty_too_long_or_twice_in_its_language() {
        for language in Language::ALL {
            let mut seen = std::collections::HashSet::new();
            for (name, list) in lists(texts(language)) {
                for text in list {
                    assert!((10..=600).contains(&text.chars().count()), "{name}: {text}");
                    assert!(seen.insert(text.clone()), "twice: {text}");
                }
            }
        }
    }

    #[test]
    fn numbers_come_from_the_helplines_and_never_stand_in_a_text() {
        for language in Language::ALL {
            for (name, list) in lists(texts(language)) {
                for text in list {
                    let digits = text.chars().filter(char::is_ascii_digit).count();
                    assert!(digits < 3 || name == "opening", "{text}");
                }
            }
        }
    }

    #[test]
    fn nothing_is_promised_asked_or_blamed_that_must_not_be() {
        let forbidden = [
            "je suis humain",
            "je suis une vraie personne",
            "je ne dirai rien",
            "je garde le secret",
            "j'ai prévenu",
            "nous avons prévenu",
            "comment tu t'appelles",
            "quelle école",
            "ton adresse",
            "envoie-moi",
            "c'est ta faute",
            "tu aurais dû",
            "i am human",
            "i won't tell",
            "i promise",
            "i have alerted",
            "we have alerted",
            "what is your name",
            "which school",
            "your address",
            "send me",
            "you should have",
            "mình là người thật",
            "mình hứa",
            "mình sẽ giữ bí mật",
            "đã báo cho",
            "tên bạn là gì",
            "trường nào",
            "địa chỉ của bạn",
            "gửi cho mình",
            "lẽ ra bạn",
            "lorem",
            "todo",
        ];
        for language in Language::ALL {
            for (_, list) in lists(texts(language)) {
                for text in list {
                    let lower = text.to_lowercase();
                    for words in forbidden {
                        assert!(!lower.contains(words), "{words}: {text}");
                    }
                }
            }
        }
    }
}
