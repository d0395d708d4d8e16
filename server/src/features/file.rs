//! A TOML file of flags, looked at once a second and read again when it has changed.

use super::Flags;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, SystemTime};
use tokio::time::Instant;
use toml::{Table, Value};

/// Between two looks at the file.
const PAUSE: Duration = Duration::from_secs(1);

/// What a file says, the most general first.
#[derive(Default)]
pub(super) struct Rules(Vec<Rule>);

/// Flags for all, or for one variant, environment or both.
struct Rule {
    variant: Option<String>,
    environment: Option<String>,
    flags: Flags,
}

impl Rules {
    /// Reads a file, or tells what is wrong with it.
    pub(super) fn read(path: &Path) -> Result<Rules, String> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| format!("cannot be read: {}", error.kind()))?;
        Rules::parse(&text)
    }

    fn parse(text: &str) -> Result<Rules, String> {
        let sections: Table = text
            .parse()
            .map_err(|error: toml::de::Error| format!("is no TOML: {}", error.message()))?;
        let mut rules = Vec::new();
        for (section, value) in sections {
            match section.as_str() {
                "default" => rules.push(Rule::new(None, None, &section, table(&section, value)?)?),
                "environment" => {
                    for (environment, value) in table(&section, value)? {
                        let name = format!("environment.{environment}");
                        let flags = table(&name, value)?;
                        rules.push(Rule::new(None, Some(&environment), &name, flags)?);
                    }
                }
                "variant" => {
                    for (variant, value) in table(&section, value)? {
                        rules.extend(Rule::of_variant(&variant, value)?);
                    }
                }
                _ => return Err(format!("has an unknown section: {section}")),
            }
        }
        rules.sort_by_key(|rule| (rule.environment.is_some(), rule.variant.is_some()));
        Ok(Rules(rules))
    }

    /// The flags that are set for a variant in an environment.
    pub(super) fn flags(&self, variant: &str, environment: &str) -> Flags {
        let speaks_of = |own: &Option<String>, asked| own.as_deref().is_none_or(|own| own == asked);
        let mut flags = Flags::new();
        for rule in &self.0 {
            if speaks_of(&rule.variant, variant) && speaks_of(&rule.environment, environment) {
                flags.extend(rule.flags.clone());
            }
        }
        flags
    }
}

impl Rule {
    /// The rule of the section `name`.
    fn new(
        variant: Option<&str>,
        environment: Option<&str>,
        name: &str,
        flags: Table,
    ) -> Result<Rule, String> {
        let flag = |(flag, value): (String, Value)| match value {
            Value::Boolean(is_on) => Ok((flag, is_on)),
            _ => Err(format!("has a flag that is neither `true` nor `false`: {name}.{flag}")),
        };
        Ok(Rule {
            variant: variant.map(str::to_owned),
            environment: environment.map(str::to_owned),
            flags: flags.into_iter().map(flag).collect::<Result<_, _>>()?,
        })
    }

    /// The rules of a variant: its own, and one for each environment that is a section in it.
    fn of_variant(variant: &str, value: Value) -> Result<Vec<Rule>, String> {
        let name = format!("variant.{variant}");
        let (environments, own): (Table, Table) =
            table(&name, value)?.into_iter().partition(|(_, value)| value.is_table());
        let mut rules = vec![Rule::new(Some(variant), None, &name, own)?];
        for (environment, value) in environments {
            let name = format!("{name}.{environment}");
            let flags = table(&name, value)?;
            rules.push(Rule::new(Some(variant), Some(&environment), &name, flags)?);
        }
        Ok(rules)
    }
}

fn table(name: &str, value: Value) -> Result<Table, String> {
    match value {
        Value::Table(table) => Ok(table),
        _ => Err(format!("has a value where a section must be: {name}")),
    }
}

/// A file of flags and what it said last.
pub(super) struct File {
    path: PathBuf,
    seen: Mutex<Seen>,
}

struct Seen {
    looked: Instant,
    /// Time of the last change and length; `None` where there was no file.
    stamp: Option<(SystemTime, u64)>,
    rules: Arc<Rules>,
}

impl File {
    /// Reads the file; one that is broken sets no flag.
    pub(super) fn new(path: PathBuf) -> File {
        let seen = Seen { looked: Instant::now(), stamp: None, rules: Arc::default() };
        let file = File { path, seen: Mutex::new(seen) };
        file.look();
        file
    }

    /// What the file says; what it last said while it is broken or gone.
    pub(super) async fn rules(self: &Arc<Self>) -> Arc<Rules> {
        if self.is_time_to_look() {
            let file = self.clone();
            tokio::task::spawn_blocking(move || file.look()).await.ok();
        }
        self.seen().rules.clone()
    }

    /// True for one caller a second.
    fn is_time_to_look(&self) -> bool {
        let mut seen = self.seen();
        let is_time = seen.looked.elapsed() >= PAUSE;
        if is_time {
            seen.looked = Instant::now();
        }
        is_time
    }

    /// Reads the file if it has changed.
    fn look(&self) {
        let about = std::fs::metadata(&self.path);
        let stamp = about.and_then(|about| Ok((about.modified()?, about.len()))).ok();
        if stamp == self.seen().stamp {
            return;
        }
        let read = Rules::read(&self.path);
        let mut seen = self.seen();
        // A broken file is read, and warned of, once until it changes again.
        seen.stamp = stamp;
        match read {
            Ok(rules) => seen.rules = Arc::new(rules),
            Err(reason) => {
                tracing::warn!(reason, "the file of flags is broken, the last one stays")
            }
        }
    }

    fn seen(&self) -> MutexGuard<'_, Seen> {
        self.seen.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_specific_section_wins() {
        let rules = Rules::parse(include_str!("example.toml")).unwrap();
        let flags = |variant, environment| {
            let flags = rules.flags(variant, environment);
            ["collective_management", "enable_simple_resume_prompt", "new_helplines_page"]
                .map(|name| flags.get(name).copied())
        };
        assert_eq!(flags("robot", "moon"), [Some(true), None, None]);
        assert_eq!(flags("parent", "moon"), [Some(true), Some(false), None]);
        assert_eq!(flags("robot", "production"), [Some(true), None, Some(false)]);
        assert_eq!(flags("parent", "production"), [Some(true), Some(false), Some(true)]);
    }

    #[test]
    fn an_environment_wins_over_a_variant_wherever_it_stands() {
        let text = "[environment.e]\na = true\n[variant.v]\na = false\n[default]\na = false";
        assert!(Rules::parse(text).unwrap().flags("v", "e")["a"]);
    }

    #[test]
    fn what_is_wrong_is_told_with_its_place() {
        for (text, problem) in [
            ("[default]\na = 1", "has a flag that is neither `true` nor `false`: default.a"),
            (
                "[variant.v.e]\na = 'on'",
                "has a flag that is neither `true` nor `false`: variant.v.e.a",
            ),
            ("[environment]\na = true", "has a value where a section must be: environment.a"),
            ("a = true", "has an unknown section: a"),
        ] {
            assert_eq!(Rules::parse(text).err().unwrap(), problem);
        }
        assert!(Rules::parse("[default").err().unwrap().starts_with("is no TOML: "));
    }

    #[test]
    fn a_changed_file_is_read_again_and_a_broken_one_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("flags.toml");
        let file = File::new(path.clone());
        let a = |text: Option<&str>| {
            match text {
                Some(text) => std::fs::write(&path, text).unwrap(),
                None => std::fs::remove_file(&path).unwrap(),
            }
            file.look();
            file.seen().rules.flags("v", "e").get("a").copied()
        };
        assert_eq!(a(Some("[default]\na = true")), Some(true));
        assert_eq!(a(Some("[default]\na = false")), Some(false));
        assert_eq!(a(Some("[default]\na = maybe ")), Some(false));
        assert_eq!(a(None), Some(false));
        assert_eq!(a(Some("[default]\na = true  ")), Some(true));
    }

    #[tokio::test]
    async fn a_file_is_looked_at_once_a_second() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("flags.toml");
        let file = Arc::new(File::new(path.clone()));
        std::fs::write(&path, "[default]\na = true").unwrap();
        assert!(file.rules().await.flags("v", "e").is_empty());
        tokio::time::sleep(PAUSE).await;
        assert!(file.rules().await.flags("v", "e")["a"]);
    }
}
