//! A new master key takes over while people write.

use crate::app::{On, TestApp};
use crate::look::json;
use crate::on_both;
use crate::program::Place;
use crate::rows::Rows;
use serde_json::json;
use server::crypto::KeyRing;
use server::db::Db;
use server::service::rotate_keys;
use std::path::Path;

const OLD: &str = "2025:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
const NEW: &str = "2026:ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A=";

fn key_file(folder: &Path, text: &str) -> String {
    let path = folder.join("keys");
    std::fs::write(&path, text).unwrap();
    path.to_str().unwrap().to_owned()
}

async fn start(on: On, keys: &str) -> TestApp {
    TestApp::start_with(on, &[("RATE_LIMIT_PER_MINUTE", "0"), ("ENCRYPTION_KEY_FILE", keys)]).await
}

async fn rotates_while_people_write(on: On) {
    let folder = tempfile::tempdir().unwrap();
    let keys = key_file(folder.path(), OLD);
    let app = start(on, &keys).await;
    let mut tokens = Vec::new();
    for number in 0..5 {
        let token = app.token("vi").await;
        app.say(&token, "trước").await;
        let feedback = json!({"rating": 5, "feedback_text": "tốt", "session_token": token});
        assert!(number > 0 || app.post("/api/v1/feedback/", &feedback).await.status() == 201);
        tokens.push(token);
    }
    key_file(folder.path(), &format!("{OLD}\n{NEW}\n"));
    let writers: Vec<_> = tokens
        .iter()
        .map(|token| {
            let (client, url) = (app.client.clone(), format!("{}/api/v1/messages/", app.url));
            let body = json!({"content": "trong khi", "session_token": token});
            tokio::spawn(async move {
                for _ in 0..20 {
                    let sent = client.post(&url).json(&body).send().await.unwrap();
                    assert_eq!(sent.status(), 201);
                }
            })
        })
        .collect();
    let db = Db::open(&app.database_url).await.unwrap();
    let ring = KeyRing::from_file(keys.clone().into()).unwrap();
    // Five conversations, one feedback, and the secret that servers share.
    assert_eq!(rotate_keys(&db, &ring).await.unwrap(), 7);
    for writer in writers {
        writer.await.unwrap();
    }
    assert_eq!(rotate_keys(&db, &ring).await.unwrap(), 0);
    db.close().await;
    let mut rows = Rows::of(&app).await;
    assert_eq!(rows.count("SELECT COUNT(*) FROM conversations WHERE key_id <> '2026'").await, 0);
    assert_eq!(rows.count("SELECT COUNT(*) FROM feedback WHERE key_id <> '2026'").await, 0);
    for token in tokens {
        let list = format!("/api/v1/messages/?session_token={token}");
        let page = json(app.get(&list).await, 200).await;
        assert_eq!(page["total_count"], 42);
        assert_eq!(page["messages"][0]["content"], "trước");
        assert_eq!(page["messages"][40]["content"], "trong khi");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_move_while_people_write_on_sqlite() {
    rotates_while_people_write(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn keys_move_while_people_write_on_postgres() {
    rotates_while_people_write(On::Postgres).await;
}

on_both! {
    async fn a_ring_without_the_old_key_stops_and_changes_nothing(app: TestApp) {
        let token = app.token("vi").await;
        app.say(&token, "xin chào").await;
        let db = Db::open(&app.database_url).await.unwrap();
        assert!(rotate_keys(&db, &KeyRing::parse(NEW).unwrap()).await.is_err());
        db.close().await;
        json(app.get(&format!("/api/v1/messages/?session_token={token}")).await, 200).await;
    }
}

/// The whole rotation as an operator does it: program, key file, command.
async fn an_operator_rotates(on: On) {
    let place = Place::new(on).await;
    let keys = key_file(place.folder.path(), OLD);
    let settings = [("ENCRYPTION_KEY_FILE", keys.as_str())];
    let client = crate::look::client().build().unwrap();
    let mut program = place.serve(&settings);
    let created = client.post(format!("{}/api/v1/sessions/", program.url)).send().await.unwrap();
    let token = json(created, 201).await["session"]["session_token"].as_str().unwrap().to_owned();
    let body = json!({"content": "xin chào", "session_token": token});
    let sent = client.post(format!("{}/api/v1/messages/", program.url)).json(&body).send().await;
    json(sent.unwrap(), 201).await;
    key_file(place.folder.path(), &format!("{OLD}\n{NEW}\n"));
    let rotated = place.run("rotate-keys", &settings);
    assert!(rotated.status.success(), "{rotated:?}");
    let still = client.get(format!("{}/api/v1/messages/?session_token={token}", program.url));
    json(still.send().await.unwrap(), 200).await;
    program.kill();
    key_file(place.folder.path(), NEW);
    let program = place.serve(&settings);
    let list = client.get(format!("{}/api/v1/messages/?session_token={token}", program.url));
    let page = json(list.send().await.unwrap(), 200).await;
    assert_eq!(page["messages"][0]["content"], "xin chào");
}

#[tokio::test]
async fn after_a_rotation_the_old_key_is_not_needed_on_sqlite() {
    an_operator_rotates(On::Sqlite).await;
}

#[tokio::test]
async fn after_a_rotation_the_old_key_is_not_needed_on_postgres() {
    an_operator_rotates(On::Postgres).await;
}
