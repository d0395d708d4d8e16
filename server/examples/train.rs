//! Learns the weights of crisis detection, of what a message is about, and of whole talks, from
//! `server/corpus`, and writes them into the source. With `crisis`, `gist` or `thread` as an argument it
//! learns that alone.

use std::error::Error;
use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use app::language::Language;
use server::dialogue::study::{Corpus, Table, Tuning, judge_with, learn};
use server::dialogue::talk_study::{OURS, OUTSIDE, talks};
use server::dialogue::{gist_study, thread_study};

fn main() -> Result<(), Box<dyn Error>> {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
    let which = env::args().nth(1);
    let wants = |name| which.as_deref().is_none_or(|which| which == name);
    if wants("gist") {
        gist(server)?;
    }
    if wants("crisis") {
        crisis(server)?;
    }
    if wants("thread") {
        thread(server)?;
    }
    Ok(())
}

/// What whole talks are about. It reads what the other two hear, as they are in this build.
fn thread(server: &Path) -> Result<(), Box<dyn Error>> {
    let lessons = thread_study::Lessons::read(&server.join("corpus"))?;
    let begun = Instant::now();
    let learnt = thread_study::learn(&lessons);
    for name in [OURS, OUTSIDE] {
        for language in Language::ALL {
            let talks = talks(&server.join("corpus"), language, name)?;
            println!("{name} {}\n{}", language.code(), thread_study::measure(&learnt, &talks));
        }
    }
    let weights = learnt.write();
    fs::write(server.join("src/dialogue/thread/weights.bin"), &weights)?;
    let seconds = begun.elapsed().as_secs_f32();
    println!("whole talks learnt in {seconds:.0} s, {} bytes of weights", weights.len());
    Ok(())
}

/// What a message is about and wants.
fn gist(server: &Path) -> Result<(), Box<dyn Error>> {
    let (lines, fingerprint) = gist_study::lines(&server.join("corpus"))?;
    let (testing, learning): (Vec<_>, Vec<_>) = lines.iter().partition(|line| line.is_test);
    let gist = gist_study::learn(&learning, fingerprint);
    let weights = gist.write();
    fs::write(server.join("src/dialogue/gist/weights.bin"), &weights)?;
    println!(
        "{} lines on what is told and asked learnt, {} bytes of weights; on {} never seen:\n\n{}",
        learning.len(),
        weights.len(),
        testing.len(),
        gist_study::measure(&gist, &testing)
    );
    Ok(())
}

fn crisis(server: &Path) -> Result<(), Box<dyn Error>> {
    let corpus = Corpus::read(&server.join("corpus"))?;
    let begun = Instant::now();
    let model = learn(&corpus.learning, corpus.fingerprint, &Tuning::default());
    let weights = model.write();
    fs::write(server.join("src/dialogue/crisis/weights.bin"), &weights)?;
    println!(
        "{} rows learnt in {:.0} s, {} bytes of weights; on {} rows never seen:\n",
        corpus.learning.len(),
        begun.elapsed().as_secs_f32(),
        weights.len(),
        corpus.testing.len()
    );
    let mut table = Table::default();
    for row in &corpus.testing {
        let judgement = judge_with(&model, &row.text);
        table.count(&format!("{} {}", row.group(), row.language.code()), &judgement);
        table.count(&format!("{} ({})", row.group(), row.kind), &judgement);
    }
    println!("{table}");
    Ok(())
}
