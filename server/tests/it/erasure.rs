//! Erasing leaves nothing: not behind the API, not in the tables, not in SQLite's files.

use crate::app::{On, TestApp};
use crate::look::{files_with, json, refusal, until};
use crate::on_both;
use crate::rows::Rows;
use reqwest::Method;
use serde_json::json;

async fn erase(app: &TestApp, token: &str) {
    assert_eq!(app.delete(&format!("/api/v1/sessions/{token}")).await.status(), 200);
}

on_both! {
    async fn after_an_erasure_nothing_is_found_any_more(app: TestApp) {
        let token = app.token("vi").await;
        let exchange = app.say(&token, "xin chào").await;
        erase(&app, &token).await;
        let session = format!("/api/v1/sessions/{token}");
        let list = format!("/api/v1/messages/?session_token={token}");
        let id = exchange["user_message"]["id"].as_str().unwrap();
        let message = format!("/api/v1/messages/{id}?session_token={token}");
        let answers = [
            app.get(&session).await,
            app.put(&session, &json!({"is_crisis_mode": true})).await,
            app.request(Method::POST, &format!("{session}/touch")).send().await.unwrap(),
            app.get(&list).await,
            app.delete(&list).await,
            app.get(&message).await,
            app.delete(&message).await,
            app.post("/api/v1/messages/", &json!({"content": "a", "session_token": token})).await,
            app.post("/api/v1/feedback/", &json!({"rating": 5, "session_token": token})).await,
        ];
        for answer in answers {
            refusal(answer, 404).await;
        }
    }

    async fn an_erased_sessions_rows_and_keys_are_gone(app: TestApp) {
        let (token, other) = (app.token("vi").await, app.token("vi").await);
        app.say(&token, "xin chào").await;
        app.say(&other, "xin chào").await;
        erase(&app, &token).await;
        let mut rows = Rows::of(&app).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM sessions").await, 1);
        assert_eq!(rows.count("SELECT COUNT(*) FROM conversations").await, 1);
        assert_eq!(rows.count("SELECT COUNT(*) FROM messages").await, 2);
    }

    async fn feedback_outlives_its_session_without_the_link(app: TestApp) {
        let token = app.token("vi").await;
        let feedback = json!({"rating": 4, "category": "helpful", "session_token": token});
        json(app.post("/api/v1/feedback/", &feedback).await, 201).await;
        erase(&app, &token).await;
        let stats = json(app.get("/api/v1/feedback/stats").await, 200).await;
        assert_eq!((&stats["total_feedback"], &stats["average_rating"]), (&json!(1), &json!(4.0)));
        let mut rows = Rows::of(&app).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM feedback WHERE session_id IS NOT NULL").await, 0);
    }

    async fn erasing_all_messages_erases_what_the_engine_remembers(app: TestApp) {
        let token = app.token("vi").await;
        app.say(&token, "xin chào").await;
        let mut rows = Rows::of(&app).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM conversations WHERE state IS NOT NULL").await, 1);
        app.delete(&format!("/api/v1/messages/?session_token={token}")).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM conversations WHERE state IS NOT NULL").await, 0);
        assert_eq!(rows.count("SELECT COUNT(*) FROM messages").await, 0);
    }
}

/// How something stored may be erased.
enum By {
    Session,
    Messages,
    OneMessage,
    Time,
}

/// Stores messages and erases some; what was erased must stand in no file afterwards.
async fn leaves_no_trace(by: By) {
    let app = TestApp::start(On::Sqlite).await;
    let (token, other) = (app.token("vi").await, app.token("vi").await);
    for number in 0..20 {
        app.say(&other, &format!("một người khác viết {number}")).await;
    }
    let exchange = app.say(&token, &"tôi viết một điều rất dài ".repeat(150)).await;
    let user = &exchange["user_message"];
    let id = user["id"].as_str().unwrap();
    let mut rows = Rows::of(&app).await;
    let parsed = id.parse().unwrap();
    let mut traces = vec![rows.cell("SELECT sealed FROM messages WHERE id = $1", parsed).await];
    let session = user["session_id"].as_str().unwrap().parse().unwrap();
    if matches!(by, By::Session | By::Time) {
        let wrapped = "SELECT wrapped_key FROM conversations WHERE id = $1";
        let hash = "SELECT token_hash FROM sessions WHERE id = $1";
        traces.extend([rows.cell(wrapped, session).await, rows.cell(hash, session).await]);
    }
    // A long value is spread over pages: its first and last bytes stand whole in one of them.
    let marks: Vec<Vec<u8>> = traces
        .iter()
        .flat_map(|trace| [trace[..32].to_vec(), trace[trace.len() - 32..].to_vec()])
        .collect();
    for mark in &marks {
        assert!(!files_with(app.folder.path(), mark).is_empty(), "the mark is there to be erased");
    }
    match by {
        By::Session => erase(&app, &token).await,
        By::Messages => {
            app.delete(&format!("/api/v1/messages/?session_token={token}")).await;
        }
        By::OneMessage => {
            app.delete(&format!("/api/v1/messages/{id}?session_token={token}")).await;
        }
        By::Time => {
            app.advance(chrono::Duration::days(30));
            app.service.erase_expired().await.unwrap();
        }
    }
    rows.fold_log().await;
    for mark in &marks {
        assert_eq!(files_with(app.folder.path(), mark), [""; 0]);
    }
}

#[tokio::test]
async fn an_erased_session_leaves_no_byte_in_any_file() {
    leaves_no_trace(By::Session).await;
}

#[tokio::test]
async fn erased_messages_leave_no_byte_in_any_file() {
    leaves_no_trace(By::Messages).await;
}

#[tokio::test]
async fn one_erased_message_leaves_no_byte_in_any_file() {
    leaves_no_trace(By::OneMessage).await;
}

#[tokio::test]
async fn what_is_erased_by_time_leaves_no_byte_in_any_file() {
    leaves_no_trace(By::Time).await;
}

#[tokio::test]
async fn the_log_is_folded_without_being_asked_when_the_server_stops() {
    let mut app = TestApp::start(On::Sqlite).await;
    let token = app.token("vi").await;
    app.say(&token, "xin chào").await;
    let sealed = Rows::of(&app).await.column("SELECT sealed FROM messages").await;
    erase(&app, &token).await;
    app.stop().await;
    until("the log is folded", async || {
        sealed.iter().all(|sealed| files_with(app.folder.path(), &sealed[..32]).is_empty())
    })
    .await;
}
