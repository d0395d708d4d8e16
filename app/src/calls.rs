//! What a page asks of the server without being loaded anew.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;
use serde::{Deserialize, Serialize};

#[cfg(feature = "ssr")]
pub use crate::error::ApiError;
#[cfg(not(feature = "ssr"))]
pub use lean::ApiError;

#[cfg(feature = "ssr")]
use crate::api::chat::*;
#[cfg(feature = "ssr")]
use crate::backend::{Backend, Caller};
#[cfg(feature = "ssr")]
use crate::language::Language;
#[cfg(feature = "ssr")]
use std::sync::Arc;
#[cfg(feature = "ssr")]
use uuid::Uuid;

/// What the browser reads of an error: every field that it skips makes the wasm smaller.
#[cfg(not(feature = "ssr"))]
mod lean {
    use leptos::server_fn::codec::JsonEncoding;
    use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
    use serde::{Deserialize, Serialize};

    /// A call that failed.
    #[derive(Clone, Debug, Serialize, Deserialize)]
    pub struct ApiError {
        /// The HTTP status; 0 where the request never arrived.
        pub status: u16,
    }

    impl std::fmt::Display for ApiError {
        fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            formatter.write_str("the call failed")
        }
    }

    impl FromServerFnError for ApiError {
        type Encoder = JsonEncoding;

        fn from_server_fn_error(error: ServerFnErrorErr) -> ApiError {
            let status = if matches!(error, ServerFnErrorErr::Request(_)) { 0 } else { 500 };
            ApiError { status }
        }
    }
}

/// What somebody does in a talk: they write, show how they feel, or choose an answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Deed {
    /// The conversation's id.
    pub conversation: String,
    /// 1 to 5000 characters after trimming, unless something is chosen or attached.
    pub content: String,
    /// The key of an emotion.
    pub emotion: String,
    /// The key of an answer.
    pub option: String,
    /// Paths of uploaded files.
    pub attachments: Vec<String>,
    /// Of the page's own making: the same deed sent again has the same key, and is done once.
    pub key: String,
    /// Whether the crisis card is to be folded ("that's not what I meant"): not empty if so.
    pub fold: String,
}

/// What is new in a talk, drawn by the server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct News {
    /// New bubbles, oldest first, as HTML.
    pub bubbles: String,
    /// What may be chosen now, as HTML.
    pub ask: String,
    /// The crisis card, as HTML; empty where there is none.
    pub crisis: String,
    /// Who speaks.
    pub monster: String,
}

/// Who asks, of whom, and in which language the page speaks.
#[cfg(feature = "ssr")]
#[derive(Clone)]
pub struct Asker {
    /// Who is asked.
    pub backend: Arc<dyn Backend>,
    /// Who asks; refused where no session is open.
    pub caller: Result<Caller, ApiError>,
    /// The page's language.
    pub language: Language,
}

/// Does something in a talk; returns all that was said in it after the message `after`.
#[server(name = Act, prefix = "/api/ui", endpoint = "act", input = Json, output = Json)]
pub async fn act(
    /// What is done.
    deed: Deed,
    /// The last message that the page shows; may be empty.
    after: String,
) -> Result<News, ApiError> {
    let news = async {
        let Asker { backend, caller, .. } = asker()?;
        let conversation = do_it(&*backend, &caller?, deed).await?.session_id;
        told(conversation, &after).await
    };
    news.await.inspect_err(set_status)
}

/// All that was said in a talk after the message `after`.
#[server(name = ReadNews, prefix = "/api/ui", endpoint = "news", input = Json, output = Json)]
pub async fn news(
    /// The conversation's id.
    conversation: String,
    /// The last message that the page shows; may be empty.
    after: String,
) -> Result<News, ApiError> {
    let news = async { told(id(&conversation)?, &after).await };
    news.await.inspect_err(set_status)
}

/// Does what `deed` says, in the talk that it names.
#[cfg(feature = "ssr")]
pub async fn do_it(
    backend: &dyn Backend,
    caller: &Caller,
    deed: Deed,
) -> Result<ChatResponse, ApiError> {
    let session_id = id(&deed.conversation)?;
    let key = Some(deed.key.as_str()).filter(|key| !key.is_empty());
    let answer = if !deed.emotion.is_empty() {
        let choice = EmotionChoice { emotion: deed.emotion, session_id };
        backend.choose_emotion(caller, choice, key).await?
    } else if !deed.option.is_empty() {
        let choice = DropdownChoice { selection: deed.option, session_id };
        backend.choose_option(caller, choice, key).await?
    } else {
        let attachments = deed.attachments;
        let message = ChatMessage { message: deed.content, session_id, attachments };
        backend.chat(caller, message, key).await?
    };
    if !deed.fold.is_empty() {
        let is_crisis_mode = Some(false);
        let change = ChatSettingsChange { session_id, language: None, monster: None, is_crisis_mode };
        backend.change_chat(caller, change).await?;
    }
    Ok(answer)
}

#[cfg(feature = "ssr")]
fn id(conversation: &str) -> Result<Uuid, ApiError> {
    Uuid::try_parse(conversation).map_err(|_| ApiError::conversation_is_unknown())
}

#[cfg(feature = "ssr")]
async fn told(conversation: Uuid, after: &str) -> Result<News, ApiError> {
    let Asker { backend, caller, language } = asker()?;
    let caller = caller?;
    let chat = backend.open_chat(&caller, conversation).await?;
    let lines = backend.helplines(language, caller.country.as_deref());
    let cast = backend.cast(language);
    Ok(crate::pages::news(&chat, Uuid::try_parse(after).ok(), language, &cast, &lines))
}

#[cfg(feature = "ssr")]
fn asker() -> Result<Asker, ApiError> {
    use_context::<Asker>().ok_or_else(ApiError::we_failed)
}

/// Gives a failed call its own HTTP status: Leptos would answer 500 to all of them.
#[cfg(feature = "ssr")]
fn set_status(error: &ApiError) {
    let options = use_context::<leptos_axum::ResponseOptions>();
    let status = http::StatusCode::from_u16(error.status).ok();
    if let (Some(options), Some(status)) = (options, status) {
        options.set_status(status);
    }
}
