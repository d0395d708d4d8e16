//! Feature flags of clients: defaults, a file that is read again when it changes, or a service that
//! speaks OpenFeature's remote evaluation protocol (OFREP).
//!
//! A file is TOML; what stands in it wins over the defaults, and a name that is not documented is
//! one more flag:
//!
//! ```toml
#![doc = include_str!("example.toml")]
//! ```

mod file;
mod ofrep;

use crate::settings::FlagSource;
use file::{File, Rules};
use ofrep::Service;
use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

/// Flags by name.
type Flags = BTreeMap<String, bool>;

/// The flags that are always there.
const DEFAULTS: [(&str, bool); 4] = [
    ("enable_monster_flip_animation", true),
    ("enable_simple_resume_prompt", true),
    ("enable_login_screen", true),
    ("collective_management", false),
];

/// The flags of clients; cheap to clone.
#[derive(Clone)]
pub struct Features(Source);

#[derive(Clone)]
enum Source {
    Defaults,
    File(Arc<File>),
    Service(Arc<Service>),
}

impl Features {
    /// Reads the file, if there is one; a service is asked only later.
    pub fn new(source: &FlagSource) -> Features {
        Features(match source {
            FlagSource::Defaults => Source::Defaults,
            FlagSource::File(path) => Source::File(Arc::new(File::new(path.clone()))),
            FlagSource::Ofrep(base) => Source::Service(Arc::new(Service::new(base))),
        })
    }

    /// The flags for people of the kind `variant` in `environment`, such as `teenager` and
    /// `production`; what is not known of them is as the defaults say.
    pub async fn flags(&self, variant: &str, environment: &str) -> BTreeMap<String, bool> {
        let mut flags: Flags = DEFAULTS.map(|(name, is_on)| (name.to_owned(), is_on)).into();
        flags.extend(match &self.0 {
            Source::Defaults => Flags::new(),
            Source::File(file) => file.rules().await.flags(variant, environment),
            Source::Service(service) => service.flags(variant, environment).await,
        });
        flags
    }
}

/// What is wrong with a file of flags, if anything, to be said after its name.
pub fn check(path: &Path) -> Result<(), String> {
    Rules::read(path).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn without_a_source_every_flag_has_its_default() {
        let flags = Features::new(&FlagSource::Defaults).flags("robot", "moon").await;
        assert_eq!(flags, DEFAULTS.map(|(name, is_on)| (name.to_owned(), is_on)).into());
    }

    #[tokio::test]
    async fn a_file_is_checked_and_laid_over_the_defaults() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("flags.toml");
        assert_eq!(check(&path).unwrap_err(), "cannot be read: entity not found");
        std::fs::write(&path, "[default]\nenable_login_screen = false\nextra = true").unwrap();
        check(&path).unwrap();
        let flags = Features::new(&FlagSource::File(path)).flags("teenager", "development").await;
        assert_eq!(flags.len(), DEFAULTS.len() + 1);
        assert!(!flags["enable_login_screen"] && flags["extra"]);
    }
}
