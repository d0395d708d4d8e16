//! What becomes of a turn when the model fails, or says what may not be said.

use super::*;
use chrono::Duration as Span;

/// Short times, so that nobody waits.
fn short() -> ModelLimits {
    ModelLimits {
        first_words: Duration::from_millis(200),
        whole: Duration::from_millis(300),
        pause: Duration::from_millis(5),
        ..ModelLimits::default()
    }
}

/// A pause too short to wait for, and all the time there is.
fn quick() -> ModelLimits {
    ModelLimits { pause: Duration::from_millis(5), ..ModelLimits::default() }
}

#[tokio::test]
async fn a_model_that_says_nothing_in_time_leaves_the_turn_to_the_script() {
    let (model, _app, ann, session) = talking_within(&[Act::Hang], short()).await;
    let mut listener = ann.listen(&session).await;
    let answer = ann.say(&session, MOCKED).await;
    is_the_scripts(&answer, &mut listener, "vraiment mal").await;
    assert_eq!(model.count(), 1);
    assert!(answer["processing_time_ms"].as_i64().unwrap() >= 200, "{answer}");
}

#[tokio::test]
async fn a_model_that_comes_to_no_end_is_ended_by_the_script() {
    let said = "Se faire moquer comme ça, ça fait vraiment mal.";
    let limits = ModelLimits { whole: Duration::from_millis(300), ..ModelLimits::default() };
    let act = Act::Wait("Se faire moquer comme ça, ça fait vraiment mal. Tu", "");
    let (_model, _app, ann, session) = talking_within(&[act], limits).await;
    let mut listener = ann.listen(&session).await;
    let answer = ann.say(&session, MOCKED).await;
    goes_on_with_the_script(&answer, &mut listener, said).await;
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_ended_by_the_script() {
    let text = "Se faire moquer comme ça, ça fait vraiment mal. Tu as bien fait d'en";
    let said = "Se faire moquer comme ça, ça fait vraiment mal.";
    for act in [Act::BreakOff(text), Act::CutShort(text)] {
        let (model, _app, ann, session) = talking_within(&[act], quick()).await;
        let mut listener = ann.listen(&session).await;
        let answer = ann.say(&session, MOCKED).await;
        goes_on_with_the_script(&answer, &mut listener, said).await;
        assert_eq!(model.count(), 1, "words that were given out are not asked for again");
    }
}

#[tokio::test]
async fn rubbish_leaves_the_turn_to_the_script() {
    for body in [
        "",
        "<html>oops</html>",
        "{\"choices\": []}",
        "data: {\n\n",
        "data: {\"choices\": 7}\n\n",
        "data: {\"error\": {\"message\": \"overloaded\"}}\n\n",
        "data: [DONE]\n\n",
        "data: {\"choices\": [{\"delta\": {\"content\": null}, \"finish_reason\": \"stop\"}]}\n\n",
    ] {
        let (_model, _app, ann, session) = talking_within(&[Act::Raw(body)], quick()).await;
        let mut listener = ann.listen(&session).await;
        is_the_scripts(&ann.say(&session, MOCKED).await, &mut listener, "oops").await;
    }
}

#[tokio::test]
async fn a_first_sentence_that_may_not_be_said_is_never_heard() {
    for (said, never) in [
        ("Je te promets de garder le secret. Ça va aller.", "promets"),
        ("Tu fais une dépression. Courage.", "dépression"),
        ("Appelle le 0 800 555 123 tout de suite. Ils t'aident.", "555"),
        ("I am so sorry that this happened to you. Tell me more.", "sorry"),
        ("**Courage** ! On est là.", "**"),
        ("Comment tu t'appelles ? Je t'écoute.", "appelles"),
        ("J'ai prévenu ton collège. Ils arrivent.", "prévenu"),
    ] {
        let (_model, _app, ann, session) = talking(&[Act::Say(said)]).await;
        let mut listener = ann.listen(&session).await;
        is_the_scripts(&ann.say(&session, MOCKED).await, &mut listener, never).await;
    }
}

#[tokio::test]
async fn a_later_sentence_that_may_not_be_said_gives_way_to_the_script() {
    for third in
        ["Je suis psychologue, tu sais.", "Le 3929 est ouvert.", "Frappe-le la prochaine fois."]
    {
        let begun =
            "Se faire moquer comme ça, ça fait vraiment mal. Tu as bien fait d'en parler ici.";
        let all: &'static str = Box::leak(format!("{begun} {third} Ça va ?").into_boxed_str());
        let (_model, _app, ann, session) = talking(&[Act::Say(all)]).await;
        let mut listener = ann.listen(&session).await;
        let answer = ann.say(&session, MOCKED).await;
        assert!(!text(&answer["response"]).contains(third));
        goes_on_with_the_script(&answer, &mut listener, begun).await;
    }
}

#[tokio::test]
async fn an_answer_without_a_question_gets_the_scripts() {
    let said = "Se faire moquer comme ça, ça fait vraiment mal. Tu as bien fait d'en parler ici.";
    let (_model, _app, ann, session) = talking(&[Act::Say(said)]).await;
    let mut listener = ann.listen(&session).await;
    let answer = ann.say(&session, MOCKED).await;
    goes_on_with_the_script(&answer, &mut listener, said).await;
}

#[tokio::test]
async fn an_endless_answer_is_ended() {
    let sentence = "Je t'écoute et je lis tout ce que tu écris ici. ";
    let all: &'static str = Box::leak(sentence.repeat(60).into_boxed_str());
    let (_model, _app, ann, session) = talking(&[Act::Say(all)]).await;
    let answer = ann.say(&session, MOCKED).await;
    assert_eq!(answer["model_used"], format!("{NAME}+{BUILT_IN}"));
    let length = text(&answer["response"]).chars().count();
    assert!((700..=900).contains(&length), "{length}");
}

#[tokio::test]
async fn a_refused_call_is_made_once_more() {
    for status in [429, 500, 503] {
        let (model, _app, ann, session) =
            talking_within(&[Act::Status(status), Act::Say(GOOD)], quick()).await;
        let mut listener = ann.listen(&session).await;
        let answer = ann.say(&session, MOCKED).await;
        assert_eq!((&answer["response"], &answer["model_used"]), (&json!(GOOD), &json!(NAME)));
        assert_eq!(reply(&mut listener).await.0, GOOD);
        assert_eq!(model.count(), 2);
    }
}

#[tokio::test]
async fn a_call_that_is_wrong_in_itself_is_not_made_again() {
    for status in [302, 400, 401, 404] {
        let (model, _app, ann, session) = talking_within(&[Act::Status(status)], quick()).await;
        let mut listener = ann.listen(&session).await;
        is_the_scripts(&ann.say(&session, MOCKED).await, &mut listener, "vraiment mal.").await;
        assert_eq!(model.count(), 1);
    }
}

#[tokio::test]
async fn a_model_that_cannot_be_reached_leaves_the_turn_to_the_script() {
    let mut away = Model::start(&[Act::Hang]).await;
    let closed = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    away.url = format!("http://{closed}/v1");
    let app = away.app_within(On::Sqlite, quick()).await;
    let token = app.token("fr").await;
    let exchange = app.say(&token, MOCKED).await;
    assert_eq!(exchange["ai_message"]["model_used"], BUILT_IN);
}

#[tokio::test]
async fn a_model_that_always_fails_is_left_alone_and_tried_again_later() {
    let (model, app, ann, session) = talking_within(&[Act::Status(500)], quick()).await;
    for _ in 0..7 {
        assert_eq!(ann.say(&session, MOCKED).await["model_used"], BUILT_IN);
    }
    assert_eq!(model.count(), 10, "five turns asked, twice each");
    app.advance(Span::seconds(31));
    ann.say(&session, MOCKED).await;
    ann.say(&session, MOCKED).await;
    assert_eq!(model.count(), 12, "one turn tried it");
    model.turns_to(Act::Say(GOOD));
    app.advance(Span::seconds(31));
    for _ in 0..3 {
        assert_eq!(ann.say(&session, MOCKED).await["model_used"], NAME);
    }
    assert_eq!(model.count(), 15);
}

#[tokio::test]
async fn more_calls_at_once_than_allowed_are_the_scripts() {
    let limits = ModelLimits { calls: 1, ..quick() };
    let first = "Se faire moquer comme ça, ça fait vraiment mal. Tu";
    let (model, app, ann, session) =
        talking_within(&[Act::Wait(first, " n'es pas seul. Ça dure ?")], limits).await;
    let (sender, id) = (ann.clone(), session.clone());
    let slow = tokio::spawn(async move { sender.say(&id, MOCKED).await });
    until("it is asked", async || model.count() == 1).await;
    let token = app.token("fr").await;
    assert_eq!(app.say(&token, MOCKED).await["ai_message"]["model_used"], BUILT_IN);
    model.go_on.notify_one();
    assert_eq!(slow.await.unwrap()["model_used"], NAME);
}
