//! A service that speaks OpenFeature's remote evaluation protocol (OFREP 0.2, bulk evaluation).

use super::Flags;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use tokio::time::Instant;

/// How long the service may take to answer.
const LIMIT: Duration = Duration::from_secs(2);
/// An answer is good for this time.
const FRESH: Duration = Duration::from_secs(30);
/// A service that was away is left alone for this time.
const REST: Duration = Duration::from_secs(5);
/// Pairs of variant and environment that are kept; clients choose them.
const PAIRS: usize = 64;
/// The longest name of a variant or environment that is asked for.
const LONGEST_NAME: usize = 32;
/// Flags that are read from one answer.
const MOST_FLAGS: usize = 200;
/// The largest answer that is read, in bytes.
const LARGEST_ANSWER: usize = 256 * 1024;

/// The service and what it said last.
pub(super) struct Service {
    client: reqwest::Client,
    url: String,
    known: Mutex<Known>,
}

#[derive(Default)]
struct Known {
    pairs: HashMap<Pair, Kept>,
    /// Until when a service that was away is left alone.
    rests_until: Option<Instant>,
}

/// A variant and an environment.
type Pair = (String, String);

struct Kept {
    used: Instant,
    /// Held by the one who asks the service.
    answer: Arc<tokio::sync::Mutex<Answer>>,
}

#[derive(Default)]
struct Answer {
    flags: Flags,
    at: Option<Instant>,
}

impl Service {
    /// The service at the address `base`, without `/ofrep`.
    pub(super) fn new(base: &str) -> Service {
        Service {
            client: crate::outgoing::client(LIMIT),
            url: format!("{base}/ofrep/v1/evaluate/flags"),
            known: Mutex::default(),
        }
    }

    /// What the service says; what it last said, or nothing, while it is away.
    pub(super) async fn flags(self: &Arc<Self>, variant: &str, environment: &str) -> Flags {
        if !is_slug(variant) || !is_slug(environment) {
            return Flags::new();
        }
        let pair = (variant.to_owned(), environment.to_owned());
        let answer = self.known().answer(&pair);
        let mut answer = answer.lock_owned().await;
        let is_fresh = answer.at.is_some_and(|at| at.elapsed() < FRESH);
        if is_fresh || self.known().rests() {
            return answer.flags.clone();
        }
        // In a task of its own: a caller who hangs up must not stop what others wait for.
        let service = self.clone();
        let asked = tokio::spawn(async move {
            let told = service.ask(&pair).await;
            service.known().note(told.as_ref().err().copied());
            if let Ok(flags) = told {
                *answer = Answer { flags, at: Some(Instant::now()) };
            }
            answer.flags.clone()
        });
        asked.await.unwrap_or_default()
    }

    /// Asks the service; an error is a short reason.
    async fn ask(&self, (variant, environment): &Pair) -> Result<Flags, &'static str> {
        let context = json!({
            "targetingKey": "kind-monsters", "variant": variant, "environment": environment,
        });
        let request = self.client.post(&self.url).json(&json!({ "context": context }));
        let answer: Value = crate::outgoing::json(request, LARGEST_ANSWER).await?;
        let flags = answer["flags"].as_array().ok_or("answer has no flags")?;
        Ok(flags.iter().filter_map(flag).take(MOST_FLAGS).collect())
    }

    fn known(&self) -> MutexGuard<'_, Known> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Known {
    /// The answer for a pair; for a new one too many, the one that was used longest ago goes.
    fn answer(&mut self, pair: &Pair) -> Arc<tokio::sync::Mutex<Answer>> {
        if !self.pairs.contains_key(pair) && self.pairs.len() >= PAIRS {
            let oldest = self.pairs.iter().min_by_key(|(_, kept)| kept.used);
            if let Some(oldest) = oldest.map(|(pair, _)| pair.clone()) {
                self.pairs.remove(&oldest);
            }
        }
        let now = Instant::now();
        let new = || Kept { used: now, answer: Arc::default() };
        let kept = self.pairs.entry(pair.clone()).or_insert_with(new);
        kept.used = now;
        kept.answer.clone()
    }

    fn rests(&self) -> bool {
        self.rests_until.is_some_and(|end| Instant::now() < end)
    }

    /// Takes in why the service could not be asked, if so; warns once until it can be asked again.
    fn note(&mut self, failure: Option<&'static str>) {
        if let (Some(reason), None) = (failure, self.rests_until) {
            tracing::warn!(reason, "the service of flags is away, what it said last stays");
        }
        self.rests_until = failure.map(|_| Instant::now() + REST);
    }
}

/// One flag of an answer, if it is a boolean that could be evaluated.
fn flag(value: &Value) -> Option<(String, bool)> {
    let is_evaluated = value["errorCode"].is_null();
    Some((value["key"].as_str()?.to_owned(), value["value"].as_bool().filter(|_| is_evaluated)?))
}

fn is_slug(name: &str) -> bool {
    let is_part = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'_' || byte == b'-';
    (1..=LONGEST_NAME).contains(&name.len()) && name.bytes().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::extract::State;
    use axum::http::StatusCode;
    use axum::routing::post;
    use axum::{Json, Router};
    use futures_util::future::join_all;

    /// What the service in this process was asked, and what it answers next.
    #[derive(Default)]
    struct Told {
        asked: Vec<Value>,
        answer: Option<Value>,
    }

    async fn evaluate(
        State(told): State<Arc<Mutex<Told>>>,
        Json(question): Json<Value>,
    ) -> (StatusCode, Json<Value>) {
        let answer = {
            let mut told = told.lock().unwrap();
            told.asked.push(question);
            told.answer.clone()
        };
        tokio::time::sleep(Duration::from_millis(50)).await;
        match answer {
            Some(answer) => (StatusCode::OK, Json(answer)),
            None => (StatusCode::SERVICE_UNAVAILABLE, Json(Value::Null)),
        }
    }

    /// A running service that answers this.
    async fn service(answer: Option<Value>) -> (Arc<Service>, Arc<Mutex<Told>>) {
        let told = Arc::new(Mutex::new(Told { answer, ..Told::default() }));
        let app = Router::new()
            .route("/ofrep/v1/evaluate/flags", post(evaluate))
            .with_state(told.clone());
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        tokio::spawn(async { axum::serve(listener, app).await });
        (Arc::new(Service::new(&base)), told)
    }

    fn one_flag() -> Option<Value> {
        let flag = json!({"key": "a", "value": true, "reason": "STATIC", "variant": "on"});
        Some(json!({"flags": [flag]}))
    }

    fn asked(told: &Mutex<Told>) -> usize {
        told.lock().unwrap().asked.len()
    }

    /// Lets an answer grow old.
    async fn age(service: &Service, pair: (&str, &str)) {
        let answer = service.known().answer(&(pair.0.to_owned(), pair.1.to_owned()));
        answer.lock().await.at = None;
    }

    #[tokio::test]
    async fn it_is_asked_with_the_context_and_its_booleans_are_taken() {
        let (service, told) = service(Some(json!({"flags": [
            {"key": "a", "value": true, "reason": "STATIC", "variant": "on"},
            {"key": "b", "value": false},
            {"key": "c", "value": "yes"},
            {"key": "d", "value": true, "errorCode": "PARSE_ERROR"},
            {"value": true},
            7,
        ]})))
        .await;
        let flags = service.flags("teenager", "production").await;
        assert_eq!(flags, [("a".to_owned(), true), ("b".to_owned(), false)].into());
        let context = json!({
            "targetingKey": "kind-monsters", "variant": "teenager", "environment": "production",
        });
        assert_eq!(told.lock().unwrap().asked, [json!({ "context": context })]);
    }

    #[tokio::test]
    async fn many_callers_make_one_question() {
        let (service, told) = service(one_flag()).await;
        let answers = join_all((0..50).map(|_| service.flags("v", "e"))).await;
        assert!(answers.iter().all(|flags| flags["a"]));
        assert_eq!(asked(&told), 1);
    }

    #[tokio::test]
    async fn only_short_slugs_are_asked_for() {
        let (service, told) = service(one_flag()).await;
        for odd in ["", "a b", "é", "../x", &"a".repeat(33)] {
            assert!(service.flags(odd, "e").await.is_empty());
            assert!(service.flags("v", odd).await.is_empty());
        }
        assert_eq!(asked(&told), 0);
    }

    #[tokio::test]
    async fn no_more_than_64_pairs_are_kept() {
        let (service, told) = service(one_flag()).await;
        service.flags("first", "e").await;
        let names: Vec<String> = (0..PAIRS).map(|number| number.to_string()).collect();
        join_all(names.iter().map(|name| service.flags(name, "e"))).await;
        assert_eq!(service.known().pairs.len(), PAIRS);
        service.flags("63", "e").await;
        assert_eq!(asked(&told), PAIRS + 1);
        service.flags("first", "e").await;
        assert_eq!(asked(&told), PAIRS + 2);
    }

    #[tokio::test]
    async fn no_more_than_200_flags_are_read() {
        let flags: Vec<Value> =
            (0..300).map(|number| json!({"key": format!("f{number}"), "value": true})).collect();
        let (service, _) = service(Some(json!({ "flags": flags }))).await;
        assert_eq!(service.flags("v", "e").await.len(), MOST_FLAGS);
    }

    #[tokio::test]
    async fn while_it_is_away_the_last_answer_stays_and_it_is_left_alone() {
        let (service, told) = service(one_flag()).await;
        service.flags("v", "e").await;
        told.lock().unwrap().answer = None;
        age(&service, ("v", "e")).await;
        assert!(service.flags("v", "e").await["a"]);
        assert!(service.flags("v", "e").await["a"]);
        assert!(service.flags("other", "e").await.is_empty());
        assert_eq!(asked(&told), 2);
    }

    #[tokio::test]
    async fn it_is_asked_again_when_its_rest_is_over() {
        let (service, told) = service(None).await;
        assert!(service.flags("v", "e").await.is_empty());
        told.lock().unwrap().answer = one_flag();
        service.known().rests_until = Some(Instant::now());
        assert!(service.flags("v", "e").await["a"]);
        assert!(service.known().rests_until.is_none());
    }

    #[tokio::test]
    async fn one_that_does_not_answer_holds_nobody_up() {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let service = Arc::new(Service::new(&base));
        let begun = Instant::now();
        let answers = join_all((0..20).map(|_| service.flags("v", "e"))).await;
        assert!(answers.iter().all(Flags::is_empty));
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    }

    #[tokio::test]
    async fn a_caller_who_hangs_up_does_not_stop_the_question() {
        let (service, told) = service(one_flag()).await;
        let hasty = tokio::time::timeout(Duration::from_millis(10), service.flags("v", "e"));
        assert!(hasty.await.is_err());
        assert!(service.flags("v", "e").await["a"]);
        assert_eq!(asked(&told), 1);
    }
}
