//! What really stands in a database, seen past the server.

use crate::app::{On, TestApp};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection, Row, SqliteConnection};
use uuid::Uuid;

/// A connection of the test's own.
pub enum Rows {
    Sqlite(SqliteConnection),
    Postgres(PgConnection),
}

macro_rules! on {
    ($rows:expr, $connection:ident => $body:expr) => {
        match $rows {
            Rows::Sqlite($connection) => $body,
            Rows::Postgres($connection) => $body,
        }
    };
}

impl Rows {
    pub async fn of(app: &TestApp) -> Rows {
        match app.on {
            On::Sqlite => Rows::Sqlite(SqliteConnection::connect(&app.database_url).await.unwrap()),
            On::Postgres => {
                let mut connection = PgConnection::connect(&app.database_url).await.unwrap();
                connection.execute("SET search_path TO app").await.unwrap();
                Rows::Postgres(connection)
            }
        }
    }

    /// The first column of each row, as it is stored.
    pub async fn column(&mut self, query: &'static str) -> Vec<Vec<u8>> {
        on!(self, connection => {
            let rows = sqlx::query(query).fetch_all(connection).await.unwrap();
            rows.iter().map(|row| row.try_get_unchecked(0).unwrap()).collect()
        })
    }

    /// A column of a row of one id.
    pub async fn cell(&mut self, query: &'static str, id: Uuid) -> Vec<u8> {
        on!(self, connection => {
            let row = sqlx::query(query).bind(id).fetch_one(connection).await.unwrap();
            row.try_get_unchecked(0).unwrap()
        })
    }

    /// Runs a change whose `$1` is a blob and whose `$2` is an id.
    pub async fn set(&mut self, query: &'static str, blob: &[u8], id: Uuid) {
        on!(self, connection => {
            let done = sqlx::query(query).bind(blob).bind(id).execute(connection).await.unwrap();
            assert_eq!(done.rows_affected(), 1);
        });
    }

    /// How many rows a query counts.
    pub async fn count(&mut self, query: &'static str) -> i64 {
        on!(self, connection => sqlx::query_scalar(query).fetch_one(connection).await.unwrap())
    }

    /// Every cell of every table, one after the other.
    pub async fn everything(&mut self) -> Vec<u8> {
        let tables = match self {
            Rows::Sqlite(_) => "SELECT name FROM sqlite_master WHERE type = 'table'",
            Rows::Postgres(_) => {
                "SELECT table_name::text FROM information_schema.tables \
                 WHERE table_schema IN ('app', 'public')"
            }
        };
        let tables = self.column(tables).await;
        assert!(tables.len() >= 4);
        let mut all = Vec::new();
        for table in tables {
            let query = format!("SELECT * FROM {}", String::from_utf8(table).unwrap());
            on!(self, connection => {
                let query = sqlx::query(AssertSqlSafe(query));
                for row in query.fetch_all(connection).await.unwrap() {
                    for column in 0..row.len() {
                        let cell: Option<Vec<u8>> = row.try_get_unchecked(column).unwrap();
                        all.extend(cell.unwrap_or_default());
                        all.push(b'\n');
                    }
                }
            });
        }
        all
    }

    /// Folds SQLite's write-ahead log into the file, completely.
    pub async fn fold_log(&mut self) {
        let Rows::Sqlite(connection) = self else { return };
        for _ in 0..100 {
            let row = sqlx::query("PRAGMA wal_checkpoint(TRUNCATE)").fetch_one(&mut *connection);
            if row.await.unwrap().get::<i64, _>(0) == 0 {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        }
        panic!("somebody reads the log all the time");
    }
}
