//! Signing in from our own pages: authorization code with PKCE (RFC 6749, 4.1; RFC 7636; OpenID
//! Connect Core, 3.1). What must be known on the way back travels with the person.

use super::provider::{LARGEST_ANSWER, LIMIT, Provider, away, invalid};
use crate::crypto;
use crate::outgoing::{Fault, answer};
use crate::settings::{Label, ProviderSettings};
use app::api::person::UserType;
use app::error::ApiError;
use app::language::Language;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use openidconnect::core::{CoreAuthenticationFlow, CoreClient};
use openidconnect::{
    AuthType, AuthUrl, AuthorizationCode, ClientId, ClientSecret, CsrfToken, EndpointNotSet,
    EndpointSet, HttpRequest, HttpResponse, IssuerUrl, JsonWebKeySet, Nonce, PkceCodeChallenge,
    PkceCodeVerifier, RedirectUrl, RequestTokenError, Scope, TokenResponse, TokenUrl,
};
use reqwest::RequestBuilder;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::cell::LazyCell;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;
use tokio::time::{Instant, timeout};

/// A provider's addresses are asked for again after this time.
const FRESH: Duration = Duration::from_secs(60 * 60);
/// A provider that was down is left alone for this time.
const REST: Duration = Duration::from_secs(5);

/// A client of which the two addresses are known.
type Client = CoreClient<
    EndpointSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointNotSet,
    EndpointSet,
    EndpointNotSet,
>;

/// How our own pages sign people in with a provider.
pub(super) struct Pages {
    client_id: String,
    client_secret: Option<String>,
    scopes: Vec<String>,
    label: Option<Label>,
    /// Where the provider sends people back to.
    back: String,
    /// Whom its people are taken for until they say who they are.
    pub(super) user_type: Option<UserType>,
    client: reqwest::Client,
    /// Held by the one who asks.
    known: Mutex<Known>,
}

/// What is known of a provider's addresses, and since when.
#[derive(Default)]
struct Known {
    addresses: Option<Addresses>,
    asked: Option<Instant>,
}

/// What a provider says of itself, as far as it is needed here.
#[derive(Clone)]
struct Addresses {
    authorization: AuthUrl,
    token: TokenUrl,
    /// Whether it takes the client's secret in the body only.
    wants_secret_in_body: bool,
}

/// Somebody's way to a provider and back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Journey {
    /// The provider.
    pub provider: String,
    /// What it has to hand back unchanged.
    pub state: String,
    /// What the identity token has to repeat.
    nonce: String,
    /// What proves that whoever hands in the code set out for it.
    verifier: String,
}

impl Pages {
    /// As the settings say; none for a provider where we have no client id.
    pub(super) fn of<F: FnOnce() -> reqwest::Client>(
        settings: &ProviderSettings,
        public_url: &str,
        client: &LazyCell<reqwest::Client, F>,
    ) -> Option<Pages> {
        Some(Pages {
            client_id: settings.client_id.clone()?,
            client_secret: settings.client_secret.as_ref().map(|secret| secret.0.clone()),
            scopes: settings.scopes.clone(),
            label: settings.label.clone(),
            back: format!("{public_url}/sign-in/{}/back", settings.name),
            user_type: settings.user_type,
            client: reqwest::Client::clone(client),
            known: Mutex::default(),
        })
    }

    fn client(&self, issuer: &str, addresses: Addresses) -> Option<Client> {
        let client = CoreClient::new(
            ClientId::new(self.client_id.clone()),
            IssuerUrl::new(issuer.to_owned()).ok()?,
            // Tokens are judged by `Provider`, as everybody's are.
            JsonWebKeySet::default(),
        );
        let client = client
            .set_auth_uri(addresses.authorization)
            .set_token_uri(addresses.token)
            .set_redirect_uri(RedirectUrl::new(self.back.clone()).ok()?);
        let client = match &self.client_secret {
            Some(secret) => client.set_client_secret(ClientSecret::new(secret.clone())),
            None => client,
        };
        let in_body = addresses.wants_secret_in_body;
        Some(client.set_auth_type(if in_body {
            AuthType::RequestBody
        } else {
            AuthType::BasicAuth
        }))
    }
}

impl Provider {
    /// What people call it.
    pub(super) fn label(&self, language: Language) -> String {
        let label = self.pages.as_ref().and_then(|pages| pages.label.as_ref());
        label.and_then(|label| label.text(language)).unwrap_or(&self.name).to_owned()
    }

    /// See [`super::Identities::depart`].
    pub(super) async fn depart(&self) -> Result<(String, Journey), ApiError> {
        let (pages, client) = self.desk().await?;
        let journey = Journey {
            provider: self.name.clone(),
            state: chance(),
            nonce: chance(),
            verifier: chance(),
        };
        let (state, nonce) = (journey.state.clone(), journey.nonce.clone());
        let verifier = PkceCodeVerifier::new(journey.verifier.clone());
        let request = client.authorize_url(
            CoreAuthenticationFlow::AuthorizationCode,
            move || CsrfToken::new(state),
            move || Nonce::new(nonce),
        );
        let scopes = pages.scopes.iter().cloned().map(Scope::new);
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&verifier);
        let (address, _, _) = request.add_scopes(scopes).set_pkce_challenge(challenge).url();
        Ok((address.into(), journey))
    }

    /// See [`super::Identities::arrive`].
    pub(super) async fn arrive(
        self: &Arc<Self>,
        journey: Journey,
        code: String,
    ) -> Result<String, ApiError> {
        let (pages, client) = self.desk().await?;
        let http = |request: HttpRequest| call(pages.client.clone(), request);
        let given = client
            .exchange_code(AuthorizationCode::new(code))
            .set_pkce_verifier(PkceCodeVerifier::new(journey.verifier))
            .request_async(&http)
            .await;
        let given = given.map_err(|error| match error {
            RequestTokenError::Request(fault) => self.failed(fault.reason, away()),
            RequestTokenError::ServerResponse(_) => {
                self.failed("it does not take the code", invalid())
            }
            _ => self.failed("it answers something else", invalid()),
        })?;
        let Some(token) = given.id_token().map(ToString::to_string) else {
            return Err(self.failed("it gives no identity token", invalid()));
        };
        let claims = self.judged(&token).await?;
        if claims["nonce"].as_str() != Some(&journey.nonce) {
            return Err(self.failed("its token was not made for this sign-in", invalid()));
        }
        if !names(&claims["aud"], &pages.client_id) {
            return Err(self.failed("its token is not for our pages", invalid()));
        }
        Ok(token)
    }

    /// What is needed to talk to the provider; its addresses are asked for now and then.
    async fn desk(&self) -> Result<(&Pages, Client), ApiError> {
        let pages = self.pages.as_ref().ok_or_else(ApiError::path_is_unknown)?;
        let mut known = pages.known.lock().await;
        let pause = if known.addresses.is_some() { FRESH } else { REST };
        if known.asked.is_none_or(|at| at.elapsed() >= pause) {
            let asked = timeout(LIMIT, self.addresses(&pages.client)).await;
            match asked.unwrap_or(Err("no answer in time")) {
                Ok(addresses) => known.addresses = Some(addresses),
                // What it said before is still the best guess.
                Err(reason) => drop(self.failed(reason, away())),
            }
            known.asked = Some(Instant::now());
        }
        let addresses = known.addresses.clone().ok_or_else(away)?;
        let client = pages.client(&self.issuer, addresses);
        Ok((pages, client.ok_or_else(|| self.failed("an address cannot be read", away()))?))
    }

    async fn addresses(&self, client: &reqwest::Client) -> Result<Addresses, &'static str> {
        let about = self.configuration(client).await?;
        let address = |name| {
            let named = self.address(&about, name);
            named.ok_or("its configuration lacks an address, or names one without TLS")
        };
        let unreadable = "its configuration names an address that cannot be read";
        let ways = &about["token_endpoint_auth_methods_supported"];
        Ok(Addresses {
            authorization: AuthUrl::new(address("authorization_endpoint")?)
                .map_err(|_| unreadable)?,
            token: TokenUrl::new(address("token_endpoint")?).map_err(|_| unreadable)?,
            wants_secret_in_body: names(ways, "client_secret_post")
                && !names(ways, "client_secret_basic"),
        })
    }

    /// Tells the log which kind of thing went wrong, and nothing else.
    fn failed(&self, reason: &'static str, error: ApiError) -> ApiError {
        tracing::warn!(provider = %self.name, reason, "somebody could not sign in");
        error
    }
}

/// 256 bits of chance, in 43 characters that need no escaping.
fn chance() -> String {
    let mut bytes = [0; 32];
    crypto::fill(&mut bytes);
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

/// Whether a text, or a list of them, is or holds `name`.
fn names(value: &Value, name: &str) -> bool {
    match value {
        Value::Array(names) => names.iter().any(|one| one == name),
        one => one == name,
    }
}

/// Sends a request of the library with our own client.
async fn call(client: reqwest::Client, request: HttpRequest) -> Result<HttpResponse, Fault> {
    let unsendable = |_| Fault { status: None, reason: "an address cannot be read" };
    let request = reqwest::Request::try_from(request).map_err(unsendable)?;
    let request = RequestBuilder::from_parts(client, request);
    let (status, headers, body) = answer(request, LARGEST_ANSWER).await?;
    let mut response = HttpResponse::new(body);
    *response.status_mut() = status;
    *response.headers_mut() = headers;
    Ok(response)
}
