//! Every example of the client guide, exactly as it is printed.

use crate::app::TestApp;
use crate::look::{id, json, keys, time};
use crate::on_both;
use crate::people::{CHAT, EMOTION, HISTORY, INIT, LOGIN, Person, mock_token, sign_in, text};
use reqwest::Method;
use serde_json::{Value, json};

/// What every turn answers.
const CHAT_RESPONSE: [&str; 15] = [
    "awaiting_dropdown_selection",
    "awaiting_emotion_selection",
    "created_at",
    "crisis_info",
    "dropdown_options",
    "dropdown_question",
    "emotion_options",
    "is_crisis_detected",
    "language",
    "message_id",
    "model_used",
    "monster",
    "processing_time_ms",
    "response",
    "session_id",
];

/// The login request as printed.
const LOGIN_REQUEST: &str = r#"{
"idp_token": "<jwt-from-step-1>",
"id_provider": "mock-idp",
"user_type": "teenager",
"age_class": "cycle3",
"language": "FR",
"origin": "web_react",
"capabilities": {
"supports_sse": true
}
}"#;

async fn log_in(app: &TestApp) -> Value {
    let token = mock_token(app, "test-user-123").await;
    let body = LOGIN_REQUEST.replace("<jwt-from-step-1>", &token);
    json(app.post_raw(LOGIN, "application/json", body).await, 200).await
}

/// Posts a printed body with its placeholder filled in.
async fn post(person: &Person, path: &str, printed: &str, session: &str) -> Value {
    let body = printed.replace("uuid-from-init", session);
    let request = person.request(Method::POST, path).header("content-type", "application/json");
    json(request.body(body).send().await.unwrap(), 200).await
}

on_both! {
    async fn the_mock_provider_gives_a_token_on_both_paths(app: TestApp) {
        for root in ["/api/v1/mock-idp", "/mock-idp"] {
            let body = r#"{ "idp_user_id": "test-user-123" }"#;
            let path = format!("{root}/authenticate");
            let answer = json(app.post_raw(&path, "application/json", body).await, 200).await;
            assert_eq!(keys(&answer), ["access_token", "expires_in", "token_type"]);
            assert_eq!(text(&answer["access_token"]).split('.').count(), 3);
            assert_eq!(text(&answer["token_type"]).to_lowercase(), "bearer");
            assert_eq!(answer["expires_in"], 3600);
        }
    }

    async fn the_mock_provider_shows_its_key_on_both_paths(app: TestApp) {
        let mut shown = Vec::new();
        for root in ["/api/v1/mock-idp", "/mock-idp"] {
            let answer = json(app.get(&format!("{root}/.well-known/jwks.json")).await, 200).await;
            let keys_shown = answer["keys"].as_array().unwrap();
            assert_eq!(keys_shown.len(), 1);
            assert_eq!((&keys_shown[0]["kty"], &keys_shown[0]["alg"]), (&json!("oct"), &json!("HS256")));
            assert!(!text(&keys_shown[0]["kid"]).is_empty());
            assert!(!text(&keys_shown[0]["k"]).is_empty());
            shown.push(answer);
        }
        assert_eq!(shown[0], shown[1]);
    }

    async fn a_login_answers_as_printed(app: TestApp) {
        let answer = log_in(&app).await;
        assert_eq!(keys(&answer), ["app_session", "bearer_token", "user_history"]);
        let session = &answer["app_session"];
        assert_eq!(keys(session), ["capabilities", "capabilities_source", "created_at", "expires_at",
            "id", "last_seen_at", "origin", "user_id"]);
        assert_eq!(answer["bearer_token"], session["id"]);
        assert_eq!(session["origin"], "web_react");
        assert_eq!(answer["user_history"], json!({"user_id": session["user_id"], "conversations": []}));
    }

    async fn the_login_as_printed_declares_events_and_no_more(app: TestApp) {
        let session = log_in(&app).await["app_session"].clone();
        let declared = json!({"supports_sse": true, "supports_reply_stream": false});
        assert_eq!(session["capabilities"], declared);
        assert_eq!(session["capabilities_source"], "declared");
    }

    async fn the_features_are_those_printed(app: TestApp) {
        let path = "/api/v1/features?variant=teenager&environment=development";
        let answer = json(app.get(path).await, 200).await;
        let printed = json!({
            "enable_monster_flip_animation": true,
            "enable_simple_resume_prompt": true,
            "enable_login_screen": true,
            "collective_management": false
        });
        for (flag, value) in printed.as_object().unwrap() {
            assert_eq!(&answer[flag], value, "{flag}");
        }
    }

    async fn a_conversation_begins_as_printed(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let body = r#"{
"resume_conversation_id": null
}"#;
        let greeting = post(&ann, INIT, body, "").await;
        assert_eq!(keys(&greeting), CHAT_RESPONSE);
        id(&greeting["session_id"]);
        id(&greeting["message_id"]);
        time(&greeting["created_at"]);
    }

    async fn a_message_with_a_file_is_sent_as_printed(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let session = ann.begin().await;
        let body = r#"{
"message": "Hello, I need help.",
"session_id": "uuid-from-init",
"attachments": ["path/to/previously/uploaded/file.png"]
}"#;
        let uploaded = ann.hand_over_picture().await;
        let body = body.replace("path/to/previously/uploaded/file.png", &uploaded);
        let answer = post(&ann, CHAT, &body, &session).await;
        assert_eq!(keys(&answer), CHAT_RESPONSE);
        assert_eq!(answer["session_id"], session);
    }

    async fn an_emotion_is_chosen_as_printed(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let session = ann.begin().await;
        let body = r#"{
"emotion": "sad",
"session_id": "uuid-from-init"
}"#;
        let answer = post(&ann, EMOTION, body, &session).await;
        assert_eq!(keys(&answer), CHAT_RESPONSE);
    }

    async fn an_option_is_chosen_as_printed(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let session = ann.begin().await;
        ann.post(EMOTION, &json!({"emotion": "sad", "session_id": session})).await;
        let body = r#"{
"selection": "option_key",
"session_id": "uuid-from-init"
}"#.replace("option_key", "insults");
        let answer = post(&ann, "/api/v1/chat/dropdown", &body, &session).await;
        assert_eq!(keys(&answer), CHAT_RESPONSE);
    }

    async fn settings_are_changed_as_printed(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let session = ann.begin().await;
        let body = r#"{
"session_id": "uuid-from-init",
"language": "EN",
"monster": "moustache"
}"#;
        let answer = post(&ann, "/api/v1/chat/settings/change", body, &session).await;
        assert_eq!(answer, json!({"session_id": session, "language": "EN", "monster": "moustache"}));
    }

    async fn the_history_is_shown_as_printed(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let session = ann.begin().await;
        ann.say(&session, "On se moque de moi au collège").await;
        let history = json(ann.get(HISTORY).await, 200).await;
        assert_eq!(keys(&history), ["conversations", "user_id"]);
        assert_eq!(history["user_id"], ann.user_id);
        let conversation = &history["conversations"][0];
        assert_eq!(keys(conversation), ["current_monster", "id", "summary", "updated_at"]);
        assert_eq!(conversation["id"], session);
        time(&conversation["updated_at"]);
    }

    async fn a_login_shows_earlier_conversations_as_printed(app: TestApp) {
        let ann = sign_in(&app, "test-user-123", "web_react").await;
        let session = ann.begin().await;
        ann.say(&session, "On se moque de moi au collège").await;
        let answer = log_in(&app).await;
        assert_eq!(answer["user_history"], json(ann.get(HISTORY).await, 200).await);
        assert_eq!(answer["user_history"]["conversations"][0]["id"], session);
    }

    async fn every_path_works_with_a_trailing_slash(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let session = ann.begin().await;
        let file = ann.hand_over_picture().await;
        for path in [
            format!("{HISTORY}/"),
            format!("{CHAT}/{session}/messages/"),
            format!("{CHAT}/{session}/events/listen/"),
            format!("/api/v1/files/{file}/"),
            "/api/v1/me/export/".into(),
            "/api/v1/features/".into(),
        ] {
            assert_eq!(ann.get(&path).await.status(), 200, "{path}");
        }
        let body = json!({"message": "bonjour", "session_id": session});
        for (path, body) in [(format!("{INIT}/"), json!({})), (format!("{CHAT}/"), body)] {
            assert_eq!(ann.post(&path, &body).await.status(), 200, "{path}");
        }
        assert_eq!(ann.delete(&format!("{CHAT}/{session}/")).await.status(), 204);
    }
}
