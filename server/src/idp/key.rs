//! The keys that tokens are signed with, read from a JSON Web Key Set (RFC 7517).

use jsonwebtoken::jwk::{
    AlgorithmParameters, EllipticCurve, Jwk, KeyAlgorithm, KeyOperations, PublicKeyUse,
};
use jsonwebtoken::{Algorithm, DecodingKey, DecodingKeyKind};
use serde::Deserialize;
use serde_json::Value;

/// RSA keys that are believed, in bytes of their modulus: 2048 bits (RFC 7518, 3.3) to 4096, the
/// longest that the verifying library reads.
const RSA_BYTES: std::ops::RangeInclusive<usize> = 256..=512;

/// A key that checks signatures.
pub(super) struct Key {
    id: Option<String>,
    /// The one signature it is for, where the set says so.
    algorithm: Option<KeyAlgorithm>,
    curve: Option<EllipticCurve>,
    checks: DecodingKey,
}

/// The key that a token's header asks for.
#[derive(Clone, Debug)]
pub(super) struct Wanted {
    /// How the token is signed.
    pub(super) algorithm: Algorithm,
    /// The key's id; without one any key that fits may be it.
    pub(super) id: Option<String>,
}

impl Key {
    /// The keys of a set that check signatures, without those that cannot be read; `None` for what
    /// is no set.
    pub(super) fn read_set(set: &Value) -> Option<Vec<Key>> {
        Some(set["keys"].as_array()?.iter().filter_map(Key::read).collect())
    }

    fn read(value: &Value) -> Option<Key> {
        let Jwk { common, algorithm } = Jwk::deserialize(value).ok()?;
        let is_for_signatures = common
            .public_key_use
            .as_ref()
            .is_none_or(|purpose| *purpose == PublicKeyUse::Signature)
            && common
                .key_operations
                .as_ref()
                .is_none_or(|can| can.contains(&KeyOperations::Verify));
        let curve = match &algorithm {
            AlgorithmParameters::EllipticCurve(key) => Some(key.curve.clone()),
            AlgorithmParameters::OctetKeyPair(key) => Some(key.curve.clone()),
            _ => None,
        };
        let (id, its_algorithm) = (common.key_id.clone(), common.key_algorithm);
        let checks = DecodingKey::from_jwk(&Jwk { common, algorithm }).ok()?;
        let is_sound = match checks.kind() {
            DecodingKeyKind::RsaModulusExponent { n, .. } => {
                RSA_BYTES.contains(&n.iter().skip_while(|byte| **byte == 0).count())
            }
            DecodingKeyKind::SecretOrDer(_) => true,
        };
        let key = Key { id, algorithm: its_algorithm, curve, checks };
        (is_for_signatures && is_sound).then_some(key)
    }

    /// Whether it may have signed such a token: the id is the one asked for, and the key is of the
    /// type that the algorithm needs, whatever the token's header claims.
    pub(super) fn fits(&self, wanted: &Wanted) -> bool {
        let curve = match wanted.algorithm {
            Algorithm::ES256 => Some(EllipticCurve::P256),
            Algorithm::ES384 => Some(EllipticCurve::P384),
            Algorithm::EdDSA => Some(EllipticCurve::Ed25519),
            _ => None,
        };
        self.checks.family() == wanted.algorithm.family()
            && self.curve == curve
            && self.algorithm.is_none_or(|own| own == wanted.algorithm.into())
            && (wanted.id.is_none() || self.id == wanted.id)
    }

    /// What checks a signature.
    pub(super) fn checks(&self) -> &DecodingKey {
        &self.checks
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn ec(more: Value) -> Vec<Key> {
        let mut key = json!({"kty": "EC", "crv": "P-256", "kid": "a", "x": "AAAA", "y": "AAAA"});
        for (name, value) in more.as_object().unwrap() {
            key[name] = value.clone();
        }
        Key::read_set(&json!({"keys": [key]})).unwrap()
    }

    fn wanted(algorithm: Algorithm) -> Wanted {
        Wanted { algorithm, id: Some("a".into()) }
    }

    #[test]
    fn a_key_fits_only_the_algorithm_of_its_type_and_curve() {
        let keys = ec(json!({}));
        assert!(keys[0].fits(&wanted(Algorithm::ES256)));
        for other in [Algorithm::ES384, Algorithm::EdDSA, Algorithm::RS256, Algorithm::HS256] {
            assert!(!keys[0].fits(&wanted(other)), "{other:?}");
        }
    }

    #[test]
    fn a_key_that_names_an_algorithm_fits_no_other() {
        assert!(ec(json!({"alg": "ES256"}))[0].fits(&wanted(Algorithm::ES256)));
        for other in ["ES384", "ECDH-ES", "none"] {
            assert!(!ec(json!({"alg": other}))[0].fits(&wanted(Algorithm::ES256)), "{other}");
        }
    }

    #[test]
    fn keys_for_other_purposes_are_left_out() {
        assert_eq!(ec(json!({"use": "sig"})).len(), 1);
        assert_eq!(ec(json!({"key_ops": ["verify"]})).len(), 1);
        for other in [json!({"use": "enc"}), json!({"use": "x"}), json!({"key_ops": ["encrypt"]})] {
            assert!(ec(other).is_empty());
        }
    }

    #[test]
    fn a_key_that_cannot_be_read_does_not_spoil_the_set() {
        let set = json!({"keys": [
            {"kty": "LATTICE", "kid": "new"}, 7, {"kty": "RSA", "n": "AQAB", "e": "AQAB"},
            {"kty": "EC", "crv": "P-256", "kid": 5, "x": "AAAA", "y": "AAAA"},
            {"kty": "EC", "crv": "P-256", "kid": "a", "x": "AAAA", "y": "AAAA"},
        ]});
        assert_eq!(Key::read_set(&set).unwrap().len(), 1);
        assert!(Key::read_set(&json!({"error": "busy"})).is_none());
    }
}
