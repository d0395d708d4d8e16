//! The one door to time: what the moment is, and ids that rise with it.

use chrono::{DateTime, Duration, SubsecRound, Utc};
use std::sync::atomic::{AtomicI64, Ordering::Relaxed};
use std::sync::{Arc, Mutex};
use uuid::timestamp::context::ContextV7;
use uuid::{Timestamp, Uuid};

/// Tells the time in whole milliseconds (PostgreSQL keeps no nanoseconds); tests move it.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    moved_by_ms: Arc<AtomicI64>,
}

static IDS: Mutex<ContextV7> = Mutex::new(ContextV7::new());

impl Clock {
    /// The moment, in UTC.
    pub fn now(&self) -> DateTime<Utc> {
        #[expect(clippy::disallowed_methods, reason = "this is the one door")]
        let now = Utc::now().trunc_subsecs(3);
        now + Duration::milliseconds(self.moved_by_ms.load(Relaxed))
    }

    /// Moves the clock, for tests.
    pub fn advance(&self, by: Duration) {
        self.moved_by_ms.fetch_add(by.num_milliseconds(), Relaxed);
    }
}

/// A new id for a row of the moment `at`: UUID v7, later calls in this process give larger ids.
pub fn rising_id(at: DateTime<Utc>) -> Uuid {
    let seconds = u64::try_from(at.timestamp()).unwrap_or_default();
    Uuid::new_v7(Timestamp::from_unix(&IDS, seconds, at.timestamp_subsec_nanos()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_moment_rise() {
        let at = Clock::default().now();
        let ids: Vec<Uuid> = (0..1000).map(|_| rising_id(at)).collect();
        assert!(ids.is_sorted_by(|a, b| a < b));
    }

    #[test]
    fn the_clock_gives_whole_milliseconds_and_can_be_moved() {
        let clock = Clock::default();
        let before = clock.now();
        assert_eq!(before.timestamp_subsec_nanos() % 1_000_000, 0);
        clock.advance(Duration::days(31));
        assert!(clock.now() - before >= Duration::days(31));
    }
}
