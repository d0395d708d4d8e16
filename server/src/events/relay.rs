//! Carries events between the servers of one Redis: sealed, so that nothing readable passes there.

use super::hub::Hub;
use super::shared::{Shared, within};
use crate::crypto::{self, Secret};
use app::api::event::Event;
use futures_util::StreamExt;
use redis::aio::{PubSub, PubSubSink, PubSubStream};
use redis::{RedisError, RedisResult};
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Weak};
use std::time::Duration;
use tokio::sync::mpsc::{self, Receiver, Sender, error::TryRecvError};
use uuid::Uuid;

const CHANNEL: &str = "km:events";
/// What the events are sealed for.
const PURPOSE: &str = "event";
/// How many events may wait to be sent.
const QUEUE: usize = 1024;
/// How many are sent in one round trip.
const BATCH: usize = 64;
/// How long Redis may take for anything.
const PATIENCE: Duration = Duration::from_secs(2);
/// How often it is asked whether it is still there.
const CHECK: Duration = Duration::from_secs(5);
/// How long to wait before the first new attempt, and at most before any.
const WAIT: (Duration, Duration) = (Duration::from_millis(100), Duration::from_secs(2));

type Announced = (Uuid, Arc<Event>);

/// Takes what others are to hear, without waiting.
pub(super) struct Outlet {
    queue: Sender<Announced>,
    is_away: Arc<AtomicBool>,
    has_warned: AtomicBool,
}

impl Outlet {
    pub(super) fn put(&self, address: Uuid, event: &Arc<Event>) {
        // What was announced while Redis was away would be old news when it is back.
        if self.is_away.load(Relaxed) {
            return;
        }
        let is_dropped = self.queue.try_send((address, Arc::clone(event))).is_err();
        if is_dropped && !self.has_warned.swap(true, Relaxed) {
            tracing::warn!("Redis is too slow: other servers miss events");
        }
    }
}

/// Starts the task that carries events to others, and from others to `hub`; it ends with the outlet.
pub(super) fn start(redis: Shared, secret: Secret, hub: Weak<Hub>) -> Outlet {
    let (queue, outgoing) = mpsc::channel(QUEUE);
    let mut id = [0; 16];
    crypto::fill(&mut id);
    let is_away = Arc::new(AtomicBool::new(false));
    let outlet =
        Outlet { queue, is_away: Arc::clone(&is_away), has_warned: AtomicBool::new(false) };
    let relay = Relay { redis, secret, hub, is_away, id: Uuid::from_bytes(id) };
    tokio::spawn(relay.run(outgoing));
    outlet
}

struct Relay {
    redis: Shared,
    secret: Secret,
    hub: Weak<Hub>,
    is_away: Arc<AtomicBool>,
    /// Tells this process's own events from those of others.
    id: Uuid,
}

impl Relay {
    async fn run(self, mut outgoing: Receiver<Announced>) {
        let mut wait = WAIT.0;
        loop {
            let carried = match self.open().await {
                Ok(connection) => {
                    wait = WAIT.0;
                    if self.is_away.swap(false, Relaxed) {
                        tracing::info!("Redis is back: events reach other servers");
                        if let Some(hub) = self.hub.upgrade() {
                            hub.break_off();
                        }
                    }
                    self.carry(connection, &mut outgoing).await
                }
                Err(fault) => Err(fault),
            };
            let Err(fault) = carried else { return };
            if !self.is_away.swap(true, Relaxed) {
                tracing::warn!(%fault, "Redis is away: events stay in this server");
            }
            tokio::time::sleep(wait).await;
            wait = (wait * 2).min(WAIT.1);
            while match outgoing.try_recv() {
                Ok(_) => true,
                Err(TryRecvError::Empty) => false,
                Err(TryRecvError::Disconnected) => return,
            } {}
        }
    }

    /// Connects both ways: the way out is tried with something that does not open.
    async fn open(&self) -> RedisResult<PubSub> {
        let connection = self.redis.subscribe(CHANNEL, PATIENCE).await?;
        self.send(vec![Vec::new()]).await?;
        Ok(connection)
    }

    /// Carries until Redis goes away, or nobody is left who could publish.
    async fn carry(&self, from: PubSub, outgoing: &mut Receiver<Announced>) -> RedisResult<()> {
        let (sink, stream) = from.split();
        tokio::select! {
            told = self.tell(outgoing) => told,
            fault = self.hear(stream) => Err(fault),
            fault = check(sink) => Err(fault),
        }
    }

    async fn tell(&self, outgoing: &mut Receiver<Announced>) -> RedisResult<()> {
        let mut batch = Vec::with_capacity(BATCH);
        while outgoing.recv_many(&mut batch, BATCH).await > 0 {
            let sealed = batch.drain(..).filter_map(|announced| self.seal(&announced)).collect();
            self.send(sealed).await?;
        }
        Ok(())
    }

    async fn send(&self, payloads: Vec<Vec<u8>>) -> RedisResult<()> {
        let mut pipeline = redis::pipe();
        for payload in payloads {
            pipeline.cmd("PUBLISH").arg(CHANNEL).arg(payload).ignore();
        }
        let send = |mut to| async move { pipeline.exec_async(&mut to).await };
        self.redis.ask(PATIENCE, send).await
    }

    async fn hear(&self, mut stream: PubSubStream) -> RedisError {
        while let Some(message) = stream.next().await {
            if let Some((from, address, event)) = self.open_payload(message.get_payload_bytes())
                && from != self.id
                && let Some(hub) = self.hub.upgrade()
            {
                hub.repeat(address, &Arc::new(event));
            }
        }
        std::io::Error::from(std::io::ErrorKind::ConnectionAborted).into()
    }

    fn seal(&self, (address, event): &Announced) -> Option<Vec<u8>> {
        let plain = serde_json::to_vec(&(self.id, address, &**event)).ok()?;
        Some(self.secret.seal(PURPOSE, &plain))
    }

    /// Who sent a payload, for where, and what; `None` if it is none of ours.
    fn open_payload(&self, payload: &[u8]) -> Option<(Uuid, Uuid, Event)> {
        let plain = self.secret.open(PURPOSE, payload).ok()?;
        serde_json::from_slice(&plain).ok()
    }
}

/// Asks again and again whether Redis is there; a connection that went silent never says so itself.
async fn check(mut sink: PubSubSink) -> RedisError {
    loop {
        tokio::time::sleep(CHECK).await;
        if let Err(fault) = within(PATIENCE, sink.ping::<redis::Value>()).await {
            return fault;
        }
    }
}
