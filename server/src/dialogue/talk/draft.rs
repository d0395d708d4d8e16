//! An answer being put together from its parts, kept short enough for a phone.

use super::super::content::check::LONGEST;

/// The parts of an answer. What matters least is left out first when it gets too long.
#[derive(Debug, Default)]
pub(super) struct Draft {
    /// Thanks for the first message.
    pub opening: String,
    /// Shows what was understood.
    pub seen: String,
    /// Says that this is a program.
    pub program: String,
    /// Who takes over presents itself.
    pub hello: String,
    /// Whether it does so with the question, else with the step.
    pub is_asking: bool,
    /// One thing to do.
    pub step: String,
    /// One question.
    pub question: String,
    /// Whether options answer the question, so that it cannot be left out.
    pub has_options: bool,
}

impl Draft {
    /// The text, its parts in paragraphs.
    pub(super) fn text(mut self) -> String {
        for least in 0..5 {
            let text = self.joined();
            if text.chars().count() <= LONGEST {
                return text;
            }
            match least {
                0 => self.opening.clear(),
                1 => self.program.clear(),
                2 => self.hello.clear(),
                3 if !self.has_options => self.question.clear(),
                _ => self.seen.clear(),
            }
        }
        self.joined()
    }

    fn joined(&self) -> String {
        let seen = joined(" ", &[&self.opening, &self.seen, &self.program]);
        let nothing = String::new();
        let (with_step, with_question) =
            if self.is_asking { (&nothing, &self.hello) } else { (&self.hello, &nothing) };
        let step = joined(" ", &[with_step, &self.step]);
        let question = joined(" ", &[with_question, &self.question]);
        joined("\n\n", &[&seen, &step, &question])
    }

    /// What must not be lost if the rest is said in other words: the question, and a step that
    /// names a line or stands alone.
    pub(super) fn closing(&self, names_a_line: bool) -> String {
        match (names_a_line, self.question.is_empty()) {
            (true, _) => joined("\n\n", &[&self.step, &self.question]),
            (false, true) => self.step.clone(),
            (false, false) => self.question.clone(),
        }
    }
}

fn joined(between: &str, parts: &[&String]) -> String {
    let parts = parts.iter().filter(|part| !part.is_empty()).map(|part| part.as_str());
    parts.collect::<Vec<_>>().join(between)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_become_paragraphs_and_empty_ones_leave_no_gap() {
        let draft = Draft { seen: "A.".into(), question: "B?".into(), ..Draft::default() };
        assert_eq!(draft.text(), "A.\n\nB?");
    }

    #[test]
    fn what_matters_least_is_left_out_of_a_long_answer() {
        let long = |letter: &str| letter.repeat(250);
        let draft = Draft {
            opening: long("a"),
            seen: long("b"),
            step: long("c"),
            question: "d?".into(),
            ..Draft::default()
        };
        let text = draft.text();
        assert!(!text.contains('a') && text.contains('b') && text.contains('c'), "{text}");
        assert!(text.ends_with("d?"));
    }
}
