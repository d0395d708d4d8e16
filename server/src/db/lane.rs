//! A lane of writes: what is waiting when the last commit ends goes into the next one, so that many
//! requests share one sync. Compiled once for each database.

use super::super::MessageRow;
use super::super::turns::{Finish, Talk, Turn, TurnJob, not_stored};
use super::{BEGIN, Connection, Database, LOCK, Pool};
use crate::crypto::TokenHash;
use crate::error::Error;
use futures_util::future::BoxFuture;
use sqlx::{Connection as _, QueryBuilder, Transaction};
use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::Instant;
use tokio::sync::{mpsc, oneshot};

/// How many writes may share a commit.
const BATCH: usize = 96;
/// How many writes may wait; more wait at the door.
const QUEUE: usize = 1024;

type Work = Box<
    dyn for<'c> FnOnce(&'c mut Connection) -> BoxFuture<'c, Result<Finish, ()>> + Send + 'static,
>;

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
    /// Starts the task that writes to `pool`.
    pub fn start(pool: Pool) -> Lane {
        let (jobs, waiting) = mpsc::channel(QUEUE);
        tokio::spawn(write_all(pool, waiting));
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

async fn write_all(pool: Pool, mut waiting: mpsc::Receiver<Job>) {
    let mut jobs = Vec::with_capacity(BATCH);
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
            // In a task of its own: a panic costs this batch its answer, not the lane its life.
            tokio::spawn(commit(pool.clone(), batch)).await.ok();
        }
        if let Some(tell) = close {
            waiting.close();
            pool.close().await;
            tell.send(()).ok();
        }
    }
}

async fn commit(pool: Pool, batch: Vec<Job>) {
    let begun = Instant::now();
    let mut finishes = Vec::with_capacity(batch.len());
    let outcome: Result<(), Error> = async {
        let mut connection = pool.acquire().await?;
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
            store(&mut transaction, turns, &mut finishes).await?;
        }
        Ok(transaction.commit().await?)
    }
    .await;
    let stored = outcome.is_ok();
    metrics::histogram!("db_commit_seconds").record(begun.elapsed().as_secs_f64());
    metrics::counter!("db_writes_total").increment(finishes.len() as u64);
    if let Err(Error::Away(fault) | Error::Broken(fault)) = outcome {
        tracing::error!(%fault, writes = finishes.len(), "commit failed");
    }
    for finish in finishes {
        finish(stored);
    }
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

/// Reads every conversation of the batch, makes the turns in order, stores all of them.
async fn store(
    connection: &mut Connection,
    jobs: Vec<TurnJob>,
    finishes: &mut Vec<Finish>,
) -> Result<(), Error> {
    let tokens = jobs.iter().map(|job| job.token).collect();
    let mut talks = talks(connection, tokens).await?;
    let mut rows = Vec::with_capacity(jobs.len() * 2);
    for job in jobs {
        let talk = talks.get_mut(job.token.as_bytes());
        let known = talk.as_ref().map(|talk| &talk.0);
        // Dropping the channel tells the caller; the others of the batch go on.
        let made = catch_unwind(AssertUnwindSafe(|| (job.make)(known))).unwrap_or_else(|_| {
            tracing::error!("a turn could not be made");
            None
        });
        if let (Some((turn, finish)), Some((talk, changed))) = (made, talk) {
            let Turn { messages, state, is_crisis_mode, at } = turn;
            rows.extend(messages.map(|message| (talk.id, message)));
            (talk.state, talk.is_crisis_mode, talk.updated_at) = (Some(state), is_crisis_mode, at);
            *changed = true;
            finishes.push(finish);
        }
    }
    if !rows.is_empty() {
        insert(connection, rows).await?;
        let changed = talks.into_values().filter_map(|(talk, changed)| changed.then_some(talk));
        update(connection, changed.collect()).await?;
    }
    Ok(())
}

async fn talks(
    connection: &mut Connection,
    mut tokens: Vec<TokenHash>,
) -> Result<HashMap<Vec<u8>, (Talk, bool)>, Error> {
    tokens.sort_unstable();
    tokens.dedup();
    let mut query = QueryBuilder::<Database>::new(
        "SELECT s.token_hash, s.id, s.language, s.country, s.expires_at, c.key_id, c.wrapped_key, \
         c.state, c.is_crisis_mode, c.updated_at \
         FROM sessions s JOIN conversations c ON c.id = s.id WHERE s.token_hash IN (",
    );
    let mut list = query.separated(", ");
    for token in &tokens {
        list.push_bind(token.as_bytes());
    }
    query.push(")").push(LOCK);
    let found: Vec<Talk> = query.build_query_as().fetch_all(connection).await?;
    Ok(found.into_iter().map(|talk| (talk.token_hash.clone(), (talk, false))).collect())
}

async fn insert(
    connection: &mut Connection,
    rows: Vec<(uuid::Uuid, MessageRow)>,
) -> Result<(), Error> {
    let mut query = QueryBuilder::<Database>::new(
        "INSERT INTO messages (conversation_id, id, is_answer, sealed, is_crisis, model_used, \
         processing_time_ms, created_at) ",
    );
    query.push_values(rows, |mut values, (conversation, row)| {
        values
            .push_bind(conversation)
            .push_bind(row.id)
            .push_bind(row.is_answer)
            .push_bind(row.sealed)
            .push_bind(row.is_crisis)
            .push_bind(row.model_used)
            .push_bind(row.processing_time_ms)
            .push_bind(row.created_at);
    });
    query.build().execute(connection).await?;
    Ok(())
}

async fn update(connection: &mut Connection, talks: Vec<Talk>) -> Result<(), Error> {
    let mut query = QueryBuilder::<Database>::new(
        "UPDATE conversations SET state = v.column2, is_crisis_mode = v.column3, \
         updated_at = v.column4 FROM (",
    );
    query.push_values(talks, |mut values, talk| {
        values
            .push_bind(talk.id)
            .push_bind(talk.state)
            .push_bind(talk.is_crisis_mode)
            .push_bind(talk.updated_at);
    });
    query.push(") AS v WHERE conversations.id = v.column1");
    query.build().execute(connection).await?;
    Ok(())
}
