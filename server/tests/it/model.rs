//! A language model that words ordinary answers: what it is told, what becomes of what it says.

mod failures;
mod server;

use crate::app::{On, TestApp};
use crate::look::{json, until};
use crate::people::{CHAT, Listener, Person, anonymous, sign_in, sign_in_with, text};
use ::server::settings::ModelLimits;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};
use server::{Act, GOOD, Model, NAME};
use std::time::Duration;

/// What Ann writes; the script would ask where it happens.
const MOCKED: &str = "On se moque de moi au collège";
const BUILT_IN: &str = "simple-response";

/// Ann in a conversation with a model that does this, with a client that hears replies.
async fn talking(acts: &[Act]) -> (Model, TestApp, Person, String) {
    talking_within(acts, ModelLimits::default()).await
}

async fn talking_within(acts: &[Act], limits: ModelLimits) -> (Model, TestApp, Person, String) {
    let model = Model::start(acts).await;
    let app = model.app_within(On::Sqlite, limits).await;
    let ann = sign_in(&app, "ann", "web_leptos").await;
    let session = ann.begin().await;
    (model, app, ann, session)
}

/// The deltas of the next reply, and the message they belong to.
async fn reply(listener: &mut Listener) -> (String, Value) {
    let heard = listener.hear_until("reply_end").await;
    let (_, end) = heard.last().unwrap();
    let id = end["data"]["message_id"].clone();
    let replies = heard.iter().filter(|(name, _)| name == "reply");
    let deltas = replies.map(|(_, event)| {
        assert_eq!(event["data"]["message_id"], id);
        text(&event["data"]["delta"])
    });
    (deltas.collect(), id)
}

/// Checks that an answer is the script's alone, and that nothing else was heard.
async fn is_the_scripts(answer: &Value, listener: &mut Listener, never: &str) {
    assert_eq!(answer["model_used"], BUILT_IN, "{answer}");
    assert!(!text(&answer["response"]).contains(never), "{answer}");
    let (deltas, id) = reply(listener).await;
    assert_eq!((deltas.as_str(), &id), (text(&answer["response"]), &answer["message_id"]));
}

/// Checks that an answer is what was said and then the script's closing question.
async fn goes_on_with_the_script(answer: &Value, listener: &mut Listener, said: &str) {
    assert_eq!(answer["model_used"], format!("{NAME}+{BUILT_IN}"), "{answer}");
    let response = text(&answer["response"]);
    let rest = response.strip_prefix(said).unwrap_or_else(|| panic!("{response}"));
    assert!(rest.len() > 10 && rest.ends_with('?'), "{response}");
    let (deltas, id) = reply(listener).await;
    assert_eq!((deltas.as_str(), &id), (response, &answer["message_id"]));
}

#[tokio::test]
async fn a_good_answer_is_given_streamed_and_kept() {
    for on in [On::Sqlite, On::Postgres] {
        let model = Model::start(&[Act::Say(GOOD)]).await;
        let app = model.app(on).await;
        let ann = sign_in(&app, "ann", "web_leptos").await;
        let session = ann.begin().await;
        let mut listener = ann.listen(&session).await;
        let answer = ann.say(&session, MOCKED).await;
        assert_eq!((&answer["response"], &answer["model_used"]), (&json!(GOOD), &json!(NAME)));
        let (deltas, id) = reply(&mut listener).await;
        assert_eq!((deltas.as_str(), &id), (GOOD, &answer["message_id"]));
        let turns = ann.turns(&session).await;
        let kept: Vec<&str> = turns[1..].iter().map(|turn| text(&turn["content"])).collect();
        assert_eq!(kept, [MOCKED, GOOD]);
        assert_eq!(turns[2]["id"], answer["message_id"]);
    }
}

#[tokio::test]
async fn the_anonymous_api_has_the_same_words_after_saying_what_talks() {
    let model = Model::start(&[Act::Say(GOOD)]).await;
    let app = model.app(On::Sqlite).await;
    let token = app.token("fr").await;
    let exchange = app.say(&token, MOCKED).await;
    let told = format!("Je suis un programme, pas une personne. {GOOD}");
    assert_eq!(exchange["ai_message"]["content"], told);
    assert_eq!(exchange["ai_message"]["model_used"], NAME);
    let page = app.get(&format!("/api/v1/messages/?session_token={token}")).await;
    let page = json(page, 200).await;
    assert_eq!(page["messages"], json!([exchange["user_message"], exchange["ai_message"]]));
    assert_eq!(app.say(&token, "Ils m'insultent aussi").await["ai_message"]["content"], GOOD);
}

#[tokio::test]
async fn a_sentence_is_heard_while_the_next_is_being_written() {
    let first = "Se faire moquer comme ça, ça fait vraiment mal. Tu";
    let (model, _app, ann, session) =
        talking(&[Act::Wait(first, " n'es pas seul. Ça dure ?")]).await;
    let mut listener = ann.listen(&session).await;
    let (sender, id) = (ann.clone(), session.clone());
    let answer = tokio::spawn(async move { sender.say(&id, MOCKED).await });
    let heard = listener.hear("reply").await;
    assert_eq!(heard["data"]["delta"], "Se faire moquer comme ça, ça fait vraiment mal.");
    assert!(!answer.is_finished());
    model.go_on.notify_one();
    let answer = answer.await.unwrap();
    assert_eq!(answer["model_used"], NAME);
    let heard = listener.hear("reply").await;
    assert_eq!(heard["data"]["delta"], " Tu n'es pas seul.");
}

#[tokio::test]
async fn what_tells_who_somebody_is_does_not_go_out() {
    let (model, _app, ann, session) = talking(&[Act::Say(GOOD)]).await;
    let picture = ann.hand_over_picture().await;
    ann.say(&session, "Je m'appelle Zéphyrine Dupuis, on se moque de moi").await;
    let secret = "mon numéro 06 12 34 56 78, zeph@example.org, @zeph.dup, zeph_dup75, \
                  https://snap.example/zeph et je suis au collège Rabelais";
    ann.say_with(&session, secret, &[&picture]).await;
    let calls = model.calls();
    assert_eq!(calls.len(), 2);
    let (headers, body) = &calls[1];
    assert!(headers.contains("Bearer model-key"));
    assert_eq!((&body["model"], &body["stream"]), (&json!(NAME), &json!(true)));
    assert_eq!(body["stream_options"], json!({"include_usage": true}));
    let keys = crate::look::keys(body);
    assert_eq!(keys, ["messages", "model", "stream", "stream_options"]);
    let turns = ann.turns(&session).await;
    let ids = turns.iter().map(|turn| text(&turn["id"]).to_owned());
    let all = format!("{headers} {body}").to_lowercase();
    let secrets =
        ["zéphyrine", "dupuis", "zeph", "06 12", "34 56", "snap.example", "rabelais", "ann"]
            .map(str::to_owned);
    let own = [session.clone(), ann.bearer.clone(), ann.user_id.clone(), picture];
    for secret in ids.chain(secrets.into_iter().filter(|secret| secret != "ann")).chain(own) {
        assert!(!all.contains(&secret.to_lowercase()), "{secret} is in {all}");
    }
    let messages = body["messages"].as_array().unwrap();
    let roles: Vec<&str> = messages.iter().map(|message| text(&message["role"])).collect();
    assert_eq!(roles, ["system", "user", "assistant", "user"]);
    assert_eq!(messages[1]["content"], "Je m'appelle quelqu'un, on se moque de moi");
}

#[tokio::test]
async fn a_parent_is_spoken_to_as_a_parent() {
    let model = Model::start(&[Act::Say(GOOD)]).await;
    let app = model.app(On::Sqlite).await;
    let changes = json!({"user_type": "parent", "origin": "web_react"});
    let parent = sign_in_with(&app, "eve", changes).await;
    let session = parent.begin().await;
    parent.say(&session, "On insulte mon fils").await;
    let system = text(&model.calls()[0].1["messages"][0]["content"]).to_owned();
    assert!(system.contains("Vouvoie toujours (« vous », « votre enfant »)"), "{system}");
}

#[tokio::test]
async fn a_danger_a_choice_and_a_coming_back_are_the_scripts_alone() {
    let (model, _app, ann, session) = talking(&[Act::Say(GOOD)]).await;
    let body = json!({"session_id": session, "emotion": "sad"});
    json(ann.post(crate::people::EMOTION, &body).await, 200).await;
    ann.resume(&session).await;
    let crisis = ann.say(&session, "je veux mourir").await;
    assert_eq!(
        (&crisis["is_crisis_detected"], &crisis["model_used"]),
        (&json!(true), &json!(BUILT_IN))
    );
    ann.say(&session, "pardon, on se moque de moi").await;
    assert_eq!(model.count(), 0);
}

#[tokio::test]
async fn a_danger_that_the_model_sees_becomes_the_crisis_answer() {
    for said in
        ["[[danger:suicide]]", " [[Danger: suicide]] ", "Je suis là. [[danger:suicide]] encore"]
    {
        let (_model, _app, ann, session) = talking(&[Act::Say(said)]).await;
        let mut listener = ann.listen(&session).await;
        let answer = ann.say(&session, MOCKED).await;
        assert_eq!(answer["is_crisis_detected"], true, "{said}");
        assert_eq!(answer["monster"], "vigie");
        assert!(
            answer["crisis_info"]["hotlines"].as_array().is_some_and(|lines| !lines.is_empty())
        );
        let response = text(&answer["response"]);
        assert!(response.contains("3114") && !response.contains("danger:"), "{response}");
        assert_eq!(text(&answer["model_used"]).contains(NAME), said.starts_with('J'));
        let (deltas, id) = reply(&mut listener).await;
        assert_eq!((deltas.as_str(), &id), (response, &answer["message_id"]));
    }
}

#[tokio::test]
async fn a_call_that_comes_twice_asks_the_model_once() {
    let (model, _app, ann, session) = talking(&[Act::Say(GOOD)]).await;
    let send = || async {
        let body = json!({"message": MOCKED, "session_id": session});
        let request = ann.request(Method::POST, CHAT).header("Idempotency-Key", "key-1");
        json(request.json(&body).send().await.unwrap(), 200).await
    };
    let answers = join_all((0..6).map(|_| send())).await;
    assert!(answers.iter().all(|answer| *answer == answers[0] && answer["response"] == GOOD));
    assert_eq!(send().await, answers[0]);
    assert_eq!((model.count(), ann.words(&session).await.len()), (1, 1));
}

#[tokio::test]
async fn messages_sent_at_once_are_answered_one_after_the_other() {
    let (model, _app, ann, session) = talking(&[Act::Say(GOOD)]).await;
    let both = join_all([ann.say(&session, MOCKED), ann.say(&session, "Ils m'insultent")]).await;
    assert!(both.iter().all(|answer| answer["model_used"] == NAME));
    let turns = ann.turns(&session).await;
    let roles: Vec<&str> = turns.iter().map(|turn| text(&turn["role"])).collect();
    assert_eq!(roles, ["assistant", "user", "assistant", "user", "assistant"]);
    let later = &model.calls()[1].1["messages"];
    assert_eq!(later.as_array().unwrap().len(), 4);
}

#[tokio::test]
async fn a_danger_that_is_written_meanwhile_is_answered_at_once_and_stays_in_sight() {
    let first = "Se faire moquer comme ça, ça fait vraiment mal. Tu";
    let (model, _app, ann, session) =
        talking(&[Act::Wait(first, " n'es pas seul. Ça dure ?")]).await;
    let mut listener = ann.listen(&session).await;
    let (sender, id) = (ann.clone(), session.clone());
    let slow = tokio::spawn(async move { sender.say(&id, MOCKED).await });
    let begun = listener.hear_until("reply").await.pop().unwrap().1;
    let crisis = ann.say(&session, "je veux mourir").await;
    assert_eq!(crisis["is_crisis_detected"], true);
    model.go_on.notify_one();
    let slow = slow.await.unwrap();
    assert_eq!(slow["message_id"], begun["data"]["message_id"]);
    assert_eq!(slow["model_used"], format!("{NAME}+{BUILT_IN}"));
    assert_eq!(slow["monster"], "vigie");
}

#[tokio::test]
async fn an_answer_is_kept_even_if_the_one_who_asked_has_left() {
    let first = "Se faire moquer comme ça, ça fait vraiment mal. Tu";
    let (model, _app, ann, session) =
        talking(&[Act::Wait(first, " n'es pas seul. Ça dure ?")]).await;
    let mut listener = ann.listen(&session).await;
    let (sender, id) = (ann.clone(), session.clone());
    let asked = tokio::spawn(async move { sender.say(&id, MOCKED).await });
    listener.hear_until("reply").await;
    asked.abort();
    assert!(asked.await.is_err());
    model.go_on.notify_one();
    until("the answer is kept", async || ann.turns(&session).await.len() == 3).await;
    let (rest, _) = reply(&mut listener).await;
    assert_eq!(rest, " Tu n'es pas seul. Ça dure ?");
}

#[tokio::test]
async fn calls_and_their_failures_are_counted() {
    let (model, app, ann, session) = talking(&[Act::Say(GOOD)]).await;
    ann.say(&session, MOCKED).await;
    model.turns_to(Act::Raw("rubbish"));
    ann.say(&session, "Ils m'insultent").await;
    let told = app.get("/metrics").await.text().await.unwrap();
    for line in [
        "llm_requests_total{outcome=\"answered\"}",
        "llm_requests_total{outcome=\"failed\"}",
        "llm_fallbacks_total{reason=\"nonsense\"}",
        "llm_seconds_count",
    ] {
        let value = told.lines().find_map(|told| told.strip_prefix(line)).unwrap_or_default();
        assert!(value.trim().parse::<u64>().is_ok_and(|count| count > 0), "{line}");
    }
}

#[tokio::test]
async fn a_server_that_stops_ends_what_the_model_writes() {
    let first = "Se faire moquer comme ça, ça fait vraiment mal. Tu";
    let (model, mut app, _, _) = talking(&[Act::Wait(first, "")]).await;
    let eve = anonymous(&app, "fr").await;
    let session = eve.begin().await;
    let asked = tokio::spawn(async move { eve.say(&session, MOCKED).await });
    until("it is asked", async || model.count() == 1).await;
    tokio::time::timeout(Duration::from_secs(5), app.stop()).await.unwrap();
    let answer = asked.await.unwrap();
    assert!(text(&answer["model_used"]).ends_with(BUILT_IN), "{answer}");
}
