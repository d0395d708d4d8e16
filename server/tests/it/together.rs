//! Many at once: nothing is lost, nothing is mixed up, nothing happens twice.

use crate::app::TestApp;
use crate::look::{id, json};
use crate::on_both;
use crate::rows::Rows;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use tokio::task::JoinHandle;

fn begin(app: &TestApp, method: Method, path: &str, body: &Value) -> JoinHandle<Response> {
    let request = app.request(method, path).json(body).send();
    tokio::spawn(async move { request.await.unwrap() })
}

fn send(app: &TestApp, token: &str, content: &str) -> JoinHandle<Response> {
    let body = json!({"content": content, "session_token": token});
    begin(app, Method::POST, "/api/v1/messages/", &body)
}

async fn messages(app: &TestApp, token: &str) -> Vec<Value> {
    let path = format!("/api/v1/messages/?session_token={token}&limit=500");
    json(app.get(&path).await, 200).await["messages"].as_array().unwrap().clone()
}

/// Each message is followed by its own answer, as they were acknowledged.
fn pairs_stand_together(stored: &[Value], acknowledged: &[Value]) {
    assert_eq!(stored.len(), acknowledged.len() * 2);
    for pair in stored.chunks(2) {
        let known =
            acknowledged.iter().find(|exchange| exchange["user_message"]["id"] == pair[0]["id"]);
        let known = known.expect("a message that was acknowledged");
        assert_eq!(pair, [known["user_message"].clone(), known["ai_message"].clone()]);
    }
    assert!(stored.is_sorted_by(|one, next| id(&one["id"]) < id(&next["id"])));
    assert!(
        stored.is_sorted_by(|one, next| one["created_at"].as_str() <= next["created_at"].as_str())
    );
}

on_both! {
    async fn two_messages_sent_at_once_are_both_answered_and_stand_in_one_order(app: TestApp) {
        for _ in 0..5 {
            let token = app.token("vi").await;
            let (one, other) = (send(&app, &token, "một"), send(&app, &token, "hai"));
            let acknowledged =
                [json(one.await.unwrap(), 201).await, json(other.await.unwrap(), 201).await];
            let stored = messages(&app, &token).await;
            pairs_stand_together(&stored, &acknowledged);
            assert_eq!(messages(&app, &token).await, stored);
        }
    }

    async fn fifty_messages_over_ten_sessions_are_all_kept(app: TestApp) {
        let mut tokens = Vec::new();
        for _ in 0..10 {
            tokens.push(app.token("vi").await);
        }
        let sent: Vec<_> = (0..50)
            .map(|number| (number % 10, send(&app, &tokens[number % 10], &format!("tin {number}"))))
            .collect();
        let mut acknowledged = vec![Vec::new(); 10];
        for (session, answer) in sent {
            acknowledged[session].push(json(answer.await.unwrap(), 201).await);
        }
        for (token, acknowledged) in tokens.iter().zip(&acknowledged) {
            pairs_stand_together(&messages(&app, token).await, acknowledged);
        }
    }

    async fn of_many_feedbacks_at_once_one_is_taken(app: TestApp) {
        let token = app.token("vi").await;
        let body = json!({"rating": 5, "session_token": token});
        let sent: Vec<_> =
            (0..8).map(|_| begin(&app, Method::POST, "/api/v1/feedback/", &body)).collect();
        let mut statuses = Vec::new();
        for answer in sent {
            statuses.push(answer.await.unwrap().status().as_u16());
        }
        statuses.sort_unstable();
        assert_eq!(statuses, [201, 409, 409, 409, 409, 409, 409, 409]);
    }

    async fn of_two_erasures_at_once_one_is_told_that_it_erased(app: TestApp) {
        for _ in 0..5 {
            let path = format!("/api/v1/sessions/{}", app.token("vi").await);
            let one = begin(&app, Method::DELETE, &path, &Value::Null);
            let other = begin(&app, Method::DELETE, &path, &Value::Null);
            let mut statuses =
                [one.await.unwrap().status().as_u16(), other.await.unwrap().status().as_u16()];
            statuses.sort_unstable();
            assert_eq!(statuses, [200, 404]);
        }
    }

    async fn an_erasure_among_messages_leaves_nothing_behind(app: TestApp) {
        for _ in 0..5 {
            let token = app.token("vi").await;
            let mut sent: Vec<_> = (0..6).map(|_| send(&app, &token, "xin chào")).collect();
            let path = format!("/api/v1/sessions/{token}");
            let erased = begin(&app, Method::DELETE, &path, &Value::Null);
            sent.extend((0..6).map(|_| send(&app, &token, "xin chào")));
            assert_eq!(erased.await.unwrap().status(), 200);
            for answer in sent {
                let status = answer.await.unwrap().status().as_u16();
                assert!(matches!(status, 201 | 404), "{status}");
            }
        }
        let mut rows = Rows::of(&app).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM messages").await, 0);
        assert_eq!(rows.count("SELECT COUNT(*) FROM conversations").await, 0);
    }

    async fn a_message_among_changes_keeps_both(app: TestApp) {
        let token = app.token("vi").await;
        let path = format!("/api/v1/sessions/{token}");
        let sent: Vec<_> = (0..10)
            .flat_map(|number| {
                let language = ["fr", "en"][number % 2];
                let change = json!({"language_preference": language});
                [send(&app, &token, "tôi muốn tự tử"), begin(&app, Method::PUT, &path, &change)]
            })
            .collect();
        for answer in sent {
            assert!(answer.await.unwrap().status().is_success());
        }
        let session = json(app.get(&path).await, 200).await;
        assert_eq!(session["is_crisis_mode"], true);
        assert_ne!(session["language_preference"], "vi");
        assert_eq!(messages(&app, &token).await.len(), 20);
    }
}
