//! Identity providers: whose signed tokens are believed, and what such a token says.

mod cache;
mod key;
mod mock;
mod provider;

pub use mock::Mock;

use crate::settings::ProviderSettings;
use app::error::ApiError;
use provider::{Provider, Source};
use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everybody who vouches for people; cheap to clone.
#[derive(Clone)]
pub struct Identities(Arc<Known>);

struct Known {
    providers: BTreeMap<String, Arc<Provider>>,
    mock: Option<Mock>,
}

impl Identities {
    /// Nobody is asked for keys yet. With a mock provider, its clock tells the time for all.
    pub fn new(providers: &[ProviderSettings], mock: Option<Mock>) -> Identities {
        let clock = mock.as_ref().map(|mock| mock.clock().clone()).unwrap_or_default();
        let client = LazyCell::new(|| crate::outgoing::client(provider::LIMIT));
        let real = providers.iter().map(|settings| {
            let source = match &settings.jwks_url {
                Some(url) => Source::KeySet(client.clone(), url.clone()),
                None => Source::Discovery(client.clone()),
            };
            Provider::real(settings, source, clock.clone())
        });
        let mocked = mock.iter().map(Mock::provider);
        let providers = real.chain(mocked).map(|one| (one.name.clone(), Arc::new(one)));
        Identities(Arc::new(Known { providers: providers.collect(), mock }))
    }

    /// The subject (`sub`) that the `token` of the provider named `provider` speaks of, 1 to 255
    /// bytes.
    ///
    /// # Errors
    ///
    /// 400 for a provider that is not known; 401 for a token that is expired, not yet valid, wrongly
    /// signed, of another issuer, for another audience or not a token; 503 when the provider's keys
    /// cannot be had.
    pub async fn subject(&self, provider: &str, token: &str) -> Result<String, ApiError> {
        let unknown = || {
            let message = "No identity provider of this name is known here";
            ApiError::new(400, "Unknown Provider", message)
        };
        self.0.providers.get(provider).ok_or_else(unknown)?.subject(token).await
    }

    /// The mock provider, where it is on.
    pub fn mock(&self) -> Option<&Mock> {
        self.0.mock.as_ref()
    }
}
