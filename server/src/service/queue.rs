//! One at a time through the same door, in the order of coming.

use crate::db::turns::Door;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard};
use tokio::sync::OwnedMutexGuard;
use tokio::time::{Instant, timeout_at};

type Places = HashMap<Door, Arc<tokio::sync::Mutex<()>>>;

/// Who waits where. Cheap to clone.
#[derive(Clone, Default)]
pub(super) struct Queue {
    places: Arc<Mutex<Places>>,
}

/// Being the one inside; the next one comes in when it is dropped.
pub(super) struct Inside {
    places: Arc<Mutex<Places>>,
    door: Door,
    guard: Option<OwnedMutexGuard<()>>,
}

impl Queue {
    /// Waits until nobody is behind `door`; `None` if that takes until `deadline`.
    pub(super) async fn enter(&self, door: Door, deadline: Instant) -> Option<Inside> {
        let place = lock(&self.places).entry(door).or_default().clone();
        // Made before waiting, so that who gives up cleans up as well.
        let mut inside = Inside { places: self.places.clone(), door, guard: None };
        inside.guard = Some(timeout_at(deadline, place.lock_owned()).await.ok()?);
        Some(inside)
    }
}

impl Drop for Inside {
    fn drop(&mut self) {
        let mut places = lock(&self.places);
        self.guard = None;
        // The map's own is the last one left: nobody is inside and nobody waits.
        if places.get(&self.door).is_some_and(|place| Arc::strong_count(place) == 1) {
            places.remove(&self.door);
        }
    }
}

fn lock(places: &Mutex<Places>) -> MutexGuard<'_, Places> {
    places.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;
    use uuid::Uuid;

    #[tokio::test]
    async fn one_is_inside_and_nobody_is_remembered_afterwards() {
        let queue = Queue::default();
        let door = Door::Conversation(Uuid::from_u128(1));
        let soon = || Instant::now() + Duration::from_millis(20);
        let first = queue.enter(door, soon()).await;
        assert!(first.is_some());
        assert!(queue.enter(door, soon()).await.is_none());
        assert!(queue.enter(Door::Conversation(Uuid::from_u128(2)), soon()).await.is_some());
        drop(first);
        assert!(queue.enter(door, soon()).await.is_some());
        assert!(lock(&queue.places).is_empty());
    }
}
