//! What a database holds: nothing that can be read, and nothing that can be changed unseen.

use crate::app::{On, TestApp};
use crate::look::{files_with, holds, id, json, keys, refusal};
use crate::on_both;
use crate::rows::Rows;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use uuid::Uuid;

const SET_MESSAGE: &str = "UPDATE messages SET sealed = $1 WHERE id = $2";
const GET_MESSAGE: &str = "SELECT sealed FROM messages WHERE id = $1";

fn ids(exchange: &Value) -> (Uuid, Uuid) {
    (id(&exchange["user_message"]["id"]), id(&exchange["ai_message"]["id"]))
}

async fn show(app: &TestApp, token: &str, message: Uuid) -> Response {
    app.get(&format!("/api/v1/messages/{message}?session_token={token}")).await
}

async fn list(app: &TestApp, token: &str) -> Response {
    app.get(&format!("/api/v1/messages/?session_token={token}")).await
}

/// A mute 500 that names the request and nothing else.
async fn failed(answer: Response) {
    let header = answer.headers()["x-request-id"].to_str().unwrap().to_owned();
    let detail = refusal(answer, 500).await;
    assert_eq!(keys(&detail), ["error", "message", "request_id"]);
    assert_eq!(detail["request_id"], header);
}

on_both! {
    async fn no_row_holds_what_was_said_or_who_said_it(app: TestApp) {
        let token = app.token("vi").await;
        let say = app
            .request(Method::POST, "/api/v1/messages/")
            .header("user-agent", "AgentMarker/7.3")
            .json(&json!({"content": "PlainMarker buồn quá", "session_token": token}));
        let exchange = json(say.send().await.unwrap(), 201).await;
        let feedback = json!({"rating": 5, "feedback_text": "FeedbackMarker", "session_token": token});
        json(app.post("/api/v1/feedback/", &feedback).await, 201).await;
        let all = Rows::of(&app).await.everything().await;
        let answer = exchange["ai_message"]["content"].as_str().unwrap();
        let words: Vec<&str> = answer.split_inclusive(['.', '?']).collect();
        let agent = Sha256::digest(b"AgentMarker/7.3");
        for secret in ["PlainMarker", "FeedbackMarker", "AgentMarker", &token, &token[5..], "127.0.0.1", words[0]] {
            assert!(!holds(&all, secret.as_bytes()), "{secret}");
        }
        // A hash of something that few people share tells them apart, so it is not kept either.
        assert!(!holds(&all, &agent));
    }

    async fn a_token_is_kept_only_as_its_sha256(app: TestApp) {
        let token = app.token("vi").await;
        let hashes = Rows::of(&app).await.column("SELECT token_hash FROM sessions").await;
        assert_eq!(hashes, [Sha256::digest(token.as_bytes()).to_vec()]);
    }

    async fn equal_messages_are_sealed_under_different_ivs_of_16_bytes(app: TestApp) {
        let token = app.token("vi").await;
        let (one, _) = ids(&app.say(&token, "xin chào").await);
        let (other, _) = ids(&app.say(&token, "xin chào").await);
        let mut rows = Rows::of(&app).await;
        let (one, other) = (rows.cell(GET_MESSAGE, one).await, rows.cell(GET_MESSAGE, other).await);
        let (iv, tag) = (16, 16);
        assert_eq!(one.len(), iv + "xin chào".len() + tag);
        assert_ne!(one[..iv], other[..iv]);
        assert_ne!(one[iv..], other[iv..]);
    }

    async fn each_conversation_has_a_key_of_its_own(app: TestApp) {
        for _ in 0..3 {
            app.token("vi").await;
        }
        let mut keys = Rows::of(&app).await.column("SELECT wrapped_key FROM conversations").await;
        keys.sort();
        keys.dedup();
        assert_eq!(keys.len(), 3);
    }

    async fn a_changed_row_is_refused_and_not_shown(app: TestApp) {
        let token = app.token("vi").await;
        let (message, answer) = ids(&app.say(&token, "xin chào").await);
        let mut rows = Rows::of(&app).await;
        let good = rows.cell(GET_MESSAGE, message).await;
        for place in [0, 20, good.len() - 1] {
            let mut bad = good.clone();
            bad[place] ^= 1;
            rows.set(SET_MESSAGE, &bad, message).await;
            failed(show(&app, &token, message).await).await;
            failed(list(&app, &token).await).await;
        }
        rows.set(SET_MESSAGE, &good[..good.len() - 1], message).await;
        failed(show(&app, &token, message).await).await;
        rows.set(SET_MESSAGE, b"xin", message).await;
        failed(show(&app, &token, message).await).await;
        json(show(&app, &token, answer).await, 200).await;
    }

    async fn two_rows_of_one_conversation_cannot_change_places(app: TestApp) {
        let token = app.token("vi").await;
        let (one, _) = ids(&app.say(&token, "xin chào").await);
        let (other, _) = ids(&app.say(&token, "tạm biệt").await);
        let mut rows = Rows::of(&app).await;
        let (first, second) = (rows.cell(GET_MESSAGE, one).await, rows.cell(GET_MESSAGE, other).await);
        rows.set(SET_MESSAGE, &second, one).await;
        rows.set(SET_MESSAGE, &first, other).await;
        failed(show(&app, &token, one).await).await;
        failed(show(&app, &token, other).await).await;
    }

    async fn a_conversation_cannot_be_read_with_the_key_of_another(app: TestApp) {
        let (mine, theirs) = (app.token("vi").await, app.token("vi").await);
        let my = app.say(&mine, "xin chào").await["user_message"].clone();
        let their = app.say(&theirs, "bí mật").await["user_message"].clone();
        let mut rows = Rows::of(&app).await;
        let get = "SELECT wrapped_key FROM conversations WHERE id = $1";
        let key = rows.cell(get, id(&my["session_id"])).await;
        let set = "UPDATE conversations SET wrapped_key = $1 WHERE id = $2";
        rows.set(set, &key, id(&their["session_id"])).await;
        failed(show(&app, &theirs, id(&their["id"])).await).await;
        let body = json!({"content": "a", "session_token": theirs});
        failed(app.post("/api/v1/messages/", &body).await).await;
        json(show(&app, &mine, id(&my["id"])).await, 200).await;
    }

    async fn a_message_cannot_be_moved_into_another_conversation(app: TestApp) {
        let (mine, theirs) = (app.token("vi").await, app.token("vi").await);
        let my = app.say(&mine, "xin chào").await["user_message"].clone();
        let their = app.say(&theirs, "bí mật").await["user_message"].clone();
        let mut rows = Rows::of(&app).await;
        let session = id(&my["session_id"]);
        let set = "UPDATE messages SET conversation_id = $1 WHERE id = $2";
        match &mut rows {
            Rows::Sqlite(connection) => sqlx::query(set).bind(session).bind(id(&their["id"]))
                .execute(connection).await.map(|_| ()).unwrap(),
            Rows::Postgres(connection) => sqlx::query(set).bind(session).bind(id(&their["id"]))
                .execute(connection).await.map(|_| ()).unwrap(),
        }
        failed(show(&app, &mine, id(&their["id"])).await).await;
    }

    async fn what_the_engine_remembers_is_guarded_too(app: TestApp) {
        let token = app.token("vi").await;
        let session = id(&app.say(&token, "xin chào").await["user_message"]["session_id"]);
        let mut rows = Rows::of(&app).await;
        let mut state = rows.cell("SELECT state FROM conversations WHERE id = $1", session).await;
        let last = state.len() - 1;
        state[last] ^= 1;
        rows.set("UPDATE conversations SET state = $1 WHERE id = $2", &state, session).await;
        let body = json!({"content": "xin chào", "session_token": token});
        failed(app.post("/api/v1/messages/", &body).await).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM messages").await, 2);
    }

    async fn one_broken_conversation_does_not_disturb_another(app: TestApp) {
        let (broken, whole) = (app.token("vi").await, app.token("vi").await);
        let session = id(&app.say(&broken, "xin chào").await["user_message"]["session_id"]);
        let set = "UPDATE conversations SET wrapped_key = $1 WHERE id = $2";
        Rows::of(&app).await.set(set, &[7; 64], session).await;
        let send = |token: &str| {
            app.request(Method::POST, "/api/v1/messages/")
                .json(&json!({"content": "xin chào", "session_token": token}))
                .send()
        };
        let mut waiting = Vec::new();
        for _ in 0..10 {
            waiting.push((send(&broken), send(&whole)));
        }
        for (bad, good) in waiting {
            let (bad, good) = tokio::join!(bad, good);
            assert_eq!((bad.unwrap().status().as_u16(), good.unwrap().status().as_u16()), (500, 201));
        }
    }
}

#[tokio::test]
async fn no_file_of_the_data_folder_ever_holds_a_plain_word() {
    let app = TestApp::start(On::Sqlite).await;
    let token = app.token("vi").await;
    let mut rows = Rows::of(&app).await;
    let none = |step: &str| {
        for secret in ["PlainMarker", "FeedbackMarker", &token[5..]] {
            assert_eq!(files_with(app.folder.path(), secret.as_bytes()), [""; 0], "{step}");
        }
    };
    app.say(&token, "PlainMarker").await;
    none("after a message");
    let feedback = json!({"rating": 5, "feedback_text": "FeedbackMarker", "session_token": token});
    json(app.post("/api/v1/feedback/", &feedback).await, 201).await;
    none("after a feedback");
    rows.fold_log().await;
    none("after the log was folded");
    app.delete(&format!("/api/v1/sessions/{token}")).await;
    rows.fold_log().await;
    none("after all was erased");
}
