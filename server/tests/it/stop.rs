//! A stop that was asked for: open requests end, nothing acknowledged is lost, the program exits.

use crate::app::On;
use crate::look::{json, until};
use crate::program::{Place, Program};
use serde_json::json;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

fn client() -> reqwest::Client {
    crate::look::client().build().unwrap()
}

/// The id and the token of a new session.
async fn session(program: &Program) -> [String; 2] {
    let created = client().post(format!("{}/api/v1/sessions/", program.url)).send().await.unwrap();
    let created = json(created, 201).await;
    ["id", "session_token"].map(|name| created["session"][name].as_str().unwrap().to_owned())
}

async fn token(program: &Program) -> String {
    let [_, token] = session(program).await;
    token
}

/// Reads until `end` was read.
async fn read_until(connection: &mut TcpStream, end: &str) -> String {
    let mut all = Vec::new();
    while !String::from_utf8_lossy(&all).contains(end) {
        let mut part = [0; 4096];
        let read = connection.read(&mut part).await.unwrap();
        assert!(read > 0, "{}", String::from_utf8_lossy(&all));
        all.extend_from_slice(&part[..read]);
    }
    String::from_utf8_lossy(&all).into_owned()
}

async fn refuses_connections(program: &Program) {
    until("new connections are refused", async || {
        TcpStream::connect(program.address()).await.is_err()
    })
    .await;
}

#[tokio::test]
async fn an_idle_connection_does_not_hold_up_a_stop() {
    let place = Place::new(On::Sqlite).await;
    let mut program = place.serve(&[]);
    let mut idle = TcpStream::connect(program.address()).await.unwrap();
    idle.write_all(b"GET /health/live HTTP/1.1\r\nHost: here\r\n\r\n").await.unwrap();
    read_until(&mut idle, "alive").await;
    let mut silent = TcpStream::connect(program.address()).await.unwrap();
    silent.write_all(b"GET /health").await.unwrap();
    program.terminate();
    let status = program.end(Duration::from_secs(10)).await.expect("an exit within 10 seconds");
    assert!(status.success(), "{status}");
}

#[tokio::test]
async fn an_open_request_is_answered_after_the_stop_was_asked_for() {
    let place = Place::new(On::Sqlite).await;
    let mut program = place.serve(&[]);
    let body = json!({"content": "xin chào", "session_token": token(&program).await}).to_string();
    let (first, second) = body.split_at(10);
    let mut open = TcpStream::connect(program.address()).await.unwrap();
    let head = format!(
        "POST /api/v1/messages/ HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n\
         Content-Length: {}\r\n\r\n{first}",
        body.len()
    );
    open.write_all(head.as_bytes()).await.unwrap();
    // The handler has the request once a later one on another connection is answered.
    token(&program).await;
    program.terminate();
    refuses_connections(&program).await;
    open.write_all(second.as_bytes()).await.unwrap();
    let answer = read_until(&mut open, "crisis_info").await;
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    let status = program.end(Duration::from_secs(10)).await.expect("an exit within 10 seconds");
    assert!(status.success(), "{status}");
}

#[tokio::test]
async fn a_request_that_never_ends_does_not_hold_up_a_stop() {
    let place = Place::new(On::Sqlite).await;
    let mut program = place.serve(&[]);
    let mut open = TcpStream::connect(program.address()).await.unwrap();
    let head = "POST /api/v1/sessions/ HTTP/1.1\r\nHost: here\r\nContent-Type: application/json\r\n\
                Content-Length: 100\r\n\r\n{";
    open.write_all(head.as_bytes()).await.unwrap();
    token(&program).await;
    program.terminate();
    assert!(program.end(Duration::from_secs(10)).await.is_some(), "an exit within 10 seconds");
}

#[tokio::test]
async fn an_open_stream_is_told_of_the_stop_and_does_not_hold_it_up() {
    let place = Place::new(On::Sqlite).await;
    let mut program = place.serve(&[]);
    let [id, token] = session(&program).await;
    let mut open = TcpStream::connect(program.address()).await.unwrap();
    let head = format!(
        "GET /api/v1/chat/{id}/events/listen HTTP/1.1\r\nHost: here\r\nX-Session-Token: {token}\r\n\r\n"
    );
    open.write_all(head.as_bytes()).await.unwrap();
    read_until(&mut open, "event: handshake").await;
    program.terminate();
    let rest = read_until(&mut open, "\r\n0\r\n\r\n").await;
    assert!(rest.contains("event: terminate"), "{rest}");
    let status = program.end(Duration::from_secs(10)).await.expect("an exit within 10 seconds");
    assert!(status.success(), "{status}");
}

async fn a_stop_under_load_loses_nothing(on: On) {
    let place = Place::new(on).await;
    let mut program = place.serve(&[]);
    let token = token(&program).await;
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let (client, url) = (client(), format!("{}/api/v1/messages/", program.url));
            let token = token.clone();
            tokio::spawn(async move {
                let mut acknowledged = Vec::new();
                for number in 0.. {
                    let content = format!("{writer}-{number}");
                    let body = json!({"content": content, "session_token": token});
                    let Ok(answer) = client.post(&url).json(&body).send().await else { break };
                    assert_eq!(answer.status(), 201);
                    acknowledged.push(content);
                    if number == 20 && writer == 0 {
                        break;
                    }
                }
                acknowledged
            })
        })
        .collect();
    let mut writers = writers.into_iter();
    let mut acknowledged = writers.next().unwrap().await.unwrap();
    program.terminate();
    let status = program.end(Duration::from_secs(10)).await.expect("an exit within 10 seconds");
    assert!(status.success(), "{status}");
    for writer in writers {
        acknowledged.extend(writer.await.unwrap());
    }
    let program = place.serve(&[]);
    let mut stored = Vec::new();
    loop {
        let offset = stored.len();
        let list = format!(
            "{}/api/v1/messages/?session_token={token}&limit=500&offset={offset}",
            program.url
        );
        let page = json(client().get(list).send().await.unwrap(), 200).await;
        let messages = page["messages"].as_array().unwrap();
        if messages.is_empty() {
            break;
        }
        stored
            .extend(messages.iter().map(|message| message["content"].as_str().unwrap().to_owned()));
    }
    stored.sort_unstable();
    for content in acknowledged {
        assert!(stored.binary_search(&content).is_ok(), "{content}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_under_load_loses_nothing_on_sqlite() {
    a_stop_under_load_loses_nothing(On::Sqlite).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_under_load_loses_nothing_on_postgres() {
    a_stop_under_load_loses_nothing(On::Postgres).await;
}
