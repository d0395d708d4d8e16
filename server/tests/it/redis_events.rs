//! Several servers and one Redis: what passes between them, and what happens when it goes away.

use app::api::event::{Event, ReplyEvent};
use futures_util::StreamExt;
use server::crypto::{KeyRing, Secret};
use server::events::{Events, Listener, Shared};
use std::io::Write;
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tokio::time::{sleep, timeout};
use uuid::Uuid;

const HERE: Uuid = Uuid::from_u128(0x1234_5678_9abc_def0_1234_5678_9abc_def0);

/// A Redis of one test, on a port that stays its own; it ends with the test.
struct Redis {
    port: u16,
    process: Option<Child>,
}

impl Redis {
    fn start() -> Redis {
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let mut redis = Redis { port, process: None };
        redis.start_again();
        redis
    }

    fn start_again(&mut self) {
        let process = Command::new("redis-server")
            .args(["--port", &self.port.to_string(), "--bind", "127.0.0.1"])
            .args(["--save", "", "--appendonly", "no"])
            .stdout(Stdio::null())
            .spawn()
            .expect("redis-server is installed");
        self.process = Some(process);
        let begun = Instant::now();
        while TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            assert!(begun.elapsed() < Duration::from_secs(10), "Redis does not start");
            std::thread::sleep(Duration::from_millis(10));
        }
    }

    fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            process.kill().unwrap();
            process.wait().unwrap();
        }
    }

    fn url(&self) -> String {
        format!("redis://127.0.0.1:{}", self.port)
    }

    /// The events of a server of its own.
    fn server(&self, secret: &Secret) -> Events {
        Events::shared(&Shared::open(&self.url()).unwrap(), secret.clone())
    }
}

impl Drop for Redis {
    fn drop(&mut self) {
        self.kill();
    }
}

fn secret() -> Secret {
    let keys = KeyRing::parse(&KeyRing::new_key_text()).unwrap();
    Secret::new(keys.new_data_key(Uuid::nil()).0)
}

fn reply(delta: &str) -> Event {
    Event::Reply(ReplyEvent { message_id: Uuid::from_u128(7), delta: delta.into() })
}

/// The next event, which must come soon.
async fn next(listener: &mut Listener) -> Event {
    let event = timeout(Duration::from_secs(5), listener.next()).await;
    (*event.expect("an event comes").expect("the stream goes on")).clone()
}

/// Waits until `to` hears what `from` says; how long that took.
async fn connected(from: &Events, to: &Events) -> Duration {
    let address = Uuid::from_u128(99);
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(10) {
        // One that listened while Redis came back is sent away.
        let mut listener = to.listen(&[address]);
        from.publish(address, reply("?"));
        if let Ok(Some(_)) = timeout(Duration::from_millis(50), listener.next()).await {
            return begun.elapsed();
        }
    }
    panic!("the servers do not hear each other");
}

/// Two servers that hear each other.
async fn two(redis: &Redis, secret: &Secret) -> (Events, Events) {
    let (one, other) = (redis.server(secret), redis.server(secret));
    connected(&one, &other).await;
    connected(&other, &one).await;
    (one, other)
}

#[tokio::test]
async fn two_servers_hear_each_other_in_order_and_themselves_once() {
    let redis = Redis::start();
    let (one, other) = two(&redis, &secret()).await;
    let (mut here, mut there) = (one.listen(&[HERE]), other.listen(&[HERE]));
    for word in ["a", "b", "c"] {
        one.publish(HERE, reply(word));
    }
    one.publish(HERE, Event::Terminate);
    for listener in [&mut here, &mut there] {
        for word in ["a", "b", "c"] {
            assert_eq!(next(listener).await, reply(word));
        }
        assert_eq!(next(listener).await, Event::Terminate);
        assert!(listener.next().await.is_none());
    }
    let (mut here, mut there) = (one.listen(&[HERE]), other.listen(&[HERE]));
    other.publish(HERE, reply("d"));
    for listener in [&mut here, &mut there] {
        assert_eq!(next(listener).await, reply("d"));
        assert!(timeout(Duration::from_millis(200), listener.next()).await.is_err());
    }
}

#[tokio::test]
async fn nothing_readable_passes_through_redis() {
    let redis = Redis::start();
    let (one, other) = two(&redis, &secret()).await;
    let mut there = other.listen(&[HERE]);
    let client = redis::Client::open(redis.url()).unwrap();
    let mut tap = client.get_async_pubsub().await.unwrap();
    tap.psubscribe("*").await.unwrap();
    one.publish(HERE, reply("tôi sợ trường học"));
    assert_eq!(next(&mut there).await, reply("tôi sợ trường học"));
    let mut payloads = Vec::new();
    let mut messages = tap.on_message();
    while let Ok(Some(message)) = timeout(Duration::from_millis(300), messages.next()).await {
        assert_eq!(message.get_channel_name(), "km:events");
        payloads.push(message.get_payload_bytes().to_owned());
    }
    assert!(payloads.last().unwrap().len() > 100);
    let id = HERE.to_string();
    for words in ["trường".as_bytes(), b"reply", b"delta", id.as_bytes(), HERE.as_bytes()] {
        let has_words = |payload: &Vec<u8>| payload.windows(words.len()).any(|part| part == words);
        assert!(!payloads.iter().any(has_words));
    }
}

#[tokio::test]
async fn what_servers_of_another_secret_or_strangers_publish_is_ignored() {
    let redis = Redis::start();
    let (one, other) = two(&redis, &secret()).await;
    let (stranger, also) = two(&redis, &secret()).await;
    let (mut there, mut theirs) = (other.listen(&[HERE]), also.listen(&[HERE]));
    stranger.publish(HERE, reply("theirs"));
    stranger.publish(HERE, Event::Terminate);
    assert_eq!(next(&mut theirs).await, reply("theirs"));
    assert_eq!(next(&mut theirs).await, Event::Terminate);
    let client = redis::Client::open(redis.url()).unwrap();
    let mut raw = client.get_multiplexed_async_connection().await.unwrap();
    for payload in ["", "[]", &"x".repeat(100)] {
        let publish = redis::cmd("PUBLISH").arg("km:events").arg(payload).to_owned();
        publish.exec_async(&mut raw).await.unwrap();
    }
    one.publish(HERE, reply("ours"));
    assert_eq!(next(&mut there).await, reply("ours"));
}

/// What is logged, for a test to read.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().write(bytes)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Log {
    fn count(&self, words: &str) -> usize {
        String::from_utf8_lossy(&self.0.lock().unwrap()).matches(words).count()
    }
}

#[tokio::test]
async fn without_redis_events_stay_in_their_server_until_it_is_back() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt().with_writer(move || writer.clone()).finish();
    let _guard = tracing::subscriber::set_default(subscriber);
    let mut redis = Redis::start();
    let secret = secret();
    let one = redis.server(&secret);
    connected(&one, &redis.server(&secret)).await;
    // The other server has gone, and must not log what this one is to log.
    sleep(Duration::from_millis(100)).await;
    assert_eq!((log.count("Redis is away"), log.count("Redis is back")), (0, 0));

    redis.kill();
    let mut here = one.listen(&[HERE]);
    let begun = Instant::now();
    while begun.elapsed() < Duration::from_secs(3) {
        one.publish(HERE, reply("still here"));
        assert_eq!(next(&mut here).await, reply("still here"));
        sleep(Duration::from_millis(20)).await;
    }
    assert_eq!((log.count("Redis is away"), log.count("Redis is back")), (1, 0));

    redis.start_again();
    let other = redis.server(&secret);
    let healed = connected(&one, &other).await.max(connected(&other, &one).await);
    assert!(healed < Duration::from_secs(4), "{healed:?}");
    assert_eq!((log.count("Redis is away"), log.count("Redis is back")), (1, 1));
    assert_eq!(log.count("still here"), 0);
    let end = timeout(Duration::from_secs(1), here.next()).await;
    assert!(end.is_ok_and(|end| end.is_none()), "who listened meanwhile comes back");
}

#[tokio::test]
async fn a_server_starts_at_once_while_redis_is_away() {
    let mut redis = Redis::start();
    redis.kill();
    let begun = Instant::now();
    let (one, other) = (redis.server(&secret()), Events::local());
    for events in [one, other] {
        let mut here = events.listen(&[HERE]);
        events.publish(HERE, reply("a"));
        assert_eq!(next(&mut here).await, reply("a"));
    }
    assert!(begun.elapsed() < Duration::from_millis(100), "{:?}", begun.elapsed());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn nineteen_of_twenty_events_reach_the_other_server_within_50_milliseconds() {
    let redis = Redis::start();
    let (one, other) = two(&redis, &secret()).await;
    let mut there = other.listen(&[HERE]);
    let mut took = Vec::new();
    for number in 0..200 {
        let begun = Instant::now();
        one.publish(HERE, reply(&number.to_string()));
        assert_eq!(next(&mut there).await, reply(&number.to_string()));
        took.push(begun.elapsed());
    }
    took.sort_unstable();
    println!("p50 {:?}, p95 {:?}, most {:?}", took[100], took[190], took[199]);
    assert!(took[190] < Duration::from_millis(50), "{:?}", took[190]);
}
