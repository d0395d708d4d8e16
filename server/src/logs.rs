//! The log: one line a request and one a fault, never what somebody wrote or who they are.

use crate::settings::{LogFormat, Settings};
use tracing_appender::non_blocking::WorkerGuard;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

/// Starts the log on standard output; it is written out until the guard is dropped.
///
/// Only our own words go in: libraries may quote what passes through them.
pub fn start(settings: &Settings) -> WorkerGuard {
    let (writer, guard) = tracing_appender::non_blocking(std::io::stdout());
    let ours = Targets::new().with_target("server", settings.log_level);
    let layer = tracing_subscriber::fmt::layer().with_writer(writer).with_target(false);
    let registry = tracing_subscriber::registry().with(ours);
    match settings.log_format {
        LogFormat::Pretty => registry.with(layer.compact()).init(),
        LogFormat::Json => registry.with(layer.json().flatten_event(true)).init(),
    }
    // A panic's message may quote the text it stumbled over; its place is enough.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
    guard
}
