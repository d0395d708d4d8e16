//! The labelled messages under `server/corpus`, and which of them are kept for measuring.

use std::fs;
use std::hash::Hasher;
use std::io;
use std::path::Path;

use app::language::Language;

use super::super::super::words::Fnv;
use super::super::features::SLOTS;
use super::super::{Kind, Level};

/// Raise this when a change of the code alone asks for new weights.
const VERSION: u64 = 2;
/// The lists whose hits the model weighs, and the spellings that every model reads through.
pub(in super::super::super) const LISTS: [&str; 5] = [
    include_str!("../en.toml"),
    include_str!("../fr.toml"),
    include_str!("../vi.toml"),
    include_str!("../concepts.toml"),
    include_str!("../../spelling.toml"),
];

/// One labelled message, or a frame from which messages are made.
#[derive(Clone, Debug)]
pub struct Row {
    /// The language.
    pub language: Language,
    /// How near the danger is.
    pub level: Option<Level>,
    /// As in the corpus: `suicide`, `bullying`, `idiom`, …
    pub kind: String,
    /// The message; a frame holds choices as `{one|other}`.
    pub text: String,
    /// A number from the text alone, by which parts are made.
    pub hash: u64,
}

impl Row {
    /// Whether this is a crisis for the API.
    pub fn is_crisis(&self) -> bool {
        self.level.is_some_and(Level::is_crisis)
    }

    /// What it must be taken for: `crisis`, `concern` or `none`.
    pub fn group(&self) -> &'static str {
        match self.level {
            Some(level) if level.is_crisis() => "crisis",
            Some(_) => "concern",
            None => "none",
        }
    }

    /// The kind of crisis, if it is one.
    pub fn crisis(&self) -> Option<Kind> {
        Kind::parse(&self.kind).filter(|_| self.is_crisis())
    }
}

/// Everything that was written for training.
#[derive(Debug, Default)]
pub struct Corpus {
    /// What the model learns from.
    pub learning: Vec<Row>,
    /// What it never sees: a tenth of the messages, by a hash of their text.
    pub testing: Vec<Row>,
    /// What those wrote who had seen none of it: measured only, as the nearest to what will be met.
    pub outside: Vec<Row>,
    /// Changes with the corpus, the lists and [`VERSION`].
    pub fingerprint: u64,
}

impl Corpus {
    /// Reads the corpus folder.
    pub fn read(folder: &Path) -> io::Result<Corpus> {
        let mut corpus = Corpus::default();
        let mut fingerprint = Fnv::default();
        fingerprint.write_u64(VERSION);
        fingerprint.write_u64(SLOTS as u64);
        LISTS.iter().for_each(|list| fingerprint.write(list.as_bytes()));
        for language in Language::ALL {
            for (name, is_frames) in [("danger", false), ("harmless", false), ("frames", true)] {
                let path = folder.join(language.code()).join(name).with_extension("tsv");
                let text = fs::read_to_string(&path)?;
                fingerprint.write(text.as_bytes());
                for row in rows(language, &path, &text) {
                    let row = row?;
                    let is_test = !is_frames && row.hash % 10 == 0;
                    if is_test { &mut corpus.testing } else { &mut corpus.learning }.push(row);
                }
            }
            let path = folder.join(language.code()).join("outside.tsv");
            let rows =
                rows(language, &path, &fs::read_to_string(&path)?).collect::<Result<Vec<_>, _>>();
            corpus.outside.extend(rows?);
        }
        corpus.fingerprint = fingerprint.finish();
        Ok(corpus)
    }
}

/// The rows of a file, or the place of the first that is none.
fn rows(language: Language, path: &Path, text: &str) -> impl Iterator<Item = io::Result<Row>> {
    text.lines().enumerate().map(move |(number, line)| {
        Row::read(language, line).ok_or_else(|| {
            let place = format!("{}:{}", path.display(), number + 1);
            io::Error::new(io::ErrorKind::InvalidData, place)
        })
    })
}

impl Row {
    fn read(language: Language, line: &str) -> Option<Row> {
        let mut columns = line.split('\t');
        let (level, kind, text) = (columns.next()?, columns.next()?, columns.next()?);
        let level = match level {
            "none" => None,
            level => Some(Level::parse(level)?),
        };
        let mut hash = Fnv::default();
        hash.write(text.as_bytes());
        let hash = hash.finish();
        // FNV's low bits mix badly; the high ones saw every letter.
        let row = Row { language, level, kind: kind.into(), text: text.into(), hash: hash >> 20 };
        let known = !row.is_crisis() || row.crisis().is_some();
        (columns.next().is_none() && !text.is_empty() && known).then_some(row)
    }
}
