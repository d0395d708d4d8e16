//! `/api/v1/feedback/` as documented.

use crate::app::{TestApp, refused};
use crate::look::{id, json, keys, refused_field, time};
use crate::on_both;
use serde_json::{Value, json};

const FEEDBACK: &str = "/api/v1/feedback/";

async fn leave(app: &TestApp, token: &str, feedback: Value) -> reqwest::Response {
    let mut body = feedback;
    body["session_token"] = token.into();
    app.post(FEEDBACK, &body).await
}

/// Leaves a feedback in a session of its own.
async fn rate(app: &TestApp, feedback: Value) {
    let token = app.token("vi").await;
    json(leave(app, &token, feedback).await, 201).await;
}

async fn stats(app: &TestApp) -> Value {
    json(app.get("/api/v1/feedback/stats").await, 200).await
}

on_both! {
    async fn a_feedback_is_answered_as_documented(app: TestApp) {
        let token = app.token("vi").await;
        let session = json(app.get(&format!("/api/v1/sessions/{token}")).await, 200).await;
        let sent = json!({"rating": 5, "feedback_text": "Rất hữu ích!", "category": "helpful"});
        let left = json(leave(&app, &token, sent).await, 201).await;
        assert_eq!(keys(&left), ["feedback", "message"]);
        let thanks = "Cảm ơn bạn đã đánh giá! Phản hồi của bạn giúp chúng mình cải thiện dịch vụ.";
        assert_eq!(left["message"], thanks);
        let feedback = &left["feedback"];
        assert_eq!(keys(feedback), ["category", "created_at", "id", "rating", "session_id"]);
        id(&feedback["id"]);
        assert_eq!(feedback["session_id"], session["id"]);
        assert_eq!((&feedback["rating"], &feedback["category"]), (&json!(5), &json!("helpful")));
        assert!((app.clock.now() - time(&feedback["created_at"])).num_seconds().abs() < 10);
    }

    async fn a_second_feedback_is_refused_with_the_first_ones_id(app: TestApp) {
        let token = app.token("vi").await;
        let first = json(leave(&app, &token, json!({"rating": 5})).await, 201).await;
        let again = leave(&app, &token, json!({"rating": 1})).await;
        let detail = refused(again, 409, "Feedback Already Exists").await;
        assert_eq!(keys(&detail), ["error", "existing_feedback_id", "message"]);
        assert_eq!(detail["message"], "Bạn đã gửi đánh giá cho session này rồi");
        assert_eq!(detail["existing_feedback_id"], first["feedback"]["id"]);
        let stats = stats(&app).await;
        assert_eq!((&stats["total_feedback"], &stats["average_rating"]), (&json!(1), &json!(5.0)));
    }

    async fn thanks_and_refusal_are_in_the_sessions_language(app: TestApp) {
        let mut said = Vec::new();
        for language in ["vi", "fr", "en"] {
            let token = app.token(language).await;
            let left = json(leave(&app, &token, json!({"rating": 3})).await, 201).await;
            let again = json(leave(&app, &token, json!({"rating": 3})).await, 409).await;
            said.extend([left["message"].to_string(), again["detail"]["message"].to_string()]);
        }
        said.sort();
        said.dedup();
        assert_eq!(said.len(), 6, "{said:?}");
    }

    async fn the_rating_is_a_whole_number_from_1_to_5(app: TestApp) {
        let token = app.token("vi").await;
        for wrong in [json!(0), json!(6), json!(-1), json!(4.5), json!("5"), json!(null), json!(99_999_999_999_i64)] {
            refused_field(leave(&app, &token, json!({"rating": wrong})).await, "rating").await;
        }
        for right in 1..=5 {
            rate(&app, json!({"rating": right})).await;
        }
    }

    async fn a_missing_rating_is_refused_by_name(app: TestApp) {
        let answer = leave(&app, &app.token("vi").await, json!({"category": "helpful"})).await;
        refused_field(answer, "rating").await;
    }

    async fn a_category_of_a_wrong_type_is_refused_by_name(app: TestApp) {
        let token = app.token("vi").await;
        for wrong in [json!(1), json!(true), json!(["helpful"]), json!({"helpful": 1})] {
            let answer = leave(&app, &token, json!({"rating": 3, "category": wrong})).await;
            refused_field(answer, "category").await;
        }
    }

    async fn the_category_is_one_of_four_and_other_if_absent(app: TestApp) {
        let token = app.token("vi").await;
        for wrong in [json!("great"), json!("Helpful"), json!("")] {
            let answer = leave(&app, &token, json!({"rating": 3, "category": wrong})).await;
            refused_field(answer, "category").await;
        }
        for right in ["helpful", "not_helpful", "inappropriate", "other"] {
            rate(&app, json!({"rating": 3, "category": right})).await;
        }
        for absent in [json!({"rating": 3}), json!({"rating": 3, "category": null, "feedback_text": null})] {
            let left = json(leave(&app, &app.token("vi").await, absent).await, 201).await;
            assert_eq!(left["feedback"]["category"], "other");
        }
    }

    async fn the_text_has_up_to_2000_characters(app: TestApp) {
        let token = app.token("vi").await;
        for wrong in [json!("a".repeat(2001)), json!("ế".repeat(2001)), json!(5), json!(["a"])] {
            let answer = leave(&app, &token, json!({"rating": 3, "feedback_text": wrong})).await;
            refused_field(answer, "feedback_text").await;
        }
        for right in ["ế".repeat(2000), format!("\n {} ", "🐙".repeat(2000)), " ".into(), "\u{0}".into()] {
            rate(&app, json!({"rating": 3, "feedback_text": right})).await;
        }
    }

    async fn a_refused_feedback_is_not_counted_and_may_be_mended(app: TestApp) {
        let token = app.token("vi").await;
        leave(&app, &token, json!({"rating": 6})).await;
        assert_eq!(stats(&app).await["total_feedback"], 0);
        json(leave(&app, &token, json!({"rating": 5})).await, 201).await;
    }

    async fn the_numbers_are_zero_without_feedback_and_every_key_is_there(app: TestApp) {
        assert_eq!(stats(&app).await, json!({
            "total_feedback": 0,
            "average_rating": 0.0,
            "rating_distribution": {"1": 0, "2": 0, "3": 0, "4": 0, "5": 0},
            "category_distribution": {"helpful": 0, "not_helpful": 0, "inappropriate": 0, "other": 0},
            "helpful_percentage": 0.0
        }));
    }

    async fn the_numbers_have_one_decimal(app: TestApp) {
        for (rating, category) in [(5, "helpful"), (4, "not_helpful"), (4, "helpful")] {
            rate(&app, json!({"rating": rating, "category": category})).await;
        }
        let stats = stats(&app).await;
        assert_eq!(stats["total_feedback"], 3);
        assert_eq!(stats["average_rating"], 4.3);
        assert_eq!(stats["helpful_percentage"], 66.7);
        assert_eq!(stats["rating_distribution"]["4"], 2);
        assert_eq!(stats["rating_distribution"]["1"], 0);
        assert_eq!(stats["category_distribution"]["helpful"], 2);
    }
}
