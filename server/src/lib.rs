//! The server: documented API and pages over one core.

pub mod application;
pub mod clock;
pub mod crypto;
pub mod db;
pub mod dialogue;
pub mod error;
pub mod http;
pub mod logs;
pub mod service;
pub mod settings;
