//! The keys of one provider as they were last fetched, and when to ask for them again.

use super::key::{Key, Wanted};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::Instant;

/// Keys are fetched again after this time in the course of things.
const FRESH: Duration = Duration::from_secs(60 * 60);
/// Between two asks for a key that is not there: anybody can make up ids of keys.
const SEEK: Duration = Duration::from_secs(30);
/// A provider that was down is left alone for this time.
const REST: Duration = Duration::from_secs(5);

/// What is known of a provider's keys; cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Cache {
    keys: Arc<[Key]>,
    /// When they were fetched.
    fetched: Option<Instant>,
    /// When a key was asked for that was not there.
    sought: Option<Instant>,
    /// When asking failed, if it did the last time.
    failed: Option<Instant>,
}

impl Cache {
    /// The keys that may have signed such a token.
    pub(super) fn fitting(&self, wanted: &Wanted) -> impl Iterator<Item = &Key> {
        self.keys.iter().filter(|key| key.fits(wanted))
    }

    fn knows(&self, wanted: &Wanted) -> bool {
        self.fitting(wanted).next().is_some()
    }

    /// Whether the provider could not be asked the last time.
    pub(super) fn is_away(&self) -> bool {
        self.failed.is_some()
    }

    /// Whether to ask the provider before a token that wants such a key is judged at `now`.
    pub(super) fn is_due(&self, wanted: &Wanted, now: Instant) -> bool {
        let is_past = |moment: Option<Instant>, pause| {
            moment.is_none_or(|moment| now.saturating_duration_since(moment) >= pause)
        };
        if self.fetched.is_none() {
            is_past(self.failed, REST)
        } else if self.knows(wanted) {
            is_past(self.fetched, FRESH) && is_past(self.failed, SEEK)
        } else {
            is_past(self.sought, SEEK) && is_past(self.failed, REST)
        }
    }

    /// Takes in what asking for such a key brought at `now`: the keys, or `None` if it failed, which
    /// leaves those that are there.
    pub(super) fn note(&mut self, keys: Option<Vec<Key>>, wanted: &Wanted, now: Instant) {
        let was_sought = self.fetched.is_some() && !self.knows(wanted);
        match keys {
            Some(keys) => {
                self.keys = keys.into();
                (self.fetched, self.failed) = (Some(now), None);
            }
            None => self.failed = Some(now),
        }
        if was_sought || !self.knows(wanted) {
            self.sought = Some(now);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jsonwebtoken::Algorithm;
    use serde_json::json;

    fn wanted(id: &str) -> Wanted {
        Wanted { algorithm: Algorithm::HS256, id: Some(id.into()) }
    }

    fn keys(id: &str) -> Option<Vec<Key>> {
        Key::read_set(&json!({"keys": [{"kty": "oct", "kid": id, "k": "AAAA"}]}))
    }

    /// A cache that got the key `a`, and when.
    fn cache_of_a() -> (Cache, Instant) {
        let (mut cache, now) = (Cache::default(), Instant::now());
        assert!(cache.is_due(&wanted("a"), now));
        cache.note(keys("a"), &wanted("a"), now);
        (cache, now)
    }

    #[test]
    fn a_known_key_is_fetched_again_after_an_hour() {
        let (cache, begun) = cache_of_a();
        assert!(!cache.is_due(&wanted("a"), begun + FRESH - Duration::from_secs(1)));
        assert!(cache.is_due(&wanted("a"), begun + FRESH));
    }

    #[test]
    fn unknown_keys_are_asked_for_once_in_thirty_seconds() {
        let (mut cache, begun) = cache_of_a();
        assert!(cache.is_due(&wanted("b"), begun));
        cache.note(keys("a"), &wanted("b"), begun);
        assert!(!cache.is_due(&wanted("c"), begun + SEEK - Duration::from_secs(1)));
        assert!(cache.is_due(&wanted("c"), begun + SEEK));
    }

    #[test]
    fn a_key_that_was_sought_and_found_counts_too() {
        let (mut cache, begun) = cache_of_a();
        cache.note(keys("b"), &wanted("b"), begun);
        assert!(cache.knows(&wanted("b")) && !cache.knows(&wanted("a")));
        assert!(!cache.is_due(&wanted("c"), begun + SEEK - Duration::from_secs(1)));
    }

    #[test]
    fn a_first_fetch_without_the_key_that_asked_for_it_is_not_repeated() {
        let (mut cache, now) = (Cache::default(), Instant::now());
        cache.note(keys("a"), &wanted("b"), now);
        assert!(!cache.is_due(&wanted("b"), now + SEEK - Duration::from_secs(1)));
    }

    #[test]
    fn a_provider_that_was_down_is_asked_again_after_five_seconds() {
        let (mut cache, now) = (Cache::default(), Instant::now());
        cache.note(None, &wanted("a"), now);
        assert!(cache.is_away());
        assert!(!cache.is_due(&wanted("a"), now + REST - Duration::from_secs(1)));
        assert!(cache.is_due(&wanted("a"), now + REST));
        cache.note(keys("a"), &wanted("a"), now + REST);
        assert!(!cache.is_away());
    }

    #[test]
    fn known_keys_outlive_a_provider_that_went_down() {
        let (mut cache, begun) = cache_of_a();
        cache.note(None, &wanted("a"), begun + FRESH);
        assert!(cache.knows(&wanted("a")));
        assert!(!cache.is_due(&wanted("a"), begun + FRESH + REST));
        assert!(cache.is_due(&wanted("a"), begun + FRESH + SEEK));
    }
}
