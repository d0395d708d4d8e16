//! A client for the terminal: the smallest example of how to write one.
//!
//! `api` makes the calls, `events` follows the stream, `screen` shows what came, `words` are the
//! client's own, and `session` ties them together.

mod api;
mod events;
mod screen;
mod session;
#[cfg(test)]
mod tests;
mod words;

pub use api::Problem;

use app::language::Language;
use std::error::Error;
use std::io::BufRead;
use tokio::io::{AsyncBufRead, AsyncWrite, AsyncWriteExt, BufReader, DuplexStream};

const USAGE: &str = "usage: server talk [URL] [--name NAME] [--language fr|en|vi]";

/// `server talk [URL] [--name NAME] [--language fr|en|vi]`: a talk on this terminal with the server
/// at `URL`, by default one on this machine, which must believe in the mock identity provider.
pub async fn run(arguments: impl Iterator<Item = String>) -> Result<(), Box<dyn Error>> {
    let whom = Whom::read(arguments, std::env::var("LANG").ok().as_deref()).ok_or(USAGE)?;
    talk(&whom.url, &whom.name, whom.language, BufReader::new(keyboard()), tokio::io::stdout())
        .await?;
    Ok(())
}

/// Signs in at `url` as `name` and talks until the person leaves or the server ends it.
///
/// Fails where the talk cannot begin, or where `input` or `output` break; what goes wrong later is
/// told on `output`.
pub async fn talk(
    url: &str,
    name: &str,
    language: Language,
    input: impl AsyncBufRead + Unpin,
    output: impl AsyncWrite + Unpin,
) -> Result<(), Problem> {
    session::Session::begin(url, name, language, input, output).await?.run().await
}

/// Whom to talk to, and as whom.
#[derive(Debug, PartialEq, Eq)]
struct Whom {
    url: String,
    name: String,
    language: Language,
}

impl Whom {
    /// Reads the arguments; `lang` is the terminal's own language, such as `fr_FR.UTF-8`.
    fn read(mut arguments: impl Iterator<Item = String>, lang: Option<&str>) -> Option<Whom> {
        let own = lang.and_then(|lang| Language::parse(lang.split('.').next()?));
        let mut whom = Whom {
            url: "http://127.0.0.1:8000".into(),
            name: "terminal".into(),
            language: own.unwrap_or(Language::En),
        };
        while let Some(argument) = arguments.next() {
            match argument.as_str() {
                "--name" => whom.name = arguments.next()?,
                "--language" => whom.language = Language::parse(&arguments.next()?)?,
                option if option.starts_with('-') => return None,
                _ => whom.url = argument,
            }
        }
        Some(whom)
    }
}

/// The keyboard, read by a thread of its own: a read that the runtime waited for would hold the
/// program until the next Enter after the server has ended the talk.
fn keyboard() -> DuplexStream {
    let (mut typed, input) = tokio::io::duplex(64 * 1024);
    let runtime = tokio::runtime::Handle::current();
    std::thread::spawn(move || {
        for line in std::io::stdin().lock().lines().map_while(Result::ok) {
            if runtime.block_on(typed.write_all(format!("{line}\n").as_bytes())).is_err() {
                return;
            }
        }
    });
    input
}
