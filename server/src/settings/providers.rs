//! Settings of identity providers: a file of its own, and where they send people back to.

use super::Environment;
use super::source::Source;
use app::api::person::UserType;
use app::language::Language;
use serde::Deserialize;
use std::collections::BTreeMap;
use std::path::PathBuf;

/// An identity provider whose signed tokens are believed.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ProviderSettings {
    /// What a login calls it in `id_provider`.
    pub name: String,
    /// What its tokens say in `iss`.
    pub issuer: String,
    /// What its tokens say of us in `aud`: one of these.
    pub audience: Vec<String>,
    /// Where its keys are; without it they are found through `issuer`'s OpenID configuration.
    pub jwks_url: Option<String>,
    /// The signatures it uses, such as `RS256`; never a symmetric one.
    pub algorithms: Vec<String>,
    /// The client id that this application has there: our own pages offer a provider that has one.
    pub client_id: Option<String>,
    /// The secret that goes with it, where the provider gives one.
    pub client_secret: Option<Hidden>,
    /// A file that holds the secret instead.
    pub client_secret_file: Option<PathBuf>,
    /// What our pages ask for besides `openid`.
    #[serde(default)]
    pub scopes: Vec<String>,
    /// What people call it; its name where this is absent.
    pub label: Option<Label>,
    /// Whom our pages take its people for until they say who they are.
    pub user_type: Option<UserType>,
    /// The claim of its tokens that holds somebody's roles; dots lead into it.
    pub role_claim: Option<String>,
    /// The roles that make somebody staff.
    #[serde(default)]
    pub staff_roles: Vec<String>,
}

/// A text that no log and no error shows.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Hidden(pub String);

impl std::fmt::Debug for Hidden {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("(hidden)")
    }
}

/// A name for people: one for all languages, or one for each.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(untagged)]
pub enum Label {
    /// The same in every language.
    One(String),
    /// By the language's code.
    Each(BTreeMap<String, String>),
}

impl Label {
    /// The name in `language`, or in the first that there is.
    pub fn text(&self, language: Language) -> Option<&str> {
        match self {
            Label::One(text) => Some(text),
            Label::Each(texts) => {
                texts.get(language.code()).or_else(|| texts.values().next()).map(String::as_str)
            }
        }
    }

    fn is_good(&self) -> bool {
        match self {
            Label::One(text) => !text.trim().is_empty(),
            Label::Each(texts) => {
                !texts.is_empty()
                    && texts
                        .keys()
                        .all(|code| Language::parse(code).is_some_and(|known| known.code() == code))
                    && texts.values().all(|text| !text.trim().is_empty())
            }
        }
    }
}

impl ProviderSettings {
    /// What is wrong with it, if anything.
    pub(super) fn problem(&self) -> Option<&'static str> {
        const ASYMMETRIC: [&str; 9] =
            ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"];
        let is_web = |url: &str| url.starts_with("https://") || url.starts_with("http://");
        if self.name.is_empty() || self.name == "mock-idp" {
            Some("has no name of its own")
        } else if self.issuer.is_empty() || self.audience.iter().all(String::is_empty) {
            Some("names no issuer or no audience")
        } else if !is_web(self.jwks_url.as_deref().unwrap_or(&self.issuer)) {
            Some("names no address where its keys are")
        } else if self.algorithms.is_empty()
            || !self.algorithms.iter().all(|name| ASYMMETRIC.contains(&name.as_str()))
        {
            Some("names no signature, or one that is not asymmetric")
        } else if self.staff_roles.is_empty() != self.role_claim.is_none() {
            Some("has a role_claim without staff_roles, or the other way round")
        } else {
            self.client_id.as_ref().and_then(|client_id| self.problem_on_pages(client_id))
        }
    }

    /// What keeps our pages from offering it.
    fn problem_on_pages(&self, client_id: &str) -> Option<&'static str> {
        let is_slug =
            |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-' || b == b'_';
        if !self.audience.iter().any(|one| one == client_id) {
            Some("has a client_id that is not in its audience, as its identity tokens will say")
        } else if !(self.issuer.starts_with("https://") || self.issuer.starts_with("http://")) {
            Some("has a client_id, so its issuer must be an address")
        } else if self.name == "mock" || self.name.len() > 64 || !self.name.bytes().all(is_slug) {
            Some("has a client_id, so its name must be of a-z, 0-9, `-` and `_`, and not `mock`")
        } else if self.client_secret.is_some() && self.client_secret_file.is_some() {
            Some("has both a client_secret and a client_secret_file")
        } else if self.label.as_ref().is_some_and(|label| !label.is_good()) {
            Some("has a label that is empty, or in another language than fr, en and vi")
        } else {
            None
        }
    }
}

impl<G: Fn(&str) -> Option<String>> Source<G> {
    pub(super) fn providers(&mut self) -> Vec<ProviderSettings> {
        #[derive(serde::Deserialize)]
        #[serde(deny_unknown_fields)]
        struct File {
            #[serde(default)]
            provider: Vec<ProviderSettings>,
        }
        let Some(path) = self.text("IDENTITY_PROVIDERS") else { return Vec::new() };
        let text = match std::fs::read_to_string(&path) {
            Ok(text) => text,
            Err(error) => {
                self.problem("IDENTITY_PROVIDERS", format!("cannot be read: {}", error.kind()));
                return Vec::new();
            }
        };
        let mut providers = match toml::from_str::<File>(&text) {
            Ok(file) => file.provider,
            Err(error) => {
                self.problem(
                    "IDENTITY_PROVIDERS",
                    format!("is no list of providers: {}", error.message()),
                );
                return Vec::new();
            }
        };
        for (position, provider) in providers.iter().enumerate() {
            let twice = providers[..position].iter().any(|other| other.name == provider.name);
            let wrong = provider.problem().or(twice.then_some("has the name of another"));
            if let Some(what) = wrong {
                self.problem("IDENTITY_PROVIDERS", format!("(provider {}) {what}", position + 1));
            }
        }
        for (position, provider) in providers.iter_mut().enumerate() {
            let Some(path) = provider.client_secret_file.take() else { continue };
            match std::fs::read_to_string(&path).map(|text| text.trim().to_owned()) {
                Ok(text) if !text.is_empty() => provider.client_secret = Some(Hidden(text)),
                _ => {
                    let what = "has a client_secret_file that cannot be read or is empty";
                    self.problem(
                        "IDENTITY_PROVIDERS",
                        format!("(provider {}) {what}", position + 1),
                    );
                }
            }
        }
        providers
    }

    /// Identity providers send people back to it.
    pub(super) fn public_url(
        &mut self,
        environment: Environment,
        providers: &[ProviderSettings],
    ) -> String {
        let is_needed = providers.iter().any(|provider| provider.client_id.is_some());
        let url = self.web_address("PUBLIC_URL");
        match (&url, environment) {
            (None, Environment::Production) if is_needed => {
                self.problem(
                    "PUBLIC_URL",
                    "is needed in production where a provider has a client_id",
                );
            }
            (Some(url), Environment::Production) if !url.starts_with("https://") => {
                self.problem("PUBLIC_URL", "does not begin with `https://`");
            }
            _ => {}
        }
        url.unwrap_or_else(|| "http://localhost:8000".into())
    }
}

#[cfg(test)]
mod tests {
    use super::super::Settings;
    use super::*;

    const GOOD: &str = r#"
        [[provider]]
        name = "school"
        issuer = "https://login.school.example"
        audience = ["kind-monsters"]
        algorithms = ["RS256"]
        client_id = "kind-monsters"
    "#;

    /// What is wrong with a file of providers, and the settings where nothing is.
    fn read(file: &str, more: &[(&str, &str)]) -> Result<Settings, Vec<String>> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("providers.toml");
        std::fs::write(&path, file).unwrap();
        let data = folder.path().join("data");
        let own = [("IDENTITY_PROVIDERS", path.to_str()), ("DATA_DIR", data.to_str())];
        Settings::read(|name| {
            let own = own.iter().find(|(key, _)| *key == name).and_then(|(_, value)| *value);
            let more = more.iter().find(|(key, _)| *key == name).map(|(_, value)| *value);
            more.or(own).map(str::to_owned)
        })
        .map_err(|problems| problems.0)
    }

    #[test]
    fn a_provider_for_our_pages_needs_no_more_than_a_client_id() {
        let settings = read(GOOD, &[]).unwrap();
        assert_eq!(settings.public_url, "http://localhost:8000");
        assert_eq!(settings.identity_providers[0].client_id.as_deref(), Some("kind-monsters"));
    }

    #[test]
    fn a_secret_may_stand_in_a_file_and_is_never_shown() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("secret");
        let file = format!("{GOOD}\nclient_secret_file = {path:?}");
        assert_eq!(read(&file, &[]).err().unwrap().len(), 1);
        std::fs::write(&path, "correct-horse\n").unwrap();
        let provider = read(&file, &[]).unwrap().identity_providers.remove(0);
        assert_eq!(provider.client_secret, Some(Hidden("correct-horse".into())));
        assert!(!format!("{provider:?}").contains("correct-horse"));
    }

    #[test]
    fn a_label_is_one_text_or_one_for_each_language() {
        for (label, french) in
            [("\"School\"", "School"), ("{ fr = \"École\", en = \"School\" }", "École")]
        {
            let provider = read(&format!("{GOOD}\nlabel = {label}"), &[]).unwrap();
            let label = provider.identity_providers[0].label.clone().unwrap();
            assert_eq!(label.text(Language::Fr), Some(french));
            assert!(label.text(Language::Vi).is_some());
        }
    }

    #[test]
    fn what_would_fail_at_the_door_is_told_at_the_start() {
        for more in [
            "audience = [\"another\"]",
            "name = \"mock\"",
            "name = \"Two Words\"",
            "label = \" \"",
            "label = { de = \"Schule\" }",
            "role_claim = \"roles\"",
            "staff_roles = [\"nurse\"]",
        ] {
            let key = more.split(' ').next().unwrap();
            let kept: Vec<_> = GOOD.lines().filter(|line| !line.trim().starts_with(key)).collect();
            let problems = read(&format!("{}\n{more}", kept.join("\n")), &[]).err();
            assert_eq!(problems.map(|problems| problems.len()), Some(1), "{more}");
        }
    }

    #[test]
    fn production_has_to_know_where_people_come_back_to() {
        let key = crate::crypto::KeyRing::new_key_text();
        let production = [("APP_ENV", "production"), ("ENCRYPTION_KEY", key.trim())];
        assert_eq!(read(GOOD, &production).err().unwrap().len(), 1);
        let plain = [&production[..], &[("PUBLIC_URL", "http://km.example")]].concat();
        assert_eq!(read(GOOD, &plain).err().unwrap().len(), 1);
        let safe = [&production[..], &[("PUBLIC_URL", "https://km.example/")]].concat();
        assert_eq!(read(GOOD, &safe).unwrap().public_url, "https://km.example");
        let without = GOOD.replace("client_id", "#");
        assert!(read(&without, &production).is_ok());
    }
}
