//! `/api/v1/messages/` as documented.

use crate::app::TestApp;
use crate::look::{id, json, keys, refusal, refused_field, time};
use crate::on_both;
use chrono::Duration;
use serde_json::{Value, json};

const MESSAGES: &str = "/api/v1/messages/";

async fn send(app: &TestApp, token: &str, content: Value) -> reqwest::Response {
    app.post(MESSAGES, &json!({"content": content, "session_token": token})).await
}

async fn page(app: &TestApp, token: &str, more: &str) -> Value {
    json(app.get(&format!("{MESSAGES}?session_token={token}{more}")).await, 200).await
}

fn contents(page: &Value) -> Vec<&str> {
    let messages = page["messages"].as_array().unwrap();
    messages.iter().map(|message| message["content"].as_str().unwrap()).collect()
}

on_both! {
    async fn a_message_is_answered_as_documented(app: TestApp) {
        let created = app.post("/api/v1/sessions/", &json!({"language_preference": "vi"})).await;
        let session = json(created, 201).await["session"].clone();
        let token = session["session_token"].as_str().unwrap();
        let exchange = app.say(token, "Tôi cảm thấy buồn").await;
        assert_eq!(keys(&exchange), ["ai_message", "crisis_info", "user_message"]);
        assert_eq!(exchange["crisis_info"], Value::Null);
        let (user, ai) = (&exchange["user_message"], &exchange["ai_message"]);
        let common = ["content", "created_at", "id", "is_crisis_detected", "role", "session_id"];
        assert_eq!(keys(user), common);
        assert_eq!(keys(ai), ["content", "created_at", "id", "is_crisis_detected", "model_used",
            "processing_time_ms", "role", "session_id"]);
        assert_eq!((&user["role"], &ai["role"]), (&json!("user"), &json!("assistant")));
        assert_eq!(user["content"], "Tôi cảm thấy buồn");
        let words = ai["content"].as_str().unwrap();
        let documented = "Cảm ơn bạn đã chia sẻ. Mình hiểu bạn đang cảm thấy như vậy";
        assert!(words.starts_with(documented), "{words}");
        assert_eq!(ai["model_used"], "simple-response");
        assert!(ai["processing_time_ms"].is_u64());
        for message in [user, ai] {
            assert_eq!(message["session_id"], session["id"]);
            assert_eq!(message["is_crisis_detected"], false);
            assert!((app.clock.now() - time(&message["created_at"])).num_seconds().abs() < 10);
        }
    }

    async fn message_ids_rise_with_time(app: TestApp) {
        let token = app.token("vi").await;
        let mut ids = Vec::new();
        for text in ["một", "hai", "ba"] {
            let exchange = app.say(&token, text).await;
            ids.extend([id(&exchange["user_message"]["id"]), id(&exchange["ai_message"]["id"])]);
        }
        assert!(ids.is_sorted());
        assert!(ids.iter().all(|id| id.get_version_num() == 7));
    }

    async fn the_history_is_shown_as_documented(app: TestApp) {
        let token = app.token("vi").await;
        let exchange = app.say(&token, "Message 1").await;
        let page = page(&app, &token, "&limit=100&offset=0").await;
        assert_eq!(keys(&page), ["has_crisis_history", "messages", "session_id", "total_count"]);
        assert_eq!(page["total_count"], 2);
        assert_eq!(page["has_crisis_history"], false);
        assert_eq!(page["session_id"], exchange["user_message"]["session_id"]);
        assert_eq!(page["messages"], json!([exchange["user_message"], exchange["ai_message"]]));
    }

    async fn an_empty_history_is_an_empty_list(app: TestApp) {
        let page = page(&app, &app.token("vi").await, "").await;
        assert_eq!((&page["messages"], &page["total_count"]), (&json!([]), &json!(0)));
    }

    async fn a_page_begins_at_the_offset_and_ends_at_the_limit(app: TestApp) {
        let token = app.token("vi").await;
        for text in ["first", "second", "third"] {
            app.say(&token, text).await;
        }
        let whole = page(&app, &token, "").await;
        assert_eq!(contents(&whole).iter().step_by(2).collect::<Vec<_>>(), [&"first", &"second", &"third"]);
        let part = page(&app, &token, "&limit=2&offset=3").await;
        assert_eq!(part["messages"].as_array().unwrap(), &whole["messages"].as_array().unwrap()[3..5]);
        assert_eq!(part["total_count"], 6);
    }

    async fn a_page_has_a_hundred_messages_unless_asked(app: TestApp) {
        let token = app.token("vi").await;
        for number in 0..51 {
            app.say(&token, &format!("message {number}")).await;
        }
        let first = page(&app, &token, "").await;
        assert_eq!(first["messages"].as_array().unwrap().len(), 100);
        assert_eq!(first["total_count"], 102);
        assert_eq!(contents(&page(&app, &token, "&offset=100").await)[0], "message 50");
    }

    async fn the_limit_is_1_to_500(app: TestApp) {
        let token = app.token("vi").await;
        for right in ["1", "500"] {
            page(&app, &token, &format!("&limit={right}")).await;
        }
        for wrong in ["0", "501", "-1", "ten", "1.5", "99999999999999999999"] {
            let path = format!("{MESSAGES}?session_token={token}&limit={wrong}");
            refused_field(app.get(&path).await, "limit").await;
        }
    }

    async fn the_offset_is_not_negative(app: TestApp) {
        let token = app.token("vi").await;
        app.say(&token, "xin chào").await;
        let beyond = page(&app, &token, "&offset=9223372036854775807").await;
        assert_eq!((&beyond["messages"], &beyond["total_count"]), (&json!([]), &json!(2)));
        for wrong in ["-1", "ten", "99999999999999999999"] {
            let path = format!("{MESSAGES}?session_token={token}&offset={wrong}");
            refused_field(app.get(&path).await, "offset").await;
        }
    }

    async fn one_message_is_shown(app: TestApp) {
        let token = app.token("vi").await;
        let exchange = app.say(&token, "xin chào").await;
        for which in ["user_message", "ai_message"] {
            let id = exchange[which]["id"].as_str().unwrap();
            let shown = json(app.get(&format!("{MESSAGES}{id}?session_token={token}")).await, 200).await;
            assert_eq!(shown, exchange[which]);
        }
    }

    async fn erasing_a_message_leaves_its_answer(app: TestApp) {
        let token = app.token("vi").await;
        let exchange = app.say(&token, "xin chào").await;
        let id = exchange["user_message"]["id"].as_str().unwrap();
        let path = format!("{MESSAGES}{id}?session_token={token}");
        let erased = app.delete(&path).await;
        assert_eq!(erased.status(), 204);
        assert_eq!(erased.text().await.unwrap(), "");
        refusal(app.get(&path).await, 404).await;
        refusal(app.delete(&path).await, 404).await;
        assert_eq!(page(&app, &token, "").await["messages"], json!([exchange["ai_message"]]));
    }

    async fn erasing_all_messages_leaves_the_session(app: TestApp) {
        let token = app.token("vi").await;
        app.say(&token, "Tôi muốn tự tử").await;
        assert_eq!(app.delete(&format!("{MESSAGES}?session_token={token}")).await.status(), 204);
        let empty = page(&app, &token, "").await;
        assert_eq!((&empty["total_count"], &empty["has_crisis_history"]), (&json!(0), &json!(false)));
        app.say(&token, "xin chào").await;
    }

    async fn another_sessions_message_is_404_and_stays(app: TestApp) {
        let (mine, theirs) = (app.token("vi").await, app.token("vi").await);
        let exchange = app.say(&theirs, "bí mật").await;
        let id = exchange["user_message"]["id"].as_str().unwrap();
        let path = format!("{MESSAGES}{id}?session_token={mine}");
        refusal(app.get(&path).await, 404).await;
        refusal(app.delete(&path).await, 404).await;
        assert_eq!(page(&app, &theirs, "").await["total_count"], 2);
    }

    async fn a_malformed_or_unknown_message_id_is_404(app: TestApp) {
        let token = app.token("vi").await;
        for id in ["1", "not-a-uuid", "%00", "%FF", "0192d3a0-0000-7000-8000-000000000000"] {
            let path = format!("{MESSAGES}{id}?session_token={token}");
            refusal(app.get(&path).await, 404).await;
            refusal(app.delete(&path).await, 404).await;
        }
    }

    async fn content_has_1_to_5000_characters(app: TestApp) {
        let token = app.token("vi").await;
        for right in ["a".to_owned(), "ế".repeat(5000), format!("  {}\n", "🐙".repeat(5000))] {
            json(send(&app, &token, json!(right)).await, 201).await;
        }
        for wrong in ["".to_owned(), " \n\t\u{3000}".to_owned(), "a".repeat(5001), "ế".repeat(5001)] {
            refused_field(send(&app, &token, json!(wrong)).await, "content").await;
        }
        assert_eq!(page(&app, &token, "").await["total_count"], 6);
    }

    async fn content_is_stored_trimmed(app: TestApp) {
        let token = app.token("vi").await;
        let exchange = app.say(&token, " \n xin  chào\t\n").await;
        assert_eq!(exchange["user_message"]["content"], "xin  chào");
        assert_eq!(contents(&page(&app, &token, "").await)[0], "xin  chào");
    }

    async fn content_must_be_a_text(app: TestApp) {
        let token = app.token("vi").await;
        for wrong in [json!(null), json!(5), json!(true), json!({}), json!(["a"])] {
            refused_field(send(&app, &token, wrong).await, "content").await;
        }
    }

    async fn missing_content_is_refused_by_name(app: TestApp) {
        let body = json!({"session_token": app.token("vi").await});
        refused_field(app.post(MESSAGES, &body).await, "content").await;
    }

    async fn any_character_comes_back_as_it_was(app: TestApp) {
        let token = app.token("en").await;
        let odd = "a\u{0}b \"quotes\" <b>&amp; 🏳️‍🌈 e\u{301} \u{202e}right\u{202c} \\n '; DROP TABLE messages";
        app.say(&token, odd).await;
        assert_eq!(contents(&page(&app, &token, "").await)[0], odd);
    }

    async fn a_message_moves_the_last_activity_and_not_the_end(app: TestApp) {
        let token = app.token("vi").await;
        let path = format!("/api/v1/sessions/{token}");
        let before = json(app.get(&path).await, 200).await;
        app.advance(Duration::hours(2));
        app.say(&token, "xin chào").await;
        let after = json(app.get(&path).await, 200).await;
        assert!(time(&after["last_activity"]) >= time(&before["last_activity"]) + Duration::hours(2));
        assert_eq!(after["expires_at"], before["expires_at"]);
    }
}
