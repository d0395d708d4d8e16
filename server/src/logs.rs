//! The log: one line a request and one a fault, never what somebody wrote or who they are.

use crate::settings::{LogFormat, Settings};
use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard};
use std::thread::JoinHandle;
use std::time::Duration;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

/// How long lines wait for others to be written with.
const GATHERED: Duration = Duration::from_millis(10);
/// How many bytes may wait when nobody takes the log; further lines are lost.
const MOST: usize = 8 << 20;
/// How much room for lines is kept when they are written.
const KEPT: usize = 64 << 10;

/// Starts the log on standard output; it is written out until the guard is dropped.
///
/// Only our own words go in: libraries may quote what passes through them.
pub fn start(settings: &Settings) -> Log {
    let log = Log::start(io::stdout());
    let lines = Arc::clone(&log.lines);
    let ours = Targets::new().with_target("server", settings.log_level);
    let writer = move || Line(Arc::clone(&lines));
    let layer = tracing_subscriber::fmt::layer().with_writer(writer).with_target(false);
    let registry = tracing_subscriber::registry().with(ours);
    match settings.log_format {
        LogFormat::Pretty => registry.with(layer.compact()).init(),
        // The list of spans would say again what the current one says.
        LogFormat::Json => {
            registry.with(layer.json().flatten_event(true).with_span_list(false)).init();
        }
    }
    // A panic's message may quote the text it stumbled over; its place is enough.
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
    log
}

/// Writes the log out when it is dropped.
pub struct Log {
    lines: Arc<Lines>,
    writer: Option<JoinHandle<()>>,
}

impl Log {
    fn start(to: impl Write + Send + 'static) -> Log {
        let lines = Arc::<Lines>::default();
        let writer = std::thread::Builder::new().name("log".into());
        let writer = writer.spawn({
            let lines = Arc::clone(&lines);
            move || lines.write_out(to)
        });
        Log { lines, writer: writer.ok() }
    }
}

impl Drop for Log {
    fn drop(&mut self) {
        self.lines.waiting().is_over = true;
        self.lines.more.notify_one();
        if let Some(writer) = self.writer.take() {
            writer.join().ok();
        }
    }
}

/// Lines that wait to be written, so that a request does not wake anybody for its one.
#[derive(Default)]
struct Lines {
    waiting: Mutex<Waiting>,
    more: Condvar,
}

#[derive(Default)]
struct Waiting {
    text: Vec<u8>,
    is_over: bool,
}

impl Lines {
    fn waiting(&self) -> MutexGuard<'_, Waiting> {
        self.waiting.lock().unwrap_or_else(|poisoned| poisoned.into_inner())
    }

    fn write_out(&self, mut to: impl Write) {
        let mut text = Vec::new();
        loop {
            let nothing = |waiting: &mut Waiting| waiting.text.is_empty() && !waiting.is_over;
            let waiting = self.more.wait_while(self.waiting(), nothing);
            let mut waiting = waiting.unwrap_or_else(|poisoned| poisoned.into_inner());
            std::mem::swap(&mut text, &mut waiting.text);
            let is_over = waiting.is_over;
            drop(waiting);
            to.write_all(&text).and_then(|()| to.flush()).ok();
            text.clear();
            text.shrink_to(KEPT);
            if is_over {
                return;
            }
            let going_on = |waiting: &mut Waiting| !waiting.is_over;
            drop(self.more.wait_timeout_while(self.waiting(), GATHERED, going_on));
        }
    }
}

/// Where one line is put.
struct Line(Arc<Lines>);

impl Write for Line {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let mut waiting = self.0.waiting();
        let is_first = waiting.text.is_empty();
        if waiting.text.len() < MOST {
            waiting.text.extend_from_slice(bytes);
        }
        drop(waiting);
        if is_first {
            self.0.more.notify_one();
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Clone, Default)]
    struct Paper(Arc<Mutex<Vec<u8>>>);

    impl Write for Paper {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn every_line_is_written_in_order_by_the_time_the_log_ends() {
        let paper = Paper::default();
        let log = Log::start(paper.clone());
        let mut line = Line(Arc::clone(&log.lines));
        let lines: Vec<String> = (0..1000).map(|number| format!("{number}\n")).collect();
        for text in &lines {
            line.write_all(text.as_bytes()).unwrap();
        }
        drop(log);
        assert_eq!(paper.0.lock().unwrap().as_slice(), lines.concat().as_bytes());
    }
}
