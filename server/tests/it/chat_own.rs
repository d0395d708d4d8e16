//! The own conversation of an anonymous session, which both families of the API lead to.

use crate::app::TestApp;
use crate::look::json;
use crate::on_both;
use crate::people::{CHAT, Person, anonymous, text};
use crate::rows::Rows;
use reqwest::Method;
use serde_json::{Value, json};

/// A visitor who has written through the support API, and their own conversation.
async fn writing(app: &TestApp) -> (Person, String) {
    let visitor = anonymous(app, "fr").await;
    let said = app.say(&visitor.bearer, "On se moque de moi").await;
    (visitor, text(&said["user_message"]["session_id"]).to_owned())
}

async fn send(visitor: &Person, own: &str, key: &str) -> Value {
    let body = json!({"message": "Sur Snapchat", "session_id": own});
    let request = visitor.request(Method::POST, CHAT).header("Idempotency-Key", key);
    json(request.json(&body).send().await.unwrap(), 200).await
}

on_both! {
    async fn it_goes_on_in_the_chat_api(app: TestApp) {
        let (visitor, own) = writing(&app).await;
        visitor.say(&own, "Sur Snapchat").await;
        assert_eq!(visitor.words(&own).await, ["On se moque de moi", "Sur Snapchat"]);
        let list = format!("/api/v1/messages/?session_token={}", visitor.bearer);
        assert_eq!(json(app.get(&list).await, 200).await["total_count"], 4);
    }

    async fn erasing_it_empties_it_and_leaves_the_session(app: TestApp) {
        let (visitor, own) = writing(&app).await;
        let other = visitor.begin().await;
        assert_eq!(visitor.delete(&format!("{CHAT}/{own}")).await.status(), 204);
        assert_eq!(visitor.turns(&own).await, Vec::<Value>::new());
        assert_eq!(app.get(&format!("/api/v1/sessions/{}", visitor.bearer)).await.status(), 200);
        visitor.say(&other, "bonjour").await;
        app.say(&visitor.bearer, "bonjour").await;
    }

    async fn erased_messages_are_not_told_again_to_a_resend(app: TestApp) {
        let (visitor, own) = writing(&app).await;
        let first = send(&visitor, &own, "key-1").await;
        let list = format!("/api/v1/messages/?session_token={}", visitor.bearer);
        assert_eq!(app.delete(&list).await.status(), 204);
        assert_ne!(send(&visitor, &own, "key-1").await["message_id"], first["message_id"]);
    }

    async fn a_file_goes_with_the_only_messages_that_showed_it(app: TestApp) {
        let (visitor, own) = writing(&app).await;
        let path = visitor.hand_over_picture().await;
        visitor.say_with(&own, "voilà", &[&path]).await;
        let list = format!("/api/v1/messages/?session_token={}", visitor.bearer);
        assert_eq!(app.delete(&list).await.status(), 204);
        assert_eq!(Rows::of(&app).await.count("SELECT COUNT(*) FROM files").await, 0);
        assert_eq!(visitor.get(&format!("/api/v1/files/{path}")).await.status(), 404);
    }

    async fn who_listens_to_another_conversation_does_not_hear_it(app: TestApp) {
        let (visitor, own) = writing(&app).await;
        let other = visitor.begin().await;
        let mut listener = visitor.listen(&other).await;
        visitor.change(&own, json!({"monster": "pixel"})).await;
        visitor.change(&other, json!({"monster": "nuage"})).await;
        let heard = listener.hear("settings").await;
        assert_eq!(heard, json!({"data": {"monster": "nuage"}}));
    }
}
