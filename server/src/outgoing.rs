//! Calls that the server makes to others: identity providers, speech, telemetry, models.

use reqwest::header::HeaderMap;
use reqwest::{RequestBuilder, Response, StatusCode};
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
#[derive(Debug, thiserror::Error)]
#[error("{reason}")]
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
    let answer = send(request).await?;
    let status = Some(answer.status().as_u16());
    if answer.status() != StatusCode::OK {
        return Err(Fault { status, reason: "answer has not the status 200" });
    }
    let unreadable = |_| Fault { status, reason: "answer cannot be read" };
    serde_json::from_slice(&read(answer, most).await?).map_err(unreadable)
}

/// What a call is answered with. An answer of more than `most` bytes is not read to its end, and
/// one that says that the other server failed is no answer.
pub async fn answer(
    request: RequestBuilder,
    most: usize,
) -> Result<(StatusCode, HeaderMap, Vec<u8>), Fault> {
    let answer = send(request).await?;
    let (status, headers) = (answer.status(), answer.headers().clone());
    if status.is_server_error() {
        return Err(Fault { status: Some(status.as_u16()), reason: "the other server failed" });
    }
    Ok((status, headers, read(answer, most).await?))
}

async fn send(request: RequestBuilder) -> Result<Response, Fault> {
    request.send().await.map_err(|error| {
        let reason = if error.is_timeout() { "no answer in time" } else { "no connection" };
        Fault { status: None, reason }
    })
}

async fn read(mut answer: Response, most: usize) -> Result<Vec<u8>, Fault> {
    let status = Some(answer.status().as_u16());
    let fault = |reason| Fault { status, reason };
    let mut bytes = Vec::new();
    while let Some(piece) = answer.chunk().await.map_err(|_| fault("answer broke off"))? {
        if bytes.len() + piece.len() > most {
            return Err(fault("answer is too large"));
        }
        bytes.extend_from_slice(&piece);
    }
    Ok(bytes)
}
