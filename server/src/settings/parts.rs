//! Settings of the parts that others serve: identity providers, flags, language model, speech,
//! spans.

use app::api::person::UserType;
use app::language::Language;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::time::Duration;

/// An identity provider whose signed tokens are believed.
#[derive(Clone, Debug, Default, Deserialize)]
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
    /// The client id that this application has there: our own pages offer a provider that has one.
    pub client_id: Option<String>,
    /// The secret that goes with it, where the provider gives one.
    pub client_secret: Option<Hidden>,
    /// A file that holds the secret instead.
    pub client_secret_file: Option<PathBuf>,
    /// What our pages ask for besides `openid`.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// What people call it; its name where this is absent.
    pub label: Option<Label>,
    /// Whom our pages take its people for until they say who they are.
    pub user_type: Option<UserType>,
    /// The claim of its tokens that holds somebody's roles; dots lead into it.
    pub role_claim: Option<String>,
    /// The roles that make somebody staff.
    #[serde(default)]
    pub staff_roles: Vec<String>,
}

/// A text that no log and no error shows.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Hidden(pub String);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("(hidden)")
    }
}

/// A name for people: one for all languages, or one for each.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Label {
    /// The same in every language.
    One(String),
    /// By the language's code.
    Each(BTreeMap<String, String>),
}

impl Label {
    /// The name in `language`, or in the first that there is.
    pub fn text(&self, language: Language) -> Option<&str> {
        match self {
            Label::One(text) => Some(text),
            Label::Each(texts) => texts
                .get(language.code())
                .or_else(|| texts.values().next())
                .map(String::as_str),
        }
    }

    fn is_good(&self) -> bool {
        match self {
            Label::One(text) => !text.trim().is_empty(),
            Label::Each(texts) => {
                !texts.is_empty()
                    && texts.keys().all(|code| Language::parse(code).is_some_and(|known| known.code() == code))
                    && texts.values().all(|text| !text.trim().is_empty())
            }
        }
    }
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
        } else if self.staff_roles.is_empty() != self.role_claim.is_none() {
            Some("has a role_claim without staff_roles, or the other way round")
        } else {
            self.client_id.as_ref().and_then(|client_id| self.problem_on_pages(client_id))
        }
    }

    /// What keeps our pages from offering it.
    fn problem_on_pages(&self, client_id: &str) -> Option<&'static str> {
        let is_slug = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
        if !self.audience.iter().any(|one| one == client_id) {
            Some("has a client_id that is not in its audience, as its identity tokens will say")
        } else if !(self.issuer.starts_with("https://") || self.issuer.starts_with("http://")) {
            Some("has a client_id, so its issuer must be an address")
        } else if self.name == "mock" || self.name.len() > 64 || !self.name.bytes().all(is_slug) {
            Some("has a client_id, so its name must be of a-z, 0-9, `-` and `_`, and not `mock`")
        } else if self.client_secret.is_some() && self.client_secret_file.is_some() {
            Some("has both a client_secret and a client_secret_file")
        } else if self.label.as_ref().is_some_and(|label| !label.is_good()) {
            Some("has a label that is empty, or in another language than fr, en and vi")
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
