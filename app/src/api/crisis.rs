//! What is shown when someone may be in danger.

use serde::{Deserialize, Serialize};

/// Help in a crisis: who to call, what we say, and what to do at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct CrisisInfo {
    /// Lines of the session's country, the most fitting first.
    pub hotlines: Vec<Hotline>,
    /// The same sentence in every language.
    pub message: Sentence,
    /// Steps to take now, in the session's language.
    pub immediate_actions: Vec<String>,
}

/// One line to call.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Hotline {
    /// The name its callers know.
    #[cfg_attr(feature = "ssr", schema(example = "Tổng đài Bảo vệ trẻ em"))]
    pub name: String,
    /// The number as it is dialled in its country, or an address to open.
    #[cfg_attr(feature = "ssr", schema(example = "111"))]
    pub number: String,
    /// Opening hours, for a person to read.
    #[cfg_attr(feature = "ssr", schema(example = "24/7"))]
    pub available: String,
    /// Whether the call costs nothing.
    pub free: bool,
}

/// One sentence in all three languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Sentence {
    /// In Vietnamese.
    pub vi: String,
    /// In English.
    pub en: String,
    /// In French.
    pub fr: String,
}
