//! Every setting: its name, its default and what it means; all problems are told at once.

use crate::crypto::{BadKeys, KeyRing, weak_key};
use ipnet::IpNet;
use std::fmt::Display;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::str::FromStr;

/// Where the server runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Environment {
    /// On somebody's own machine: a key is made, weak settings are allowed.
    Development,
    /// For real people: weak settings are refused.
    Production,
}

/// How log lines look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LogFormat {
    /// For a person at a terminal.
    Pretty,
    /// One JSON object a line.
    Json,
}

/// All settings, checked.
#[derive(Clone)]
pub struct Settings {
    /// `APP_ENV`.
    pub environment: Environment,
    /// `BIND_ADDR`.
    pub bind: SocketAddr,
    /// `DATA_DIR`.
    pub data_dir: PathBuf,
    /// `DATABASE_URL`.
    pub database_url: String,
    /// `ENCRYPTION_KEY` or `ENCRYPTION_KEY_FILE`.
    pub keys: KeyRing,
    /// `CORS_ORIGINS`.
    pub cors_origins: Vec<String>,
    /// `TRUSTED_PROXIES`.
    pub trusted_proxies: Vec<IpNet>,
    /// `RATE_LIMIT_PER_MINUTE`; 0 is off.
    pub rate_limit: u32,
    /// `RATE_LIMIT_NETWORKS`: networks with a limit of their own.
    pub rate_limit_networks: Vec<(IpNet, u32)>,
    /// `TLS_CERT` and `TLS_KEY`: certificate chain and private key, PEM files.
    pub tls: Option<(PathBuf, PathBuf)>,
    /// `METRICS_TOKEN`.
    pub metrics_token: Option<String>,
    /// `API_DOCS`.
    pub api_docs: bool,
    /// `LOG_FORMAT`.
    pub log_format: LogFormat,
    /// `LOG_LEVEL`.
    pub log_level: tracing::Level,
    /// `LEPTOS_SITE_ROOT`.
    pub site_root: PathBuf,
}

/// One variable as the README lists it.
pub struct Variable {
    /// The name of the environment variable.
    pub name: &'static str,
    /// What it is when absent, for a person to read.
    pub default: &'static str,
    /// What it does.
    pub meaning: &'static str,
}

/// Every variable the server reads.
pub const VARIABLES: &[Variable] = &[
    variable(
        "APP_ENV",
        "development",
        "`development` or `production`; production refuses weak settings",
    ),
    variable("BIND_ADDR", "127.0.0.1:8000", "address and port to listen on"),
    variable("DATA_DIR", "data", "folder of the database file and the generated key"),
    variable(
        "DATABASE_URL",
        "a SQLite file in `DATA_DIR`",
        "`sqlite:FILE` or `postgres://…` (tables in schema `app`)",
    ),
    variable(
        "ENCRYPTION_KEY",
        "none",
        "master keys, `id:base64` of 32 bytes, comma separated, newest last",
    ),
    variable(
        "ENCRYPTION_KEY_FILE",
        "`master.key` in `DATA_DIR`, made in development",
        "file with the master keys, one a line, newest last",
    ),
    variable("CORS_ORIGINS", "none", "origins whose pages may call the API, comma separated"),
    variable(
        "TRUSTED_PROXIES",
        "none",
        "networks whose `X-Forwarded-For` counts, comma separated, such as `10.0.0.0/8`",
    ),
    variable(
        "RATE_LIMIT_PER_MINUTE",
        "60",
        "requests a minute for each client address; 0 turns it off",
    ),
    variable(
        "RATE_LIMIT_NETWORKS",
        "none",
        "networks with their own limit for each client address, such as `192.0.2.0/24=600`",
    ),
    variable(
        "TLS_CERT",
        "none",
        "PEM file with the certificate chain; with `TLS_KEY` the server speaks TLS 1.3",
    ),
    variable("TLS_KEY", "none", "PEM file with the private key"),
    variable("METRICS_TOKEN", "none", "bearer token that `/metrics` asks for; open without it"),
    variable("API_DOCS", "on", "`off` removes `/docs`, `/redoc` and `/openapi.json`"),
    variable("LOG_FORMAT", "pretty, in production json", "`pretty` or `json`"),
    variable("LOG_LEVEL", "info", "`error`, `warn`, `info`, `debug` or `trace`"),
    variable("LEPTOS_SITE_ROOT", "target/site", "folder with the built pages"),
];

const fn variable(name: &'static str, default: &'static str, meaning: &'static str) -> Variable {
    Variable { name, default, meaning }
}

/// All that is wrong with the settings; never shows a secret.
#[derive(Debug, thiserror::Error)]
#[error("the settings are not usable:\n  - {}", .0.join("\n  - "))]
pub struct BadSettings(pub Vec<String>);

impl Settings {
    /// Reads `.env` and the environment.
    pub fn from_env() -> Result<Settings, BadSettings> {
        dotenvy::dotenv().ok();
        Settings::read(|name| std::env::var(name).ok())
    }

    /// Reads every variable through `get`; an empty one counts as absent.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Settings, BadSettings> {
        let mut source = Source { get, problems: Vec::new() };
        let environment = match source.text("APP_ENV").as_deref() {
            None | Some("development") => Environment::Development,
            Some("production") => Environment::Production,
            Some(_) => {
                source.problem("APP_ENV", "is neither `development` nor `production`");
                Environment::Production
            }
        };
        let data_dir = PathBuf::from(source.text("DATA_DIR").unwrap_or_else(|| "data".into()));
        let database_url = source.database_url(&data_dir);
        let keys = source.keys(environment, &data_dir);
        let tls = source.tls();
        let is_json = environment == Environment::Production;
        let settings = Settings {
            environment,
            bind: source.parsed("BIND_ADDR").unwrap_or_else(|| ([127, 0, 0, 1], 8000).into()),
            database_url,
            cors_origins: source.origins(),
            trusted_proxies: source.list("TRUSTED_PROXIES", network),
            rate_limit: source.parsed("RATE_LIMIT_PER_MINUTE").unwrap_or(60),
            rate_limit_networks: source.list("RATE_LIMIT_NETWORKS", |item| {
                let (range, limit) = item.split_once('=').ok_or("has no `=`".to_owned())?;
                let limit = limit.trim().parse().map_err(|_| "has no whole number".to_owned())?;
                Ok((network(range.trim())?, limit))
            }),
            tls,
            metrics_token: source.text("METRICS_TOKEN"),
            api_docs: source.switch("API_DOCS", true),
            log_format: match source.text("LOG_FORMAT").as_deref() {
                Some("json") => LogFormat::Json,
                Some("pretty") => LogFormat::Pretty,
                None if is_json => LogFormat::Json,
                None => LogFormat::Pretty,
                Some(_) => {
                    source.problem("LOG_FORMAT", "is neither `pretty` nor `json`");
                    LogFormat::Json
                }
            },
            log_level: source.parsed("LOG_LEVEL").unwrap_or(tracing::Level::INFO),
            site_root: source
                .text("LEPTOS_SITE_ROOT")
                .unwrap_or_else(|| "target/site".into())
                .into(),
            data_dir,
            keys: keys.unwrap_or_else(throw_away_keys),
        };
        if environment == Environment::Production {
            let weak = settings.metrics_token.as_ref().is_some_and(|token| token.len() < 16);
            if weak {
                source.problem("METRICS_TOKEN", "is shorter than 16 characters");
            }
        }
        if source.problems.is_empty() { Ok(settings) } else { Err(BadSettings(source.problems)) }
    }
}

/// Stands in while the real problem is being told; never used to serve.
#[expect(clippy::expect_used, reason = "a new key text always parses")]
fn throw_away_keys() -> KeyRing {
    KeyRing::parse(&KeyRing::new_key_text()).expect("a new key is well-formed")
}

fn network(text: &str) -> Result<IpNet, String> {
    IpNet::from_str(text)
        .or_else(|_| std::net::IpAddr::from_str(text).map(IpNet::from))
        .map_err(|_| "is not a network such as 10.0.0.0/8".into())
}

struct Source<G> {
    get: G,
    problems: Vec<String>,
}

impl<G: Fn(&str) -> Option<String>> Source<G> {
    fn text(&self, name: &str) -> Option<String> {
        (self.get)(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    fn problem(&mut self, name: &str, what: impl Display) {
        self.problems.push(format!("{name} {what}"));
    }

    fn parsed<T: FromStr>(&mut self, name: &str) -> Option<T> {
        let text = self.text(name)?;
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.problem(name, "cannot be read");
        }
        parsed
    }

    fn switch(&mut self, name: &str, default: bool) -> bool {
        match self.text(name).as_deref() {
            None => default,
            Some("on" | "true" | "1") => true,
            Some("off" | "false" | "0") => false,
            Some(_) => {
                self.problem(name, "is neither `on` nor `off`");
                default
            }
        }
    }

    fn list<T>(&mut self, name: &str, read: impl Fn(&str) -> Result<T, String>) -> Vec<T> {
        let text = self.text(name).unwrap_or_default();
        let items = text.split(',').map(str::trim).filter(|item| !item.is_empty());
        let (mut good, mut bad) = (Vec::new(), Vec::new());
        for (position, item) in items.enumerate() {
            match read(item) {
                Ok(item) => good.push(item),
                Err(what) => bad.push(format!("(entry {}) {what}", position + 1)),
            }
        }
        bad.into_iter().for_each(|what| self.problem(name, what));
        good
    }

    fn origins(&mut self) -> Vec<String> {
        self.list("CORS_ORIGINS", |item| {
            let origin = item.trim_end_matches('/');
            let host = origin.strip_prefix("https://").or_else(|| origin.strip_prefix("http://"));
            match host {
                Some(host) if !host.is_empty() && !host.contains(['/', '*', '@', ' ']) => {
                    Ok(origin.to_ascii_lowercase())
                }
                _ => Err("is not an origin such as https://example.org".into()),
            }
        })
    }

    fn database_url(&mut self, data_dir: &std::path::Path) -> String {
        let default = || format!("sqlite:{}", data_dir.join("kind-monsters.db").display());
        let url = self.text("DATABASE_URL").unwrap_or_else(default);
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme)) {
            self.problem("DATABASE_URL", "begins with neither `sqlite:` nor `postgres:`");
        } else if url.contains(":memory:") || url.contains("mode=memory") {
            self.problem("DATABASE_URL", "names a database that forgets everything at the end");
        }
        url
    }

    fn tls(&mut self) -> Option<(PathBuf, PathBuf)> {
        match (self.text("TLS_CERT"), self.text("TLS_KEY")) {
            (Some(certificate), Some(key)) => {
                for (name, path) in [("TLS_CERT", &certificate), ("TLS_KEY", &key)] {
                    if let Err(error) = std::fs::File::open(path) {
                        self.problem(name, format!("cannot be read: {}", error.kind()));
                    }
                }
                Some((certificate.into(), key.into()))
            }
            (None, None) => None,
            _ => {
                self.problem("TLS_CERT", "and TLS_KEY go together");
                None
            }
        }
    }

    fn keys(&mut self, environment: Environment, data_dir: &std::path::Path) -> Option<KeyRing> {
        let (name, keys) = match (self.text("ENCRYPTION_KEY"), self.text("ENCRYPTION_KEY_FILE")) {
            (Some(_), Some(_)) => {
                self.problem("ENCRYPTION_KEY", "and ENCRYPTION_KEY_FILE exclude each other");
                return None;
            }
            (Some(text), None) => {
                if environment == Environment::Production && weak_key(&text) {
                    self.problem("ENCRYPTION_KEY", "is weak: it is not random");
                }
                ("ENCRYPTION_KEY", KeyRing::parse(&text))
            }
            (None, Some(path)) => {
                let text = std::fs::read_to_string(&path).unwrap_or_default();
                if environment == Environment::Production && weak_key(&text) {
                    self.problem("ENCRYPTION_KEY_FILE", "holds a weak key: it is not random");
                }
                ("ENCRYPTION_KEY_FILE", KeyRing::from_file(path.into()))
            }
            (None, None) if environment == Environment::Production => {
                self.problem("ENCRYPTION_KEY", "or ENCRYPTION_KEY_FILE is needed in production");
                return None;
            }
            (None, None) => ("DATA_DIR", made_key(data_dir)),
        };
        keys.map_err(|bad| self.problem(name, format!("gives no master key: {bad}"))).ok()
    }
}

/// The key file of a development start, made with mode 0600 if it is not there.
fn made_key(data_dir: &std::path::Path) -> Result<KeyRing, BadKeys> {
    use std::io::Write;
    use std::os::unix::fs::OpenOptionsExt;
    let unreadable = |error: std::io::Error| BadKeys::Unreadable(error.kind());
    std::fs::create_dir_all(data_dir).map_err(unreadable)?;
    let path = data_dir.join("master.key");
    match std::fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
        Ok(mut file) => {
            file.write_all(KeyRing::new_key_text().as_bytes()).map_err(unreadable)?;
            file.sync_all().map_err(unreadable)?;
        }
        Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => {}
        Err(error) => return Err(unreadable(error)),
    }
    KeyRing::from_file(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(pairs: &[(&str, &str)]) -> Result<Settings, BadSettings> {
        Settings::read(|name| {
            pairs.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
        })
    }

    #[test]
    fn a_development_start_makes_a_key_that_only_its_owner_reads() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("data");
        let settings = read(&[("DATA_DIR", data.to_str().unwrap())]).unwrap();
        let mode = std::fs::metadata(data.join("master.key")).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        let again = read(&[("DATA_DIR", data.to_str().unwrap())]).unwrap();
        let owner = uuid::Uuid::from_u128(1);
        let (_, id, wrapped) = settings.keys.new_data_key(owner);
        assert!(again.keys.unwrap(&id, &wrapped, owner).is_ok());
    }

    #[test]
    fn all_problems_are_told_at_once_and_no_secret_with_them() {
        let problems = read(&[
            ("APP_ENV", "staging"),
            ("BIND_ADDR", "here"),
            ("DATABASE_URL", "mysql://secret@host"),
            ("ENCRYPTION_KEY", "c2VjcmV0"),
            ("CORS_ORIGINS", "https://ok.example, *"),
            ("TRUSTED_PROXIES", "10.0.0.0/8,nowhere"),
            ("RATE_LIMIT_NETWORKS", "10.0.0.0/8"),
            ("TLS_CERT", "/no/such/file"),
            ("API_DOCS", "maybe"),
            ("LOG_FORMAT", "xml"),
        ])
        .err()
        .unwrap();
        assert_eq!(problems.0.len(), 10, "{problems}");
        assert!(!problems.to_string().contains("secret"));
        assert!(!problems.to_string().contains("c2VjcmV0"));
    }

    #[test]
    fn production_refuses_to_start_without_a_key_or_with_a_weak_one() {
        let none = read(&[("APP_ENV", "production")]).err().unwrap().to_string();
        assert!(none.contains("needed in production"), "{none}");
        let zeros = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        let weak = read(&[
            ("APP_ENV", "production"),
            ("ENCRYPTION_KEY", zeros),
            ("METRICS_TOKEN", "short"),
        ]);
        assert_eq!(weak.err().unwrap().0.len(), 2);
    }

    #[test]
    fn the_readme_lists_every_variable_with_its_default_and_meaning() {
        let readme = include_str!("../../README.md");
        for Variable { name, default, meaning } in VARIABLES {
            let row = format!("| `{name}` | {default} | {meaning} |");
            assert!(readme.contains(&row), "the README lacks: {row}");
        }
    }
}
