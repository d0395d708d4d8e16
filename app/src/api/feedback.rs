//! What people thought of their session: one feedback each, kept without a link once the session is gone.

use super::Time;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

/// The longest feedback text, in characters after trimming.
pub const MAX_FEEDBACK_TEXT: usize = 2000;

/// A feedback to leave.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(example = json!({"session_token": "anon_4Xk2Q9vZ1bN7sT0wRfYcLmHp8dJgUeAa", "rating": 5, "feedback_text": "Rất hữu ích!", "category": "helpful"})))]
pub struct NewFeedback {
    /// The session; it may come as query parameter or header instead.
    pub session_token: Option<String>,
    /// 1 (bad) to 5 (good).
    #[cfg_attr(feature = "ssr", schema(minimum = 1, maximum = 5))]
    pub rating: i32,
    /// Up to 2000 characters.
    #[cfg_attr(feature = "ssr", schema(max_length = 2000))]
    pub feedback_text: Option<String>,
    /// `other` if absent.
    pub category: Option<Category>,
}

/// What a feedback is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub enum Category {
    /// It helped.
    Helpful,
    /// It did not help.
    NotHelpful,
    /// Something said was wrong or hurtful.
    Inappropriate,
    /// Anything else.
    Other,
}

impl Category {
    /// All categories, in the documented order.
    pub const ALL: [Category; 4] =
        [Category::Helpful, Category::NotHelpful, Category::Inappropriate, Category::Other];

    /// The name in JSON and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            Category::Helpful => "helpful",
            Category::NotHelpful => "not_helpful",
            Category::Inappropriate => "inappropriate",
            Category::Other => "other",
        }
    }
}

/// A stored feedback; its text is never shown again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Feedback {
    /// The feedback.
    pub id: Uuid,
    /// The session it speaks of.
    pub session_id: Uuid,
    /// 1 to 5.
    pub rating: i32,
    /// What it is about.
    pub category: Category,
    /// When it was left.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = DateTime))]
    pub created_at: Time,
}

/// A feedback that was accepted, with our thanks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FeedbackLeft {
    /// The feedback.
    pub feedback: Feedback,
    /// Thanks in the session's language.
    pub message: String,
}

/// All feedback in numbers.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct FeedbackStats {
    /// How many there are.
    pub total_feedback: i64,
    /// Mean rating to one decimal, 0 without feedback.
    pub average_rating: f64,
    /// Count for each rating, `1` to `5`.
    pub rating_distribution: BTreeMap<String, i64>,
    /// Count for each category.
    pub category_distribution: BTreeMap<String, i64>,
    /// Share of `helpful`, in percent to one decimal, 0 without feedback.
    pub helpful_percentage: f64,
}
