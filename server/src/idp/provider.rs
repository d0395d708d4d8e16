//! One identity provider: fetches its keys and judges its tokens (RFC 7519, OpenID Connect).

use super::Vouched;
use super::cache::Cache;
use super::code::Pages;
use super::key::{Key, Wanted};
use crate::clock::Clock;
use crate::outgoing::json;
use crate::settings::ProviderSettings;
use app::error::ApiError;
use chrono::{DateTime, Utc};
use jsonwebtoken::{Algorithm, AlgorithmFamily, Validation, decode, decode_header};
use serde::Deserialize;
use serde_json::Value;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::{Instant, timeout};

/// How long fetching the keys may take in all.
pub(super) const LIMIT: Duration = Duration::from_secs(3);
/// The longest token that is looked at, in bytes.
const LONGEST_TOKEN: usize = 8 * 1024;
/// The longest subject, in bytes (OpenID Connect Core, 2).
const LONGEST_SUBJECT: usize = 255;
/// The largest answer that is read, in bytes.
pub(super) const LARGEST_ANSWER: usize = 256 * 1024;
/// How far a provider's clock may be from ours, in seconds.
const SKEW: f64 = 60.0;

/// Where a provider's keys are.
pub(super) enum Source {
    /// Here: this is the key set.
    Held(Value),
    /// The key set is at this address.
    KeySet(reqwest::Client, String),
    /// The issuer's OpenID configuration tells the address.
    Discovery(reqwest::Client),
}

/// An identity provider and what is known of its keys.
pub(super) struct Provider {
    /// What a login calls it.
    pub(super) name: String,
    /// The `iss` of its tokens.
    pub(super) issuer: String,
    /// One of these is in the `aud` of its tokens.
    pub(super) audience: Vec<String>,
    /// How its tokens are signed, and in no other way.
    pub(super) algorithms: Vec<Algorithm>,
    pub(super) source: Source,
    pub(super) clock: Clock,
    pub(super) keys: Keys,
    /// Who of its people is staff.
    pub(super) staff: Option<Staff>,
    /// How our own pages sign people in with it, if they do.
    pub(super) pages: Option<Pages>,
}

/// Who is staff.
pub(super) struct Staff {
    /// The claim that holds somebody's roles.
    pub(super) claim: String,
    /// One of these makes somebody staff.
    pub(super) roles: Vec<String>,
}

/// The keys, and the turn of the one who fetches them.
#[derive(Default)]
pub(super) struct Keys {
    cache: Mutex<Cache>,
    turn: tokio::sync::Mutex<()>,
}

/// What a token must say. `exp` and `nbf` are seconds since 1970.
#[derive(Deserialize)]
struct Claims {
    iss: String,
    sub: String,
    exp: f64,
    nbf: Option<f64>,
}

impl Staff {
    /// Whether a token says so. Some providers have a claim whose name has dots, others nest them.
    fn includes(&self, claims: &Value) -> bool {
        let nested = || self.claim.split('.').try_fold(claims, |inside, name| inside.get(name));
        let is_role = |value: &Value| {
            value.as_str().is_some_and(|role| self.roles.iter().any(|one| one == role))
        };
        match claims.get(&self.claim).or_else(nested) {
            Some(Value::Array(roles)) => roles.iter().any(is_role),
            Some(role) => is_role(role),
            None => false,
        }
    }
}

impl Provider {
    /// A provider as the settings describe it, without symmetric signatures.
    pub(super) fn real(
        settings: &ProviderSettings,
        source: Source,
        clock: Clock,
        pages: Option<Pages>,
    ) -> Provider {
        let algorithms = settings.algorithms.iter().filter_map(|name| name.parse().ok());
        Provider {
            name: settings.name.clone(),
            issuer: settings.issuer.clone(),
            audience: settings.audience.clone(),
            algorithms: algorithms
                .filter(|algorithm: &Algorithm| algorithm.family() != AlgorithmFamily::Hmac)
                .collect(),
            source,
            clock,
            keys: Keys::default(),
            staff: settings
                .role_claim
                .clone()
                .map(|claim| Staff { claim, roles: settings.staff_roles.clone() }),
            pages,
        }
    }

    /// What a token says; see [`super::Identities::vouched`].
    pub(super) async fn vouched(self: &Arc<Self>, token: &str) -> Result<Vouched, ApiError> {
        let claims = self.judged(token).await?;
        Ok(Vouched {
            is_staff: self.staff.as_ref().is_some_and(|staff| staff.includes(&claims)),
            subject: claims["sub"].as_str().unwrap_or_default().to_owned(),
        })
    }

    /// What a token says, after it was found to be good.
    pub(super) async fn judged(self: &Arc<Self>, token: &str) -> Result<Value, ApiError> {
        let wanted = self.wanted(token).ok_or_else(invalid)?;
        let cache = self.keys_for(&wanted).await;
        let mut fitting = cache.fitting(&wanted).peekable();
        if fitting.peek().is_none() && cache.is_away() {
            return Err(away());
        }
        let claims = fitting.find_map(|key| self.claims(token, key, wanted.algorithm));
        claims.filter(|claims| self.accepts(claims, self.clock.now())).ok_or_else(invalid)
    }

    /// The key that a token asks for, if the token has a form and a signature that we accept.
    fn wanted(&self, token: &str) -> Option<Wanted> {
        if token.len() > LONGEST_TOKEN {
            return None;
        }
        let header = decode_header(token).ok()?;
        // We understand no critical extension (RFC 7515, 4.1.11); the library ignores the field.
        let is_ours = header.crit.is_none() && self.algorithms.contains(&header.alg);
        is_ours.then_some(Wanted { algorithm: header.alg, id: header.kid })
    }

    /// The claims of a token that `key` signed for us.
    fn claims(&self, token: &str, key: &Key, algorithm: Algorithm) -> Option<Value> {
        let mut validation = Validation::new(algorithm);
        validation.set_issuer(&[&self.issuer]);
        validation.set_audience(&self.audience);
        validation.set_required_spec_claims(&["exp", "iss", "aud", "sub"]);
        // The library reads the machine's clock; `accepts` asks ours.
        validation.validate_exp = false;
        decode(token, key.checks(), &validation).ok().map(|token| token.claims)
    }

    fn accepts(&self, claims: &Value, now: DateTime<Utc>) -> bool {
        let Ok(claims) = Claims::deserialize(claims) else { return false };
        let now = now.timestamp() as f64;
        // The library also takes a list with the issuer among others.
        claims.iss == self.issuer
            && (1..=LONGEST_SUBJECT).contains(&claims.sub.len())
            && claims.exp >= now - SKEW
            && claims.nbf.is_none_or(|begins| begins <= now + SKEW)
    }

    /// What is known of the keys, after asking the provider if that is due.
    async fn keys_for(self: &Arc<Self>, wanted: &Wanted) -> Cache {
        if self.cache().is_due(wanted, Instant::now()) {
            // In a task of its own: a caller who hangs up must not stop what others wait for.
            let (provider, wanted) = (self.clone(), wanted.clone());
            tokio::spawn(async move { provider.refresh(&wanted).await }).await.ok();
        }
        self.cache().clone()
    }

    async fn refresh(&self, wanted: &Wanted) {
        let _turn = self.keys.turn.lock().await;
        // Another may have done it while we waited for our turn.
        if !self.cache().is_due(wanted, Instant::now()) {
            return;
        }
        let fetched = timeout(LIMIT, self.fetch()).await.unwrap_or(Err("no answer in time"));
        if let Err(reason) = fetched {
            tracing::warn!(provider = %self.name, reason, "identity provider gives no keys");
        }
        self.cache().note(fetched.ok(), wanted, Instant::now());
    }

    async fn fetch(&self) -> Result<Vec<Key>, &'static str> {
        let set = match &self.source {
            Source::Held(set) => set,
            Source::KeySet(client, url) => &json(client.get(url), LARGEST_ANSWER).await?,
            Source::Discovery(client) => {
                let url = self.discover(client).await?;
                &json(client.get(url), LARGEST_ANSWER).await?
            }
        };
        Key::read_set(set).ok_or("answer is no key set")
    }

    /// The address of the key set.
    async fn discover(&self, client: &reqwest::Client) -> Result<String, &'static str> {
        let about = self.configuration(client).await?;
        let url = self.address(&about, "jwks_uri");
        url.ok_or("its configuration names no key set, or one without TLS")
    }

    /// What the provider says of itself (OpenID Connect Discovery, 4).
    pub(super) async fn configuration(
        &self,
        client: &reqwest::Client,
    ) -> Result<Value, &'static str> {
        let issuer = self.issuer.trim_end_matches('/');
        let url = format!("{issuer}/.well-known/openid-configuration");
        let about: Value = json(client.get(url), LARGEST_ANSWER).await?;
        if about["issuer"].as_str() != Some(&self.issuer) {
            return Err("its configuration speaks of another issuer");
        }
        Ok(about)
    }

    /// An address that the provider names; one that speaks TLS names none without it.
    pub(super) fn address(&self, about: &Value, name: &str) -> Option<String> {
        let url = about[name].as_str()?;
        let is_safe = url.starts_with("https://") || !self.issuer.starts_with("https://");
        is_safe.then(|| url.to_owned())
    }

    fn cache(&self) -> MutexGuard<'_, Cache> {
        self.keys.cache.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// 401: the token is not one that we believe.
pub(super) fn invalid() -> ApiError {
    ApiError::new(401, "Invalid Token", "This identity token is not valid")
}

/// 503: the provider does not answer.
pub(super) fn away() -> ApiError {
    let message = "The identity provider does not answer, please try again in a moment";
    ApiError::new(503, "Identity Provider Unavailable", message)
}
