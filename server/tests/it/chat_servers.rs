//! Two servers over one PostgreSQL and one Redis are one service.

use crate::app::{On, TestApp};
use crate::look::json;
use crate::people::{CHAT, Person, sign_in, unauthorized};
use futures_util::future::join_all;
use reqwest::{Method, Response};
use serde_json::{Value, json};

/// Two servers that share a database, a key, a folder and a Redis.
async fn pair(rate_limit: &str) -> (TestApp, TestApp) {
    let redis = std::env::var("TEST_REDIS_URL")
        .expect("TEST_REDIS_URL names a Redis server; `make test` starts one");
    let common = [("RATE_LIMIT_PER_MINUTE", rate_limit), ("REDIS_URL", redis.as_str())];
    let one = TestApp::start_with(On::Postgres, &common).await;
    let mut shared = common.to_vec();
    shared.push(("DATABASE_URL", &one.database_url));
    shared.push(("DATA_DIR", one.folder.path().to_str().unwrap()));
    let other = TestApp::start_with(On::Postgres, &shared).await;
    (one, other)
}

/// Ann at both servers, in a conversation that began at the first.
async fn talking(one: &TestApp, other: &TestApp) -> (Person, Person, String) {
    let here = sign_in(one, "ann", "web_leptos").await;
    let session = here.begin().await;
    let there = here.at(other);
    (here, there, session)
}

async fn send(person: &Person, session: &str) -> Response {
    let body = json!({"message": "bonjour", "session_id": session});
    let request = person.request(Method::POST, CHAT).header("Idempotency-Key", "key-1");
    request.json(&body).send().await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_conversation_goes_on_at_another_server() {
    let (one, other) = pair("0").await;
    let (here, there, session) = talking(&one, &other).await;
    there.say(&session, "bonjour").await;
    here.say(&session, "me revoilà").await;
    assert_eq!(here.words(&session).await, ["bonjour", "me revoilà"]);
    assert_eq!(there.turns(&session).await, here.turns(&session).await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_person_is_the_same_at_both_servers() {
    let (one, other) = pair("0").await;
    let here = sign_in(&one, "ann", "web_react").await;
    let there = sign_in(&other, "ann", "web_react").await;
    assert_eq!((here.user_id, here.bearer), (there.user_id, there.bearer));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_at_one_server_is_heard_at_the_other() {
    let (one, other) = pair("0").await;
    let (here, there, session) = talking(&one, &other).await;
    let mut listeners = [there.listen(&session).await, here.listen(&session).await];
    here.change(&session, json!({"monster": "pixel"})).await;
    there.change(&session, json!({"language": "EN"})).await;
    for listener in &mut listeners {
        assert_eq!(listener.hear("settings").await, json!({"data": {"monster": "pixel"}}));
        assert_eq!(listener.hear("settings").await, json!({"data": {"language": "EN"}}));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_reply_at_one_server_is_heard_at_the_other() {
    let (one, other) = pair("0").await;
    let (here, there, session) = talking(&one, &other).await;
    let mut listener = there.listen(&session).await;
    let answer = here.say(&session, "On se moque de moi").await;
    let heard = listener.hear_until("reply_end").await;
    let deltas = heard.iter().filter(|(name, _)| name == "reply");
    let said: String = deltas.map(|(_, event)| event["data"]["delta"].as_str().unwrap()).collect();
    assert_eq!(said, answer["response"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_logout_at_one_server_ends_the_stream_at_the_other() {
    let (one, other) = pair("0").await;
    let (here, there, session) = talking(&one, &other).await;
    let mut listener = there.listen(&session).await;
    here.log_out().await;
    listener.ends().await;
    unauthorized(there.get("/api/v1/chat/history").await, "Unauthorized").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_erasure_at_one_server_ends_the_stream_at_the_other() {
    let (one, other) = pair("0").await;
    let (here, there, session) = talking(&one, &other).await;
    let mut listener = there.listen(&session).await;
    assert_eq!(here.delete(&format!("{CHAT}/{session}")).await.status(), 204);
    listener.ends().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_stop_of_one_server_leaves_the_streams_of_the_other() {
    let (mut one, other) = pair("0").await;
    let (here, there, session) = talking(&one, &other).await;
    let (mut ends, mut stays) = (here.listen(&session).await, there.listen(&session).await);
    one.stop().await;
    ends.ends().await;
    there.change(&session, json!({"monster": "pixel"})).await;
    assert_eq!(stays.hear("settings").await, json!({"data": {"monster": "pixel"}}));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn messages_sent_to_both_at_once_are_all_kept() {
    let (one, other) = pair("0").await;
    let (here, there, session) = talking(&one, &other).await;
    let words: Vec<String> = (0..10).map(|number| format!("message {number}")).collect();
    let sent = words.iter().enumerate().map(|(number, word)| {
        let person = if number % 2 == 0 { &here } else { &there };
        person.say(&session, word)
    });
    let answers = join_all(sent).await;
    let mut kept = here.words(&session).await;
    kept.sort_unstable();
    assert_eq!(kept, words);
    let turns = there.turns(&session).await;
    for answer in answers {
        assert!(turns.iter().any(|turn: &Value| turn["id"] == answer["message_id"]));
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_message_resent_to_the_other_server_is_one_message() {
    let (one, other) = pair("0").await;
    let (here, there, session) = talking(&one, &other).await;
    let (first, second) = tokio::join!(send(&here, &session), send(&there, &session));
    assert_eq!(json(first, 200).await, json(second, 200).await);
    assert_eq!(here.words(&session).await, ["bonjour"]);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn both_servers_count_towards_one_limit() {
    let (one, other) = pair("20").await;
    for number in 0..20 {
        let app = if number % 2 == 0 { &one } else { &other };
        let answer = app.get("/api/v1/features").await;
        assert_eq!(answer.status(), 200);
        assert_eq!(answer.headers()["x-ratelimit-remaining"], (19 - number).to_string());
    }
    assert_eq!(one.get("/api/v1/features").await.status(), 429);
    assert_eq!(other.get("/api/v1/features").await.status(), 429);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn files_handed_over_at_one_server_are_there_at_the_other() {
    let (one, other) = pair("0").await;
    let (here, there, session) = talking(&one, &other).await;
    let path = here.hand_over_picture().await;
    there.say_with(&session, "regarde", &[&path]).await;
    assert_eq!(there.download(&path).await.status(), 200);
}
