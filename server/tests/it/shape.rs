//! The arrows of the design: a room names only what stands behind it.

use std::path::{Path, PathBuf};

/// Every source file below `folder`, with its text.
fn sources(folder: &Path) -> Vec<(PathBuf, String)> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            let text = std::fs::read_to_string(&path).unwrap();
            found.push((path, text));
        }
    }
    found
}

fn room(name: &str) -> Vec<(PathBuf, String)> {
    let found = sources(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src").join(name));
    assert!(!found.is_empty());
    found
}

/// No file of these says any of the words, outside its comments.
fn names_none(files: Vec<(PathBuf, String)>, words: &[&str]) {
    for (path, text) in files {
        for line in text.lines().filter(|line| !line.trim_start().starts_with("//")) {
            for word in words {
                assert!(!line.contains(word), "{}: {line}", path.display());
            }
        }
    }
}

#[test]
fn the_service_knows_no_http() {
    names_none(room("service"), &["axum", "hyper", "crate::http", "http::", "StatusCode", "tower"]);
}

#[test]
fn the_service_knows_no_sql() {
    names_none(room("service"), &["sqlx", "SELECT ", "INSERT ", "UPDATE ", "DELETE FROM"]);
}

#[test]
fn the_database_knows_neither_http_nor_use_cases() {
    names_none(room("db"), &["http", "axum", "crate::service", "crate::dialogue"]);
}

#[test]
fn the_dialogue_knows_neither_http_nor_database() {
    names_none(room("dialogue"), &["axum", "crate::http", "sqlx", "crate::db", "crate::service"]);
}

#[test]
fn secrets_and_time_know_nobody() {
    names_none(room("crypto"), &["axum", "crate::http", "crate::db", "crate::service"]);
}

#[test]
fn the_parts_know_neither_http_nor_use_cases_nor_database() {
    for part in ["events", "files", "idp", "features", "model"] {
        names_none(room(part), &["crate::http", "crate::service", "crate::db", "sqlx"]);
    }
}

#[test]
fn http_knows_no_database() {
    names_none(room("http"), &["sqlx", "crate::db", "SELECT "]);
}

#[test]
fn nobody_but_the_start_imports_http() {
    let all = room("").into_iter().filter(|(path, _)| {
        let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
        !inside.starts_with("http") && inside != Path::new("application.rs")
    });
    names_none(all.collect(), &["crate::http", "use server::http"]);
}

#[test]
fn every_source_file_says_what_it_is_for() {
    for (path, text) in room("") {
        assert!(text.starts_with("//! "), "{}", path.display());
    }
}
