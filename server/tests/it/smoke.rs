//! The shortest whole walk.

use crate::app::TestApp;
use crate::on_both;

on_both! {
    async fn a_message_is_answered_and_both_are_found_again(app: TestApp) {
        let token = app.token("vi").await;
        let exchange = app.say(&token, "Tôi cảm thấy buồn").await;
        assert_eq!(exchange["user_message"]["content"], "Tôi cảm thấy buồn");
        let page: serde_json::Value =
            app.get(&format!("/api/v1/messages/?session_token={token}")).await.json().await.unwrap();
        assert_eq!(page["total_count"], 2);
        assert_eq!(page["messages"][1]["content"], exchange["ai_message"]["content"]);
    }
}
