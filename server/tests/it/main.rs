//! The server over real HTTP, on SQLite and on PostgreSQL.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test stops where it fails"
)]

mod app;
mod look;
mod people;
mod program;
mod provider;
mod proxy;
mod rows;

mod away;
mod bodies;
mod calls;
mod care;
mod chat_capabilities;
mod chat_choices;
mod chat_erasure;
mod chat_events;
mod chat_features;
mod chat_files;
mod chat_guide;
mod chat_history;
mod chat_login;
mod chat_open;
mod chat_own;
mod chat_resend;
mod chat_sealing;
mod chat_servers;
mod chat_settings;
mod chat_strangers;
mod chat_talk;
mod chat_turns;
mod chat_voice;
mod crash;
mod crisis;
mod documentation;
mod erasure;
mod feedback;
mod guard;
mod health;
mod kept;
mod languages;
mod limit;
mod logs;
mod messages;
mod metrics;
mod model;
mod own_pages;
mod pages;
mod paths;
mod providers;
mod redis_events;
mod retention;
mod rotation;
mod sealing;
mod sessions;
mod shape;
mod sign_in;
mod sign_in_providers;
mod smoke;
mod spans;
mod speech;
mod start;
mod stop;
mod terminal;
mod tls;
mod together;
mod tokens;
mod totals;
