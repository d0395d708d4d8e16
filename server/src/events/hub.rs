//! Who listens where in this process; in shards, so that conversations do not wait for one another.

use super::listener::Mailbox;
use super::relay::Outlet;
use app::api::event::Event;
use std::collections::HashMap;
use std::sync::atomic::Ordering::SeqCst;
use std::sync::atomic::{AtomicBool, AtomicUsize};
use std::sync::{Arc, Mutex, MutexGuard};
use uuid::Uuid;

const SHARDS: usize = 64;

type Shard = HashMap<Uuid, Vec<Arc<Mailbox>>>;

/// Everybody who listens in this process, and the way to the others.
pub(super) struct Hub {
    shards: [Mutex<Shard>; SHARDS],
    pub(super) listeners: AtomicUsize,
    is_closed: AtomicBool,
    outlet: Option<Outlet>,
}

impl Hub {
    pub(super) fn new(outlet: Option<Outlet>) -> Hub {
        Hub {
            shards: std::array::from_fn(|_| Mutex::default()),
            listeners: AtomicUsize::new(0),
            is_closed: AtomicBool::new(false),
            outlet,
        }
    }

    pub(super) fn has_outlet(&self) -> bool {
        self.outlet.is_some()
    }

    /// Announces here and elsewhere.
    pub(super) fn publish(&self, address: Uuid, event: &Arc<Event>) {
        // Held to the end: so all listeners, here and elsewhere, hear the same order.
        let shard = self.shard(address);
        deliver(&shard, address, event);
        if let Some(outlet) = &self.outlet {
            outlet.put(address, event);
        }
    }

    /// Announces here what another process announced.
    pub(super) fn repeat(&self, address: Uuid, event: &Arc<Event>) {
        deliver(&self.shard(address), address, event);
    }

    pub(super) fn register(&self, addresses: &[Uuid], mailbox: &Arc<Mailbox>) {
        for address in addresses {
            let mut shard = self.shard(*address);
            // Nearly always the only one there: no room for more.
            let mailboxes = shard.entry(*address).or_insert_with(|| Vec::with_capacity(1));
            mailboxes.push(Arc::clone(mailbox));
        }
        // Asked after registering: who is not ended here is seen by `close`.
        if self.is_closed.load(SeqCst) {
            mailbox.put(&Arc::new(Event::Terminate));
        }
    }

    pub(super) fn unregister(&self, addresses: &[Uuid], mailbox: &Arc<Mailbox>) {
        for address in addresses {
            let mut shard = self.shard(*address);
            if let Some(mailboxes) = shard.get_mut(address) {
                mailboxes.retain(|other| !Arc::ptr_eq(other, mailbox));
                if mailboxes.is_empty() {
                    shard.remove(address);
                }
            }
        }
    }

    pub(super) fn close(&self) {
        self.is_closed.store(true, SeqCst);
        let terminate = Arc::new(Event::Terminate);
        for shard in &self.shards {
            for mailbox in lock(shard).values().flatten() {
                mailbox.put(&terminate);
            }
        }
    }

    /// Lets every client come back with its credential: an end may have been missed.
    pub(super) fn break_off(&self) {
        for shard in &self.shards {
            lock(shard).values().flatten().for_each(|mailbox| mailbox.break_off());
        }
    }

    /// At how many addresses somebody listens.
    #[cfg(test)]
    pub(super) fn addresses(&self) -> usize {
        self.shards.iter().map(|shard| lock(shard).len()).sum()
    }

    fn shard(&self, address: Uuid) -> MutexGuard<'_, Shard> {
        // The last byte of an id is chance.
        lock(&self.shards[usize::from(address.as_bytes()[15]) % SHARDS])
    }
}

fn deliver(shard: &Shard, address: Uuid, event: &Arc<Event>) {
    for mailbox in shard.get(&address).into_iter().flatten() {
        mailbox.put(event);
    }
}

fn lock(shard: &Mutex<Shard>) -> MutexGuard<'_, Shard> {
    shard.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
}
