//! Signing in: who somebody is, what their client can do, and what is kept of them.

use super::chat::{ChatTurn, ConversationSummary, UserHistory};
use super::{Time, upper_case};
use crate::language::Language;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// Who writes to us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[derive(utoipa::ToSchema)]
pub enum UserType {
    /// A young person.
    Teenager,
    /// A parent.
    Parent,
    /// A teacher, a nurse, a social worker.
    Professional,
    /// Anybody else.
    Other,
}

impl UserType {
    /// All of them.
    pub const ALL: [UserType; 4] =
        [UserType::Teenager, UserType::Parent, UserType::Professional, UserType::Other];

    /// The name in JSON and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            UserType::Teenager => "teenager",
            UserType::Parent => "parent",
            UserType::Professional => "professional",
            UserType::Other => "other",
        }
    }
}

impl TryFrom<String> for UserType {
    type Error = &'static str;

    fn try_from(name: String) -> Result<UserType, &'static str> {
        UserType::ALL.into_iter().find(|kind| kind.name() == name).ok_or("no such user type")
    }
}

/// How old a young person is, after French school cycles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[derive(utoipa::ToSchema)]
pub enum AgeClass {
    /// 9 to 12.
    Cycle3,
    /// 12 to 15.
    Cycle4,
    /// 15 to 18.
    Lycee,
}

impl AgeClass {
    /// All of them, youngest first.
    pub const ALL: [AgeClass; 3] = [AgeClass::Cycle3, AgeClass::Cycle4, AgeClass::Lycee];

    /// The name in JSON and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            AgeClass::Cycle3 => "cycle3",
            AgeClass::Cycle4 => "cycle4",
            AgeClass::Lycee => "lycee",
        }
    }
}

impl TryFrom<String> for AgeClass {
    type Error = &'static str;

    fn try_from(name: String) -> Result<AgeClass, &'static str> {
        AgeClass::ALL.into_iter().find(|class| class.name() == name).ok_or("no such age class")
    }
}

/// A name to sign in with at the mock identity provider.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(example = json!({"idp_user_id": "test-user-123"}))]
pub struct MockSignIn {
    /// Becomes the token's `sub`; 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    pub idp_user_id: String,
}

/// The mock identity provider's token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct MockToken {
    /// A JWT signed with HS256.
    pub access_token: String,
    /// `Bearer`.
    pub token_type: String,
    /// Seconds.
    pub expires_in: i64,
}

/// A sign-in with a provider's token.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, utoipa::ToSchema)]
#[schema(example = json!({"idp_token": "eyJhbGciOiJIUzI1NiJ9…", "id_provider": "mock-idp", "user_type": "teenager", "age_class": "cycle3", "language": "FR", "origin": "web_react", "capabilities": {"supports_sse": true}}))]
pub struct Login {
    /// The provider's signed token.
    pub idp_token: String,
    /// The provider's name.
    pub id_provider: String,
    /// Who signs in.
    pub user_type: UserType,
    /// How old a young person is.
    pub age_class: Option<AgeClass>,
    /// `FR`, `VI` or `EN`, in any case and with or without a region.
    #[schema(value_type = String, pattern = "^([fF][rR]|[vV][iI]|[eE][nN])([-_][A-Za-z0-9]+)*$")]
    pub language: Language,
    /// The client, a slug such as `web_react`: 1 to 64 letters, digits, `_`, `-` or `.`.
    #[schema(min_length = 1, max_length = 64, pattern = "^[A-Za-z0-9_.-]+$")]
    pub origin: String,
    /// ISO 3166 alpha-2 code of the country whose helplines are wanted; else the language decides.
    #[schema(pattern = "^[A-Za-z]{2}$")]
    pub country: Option<String>,
    /// What the client can do; anything unreadable falls back to what is known of its origin.
    #[schema(value_type = Option<Capabilities>)]
    pub capabilities: Option<serde_json::Value>,
}

/// What a client can do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Capabilities {
    /// It follows server-sent events.
    pub supports_sse: bool,
    /// It shows a reply while it is written.
    #[serde(default)]
    pub supports_reply_stream: bool,
}

/// Where a client's capabilities come from, the strongest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
#[derive(utoipa::ToSchema)]
pub enum CapabilitiesSource {
    /// The client declared them.
    Declared,
    /// Its origin is known.
    Registry,
    /// Nothing is known.
    Default,
}

impl CapabilitiesSource {
    /// The name in JSON and in the database.
    pub const fn name(self) -> &'static str {
        match self {
            CapabilitiesSource::Declared => "declared",
            CapabilitiesSource::Registry => "registry",
            CapabilitiesSource::Default => "default",
        }
    }
}

/// A person's session with one client.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AppSession {
    /// The bearer token: a secret everywhere.
    pub id: Uuid,
    /// The person.
    pub user_id: Uuid,
    /// The client.
    #[schema(example = "web_react")]
    pub origin: String,
    /// What the client can do, as it was resolved.
    pub capabilities: Capabilities,
    /// From where.
    pub capabilities_source: CapabilitiesSource,
    /// When it began.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Time,
    /// The last call, to the hour.
    #[schema(value_type = String, format = DateTime)]
    pub last_seen_at: Time,
    /// 30 days after the last call.
    #[schema(value_type = String, format = DateTime)]
    pub expires_at: Time,
}

/// The answer to a sign-in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct AuthResponse {
    /// Send it as `Authorization: Bearer …` from now on.
    pub bearer_token: Uuid,
    /// The session it opens.
    pub app_session: AppSession,
    /// Earlier conversations.
    pub user_history: UserHistory,
}

/// All that is kept of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Export {
    /// When it was taken.
    #[schema(value_type = String, format = DateTime)]
    pub exported_at: Time,
    /// The person.
    pub person: ExportedPerson,
    /// Everything that was said.
    pub conversations: Vec<ExportedConversation>,
    /// The files that were uploaded; each can be fetched at `/api/v1/files/{path}`.
    pub files: Vec<ExportedFile>,
}

/// What is kept of the person; for an anonymous session most of it is null.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ExportedPerson {
    /// The person or anonymous session.
    pub id: Uuid,
    /// Who they said they are.
    pub user_type: Option<UserType>,
    /// How old they said they are.
    pub age_class: Option<AgeClass>,
    /// `FR`, `VI` or `EN`.
    #[serde(serialize_with = "upper_case")]
    #[schema(value_type = String)]
    pub language: Language,
    /// ISO 3166 alpha-2.
    pub country: Option<String>,
    /// The providers they signed in with; of their name there only a keyed hash is kept.
    pub identity_providers: Vec<String>,
    /// The clients they signed in from.
    pub origins: Vec<String>,
    /// Until when they see totals as staff; null for everybody else.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub staff_until: Option<Time>,
    /// When they first came.
    #[schema(value_type = Option<String>, format = DateTime)]
    pub created_at: Option<Time>,
}

/// A whole conversation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ExportedConversation {
    /// As the list shows it.
    #[serde(flatten)]
    pub about: ConversationSummary,
    /// Everything said in it, oldest first.
    pub messages: Vec<ChatTurn>,
}

/// A file that was uploaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct ExportedFile {
    /// Where it is fetched.
    pub path: String,
    /// Its type.
    pub media_type: String,
    /// Bytes.
    pub size: i64,
    /// The name it came with.
    pub name: String,
    /// When it was uploaded.
    #[schema(value_type = String, format = DateTime)]
    pub created_at: Time,
}
