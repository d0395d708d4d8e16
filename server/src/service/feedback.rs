//! Feedback: one for a session, and all of it in numbers.

use super::Service;
use crate::clock::rising_id;
use crate::db::NewFeedbackRow;
use crate::error::Error;
use app::api::feedback::{
    Category, Feedback, FeedbackLeft, FeedbackStats, MAX_FEEDBACK_TEXT, NewFeedback,
};
use app::error::ApiError;
use app::language::Language;
use std::collections::BTreeMap;

impl Service {
    pub(super) async fn leave_feedback(
        &self,
        token: &str,
        new: NewFeedback,
    ) -> Result<FeedbackLeft, Error> {
        let text = checked(&new)?;
        let session = self.live_session(token).await?;
        let now = self.clock.now();
        let id = rising_id(now);
        let (key, key_id, wrapped_key) = self.keys.new_data_key(id);
        let category = new.category.unwrap_or(Category::Other);
        let row = NewFeedbackRow {
            id,
            session_id: session.id,
            rating: new.rating,
            category,
            key_id,
            wrapped_key,
            sealed: text.map(|text| key.seal(text.as_bytes(), id)),
            created_at: now,
        };
        if let Err(existing) = self.db.insert_feedback(row).await? {
            return Err(ApiError::feedback_exists(existing, already(session.language)).into());
        }
        let feedback =
            Feedback { id, session_id: session.id, rating: new.rating, category, created_at: now };
        Ok(FeedbackLeft { feedback, message: thanks(session.language).to_owned() })
    }

    pub(super) async fn feedback_stats(&self) -> Result<FeedbackStats, Error> {
        let counts = self.db.count_feedback().await?;
        let mut ratings: BTreeMap<String, i64> = (1..=5).map(|n| (n.to_string(), 0)).collect();
        let mut categories: BTreeMap<String, i64> =
            Category::ALL.into_iter().map(|category| (category.name().into(), 0)).collect();
        let (mut total, mut sum) = (0, 0);
        for (rating, category, count) in counts {
            total += count;
            sum += i64::from(rating) * count;
            *ratings.entry(rating.to_string()).or_default() += count;
            *categories.entry(category).or_default() += count;
        }
        let helpful = categories.get(Category::Helpful.name()).copied().unwrap_or_default();
        Ok(FeedbackStats {
            total_feedback: total,
            average_rating: one_decimal(sum * 10, total),
            rating_distribution: ratings,
            category_distribution: categories,
            helpful_percentage: one_decimal(helpful * 1000, total),
        })
    }
}

/// The text to keep, if the rating and the text's length are right.
fn checked(new: &NewFeedback) -> Result<Option<&str>, ApiError> {
    if !(1..=5).contains(&new.rating) {
        return Err(ApiError::field_is_wrong("rating", "must be between 1 and 5"));
    }
    let text = new.feedback_text.as_deref().map(str::trim).filter(|text| !text.is_empty());
    if text.is_some_and(|text| text.chars().count() > MAX_FEEDBACK_TEXT) {
        let limit = "must have at most 2000 characters";
        return Err(ApiError::field_is_wrong("feedback_text", limit));
    }
    Ok(text)
}

/// `tenths` over `total`, rounded half up to one decimal; 0 for a total of 0.
pub(super) fn one_decimal(tenths: i64, total: i64) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts stay far below 2^53")]
    let rounded = if total == 0 { 0.0 } else { (tenths as f64 / total as f64).round() / 10.0 };
    rounded
}

fn thanks(language: Language) -> &'static str {
    match language {
        Language::Vi => {
            "Cảm ơn bạn đã đánh giá! Phản hồi của bạn giúp chúng mình cải thiện dịch vụ."
        }
        Language::Fr => "Merci pour ton avis. Il nous aide à faire mieux.",
        Language::En => "Thank you for telling us. It helps us do better.",
    }
}

fn already(language: Language) -> &'static str {
    match language {
        Language::Vi => "Bạn đã gửi đánh giá cho session này rồi",
        Language::Fr => "Tu as déjà donné ton avis pour cette session",
        Language::En => "You have already left feedback for this session",
    }
}

#[cfg(test)]
mod tests {
    use super::one_decimal;

    #[test]
    fn numbers_have_one_decimal_and_nothing_divides_by_zero() {
        assert_eq!(one_decimal(13 * 10, 3), 4.3);
        assert_eq!(one_decimal(2 * 1000, 3), 66.7);
        assert_eq!(one_decimal(0, 0), 0.0);
    }
}
