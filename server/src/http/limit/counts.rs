//! Where calls are counted, in windows of a minute: in memory, or in Redis for several servers.

use crate::events::Shared;
use redis::{RedisResult, Script};
use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::time::Duration;

/// The length of a window, in milliseconds.
const WINDOW: i64 = 60_000;
/// Shards, so that many requests seldom wait for one another.
const SHARDS: usize = 16;
/// A shard larger than this is swept of windows that are over.
const SWEEP: usize = 4096;
/// How long Redis may take to count a call.
const PATIENCE: Duration = Duration::from_millis(250);
/// How long Redis is not asked after it did not answer, in milliseconds.
const REST: i64 = 1000;
/// Counts a call: how many there are, and how many milliseconds are left of their window.
const ADD: &str = "
local calls = redis.call('INCR', KEYS[1])
local left = redis.call('PTTL', KEYS[1])
if left < 0 then
    left = tonumber(ARGV[1])
    redis.call('PEXPIRE', KEYS[1], left)
end
return {calls, left}";

/// How often a client called in its minute, and when that ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Window {
    /// In milliseconds since 1970.
    pub(super) ends: i64,
    pub(super) calls: u32,
}

/// Where calls are counted.
pub(super) enum Counts {
    /// In this process alone.
    Memory(Memory),
    /// Together with other servers.
    Redis(Box<Redis>),
}

impl Counts {
    pub(super) fn new(shared: Option<Shared>) -> Counts {
        match shared {
            None => Counts::Memory(Memory::default()),
            Some(shared) => Counts::Redis(Box::new(Redis::new(shared, PATIENCE))),
        }
    }

    /// Counts a call at `now`, in milliseconds, and shows the client's window with it.
    pub(super) async fn add(&self, client: u64, now: i64) -> Window {
        match self {
            Counts::Memory(memory) => memory.add(client, now),
            Counts::Redis(redis) => redis.add(client, now).await,
        }
    }
}

/// Counts by the client's hash.
#[derive(Default)]
pub(super) struct Memory(Box<[Mutex<HashMap<u64, Window>>; SHARDS]>);

impl Memory {
    fn add(&self, client: u64, now: i64) -> Window {
        #[expect(clippy::cast_possible_truncation, reason = "any bits will do")]
        let shard = &self.0[client as usize % SHARDS];
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

/// Counts under the client's hash in Redis, which forgets a window when it ends; in memory while
/// Redis is away.
pub(super) struct Redis {
    shared: Shared,
    patience: Duration,
    script: Script,
    /// When an absent Redis is asked again, in milliseconds since 1970; 0 while it is there.
    asks_again: AtomicI64,
    memory: Memory,
}

impl Redis {
    fn new(shared: Shared, patience: Duration) -> Redis {
        Redis {
            shared,
            patience,
            script: Script::new(ADD),
            asks_again: AtomicI64::new(0),
            memory: Memory::default(),
        }
    }

    async fn add(&self, client: u64, now: i64) -> Window {
        let asks_again = self.asks_again.load(Relaxed);
        let is_away = asks_again != 0;
        let rests = (1..=REST).contains(&(asks_again - now));
        // While it is away one call a second finds out whether it is back.
        let next = || self.asks_again.compare_exchange(asks_again, now + REST, Relaxed, Relaxed);
        if is_away && (rests || next().is_err()) {
            return self.memory.add(client, now);
        }
        match self.ask(client, now).await {
            Ok(window) => {
                if is_away {
                    self.asks_again.store(0, Relaxed);
                    tracing::info!("Redis is back: servers count calls together");
                }
                window
            }
            Err(fault) => {
                if self.asks_again.swap(now + REST, Relaxed) == 0 {
                    tracing::warn!(%fault, "Redis is away: this server counts calls alone");
                }
                self.memory.add(client, now)
            }
        }
    }

    async fn ask(&self, client: u64, now: i64) -> RedisResult<Window> {
        let mut call = self.script.key(format!("km:rate:{client:016x}"));
        call.arg(WINDOW);
        let count = |mut redis| async move { call.invoke_async(&mut redis).await };
        let (calls, left): (u32, i64) = self.shared.ask(self.patience, count).await?;
        Ok(Window { ends: now + left, calls })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::TestRedis;

    /// The moment of these tests.
    const NOW: i64 = 1_700_000_000_000;

    /// With more patience than a busy machine asks for: what is tested is who counts, not how soon.
    fn counts(url: &str) -> Counts {
        let patience = Duration::from_secs(20);
        Counts::Redis(Box::new(Redis::new(Shared::open(url).unwrap(), patience)))
    }

    #[tokio::test]
    async fn servers_that_share_redis_count_together() {
        let redis = TestRedis::start();
        let (one, other) = (counts(&redis.url), counts(&redis.url));
        let first = one.add(1, NOW).await;
        assert_eq!(first, Window { ends: NOW + WINDOW, calls: 1 });
        let second = other.add(1, NOW).await;
        assert_eq!(second.calls, 2);
        assert!((NOW + WINDOW / 2..=NOW + WINDOW).contains(&second.ends), "{second:?}");
        assert_eq!(other.add(2, NOW).await.calls, 1);
    }

    #[tokio::test]
    async fn calls_are_counted_in_memory_while_redis_is_away_and_together_when_it_is_back() {
        let redis = TestRedis::start();
        let url = redis.url.clone();
        let counts = counts(&url);
        let calls = async |now| counts.add(1, now).await.calls;
        assert_eq!((calls(NOW).await, calls(NOW).await), (1, 2));
        drop(redis);
        assert_eq!((calls(NOW).await, calls(NOW).await), (1, 2));
        let _redis = TestRedis::start_at(&url);
        assert_eq!(calls(NOW + REST - 1).await, 3);
        assert_eq!((calls(NOW + REST).await, calls(NOW + REST).await), (1, 2));
    }

    #[tokio::test]
    async fn a_redis_that_does_not_answer_holds_up_one_call_and_no_more() {
        // Connections are accepted here, and nothing else.
        let silent = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("redis://{}", silent.local_addr().unwrap());
        let counts = Counts::new(Some(Shared::open(&url).unwrap()));
        let begun = std::time::Instant::now();
        for number in 1..=100 {
            assert_eq!(counts.add(1, NOW).await.calls, number);
        }
        assert!(begun.elapsed() < 2 * PATIENCE, "{:?}", begun.elapsed());
    }
}
