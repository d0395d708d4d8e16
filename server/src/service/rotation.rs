//! Key rotation: every data key is wrapped anew by the newest master key, while servers go on.

use crate::crypto::KeyRing;
use crate::db::Db;
use crate::db::rotation::{Holder, WrappedRow};
use crate::error::Error;

/// How many keys move in one transaction.
const STEP: i64 = 200;

/// Wraps with the newest master key whatever an older one wraps; how many keys moved.
///
/// Stops with an error at the first key that does not open, and changes nothing of that step.
pub async fn rotate_keys(db: &Db, keys: &KeyRing) -> Result<u64, Error> {
    let newest = keys.newest();
    let mut moved = 0;
    for holder in Holder::ALL {
        loop {
            let rows = db.keys_not_wrapped_by(holder, &newest, STEP).await?;
            if rows.is_empty() {
                break;
            }
            moved += rows.len() as u64;
            let rewrapped = rows.into_iter().map(|row| rewrap(keys, row));
            db.rewrap(holder, rewrapped.collect::<Result<_, _>>()?).await?;
        }
    }
    Ok(moved)
}

fn rewrap(keys: &KeyRing, row: WrappedRow) -> Result<WrappedRow, Error> {
    let key = keys.unwrap(&row.key_id, &row.wrapped_key, row.id)?;
    let (key_id, wrapped_key) = keys.wrap(&key, row.id);
    Ok(WrappedRow { id: row.id, key_id, wrapped_key })
}
