//! Anonymous sessions: a random token is the whole identity.

use super::Time;
use crate::language::Language;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What may be said when a session is created; everything is optional.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(example = json!({"language_preference": "vi"})))]
pub struct NewSession {
    /// `fr`, `vi` or `en`, in any case and with or without a region; else `Accept-Language` decides.
    #[cfg_attr(feature = "ssr", schema(value_type = Option<String>, pattern = "^([fF][rR]|[vV][iI]|[eE][nN])([-_][A-Za-z0-9]+)*$"))]
    pub language_preference: Option<Language>,
    /// ISO 3166 alpha-2 code of the country whose helplines are wanted; else the language decides.
    #[cfg_attr(feature = "ssr", schema(pattern = "^[A-Za-z]{2}$"))]
    pub country: Option<String>,
}

/// What may be changed on a session; what is absent stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "ssr", schema(example = json!({"is_crisis_mode": true})))]
pub struct SessionChange {
    /// Whether the session is treated as being in a crisis.
    pub is_crisis_mode: Option<bool>,
    /// `fr`, `vi` or `en`, in any case and with or without a region.
    #[cfg_attr(feature = "ssr", schema(value_type = Option<String>, pattern = "^([fF][rR]|[vV][iI]|[eE][nN])([-_][A-Za-z0-9]+)*$"))]
    pub language_preference: Option<Language>,
}

/// An anonymous session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Session {
    /// Names the session in messages and feedback; it opens nothing.
    pub id: Uuid,
    /// `anon_` and 32 letters or digits: whoever holds it is the person.
    #[cfg_attr(feature = "ssr", schema(example = "anon_4Xk2Q9vZ1bN7sT0wRfYcLmHp8dJgUeAa"))]
    pub session_token: String,
    /// When it began.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = DateTime))]
    pub created_at: Time,
    /// The last message or touch.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = DateTime))]
    pub last_activity: Time,
    /// When it and all that belongs to it is deleted: 30 days after `created_at`.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = DateTime))]
    pub expires_at: Time,
    /// `fr`, `vi` or `en`.
    #[cfg_attr(feature = "ssr", schema(value_type = String, example = "vi"))]
    pub language_preference: Language,
    /// True until it expires.
    pub is_active: bool,
    /// True once a crisis was heard, until the client sets it back.
    pub is_crisis_mode: bool,
}

/// A new session with what its holder should know.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SessionCreated {
    /// The session.
    pub session: Session,
    /// `Session created successfully`.
    pub message: String,
    /// How to keep and use the token.
    pub instructions: Instructions,
}

/// How to keep and use a session token.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Instructions {
    /// Where to keep it.
    pub store_token: String,
    /// How long it lasts.
    pub expiry: String,
    /// How to send it.
    pub usage: String,
}

/// The answer to an erasure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct SessionErased {
    /// `Session and all associated data deleted successfully`.
    pub message: String,
    /// When it was erased.
    #[cfg_attr(feature = "ssr", schema(value_type = String, format = DateTime))]
    pub deleted_at: Time,
}
