//! The words of the API: requests and answers, shared by the server, its documentation and the page.

pub mod chat;
pub mod crisis;
pub mod event;
pub mod feedback;
pub mod file;
pub mod health;
pub mod help;
pub mod message;
#[cfg(feature = "ssr")]
pub mod person;
pub mod session;
#[cfg(feature = "ssr")]
pub mod totals;

use crate::language::Language;
use serde::{Deserialize, Deserializer, Serializer};

/// A moment in UTC; JSON holds it as RFC 3339 with `Z`.
#[cfg(feature = "ssr")]
pub type Time = chrono::DateTime<chrono::Utc>;
/// A moment in UTC; JSON holds it as RFC 3339 with `Z`.
#[cfg(not(feature = "ssr"))]
pub type Time = String;

/// The chat API writes languages in upper case; they are read in any case.
fn upper_case<S: Serializer>(language: &Language, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&language.code().to_ascii_uppercase())
}

/// `null` is absence.
fn null_as_default<'de, D: Deserializer<'de>, T: Default + Deserialize<'de>>(
    deserializer: D,
) -> Result<T, D::Error> {
    Option::<T>::deserialize(deserializer).map(Option::unwrap_or_default)
}
