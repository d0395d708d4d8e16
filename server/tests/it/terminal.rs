//! The terminal client, driven through a pipe against a real server.

use app::language::Language;
use server::application::Application;
use server::clock::Clock;
use server::settings::Settings;
use server::talk::{Problem, talk};
use std::time::Duration;
use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt, BufReader, DuplexStream};
use tokio::task::JoinHandle;

/// A server on a SQLite file of its own.
struct House {
    url: String,
    stop: Box<dyn Fn() + Send>,
    _folder: TempDir,
}

impl House {
    async fn open() -> House {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().to_str().unwrap().to_owned();
        let settings = Settings::read(|name| match name {
            "BIND_ADDR" => Some("127.0.0.1:0".into()),
            "DATA_DIR" => Some(data.clone()),
            "RATE_LIMIT_PER_MINUTE" => Some("0".into()),
            _ => None,
        })
        .unwrap();
        let application = Application::build(settings, Clock::default()).await.unwrap();
        let url = format!("http://{}", application.address().unwrap());
        let stop = Box::new(application.stopper());
        tokio::spawn(application.serve());
        House { url, stop, _folder: folder }
    }

    /// Somebody of this name sits down at a terminal.
    fn terminal(&self, name: &'static str) -> Terminal {
        let (keyboard, input) = tokio::io::duplex(4096);
        let (output, screen) = tokio::io::duplex(4096);
        let url = self.url.clone();
        let talk = tokio::spawn(async move {
            talk(&url, name, Language::En, BufReader::new(input), output).await
        });
        Terminal { keyboard, screen, unread: String::new(), talk }
    }
}

struct Terminal {
    keyboard: DuplexStream,
    screen: DuplexStream,
    unread: String,
    talk: JoinHandle<Result<(), Problem>>,
}

impl Terminal {
    async fn types(&mut self, line: &str) {
        self.keyboard.write_all(format!("{line}\n").as_bytes()).await.unwrap();
    }

    /// Reads on until these words are shown; returns what was shown before them.
    async fn sees(&mut self, words: &str) -> String {
        let mut bytes = [0; 4096];
        loop {
            if let Some((before, after)) = self.unread.split_once(words) {
                let (before, after) = (before.to_owned(), after.to_owned());
                self.unread = after;
                return before;
            }
            let read = tokio::time::timeout(Duration::from_secs(10), self.screen.read(&mut bytes));
            match read.await {
                Ok(Ok(count)) if count > 0 => {
                    self.unread.push_str(&String::from_utf8_lossy(&bytes[..count]));
                }
                _ => panic!("`{words}` was not shown, but: {}", self.unread),
            }
        }
    }

    /// Says something until a list is on offer that this line ends.
    async fn is_offered(&mut self, words: &str) {
        for _ in 0..4 {
            if self.sees("\n> ").await.contains(words) {
                return;
            }
            self.types("I feel sad because of what they write about me").await;
        }
        panic!("nothing was offered");
    }

    /// The talk's outcome, once it has ended.
    async fn ends(self) -> Result<(), Problem> {
        let end = tokio::time::timeout(Duration::from_secs(10), self.talk);
        end.await.unwrap().unwrap()
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_is_greeted_answered_and_leaves() {
    let house = House::open().await;
    let mut terminal = house.terminal("an");
    terminal.sees("You are talking with a program").await;
    terminal.sees("\nBetty: ").await;
    terminal.sees("\n> ").await;
    terminal.types("Hello").await;
    terminal.sees(": ").await;
    assert!(!terminal.sees("\n> ").await.trim().is_empty());
    terminal.types("/quit").await;
    terminal.sees("You can come back any time.").await;
    assert!(terminal.ends().await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_number_chooses_what_is_offered() {
    let house = House::open().await;
    let mut terminal = house.terminal("binh");
    terminal.is_offered("Type a number, or just write.").await;
    terminal.types("1").await;
    let answer = terminal.sees("\n> ").await;
    assert!(answer.contains(": "), "{answer}");
    assert!(!answer.contains("! "), "{answer}");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_change_of_language_or_monster_is_shown_once() {
    let house = House::open().await;
    let mut terminal = house.terminal("chi");
    terminal.sees("\n> ").await;
    terminal.types("/fr").await;
    terminal.sees("* Langue: Français").await;
    terminal.types("/monster moustache").await;
    let between = terminal.sees("* Moustache te parle maintenant").await;
    assert!(!between.contains("Langue"), "{between}");
    terminal.types("/help").await;
    terminal.sees("changer de langue").await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn in_a_crisis_the_helplines_are_shown_plainly() {
    let house = House::open().await;
    let mut terminal = house.terminal("dung");
    terminal.sees("\n> ").await;
    terminal.types("I want to kill myself tonight").await;
    terminal.sees("\n  116 123  ").await;
    assert!(terminal.sees("\n").await.ends_with(", free)"));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn an_earlier_talk_can_be_gone_on_with_or_erased() {
    let house = House::open().await;
    let mut first = house.terminal("em");
    first.sees("\n> ").await;
    first.types("they made a fake account of me").await;
    first.sees("\n> ").await;
    first.types("/quit").await;
    assert!(first.ends().await.is_ok());

    let mut second = house.terminal("em");
    second.sees("Go on with that talk? (y/n)").await;
    second.types("y").await;
    second.sees("\n> ").await;
    second.types("/erase").await;
    second.sees("This talk is erased.").await;
    second.types("/quit").await;
    assert!(second.ends().await.is_ok());
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_stops_ends_the_talk_kindly() {
    let house = House::open().await;
    let mut terminal = house.terminal("giang");
    terminal.sees("\n> ").await;
    // The stream opens beside the greeting: a change that is heard shows that it is open.
    terminal.types("/monster pixel").await;
    terminal.sees("* Pixel speaks with you now").await;
    tokio::time::sleep(Duration::from_millis(300)).await;
    (house.stop)();
    terminal.sees("The server has ended this talk.").await;
    assert!(terminal.ends().await.is_ok());
}

#[tokio::test]
async fn where_no_server_is_the_talk_does_not_begin() {
    let nothing = tokio::io::empty();
    let outcome = talk("http://127.0.0.1:9", "an", Language::En, nothing, tokio::io::sink()).await;
    assert!(matches!(outcome, Err(Problem::Away)));
}
