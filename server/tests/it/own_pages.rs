//! The pages about what is one's own: settings, earlier conversations, data, feedback.

use crate::app::{On, TestApp};
use crate::look::json;
use crate::on_both;
use crate::pages::{form, header, page, start, text, token};
use crate::people::{CHAT, NO_ID, Person, nobody, sign_in};
use crate::rows::Rows;
use reqwest::Response;
use serde_json::Value;

/// The same visitor, as a client of the API.
fn api(app: &TestApp, cookie: &str) -> Person {
    let token = token(cookie);
    match uuid::Uuid::try_parse(token) {
        Ok(_) => nobody(app).with_bearer(token),
        Err(_) => nobody(app).with_token(token),
    }
}

/// The cookie of somebody who signed in.
async fn signed_in(app: &TestApp) -> String {
    format!("km_session={}", sign_in(app, "ann", "web_leptos").await.bearer)
}

/// The cookie of this name that an answer sets.
fn set(answer: &Response, name: &str) -> Option<String> {
    let cookies = answer.headers().get_all("set-cookie").iter();
    let cookies = cookies.map(|cookie| cookie.to_str().unwrap().to_owned());
    cookies.into_iter().find(|cookie| cookie.starts_with(&format!("{name}=")))
}

async fn send(app: &TestApp, path: &str, cookie: &str, body: &str) -> Response {
    form(app, path, cookie, body).send().await.unwrap()
}

/// Checks that a form was taken, and where it leads.
fn leads_to(answer: &Response, to: &str) {
    assert_eq!(answer.status(), 303);
    assert_eq!(header(answer, "location"), to);
}

async fn shown(app: &TestApp, path: &str, cookie: &str) -> String {
    let answer = page(app, path, cookie).await;
    assert_eq!(answer.status(), 200, "{path}");
    text(answer).await
}

/// The ids of the conversations that a page of talks shows, in order.
fn ids(page: &str) -> Vec<&str> {
    let fields = page.split("action=\"/chat/resume\"").skip(1);
    fields.map(|rest| rest.split("value=\"").nth(1).unwrap().split('"').next().unwrap()).collect()
}

on_both! {
    async fn a_look_is_kept_in_a_cookie_that_scripts_cannot_read(app: TestApp) {
        let chosen = "theme=dark&text=150&motion=less&sound=on";
        let kept = send(&app, "/settings", "", chosen).await;
        leads_to(&kept, "/settings?notice=kept");
        let cookie = set(&kept, "km_look").unwrap();
        let parts: Vec<&str> = cookie.split(';').map(str::trim).collect();
        assert_eq!(parts[0], "km_look=dark-150-less-on");
        for part in ["HttpOnly", "SameSite=Lax", "Path=/", "Max-Age=31536000"] {
            assert!(parts.contains(&part), "{part}: {cookie}");
        }
        assert!(!parts.contains(&"Secure"), "{cookie}");
        for path in ["/", "/help", "/settings?notice=kept", "/nowhere"] {
            let drawn = text(page(&app, path, parts[0]).await).await;
            for part in ["data-theme=\"dark\"", "data-text=\"150\"", "data-motion=\"less\"", "data-sound=\"on\""] {
                assert!(drawn.contains(part), "{path}: {part}");
            }
        }
    }

    async fn what_is_not_chosen_stays_as_it_was(app: TestApp) {
        let kept = send(&app, "/settings", "km_look=dark-150-less-on", "text=125&theme=purple").await;
        assert!(set(&kept, "km_look").unwrap().starts_with("km_look=dark-125-less-on;"));
        assert!(set(&kept, "km_language").is_none());
    }

    async fn another_monster_speaks_from_now_on(app: TestApp) {
        let cookie = start(&app).await;
        let drawn = shown(&app, "/settings", &cookie).await;
        assert_eq!(drawn.matches("name=\"monster\"").count(), 5);
        leads_to(&send(&app, "/settings", &cookie, "monster=pixel").await, "/settings?notice=kept");
        assert_eq!(api(&app, &cookie).history().await[0]["current_monster"], "pixel");
    }

    async fn who_speaks_already_is_not_chosen_by_keeping_something_else(app: TestApp) {
        let cookie = start(&app).await;
        let spoke = api(&app, &cookie).history().await[0]["current_monster"].clone();
        let same = format!("theme=dark&monster={}", spoke.as_str().unwrap());
        send(&app, "/settings", &cookie, &same).await;
        let mut rows = Rows::of(&app).await;
        let chosen = "SELECT COUNT(*) FROM conversations WHERE chosen_monster IS NOT NULL";
        assert_eq!(rows.count(chosen).await, 0);
        send(&app, "/settings", &cookie, "monster=nuage").await;
        assert_eq!(rows.count(chosen).await, 1);
    }

    async fn another_language_is_spoken_on_the_pages_and_in_the_session(app: TestApp) {
        let cookie = start(&app).await;
        let kept = send(&app, "/settings", &cookie, "language=fr").await;
        assert!(set(&kept, "km_language").unwrap().starts_with("km_language=fr;"));
        let session = app.get(&format!("/api/v1/sessions/{}", token(&cookie))).await;
        assert_eq!(json(session, 200).await["language_preference"], "fr");
    }

    async fn somebody_who_signed_in_has_settings_too(app: TestApp) {
        let cookie = signed_in(&app).await;
        api(&app, &cookie).begin().await;
        leads_to(&send(&app, "/settings", &cookie, "monster=moustache").await, "/settings?notice=kept");
        assert_eq!(api(&app, &cookie).history().await[0]["current_monster"], "moustache");
    }

    async fn earlier_conversations_are_shown_newest_first(app: TestApp) {
        for cookie in [start(&app).await, signed_in(&app).await] {
            let visitor = api(&app, &cookie);
            visitor.say(&visitor.begin().await, "On se moque de moi").await;
            app.advance(chrono::Duration::minutes(1));
            visitor.say(&visitor.begin().await, "J'ai peur").await;
            let history = visitor.history().await;
            let expected: Vec<&str> = history.iter().map(|talk| talk["id"].as_str().unwrap()).collect();
            let drawn = shown(&app, "/talks", &cookie).await;
            assert_eq!(ids(&drawn), expected);
            for talk in &history {
                let updated = talk["updated_at"].as_str().unwrap();
                assert!(drawn.contains(&format!("datetime=\"{}", &updated[..19])), "{updated}");
            }
        }
    }

    async fn a_word_of_a_summary_finds_its_conversation(app: TestApp) {
        let cookie = start(&app).await;
        let visitor = api(&app, &cookie);
        let talk = visitor.begin().await;
        visitor.say(&talk, "They spread rumours about me at school").await;
        let summary = visitor.history().await[0]["summary"].as_str().unwrap().to_owned();
        let word = summary.split(|c: char| !c.is_alphabetic()).max_by_key(|word| word.len()).unwrap();
        assert!(word.len() > 4, "{summary}");
        let drawn = shown(&app, &format!("/talks?q={}", word.to_uppercase()), &cookie).await;
        assert_eq!(ids(&drawn), [talk.as_str()]);
        let drawn = shown(&app, "/talks?q=zzzz", &cookie).await;
        assert!(ids(&drawn).is_empty() && drawn.contains("href=\"/talks\""));
    }

    async fn what_is_looked_for_is_shown_as_text_and_never_runs(app: TestApp) {
        let cookie = start(&app).await;
        let drawn = shown(&app, "/talks?q=%22%3E%3Cscript%3Ealert(1)%3C/script%3E", &cookie).await;
        assert!(!drawn.contains("<script>alert"));
    }

    async fn an_erased_conversation_is_gone_and_the_others_stay(app: TestApp) {
        for cookie in [start(&app).await, signed_in(&app).await] {
            let visitor = api(&app, &cookie);
            let (one, other) = (visitor.begin().await, visitor.begin().await);
            let erased = send(&app, "/talks/erase", &cookie, &format!("conversation={one}")).await;
            leads_to(&erased, "/talks?notice=erased");
            let drawn = shown(&app, "/talks?notice=erased", &cookie).await;
            assert!(ids(&drawn).contains(&other.as_str()) && !ids(&drawn).contains(&one.as_str()));
            assert!(drawn.contains("class=\"notice\""));
            let again = send(&app, "/talks/erase", &cookie, &format!("conversation={one}")).await;
            leads_to(&again, "/talks?notice=gone");
        }
    }

    async fn nobody_erases_what_is_somebody_elses(app: TestApp) {
        let (ann, ben) = (start(&app).await, start(&app).await);
        let theirs = api(&app, &ann).history().await[0]["id"].as_str().unwrap().to_owned();
        for id in [theirs.as_str(), NO_ID, "", "not-an-id"] {
            let answer = send(&app, "/talks/erase", &ben, &format!("conversation={id}")).await;
            leads_to(&answer, "/talks?notice=gone");
        }
        assert_eq!(api(&app, &ann).history().await.len(), 1);
    }

    async fn a_session_that_is_over_erases_nothing_more(app: TestApp) {
        let cookie = start(&app).await;
        app.delete(&format!("/api/v1/sessions/{}", token(&cookie))).await;
        let answer = send(&app, "/talks/erase", &cookie, &format!("conversation={NO_ID}")).await;
        leads_to(&answer, "/?notice=ended");
        assert!(set(&answer, "km_session").unwrap().contains("Max-Age=0"));
        assert!(ids(&shown(&app, "/talks", &cookie).await).is_empty());
    }

    async fn an_earlier_conversation_goes_on(app: TestApp) {
        let cookie = start(&app).await;
        let visitor = api(&app, &cookie);
        let first = visitor.history().await[0]["id"].as_str().unwrap().to_owned();
        app.advance(chrono::Duration::minutes(1));
        visitor.begin().await;
        app.advance(chrono::Duration::minutes(1));
        let resumed = send(&app, "/chat/resume", &cookie, &format!("conversation={first}")).await;
        assert_eq!(resumed.status(), 303);
        assert!(header(&resumed, "location").starts_with("/chat"));
        assert_eq!(visitor.history().await[0]["id"], first);
    }

    async fn one_takes_ones_data_away_with_the_cookie(app: TestApp) {
        for cookie in [start(&app).await, signed_in(&app).await] {
            let drawn = shown(&app, "/data", &cookie).await;
            assert!(drawn.contains("href=\"/api/v1/me/export\" download=\"export.json\""));
            let taken = page(&app, "/api/v1/me/export", &cookie).await;
            assert_eq!(header(&taken, "content-disposition"), "attachment; filename=\"export.json\"");
            assert!(json(taken, 200).await["conversations"].is_array());
        }
    }

    async fn erasing_everything_erases_an_account_too(app: TestApp) {
        let cookie = signed_in(&app).await;
        api(&app, &cookie).begin().await;
        assert!(shown(&app, "/data", &cookie).await.contains("action=\"/erase\""));
        let erased = send(&app, "/erase", &cookie, "").await;
        leads_to(&erased, "/?notice=erased");
        assert!(set(&erased, "km_session").unwrap().contains("Max-Age=0"));
        let mut rows = Rows::of(&app).await;
        for count in ["SELECT COUNT(*) FROM users", "SELECT COUNT(*) FROM conversations",
            "SELECT COUNT(*) FROM app_sessions", "SELECT COUNT(*) FROM idp_logins"] {
            assert_eq!(rows.count(count).await, 0, "{count}");
        }
    }

    async fn an_opinion_is_kept_once(app: TestApp) {
        let cookie = start(&app).await;
        let written = "rating=4&category=helpful&text=C%27%C3%A9tait+bien";
        let sent = send(&app, "/feedback", &cookie, written).await;
        leads_to(&sent, "/feedback?notice=sent");
        let again = send(&app, "/feedback", &cookie, "rating=1").await;
        leads_to(&again, "/feedback");
        let stats = json(app.get("/api/v1/feedback/stats").await, 200).await;
        assert_eq!((&stats["total_feedback"], &stats["average_rating"]), (&Value::from(1), &Value::from(4.0)));
        assert_eq!(stats["category_distribution"]["helpful"], 1);
        for path in ["/feedback?notice=sent", "/feedback"] {
            let drawn = shown(&app, path, &cookie).await;
            assert!(!drawn.contains("name=\"rating\"") && drawn.contains("role=\"status\""), "{path}");
        }
    }

    async fn an_opinion_that_cannot_be_kept_is_not_lost(app: TestApp) {
        let cookie = start(&app).await;
        let long = format!("rating=3&category=other&text={}", "a".repeat(2001));
        let words = ["text=not+bad&category=helpful", "rating=6&text=not+bad", &long];
        for (written, kept) in words.into_iter().zip(["not bad</textarea>", "not bad</textarea>", &"a".repeat(2001)]) {
            let answer = send(&app, "/feedback", &cookie, written).await;
            assert_eq!(answer.status(), 422);
            let drawn = text(answer).await;
            assert!(drawn.contains(kept) && drawn.contains("class=\"trouble\""));
        }
        assert_eq!(json(app.get("/api/v1/feedback/stats").await, 200).await["total_feedback"], 0);
    }

    async fn signed_in_people_are_shown_the_thumbs(app: TestApp) {
        let cookie = signed_in(&app).await;
        assert!(!shown(&app, "/feedback", &cookie).await.contains("name=\"rating\""));
        leads_to(&send(&app, "/feedback", &cookie, "rating=5").await, "/feedback");
        assert_eq!(json(app.get("/api/v1/feedback/stats").await, 200).await["total_feedback"], 0);
    }
}

#[tokio::test]
async fn a_broken_look_is_ignored() {
    let app = TestApp::start(On::Sqlite).await;
    for broken in ["", "dark", "dark-150", "<b>", "dark-150-less-on-x", "auto-99-auto-off"] {
        let drawn = shown(&app, "/", &format!("km_look={broken}")).await;
        for part in [
            "data-theme=\"auto\"",
            "data-text=\"100\"",
            "data-motion=\"auto\"",
            "data-sound=\"off\"",
        ] {
            assert!(drawn.contains(part), "{broken}: {part}");
        }
    }
}

#[tokio::test]
async fn in_production_the_look_travels_only_over_tls() {
    let key = server::crypto::KeyRing::new_key_text();
    let production = [("APP_ENV", "production"), ("ENCRYPTION_KEY", key.trim())];
    let app = TestApp::start_with(On::Sqlite, &production).await;
    let request = form(&app, "/settings", "", "theme=dark");
    let (client, request) = request.build_split();
    let mut request = request.unwrap();
    let origin = app.url.replace("http://", "https://");
    request.headers_mut().insert("origin", origin.parse().unwrap());
    let kept = client.execute(request).await.unwrap();
    let cookie = set(&kept, "km_look").unwrap();
    assert!(cookie.split(';').any(|part| part.trim() == "Secure"), "{cookie}");
}

#[tokio::test]
async fn in_production_there_is_no_gallery() {
    let key = server::crypto::KeyRing::new_key_text();
    let production = [("APP_ENV", "production"), ("ENCRYPTION_KEY", key.trim())];
    let app = TestApp::start_with(On::Sqlite, &production).await;
    assert_eq!(page(&app, "/gallery", "").await.status(), 404);
    let app = TestApp::start(On::Sqlite).await;
    assert_eq!(page(&app, "/gallery", "").await.status(), 200);
}

#[tokio::test]
async fn a_form_that_names_no_conversation_of_ones_own_leads_back_to_the_talk() {
    let app = TestApp::start(On::Sqlite).await;
    let cookie = start(&app).await;
    for conversation in ["", "conversation=", "conversation=x", &format!("conversation={NO_ID}")] {
        for path in ["/chat/resume", "/chat/thumb", "/chat/erase"] {
            leads_to(&send(&app, path, &cookie, conversation).await, "/chat");
        }
        leads_to(&send(&app, "/talks/erase", &cookie, conversation).await, "/talks?notice=gone");
    }
    assert!(shown(&app, "/chat?c=x", &cookie).await.contains("data-conversation"));
}

#[tokio::test]
async fn nobody_finds_nothing_of_their_own_and_a_way_to_begin() {
    let app = TestApp::start(On::Sqlite).await;
    for cookie in ["", "km_session=anon_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "km_session=x"] {
        let talks = shown(&app, "/talks", cookie).await;
        assert!(ids(&talks).is_empty() && talks.contains("action=\"/start\""), "{cookie}");
        assert!(!talks.contains("type=\"search\""), "{cookie}");
        assert!(!shown(&app, "/settings", cookie).await.contains("name=\"monster\""), "{cookie}");
        let data = shown(&app, "/data", cookie).await;
        assert!(!data.contains("/me/export") && !data.contains("action=\"/erase\""), "{cookie}");
        assert!(!shown(&app, "/feedback", cookie).await.contains("name=\"rating\""), "{cookie}");
    }
}

#[tokio::test]
async fn what_is_kept_is_told_in_every_language_with_every_column() {
    let app = TestApp::start(On::Sqlite).await;
    let mut told = Vec::new();
    for language in ["fr", "vi", "en"] {
        let drawn = shown(&app, "/data", &format!("km_language={language}")).await;
        assert!(drawn.contains(&format!("lang=\"{language}\"")));
        for column in
            ["token_hash", "bearer_hash", "sealed_name", "wrapped_key", "thumb", "country"]
        {
            assert!(drawn.contains(column), "{language}: {column}");
        }
        assert!(drawn.contains("href=\"/privacy\""));
        assert_eq!(drawn.matches("scope=\"row\"").count(), ::app::kept::Kept::ALL.len());
        let privacy = shown(&app, "/privacy", &format!("km_language={language}")).await;
        assert!(privacy.contains("href=\"/data\""));
        told.push(drawn.split("<h1").nth(1).unwrap().split("</h1").next().unwrap().to_owned());
    }
    told.dedup();
    assert_eq!(told.len(), 3);
}

#[tokio::test]
async fn a_foreign_page_changes_nothing_of_ones_own() {
    let app = TestApp::start(On::Sqlite).await;
    let cookie = start(&app).await;
    let talk = api(&app, &cookie).history().await[0]["id"].as_str().unwrap().to_owned();
    let body = format!("conversation={talk}&rating=1&theme=dark&monster=pixel");
    for path in ["/settings", "/talks/erase", "/feedback"] {
        for origin in ["https://evil.example", "null", ""] {
            let (client, request) = form(&app, path, &cookie, &body).build_split();
            let mut request = request.unwrap();
            request.headers_mut().insert("origin", origin.parse().unwrap());
            let answer = client.execute(request).await.unwrap();
            assert_eq!(answer.status(), 403, "{path} from {origin}");
        }
    }
    assert_eq!(api(&app, &cookie).history().await.len(), 1);
}

#[tokio::test]
async fn somebody_too_fast_keeps_the_words_of_an_opinion() {
    let app = TestApp::start_with(On::Sqlite, &[("RATE_LIMIT_PER_MINUTE", "1")]).await;
    let cookie = start(&app).await;
    let answer = send(&app, "/feedback", &cookie, "rating=5&text=so+quick").await;
    assert_eq!(answer.status(), 429);
    assert!(text(answer).await.contains("so quick</textarea>"));
    for path in ["/settings", "/talks/erase"] {
        let answer = send(&app, path, &cookie, &format!("conversation={NO_ID}")).await;
        assert_eq!(answer.status(), 429, "{path}");
    }
}

#[tokio::test]
async fn a_message_that_is_erased_is_not_shown_or_exported_any_more() {
    let app = TestApp::start(On::Sqlite).await;
    let cookie = start(&app).await;
    let visitor = api(&app, &cookie);
    let talk = visitor.begin().await;
    visitor.say(&talk, "the owl has seen it").await;
    let turns = visitor.turns(&talk).await;
    let own = turns.iter().find(|turn| turn["role"] == "user").unwrap()["id"].clone();
    assert!(shown(&app, &format!("/chat?c={talk}"), &cookie).await.contains("the owl has seen it"));
    let path = format!("{CHAT}/{talk}/messages/{}", own.as_str().unwrap());
    assert_eq!(visitor.delete(&path).await.status(), 204);
    assert!(
        !shown(&app, &format!("/chat?c={talk}"), &cookie).await.contains("the owl has seen it")
    );
}
