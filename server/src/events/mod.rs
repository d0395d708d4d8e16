//! What is announced, and to whom: within this process, and through Redis to others.

mod hub;
mod listener;
mod relay;
mod shared;

pub use listener::Listener;
pub use shared::Shared;
#[cfg(test)]
pub(crate) use shared::TestRedis;

use crate::crypto::Secret;
use app::api::event::Event;
use hub::Hub;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;
use uuid::Uuid;

/// Announces events to everybody who listens, in this process and, through Redis, in others.
/// Cheap to clone.
///
/// An address is the id of a conversation, a person or a sign-in. Events of one address are heard
/// in the order in which they were published.
#[derive(Clone)]
pub struct Events(Arc<Hub>);

impl Events {
    /// Events of this process alone.
    pub fn local() -> Events {
        Events(Arc::new(Hub::new(None)))
    }

    /// Events that all servers of `redis` hear, sealed with the `secret` that they share.
    ///
    /// Starts a task, so it must be called within the Tokio runtime; returns at once even when
    /// Redis is away. Then events stay in this process until it is back.
    pub fn shared(redis: &Shared, secret: Secret) -> Events {
        Events(Arc::new_cyclic(|hub| {
            Hub::new(Some(relay::start(redis.clone(), secret, hub.clone())))
        }))
    }

    /// Announces to everybody who listens at `address`: never waits, never fails.
    ///
    /// [`Event::Terminate`] ends every listener there.
    pub fn publish(&self, address: Uuid, event: Event) {
        self.0.publish(address, &Arc::new(event));
    }

    /// Whether an event could be heard by anybody: a quick look before much is announced.
    pub fn may_be_heard(&self) -> bool {
        self.listeners() > 0 || self.0.has_outlet()
    }

    /// Listens at all of these addresses (the conversation, its owner, the sign-in).
    pub fn listen(&self, addresses: &[Uuid]) -> Listener {
        Listener::new(Arc::clone(&self.0), addresses)
    }

    /// Ends every stream of this process with [`Event::Terminate`], now and for whoever comes later.
    pub fn close(&self) {
        self.0.close();
    }

    /// How many listeners this process has.
    pub fn listeners(&self) -> usize {
        self.0.listeners.load(Relaxed)
    }
}

#[cfg(test)]
mod tests;
