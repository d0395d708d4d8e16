//! Whether the server and what it needs are well.

use serde::{Deserialize, Serialize};

/// The state of the whole.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Health {
    /// `healthy` or `unhealthy`.
    pub status: String,
    /// The version of the API.
    #[cfg_attr(feature = "ssr", schema(example = "1.0.0"))]
    pub version: String,
    /// Seconds since 1970 in UTC, with milliseconds as fraction.
    #[cfg_attr(feature = "ssr", schema(example = 1698765432.123))]
    pub timestamp: f64,
    /// The state of each part.
    pub services: Services,
}

/// The state of each part, `healthy` or `unhealthy`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "ssr", derive(utoipa::ToSchema))]
pub struct Services {
    /// This process.
    pub api: String,
    /// The database.
    pub database: String,
}
