//! Totals for staff: what is counted, who sees it, and that nobody is recognisable in it.

use crate::app::{On, TestApp};
use crate::look::{json, keys, refusal, refused_field};
use crate::on_both;
use crate::people::{anonymous, sign_in};
use crate::rows::Rows;
use chrono::Duration;
use reqwest::Method;
use serde_json::{Value, json};

/// What staff see of the last days.
async fn totals(app: &TestApp, query: &str) -> Value {
    let staff = sign_in(app, "staff-ann", "web_react").await;
    json(staff.get(&format!("/api/v1/totals{query}")).await, 200).await
}

/// Yesterday's number of a series.
fn last(series: &Value) -> &Value {
    series.as_array().unwrap().last().unwrap()
}

/// This many people say these words in conversations of their own.
async fn all_say(app: &TestApp, people: usize, words: &[&str]) {
    for _ in 0..people {
        let token = app.token("fr").await;
        for words in words {
            app.say(&token, words).await;
        }
    }
}

on_both! {
    async fn a_day_is_told_when_it_is_over(app: TestApp) {
        all_say(&app, 6, &["Ils m'insultent tous les jours", "Ils m'insultent encore"]).await;
        assert_eq!(last(&totals(&app, "").await["turns"]), &Value::Null);
        app.advance(Duration::days(1));
        let totals = totals(&app, "").await;
        assert_eq!(totals["days"].as_array().unwrap().len(), 30);
        assert_eq!((last(&totals["turns"]), last(&totals["conversations"])), (&json!(12), &json!(6)));
        assert_eq!(totals["topics"], json!({"insults": totals["conversations"]}));
        assert_eq!(totals["turns"][0], Value::Null);
    }

    async fn a_danger_is_counted_by_its_level_for_each_message(app: TestApp) {
        all_say(&app, 5, &["Je veux mourir"]).await;
        app.advance(Duration::days(1));
        let totals = totals(&app, "").await;
        assert_eq!(keys(&totals["crisis_levels"]), ["concern", "high", "imminent"]);
        let counted = keys(&totals["crisis_levels"]).into_iter()
            .filter(|level| *last(&totals["crisis_levels"][level]) == json!(5)).count();
        assert_eq!(counted, 1, "{totals}");
    }

    async fn a_number_below_five_is_not_told(app: TestApp) {
        all_say(&app, 4, &["Ils m'insultent tous les jours"]).await;
        app.advance(Duration::days(1));
        let totals = totals(&app, "").await;
        assert_eq!((last(&totals["turns"]), &totals["topics"]), (&Value::Null, &json!({})));
        assert_eq!(totals["average_rating"], Value::Null);
    }

    async fn a_conversation_counts_when_somebody_says_something(app: TestApp) {
        for number in 0..5 {
            let person = sign_in(&app, &format!("person-{number}"), "web_react").await;
            let silent = person.begin().await;
            person.resume(&silent).await;
            let talk = person.begin().await;
            person.say(&talk, "bonjour").await;
            person.resume(&talk).await;
            person.say(&talk, "re-bonjour").await;
        }
        app.advance(Duration::days(1));
        let totals = totals(&app, "").await;
        assert_eq!((last(&totals["conversations"]), last(&totals["turns"])), (&json!(5), &json!(10)));
    }

    async fn turns_sent_at_once_are_all_counted(app: TestApp) {
        let mut people = Vec::new();
        for _ in 0..40 {
            people.push(anonymous(&app, "fr").await);
        }
        let said = people.iter().map(|person| async {
            let body = json!({"content": "bonjour", "session_token": person.bearer});
            app.post("/api/v1/messages/", &body).await.status().as_u16()
        });
        assert!(futures_util::future::join_all(said).await.iter().all(|status| *status == 201));
        app.advance(Duration::days(1));
        assert_eq!(last(&totals(&app, "").await["turns"]), &json!(40));
    }

    async fn a_call_that_comes_twice_is_counted_once(app: TestApp) {
        for number in 0..5 {
            let person = sign_in(&app, &format!("person-{number}"), "web_react").await;
            let body = json!({"message": "bonjour", "session_id": person.begin().await});
            for _ in 0..2 {
                let sent = person.request(Method::POST, "/api/v1/chat").header("idempotency-key", "one");
                json(sent.json(&body).send().await.unwrap(), 200).await;
            }
        }
        app.advance(Duration::days(1));
        assert_eq!(last(&totals(&app, "").await["turns"]), &json!(5));
    }

    async fn ratings_are_counted_and_their_average_is_told(app: TestApp) {
        for rating in [5, 5, 5, 5, 5, 2] {
            let feedback = json!({"rating": rating, "session_token": app.token("fr").await});
            json(app.post("/api/v1/feedback/", &feedback).await, 201).await;
        }
        app.advance(Duration::days(1));
        let totals = totals(&app, "?days=1").await;
        assert_eq!(totals["ratings"], json!({"1": [null], "2": [null], "3": [null], "4": [null], "5": [5]}));
        assert_eq!(totals["average_rating"], 4.5);
    }

    async fn only_staff_see_totals(app: TestApp) {
        refusal(app.get("/api/v1/totals").await, 401).await;
        for person in [sign_in(&app, "ann", "web_react").await, anonymous(&app, "fr").await] {
            refusal(person.get("/api/v1/totals").await, 403).await;
        }
        let staff = sign_in(&app, "staff-ann", "web_react").await;
        json(staff.get("/api/v1/totals").await, 200).await;
        app.advance(Duration::hours(12));
        refusal(staff.get("/api/v1/totals").await, 403).await;
    }

    async fn as_many_days_are_told_as_are_asked_for(app: TestApp) {
        let staff = sign_in(&app, "staff-ann", "web_react").await;
        for days in [1, 7, 366] {
            let totals = json(staff.get(&format!("/api/v1/totals?days={days}")).await, 200).await;
            assert_eq!(totals["days"].as_array().unwrap().len(), days);
            assert_eq!(totals["turns"].as_array().unwrap().len(), days);
        }
        for wrong in ["0", "367", "-1"] {
            refused_field(staff.get(&format!("/api/v1/totals?days={wrong}")).await, "days").await;
        }
    }

    async fn totals_name_nobody_and_go_after_four_hundred_days(app: TestApp) {
        let token = app.token("fr").await;
        app.say(&token, "Je veux mourir").await;
        let mut rows = Rows::of(&app).await;
        assert!(rows.count("SELECT COUNT(*) FROM daily_totals").await >= 3);
        let names = rows.column("SELECT DISTINCT what FROM daily_totals ORDER BY what").await;
        let names: Vec<_> = names.iter().map(|name| std::str::from_utf8(name).unwrap()).collect();
        assert!(names.iter().all(|name| ["conversations", "turns", "topic", "crisis"].contains(name)), "{names:?}");
        app.delete(&format!("/api/v1/sessions/{token}")).await;
        assert!(rows.count("SELECT COUNT(*) FROM daily_totals").await >= 3);
        app.advance(Duration::days(400));
        app.service.erase_expired().await.unwrap();
        assert!(rows.count("SELECT COUNT(*) FROM daily_totals").await >= 3);
        app.advance(Duration::days(1));
        app.service.erase_expired().await.unwrap();
        assert_eq!(rows.count("SELECT COUNT(*) FROM daily_totals").await, 0);
    }
}

async fn with_flag() -> (TestApp, tempfile::TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("flags.toml");
    std::fs::write(&file, "[variant.professional]\ncollective_management = true\n").unwrap();
    let extra = [("RATE_LIMIT_PER_MINUTE", "0"), ("FEATURE_FLAGS", file.to_str().unwrap())];
    (TestApp::start_with(On::Sqlite, &extra).await, folder)
}

/// The staff page as somebody with this bearer sees it.
async fn page(app: &TestApp, bearer: &str, language: &str) -> (u16, String) {
    let request = app.request(Method::GET, "/staff").header("accept-language", language);
    let answer = request.header("cookie", format!("km_session={bearer}")).send().await.unwrap();
    (answer.status().as_u16(), answer.text().await.unwrap())
}

#[tokio::test]
async fn the_page_draws_charts_with_tables_in_three_languages() {
    let (app, _folder) = with_flag().await;
    all_say(&app, 6, &["Ils m'insultent tous les jours"]).await;
    app.advance(Duration::days(1));
    let staff = sign_in(&app, "staff-ann", "web_leptos").await;
    for (language, topic, fewer) in [
        ("fr", "Insultes", "moins de 5"),
        ("en", "Insults", "fewer than 5"),
        ("vi", "Xúc phạm", "dưới 5"),
    ] {
        let (status, page) = page(&app, &staff.bearer, language).await;
        assert_eq!(status, 200);
        assert!(page.contains(topic) && page.contains(fewer), "{language}");
        assert_eq!(page.matches("<svg viewBox=\"0 0 300").count(), page.matches("<table>").count());
        assert!(page.contains("<td>6</td>") && !page.contains(" style="), "{language}");
    }
}

#[tokio::test]
async fn somebody_who_is_not_staff_is_told_kindly() {
    let (app, _folder) = with_flag().await;
    let person = sign_in(&app, "ann", "web_leptos").await;
    for bearer in [person.bearer.as_str(), "", "nonsense"] {
        let (status, page) = page(&app, bearer, "en").await;
        assert_eq!(status, 403);
        assert!(page.contains("<h1>") && page.contains("/sign-in") && !page.contains("<table>"));
    }
}

#[tokio::test]
async fn where_the_flag_is_off_there_is_no_staff_page() {
    let app = TestApp::start(On::Sqlite).await;
    let staff = sign_in(&app, "staff-ann", "web_leptos").await;
    assert_eq!(page(&app, &staff.bearer, "en").await.0, 404);
}

#[tokio::test]
async fn every_topic_and_level_has_a_name_in_every_language() {
    for language in ::app::language::Language::ALL {
        let words = &::app::words::words(language).staff;
        for topic in server::dialogue::Topic::ALL {
            assert_ne!(words.topic(topic.name()), topic.name(), "{language:?}");
        }
        for level in server::dialogue::Level::ALL {
            assert_ne!(words.level(level.name()), level.name(), "{language:?}");
        }
    }
}
