//! What the talk does by itself where its script runs: it sends and hears without being loaded anew,
//! shows a reply while it is written, takes files and what is spoken.
//!
//! The server draws every bubble; here they are put in their place. The page holds the texts.

#[cfg(not(feature = "ssr"))]
mod attachments;
#[cfg(not(feature = "ssr"))]
mod composer;
#[cfg(not(feature = "ssr"))]
mod dom;
#[cfg(not(feature = "ssr"))]
mod events;
#[cfg(not(feature = "ssr"))]
mod modal;
#[cfg(not(feature = "ssr"))]
mod talk;
#[cfg(not(feature = "ssr"))]
mod tools;
#[cfg(not(feature = "ssr"))]
mod voice;

use leptos::prelude::*;

/// Draws nothing; once the script is there, it wakes the talk around it.
#[island]
pub fn Alive() -> impl IntoView {
    #[cfg(not(feature = "ssr"))]
    talk::wake();
}
