//! A language model that words ordinary answers, where one is configured: it never decides what is
//! said, and nothing it writes is read before it passed the check.
//!
//! | File | What lives there |
//! |---|---|
//! | `prompt`, `prompt.toml` | what a model is told |
//! | `redact`, `redact_names` | what tells who somebody is, taken out of it |
//! | `call`, `stream`, `sentences` | asking a server and reading its answer, sentence by sentence |
//! | `check` | whether a sentence may be read |
//! | `breaker` | leaving a model alone that fails |

mod breaker;
mod call;
mod check;
mod prompt;
mod redact;
mod redact_names;
mod sentences;
mod speech;
mod stream;

pub use prompt::{Brief, MAX_TURNS};

use crate::clock::Clock;
use crate::dialogue::Kind;
use crate::outgoing;
use crate::settings::{LanguageModel, ModelLimits};
use breaker::Breaker;
use check::Refusal;
use reqwest::Client;
use speech::Speech;
use std::sync::Arc;
use std::time::Duration;
use stream::{Piece, Pieces};
use tokio::sync::Semaphore;
use tokio::time::{Instant, timeout_at};
use tokio_util::sync::CancellationToken;

/// Words ordinary answers through the configured server, if any. Cheap to clone.
#[derive(Clone)]
pub struct Model {
    server: Option<Arc<Server>>,
}

struct Server {
    client: Client,
    url: String,
    settings: LanguageModel,
    breaker: Breaker,
    calls: Semaphore,
    stop: CancellationToken,
}

/// What a model said, as far as it may be read.
#[derive(Debug, Default)]
pub struct Spoken {
    /// The sentences that passed the check and were given out.
    pub text: String,
    /// Whether that is all of a good answer; else the script has to end it.
    pub is_whole: bool,
    /// The danger that the model saw.
    pub danger: Option<Kind>,
    /// Tokens in and out, if the server counted them.
    pub tokens: Option<(u64, u64)>,
}

/// Why a model's answer did not come to its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Fault {
    /// No connection.
    Unreached,
    /// A status that is no success.
    Status(u16),
    /// No words, or no end, in time.
    Slow,
    /// The answer broke off.
    BrokenOff,
    /// Not what such a server says.
    Nonsense,
    /// Nothing was said.
    Silent,
    /// A sentence that may not be read.
    Refused(Refusal),
    /// More than may be said.
    Long,
    /// It failed too often lately.
    LeftAlone,
    /// Too many calls at once.
    Busy,
    /// The server stops.
    Stopping,
}

impl Fault {
    /// As it is counted.
    fn name(self) -> &'static str {
        match self {
            Fault::Unreached => "unreached",
            Fault::Status(_) => "status",
            Fault::Slow => "slow",
            Fault::BrokenOff => "broken_off",
            Fault::Nonsense => "nonsense",
            Fault::Silent => "silent",
            Fault::Refused(why) => why,
            Fault::Long => "long",
            Fault::LeftAlone => "left_alone",
            Fault::Busy => "busy",
            Fault::Stopping => "stopping",
        }
    }

    /// Whether the model's server, or the way to it, is to blame.
    fn is_failure(self) -> bool {
        use Fault::{BrokenOff, Nonsense, Silent, Slow, Status, Unreached};
        matches!(self, Unreached | Status(_) | Slow | BrokenOff | Nonsense | Silent)
    }
}

impl Model {
    /// As the settings say; the time of `clock` tells when a failing model is tried again.
    pub fn new(settings: Option<LanguageModel>, clock: &Clock) -> Model {
        let server = settings.map(|settings| {
            let ModelLimits { whole, calls, failures, rest, .. } = settings.limits;
            Arc::new(Server {
                client: outgoing::client(whole),
                url: format!("{}/chat/completions", settings.base_url),
                breaker: Breaker::new(clock.clone(), failures, rest),
                calls: Semaphore::new(calls),
                stop: CancellationToken::new(),
                settings,
            })
        });
        Model { server }
    }

    /// Whether one is configured.
    pub fn is_on(&self) -> bool {
        self.server.is_some()
    }

    /// The model's name; empty where none is configured.
    pub fn name(&self) -> &str {
        self.server.as_ref().map(|server| server.settings.model.as_str()).unwrap_or_default()
    }

    /// The longest that an answer may take.
    pub fn limit(&self) -> Duration {
        self.server.as_ref().map(|server| server.settings.limits.whole).unwrap_or_default()
    }

    /// Ends what is being written; from now on nothing is.
    pub fn stop(&self) {
        if let Some(server) = &self.server {
            server.stop.cancel();
        }
    }

    /// Lets the model word an answer until `deadline` at the latest. Each sentence that may be read
    /// goes to `give` at once, as it is to be put after the ones before.
    pub async fn speak(
        &self,
        brief: &Brief<'_>,
        deadline: Instant,
        give: impl FnMut(&str) + Send,
    ) -> Spoken {
        let Some(server) = &self.server else { return Spoken::default() };
        let begun = Instant::now();
        let mut speech = Speech::new(brief, server.settings.limits.characters, give);
        let ended = tokio::select! {
            () = server.stop.cancelled() => Err(Fault::Stopping),
            ended = server.hear(brief, deadline, &mut speech) => ended,
        };
        let spoken = speech.finish(ended.is_ok());
        tell(&spoken, ended, begun.elapsed());
        spoken
    }
}

/// Counts a call and tells the log of its failure, without a word of what was said.
fn tell(spoken: &Spoken, ended: Result<(), Fault>, took: Duration) {
    let outcome = match ended {
        Ok(()) if spoken.danger.is_some() => "danger",
        Ok(()) => "answered",
        Err(_) if spoken.text.is_empty() => "failed",
        Err(_) => "partly",
    };
    metrics::counter!("llm_requests_total", "outcome" => outcome).increment(1);
    metrics::histogram!("llm_seconds").record(took.as_secs_f64());
    let Err(fault) = ended else { return };
    metrics::counter!("llm_fallbacks_total", "reason" => fault.name()).increment(1);
    if matches!(fault, Fault::LeftAlone | Fault::Stopping) {
        // Told when it failed, or nothing to tell.
        return;
    }
    let status = match fault {
        Fault::Status(status) => Some(status),
        _ => None,
    };
    tracing::warn!(reason = fault.name(), status, "the script answered for the language model");
}

impl Server {
    async fn hear<G: FnMut(&str) + Send>(
        &self,
        brief: &Brief<'_>,
        deadline: Instant,
        speech: &mut Speech<G>,
    ) -> Result<(), Fault> {
        let _call = self.calls.try_acquire().map_err(|_| Fault::Busy)?;
        let permit = self.breaker.permit().ok_or(Fault::LeftAlone)?;
        let ended = self.listen(brief, deadline, speech).await;
        match ended {
            Err(fault) if fault.is_failure() => permit.fail(),
            _ => permit.succeed(),
        }
        ended
    }

    async fn listen<G: FnMut(&str) + Send>(
        &self,
        brief: &Brief<'_>,
        deadline: Instant,
        speech: &mut Speech<G>,
    ) -> Result<(), Fault> {
        let first_words = deadline.min(Instant::now() + self.settings.limits.first_words);
        let response = timeout_at(first_words, self.call(brief, first_words)).await;
        let mut pieces = Pieces::of(response.map_err(|_| Fault::Slow)??);
        let mut is_whole = false;
        let mut until = first_words;
        while let Some(piece) =
            timeout_at(until, pieces.next()).await.map_err(|_| Fault::Slow)??
        {
            match piece {
                Piece::Text(text) => {
                    until = if text.trim().is_empty() { until } else { deadline };
                    speech.take(&text)?;
                }
                Piece::Tokens(read, written) => speech.spoken.tokens = Some((read, written)),
                Piece::End { is_whole: whole } => is_whole = whole,
            }
            if speech.spoken.danger.is_some() {
                return Ok(());
            }
        }
        if !is_whole {
            return Err(Fault::BrokenOff);
        }
        speech.end()
    }
}
