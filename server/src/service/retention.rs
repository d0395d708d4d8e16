//! Retention: what has had its time is erased, by a step that tests call and a loop that ticks.

use super::Service;
use crate::db::retention::Ends;
use crate::db::turns::KEPT;
use crate::error::Error;
use app::api::event::Event;
use std::time::Duration;
use tokio_util::sync::CancellationToken;

/// How often the loop ticks.
const EVERY: Duration = Duration::from_secs(60);
/// How long the totals of a day are kept, in days: a year and the month that it is compared with.
const TOTALS_KEPT: i64 = 400;
/// How much of each kind goes in one transaction, so that nobody waits long behind it.
const STEP: i64 = 200;
/// How old a sealed file is before the janitor asks whether anybody knows it.
const UNKNOWN_AFTER: Duration = Duration::from_secs(3600);

impl Service {
    /// Erases everything whose time is over: sessions, conversations, sign-ins, people without any
    /// of these, loose files, remembered answers, old totals. Returns how many of the first four
    /// there were.
    pub async fn erase_expired(&self) -> Result<u64, Error> {
        let now = self.clock.now();
        let unused_since = now - KEPT;
        let counted_since = now.date_naive() - chrono::Duration::days(TOTALS_KEPT);
        let ends = Ends { now, unused_since, loose_since: self.loose_since(), counted_since };
        let mut erased = 0;
        loop {
            let step = self.db.erase_expired(ends, STEP).await?;
            erased += step.addresses.len() as u64;
            for gone in step.addresses {
                self.events.publish(gone, Event::Terminate);
                self.events.publish(self.address_of(gone), Event::Terminate);
            }
            self.take_off_the_disk(step.files).await;
            if !step.is_full {
                return Ok(erased);
            }
        }
    }

    /// Takes sealed files off the disk that nobody knows any more: their keys went with a server
    /// that stopped before the file did.
    pub async fn sweep_files(&self) -> Result<(), Error> {
        let old = self.shelf.older_than(UNKNOWN_AFTER).await;
        let old =
            old.map_err(|error| Error::Away(format!("file storage: {}", error.kind()).into()))?;
        for id in old {
            if !self.db.has_file(id).await? {
                self.take_off_the_disk(vec![id]).await;
            }
        }
        Ok(())
    }

    /// Erases what is over, folds the log away and follows the key file, every minute until told
    /// to stop. Erasing twice harms nothing, so servers that share a database may all do it.
    pub async fn keep_house(self, stop: CancellationToken) {
        let mut tick = tokio::time::interval(EVERY);
        let mut minutes = 0_u32;
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                _ = tick.tick() => {}
            }
            match self.erase_expired().await {
                Ok(0) => {}
                Ok(rows) => tracing::info!(rows, "what was over is erased"),
                Err(error) => tracing::warn!(?error, "what is over is not erased yet"),
            }
            if minutes.is_multiple_of(60)
                && let Err(error) = self.sweep_files().await
            {
                tracing::warn!(?error, "files not swept yet");
            }
            minutes = minutes.wrapping_add(1);
            if let Err(error) = self.db.fold_log().await {
                tracing::warn!(?error, "write-ahead log not folded yet");
            }
            if let Err(error) = self.keys.reload() {
                tracing::warn!(%error, "key file not read again");
            }
        }
    }
}
