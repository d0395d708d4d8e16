//! `/api/v1/sessions/` as documented.

use crate::app::TestApp;
use crate::look::{id, json, keys, refusal, refused_field, time};
use crate::on_both;
use chrono::Duration;
use serde_json::{Value, json};

const SESSION: [&str; 8] = [
    "created_at",
    "expires_at",
    "id",
    "is_active",
    "is_crisis_mode",
    "language_preference",
    "last_activity",
    "session_token",
];

async fn create(app: &TestApp, body: &Value) -> Value {
    json(app.post("/api/v1/sessions/", body).await, 201).await
}

async fn show(app: &TestApp, token: &str) -> Value {
    json(app.get(&format!("/api/v1/sessions/{token}")).await, 200).await
}

on_both! {
    async fn a_new_session_is_answered_as_documented(app: TestApp) {
        let created = create(&app, &json!({"language_preference": "vi"})).await;
        assert_eq!(keys(&created), ["instructions", "message", "session"]);
        assert_eq!(created["message"], "Session created successfully");
        assert_eq!(created["instructions"], json!({
            "store_token": "Save session_token securely on client-side",
            "expiry": "Session expires in 30 days",
            "usage": "Include session_token in X-Session-Token header for all requests"
        }));
        let session = &created["session"];
        assert_eq!(keys(session), SESSION);
        id(&session["id"]);
        assert_eq!(session["language_preference"], "vi");
        assert_eq!(session["is_active"], true);
        assert_eq!(session["is_crisis_mode"], false);
        assert_eq!(session["last_activity"], session["created_at"]);
    }

    async fn a_session_lasts_thirty_days_from_its_creation(app: TestApp) {
        let session = &create(&app, &json!({})).await["session"];
        let created = time(&session["created_at"]);
        assert!((app.clock.now() - created).num_seconds().abs() < 10);
        assert_eq!(time(&session["expires_at"]), created + Duration::days(30));
    }

    async fn a_token_is_anon_and_32_letters_or_digits(app: TestApp) {
        let token = app.token("vi").await;
        let secret = token.strip_prefix("anon_").unwrap();
        assert_eq!(secret.len(), 32);
        assert!(secret.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{token}");
    }

    async fn no_two_sessions_share_a_token_or_an_id(app: TestApp) {
        let one = create(&app, &json!({})).await["session"].clone();
        let other = create(&app, &json!({})).await["session"].clone();
        assert_ne!(one["session_token"], other["session_token"]);
        assert_ne!(one["id"], other["id"]);
    }

    async fn json_is_compact_so_that_grep_finds_the_token(app: TestApp) {
        let answer = app.post("/api/v1/sessions/", &json!({"language_preference": "vi"})).await;
        let text = answer.text().await.unwrap();
        let (_, rest) = text.split_once("\"session_token\":\"").unwrap();
        let (token, _) = rest.split_once('"').unwrap();
        assert_eq!(show(&app, token).await["session_token"], token);
    }

    async fn a_session_is_shown_as_it_was_created(app: TestApp) {
        let session = create(&app, &json!({"language_preference": "fr"})).await["session"].clone();
        assert_eq!(show(&app, session["session_token"].as_str().unwrap()).await, session);
    }

    async fn touching_moves_the_last_activity_and_nothing_else(app: TestApp) {
        let token = app.token("vi").await;
        let before = show(&app, &token).await;
        app.advance(Duration::hours(1));
        let touch = format!("/api/v1/sessions/{token}/touch");
        let touched = json(app.request(reqwest::Method::POST, &touch).send().await.unwrap(), 200).await;
        let moved = time(&touched["last_activity"]) - time(&before["last_activity"]);
        assert!(moved >= Duration::hours(1) && moved < Duration::minutes(61), "{moved}");
        let mut expected = before;
        expected["last_activity"] = touched["last_activity"].clone();
        assert_eq!(touched, expected);
        assert_eq!(show(&app, &token).await, expected);
    }

    async fn crisis_mode_is_set_and_set_back(app: TestApp) {
        let token = app.token("vi").await;
        let path = format!("/api/v1/sessions/{token}");
        let set = json(app.put(&path, &json!({"is_crisis_mode": true})).await, 200).await;
        assert_eq!(keys(&set), SESSION);
        assert_eq!(set["is_crisis_mode"], true);
        json(app.put(&path, &json!({"is_crisis_mode": false})).await, 200).await;
        assert_eq!(show(&app, &token).await["is_crisis_mode"], false);
    }

    async fn a_change_leaves_what_it_does_not_name(app: TestApp) {
        let token = app.token("vi").await;
        let path = format!("/api/v1/sessions/{token}");
        app.put(&path, &json!({"is_crisis_mode": true})).await;
        app.put(&path, &json!({"language_preference": "en"})).await;
        let changed = json(app.put(&path, &json!({"is_crisis_mode": null})).await, 200).await;
        assert_eq!(changed["is_crisis_mode"], true);
        assert_eq!(changed["language_preference"], "en");
    }

    async fn a_wrong_type_in_a_change_is_refused_by_name(app: TestApp) {
        let path = format!("/api/v1/sessions/{}", app.token("vi").await);
        refused_field(app.put(&path, &json!({"is_crisis_mode": "yes"})).await, "is_crisis_mode").await;
        refused_field(app.put(&path, &json!({"is_crisis_mode": 1})).await, "is_crisis_mode").await;
        let unsupported = app.put(&path, &json!({"language_preference": "de"})).await;
        refused_field(unsupported, "language_preference").await;
    }

    async fn erasing_says_when(app: TestApp) {
        let token = app.token("vi").await;
        let erased = json(app.delete(&format!("/api/v1/sessions/{token}")).await, 200).await;
        assert_eq!(keys(&erased), ["deleted_at", "message"]);
        assert_eq!(erased["message"], "Session and all associated data deleted successfully");
        assert!((app.clock.now() - time(&erased["deleted_at"])).num_seconds().abs() < 10);
    }

    async fn a_second_erasure_is_404(app: TestApp) {
        let path = format!("/api/v1/sessions/{}", app.token("vi").await);
        app.delete(&path).await;
        refusal(app.delete(&path).await, 404).await;
    }

    async fn a_country_may_be_named_in_any_case_and_must_have_two_letters(app: TestApp) {
        create(&app, &json!({"country": "be"})).await;
        create(&app, &json!({"country": null})).await;
        for wrong in [json!("France"), json!(""), json!("1!"), json!("F\u{0}"), json!(33)] {
            let answer = app.post("/api/v1/sessions/", &json!({"country": wrong})).await;
            refused_field(answer, "country").await;
        }
    }
}
