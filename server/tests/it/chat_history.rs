//! What is kept of conversations: their list, their messages, and for how long.

use crate::app::TestApp;
use crate::look::{id, json, keys, refused_field, time};
use crate::on_both;
use crate::people::{CHAT, NO_ID, Person, anonymous, no_conversation, sign_in, text};
use crate::rows::Rows;
use chrono::Duration;
use serde_json::{Value, json};

async fn talking(app: &TestApp) -> (Person, String) {
    let ann = sign_in(app, "ann", "web_react").await;
    let session = ann.begin().await;
    (ann, session)
}

fn ids(conversations: &[Value]) -> Vec<&str> {
    conversations.iter().map(|conversation| text(&conversation["id"])).collect()
}

on_both! {
    async fn the_conversation_of_the_last_turn_comes_first(app: TestApp) {
        let (ann, first) = talking(&app).await;
        ann.say(&first, "bonjour").await;
        app.advance(Duration::minutes(1));
        let second = ann.begin().await;
        ann.say(&second, "bonsoir").await;
        assert_eq!(ids(&ann.history().await), [second.as_str(), &first]);
        app.advance(Duration::minutes(1));
        ann.say(&first, "me revoilà").await;
        assert_eq!(ids(&ann.history().await), [first.as_str(), &second]);
    }

    async fn a_conversation_tells_when_its_last_turn_was(app: TestApp) {
        let (ann, session) = talking(&app).await;
        app.advance(Duration::hours(5));
        let answer = ann.say(&session, "bonjour").await;
        let updated = time(&ann.history().await[0]["updated_at"]);
        assert!((updated - time(&answer["created_at"])).num_seconds().abs() < 2, "{updated}");
    }

    async fn a_conversation_tells_who_spoke_last(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let answer = ann.say(&session, "je veux mourir").await;
        assert_eq!(ann.history().await[0]["current_monster"], answer["monster"]);
    }

    async fn a_summary_is_there_when_the_turn_is_answered(app: TestApp) {
        let (ann, session) = talking(&app).await;
        for words in ["On se moque de moi au collège".to_owned(), "tout le temps ".repeat(300)] {
            ann.say(&session, &words).await;
            let summary = ann.history().await[0]["summary"].clone();
            let length = text(&summary).chars().count();
            assert!((1..=280).contains(&length), "{summary}");
        }
    }

    async fn an_anonymous_history_holds_its_conversations(app: TestApp) {
        let anonymous = anonymous(&app, "fr").await;
        let session = anonymous.begin().await;
        anonymous.say(&session, "bonjour").await;
        assert!(ids(&anonymous.history().await).contains(&session.as_str()));
    }

    async fn a_message_is_shown_as_documented(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let answer = ann.say(&session, "bonjour").await;
        let page = ann.page(&session, "").await;
        assert_eq!(keys(&page), ["has_more", "messages"]);
        assert_eq!(page["has_more"], false);
        let turns = page["messages"].as_array().unwrap();
        for turn in turns {
            assert_eq!(keys(turn), ["attachments", "content", "created_at", "id", "is_crisis_detected",
                "monster", "role", "thumb"]);
            id(&turn["id"]);
            time(&turn["created_at"]);
        }
        let [.., own, reply] = turns.as_slice() else { panic!("{page}") };
        assert_eq!((&own["role"], &own["content"]), (&json!("user"), &json!("bonjour")));
        assert_eq!((&own["monster"], &own["attachments"]), (&Value::Null, &json!([])));
        assert_eq!((&reply["role"], &reply["content"]), (&json!("assistant"), &answer["response"]));
        assert_eq!((&reply["monster"], &reply["id"]), (&answer["monster"], &answer["message_id"]));
    }

    async fn messages_stand_oldest_first(app: TestApp) {
        let (ann, session) = talking(&app).await;
        for words in ["un", "deux", "trois"] {
            ann.say(&session, words).await;
        }
        assert_eq!(ann.words(&session).await, ["un", "deux", "trois"]);
        let turns = ann.turns(&session).await;
        assert!(turns.is_sorted_by(|one, next| id(&one["id"]) < id(&next["id"])));
        assert!(turns.is_sorted_by(|one, next| time(&one["created_at"]) <= time(&next["created_at"])));
    }

    async fn a_page_has_the_last_messages(app: TestApp) {
        let (ann, session) = talking(&app).await;
        for words in ["un", "deux", "trois"] {
            ann.say(&session, words).await;
        }
        let turns = ann.turns(&session).await;
        let page = ann.page(&session, "?limit=2").await;
        assert_eq!(page["messages"].as_array().unwrap()[..], turns[turns.len() - 2..]);
        assert_eq!(page["has_more"], true);
    }

    async fn pages_follow_one_another_to_the_beginning(app: TestApp) {
        let (ann, session) = talking(&app).await;
        for number in 0..5 {
            ann.say(&session, &format!("message {number}")).await;
        }
        let whole = ann.turns(&session).await;
        let mut read: Vec<Value> = Vec::new();
        loop {
            let before = read.first().map(|turn| format!("&before={}", text(&turn["id"])));
            let page = ann.page(&session, &format!("?limit=3{}", before.unwrap_or_default())).await;
            let turns = page["messages"].as_array().unwrap().clone();
            assert!(turns.len() <= 3);
            read.splice(..0, turns);
            if page["has_more"] == false {
                break;
            }
            assert!(read.len() < whole.len(), "there are no more, but the page says so");
        }
        assert_eq!(read, whole);
    }

    async fn a_page_has_fifty_messages_unless_asked(app: TestApp) {
        let (ann, session) = talking(&app).await;
        for number in 0..26 {
            ann.say(&session, &format!("message {number}")).await;
        }
        let page = ann.page(&session, "").await;
        assert_eq!(page["messages"].as_array().unwrap().len(), 50);
        assert_eq!(page["has_more"], true);
    }

    async fn the_limit_is_1_to_200(app: TestApp) {
        let (ann, session) = talking(&app).await;
        for right in ["1", "200"] {
            ann.page(&session, &format!("?limit={right}")).await;
        }
        for wrong in ["0", "201", "-1", "ten", "1.5", "99999999999999999999"] {
            let answer = ann.get(&format!("{CHAT}/{session}/messages?limit={wrong}")).await;
            refused_field(answer, "limit").await;
        }
    }

    async fn an_unknown_conversation_has_no_messages(app: TestApp) {
        let (ann, _) = talking(&app).await;
        no_conversation(ann.get(&format!("{CHAT}/{NO_ID}/messages")).await).await;
    }

    async fn a_conversation_goes_thirty_days_after_its_last_turn(app: TestApp) {
        let (ann, session) = talking(&app).await;
        ann.say(&session, "bonjour").await;
        app.advance(Duration::days(29));
        app.service.erase_expired().await.unwrap();
        assert_eq!(ids(&ann.history().await), [session.as_str()]);
        app.advance(Duration::days(1) + Duration::minutes(1));
        app.service.erase_expired().await.unwrap();
        no_conversation(ann.get(&format!("{CHAT}/{session}/messages")).await).await;
        assert!(ann.history().await.is_empty());
        let mut rows = Rows::of(&app).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM conversations").await, 0);
        assert_eq!(rows.count("SELECT COUNT(*) FROM messages").await, 0);
    }

    async fn a_turn_makes_a_conversation_live_longer(app: TestApp) {
        let (ann, session) = talking(&app).await;
        ann.say(&session, "bonjour").await;
        app.advance(Duration::days(20));
        ann.say(&session, "me revoilà").await;
        app.advance(Duration::days(20));
        app.service.erase_expired().await.unwrap();
        assert_eq!(ann.words(&session).await, ["bonjour", "me revoilà"]);
    }

    async fn an_anonymous_conversation_goes_with_its_session(app: TestApp) {
        let anonymous = anonymous(&app, "fr").await;
        anonymous.say(&anonymous.begin().await, "bonjour").await;
        app.advance(Duration::days(30));
        app.service.erase_expired().await.unwrap();
        let mut rows = Rows::of(&app).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM conversations").await, 0);
        assert_eq!(rows.count("SELECT COUNT(*) FROM messages").await, 0);
    }

    async fn an_erased_anonymous_session_takes_its_conversations_along(app: TestApp) {
        let anonymous = anonymous(&app, "fr").await;
        anonymous.say(&anonymous.begin().await, "bonjour").await;
        let path = format!("/api/v1/sessions/{}", anonymous.bearer);
        json(app.delete(&path).await, 200).await;
        let mut rows = Rows::of(&app).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM conversations").await, 0);
        assert_eq!(rows.count("SELECT COUNT(*) FROM messages").await, 0);
    }
}
