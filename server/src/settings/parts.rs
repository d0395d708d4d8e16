//! Settings of the parts that others serve: identity providers, flags, language model, speech,
//! spans.

use serde::Deserialize;
use std::path::PathBuf;
use std::time::Duration;

/// An identity provider whose signed tokens are believed.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderSettings {
    /// What a login calls it in `id_provider`.
    pub name: String,
    /// What its tokens say in `iss`.
    pub issuer: String,
    /// What its tokens say of us in `aud`: one of these.
    pub audience: Vec<String>,
    /// Where its keys are; without it they are found through `issuer`'s OpenID configuration.
    pub jwks_url: Option<String>,
    /// The signatures it uses, such as `RS256`; never a symmetric one.
    pub algorithms: Vec<String>,
    /// The client id that this application has there, for signing in from our own pages.
    pub client_id: Option<String>,
    /// The secret that goes with it, where the provider gives one.
    pub client_secret: Option<String>,
}

impl ProviderSettings {
    /// What is wrong with it, if anything.
    pub(super) fn problem(&self) -> Option<&'static str> {
        const ASYMMETRIC: [&str; 9] =
            ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"];
        let is_web = |url: &str| url.starts_with("https://") || url.starts_with("http://");
        if self.name.is_empty() || self.name == "mock-idp" {
            Some("has no name of its own")
        } else if self.issuer.is_empty() || self.audience.iter().all(String::is_empty) {
            Some("names no issuer or no audience")
        } else if !is_web(self.jwks_url.as_deref().unwrap_or(&self.issuer)) {
            Some("names no address where its keys are")
        } else if self.algorithms.is_empty()
            || !self.algorithms.iter().all(|name| ASYMMETRIC.contains(&name.as_str()))
        {
            Some("names no signature, or one that is not asymmetric")
        } else {
            None
        }
    }
}

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
