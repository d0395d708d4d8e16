//! The use cases as `app` asks for them; each is one line to the one who does it.

use super::{API_VERSION, Service};
use crate::db;
use crate::dialogue::{Danger, Place, Reader};
use crate::error::Error;
use crate::voice::Recording;
use app::api::chat::*;
use app::api::crisis::CrisisInfo;
use app::api::feedback::{FeedbackLeft, FeedbackStats, NewFeedback};
use app::api::file::*;
use app::api::health::{Health, Services};
use app::api::help::Helpline;
use app::api::message::{Exchange, Message, MessagePage};
use app::api::person::*;
use app::api::session::{NewSession, Session, SessionChange, SessionCreated, SessionErased};
use app::api::totals::Totals;
use app::backend::*;
use app::error::ApiError;
use app::kept::Keeping;
use app::language::Language;
use app::visit::Character;
use async_trait::async_trait;
use futures_util::StreamExt;
use std::collections::BTreeMap;
use uuid::Uuid;

#[async_trait]
impl Backend for Service {
    async fn create_session(
        &self,
        new: NewSession,
        fallback: Language,
    ) -> Result<SessionCreated, ApiError> {
        Ok(self.create_session(new, fallback).await?)
    }

    async fn session(&self, token: &str) -> Result<Session, ApiError> {
        Ok(self.show_session(token).await?)
    }

    async fn touch_session(&self, token: &str) -> Result<Session, ApiError> {
        Ok(self.touch_session(token).await?)
    }

    async fn change_session(
        &self,
        token: &str,
        change: SessionChange,
    ) -> Result<Session, ApiError> {
        Ok(self.change_session(token, change).await?)
    }

    async fn erase_session(&self, token: &str) -> Result<SessionErased, ApiError> {
        let (service, token) = (self.clone(), token.to_owned());
        to_the_end(async move { service.erase_session(&token).await }).await
    }

    async fn send_message(&self, token: &str, content: &str) -> Result<Exchange, ApiError> {
        Ok(self.send_message(token, content).await?)
    }

    async fn messages(
        &self,
        token: &str,
        limit: i64,
        offset: i64,
    ) -> Result<MessagePage, ApiError> {
        Ok(self.messages(token, limit, offset).await?)
    }

    async fn message(&self, token: &str, id: Uuid) -> Result<Message, ApiError> {
        Ok(self.message(token, id).await?)
    }

    async fn erase_message(&self, token: &str, id: Uuid) -> Result<(), ApiError> {
        Ok(self.erase_message(token, id).await?)
    }

    async fn erase_messages(&self, token: &str) -> Result<(), ApiError> {
        Ok(self.erase_messages(token).await?)
    }

    async fn leave_feedback(
        &self,
        token: &str,
        new: NewFeedback,
    ) -> Result<FeedbackLeft, ApiError> {
        Ok(self.leave_feedback(token, new).await?)
    }

    async fn has_feedback(&self, token: &str) -> Result<bool, ApiError> {
        let session = self.live_session(token).await?;
        Ok(self.db.has_feedback(session.id).await?)
    }

    async fn feedback_stats(&self) -> Result<FeedbackStats, ApiError> {
        Ok(self.feedback_stats().await?)
    }

    async fn crisis_help(&self, token: &str) -> Result<Option<CrisisInfo>, ApiError> {
        let session = self.live_session(token).await?;
        let country = session.country.as_deref();
        let place = Place { language: session.language, country, now: self.clock.now() };
        let help = || self.care.crisis_info(place, Danger::UNKNOWN, Reader::Teen);
        Ok(session.is_crisis_mode.then(help))
    }

    async fn health(&self) -> Health {
        let is_well = self.db.is_well().await;
        metrics::gauge!("db_up").set(if is_well { 1.0 } else { 0.0 });
        let word = |well: bool| if well { "healthy" } else { "unhealthy" }.to_owned();
        #[expect(clippy::cast_precision_loss, reason = "milliseconds fit a double until 287396")]
        let timestamp = self.clock.now().timestamp_millis() as f64 / 1000.0;
        Health {
            status: word(is_well),
            version: API_VERSION.to_owned(),
            timestamp,
            services: Services { api: word(true), database: word(is_well) },
        }
    }

    fn helplines(&self, language: Language, country: Option<&str>) -> Vec<Helpline> {
        self.care.helplines(Place { language, country, now: self.clock.now() })
    }

    fn cast(&self, language: Language) -> Vec<Character> {
        let character = |monster| {
            let (name, job) = self.care.monster(monster, language)?;
            Some(Character { monster, name: name.to_owned(), job: job.to_owned() })
        };
        Monster::ALL.into_iter().filter_map(character).collect()
    }

    fn countries(&self) -> Vec<String> {
        self.care.countries().into_iter().map(ToOwned::to_owned).collect()
    }

    async fn mock_sign_in(&self, wanted: MockSignIn) -> Result<MockToken, ApiError> {
        let mock = self.identities.mock().ok_or_else(ApiError::path_is_unknown)?;
        let name = wanted.idp_user_id.trim();
        if !(1..=200).contains(&name.chars().count()) {
            let message = "must have 1 to 200 characters";
            return Err(ApiError::field_is_wrong("idp_user_id", message));
        }
        Ok(mock.token(name)?)
    }

    fn mock_keys(&self) -> Result<serde_json::Value, ApiError> {
        Ok(self.identities.mock().ok_or_else(ApiError::path_is_unknown)?.jwks())
    }

    async fn sign_in(&self, login: Login) -> Result<AuthResponse, ApiError> {
        Ok(self.sign_in(login).await?)
    }

    fn providers(&self, language: Language) -> Vec<Provider> {
        let offered = self.identities.offered(language).into_iter();
        offered.map(|(name, label)| Provider { name, label }).collect()
    }

    async fn depart(&self, provider: &str) -> Result<Departure, ApiError> {
        Ok(self.depart(provider).await?)
    }

    async fn arrive(&self, arrival: Arrival) -> Result<Arrived, ApiError> {
        Ok(self.arrive(arrival).await?)
    }

    async fn introduced(&self, caller: &Caller) -> Result<(UserType, Option<AgeClass>), ApiError> {
        Ok(self.introduced(caller).await?)
    }

    async fn introduce(
        &self,
        caller: &Caller,
        user_type: UserType,
        age_class: Option<AgeClass>,
    ) -> Result<(), ApiError> {
        Ok(self.introduce(caller, user_type, age_class).await?)
    }

    async fn sign_out(&self, caller: &Caller) -> Result<(), ApiError> {
        let (service, caller) = (self.clone(), caller.clone());
        to_the_end(async move { service.sign_out(&caller).await }).await
    }

    async fn caller(&self, credential: Credential) -> Result<Caller, ApiError> {
        Ok(self.recognise(credential).await?)
    }

    async fn features(
        &self,
        variant: Option<&str>,
        environment: Option<&str>,
    ) -> BTreeMap<String, bool> {
        let variant = variant.unwrap_or("teenager");
        self.features.flags(variant, environment.unwrap_or(self.environment)).await
    }

    async fn begin_chat(&self, caller: &Caller, init: ChatInit) -> Result<ChatResponse, ApiError> {
        Ok(self.begin_chat(caller, init).await?)
    }

    async fn open_chat(&self, caller: &Caller, conversation: Uuid) -> Result<OpenChat, ApiError> {
        Ok(self.open_chat(caller, conversation).await?)
    }

    async fn chat(
        &self,
        caller: &Caller,
        message: ChatMessage,
        resend_key: Option<&str>,
    ) -> Result<ChatResponse, ApiError> {
        Ok(self.chat(caller, message, resend_key).await?)
    }

    async fn choose_emotion(
        &self,
        caller: &Caller,
        choice: EmotionChoice,
        resend_key: Option<&str>,
    ) -> Result<ChatResponse, ApiError> {
        Ok(self.choose_emotion(caller, choice, resend_key).await?)
    }

    async fn choose_option(
        &self,
        caller: &Caller,
        choice: DropdownChoice,
        resend_key: Option<&str>,
    ) -> Result<ChatResponse, ApiError> {
        Ok(self.choose_option(caller, choice, resend_key).await?)
    }

    async fn change_chat(
        &self,
        caller: &Caller,
        change: ChatSettingsChange,
    ) -> Result<ChatSettings, ApiError> {
        Ok(self.change_chat(caller, change).await?)
    }

    async fn history(&self, caller: &Caller) -> Result<UserHistory, ApiError> {
        Ok(self.history(caller.owner).await?)
    }

    async fn chat_messages(
        &self,
        caller: &Caller,
        conversation: Uuid,
        limit: i64,
        before: Option<Uuid>,
    ) -> Result<ChatTurns, ApiError> {
        Ok(self.chat_messages(caller, conversation, limit, before).await?)
    }

    async fn erase_turn(
        &self,
        caller: &Caller,
        conversation: Uuid,
        message: Uuid,
    ) -> Result<(), ApiError> {
        let (service, caller) = (self.clone(), caller.clone());
        to_the_end(async move { service.erase_turn(&caller, conversation, message).await }).await
    }

    async fn rate_turn(
        &self,
        caller: &Caller,
        conversation: Uuid,
        message: Uuid,
        thumb: Thumb,
    ) -> Result<(), ApiError> {
        Ok(self.rate_turn(caller, conversation, message, thumb).await?)
    }

    async fn erase_chat(&self, caller: &Caller, conversation: Uuid) -> Result<(), ApiError> {
        let (service, caller) = (self.clone(), caller.clone());
        to_the_end(async move { service.erase_chat(&caller, conversation).await }).await
    }

    async fn listen(
        &self,
        caller: &Caller,
        conversation: Uuid,
        listening: Listening,
    ) -> Result<EventStream, ApiError> {
        Ok(self.listen(caller, conversation, listening).await?)
    }

    fn kept(&self) -> &'static [Keeping] {
        db::KEPT
    }

    async fn export(&self, caller: &Caller) -> Result<Export, ApiError> {
        Ok(self.export(caller).await?)
    }

    async fn erase_caller(&self, caller: &Caller) -> Result<(), ApiError> {
        let (service, caller) = (self.clone(), caller.clone());
        to_the_end(async move { service.erase_caller(&caller).await }).await
    }

    async fn upload(
        &self,
        caller: &Caller,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<UploadedFile, ApiError> {
        Ok(self.upload(caller, name, bytes).await?)
    }

    async fn discard(&self, caller: &Caller, paths: &[String]) -> Result<(), ApiError> {
        Ok(self.discard(caller, paths).await?)
    }

    async fn file(&self, caller: &Caller, path: &str) -> Result<StoredFile, ApiError> {
        Ok(self.file(caller, path).await?)
    }

    async fn totals(&self, caller: &Caller, days: i64) -> Result<Totals, ApiError> {
        Ok(self.totals(caller, days).await?)
    }

    async fn transcribe(
        &self,
        caller: &Caller,
        media_type: &str,
        recording: Pieces,
        spoken: Option<Language>,
    ) -> Result<Transcription, ApiError> {
        let bytes = Box::pin(recording.map(|piece| piece.map(Into::into)));
        let recording = Recording { media_type: media_type.to_owned(), bytes };
        self.voice.transcribe(recording, spoken, caller.language).await
    }
}

/// Does what must not stop half way when a client hangs up: what is erased must also be told to
/// those who listen, and taken off the disk.
async fn to_the_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, ApiError> {
    let done = tokio::spawn(work).await;
    Ok(done.unwrap_or_else(|_| Err(Error::Broken("an erasure stopped half way".into())))?)
}
