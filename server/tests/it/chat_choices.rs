//! Choosing instead of writing: emotions and options, when they are awaited and when not.

use crate::app::{TestApp, refused};
use crate::look::{json, keys, refused_field};
use crate::on_both;
use crate::people::{
    DROPDOWN, EMOTION, NO_ID, Person, no_conversation, sign_in, sign_in_with, text,
};
use reqwest::{Method, Response};
use serde_json::{Value, json};

/// Ann in a conversation that awaits an emotion.
async fn greeted(app: &TestApp) -> (Person, String, Value) {
    let ann = sign_in(app, "ann", "web_react").await;
    let greeting = ann.init().await;
    (ann, text(&greeting["session_id"]).to_owned(), greeting)
}

/// Ann in a conversation that awaits an option.
async fn asked(app: &TestApp) -> (Person, String, Value) {
    let (ann, session, _) = greeted(app).await;
    let question = json(feel(&ann, &session, "sad").await, 200).await;
    (ann, session, question)
}

async fn feel(person: &Person, session: &str, emotion: &str) -> Response {
    person.post(EMOTION, &json!({"emotion": emotion, "session_id": session})).await
}

async fn select(person: &Person, session: &str, selection: &str) -> Response {
    person.post(DROPDOWN, &json!({"selection": selection, "session_id": session})).await
}

fn options(list: &Value) -> Vec<&str> {
    list.as_array().unwrap().iter().map(|option| text(&option["key"])).collect()
}

/// Takes the first option of whatever is awaited, and has had enough when asked what would help;
/// the last answer.
async fn choose_to_the_end(person: &Person, session: &str, first: Value) -> Value {
    let mut answer = first;
    for _ in 0..8 {
        let chosen = if answer["awaiting_emotion_selection"] == true {
            feel(person, session, options(&answer["emotion_options"])[0]).await
        } else if answer["awaiting_dropdown_selection"] == true {
            let keys = options(&answer["dropdown_options"]);
            let key = if keys.contains(&"enough") { "enough" } else { keys[0] };
            select(person, session, key).await
        } else {
            return answer;
        };
        answer = json(chosen, 200).await;
    }
    assert_eq!(answer["awaiting_emotion_selection"], false, "still asking after 8 choices");
    assert_eq!(answer["awaiting_dropdown_selection"], false, "still asking after 8 choices");
    answer
}

on_both! {
    async fn a_question_is_said_once_beside_its_options(app: TestApp) {
        let (_, _, answer) = asked(&app).await;
        let question = text(&answer["dropdown_question"]);
        assert!(!question.is_empty() && !text(&answer["response"]).contains(question), "{answer}");
    }

    async fn a_choice_that_is_sent_again_gets_the_first_answer(app: TestApp) {
        let (ann, session, _) = greeted(&app).await;
        let body = json!({"emotion": "sad", "session_id": session});
        let send = async || {
            let request = ann.request(Method::POST, EMOTION).header("Idempotency-Key", "key-1");
            json(request.json(&body).send().await.unwrap(), 200).await
        };
        assert_eq!(send().await, send().await);
    }

    async fn the_greeting_awaits_an_emotion(app: TestApp) {
        let (_, _, greeting) = greeted(&app).await;
        assert_eq!(greeting["awaiting_emotion_selection"], true);
        assert!(options(&greeting["emotion_options"]).contains(&"sad"));
    }

    async fn an_emotion_has_a_key_a_label_and_a_face(app: TestApp) {
        let (_, _, greeting) = greeted(&app).await;
        for option in greeting["emotion_options"].as_array().unwrap() {
            assert_eq!(keys(option), ["emoji", "key", "label"]);
            for part in ["emoji", "key", "label"] {
                assert!(!text(&option[part]).is_empty(), "{option}");
            }
        }
    }

    async fn there_are_eight_emotions_and_a_way_past_them(app: TestApp) {
        let (_, _, greeting) = greeted(&app).await;
        let mut offered = options(&greeting["emotion_options"]);
        offered.sort_unstable();
        offered.dedup();
        assert!(offered.len() >= 9, "{offered:?}");
    }

    async fn emotions_are_named_in_the_persons_language(app: TestApp) {
        let mut labels = Vec::new();
        for language in ["FR", "VI", "EN"] {
            let person = sign_in_with(&app, language, json!({"language": language})).await;
            let greeting = person.init().await;
            let offered = greeting["emotion_options"].as_array().unwrap();
            let sad = offered.iter().find(|option| option["key"] == "sad").unwrap();
            labels.push(text(&sad["label"]).to_owned());
        }
        assert!(labels[0] != labels[1] && labels[1] != labels[2] && labels[0] != labels[2], "{labels:?}");
    }

    async fn every_emotion_can_be_chosen(app: TestApp) {
        let (ann, _, greeting) = greeted(&app).await;
        for emotion in options(&greeting["emotion_options"]) {
            json(feel(&ann, &ann.begin().await, emotion).await, 200).await;
        }
    }

    async fn an_emotion_that_is_not_offered_is_refused_by_name(app: TestApp) {
        let (ann, session, _) = greeted(&app).await;
        for wrong in ["insults", "", "Triste", "😢", "__proto__"] {
            refused_field(feel(&ann, &session, wrong).await, "emotion").await;
        }
        json(feel(&ann, &session, "sad").await, 200).await;
    }

    async fn an_emotion_must_be_named(app: TestApp) {
        let (ann, session, _) = greeted(&app).await;
        refused_field(ann.post(EMOTION, &json!({"session_id": session})).await, "emotion").await;
        let wrong = json!({"session_id": session, "emotion": 5});
        refused_field(ann.post(EMOTION, &wrong).await, "emotion").await;
    }

    async fn an_emotion_is_awaited_once(app: TestApp) {
        let (ann, session, answer) = asked(&app).await;
        assert_eq!(answer["awaiting_emotion_selection"], false);
        assert_eq!(answer["emotion_options"], json!([]));
        refused(feel(&ann, &session, "sad").await, 409, "Not Awaited").await;
    }

    async fn of_two_choices_at_once_one_is_taken(app: TestApp) {
        let (ann, session, _) = greeted(&app).await;
        let (one, other) = tokio::join!(feel(&ann, &session, "sad"), feel(&ann, &session, "sad"));
        let mut statuses = [one.status().as_u16(), other.status().as_u16()];
        statuses.sort_unstable();
        assert_eq!(statuses, [200, 409]);
    }

    async fn after_an_emotion_a_question_with_options_follows(app: TestApp) {
        let (_, _, question) = asked(&app).await;
        assert_eq!(question["awaiting_dropdown_selection"], true);
        assert!(!text(&question["dropdown_question"]).is_empty());
        let offered = question["dropdown_options"].as_array().unwrap();
        assert!(options(&question["dropdown_options"]).contains(&"insults"));
        for option in offered {
            assert_eq!(keys(option), ["key", "label"]);
            assert!(!text(&option["label"]).is_empty(), "{option}");
        }
    }

    async fn an_option_that_is_not_offered_is_refused_by_name(app: TestApp) {
        let (ann, session, _) = asked(&app).await;
        for wrong in ["sad", "", "option_key", "0"] {
            refused_field(select(&ann, &session, wrong).await, "selection").await;
        }
        json(select(&ann, &session, "insults").await, 200).await;
    }

    async fn an_option_must_be_named(app: TestApp) {
        let (ann, session, _) = asked(&app).await;
        refused_field(ann.post(DROPDOWN, &json!({"session_id": session})).await, "selection").await;
        let wrong = json!({"session_id": session, "selection": ["insults"]});
        refused_field(ann.post(DROPDOWN, &wrong).await, "selection").await;
    }

    async fn an_option_is_refused_where_none_is_awaited(app: TestApp) {
        let (ann, session, _) = greeted(&app).await;
        refused(select(&ann, &session, "insults").await, 409, "Not Awaited").await;
        json(feel(&ann, &session, "sad").await, 200).await;
    }

    async fn choices_come_to_an_end(app: TestApp) {
        let (ann, session, question) = asked(&app).await;
        let next = json(select(&ann, &session, "insults").await, 200).await;
        assert_ne!(next["dropdown_question"], question["dropdown_question"]);
        let last = choose_to_the_end(&ann, &session, next).await;
        assert_eq!((&last["emotion_options"], &last["dropdown_options"]), (&json!([]), &json!([])));
        assert_eq!(last["dropdown_question"], Value::Null);
        refused(feel(&ann, &session, "sad").await, 409, "Not Awaited").await;
        refused(select(&ann, &session, "insults").await, 409, "Not Awaited").await;
    }

    async fn free_text_is_welcome_while_an_emotion_is_awaited(app: TestApp) {
        let (ann, session, _) = greeted(&app).await;
        ann.say(&session, "Je ne veux pas choisir").await;
        assert_eq!(ann.words(&session).await, ["Je ne veux pas choisir"]);
    }

    async fn free_text_is_welcome_while_an_option_is_awaited(app: TestApp) {
        let (ann, session, _) = asked(&app).await;
        ann.say(&session, "On m'insulte tous les jours").await;
        assert_eq!(ann.words(&session).await.last().unwrap(), "On m'insulte tous les jours");
    }

    async fn a_crisis_is_seen_while_a_choice_is_awaited(app: TestApp) {
        let (ann, session, _) = asked(&app).await;
        assert_eq!(ann.say(&session, "je veux mourir").await["is_crisis_detected"], true);
    }

    async fn an_unknown_conversation_takes_no_choice(app: TestApp) {
        let (ann, _, _) = greeted(&app).await;
        no_conversation(feel(&ann, NO_ID, "sad").await).await;
        no_conversation(select(&ann, NO_ID, "insults").await).await;
    }

    async fn a_choice_is_answered_in_the_conversations_language(app: TestApp) {
        let (ann, session, _) = greeted(&app).await;
        ann.change(&session, json!({"language": "EN"})).await;
        let answer = json(feel(&ann, &session, "sad").await, 200).await;
        assert_eq!(answer["language"], "EN");
    }
}
