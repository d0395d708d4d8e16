//! Calls that the server makes to others: identity providers, speech, telemetry, models.

use std::time::Duration;

/// A client that follows no redirect and gives up on a connection after three seconds, on a whole
/// call after `limit`.
///
/// It trusts the certificates of this machine; on one without any, only plain HTTP works.
pub fn client(limit: Duration) -> reqwest::Client {
    // A second call finds it installed.
    rustls::crypto::ring::default_provider().install_default().ok();
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
