//! Calls that the server makes to others: identity providers, speech, telemetry, models.

use reqwest::{RequestBuilder, StatusCode};
use serde_json::Value;
use std::time::Duration;

/// Names the implementation of TLS for everything in this process.
pub fn install_tls() {
    // A second call finds it installed.
    rustls::crypto::ring::default_provider().install_default().ok();
}

/// A client that follows no redirect and gives up on a connection after three seconds, on a whole
/// call after `limit`.
///
/// It trusts the certificates of this machine; on one without any, only plain HTTP works.
pub fn client(limit: Duration) -> reqwest::Client {
    install_tls();
    let builder = || {
        reqwest::Client::builder()
            .connect_timeout(Duration::from_secs(3))
            .timeout(limit)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent("kind-monsters")
    };
    builder()
        .build()
        .or_else(|_| builder().tls_certs_only([]).build())
        .unwrap_or_else(|_| unreachable!("a client without certificates always builds"))
}

/// The JSON that a call is answered with and 200; else a short reason that quotes nothing of it.
/// An answer of more than `most` bytes is not read to its end.
pub async fn json(request: RequestBuilder, most: usize) -> Result<Value, &'static str> {
    let mut answer = request
        .send()
        .await
        .map_err(|error| if error.is_timeout() { "no answer in time" } else { "no connection" })?;
    if answer.status() != StatusCode::OK {
        return Err("answer has not the status 200");
    }
    let mut bytes = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|_| "answer broke off")? {
        if bytes.len() + piece.len() > most {
            return Err("answer is too large");
        }
        bytes.extend_from_slice(&piece);
    }
    serde_json::from_slice(&bytes).map_err(|_| "answer is no JSON")
}
