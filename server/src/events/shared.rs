//! The Redis (or Valkey) that several servers share: one connection for calls, made when needed.

use redis::aio::{MultiplexedConnection, PubSub};
use redis::io::tcp::TcpSettings;
use redis::{Client, IntoConnectionInfo, RedisError, RedisResult};
use std::io;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Mutex;

/// The way to Redis. Cheap to clone; all clones use the same connection.
#[derive(Clone)]
pub struct Shared {
    client: Client,
    connection: Arc<Mutex<Option<MultiplexedConnection>>>,
}

impl Shared {
    /// Reads the URL (`redis://`, `rediss://`, `redis+unix://`) and nothing more: the first call
    /// connects.
    pub fn open(url: &str) -> Result<Shared, RedisError> {
        // A second call finds it installed.
        rustls::crypto::ring::default_provider().install_default().ok();
        // Small events must not wait to be sent together.
        let tcp = TcpSettings::default().set_nodelay(true);
        let client = Client::open(url.into_connection_info()?.set_tcp_settings(tcp))?;
        Ok(Shared { client, connection: Arc::default() })
    }

    /// Does `call` on the connection, in `limit` or not at all. After a failure the next call gets
    /// a new connection: one that went silent never says so itself.
    pub async fn ask<T, F: Future<Output = RedisResult<T>>>(
        &self,
        limit: Duration,
        call: impl FnOnce(MultiplexedConnection) -> F,
    ) -> RedisResult<T> {
        let answer = within(limit, async { call(self.connection().await?).await }).await;
        if answer.is_err()
            && let Ok(mut connection) = self.connection.try_lock()
        {
            *connection = None;
        }
        answer
    }

    /// A connection of its own that hears what is published on `channel`.
    pub(super) async fn subscribe(&self, channel: &str, limit: Duration) -> RedisResult<PubSub> {
        within(limit, async {
            let mut connection = self.client.get_async_pubsub().await?;
            connection.subscribe(channel).await?;
            Ok(connection)
        })
        .await
    }

    async fn connection(&self) -> RedisResult<MultiplexedConnection> {
        let known = self.connection.lock().await.clone();
        match known {
            Some(connection) => Ok(connection),
            None => {
                // A task of its own: a caller who gives up must not end the attempt for others.
                let attempt = tokio::spawn(self.clone().connect());
                attempt.await.unwrap_or_else(|_| Err(too_late()))
            }
        }
    }

    async fn connect(self) -> RedisResult<MultiplexedConnection> {
        let mut known = self.connection.lock().await;
        if let Some(connection) = &*known {
            return Ok(connection.clone());
        }
        let connection = self.client.get_multiplexed_async_connection().await?;
        Ok(known.insert(connection).clone())
    }
}

/// Waits for a call, but not for ever.
pub(super) async fn within<T>(
    limit: Duration,
    call: impl Future<Output = RedisResult<T>>,
) -> RedisResult<T> {
    tokio::time::timeout(limit, call).await.unwrap_or_else(|_| Err(too_late()))
}

fn too_late() -> RedisError {
    io::Error::from(io::ErrorKind::TimedOut).into()
}

/// A Redis of one test; it ends with the test.
#[cfg(test)]
pub(crate) struct TestRedis {
    process: std::process::Child,
    pub(crate) url: String,
}

#[cfg(test)]
impl TestRedis {
    /// On a free port.
    pub(crate) fn start() -> TestRedis {
        let free = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("redis://{}", free.local_addr().unwrap());
        drop(free);
        TestRedis::start_at(&url)
    }

    pub(crate) fn start_at(url: &str) -> TestRedis {
        let (_, port) = url.rsplit_once(':').unwrap();
        let process = std::process::Command::new("redis-server")
            .args(["--port", port, "--bind", "127.0.0.1", "--save", "", "--appendonly", "no"])
            .stdout(std::process::Stdio::null())
            .spawn()
            .expect("redis-server is installed");
        for _ in 0..500 {
            if std::net::TcpStream::connect(format!("127.0.0.1:{port}")).is_ok() {
                break;
            }
            std::thread::sleep(Duration::from_millis(10));
        }
        TestRedis { process, url: url.to_owned() }
    }
}

#[cfg(test)]
impl Drop for TestRedis {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
    }
}
