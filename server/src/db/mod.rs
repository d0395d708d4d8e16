//! Where everything is kept: SQLite in one file by default, PostgreSQL when several servers share it.
//!
//! Each query stands once and runs on whichever is open; where the dialects differ, a `match` or a
//! constant of the dialect shows it. Message text comes in only as [`crate::crypto::Sealed`].

mod conversations;
mod feedback;
mod files;
mod kept;
mod messages;
pub mod people;
pub mod retention;
pub mod rotation;
mod secrets;
mod sessions;
pub mod totals;
pub mod turns;

pub use conversations::{ConversationRow, NewConversation};
pub use feedback::NewFeedbackRow;
pub use files::FileRow;
pub use kept::KEPT;
pub use messages::MessageRow;
pub use sessions::SessionRow;

use crate::error::Error;
use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection, PgPool, SqlitePool};
use std::path::Path;
use std::str::FromStr;
use std::time::Duration;

/// How long a request waits for a connection before it is answered with 503.
const PATIENCE: Duration = Duration::from_secs(3);

/// The database that is open.
#[derive(Clone)]
pub enum Db {
    /// One file, many readers, one writer that commits many requests with one sync.
    Sqlite {
        /// Connections that only read.
        readers: SqlitePool,
        /// The one lane of writes.
        lane: sqlite::lane::Lane,
    },
    /// A server that other servers of ours may share; the tables live in the schema `app`.
    Postgres {
        /// All connections.
        pool: PgPool,
        /// Lanes that store turns; a session always takes the same one.
        lanes: Vec<postgres::lane::Lane>,
    },
}

/// Runs a query on a connection of whichever database is open.
macro_rules! read {
    ($db:expr, $connection:ident => $body:expr) => {
        match $db {
            $crate::db::Db::Sqlite { readers, .. } => {
                let mut held = readers.acquire().await?;
                let $connection = &mut *held;
                $body
            }
            $crate::db::Db::Postgres { pool, .. } => {
                let mut held = pool.acquire().await?;
                let $connection = &mut *held;
                $body
            }
        }
    };
}

/// Runs a block in a transaction of whichever database is open; an error rolls it back.
macro_rules! write {
    ($db:expr, $connection:ident => $body:expr) => {
        match $db {
            $crate::db::Db::Sqlite { lane, .. } => {
                lane.run(move |$connection| Box::pin(async move { $body })).await
            }
            $crate::db::Db::Postgres { pool, .. } => {
                let mut transaction = pool.begin().await?;
                let $connection = &mut *transaction;
                let outcome: Result<_, $crate::error::Error> = async { $body }.await;
                if outcome.is_ok() {
                    transaction.commit().await?;
                }
                outcome
            }
        }
    };
}
pub(crate) use {read, write};

/// What only SQLite says so; what is below is compiled against these words.
#[path = "."]
pub mod sqlite {
    pub(super) use sqlx::{Sqlite as Database, SqliteConnection as Connection, SqlitePool as Pool};
    /// Takes the write lock at once instead of failing half way.
    pub(super) const BEGIN: &str = "BEGIN IMMEDIATE";
    /// The one writer needs no row locks.
    pub(super) const LOCK: &str = "";
    /// Nor does a file go while it is attached.
    pub(super) const HOLD: &str = "";
    #[path = "batch.rs"]
    mod batch;
    #[path = "lane.rs"]
    pub mod lane;
}

/// What only PostgreSQL says so; what is below is compiled against these words.
#[path = "."]
pub mod postgres {
    pub(super) use sqlx::{PgConnection as Connection, PgPool as Pool, Postgres as Database};
    pub(super) const BEGIN: &str = "BEGIN";
    /// Turns of one conversation on several servers follow one another.
    pub(super) const LOCK: &str = " ORDER BY c.id FOR UPDATE OF c";
    /// A file that is being erased is waited for, and left out.
    pub(super) const HOLD: &str = " FOR KEY SHARE OF f";
    #[expect(clippy::duplicate_mod, reason = "one text, compiled for each database")]
    #[path = "batch.rs"]
    mod batch;
    #[expect(clippy::duplicate_mod, reason = "one text, compiled for each database")]
    #[path = "lane.rs"]
    pub mod lane;
}

impl Db {
    /// What a `SELECT` says so that what it finds waits for this transaction; SQLite's one writer
    /// needs no such words.
    fn locking(&self) -> &'static str {
        match self {
            Db::Sqlite { .. } => "",
            Db::Postgres { .. } => " FOR UPDATE",
        }
    }
}

/// How many turns PostgreSQL stores side by side.
const POSTGRES_LANES: i32 = 4;

impl Db {
    /// Opens the database that `url` names (`sqlite:FILE` or `postgres://…`), brings its tables up
    /// to date and starts its writers.
    pub async fn open(url: &str) -> Result<Db, sqlx::Error> {
        if url.starts_with("postgres:") || url.starts_with("postgresql:") {
            Db::open_postgres(url).await
        } else {
            Db::open_sqlite(url).await
        }
    }

    async fn open_sqlite(url: &str) -> Result<Db, sqlx::Error> {
        let options = SqliteConnectOptions::from_str(url)?
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(SqliteSynchronous::Full)
            .foreign_keys(true)
            .busy_timeout(Duration::from_secs(5))
            .statement_cache_capacity(400)
            .pragma("secure_delete", "ON")
            .pragma("cache_size", "-8192")
            // What a statement of many rows would need to take itself back stays in memory.
            .pragma("temp_store", "MEMORY")
            .disable_statement_logging();
        let file = options.get_filename().to_owned();
        let mut first = options.clone().create_if_missing(true).connect().await?;
        sqlx::migrate!("../migrations/sqlite").run(&mut first).await?;
        let opened = inode(&file);
        first.close().await?;
        // A deleted file lives on for those who hold it open: what we would then acknowledge would
        // be lost.
        let is_there = move || opened.is_some() && inode(&file) == opened;
        let pool = |connections: u32| {
            let is_there = is_there.clone();
            SqlitePoolOptions::new()
                .max_connections(connections)
                .acquire_timeout(PATIENCE)
                .idle_timeout(None)
                .max_lifetime(None)
                .test_before_acquire(false)
                .before_acquire(move |_, _| Box::pin(std::future::ready(Ok(is_there()))))
        };
        let readers = pool(4).connect_lazy_with(options.clone().pragma("query_only", "ON"));
        let writer = pool(1).connect_lazy_with(options);
        let lane = sqlite::lane::Lane::start(writer, 0, is_there);
        Ok(Db::Sqlite { readers, lane })
    }

    async fn open_postgres(url: &str) -> Result<Db, sqlx::Error> {
        let options = PgConnectOptions::from_str(url)?
            .options([("search_path", "app"), ("statement_timeout", "10000")])
            .statement_cache_capacity(400)
            .disable_statement_logging();
        // A large table takes its time to be brought up to date, and so does waiting for another
        // server that does it.
        let mut first = options.clone().options([("statement_timeout", "0")]).connect().await?;
        sqlx::query("CREATE SCHEMA IF NOT EXISTS app").execute(&mut first).await?;
        sqlx::migrate!("../migrations/postgres").run(&mut first).await?;
        first.close().await?;
        let pool = PgPoolOptions::new()
            .max_connections(16)
            .acquire_timeout(PATIENCE)
            .connect_lazy_with(options);
        // Lanes of one server never count on the same row, and those of several seldom do.
        let mut place = [0];
        crate::crypto::fill(&mut place);
        let first = i32::from(place[0] % 4) * POSTGRES_LANES;
        let parts = first..first + POSTGRES_LANES;
        let lane = |part| postgres::lane::Lane::start(pool.clone(), part, || true);
        let lanes = parts.map(lane).collect();
        Ok(Db::Postgres { pool, lanes })
    }

    /// Whether the database answers.
    pub async fn is_well(&self) -> bool {
        let ask = async {
            read!(self, connection => {
                sqlx::query("SELECT 1").execute(connection).await?;
                Ok::<(), Error>(())
            })
        };
        matches!(tokio::time::timeout(PATIENCE, ask).await, Ok(Ok(())))
    }

    /// Folds SQLite's write-ahead log back into the file, so that erased rows leave no trace in it.
    pub async fn fold_log(&self) -> Result<(), Error> {
        if let Db::Sqlite { readers, .. } = self {
            let mut connection = readers.acquire().await?;
            sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").execute(&mut *connection).await?;
        }
        Ok(())
    }

    /// Waits for the writes that are under way and closes every connection.
    pub async fn close(&self) {
        match self {
            Db::Sqlite { readers, lane, .. } => {
                lane.close().await;
                readers.close().await;
            }
            Db::Postgres { pool, lanes } => {
                for lane in lanes {
                    lane.close().await;
                }
                pool.close().await;
            }
        }
    }
}

/// Which file stands at `path`: device and inode.
#[cfg(unix)]
fn inode(path: &Path) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    std::fs::metadata(path).ok().map(|file| (file.dev(), file.ino()))
}
