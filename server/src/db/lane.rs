//! A lane of writes: what is waiting when the last commit ends goes into the next one, so that many
//! requests share one sync. Compiled once for each database.

use super::super::turns::{Finish, TurnJob, not_stored};
use super::batch::store;
use super::{BEGIN, Connection, Database, Pool};
use crate::error::Error;
use futures_util::future::BoxFuture;
use sqlx::pool::PoolConnection;
use sqlx::{Connection as _, Transaction};
use std::time::Instant;
use tokio::sync::{mpsc, oneshot};

/// How many writes may share a commit.
const BATCH: usize = 96;
/// How many writes may wait; more wait at the door.
const QUEUE: usize = 1024;

type Work = Box<
    dyn for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<Finish, ()>> + Send + 'static,
>;

type Held = PoolConnection<Database>;

enum Job {
    Turn(TurnJob),
    Work(Work),
    Close(oneshot::Sender<()>),
}

/// The sending end; cheap to clone.
#[derive(Clone)]
pub struct Lane {
    jobs: mpsc::Sender<Job>,
}

impl Lane {
    /// Starts the task that writes to `pool`, and counts in this part of the totals; before each
    /// commit it asks whether the database `is_there`.
    pub fn start(pool: Pool, part: i32, is_there: impl Fn() -> bool + Send + 'static) -> Lane {
        let (jobs, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(write_all(pool, part, is_there, waiting));
        Lane { jobs }
    }

    /// Runs `work` in a savepoint of the next commit; returns once that is durable.
    pub async fn run<T: Send + 'static>(
        &self,
        work: impl for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<T, Error>>
        + Send
        + 'static,
    ) -> Result<T, Error> {
        let (tell, told) = oneshot::channel::<Result<T, Error>>();
        let work: Work = Box::new(move |connection| {
            Box::pin(async move {
                match work(connection).await {
                    Ok(outcome) => {
                        let finish: Finish = Box::new(move |stored| {
                            tell.send(if stored { Ok(outcome) } else { Err(not_stored()) }).ok();
                        });
                        Ok(finish)
                    }
                    Err(error) => {
                        tell.send(Err(error)).ok();
                        Err(())
                    }
                }
            })
        });
        self.jobs.send(Job::Work(work)).await.map_err(|_| not_stored())?;
        told.await.unwrap_or_else(|_| Err(not_stored()))
    }

    /// Hands a turn to the next commit; its own channel tells how it went.
    pub(in crate::db) async fn store_turn(&self, job: TurnJob) -> Result<(), Error> {
        self.jobs.send(Job::Turn(job)).await.map_err(|_| not_stored())
    }

    /// Returns when all that was handed in before is stored and the connection is closed.
    pub async fn close(&self) {
        let (tell, told) = oneshot::channel();
        if self.jobs.send(Job::Close(tell)).await.is_ok() {
            told.await.ok();
        }
    }
}

async fn write_all(
    pool: Pool,
    part: i32,
    is_there: impl Fn() -> bool + Send + 'static,
    mut waiting: mpsc::Receiver<Job>,
) {
    let mut jobs = Vec::with_capacity(BATCH);
    // Kept while more is waiting: giving it back and taking it again costs a round trip.
    let mut kept = None;
    while waiting.recv_many(&mut jobs, BATCH).await > 0 {
        let mut batch = Vec::with_capacity(jobs.len());
        let mut close = None;
        for job in jobs.drain(..) {
            match job {
                Job::Close(tell) => close = Some(tell),
                job => batch.push(job),
            }
        }
        if !batch.is_empty() {
            let connection = kept.take().filter(|_| is_there());
            // In a task of its own: a panic costs this batch its answer, not the lane its life.
            let done = tokio::spawn(commit(pool.clone(), connection, part, batch)).await;
            kept = done.ok().flatten().filter(|_| !waiting.is_empty());
        }
        if let Some(tell) = close {
            kept = None;
            waiting.close();
            pool.close().await;
            tell.send(()).ok();
        }
    }
}

/// Stores a batch and returns the connection if it did.
async fn commit(pool: Pool, kept: Option<Held>, part: i32, batch: Vec<Job>) -> Option<Held> {
    let begun = Instant::now();
    let mut finishes = Vec::with_capacity(batch.len());
    let outcome: Result<Held, Error> = async {
        let mut connection = match kept {
            Some(connection) => connection,
            None => pool.acquire().await?,
        };
        let mut transaction = connection.begin_with(BEGIN).await?;
        let mut turns = Vec::with_capacity(batch.len());
        for job in batch {
            match job {
                Job::Turn(turn) => turns.push(turn),
                Job::Work(work) => run(&mut transaction, work, &mut finishes).await?,
                Job::Close(_) => {}
            }
        }
        if !turns.is_empty() {
            store(&mut transaction, (turns, part), &mut finishes).await?;
        }
        transaction.commit().await?;
        Ok(connection)
    }
    .await;
    let stored = outcome.is_ok();
    metrics::histogram!("db_commit_seconds").record(begun.elapsed().as_secs_f64());
    metrics::counter!("db_writes_total").increment(finishes.len() as u64);
    if let Err(Error::Away(fault) | Error::Broken(fault)) = &outcome {
        tracing::error!(%fault, writes = finishes.len(), "commit failed");
    }
    for finish in finishes {
        finish(stored);
    }
    outcome.ok()
}

async fn run(
    transaction: &mut Transaction<'_, Database>,
    work: Work,
    finishes: &mut Vec<Finish>,
) -> Result<(), Error> {
    let mut savepoint = transaction.begin().await?;
    match work(&mut savepoint).await {
        Ok(finish) => {
            savepoint.commit().await?;
            finishes.push(finish);
        }
        Err(()) => savepoint.rollback().await?,
    }
    Ok(())
}
