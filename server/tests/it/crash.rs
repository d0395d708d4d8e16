//! `kill -9` under load: what was acknowledged is there after the next start.

use crate::app::On;
use crate::look::{json, until};
use crate::program::Place;
use serde_json::{Value, json};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Arc, Mutex};

const WRITERS: usize = 16;

async fn nothing_acknowledged_is_lost(on: On) {
    let place = Place::new(on).await;
    let client = crate::look::client().build().unwrap();
    let mut program = place.serve(&[]);
    let mut tokens = Vec::new();
    for _ in 0..4 {
        let created =
            client.post(format!("{}/api/v1/sessions/", program.url)).send().await.unwrap();
        let created = json(created, 201).await;
        tokens.push(created["session"]["session_token"].as_str().unwrap().to_owned());
    }
    let count = Arc::new(AtomicUsize::new(0));
    let acknowledged: Arc<Mutex<Vec<(usize, Value)>>> = Arc::default();
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (client, url) = (client.clone(), format!("{}/api/v1/messages/", program.url));
            let (count, acknowledged) = (Arc::clone(&count), Arc::clone(&acknowledged));
            let session = writer % tokens.len();
            let token = tokens[session].clone();
            tokio::spawn(async move {
                for number in 0.. {
                    let body =
                        json!({"content": format!("{writer}-{number}"), "session_token": token});
                    let Ok(answer) = client.post(&url).json(&body).send().await else { return };
                    assert_eq!(answer.status(), 201);
                    let Ok(exchange) = answer.json::<Value>().await else { return };
                    acknowledged.lock().unwrap().push((session, exchange));
                    count.fetch_add(1, Relaxed);
                }
            })
        })
        .collect();
    until("enough is acknowledged", async || count.load(Relaxed) >= 1000).await;
    program.kill();
    for writer in writers {
        writer.await.unwrap();
    }
    let program = place.serve(&[]);
    let mut stored = vec![Vec::new(); tokens.len()];
    for (session, token) in tokens.iter().enumerate() {
        loop {
            let offset = stored[session].len();
            let list = format!(
                "{}/api/v1/messages/?session_token={token}&limit=500&offset={offset}",
                program.url
            );
            let page = json(client.get(list).send().await.unwrap(), 200).await;
            let messages = page["messages"].as_array().unwrap();
            stored[session].extend(messages.iter().map(Value::to_string));
            if messages.is_empty() {
                break;
            }
        }
        assert!(stored[session].len().is_multiple_of(2), "both messages of an exchange or neither");
        stored[session].sort_unstable();
    }
    for (session, exchange) in acknowledged.lock().unwrap().iter() {
        for which in ["user_message", "ai_message"] {
            let message = exchange[which].to_string();
            assert!(stored[*session].binary_search(&message).is_ok(), "{message}");
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_9_loses_nothing_acknowledged_on_sqlite() {
    nothing_acknowledged_is_lost(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn kill_9_loses_nothing_acknowledged_on_postgres() {
    nothing_acknowledged_is_lost(On::Postgres).await;
}
