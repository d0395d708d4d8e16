//! Draws the conversation as a tree: what is asked, what each answer leads to, how long each text is.

use std::fmt::Write;

use super::super::ask;
use super::super::ask::Ask;
use super::super::crisis::Kind;
use super::super::heard::Topic;
use super::super::state::State;
use super::super::steps::{self, Step};
use super::Texts;

/// The tree of these texts.
pub fn draw(texts: &Texts) -> String {
    let mut tree = String::from("begin\n");
    question(&mut tree, texts, Ask::Emotion, "├─");
    question(&mut tree, texts, Ask::What, "├─");
    for topic in Topic::ALL {
        let Some(about) = texts.topic.get(topic.name()) else { continue };
        line(&mut tree, &format!("├─ {}", topic.name()), &about.heard);
        let mut state = State { topic: Some(*topic), ..State::default() };
        while let Some(ask) = ask::next(&state) {
            question(&mut tree, texts, ask, "│  ├─");
            state.answers.insert(ask, "other".to_owned());
        }
        line(&mut tree, "│  ├─ asks", &about.ask);
        for step in Step::ALL {
            if let Some(open) = steps::find(*step, *topic, texts, &state, None) {
                let speaker = step.speaker(*topic).unwrap_or_default().name();
                line(&mut tree, &format!("│  ├─ {} ({speaker})", step.name()), open.text);
            }
        }
        question(&mut tree, texts, Ask::Next, "│  └─");
    }
    tree.push_str("└─ danger\n");
    for kind in Kind::ALL {
        let count = |map: &super::Named<Vec<String>>| map.get(kind.name()).map_or(0, Vec::len);
        let (high, imminent) = (count(&texts.crisis.high), count(&texts.crisis.imminent));
        let _ = writeln!(tree, "   ├─ {}: high {high}, imminent {imminent}", kind.name());
    }
    tree.push_str(
        "   └─ then: confirmed, done, safe, alone, refuse, secret, denial, after, still\n",
    );
    tree
}

fn question(tree: &mut String, texts: &Texts, ask: Ask, branch: &str) {
    let options = ask.keys().join(", ");
    let _ = match texts.ask.get(ask.name()) {
        Some(text) => writeln!(tree, "{branch} {}? {} [{options}]", ask.name(), start(text)),
        None => writeln!(tree, "{branch} {}? [{options}]", ask.name()),
    };
}

fn line(tree: &mut String, name: &str, text: &str) {
    let _ = writeln!(tree, "{name}: {} ({} characters)", start(text), text.chars().count());
}

/// The first words of a text.
fn start(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    let more = if words.len() > 8 { " …" } else { "" };
    format!("{}{more}", words[..words.len().min(8)].join(" "))
}
