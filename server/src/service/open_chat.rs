//! A conversation as it stands, for whoever opens it again without saying anything.

use super::Service;
use super::chat::MAX_PAGE;
use super::turn::Maker;
use crate::db::turns::Door;
use crate::dialogue::{Danger, Level, Reader};
use crate::error::Error;
use app::api::chat::OpenChat;
use app::backend::Caller;
use app::error::ApiError;
use std::time::Instant;
use uuid::Uuid;

impl Service {
    pub(super) async fn open_chat(&self, caller: &Caller, id: Uuid) -> Result<OpenChat, Error> {
        let row = self.conversation(caller, id).await?;
        let turns = self.turns(&row, MAX_PAGE, None).await?;
        let talk = self.db.talk(Door::Conversation(id)).await?;
        let talk = talk.ok_or_else(ApiError::conversation_is_unknown)?;
        let care = &*self.care;
        let (now, begun) = (self.clock.now(), Instant::now());
        let maker = Maker { care, keys: &self.keys, talk: &talk, now, begun, words: None };
        let (_, key) = maker.opened(Some(caller.owner))?;
        let state = maker.remembered(&key)?;
        let person = maker.person();
        let asked = care.asked(&state, state.language.unwrap_or(talk.language), &person.audience);
        let help = || {
            let level = state.needs_rescue.then_some(Level::Imminent);
            let reader = Reader::of(&person.audience, &state);
            care.crisis_info(person.place(), Danger::of(&state, level), reader)
        };
        Ok(OpenChat {
            session_id: id,
            language: talk.language,
            monster: talk.monster,
            turns,
            emotion_options: asked.emotions,
            dropdown_question: asked.question,
            dropdown_options: asked.options,
            crisis_info: talk.is_crisis_mode.then(help),
            updated_at: talk.updated_at,
        })
    }
}
