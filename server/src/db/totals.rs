//! The table `daily_totals`: how much happened in a day, and nothing of whom it happened to.

use super::{Db, read};
use crate::error::Error;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Adds one to a total; the columns are day, what, name and part.
pub(super) const COUNT_ONE: &str = "INSERT INTO daily_totals (day, what, name, part, count) \
     VALUES ($1, $2, $3, 0, 1) ON CONFLICT (day, what, name, part) \
     DO UPDATE SET count = daily_totals.count + excluded.count";

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum What {
    /// Conversations in which somebody said something for the first time.
    Conversations,
    /// Times that somebody said or chose something.
    Turns,
    /// Conversations in which a topic came up.
    Topic,
    /// Turns in which a danger was heard.
    Crisis,
    /// Feedback.
    Rating,
}

impl What {
    /// The name in the database.
    pub const fn name(self) -> &'static str {
        match self {
            What::Conversations => "conversations",
            What::Turns => "turns",
            What::Topic => "topic",
            What::Crisis => "crisis",
            What::Rating => "rating",
        }
    }

    fn parse(name: &str) -> Option<What> {
        [What::Conversations, What::Turns, What::Topic, What::Crisis, What::Rating]
            .into_iter()
            .find(|what| what.name() == name)
    }
}

/// One thing to count. Sorted the same way everywhere, so that no two writers wait for each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Counted {
    /// The day, in UTC.
    pub day: NaiveDate,
    /// What happened.
    pub what: What,
    /// Which topic, level or rating; empty where there is but one.
    pub name: &'static str,
}

/// Numbers by what happened, its name and its day.
pub type Totals = BTreeMap<(What, String, NaiveDate), i64>;

impl Db {
    /// What happened from `first` to `last`, both included.
    pub async fn totals(&self, first: NaiveDate, last: NaiveDate) -> Result<Totals, Error> {
        let rows: Vec<(String, String, NaiveDate, i64)> = read!(self, connection => {
            sqlx::query_as(
                "SELECT what, name, day, CAST(SUM(count) AS BIGINT) FROM daily_totals \
                 WHERE day >= $1 AND day <= $2 GROUP BY what, name, day",
            )
            .bind(first)
            .bind(last)
            .fetch_all(connection)
            .await?
        });
        let known = rows
            .into_iter()
            .filter_map(|(what, name, day, count)| Some(((What::parse(&what)?, name, day), count)));
        Ok(known.collect())
    }
}
