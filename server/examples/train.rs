//! Learns the weights of crisis detection from `server/corpus` and writes them into the source.

use std::error::Error;
use std::fs;
use std::path::Path;
use std::time::Instant;

use server::dialogue::study::{Corpus, Table, Tuning, judge_with, learn};

fn main() -> Result<(), Box<dyn Error>> {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
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
        let language = row.language.code();
        let level = if row.is_crisis() { "crisis" } else { row.level.map_or("none", |l| l.name()) };
        table.count(&format!("{level} {language}"), &judgement);
        table.count(&format!("{level} ({})", row.kind), &judgement);
    }
    println!("{table}");
    Ok(())
}
