//! What a page asks of the server without being loaded anew.

use leptos::prelude::*;
use leptos::server_fn::codec::Json;

#[cfg(not(feature = "ssr"))]
pub use lean::{ApiError, Exchange};
#[cfg(feature = "ssr")]
pub use {crate::api::message::Exchange, crate::error::ApiError};

#[cfg(feature = "ssr")]
use crate::backend::Backend;
#[cfg(feature = "ssr")]
use std::sync::Arc;

/// What the browser reads of an answer: every field that it skips makes the wasm smaller.
#[cfg(not(feature = "ssr"))]
mod lean {
    use crate::api::crisis::CrisisInfo;
    use leptos::server_fn::codec::JsonEncoding;
    use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
    use serde::{Deserialize, Serialize};

    /// What came back for a message.
    #[derive(Serialize, Deserialize)]
    pub struct Exchange {
        /// Our answer.
        pub ai_message: Answer,
        /// Present in a crisis.
        pub crisis_info: Option<CrisisInfo>,
    }

    /// What we answered.
    #[derive(Serialize, Deserialize)]
    pub struct Answer {
        /// The text.
        pub content: String,
        /// Whether the exchange was recognised as a crisis.
        pub is_crisis_detected: bool,
    }

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

/// The session token of the request's cookie, if it has one.
#[cfg(feature = "ssr")]
#[derive(Clone)]
pub struct SessionCookie(pub Option<String>);

// The name is given because the default one, `Send`, hides the trait.
/// Sends a message in the cookie's session and returns it with its answer.
#[server(name = SendMessage, prefix = "/api/ui", endpoint = "send", input = Json, output = Json)]
pub async fn send(
    /// 1 to 5000 characters after trimming.
    content: String,
) -> Result<Exchange, ApiError> {
    let exchange = match caller() {
        Some((backend, token)) => backend.send_message(&token, &content).await,
        None => Err(ApiError::session_is_unknown()),
    };
    exchange.inspect_err(set_status)
}

/// Who is asked, and the token of who asks; nothing without a cookie.
#[cfg(feature = "ssr")]
fn caller() -> Option<(Arc<dyn Backend>, String)> {
    Some((use_context::<Arc<dyn Backend>>()?, use_context::<SessionCookie>()?.0?))
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
