//! Listening: the events of a conversation, for those who may hear them.

use super::Service;
use crate::error::Error;
use app::api::event::{Event, ReplyEvent, SettingsEvent};
use app::backend::{Announced, Caller, EventStream, Listening};
use app::error::ApiError;
use futures_util::{StreamExt, stream};
use std::sync::Arc;
use uuid::Uuid;

/// The most replies that are told again after a break; a client that missed more reads the messages.
const TOLD_AGAIN: i64 = 20;

impl Service {
    /// Where the end of a person or an anonymous session is announced; a session's own conversation
    /// has the session's id, so that cannot be the place.
    pub(super) fn address_of(&self, owner: Uuid) -> Uuid {
        let tag = self.secret.tag("listeners", owner.as_bytes());
        Uuid::from_slice(&tag[..16]).unwrap_or(owner)
    }

    pub(super) async fn listen(
        &self,
        caller: &Caller,
        conversation: Uuid,
        listening: Listening,
    ) -> Result<EventStream, Error> {
        if !caller.capabilities.supports_sse {
            return Err(ApiError::events_are_not_negotiated().into());
        }
        // From now on: what happens while the rest is read must not be missed.
        let owner = self.address_of(caller.owner.id());
        let addresses: Vec<Uuid> =
            [Some(conversation), Some(owner), caller.sign_in].into_iter().flatten().collect();
        let listener = self.events.listen(&addresses);
        if let Some(id) = caller.sign_in
            && !self.db.has_app_session(id).await?
        {
            return Err(ApiError::caller_is_unknown().into());
        }
        let row = self.conversation(caller, conversation).await?;
        let wants_replies = caller.capabilities.supports_reply_stream || listening.wants_replies;
        let mut told = None;
        let mut first = vec![(Event::Handshake, None)];
        if let Some(last) = listening.last_event {
            first.push((Event::Settings(SettingsEvent::Monster(row.monster)), None));
            first.push((Event::Settings(SettingsEvent::Language(row.language)), None));
            if wants_replies {
                let missed = self.missed(&row, last).await?;
                told = missed.last().and_then(|(_, id)| *id);
                first.extend(missed);
            }
        } else {
            let newest = self.db.latest_messages(row.id, None, 1).await?;
            first[0].1 = Some(newest.first().map_or(row.id, |message| message.id));
        }
        let news = listener
            .filter(move |event| {
                let is_reply = match event.as_ref() {
                    Event::Reply(reply) => Some(reply.message_id),
                    Event::ReplyEnd { message_id } => Some(*message_id),
                    _ => None,
                };
                let wanted = is_reply.is_none_or(|id| wants_replies && told.is_none_or(|t| id > t));
                std::future::ready(wanted)
            })
            .map(|event| {
                let id = match event.as_ref() {
                    Event::ReplyEnd { message_id } => Some(*message_id),
                    _ => None,
                };
                (Arc::unwrap_or_clone(event), id)
            });
        Ok(Box::pin(stream::iter(first).chain(news)))
    }

    /// The replies after `last`, each whole.
    async fn missed(
        &self,
        row: &crate::db::ConversationRow,
        last: Uuid,
    ) -> Result<Vec<Announced>, Error> {
        let mut rows = self.db.latest_messages(row.id, None, TOLD_AGAIN).await?;
        rows.retain(|message| message.is_answer && message.id > last);
        rows.reverse();
        let key = self.keys.unwrap(&row.key_id, &row.wrapped_key, row.id)?;
        let mut missed = Vec::with_capacity(rows.len() * 2);
        for message in rows {
            let (message_id, delta) = (message.id, key.open_text(&message.sealed, message.id)?);
            missed.push((Event::Reply(ReplyEvent { message_id, delta }), None));
            missed.push((Event::ReplyEnd { message_id }, Some(message_id)));
        }
        Ok(missed)
    }
}
