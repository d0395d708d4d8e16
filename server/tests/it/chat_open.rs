//! A conversation as it stands, for whoever opens it again without saying anything.

use crate::app::TestApp;
use crate::look::{json, keys};
use crate::on_both;
use crate::people::{CHANGE, EMOTION, NO_ID, anonymous, no_conversation, sign_in};
use serde_json::json;

on_both! {
    async fn an_opened_conversation_shows_what_was_said_and_what_may_be_chosen(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let id = ann.begin().await;
        let open = json(ann.get(&format!("/api/v1/chat/{id}")).await, 200).await;
        assert_eq!(
            keys(&open),
            ["crisis_info", "dropdown_options", "dropdown_question", "emotion_options", "has_more",
                "language", "messages", "monster", "session_id", "updated_at"]
        );
        assert_eq!(open["messages"], json!(ann.turns(&id).await));
        assert_eq!(open["emotion_options"][5]["key"], "sad");
        assert!(open["crisis_info"].is_null());
        json(ann.post(EMOTION, &json!({"session_id": id, "emotion": "sad"})).await, 200).await;
        let open = json(ann.get(&format!("/api/v1/chat/{id}")).await, 200).await;
        assert_eq!(open["emotion_options"], json!([]));
        assert_eq!(open["dropdown_options"][0]["key"], "insults");
        assert!(open["dropdown_question"].is_string());
    }

    async fn opening_says_nothing_and_changes_nothing(app: TestApp) {
        let tom = anonymous(&app, "en").await;
        let id = tom.begin().await;
        let before = json(tom.get(&format!("/api/v1/chat/{id}")).await, 200).await;
        assert_eq!(json(tom.get(&format!("/api/v1/chat/{id}")).await, 200).await, before);
        assert_eq!(tom.turns(&id).await.len(), 1);
    }

    async fn a_crisis_stays_on_until_it_is_set_back(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let id = ann.begin().await;
        ann.say(&id, "je veux mourir").await;
        ann.say(&id, "merci").await;
        let open = json(ann.get(&format!("/api/v1/chat/{id}")).await, 200).await;
        assert_eq!(open["crisis_info"]["hotlines"][0]["number"], "3114");
        json(ann.post(CHANGE, &json!({"session_id": id, "is_crisis_mode": false})).await, 200).await;
        let open = json(ann.get(&format!("/api/v1/chat/{id}")).await, 200).await;
        assert!(open["crisis_info"].is_null());
    }

    async fn nobody_opens_anothers_conversation(app: TestApp) {
        let (ann, bob) = (sign_in(&app, "ann", "web_react").await, sign_in(&app, "bob", "web_react").await);
        let id = ann.begin().await;
        for path in [format!("/api/v1/chat/{id}"), format!("/api/v1/chat/{NO_ID}")] {
            no_conversation(bob.get(&path).await).await;
        }
    }
}
