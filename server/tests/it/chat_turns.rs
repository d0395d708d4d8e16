//! Single messages of a conversation: erased one by one, and judged with a thumb.

use crate::app::{TestApp, refused};
use crate::look::{json, refusal, refused_field};
use crate::on_both;
use crate::people::{
    CHAT, NO_ID, Person, anonymous, no_conversation, nobody, sign_in, text, unauthorized,
};
use crate::rows::Rows;
use reqwest::{Method, Response};
use serde_json::{Value, json};

/// Somebody who has said something, and where: the conversation, their message and its answer.
async fn talking(app: &TestApp) -> (Person, String, String, String) {
    let ann = sign_in(app, "ann", "web_react").await;
    let session = ann.begin().await;
    let answer = ann.say(&session, "On se moque de moi").await;
    let turns = ann.turns(&session).await;
    let own = turns.iter().find(|turn| turn["role"] == "user").unwrap();
    let (own, reply) = (text(&own["id"]).to_owned(), text(&answer["message_id"]).to_owned());
    (ann, session, own, reply)
}

async fn erase(person: &Person, session: &str, message: &str) -> Response {
    person.delete(&format!("{CHAT}/{session}/messages/{message}")).await
}

async fn rate(person: &Person, session: &str, message: &str, body: Value) -> Response {
    let path = format!("{CHAT}/{session}/messages/{message}/thumb");
    person.request(Method::PUT, &path).json(&body).send().await.unwrap()
}

/// The thumb of a message as its owner sees it.
async fn thumb(person: &Person, session: &str, message: &str) -> Value {
    let turns = person.turns(session).await;
    turns.iter().find(|turn| turn["id"] == message).unwrap()["thumb"].clone()
}

fn ids(turns: &[Value]) -> Vec<&str> {
    turns.iter().map(|turn| text(&turn["id"])).collect()
}

on_both! {
    async fn an_erased_message_is_gone_and_all_others_stay(app: TestApp) {
        let (ann, session, own, reply) = talking(&app).await;
        let before = ann.turns(&session).await.len();
        let answer = erase(&ann, &session, &own).await;
        assert_eq!((answer.status().as_u16(), answer.text().await.unwrap().as_str()), (204, ""));
        let turns = ann.turns(&session).await;
        assert_eq!(turns.len(), before - 1);
        assert!(!ids(&turns).contains(&own.as_str()) && ids(&turns).contains(&reply.as_str()));
        ann.say(&session, "Je continue").await;
    }

    async fn a_monsters_message_can_be_erased_too(app: TestApp) {
        let (ann, session, own, reply) = talking(&app).await;
        assert_eq!(erase(&ann, &session, &reply).await.status(), 204);
        let turns = ann.turns(&session).await;
        assert!(ids(&turns).contains(&own.as_str()) && !ids(&turns).contains(&reply.as_str()));
    }

    async fn an_erased_message_leaves_the_export(app: TestApp) {
        let (ann, session, own, _) = talking(&app).await;
        assert_eq!(erase(&ann, &session, &own).await.status(), 204);
        let export = json(ann.get("/api/v1/me/export").await, 200).await.to_string();
        assert!(!export.contains(&own) && !export.contains("On se moque de moi"));
    }

    async fn an_erased_message_takes_along_the_files_that_only_it_used(app: TestApp) {
        let (ann, session, ..) = talking(&app).await;
        let (alone, shared) = (ann.hand_over_picture().await, ann.hand_over_picture().await);
        ann.say_with(&session, "deux images", &[&alone, &shared]).await;
        let other = ann.begin().await;
        ann.say_with(&other, "la même", &[&shared]).await;
        let turns = ann.turns(&session).await;
        let message = turns.iter().find(|turn| turn["content"] == "deux images").unwrap();
        assert_eq!(erase(&ann, &session, text(&message["id"])).await.status(), 204);
        assert_eq!(ann.download(&alone).await.status(), 404);
        assert_eq!(ann.download(&shared).await.status(), 200);
        let mut rows = Rows::of(&app).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM attachments").await, 1);
        assert_eq!(rows.count("SELECT COUNT(*) FROM files").await, 1);
    }

    async fn an_anonymous_session_erases_messages_in_its_own_conversation(app: TestApp) {
        let visitor = anonymous(&app, "fr").await;
        let said = app.say(&visitor.bearer, "On se moque de moi").await;
        let (own, message) = (&said["user_message"]["session_id"], &said["user_message"]["id"]);
        assert_eq!(erase(&visitor, text(own), text(message)).await.status(), 204);
        assert!(visitor.words(text(own)).await.is_empty());
    }

    async fn a_message_that_is_not_there_cannot_be_erased(app: TestApp) {
        let (ann, session, own, _) = talking(&app).await;
        refused(erase(&ann, &session, NO_ID).await, 404, "Message Not Found").await;
        assert_eq!(erase(&ann, &session, &own).await.status(), 204);
        refused(erase(&ann, &session, &own).await, 404, "Message Not Found").await;
        no_conversation(erase(&ann, NO_ID, &own).await).await;
        refusal(erase(&ann, &session, "not-an-id").await, 404).await;
    }

    async fn a_message_is_looked_for_in_its_own_conversation_only(app: TestApp) {
        let (ann, session, own, reply) = talking(&app).await;
        let other = ann.begin().await;
        refused(erase(&ann, &other, &own).await, 404, "Message Not Found").await;
        let answer = rate(&ann, &other, &reply, json!({"up": true})).await;
        refused(answer, 404, "Message Not Found").await;
        assert_eq!(ann.words(&session).await.len(), 1);
    }

    async fn nobody_else_erases_or_judges_a_message(app: TestApp) {
        let (ann, session, own, reply) = talking(&app).await;
        for stranger in [sign_in(&app, "ben", "web_react").await, anonymous(&app, "fr").await] {
            no_conversation(erase(&stranger, &session, &own).await).await;
            no_conversation(rate(&stranger, &session, &reply, json!({"up": false})).await).await;
        }
        let nobody = nobody(&app);
        unauthorized(erase(&nobody, &session, &own).await, "Unauthorized").await;
        unauthorized(rate(&nobody, &session, &reply, json!({"up": false})).await, "Unauthorized").await;
        assert_eq!(ann.words(&session).await.len(), 1);
        assert_eq!(thumb(&ann, &session, &reply).await, Value::Null);
    }

    async fn a_thumb_is_kept_changed_and_taken_back(app: TestApp) {
        let (ann, session, _, reply) = talking(&app).await;
        assert_eq!(thumb(&ann, &session, &reply).await, Value::Null);
        for up in [json!(true), json!(false), json!(true), Value::Null] {
            let answer = rate(&ann, &session, &reply, json!({"up": up})).await;
            assert_eq!((answer.status().as_u16(), answer.text().await.unwrap().as_str()), (204, ""));
            assert_eq!(thumb(&ann, &session, &reply).await, up);
        }
    }

    async fn a_thumb_stays_with_its_message_while_the_talk_goes_on(app: TestApp) {
        let (ann, session, _, reply) = talking(&app).await;
        rate(&ann, &session, &reply, json!({"up": false})).await;
        let next = ann.say(&session, "Sur Snapchat").await;
        assert_eq!(thumb(&ann, &session, &reply).await, json!(false));
        assert_eq!(thumb(&ann, &session, text(&next["message_id"])).await, Value::Null);
    }

    async fn a_thumb_is_part_of_the_export(app: TestApp) {
        let (ann, session, _, reply) = talking(&app).await;
        rate(&ann, &session, &reply, json!({"up": true})).await;
        let export = json(ann.get("/api/v1/me/export").await, 200).await;
        let turns = export["conversations"][0]["messages"].as_array().unwrap();
        let judged: Vec<&Value> = turns.iter().filter(|turn| turn["thumb"] == true).collect();
        assert_eq!(judged.len(), 1);
        assert_eq!(judged[0]["id"], reply);
    }

    async fn an_anonymous_session_may_judge_too(app: TestApp) {
        let visitor = anonymous(&app, "fr").await;
        let session = visitor.begin().await;
        let answer = visitor.say(&session, "bonjour").await;
        let reply = text(&answer["message_id"]);
        assert_eq!(rate(&visitor, &session, reply, json!({"up": true})).await.status(), 204);
        assert_eq!(thumb(&visitor, &session, reply).await, json!(true));
    }

    async fn only_a_monsters_message_can_be_judged(app: TestApp) {
        let (ann, session, own, _) = talking(&app).await;
        for message in [own.as_str(), NO_ID] {
            let answer = rate(&ann, &session, message, json!({"up": true})).await;
            refused(answer, 404, "Message Not Found").await;
        }
        refusal(rate(&ann, &session, "not-an-id", json!({"up": true})).await, 404).await;
        assert_eq!(thumb(&ann, &session, &own).await, Value::Null);
    }

    async fn a_thumb_of_a_wrong_type_is_refused_by_name(app: TestApp) {
        let (ann, session, _, reply) = talking(&app).await;
        for wrong in [json!("up"), json!(1), json!([true]), json!({"up": true})] {
            refused_field(rate(&ann, &session, &reply, json!({"up": wrong})).await, "up").await;
        }
        assert_eq!(thumb(&ann, &session, &reply).await, Value::Null);
    }

    async fn thumbs_are_counted_by_what_they_say(app: TestApp) {
        let (ann, session, _, reply) = talking(&app).await;
        for up in [true, false] {
            rate(&ann, &session, &reply, json!({"up": up})).await;
        }
        let metrics = app.get("/metrics").await.text().await.unwrap();
        for up in ["true", "false"] {
            assert!(metrics.contains(&format!("thumbs_total{{up=\"{up}\"}}")), "{up}");
        }
    }
}
