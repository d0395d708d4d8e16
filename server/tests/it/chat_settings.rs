//! A conversation's language and monster, and how they are changed.

use crate::app::TestApp;
use crate::look::refused_field;
use crate::on_both;
use crate::people::{CHANGE, NO_ID, Person, no_conversation, sign_in};
use serde_json::json;

async fn ann(app: &TestApp) -> Person {
    sign_in(app, "ann", "web_react").await
}

on_both! {
    async fn a_chosen_monster_speaks_from_now_on_but_for_danger(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_react").await;
        let session = ann.begin().await;
        ann.change(&session, json!({"monster": "nuage"})).await;
        for words in ["On se moque de moi sur Discord", "oui", "je ne sais pas"] {
            assert_eq!(ann.say(&session, words).await["monster"], "nuage");
        }
        assert_eq!(ann.say(&session, "je veux mourir").await["monster"], "vigie");
    }

    async fn settings_can_be_asked_for_without_a_change(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        let now = json!({"session_id": session, "language": "FR", "monster": "betty"});
        assert_eq!(ann.change(&session, json!({})).await, now);
        assert_eq!(ann.change(&session, json!({"language": null, "monster": null})).await, now);
    }

    async fn one_setting_is_changed_alone(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        let first = ann.change(&session, json!({"monster": "nuage"})).await;
        assert_eq!(first, json!({"session_id": session, "language": "FR", "monster": "nuage"}));
        let second = ann.change(&session, json!({"language": "en-GB"})).await;
        assert_eq!(second, json!({"session_id": session, "language": "EN", "monster": "nuage"}));
    }

    async fn every_monster_can_be_chosen(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        for monster in ["moustache", "pixel", "nuage", "betty"] {
            assert_eq!(ann.change(&session, json!({"monster": monster})).await["monster"], monster);
        }
    }

    async fn an_unknown_setting_is_refused_by_name(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        for (field, wrong) in [("monster", json!("godzilla")), ("monster", json!("")), ("monster", json!(5)),
            ("language", json!("DE")), ("language", json!("")), ("language", json!(5))] {
            let body = json!({"session_id": session, field: wrong});
            refused_field(ann.post(CHANGE, &body).await, field).await;
        }
    }

    async fn a_refused_setting_changes_nothing(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        ann.post(CHANGE, &json!({"session_id": session, "language": "EN", "monster": "godzilla"})).await;
        assert_eq!(ann.change(&session, json!({})).await["language"], "FR");
    }

    async fn an_unknown_conversation_has_no_settings(app: TestApp) {
        let body = json!({"session_id": NO_ID, "language": "EN"});
        no_conversation(ann(&app).await.post(CHANGE, &body).await).await;
    }

    async fn later_answers_are_in_the_new_language(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        ann.change(&session, json!({"language": "EN"})).await;
        assert_eq!(ann.say(&session, "They laugh at me").await["language"], "EN");
        ann.change(&session, json!({"language": "VI"})).await;
        assert_eq!(ann.say(&session, "Mình buồn quá").await["language"], "VI");
    }

    async fn settings_are_those_of_one_conversation(app: TestApp) {
        let ann = ann(&app).await;
        let (changed, other) = (ann.begin().await, ann.begin().await);
        ann.change(&changed, json!({"language": "EN", "monster": "pixel"})).await;
        let expected = json!({"session_id": other, "language": "FR", "monster": "betty"});
        assert_eq!(ann.change(&other, json!({})).await, expected);
    }
}
