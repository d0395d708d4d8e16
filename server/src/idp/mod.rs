//! Identity providers: whose signed tokens are believed, what such a token says, and how our own pages
//! send people there.

mod cache;
mod code;
mod key;
mod mock;
mod provider;

pub use code::Journey;
pub use mock::Mock;

use crate::settings::ProviderSettings;
use app::api::person::UserType;
use app::error::ApiError;
use app::language::Language;
use code::Pages;
use provider::{Provider, Source};
use std::cell::LazyCell;
use std::collections::BTreeMap;
use std::sync::Arc;

/// Everybody who vouches for people; cheap to clone.
#[derive(Clone)]
pub struct Identities(Arc<Known>);

struct Known {
    providers: BTreeMap<String, Arc<Provider>>,
    /// Those that our pages offer, in the order of the settings.
    offered: Vec<Arc<Provider>>,
    mock: Option<Mock>,
}

/// What a token that is believed says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Vouched {
    /// What the provider calls somebody: 1 to 255 bytes.
    pub subject: String,
    /// Whether the provider calls them staff.
    pub is_staff: bool,
}

impl Identities {
    /// Nobody is asked for keys yet. With a mock provider, its clock tells the time for all.
    /// Providers send people back to our pages at `public_url`.
    pub fn new(providers: &[ProviderSettings], mock: Option<Mock>, public_url: &str) -> Identities {
        let clock = mock.as_ref().map(|mock| mock.clock().clone()).unwrap_or_default();
        let client = LazyCell::new(|| crate::outgoing::client(provider::LIMIT));
        let real = providers.iter().map(|settings| {
            let source = match &settings.jwks_url {
                Some(url) => Source::KeySet(client.clone(), url.clone()),
                None => Source::Discovery(client.clone()),
            };
            let pages = Pages::of(settings, public_url, &client);
            Arc::new(Provider::real(settings, source, clock.clone(), pages))
        });
        let real: Vec<Arc<Provider>> = real.collect();
        let offered = real.iter().filter(|one| one.pages.is_some()).cloned().collect();
        let mocked = mock.iter().map(|mock| Arc::new(mock.provider()));
        let providers = real.into_iter().chain(mocked).map(|one| (one.name.clone(), one));
        Identities(Arc::new(Known { providers: providers.collect(), offered, mock }))
    }

    /// What the `token` of the provider named `provider` says.
    ///
    /// # Errors
    ///
    /// 400 for a provider that is not known; 401 for a token that is expired, not yet valid, wrongly
    /// signed, of another issuer, for another audience or not a token; 503 when the provider's keys
    /// cannot be had.
    pub async fn vouched(&self, provider: &str, token: &str) -> Result<Vouched, ApiError> {
        let unknown = || {
            let message = "No identity provider of this name is known here";
            ApiError::new(400, "Unknown Provider", message)
        };
        self.0.providers.get(provider).ok_or_else(unknown)?.vouched(token).await
    }

    /// The providers that our pages offer: their names, and what people call them in `language`.
    pub fn offered(&self, language: Language) -> Vec<(String, String)> {
        let shown = |one: &Arc<Provider>| (one.name.clone(), one.label(language));
        self.0.offered.iter().map(shown).collect()
    }

    /// Where to send somebody to, and what must be known when they come back.
    ///
    /// # Errors
    ///
    /// 404 for a provider that our pages do not offer; 503 while it does not answer.
    pub async fn depart(&self, provider: &str) -> Result<(String, Journey), ApiError> {
        self.page_provider(provider)?.depart().await
    }

    /// The identity token that the provider gives for `code`, once; it is good and made for this
    /// journey.
    ///
    /// # Errors
    ///
    /// 401 if the provider does not take the code, or for a token that is not good; 503 while it
    /// does not answer.
    pub async fn arrive(&self, journey: Journey, code: String) -> Result<String, ApiError> {
        self.page_provider(&journey.provider)?.arrive(journey, code).await
    }

    /// Whom our pages take the people of a provider for, until they say who they are.
    pub fn user_type(&self, provider: &str) -> Option<UserType> {
        self.page_provider(provider).ok()?.pages.as_ref()?.user_type
    }

    fn page_provider(&self, name: &str) -> Result<&Arc<Provider>, ApiError> {
        let found = self.0.offered.iter().find(|provider| provider.name == name);
        found.ok_or_else(ApiError::path_is_unknown)
    }

    /// The mock provider, where it is on.
    pub fn mock(&self) -> Option<&Mock> {
        self.0.mock.as_ref()
    }
}
