//! `/health` as documented.

use crate::app::TestApp;
use crate::look::{json, keys};
use crate::on_both;
use serde_json::json;

on_both! {
    async fn health_is_told_as_documented(app: TestApp) {
        let answer = app.get("/health").await;
        assert_eq!(answer.headers()["content-type"], "application/json");
        let health = json(answer, 200).await;
        assert_eq!(keys(&health), ["services", "status", "timestamp", "version"]);
        assert_eq!(health["status"], "healthy");
        assert_eq!(health["version"], "1.0.0");
        assert_eq!(health["services"], json!({"api": "healthy", "database": "healthy"}));
        let now = app.clock.now().timestamp_millis() as f64 / 1000.0;
        assert!((now - health["timestamp"].as_f64().unwrap()).abs() < 10.0);
    }

    async fn the_probes_answer_200(app: TestApp) {
        assert_eq!(app.get("/health/live").await.status(), 200);
        assert_eq!(app.get("/health/ready").await.status(), 200);
    }
}
