//! Every setting: its name, its default and what it means; all problems are told at once.

mod parts;
mod providers;
mod source;
mod variables;

pub use parts::{FlagSource, LanguageModel, ModelLimits, Spans, Speech};
pub use providers::{Hidden, Label, ProviderSettings};
pub use variables::{VARIABLES, Variable};

use crate::crypto::KeyRing;
use crate::dialogue::Care;
use app::api::person::Capabilities;
use ipnet::IpNet;
use source::{Source, network};
use std::collections::BTreeMap;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;

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
    /// Origins whose pages may show ours in a frame.
    pub embed_origins: Vec<String>,
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
    /// `MOCK_IDP`: whether anybody may sign in as anybody, for development.
    pub mock_idp: bool,
    /// `PUBLIC_URL`: where people reach our pages, without a slash at the end.
    pub public_url: String,
    /// `IDENTITY_PROVIDERS`: who vouches for people.
    pub identity_providers: Vec<ProviderSettings>,
    /// `CLIENT_REGISTRY` and what is known without it: what the clients of an origin can do.
    pub registry: BTreeMap<String, Capabilities>,
    /// `FEATURE_FLAGS`.
    pub flags: FlagSource,
    /// What is said, with the texts of `CARE_DIR` over ours.
    pub care: Arc<Care>,
    /// `REDIS_URL`.
    pub redis_url: Option<String>,
    /// `LLM_BASE_URL`, `LLM_API_KEY` and `LLM_MODEL`.
    pub model: Option<LanguageModel>,
    /// `STT_BASE_URL`, `STT_API_KEY` and `STT_MODEL`.
    pub speech: Option<Speech>,
    /// `OTEL_EXPORTER_OTLP_*` or `LANGFUSE_*`.
    pub spans: Option<Spans>,
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
        let identity_providers = source.providers();
        let public_url = source.public_url(environment, &identity_providers);
        let is_json = environment == Environment::Production;
        let settings = Settings {
            environment,
            bind: source.parsed("BIND_ADDR").unwrap_or_else(|| ([127, 0, 0, 1], 8000).into()),
            database_url,
            cors_origins: source.origins("CORS_ORIGINS"),
            embed_origins: source.origins("EMBED_ORIGINS"),
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
            mock_idp: source.switch("MOCK_IDP", environment == Environment::Development),
            public_url,
            identity_providers,
            registry: source.registry(),
            flags: source.flags(),
            care: source.care(),
            redis_url: source.redis(),
            model: source.model(),
            speech: source.speech(),
            spans: source.spans(),
            data_dir,
            keys: keys.unwrap_or_else(throw_away_keys),
        };
        if environment == Environment::Production {
            let weak = settings.metrics_token.as_ref().is_some_and(|token| token.len() < 16);
            if weak {
                source.problem("METRICS_TOKEN", "is shorter than 16 characters");
            }
            if settings.mock_idp {
                source.problem("MOCK_IDP", "lets anybody in and is refused in production");
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
        let readme = include_str!("../../../README.md");
        for Variable { name, default, meaning } in VARIABLES {
            let row = format!("| `{name}` | {default} | {meaning} |");
            assert!(readme.contains(&row), "the README lacks: {row}");
        }
    }
}
