//! What the client's arguments mean, and what it does when connections are lost.

use super::api::Api;
use super::events::Listening;
use super::*;
use app::api::chat::{ChatMessage, Monster};
use app::api::event::{Event, SettingsEvent};
use serde_json::json;
use tokio::io::AsyncReadExt;
use tokio::net::{TcpListener, TcpStream};
use uuid::Uuid;

fn read(arguments: &[&str], lang: Option<&str>) -> Option<Whom> {
    Whom::read(arguments.iter().map(|argument| (*argument).to_owned()), lang)
}

#[test]
fn without_arguments_it_talks_to_this_machine_in_the_terminals_language() {
    let whom = read(&[], Some("fr_FR.UTF-8")).unwrap();
    assert_eq!((whom.url.as_str(), whom.language), ("http://127.0.0.1:8000", Language::Fr));
    assert_eq!(read(&[], Some("C.UTF-8")).unwrap().language, Language::En);
}

#[test]
fn arguments_say_whom_to_talk_to() {
    let whom = read(&["--language", "vi", "http://a.example", "--name", "lan"], None);
    let expected =
        Whom { url: "http://a.example".into(), name: "lan".into(), language: Language::Vi };
    assert_eq!(whom, Some(expected));
}

#[test]
fn arguments_that_mean_nothing_are_refused() {
    for wrong in [&["--colour"][..], &["--name"], &["--language", "de"]] {
        assert_eq!(read(wrong, None), None, "{wrong:?}");
    }
}

/// The next call to a server of a test: its head in lower case, and the connection to answer on.
async fn next_call(server: &TcpListener) -> (String, TcpStream) {
    let (mut connection, _) = server.accept().await.unwrap();
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        head.push(connection.read_u8().await.unwrap());
    }
    (String::from_utf8(head).unwrap().to_lowercase(), connection)
}

fn header<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

async fn server() -> (TcpListener, Api) {
    let server = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let api = Api::of_a_test(&format!("http://{}", server.local_addr().unwrap()));
    (server, api)
}

#[tokio::test]
async fn a_message_whose_answer_was_lost_is_sent_again_under_the_same_key() {
    let (server, api) = server().await;
    let said = tokio::spawn(async move {
        let session_id = Uuid::from_u128(2);
        let message = ChatMessage { message: "hi".into(), session_id, attachments: vec![] };
        api.say(&message).await
    });
    let (first, lost) = next_call(&server).await;
    drop(lost);
    let (second, mut kept) = next_call(&server).await;
    let key = header(&first, "idempotency-key").unwrap();
    assert_eq!(Uuid::parse_str(key).unwrap().get_version_num(), 4);
    assert_eq!(header(&second, "idempotency-key"), Some(key));
    let body = json!({"error": "Rate limit exceeded", "retry_after": 30}).to_string();
    let answer = format!("HTTP/1.1 429 \r\ncontent-length: {}\r\n\r\n{body}", body.len());
    kept.write_all(answer.as_bytes()).await.unwrap();
    assert!(matches!(said.await.unwrap(), Err(Problem::TooFast(30))));
}

#[tokio::test]
async fn a_broken_stream_is_opened_again_after_the_last_event() {
    const BEGIN: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n\r\n";
    let (server, api) = server().await;
    let mut events = Listening::to(api, Uuid::from_u128(2));
    let (first, mut stream) = next_call(&server).await;
    assert_eq!(header(&first, "last-event-id"), None);
    stream.write_all(BEGIN).await.unwrap();
    let change = b"id: 7\nevent: settings\ndata: {\"data\": {\"monster\": \"pixel\"}}\n\n";
    stream.write_all(change).await.unwrap();
    let changed = Event::Settings(SettingsEvent::Monster(Monster::Pixel));
    assert_eq!(events.next().await, Some(changed));
    drop(stream);
    let (second, mut stream) = next_call(&server).await;
    assert_eq!(header(&second, "last-event-id"), Some("7"));
    stream.write_all(BEGIN).await.unwrap();
    stream.write_all(b"event: terminate\ndata: {}\n\n").await.unwrap();
    assert_eq!(events.next().await, Some(Event::Terminate));
    assert_eq!(events.next().await, None);
}
