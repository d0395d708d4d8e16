//! A batch of turns inside one transaction: read their conversations, make the turns in order, store
//! all of them. Compiled once for each database.

use super::super::MessageRow;
use super::super::totals::Counted;
use super::super::turns::{Door, Finish, RESEND, Resend, ResendKey, TALK, Talk, Turn, TurnJob};
use super::{Connection, Database, HOLD, LOCK};
use crate::crypto::TokenHash;
use crate::error::Error;
use sqlx::QueryBuilder;
use std::collections::{BTreeMap, HashMap};
use std::panic::{AssertUnwindSafe, catch_unwind};
use uuid::Uuid;

/// The conversations of a batch, found by either door, and which of them have changed.
struct Talks {
    all: Vec<(Talk, bool)>,
    places: HashMap<Door, usize>,
}

impl Talks {
    fn of(found: Vec<Talk>) -> Talks {
        let mut places = HashMap::with_capacity(found.len() * 2);
        for (place, talk) in found.iter().enumerate() {
            places.insert(Door::Conversation(talk.id), place);
            let own = talk.session_id == Some(talk.id);
            let token = talk.token_hash.as_deref().filter(|_| own).and_then(TokenHash::stored);
            places.extend(token.map(|token| (Door::Token(token), place)));
        }
        Talks { all: found.into_iter().map(|talk| (talk, false)).collect(), places }
    }

    fn get_mut(&mut self, door: Door) -> Option<&mut (Talk, bool)> {
        self.places.get(&door).and_then(|place| self.all.get_mut(*place))
    }
}

/// What a batch adds.
#[derive(Default)]
struct News {
    messages: Vec<(Uuid, MessageRow)>,
    attachments: Vec<(Uuid, Uuid, i32, Uuid)>,
    counts: BTreeMap<Counted, i64>,
}

/// Reads every conversation of the batch, makes the turns in order, stores all of them and counts
/// them in a part of the totals.
pub(super) async fn store(
    connection: &mut Connection,
    (jobs, part): (Vec<TurnJob>, i32),
    finishes: &mut Vec<Finish>,
) -> Result<(), Error> {
    let doors: Vec<Door> = jobs.iter().map(|job| job.door).collect();
    let keys = jobs.iter().filter_map(|job| job.resend).collect();
    let mut talks = talks(connection, doors).await?;
    let mut known = resends(connection, keys).await?;
    let mut given = Vec::new();
    let mut news = News { messages: Vec::with_capacity(jobs.len() * 2), ..News::default() };
    for TurnJob { door, resend, make } in jobs {
        let talk = talks.get_mut(door);
        let as_it_stands = talk.as_ref().map(|talk| &talk.0);
        let earlier = resend.and_then(|key| known.get(&key));
        // Dropping the channel tells the caller; the others of the batch go on.
        let made = catch_unwind(AssertUnwindSafe(|| make(as_it_stands, earlier)));
        let made = made.unwrap_or_else(|_| {
            tracing::error!("a turn could not be made");
            None
        });
        let (Some((turn, finish)), Some((talk, changed))) = (made, talk) else { continue };
        if let Some(turn) = turn {
            if let (Some(key), Some(resend)) = (resend, &turn.resend) {
                known.insert(key, resend.clone());
                given.push(resend.clone());
            }
            take(talk, turn, &mut news);
            *changed = true;
        }
        finishes.push(finish);
    }
    if news.messages.is_empty() {
        return Ok(());
    }
    insert(connection, news.messages).await?;
    attach(connection, news.attachments).await?;
    remember(connection, given).await?;
    let changed = talks.all.into_iter().filter_map(|(talk, changed)| changed.then_some(talk));
    update(connection, changed.collect()).await?;
    count(connection, news.counts, part).await
}

/// Brings the conversation to where the turn leaves it.
fn take(talk: &mut Talk, turn: Turn, news: &mut News) {
    if let Some(question) = turn.question {
        let places = (0..).zip(turn.attachments);
        let attached = places.map(|(place, file)| (talk.id, question.id, place, file));
        news.attachments.extend(attached);
        news.messages.push((talk.id, question));
    }
    news.messages.push((talk.id, turn.answer));
    for counted in turn.counts {
        *news.counts.entry(counted).or_default() += 1;
    }
    talk.state = Some(turn.state);
    talk.summary = Some(turn.summary);
    talk.monster = turn.monster;
    talk.is_crisis_mode = turn.is_crisis_mode;
    talk.updated_at = turn.at;
}

async fn talks(connection: &mut Connection, doors: Vec<Door>) -> Result<Talks, Error> {
    let (mut tokens, mut ids) = (Vec::new(), Vec::new());
    for door in doors {
        match door {
            Door::Token(token) => tokens.push(token),
            Door::Conversation(id) => ids.push(id),
        }
    }
    tokens.sort_unstable();
    tokens.dedup();
    ids.sort_unstable();
    ids.dedup();
    let mut query = QueryBuilder::<Database>::new(TALK);
    if !ids.is_empty() {
        query.push("c.id IN (");
        let mut list = query.separated(", ");
        for id in &ids {
            list.push_bind(*id);
        }
        query.push(")");
    }
    if !tokens.is_empty() {
        let or = if ids.is_empty() { "" } else { " OR " };
        query.push(or).push("c.id IN (SELECT id FROM sessions WHERE token_hash IN (");
        let mut list = query.separated(", ");
        for token in &tokens {
            list.push_bind(token.as_bytes());
        }
        query.push("))");
    }
    query.push(LOCK);
    Ok(Talks::of(query.build_query_as().fetch_all(connection).await?))
}

/// The answers that were given to the same calls before; read with the conversations locked.
async fn resends(
    connection: &mut Connection,
    mut keys: Vec<ResendKey>,
) -> Result<HashMap<ResendKey, Resend>, Error> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    keys.sort_unstable();
    keys.dedup();
    let mut query = QueryBuilder::<Database>::new(RESEND);
    query.push("(owner_id, key_hash) IN (");
    query.push_values(&keys, |mut values, key| {
        values.push_bind(key.owner).push_bind(key.hash.as_slice());
    });
    query.push(")");
    let found: Vec<Resend> = query.build_query_as().fetch_all(connection).await?;
    Ok(found.into_iter().filter_map(|resend| Some((resend.key()?, resend))).collect())
}

async fn insert(connection: &mut Connection, rows: Vec<(Uuid, MessageRow)>) -> Result<(), Error> {
    let mut query = QueryBuilder::<Database>::new(
        "INSERT INTO messages (conversation_id, id, is_answer, monster, sealed, is_crisis, \
         model_used, processing_time_ms, created_at) ",
    );
    query.push_values(rows, |mut values, (conversation, row)| {
        values
            .push_bind(conversation)
            .push_bind(row.id)
            .push_bind(row.is_answer)
            .push_bind(row.monster)
            .push_bind(row.sealed)
            .push_bind(row.is_crisis)
            .push_bind(row.model_used)
            .push_bind(row.processing_time_ms)
            .push_bind(row.created_at);
    });
    query.build().execute(connection).await?;
    Ok(())
}

/// A file that was erased meanwhile is left out.
async fn attach(
    connection: &mut Connection,
    rows: Vec<(Uuid, Uuid, i32, Uuid)>,
) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    let mut query = QueryBuilder::<Database>::new(
        "INSERT INTO attachments (conversation_id, message_id, position, file_id) \
         SELECT v.column1, v.column2, v.column3, f.id FROM (",
    );
    query.push_values(rows, |mut values, (conversation, message, position, file)| {
        values.push_bind(conversation).push_bind(message).push_bind(position).push_bind(file);
    });
    query.push(") AS v JOIN files f ON f.id = v.column4").push(HOLD);
    query.build().execute(connection).await?;
    Ok(())
}

async fn remember(connection: &mut Connection, mut rows: Vec<Resend>) -> Result<(), Error> {
    if rows.is_empty() {
        return Ok(());
    }
    // In one order on every server, so that no two wait for each other.
    rows.sort_unstable_by_key(Resend::key);
    let mut query = QueryBuilder::<Database>::new(
        "INSERT INTO resends (owner_id, key_hash, body_hash, conversation_id, message_id, sealed, \
         created_at) ",
    );
    query.push_values(rows, |mut values, row| {
        values
            .push_bind(row.owner_id)
            .push_bind(row.key_hash)
            .push_bind(row.body_hash)
            .push_bind(row.conversation_id)
            .push_bind(row.message_id)
            .push_bind(row.sealed)
            .push_bind(row.created_at);
    });
    query.push(
        " ON CONFLICT (owner_id, key_hash) DO UPDATE SET body_hash = excluded.body_hash, \
         conversation_id = excluded.conversation_id, message_id = excluded.message_id, \
         sealed = excluded.sealed, created_at = excluded.created_at",
    );
    query.build().execute(connection).await?;
    Ok(())
}

async fn update(connection: &mut Connection, talks: Vec<Talk>) -> Result<(), Error> {
    let mut query = QueryBuilder::<Database>::new(
        "UPDATE conversations SET state = v.column2, is_crisis_mode = v.column3, \
         updated_at = v.column4, summary = v.column5, monster = v.column6 FROM (",
    );
    query.push_values(talks, |mut values, talk| {
        values
            .push_bind(talk.id)
            .push_bind(talk.state)
            .push_bind(talk.is_crisis_mode)
            .push_bind(talk.updated_at)
            .push_bind(talk.summary)
            .push_bind(talk.monster.name());
    });
    query.push(") AS v WHERE conversations.id = v.column1");
    query.build().execute(connection).await?;
    Ok(())
}

/// Comes last, so that its rows are held only while the transaction commits.
async fn count(
    connection: &mut Connection,
    counts: BTreeMap<Counted, i64>,
    part: i32,
) -> Result<(), Error> {
    if counts.is_empty() {
        return Ok(());
    }
    let mut query =
        QueryBuilder::<Database>::new("INSERT INTO daily_totals (day, what, name, part, count) ");
    query.push_values(counts, |mut values, (counted, count)| {
        values
            .push_bind(counted.day)
            .push_bind(counted.what.name())
            .push_bind(counted.name)
            .push_bind(part)
            .push_bind(count);
    });
    query.push(
        " ON CONFLICT (day, what, name, part) \
         DO UPDATE SET count = daily_totals.count + excluded.count",
    );
    query.build().execute(connection).await?;
    Ok(())
}
