//! A wire between server and database that can be cut, held and mended.

use std::sync::{Arc, Mutex};
use tokio::io::copy_bidirectional;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinHandle;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wire {
    Whole,
    /// Connections break and new ones are closed at once.
    Cut,
    /// Connections stay and nothing arrives.
    Held,
}

/// Forwards connections to a database server.
pub struct Proxy {
    pub address: String,
    wire: watch::Sender<Wire>,
    open: Arc<Mutex<Vec<JoinHandle<()>>>>,
}

impl Proxy {
    /// A wire to `target`, `host:port`.
    pub async fn to(target: String) -> Proxy {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (wire, state) = watch::channel(Wire::Whole);
        let open = Arc::new(Mutex::new(Vec::new()));
        let connections = Arc::clone(&open);
        tokio::spawn(async move {
            while let Ok((near, _)) = listener.accept().await {
                if *state.borrow() == Wire::Cut {
                    continue;
                }
                let task = tokio::spawn(forward(near, target.clone(), state.clone()));
                connections.lock().unwrap().push(task);
            }
        });
        Proxy { address, wire, open }
    }

    pub fn cut(&self) {
        self.wire.send(Wire::Cut).unwrap();
        self.open.lock().unwrap().drain(..).for_each(|task| task.abort());
    }

    pub fn hold(&self) {
        self.wire.send(Wire::Held).unwrap();
    }

    pub fn mend(&self) {
        self.open.lock().unwrap().drain(..).for_each(|task| task.abort());
        self.wire.send(Wire::Whole).unwrap();
    }
}

async fn forward(mut near: TcpStream, target: String, mut wire: watch::Receiver<Wire>) {
    if *wire.borrow() == Wire::Whole {
        let Ok(mut far) = TcpStream::connect(target).await else { return };
        tokio::select! {
            _ = copy_bidirectional(&mut near, &mut far) => return,
            _ = wire.wait_for(|wire| *wire == Wire::Held) => {}
        }
        std::future::pending::<()>().await;
    }
    std::future::pending::<()>().await;
}
