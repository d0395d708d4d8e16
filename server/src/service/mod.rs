//! Who does it: the use cases behind every way in. Knows neither HTTP nor SQL.

mod backend;
mod chat;
mod exchange;
mod feedback;
mod files;
mod journey;
mod listen;
mod messages;
mod open_chat;
mod people;
mod queue;
mod retention;
mod rotation;
mod sessions;
mod totals;
mod turn;
mod wording;

pub use rotation::rotate_keys;

use crate::clock::{Clock, rising_id};
use crate::crypto::{KeyRing, Secret};
use crate::db::Db;
use crate::db::rotation::WrappedRow;
use crate::dialogue::Care;
use crate::error::Error;
use crate::events::{Events, Shared};
use crate::features::Features;
use crate::files::Shelf;
use crate::idp::{Identities, Mock};
use crate::model::Model;
use crate::settings::{Environment, Settings};
use crate::telemetry::Telemetry;
use crate::voice::Voice;
use app::api::person::Capabilities;
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::Semaphore;

/// The version of the documented API.
pub const API_VERSION: &str = "1.0.0";

/// All use cases over one database and one key ring; cheap to clone.
#[derive(Clone)]
pub struct Service {
    care: Arc<Care>,
    db: Db,
    keys: KeyRing,
    clock: Clock,
    secret: Secret,
    identities: Identities,
    registry: Arc<BTreeMap<String, Capabilities>>,
    features: Features,
    events: Events,
    shelf: Shelf,
    cleaning: Arc<Semaphore>,
    uploads: Arc<Semaphore>,
    voice: Voice,
    model: Model,
    queue: queue::Queue,
    telemetry: Telemetry,
    environment: &'static str,
}

impl Service {
    /// Use cases over `db`, as `settings` say, at the time of `clock`; `shared` carries events to
    /// other servers.
    pub async fn open(
        db: Db,
        settings: &Settings,
        clock: Clock,
        shared: Option<&Shared>,
    ) -> Result<Service, Error> {
        let keys = settings.keys.clone();
        let secret = secret(&db, &keys, &clock).await?;
        let mock = settings.mock_idp.then(|| Mock::new(&secret, clock.clone()));
        let shelf = Shelf::open(settings.data_dir.join("files"));
        let shelf =
            shelf.map_err(|error| Error::Away(format!("files: {}", error.kind()).into()))?;
        Ok(Service {
            care: settings.care.clone(),
            identities: Identities::new(&settings.identity_providers, mock, &settings.public_url),
            registry: Arc::new(settings.registry.clone()),
            features: Features::new(&settings.flags),
            events: match shared {
                Some(shared) => Events::shared(shared, secret.clone()),
                None => Events::local(),
            },
            shelf,
            cleaning: Arc::new(Semaphore::new(1)),
            uploads: Arc::new(Semaphore::new(files::UPLOADS)),
            voice: Voice::new(settings.speech.clone()),
            model: Model::new(settings.model.clone(), &clock),
            queue: queue::Queue::default(),
            telemetry: Telemetry::start(settings.spans.as_ref()),
            environment: match settings.environment {
                Environment::Development => "development",
                Environment::Production => "production",
            },
            db,
            keys,
            clock,
            secret,
        })
    }

    /// The secret that all servers of this database share.
    pub fn secret(&self) -> &Secret {
        &self.secret
    }

    /// Ends every event stream, now and for whoever comes later, and what a model is writing.
    pub fn end_streams(&self) {
        self.model.stop();
        self.events.close();
    }

    /// Returns when nobody listens any more.
    pub async fn streams_end(&self) {
        while self.events.listeners() > 0 {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
    }

    /// Waits for the writes that are under way and closes the database.
    pub async fn close(&self) {
        self.telemetry.stop().await;
        self.db.close().await;
    }
}

/// Finds the servers' secret, or makes it.
async fn secret(db: &Db, keys: &KeyRing, clock: &Clock) -> Result<Secret, Error> {
    let id = rising_id(clock.now());
    let (_, key_id, wrapped_key) = keys.new_data_key(id);
    let row = db.secret("servers", WrappedRow { id, key_id, wrapped_key }).await?;
    Ok(Secret::new(keys.unwrap(&row.key_id, &row.wrapped_key, row.id)?))
}
