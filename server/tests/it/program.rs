//! The server as a program of its own, to be started, stopped and killed.

use crate::app::{Extra, On, new_database};
use std::io::{BufRead, BufReader, Read};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};
use tempfile::TempDir;

/// What outlives a program: its folder and its database.
pub struct Place {
    pub folder: TempDir,
    pub database_url: String,
}

impl Place {
    pub async fn new(on: On) -> Place {
        let folder = tempfile::tempdir().unwrap();
        let database_url = new_database(on, &folder).await;
        Place { folder, database_url }
    }

    /// The program with nothing in its environment but these settings.
    pub fn command(&self, extra: Extra<'_>) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_server"));
        command
            .env_clear()
            .current_dir(self.folder.path())
            .env("BIND_ADDR", "127.0.0.1:0")
            .env("DATA_DIR", self.folder.path())
            .env("DATABASE_URL", &self.database_url)
            .env("RATE_LIMIT_PER_MINUTE", "0")
            .envs(extra.iter().copied());
        command
    }

    /// Runs the program to its end.
    pub fn run(&self, argument: &str, extra: Extra<'_>) -> Output {
        self.command(extra).arg(argument).output().unwrap()
    }

    /// Starts the server and waits until it is ready.
    pub fn serve(&self, extra: Extra<'_>) -> Program {
        let mut command = self.command(extra);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let mut errors = child.stderr.take().unwrap();
        let (out, heard) = (child.stdout.take().unwrap(), Arc::clone(&said));
        let (tell, ready) = std::sync::mpsc::channel();
        let reader = std::thread::spawn(move || {
            for line in BufReader::new(out).lines().map_while(Result::ok) {
                if let Some((_, rest)) = line.split_once("ready on ") {
                    let is_address = |c: char| c.is_ascii_alphanumeric() || "./:".contains(c);
                    let end = rest.find(|c| !is_address(c)).unwrap_or(rest.len());
                    tell.send(rest[..end].to_owned()).ok();
                }
                heard.lock().unwrap().extend([line.as_str(), "\n"]);
            }
            let mut rest = String::new();
            errors.read_to_string(&mut rest).unwrap();
            heard.lock().unwrap().push_str(&rest);
        });
        let url = ready.recv_timeout(Duration::from_secs(15)).expect("the server gets ready");
        Program { child, url, said, reader: Some(reader) }
    }
}

/// A running server.
pub struct Program {
    child: Child,
    pub url: String,
    said: Arc<Mutex<String>>,
    reader: Option<std::thread::JoinHandle<()>>,
}

impl Program {
    /// The address without its scheme.
    pub fn address(&self) -> &str {
        self.url.split_once("://").unwrap().1
    }

    /// `kill -9`.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// Asks it to stop as a service manager does.
    pub fn terminate(&self) {
        let ask = format!("kill -TERM {}", self.child.id());
        assert!(Command::new("/bin/sh").args(["-c", &ask]).status().unwrap().success());
    }

    /// Waits for its end, at most as long as given.
    pub async fn end(&mut self, within: Duration) -> Option<ExitStatus> {
        let begun = Instant::now();
        while begun.elapsed() < within {
            if let Some(status) = self.child.try_wait().unwrap() {
                return Some(status);
            }
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
        None
    }

    /// All that it said, once it has ended.
    pub fn log(&mut self) -> String {
        if let Some(reader) = self.reader.take() {
            reader.join().unwrap();
        }
        self.said.lock().unwrap().clone()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}
