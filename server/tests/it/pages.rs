//! The pages without JavaScript: plain forms, one cookie, and a way out.

use crate::app::{Extra, On, TestApp};
use crate::look::refusal;
use crate::on_both;
use reqwest::{Method, RequestBuilder, Response};
use serde_json::Value;

/// A form sent by one of our own pages.
pub fn form(app: &TestApp, path: &str, cookie: &str, body: &str) -> RequestBuilder {
    app.request(Method::POST, path)
        .header("origin", &app.url)
        .header("cookie", cookie)
        .header("content-type", "application/x-www-form-urlencoded")
        .body(body.to_owned())
}

pub async fn page(app: &TestApp, path: &str, cookie: &str) -> Response {
    app.request(Method::GET, path).header("cookie", cookie).send().await.unwrap()
}

pub fn header<'a>(answer: &'a Response, name: &str) -> &'a str {
    answer.headers().get(name).unwrap_or_else(|| panic!("no {name}")).to_str().unwrap()
}

/// Starts a talk; the cookie as a browser sends it back.
pub async fn start(app: &TestApp) -> String {
    let started = form(app, "/start", "", "").send().await.unwrap();
    assert_eq!(started.status(), 303);
    header(&started, "set-cookie").split(';').next().unwrap().to_owned()
}

/// What is kept of the talk that the page shows.
async fn kept(app: &TestApp, cookie: &str) -> Vec<Value> {
    let history: Value = page(app, "/api/v1/chat/history", cookie).await.json().await.unwrap();
    let id = history["conversations"][0]["id"].as_str().unwrap();
    let path = format!("/api/v1/chat/{id}/messages");
    let kept: Value = page(app, &path, cookie).await.json().await.unwrap();
    kept["messages"].as_array().unwrap().clone()
}

pub fn token(cookie: &str) -> &str {
    cookie.split_once('=').unwrap().1
}

pub async fn text(answer: Response) -> String {
    assert!(header(&answer, "content-type").starts_with("text/html"));
    answer.text().await.unwrap()
}

async fn limited(extra: Extra<'_>) -> TestApp {
    TestApp::start_with(On::Sqlite, extra).await
}

on_both! {
    async fn starting_leads_to_the_chat_with_a_cookie_that_scripts_cannot_read(app: TestApp) {
        let started = form(&app, "/start", "", "").send().await.unwrap();
        assert_eq!(started.status(), 303);
        assert_eq!(header(&started, "location"), "/chat");
        let cookie = header(&started, "set-cookie").to_owned();
        let parts: Vec<&str> = cookie.split(';').map(str::trim).collect();
        assert!(parts.contains(&"HttpOnly") && parts.contains(&"SameSite=Lax"), "{cookie}");
        assert!(parts.contains(&"Path=/"), "{cookie}");
        assert!(!parts.contains(&"Secure"), "{cookie}");
        let session = app.get(&format!("/api/v1/sessions/{}", token(parts[0]))).await;
        assert_eq!(session.status(), 200);
    }

    async fn a_message_sent_by_a_plain_form_is_shown_with_its_answer(app: TestApp) {
        let cookie = start(&app).await;
        let sent = form(&app, "/chat", &cookie, "content=xin+ch%C3%A0o+b%E1%BA%A1n").send().await.unwrap();
        assert_eq!(sent.status(), 303);
        assert!(header(&sent, "location").starts_with("/chat"));
        let stored = kept(&app, &cookie).await;
        assert_eq!(stored.len(), 3, "a greeting, what was written, the answer");
        let shown = text(page(&app, "/chat", &cookie).await).await;
        assert!(shown.contains("xin chào bạn"));
        let answer = stored[2]["content"].as_str().unwrap();
        let words = answer.split(['.', '\n', '"', '\'', '?']).next().unwrap();
        assert!(shown.contains(words), "{words}");
    }

    async fn what_was_written_is_shown_as_text_and_never_runs(app: TestApp) {
        let cookie = start(&app).await;
        let evil = "content=%3Cscript%3Ealert(1)%3C/script%3E%3Cimg+src=x+onerror=alert(2)%3E";
        form(&app, "/chat", &cookie, evil).send().await.unwrap();
        let shown = text(page(&app, "/chat", &cookie).await).await;
        assert!(!shown.contains("<script>alert") && !shown.contains("<img src=x"));
        assert!(shown.contains("&lt;script&gt;alert(1)"));
    }

    async fn an_empty_or_too_long_message_is_explained_on_the_page(app: TestApp) {
        let cookie = start(&app).await;
        let empty = form(&app, "/chat", &cookie, "content=+%0A").send().await.unwrap();
        assert_eq!(empty.status(), 422);
        text(empty).await;
        let long = format!("content={}", "a".repeat(5001));
        let long = form(&app, "/chat", &cookie, &long).send().await.unwrap();
        assert_eq!(long.status(), 422);
        assert!(text(long).await.contains(&"a".repeat(5001)), "the words are lost");
    }

    async fn erasing_erases_the_session_and_the_cookie(app: TestApp) {
        let cookie = start(&app).await;
        form(&app, "/chat", &cookie, "content=xin+chao").send().await.unwrap();
        let erased = form(&app, "/erase", &cookie, "").send().await.unwrap();
        assert_eq!(erased.status(), 303);
        assert!(header(&erased, "set-cookie").contains("Max-Age=0"));
        refusal(app.get(&format!("/api/v1/sessions/{}", token(&cookie))).await, 404).await;
    }

    async fn a_session_that_is_gone_leads_back_and_ends_the_cookie(app: TestApp) {
        let cookie = start(&app).await;
        app.delete(&format!("/api/v1/sessions/{}", token(&cookie))).await;
        let answer = page(&app, "/chat", &cookie).await;
        assert_eq!(answer.status(), 303);
        assert!(header(&answer, "location").starts_with("/?"));
        assert!(header(&answer, "set-cookie").contains("Max-Age=0"));
        let empty = form(&app, "/chat", &cookie, "content=").send().await.unwrap();
        assert_eq!(empty.status(), 303);
    }

    async fn what_is_written_into_a_session_that_is_gone_stays_in_the_field(app: TestApp) {
        let cookie = start(&app).await;
        app.delete(&format!("/api/v1/sessions/{}", token(&cookie))).await;
        for cookies in [cookie.as_str(), ""] {
            let written = form(&app, "/chat", cookies, "content=keep+me").send().await.unwrap();
            assert_eq!(written.status(), 401);
            assert!(written.text().await.unwrap().contains("keep me</textarea>"));
        }
    }

    async fn a_foreign_page_cannot_act_in_a_visitors_name(app: TestApp) {
        let cookie = start(&app).await;
        let port = app.url.rsplit_once(':').unwrap().1;
        let foreign = ["https://evil.example", "http://127.0.0.1:1", "null", "", &format!("http://evil{port}"),
            &format!("http://127.0.0.1:{port}.evil.example")];
        for path in ["/chat", "/erase", "/language", "/api/v1/messages/", "/api/ui/act"] {
            for origin in foreign {
                let request = form(&app, path, &cookie, "content=a");
                let (client, request) = request.build_split();
                let mut request = request.unwrap();
                request.headers_mut().insert("origin", origin.parse().unwrap());
                let answer = client.execute(request).await.unwrap();
                assert_eq!(answer.status(), 403, "{path} from {origin}");
            }
        }
        let without = app.request(Method::POST, "/erase").header("cookie", &cookie);
        assert_eq!(without.send().await.unwrap().status(), 403);
        let session = app.get(&format!("/api/v1/sessions/{}", token(&cookie))).await;
        assert_eq!(session.status(), 200);
    }

    async fn choosing_a_language_changes_pages_and_session(app: TestApp) {
        let cookie = start(&app).await;
        let chosen = form(&app, "/language", &cookie, "language=fr&back=/help").send().await.unwrap();
        assert_eq!(chosen.status(), 303);
        assert_eq!(header(&chosen, "location"), "/help");
        let choice = header(&chosen, "set-cookie").split(';').next().unwrap().to_owned();
        assert!(text(page(&app, "/help", &choice).await).await.contains("lang=\"fr\""));
        let session = app.get(&format!("/api/v1/sessions/{}", token(&cookie))).await;
        assert_eq!(session.json::<Value>().await.unwrap()["language_preference"], "fr");
    }
}

#[tokio::test]
async fn in_production_the_cookie_travels_only_over_tls() {
    let key = server::crypto::KeyRing::new_key_text();
    let app = limited(&[("APP_ENV", "production"), ("ENCRYPTION_KEY", key.trim())]).await;
    let origin = app.url.replace("http://", "https://");
    let started =
        app.request(Method::POST, "/start").header("origin", origin).send().await.unwrap();
    assert_eq!(started.status(), 303);
    let cookie = header(&started, "set-cookie");
    assert!(cookie.split(';').any(|part| part.trim() == "Secure"), "{cookie}");
}

#[tokio::test]
async fn leaving_ends_the_cookie_session_and_leads_elsewhere() {
    let app = limited(&[]).await;
    let cookie = start(&app).await;
    let left = page(&app, "/leave", &cookie).await;
    assert_eq!(left.status(), 303);
    let to = header(&left, "location");
    assert!(to.starts_with("https://") && !to.contains("127.0.0.1"), "{to}");
    assert!(header(&left, "set-cookie").contains("Max-Age=0"));
    // Not the cookies of all neighbouring sites: ours is ended above.
    let wiped = header(&left, "clear-site-data");
    assert!(wiped.contains("\"storage\""), "{wiped}");
}

#[tokio::test]
async fn another_sites_link_does_not_end_a_session() {
    let app = limited(&[]).await;
    let request = app.request(Method::GET, "/leave").header("sec-fetch-site", "cross-site");
    let answer = request.header("cookie", start(&app).await).send().await.unwrap();
    assert!(!answer.headers().contains_key("set-cookie"));
    assert!(!answer.headers().contains_key("clear-site-data"));
}

#[tokio::test]
async fn every_page_has_a_way_out() {
    let app = limited(&[]).await;
    let cookie = start(&app).await;
    for path in ["/", "/chat", "/help", "/privacy", "/nothing"] {
        assert!(text(page(&app, path, &cookie).await).await.contains("/leave"), "{path}");
    }
}

#[tokio::test]
async fn somebody_too_fast_sees_a_page_and_keeps_the_words() {
    let app = limited(&[("RATE_LIMIT_PER_MINUTE", "2")]).await;
    let cookie = start(&app).await;
    form(&app, "/chat", &cookie, "content=mot").send().await.unwrap();
    let answer = form(&app, "/chat", &cookie, "content=nhanh+qua").send().await.unwrap();
    assert_eq!(answer.status(), 429);
    assert!(text(answer).await.contains("nhanh qua"));
    let start = form(&app, "/start", "", "").send().await.unwrap();
    assert_eq!(start.status(), 429);
    let told = text(start).await;
    assert!(told.contains("Chờ một chút nhé"), "{told}");
}

#[tokio::test]
async fn a_language_choice_leads_to_no_other_site() {
    let app = limited(&[]).await;
    for back in ["https://evil.example", "//evil.example", "/\\evil.example", "/start"] {
        let answer =
            form(&app, "/language", "", &format!("language=en&back={back}")).send().await.unwrap();
        assert_eq!(header(&answer, "location"), "/", "{back}");
    }
}

#[tokio::test]
async fn pages_are_in_the_browsers_language() {
    let app = limited(&[]).await;
    for language in ["fr", "vi", "en"] {
        let request = app.request(Method::GET, "/").header("accept-language", language);
        let page = text(request.send().await.unwrap()).await;
        assert!(page.contains(&format!("lang=\"{language}\"")), "{language}");
    }
}

#[tokio::test]
async fn the_help_page_shows_the_lines_of_the_country() {
    let app = limited(&[]).await;
    for (country, line) in [("FR", "3114"), ("fr", "3114"), ("VN", "111")] {
        let page = text(app.get(&format!("/help?country={country}")).await).await;
        assert!(page.contains(line), "{country}");
    }
    for odd in ["", "XX", "%00", "<b>"] {
        assert_eq!(app.get(&format!("/help?country={odd}")).await.status(), 200, "{odd}");
    }
}

#[tokio::test]
async fn the_chat_without_a_session_leads_to_the_beginning() {
    let app = limited(&[]).await;
    let answer = app.get("/chat").await;
    assert_eq!(answer.status(), 303);
    assert_eq!(header(&answer, "location"), "/");
}

#[tokio::test]
async fn starting_twice_keeps_the_talk() {
    let app = limited(&[]).await;
    let cookie = start(&app).await;
    let again = form(&app, "/start", &cookie, "").send().await.unwrap();
    assert_eq!(header(&again, "location"), "/chat");
    assert!(!again.headers().contains_key("set-cookie"));
}
