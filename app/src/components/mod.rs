//! The parts that pages are made of; `live` is the only one that wakes up in the browser.

mod browser;
mod bubble;
mod crisis;
pub mod live;
mod trouble;

#[cfg(feature = "ssr")]
pub(crate) mod frame;
#[cfg(feature = "ssr")]
pub(crate) mod helpline;
#[cfg(feature = "ssr")]
pub(crate) mod icon;
#[cfg(feature = "ssr")]
pub(crate) mod languages;
#[cfg(feature = "ssr")]
pub(crate) mod menu;
#[cfg(feature = "ssr")]
pub(crate) mod monster;

#[cfg(feature = "ssr")]
pub(crate) use {
    bubble::{Bubble, Speaker},
    crisis::{CrisisTexts, dialled},
    trouble::TroubleTexts,
};
