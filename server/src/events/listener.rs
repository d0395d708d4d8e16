//! One who listens: a small queue that many fill and one reads, without a task or channel of its own.

use super::hub::Hub;
use app::api::event::Event;
use futures_util::Stream;
use std::collections::VecDeque;
use std::pin::Pin;
use std::sync::atomic::Ordering::Relaxed;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll, Waker};
use uuid::Uuid;

/// How many events may wait for a reader; a whole scripted reply, published at once, has room.
pub(super) const LIMIT: usize = 256;

/// A stream of what is announced at some addresses; `None` follows [`Event::Terminate`].
///
/// One that is not read until its queue is full is ended: its client comes back. Dropping it
/// unregisters it.
pub struct Listener {
    hub: Arc<Hub>,
    mailbox: Arc<Mailbox>,
    addresses: Box<[Uuid]>,
}

impl Listener {
    pub(super) fn new(hub: Arc<Hub>, addresses: &[Uuid]) -> Listener {
        let mut addresses = addresses.to_vec();
        addresses.sort_unstable();
        addresses.dedup();
        let mailbox = Arc::new(Mailbox::default());
        hub.register(&addresses, &mailbox);
        hub.listeners.fetch_add(1, Relaxed);
        metrics::gauge!("sse_connections").increment(1.0);
        Listener { hub, mailbox, addresses: addresses.into_boxed_slice() }
    }
}

impl Stream for Listener {
    type Item = Arc<Event>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Arc<Event>>> {
        let mut queue = self.mailbox.lock();
        match queue.events.pop_front() {
            Some(event) => Poll::Ready(Some(event)),
            None if queue.is_over => Poll::Ready(None),
            None => {
                queue.reader = Some(context.waker().clone());
                Poll::Pending
            }
        }
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        self.hub.unregister(&self.addresses, &self.mailbox);
        self.hub.listeners.fetch_sub(1, Relaxed);
        metrics::gauge!("sse_connections").decrement(1.0);
    }
}

/// Where the hub puts what a listener is to hear.
#[derive(Default)]
pub(super) struct Mailbox(Mutex<Queue>);

#[derive(Default)]
struct Queue {
    events: VecDeque<Arc<Event>>,
    reader: Option<Waker>,
    /// Whether the last event is, or was, the end.
    is_over: bool,
}

impl Mailbox {
    /// Adds an event for the reader and wakes it.
    pub(super) fn put(&self, event: &Arc<Event>) {
        let mut queue = self.lock();
        if queue.is_over {
            return;
        }
        if queue.events.len() < LIMIT {
            queue.events.push_back(Arc::clone(event));
            queue.is_over = matches!(**event, Event::Terminate);
        } else {
            queue.events = VecDeque::from([Arc::new(Event::Terminate)]);
            queue.is_over = true;
        }
        let reader = queue.reader.take();
        drop(queue);
        if let Some(reader) = reader {
            reader.wake();
        }
    }

    /// Ends the stream after what is waiting, without saying that it is over: the client comes back.
    pub(super) fn break_off(&self) {
        let mut queue = self.lock();
        queue.is_over = true;
        let reader = queue.reader.take();
        drop(queue);
        if let Some(reader) = reader {
            reader.wake();
        }
    }

    fn lock(&self) -> MutexGuard<'_, Queue> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_listener_is_small() {
        let size = size_of::<Listener>() + size_of::<Mailbox>();
        assert!(size <= 112, "{size} bytes");
    }
}
