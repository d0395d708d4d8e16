//! How a variable becomes a setting; what cannot be read is collected, never guessed.

use super::{Environment, FlagSource, LanguageModel, ModelLimits, Spans, Speech};
use crate::crypto::{BadKeys, KeyRing, weak_key};
use crate::dialogue::Care;
use app::api::person::Capabilities;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ipnet::IpNet;
use std::collections::BTreeMap;
use std::fmt::Display;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;

pub(super) fn network(text: &str) -> Result<IpNet, String> {
    IpNet::from_str(text)
        .or_else(|_| std::net::IpAddr::from_str(text).map(IpNet::from))
        .map_err(|_| "is not a network such as 10.0.0.0/8".into())
}

/// Where variables come from, and all that is wrong with them so far.
pub(super) struct Source<G> {
    pub(super) get: G,
    pub(super) problems: Vec<String>,
}

impl<G: Fn(&str) -> Option<String>> Source<G> {
    pub(super) fn text(&self, name: &str) -> Option<String> {
        (self.get)(name).map(|text| text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    pub(super) fn problem(&mut self, name: &str, what: impl Display) {
        self.problems.push(format!("{name} {what}"));
    }

    pub(super) fn parsed<T: FromStr>(&mut self, name: &str) -> Option<T> {
        let text = self.text(name)?;
        let parsed = text.parse().ok();
        if parsed.is_none() {
            self.problem(name, "cannot be read");
        }
        parsed
    }

    pub(super) fn switch(&mut self, name: &str, default: bool) -> bool {
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

    pub(super) fn list<T>(
        &mut self,
        name: &str,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Vec<T> {
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

    pub(super) fn origins(&mut self, name: &str) -> Vec<String> {
        self.list(name, |item| {
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

    pub(super) fn database_url(&mut self, data_dir: &std::path::Path) -> String {
        let default = || format!("sqlite:{}", data_dir.join("kind-monsters.db").display());
        let url = self.text("DATABASE_URL").unwrap_or_else(default);
        if !["sqlite:", "postgres:", "postgresql:"].iter().any(|scheme| url.starts_with(scheme)) {
            self.problem("DATABASE_URL", "begins with neither `sqlite:` nor `postgres:`");
        } else if url.contains(":memory:") || url.contains("mode=memory") {
            self.problem("DATABASE_URL", "names a database that forgets everything at the end");
        }
        url
    }

    pub(super) fn tls(&mut self) -> Option<(PathBuf, PathBuf)> {
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

    pub(super) fn keys(
        &mut self,
        environment: Environment,
        data_dir: &std::path::Path,
    ) -> Option<KeyRing> {
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

    pub(super) fn registry(&mut self) -> BTreeMap<String, Capabilities> {
        let both = Capabilities { supports_sse: true, supports_reply_stream: true };
        let mut known: BTreeMap<String, Capabilities> =
            ["web_react", "web_leptos", "dev_terminal"].map(|origin| (origin.into(), both)).into();
        known.insert("discord".into(), Capabilities::default());
        known.extend(self.list("CLIENT_REGISTRY", |item| {
            let (origin, can) = item.split_once('=').ok_or("has no `=`".to_owned())?;
            let can = match can.trim() {
                "none" => Capabilities::default(),
                "sse" => Capabilities { supports_sse: true, ..Capabilities::default() },
                "sse+reply" => both,
                _ => return Err("is none of `none`, `sse` and `sse+reply`".into()),
            };
            Ok((origin.trim().to_owned(), can))
        }));
        known
    }

    pub(super) fn flags(&mut self) -> FlagSource {
        match self.text("FEATURE_FLAGS") {
            None => FlagSource::Defaults,
            Some(text) if text.starts_with("http://") || text.starts_with("https://") => {
                FlagSource::Ofrep(text.trim_end_matches('/').to_owned())
            }
            Some(path) => {
                let path = PathBuf::from(path);
                if let Err(problem) = crate::features::check(&path) {
                    self.problem("FEATURE_FLAGS", problem);
                }
                FlagSource::File(path)
            }
        }
    }

    /// Ours alone where the operator's cannot be used: that is told, and then nothing is served.
    pub(super) fn care(&mut self) -> Arc<Care> {
        let Some(dir) = self.text("CARE_DIR") else { return Care::ours() };
        match Care::read(Some(Path::new(&dir))) {
            Ok(care) => Arc::new(care),
            Err(problems) => {
                problems.iter().for_each(|problem| self.problem("CARE_DIR", problem));
                Care::ours()
            }
        }
    }

    pub(super) fn redis(&mut self) -> Option<String> {
        let url = self.text("REDIS_URL")?;
        if !["redis://", "rediss://", "redis+unix://", "unix://"].iter().any(|s| url.starts_with(s))
        {
            self.problem("REDIS_URL", "does not begin with `redis://` or `rediss://`");
        }
        Some(url)
    }

    pub(super) fn model(&mut self) -> Option<LanguageModel> {
        let base_url = self.web_address("LLM_BASE_URL")?;
        let model = self.text("LLM_MODEL").unwrap_or_else(|| "gpt-4o-mini".into());
        let limits = ModelLimits::default();
        Some(LanguageModel { base_url, api_key: self.text("LLM_API_KEY"), model, limits })
    }

    pub(super) fn speech(&mut self) -> Option<Speech> {
        let base_url = self.web_address("STT_BASE_URL")?;
        let model = self.text("STT_MODEL").unwrap_or_else(|| "whisper-1".into());
        Some(Speech { base_url, api_key: self.text("STT_API_KEY"), model })
    }

    pub(super) fn spans(&mut self) -> Option<Spans> {
        let keys = (self.text("LANGFUSE_PUBLIC_KEY"), self.text("LANGFUSE_SECRET_KEY"));
        if let Some(host) = self.web_address("LANGFUSE_HOST") {
            let others = ["OTEL_EXPORTER_OTLP_ENDPOINT", "OTEL_EXPORTER_OTLP_HEADERS"];
            if others.iter().any(|name| self.text(name).is_some()) {
                self.problem("LANGFUSE_HOST", "and OTEL_EXPORTER_OTLP_* exclude each other");
            }
            let (Some(public), Some(secret)) = keys else {
                self.problem("LANGFUSE_HOST", "needs LANGFUSE_PUBLIC_KEY and LANGFUSE_SECRET_KEY");
                return None;
            };
            let basic = BASE64_STANDARD.encode(format!("{public}:{secret}"));
            return Some(Spans {
                endpoint: format!("{host}/api/public/otel/v1/traces"),
                headers: vec![("authorization".into(), format!("Basic {basic}"))],
            });
        }
        let endpoint = self.web_address("OTEL_EXPORTER_OTLP_ENDPOINT")?;
        let headers = self.list("OTEL_EXPORTER_OTLP_HEADERS", |item| {
            let (name, value) = item.split_once('=').ok_or("has no `=`".to_owned())?;
            Ok((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
        });
        Some(Spans { endpoint: format!("{endpoint}/v1/traces"), headers })
    }

    pub(super) fn web_address(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        if !text.starts_with("http://") && !text.starts_with("https://") {
            self.problem(name, "is not an address such as https://example.org");
        }
        Some(text.trim_end_matches('/').to_owned())
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
