//! Measures crisis detection, and how well it is understood what is told and asked, on the test parts
//! of `server/corpus` and on a folder of labelled rows.

use std::collections::BTreeMap;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::time::Instant;
use std::{env, fs};

use app::language::Language;
use serde::Deserialize;
use server::dialogue::study::{Corpus, Judgement, Row, Table, judge};
use server::dialogue::talk_study::{OURS, OUTSIDE, measure, openings, talks};
use server::dialogue::{Kind, gist, gist_study, hear};

/// One labelled row of a file.
#[derive(Deserialize)]
struct Line {
    #[serde(default)]
    id: String,
    lang: String,
    text: String,
    label: String,
    subtype: String,
}

fn main() -> Result<(), Box<dyn Error>> {
    let server = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = env::args().nth(1).map_or_else(|| server.join("../../shared/eval"), PathBuf::from);
    let corpus = Corpus::read(&server.join("corpus"))?;
    own(&corpus);
    outside(&corpus);
    println!(
        "Alarms in % in a talk, by others: by itself, first, after a greeting, after a harmless one"
    );
    for group in ["crisis", "concern", "none"] {
        for language in Language::ALL {
            let opening = openings(&corpus.outside, language, group);
            println!("{group:<8}{} {opening}", language.code());
        }
    }
    println!();
    let (lines, _) = gist_study::lines(&server.join("corpus"))?;
    let testing: Vec<_> = lines.iter().filter(|line| line.is_test).collect();
    println!("What is told and asked, on our test part\n{}", gist_study::measure(gist(), &testing));
    let outside = gist_study::outside(&server.join("corpus"))?;
    let outside: Vec<_> = outside.iter().collect();
    println!("The same, by others\n{}", gist_study::measure(gist(), &outside));
    for (name, title) in [(OURS, "Whole talks"), (OUTSIDE, "Whole talks, by others")] {
        for language in Language::ALL {
            let talks = talks(&server.join("corpus"), language, name)?;
            println!("{title}, {}: {} in %\n{}", language.code(), talks.len(), measure(&talks));
        }
    }
    let Ok(files) = fs::read_dir(&folder) else {
        println!("No folder {}, so nothing more is measured.", folder.display());
        return Ok(());
    };
    let mut files: Vec<PathBuf> = files.flatten().map(|file| file.path()).collect();
    files.retain(|file| file.extension().is_some_and(|end| end == "jsonl"));
    files.sort();
    for file in files {
        public(&file)?;
    }
    Ok(())
}

/// Our own test part: by level, language and kind, and how often the kind is told right.
fn own(corpus: &Corpus) {
    let (mut table, mut kinds) = (Table::default(), BTreeMap::<(&str, &str), usize>::new());
    for row in &corpus.testing {
        let judgement = judge(&row.text);
        count(&mut table, row, &judgement);
        if let (Some(meant), Some(heard)) = (row.crisis(), judgement.both)
            && heard.level.is_crisis()
        {
            *kinds.entry((meant.name(), heard.kind.name())).or_default() += 1;
        }
    }
    println!("Own test part\n{table}\nKinds of alarms: meant down, heard across");
    let names = Kind::ALL.map(Kind::name);
    print!("{:<12}", "");
    names.iter().for_each(|name| print!("{name:>11}"));
    for meant in names {
        print!("\n{meant:<12}");
        names.iter().for_each(|heard| print!("{:>11}", kinds.get(&(meant, heard)).unwrap_or(&0)));
    }
    println!("\n\n{}\n", speed(corpus));
}

/// Counts a row by language and by kind.
fn count(table: &mut Table, row: &Row, judgement: &Judgement) {
    table.count(&format!("{} {}", row.group(), row.language.code()), judgement);
    table.count(&format!("{} ({})", row.group(), row.kind), judgement);
}

/// What others wrote who saw none of our lines.
fn outside(corpus: &Corpus) {
    let mut table = Table::default();
    for row in &corpus.outside {
        let judgement = judge(&row.text);
        count(&mut table, row, &judgement);
    }
    println!("By writers who saw none of our lines\n{table}");
}

/// How long it takes to hear a message, and one of 500 characters.
fn speed(corpus: &Corpus) -> String {
    let short: Vec<String> = corpus.testing.iter().map(|row| row.text.clone()).collect();
    let of_500 = |texts: &[String]| texts.join(". ").chars().take(500).collect();
    let long: Vec<String> = short.chunks(20).map(of_500).collect();
    let took = |texts: &[String]| {
        let begun = Instant::now();
        texts.iter().for_each(|text| drop(hear(text)));
        begun.elapsed().as_secs_f64() * 1e6 / texts.len() as f64
    };
    format!(
        "Hearing everything takes {:.0} µs a message, {:.0} µs for 500 characters.",
        took(&short),
        took(&long)
    )
}

/// One public file: by label and language, and by subtype where `DETAIL` is set. With `SHOW` the
/// ids of the rows that were judged wrongly are listed, never their text.
fn public(file: &Path) -> Result<(), Box<dyn Error>> {
    let (mut table, mut wrong) = (Table::default(), Vec::new());
    for line in fs::read_to_string(file)?.lines() {
        let line: Line = serde_json::from_str(line)?;
        let judgement = judge(&line.text);
        table.count(&format!("{} {}", line.label, line.lang), &judgement);
        if env::var_os("DETAIL").is_some() {
            let subtype: String = line.subtype.chars().take(36).collect();
            table.count(&format!("{} {} · {subtype}", line.label, line.lang), &judgement);
        }
        let alarm = judgement.both.is_some_and(|crisis| crisis.level.is_crisis());
        if alarm != (line.label == "crisis") {
            wrong.push(line.id);
        }
    }
    println!("{}\n{table}", file.file_name().unwrap_or_default().display());
    if env::var_os("SHOW").is_some() {
        println!("wrong: {}\n", wrong.join(" "));
    }
    Ok(())
}
