//! TLS: 1.3 and nothing older, with the promise to stay.

use crate::app::{On, TestApp};
use reqwest::ClientBuilder;
use reqwest::tls::Version;
use tempfile::TempDir;

/// A server with a certificate of its own, and its address.
async fn secure() -> (TestApp, String, TempDir) {
    let folder = tempfile::tempdir().unwrap();
    let made = rcgen::generate_simple_self_signed(["localhost".to_owned()]).unwrap();
    let (certificate, key) = (folder.path().join("certificate.pem"), folder.path().join("key.pem"));
    std::fs::write(&certificate, made.cert.pem()).unwrap();
    std::fs::write(&key, made.signing_key.serialize_pem()).unwrap();
    let extra = [("TLS_CERT", certificate.to_str().unwrap()), ("TLS_KEY", key.to_str().unwrap())];
    let app = TestApp::start_with(On::Sqlite, &extra).await;
    let url = app.url.replace("http://", "https://");
    (app, url, folder)
}

fn trusting() -> ClientBuilder {
    crate::look::client()
        .no_proxy()
        .danger_accept_invalid_certs(true)
        .redirect(reqwest::redirect::Policy::none())
}

#[tokio::test]
async fn tls_1_3_works_and_promises_to_stay() {
    let (_app, url, _folder) = secure().await;
    let client = trusting().min_tls_version(Version::TLS_1_3).build().unwrap();
    let answer = client.get(format!("{url}/health")).send().await.unwrap();
    assert_eq!(answer.status(), 200);
    let promise = answer.headers()["strict-transport-security"].to_str().unwrap();
    let (_, rest) = promise.split_once("max-age=").unwrap();
    let seconds: u64 = rest.split(';').next().unwrap().trim().parse().unwrap();
    assert!(seconds >= 31_536_000, "{promise}");
}

#[tokio::test]
async fn tls_1_2_is_refused() {
    let (_app, url, _folder) = secure().await;
    let client = trusting().max_tls_version(Version::TLS_1_2).build().unwrap();
    assert!(client.get(format!("{url}/health")).send().await.is_err());
}

#[tokio::test]
async fn plain_http_is_not_answered_where_tls_is() {
    let (app, _, _folder) = secure().await;
    assert!(app.client.get(format!("{}/health", app.url)).send().await.is_err());
}

#[tokio::test]
async fn the_cookie_of_a_secure_server_never_travels_in_the_open() {
    let (_app, url, _folder) = secure().await;
    let client = trusting().build().unwrap();
    let started = client.post(format!("{url}/start")).header("origin", &url).send().await.unwrap();
    assert_eq!(started.status(), 303);
    assert!(started.headers()["set-cookie"].to_str().unwrap().contains("Secure"));
}
