//! After 30 days everything goes but feedback, which loses its link.

use crate::app::TestApp;
use crate::look::{json, refusal};
use crate::on_both;
use crate::rows::Rows;
use chrono::Duration;
use reqwest::Method;
use serde_json::json;

on_both! {
    async fn what_is_thirty_days_old_goes_and_what_is_younger_stays(app: TestApp) {
        let old = app.token("vi").await;
        app.say(&old, "cũ").await;
        app.advance(Duration::days(1));
        let young = app.token("vi").await;
        app.say(&young, "mới").await;
        app.advance(Duration::days(29));
        // The server's own round may have come first.
        app.service.erase_expired().await.unwrap();
        refusal(app.get(&format!("/api/v1/sessions/{old}")).await, 404).await;
        let page = json(app.get(&format!("/api/v1/messages/?session_token={young}")).await, 200).await;
        assert_eq!(page["messages"][0]["content"], "mới");
        let mut rows = Rows::of(&app).await;
        assert_eq!(rows.count("SELECT COUNT(*) FROM sessions").await, 1);
        assert_eq!(rows.count("SELECT COUNT(*) FROM conversations").await, 1);
        assert_eq!(rows.count("SELECT COUNT(*) FROM messages").await, 2);
    }

    async fn nothing_goes_a_minute_early(app: TestApp) {
        let token = app.token("vi").await;
        app.advance(Duration::days(30) - Duration::minutes(1));
        assert_eq!(app.service.erase_expired().await.unwrap(), 0);
        json(app.get(&format!("/api/v1/sessions/{token}")).await, 200).await;
    }

    async fn using_a_session_does_not_make_it_live_longer(app: TestApp) {
        let token = app.token("vi").await;
        app.advance(Duration::days(29));
        app.say(&token, "xin chào").await;
        let touch = app.request(Method::POST, &format!("/api/v1/sessions/{token}/touch"));
        json(touch.send().await.unwrap(), 200).await;
        app.advance(Duration::days(1));
        // The server's own round may have come first: what counts is that it is gone.
        app.service.erase_expired().await.unwrap();
        refusal(app.get(&format!("/api/v1/sessions/{token}")).await, 404).await;
    }

    async fn feedback_stays_without_its_link(app: TestApp) {
        let token = app.token("vi").await;
        let feedback = json!({"rating": 2, "feedback_text": "chưa tốt", "session_token": token});
        json(app.post("/api/v1/feedback/", &feedback).await, 201).await;
        let before = json(app.get("/api/v1/feedback/stats").await, 200).await;
        app.advance(Duration::days(400));
        app.service.erase_expired().await.unwrap();
        assert_eq!(json(app.get("/api/v1/feedback/stats").await, 200).await, before);
        // The server's own round may be at it, and then ours waits for nothing.
        let mut rows = Rows::of(&app).await;
        let mut left = 50;
        while rows.count("SELECT COUNT(*) FROM feedback WHERE session_id IS NULL").await != 1 {
            assert!(left > 0, "the link stays");
            left -= 1;
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
    }

    async fn many_expired_sessions_go_in_one_call(app: TestApp) {
        for _ in 0..41 {
            let opened: Vec<_> = (0..10)
                .map(|_| tokio::spawn(app.request(Method::POST, "/api/v1/sessions/").send()))
                .collect();
            for answer in opened {
                assert_eq!(answer.await.unwrap().unwrap().status(), 201);
            }
        }
        app.advance(Duration::days(31));
        assert_eq!(app.service.erase_expired().await.unwrap(), 410);
        assert_eq!(app.service.erase_expired().await.unwrap(), 0);
    }
}
