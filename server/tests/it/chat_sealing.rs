//! Neither the database nor the log holds what was said in a chat, or who said it.

use crate::app::{On, TestApp};
use crate::look::{files_with, holds, json};
use crate::on_both;
use crate::people::{CHANGE, CHAT, EMOTION, HISTORY, LOGIN, Person, file, png, sign_in, text};
use crate::program::Place;
use crate::rows::Rows;
use reqwest::Method;
use serde_json::json;
use sha2::{Digest, Sha256};
use std::time::Duration;
use uuid::Uuid;

/// Everything secret that ann leaves behind, as bytes with a name.
async fn secrets_of(ann: &Person, token: &str) -> Vec<(&'static str, Vec<u8>)> {
    let session = ann.begin().await;
    let path = ann.hand_over(file("NameMarker.png", "image/png", png(1, 1, "none"))).await;
    let answer = ann.say_with(&session, "PlainMarker on se moque de moi", &[&path]).await;
    let summary = ann.history().await[0]["summary"].clone();
    let bearer: Uuid = ann.bearer.parse().unwrap();
    let words = text(&answer["response"]).split_inclusive(['.', '?', '!']).next().unwrap();
    vec![
        ("the message", b"PlainMarker".to_vec()),
        ("the answer", words.into()),
        ("the summary", text(&summary).into()),
        ("the file's name", b"NameMarker".to_vec()),
        ("the subject", b"SubjectMarker".to_vec()),
        ("the subject without its key", Sha256::digest(b"SubjectMarker").to_vec()),
        ("the provider's token", token.into()),
        ("its signature", token.rsplit('.').next().unwrap().into()),
        ("the bearer token", bearer.hyphenated().to_string().into()),
        ("the bearer token in short", bearer.simple().to_string().into()),
        ("the bearer token's bytes", bearer.as_bytes().to_vec()),
    ]
}

on_both! {
    async fn no_row_holds_what_was_said_or_who_said_it(app: TestApp) {
        let ann = sign_in(&app, "SubjectMarker", "web_react").await;
        let token = ann.mock_token("SubjectMarker").await;
        let login = crate::people::login(&token, "web_react");
        json(app.post(LOGIN, &login).await, 200).await;
        let secrets = secrets_of(&ann, &token).await;
        let all = Rows::of(&app).await.everything().await;
        for (name, secret) in secrets {
            assert!(!holds(&all, &secret), "{name} stands in the database");
        }
    }

    async fn an_idempotency_key_does_not_keep_the_message(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let body = json!({"message": "PlainMarker", "session_id": ann.begin().await});
        let request = ann.request(Method::POST, CHAT).header("Idempotency-Key", "one").json(&body);
        let answer = json(request.send().await.unwrap(), 200).await;
        let words = text(&answer["response"]).split_inclusive(['.', '?', '!']).next().unwrap().to_owned();
        let all = Rows::of(&app).await.everything().await;
        for secret in ["PlainMarker", &words] {
            assert!(!holds(&all, secret.as_bytes()), "{secret}");
        }
        // A plain hash of few words tells them to whoever tries all of them.
        assert!(!holds(&all, &Sha256::digest(body.to_string())));
    }

    async fn two_people_of_one_database_share_no_sealed_bytes(app: TestApp) {
        for name in ["ann", "ben"] {
            let person = sign_in(&app, name, "web_react").await;
            person.say(&person.begin().await, "les mêmes mots").await;
        }
        let mut sealed = Rows::of(&app).await.column("SELECT sealed FROM messages").await;
        let many = sealed.len();
        sealed.sort_unstable();
        sealed.dedup();
        assert_eq!(sealed.len(), many);
    }
}

#[tokio::test]
async fn no_file_of_the_data_folder_holds_a_plain_word_of_a_chat() {
    let app = TestApp::start(On::Sqlite).await;
    let ann = sign_in(&app, "SubjectMarker", "web_react").await;
    let token = ann.mock_token("SubjectMarker").await;
    let secrets = secrets_of(&ann, &token).await;
    for fold in [false, true] {
        if fold {
            Rows::of(&app).await.fold_log().await;
        }
        for (name, secret) in &secrets {
            assert_eq!(files_with(app.folder.path(), secret), [""; 0], "{name}");
        }
    }
}

#[tokio::test]
async fn an_erased_account_leaves_no_byte_of_its_messages_in_any_file() {
    let app = TestApp::start(On::Sqlite).await;
    let ann = sign_in(&app, "ann", "web_react").await;
    ann.say(&ann.begin().await, "bonjour").await;
    let mut rows = Rows::of(&app).await;
    let mut traces = rows.column("SELECT sealed FROM messages").await;
    traces.extend(rows.column("SELECT wrapped_key FROM conversations").await);
    assert_eq!(ann.delete("/api/v1/me").await.status(), 204);
    rows.fold_log().await;
    for trace in traces {
        assert_eq!(files_with(app.folder.path(), &trace[..32]), [""; 0]);
    }
}

/// Strings that ann plants wherever she can.
const PLANTED: [&str; 8] = [
    "PlantedSubject",
    "PlantedMessage",
    "PlantedName",
    "PlantedKey",
    "PlantedAgent",
    "PlantedChoice",
    "PlantedBearer",
    "PlantedToken",
];

/// Chats well and badly with the planted strings; further secrets, and the ids of all requests.
async fn drive(url: &str) -> (Vec<String>, Vec<String>) {
    let client = reqwest::Client::builder().no_proxy().user_agent("PlantedAgent").build().unwrap();
    let visitor = Person::visiting(url, &client);
    let token = visitor.mock_token("PlantedSubject").await;
    let login = crate::people::login(&token, "web_react");
    let ann = visitor.sign_in("PlantedSubject", json!({})).await;
    let session = ann.begin().await;
    let picture = file("PlantedName.png", "image/png", png(1, 1, "PlantedMessage"));
    let path = ann.hand_over(picture).await;
    let message = json!({"message": "PlantedMessage je veux mourir", "session_id": session,
        "attachments": [path]});
    let bad_token = crate::people::with(login.clone(), &json!({"idp_token": "PlantedToken.a.b"}));
    let bad_body = json!({"message": ["PlantedMessage"], "session_id": session});
    let bad_file = json!({"message": "PlantedMessage", "session_id": session,
        "attachments": ["PlantedName"]});
    let post = |path: &str, body: &serde_json::Value| ann.request(Method::POST, path).json(body);
    let requests = vec![
        post(LOGIN, &login),
        post(LOGIN, &bad_token),
        post(LOGIN, &crate::people::with(login.clone(), &json!({"language": "PlantedChoice"}))),
        post(CHAT, &message).header("Idempotency-Key", "PlantedKey"),
        post(CHAT, &bad_body),
        post(CHAT, &bad_file),
        post(EMOTION, &json!({"emotion": "PlantedChoice", "session_id": session})),
        post(CHANGE, &json!({"monster": "PlantedChoice", "session_id": session})),
        ann.request(Method::GET, HISTORY),
        ann.request(Method::GET, &format!("{CHAT}/{session}/messages?before=PlantedChoice")),
        ann.request(Method::GET, &format!("{CHAT}/PlantedName/messages")),
        ann.request(Method::GET, &format!("/api/v1/files/{path}")),
        ann.request(Method::GET, "/api/v1/files/PlantedName"),
        ann.request(Method::GET, "/api/v1/me/export"),
        visitor.with_bearer("PlantedBearer").request(Method::GET, HISTORY),
        ann.request(Method::DELETE, &format!("{CHAT}/{session}")),
        ann.request(Method::POST, "/api/v1/auth/logout"),
        ann.request(Method::GET, HISTORY),
    ];
    let mut ids = Vec::new();
    for request in requests {
        let answer = request.send().await.unwrap();
        ids.push(answer.headers()["x-request-id"].to_str().unwrap().to_owned());
        answer.bytes().await.unwrap();
    }
    let signature = token.rsplit('.').next().unwrap().to_owned();
    let simple = ann.bearer.replace('-', "");
    (vec![token, signature, ann.bearer.clone(), simple], ids)
}

#[tokio::test]
async fn the_log_holds_nothing_of_a_chat_or_of_who_chats() {
    let place = Place::new(On::Sqlite).await;
    let mut program = place.serve(&[("LOG_LEVEL", "trace"), ("RUST_LOG", "trace")]);
    let (secrets, ids) = drive(&program.url).await;
    program.terminate();
    assert!(program.end(Duration::from_secs(10)).await.is_some());
    let log = program.log();
    for id in ids {
        assert!(log.contains(&id), "a request is missing from the log");
    }
    for secret in PLANTED.into_iter().chain(secrets.iter().map(String::as_str)) {
        let line = log.lines().find(|line| line.to_lowercase().contains(&secret.to_lowercase()));
        assert_eq!(line, None, "{secret}");
    }
}
