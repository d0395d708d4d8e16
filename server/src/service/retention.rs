//! Retention: what has had its time is erased, by a step that tests call and a loop that ticks.

use super::Service;
use crate::error::Error;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How often the loop ticks.
const EVERY: Duration = Duration::from_secs(60);
/// How many sessions go in one transaction, so that nobody waits long behind it.
const STEP: i64 = 200;

impl Service {
    /// Erases every session whose time is over; how many there were.
    pub async fn erase_expired(&self) -> Result<u64, Error> {
        let now = self.clock.now();
        let mut erased = 0;
        loop {
            let step = self.db.erase_expired(now, STEP).await?;
            erased += step;
            if step < STEP.unsigned_abs() {
                return Ok(erased);
            }
        }
    }

    /// Erases what is over, folds the log away and follows the key file, every minute until told
    /// to stop. Erasing twice harms nothing, so servers that share a database may all do it.
    pub async fn keep_house(self, stop: CancellationToken) {
        let mut tick = tokio::time::interval(EVERY);
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                _ = tick.tick() => {}
            }
            match self.erase_expired().await {
                Ok(0) => {}
                Ok(sessions) => tracing::info!(sessions, "expired sessions erased"),
                Err(error) => tracing::warn!(?error, "expired sessions not erased yet"),
            }
            if let Err(error) = self.db.fold_log().await {
                tracing::warn!(?error, "write-ahead log not folded yet");
            }
            if let Err(error) = self.keys.reload() {
                tracing::warn!(%error, "key file not read again");
            }
        }
    }
}
