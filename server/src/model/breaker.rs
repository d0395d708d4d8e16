//! Leaves a model alone that failed several times in a row, then tries it with one call at a time.

use crate::clock::Clock;
use chrono::{DateTime, Duration, Utc};
use std::sync::{Mutex, MutexGuard};

/// Decides whether a call may be made.
pub struct Breaker {
    clock: Clock,
    /// Failures in a row after which no call is made.
    most: u32,
    /// How long none is made then.
    rest: Duration,
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    failures: u32,
    /// Until when no call is made; after it one at a time, until one succeeds.
    until: Option<DateTime<Utc>>,
    is_probing: bool,
}

/// Leave to make one call; dropped without a verdict it counts as never made.
pub struct Permit<'a> {
    breaker: &'a Breaker,
    is_probe: bool,
}

impl Breaker {
    /// Lets calls through until `most` of them failed in a row, then none for `rest`.
    pub fn new(clock: Clock, most: u32, rest: std::time::Duration) -> Breaker {
        let rest = Duration::from_std(rest).unwrap_or(Duration::MAX);
        Breaker { clock, most, rest, state: Mutex::default() }
    }

    /// Leave to make a call, unless the model is left alone or being tried.
    pub fn permit(&self) -> Option<Permit<'_>> {
        let mut state = self.state();
        let Some(until) = state.until else {
            return Some(Permit { breaker: self, is_probe: false });
        };
        if state.is_probing || self.clock.now() < until {
            return None;
        }
        state.is_probing = true;
        Some(Permit { breaker: self, is_probe: true })
    }

    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

impl Permit<'_> {
    /// The call came to its end as it should.
    pub fn succeed(self) {
        let mut state = self.breaker.state();
        (state.failures, state.until) = (0, None);
    }

    /// The call failed, and the model or the way to it is to blame.
    pub fn fail(self) {
        let mut state = self.breaker.state();
        state.failures = state.failures.saturating_add(1);
        if self.is_probe || (state.until.is_none() && state.failures >= self.breaker.most) {
            state.until = Some(self.breaker.clock.now() + self.breaker.rest);
        }
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        if self.is_probe {
            self.breaker.state().is_probing = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn breaker(clock: &Clock) -> Breaker {
        Breaker::new(clock.clone(), 3, std::time::Duration::from_secs(30))
    }

    fn fail(breaker: &Breaker, times: usize) {
        for _ in 0..times {
            breaker.permit().expect("a call is let through").fail();
        }
    }

    #[test]
    fn failures_in_a_row_stop_the_calls_and_others_do_not() {
        let breaker = breaker(&Clock::default());
        fail(&breaker, 2);
        breaker.permit().unwrap().succeed();
        fail(&breaker, 2);
        assert!(breaker.permit().is_some());
        fail(&breaker, 1);
        assert!(breaker.permit().is_none());
    }

    #[test]
    fn after_a_rest_one_call_at_a_time_is_tried() {
        let clock = Clock::default();
        let breaker = breaker(&clock);
        fail(&breaker, 3);
        clock.advance(Duration::seconds(31));
        let probe = breaker.permit().unwrap();
        assert!(breaker.permit().is_none());
        probe.fail();
        assert!(breaker.permit().is_none());
        clock.advance(Duration::seconds(31));
        breaker.permit().unwrap().succeed();
        let (first, second) = (breaker.permit(), breaker.permit());
        assert!(first.is_some() && second.is_some());
    }

    #[test]
    fn a_probe_that_is_given_up_lets_another_through() {
        let clock = Clock::default();
        let breaker = breaker(&clock);
        fail(&breaker, 3);
        clock.advance(Duration::seconds(31));
        drop(breaker.permit().unwrap());
        assert!(breaker.permit().is_some());
    }
}
