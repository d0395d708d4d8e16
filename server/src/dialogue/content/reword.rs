//! Words the parent's texts anew for an adult at school: about a pupil, and what a school can do.

use serde::Deserialize;
use toml::{Table, Value};

use super::layers::lay;

/// What stands beside the texts in the school's file.
#[derive(Debug, Default, Deserialize)]
struct Rewording {
    /// In the parent's texts the first of each pair stands for the second, in this order.
    #[serde(default)]
    instead: Vec<(String, String)>,
    /// What stands in every topic.
    #[serde(default)]
    everywhere: Table,
}

/// Lays the parent's texts, reworded, and then the school's own over `whole`.
pub fn for_school(whole: &mut Table, parent: &Table, school: &Table) -> Result<(), String> {
    let mut own = school.clone();
    let mut taken = Table::new();
    for name in ["instead", "everywhere"] {
        taken.extend(own.remove(name).map(|value| (name.to_owned(), value)));
    }
    let rewording = Rewording::deserialize(Value::Table(taken));
    let rewording = rewording.map_err(|error| error.message().to_owned())?;
    let mut parent = Value::Table(parent.clone());
    reword(&mut parent, &rewording.instead);
    if let Value::Table(parent) = parent {
        lay(whole, parent);
    }
    let topics = whole.get_mut("topic").and_then(Value::as_table_mut);
    for topic in topics.into_iter().flatten().filter_map(|(_, topic)| topic.as_table_mut()) {
        // What is tried and what calms is for those who live together.
        if let Some(steps) = topic.get_mut("step").and_then(Value::as_table_mut) {
            steps.remove("try");
            steps.remove("calm");
        }
        lay(topic, rewording.everywhere.clone());
    }
    lay(whole, own);
    Ok(())
}

/// Replaces words in every text of a value.
fn reword(value: &mut Value, instead: &[(String, String)]) {
    match value {
        Value::String(text) => {
            for (from, to) in instead {
                *text = replaced(text, from, to);
                *text = replaced(text, &capital(from), &capital(to));
            }
        }
        Value::Array(list) => list.iter_mut().for_each(|value| reword(value, instead)),
        Value::Table(table) => table.iter_mut().for_each(|(_, value)| reword(value, instead)),
        _ => {}
    }
}

/// The text with `to` wherever `from` stands as whole words.
fn replaced(text: &str, from: &str, to: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(place) = rest.find(from) {
        let (before, after) = (&rest[..place], &rest[place + from.len()..]);
        let is_inside = before.ends_with(char::is_alphanumeric)
            || before.is_empty() && out.ends_with(char::is_alphanumeric)
            || after.starts_with(char::is_alphanumeric);
        out.push_str(before);
        out.push_str(if is_inside { from } else { to });
        rest = after;
    }
    out + rest
}

fn capital(words: &str) -> String {
    let mut letters = words.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(letters).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_whole_words_are_replaced_and_capitals_stay() {
        let instead = [("con".to_owned(), "em".to_owned())];
        let mut value = Value::String("Con còn nhỏ, con contact".to_owned());
        reword(&mut value, &instead);
        assert_eq!(value.as_str(), Some("Em còn nhỏ, em contact"));
    }

    #[test]
    fn the_school_s_own_words_lie_over_the_parent_s_reworded() {
        let parent = "[topic.a]\nheard = 'Your child.'\n[topic.a.step]\nnow = 'x'\ntry = 'y'";
        let school = "instead = [['your child', 'the pupil']]\n[everywhere.step]\nnow = 'z'";
        let mut whole = Table::new();
        for_school(&mut whole, &parent.parse().unwrap(), &school.parse().unwrap()).unwrap();
        let expected = "[topic.a]\nheard = 'The pupil.'\n[topic.a.step]\nnow = 'z'";
        assert_eq!(whole, expected.parse().unwrap());
    }
}
