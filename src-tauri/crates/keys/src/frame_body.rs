//! The sealed body of a frame. The header is its associated data (without the body's hash, which
//! is made from the result), so a body cannot be moved to another place, author or log.

use rand_core::CryptoRng;
use zeroize::Zeroizing;

use crate::{
    hpke_suite::derive_key,
    seal::{self, MAX_FRAME_CONTENT, SealError},
};

const CONTEXT: &str = "lamplight/v1/frame-body";

/// Seals the payload of a frame under an epoch's secret (or the roster key, for epoch 0).
/// `header_aad` is the header up to, and without, the hash of the body.
pub fn seal_body(
    secret: &[u8; 32],
    header_aad: &[u8],
    payload: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SealError> {
    if payload.len() > MAX_FRAME_CONTENT {
        return Err(SealError::TooLarge {
            length: payload.len(),
        });
    }
    seal::seal(&derive_key(secret, b"", CONTEXT), header_aad, payload, rng)
}

/// Opens the body of a frame.
pub fn open_body(
    secret: &[u8; 32],
    header_aad: &[u8],
    body: &[u8],
) -> Result<Zeroizing<Vec<u8>>, SealError> {
    seal::open(&derive_key(secret, b"", CONTEXT), header_aad, body)
}
