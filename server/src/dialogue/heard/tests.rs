//! Messages as young people and parents write them, with what must and must not be heard in each.

use super::hear;

/// Everything heard in a message, by the names of the lists.
fn names(text: &str) -> Vec<String> {
    let heard = hear(text);
    let signals = heard.signals.iter().map(|signal| signal.name().to_owned());
    let topics = heard.topics.iter().map(|topic| format!("topic.{}", topic.name()));
    let feelings = heard.feelings.iter().map(|feeling| format!("feeling.{}", feeling.name()));
    let replies = heard.replies.iter().map(|reply| format!("{}.{}", reply.ask.name(), reply.key));
    let age = heard.age.iter().map(|age| format!("age.{}", age.name()));
    signals.chain(topics).chain(feelings).chain(replies).chain(age).collect()
}

/// Checks a table whose lines are `message | must hear | must not hear`; `#` begins a remark.
fn check(table: &str) {
    let mut wrong = Vec::new();
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
        let mut cells = line.split('|').map(str::trim);
        let mut cell = || cells.next().unwrap_or_default();
        let (message, must, must_not) = (cell(), cell(), cell());
        let heard = names(message);
        let hears = |name: &str| heard.iter().any(|heard| heard == name);
        let missing = must.split_whitespace().filter(|name| !hears(name));
        let extra = must_not.split_whitespace().filter(|name| hears(name));
        wrong.extend(missing.map(|name| format!("{message}: not {name} but {heard:?}")));
        wrong.extend(extra.map(|name| format!("{message}: {name}")));
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn what_is_said_in_english_is_heard() {
    check(include_str!("tests/en.txt"));
}

#[test]
fn what_is_said_in_french_is_heard() {
    check(include_str!("tests/fr.txt"));
}

#[test]
fn what_is_said_in_vietnamese_is_heard() {
    check(include_str!("tests/vi.txt"));
}
