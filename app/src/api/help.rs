//! Helplines as the help page shows them.

use serde::{Deserialize, Serialize};

/// A helpline with every way of reaching it, in the reader's language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Helpline {
    /// The name its callers know.
    pub name: String,
    /// The number as it is dialled in its country; `None` where there is only a site.
    pub number: Option<String>,
    /// What one may talk about there, in a few words.
    pub purpose: String,
    /// Opening hours, for a person to read.
    pub hours: String,
    /// Whether it costs nothing.
    pub free: bool,
    /// A number to send a text message to, if it takes them.
    pub sms: Option<String>,
    /// A page with chat or more, `https://…`.
    pub site: Option<String>,
    /// Whether someone answers at this moment; `None` when the hours are not known well enough.
    pub open_now: Option<bool>,
    /// False for an entry that the operator still has to check.
    pub verified: bool,
    /// Whether this is an emergency service (ambulance, police, fire).
    pub emergency: bool,
    /// Whether it is for adults who worry about a child, and not for the child.
    pub for_adults: bool,
}
