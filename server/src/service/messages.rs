//! Messages of a session: reading and erasing.

use super::Service;
use super::exchange::shown;
use crate::error::Error;
use app::api::message::{Message, MessagePage};
use app::error::ApiError;
use uuid::Uuid;

/// The most messages on a page.
const MAX_PAGE: i64 = 500;

impl Service {
    pub(super) async fn messages(
        &self,
        token: &str,
        limit: i64,
        offset: i64,
    ) -> Result<MessagePage, Error> {
        if !(1..=MAX_PAGE).contains(&limit) {
            return Err(ApiError::field_is_wrong("limit", "must be between 1 and 500").into());
        }
        if offset < 0 {
            return Err(ApiError::field_is_wrong("offset", "must not be negative").into());
        }
        let session = self.live_session(token).await?;
        let key = self.keys.unwrap(&session.key_id, &session.wrapped_key, session.id)?;
        let (total_count, has_crisis_history) = self.db.count_messages(session.id).await?;
        let rows = self.db.messages(session.id, limit, offset).await?;
        let open = |row: &crate::db::MessageRow| {
            Ok(shown(row, session.id, key.open_text(&row.sealed, row.id)?))
        };
        let messages = rows.iter().map(open).collect::<Result<_, Error>>()?;
        Ok(MessagePage { messages, total_count, session_id: session.id, has_crisis_history })
    }

    pub(super) async fn message(&self, token: &str, id: Uuid) -> Result<Message, Error> {
        let session = self.live_session(token).await?;
        let row = self.db.message(session.id, id).await?;
        let row = row.ok_or_else(ApiError::message_is_unknown)?;
        let key = self.keys.unwrap(&session.key_id, &session.wrapped_key, session.id)?;
        Ok(shown(&row, session.id, key.open_text(&row.sealed, row.id)?))
    }

    pub(super) async fn erase_message(&self, token: &str, id: Uuid) -> Result<(), Error> {
        let session = self.live_session(token).await?;
        if self.db.erase_message(session.id, id).await? {
            Ok(())
        } else {
            Err(ApiError::message_is_unknown().into())
        }
    }

    pub(super) async fn erase_messages(&self, token: &str) -> Result<(), Error> {
        let session = self.live_session(token).await?;
        self.db.erase_messages(session.id).await
    }
}
