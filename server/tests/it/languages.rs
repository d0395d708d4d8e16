//! Languages: how they are named in requests and which one a session gets.

use crate::app::TestApp;
use crate::look::{json, refused_field};
use crate::on_both;
use reqwest::Method;
use serde_json::{Value, json};

const SESSIONS: &str = "/api/v1/sessions/";

/// The language of a session created with this header and body.
async fn language(app: &TestApp, header: &str, body: &Value) -> String {
    let request = app.request(Method::POST, SESSIONS).header("accept-language", header);
    let created = json(request.json(body).send().await.unwrap(), 201).await;
    created["session"]["language_preference"].as_str().unwrap().to_owned()
}

on_both! {
    async fn a_code_counts_in_any_case_with_or_without_a_region(app: TestApp) {
        let codes = [
            ("vi", "vi"), ("VI", "vi"), ("vi-VN", "vi"), ("FR", "fr"), ("fr-CA", "fr"), ("Fr-ch", "fr"),
            ("en", "en"), ("en-GB", "en"), ("EN-us", "en"),
        ];
        for (sent, expected) in codes {
            assert_eq!(language(&app, "de", &json!({"language_preference": sent})).await, expected);
        }
    }

    async fn an_unsupported_language_is_refused(app: TestApp) {
        for wrong in [json!("de"), json!(""), json!("français"), json!("vi\u{0}"), json!(7), json!(["vi"])] {
            let answer = app.post(SESSIONS, &json!({"language_preference": wrong})).await;
            refused_field(answer, "language_preference").await;
        }
    }

    async fn without_a_preference_the_browser_decides(app: TestApp) {
        assert_eq!(language(&app, "fr-FR,fr;q=0.9,en;q=0.8", &json!({})).await, "fr");
        assert_eq!(language(&app, "de, en;q=0.5, fr;q=0.7", &json!({})).await, "fr");
        assert_eq!(language(&app, "fr;q=0, en;q=0.1", &json!({})).await, "en");
        let null = json!({"language_preference": null});
        assert_eq!(language(&app, "en-GB", &null).await, "en");
    }

    async fn without_a_browsers_word_it_is_vietnamese(app: TestApp) {
        assert_eq!(language(&app, "de-DE, ja", &json!({})).await, "vi");
        assert_eq!(language(&app, "", &json!({})).await, "vi");
        let created = json(app.request(Method::POST, SESSIONS).send().await.unwrap(), 201).await;
        assert_eq!(created["session"]["language_preference"], "vi");
    }

    async fn a_preference_comes_before_the_browser(app: TestApp) {
        assert_eq!(language(&app, "fr", &json!({"language_preference": "en"})).await, "en");
    }

    async fn a_changed_language_stays_changed(app: TestApp) {
        let path = format!("{SESSIONS}{}", app.token("vi").await);
        app.put(&path, &json!({"language_preference": "EN-gb"})).await;
        assert_eq!(json(app.get(&path).await, 200).await["language_preference"], "en");
    }
}
