//! The database goes away and comes back: nothing is acknowledged meanwhile, nothing has to be restarted.

use crate::app::{On, TestApp, new_database};
use crate::look::{json, refusal, until};
use crate::proxy::Proxy;
use reqwest::{Method, Response};
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// A server on PostgreSQL behind a wire of ours.
async fn behind_a_wire() -> (TestApp, Proxy) {
    let folder = tempfile::tempdir().unwrap();
    let url = new_database(On::Postgres, &folder).await;
    let (scheme, rest) = url.split_once("://").unwrap();
    let (login, place) = rest.rsplit_once('@').map_or(("", rest), |(login, place)| (login, place));
    let (host, name) = place.split_once('/').unwrap();
    let proxy = Proxy::to(host.to_owned()).await;
    let at = if login.is_empty() { "" } else { "@" };
    let through = format!("{scheme}://{login}{at}{}/{name}", proxy.address);
    let extra = [("RATE_LIMIT_PER_MINUTE", "0"), ("DATABASE_URL", through.as_str())];
    (TestApp::start_with(On::Sqlite, &extra).await, proxy)
}

async fn send(app: &TestApp, token: &str, content: &str) -> Response {
    app.post("/api/v1/messages/", &json!({"content": content, "session_token": token})).await
}

/// Every call of the API is refused with 503 in the documented shape.
async fn everything_is_refused(app: &TestApp, token: &str) {
    let session = format!("/api/v1/sessions/{token}");
    let list = format!("/api/v1/messages/?session_token={token}");
    let requests = [
        app.request(Method::POST, "/api/v1/sessions/").json(&json!({})),
        app.request(Method::GET, &session),
        app.request(Method::PUT, &session).json(&json!({"is_crisis_mode": true})),
        app.request(Method::DELETE, &session),
        app.request(Method::GET, &list),
        app.request(Method::DELETE, &list),
        app.request(Method::POST, "/api/v1/messages/")
            .json(&json!({"content": "bị từ chối", "session_token": token})),
        app.request(Method::POST, "/api/v1/feedback/")
            .json(&json!({"rating": 5, "session_token": token})),
        app.request(Method::GET, "/api/v1/feedback/stats"),
    ];
    let sent: Vec<_> = requests.into_iter().map(|request| tokio::spawn(request.send())).collect();
    for answer in sent {
        refusal(answer.await.unwrap().unwrap(), 503).await;
    }
}

async fn health_says_so(app: &TestApp) {
    for path in ["/health", "/health/ready"] {
        let health = json(app.get(path).await, 503).await;
        assert_eq!(health["status"], "unhealthy");
        assert_eq!(health["services"], json!({"api": "healthy", "database": "unhealthy"}));
    }
    assert_eq!(app.get("/health/live").await.status(), 200);
}

/// The server serves again and holds what it acknowledged, no less and no more.
async fn all_is_well_again(app: &TestApp, token: &str) {
    until("the server serves again", async || app.get("/health").await.status() == 200).await;
    until("messages are taken again", async || send(app, token, "sau").await.status() == 201).await;
    let list = format!("/api/v1/messages/?session_token={token}");
    let page = json(app.get(&list).await, 200).await;
    let said: Vec<&Value> = page["messages"]
        .as_array()
        .unwrap()
        .iter()
        .step_by(2)
        .map(|message| &message["content"])
        .collect();
    assert_eq!(said, ["trước", "sau"]);
    let session = json(app.get(&format!("/api/v1/sessions/{token}")).await, 200).await;
    assert_eq!(session["is_crisis_mode"], false);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_postgres_calls_are_refused_until_it_is_back() {
    let (app, proxy) = behind_a_wire().await;
    let token = app.token("vi").await;
    json(send(&app, &token, "trước").await, 201).await;
    proxy.cut();
    everything_is_refused(&app, &token).await;
    health_says_so(&app).await;
    proxy.mend();
    all_is_well_again(&app, &token).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_postgres_that_falls_silent_is_not_waited_for() {
    let (app, proxy) = behind_a_wire().await;
    let token = app.token("vi").await;
    json(send(&app, &token, "trước").await, 201).await;
    proxy.hold();
    let begun = Instant::now();
    health_says_so(&app).await;
    everything_is_refused(&app, &token).await;
    assert!(begun.elapsed() < Duration::from_secs(20), "{:?}", begun.elapsed());
    proxy.mend();
    all_is_well_again(&app, &token).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn connections_that_break_under_load_lose_nothing_acknowledged() {
    let (app, proxy) = behind_a_wire().await;
    let token = app.token("vi").await;
    let writers: Vec<_> = (0..8)
        .map(|writer| {
            let (client, url) = (app.client.clone(), format!("{}/api/v1/messages/", app.url));
            let token = token.clone();
            tokio::spawn(async move {
                let mut acknowledged = Vec::new();
                for number in 0..25 {
                    let content = format!("{writer}-{number}");
                    let body = json!({"content": content, "session_token": token});
                    let answer = client.post(&url).json(&body).send().await.unwrap();
                    match answer.status().as_u16() {
                        201 => acknowledged.push(content),
                        503 => {}
                        other => panic!("{other}"),
                    }
                }
                acknowledged
            })
        })
        .collect();
    proxy.cut();
    proxy.mend();
    let mut acknowledged = Vec::new();
    for writer in writers {
        acknowledged.extend(writer.await.unwrap());
    }
    let list = format!("/api/v1/messages/?session_token={token}&limit=500");
    let page = json(app.get(&list).await, 200).await;
    let stored = page["messages"].as_array().unwrap();
    for content in acknowledged {
        assert!(stored.iter().any(|message| message["content"] == content.as_str()), "{content}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_its_sqlite_file_calls_are_refused_until_it_is_back() {
    let app = TestApp::start(On::Sqlite).await;
    let token = app.token("vi").await;
    json(send(&app, &token, "trước").await, 201).await;
    let (here, elsewhere) =
        (app.folder.path().join("test.db"), app.folder.path().join("elsewhere"));
    std::fs::rename(&here, &elsewhere).unwrap();
    everything_is_refused(&app, &token).await;
    health_says_so(&app).await;
    assert!(!here.exists(), "no second database is made");
    std::fs::rename(&elsewhere, &here).unwrap();
    all_is_well_again(&app, &token).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_page_keeps_the_words_that_could_not_be_stored() {
    let app = TestApp::start(On::Sqlite).await;
    let token = app.token("vi").await;
    let (here, elsewhere) =
        (app.folder.path().join("test.db"), app.folder.path().join("elsewhere"));
    std::fs::rename(&here, &elsewhere).unwrap();
    let form = app
        .request(Method::POST, "/chat")
        .header("origin", &app.url)
        .header("cookie", format!("km_session={token}"))
        .header("content-type", "application/x-www-form-urlencoded");
    let answer = form.body("content=khong+duoc+mat").send().await.unwrap();
    assert_eq!(answer.status(), 503);
    assert!(answer.headers()["content-type"].to_str().unwrap().starts_with("text/html"));
    assert!(answer.text().await.unwrap().contains("khong duoc mat"));
}
