//! One call to a server of the OpenAI shape, made again once where it failed before it said a word.

use super::{Brief, Fault, Server};
use reqwest::Response;
use serde_json::{Value, json};
use tokio::time::Instant;

impl Server {
    /// A response whose status is good; its body still has to come.
    pub(super) async fn call(&self, brief: &Brief<'_>, until: Instant) -> Result<Response, Fault> {
        let body = json!({
            "model": self.settings.model,
            "messages": brief.messages(),
            "stream": true,
            "stream_options": {"include_usage": true},
        });
        let first = self.attempt(&body).await;
        let pause = self.settings.limits.pause;
        match first {
            Err(fault) if may_pass(fault) && Instant::now() + pause < until => {
                tokio::time::sleep(pause).await;
                self.attempt(&body).await
            }
            first => first,
        }
    }

    async fn attempt(&self, body: &Value) -> Result<Response, Fault> {
        let mut call = self.client.post(&self.url).json(body);
        if let Some(key) = &self.settings.api_key {
            call = call.bearer_auth(key);
        }
        let response = call.send().await.map_err(|error| {
            if error.is_timeout() && !error.is_connect() { Fault::Slow } else { Fault::Unreached }
        })?;
        let status = response.status();
        if status.is_success() { Ok(response) } else { Err(Fault::Status(status.as_u16())) }
    }
}

/// Whether it may go better a moment later.
fn may_pass(fault: Fault) -> bool {
    matches!(fault, Fault::Unreached | Fault::Status(429 | 500..=599))
}
