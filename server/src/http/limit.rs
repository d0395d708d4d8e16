//! The rate limit: so many calls a minute for each client, in a fixed window from its first call.

mod counts;

use super::Http;
use super::client::Client;
use crate::clock::Clock;
use crate::events::Shared;
use crate::settings::Settings;
use app::error::ApiError;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use counts::Counts;
use serde::Serialize;
use std::net::SocketAddr;

/// Counts calls; one count for each client and window.
pub struct Limiter {
    counts: Counts,
    clock: Clock,
    is_off: bool,
}

/// How a call stands against its limit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Standing {
    limit: u32,
    remaining: u32,
    /// When the window ends, in milliseconds since 1970.
    resets: i64,
    /// Milliseconds to wait, if this call is one too many.
    wait: Option<i64>,
}

/// Put into a request that is one too many but whose page explains it itself.
#[derive(Clone, Copy, Debug)]
pub struct TooFast;

/// The documented body of 429.
#[derive(Serialize, utoipa::ToSchema)]
pub struct RateLimited {
    /// `Rate limit exceeded`.
    #[schema(example = "Rate limit exceeded")]
    error: &'static str,
    /// Seconds to wait.
    #[schema(example = 30)]
    retry_after: i64,
}

impl Limiter {
    /// As the settings say; servers that have Redis in common count together.
    pub fn new(settings: &Settings, clock: Clock, shared: Option<Shared>) -> Limiter {
        let is_off = settings.rate_limit == 0 && settings.rate_limit_networks.is_empty();
        Limiter { counts: Counts::new(shared), clock, is_off }
    }

    /// Counts a call; `None` where there is no limit.
    async fn count(&self, client: Client) -> Option<Standing> {
        if client.limit == 0 {
            return None;
        }
        let now = self.clock.now().timestamp_millis();
        let window = self.counts.add(client.hash, now).await;
        Some(Standing {
            limit: client.limit,
            remaining: client.limit.saturating_sub(window.calls),
            resets: window.ends,
            wait: (window.calls > client.limit).then_some(window.ends - now),
        })
    }
}

/// Counts the API, the forms of the pages, and the ways to identity providers; pages and files that
/// are only read are free.
pub async fn count(State(http): State<Http>, mut request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let is_api = path.starts_with("/api/") || path.starts_with("/mock-idp/");
    let asks_others = path.starts_with("/sign-in/");
    if http.limiter.is_off || !(is_api || asks_others || request.method() == Method::POST) {
        return next.run(request).await;
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let Some(peer) = peer else { return next.run(request).await };
    let client = http.client.behind(peer, request.headers());
    let Some(standing) = http.limiter.count(client).await else {
        return next.run(request).await;
    };
    let mut response = match standing.wait {
        None => next.run(request).await,
        Some(wait) => {
            metrics::counter!("rate_limited_total").increment(1);
            if request.uri().path().starts_with("/api/ui/") {
                page_script_refusal(wait)
            } else if is_api {
                refusal(wait)
            } else {
                request.extensions_mut().insert(TooFast);
                next.run(request).await
            }
        }
    };
    let headers = response.headers_mut();
    for (name, number) in [
        ("x-ratelimit-limit", i64::from(standing.limit)),
        ("x-ratelimit-remaining", i64::from(standing.remaining)),
        ("x-ratelimit-reset", seconds(standing.resets)),
    ] {
        headers.insert(HeaderName::from_static(name), HeaderValue::from(number));
    }
    response
}

fn refusal(wait: i64) -> Response {
    let retry_after = seconds(wait).max(1);
    let body = RateLimited { error: "Rate limit exceeded", retry_after };
    let header = [(header::RETRY_AFTER, HeaderValue::from(retry_after))];
    (StatusCode::TOO_MANY_REQUESTS, header, axum::Json(body)).into_response()
}

/// The same for the pages' own script, in the form of its errors.
fn page_script_refusal(wait: i64) -> Response {
    let error = ApiError::new(429, "Rate limit exceeded", "That was a lot at once, wait a moment");
    let header = [(header::RETRY_AFTER, HeaderValue::from(seconds(wait).max(1)))];
    (StatusCode::TOO_MANY_REQUESTS, header, axum::Json(error)).into_response()
}

/// Milliseconds as seconds, rounded up.
fn seconds(milliseconds: i64) -> i64 {
    (milliseconds + 999).div_euclid(1000)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::TimeDelta;

    #[tokio::test]
    async fn a_window_begins_with_the_first_call_and_ends_after_a_minute() {
        let clock = Clock::default();
        let limiter = Limiter { counts: Counts::new(None), clock: clock.clone(), is_off: false };
        let client = Client { hash: 1, limit: 2 };
        let first = limiter.count(client).await.unwrap();
        assert_eq!((first.remaining, first.wait), (1, None));
        assert_eq!(limiter.count(client).await.unwrap().wait, None);
        let third = limiter.count(client).await.unwrap();
        assert!(third.wait.is_some_and(|wait| (1..=60_000).contains(&wait)));
        assert_eq!(limiter.count(Client { hash: 17, limit: 2 }).await.unwrap().remaining, 1);
        clock.advance(TimeDelta::seconds(61));
        assert_eq!(limiter.count(client).await.unwrap().remaining, 1);
        assert_eq!(limiter.count(Client { hash: 1, limit: 0 }).await, None);
    }
}
