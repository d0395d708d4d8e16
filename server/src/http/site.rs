//! What is served as it is: the built script, style and pictures, precompressed.

use super::Http;
use super::pages;
use super::problem::{Problem, is_for_programs};
use app::error::ApiError;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::{IntoResponse, Response};
use leptos::config::LeptosOptions;
use std::path::Path;
use tower::ServiceExt;
use tower_http::services::ServeDir;

/// The name of the built script and style, and their folder below the site's root.
const OUTPUT: &str = "kind-monsters";
const BUILT: &str = "pkg";

/// What Leptos must know to name the built files.
pub fn leptos_options(site_root: &Path) -> LeptosOptions {
    // The build puts the hashes of its files beside the program; a test's program has none.
    let hashes = std::env::current_exe().ok().and_then(|exe| Some(exe.parent()?.join("hash.txt")));
    LeptosOptions::builder()
        .output_name(OUTPUT)
        .site_root(site_root.to_string_lossy().into_owned())
        .site_pkg_dir(BUILT)
        .hash_files(hashes.is_some_and(|hashes| hashes.exists()))
        .build()
}

/// A file of the site, else 404 in the form that the asker reads.
pub async fn file_or_not_found(State(http): State<Http>, request: Request) -> Response {
    let for_programs = is_for_programs(request.uri());
    let headers = request.headers().clone();
    if !for_programs && matches!(*request.method(), Method::GET | Method::HEAD) {
        let hashed = request.uri().path().starts_with("/pkg/");
        let allowance = allowance(request.uri().path());
        let (parts, _) = request.into_parts();
        let files = ServeDir::new(&http.settings.site_root)
            .append_index_html_on_directories(false)
            .precompressed_br()
            .precompressed_gzip();
        let served = files.oneshot(Request::from_parts(parts, Body::empty())).await;
        let Ok(served) = served;
        if served.status() != StatusCode::NOT_FOUND {
            let mut response = served.map(Body::new);
            let age = if hashed && http.leptos.hash_files {
                "public, max-age=31536000, immutable"
            } else {
                "public, max-age=3600"
            };
            response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(age));
            if let Some((name, value)) = allowance {
                response.headers_mut().insert(name, HeaderValue::from_static(value));
            }
            return response;
        }
    }
    if for_programs {
        Problem(ApiError::path_is_unknown()).into_response()
    } else {
        pages::not_found(&http, &headers).await
    }
}

/// What a file needs and the headers of every response would deny it.
fn allowance(path: &str) -> Option<(HeaderName, &'static str)> {
    match path {
        // It keeps the help page, and a worker is under the policy of its own script.
        "/sw.js" => {
            Some((header::CONTENT_SECURITY_POLICY, "default-src 'none'; connect-src 'self'"))
        }
        // Pages of schools and associations load it.
        "/embed.js" => {
            Some((HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"))
        }
        _ => None,
    }
}
