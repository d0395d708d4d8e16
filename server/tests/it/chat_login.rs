//! Signing in: whose token is believed, and how long a session lives.

use crate::app::{On, TestApp, refused};
use crate::look::{id, json, refusal, refused_field, time};
use crate::on_both;
use crate::people::{
    HISTORY, LOGIN, Person, login, mock_token, nobody, sign_in, sign_in_with, text, unauthorized,
    with,
};
use crate::rows::Rows;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use chrono::Duration;
use futures_util::future::join_all;
use hmac::{Hmac, KeyInit, Mac};
use reqwest::Response;
use serde_json::{Value, json};
use sha2::Sha256;

fn encoded(bytes: impl AsRef<[u8]>) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(bytes)
}

fn decoded(text: &str) -> Vec<u8> {
    BASE64_URL_SAFE_NO_PAD.decode(text).unwrap()
}

/// The key that the mock provider shows.
async fn mock_key(app: &TestApp) -> Vec<u8> {
    let keys = json(app.get("/api/v1/mock-idp/.well-known/jwks.json").await, 200).await;
    decoded(text(&keys["keys"][0]["k"]))
}

fn signature(key: &[u8], signed: &str) -> String {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).unwrap();
    mac.update(signed.as_bytes());
    encoded(mac.finalize().into_bytes())
}

fn claims(token: &str) -> Value {
    serde_json::from_slice(&decoded(token.split('.').nth(1).unwrap())).unwrap()
}

/// A token of the mock provider with other claims, signed anew with `key`.
async fn forged(app: &TestApp, key: &[u8], changes: Value) -> String {
    let token = mock_token(app, "ann").await;
    let mut claims = with(claims(&token), &changes);
    claims.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    let signed = format!("{}.{}", token.split('.').next().unwrap(), encoded(claims.to_string()));
    format!("{signed}.{}", signature(key, &signed))
}

async fn log_in(app: &TestApp, token: &str) -> Response {
    app.post(LOGIN, &login(token, "web_react")).await
}

/// A login of ann with these fields in place of the usual ones.
async fn log_in_with(app: &TestApp, changes: Value) -> Response {
    let body = with(login(&mock_token(app, "ann").await, "web_react"), &changes);
    app.post(LOGIN, &body).await
}

/// Whether a bearer token still opens something.
async fn is_alive(person: &Person) -> bool {
    let answer = person.get(HISTORY).await;
    let status = answer.status().as_u16();
    if status == 401 {
        unauthorized(answer, "Unauthorized").await;
    }
    assert!(matches!(status, 200 | 401), "{status}");
    status == 200
}

on_both! {
    async fn the_shown_key_signs_the_mock_providers_tokens(app: TestApp) {
        let token = mock_token(&app, "ann").await;
        let (signed, signed_with) = token.rsplit_once('.').unwrap();
        assert_eq!(signature(&mock_key(&app).await, signed), signed_with);
    }

    async fn a_mock_token_says_who_for_whom_and_for_how_long(app: TestApp) {
        let claims = claims(&mock_token(&app, "test-user-123").await);
        assert_eq!((&claims["sub"], &claims["iss"]), (&json!("test-user-123"), &json!("mock-idp")));
        let (begins, ends) = (claims["iat"].as_i64().unwrap(), claims["exp"].as_i64().unwrap());
        assert_eq!(ends - begins, 3600);
        assert!((app.clock.now().timestamp() - begins).abs() < 10);
        assert!(!claims["aud"].is_null());
    }

    async fn the_mock_provider_asks_for_a_name(app: TestApp) {
        for wrong in [json!({}), json!({"idp_user_id": ""}), json!({"idp_user_id": null}),
            json!({"idp_user_id": 5}), json!({"idp_user_id": "a".repeat(201)})] {
            refused_field(app.post("/api/v1/mock-idp/authenticate", &wrong).await, "idp_user_id").await;
        }
    }

    async fn each_required_field_is_asked_for_by_name(app: TestApp) {
        for field in ["idp_token", "id_provider", "user_type", "language", "origin"] {
            let mut body = login(&mock_token(&app, "ann").await, "web_react");
            body[field] = Value::Null;
            refused_field(app.post(LOGIN, &body).await, field).await;
            body.as_object_mut().unwrap().remove(field);
            refused_field(app.post(LOGIN, &body).await, field).await;
        }
    }

    async fn a_value_that_is_not_known_is_refused_by_name(app: TestApp) {
        for (field, wrong) in [("user_type", "robot"), ("user_type", "Teenager"), ("age_class", "cycle9"),
            ("language", "DE"), ("language", ""), ("country", "France"), ("country", "1!")] {
            refused_field(log_in_with(&app, json!({field: wrong})).await, field).await;
        }
    }

    async fn an_origin_that_is_no_slug_is_refused(app: TestApp) {
        for wrong in ["", "two words", "é", "a/b", &"a".repeat(65)] {
            refused_field(log_in_with(&app, json!({"origin": wrong})).await, "origin").await;
        }
    }

    async fn age_class_country_and_capabilities_may_be_null_or_missing(app: TestApp) {
        let nulls = json!({"age_class": null, "country": null, "capabilities": null});
        json(log_in_with(&app, nulls).await, 200).await;
        let mut body = login(&mock_token(&app, "ann").await, "web_react");
        body.as_object_mut().unwrap().remove("age_class");
        json(app.post(LOGIN, &body).await, 200).await;
    }

    async fn every_documented_kind_of_person_may_sign_in(app: TestApp) {
        for kind in ["teenager", "parent", "professional", "other"] {
            json(log_in_with(&app, json!({"user_type": kind})).await, 200).await;
        }
        for class in ["cycle3", "cycle4", "lycee"] {
            json(log_in_with(&app, json!({"age_class": class})).await, 200).await;
        }
    }

    async fn a_language_is_read_in_any_case_with_or_without_a_region(app: TestApp) {
        for language in ["FR", "fr", "vi-VN", "en_GB", "En"] {
            json(log_in_with(&app, json!({"language": language})).await, 200).await;
        }
    }

    async fn a_token_that_is_none_is_401(app: TestApp) {
        for garbage in ["garbage", "a.b.c", "..", "eyJhbGciOiJIUzI1NiJ9.e30.", "é.é.é"] {
            unauthorized(log_in(&app, garbage).await, "Invalid Token").await;
        }
    }

    async fn an_expired_token_is_401(app: TestApp) {
        let token = mock_token(&app, "ann").await;
        app.advance(Duration::hours(2));
        unauthorized(log_in(&app, &token).await, "Invalid Token").await;
    }

    async fn a_token_lives_for_most_of_its_hour(app: TestApp) {
        let token = mock_token(&app, "ann").await;
        app.advance(Duration::minutes(58));
        json(log_in(&app, &token).await, 200).await;
    }

    async fn a_token_whose_claims_were_changed_is_401(app: TestApp) {
        let (ann, ben) = (mock_token(&app, "ann").await, mock_token(&app, "ben").await);
        let (ann, ben): (Vec<&str>, Vec<&str>) = (ann.split('.').collect(), ben.split('.').collect());
        let mixed = format!("{}.{}.{}", ann[0], ben[1], ann[2]);
        unauthorized(log_in(&app, &mixed).await, "Invalid Token").await;
    }

    async fn a_token_signed_with_another_key_is_401(app: TestApp) {
        let token = forged(&app, &[7; 32], json!({})).await;
        unauthorized(log_in(&app, &token).await, "Invalid Token").await;
    }

    async fn a_token_that_is_not_signed_is_401(app: TestApp) {
        let token = mock_token(&app, "ann").await;
        let body = token.split('.').nth(1).unwrap();
        for algorithm in ["none", "None", "NONE"] {
            let unsigned = format!("{}.{body}.", encoded(json!({"alg": algorithm}).to_string()));
            unauthorized(log_in(&app, &unsigned).await, "Invalid Token").await;
        }
    }

    async fn a_token_for_somebody_else_or_of_somebody_else_is_401(app: TestApp) {
        let key = mock_key(&app).await;
        json(log_in(&app, &forged(&app, &key, json!({})).await).await, 200).await;
        for wrong in [json!({"aud": "another"}), json!({"aud": null}), json!({"iss": "another"}),
            json!({"iss": null})] {
            unauthorized(log_in(&app, &forged(&app, &key, wrong).await).await, "Invalid Token").await;
        }
    }

    async fn a_token_without_a_subject_or_an_end_is_401(app: TestApp) {
        let key = mock_key(&app).await;
        for wrong in [json!({"sub": null}), json!({"sub": ""}), json!({"sub": 5}), json!({"exp": null})] {
            unauthorized(log_in(&app, &forged(&app, &key, wrong).await).await, "Invalid Token").await;
        }
    }

    async fn an_unknown_provider_is_400(app: TestApp) {
        for name in ["orange", "Mock-IDP"] {
            refused(log_in_with(&app, json!({"id_provider": name})).await, 400, "Unknown Provider").await;
        }
    }

    async fn a_refused_login_makes_nobody(app: TestApp) {
        log_in(&app, "garbage").await;
        log_in_with(&app, json!({"language": "DE"})).await;
        let mut rows = Rows::of(&app).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM users").await, 0);
        assert_eq!(rows.count("SELECT COUNT(*) FROM app_sessions").await, 0);
    }

    async fn a_bearer_token_is_a_random_uuid_and_the_sessions_id(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        assert_eq!(ann.answer["bearer_token"], ann.answer["app_session"]["id"]);
        assert_eq!(id(&ann.answer["bearer_token"]).get_version_num(), 4);
    }

    async fn the_same_client_keeps_its_session(app: TestApp) {
        let first = sign_in(&app, "ann", "web_react").await;
        app.advance(Duration::days(1));
        let again = sign_in(&app, "ann", "web_react").await;
        assert_eq!(again.bearer, first.bearer);
        let (was, is) = (&first.answer["app_session"], &again.answer["app_session"]);
        assert_eq!(is["created_at"], was["created_at"]);
        assert!(time(&is["last_seen_at"]) > time(&was["last_seen_at"]));
    }

    async fn another_client_gets_a_session_of_its_own(app: TestApp) {
        let react = sign_in(&app, "ann", "web_react").await;
        let discord = sign_in(&app, "ann", "discord").await;
        assert_eq!(react.user_id, discord.user_id);
        assert_ne!(react.bearer, discord.bearer);
        assert!(is_alive(&react).await && is_alive(&discord).await);
    }

    async fn two_names_are_two_people(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let other = sign_in(&app, "Ann", "web_react").await;
        assert_ne!(ann.user_id, other.user_id);
        assert_ne!(ann.bearer, other.bearer);
    }

    async fn a_logout_kills_the_bearer_token(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        ann.log_out().await;
        assert!(!is_alive(&ann).await);
        unauthorized(ann.post("/api/v1/auth/logout", &json!({})).await, "Unauthorized").await;
    }

    async fn a_logout_leaves_other_clients_signed_in(app: TestApp) {
        let react = sign_in(&app, "ann", "web_react").await;
        let terminal = sign_in(&app, "ann", "dev_terminal").await;
        react.log_out().await;
        assert!(is_alive(&terminal).await);
    }

    async fn after_a_logout_a_login_gives_another_token(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        ann.log_out().await;
        let again = sign_in(&app, "ann", "web_react").await;
        assert_eq!(again.user_id, ann.user_id);
        assert_ne!(again.bearer, ann.bearer);
        assert!(is_alive(&again).await && !is_alive(&ann).await);
    }

    async fn after_thirty_days_without_use_a_token_is_dead(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        app.advance(Duration::days(30) + Duration::hours(2));
        assert!(!is_alive(&ann).await);
    }

    async fn after_thirty_days_without_use_a_login_gives_another_token(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        app.advance(Duration::days(30) + Duration::hours(2));
        let again = sign_in(&app, "ann", "web_react").await;
        assert_ne!(again.bearer, ann.bearer);
        assert!(is_alive(&again).await && !is_alive(&ann).await);
    }

    async fn a_token_in_use_lives_on(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        for _ in 0..4 {
            app.advance(Duration::days(20));
            assert!(is_alive(&ann).await);
        }
    }

    async fn a_session_says_when_it_ends(app: TestApp) {
        let session = sign_in(&app, "ann", "web_react").await.answer["app_session"].clone();
        let left = time(&session["expires_at"]) - app.clock.now();
        assert!((left - Duration::days(30)).num_minutes().abs() <= 60, "{left}");
        assert!((app.clock.now() - time(&session["created_at"])).num_seconds().abs() < 10);
    }

    async fn somebody_new_has_no_history(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let history = json!({"user_id": ann.user_id, "conversations": []});
        assert_eq!(ann.answer["user_history"], history);
        assert_eq!(json(ann.get(HISTORY).await, 200).await, history);
    }

    async fn twenty_logins_at_once_make_one_person_with_one_session(app: TestApp) {
        let body = login(&mock_token(&app, "ann").await, "web_react");
        let answers = join_all((0..20).map(|_| app.post(LOGIN, &body))).await;
        let mut bearers = Vec::new();
        for answer in answers {
            bearers.push(text(&json(answer, 200).await["bearer_token"]).to_owned());
        }
        bearers.dedup();
        assert_eq!(bearers.len(), 1);
        assert!(is_alive(&nobody(&app).with_bearer(&bearers[0])).await);
        let mut rows = Rows::of(&app).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM users").await, 1);
        assert_eq!(rows.count("SELECT COUNT(*) FROM idp_logins").await, 1);
        assert_eq!(rows.count("SELECT COUNT(*) FROM app_sessions").await, 1);
    }

    async fn a_login_sets_the_persons_language(app: TestApp) {
        for (language, expected) in [("fr", "FR"), ("VI", "VI"), ("en-GB", "EN")] {
            let ann = sign_in_with(&app, "ann", json!({"language": language})).await;
            assert_eq!(ann.init().await["language"], expected);
        }
    }
}

async fn without_mock_provider() -> TestApp {
    TestApp::start_with(On::Sqlite, &[("MOCK_IDP", "off")]).await
}

#[tokio::test]
async fn a_mock_provider_that_is_off_is_404() {
    let app = without_mock_provider().await;
    let body = json!({"idp_user_id": "ann"});
    refused(app.post("/api/v1/mock-idp/authenticate", &body).await, 404, "Not Found").await;
    refused(app.get("/api/v1/mock-idp/.well-known/jwks.json").await, 404, "Not Found").await;
    assert_eq!(app.post("/mock-idp/authenticate", &body).await.status(), 404);
    assert_eq!(app.get("/mock-idp/.well-known/jwks.json").await.status(), 404);
}

#[tokio::test]
async fn a_mock_provider_that_is_off_vouches_for_nobody() {
    let app = without_mock_provider().await;
    refused(log_in(&app, "a.b.c").await, 400, "Unknown Provider").await;
}

#[tokio::test]
async fn a_refused_token_is_never_repeated() {
    let app = TestApp::start(On::Sqlite).await;
    let detail = refusal(log_in(&app, "SecretMarker.a.b").await, 401).await;
    assert!(!detail.to_string().contains("SecretMarker"), "{detail}");
}
