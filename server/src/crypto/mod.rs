//! The one door to secrets and chance: sealing words, wrapping keys, making and hashing tokens.

mod keyring;
mod secret;

pub use keyring::{BadKeys, KeyRing, weak_key};
pub use secret::Secret;

use aes_gcm::aead::{Aead, Payload, consts::U16};
use aes_gcm::{AesGcm, KeyInit, Nonce, aes::Aes256};
use hmac::{Hmac, Mac};
use sha2::{Digest, Sha256};
use std::cell::RefCell;
use uuid::Uuid;
use zeroize::{Zeroize, ZeroizeOnDrop};

/// AES-256-GCM with a 16-byte IV, as documented for message content.
type Cipher = AesGcm<Aes256, U16>;

const IV: usize = 16;
const TAG: usize = 16;

/// Words or a key that cannot be read without the key that sealed them: IV, ciphertext and tag.
///
/// Only this module makes one; the database stores nothing else of what a person wrote.
#[derive(Clone, PartialEq, Eq, sqlx::Type)]
#[sqlx(transparent)]
pub struct Sealed(Vec<u8>);

impl Sealed {
    /// The bytes, for a file.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// What was sealed cannot be opened: it was changed, moved to another row, or sealed by another key.
#[derive(Debug, thiserror::Error)]
#[error("a sealed value does not open: changed, moved, or sealed by another key")]
pub struct Tampered;

/// The key of one conversation, wiped from memory when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct DataKey([u8; 32]);

impl DataKey {
    /// A key for a test.
    #[cfg(test)]
    pub fn of_a_test() -> DataKey {
        DataKey([9; 32])
    }

    /// Seals `words`, bound to the row `id` that will hold them.
    pub fn seal(&self, words: &[u8], id: Uuid) -> Sealed {
        seal(&self.0, words, id.as_bytes())
    }

    /// Opens what [`DataKey::seal`] sealed for the row `id`.
    pub fn open(&self, sealed: &Sealed, id: Uuid) -> Result<Vec<u8>, Tampered> {
        open(&self.0, &sealed.0, id.as_bytes())
    }

    /// Opens what [`DataKey::seal`] sealed for `id` and a file has kept.
    pub fn open_bytes(&self, bytes: &[u8], id: Uuid) -> Result<Vec<u8>, Tampered> {
        open(&self.0, bytes, id.as_bytes())
    }

    /// HMAC-SHA256 (RFC 2104) of `bytes` for one purpose: it tells nothing of them without the key.
    pub fn tag(&self, purpose: &str, bytes: &[u8]) -> [u8; 32] {
        // HMAC takes keys of any length.
        let Ok(mut mac) = <Hmac<Sha256> as hmac::KeyInit>::new_from_slice(&self.0) else {
            return [0; 32];
        };
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(bytes);
        mac.finalize().into_bytes().into()
    }

    /// Opens a text.
    pub fn open_text(&self, sealed: &Sealed, id: Uuid) -> Result<String, Tampered> {
        String::from_utf8(self.open(sealed, id)?).map_err(|_| Tampered)
    }
}

fn seal(key: &[u8; 32], words: &[u8], bound_to: &[u8]) -> Sealed {
    let mut iv = [0; IV];
    fill(&mut iv);
    let payload = Payload { msg: words, aad: bound_to };
    let cipher = Cipher::new(key.into());
    let nonce: &Nonce<U16> = (&iv).into();
    // GCM refuses only texts above 64 GiB; bodies are limited to kilobytes long before.
    let ciphertext = cipher.encrypt(nonce, payload).unwrap_or_default();
    let mut bytes = Vec::with_capacity(IV + ciphertext.len());
    bytes.extend_from_slice(&iv);
    bytes.extend_from_slice(&ciphertext);
    Sealed(bytes)
}

fn open(key: &[u8; 32], sealed: &[u8], bound_to: &[u8]) -> Result<Vec<u8>, Tampered> {
    if sealed.len() < IV + TAG {
        return Err(Tampered);
    }
    let (iv, ciphertext) = sealed.split_at(IV);
    let nonce = <&Nonce<U16>>::try_from(iv).map_err(|_| Tampered)?;
    let payload = Payload { msg: ciphertext, aad: bound_to };
    Cipher::new(key.into()).decrypt(nonce, payload).map_err(|_| Tampered)
}

/// Fills `bytes` from the operating system's random generator.
///
/// The few bytes of an IV or an id, of which every turn needs some, are taken from a store of this
/// thread, filled by the same generator; those of keys and tokens come directly.
pub fn fill(bytes: &mut [u8]) {
    thread_local!(static STORE: RefCell<Store> = const { RefCell::new(Store::EMPTY) });
    if bytes.len() > IV {
        return draw(bytes);
    }
    STORE.with_borrow_mut(|store| store.take(bytes));
}

#[expect(clippy::expect_used, reason = "without chance there are no secrets: better to stop")]
fn draw(bytes: &mut [u8]) {
    #[expect(clippy::disallowed_methods, reason = "this is the one door")]
    getrandom::fill(bytes).expect("the operating system gives random bytes");
}

/// Random bytes that were not given out yet.
struct Store {
    bytes: [u8; 16 * IV],
    given: usize,
}

impl Store {
    const EMPTY: Store = Store { bytes: [0; 16 * IV], given: 16 * IV };

    fn take(&mut self, bytes: &mut [u8]) {
        if self.bytes.len() - self.given < bytes.len() {
            draw(&mut self.bytes);
            self.given = 0;
        }
        let fresh = &mut self.bytes[self.given..][..bytes.len()];
        bytes.copy_from_slice(fresh);
        // Nobody sees them again, and nobody gets them twice.
        fresh.zeroize();
        self.given += bytes.len();
    }
}

/// The SHA-256 of a session token or bearer: all that the database knows of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct TokenHash([u8; 32]);

impl TokenHash {
    /// The hash of a token of the documented form; `None` for any other text.
    pub fn of(token: &str) -> Option<TokenHash> {
        let secret = token.strip_prefix(TOKEN_PREFIX)?;
        let well_formed =
            secret.len() == TOKEN_LENGTH && secret.bytes().all(|b| b.is_ascii_alphanumeric());
        well_formed.then(|| TokenHash(Sha256::digest(token.as_bytes()).into()))
    }

    /// A hash as it was stored.
    pub fn stored(bytes: &[u8]) -> Option<TokenHash> {
        bytes.try_into().ok().map(TokenHash)
    }

    /// The hash of a bearer token, a UUID v4: 122 bits of chance.
    pub fn of_bearer(bearer: Uuid) -> TokenHash {
        TokenHash(Sha256::digest(bearer.as_bytes()).into())
    }

    /// The bytes to store and to look for.
    pub fn as_bytes(&self) -> &[u8] {
        &self.0
    }
}

/// A new bearer token: UUID v4 from the operating system's random generator.
pub fn new_bearer() -> Uuid {
    let mut bytes = [0; 16];
    fill(&mut bytes);
    uuid::Builder::from_random_bytes(bytes).into_uuid()
}

const TOKEN_PREFIX: &str = "anon_";
const TOKEN_LENGTH: usize = 32;

/// A new session token: `anon_` and 32 characters of `[A-Za-z0-9]`, about 190 bits of chance.
pub fn new_token() -> String {
    const LETTERS: &[u8; 62] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    let mut token = String::from(TOKEN_PREFIX);
    let mut bytes = [0; 64];
    while token.len() < TOKEN_PREFIX.len() + TOKEN_LENGTH {
        fill(&mut bytes);
        // Bytes of 248 and more would favour the first letters.
        let fair = bytes.iter().filter(|byte| **byte < 248);
        let missing = TOKEN_PREFIX.len() + TOKEN_LENGTH - token.len();
        token.extend(fair.take(missing).map(|byte| char::from(LETTERS[usize::from(byte % 62)])));
    }
    bytes.zeroize();
    token
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key() -> DataKey {
        DataKey([7; 32])
    }

    #[test]
    fn what_is_sealed_opens_only_unchanged_and_in_its_place() {
        let (here, there) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let sealed = key().seal("Tôi cảm thấy buồn".as_bytes(), here);
        assert_eq!(key().open_text(&sealed, here).unwrap(), "Tôi cảm thấy buồn");
        assert!(key().open(&sealed, there).is_err());
        for position in 0..sealed.0.len() {
            let mut changed = sealed.clone();
            changed.0[position] ^= 1;
            assert!(key().open(&changed, here).is_err(), "byte {position}");
        }
        assert!(key().open(&Sealed(vec![0; 31]), here).is_err());
    }

    #[test]
    fn the_same_words_are_never_sealed_alike() {
        let id = Uuid::from_u128(1);
        assert!(key().seal(b"hello", id) != key().seal(b"hello", id));
    }

    #[test]
    fn chance_is_never_given_out_twice() {
        let mut seen = std::collections::HashSet::new();
        for length in [16, 12, 16].into_iter().cycle().take(200) {
            let mut bytes = [0; 16];
            fill(&mut bytes[..length]);
            assert!(bytes[..length].iter().any(|byte| *byte != 0));
            assert!(seen.insert(bytes), "{bytes:?}");
        }
    }

    #[test]
    fn a_token_has_the_documented_form_and_is_never_the_same() {
        let (one, other) = (new_token(), new_token());
        assert_ne!(one, other);
        assert_eq!(one.len(), 37);
        assert!(TokenHash::of(&one).is_some());
        for wrong in ["", "anon_", "anon_short", &one[1..], &format!("{one}x")] {
            assert!(TokenHash::of(wrong).is_none(), "{wrong}");
        }
    }
}
