//! Reads the texts: one file lies over another, those for a reader over those for all, an operator's
//! over ours.

use std::path::Path;

use app::language::Language;
use serde::Deserialize;
use toml::{Table, Value};

use super::super::reader::Reader;
use super::{Texts, reword};

/// The files of a language; the last four are for one reader each.
pub const FILES: [&str; 8] =
    ["talk", "topics", "platforms", "crisis", "parent", "cycle3", "lycee", "school"];

macro_rules! ours {
    ($language:literal) => {
        [
            include_str!(concat!($language, "/talk.toml")),
            include_str!(concat!($language, "/topics.toml")),
            include_str!(concat!($language, "/platforms.toml")),
            include_str!(concat!($language, "/crisis.toml")),
            include_str!(concat!($language, "/parent.toml")),
            include_str!(concat!($language, "/cycle3.toml")),
            include_str!(concat!($language, "/lycee.toml")),
            include_str!(concat!($language, "/school.toml")),
        ]
    };
}

const fn ours(language: Language) -> [&'static str; 8] {
    match language {
        Language::Fr => ours!("fr"),
        Language::En => ours!("en"),
        Language::Vi => ours!("vi"),
    }
}

/// The texts of a language for every reader, in the order of [`Reader::ALL`]; else what is wrong
/// with the operator's files in `dir`, a line each.
pub fn read(language: Language, dir: Option<&Path>) -> Result<Vec<Texts>, Vec<String>> {
    let mut problems = Vec::new();
    let mut tables: Vec<Table> = Vec::new();
    for (name, text) in FILES.into_iter().zip(ours(language)) {
        let mut table = text.parse().unwrap_or_default();
        if let Some(dir) = dir {
            let path = dir.join(language.code()).join(name).with_extension("toml");
            match over(&path) {
                Ok(theirs) => lay(&mut table, theirs),
                Err(problem) => problems.push(format!("{}: {problem}", path.display())),
            }
        }
        tables.push(table);
    }
    let mut base = Table::new();
    tables.iter().take(4).for_each(|table| lay(&mut base, table.clone()));
    let mut texts = Vec::new();
    for reader in Reader::ALL {
        let mut whole = base.clone();
        let file = |name| FILES.iter().position(|file| *file == name).map(|file| &tables[file]);
        let laid = match (reader, file(reader.name()), file(Reader::Parent.name())) {
            (Reader::School, Some(school), Some(parent)) => {
                reword::for_school(&mut whole, parent, school)
            }
            (_, own, _) => {
                own.into_iter().for_each(|own| lay(&mut whole, own.clone()));
                Ok(())
            }
        };
        match laid.and_then(|()| shape(whole)) {
            Ok(one) => texts.push(one),
            Err(problem) => {
                let name = reader.name();
                problems.push(format!("{} ({name}): {problem}", language.code()));
            }
        }
    }
    if problems.is_empty() { Ok(texts) } else { Err(problems) }
}

/// An operator's file; nothing where there is none.
fn over(path: &Path) -> Result<Table, String> {
    match std::fs::read_to_string(path) {
        Ok(text) => text.parse().map_err(|error: toml::de::Error| error.to_string()),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(Table::new()),
        Err(error) => Err(error.to_string()),
    }
}

/// Lays one table over another: tables are joined, all else is replaced.
pub fn lay(under: &mut Table, over: Table) {
    for (key, value) in over {
        match (under.get_mut(&key), value) {
            (Some(Value::Table(under)), Value::Table(over)) => lay(under, over),
            (_, value) => {
                under.insert(key, value);
            }
        }
    }
}

fn shape(whole: Table) -> Result<Texts, String> {
    let mut track = serde_path_to_error::Track::new();
    let read = serde_path_to_error::Deserializer::new(Value::Table(whole), &mut track);
    let read = Texts::deserialize(read);
    read.map_err(|error| format!("{}: {}", track.path(), error.message()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_lies_over_replaces_texts_and_leaves_the_others() {
        let mut under: Table = "[a]\nx = 'one'\ny = ['p', 'q']\n[b]\nz = 'two'".parse().unwrap();
        lay(&mut under, "[a]\ny = ['r']\n".parse().unwrap());
        let expected: Table = "[a]\nx = 'one'\ny = ['r']\n[b]\nz = 'two'".parse().unwrap();
        assert_eq!(under, expected);
    }

    #[test]
    fn a_file_that_does_not_fit_is_named_with_the_place() {
        let dir = tempfile::tempdir().unwrap();
        std::fs::create_dir(dir.path().join("fr")).unwrap();
        std::fs::write(dir.path().join("fr/talk.toml"), "[talk]\nbegin = 3").unwrap();
        std::fs::write(dir.path().join("fr/crisis.toml"), "[crisis").unwrap();
        let problems = read(Language::Fr, Some(dir.path())).unwrap_err();
        assert!(problems.iter().any(|line| line.contains("crisis.toml")), "{problems:?}");
        assert!(problems.iter().any(|line| line.contains("talk.begin")), "{problems:?}");
    }
}
