//! Spans for OpenTelemetry and Langfuse: who spoke with what, how long it took, never what was said.

use crate::settings::Spans;
use chrono::{DateTime, Utc};
use opentelemetry::trace::{Span, SpanBuilder, SpanKind, Tracer, TracerProvider};
use opentelemetry::{Array, Context, KeyValue, Value};
use opentelemetry_otlp::{ExporterBuildError, Protocol, WithExportConfig, WithHttpConfig};
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{
    BatchConfigBuilder, BatchSpanProcessor, SdkTracer, SdkTracerProvider, SpanData, SpanExporter,
};
use std::sync::Mutex;
use std::time::{Duration, Instant, SystemTime};
use uuid::Uuid;

/// What we are called where the spans go.
const NAME: &str = "kind-monsters";
/// The longest a call to the collector may take, retries included.
const CALL: Duration = Duration::from_secs(5);
/// The longest the last spans may take when the server stops.
const STOP: Duration = Duration::from_secs(3);
/// Spans that wait at most; more are dropped.
const QUEUE: usize = 2048;
/// The time between two warnings of the same trouble.
const QUIET: Duration = Duration::from_secs(300);

/// Where spans go; off where no endpoint is set. Cheap to clone.
#[derive(Clone)]
pub struct Telemetry {
    on: Option<(SdkTracerProvider, SdkTracer)>,
}

/// One turn of a conversation, without a word of it.
pub struct Turn<'a> {
    /// When it was asked for.
    pub begun: DateTime<Utc>,
    /// How long it took.
    pub took: Duration,
    /// The conversation, which groups its turns.
    pub conversation: Uuid,
    /// A keyed hash of the person in hex, made by the caller.
    pub person: &'a str,
    /// The client that asked.
    pub origin: &'a str,
    /// The language of the answer.
    pub language: &'a str,
    /// Who answered: a model's name or the built-in engine's.
    pub model: &'a str,
    /// `none`, `concern`, `high` or `imminent`.
    pub level: &'a str,
    /// Tokens in and out, where a model counted them.
    pub tokens: Option<(u64, u64)>,
    /// `development` or `production`.
    pub environment: &'a str,
}

/// A login.
pub struct SignIn<'a> {
    /// When it was asked for.
    pub begun: DateTime<Utc>,
    /// How long it took.
    pub took: Duration,
    /// A keyed hash of the person in hex, made by the caller.
    pub person: &'a str,
    /// The client that asked.
    pub origin: &'a str,
    /// The identity provider that vouched.
    pub provider: &'a str,
    /// Where the client's capabilities were found: the client itself, the registry, the defaults.
    pub capabilities_source: &'a str,
    /// `development` or `production`.
    pub environment: &'a str,
}

impl Telemetry {
    /// Sends spans where the settings say; off, with a warning, where that is no address.
    pub fn start(settings: Option<&Spans>) -> Telemetry {
        let Some(settings) = settings.cloned() else { return Telemetry::off() };
        // A blocking client must not be made on a thread of the runtime.
        let exporter = std::thread::spawn(move || exporter(settings)).join();
        let Ok(Ok(exporter)) = exporter else {
            tracing::warn!("no spans are sent: their endpoint is not usable");
            return Telemetry::off();
        };
        let limits = BatchConfigBuilder::default().with_max_queue_size(QUEUE).build();
        let exporter = Watched { exporter, warned: Mutex::new(None) };
        let batches = BatchSpanProcessor::builder(exporter).with_batch_config(limits).build();
        let provider = SdkTracerProvider::builder()
            .with_span_processor(batches)
            .with_resource(Resource::builder().with_service_name(NAME).build())
            .build();
        let tracer = provider.tracer(NAME);
        Telemetry { on: Some((provider, tracer)) }
    }

    /// Sends nothing.
    pub fn off() -> Telemetry {
        Telemetry { on: None }
    }

    /// Whether spans are sent at all.
    pub fn is_on(&self) -> bool {
        self.on.is_some()
    }

    /// Tells of a turn; returns at once.
    pub fn turn(&self, turn: Turn<'_>) {
        let Some((_, tracer)) = &self.on else { return };
        let conversation = turn.conversation.to_string();
        let mut attributes = shared("chat", turn.person, turn.environment);
        attributes.extend([
            tags([turn.origin, turn.language]),
            text("langfuse.session.id", &conversation),
            text("session.id", &conversation),
            text("langfuse.trace.metadata.crisis_level", turn.level),
            text("gen_ai.operation.name", "chat"),
            text("gen_ai.request.model", turn.model),
        ]);
        if let Some((input, output)) = turn.tokens {
            attributes.push(count("gen_ai.usage.input_tokens", input));
            attributes.push(count("gen_ai.usage.output_tokens", output));
        }
        // The name that OpenTelemetry's conventions give such a span.
        send(tracer, format!("chat {}", turn.model), attributes, turn.begun, turn.took);
    }

    /// Tells of a login; returns at once.
    pub fn login(&self, login: SignIn<'_>) {
        let Some((_, tracer)) = &self.on else { return };
        let mut attributes = shared("login", login.person, login.environment);
        attributes.extend([
            tags([login.origin]),
            text("langfuse.trace.metadata.provider", login.provider),
            text("langfuse.trace.metadata.capabilities_source", login.capabilities_source),
        ]);
        send(tracer, "login".to_owned(), attributes, login.begun, login.took);
    }

    /// Sends what is still waiting, for at most 3 seconds; spans told of later are dropped.
    pub async fn stop(&self) {
        let Some((provider, _)) = self.on.clone() else { return };
        let stopped = tokio::task::spawn_blocking(move || provider.shutdown_with_timeout(STOP));
        if stopped.await.is_err() {
            tracing::warn!("the last spans were not sent");
        }
    }
}

/// What both kinds of spans tell; Langfuse reads its own names, everybody else the general ones.
fn shared(name: &str, person: &str, environment: &str) -> Vec<KeyValue> {
    vec![
        text("langfuse.trace.name", name),
        text("langfuse.user.id", person),
        text("user.id", person),
        text("langfuse.environment", environment),
    ]
}

fn text(key: &'static str, value: &str) -> KeyValue {
    KeyValue::new(key, value.to_owned())
}

fn count(key: &'static str, value: u64) -> KeyValue {
    KeyValue::new(key, i64::try_from(value).unwrap_or(i64::MAX))
}

fn tags<const N: usize>(tags: [&str; N]) -> KeyValue {
    let tags = tags.map(|tag| tag.to_owned().into()).to_vec();
    KeyValue::new("langfuse.trace.tags", Value::Array(Array::String(tags)))
}

/// Hands a span to the queue: a trace of its own that began and ended as told.
fn send(
    tracer: &SdkTracer,
    name: String,
    attributes: Vec<KeyValue>,
    begun: DateTime<Utc>,
    took: Duration,
) {
    let begun = SystemTime::from(begun);
    let builder = SpanBuilder::from_name(name)
        .with_kind(SpanKind::Server)
        .with_start_time(begun)
        .with_attributes(attributes);
    tracer.build_with_context(builder, &Context::new()).end_with_timestamp(begun + took);
}

fn exporter(settings: Spans) -> Result<opentelemetry_otlp::SpanExporter, ExporterBuildError> {
    opentelemetry_otlp::SpanExporter::builder()
        .with_http()
        .with_http_client(client())
        .with_protocol(Protocol::HttpBinary)
        .with_endpoint(settings.endpoint)
        .with_headers(settings.headers.into_iter().collect())
        .with_timeout(CALL)
        .build()
}

/// As [`crate::outgoing::client`], but blocking: batches are sent by a thread without a runtime.
fn client() -> reqwest::blocking::Client {
    rustls::crypto::ring::default_provider().install_default().ok();
    let builder = || {
        reqwest::blocking::Client::builder()
            .connect_timeout(Duration::from_secs(2))
            .timeout(CALL)
            .redirect(reqwest::redirect::Policy::none())
            .user_agent(NAME)
    };
    builder()
        .build()
        .or_else(|_| builder().tls_certs_only([]).build())
        .unwrap_or_else(|_| unreachable!("a client without certificates always builds"))
}

/// Warns, now and then, of spans that did not arrive.
#[derive(Debug)]
struct Watched {
    exporter: opentelemetry_otlp::SpanExporter,
    warned: Mutex<Option<Instant>>,
}

impl Watched {
    fn warn(&self, lost: usize) {
        let mut warned = self.warned.lock().unwrap_or_else(|poisoned| poisoned.into_inner());
        if warned.is_none_or(|at| at.elapsed() > QUIET) {
            *warned = Some(Instant::now());
            tracing::warn!(lost, "spans did not arrive: the collector is down or refuses them");
        }
    }
}

impl SpanExporter for Watched {
    async fn export(&self, batch: Vec<SpanData>) -> OTelSdkResult {
        let count = batch.len();
        self.exporter.export(batch).await.inspect_err(|_| self.warn(count))
    }

    fn shutdown_with_timeout(&self, timeout: Duration) -> OTelSdkResult {
        self.exporter.shutdown_with_timeout(timeout)
    }

    fn set_resource(&mut self, resource: &Resource) {
        self.exporter.set_resource(resource);
    }
}
