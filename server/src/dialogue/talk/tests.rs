//! Walks through whole conversations.

use std::sync::{Arc, LazyLock};

use super::super::heard::hear;
use super::*;

static CARE: LazyLock<Arc<Care>> = LazyLock::new(Care::ours);

/// A time at which every line is open.
pub const NOON: DateTime<Utc> = DateTime::from_timestamp(1_795_003_200, 0).unwrap();

/// What is said to the young in a language.
pub fn texts(language: Language) -> &'static Texts {
    CARE.texts(language, Reader::Teen)
}

/// What is said to a parent.
pub fn parent_texts(language: Language) -> &'static Texts {
    CARE.texts(language, Reader::Parent)
}

/// What is said to an adult at school.
pub fn school_texts(language: Language) -> &'static Texts {
    CARE.texts(language, Reader::School)
}

/// Somebody of whom nothing is known but the language and perhaps the country.
pub fn person(language: Language, country: Option<&str>) -> Person<'_> {
    let audience = Audience { user_type: UserType::Teenager, age_class: None, chosen: None };
    Person { language, country, audience, now: NOON }
}

pub struct Walk {
    pub person: Person<'static>,
    pub state: State,
}

impl Walk {
    pub fn new(language: Language) -> Self {
        Walk { person: person(language, None), state: State::default() }
    }

    pub fn say(&mut self, text: &str) -> Answer {
        self.turn(&Said::Text(&hear(text)))
    }

    pub fn turn(&mut self, said: &Said) -> Answer {
        // The state goes through its stored form, as it does between two requests.
        let stored = serde_json::to_string(&self.state).unwrap();
        let state: State = serde_json::from_str(&stored).unwrap();
        let answer = CARE.answer(said, &state, &self.person);
        assert!(
            answer.text.chars().count() <= 600,
            "{} {}",
            answer.text.chars().count(),
            answer.text
        );
        assert!(!answer.text.contains(['{', '}']), "{}", answer.text);
        assert!(answer.text.chars().count() > 20, "{}", answer.text);
        self.state = answer.state.clone();
        answer
    }
}

/// The beginning of a text, up to the first place to be filled in.
pub fn beginning(text: &str) -> &str {
    text.split(['{', '\n']).next().unwrap_or_default()
}

/// Says all of it and gives the last answer.
pub fn last(walk: &mut Walk, said: &[&str]) -> Answer {
    let answers: Vec<Answer> = said.iter().map(|text| walk.say(text)).collect();
    answers.into_iter().next_back().unwrap()
}

/// How many questions are asked; one that stands in quotes is a sentence to say to others.
pub fn questions(text: &str) -> usize {
    let mut quoted = false;
    let mut count = 0;
    for c in text.chars() {
        quoted = match c {
            '“' | '«' => true,
            '”' | '»' => false,
            '"' => !quoted,
            _ => quoted,
        };
        count += usize::from(c == '?' && !quoted);
    }
    count
}

#[test]
fn the_documented_first_message_is_answered_as_documented() {
    let answer = Walk::new(Language::Vi).say("Tôi cảm thấy buồn");
    let beginning = "Cảm ơn bạn đã chia sẻ. Mình hiểu bạn đang cảm thấy như vậy";
    assert!(answer.text.starts_with(beginning), "{}", answer.text);
    assert!(answer.text.chars().count() > 150);
    assert_eq!(answer.level, None);
}

#[test]
fn the_documented_crisis_message_is_answered_as_documented() {
    let answer = Walk::new(Language::Vi).say("Tôi muốn tự tử");
    assert!(answer.text.starts_with("Mình thấy bạn đang trải qua giai đoạn rất khó khăn"));
    assert!(answer.text.contains("111"));
    assert!(answer.level.is_some_and(Level::is_crisis));
}

#[test]
fn the_first_turn_says_that_it_is_a_program_and_later_ones_do_not() {
    for (language, texts, word) in [
        (Language::Fr, ["Bonjour", "je me sens triste", "on se moque de moi"], "programme"),
        (Language::En, ["hi", "i feel sad", "they make fun of me"], "program"),
        (Language::Vi, ["chào bạn", "mình buồn quá", "các bạn chê mình béo"], "chương trình"),
    ] {
        let mut walk = Walk::new(language);
        assert!(walk.say(texts[0]).text.contains(word));
        assert!(!walk.say(texts[1]).text.contains(word));
        assert!(!walk.say(texts[2]).text.contains(word));
        let direct = Walk::new(language).say(texts[2]).text;
        assert!(direct.contains(word), "{direct}");
    }
}

#[test]
fn an_answer_is_in_the_language_of_the_message_else_of_the_one_before_else_of_the_session() {
    let mut walk = Walk::new(Language::Vi);
    assert_eq!(walk.say("123").language, Language::Vi);
    assert_eq!(walk.say("je suis trop triste en ce moment").language, Language::Fr);
    assert_eq!(walk.say("123").language, Language::Fr);
    assert_eq!(walk.say("ok thanks").language, Language::Fr);
    assert_eq!(walk.say("i would rather write in english").language, Language::En);
}

#[test]
fn no_text_comes_twice_in_six_turns() {
    for (language, start) in [
        (Language::Fr, "on m'insulte tous les jours en ligne"),
        (Language::En, "someone made a fake account of me"),
        (Language::Vi, "các bạn nói xấu mình trên mạng"),
    ] {
        let mut walk = Walk::new(language);
        let mut said: Vec<String> = vec![walk.say(start).text];
        for _ in 0..6 {
            let text = walk.say("...").text;
            let next = &super::tests::texts(language).ask["next"];
            for sentence in text.replace(next, "").split(['.', '?', '!', '…']).map(str::trim) {
                let known = said.iter().any(|known| known.contains(sentence));
                assert!(sentence.chars().count() < 20 || !known, "twice: {sentence}");
            }
            said.push(text);
        }
    }
}

#[test]
fn at_most_one_question_is_asked_at_a_time() {
    for (language, texts) in [
        (Language::Fr, ["bonjour", "j'ai peur", "mon compte a été piraté", "oui", "non", "merci"]),
        (Language::En, ["hello", "im scared", "my account was hacked", "yes", "no", "thanks"]),
        (Language::Vi, ["chào", "mình sợ", "mình bị hack nick", "ừ", "không", "cảm ơn"]),
    ] {
        let mut walk = Walk::new(language);
        for text in texts {
            let answer = walk.say(text).text;
            assert!(questions(&answer) <= 1, "{answer}");
        }
    }
}

#[test]
fn a_known_topic_is_not_asked_again_and_gets_concrete_steps() {
    for (language, start, topic) in [
        (Language::Fr, "quelqu'un a fait un faux compte avec mes photos", "fake"),
        (Language::En, "somebody made a fake account with my photos", "fake"),
        (Language::Vi, "có người lập nick giả tên mình", "fake"),
    ] {
        let mut walk = Walk::new(language);
        walk.say(start);
        let content = texts(language);
        let later: String = (0..9).map(|_| walk.say("...").text).collect();
        for question in &content.talk.ask_topic {
            assert!(!later.contains(question), "{later}");
        }
        for step in content.topic[topic].step.values() {
            assert!(later.contains(step), "{step}: {later}");
        }
    }
}

#[test]
fn a_place_named_in_passing_does_not_replace_the_topic() {
    let mut walk = Walk::new(Language::Fr);
    walk.say("on m'a fait du chantage avec un compte");
    walk.say("c'est quelqu'un de mon collège");
    assert_eq!(walk.state.topic, Some(Topic::Blackmail));
}

#[test]
fn two_turns_of_danger_never_get_the_same_text() {
    for (language, text) in [
        (Language::Fr, "je veux me suicider"),
        (Language::En, "i want to kill myself"),
        (Language::Vi, "mình muốn tự tử"),
    ] {
        let mut walk = Walk::new(language);
        let answers: Vec<String> = (0..4).map(|_| walk.say(text).text).collect();
        assert!(answers.windows(2).all(|pair| pair[0] != pair[1]), "{answers:?}");
    }
}

#[test]
fn one_harmless_turn_does_not_end_a_danger() {
    for (language, texts) in [
        (
            Language::Fr,
            ["j'ai envie de me tuer", "j'aime bien les chats", "...", "hier j'ai mangé"],
        ),
        (Language::En, ["i want to kill myself", "i like cats", "...", "i ate pizza"]),
        (Language::Vi, ["mình muốn tự tử", "mình thích mèo", "...", "mình ăn phở"]),
    ] {
        let content = &super::tests::texts(language).crisis;
        let mut walk = Walk::new(language);
        walk.say(texts[0]);
        // What belongs to this danger is said on, whatever was written.
        for said in [1, 2, 2] {
            let next = walk.say(texts[said]);
            let all = content.high["suicide"].iter().chain(&content.after);
            let starts =
                |text: &String| next.text.starts_with(&text.chars().take(20).collect::<String>());
            assert!(all.into_iter().any(starts), "{}", next.text);
            assert_eq!(next.monster, Monster::Vigie);
        }
        let free = walk.say(texts[3]).text;
        assert!(!content.still.iter().any(|asked| free.contains(asked)), "{free}");
    }
}

#[test]
fn a_denial_is_believed_with_the_lines_in_reach() {
    for (language, danger, denial, number) in [
        (Language::Fr, "je veux mourir", "c'est pas ce que je voulais dire", "3114"),
        (Language::En, "i want to die", "that's not what I meant", "0800 1111"),
        (Language::Vi, "mình muốn chết", "ý mình không phải vậy", "111"),
    ] {
        let mut walk = Walk::new(language);
        assert!(walk.say(danger).level.is_some_and(Level::is_crisis), "{danger}");
        let answer = walk.say(denial);
        assert_eq!(answer.level, None);
        let start: String = texts(language).crisis.denial[0].chars().take(15).collect();
        assert!(answer.text.starts_with(&start), "{}", answer.text);
        assert!(answer.text.contains(number), "{}", answer.text);
    }
}

#[test]
fn every_danger_text_fits_in_every_country_and_language() {
    let mut all: Vec<Option<&'static str>> = CARE.countries().into_iter().map(Some).collect();
    all.extend([None, Some("ES"), Some("JP")]);
    for language in Language::ALL {
        for country in all.iter().copied() {
            for kind in super::super::crisis::Kind::ALL {
                for level in [Level::High, Level::Imminent] {
                    let heard = Heard { crisis: Some(Crisis { level, kind }), ..Heard::default() };
                    let mut state = State::default();
                    for _ in 0..3 {
                        let person = person(language, country);
                        let answer = CARE.answer(&Said::Text(&heard), &state, &person);
                        let length = answer.text.chars().count();
                        assert!(length <= 600, "{length} {country:?} {}", answer.text);
                        assert!(!answer.text.contains('{'), "{}", answer.text);
                        if matches!(country, Some("BE" | "ES")) {
                            assert!(!answer.text.contains("3018"), "{}", answer.text);
                        }
                        state = answer.state;
                    }
                }
            }
        }
    }
}

#[test]
fn the_emergency_number_comes_first_when_it_is_imminent() {
    for (country, number) in [("FR", "15"), ("VN", "115"), ("US", "911"), ("DE", "112")] {
        for language in Language::ALL {
            let crisis =
                Crisis { level: Level::Imminent, kind: super::super::crisis::Kind::Suicide };
            let heard = Heard { crisis: Some(crisis), ..Heard::default() };
            let person = person(language, Some(country));
            let text = CARE.answer(&Said::Text(&heard), &State::default(), &person).text;
            let first = text.find(|c: char| c.is_ascii_digit()).unwrap();
            assert!(text[first..].starts_with(number), "{text}");
        }
    }
}

#[test]
fn a_message_that_asks_whom_to_tell_is_offered_a_line() {
    for (language, text, number) in [
        (Language::Fr, "on peut le dire à qui", "3018"),
        (Language::En, "i need help with this", "988"),
        (Language::Vi, "mình không biết nói với ai", "111"),
    ] {
        let mut walk = Walk::new(language);
        walk.say("...");
        let answer = walk.say(text).text;
        assert!(answer.contains(number), "{answer}");
    }
}

#[test]
fn being_kicked_out_of_a_group_is_exclusion_and_no_violence() {
    let mut walk = Walk::new(Language::En);
    walk.say("my friends ignore me and kicked me from the group chat");
    assert_eq!(walk.state.topic, Some(Topic::Exclusion));
}
