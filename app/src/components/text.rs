//! Lays out what a monster says: paragraphs, and lists where lines are steps.

use leptos::prelude::*;

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
enum Block<'a> {
    /// A paragraph; its line breaks are kept.
    Paragraph(&'a str),
    /// Steps in their order.
    Steps(Vec<&'a str>),
    /// Things side by side.
    Points(Vec<&'a str>),
}

/// The text as HTML; whatever it says, it stays text.
pub(crate) fn laid_out(text: &str) -> Vec<AnyView> {
    let items = |lines: Vec<&str>| -> Vec<AnyView> {
        lines.into_iter().map(|line| view! { <li>{line.to_owned()}</li> }.into_any()).collect()
    };
    let draw = |block| match block {
        Block::Paragraph(text) => view! { <p>{text.to_owned()}</p> }.into_any(),
        Block::Steps(lines) => view! { <ol>{items(lines)}</ol> }.into_any(),
        Block::Points(lines) => view! { <ul>{items(lines)}</ul> }.into_any(),
    };
    blocks(text).into_iter().map(draw).collect()
}

fn blocks(text: &str) -> Vec<Block<'_>> {
    let blocks = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    blocks.map(block).collect()
}

fn block(part: &str) -> Block<'_> {
    let lines = || part.lines().map(str::trim);
    let all = |take: fn(&str) -> Option<&str>| lines().map(take).collect::<Option<Vec<_>>>();
    if let Some(steps) = all(step) {
        Block::Steps(steps)
    } else if let Some(points) = all(point) {
        Block::Points(points)
    } else {
        Block::Paragraph(part)
    }
}

/// What follows `1.` or `1)`.
fn step(line: &str) -> Option<&str> {
    let rest = line.trim_start_matches(|c: char| c.is_ascii_digit());
    let rest = rest.strip_prefix(['.', ')'])?;
    (!line.starts_with(rest) && rest.starts_with(' ')).then(|| rest.trim())
}

/// What follows a dash or a bullet.
fn point(line: &str) -> Option<&str> {
    ["- ", "• ", "– ", "* "].iter().find_map(|mark| line.strip_prefix(mark)).map(str::trim)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_and_lists_are_told_apart() {
        let text = "Hello.\nStill hello.\n\n1. First\n2) Second\n\n- one\n• other\n\n2026 was 1. a year";
        assert_eq!(
            blocks(text),
            [
                Block::Paragraph("Hello.\nStill hello."),
                Block::Steps(vec!["First", "Second"]),
                Block::Points(vec!["one", "other"]),
                Block::Paragraph("2026 was 1. a year"),
            ]
        );
    }

    #[test]
    fn a_number_alone_is_no_list() {
        assert_eq!(blocks("3114"), [Block::Paragraph("3114")]);
        assert_eq!(blocks("."), [Block::Paragraph(".")]);
    }
}
