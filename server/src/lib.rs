//! The server: documented API and pages over one core.

pub mod application;
pub mod clock;
pub mod crypto;
pub mod db;
pub mod dialogue;
pub mod error;
pub mod events;
pub mod features;
pub mod files;
pub mod http;
pub mod idp;
pub mod logs;
pub mod model;
pub mod outgoing;
pub mod service;
pub mod settings;
pub mod talk;
pub mod telemetry;
pub mod voice;
