//! `/api/ui/`: what the pages' own script asks for.

use crate::app::TestApp;
use crate::look::{json, keys, refusal};
use crate::on_both;
use crate::people::{NO_ID, Person, anonymous, sign_in};
use chrono::Duration;
use reqwest::{Method, RequestBuilder};
use serde_json::{Value, json};

fn call(app: &TestApp, name: &str, token: Option<&str>) -> RequestBuilder {
    let request = app.request(Method::POST, &format!("/api/ui/{name}")).header("origin", &app.url);
    match token {
        Some(token) => request.header("cookie", format!("km_session={token}")),
        None => request,
    }
}

/// Somebody anonymous with a conversation.
async fn talker(app: &TestApp) -> (Person, String) {
    let person = anonymous(app, "vi").await;
    let conversation = person.begin().await;
    (person, conversation)
}

/// A call that writes `content`.
fn written(conversation: &str, content: &str, after: &str) -> Value {
    json!({"deed": {"conversation": conversation, "content": content}, "after": after})
}

on_both! {
    async fn what_is_written_comes_back_drawn_with_its_answer(app: TestApp) {
        let (person, id) = talker(&app).await;
        let greeting = person.turns(&id).await[0]["id"].as_str().unwrap().to_owned();
        let sent = call(&app, "act", Some(&person.bearer)).json(&written(&id, "xin <b>chào", &greeting));
        let news = json(sent.send().await.unwrap(), 200).await;
        assert_eq!(keys(&news), ["ask", "bubbles", "crisis", "monster"]);
        let bubbles = news["bubbles"].as_str().unwrap();
        assert!(bubbles.contains("xin &lt;b&gt;chào") && !bubbles.contains(&greeting), "{bubbles}");
        for message in &person.turns(&id).await[1..] {
            assert!(bubbles.contains(message["id"].as_str().unwrap()));
        }
    }

    async fn a_person_who_signed_in_is_known_by_the_same_cookie(app: TestApp) {
        let ann = sign_in(&app, "ann", "web_leptos").await;
        let id = ann.begin().await;
        let sent = call(&app, "act", Some(&ann.bearer)).json(&written(&id, "bonjour", ""));
        let news = json(sent.send().await.unwrap(), 200).await;
        assert!(news["bubbles"].as_str().unwrap().contains("bonjour"));
    }

    async fn a_feeling_and_an_answer_are_chosen_with_the_keys_that_are_drawn(app: TestApp) {
        let (person, id) = talker(&app).await;
        let felt = json!({"deed": {"conversation": id, "emotion": "sad"}, "after": ""});
        let news = json(call(&app, "act", Some(&person.bearer)).json(&felt).send().await.unwrap(), 200).await;
        let ask = news["ask"].as_str().unwrap();
        assert!(ask.contains("name=\"option\" value=\"insults\""), "{ask}");
        let chose = json!({"deed": {"conversation": id, "option": "insults"}, "after": ""});
        json(call(&app, "act", Some(&person.bearer)).json(&chose).send().await.unwrap(), 200).await;
        refusal(call(&app, "act", Some(&person.bearer)).json(&felt).send().await.unwrap(), 409).await;
    }

    async fn the_same_deed_with_the_same_key_is_done_once(app: TestApp) {
        let (person, id) = talker(&app).await;
        let body = json!({"deed": {"conversation": id, "content": "xin chào", "key": "k1"}, "after": ""});
        for _ in 0..2 {
            json(call(&app, "act", Some(&person.bearer)).json(&body).send().await.unwrap(), 200).await;
        }
        assert_eq!(person.turns(&id).await.len(), 3);
    }

    async fn the_crisis_card_comes_with_the_answer_and_folds_when_it_was_not_meant(app: TestApp) {
        let (person, id) = talker(&app).await;
        let dark = call(&app, "act", Some(&person.bearer)).json(&written(&id, "Tôi muốn tự tử", ""));
        let dark = json(dark.send().await.unwrap(), 200).await;
        let card = dark["crisis"].as_str().unwrap();
        assert!(card.contains("tel:111") && !card.contains("folded"), "{card}");
        assert_eq!(dark["monster"], "vigie");
        let fold = json!({"deed": {"conversation": id, "content": "Ý mình không phải vậy", "fold": "1"}, "after": ""});
        let folded = json(call(&app, "act", Some(&person.bearer)).json(&fold).send().await.unwrap(), 200).await;
        let card = folded["crisis"].as_str().unwrap();
        assert!(card.contains("folded") && card.contains("tel:111"), "{card}");
    }

    async fn what_was_said_in_another_tab_is_told(app: TestApp) {
        let (person, id) = talker(&app).await;
        person.say(&id, "xin chào").await;
        let asked = json!({"conversation": id, "after": ""});
        let news = json(call(&app, "news", Some(&person.bearer)).json(&asked).send().await.unwrap(), 200).await;
        assert!(news["bubbles"].as_str().unwrap().contains("xin chào"));
    }

    async fn a_call_without_a_live_session_is_refused(app: TestApp) {
        let unknown = Some("anon_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        for token in [None, unknown, Some("nonsense"), Some(NO_ID)] {
            let body = written(NO_ID, "xin chào", "");
            refusal(call(&app, "act", token).json(&body).send().await.unwrap(), 401).await;
        }
        let (person, id) = talker(&app).await;
        app.advance(Duration::days(30));
        let late = call(&app, "act", Some(&person.bearer)).json(&written(&id, "xin chào", ""));
        refusal(late.send().await.unwrap(), 401).await;
    }

    async fn nobody_hears_of_anothers_conversation(app: TestApp) {
        let ((_, id), (other, _)) = (talker(&app).await, talker(&app).await);
        let act = call(&app, "act", Some(&other.bearer)).json(&written(&id, "xin chào", ""));
        refusal(act.send().await.unwrap(), 404).await;
        let news = call(&app, "news", Some(&other.bearer)).json(&json!({"conversation": id, "after": ""}));
        refusal(news.send().await.unwrap(), 404).await;
    }

    async fn content_that_is_empty_or_too_long_is_422(app: TestApp) {
        let (person, id) = talker(&app).await;
        for content in ["", "  \n", &"a".repeat(5001)] {
            let sent = call(&app, "act", Some(&person.bearer)).json(&written(&id, content, ""));
            refusal(sent.send().await.unwrap(), 422).await;
        }
    }

    async fn a_body_that_cannot_be_read_is_the_callers_fault(app: TestApp) {
        let (person, _) = talker(&app).await;
        for body in ["{", "", "{}", "{\"deed\": 5}", "null", "{\"deed\": {}, \"after\": \"\"} x"] {
            let sent = call(&app, "act", Some(&person.bearer)).header("content-type", "application/json").body(body);
            let answer = sent.send().await.unwrap();
            let status = answer.status().as_u16();
            assert!(matches!(status, 400 | 422), "{body}: {status}");
            refusal(answer, status).await;
        }
    }
}

#[tokio::test]
async fn an_unknown_function_is_404() {
    let app = TestApp::start(crate::app::On::Sqlite).await;
    for name in ["nothing", "act/more", "", "%00"] {
        refusal(call(&app, name, None).json(&json!({})).send().await.unwrap(), 404).await;
    }
}

#[tokio::test]
async fn a_function_is_called_by_post_alone() {
    let app = TestApp::start(crate::app::On::Sqlite).await;
    refusal(app.get("/api/ui/act").await, 405).await;
}

#[tokio::test]
async fn a_call_that_is_too_large_is_413() {
    let app = TestApp::start(crate::app::On::Sqlite).await;
    let (person, id) = talker(&app).await;
    let sent = call(&app, "act", Some(&person.bearer)).json(&written(&id, &"a".repeat(70_000), ""));
    refusal(sent.send().await.unwrap(), 413).await;
}
