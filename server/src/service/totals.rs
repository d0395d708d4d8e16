//! Totals for staff: by day, without today, and without numbers in which somebody is recognisable.

use super::Service;
use super::feedback::one_decimal;
use crate::db::totals::{Totals as Counted, What};
use crate::dialogue::Level;
use crate::error::Error;
use app::api::totals::{LEAST_SHOWN, Series, Totals};
use app::backend::Caller;
use app::error::ApiError;
use chrono::{Duration, NaiveDate};
use std::collections::{BTreeMap, BTreeSet};

/// The most days that are told at once.
const MOST_DAYS: i64 = 366;

impl Service {
    pub(super) async fn totals(&self, caller: &Caller, days: i64) -> Result<Totals, Error> {
        if !caller.is_staff {
            return Err(ApiError::staff_only().into());
        }
        if !(1..=MOST_DAYS).contains(&days) {
            return Err(ApiError::field_is_wrong("days", "must be between 1 and 366").into());
        }
        let today = self.clock.now().date_naive();
        let days: Vec<NaiveDate> =
            (1..=days).rev().map(|ago| today - Duration::days(ago)).collect();
        let (first, last) = (days[0], days[days.len() - 1]);
        Ok(told(days, &self.db.totals(first, last).await?))
    }
}

/// What may be told of the numbers of these days.
fn told(days: Vec<NaiveDate>, counted: &Counted) -> Totals {
    let series = |what: What, name: &str| -> Series {
        let on = |day: &NaiveDate| counted.get(&(what, name.to_owned(), *day)).copied();
        days.iter().map(|day| on(day).filter(|count| *count >= LEAST_SHOWN)).collect()
    };
    let named = |what, names: &[&str]| -> BTreeMap<String, Series> {
        names.iter().map(|name| ((*name).to_owned(), series(what, name))).collect()
    };
    let topics: BTreeSet<&str> = counted
        .keys()
        .filter(|(what, ..)| *what == What::Topic)
        .map(|(_, name, _)| name.as_str())
        .collect();
    let mut topics = named(What::Topic, &Vec::from_iter(topics));
    // That a topic came up at all may be too much to tell.
    topics.retain(|_, series| series.iter().any(Option::is_some));
    Totals {
        least_shown: LEAST_SHOWN,
        conversations: series(What::Conversations, ""),
        turns: series(What::Turns, ""),
        topics,
        crisis_levels: named(What::Crisis, &Level::ALL.map(Level::name)),
        ratings: named(What::Rating, &["1", "2", "3", "4", "5"]),
        average_rating: average(counted),
        days,
    }
}

fn average(counted: &Counted) -> Option<f64> {
    let (mut number, mut sum) = (0, 0);
    for ((what, name, _), count) in counted {
        if let (What::Rating, Ok(rating)) = (what, name.parse::<i64>()) {
            number += count;
            sum += rating * count;
        }
    }
    (number >= LEAST_SHOWN).then(|| one_decimal(sum * 10, number))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, number).unwrap()
    }

    fn of(rows: &[(What, &str, u32, i64)]) -> Totals {
        let row = |(what, name, number, count): &(What, &str, u32, i64)| {
            ((*what, (*name).to_owned(), day(*number)), *count)
        };
        told(vec![day(1), day(2), day(3)], &rows.iter().map(row).collect())
    }

    #[test]
    fn a_number_below_five_is_told_like_none_at_all() {
        let totals = of(&[(What::Turns, "", 1, 4), (What::Turns, "", 2, 5)]);
        assert_eq!(totals.turns, [None, Some(5), None]);
        assert_eq!(totals.conversations, [None, None, None]);
    }

    #[test]
    fn a_topic_of_which_no_number_is_told_is_not_named() {
        let totals = of(&[(What::Topic, "grief", 1, 4), (What::Topic, "love", 3, 6)]);
        assert_eq!(
            totals.topics.into_iter().collect::<Vec<_>>(),
            [("love".to_owned(), vec![None, None, Some(6)])]
        );
    }

    #[test]
    fn levels_and_ratings_are_always_keys() {
        let totals = of(&[]);
        assert!(totals.crisis_levels.keys().eq(["concern", "high", "imminent"]));
        assert!(totals.ratings.keys().eq(["1", "2", "3", "4", "5"]));
    }

    #[test]
    fn an_average_needs_five_ratings() {
        assert_eq!(of(&[(What::Rating, "5", 1, 4)]).average_rating, None);
        let totals = of(&[(What::Rating, "5", 1, 4), (What::Rating, "2", 3, 2)]);
        assert_eq!(totals.average_rating, Some(4.0));
    }
}
