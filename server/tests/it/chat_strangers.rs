//! Who may call: which credential counts, and that strangers learn nothing.

use crate::app::{TestApp, refused};
use crate::look::json;
use crate::on_both;
use crate::people::{
    CHANGE, CHAT, DROPDOWN, EMOTION, HISTORY, INIT, LOGIN, NO_ID, Person, UPLOAD, anonymous, file,
    no_conversation, nobody, png, sign_in, text, unauthorized,
};
use chrono::Duration;
use reqwest::multipart::Form;
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};

/// A path that no file has.
const NO_FILE: &str = "0192d3a000007000800000000000abcd.png";

/// Every call that names a conversation.
fn calls_for(session: &str) -> Vec<(Method, String, Value)> {
    let post = |path: &str, body: Value| (Method::POST, path.to_owned(), body);
    vec![
        post(INIT, json!({"resume_conversation_id": session})),
        post(CHAT, json!({"message": "bonjour", "session_id": session})),
        post(EMOTION, json!({"emotion": "sad", "session_id": session})),
        post(DROPDOWN, json!({"selection": "insults", "session_id": session})),
        post(CHANGE, json!({"language": "EN", "session_id": session})),
        (Method::GET, format!("{CHAT}/{session}/messages"), Value::Null),
        (Method::GET, format!("{CHAT}/{session}/events/listen"), Value::Null),
        (Method::DELETE, format!("{CHAT}/{session}/messages/{NO_ID}"), Value::Null),
        (Method::PUT, format!("{CHAT}/{session}/messages/{NO_ID}/thumb"), json!({"up": true})),
        (Method::DELETE, format!("{CHAT}/{session}"), Value::Null),
    ]
}

/// Every call that wants a credential.
fn all_calls() -> Vec<(Method, String, Value)> {
    let mut calls = calls_for(NO_ID);
    calls.extend([
        (Method::POST, INIT.to_owned(), json!({})),
        (Method::GET, HISTORY.to_owned(), Value::Null),
        (Method::GET, format!("/api/v1/files/{NO_FILE}"), Value::Null),
        (Method::POST, "/api/v1/auth/logout".to_owned(), Value::Null),
        (Method::GET, "/api/v1/me/export".to_owned(), Value::Null),
        (Method::DELETE, "/api/v1/me".to_owned(), Value::Null),
    ]);
    calls
}

async fn call(person: &Person, (method, path, body): (Method, String, Value)) -> Response {
    let request = person.request(method, &path);
    let request = if body.is_null() { request } else { request.json(&body) };
    request.send().await.unwrap()
}

/// Every call that wants a credential, and those with forms, as `person`.
async fn call_all(person: &Person) -> Vec<Response> {
    let mut answers = Vec::new();
    for asked in all_calls() {
        answers.push(call(person, asked).await);
    }
    for path in [UPLOAD, "/api/v1/audio/transcribe"] {
        let form = Form::new().part("file", file("capture.png", "image/png", png(1, 1, "none")));
        answers.push(person.request(Method::POST, path).multipart(form).send().await.unwrap());
    }
    answers
}

/// What a stranger is told of a real thing and of one that does not exist must be the same.
async fn told_the_same(real: Response, none: Response, status: u16) {
    let address = real.url().clone();
    assert_eq!((real.status().as_u16(), none.status().as_u16()), (status, status), "{address}");
    let names = |answer: &Response| {
        let names = answer.headers().keys().map(ToString::to_string);
        let mut names: Vec<String> = names.collect();
        names.sort_unstable();
        names
    };
    assert_eq!(names(&real), names(&none), "{address}");
    assert_eq!(real.text().await.unwrap(), none.text().await.unwrap(), "{address}");
}

/// As `stranger`, asks for ann's conversation and file, and for some that do not exist.
async fn learns_nothing(app: &TestApp, stranger: &Person, status: u16) {
    let ann = sign_in(app, "ann", "web_react").await;
    let (session, path) = (ann.begin().await, ann.hand_over_picture().await);
    ann.say_with(&session, "regarde", &[&path]).await;
    let kept = ann.turns(&session).await;
    for (real, none) in calls_for(&session).into_iter().zip(calls_for(NO_ID)) {
        told_the_same(call(stranger, real).await, call(stranger, none).await, status).await;
    }
    told_the_same(stranger.download(&path).await, stranger.download(NO_FILE).await, status).await;
    assert_eq!(ann.turns(&session).await, kept, "a stranger changed something");
    assert_eq!(ann.change(&session, json!({})).await["language"], "FR");
    assert_eq!(ann.download(&path).await.status(), 200);
}

/// A call that carries the web client's cookie.
fn with_cookie(app: &TestApp, method: Method, path: &str, token: &str) -> RequestBuilder {
    app.request(method, path).header("cookie", format!("km_session={token}"))
}

on_both! {
    async fn a_call_without_a_credential_is_401(app: TestApp) {
        for answer in call_all(&nobody(&app)).await {
            unauthorized(answer, "Unauthorized").await;
        }
    }

    async fn a_malformed_bearer_token_is_401(app: TestApp) {
        for wrong in ["nonsense", "", "0", "anon_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"] {
            for answer in call_all(&nobody(&app).with_bearer(wrong)).await {
                unauthorized(answer, "Unauthorized").await;
            }
        }
    }

    async fn an_unknown_bearer_token_is_401(app: TestApp) {
        let unknown = "5f0c4b5e-6a52-4a39-8f0e-0d9d4c1f7b11";
        for answer in call_all(&nobody(&app).with_bearer(unknown)).await {
            unauthorized(answer, "Unauthorized").await;
        }
    }

    async fn a_dead_bearer_token_is_401(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        ann.log_out().await;
        for answer in call_all(&ann).await {
            unauthorized(answer, "Unauthorized").await;
        }
    }

    async fn another_scheme_is_no_bearer_token(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        for value in [format!("Basic {}", ann.bearer), ann.bearer.clone(), "Bearer".into()] {
            let asked = app.request(Method::GET, HISTORY).header("authorization", value);
            unauthorized(asked.send().await.unwrap(), "Unauthorized").await;
        }
    }

    async fn the_scheme_is_read_in_any_case(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let asked = app.request(Method::GET, HISTORY);
        let asked = asked.header("authorization", format!("bearer {}", ann.bearer));
        json(asked.send().await.unwrap(), 200).await;
    }

    async fn an_unknown_or_expired_session_token_is_401(app: TestApp) {
        let expired = anonymous(&app, "fr").await;
        app.advance(Duration::days(30));
        for token in [expired.bearer.as_str(), "anon_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "nonsense"] {
            let asked = app.request(Method::GET, HISTORY).header("x-session-token", token);
            unauthorized(asked.send().await.unwrap(), "Unauthorized").await;
        }
    }

    async fn a_bearer_token_comes_before_a_session_token(app: TestApp) {
        let (ann, anonymous) = (sign_in(&app, "ann", "web_react").await, anonymous(&app, "fr").await);
        let asked = ann.request(Method::POST, INIT).header("x-session-token", &anonymous.bearer);
        let begun = json(asked.json(&json!({})).send().await.unwrap(), 200).await;
        let session = text(&begun["session_id"]);
        json(ann.resume(session).await, 200).await;
        no_conversation(anonymous.resume(session).await).await;
    }

    async fn a_dead_bearer_token_is_not_helped_by_a_session_token(app: TestApp) {
        let (ann, anonymous) = (sign_in(&app, "ann", "web_react").await, anonymous(&app, "fr").await);
        ann.log_out().await;
        let asked = ann.request(Method::GET, HISTORY).header("x-session-token", &anonymous.bearer);
        unauthorized(asked.send().await.unwrap(), "Unauthorized").await;
    }

    async fn a_session_token_comes_before_the_cookie(app: TestApp) {
        let (header, cookie) = (anonymous(&app, "fr").await, anonymous(&app, "fr").await);
        let asked = with_cookie(&app, Method::POST, INIT, &cookie.bearer)
            .header("origin", &app.url)
            .header("x-session-token", &header.bearer);
        let begun = json(asked.json(&json!({})).send().await.unwrap(), 200).await;
        let session = text(&begun["session_id"]);
        json(header.resume(session).await, 200).await;
        no_conversation(cookie.resume(session).await).await;
    }

    async fn an_anonymous_session_may_talk_and_choose(app: TestApp) {
        let anonymous = anonymous(&app, "fr").await;
        let session = anonymous.begin().await;
        let emotion = json!({"emotion": "sad", "session_id": session});
        json(anonymous.post(EMOTION, &emotion).await, 200).await;
        let option = json!({"selection": "insults", "session_id": session});
        json(anonymous.post(DROPDOWN, &option).await, 200).await;
        anonymous.say(&session, "On se moque de moi").await;
        anonymous.change(&session, json!({"language": "EN"})).await;
        assert_eq!(anonymous.words(&session).await.last().unwrap(), "On se moque de moi");
        assert_eq!(anonymous.delete(&format!("{CHAT}/{session}")).await.status(), 204);
    }

    async fn the_web_clients_cookie_may_talk_from_our_own_pages(app: TestApp) {
        let anonymous = anonymous(&app, "fr").await;
        let asked = with_cookie(&app, Method::POST, INIT, &anonymous.bearer).header("origin", &app.url);
        let begun = json(asked.json(&json!({})).send().await.unwrap(), 200).await;
        json(anonymous.resume(text(&begun["session_id"])).await, 200).await;
    }

    async fn a_change_with_the_cookie_from_elsewhere_is_refused(app: TestApp) {
        let anonymous = anonymous(&app, "fr").await;
        let session = anonymous.begin().await;
        for origin in [None, Some("https://evil.example"), Some("null")] {
            for (method, path, body) in calls_for(&session) {
                if method == Method::GET {
                    continue;
                }
                let mut asked = with_cookie(&app, method, &path, &anonymous.bearer);
                if let Some(origin) = origin {
                    asked = asked.header("origin", origin);
                }
                refused(asked.json(&body).send().await.unwrap(), 403, "Foreign Origin").await;
            }
        }
        assert!(anonymous.words(&session).await.is_empty());
    }

    async fn reading_with_the_cookie_needs_no_origin(app: TestApp) {
        let anonymous = anonymous(&app, "fr").await;
        let asked = with_cookie(&app, Method::GET, HISTORY, &anonymous.bearer);
        json(asked.send().await.unwrap(), 200).await;
    }

    async fn an_unknown_cookie_is_401(app: TestApp) {
        let unknown = "anon_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
        let asked = with_cookie(&app, Method::GET, HISTORY, unknown);
        unauthorized(asked.send().await.unwrap(), "Unauthorized").await;
    }

    async fn api_clients_get_no_cookie(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let login = crate::people::login(&ann.mock_token("ann").await, "web_react");
        let begun = ann.post(INIT, &json!({})).await;
        for answer in [app.post(LOGIN, &login).await, begun, ann.get(HISTORY).await] {
            assert!(!answer.headers().contains_key("set-cookie"), "{}", answer.url());
        }
    }

    async fn another_person_learns_nothing(app: TestApp) {
        let ben = sign_in(&app, "ben", "web_react").await;
        learns_nothing(&app, &ben, 404).await;
    }

    async fn another_person_without_events_learns_nothing(app: TestApp) {
        let ben = sign_in(&app, "ben", "discord").await;
        let session = sign_in(&app, "ann", "web_react").await.begin().await;
        let (real, none) = (ben.ask_for_events(&session), ben.ask_for_events(NO_ID));
        let (real, none) = (real.send().await.unwrap(), none.send().await.unwrap());
        let status = none.status().as_u16();
        told_the_same(real, none, status).await;
    }

    async fn an_anonymous_stranger_learns_nothing(app: TestApp) {
        let stranger = anonymous(&app, "fr").await;
        learns_nothing(&app, &stranger, 404).await;
    }

    async fn nobody_learns_nothing(app: TestApp) {
        learns_nothing(&app, &nobody(&app), 401).await;
    }

    async fn a_signed_in_stranger_learns_nothing_of_an_anonymous_conversation(app: TestApp) {
        let anonymous = anonymous(&app, "fr").await;
        let session = anonymous.begin().await;
        let ben = sign_in(&app, "ben", "web_react").await;
        for (real, none) in calls_for(&session).into_iter().zip(calls_for(NO_ID)) {
            told_the_same(call(&ben, real).await, call(&ben, none).await, 404).await;
        }
        json(anonymous.resume(&session).await, 200).await;
    }

    async fn a_strangers_file_is_refused_like_one_that_does_not_exist(app: TestApp) {
        let path = sign_in(&app, "ann", "web_react").await.hand_over_picture().await;
        let ben = sign_in(&app, "ben", "web_react").await;
        let session = ben.begin().await;
        let send = async |path: &str| {
            let body = json!({"message": "a", "session_id": session, "attachments": [path]});
            ben.post(CHAT, &body).await
        };
        told_the_same(send(&path).await, send(NO_FILE).await, 422).await;
    }
}
