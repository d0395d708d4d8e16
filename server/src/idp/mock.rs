//! The mock provider `mock-idp`, which believes everybody: for development only.

use super::provider::{Keys, Provider, Source, Staff};
use crate::clock::Clock;
use crate::crypto::Secret;
use crate::error::Error;
use app::api::person::MockToken;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode};
use serde_json::{Value, json};

/// What a login calls it, and what its tokens say in `iss`.
const NAME: &str = "mock-idp";
/// What its tokens say of this application in `aud`.
const AUDIENCE: &str = "kind-monsters";
/// Whoever's name begins so gets this role, which makes them staff.
const STAFF: &str = "staff-";
const ROLE: &str = "staff";
/// How long a token lasts, in seconds.
const LIFETIME: i64 = 60 * 60;

/// Signs with HS256; its key comes from the server's secret, so that all servers of one database
/// agree.
#[derive(Clone)]
pub struct Mock {
    key: [u8; 32],
    key_id: String,
    clock: Clock,
}

impl Mock {
    /// The mock provider of the servers that share `secret`.
    pub fn new(secret: &Secret, clock: Clock) -> Mock {
        let key_id = format!("{:016x}", secret.short_tag("mock-idp key id", b""));
        Mock { key: secret.tag("mock-idp", b""), key_id, clock }
    }

    /// A token for `subject` that lasts an hour.
    ///
    /// # Errors
    ///
    /// Broken, if signing fails.
    pub fn token(&self, subject: &str) -> Result<MockToken, Error> {
        let now = self.clock.now().timestamp();
        let mut claims = json!({
            "iss": NAME, "aud": AUDIENCE, "sub": subject, "iat": now, "exp": now + LIFETIME,
        });
        if subject.starts_with(STAFF) {
            claims["roles"] = json!([ROLE]);
        }
        let header = Header { kid: Some(self.key_id.clone()), ..Header::new(Algorithm::HS256) };
        let access_token = encode(&header, &claims, &EncodingKey::from_secret(&self.key))
            .map_err(|_| Error::Broken("the mock identity provider cannot sign".into()))?;
        Ok(MockToken { access_token, token_type: "Bearer".into(), expires_in: LIFETIME })
    }

    /// Its key set (RFC 7517), which holds the very key it signs with.
    pub fn jwks(&self) -> Value {
        let key = BASE64_URL_SAFE_NO_PAD.encode(self.key);
        json!({"keys": [{"kty": "oct", "alg": "HS256", "kid": self.key_id, "k": key}]})
    }

    /// What judges its tokens, as every provider's are judged.
    pub(super) fn provider(&self) -> Provider {
        Provider {
            name: NAME.into(),
            issuer: NAME.into(),
            audience: vec![AUDIENCE.into()],
            algorithms: vec![Algorithm::HS256],
            source: Source::Held(self.jwks()),
            clock: self.clock.clone(),
            keys: Keys::default(),
            staff: Some(Staff { claim: "roles".into(), roles: vec![ROLE.into()] }),
            pages: None,
        }
    }

    /// What tells it the time.
    pub(super) fn clock(&self) -> &Clock {
        &self.clock
    }
}

#[cfg(test)]
mod tests {
    use super::super::Identities;
    use super::*;
    use crate::crypto::KeyRing;
    use chrono::Duration;
    use uuid::Uuid;

    fn secret() -> Secret {
        let keys = KeyRing::parse(&KeyRing::new_key_text()).unwrap();
        Secret::new(keys.new_data_key(Uuid::from_u128(1)).0)
    }

    fn identities(secret: &Secret, clock: &Clock) -> (Identities, Mock) {
        let mock = Mock::new(secret, clock.clone());
        (Identities::new(&[], Some(mock.clone()), ""), mock)
    }

    #[tokio::test]
    async fn its_token_names_the_subject_for_an_hour() {
        let clock = Clock::default();
        let (identities, mock) = identities(&secret(), &clock);
        let token = mock.token("test-user-123").unwrap();
        assert_eq!((token.token_type.as_str(), token.expires_in), ("Bearer", 3600));
        let vouched = identities.vouched("mock-idp", &token.access_token).await.unwrap();
        assert_eq!((vouched.subject.as_str(), vouched.is_staff), ("test-user-123", false));
        clock.advance(Duration::minutes(62));
        let refusal = identities.vouched("mock-idp", &token.access_token).await.unwrap_err();
        assert_eq!((refusal.status, refusal.detail.error.as_str()), (401, "Invalid Token"));
    }

    #[tokio::test]
    async fn servers_of_one_secret_believe_each_other_and_no_others() {
        let (secret_of_two, clock) = (secret(), Clock::default());
        let (_, one) = identities(&secret_of_two, &clock);
        let (another, mock) = identities(&secret_of_two, &clock);
        assert_eq!(one.jwks(), mock.jwks());
        let token = one.token("ann").unwrap().access_token;
        assert_eq!(another.vouched("mock-idp", &token).await.unwrap().subject, "ann");
        let (stranger, _) = identities(&secret(), &clock);
        assert_eq!(stranger.vouched("mock-idp", &token).await.unwrap_err().status, 401);
    }

    #[tokio::test]
    async fn a_name_without_a_subject_is_refused() {
        let (identities, mock) = identities(&secret(), &Clock::default());
        for subject in [String::new(), "a".repeat(256)] {
            let token = mock.token(&subject).unwrap().access_token;
            assert_eq!(identities.vouched("mock-idp", &token).await.unwrap_err().status, 401);
        }
    }

    #[tokio::test]
    async fn without_it_its_name_is_unknown() {
        let identities = Identities::new(&[], None, "");
        assert!(identities.mock().is_none());
        let refusal = identities.vouched("mock-idp", "any").await.unwrap_err();
        assert_eq!((refusal.status, refusal.detail.error.as_str()), (400, "Unknown Provider"));
    }

    #[tokio::test]
    async fn it_calls_staff_whoever_has_a_name_that_says_so() {
        let (identities, mock) = identities(&secret(), &Clock::default());
        for (name, is_staff) in [("staff-ann", true), ("ann-staff-", false), ("Staff-ann", false)] {
            let token = mock.token(name).unwrap().access_token;
            let vouched = identities.vouched("mock-idp", &token).await.unwrap();
            assert_eq!(vouched.is_staff, is_staff, "{name}");
        }
    }

    #[test]
    fn its_key_set_has_the_documented_form() {
        let jwks = Mock::new(&secret(), Clock::default()).jwks();
        let key = &jwks["keys"][0];
        assert_eq!((&key["kty"], &key["alg"]), (&json!("oct"), &json!("HS256")));
        assert!(key["kid"].as_str().is_some_and(|id| id.len() == 16));
        assert_eq!(key["k"].as_str().map(str::len), Some(43));
    }
}
