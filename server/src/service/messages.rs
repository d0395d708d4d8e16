//! Messages of a session: sending, reading and erasing; and single ones of any conversation: erasing
//! and judging.

use super::Service;
use super::exchange::{Ask, Deed, Family, trimmed};
use super::sessions::hash;
use crate::db::MessageRow;
use crate::db::turns::Door;
use crate::dialogue;
use crate::error::Error;
use app::api::chat::Thumb;
use app::api::message::{Exchange, Message, MessagePage, Role};
use app::backend::Caller;
use app::error::ApiError;
use uuid::Uuid;

/// The most messages on a page.
const MAX_PAGE: i64 = 500;

impl Service {
    pub(super) async fn send_message(&self, token: &str, content: &str) -> Result<Exchange, Error> {
        let content = trimmed(content, "content", false)?;
        let door = Door::Token(hash(token)?);
        let heard = dialogue::hear(&content);
        let deed = Deed::Wrote(content, Box::new(heard));
        let (attachments, resend, origin) = (Vec::new(), None, "anonymous".to_owned());
        let family = Family::Support;
        let ask = Ask { door, owner: None, deed, attachments, resend, family, origin };
        let outcome = self.exchange(ask, ApiError::session_is_unknown().into()).await?;
        let answer = outcome.response;
        let (question, content) =
            outcome.question.ok_or(Error::Broken("a message was not kept".into()))?;
        Ok(Exchange {
            user_message: shown(&question, answer.session_id, content),
            ai_message: Message {
                id: answer.message_id,
                session_id: answer.session_id,
                role: Role::Assistant,
                content: answer.response,
                created_at: answer.created_at,
                model_used: Some(answer.model_used),
                processing_time_ms: Some(answer.processing_time_ms),
                is_crisis_detected: answer.is_crisis_detected,
            },
            crisis_info: answer.crisis_info,
        })
    }

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
        let open =
            |row: &MessageRow| Ok(shown(row, session.id, key.open_text(&row.sealed, row.id)?));
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
        let files = self.db.erase_message(session.id, id).await?;
        let files = files.ok_or_else(ApiError::message_is_unknown)?;
        self.take_off_the_disk(files).await;
        Ok(())
    }

    pub(super) async fn erase_messages(&self, token: &str) -> Result<(), Error> {
        let session = self.live_session(token).await?;
        self.empty(session.id).await
    }

    /// Erases one message; what the engine remembers and the summary are never in its words.
    pub(super) async fn erase_turn(
        &self,
        caller: &Caller,
        conversation: Uuid,
        message: Uuid,
    ) -> Result<(), Error> {
        let row = self.conversation(caller, conversation).await?;
        let files = self.db.erase_message(row.id, message).await?;
        self.take_off_the_disk(files.ok_or_else(ApiError::turn_is_unknown)?).await;
        Ok(())
    }

    pub(super) async fn rate_turn(
        &self,
        caller: &Caller,
        conversation: Uuid,
        message: Uuid,
        thumb: Thumb,
    ) -> Result<(), Error> {
        let row = self.conversation(caller, conversation).await?;
        if !self.db.rate_answer(row.id, message, thumb.up).await? {
            return Err(ApiError::turn_is_unknown().into());
        }
        if let Some(up) = thumb.up {
            let up = if up { "true" } else { "false" };
            metrics::counter!("thumbs_total", "up" => up).increment(1);
        }
        Ok(())
    }

    /// Empties a session's own conversation, whose row the token leads through: it stays.
    pub(super) async fn empty(&self, own: Uuid) -> Result<(), Error> {
        let (_, key_id, wrapped_key) = self.keys.new_data_key(own);
        let files = self.db.empty_conversation(own, key_id, wrapped_key).await?;
        self.take_off_the_disk(files).await;
        Ok(())
    }
}

/// A stored message as its owner sees it.
fn shown(row: &MessageRow, session: Uuid, content: String) -> Message {
    Message {
        id: row.id,
        session_id: session,
        role: if row.is_answer { Role::Assistant } else { Role::User },
        content,
        created_at: row.created_at,
        model_used: row.model_used.clone(),
        processing_time_ms: row.processing_time_ms,
        is_crisis_detected: row.is_crisis,
    }
}
