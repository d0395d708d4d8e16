//! The way in over HTTP: one file for each resource, one route table.

mod audio;
mod auth;
mod caller;
mod chat;
mod client;
mod docs;
mod events;
mod feedback;
mod files;
mod guard;
mod handover;
mod health;
mod json;
mod limit;
mod me;
mod messages;
mod observe;
mod pages;
mod problem;
mod refusals;
mod sessions;
mod site;
mod slash;
mod token;
mod totals;

pub use docs::openapi;
pub use handover::Acceptor;
pub use slash::AnySlash;

use crate::clock::Clock;
use crate::crypto::Secret;
use crate::events::Shared;
use crate::settings::{Environment, Settings};
use app::backend::Backend;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{get, post};
use leptos::config::LeptosOptions;
use metrics_exporter_prometheus::PrometheusHandle;
use std::sync::Arc;
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouterExt};
use utoipa_axum::routes;

/// The largest JSON or form body, in bytes.
const BODY_LIMIT: usize = 64 * 1024;

/// What every handler may use; cheap to clone.
#[derive(Clone)]
pub struct Http(Arc<Parts>);

impl std::ops::Deref for Http {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.0
    }
}

/// The parts behind [`Http`].
pub struct Parts {
    backend: Arc<dyn Backend>,
    settings: Settings,
    limiter: limit::Limiter,
    client: client::Clients,
    metrics: PrometheusHandle,
    leptos: LeptosOptions,
    clock: Clock,
}

impl Http {
    /// Handlers over `backend`, as `settings` say; servers that have a `secret` and Redis in
    /// common count a client's calls together.
    pub fn new(
        backend: Arc<dyn Backend>,
        settings: Settings,
        clock: Clock,
        metrics: PrometheusHandle,
        secret: Secret,
        shared: Option<Shared>,
    ) -> Http {
        Http(Arc::new(Parts {
            limiter: limit::Limiter::new(&settings, clock.clone(), shared),
            client: client::Clients::new(&settings, secret),
            leptos: site::leptos_options(&settings.site_root),
            backend,
            settings,
            metrics,
            clock,
        }))
    }

    fn is_secure(&self) -> bool {
        self.settings.environment == Environment::Production || self.settings.tls.is_some()
    }
}

impl axum::extract::FromRef<Http> for Arc<dyn Backend> {
    fn from_ref(http: &Http) -> Arc<dyn Backend> {
        Arc::clone(&http.backend)
    }
}

/// The documented API: every route with its description.
fn api() -> OpenApiRouter<Http> {
    OpenApiRouter::with_openapi(docs::introduction())
        .routes(routes!(sessions::create))
        .routes(routes!(sessions::show, sessions::change, sessions::erase))
        .routes(routes!(sessions::touch))
        .routes(routes!(messages::send, messages::list, messages::erase_all))
        .routes(routes!(messages::show, messages::erase))
        .routes(routes!(feedback::leave))
        .routes(routes!(feedback::stats))
        .routes(routes!(auth::mock_authenticate))
        .routes(routes!(auth::mock_keys))
        .routes(routes!(auth::login))
        .routes(routes!(auth::logout))
        .routes(routes!(auth::features))
        .routes(routes!(chat::init))
        .routes(routes!(chat::say))
        .routes(routes!(chat::emotion))
        .routes(routes!(chat::dropdown))
        .routes(routes!(chat::change))
        .routes(routes!(chat::history))
        .routes(routes!(chat::messages))
        .routes(routes!(chat::open, chat::erase))
        .routes(routes!(chat::erase_turn))
        .routes(routes!(chat::rate_turn))
        .routes(routes!(events::listen))
        .routes(routes!(files::upload).layer(DefaultBodyLimit::max(files::UPLOAD_LIMIT)))
        .routes(routes!(files::file))
        .routes(routes!(audio::transcribe).layer(DefaultBodyLimit::max(audio::AUDIO_LIMIT)))
        .routes(routes!(me::export))
        .routes(routes!(me::erase))
        .routes(routes!(totals::show))
        .routes(routes!(health::health))
        .routes(routes!(health::live))
        .routes(routes!(health::ready))
        .routes(routes!(health::metrics))
}

/// The whole site: API, documentation, pages, files, and what surrounds them.
pub fn router(http: Http) -> AnySlash {
    let (api, openapi) = api().split_for_parts();
    let openapi = docs::described(openapi);
    let paths = slash::paths_with_slash(&openapi);
    let mut router: Router<Http> = api
        .merge(pages::routes())
        // The documents name the mock provider in two ways.
        .route("/mock-idp/authenticate", post(auth::mock_authenticate))
        .route("/mock-idp/.well-known/jwks.json", get(auth::mock_keys));
    if http.settings.api_docs {
        router = router.merge(docs::routes(openapi));
    }
    let router = router
        .fallback(site::file_or_not_found)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .layer(DefaultBodyLimit::max(BODY_LIMIT))
        .layer(from_fn_with_state(http.clone(), guard::same_origin))
        .layer(from_fn_with_state(http.clone(), limit::count))
        .layer(guard::cors(&http.settings.cors_origins))
        .layer(from_fn_with_state(http.clone(), guard::headers))
        .layer(from_fn(observe::observe))
        .with_state(http);
    AnySlash::new(router, paths)
}
