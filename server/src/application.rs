//! The whole server, built from settings by `main` and by tests alike.

use crate::clock::Clock;
use crate::db::Db;
use crate::events::Shared;
use crate::http::{self, Http};
use crate::service::Service;
use crate::settings::Settings;
use app::backend::Backend;
use axum::ServiceExt;
use axum::extract::Request;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use futures_util::future::{BoxFuture, LocalBoxFuture};
use hyper_util::rt::{TokioExecutor, TokioTimer};
use hyper_util::server::conn::auto::Builder;
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};
use std::net::{SocketAddr, TcpListener};
use std::path::Path;
use std::sync::{Arc, OnceLock};
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How long open requests may go on after a stop is asked for.
const GRACE: Duration = Duration::from_secs(7);
/// How long a client may take to send a request's head, or stay silent between requests.
const HEAD_LIMIT: Duration = Duration::from_secs(60);

/// A server that listens but does not serve yet.
pub struct Application {
    listener: TcpListener,
    tls: Option<RustlsConfig>,
    router: http::AnySlash,
    service: Service,
    handle: Handle<SocketAddr>,
    stop: CancellationToken,
}

/// Why a server could not start; shows no secret.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The database does not open.
    #[error("the database does not open: {0}")]
    Database(String),
    /// The address cannot be listened on.
    #[error("cannot listen on {0}: {1}")]
    Address(SocketAddr, std::io::Error),
    /// The certificate or key cannot be used.
    #[error("TLS_CERT and TLS_KEY cannot be used: {0}")]
    Tls(String),
    /// The address of Redis cannot be read.
    #[error("REDIS_URL cannot be used: {0}")]
    Redis(String),
    /// The servers' secret or the folder of files cannot be had.
    #[error("the server's parts do not come together: {0}")]
    Parts(String),
    /// The data folder cannot be made.
    #[error("the folder of DATA_DIR cannot be made: {0}")]
    Folder(std::io::Error),
}

impl Application {
    /// Opens everything that `settings` name and listens.
    ///
    /// Boxed, like [`Application::serve`]: else every program that calls it compiles it anew.
    pub fn build(
        settings: Settings,
        clock: Clock,
    ) -> LocalBoxFuture<'static, Result<Application, StartError>> {
        Box::pin(Application::open(settings, clock))
    }

    /// Serves until stopped; what was acknowledged is stored when this returns.
    pub fn serve(self) -> BoxFuture<'static, std::io::Result<()>> {
        Box::pin(self.run())
    }

    async fn open(settings: Settings, clock: Clock) -> Result<Application, StartError> {
        any_spawner::Executor::init_tokio().ok();
        crate::outgoing::install_tls();
        std::fs::create_dir_all(&settings.data_dir).map_err(StartError::Folder)?;
        let tls = match &settings.tls {
            Some((certificate, key)) => Some(tls(certificate, key)?),
            None => None,
        };
        let listener = listen(settings.bind)?;
        let db = Db::open(&settings.database_url).await;
        let db = db.map_err(|error| StartError::Database(error.to_string()))?;
        let shared = settings.redis_url.as_deref().map(Shared::open).transpose();
        let shared = shared.map_err(|error| StartError::Redis(error.to_string()))?;
        let service = Service::open(db, &settings, clock.clone(), shared.as_ref()).await;
        let service = service.map_err(|error| StartError::Parts(format!("{error:?}")))?;
        let backend: Arc<dyn Backend> = Arc::new(service.clone());
        let secret = service.secret().clone();
        let router = http::router(Http::new(backend, settings, clock, metrics(), secret, shared));
        let (handle, stop) = (Handle::new(), CancellationToken::new());
        Ok(Application { listener, tls, router, service, handle, stop })
    }

    /// The address it listens on.
    pub fn address(&self) -> Result<SocketAddr, std::io::Error> {
        self.listener.local_addr()
    }

    /// The use cases, for tests that look behind HTTP.
    pub fn service(&self) -> Service {
        self.service.clone()
    }

    /// Asks the server to stop: open requests end, then [`Application::serve`] returns.
    pub fn stopper(&self) -> impl Fn() + Send + 'static {
        let (handle, stop) = (self.handle.clone(), self.stop.clone());
        let service = self.service.clone();
        move || {
            stop.cancel();
            // An open stream is a request that never ends by itself.
            service.end_streams();
            handle.graceful_shutdown(Some(GRACE));
        }
    }

    async fn run(self) -> std::io::Result<()> {
        // The engine reads its texts once: better now than under the first message.
        tokio::task::spawn_blocking(|| crate::dialogue::hear(""));
        let house = tokio::spawn(self.service.clone().keep_house(self.stop.clone()));
        let upkeep = tokio::spawn(keep_metrics(self.stop.clone()));
        let make =
            ServiceExt::<Request>::into_make_service_with_connect_info::<SocketAddr>(self.router);
        match self.tls {
            Some(tls) => {
                let mut server = axum_server::from_tcp_rustls(self.listener, tls)?;
                limit_heads(server.http_builder());
                server.handle(self.handle).serve(make).await?;
            }
            None => {
                let mut server = axum_server::from_tcp(self.listener)?.acceptor(http::Acceptor);
                limit_heads(server.http_builder());
                server.handle(self.handle).serve(make).await?;
            }
        }
        self.stop.cancel();
        // Streams that took their connections over end by themselves.
        tokio::time::timeout(GRACE, self.service.streams_end()).await.ok();
        house.await.ok();
        upkeep.await.ok();
        self.service.close().await;
        Ok(())
    }
}

fn listen(address: SocketAddr) -> Result<TcpListener, StartError> {
    let failed = |error| StartError::Address(address, error);
    let listener = TcpListener::bind(address).map_err(failed)?;
    listener.set_nonblocking(true).map_err(failed)?;
    Ok(listener)
}

/// TLS 1.3 and nothing older.
fn tls(certificate: &Path, key: &Path) -> Result<RustlsConfig, StartError> {
    let failed = |error: &dyn std::fmt::Display| StartError::Tls(error.to_string());
    let chain = CertificateDer::pem_file_iter(certificate)
        .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        .map_err(|error| failed(&error))?;
    let key = PrivateKeyDer::from_pem_file(key).map_err(|error| failed(&error))?;
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let mut config = rustls::ServerConfig::builder_with_provider(provider)
        .with_protocol_versions(&[&rustls::version::TLS13])
        .map_err(|error| failed(&error))?
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .map_err(|error| failed(&error))?;
    config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
    Ok(RustlsConfig::from_config(Arc::new(config)))
}

/// A client that never ends its head must not hold a connection for ever.
fn limit_heads(builder: &mut Builder<TokioExecutor>) {
    builder.http1().timer(TokioTimer::new()).header_read_timeout(HEAD_LIMIT);
}

/// The process's one metrics recorder.
fn metrics() -> PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    const SECONDS: [f64; 14] =
        [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 20.0];
    let install = || {
        let builder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Suffix("_seconds".into()), &SECONDS);
        let recorder = builder.unwrap_or_default().build_recorder();
        let handle = recorder.handle();
        // Somebody else's recorder can only stand there in a test of theirs.
        metrics::set_global_recorder(recorder).ok();
        metrics::counter!("rate_limited_total").increment(0);
        metrics::counter!("llm_fallbacks_total", "reason" => "slow").increment(0);
        for outcome in ["answered", "danger", "failed", "partly"] {
            metrics::counter!("llm_requests_total", "outcome" => outcome).increment(0);
        }
        metrics::gauge!("sse_connections").set(0.0);
        handle
    };
    RECORDER.get_or_init(install).clone()
}

async fn keep_metrics(stop: CancellationToken) {
    let mut tick = tokio::time::interval(Duration::from_secs(5));
    loop {
        tokio::select! {
            () = stop.cancelled() => return,
            _ = tick.tick() => metrics().run_upkeep(),
        }
    }
}
