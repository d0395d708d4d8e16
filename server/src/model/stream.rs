//! Reads the answer of a model as its server streams it: lines of `data: {…}`.

use super::Fault;
use reqwest::Response;
use serde::Deserialize;

/// The longest answer that is read, in bytes; every word comes in a wrapping of its own.
const MAX_BYTES: usize = 512 * 1024;

/// What came next.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece {
    /// Words.
    Text(String),
    /// Tokens in and out.
    Tokens(u64, u64),
    /// The model says that it has said all, or that it had to stop.
    End {
        /// Whether it came to the end by itself.
        is_whole: bool,
    },
}

/// An answer on its way.
pub struct Pieces {
    response: Response,
    lines: Lines,
    read: usize,
    ready: std::collections::VecDeque<Piece>,
    /// Whether the last line was read.
    is_over: bool,
}

impl Pieces {
    /// The pieces of a response whose status is good.
    pub fn of(response: Response) -> Pieces {
        let (lines, ready) = (Lines::default(), std::collections::VecDeque::new());
        Pieces { response, lines, read: 0, ready, is_over: false }
    }

    /// The next piece; `None` when the server has closed the stream.
    pub async fn next(&mut self) -> Result<Option<Piece>, Fault> {
        loop {
            while let Some(line) = self.lines.next() {
                self.take(&line?)?;
            }
            if let Some(piece) = self.ready.pop_front() {
                return Ok(Some(piece));
            }
            if self.is_over {
                return Ok(None);
            }
            match self.response.chunk().await.map_err(|_| Fault::BrokenOff)? {
                None => {
                    self.is_over = true;
                    self.lines.end();
                }
                Some(bytes) => {
                    self.read += bytes.len();
                    if self.read > MAX_BYTES {
                        return Err(Fault::Nonsense);
                    }
                    self.lines.push(&bytes);
                }
            }
        }
    }

    fn take(&mut self, line: &str) -> Result<(), Fault> {
        let Some(data) = line.strip_prefix("data:") else {
            // Blank lines, comments and other fields; a body that is no stream at all is none.
            let is_field =
                ["event:", "id:", "retry:", ":"].iter().any(|name| line.starts_with(name));
            return if line.is_empty() || is_field { Ok(()) } else { Err(Fault::Nonsense) };
        };
        if data.trim() == "[DONE]" {
            self.is_over = true;
            return Ok(());
        }
        let chunk: Chunk = serde_json::from_str(data).map_err(|_| Fault::Nonsense)?;
        if chunk.error.is_some() {
            return Err(Fault::BrokenOff);
        }
        for choice in chunk.choices.into_iter().take(1) {
            let text = choice.delta.and_then(|delta| delta.content);
            self.ready.extend(text.filter(|text| !text.is_empty()).map(Piece::Text));
            let end = choice.finish_reason.map(|reason| Piece::End { is_whole: reason == "stop" });
            self.ready.extend(end);
        }
        let tokens = chunk.usage.map(|usage| (usage.prompt_tokens, usage.completion_tokens));
        self.ready.extend(tokens.map(|(read, written)| Piece::Tokens(read, written)));
        Ok(())
    }
}

/// Bytes cut into lines; a letter may be spread over two arrivals.
#[derive(Default)]
struct Lines {
    bytes: Vec<u8>,
}

impl Lines {
    fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// Ends the last line, which may lack its end.
    fn end(&mut self) {
        if !self.bytes.is_empty() {
            self.bytes.push(b'\n');
        }
    }

    fn next(&mut self) -> Option<Result<String, Fault>> {
        let end = self.bytes.iter().position(|byte| *byte == b'\n')?;
        let rest = self.bytes.split_off(end + 1);
        let mut line = std::mem::replace(&mut self.bytes, rest);
        line.truncate(end);
        if line.ends_with(b"\r") {
            line.pop();
        }
        Some(String::from_utf8(line).map_err(|_| Fault::Nonsense))
    }
}

#[derive(Deserialize)]
struct Chunk {
    #[serde(default)]
    choices: Vec<Choice>,
    usage: Option<Usage>,
    error: Option<serde_json::Value>,
}

#[derive(Deserialize)]
struct Choice {
    delta: Option<Delta>,
    finish_reason: Option<String>,
}

#[derive(Deserialize)]
struct Delta {
    content: Option<String>,
}

#[derive(Deserialize)]
struct Usage {
    #[serde(default)]
    prompt_tokens: u64,
    #[serde(default)]
    completion_tokens: u64,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_put_together_from_their_parts() {
        let mut lines = Lines::default();
        let text = "data: é\r\n\nrest".as_bytes();
        let mut found = Vec::new();
        for byte in text {
            lines.push(&[*byte]);
            found.extend(std::iter::from_fn(|| lines.next()).map(Result::unwrap));
        }
        assert_eq!(found, ["data: é", ""]);
    }
}
