//! An identity provider in the process of a test: it signs, serves its keys, and hands out codes.

use axum::extract::{Form, Query, State};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use base64::Engine;
use base64::prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD as BASE64};
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, get_current_timestamp};
use rsa::pkcs1::{EncodeRsaPrivateKey, EncodeRsaPublicKey};
use rsa::traits::PublicKeyParts;
use serde_json::{Value, json};
use server::idp::Identities;
use server::settings::{Hidden, ProviderSettings};
use sha2::{Digest, Sha256};
use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, LazyLock, Mutex};
use std::time::Duration;

/// What each of these tests calls the provider.
pub const NAME: &str = "school";
pub const AUDIENCE: &str = "kind-monsters";
/// What the provider calls our pages, and what they prove it with.
pub const CLIENT: &str = "our-pages";
pub const CLIENT_SECRET: &str = "correct-horse";

/// A key of the provider.
pub struct Key {
    pub id: &'static str,
    algorithm: Algorithm,
    pub signs: EncodingKey,
    /// As it stands in the key set.
    pub public: Value,
    /// The public key as a file would hold it.
    pub der: Vec<u8>,
}

pub fn rsa_key(id: &'static str, bits: usize) -> Key {
    let private = rsa::RsaPrivateKey::new(&mut rsa::rand_core::OsRng, bits).unwrap();
    let (n, e) = (private.n().to_bytes_be(), private.e().to_bytes_be());
    Key {
        id,
        algorithm: Algorithm::RS256,
        signs: EncodingKey::from_rsa_der(private.to_pkcs1_der().unwrap().as_bytes()),
        public: json!({
            "kty": "RSA", "use": "sig", "alg": "RS256", "kid": id,
            "n": BASE64.encode(n), "e": BASE64.encode(e),
        }),
        der: private.to_public_key().to_pkcs1_der().unwrap().into_vec(),
    }
}

pub fn ec_key(id: &'static str) -> Key {
    let pair = rcgen::KeyPair::generate_for(&rcgen::PKCS_ECDSA_P256_SHA256).unwrap();
    // An uncompressed point: 4, x, y.
    let (x, y) = pair.public_key_raw()[1..].split_at(32);
    Key {
        id,
        algorithm: Algorithm::ES256,
        signs: EncodingKey::from_ec_der(&pair.serialize_der()),
        public: json!({
            "kty": "EC", "use": "sig", "crv": "P-256", "kid": id,
            "x": BASE64.encode(x), "y": BASE64.encode(y),
        }),
        der: pair.public_key_raw().to_vec(),
    }
}

pub static RSA: LazyLock<Key> = LazyLock::new(|| rsa_key("rsa", 2048));
pub static OTHER_RSA: LazyLock<Key> = LazyLock::new(|| rsa_key("other", 2048));
pub static WEAK_RSA: LazyLock<Key> = LazyLock::new(|| rsa_key("weak", 1024));
pub static EC: LazyLock<Key> = LazyLock::new(|| ec_key("ec"));

impl Key {
    pub fn sign(&self, claims: &Value) -> String {
        let header = Header { kid: Some(self.id.into()), ..Header::new(self.algorithm) };
        encode(&header, claims, &self.signs).unwrap()
    }

    pub fn sign_without_id(&self, claims: &Value) -> String {
        encode(&Header::new(self.algorithm), claims, &self.signs).unwrap()
    }

    /// Signs under the id of another key.
    pub fn sign_as(&self, id: &str, claims: &Value) -> String {
        let header = Header { kid: Some(id.into()), ..Header::new(self.algorithm) };
        encode(&header, claims, &self.signs).unwrap()
    }

    /// Its part of a key set without these members.
    pub fn public_without(&self, names: &[&str]) -> Value {
        let mut public = self.public.clone();
        names.iter().for_each(|name| drop(public.as_object_mut().unwrap().remove(*name)));
        public
    }

    pub fn public_with(&self, name: &str, value: Value) -> Value {
        let mut public = self.public.clone();
        public[name] = value;
        public
    }
}

/// How the provider feels.
#[derive(Clone, Copy, PartialEq)]
pub enum Mood {
    Well,
    Broken,
    Redirecting,
    Talkative,
    Slow(Duration),
}

/// A running provider.
pub struct Provider {
    pub url: String,
    keys: Mutex<Vec<Value>>,
    mood: Mutex<Mood>,
    /// What its configuration says in `issuer`, where that is not its address.
    claimed_issuer: Option<&'static str>,
    fetches: AtomicUsize,
    /// What was granted for each code that is still good.
    grants: Mutex<HashMap<String, Grant>>,
    /// What it does wrong.
    twist: Mutex<Twist>,
    /// The roles of whoever signs in.
    roles: Mutex<Vec<&'static str>>,
}

/// What somebody was granted at the provider's page.
struct Grant {
    challenge: String,
    nonce: String,
    back: String,
}

/// What a provider may do wrong when it is asked for a token.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Twist {
    Nothing,
    OtherNonce,
    NoNonce,
    OtherKey,
    OtherAudience,
    NoToken,
    Down,
}

async fn key_set(State(provider): State<Arc<Provider>>) -> Response {
    provider.fetches.fetch_add(1, Relaxed);
    let keys = Json(json!({"keys": *provider.keys.lock().unwrap()})).into_response();
    let mood = *provider.mood.lock().unwrap();
    match mood {
        Mood::Well => keys,
        Mood::Broken => StatusCode::BAD_GATEWAY.into_response(),
        Mood::Redirecting => Redirect::temporary("/elsewhere").into_response(),
        Mood::Talkative => {
            let keys = provider.keys.lock().unwrap().clone();
            Json(json!({"keys": keys, "story": "a".repeat(300 * 1024)})).into_response()
        }
        Mood::Slow(time) => {
            tokio::time::sleep(time).await;
            keys
        }
    }
}

async fn elsewhere(State(provider): State<Arc<Provider>>) -> Json<Value> {
    Json(json!({"keys": *provider.keys.lock().unwrap()}))
}

async fn configuration(State(provider): State<Arc<Provider>>) -> Json<Value> {
    let issuer = provider.claimed_issuer.unwrap_or(&provider.url);
    Json(json!({
        "issuer": issuer,
        "jwks_uri": format!("{}/keys", provider.url),
        "authorization_endpoint": format!("{}/authorize", provider.url),
        "token_endpoint": format!("{}/token", provider.url),
    }))
}

/// The page where somebody says yes.
async fn authorize(
    State(provider): State<Arc<Provider>>,
    Query(asked): Query<HashMap<String, String>>,
) -> Redirect {
    assert_eq!((&*asked["response_type"], &*asked["client_id"]), ("code", CLIENT));
    assert_eq!((&*asked["code_challenge_method"], &*asked["scope"]), ("S256", "openid profile"));
    let mut grants = provider.grants.lock().unwrap();
    let code = format!("code-{}", grants.len());
    let back = &asked["redirect_uri"];
    let address = format!("{back}?code={code}&state={}", asked["state"]);
    grants.insert(
        code,
        Grant {
            challenge: asked["code_challenge"].clone(),
            nonce: asked["nonce"].clone(),
            back: back.clone(),
        },
    );
    Redirect::to(&address)
}

/// Gives a token for a code, once, to the client whose secret and proof are right.
async fn token(
    State(provider): State<Arc<Provider>>,
    headers: HeaderMap,
    Form(asked): Form<HashMap<String, String>>,
) -> Response {
    let twist = *provider.twist.lock().unwrap();
    if twist == Twist::Down {
        return StatusCode::BAD_GATEWAY.into_response();
    }
    let refused =
        |error: &str| (StatusCode::BAD_REQUEST, Json(json!({"error": error}))).into_response();
    let client = format!("Basic {}", BASE64_STANDARD.encode(format!("{CLIENT}:{CLIENT_SECRET}")));
    if headers.get("authorization").is_none_or(|given| given != client.as_str()) {
        return refused("invalid_client");
    }
    let Some(grant) = provider.grants.lock().unwrap().remove(&asked["code"]) else {
        return refused("invalid_grant");
    };
    let proof = BASE64.encode(Sha256::digest(asked["code_verifier"].as_bytes()));
    if proof != grant.challenge
        || asked["redirect_uri"] != grant.back
        || asked["grant_type"] != "authorization_code"
    {
        return refused("invalid_grant");
    }
    let mut claims = provider.claims_with("aud", json!(CLIENT));
    claims["nonce"] = json!(grant.nonce);
    claims["realm"] = json!({"roles": *provider.roles.lock().unwrap()});
    match twist {
        Twist::OtherNonce => claims["nonce"] = json!("another"),
        Twist::NoNonce => drop(claims.as_object_mut().unwrap().remove("nonce")),
        Twist::OtherAudience => claims["aud"] = json!(AUDIENCE),
        _ => {}
    }
    let signed = match twist {
        Twist::OtherKey => OTHER_RSA.sign_as(RSA.id, &claims),
        _ => RSA.sign(&claims),
    };
    let mut answer =
        json!({"access_token": "not-for-us", "token_type": "Bearer", "expires_in": 60});
    if twist != Twist::NoToken {
        answer["id_token"] = json!(signed);
    }
    Json(answer).into_response()
}

impl Provider {
    pub async fn start(keys: &[&Value]) -> Arc<Provider> {
        Provider::start_as(None, keys).await
    }

    pub async fn start_as(claimed_issuer: Option<&'static str>, keys: &[&Value]) -> Arc<Provider> {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let provider = Arc::new(Provider {
            url: format!("http://{}", listener.local_addr().unwrap()),
            keys: Mutex::new(keys.iter().map(|key| (*key).clone()).collect()),
            mood: Mutex::new(Mood::Well),
            claimed_issuer,
            fetches: AtomicUsize::new(0),
            grants: Mutex::default(),
            twist: Mutex::new(Twist::Nothing),
            roles: Mutex::default(),
        });
        let app = Router::new()
            .route("/keys", get(key_set))
            .route("/elsewhere", get(elsewhere))
            .route("/.well-known/openid-configuration", get(configuration))
            .route("/authorize", get(authorize))
            .route("/token", post(token))
            .with_state(provider.clone());
        tokio::spawn(async { axum::serve(listener, app).await });
        provider
    }

    pub fn settings(&self) -> ProviderSettings {
        ProviderSettings {
            name: NAME.into(),
            issuer: self.url.clone(),
            audience: vec!["another-name-of-ours".into(), AUDIENCE.into()],
            jwks_url: Some(format!("{}/keys", self.url)),
            algorithms: vec!["RS256".into(), "ES256".into()],
            ..ProviderSettings::default()
        }
    }

    /// The same for our own pages.
    pub fn page_settings(&self) -> ProviderSettings {
        ProviderSettings {
            audience: vec![CLIENT.into(), AUDIENCE.into()],
            client_id: Some(CLIENT.into()),
            client_secret: Some(Hidden(CLIENT_SECRET.into())),
            scopes: vec!["profile".into()],
            role_claim: Some("realm.roles".into()),
            staff_roles: vec!["counsellor".into(), "nurse".into()],
            ..self.settings()
        }
    }

    /// From now on it does this wrong.
    pub fn twist(&self, twist: Twist) {
        *self.twist.lock().unwrap() = twist;
    }

    /// Whoever signs in has these roles.
    pub fn give_roles(&self, roles: &[&'static str]) {
        *self.roles.lock().unwrap() = roles.to_vec();
    }

    pub fn identities(&self) -> Identities {
        Identities::new(&[self.settings()], None, "")
    }

    /// What a good token says.
    pub fn claims(&self) -> Value {
        let now = get_current_timestamp();
        json!({"iss": self.url, "aud": AUDIENCE, "sub": "ann", "iat": now, "exp": now + 300})
    }

    pub fn claims_with(&self, name: &str, value: Value) -> Value {
        let mut claims = self.claims();
        claims[name] = value;
        claims
    }

    pub fn rotate(&self, keys: &[&Value]) {
        *self.keys.lock().unwrap() = keys.iter().map(|key| (*key).clone()).collect();
    }

    pub fn feel(&self, mood: Mood) {
        *self.mood.lock().unwrap() = mood;
    }

    pub fn fetches(&self) -> usize {
        self.fetches.load(Relaxed)
    }
}
