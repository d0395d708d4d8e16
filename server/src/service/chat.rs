//! Conversations of the chat API: beginning, talking, choosing, settings, history.

use super::Service;
use super::exchange::{Ask, Deed, Family, RESENDS_KEPT, trimmed};
use super::turn::{BUILT_IN, Written};
use crate::clock::rising_id;
use crate::db::turns::{Door, KEPT, ResendKey};
use crate::db::{ConversationRow, MessageRow, NewConversation};
use crate::dialogue::{self, Audience, Person, Said, State};
use crate::error::Error;
use app::api::chat::*;
use app::api::event::{Event, SettingsEvent};
use app::api::message::Role;
use app::backend::{Caller, Owner};
use app::error::ApiError;
use chrono::{DateTime, Utc};
use std::collections::HashMap;
use std::time::Instant;
use uuid::Uuid;

/// The most messages on a page.
pub(super) const MAX_PAGE: i64 = 200;
/// The longest `Idempotency-Key`, in bytes.
const MAX_KEY: usize = 255;

impl Service {
    pub(super) async fn begin_chat(
        &self,
        caller: &Caller,
        init: ChatInit,
    ) -> Result<ChatResponse, Error> {
        match init.resume_conversation_id {
            None => self.new_chat(caller).await,
            Some(id) => self.turn(caller, id, Deed::Resumed, None).await,
        }
    }

    async fn new_chat(&self, caller: &Caller) -> Result<ChatResponse, Error> {
        let (begun, at) = (Instant::now(), self.clock.now());
        let (id, audience) = (rising_id(at), self.audience(caller).await?);
        let (key, key_id, wrapped_key) = self.keys.new_data_key(id);
        let country = caller.country.as_deref();
        let person = Person { language: caller.language, country, audience, now: at };
        let care = &self.care;
        let answer = care.answer(&Said::Begin, &State::default(), &person);
        let (key, took) = (&key, begun.elapsed());
        let written = Written {
            care,
            key,
            id: rising_id(at),
            at,
            is_crisis: false,
            model_used: BUILT_IN.to_owned(),
            took,
            person: &person,
        };
        let (greeting, state, summary) = written.keep(&answer, id)?;
        let (language, monster, message_id) = (caller.language, answer.monster, greeting.id);
        let asked = care.asked(&answer.state, answer.language, &audience);
        let response = written.shown(id, answer, asked, message_id);
        let owner = caller.owner;
        let new = NewConversation {
            id,
            owner,
            language,
            monster,
            key_id,
            wrapped_key,
            state,
            summary,
            greeting,
        };
        self.db.insert_conversation(new).await?;
        metrics::counter!("conversations_total").increment(1);
        Ok(response)
    }

    async fn audience(&self, caller: &Caller) -> Result<Audience, Error> {
        let user = match caller.owner {
            Owner::User(id) => self.db.user(id).await?,
            Owner::Session(_) => None,
        };
        Ok(super::people::audience(user.as_ref()))
    }

    pub(super) async fn chat(
        &self,
        caller: &Caller,
        message: ChatMessage,
        resend_key: Option<&str>,
    ) -> Result<ChatResponse, Error> {
        let ChatMessage { message, session_id, attachments } = message;
        let content = trimmed(&message, "message", !attachments.is_empty())?;
        let resend = resend_key
            .map(|key| self.resend(caller, key, (session_id, &content, &attachments)))
            .transpose()?;
        let files = self.attachable(caller, &attachments).await?;
        let mut heard = dialogue::hear(&content);
        heard.has_files = !files.is_empty();
        let ask = self.ask(caller, session_id, Deed::Wrote(content, Box::new(heard)));
        let ask = Ask { attachments: files, resend, ..ask };
        Ok(self.exchange(ask, ApiError::conversation_is_unknown().into()).await?.response)
    }

    /// Names a call that may come twice, without keeping its name, and says what it asks.
    fn resend(
        &self,
        caller: &Caller,
        key: &str,
        asked: (Uuid, &str, &[String]),
    ) -> Result<(ResendKey, Vec<u8>), Error> {
        if key.is_empty() || key.len() > MAX_KEY {
            let message = "must have 1 to 255 characters";
            return Err(ApiError::field_is_wrong("Idempotency-Key", message).into());
        }
        let asked = serde_json::to_vec(&asked)
            .map_err(|_| Error::Broken("a request cannot be written".into()))?;
        let hash = self.secret.tag("resend-key", key.as_bytes());
        let owner = caller.owner.id();
        Ok((ResendKey { owner, hash }, asked))
    }

    pub(super) async fn choose_emotion(
        &self,
        caller: &Caller,
        choice: EmotionChoice,
        resend_key: Option<&str>,
    ) -> Result<ChatResponse, Error> {
        let asked = (choice.session_id, choice.emotion.as_str(), &["emotion".to_owned()][..]);
        let resend = resend_key.map(|key| self.resend(caller, key, asked)).transpose()?;
        self.turn(caller, choice.session_id, Deed::Felt(choice.emotion), resend).await
    }

    pub(super) async fn choose_option(
        &self,
        caller: &Caller,
        choice: DropdownChoice,
        resend_key: Option<&str>,
    ) -> Result<ChatResponse, Error> {
        let asked = (choice.session_id, choice.selection.as_str(), &["selection".to_owned()][..]);
        let resend = resend_key.map(|key| self.resend(caller, key, asked)).transpose()?;
        self.turn(caller, choice.session_id, Deed::Chose(choice.selection), resend).await
    }

    async fn turn(
        &self,
        caller: &Caller,
        conversation: Uuid,
        deed: Deed,
        resend: Option<(ResendKey, Vec<u8>)>,
    ) -> Result<ChatResponse, Error> {
        let ask = Ask { resend, ..self.ask(caller, conversation, deed) };
        Ok(self.exchange(ask, ApiError::conversation_is_unknown().into()).await?.response)
    }

    fn ask(&self, caller: &Caller, conversation: Uuid, deed: Deed) -> Ask {
        Ask {
            door: Door::Conversation(conversation),
            owner: Some(caller.owner),
            deed,
            attachments: Vec::new(),
            resend: None,
            family: Family::Chat,
            origin: caller.origin.clone(),
        }
    }

    pub(super) async fn change_chat(
        &self,
        caller: &Caller,
        change: ChatSettingsChange,
    ) -> Result<ChatSettings, Error> {
        let row = self.conversation(caller, change.session_id).await?;
        let language = change.language.filter(|language| *language != row.language);
        let monster = change.monster.filter(|monster| *monster != row.monster);
        let at = self.clock.now().max(row.updated_at);
        let crisis = change.is_crisis_mode;
        if language.is_some() || change.monster.is_some() || crisis.is_some() {
            self.db.change_conversation(row.id, language, change.monster, crisis, at).await?;
        }
        let changed = [language.map(SettingsEvent::Language), monster.map(SettingsEvent::Monster)];
        for setting in changed.into_iter().flatten() {
            self.events.publish(row.id, Event::Settings(setting));
        }
        Ok(ChatSettings {
            session_id: row.id,
            language: language.unwrap_or(row.language),
            monster: monster.unwrap_or(row.monster),
        })
    }

    /// A conversation of the caller that is not over.
    pub(super) async fn conversation(
        &self,
        caller: &Caller,
        id: Uuid,
    ) -> Result<ConversationRow, Error> {
        let (row, since) = (self.db.conversation(id).await?, self.kept_since(caller.owner));
        let own = row.filter(|row| row.owner() == Some(caller.owner) && row.updated_at > since);
        own.ok_or_else(|| ApiError::conversation_is_unknown().into())
    }

    /// Conversations not used since are over; those of a session last as long as it does.
    pub(super) fn kept_since(&self, owner: Owner) -> DateTime<Utc> {
        match owner {
            Owner::User(_) => self.clock.now() - KEPT,
            Owner::Session(_) => DateTime::<Utc>::UNIX_EPOCH,
        }
    }

    pub(super) async fn history(&self, owner: Owner) -> Result<UserHistory, Error> {
        let rows = self.db.conversations(owner, self.kept_since(owner)).await?;
        let conversations = rows.iter().map(|row| self.summary(row)).collect::<Result<_, _>>()?;
        Ok(UserHistory { user_id: owner.id(), conversations })
    }

    pub(super) fn summary(&self, row: &ConversationRow) -> Result<ConversationSummary, Error> {
        let key = self.keys.unwrap(&row.key_id, &row.wrapped_key, row.id)?;
        let summary =
            row.summary.as_ref().map(|sealed| key.open_text(sealed, row.id)).transpose()?;
        Ok(ConversationSummary {
            id: row.id,
            current_monster: row.monster,
            summary: summary.unwrap_or_default(),
            updated_at: row.updated_at,
        })
    }

    pub(super) async fn chat_messages(
        &self,
        caller: &Caller,
        conversation: Uuid,
        limit: i64,
        before: Option<Uuid>,
    ) -> Result<ChatTurns, Error> {
        if !(1..=MAX_PAGE).contains(&limit) {
            return Err(ApiError::field_is_wrong("limit", "must be between 1 and 200").into());
        }
        let row = self.conversation(caller, conversation).await?;
        self.turns(&row, limit, before).await
    }

    /// The last messages of a conversation, or those before `before`, oldest first.
    pub(super) async fn turns(
        &self,
        row: &ConversationRow,
        limit: i64,
        before: Option<Uuid>,
    ) -> Result<ChatTurns, Error> {
        let mut rows = self.db.latest_messages(row.id, before, limit + 1).await?;
        let has_more = rows.len() as u64 > limit.unsigned_abs();
        rows.truncate(usize::try_from(limit).unwrap_or_default());
        rows.reverse();
        let first = rows.first().map_or(Uuid::max(), |row| row.id);
        let mut attached: HashMap<Uuid, Vec<String>> = HashMap::new();
        for (message, file, kind) in self.db.attachments(row.id, first).await? {
            attached.entry(message).or_default().push(super::files::path(file, &kind));
        }
        let key = self.keys.unwrap(&row.key_id, &row.wrapped_key, row.id)?;
        let shown = |row: MessageRow| -> Result<ChatTurn, Error> {
            Ok(ChatTurn {
                id: row.id,
                role: if row.is_answer { Role::Assistant } else { Role::User },
                content: key.open_text(&row.sealed, row.id)?,
                monster: row.monster.as_deref().and_then(Monster::parse),
                attachments: attached.remove(&row.id).unwrap_or_default(),
                is_crisis_detected: row.is_crisis,
                thumb: row.thumb,
                created_at: row.created_at,
            })
        };
        let messages = rows.into_iter().map(shown).collect::<Result<_, Error>>()?;
        Ok(ChatTurns { messages, has_more })
    }

    pub(super) async fn erase_chat(&self, caller: &Caller, id: Uuid) -> Result<(), Error> {
        let row = self.conversation(caller, id).await?;
        if caller.owner == Owner::Session(row.id) {
            self.empty(row.id).await?;
            self.events.publish(row.id, Event::Terminate);
            return Ok(());
        }
        let files = self.db.erase_conversation(row.id).await?;
        let files = files.ok_or_else(ApiError::conversation_is_unknown)?;
        self.events.publish(row.id, Event::Terminate);
        self.take_off_the_disk(files).await;
        Ok(())
    }

    /// When remembered answers and loose files are over.
    pub(super) fn loose_since(&self) -> DateTime<Utc> {
        self.clock.now() - RESENDS_KEPT
    }
}
