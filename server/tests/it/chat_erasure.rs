//! One's own data: taking it away, erasing a conversation, erasing the account.

use crate::app::TestApp;
use crate::look::{json, keys, time};
use crate::on_both;
use crate::people::{
    CHANGE, CHAT, DROPDOWN, EMOTION, HISTORY, Person, anonymous, no_conversation, sign_in, text,
    unauthorized,
};
use crate::rows::Rows;
use serde_json::{Value, json};

async fn talking(app: &TestApp) -> (Person, String) {
    let ann = sign_in(app, "ann", "web_react").await;
    let session = ann.begin().await;
    ann.say(&session, "bonjour").await;
    (ann, session)
}

async fn erase(person: &Person, session: &str) {
    let answer = person.delete(&format!("{CHAT}/{session}")).await;
    assert_eq!(answer.status(), 204);
    assert_eq!(answer.text().await.unwrap(), "");
}

async fn erase_account(person: &Person) {
    let answer = person.delete("/api/v1/me").await;
    assert_eq!(answer.status(), 204);
    assert_eq!(answer.text().await.unwrap(), "");
}

async fn export(person: &Person) -> Value {
    json(person.get("/api/v1/me/export").await, 200).await
}

on_both! {
    async fn an_erased_conversation_is_not_found_any_more(app: TestApp) {
        let (ann, session) = talking(&app).await;
        erase(&ann, &session).await;
        no_conversation(ann.get(&format!("{CHAT}/{session}/messages")).await).await;
        no_conversation(ann.resume(&session).await).await;
        no_conversation(ann.ask_for_events(&session).send().await.unwrap()).await;
        no_conversation(ann.delete(&format!("{CHAT}/{session}")).await).await;
        let body = json!({"session_id": session, "message": "a", "emotion": "sad", "selection": "a"});
        for path in [CHAT, EMOTION, DROPDOWN, CHANGE] {
            no_conversation(ann.post(path, &body).await).await;
        }
    }

    async fn an_erased_conversation_leaves_the_history(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let other = ann.begin().await;
        ann.say(&other, "bonsoir").await;
        erase(&ann, &session).await;
        let history = ann.history().await;
        assert_eq!(history.len(), 1);
        assert_eq!(history[0]["id"], other);
    }

    async fn an_erased_conversation_leaves_no_row(app: TestApp) {
        let (ann, session) = talking(&app).await;
        erase(&ann, &session).await;
        let mut rows = Rows::of(&app).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM conversations").await, 0);
        assert_eq!(rows.count("SELECT COUNT(*) FROM messages").await, 0);
        assert_eq!(rows.count("SELECT COUNT(*) FROM users").await, 1);
    }

    async fn a_turn_that_meets_its_erasure_leaves_nothing_behind(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        for _ in 0..5 {
            let session = ann.begin().await;
            let body = json!({"message": "bonjour", "session_id": session});
            let (said, (), again) =
                tokio::join!(ann.post(CHAT, &body), erase(&ann, &session), ann.post(CHAT, &body));
            for status in [said.status().as_u16(), again.status().as_u16()] {
                assert!(matches!(status, 200 | 404), "{status}");
            }
        }
        let mut rows = Rows::of(&app).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM messages").await, 0);
    }

    async fn an_export_holds_what_is_kept_of_a_person(app: TestApp) {
        let (ann, _) = talking(&app).await;
        sign_in(&app, "ann", "dev_terminal").await;
        let export = export(&ann).await;
        assert_eq!(keys(&export), ["conversations", "exported_at", "files", "person"]);
        assert!((app.clock.now() - time(&export["exported_at"])).num_seconds().abs() < 10);
        let person = &export["person"];
        assert_eq!(keys(person), ["age_class", "country", "created_at", "id", "identity_providers",
            "language", "origins", "staff_until", "user_type"]);
        assert_eq!(person["id"], ann.user_id);
        assert_eq!((&person["user_type"], &person["age_class"]), (&json!("teenager"), &json!("cycle3")));
        assert_eq!((&person["language"], &person["country"]), (&json!("FR"), &Value::Null));
        assert_eq!(person["identity_providers"], json!(["mock-idp"]));
        let mut origins: Vec<&str> = person["origins"].as_array().unwrap().iter().map(text).collect();
        origins.sort_unstable();
        assert_eq!(origins, ["dev_terminal", "web_react"]);
    }

    async fn an_export_holds_every_message_of_every_conversation(app: TestApp) {
        let (ann, first) = talking(&app).await;
        let second = ann.begin().await;
        for number in 0..30 {
            ann.say(&second, &format!("message {number}")).await;
        }
        let export = export(&ann).await;
        let conversations = export["conversations"].as_array().unwrap();
        assert_eq!(conversations.len(), 2);
        for conversation in conversations {
            assert_eq!(keys(conversation), ["current_monster", "id", "messages", "summary", "updated_at"]);
            let session = text(&conversation["id"]);
            assert!([first.as_str(), &second].contains(&session));
            assert_eq!(conversation["messages"], json!(ann.turns(session).await));
        }
    }

    async fn an_export_names_the_files_as_they_can_be_fetched(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let (attached, loose) = (ann.hand_over_picture().await, ann.hand_over_picture().await);
        ann.say_with(&session, "regarde", &[&attached]).await;
        let export = export(&ann).await;
        let mut paths = Vec::new();
        for file in export["files"].as_array().unwrap() {
            assert_eq!(keys(file), ["created_at", "media_type", "name", "path", "size"]);
            assert_eq!((&file["media_type"], &file["name"]), (&json!("image/png"), &json!("capture.png")));
            let path = text(&file["path"]).to_owned();
            let fetched = ann.download(&path).await.bytes().await.unwrap();
            assert_eq!(file["size"], fetched.len());
            paths.push(path);
        }
        paths.sort_unstable();
        let mut uploaded = [attached, loose];
        uploaded.sort_unstable();
        assert_eq!(paths, uploaded);
    }

    async fn an_export_holds_nothing_of_anybody_else(app: TestApp) {
        let (_, theirs) = talking(&app).await;
        let ben = sign_in(&app, "ben", "web_react").await;
        let export = export(&ben).await;
        assert_eq!((&export["conversations"], &export["files"]), (&json!([]), &json!([])));
        assert!(!export.to_string().contains(&theirs));
    }

    async fn an_anonymous_session_may_take_its_data_away(app: TestApp) {
        let anonymous = anonymous(&app, "fr").await;
        let session = anonymous.begin().await;
        anonymous.say(&session, "bonjour").await;
        let export = export(&anonymous).await;
        assert_eq!(export["person"]["user_type"], Value::Null);
        let conversations = export["conversations"].as_array().unwrap();
        assert!(conversations.iter().any(|conversation| conversation["id"] == session));
    }

    async fn an_erased_account_leaves_no_row(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let (attached, _loose) = (ann.hand_over_picture().await, ann.hand_over_picture().await);
        ann.say_with(&session, "regarde", &[&attached]).await;
        sign_in(&app, "ann", "dev_terminal").await;
        erase_account(&ann).await;
        let mut rows = Rows::of(&app).await;
        for count in [
            "SELECT COUNT(*) FROM users",
            "SELECT COUNT(*) FROM idp_logins",
            "SELECT COUNT(*) FROM app_sessions",
            "SELECT COUNT(*) FROM conversations",
            "SELECT COUNT(*) FROM messages",
            "SELECT COUNT(*) FROM files",
        ] {
            assert_eq!(rows.count(count).await, 0, "{count}");
        }
    }

    async fn an_erased_account_ends_all_its_sessions(app: TestApp) {
        let react = sign_in(&app, "ann", "web_react").await;
        let terminal = sign_in(&app, "ann", "dev_terminal").await;
        erase_account(&react).await;
        for session in [react, terminal] {
            unauthorized(session.get(HISTORY).await, "Unauthorized").await;
            unauthorized(session.delete("/api/v1/me").await, "Unauthorized").await;
        }
    }

    async fn whoever_comes_back_after_an_erasure_is_somebody_new(app: TestApp) {
        let (ann, _) = talking(&app).await;
        erase_account(&ann).await;
        let again = sign_in(&app, "ann", "web_react").await;
        assert_ne!(again.user_id, ann.user_id);
        assert_ne!(again.bearer, ann.bearer);
        assert_eq!(again.answer["user_history"]["conversations"], json!([]));
    }

    async fn an_erased_account_disturbs_nobody_else(app: TestApp) {
        let (ann, _) = talking(&app).await;
        let ben = sign_in(&app, "ben", "web_react").await;
        let session = ben.begin().await;
        ben.say(&session, "bonsoir").await;
        let file = ben.hand_over_picture().await;
        erase_account(&ann).await;
        assert_eq!(ben.words(&session).await, ["bonsoir"]);
        assert_eq!(ben.download(&file).await.status(), 200);
    }
}
