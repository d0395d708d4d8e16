//! What the support API answers when somebody may be in danger.

use crate::app::TestApp;
use crate::look::{json, keys};
use crate::on_both;
use serde_json::{Value, json};

const DANGER: &str = "Tôi muốn tự tử";

async fn session(app: &TestApp, token: &str) -> Value {
    json(app.get(&format!("/api/v1/sessions/{token}")).await, 200).await
}

async fn history(app: &TestApp, token: &str, more: &str) -> Value {
    let path = format!("/api/v1/messages/?session_token={token}{more}");
    json(app.get(&path).await, 200).await
}

on_both! {
    async fn a_crisis_is_answered_as_documented(app: TestApp) {
        let exchange = app.say(&app.token("vi").await, DANGER).await;
        assert_eq!(exchange["user_message"]["content"], DANGER);
        assert_eq!(exchange["user_message"]["is_crisis_detected"], true);
        assert_eq!(exchange["ai_message"]["is_crisis_detected"], true);
        let answer = exchange["ai_message"]["content"].as_str().unwrap();
        assert!(answer.starts_with("Mình thấy bạn đang trải qua giai đoạn rất khó khăn"), "{answer}");
        let info = &exchange["crisis_info"];
        assert_eq!(keys(info), ["hotlines", "immediate_actions", "message"]);
        assert_eq!(info["immediate_actions"], json!([
            "Gọi ngay 111 (miễn phí 24/7)",
            "Nói chuyện với người lớn đáng tin cậy",
            "Không ở một mình",
            "Loại bỏ các vật dụng nguy hiểm xung quanh"
        ]));
    }

    async fn the_documented_hotlines_come_first(app: TestApp) {
        let exchange = app.say(&app.token("vi").await, DANGER).await;
        let lines = exchange["crisis_info"]["hotlines"].as_array().unwrap();
        assert_eq!(lines[..3], [
            json!({"name": "Tổng đài Bảo vệ trẻ em", "number": "111", "available": "24/7", "free": true}),
            json!({"name": "Cấp cứu Y tế", "number": "115", "available": "24/7", "free": true}),
            json!({"name": "Đường dây nóng Ngày Mai", "number": "1900 636 976", "available": "24/7", "free": false}),
        ]);
    }

    async fn the_message_stands_in_all_three_languages(app: TestApp) {
        let exchange = app.say(&app.token("vi").await, DANGER).await;
        let message = &exchange["crisis_info"]["message"];
        assert_eq!(keys(message), ["en", "fr", "vi"]);
        let begins = |language: &str, words: &str| message[language].as_str().unwrap().starts_with(words);
        assert!(begins("vi", "Chúng mình nhận thấy bạn đang trải qua giai đoạn rất khó khăn"), "{message}");
        assert!(begins("en", "We notice you're going through a very difficult time"), "{message}");
        assert!(!message["fr"].as_str().unwrap().is_empty());
    }

    async fn lines_and_actions_follow_the_sessions_language(app: TestApp) {
        let exchange = app.say(&app.token("fr").await, "je veux mourir").await;
        let info = &exchange["crisis_info"];
        assert_eq!(info["hotlines"][0]["number"], "3114");
        assert!(info["immediate_actions"][0].as_str().unwrap().contains("3114"), "{info}");
    }

    async fn lines_follow_the_sessions_country_before_its_language(app: TestApp) {
        let new = json!({"language_preference": "vi", "country": "FR"});
        let created = json(app.post("/api/v1/sessions/", &new).await, 201).await;
        let token = created["session"]["session_token"].as_str().unwrap();
        let exchange = app.say(token, DANGER).await;
        assert_eq!(exchange["crisis_info"]["hotlines"][0]["number"], "3114");
    }

    async fn a_crisis_puts_the_session_into_crisis_mode(app: TestApp) {
        let token = app.token("vi").await;
        app.say(&token, "Tôi cảm thấy buồn").await;
        assert_eq!(session(&app, &token).await["is_crisis_mode"], false);
        app.say(&token, DANGER).await;
        assert_eq!(session(&app, &token).await["is_crisis_mode"], true);
    }

    async fn crisis_mode_stays_through_calmer_messages_until_set_back(app: TestApp) {
        let token = app.token("vi").await;
        app.say(&token, DANGER).await;
        app.say(&token, "xin chào").await;
        assert_eq!(session(&app, &token).await["is_crisis_mode"], true);
        app.put(&format!("/api/v1/sessions/{token}"), &json!({"is_crisis_mode": false})).await;
        assert_eq!(session(&app, &token).await["is_crisis_mode"], false);
    }

    async fn crisis_history_speaks_of_all_messages_not_of_the_page(app: TestApp) {
        let token = app.token("vi").await;
        app.say(&token, DANGER).await;
        app.say(&token, "xin chào").await;
        let last = history(&app, &token, "&limit=1&offset=3").await;
        assert_eq!(last["has_crisis_history"], true);
    }

    async fn a_stored_crisis_is_still_marked_when_read(app: TestApp) {
        let token = app.token("vi").await;
        app.say(&token, DANGER).await;
        let stored = history(&app, &token, "").await["messages"].clone();
        assert_eq!(stored[0]["is_crisis_detected"], true);
        assert_eq!(stored[1]["is_crisis_detected"], true);
    }

    async fn a_crisis_is_heard_in_a_language_that_is_not_the_sessions(app: TestApp) {
        let exchange = app.say(&app.token("vi").await, "I want to kill myself").await;
        assert_eq!(exchange["user_message"]["is_crisis_detected"], true);
        assert_eq!(exchange["crisis_info"]["hotlines"][0]["number"], "111");
    }
}
