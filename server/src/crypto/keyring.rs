//! The master keys: they wrap the key of each conversation and seal no words themselves.

use super::{DataKey, Sealed, Tampered, fill, open, seal};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use std::path::PathBuf;
use std::sync::{Arc, RwLock};
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

#[derive(Clone, Zeroize, ZeroizeOnDrop)]
struct MasterKey {
    id: String,
    key: [u8; 32],
}

/// All master keys, oldest first; the last wraps, every one unwraps.
///
/// Keys from a file are read again when a row names an id that is not known, so that a running
/// server follows a rotation.
#[derive(Clone)]
pub struct KeyRing {
    keys: Arc<RwLock<Vec<MasterKey>>>,
    file: Option<Arc<PathBuf>>,
}

/// A key text that cannot be used; it never shows the key.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum BadKeys {
    /// No key at all.
    #[error("there is no key in it")]
    Empty,
    /// Not base64 of 32 bytes.
    #[error("key {0} is not 32 bytes in base64")]
    NotAKey(usize),
    /// Two keys of one name.
    #[error("the key id `{0}` stands twice")]
    Twice(String),
    /// The file is not there or not readable.
    #[error("the key file cannot be read: {0}")]
    Unreadable(std::io::ErrorKind),
}

impl KeyRing {
    /// Reads keys from a text: one a line or comma, `id:base64` or base64 alone (its id is then
    /// `1`, `2` and so on); `#` begins a comment. The newest stands last.
    pub fn parse(text: &str) -> Result<KeyRing, BadKeys> {
        Ok(KeyRing { keys: Arc::new(RwLock::new(parse(text)?)), file: None })
    }

    /// Reads keys from a file and remembers it, to follow rotations.
    pub fn from_file(path: PathBuf) -> Result<KeyRing, BadKeys> {
        let keys = parse(&read(&path)?)?;
        Ok(KeyRing { keys: Arc::new(RwLock::new(keys)), file: Some(Arc::new(path)) })
    }

    /// A text with one new key, for a key file.
    pub fn new_key_text() -> Zeroizing<String> {
        let mut key = Zeroizing::new([0; 32]);
        fill(key.as_mut());
        Zeroizing::new(format!("1:{}\n", BASE64_STANDARD.encode(key.as_ref())))
    }

    /// Reads the key file again, if there is one; a bad file changes nothing.
    pub fn reload(&self) -> Result<(), BadKeys> {
        if let Some(path) = &self.file {
            let keys = parse(&read(path)?)?;
            *self.keys.write().unwrap_or_else(|poisoned| poisoned.into_inner()) = keys;
        }
        Ok(())
    }

    /// The id of the key that wraps from now on.
    pub fn newest(&self) -> String {
        self.with_keys(|keys| keys.last().map(|key| key.id.clone())).unwrap_or_default()
    }

    /// Makes the key of the conversation `owner`, and its wrapped form with the master key's id.
    pub fn new_data_key(&self, owner: Uuid) -> (DataKey, String, Sealed) {
        let mut key = DataKey([0; 32]);
        fill(&mut key.0);
        let (id, wrapped) = self.wrap(&key, owner);
        (key, id, wrapped)
    }

    /// Wraps a data key with the newest master key: the master key's id and the wrapped key.
    pub fn wrap(&self, key: &DataKey, owner: Uuid) -> (String, Sealed) {
        self.with_keys(|keys| {
            keys.last().map(|master| {
                (master.id.clone(), seal(&master.key, &key.0, &bound_to(&master.id, owner)))
            })
        })
        .unwrap_or_else(|| unreachable!("a key ring is never empty"))
    }

    /// Unwraps the key of the conversation `owner`.
    pub fn unwrap(&self, key_id: &str, wrapped: &Sealed, owner: Uuid) -> Result<DataKey, Tampered> {
        let find = || {
            self.with_keys(|keys| {
                let master = keys.iter().rev().find(|key| key.id == key_id)?;
                Some(open(&master.key, &wrapped.0, &bound_to(key_id, owner)))
            })
        };
        let opened = match find() {
            Some(opened) => opened?,
            None => {
                self.reload().map_err(|_| Tampered)?;
                find().ok_or(Tampered)??
            }
        };
        let opened = Zeroizing::new(opened);
        Ok(DataKey(<[u8; 32]>::try_from(opened.as_slice()).map_err(|_| Tampered)?))
    }

    fn with_keys<T>(&self, use_them: impl FnOnce(&[MasterKey]) -> T) -> T {
        use_them(&self.keys.read().unwrap_or_else(|poisoned| poisoned.into_inner()))
    }
}

/// Binds a wrapped key to the conversation that owns it and to the master key's name.
fn bound_to(key_id: &str, owner: Uuid) -> Vec<u8> {
    [b"data-key/", owner.as_bytes().as_slice(), b"/", key_id.as_bytes()].concat()
}

fn read(path: &PathBuf) -> Result<Zeroizing<String>, BadKeys> {
    std::fs::read_to_string(path)
        .map(Zeroizing::new)
        .map_err(|error| BadKeys::Unreadable(error.kind()))
}

fn parse(text: &str) -> Result<Vec<MasterKey>, BadKeys> {
    let mut keys: Vec<MasterKey> = Vec::new();
    let lines = text.lines().map(|line| line.split('#').next().unwrap_or_default());
    let items = lines.flat_map(|line| line.split(',')).map(str::trim);
    for (position, item) in items.filter(|item| !item.is_empty()).enumerate() {
        let (id, encoded) = match item.split_once(':') {
            Some((id, encoded)) => (id.trim().to_owned(), encoded.trim()),
            None => ((position + 1).to_string(), item),
        };
        let bytes = BASE64_STANDARD.decode(encoded).map(Zeroizing::new);
        let key = bytes.ok().and_then(|bytes| <[u8; 32]>::try_from(bytes.as_slice()).ok());
        let key = key.ok_or(BadKeys::NotAKey(position + 1))?;
        if keys.iter().any(|known| known.id == id) {
            return Err(BadKeys::Twice(id));
        }
        keys.push(MasterKey { id, key });
    }
    if keys.is_empty() { Err(BadKeys::Empty) } else { Ok(keys) }
}

/// Whether any key of the text is plainly not random: fewer than 16 different bytes among its 32.
///
/// 32 random bytes hold fewer than 16 different values about once in 10^15.
pub fn weak_key(text: &str) -> bool {
    parse(text).is_ok_and(|keys| {
        keys.iter().any(|master| {
            let mut bytes = master.key;
            bytes.sort_unstable();
            1 + bytes.windows(2).filter(|pair| pair[0] != pair[1]).count() < 16
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &str = "2025:AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    const NEW: &str = "2026:ISIjJCUmJygpKissLS4vMDEyMzQ1Njc4OTo7PD0+P0A=";

    #[test]
    fn every_key_unwraps_and_the_last_one_wraps() {
        let owner = Uuid::from_u128(5);
        let old = KeyRing::parse(OLD).unwrap();
        let (key, id, wrapped) = old.new_data_key(owner);
        assert_eq!(id, "2025");
        let both = KeyRing::parse(&format!("{OLD}\n# newer\n{NEW}")).unwrap();
        assert_eq!(both.newest(), "2026");
        assert_eq!(both.unwrap(&id, &wrapped, owner).unwrap().0, key.0);
        assert!(both.unwrap(&id, &wrapped, Uuid::from_u128(6)).is_err());
        assert!(KeyRing::parse(NEW).unwrap().unwrap(&id, &wrapped, owner).is_err());
    }

    #[test]
    fn a_ring_follows_its_file_when_an_unknown_key_is_named() {
        let file = tempfile::NamedTempFile::new().unwrap();
        std::fs::write(file.path(), OLD).unwrap();
        let running = KeyRing::from_file(file.path().to_owned()).unwrap();
        std::fs::write(file.path(), format!("{OLD},{NEW}")).unwrap();
        let rotated = KeyRing::from_file(file.path().to_owned()).unwrap();
        let owner = Uuid::from_u128(1);
        let (key, id, wrapped) = rotated.new_data_key(owner);
        assert_eq!(running.unwrap(&id, &wrapped, owner).unwrap().0, key.0);
        assert_eq!(running.newest(), "2026");
    }

    #[test]
    fn bad_key_texts_are_refused_with_a_reason_that_shows_no_key() {
        assert_eq!(KeyRing::parse("# nothing\n").err(), Some(BadKeys::Empty));
        assert_eq!(KeyRing::parse("c2hvcnQ=").err(), Some(BadKeys::NotAKey(1)));
        let twice = KeyRing::parse(&format!("{OLD},{OLD}")).err();
        assert_eq!(twice, Some(BadKeys::Twice("2025".into())));
    }

    #[test]
    fn a_key_that_repeats_itself_is_weak_and_a_new_one_is_not() {
        assert!(weak_key("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));
        assert!(!weak_key(&KeyRing::new_key_text()));
    }
}
