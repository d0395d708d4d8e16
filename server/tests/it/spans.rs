//! Spans as a collector receives them: every attribute, the headers, and never a delay for us.

use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::routing::post;
use chrono::{DateTime, Utc};
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value;
use opentelemetry_proto::tonic::common::v1::{AnyValue, KeyValue};
use opentelemetry_proto::tonic::trace::v1::Span;
use prost::Message;
use server::settings::Spans;
use server::telemetry::{SignIn, Telemetry, Turn};
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::net::TcpListener;
use uuid::Uuid;

type Calls = Arc<Mutex<Vec<(HeaderMap, ExportTraceServiceRequest)>>>;

const CONVERSATION: Uuid = Uuid::from_u128(0x0190_b5a8_7c1e_7a30_9c52_3f1d_6b2a_4e77);

async fn receive(State(calls): State<Calls>, headers: HeaderMap, body: Bytes) {
    let request = ExportTraceServiceRequest::decode(body).expect("OTLP as protobuf");
    calls.lock().unwrap().push((headers, request));
}

/// A collector in this process: where it is and what it received.
async fn collector() -> (Spans, Calls) {
    let calls = Calls::default();
    let routes = Router::new().route("/v1/traces", post(receive)).with_state(calls.clone());
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}/v1/traces", listener.local_addr().unwrap());
    tokio::spawn(async move { axum::serve(listener, routes).await });
    let headers = vec![("authorization".to_owned(), "Basic cHVibGljOnNlY3JldA==".to_owned())];
    (Spans { endpoint, headers }, calls)
}

fn begun() -> DateTime<Utc> {
    DateTime::from_timestamp_millis(1_775_044_800_123).unwrap()
}

fn turn() -> Turn<'static> {
    Turn {
        begun: begun(),
        took: Duration::from_millis(42),
        conversation: CONVERSATION,
        person: "5f2c9a",
        origin: "web_react",
        language: "fr",
        model: "simple-response",
        level: "concern",
        tokens: Some((120, 48)),
        environment: "development",
    }
}

fn sign_in() -> SignIn<'static> {
    SignIn {
        begun: begun(),
        took: Duration::from_millis(7),
        person: "5f2c9a",
        origin: "ios_app",
        provider: "orange",
        capabilities_source: "registry",
        environment: "production",
    }
}

/// A value as text; texts of an array are joined by commas.
fn shown(value: &AnyValue) -> String {
    match value.value.as_ref().unwrap() {
        Value::StringValue(text) => text.clone(),
        Value::IntValue(number) => number.to_string(),
        Value::ArrayValue(array) => array.values.iter().map(shown).collect::<Vec<_>>().join(","),
        other => panic!("an unexpected value: {other:?}"),
    }
}

fn attributes(pairs: &[KeyValue]) -> BTreeMap<&str, String> {
    let value = |pair: &KeyValue| shown(pair.value.as_ref().unwrap());
    pairs.iter().map(|pair| (pair.key.as_str(), value(pair))).collect()
}

/// The one span that was received.
fn only(calls: &Calls) -> Span {
    let calls = calls.lock().unwrap();
    let requests = calls.iter().flat_map(|(_, request)| &request.resource_spans);
    let mut spans = requests.flat_map(|part| &part.scope_spans).flat_map(|part| &part.spans);
    let span = spans.next().unwrap().clone();
    assert!(spans.next().is_none());
    span
}

#[tokio::test]
async fn a_turn_arrives_with_all_that_langfuse_reads_and_nothing_else() {
    let (settings, calls) = collector().await;
    let telemetry = Telemetry::start(Some(&settings));
    telemetry.turn(turn());
    telemetry.stop().await;
    let span = only(&calls);
    let conversation = CONVERSATION.to_string();
    let expected = BTreeMap::from(
        [
            ("gen_ai.operation.name", "chat"),
            ("gen_ai.request.model", "simple-response"),
            ("gen_ai.usage.input_tokens", "120"),
            ("gen_ai.usage.output_tokens", "48"),
            ("langfuse.environment", "development"),
            ("langfuse.session.id", &conversation),
            ("langfuse.trace.metadata.crisis_level", "concern"),
            ("langfuse.trace.name", "chat"),
            ("langfuse.trace.tags", "web_react,fr"),
            ("langfuse.user.id", "5f2c9a"),
            ("session.id", &conversation),
            ("user.id", "5f2c9a"),
        ]
        .map(|(key, value)| (key, value.to_owned())),
    );
    assert_eq!(attributes(&span.attributes), expected);
    assert_eq!(span.name, "chat simple-response");
    assert!(span.parent_span_id.is_empty());
    assert_eq!(span.start_time_unix_nano, 1_775_044_800_123_000_000);
    assert_eq!(span.end_time_unix_nano - span.start_time_unix_nano, 42_000_000);
}

#[tokio::test]
async fn a_login_arrives_with_its_provider_and_capabilities() {
    let (settings, calls) = collector().await;
    let telemetry = Telemetry::start(Some(&settings));
    telemetry.login(sign_in());
    telemetry.stop().await;
    let span = only(&calls);
    let expected = BTreeMap::from(
        [
            ("langfuse.environment", "production"),
            ("langfuse.trace.metadata.capabilities_source", "registry"),
            ("langfuse.trace.metadata.provider", "orange"),
            ("langfuse.trace.name", "login"),
            ("langfuse.trace.tags", "ios_app"),
            ("langfuse.user.id", "5f2c9a"),
            ("user.id", "5f2c9a"),
        ]
        .map(|(key, value)| (key, value.to_owned())),
    );
    assert_eq!(attributes(&span.attributes), expected);
    assert_eq!(span.name, "login");
}

#[tokio::test]
async fn tokens_that_nobody_counted_are_not_told() {
    let (settings, calls) = collector().await;
    let telemetry = Telemetry::start(Some(&settings));
    telemetry.turn(Turn { tokens: None, ..turn() });
    telemetry.stop().await;
    let span = only(&calls);
    assert!(span.attributes.iter().all(|pair| !pair.key.starts_with("gen_ai.usage")));
}

#[tokio::test]
async fn the_collector_learns_our_name_and_gets_its_headers() {
    let (settings, calls) = collector().await;
    let telemetry = Telemetry::start(Some(&settings));
    telemetry.turn(turn());
    telemetry.stop().await;
    let calls = calls.lock().unwrap();
    let (headers, request) = &calls[0];
    assert_eq!(headers["authorization"], "Basic cHVibGljOnNlY3JldA==");
    assert_eq!(headers["content-type"], "application/x-protobuf");
    let resource = request.resource_spans[0].resource.as_ref().unwrap();
    assert_eq!(attributes(&resource.attributes)["service.name"], "kind-monsters");
}

#[tokio::test]
async fn without_an_endpoint_nothing_is_sent() {
    for telemetry in [Telemetry::off(), Telemetry::start(None)] {
        telemetry.turn(turn());
        telemetry.login(sign_in());
        telemetry.stop().await;
    }
}

#[tokio::test]
async fn an_address_that_is_none_turns_spans_off() {
    let settings = Spans { endpoint: "http://[".to_owned(), headers: Vec::new() };
    let telemetry = Telemetry::start(Some(&settings));
    telemetry.turn(turn());
    telemetry.stop().await;
}

#[tokio::test]
async fn a_collector_that_is_down_or_mute_delays_nobody() {
    // One port that nobody listens on, one that accepts and never answers.
    let closed = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let mute = TcpListener::bind("127.0.0.1:0").await.unwrap();
    for address in [closed, mute.local_addr().unwrap()] {
        let endpoint = format!("http://{address}/v1/traces");
        let telemetry = Telemetry::start(Some(&Spans { endpoint, headers: Vec::new() }));
        let begun = Instant::now();
        for _ in 0..10_000 {
            telemetry.turn(turn());
        }
        assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
        let begun = Instant::now();
        telemetry.stop().await;
        telemetry.stop().await;
        assert!(begun.elapsed() < Duration::from_secs(4), "{:?}", begun.elapsed());
    }
}
