//! Hashes and the names made from them. Always BLAKE3 in its key-derivation mode, whose context
//! string keeps one use from ever colliding with another (protocol.md section 1).

use rand_core::CryptoRng;

const HASH: &str = "lamplight/v1/hash";
const PERSON: &str = "lamplight/v1/person";
const PEER: &str = "lamplight/v1/peer";

/// Loro keeps the highest peer id for itself.
const RESERVED_PEER: u64 = u64::MAX;

/// BLAKE3 of `bytes` under a context of its own, for what is private to this crate.
pub(crate) fn hash_in(context: &'static str, parts: &[&[u8]]) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new_derive_key(context);
    for part in parts {
        hasher.update(part);
    }
    *hasher.finalize().as_bytes()
}

/// The hash of a frame's body, of a header, of anything a log points at.
#[must_use]
pub fn hash(bytes: &[u8]) -> [u8; 32] {
    hash_in(HASH, &[bytes])
}

/// The id of a person: the first 16 bytes of the hash of their generation-0 root public key. It
/// outlives every later generation of the root.
#[must_use]
pub fn person_id(root_public: &[u8; 32]) -> [u8; 16] {
    prefix(&hash_in(PERSON, &[root_public]))
}

/// The peer id that the documents of (device, incarnation) are written under. Never used by two
/// logs: a restore or a clone is a new incarnation and thereby a new peer.
#[must_use]
pub fn peer_id(device: &[u8; 32], incarnation: u32) -> u64 {
    let full = hash_in(PEER, &[device, &incarnation.to_be_bytes()]);
    match u64::from_be_bytes(prefix(&full)) {
        RESERVED_PEER => RESERVED_PEER - 1,
        id => id,
    }
}

/// Names a new incarnation of a device: random, and none of those already seen. Counting up would
/// let two restores of the same backup choose the same name and fork the log they both write.
/// A device's very first incarnation is 0.
pub fn fresh_incarnation(seen: &[u32], rng: &mut impl CryptoRng) -> u32 {
    loop {
        let candidate = rng.next_u32();
        if candidate != 0 && !seen.contains(&candidate) {
            return candidate;
        }
    }
}

fn prefix<const N: usize>(full: &[u8; 32]) -> [u8; N] {
    const { assert!(N <= 32) };
    std::array::from_fn(|index| full[index])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn uses_do_not_collide() {
        let key = [7; 32];
        assert_ne!(hash(&key)[..16], person_id(&key));
        assert_ne!(hash_in(PERSON, &[&key]), hash_in(PEER, &[&key]));
    }

    #[test]
    fn each_incarnation_is_another_peer() {
        let device = [1; 32];
        assert_ne!(peer_id(&device, 0), peer_id(&device, 1));
        assert_ne!(peer_id(&device, 0), peer_id(&[2; 32], 0));
        assert_eq!(peer_id(&device, 5), peer_id(&device, 5));
    }

    #[test]
    fn a_fresh_incarnation_is_none_of_those_seen() {
        // The generator repeats itself from the same seed, so the first candidate is known.
        use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
        let first = fresh_incarnation(&[], &mut ChaCha20Rng::from_seed([3; 32]));
        let other = fresh_incarnation(&[first], &mut ChaCha20Rng::from_seed([3; 32]));
        assert_ne!(first, other);
        assert_ne!(first, 0);
    }
}
