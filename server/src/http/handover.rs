//! A stream of events takes its connection over once its head is sent: the buffers and the task
//! that served requests are let go, so that ten thousand can listen.

use axum::Extension;
use axum::body::{Body, Bytes};
use axum::extract::FromRequestParts;
use axum::http::Version;
use axum::http::request::Parts;
use axum::middleware::AddExtension;
use axum_server::accept::Accept;
use futures_util::stream;
use std::convert::Infallible;
use std::future::{Ready, ready};
use std::io::{self, IoSlice};
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard};
use std::task::{Context, Poll};
use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tower::Layer;

/// Accepts connections that can be taken over.
#[derive(Clone, Copy)]
pub struct Acceptor;

impl<S> Accept<TcpStream, S> for Acceptor {
    type Stream = Connection;
    type Service = AddExtension<S, Handover>;
    type Future = Ready<io::Result<(Connection, Self::Service)>>;

    fn accept(&self, stream: TcpStream, service: S) -> Self::Future {
        let handover = Handover::default();
        let service = Extension(handover.clone()).layer(service);
        // What is announced must not wait until the client confirms what came before.
        let made = stream.set_nodelay(true);
        ready(made.map(|()| (Connection { stream: Some(stream), handover }, service)))
    }
}

/// Whoever takes a connection over waits in here until all that was written before is sent.
#[derive(Clone, Default)]
pub struct Handover(Arc<Mutex<Option<oneshot::Sender<TcpStream>>>>);

impl Handover {
    /// A body after whose head the connection is given away, and where it will come.
    pub fn body(self) -> (Body, oneshot::Receiver<TcpStream>) {
        let (heir, inherits) = oneshot::channel();
        let mut heir = Some(heir);
        let body = stream::poll_fn(move |_| {
            let mut waiting = self.waiting();
            match heir.take() {
                Some(heir) => *waiting = Some(heir),
                None if waiting.is_some() => {}
                // Ends the task that served the connection.
                None => return Poll::Ready(Some(Err::<Bytes, _>(gone()))),
            }
            Poll::Pending
        });
        (Body::from_stream(body), inherits)
    }

    fn waiting(&self) -> MutexGuard<'_, Option<oneshot::Sender<TcpStream>>> {
        self.0.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }
}

/// The request's [`Handover`], if its connection carries nothing else: HTTP/1.1 without TLS.
pub struct MaybeHandover(pub Option<Handover>);

impl<S: Sync> FromRequestParts<S> for MaybeHandover {
    type Rejection = Infallible;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<MaybeHandover, Infallible> {
        let is_alone = parts.version == Version::HTTP_11;
        let handover = parts.extensions.get::<Handover>().filter(|_| is_alone);
        Ok(MaybeHandover(handover.cloned()))
    }
}

/// A client's connection, until it is given away.
pub struct Connection {
    stream: Option<TcpStream>,
    handover: Handover,
}

impl Connection {
    fn stream(&mut self) -> io::Result<Pin<&mut TcpStream>> {
        self.stream.as_mut().map(Pin::new).ok_or_else(gone)
    }
}

fn gone() -> io::Error {
    io::Error::other("the connection was given away")
}

impl AsyncRead for Connection {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        self.stream()?.poll_read(context, buffer)
    }
}

impl AsyncWrite for Connection {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        self.stream()?.poll_write(context, bytes)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        parts: &[IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        self.stream()?.poll_write_vectored(context, parts)
    }

    fn is_write_vectored(&self) -> bool {
        true
    }

    /// All that was written is with the system by now: the moment to give the connection away.
    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        let heir = self.handover.waiting().take();
        if let Some((heir, stream)) = heir.and_then(|heir| Some((heir, self.stream.take()?))) {
            heir.send(stream).ok();
            // The task comes back to find its body at an end.
            context.waker().wake_by_ref();
        }
        Poll::Ready(Ok(()))
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        match &mut self.stream {
            Some(stream) => Pin::new(stream).poll_shutdown(context),
            None => Poll::Ready(Ok(())),
        }
    }
}
