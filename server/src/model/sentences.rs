//! Cuts a text that is still being written into sentences, each as soon as it is whole.

/// The part of a text that is not a whole sentence yet.
#[derive(Debug, Default)]
pub struct Sentences {
    waiting: String,
}

impl Sentences {
    /// Takes what was written next.
    pub fn push(&mut self, text: &str) {
        self.waiting.push_str(text);
    }

    /// The next whole sentence, without white space around it.
    pub fn next(&mut self) -> Option<String> {
        loop {
            let end = self.end()?;
            let rest = self.waiting.split_off(end);
            let sentence = std::mem::replace(&mut self.waiting, rest);
            let sentence = sentence.trim();
            if !sentence.is_empty() {
                return Some(sentence.to_owned());
            }
        }
    }

    /// What waits to become a sentence.
    pub fn rest(&self) -> &str {
        self.waiting.trim()
    }

    /// Where the first sentence ends: at a line's end, or at a mark that white space follows. A dot
    /// between digits ends none, so that a number written in groups stays in one piece.
    fn end(&self) -> Option<usize> {
        let mut is_over = false;
        let mut after_digit = false;
        for (place, c) in self.waiting.char_indices() {
            if c == '\n' {
                return Some(place + 1);
            }
            if is_over && c.is_whitespace() {
                let next = self.waiting[place..].trim_start().chars().next()?;
                if matches!(next, '»' | '?' | '!' | ':') {
                    continue;
                }
                if !(after_digit && next.is_ascii_digit()) {
                    return Some(place);
                }
            }
            match c {
                '.' => is_over = true,
                '?' | '!' | '…' => (is_over, after_digit) = (true, false),
                '"' | '”' | '’' | '\'' | ')' | '»' => {}
                _ => is_over = false,
            }
            if !matches!(c, '.' | '?' | '!' | '…') {
                after_digit = c.is_ascii_digit();
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The sentences of a text that comes one character at a time, and what is left.
    fn cut(text: &str) -> (Vec<String>, String) {
        let mut sentences = Sentences::default();
        let mut found = Vec::new();
        for c in text.chars() {
            sentences.push(&c.to_string());
            found.extend(std::iter::from_fn(|| sentences.next()));
        }
        let rest = sentences.rest().to_owned();
        (found, rest)
    }

    #[test]
    fn a_sentence_is_whole_once_something_follows_it() {
        let (found, rest) = cut("Je t'écoute. Ça va ? Oui... un peu ! Et");
        assert_eq!(found, ["Je t'écoute.", "Ça va ?", "Oui...", "un peu !"]);
        assert_eq!(rest, "Et");
    }

    #[test]
    fn quotes_and_lines_end_with_their_sentence() {
        let (found, rest) = cut("She said \"stop.\" You heard it\n\nWell done.");
        assert_eq!(found, ["She said \"stop.\"", "You heard it"]);
        assert_eq!(rest, "Well done.");
    }

    #[test]
    fn addresses_and_numbers_are_not_cut() {
        let (found, rest) = cut("Va sur 3018.fr au 06. 12. 34. Voilà");
        assert_eq!(found, ["Va sur 3018.fr au 06. 12. 34."]);
        assert_eq!(rest, "Voilà");
    }
}
