//! How much happened, by day: for staff, and so that nobody can be recognised in it.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Numbers smaller than this are not told: in a small school they could be one child.
pub const LEAST_SHOWN: i64 = 5;

/// One number for each of the days; null where it is smaller than `least_shown`.
pub type Series = Vec<Option<i64>>;

/// What happened on some days in a row.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(example = json!({"days": ["2026-11-26", "2026-11-27"], "least_shown": 5, "conversations": [null, 12], "turns": [31, 84], "topics": {"insults": [null, 7]}, "crisis_levels": {"concern": [null, 6], "high": [null, null], "imminent": [null, null]}, "ratings": {"1": [null, null], "2": [null, null], "3": [null, null], "4": [null, 5], "5": [6, 9]}, "average_rating": 4.6}))]
pub struct Totals {
    /// The days in UTC, oldest first. Today is not among them: nobody watches a talk as it happens.
    #[schema(value_type = Vec<String>)]
    pub days: Vec<NaiveDate>,
    /// Smaller numbers are null.
    pub least_shown: i64,
    /// Conversations in which somebody said something for the first time.
    #[schema(value_type = Vec<Option<i64>>)]
    pub conversations: Series,
    /// Times that somebody said or chose something.
    #[schema(value_type = Vec<Option<i64>>)]
    pub turns: Series,
    /// Conversations in which a topic came up; only topics of which a number is told.
    #[schema(value_type = BTreeMap<String, Vec<Option<i64>>>)]
    pub topics: BTreeMap<String, Series>,
    /// Turns in which a danger was heard: `concern`, `high`, `imminent`.
    #[schema(value_type = BTreeMap<String, Vec<Option<i64>>>)]
    pub crisis_levels: BTreeMap<String, Series>,
    /// Feedback by its rating, `1` to `5`.
    #[schema(value_type = BTreeMap<String, Vec<Option<i64>>>)]
    pub ratings: BTreeMap<String, Series>,
    /// Of all feedback of these days, to one decimal; null where there is less than `least_shown`.
    pub average_rating: Option<f64>,
}
