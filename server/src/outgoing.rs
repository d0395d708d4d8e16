//! Calls that the server makes to others: identity providers, speech, telemetry, models.

use reqwest::{RequestBuilder, StatusCode};
use serde::de::DeserializeOwned;
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

/// Why a call brought nothing: for the log, without a word of what was answered.
#[derive(Debug)]
pub struct Fault {
    /// The HTTP status, if it came to one.
    pub status: Option<u16>,
    /// In a few words.
    pub reason: &'static str,
}

impl From<Fault> for &'static str {
    fn from(fault: Fault) -> &'static str {
        fault.reason
    }
}

/// The JSON that a call is answered with and 200. An answer of more than `most` bytes is not read to
/// its end.
pub async fn json<T: DeserializeOwned>(request: RequestBuilder, most: usize) -> Result<T, Fault> {
    let mut answer = request.send().await.map_err(|error| {
        let reason = if error.is_timeout() { "no answer in time" } else { "no connection" };
        Fault { status: None, reason }
    })?;
    let status = Some(answer.status().as_u16());
    let fault = |reason| Fault { status, reason };
    if answer.status() != StatusCode::OK {
        return Err(fault("answer has not the status 200"));
    }
    let mut bytes = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|_| fault("answer broke off"))? {
        if bytes.len() + piece.len() > most {
            return Err(fault("answer is too large"));
        }
        bytes.extend_from_slice(&piece);
    }
    serde_json::from_slice(&bytes).map_err(|_| fault("answer cannot be read"))
}
