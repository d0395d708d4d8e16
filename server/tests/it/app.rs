//! A server of one test: its own database, its own port, a clock that can be moved.

use chrono::Duration;
use reqwest::{Method, RequestBuilder, Response};
use serde_json::{Value, json};
use server::application::Application;
use server::clock::Clock;
use server::service::Service;
use server::settings::Settings;
use sqlx::{Connection, PgConnection};
use std::net::SocketAddr;
use tempfile::TempDir;
use tokio::task::JoinHandle;

/// Which database a test runs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    Sqlite,
    Postgres,
}

/// Runs one test on both databases. PostgreSQL is the server that `TEST_POSTGRES_URL` names
/// (`make test` starts one); a test without it fails rather than passing unseen.
#[macro_export]
macro_rules! on_both {
    ($($(#[$meta:meta])* async fn $name:ident($app:ident: TestApp) $body:block)*) => {
        $(mod $name {
            use super::*;
            async fn test($app: TestApp) $body
            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_sqlite() {
                test(TestApp::start($crate::app::On::Sqlite).await).await;
            }
            $(#[$meta])*
            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn on_postgres() {
                test(TestApp::start($crate::app::On::Postgres).await).await;
            }
        })*
    };
}

pub struct TestApp {
    pub url: String,
    pub client: reqwest::Client,
    pub clock: Clock,
    pub service: Service,
    pub on: On,
    pub database_url: String,
    pub folder: TempDir,
    served: Option<JoinHandle<std::io::Result<()>>>,
    stop: Box<dyn Fn() + Send + Sync>,
}

/// The settings of a test besides its database and folder.
pub type Extra<'a> = &'a [(&'a str, &'a str)];

impl TestApp {
    pub async fn start(on: On) -> TestApp {
        TestApp::start_with(on, &[("RATE_LIMIT_PER_MINUTE", "0")]).await
    }

    pub async fn start_with(on: On, extra: Extra<'_>) -> TestApp {
        TestApp::start_tuned(on, extra, |_| {}).await
    }

    /// The same with settings that no variable sets.
    pub async fn start_tuned(
        on: On,
        extra: Extra<'_>,
        tune: impl FnOnce(&mut Settings),
    ) -> TestApp {
        let folder = tempfile::tempdir().unwrap();
        let database_url = new_database(on, &folder).await;
        let data = folder.path().to_str().unwrap().to_owned();
        let mut settings = Settings::read(|name| {
            let extra = extra.iter().find(|(key, _)| *key == name);
            extra.map(|(_, value)| (*value).to_owned()).or_else(|| match name {
                "BIND_ADDR" => Some("127.0.0.1:0".into()),
                "DATA_DIR" => Some(data.clone()),
                "DATABASE_URL" => Some(database_url.clone()),
                "LEPTOS_SITE_ROOT" => {
                    Some(concat!(env!("CARGO_MANIFEST_DIR"), "/../target/site").into())
                }
                _ => None,
            })
        })
        .unwrap();
        tune(&mut settings);
        let clock = Clock::default();
        let application = Application::build(settings, clock.clone()).await.unwrap();
        let address: SocketAddr = application.address().unwrap();
        let service = application.service();
        let stopper = std::sync::Mutex::new(application.stopper());
        let stop = Box::new(move || stopper.lock().unwrap()());
        let served = Some(tokio::spawn(application.serve()));
        let url = format!("http://{address}");
        let client = crate::look::client()
            .redirect(reqwest::redirect::Policy::none())
            .no_proxy()
            .build()
            .unwrap();
        TestApp { url, client, clock, service, on, database_url, folder, served, stop }
    }

    /// Stops the server as a signal would and waits for its end.
    pub async fn stop(&mut self) {
        (self.stop)();
        if let Some(served) = self.served.take() {
            served.await.unwrap().unwrap();
        }
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.url))
    }

    pub async fn get(&self, path: &str) -> Response {
        self.request(Method::GET, path).send().await.unwrap()
    }

    pub async fn delete(&self, path: &str) -> Response {
        self.request(Method::DELETE, path).send().await.unwrap()
    }

    pub async fn post(&self, path: &str, body: &Value) -> Response {
        self.request(Method::POST, path).json(body).send().await.unwrap()
    }

    pub async fn put(&self, path: &str, body: &Value) -> Response {
        self.request(Method::PUT, path).json(body).send().await.unwrap()
    }

    /// A body sent as it is, with a content type.
    pub async fn post_raw(
        &self,
        path: &str,
        content_type: &str,
        body: impl Into<String>,
    ) -> Response {
        let request = self.request(Method::POST, path).header("content-type", content_type);
        request.body(body.into()).send().await.unwrap()
    }

    /// A new session's token.
    pub async fn token(&self, language: &str) -> String {
        let answer =
            self.post("/api/v1/sessions/", &json!({"language_preference": language})).await;
        assert_eq!(answer.status(), 201);
        let created: Value = answer.json().await.unwrap();
        created["session"]["session_token"].as_str().unwrap().to_owned()
    }

    /// Sends a message that must be accepted.
    pub async fn say(&self, token: &str, content: &str) -> Value {
        let answer = self
            .post("/api/v1/messages/", &json!({"content": content, "session_token": token}))
            .await;
        assert_eq!(answer.status(), 201);
        answer.json().await.unwrap()
    }

    pub fn advance(&self, by: Duration) {
        self.clock.advance(by);
    }
}

/// Checks that an answer is an error of the documented shape; returns its `detail`.
pub async fn refused(answer: Response, status: u16, error: &str) -> Value {
    assert_eq!(answer.status(), status);
    let kind = answer.headers()["content-type"].to_str().unwrap().to_owned();
    assert!(kind.starts_with("application/json"), "{kind}");
    let body: Value = answer.json().await.unwrap();
    assert_eq!(body["detail"]["error"], error, "{body}");
    assert!(body["detail"]["message"].as_str().is_some_and(|text| !text.is_empty()), "{body}");
    body["detail"].clone()
}

/// The address of a new empty database.
pub async fn new_database(on: On, folder: &TempDir) -> String {
    match on {
        On::Sqlite => format!("sqlite:{}", folder.path().join("test.db").display()),
        On::Postgres => {
            let server = std::env::var("TEST_POSTGRES_URL")
                .expect("TEST_POSTGRES_URL names a PostgreSQL server; `make test` starts one");
            let name = format!("km_{}", folder.path().file_name().unwrap().to_str().unwrap())
                .replace('.', "")
                .to_lowercase();
            let mut connection = PgConnection::connect(&server).await.unwrap();
            let create = format!("CREATE DATABASE {name}");
            // A name made of letters by the test itself.
            sqlx::query(sqlx::AssertSqlSafe(create)).execute(&mut connection).await.unwrap();
            let (base, _) = server.rsplit_once('/').unwrap();
            format!("{base}/{name}")
        }
    }
}
