//! What a person sees, and the words that the browser and the server share.

// Views are deeply nested types.
#![recursion_limit = "256"]

pub mod alive;
pub mod api;
#[cfg(feature = "ssr")]
pub mod backend;
pub mod calls;
#[cfg(feature = "ssr")]
mod components;
#[cfg(feature = "ssr")]
mod date;
pub mod error;
#[cfg(feature = "ssr")]
pub mod kept;
pub mod language;
#[cfg(feature = "ssr")]
pub mod look;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
mod shell;
pub mod visit;
#[cfg(feature = "ssr")]
pub mod words;
