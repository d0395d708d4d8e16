//! Tokens of identity providers, against one that signs and serves its keys in this process.

use crate::provider::{AUDIENCE, EC, Mood, NAME, OTHER_RSA, Provider, RSA, WEAK_RSA, ec_key};
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use futures_util::future::join_all;
use jsonwebtoken::{Algorithm, EncodingKey, Header, encode, get_current_timestamp};
use serde_json::{Value, json};
use server::idp::Identities;
use server::settings::ProviderSettings;
use std::time::{Duration, Instant};

/// The subject, or the status and type of the refusal.
async fn judged(identities: &Identities, token: &str) -> Result<String, (u16, String)> {
    let judged = identities.vouched(NAME, token).await.map(|vouched| vouched.subject);
    judged.map_err(|refusal| (refusal.status, refusal.detail.error))
}

async fn assert_believed(identities: &Identities, token: &str) {
    assert_eq!(judged(identities, token).await.as_deref(), Ok("ann"));
}

async fn assert_invalid(identities: &Identities, token: &str, why: &str) {
    assert_eq!(judged(identities, token).await, Err((401, "Invalid Token".into())), "{why}");
}

async fn assert_unavailable(identities: &Identities, token: &str) {
    let refusal = (503, "Identity Provider Unavailable".into());
    assert_eq!(judged(identities, token).await, Err(refusal));
}

/// A token from its parts as JSON, with `signature` as it is.
fn joined(header: &Value, claims: &Value, signature: &str) -> String {
    let [header, claims] = [header, claims].map(|part| BASE64.encode(part.to_string()));
    format!("{header}.{claims}.{signature}")
}

#[tokio::test]
async fn tokens_signed_with_rsa_and_with_elliptic_curves_are_believed() {
    let provider = Provider::start(&[&RSA.public, &EC.public]).await;
    let identities = provider.identities();
    for key in [&*RSA, &*EC] {
        assert_believed(&identities, &key.sign(&provider.claims())).await;
    }
    assert_eq!(provider.fetches(), 1);
}

#[tokio::test]
async fn keys_are_found_through_the_issuers_configuration() {
    let provider = Provider::start(&[&RSA.public]).await;
    let settings = ProviderSettings { jwks_url: None, ..provider.settings() };
    let identities = Identities::new(&[settings], None, "");
    assert_believed(&identities, &RSA.sign(&provider.claims())).await;
}

#[tokio::test]
async fn a_configuration_of_another_issuer_is_not_followed() {
    let provider = Provider::start_as(Some("http://evil"), &[&RSA.public]).await;
    let settings = ProviderSettings { jwks_url: None, ..provider.settings() };
    let identities = Identities::new(&[settings], None, "");
    assert_unavailable(&identities, &RSA.sign(&provider.claims())).await;
    assert_eq!(provider.fetches(), 0);
}

#[tokio::test]
async fn a_provider_that_is_not_known_is_told_as_such() {
    let identities = Provider::start(&[]).await.identities();
    let refusal = identities.vouched("elsewhere", "token").await.unwrap_err();
    assert_eq!((refusal.status, refusal.detail.error.as_str()), (400, "Unknown Provider"));
}

#[tokio::test]
async fn every_wrong_claim_is_refused() {
    let provider = Provider::start(&[&RSA.public]).await;
    let identities = provider.identities();
    let now = get_current_timestamp();
    for (name, value) in [
        ("exp", json!(now - 120)),
        ("exp", json!(-1)),
        ("exp", json!("tomorrow")),
        ("exp", Value::Null),
        ("nbf", json!(now + 120)),
        ("nbf", json!("tomorrow")),
        ("iss", json!("http://evil")),
        ("iss", json!([provider.url, "http://evil"])),
        ("iss", Value::Null),
        ("aud", json!("another-application")),
        ("aud", json!(["another-application"])),
        ("aud", json!([])),
        ("aud", Value::Null),
        ("sub", json!("")),
        ("sub", json!("é".repeat(128))),
        ("sub", json!(7)),
        ("sub", Value::Null),
    ] {
        let token = RSA.sign(&provider.claims_with(name, value.clone()));
        assert_invalid(&identities, &token, &format!("{name} {value}")).await;
    }
}

#[tokio::test]
async fn every_missing_claim_is_refused() {
    let provider = Provider::start(&[&RSA.public]).await;
    let identities = provider.identities();
    for name in ["exp", "iss", "aud", "sub"] {
        let mut claims = provider.claims();
        claims.as_object_mut().unwrap().remove(name);
        assert_invalid(&identities, &RSA.sign(&claims), name).await;
    }
}

#[tokio::test]
async fn a_clock_that_is_59_seconds_off_is_forgiven() {
    let provider = Provider::start(&[&RSA.public]).await;
    let (identities, now) = (provider.identities(), get_current_timestamp());
    for (name, value) in [("exp", now - 59), ("nbf", now + 59)] {
        let token = RSA.sign(&provider.claims_with(name, json!(value)));
        assert_believed(&identities, &token).await;
    }
}

#[tokio::test]
async fn one_of_our_names_among_others_in_the_audience_is_enough() {
    let provider = Provider::start(&[&RSA.public]).await;
    let token = RSA.sign(&provider.claims_with("aud", json!(["another-application", AUDIENCE])));
    assert_believed(&provider.identities(), &token).await;
}

#[tokio::test]
async fn a_subject_of_255_bytes_is_the_longest() {
    let provider = Provider::start(&[&RSA.public]).await;
    let identities = provider.identities();
    let subject = "a".repeat(255);
    let token = RSA.sign(&provider.claims_with("sub", json!(subject)));
    assert_eq!(judged(&identities, &token).await, Ok(subject));
}

#[tokio::test]
async fn a_token_over_8_kib_is_refused_without_a_look() {
    let provider = Provider::start(&[&RSA.public]).await;
    let token = RSA.sign(&provider.claims_with("story", json!("a".repeat(8 * 1024))));
    assert_invalid(&provider.identities(), &token, "too long").await;
    assert_eq!(provider.fetches(), 0);
}

#[tokio::test]
async fn what_is_no_token_is_refused_without_a_look() {
    let provider = Provider::start(&[&RSA.public]).await;
    let identities = provider.identities();
    for text in ["", ".", "..", "a.b.c", "a.b.c.d", "Bearer x", "e30.e30.e30", "\u{0}é"] {
        assert_invalid(&identities, text, text).await;
    }
    assert_eq!(provider.fetches(), 0);
}

#[tokio::test]
async fn a_signature_of_another_key_is_refused() {
    let provider = Provider::start(&[&RSA.public, &OTHER_RSA.public]).await;
    let token = OTHER_RSA.sign_as(RSA.id, &provider.claims());
    assert_invalid(&provider.identities(), &token, "signed by another").await;
}

#[tokio::test]
async fn claims_that_were_changed_after_signing_are_refused() {
    let provider = Provider::start(&[&RSA.public]).await;
    let token = RSA.sign(&provider.claims());
    let parts: Vec<&str> = token.split('.').collect();
    let claims = BASE64.encode(provider.claims_with("sub", json!("bob")).to_string());
    let changed = format!("{}.{claims}.{}", parts[0], parts[2]);
    assert_invalid(&provider.identities(), &changed, "changed").await;
    let cut = format!("{}.{}.", parts[0], parts[1]);
    assert_invalid(&provider.identities(), &cut, "no signature").await;
}

#[tokio::test]
async fn a_token_without_a_signature_is_refused() {
    let provider = Provider::start(&[&RSA.public]).await;
    let identities = provider.identities();
    for name in ["none", "None", "NONE", ""] {
        for signature in ["", "AAAA"] {
            let header = json!({"alg": name, "kid": RSA.id});
            let token = joined(&header, &provider.claims(), signature);
            assert_invalid(&identities, &token, name).await;
        }
    }
}

#[tokio::test]
async fn a_public_key_is_never_taken_for_a_shared_secret() {
    let set = [&RSA.public, &EC.public];
    let provider = Provider::start(&set).await;
    let pinned_wrongly = ProviderSettings {
        algorithms: vec!["RS256".into(), "ES256".into(), "HS256".into()],
        ..provider.settings()
    };
    let both = [provider.identities(), Identities::new(&[pinned_wrongly], None, "")];
    let modulus = RSA.public["n"].as_str().unwrap();
    let secrets = [
        RSA.der.clone(),
        EC.der.clone(),
        modulus.as_bytes().to_vec(),
        BASE64.decode(modulus).unwrap(),
        RSA.public.to_string().into_bytes(),
    ];
    for identities in &both {
        for secret in &secrets {
            for id in [Some(RSA.id), Some(EC.id), None] {
                let kid = id.map(str::to_owned);
                let header = Header { kid, ..Header::new(Algorithm::HS256) };
                let key = EncodingKey::from_secret(secret);
                let token = encode(&header, &provider.claims(), &key).unwrap();
                assert_invalid(identities, &token, "HS256").await;
            }
        }
    }
}

#[tokio::test]
async fn a_shared_secret_in_a_real_providers_set_is_not_used() {
    let secret = json!({"kty": "oct", "kid": "shared", "alg": "HS256", "k": "c2VjcmV0"});
    let provider = Provider::start(&[&secret]).await;
    let header = Header { kid: Some("shared".into()), ..Header::new(Algorithm::HS256) };
    let key = EncodingKey::from_secret(b"secret");
    let token = encode(&header, &provider.claims(), &key).unwrap();
    assert_invalid(&provider.identities(), &token, "shared secret").await;
}

#[tokio::test]
async fn only_the_pinned_algorithms_are_accepted() {
    let public = RSA.public_without(&["alg"]);
    let provider = Provider::start(&[&public, &EC.public]).await;
    let settings = ProviderSettings { algorithms: vec!["RS256".into()], ..provider.settings() };
    let identities = Identities::new(&[settings], None, "");
    assert_believed(&identities, &RSA.sign(&provider.claims())).await;
    assert_invalid(&identities, &EC.sign(&provider.claims()), "ES256").await;
    for other in [Algorithm::RS384, Algorithm::PS256] {
        let header = Header { kid: Some(RSA.id.into()), ..Header::new(other) };
        let token = encode(&header, &provider.claims(), &RSA.signs).unwrap();
        assert_invalid(&identities, &token, &format!("{other:?}")).await;
    }
}

#[tokio::test]
async fn a_key_of_another_type_does_not_answer_to_an_id() {
    let provider = Provider::start(&[&RSA.public]).await;
    let token = EC.sign_as(RSA.id, &provider.claims());
    assert_invalid(&provider.identities(), &token, "an EC token with an RSA key's id").await;
}

#[tokio::test]
async fn keys_for_other_purposes_and_weak_keys_do_not_sign() {
    for key in [
        RSA.public_with("use", json!("enc")),
        RSA.public_with("key_ops", json!(["wrapKey"])),
        RSA.public_with("alg", json!("RSA-OAEP")),
    ] {
        let provider = Provider::start(&[&key]).await;
        let token = RSA.sign(&provider.claims());
        assert_invalid(&provider.identities(), &token, &key.to_string()).await;
    }
    let provider = Provider::start(&[&WEAK_RSA.public]).await;
    let token = WEAK_RSA.sign(&provider.claims());
    assert_invalid(&provider.identities(), &token, "1024 bits").await;
}

#[tokio::test]
async fn a_token_with_a_critical_extension_is_refused() {
    let provider = Provider::start(&[&RSA.public]).await;
    let crit = Some(vec!["exp".into()]);
    let header = Header { kid: Some(RSA.id.into()), crit, ..Header::new(Algorithm::RS256) };
    let token = encode(&header, &provider.claims(), &RSA.signs).unwrap();
    assert_invalid(&provider.identities(), &token, "crit").await;
}

#[tokio::test]
async fn a_key_that_a_token_brings_along_is_not_used() {
    let provider = Provider::start(&[&RSA.public]).await;
    let jwk = Some(serde_json::from_value(OTHER_RSA.public.clone()).unwrap());
    let header = Header { kid: Some(RSA.id.into()), jwk, ..Header::new(Algorithm::RS256) };
    let token = encode(&header, &provider.claims(), &OTHER_RSA.signs).unwrap();
    assert_invalid(&provider.identities(), &token, "jwk").await;
}

#[tokio::test]
async fn a_token_without_a_key_id_is_tried_with_the_keys_that_fit() {
    let set = [&RSA.public, &EC.public, &OTHER_RSA.public_without(&["kid"])];
    let provider = Provider::start(&set).await;
    let identities = provider.identities();
    for key in [&*RSA, &*EC, &*OTHER_RSA] {
        assert_believed(&identities, &key.sign_without_id(&provider.claims())).await;
    }
    let stranger = ec_key("stranger").sign_without_id(&provider.claims());
    assert_invalid(&identities, &stranger, "no key fits").await;
}

#[tokio::test]
async fn a_new_key_is_fetched_and_a_withdrawn_one_no_longer_believed() {
    let provider = Provider::start(&[&RSA.public]).await;
    let identities = provider.identities();
    assert_believed(&identities, &RSA.sign(&provider.claims())).await;
    provider.rotate(&[&OTHER_RSA.public]);
    assert_believed(&identities, &OTHER_RSA.sign(&provider.claims())).await;
    assert_invalid(&identities, &RSA.sign(&provider.claims()), "withdrawn").await;
    assert_eq!(provider.fetches(), 2);
}

#[tokio::test]
async fn a_flood_of_unknown_keys_makes_one_fetch() {
    let provider = Provider::start(&[&RSA.public]).await;
    let identities = provider.identities();
    assert_believed(&identities, &RSA.sign(&provider.claims())).await;
    let tokens: Vec<String> =
        (0..50).map(|id| RSA.sign_as(&format!("made-up-{id}"), &provider.claims())).collect();
    join_all(tokens.iter().map(|token| assert_invalid(&identities, token, "made up"))).await;
    assert_eq!(provider.fetches(), 2);
}

#[tokio::test]
async fn many_who_come_at_once_make_one_fetch() {
    let provider = Provider::start(&[&RSA.public]).await;
    provider.feel(Mood::Slow(Duration::from_millis(200)));
    let (identities, token) = (provider.identities(), RSA.sign(&provider.claims()));
    join_all((0..50).map(|_| assert_believed(&identities, &token))).await;
    assert_eq!(provider.fetches(), 1);
}

#[tokio::test]
async fn a_caller_who_hangs_up_does_not_stop_the_fetch() {
    let provider = Provider::start(&[&RSA.public]).await;
    provider.feel(Mood::Slow(Duration::from_millis(300)));
    let (identities, token) = (provider.identities(), RSA.sign(&provider.claims()));
    let hasty = tokio::time::timeout(Duration::from_millis(100), judged(&identities, &token));
    assert!(hasty.await.is_err());
    assert_believed(&identities, &token).await;
    assert_eq!(provider.fetches(), 1);
}

#[tokio::test]
async fn a_provider_that_is_not_there_is_told_at_once() {
    let provider = Provider::start(&[]).await;
    // Nothing listens at a port that was just given back.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap();
    let jwks_url = Some(format!("http://{port}/keys"));
    let identities =
        Identities::new(&[ProviderSettings { jwks_url, ..provider.settings() }], None, "");
    let begun = Instant::now();
    assert_unavailable(&identities, &RSA.sign(&provider.claims())).await;
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
}

#[tokio::test]
async fn a_provider_that_failed_a_moment_ago_is_left_alone() {
    for mood in [Mood::Broken, Mood::Redirecting, Mood::Talkative] {
        let provider = Provider::start(&[&RSA.public]).await;
        provider.feel(mood);
        let (identities, token) = (provider.identities(), RSA.sign(&provider.claims()));
        assert_unavailable(&identities, &token).await;
        provider.feel(Mood::Well);
        assert_unavailable(&identities, &token).await;
        assert_eq!(provider.fetches(), 1);
    }
}

#[tokio::test]
async fn a_provider_that_came_back_is_asked_again_after_five_seconds() {
    let provider = Provider::start(&[&RSA.public]).await;
    provider.feel(Mood::Broken);
    let (identities, token) = (provider.identities(), RSA.sign(&provider.claims()));
    assert_unavailable(&identities, &token).await;
    provider.feel(Mood::Well);
    tokio::time::sleep(Duration::from_millis(5100)).await;
    assert_believed(&identities, &token).await;
}

#[tokio::test]
async fn a_provider_that_does_not_answer_holds_nobody_up() {
    let provider = Provider::start(&[&RSA.public]).await;
    provider.feel(Mood::Slow(Duration::from_secs(60)));
    let (identities, token) = (provider.identities(), RSA.sign(&provider.claims()));
    let begun = Instant::now();
    join_all((0..20).map(|_| assert_unavailable(&identities, &token))).await;
    assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    assert_eq!(provider.fetches(), 1);
}

#[tokio::test]
async fn known_keys_keep_working_while_the_provider_is_down() {
    let provider = Provider::start(&[&RSA.public]).await;
    let identities = provider.identities();
    assert_believed(&identities, &RSA.sign(&provider.claims())).await;
    provider.feel(Mood::Slow(Duration::from_secs(60)));
    let (unknown, known) = (OTHER_RSA.sign(&provider.claims()), RSA.sign(&provider.claims()));
    let both = async {
        tokio::time::sleep(Duration::from_millis(200)).await;
        let begun = Instant::now();
        assert_believed(&identities, &known).await;
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    };
    tokio::join!(assert_unavailable(&identities, &unknown), both);
    assert_believed(&identities, &known).await;
}
