//! A language model of a test: a server in this process that says what it is told to.

use crate::app::{On, TestApp};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::post;
use futures_util::StreamExt;
use serde_json::{Value, json};
use server::settings::ModelLimits;
use std::sync::{Arc, Mutex};
use tokio::net::TcpListener;
use tokio::sync::{Notify, mpsc};

/// The name of the model, as it is asked for.
pub const NAME: &str = "kind-model";
/// A good answer in French, to somebody who is mocked.
pub const GOOD: &str = "Se faire moquer comme ça, ça fait vraiment mal. Tu as bien fait d'en parler ici. \
                        Est-ce que ça se passe plutôt en ligne ou en classe ?";

/// What the model does with a call.
#[derive(Clone, Debug)]
pub enum Act {
    /// Says this in small pieces, and that it is all.
    Say(&'static str),
    /// Says this, then the connection breaks.
    BreakOff(&'static str),
    /// Says this and stops, because it may say no more.
    CutShort(&'static str),
    /// Answers this body, whatever it is.
    Raw(&'static str),
    /// Refuses.
    Status(u16),
    /// Says nothing for ever.
    Hang,
    /// Says the first, waits until it is told to go on, says the second.
    Wait(&'static str, &'static str),
}

/// A model that follows its acts, the last one for ever.
#[derive(Clone)]
pub struct Model {
    pub url: String,
    acts: Arc<Mutex<Vec<Act>>>,
    calls: Arc<Mutex<Vec<(String, Value)>>>,
    /// Lets a waiting call go on.
    pub go_on: Arc<Notify>,
}

impl Model {
    pub async fn start(acts: &[Act]) -> Model {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/v1", listener.local_addr().unwrap());
        let (acts, calls) = (Arc::new(Mutex::new(acts.to_vec())), Arc::default());
        let model = Model { url, acts, calls, go_on: Arc::default() };
        let routes = Router::new().route("/v1/chat/completions", post(answer));
        let routes = routes.with_state(model.clone());
        tokio::spawn(async move { axum::serve(listener, routes).await });
        model
    }

    /// What it was sent: all headers as text, and the body.
    pub fn calls(&self) -> Vec<(String, Value)> {
        self.calls.lock().unwrap().clone()
    }

    pub fn count(&self) -> usize {
        self.calls.lock().unwrap().len()
    }

    /// Does this from now on.
    pub fn turns_to(&self, act: Act) {
        *self.acts.lock().unwrap() = vec![act];
    }

    /// A server of ours that asks this model.
    pub async fn app(&self, on: On) -> TestApp {
        self.app_within(on, ModelLimits::default()).await
    }

    pub async fn app_within(&self, on: On, limits: ModelLimits) -> TestApp {
        let extra = [
            ("RATE_LIMIT_PER_MINUTE", "0"),
            ("LLM_BASE_URL", self.url.as_str()),
            ("LLM_API_KEY", "model-key"),
            ("LLM_MODEL", NAME),
        ];
        TestApp::start_tuned(on, &extra, |settings| {
            settings.model.as_mut().unwrap().limits = limits;
        })
        .await
    }
}

async fn answer(State(model): State<Model>, headers: HeaderMap, body: String) -> Response {
    let body: Value = serde_json::from_str(&body).unwrap();
    model.calls.lock().unwrap().push((format!("{headers:?}"), body));
    let act = {
        let mut acts = model.acts.lock().unwrap();
        if acts.len() > 1 { acts.remove(0) } else { acts[0].clone() }
    };
    match act {
        Act::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Act::Raw(body) => body.into_response(),
        Act::Hang => std::future::pending().await,
        act => {
            let (tell, told) = mpsc::channel(1);
            tokio::spawn(speak(act, model.go_on.clone(), tell));
            let pieces = futures_util::stream::unfold(told, |mut told| async {
                told.recv().await.map(|piece| (piece, told))
            });
            ([("content-type", "text/event-stream")], Body::from_stream(pieces.boxed()))
                .into_response()
        }
    }
}

type Line = Result<Bytes, std::io::Error>;

async fn speak(act: Act, go_on: Arc<Notify>, tell: mpsc::Sender<Line>) {
    match act {
        Act::Wait(first, second) => {
            say(&tell, first).await;
            go_on.notified().await;
            say(&tell, second).await;
            end(&tell, "stop").await;
        }
        Act::BreakOff(text) => {
            say(&tell, text).await;
            tell.send(Err(std::io::Error::other("gone"))).await.ok();
        }
        Act::CutShort(text) => {
            say(&tell, text).await;
            end(&tell, "length").await;
        }
        Act::Say(text) => {
            say(&tell, text).await;
            end(&tell, "stop").await;
        }
        other => panic!("{other:?} is not spoken"),
    }
}

/// A text in pieces of three characters, as models give it.
async fn say(tell: &mpsc::Sender<Line>, text: &str) {
    let characters: Vec<char> = text.chars().collect();
    for piece in characters.chunks(3) {
        let content: String = piece.iter().collect();
        line(tell, json!({"choices": [{"index": 0, "delta": {"content": content}}]})).await;
    }
}

async fn end(tell: &mpsc::Sender<Line>, reason: &str) {
    line(tell, json!({"choices": [{"index": 0, "delta": {}, "finish_reason": reason}]})).await;
    let usage = json!({"prompt_tokens": 812, "completion_tokens": 41, "total_tokens": 853});
    line(tell, json!({"choices": [], "usage": usage})).await;
    tell.send(Ok("data: [DONE]\n\n".into())).await.ok();
}

async fn line(tell: &mpsc::Sender<Line>, data: Value) {
    tell.send(Ok(format!("data: {data}\n\n").into())).await.ok();
}
