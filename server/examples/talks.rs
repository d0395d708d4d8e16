//! Plays the talks of `server/corpus/*/talks.tsv` and prints, message by message, what was answered and
//! what was not understood: `cargo run --release -p server --example talks -- en 12 13` for some of them.

use std::env;
use std::error::Error;
use std::path::Path;

use app::language::Language;
use server::dialogue::talk_study::{OURS, talks};

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let language = arguments.next().and_then(|code| Language::parse(&code)).unwrap_or(Language::En);
    let wanted: Vec<usize> = arguments.filter_map(|number| number.parse().ok()).collect();
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    for (number, talk) in talks(&corpus, language, OURS)?.iter().enumerate() {
        let answers = talk.play();
        let is_wanted = wanted.contains(&(number + 1));
        let mut told = talk.messages.iter().zip(&answers);
        let is_faulty = told.any(|(message, answer)| !message.faults(answer).is_empty());
        if !(is_wanted || wanted.is_empty() && is_faulty) {
            continue;
        }
        println!("\n{} ({:?})", number + 1, talk.user_type);
        for (message, answer) in talk.messages.iter().zip(&answers) {
            let (state, first) = (&answer.state, answer.text.replace('\n', " | "));
            let shown: String = if is_wanted { first } else { first.chars().take(90).collect() };
            println!("> {}", message.text);
            println!(
                "  {:?} {:?}{} | {:?} {:?} watch {} | {}",
                message.topics,
                message.dangers,
                if message.is_now { "!" } else { "" },
                state.topic,
                state.crisis,
                state.watch,
                message.faults(answer).join(" "),
            );
            println!("  {shown}");
        }
    }
    Ok(())
}
