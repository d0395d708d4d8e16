//! What is announced to those who listen to a conversation, and when a stream ends.

use crate::app::{TestApp, refused};
use crate::look::{json, until};
use crate::on_both;
use crate::people::{
    CHAT, Listener, NO_ID, Person, anonymous, no_conversation, nobody, sign_in, sign_in_with, text,
    unauthorized,
};
use chrono::Duration;
use futures_util::future::join_all;
use reqwest::Method;
use serde_json::{Value, json};

/// Ann in a conversation, with a client that hears replies while they are written.
async fn talking(app: &TestApp) -> (Person, String) {
    let ann = sign_in(app, "ann", "web_leptos").await;
    let session = ann.begin().await;
    (ann, session)
}

fn monster(name: &str) -> Value {
    json!({"data": {"monster": name}})
}

fn language(code: &str) -> Value {
    json!({"data": {"language": code}})
}

/// The next two events, both of them settings, in no order.
async fn two_settings(listener: &mut Listener) -> [Value; 2] {
    let mut both = [listener.hear("settings").await, listener.hear("settings").await];
    both.sort_by_key(Value::to_string);
    both
}

/// What was heard of replies: their deltas by message, and the messages that ended.
fn replies(heard: &[(String, Value)]) -> (String, Vec<Value>) {
    let named = |name: &'static str| heard.iter().filter(move |(heard, _)| heard == name);
    let deltas = named("reply").map(|(_, event)| text(&event["data"]["delta"])).collect();
    (deltas, named("reply_end").map(|(_, event)| event.clone()).collect())
}

on_both! {
    async fn a_stream_begins_with_a_handshake(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listener = Listener::open(ann.ask_for_events(&session)).await;
        assert_eq!(listener.next().await, Some(("handshake".into(), json!({}))));
    }

    async fn a_stream_says_what_it_is_and_is_not_held_back(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let listener = ann.listen(&session).await;
        let header = |name: &str| listener.response.headers()[name].to_str().unwrap().to_owned();
        assert!(header("content-type").starts_with("text/event-stream"));
        let cache = header("cache-control");
        assert!(cache.contains("no-store") || cache.contains("no-cache"), "{cache}");
        assert_eq!(header("x-accel-buffering"), "no");
    }

    async fn a_stream_has_a_connection_of_its_own(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listener = ann.listen(&session).await;
        assert_eq!(listener.response.headers()["connection"], "close");
        ann.change(&session, json!({"monster": "moustache"})).await;
        assert_eq!(listener.hear("settings").await, monster("moustache"));
    }

    async fn a_changed_monster_is_announced(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listener = ann.listen(&session).await;
        ann.change(&session, json!({"monster": "moustache"})).await;
        assert_eq!(listener.hear("settings").await, monster("moustache"));
    }

    async fn a_changed_language_is_announced(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listener = ann.listen(&session).await;
        ann.change(&session, json!({"language": "en"})).await;
        assert_eq!(listener.hear("settings").await, language("EN"));
    }

    async fn two_changed_settings_are_two_events(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listener = ann.listen(&session).await;
        ann.change(&session, json!({"language": "EN", "monster": "moustache"})).await;
        assert_eq!(two_settings(&mut listener).await, [language("EN"), monster("moustache")]);
        ann.change(&session, json!({"monster": "pixel"})).await;
        assert_eq!(listener.hear("settings").await, monster("pixel"));
    }

    async fn a_setting_that_stays_is_not_announced(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listener = ann.listen(&session).await;
        ann.change(&session, json!({"language": "FR", "monster": "betty"})).await;
        ann.change(&session, json!({"language": "FR", "monster": "pixel"})).await;
        ann.change(&session, json!({"language": "VI", "monster": "pixel"})).await;
        assert_eq!(listener.hear("settings").await, monster("pixel"));
        assert_eq!(listener.hear("settings").await, language("VI"));
    }

    async fn a_refused_change_is_not_announced(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listener = ann.listen(&session).await;
        let wrong = json!({"session_id": session, "language": "EN", "monster": "godzilla"});
        ann.post("/api/v1/chat/settings/change", &wrong).await;
        ann.change(&session, json!({"monster": "pixel"})).await;
        assert_eq!(listener.hear("settings").await, monster("pixel"));
    }

    async fn changes_are_heard_in_their_order(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listener = ann.listen(&session).await;
        let names = ["moustache", "pixel", "nuage", "betty"];
        for name in names {
            ann.change(&session, json!({"monster": name})).await;
        }
        for name in names {
            assert_eq!(listener.hear("settings").await, monster(name));
        }
    }

    async fn all_who_listen_hear(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let terminal = sign_in(&app, "ann", "dev_terminal").await;
        let mut listeners = join_all((0..5).map(|_| ann.listen(&session))).await;
        listeners.push(terminal.listen(&session).await);
        ann.change(&session, json!({"monster": "pixel"})).await;
        for listener in &mut listeners {
            assert_eq!(listener.hear("settings").await, monster("pixel"));
        }
    }

    async fn one_conversation_is_not_heard_in_another(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let other = ann.begin().await;
        let mut listener = ann.listen(&session).await;
        ann.change(&other, json!({"monster": "nuage"})).await;
        ann.change(&session, json!({"monster": "pixel"})).await;
        assert_eq!(listener.hear("settings").await, monster("pixel"));
    }

    async fn a_listener_who_left_disturbs_nobody(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let (gone, mut stays) = (ann.listen(&session).await, ann.listen(&session).await);
        drop(gone);
        ann.change(&session, json!({"monster": "pixel"})).await;
        assert_eq!(stays.hear("settings").await, monster("pixel"));
    }

    async fn whoever_comes_back_hears_how_things_stand(app: TestApp) {
        let (ann, session) = talking(&app).await;
        ann.change(&session, json!({"language": "EN", "monster": "moustache"})).await;
        let request = ann.ask_for_events(&session).header("Last-Event-ID", "1");
        let mut listener = Listener::open(request).await;
        listener.hear("handshake").await;
        assert_eq!(two_settings(&mut listener).await, [language("EN"), monster("moustache")]);
    }

    async fn replies_that_were_missed_are_told_after_a_break(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listener = ann.listen(&session).await;
        ann.say(&session, "On se moque de moi").await;
        listener.hear_until("reply_end").await;
        let last = listener.last_id.clone().unwrap();
        drop(listener);
        let missed = ann.say(&session, "Sur Snapchat").await;
        let request = ann.ask_for_events(&session).header("Last-Event-ID", last);
        let heard = Listener::open(request).await.hear_until("reply_end").await;
        let (said, ends) = replies(&heard);
        assert_eq!(said, missed["response"]);
        assert_eq!(ends, [json!({"data": {"message_id": missed["message_id"]}})]);
    }

    async fn an_anonymous_client_hears_replies_if_it_asks_for_them(app: TestApp) {
        let visitor = anonymous(&app, "fr").await;
        let session = visitor.begin().await;
        let path = format!("/api/v1/chat/{session}/events/listen?supports_reply_stream=true");
        let mut listener = Listener::open(visitor.request(Method::GET, &path)).await;
        let answer = visitor.say(&session, "On se moque de moi").await;
        assert_eq!(replies(&listener.hear_until("reply_end").await).0, answer["response"]);
    }

    async fn a_client_without_events_is_told_so(app: TestApp) {
        let discord = sign_in(&app, "ann", "discord").await;
        let session = discord.begin().await;
        let answer = discord.ask_for_events(&session).send().await.unwrap();
        refused(answer, 409, "Events Not Negotiated").await;
    }

    async fn a_client_that_declares_events_later_may_listen(app: TestApp) {
        let discord = sign_in(&app, "ann", "discord").await;
        let session = discord.begin().await;
        let changes = json!({"origin": "discord", "capabilities": {"supports_sse": true}});
        sign_in_with(&app, "ann", changes).await;
        discord.listen(&session).await;
    }

    async fn an_anonymous_session_may_listen(app: TestApp) {
        let anonymous = anonymous(&app, "fr").await;
        let session = anonymous.begin().await;
        let mut listener = anonymous.listen(&session).await;
        anonymous.change(&session, json!({"monster": "pixel"})).await;
        assert_eq!(listener.hear("settings").await, monster("pixel"));
    }

    async fn a_stranger_hears_nothing(app: TestApp) {
        let (_, session) = talking(&app).await;
        let ben = sign_in(&app, "ben", "web_react").await;
        no_conversation(ben.ask_for_events(&session).send().await.unwrap()).await;
        no_conversation(ben.ask_for_events(NO_ID).send().await.unwrap()).await;
        let asked = nobody(&app).ask_for_events(&session);
        unauthorized(asked.send().await.unwrap(), "Unauthorized").await;
    }

    async fn a_reply_is_heard_while_it_is_written(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listener = ann.listen(&session).await;
        let answer = ann.say(&session, "On se moque de moi").await;
        let heard = listener.hear_until("reply_end").await;
        let (said, ends) = replies(&heard);
        assert_eq!(said, answer["response"]);
        assert_eq!(ends, [json!({"data": {"message_id": answer["message_id"]}})]);
        for (_, event) in heard.iter().filter(|(name, _)| name == "reply") {
            assert_eq!(event["data"]["message_id"], answer["message_id"]);
            assert_eq!(event["data"].as_object().unwrap().len(), 2);
        }
    }

    async fn a_crisis_answer_is_heard_whole(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listener = ann.listen(&session).await;
        let answer = ann.say(&session, "je veux mourir").await;
        assert_eq!(replies(&listener.hear_until("reply_end").await).0, answer["response"]);
    }

    async fn replies_of_messages_sent_at_once_are_each_heard_whole(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listener = ann.listen(&session).await;
        let answers = join_all(["un", "deux", "trois"].map(|words| ann.say(&session, words))).await;
        let mut heard = Vec::new();
        for _ in 0..3 {
            heard.extend(listener.hear_until("reply_end").await);
        }
        for answer in answers {
            let of_this = |(_, event): &&(String, Value)| event["data"]["message_id"] == answer["message_id"];
            let its: Vec<(String, Value)> = heard.iter().filter(of_this).cloned().collect();
            assert_eq!(replies(&its).0, answer["response"]);
        }
    }

    async fn a_client_that_did_not_ask_hears_no_replies(app: TestApp) {
        let sse = json!({"capabilities": {"supports_sse": true}});
        let ann = sign_in_with(&app, "ann", sse).await;
        let session = ann.begin().await;
        let mut listener = ann.listen(&session).await;
        ann.say(&session, "On se moque de moi").await;
        ann.delete(&format!("{CHAT}/{session}")).await;
        let heard = listener.hear_until("terminate").await;
        assert!(heard.iter().all(|(name, _)| !name.starts_with("reply")), "{heard:?}");
    }

    async fn a_stream_ends_with_its_conversation(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listener = ann.listen(&session).await;
        assert_eq!(ann.delete(&format!("{CHAT}/{session}")).await.status(), 204);
        listener.ends().await;
    }

    async fn a_stream_goes_on_when_another_conversation_is_erased(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let other = ann.begin().await;
        let mut listener = ann.listen(&session).await;
        ann.delete(&format!("{CHAT}/{other}")).await;
        ann.change(&session, json!({"monster": "pixel"})).await;
        assert_eq!(listener.hear("settings").await, monster("pixel"));
    }

    async fn a_stream_ends_with_a_logout(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listener = ann.listen(&session).await;
        ann.log_out().await;
        listener.ends().await;
    }

    async fn a_logout_leaves_the_streams_of_other_clients(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let terminal = sign_in(&app, "ann", "dev_terminal").await;
        let (mut ends, mut stays) = (ann.listen(&session).await, terminal.listen(&session).await);
        ann.log_out().await;
        ends.ends().await;
        terminal.change(&session, json!({"monster": "pixel"})).await;
        assert_eq!(stays.hear("settings").await, monster("pixel"));
    }

    async fn streams_end_with_the_account(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let terminal = sign_in(&app, "ann", "dev_terminal").await;
        let mut listeners = [ann.listen(&session).await, terminal.listen(&session).await];
        assert_eq!(ann.delete("/api/v1/me").await.status(), 204);
        for listener in &mut listeners {
            listener.ends().await;
        }
    }

    async fn a_stream_ends_with_its_anonymous_session(app: TestApp) {
        let anonymous = anonymous(&app, "fr").await;
        let mut listener = anonymous.listen(&anonymous.begin().await).await;
        json(app.delete(&format!("/api/v1/sessions/{}", anonymous.bearer)).await, 200).await;
        listener.ends().await;
    }

    async fn a_stream_ends_when_its_time_is_over(app: TestApp) {
        let (ann, session) = talking(&app).await;
        ann.say(&session, "bonjour").await;
        let anonymous = anonymous(&app, "fr").await;
        let mut listeners = [ann.listen(&session).await, anonymous.listen(&anonymous.begin().await).await];
        app.advance(Duration::days(31));
        app.service.erase_expired().await.unwrap();
        for listener in &mut listeners {
            listener.ends().await;
        }
    }

    async fn streams_end_when_the_server_stops_and_do_not_hold_it_up(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let mut listeners = join_all((0..3).map(|_| ann.listen(&session))).await;
        let mut app = app;
        let stopped = tokio::time::timeout(std::time::Duration::from_secs(5), app.stop()).await;
        assert!(stopped.is_ok(), "the streams hold up the stop");
        for listener in &mut listeners {
            listener.ends().await;
        }
    }

    async fn open_streams_are_counted(app: TestApp) {
        let (ann, session) = talking(&app).await;
        let _listener = ann.listen(&session).await;
        until("the stream is counted", async || {
            let metrics = app.get("/metrics").await.text().await.unwrap();
            let line = metrics.lines().find(|line| line.starts_with("sse_connections"));
            line.and_then(|line| line.split(' ').next_back()?.parse::<f64>().ok()) >= Some(1.0)
        })
        .await;
    }
}
