//! The secret that all servers of one database share: it tells things apart without keeping them.

use super::{DataKey, Tampered, open, seal};
use std::sync::Arc;

/// A key that stands wrapped in the database; cheap to clone.
#[derive(Clone)]
pub struct Secret(Arc<DataKey>);

impl Secret {
    /// The secret behind a key of its own.
    pub fn new(key: DataKey) -> Secret {
        Secret(Arc::new(key))
    }

    /// HMAC-SHA256 (RFC 2104) of `bytes` for one purpose: the same for the same bytes, and it tells
    /// nothing of them without the secret.
    pub fn tag(&self, purpose: &str, bytes: &[u8]) -> [u8; 32] {
        self.0.tag(purpose, bytes)
    }

    /// The first eight bytes of [`Secret::tag`], for counting.
    pub fn short_tag(&self, purpose: &str, bytes: &[u8]) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = self.tag(purpose, bytes);
        u64::from_be_bytes([a, b, c, d, e, f, g, h])
    }

    /// Seals `bytes` for one purpose, to travel between servers.
    pub fn seal(&self, purpose: &str, bytes: &[u8]) -> Vec<u8> {
        seal(&self.0.0, bytes, purpose.as_bytes()).0
    }

    /// Opens what [`Secret::seal`] sealed for the same purpose.
    pub fn open(&self, purpose: &str, sealed: &[u8]) -> Result<Vec<u8>, Tampered> {
        open(&self.0.0, sealed, purpose.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_depends_on_the_secret_the_purpose_and_the_bytes() {
        let (one, other) = (Secret::new(DataKey([1; 32])), Secret::new(DataKey([2; 32])));
        let tag = one.tag("subject", b"ann");
        assert_eq!(tag, one.tag("subject", b"ann"));
        for different in
            [other.tag("subject", b"ann"), one.tag("key", b"ann"), one.tag("subject", b"bob")]
        {
            assert_ne!(tag, different);
        }
        assert_eq!(one.short_tag("subject", b"ann").to_be_bytes(), tag[..8]);
    }

    #[test]
    fn what_is_sealed_for_one_purpose_does_not_open_for_another() {
        let secret = Secret::new(DataKey([3; 32]));
        let sealed = secret.seal("event", b"words");
        assert_eq!(secret.open("event", &sealed).unwrap(), b"words");
        assert!(secret.open("other", &sealed).is_err());
    }
}
