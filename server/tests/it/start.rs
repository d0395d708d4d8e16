//! Starting: what is refused, and how it is told.

use crate::app::On;
use crate::program::Place;
use std::process::Output;

fn told(output: &Output) -> String {
    [output.stdout.as_slice(), output.stderr.as_slice()].concat().escape_ascii().to_string()
}

#[tokio::test]
async fn production_tells_all_problems_at_once_and_does_not_start() {
    let place = Place::new(On::Sqlite).await;
    let output = place.run(
        "serve",
        &[
            ("APP_ENV", "production"),
            ("METRICS_TOKEN", "tooshort"),
            ("CORS_ORIGINS", "*"),
            ("TLS_CERT", "/nowhere/certificate.pem"),
            ("RATE_LIMIT_PER_MINUTE", "many"),
        ],
    );
    assert!(!output.status.success());
    let told = told(&output);
    for name in
        ["ENCRYPTION_KEY", "METRICS_TOKEN", "CORS_ORIGINS", "TLS_KEY", "RATE_LIMIT_PER_MINUTE"]
    {
        assert!(told.contains(name), "{name}: {told}");
    }
    assert!(!told.contains("tooshort"), "{told}");
    assert!(!place.folder.path().join("master.key").exists(), "no key is made up in production");
}

#[tokio::test]
async fn production_refuses_a_weak_key_and_does_not_show_it() {
    let place = Place::new(On::Sqlite).await;
    for weak in ["AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=", "c2hvcnQ=", "changeme"] {
        let output = place.run("serve", &[("APP_ENV", "production"), ("ENCRYPTION_KEY", weak)]);
        assert!(!output.status.success(), "{weak}");
        let told = told(&output);
        assert!(told.contains("ENCRYPTION_KEY") && !told.contains(weak), "{told}");
    }
}

#[tokio::test]
async fn production_starts_with_a_strong_key() {
    let place = Place::new(On::Sqlite).await;
    let key = server::crypto::KeyRing::new_key_text();
    let settings = [("APP_ENV", "production"), ("ENCRYPTION_KEY", key.trim())];
    let program = place.serve(&settings);
    let answer = reqwest::get(format!("{}/health", program.url)).await.unwrap();
    assert_eq!(answer.status(), 200);
}

#[tokio::test]
async fn a_development_start_makes_a_key_that_only_its_owner_reads() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new(On::Sqlite).await;
    place.serve(&[]);
    let key = place.folder.path().join("master.key");
    assert_eq!(std::fs::metadata(key).unwrap().permissions().mode() & 0o777, 0o600);
}

#[tokio::test]
async fn a_database_that_cannot_be_opened_is_told_and_ends_the_start() {
    let place = Place::new(On::Sqlite).await;
    for url in [
        "sqlite:/nowhere/at/all.db",
        "postgres://nobody:secretword@127.0.0.1:1/none",
        "mysql://a/b",
    ] {
        let output = place.run("serve", &[("DATABASE_URL", url)]);
        assert!(!output.status.success(), "{url}");
        let told = told(&output);
        assert!(told.to_lowercase().contains("database"), "{told}");
        assert!(!told.contains("secretword"), "{told}");
    }
}

#[tokio::test]
async fn an_address_in_use_is_told_and_ends_the_start() {
    let place = Place::new(On::Sqlite).await;
    let taken = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let output = place.run("serve", &[("BIND_ADDR", &address)]);
    assert!(!output.status.success());
    assert!(told(&output).contains(&address));
}

#[tokio::test]
async fn an_unknown_command_is_refused() {
    let place = Place::new(On::Sqlite).await;
    assert!(!place.run("sing", &[]).status.success());
}
