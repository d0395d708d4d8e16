//! What protects a visitor in the browser: security headers, CORS, and the origin of changes.

use super::Http;
use super::caller::names_credential;
use super::problem::{Problem, is_for_programs};
use app::error::ApiError;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Duration;
use tower::util::{Either, option_layer};
use tower_http::cors::{AllowOrigin, CorsLayer};

/// Added to every response that does not say otherwise.
const HEADERS: [(HeaderName, &str); 8] = [
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (header::REFERRER_POLICY, "no-referrer"),
    (header::CONTENT_SECURITY_POLICY, "default-src 'none'; frame-ancestors 'none'"),
    (header::CACHE_CONTROL, "no-store"),
    (HeaderName::from_static("cross-origin-opener-policy"), "same-origin"),
    (HeaderName::from_static("cross-origin-resource-policy"), "same-origin"),
    (HeaderName::from_static("x-permitted-cross-domain-policies"), "none"),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), microphone=(), geolocation=(), payment=(), usb=(), interest-cohort=()",
    ),
];

/// Lets a page of ours record what is spoken, where somebody can write it down.
pub const MICROPHONE: (HeaderName, HeaderValue) = (
    HeaderName::from_static("permissions-policy"),
    HeaderValue::from_static(
        "camera=(), microphone=(self), geolocation=(), payment=(), usb=(), interest-cohort=()",
    ),
);

/// Puts the security headers on every response.
pub async fn headers(State(http): State<Http>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    for (name, value) in HEADERS {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    if http.settings.tls.is_some() {
        let two_years = HeaderValue::from_static("max-age=63072000; includeSubDomains");
        headers.insert(header::STRICT_TRANSPORT_SECURITY, two_years);
    }
    response
}

/// The policy of a page: our own files, one nonce, WebAssembly, nobody else; framed only by
/// `embedders`.
pub fn page_policy(nonce: &str, embedders: &[String]) -> HeaderValue {
    let ancestors =
        if embedders.is_empty() { "'none'".to_owned() } else { embedders.join(" ") };
    let policy = format!(
        "default-src 'none'; script-src 'self' 'nonce-{nonce}' 'wasm-unsafe-eval'; \
         style-src 'self' 'nonce-{nonce}'; img-src 'self' data: blob:; font-src 'self'; \
         connect-src 'self'; manifest-src 'self'; worker-src 'self'; form-action 'self'; \
         base-uri 'none'; frame-ancestors {ancestors}"
    );
    HeaderValue::try_from(policy).unwrap_or(HeaderValue::from_static("default-src 'none'"))
}

/// Lets the pages of the given origins call the API; nobody's where there are none.
pub fn cors(origins: &[String]) -> Either<CorsLayer, tower::layer::util::Identity> {
    let origins: Vec<HeaderValue> = origins.iter().filter_map(|o| o.parse().ok()).collect();
    let names = |names: &'static [&'static str]| names.iter().map(|n| HeaderName::from_static(n));
    option_layer((!origins.is_empty()).then(|| {
        CorsLayer::new()
            .allow_origin(AllowOrigin::list(origins))
            .allow_methods([Method::GET, Method::POST, Method::PUT, Method::DELETE])
            .allow_headers(Vec::from_iter(names(&[
                "content-type",
                "authorization",
                "x-session-token",
                "accept-language",
                "idempotency-key",
                "last-event-id",
            ])))
            .expose_headers(Vec::from_iter(names(&[
                "x-request-id",
                "x-ratelimit-limit",
                "x-ratelimit-remaining",
                "x-ratelimit-reset",
                "retry-after",
            ])))
            .max_age(Duration::from_secs(600))
    }))
}

/// Refuses changes that another site's page makes in a visitor's name.
///
/// Forms of pages and calls that carry our cookie must come from our own origin; calls that name
/// their credential themselves cannot be forged that way.
pub async fn same_origin(State(http): State<Http>, request: Request, next: Next) -> Response {
    let reads_only = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    let is_page = !is_for_programs(request.uri()) || request.uri().path().starts_with("/api/ui/");
    let carries_cookie = super::pages::session_cookie(request.headers()).is_some();
    let by_cookie = carries_cookie && !names_credential(request.headers());
    if reads_only || !(is_page || by_cookie) || is_from_us(&http, &request) {
        return next.run(request).await;
    }
    Problem(ApiError::origin_is_foreign()).into_response()
}

/// Whether the browser says that one of our pages makes the request.
fn is_from_us(http: &Http, request: &Request) -> bool {
    let headers = request.headers();
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    match text(header::ORIGIN) {
        Some("null") | None => {
            text(HeaderName::from_static("sec-fetch-site")) == Some("same-origin")
        }
        Some(origin) => {
            let (scheme, host) = origin.split_once("://").unwrap_or_default();
            let scheme_fits = scheme == "https" || (scheme == "http" && !http.is_secure());
            scheme_fits && host_of(request, headers).is_some_and(|ours| ours == host)
        }
    }
}

fn host_of<'a>(request: &'a Request, headers: &'a HeaderMap) -> Option<&'a str> {
    let named = headers.get(header::HOST).and_then(|value| value.to_str().ok());
    named.or_else(|| request.uri().authority().map(|authority| authority.as_str()))
}
