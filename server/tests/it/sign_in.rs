//! Signing in and out on the pages, with the one cookie; without JavaScript.

use crate::app::{On, TestApp};
use crate::look::json;
use crate::on_both;
use crate::people::{nobody, text};
use reqwest::{Method, Response};

/// Where an answer leads.
pub fn location(answer: &Response) -> &str {
    answer.headers()["location"].to_str().unwrap()
}

/// The cookie of this name that an answer sets, with all its parts.
pub fn cookie(answer: &Response, name: &str) -> Option<String> {
    let all = answer.headers().get_all("set-cookie").iter();
    let mut all = all.map(|value| value.to_str().unwrap().to_owned());
    all.find(|cookie| cookie.starts_with(&format!("{name}=")))
}

/// The parts of a cookie.
pub fn parts(cookie: &str) -> Vec<String> {
    cookie.split(';').map(|part| part.trim().to_owned()).collect()
}

/// The value that a cookie of this name gets, unless it ends.
pub fn value(answer: &Response, name: &str) -> Option<String> {
    let cookie = cookie(answer, name)?;
    let value = cookie.split(';').next()?.split_once('=')?.1.to_owned();
    (!value.is_empty()).then_some(value)
}

/// Whether a bearer opens something.
pub async fn is_session(app: &TestApp, bearer: &str) -> bool {
    nobody(app).with_bearer(bearer).get("/api/v1/chat/history").await.status() == 200
}

async fn form(app: &TestApp, path: &str, cookies: &str, fields: &[(&str, &str)]) -> Response {
    let request = app.request(Method::POST, path).header("origin", &app.url);
    request.header("cookie", cookies).form(fields).send().await.unwrap()
}

async fn page(app: &TestApp, path: &str, cookies: &str) -> Response {
    app.request(Method::GET, path).header("cookie", cookies).send().await.unwrap()
}

/// Signs in by the form; the cookie as a browser sends it back.
async fn signed_in(app: &TestApp, name: &str, who: &str) -> String {
    let answer = form(app, "/sign-in/mock", "", &[("name", name), ("who", who)]).await;
    assert_eq!((answer.status().as_u16(), location(&answer)), (303, "/chat"));
    format!("km_session={}", value(&answer, "km_session").unwrap())
}

fn bearer(cookies: &str) -> &str {
    cookies.split_once('=').unwrap().1
}

on_both! {
    async fn the_form_signs_in_with_a_cookie_that_scripts_cannot_read(app: TestApp) {
        let answer = form(&app, "/sign-in/mock", "", &[("name", "ann"), ("who", "cycle4")]).await;
        let session = cookie(&answer, "km_session").unwrap();
        for part in ["HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(parts(&session).contains(&part.to_owned()), "{part}: {session}");
        }
        let person = nobody(&app).with_bearer(&value(&answer, "km_session").unwrap());
        let me = json(person.get("/api/v1/me/export").await, 200).await;
        let me = &me["person"];
        assert_eq!((text(&me["user_type"]), text(&me["age_class"])), ("teenager", "cycle4"));
        assert_eq!((text(&me["origins"][0]), text(&me["language"])), ("web_leptos", "VI"));
    }

    async fn the_cookie_of_somebody_signed_in_opens_the_talk_and_the_api(app: TestApp) {
        let cookies = signed_in(&app, "ann", "lycee").await;
        let chat = page(&app, "/chat", &cookies).await;
        assert_eq!(chat.status(), 200);
        let history = page(&app, "/api/v1/chat/history", &cookies).await;
        assert_eq!(json(history, 200).await["conversations"].as_array().unwrap().len(), 1);
    }

    async fn signing_out_ends_the_session_on_the_server_too(app: TestApp) {
        let cookies = signed_in(&app, "ann", "parent").await;
        let out = form(&app, "/sign-out", &cookies, &[]).await;
        assert_eq!((out.status().as_u16(), location(&out)), (303, "/sign-in?out=yes"));
        assert!(parts(&cookie(&out, "km_session").unwrap()).contains(&"Max-Age=0".to_owned()));
        assert!(out.headers()["clear-site-data"].to_str().unwrap().contains("\"storage\""));
        assert!(!is_session(&app, bearer(&cookies)).await);
        assert_eq!(form(&app, "/sign-out", &cookies, &[]).await.status(), 303);
    }

    async fn an_anonymous_talk_is_kept_apart_and_said_to_be(app: TestApp) {
        let started = form(&app, "/start", "", &[]).await;
        let token = value(&started, "km_session").unwrap();
        let cookies = format!("km_session={token}");
        let door = page(&app, "/sign-in", &cookies).await.text().await.unwrap();
        assert!(door.contains("class=\"apart\""));
        let answer = form(&app, "/sign-in/mock", &cookies, &[("name", "ann"), ("who", "other")]).await;
        let person = value(&answer, "km_session").unwrap();
        assert_ne!(person, token);
        assert_eq!(app.get(&format!("/api/v1/sessions/{token}")).await.status(), 200);
        let history = nobody(&app).with_bearer(&person).history().await;
        assert!(history.is_empty());
        let door = page(&app, "/sign-in", "").await.text().await.unwrap();
        assert!(!door.contains("class=\"apart\""));
    }

    async fn what_is_missing_in_the_form_is_explained_and_the_rest_stays(app: TestApp) {
        let unnamed = form(&app, "/sign-in/mock", "", &[("name", "  "), ("who", "parent")]).await;
        assert_eq!(unnamed.status(), 422);
        let shown = unnamed.text().await.unwrap();
        assert!(shown.contains("role=\"alert\"") && shown.contains("value=\"parent\" checked"));
        for who in ["", "robot"] {
            let answer = form(&app, "/sign-in/mock", "", &[("name", "<b>ann"), ("who", who)]).await;
            assert_eq!((answer.status().as_u16(), value(&answer, "km_session")), (422, None));
            assert!(answer.text().await.unwrap().contains("value=\"&lt;b&gt;ann\""));
        }
    }

    async fn a_foreign_page_signs_nobody_in_or_out(app: TestApp) {
        let cookies = signed_in(&app, "ann", "parent").await;
        for path in ["/sign-in/mock", "/sign-out", "/welcome"] {
            let request = app.request(Method::POST, path).header("origin", "https://evil.example");
            let request = request.header("cookie", &cookies).form(&[("name", "eve"), ("who", "parent")]);
            assert_eq!(request.send().await.unwrap().status(), 403, "{path}");
        }
        assert!(is_session(&app, bearer(&cookies)).await);
    }
}

#[tokio::test]
async fn somebody_signed_in_sees_how_to_sign_out() {
    let app = TestApp::start(On::Sqlite).await;
    let cookies = signed_in(&app, "ann", "parent").await;
    let door = page(&app, "/sign-in", &cookies).await.text().await.unwrap();
    assert!(door.contains("action=\"/sign-out\"") && !door.contains("action=\"/sign-in/mock\""));
}

#[tokio::test]
async fn where_the_flag_is_off_there_is_no_sign_in() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("flags.toml");
    std::fs::write(&file, "[default]\nenable_login_screen = false\n").unwrap();
    let extra = [("RATE_LIMIT_PER_MINUTE", "0"), ("FEATURE_FLAGS", file.to_str().unwrap())];
    let app = TestApp::start_with(On::Sqlite, &extra).await;
    for path in ["/sign-in", "/sign-in/school", "/sign-in/school/back"] {
        assert_eq!(app.get(path).await.status(), 404, "{path}");
    }
    let answer = form(&app, "/sign-in/mock", "", &[("name", "ann"), ("who", "parent")]).await;
    assert_eq!((answer.status().as_u16(), value(&answer, "km_session")), (404, None));
}

#[tokio::test]
async fn without_the_mock_provider_its_form_is_not_there() {
    let extra = [("RATE_LIMIT_PER_MINUTE", "0"), ("MOCK_IDP", "off")];
    let app = TestApp::start_with(On::Sqlite, &extra).await;
    let door = app.get("/sign-in").await.text().await.unwrap();
    assert!(!door.contains("/sign-in/mock") && door.contains("action=\"/start\""));
    let answer = form(&app, "/sign-in/mock", "", &[("name", "ann"), ("who", "parent")]).await;
    assert_eq!((answer.status().as_u16(), value(&answer, "km_session")), (404, None));
}

#[tokio::test]
async fn somebody_too_fast_is_told_and_keeps_the_name() {
    let app = TestApp::start_with(On::Sqlite, &[("RATE_LIMIT_PER_MINUTE", "1")]).await;
    form(&app, "/sign-in/mock", "", &[("name", ""), ("who", "parent")]).await;
    let answer = form(&app, "/sign-in/mock", "", &[("name", "ann"), ("who", "parent")]).await;
    assert_eq!(answer.status(), 429);
    assert!(answer.text().await.unwrap().contains("value=\"ann\""));
}

#[tokio::test]
async fn the_question_of_a_first_visit_is_only_for_somebody_signed_in() {
    let app = TestApp::start(On::Sqlite).await;
    assert_eq!(location(&app.get("/welcome").await), "/");
    assert_eq!(location(&form(&app, "/welcome", "", &[("who", "parent")]).await), "/");
    let cookies = signed_in(&app, "ann", "cycle3").await;
    assert_eq!(page(&app, "/welcome", &cookies).await.status(), 200);
    let nothing = form(&app, "/welcome", &cookies, &[]).await;
    assert_eq!(nothing.status(), 422);
    assert!(nothing.text().await.unwrap().contains("role=\"alert\""));
    // What they said is chosen when they come again, and whoever is no young person has no cycle.
    let chosen = |who: &'static str| format!("value=\"{who}\" checked");
    let before = page(&app, "/welcome", &cookies).await.text().await.unwrap();
    assert!(before.contains(&chosen("cycle3")), "{before}");
    form(&app, "/welcome", &cookies, &[("who", "parent")]).await;
    let after = page(&app, "/welcome", &cookies).await.text().await.unwrap();
    assert!(after.contains(&chosen("parent")) && !after.contains(&chosen("cycle3")));
    let me = json(page(&app, "/api/v1/me/export", &cookies).await, 200).await;
    assert_eq!(
        (text(&me["person"]["user_type"]), me["person"]["age_class"].is_null()),
        ("parent", true)
    );
}
