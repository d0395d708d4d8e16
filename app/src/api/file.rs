//! Files and voice.

use crate::language::Language;
use serde::{Deserialize, Serialize};

/// The largest file, in bytes.
pub const MAX_FILE: usize = 10 * 1024 * 1024;

/// What was uploaded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Uploaded {
    /// The files, in the order they came.
    pub files: Vec<UploadedFile>,
    /// Their paths alone, ready for `attachments`.
    pub paths: Vec<String>,
}

/// One stored file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct UploadedFile {
    /// Names it in `attachments` and below `/api/v1/files/`.
    #[cfg_attr(feature = "ssr", schema(example = "0190b5a87c1e7a309c523f1d6b2a4e77.png"))]
    pub path: String,
    /// What it is, by its content.
    #[cfg_attr(feature = "ssr", schema(example = "image/png"))]
    pub media_type: String,
    /// Bytes, as stored.
    pub size: i64,
    /// The name it came with.
    pub name: String,
}

/// What was heard in a recording.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Transcription {
    /// What was said.
    pub text: String,
    /// `fr`, `vi` or `en`.
    #[cfg_attr(feature = "ssr", schema(value_type = String, example = "fr"))]
    pub language: Language,
}
