//! The program: `server [serve]` serves, `server rotate-keys` moves all data keys to the newest
//! master key, `server talk [URL]` talks in the terminal, `server openapi` prints the API's
//! description, `server content [FOLDER]` checks what is said and prints it as a tree.

use app::language::Language;
use server::application::Application;
use server::clock::Clock;
use server::db::Db;
use server::dialogue::Care;
use server::settings::Settings;
use std::error::Error;
use std::path::Path;
use std::process::ExitCode;

/// A message is many small pieces of memory: with this allocator a third more of them are answered
/// in the same time, for about 25 MB more when idle.
#[global_allocator]
static MEMORY: mimalloc::MiMalloc = mimalloc::MiMalloc;

const USAGE: &str = "usage: server [serve | talk [URL] | rotate-keys | openapi | content [FOLDER]]";

#[tokio::main]
async fn main() -> ExitCode {
    let command = std::env::args().nth(1).unwrap_or_else(|| "serve".into());
    let outcome = match command.as_str() {
        "serve" => serve().await,
        "talk" => server::talk::run(std::env::args().skip(2)).await,
        "rotate-keys" => rotate_keys().await,
        "openapi" => openapi(),
        "content" => content(std::env::args().nth(2)),
        _ => Err(USAGE.into()),
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
    }
}

async fn serve() -> Result<(), Box<dyn Error>> {
    let begun = std::time::Instant::now();
    let settings = Settings::from_env()?;
    let log = server::logs::start(&settings);
    let is_tls = settings.tls.is_some();
    let application = Application::build(settings, Clock::default()).await?;
    let address = application.address()?;
    tokio::spawn(stop_on_signal(application.stopper()));
    let scheme = if is_tls { "https" } else { "http" };
    let milliseconds = begun.elapsed().as_millis();
    tracing::info!(milliseconds, "ready on {scheme}://{address}");
    application.serve().await?;
    tracing::info!("stopped");
    drop(log);
    Ok(())
}

async fn stop_on_signal(stop: impl Fn()) {
    use tokio::signal::unix::{SignalKind, signal};
    let (Ok(mut terminate), Ok(mut interrupt)) =
        (signal(SignalKind::terminate()), signal(SignalKind::interrupt()))
    else {
        tracing::error!("signals cannot be heard");
        return;
    };
    tokio::select! {
        _ = terminate.recv() => {}
        _ = interrupt.recv() => {}
    }
    tracing::info!("stopping: open requests end first");
    stop();
}

async fn rotate_keys() -> Result<(), Box<dyn Error>> {
    let settings = Settings::from_env()?;
    let db = Db::open(&settings.database_url).await?;
    let moved = server::service::rotate_keys(&db, &settings.keys).await;
    db.close().await;
    let moved = moved.map_err(|_| "a key does not open: is its master key in the key ring?")?;
    println!("{moved} keys are now wrapped by master key `{}`", settings.keys.newest());
    Ok(())
}

/// Checks the texts, those of a folder over ours, and prints the conversation as a tree.
fn content(dir: Option<String>) -> Result<(), Box<dyn Error>> {
    let dir = dir.or_else(|| std::env::var("CARE_DIR").ok());
    let care = Care::read(dir.as_deref().map(Path::new)).map_err(|lines| lines.join("\n"))?;
    let problems = care.problems();
    if !problems.is_empty() {
        return Err(problems.join("\n").into());
    }
    for language in Language::ALL {
        println!("{}\n{}", language.code(), care.tree(language));
    }
    println!("Every text is there, in every language, for every reader.");
    Ok(())
}

fn openapi() -> Result<(), Box<dyn Error>> {
    println!("{}", server::http::openapi().to_pretty_json()?);
    Ok(())
}
