//! Learns the weights of crisis detection, and of what a message is about, from `server/corpus` and
//! writes them into the source. With `gist` or `crisis` as an argument it learns one of the two.

use std::error::Error;
use std::path::Path;
use std::time::Instant;
use std::{env, fs};

use server::dialogue::gist_study;
use server::dialogue::study::{Corpus, Table, Tuning, judge_with, learn};

fn main() -> Result<(), Box<dyn Error>> {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
    let which = env::args().nth(1);
    if which.as_deref() != Some("crisis") {
        gist(server)?;
    }
    if which.as_deref() != Some("gist") {
        crisis(server)?;
    }
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
