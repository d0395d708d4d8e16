//! The calls a client makes, and what may go wrong with them.

use app::api::chat::{
    ChatInit, ChatMessage, ChatResponse, ChatSettings, ChatSettingsChange, DropdownChoice,
    EmotionChoice, UserHistory,
};
use app::api::person::{AuthResponse, Login, MockSignIn, MockToken, UserType};
use app::error::{Detail, ErrorBody};
use app::language::Language;
use reqwest::{Method, RequestBuilder, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::json;
use std::time::Duration;
use uuid::Uuid;

/// How long an answer may take; a language model may be writing it.
const PATIENCE: Duration = Duration::from_secs(60);
/// A stream of events has no end of its own.
const STREAM: Duration = Duration::from_secs(24 * 60 * 60);
/// A lost connection is tried again after this, then after twice as long, and so on…
const FIRST_WAIT: Duration = Duration::from_millis(500);
/// …up to this.
const LAST_WAIT: Duration = Duration::from_secs(8);

/// Why something did not happen.
#[derive(Debug, thiserror::Error)]
pub enum Problem {
    /// The address cannot be called at all.
    #[error("this is not an address to talk to")]
    Address,
    /// The server was not reached, or went away while it answered.
    #[error("the server was not reached")]
    Away,
    /// Too many calls.
    #[error("too fast: wait {0} seconds")]
    TooFast(u64),
    /// The server said no.
    #[error("{message} ({status})")]
    Refused {
        /// The HTTP status.
        status: u16,
        /// What it said, for a person.
        message: String,
    },
    /// The answer is not what the documents promise.
    #[error("the server's answer cannot be read")]
    Unreadable,
    /// The terminal itself is gone.
    #[error("the terminal is gone: {0}")]
    Terminal(#[from] std::io::Error),
}

/// The server's API, for one person.
#[derive(Clone)]
pub(super) struct Api {
    http: reqwest::Client,
    base: String,
    bearer: Option<Uuid>,
}

impl Api {
    /// Somebody signed in at a server of a test.
    #[cfg(test)]
    pub fn of_a_test(url: &str) -> Api {
        let http = crate::outgoing::client(PATIENCE);
        Api { http, base: url.into(), bearer: Some(Uuid::from_u128(1)) }
    }

    /// Shows the mock identity provider's token and gets a bearer token for it, with what was said
    /// in earlier conversations.
    pub async fn sign_in(
        url: &str,
        name: &str,
        language: Language,
    ) -> Result<(Api, UserHistory), Problem> {
        let http = crate::outgoing::client(PATIENCE);
        let base = format!("{}/api/v1", url.trim_end_matches('/'));
        let mut api = Api { http, base, bearer: None };
        let sign_in = MockSignIn { idp_user_id: name.into() };
        let call = api.call(Method::POST, "mock-idp/authenticate").json(&sign_in);
        let token: MockToken = answer(call).await?;
        let login = Login {
            idp_token: token.access_token,
            id_provider: "mock-idp".into(),
            user_type: UserType::Teenager,
            age_class: None,
            language,
            origin: "dev_terminal".into(),
            country: None,
            capabilities: Some(json!({"supports_sse": true, "supports_reply_stream": true})),
        };
        let call = api.call(Method::POST, "auth/login").json(&login);
        let session: AuthResponse = answer(call).await?;
        api.bearer = Some(session.bearer_token);
        Ok((api, session.user_history))
    }

    /// Ends the session: its token is dead from now on.
    pub async fn sign_out(&self) -> Result<(), Problem> {
        send(self.call(Method::POST, "auth/logout")).await.map(drop)
    }

    /// Begins a conversation, or goes on with an earlier one.
    pub async fn init(&self, earlier: Option<Uuid>) -> Result<ChatResponse, Problem> {
        let init = ChatInit { resume_conversation_id: earlier };
        answer(self.call(Method::POST, "chat/init").json(&init)).await
    }

    /// Says something. A lost connection is tried again with the same key, and the server sees
    /// to it that nothing is said twice.
    pub async fn say(&self, message: &ChatMessage) -> Result<ChatResponse, Problem> {
        let (key, mut wait) = (idempotency_key(), FIRST_WAIT);
        loop {
            let call = self.call(Method::POST, "chat").header("Idempotency-Key", &key);
            match answer(call.json(message)).await {
                Err(Problem::Away) if wait <= LAST_WAIT => tokio::time::sleep(wait).await,
                outcome => return outcome,
            }
            wait *= 2;
        }
    }

    /// Chooses one of the emotions on offer.
    pub async fn feel(&self, choice: &EmotionChoice) -> Result<ChatResponse, Problem> {
        answer(self.call(Method::POST, "chat/emotion").json(choice)).await
    }

    /// Chooses one of the options of a question.
    pub async fn choose(&self, choice: &DropdownChoice) -> Result<ChatResponse, Problem> {
        answer(self.call(Method::POST, "chat/dropdown").json(choice)).await
    }

    /// Changes the language or the monster.
    pub async fn change(&self, change: &ChatSettingsChange) -> Result<ChatSettings, Problem> {
        answer(self.call(Method::POST, "chat/settings/change").json(change)).await
    }

    /// All conversations, newest first.
    pub async fn history(&self) -> Result<UserHistory, Problem> {
        answer(self.call(Method::GET, "chat/history")).await
    }

    /// Erases a conversation.
    pub async fn erase(&self, conversation: Uuid) -> Result<(), Problem> {
        send(self.call(Method::DELETE, &format!("chat/{conversation}"))).await.map(drop)
    }

    /// The stream of events of a conversation, from the one after `last` where there was one.
    pub async fn listen(
        &self,
        conversation: Uuid,
        last: Option<&str>,
    ) -> Result<Response, Problem> {
        let path = format!("chat/{conversation}/events/listen");
        let mut call = self.call(Method::GET, &path).timeout(STREAM);
        if let Some(last) = last {
            call = call.header("Last-Event-ID", last);
        }
        send(call.header("Accept", "text/event-stream")).await
    }

    fn call(&self, method: Method, path: &str) -> RequestBuilder {
        let call = self.http.request(method, format!("{}/{path}", self.base));
        match self.bearer {
            Some(bearer) => call.bearer_auth(bearer),
            None => call,
        }
    }
}

async fn answer<T: DeserializeOwned>(call: RequestBuilder) -> Result<T, Problem> {
    Ok(send(call).await?.json().await?)
}

async fn send(call: RequestBuilder) -> Result<Response, Problem> {
    let response = call.send().await?;
    if response.status().is_success() { Ok(response) } else { Err(refusal(response).await) }
}

/// What an error says; that of 429 has a form of its own.
async fn refusal(response: Response) -> Problem {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Body {
        TooFast { retry_after: u64 },
        Other(ErrorBody),
    }
    let status = response.status();
    match response.json().await {
        Ok(Body::TooFast { retry_after }) => Problem::TooFast(retry_after),
        Ok(Body::Other(body)) => {
            Problem::Refused { status: status.as_u16(), message: told(&body.detail) }
        }
        Err(_) => Problem::Refused { status: status.as_u16(), message: status.to_string() },
    }
}

/// An error's message with the fields that it speaks of.
fn told(detail: &Detail) -> String {
    let fields: Vec<String> =
        detail.fields.iter().map(|wrong| format!("{}: {}", wrong.field, wrong.message)).collect();
    match fields.is_empty() {
        true => detail.message.clone(),
        false => format!("{} ({})", detail.message, fields.join(", ")),
    }
}

impl From<reqwest::Error> for Problem {
    fn from(error: reqwest::Error) -> Problem {
        if error.is_builder() {
            Problem::Address
        } else if error.is_decode() {
            Problem::Unreadable
        } else {
            Problem::Away
        }
    }
}

fn idempotency_key() -> String {
    let mut chance = [0; 16];
    crate::crypto::fill(&mut chance);
    uuid::Builder::from_random_bytes(chance).into_uuid().to_string()
}
