//! The rate limit: so many calls a minute for each client, in a fixed window from its first call.

use super::Http;
use super::client::Client;
use crate::clock::Clock;
use crate::settings::Settings;
use app::error::ApiError;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use std::collections::HashMap;
use std::net::SocketAddr;
use std::sync::Mutex;

/// The length of a window, in milliseconds.
const WINDOW: i64 = 60_000;
/// Shards, so that many requests seldom wait for one another.
const SHARDS: usize = 16;
/// A shard larger than this is swept of windows that are over.
const SWEEP: usize = 4096;

#[derive(Clone, Copy)]
struct Window {
    ends: i64,
    calls: u32,
}

/// Where calls are counted.
enum Counts {
    /// In this process alone, by the client's hash.
    Memory([Mutex<HashMap<u64, Window>>; SHARDS]),
}

impl Counts {
    /// Counts a call at `now`, in milliseconds, and shows the client's window with it.
    fn add(&self, client: u64, now: i64) -> Window {
        let Counts::Memory(shards) = self;
        #[expect(clippy::cast_possible_truncation, reason = "any bits will do")]
        let shard = &shards[client as usize % SHARDS];
        let mut counts = shard.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if counts.len() > SWEEP {
            counts.retain(|_, window| window.ends > now);
        }
        let fresh = || Window { ends: now + WINDOW, calls: 0 };
        let window = counts.entry(client).or_insert_with(fresh);
        if window.ends <= now {
            *window = fresh();
        }
        window.calls = window.calls.saturating_add(1);
        *window
    }
}

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
    /// As the settings say.
    pub fn new(settings: &Settings, clock: Clock) -> Limiter {
        let is_off = settings.rate_limit == 0 && settings.rate_limit_networks.is_empty();
        Limiter { counts: Counts::Memory(Default::default()), clock, is_off }
    }

    /// Counts a call; `None` where there is no limit.
    fn count(&self, client: Client) -> Option<Standing> {
        if client.limit == 0 {
            return None;
        }
        let now = self.clock.now().timestamp_millis();
        let window = self.counts.add(client.hash, now);
        Some(Standing {
            limit: client.limit,
            remaining: client.limit.saturating_sub(window.calls),
            resets: window.ends,
            wait: (window.calls > client.limit).then_some(window.ends - now),
        })
    }
}

/// Counts the API and the forms of the pages; pages and files that are only read are free.
pub async fn count(State(http): State<Http>, mut request: Request, next: Next) -> Response {
    let is_api = request.uri().path().starts_with("/api/");
    if http.limiter.is_off || !(is_api || request.method() == Method::POST) {
        return next.run(request).await;
    }
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|peer| peer.0.ip());
    let Some(peer) = peer else { return next.run(request).await };
    let client = http.client.behind(peer, request.headers());
    let Some(standing) = http.limiter.count(client) else { return next.run(request).await };
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
    use chrono::Duration;

    #[test]
    fn a_window_begins_with_the_first_call_and_ends_after_a_minute() {
        let clock = Clock::default();
        let limiter = Limiter {
            counts: Counts::Memory(Default::default()),
            clock: clock.clone(),
            is_off: false,
        };
        let client = Client { hash: 1, limit: 2 };
        let first = limiter.count(client).unwrap();
        assert_eq!((first.remaining, first.wait), (1, None));
        assert_eq!(limiter.count(client).unwrap().wait, None);
        let third = limiter.count(client).unwrap();
        assert!(third.wait.is_some_and(|wait| (1..=WINDOW).contains(&wait)));
        assert_eq!(limiter.count(Client { hash: 17, limit: 2 }).unwrap().remaining, 1);
        clock.advance(Duration::seconds(61));
        assert_eq!(limiter.count(client).unwrap().remaining, 1);
        assert_eq!(limiter.count(Client { hash: 1, limit: 0 }), None);
    }
}
