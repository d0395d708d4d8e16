//! A conversation: how it begins and goes on, and what may be said in it.

use crate::app::TestApp;
use crate::look::{id, json, keys, refusal, refused_field, time};
use crate::on_both;
use crate::people::{
    CHANGE, CHAT, DROPDOWN, EMOTION, INIT, LOGIN, NO_ID, Person, file, no_conversation, png,
    sign_in, sign_in_with, text,
};
use futures_util::future::join_all;
use reqwest::{Method, Response};
use serde_json::{Value, json};

const DANGER: &str = "je veux mourir";

async fn ann(app: &TestApp) -> Person {
    sign_in(app, "ann", "web_react").await
}

async fn send(person: &Person, session: &str, message: Value) -> Response {
    person.post(CHAT, &json!({"message": message, "session_id": session})).await
}

async fn attach(person: &Person, session: &str, attachments: Value) -> Response {
    let body = json!({"message": "regarde", "session_id": session, "attachments": attachments});
    person.post(CHAT, &body).await
}

/// Sends a body to each call that takes JSON.
async fn to_all(person: &Person, kind: Option<&str>, body: &[u8]) -> Vec<Response> {
    let mut answers = Vec::new();
    for path in [LOGIN, INIT, CHAT, EMOTION, DROPDOWN, CHANGE] {
        let mut request = person.request(Method::POST, path);
        if let Some(kind) = kind {
            request = request.header("content-type", kind);
        }
        answers.push(request.body(body.to_vec()).send().await.unwrap());
    }
    answers
}

on_both! {
    async fn betty_welcomes(app: TestApp) {
        let greeting = ann(&app).await.init().await;
        assert_eq!(greeting["monster"], "betty");
        assert!(!text(&greeting["response"]).is_empty());
        assert_eq!(greeting["model_used"], "simple-response");
    }

    async fn a_greeting_is_no_crisis(app: TestApp) {
        let greeting = ann(&app).await.init().await;
        assert_eq!(greeting["is_crisis_detected"], false);
        assert_eq!(greeting["crisis_info"], Value::Null);
    }

    async fn lists_are_empty_and_never_null(app: TestApp) {
        let greeting = ann(&app).await.init().await;
        assert_eq!(greeting["awaiting_dropdown_selection"], false);
        assert_eq!(greeting["dropdown_options"], json!([]));
        assert!(greeting["emotion_options"].is_array());
    }

    async fn an_empty_object_begins_a_conversation(app: TestApp) {
        let ann = ann(&app).await;
        let greeting = json(ann.post(INIT, &json!({})).await, 200).await;
        ann.say(text(&greeting["session_id"]), "bonjour").await;
    }

    async fn each_beginning_is_a_conversation_of_its_own(app: TestApp) {
        let ann = ann(&app).await;
        assert_ne!(ann.begin().await, ann.begin().await);
    }

    async fn a_greeting_is_in_the_persons_language(app: TestApp) {
        let mut greetings = Vec::new();
        for language in ["FR", "VI", "EN"] {
            let person = sign_in_with(&app, language, json!({"language": language})).await;
            let greeting = person.init().await;
            assert_eq!(greeting["language"], language);
            greetings.push(text(&greeting["response"]).to_owned());
        }
        assert!(greetings[0] != greetings[1] && greetings[1] != greetings[2] && greetings[0] != greetings[2]);
    }

    async fn a_resumed_conversation_keeps_its_id(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        ann.say(&session, "On se moque de moi").await;
        assert_eq!(json(ann.resume(&session).await, 200).await["session_id"], session);
    }

    async fn a_resumed_conversation_keeps_its_monster_and_language(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        ann.change(&session, json!({"language": "VI", "monster": "moustache"})).await;
        let resumed = json(ann.resume(&session).await, 200).await;
        assert_eq!((&resumed["monster"], &resumed["language"]), (&json!("moustache"), &json!("VI")));
    }

    async fn a_resumed_conversation_keeps_its_summary_and_its_words(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        ann.say(&session, "On se moque de moi au collège").await;
        let summary = ann.history().await[0]["summary"].clone();
        json(ann.resume(&session).await, 200).await;
        assert_eq!(ann.history().await[0]["summary"], summary);
        assert_eq!(ann.words(&session).await, ["On se moque de moi au collège"]);
    }

    async fn a_conversation_is_resumed_from_another_client(app: TestApp) {
        let react = ann(&app).await;
        let session = react.begin().await;
        let discord = sign_in(&app, "ann", "discord").await;
        assert_eq!(json(discord.resume(&session).await, 200).await["session_id"], session);
    }

    async fn only_ones_own_conversation_is_resumed(app: TestApp) {
        let session = ann(&app).await.begin().await;
        no_conversation(sign_in(&app, "ben", "web_react").await.resume(&session).await).await;
    }

    async fn an_unknown_conversation_is_not_resumed(app: TestApp) {
        no_conversation(ann(&app).await.resume(NO_ID).await).await;
    }

    async fn a_malformed_id_in_a_body_is_refused_by_name(app: TestApp) {
        let ann = ann(&app).await;
        for wrong in [json!("nonsense"), json!(""), json!(5)] {
            let init = json!({"resume_conversation_id": wrong});
            refused_field(ann.post(INIT, &init).await, "resume_conversation_id").await;
            for path in [CHAT, EMOTION, DROPDOWN, CHANGE] {
                let body = json!({"session_id": wrong, "message": "a", "emotion": "sad", "selection": "a"});
                refused_field(ann.post(path, &body).await, "session_id").await;
            }
        }
    }

    async fn a_malformed_id_in_a_path_is_404(app: TestApp) {
        let ann = ann(&app).await;
        for path in ["nonsense/messages", "nonsense/events/listen"] {
            let detail = refusal(ann.get(&format!("{CHAT}/{path}")).await, 404).await;
            assert_eq!(detail["error"], "Not Found");
        }
        let detail = refusal(ann.delete(&format!("{CHAT}/nonsense")).await, 404).await;
        assert_eq!(detail["error"], "Not Found");
    }

    async fn a_message_is_answered(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        let answer = ann.say(&session, "On se moque de moi").await;
        assert_eq!((&answer["session_id"], &answer["language"]), (&json!(session), &json!("FR")));
        assert!(!text(&answer["response"]).is_empty());
        assert_eq!((&answer["is_crisis_detected"], &answer["crisis_info"]), (&json!(false), &Value::Null));
        assert_eq!(answer["model_used"], "simple-response");
        assert!(answer["processing_time_ms"].is_u64());
        assert!((app.clock.now() - time(&answer["created_at"])).num_seconds().abs() < 10);
        assert_eq!(id(&answer["message_id"]).get_version_num(), 7);
    }

    async fn each_answer_carries_its_lists(app: TestApp) {
        let ann = ann(&app).await;
        let answer = ann.say(&ann.begin().await, "bonjour").await;
        for (flag, list) in [("awaiting_emotion_selection", "emotion_options"),
            ("awaiting_dropdown_selection", "dropdown_options")] {
            let options = answer[list].as_array().unwrap();
            assert_eq!(answer[flag].as_bool().unwrap(), !options.is_empty(), "{list}");
        }
    }

    async fn every_language_is_answered_in_itself(app: TestApp) {
        let mut answers = Vec::new();
        for (language, message) in [("FR", "Je suis triste"), ("VI", "Mình buồn quá"), ("EN", "I am sad")] {
            let person = sign_in_with(&app, language, json!({"language": language})).await;
            let answer = person.say(&person.begin().await, message).await;
            assert_eq!(answer["language"], language);
            answers.push(text(&answer["response"]).to_owned());
        }
        assert!(answers[0] != answers[1] && answers[1] != answers[2] && answers[0] != answers[2]);
    }

    async fn a_message_is_stored_trimmed(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        ann.say(&session, " \n\tbonjour \u{a0} Betty\n ").await;
        assert_eq!(ann.words(&session).await, ["bonjour \u{a0} Betty"]);
    }

    async fn a_message_has_1_to_5000_characters_after_trimming(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        for right in ["a".into(), "đ".repeat(5000), format!("  {}\n", "🐙".repeat(5000))] {
            json(send(&ann, &session, json!(right)).await, 200).await;
        }
        for wrong in [String::new(), "  \n\t ".into(), "a".repeat(5001), "đ".repeat(5001)] {
            refused_field(send(&ann, &session, json!(wrong)).await, "message").await;
        }
        assert_eq!(ann.words(&session).await.len(), 3);
    }

    async fn a_message_must_be_there_and_text(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        refused_field(ann.post(CHAT, &json!({"session_id": session})).await, "message").await;
        for wrong in [Value::Null, json!(5), json!(["a"])] {
            refused_field(send(&ann, &session, wrong).await, "message").await;
        }
    }

    async fn the_conversation_must_be_named(app: TestApp) {
        let ann = ann(&app).await;
        refused_field(ann.post(CHAT, &json!({"message": "bonjour"})).await, "session_id").await;
    }

    async fn an_unknown_conversation_takes_no_message(app: TestApp) {
        no_conversation(send(&ann(&app).await, NO_ID, json!("bonjour")).await).await;
    }

    async fn an_empty_message_with_a_file_is_taken(app: TestApp) {
        let ann = ann(&app).await;
        let (session, path) = (ann.begin().await, ann.hand_over_picture().await);
        ann.say_with(&session, "", &[&path]).await;
        let turns = ann.turns(&session).await;
        let turn = turns.iter().find(|turn| turn["role"] == "user").unwrap();
        assert_eq!((&turn["content"], &turn["attachments"]), (&json!(""), &json!([path])));
    }

    async fn a_message_has_at_most_ten_files(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        let picture = |_| file("capture.png", "image/png", png(1, 1, "none"));
        let pictures: Vec<_> = (0..11).map(picture).collect();
        let paths = json(ann.upload(pictures).await, 201).await["paths"].as_array().unwrap().clone();
        refused_field(attach(&ann, &session, json!(paths)).await, "attachments").await;
        json(attach(&ann, &session, json!(paths[..10])).await, 200).await;
    }

    async fn only_ones_own_files_can_be_attached(app: TestApp) {
        let (ann, ben) = (ann(&app).await, sign_in(&app, "ben", "web_react").await);
        let session = ann.begin().await;
        let theirs = ben.hand_over_picture().await;
        for wrong in [theirs.as_str(), "path/to/previously/uploaded/file.png", "", "../master.key"] {
            refused_field(attach(&ann, &session, json!([wrong])).await, "attachments").await;
        }
        assert!(ann.words(&session).await.is_empty());
    }

    async fn one_foreign_file_among_ones_own_refuses_the_message(app: TestApp) {
        let ann = ann(&app).await;
        let (session, own) = (ann.begin().await, ann.hand_over_picture().await);
        refused_field(attach(&ann, &session, json!([own, "nothing.png"])).await, "attachments").await;
    }

    async fn no_attachments_may_be_null(app: TestApp) {
        let ann = ann(&app).await;
        json(attach(&ann, &ann.begin().await, Value::Null).await, 200).await;
    }

    async fn a_crisis_is_answered_by_vigie_with_help(app: TestApp) {
        let ann = ann(&app).await;
        let answer = ann.say(&ann.begin().await, DANGER).await;
        assert_eq!((&answer["is_crisis_detected"], &answer["monster"]), (&json!(true), &json!("vigie")));
        let info = &answer["crisis_info"];
        assert_eq!(keys(info), ["hotlines", "immediate_actions", "message"]);
        assert_eq!(keys(&info["message"]), ["en", "fr", "vi"]);
        assert_eq!(info["hotlines"][0]["number"], "3114");
    }

    async fn a_crisis_is_seen_in_every_language_whatever_the_conversations(app: TestApp) {
        let ann = ann(&app).await;
        for danger in [DANGER, "Tôi muốn tự tử", "I want to kill myself"] {
            let answer = ann.say(&ann.begin().await, danger).await;
            assert_eq!(answer["is_crisis_detected"], true, "{danger}");
        }
    }

    async fn a_crisis_is_marked_on_what_is_kept(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        ann.say(&session, "bonjour").await;
        let answer = ann.say(&session, DANGER).await;
        let turns = ann.turns(&session).await;
        let is_marked = |turn: &Value| turn["is_crisis_detected"] == true;
        let marked: Vec<&Value> = turns.iter().filter(|turn| is_marked(turn)).collect();
        assert_eq!(marked.len(), 2);
        assert_eq!((&marked[0]["content"], &marked[1]["id"]), (&json!(DANGER), &answer["message_id"]));
    }

    async fn hotlines_follow_the_country_of_the_login(app: TestApp) {
        let changes = json!({"language": "VI", "country": "FR"});
        let person = sign_in_with(&app, "ann", changes).await;
        let answer = person.say(&person.begin().await, "Tôi muốn tự tử").await;
        assert_eq!(answer["crisis_info"]["hotlines"][0]["number"], "3114");
    }

    async fn ten_messages_at_once_are_all_answered_and_all_kept(app: TestApp) {
        let ann = ann(&app).await;
        let session = ann.begin().await;
        let words: Vec<String> = (0..10).map(|number| format!("message {number}")).collect();
        let answers = join_all(words.iter().map(|word| ann.say(&session, word))).await;
        let mut kept = ann.words(&session).await;
        kept.sort_unstable();
        assert_eq!(kept, words);
        let turns = ann.turns(&session).await;
        for answer in answers {
            let own = |turn: &&Value| turn["id"] == answer["message_id"];
            let turn = turns.iter().find(own).expect("an answer that was kept");
            assert_eq!(turn["content"], answer["response"]);
        }
    }

    async fn a_body_that_is_not_json_is_400(app: TestApp) {
        let ann = ann(&app).await;
        for body in [&b"{"[..], b"hello", b"\xff\xfe", b"{} {}"] {
            for answer in to_all(&ann, Some("application/json"), body).await {
                refusal(answer, 400).await;
            }
        }
    }

    async fn a_body_of_another_type_is_415(app: TestApp) {
        let ann = ann(&app).await;
        for kind in [Some("text/plain"), Some("application/x-www-form-urlencoded"), None] {
            for answer in to_all(&ann, kind, b"{\"a\": 1}").await {
                assert_eq!(refusal(answer, 415).await["error"], "Unsupported Media Type");
            }
        }
    }

    async fn a_body_of_more_than_64_kib_is_413(app: TestApp) {
        let ann = ann(&app).await;
        let body = json!({"pad": "x".repeat(64 * 1024)}).to_string();
        for answer in to_all(&ann, Some("application/json"), body.as_bytes()).await {
            assert_eq!(refusal(answer, 413).await["error"], "Payload Too Large");
        }
    }
}
