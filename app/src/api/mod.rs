//! The words of the API: requests and answers, shared by the server, its documentation and the page.

pub mod crisis;
pub mod feedback;
pub mod health;
pub mod help;
pub mod message;
pub mod session;

/// A moment in UTC; JSON holds it as RFC 3339 with `Z`.
#[cfg(feature = "ssr")]
pub type Time = chrono::DateTime<chrono::Utc>;
/// A moment in UTC; JSON holds it as RFC 3339 with `Z`.
#[cfg(not(feature = "ssr"))]
pub type Time = String;
