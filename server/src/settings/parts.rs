//! Settings of the parts that others serve: flags, language model, speech, spans.

use std::path::PathBuf;
use std::time::Duration;

/// Where feature flags come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FlagSource {
    /// Nowhere: every flag has its default.
    Defaults,
    /// A TOML file, read again when it changes.
    File(PathBuf),
    /// The address of a service that speaks OpenFeature's remote evaluation protocol.
    Ofrep(String),
}

/// A server of the OpenAI shape that turns speech into text.
#[derive(Clone, Debug)]
pub struct Speech {
    /// Its address, without `/v1/audio/transcriptions`.
    pub base_url: String,
    /// Its bearer token.
    pub api_key: Option<String>,
    /// The model it is asked for.
    pub model: String,
}

/// A server of the OpenAI shape that words ordinary answers.
#[derive(Clone, Debug)]
pub struct LanguageModel {
    /// Its address, without `/chat/completions`.
    pub base_url: String,
    /// Its bearer token.
    pub api_key: Option<String>,
    /// The model it is asked for.
    pub model: String,
    /// How long and how much it may write.
    pub limits: ModelLimits,
}

/// How long and how much a language model may write, and when it is left alone.
#[derive(Clone, Copy, Debug)]
pub struct ModelLimits {
    /// From the question to its first words.
    pub first_words: Duration,
    /// From the question to its last word.
    pub whole: Duration,
    /// Before a call that failed at once is made again.
    pub pause: Duration,
    /// Characters of an answer.
    pub characters: usize,
    /// Calls at once.
    pub calls: usize,
    /// Failures in a row after which it is left alone.
    pub failures: u32,
    /// How long it is left alone then.
    pub rest: Duration,
}

impl Default for ModelLimits {
    fn default() -> ModelLimits {
        ModelLimits {
            first_words: Duration::from_secs(8),
            whole: Duration::from_secs(20),
            pause: Duration::from_millis(300),
            characters: 900,
            calls: 64,
            failures: 5,
            rest: Duration::from_secs(30),
        }
    }
}

/// Where spans are sent, as OTLP over HTTP.
#[derive(Clone, Debug)]
pub struct Spans {
    /// The whole address.
    pub endpoint: String,
    /// Headers to send along.
    pub headers: Vec<(String, String)>,
}
