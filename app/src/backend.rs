//! What can be asked: the one trait behind the documented API and the pages.

use crate::api::crisis::CrisisInfo;
use crate::api::{chat::*, event::Event, feedback::*, file::*, health::Health, help::Helpline};
use crate::api::{message::*, person::*, session::*, totals::Totals};
use crate::error::ApiError;
use crate::kept::Keeping;
use crate::language::Language;
use crate::visit::Character;
use async_trait::async_trait;
use futures_core::Stream;
use std::collections::BTreeMap;
use std::pin::Pin;
use uuid::Uuid;

/// What a caller of the chat API shows.
#[derive(Clone)]
pub enum Credential {
    /// From `Authorization: Bearer` or our cookie.
    Bearer(String),
    /// An anonymous session's token, from `X-Session-Token` or our cookie.
    Token(String),
}

/// Whose something is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Owner {
    /// Somebody who signed in.
    User(Uuid),
    /// An anonymous session.
    Session(Uuid),
}

impl Owner {
    /// The user's or session's id.
    pub const fn id(self) -> Uuid {
        match self {
            Owner::User(id) | Owner::Session(id) => id,
        }
    }
}

/// The one who calls, recognised.
#[derive(Clone, Debug)]
pub struct Caller {
    /// Whose call it is.
    pub owner: Owner,
    /// The sign-in that the bearer belongs to; anonymous callers have none.
    pub sign_in: Option<Uuid>,
    /// The client, `anonymous` where nobody signed in.
    pub origin: String,
    /// The caller's language.
    pub language: Language,
    /// The caller's country, ISO 3166 alpha-2.
    pub country: Option<String>,
    /// What the client can do.
    pub capabilities: Capabilities,
    /// Whether their identity provider called them staff, and not too long ago.
    pub is_staff: bool,
}

/// An identity provider that our pages offer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Provider {
    /// Its name in addresses.
    pub name: String,
    /// What people call it.
    pub label: String,
}

/// Somebody who is about to be sent to an identity provider.
#[derive(Clone, Debug)]
pub struct Departure {
    /// Where to.
    pub address: String,
    /// To be kept in their browser until they come back; sealed.
    pub ticket: String,
}

/// Somebody who came back from an identity provider.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// The provider, by its name in addresses.
    pub provider: String,
    /// What was kept in their browser.
    pub ticket: String,
    /// What the provider was asked to hand back unchanged.
    pub state: String,
    /// What the provider gives for an identity token, once.
    pub code: String,
}

/// What the provider of somebody who came back vouches for.
#[derive(Clone, Debug)]
pub struct Arrived {
    /// The provider's signed token.
    pub idp_token: String,
    /// Who they said they are, or what to take them for.
    pub user_type: UserType,
    /// Whether they were never here before.
    pub is_new: bool,
}

/// What is wanted of the events of a conversation.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Listening {
    /// The last event that was heard before a break.
    pub last_event: Option<Uuid>,
    /// Whether replies are wanted while they are written; for clients that could not say so when
    /// they signed in.
    pub wants_replies: bool,
}

/// An event with the id that a client returns to after a break.
pub type Announced = (Event, Option<Uuid>);
/// The events of a conversation, until it ends.
pub type EventStream = Pin<Box<dyn Stream<Item = Announced> + Send>>;
/// The pieces of a body as they come.
pub type Pieces = Pin<Box<dyn Stream<Item = Result<Vec<u8>, ApiError>> + Send>>;

/// A file as its owner gets it back.
pub struct StoredFile {
    /// What it is.
    pub media_type: &'static str,
    /// The name it came with.
    pub name: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

/// Everything that the pages and the HTTP handlers may ask of the server.
///
/// A `token` is always taken as it came; one that is malformed or unknown is refused with 404,
/// an expired one with 410. Every method may fail with 503 while the database is away.
#[async_trait]
pub trait Backend: Send + Sync + 'static {
    /// Opens an anonymous session; `fallback` is its language where none is preferred.
    async fn create_session(
        &self,
        new: NewSession,
        fallback: Language,
    ) -> Result<SessionCreated, ApiError>;

    /// The session as it stands.
    async fn session(&self, token: &str) -> Result<Session, ApiError>;

    /// Marks the session as used now.
    async fn touch_session(&self, token: &str) -> Result<Session, ApiError>;

    /// Changes what `change` names.
    async fn change_session(&self, token: &str, change: SessionChange)
    -> Result<Session, ApiError>;

    /// Erases the session, its messages and its keys; feedback stays without its link.
    async fn erase_session(&self, token: &str) -> Result<SessionErased, ApiError>;

    /// Stores a message with its answer, both or neither. 422 unless it has 1 to 5000 characters.
    async fn send_message(&self, token: &str, content: &str) -> Result<Exchange, ApiError>;

    /// A page of the session's messages, oldest first.
    async fn messages(&self, token: &str, limit: i64, offset: i64)
    -> Result<MessagePage, ApiError>;

    /// One message of the session; 404 for any other.
    async fn message(&self, token: &str, id: Uuid) -> Result<Message, ApiError>;

    /// Erases one message of the session and nothing else.
    async fn erase_message(&self, token: &str, id: Uuid) -> Result<(), ApiError>;

    /// Erases all messages of the session and what the engine remembers of them.
    async fn erase_messages(&self, token: &str) -> Result<(), ApiError>;

    /// Stores the session's one feedback; 409 if it has one.
    async fn leave_feedback(&self, token: &str, new: NewFeedback)
    -> Result<FeedbackLeft, ApiError>;

    /// Whether the session's one feedback was left already.
    async fn has_feedback(&self, token: &str) -> Result<bool, ApiError>;

    /// All feedback in numbers.
    async fn feedback_stats(&self) -> Result<FeedbackStats, ApiError>;

    /// The help to show while the session is treated as being in a crisis, else nothing.
    async fn crisis_help(&self, token: &str) -> Result<Option<CrisisInfo>, ApiError>;

    /// Whether the server and its database are well.
    async fn health(&self) -> Health;

    /// Lines to call in `country` (ISO 3166 alpha-2), else where the language is at home.
    fn helplines(&self, language: Language, country: Option<&str>) -> Vec<Helpline>;

    /// The monsters, as they are called in `language`.
    fn cast(&self, language: Language) -> Vec<Character>;

    /// The countries that have lines of their own, as ISO codes.
    fn countries(&self) -> Vec<String>;

    /// The mock provider's token for anybody; 404 where it is off.
    async fn mock_sign_in(&self, wanted: MockSignIn) -> Result<MockToken, ApiError>;

    /// The mock provider's keys, as a JSON Web Key Set; 404 where it is off.
    fn mock_keys(&self) -> Result<serde_json::Value, ApiError>;

    /// Lets somebody in for whom a provider vouches; 400, 401 or 503 if it does not.
    async fn sign_in(&self, login: Login) -> Result<AuthResponse, ApiError>;

    /// The identity providers that the pages may send people to, as they are called in `language`.
    fn providers(&self, language: Language) -> Vec<Provider>;

    /// Where to send somebody who signs in with a provider; 404 for one that our pages do not offer,
    /// 503 while it does not answer.
    async fn depart(&self, provider: &str) -> Result<Departure, ApiError>;

    /// A sign-in for somebody who came back from a provider; 410 if they were not sent there or it
    /// took too long, 401 if the provider does not vouch for them, 503 while it does not answer.
    async fn arrive(&self, arrival: Arrival) -> Result<Arrived, ApiError>;

    /// Who a signed-in caller said they are; 401 for an anonymous caller.
    async fn introduced(&self, caller: &Caller) -> Result<(UserType, Option<AgeClass>), ApiError>;

    /// Notes who a signed-in caller says they are; 401 for an anonymous caller.
    async fn introduce(
        &self,
        caller: &Caller,
        user_type: UserType,
        age_class: Option<AgeClass>,
    ) -> Result<(), ApiError>;

    /// Ends the caller's sign-in and its event streams; 401 for an anonymous caller.
    async fn sign_out(&self, caller: &Caller) -> Result<(), ApiError>;

    /// Who calls; 401 for a credential that opens nothing.
    async fn caller(&self, credential: Credential) -> Result<Caller, ApiError>;

    /// The feature flags for a kind of client and an environment; ours where they are not named.
    async fn features(
        &self,
        variant: Option<&str>,
        environment: Option<&str>,
    ) -> BTreeMap<String, bool>;

    /// Begins a conversation, or goes on with an earlier one.
    async fn begin_chat(&self, caller: &Caller, init: ChatInit) -> Result<ChatResponse, ApiError>;

    /// A conversation as it stands, with its last messages: at most 200.
    async fn open_chat(&self, caller: &Caller, conversation: Uuid) -> Result<OpenChat, ApiError>;

    /// Says something. The same `resend_key` gets the same answer for 24 hours; 422 if it comes
    /// with other words.
    async fn chat(
        &self,
        caller: &Caller,
        message: ChatMessage,
        resend_key: Option<&str>,
    ) -> Result<ChatResponse, ApiError>;

    /// Chooses an emotion; 409 if none is awaited, 422 for one that was not offered.
    async fn choose_emotion(
        &self,
        caller: &Caller,
        choice: EmotionChoice,
        resend_key: Option<&str>,
    ) -> Result<ChatResponse, ApiError>;

    /// Answers a question with options; 409 if none is awaited, 422 for one that was not offered.
    async fn choose_option(
        &self,
        caller: &Caller,
        choice: DropdownChoice,
        resend_key: Option<&str>,
    ) -> Result<ChatResponse, ApiError>;

    /// Changes a conversation's language or monster and announces what changed.
    async fn change_chat(
        &self,
        caller: &Caller,
        change: ChatSettingsChange,
    ) -> Result<ChatSettings, ApiError>;

    /// The caller's conversations, newest first.
    async fn history(&self, caller: &Caller) -> Result<UserHistory, ApiError>;

    /// Messages of a conversation, the last ones or those before `before`, oldest first.
    async fn chat_messages(
        &self,
        caller: &Caller,
        conversation: Uuid,
        limit: i64,
        before: Option<Uuid>,
    ) -> Result<ChatTurns, ApiError>;

    /// Erases one message of a conversation with the files that only it used; 404 for any other.
    async fn erase_turn(
        &self,
        caller: &Caller,
        conversation: Uuid,
        message: Uuid,
    ) -> Result<(), ApiError>;

    /// Keeps what the caller thinks of a monster's message; 404 for any other.
    async fn rate_turn(
        &self,
        caller: &Caller,
        conversation: Uuid,
        message: Uuid,
        thumb: Thumb,
    ) -> Result<(), ApiError>;

    /// Erases a conversation and the files that only it used.
    async fn erase_chat(&self, caller: &Caller, conversation: Uuid) -> Result<(), ApiError>;

    /// The events of a conversation; 409 if the client did not negotiate them.
    async fn listen(
        &self,
        caller: &Caller,
        conversation: Uuid,
        listening: Listening,
    ) -> Result<EventStream, ApiError>;

    /// What the database keeps, column by column, and what that is to a person.
    fn kept(&self) -> &'static [Keeping];

    /// All that is kept of the caller.
    async fn export(&self, caller: &Caller) -> Result<Export, ApiError>;

    /// Erases the caller with everything.
    async fn erase_caller(&self, caller: &Caller) -> Result<(), ApiError>;

    /// Stores a file; 415 or 422 for what is not to be kept.
    async fn upload(
        &self,
        caller: &Caller,
        name: &str,
        bytes: Vec<u8>,
    ) -> Result<UploadedFile, ApiError>;

    /// Erases uploads that no message shows yet.
    async fn discard(&self, caller: &Caller, paths: &[String]) -> Result<(), ApiError>;

    /// One of the caller's files; 404 for any other.
    async fn file(&self, caller: &Caller, path: &str) -> Result<StoredFile, ApiError>;

    /// What happened on the last `days` days, today left out; 403 unless the caller is staff.
    async fn totals(&self, caller: &Caller, days: i64) -> Result<Totals, ApiError>;

    /// What is said in a recording that comes in pieces; 503 where nobody can tell.
    async fn transcribe(
        &self,
        caller: &Caller,
        media_type: &str,
        recording: Pieces,
        spoken: Option<Language>,
    ) -> Result<Transcription, ApiError>;
}
