//! Sending again: an `Idempotency-Key` makes a resend safe.

use crate::app::TestApp;
use crate::look::{json, refusal};
use crate::on_both;
use crate::people::{CHAT, Person, anonymous, sign_in};
use chrono::Duration;
use futures_util::future::join_all;
use reqwest::{Method, Response};
use serde_json::{Value, json};

async fn send(person: &Person, key: &str, session: &str, message: &str) -> Response {
    let body = json!({"message": message, "session_id": session});
    let request = person.request(Method::POST, CHAT).header("Idempotency-Key", key);
    request.json(&body).send().await.unwrap()
}

async fn sent(person: &Person, key: &str, session: &str, message: &str) -> Value {
    json(send(person, key, session, message).await, 200).await
}

async fn talking(app: &TestApp) -> (Person, String) {
    let ann = sign_in(app, "ann", "web_react").await;
    let session = ann.begin().await;
    (ann, session)
}

on_both! {
    async fn a_resend_gets_the_first_answer(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let first = sent(&ann, "key-1", &session, "bonjour").await;
        assert_eq!(sent(&ann, "key-1", &session, "bonjour").await, first);
    }

    async fn a_resend_is_kept_once(app: TestApp) {
        let (ann, session) = talking(&app).await;
        sent(&ann, "key-1", &session, "bonjour").await;
        let turns = ann.turns(&session).await;
        sent(&ann, "key-1", &session, "bonjour").await;
        assert_eq!(ann.turns(&session).await, turns);
    }

    async fn a_resend_gets_the_first_answer_after_others(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let first = sent(&ann, "key-1", &session, "bonjour").await;
        sent(&ann, "key-2", &session, "On se moque de moi").await;
        assert_eq!(sent(&ann, "key-1", &session, "bonjour").await, first);
    }

    async fn a_resent_crisis_brings_its_help_again(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let first = sent(&ann, "key-1", &session, "je veux mourir").await;
        let again = sent(&ann, "key-1", &session, "je veux mourir").await;
        assert!(!first["crisis_info"].is_null());
        assert_eq!(again, first);
    }

    async fn the_same_words_with_another_key_or_none_are_said_again(app: TestApp) {
        let (ann, session) = talking(&app).await;
        sent(&ann, "key-1", &session, "bonjour").await;
        sent(&ann, "key-2", &session, "bonjour").await;
        ann.say(&session, "bonjour").await;
        ann.say(&session, "bonjour").await;
        assert_eq!(ann.words(&session).await.len(), 4);
    }

    async fn a_key_is_not_taken_for_other_words(app: TestApp) {
        let (ann, session) = talking(&app).await;
        sent(&ann, "key-1", &session, "bonjour").await;
        refusal(send(&ann, "key-1", &session, "bonsoir").await, 422).await;
        assert_eq!(ann.words(&session).await, ["bonjour"]);
    }

    async fn a_key_is_not_taken_for_another_conversation(app: TestApp) {
        let (ann, session) = talking(&app).await;
        sent(&ann, "key-1", &session, "bonjour").await;
        let other = ann.begin().await;
        refusal(send(&ann, "key-1", &other, "bonjour").await, 422).await;
    }

    async fn two_people_may_use_the_same_key(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let first = sent(&ann, "key-1", &session, "bonjour").await;
        for other in [sign_in(&app, "ben", "web_react").await, anonymous(&app, "fr").await] {
            let theirs = other.begin().await;
            let answer = sent(&other, "key-1", &theirs, "bonsoir").await;
            assert_ne!(answer["message_id"], first["message_id"]);
            assert_eq!(other.words(&theirs).await, ["bonsoir"]);
        }
    }

    async fn a_key_holds_for_a_day(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let first = sent(&ann, "key-1", &session, "bonjour").await;
        app.advance(Duration::hours(23));
        app.service.erase_expired().await.unwrap();
        assert_eq!(sent(&ann, "key-1", &session, "bonjour").await, first);
    }

    async fn after_a_day_a_key_is_free_again(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let first = sent(&ann, "key-1", &session, "bonjour").await;
        app.advance(Duration::hours(25));
        let second = sent(&ann, "key-1", &session, "bonsoir").await;
        assert_ne!(second["message_id"], first["message_id"]);
        assert_eq!(ann.words(&session).await, ["bonjour", "bonsoir"]);
    }

    async fn ten_resends_at_once_are_one_message(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let answers = join_all((0..10).map(|_| sent(&ann, "key-1", &session, "bonjour"))).await;
        assert!(answers.iter().all(|answer| *answer == answers[0]));
        assert_eq!(ann.words(&session).await, ["bonjour"]);
    }
}
