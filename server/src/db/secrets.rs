//! The table `secrets`: keys that all servers of one database share, wrapped.

use super::rotation::WrappedRow;
use super::{Db, write};
use crate::crypto::Sealed;
use crate::error::Error;

impl Db {
    /// The secret of this name; `new` becomes it if there is none.
    pub async fn secret(&self, name: &'static str, new: WrappedRow) -> Result<WrappedRow, Error> {
        write!(self, connection => {
            sqlx::query(
                "INSERT INTO secrets (id, name, key_id, wrapped_key) VALUES ($1, $2, $3, $4) \
                 ON CONFLICT (name) DO NOTHING",
            )
            .bind(new.id)
            .bind(name)
            .bind(new.key_id)
            .bind::<Sealed>(new.wrapped_key)
            .execute(&mut *connection)
            .await?;
            Ok(sqlx::query_as("SELECT id, key_id, wrapped_key FROM secrets WHERE name = $1")
                .bind(name)
                .fetch_one(connection)
                .await?)
        })
    }
}
