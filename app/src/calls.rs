//! What a page asks of the server without being loaded anew.

use crate::api::message::Exchange;
use crate::error::ApiError;
use leptos::prelude::*;
use leptos::server_fn::codec::Json;

#[cfg(feature = "ssr")]
use crate::backend::Backend;
#[cfg(feature = "ssr")]
use std::sync::Arc;

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
