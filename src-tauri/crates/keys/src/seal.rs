//! Sealing: XChaCha20-Poly1305 with a random 192-bit nonce over padded content (protocol.md
//! section 1). What lies on a host or a wire tells its size class only.
//!
//! | sealed bytes, nonce and tag included | classes |
//! |---|---|
//! | up to 224 KiB | 256 B, then four to each doubling: 4, 5, 6 and 7 times a power of two |
//! | above | 255 KiB, the largest body that fits a frame of 256 KiB with its header and signature |
//! | beyond | multiples of 256 KiB, up to 64 MiB |
//!
//! So padding adds at most a quarter, and the length of a text is told no finer than that.

use chacha20poly1305::{AeadInOut, KeyInit, Tag, XChaCha20Poly1305, XNonce, aead::inout::InOutBuf};
use rand_core::CryptoRng;
use zeroize::Zeroizing;

const NONCE: usize = 24;
const TAG: usize = 16;
const LENGTH: usize = 4;
/// What sealing adds before padding.
const OVERHEAD: usize = NONCE + LENGTH + TAG;

const SMALLEST: usize = 256;
/// Classes between a power of two and the next one.
const STEPS: usize = 4;
/// The largest class below that of the largest frame.
const LARGEST_STEPPED: usize = 224 << 10;
const LARGE_STEP: usize = 256 << 10;
const LARGEST: usize = 64 << 20;

/// The largest sealed body a frame may carry.
pub const MAX_FRAME_BODY: usize = 255 << 10;
/// The most that can be sealed into the body of a frame.
pub const MAX_FRAME_CONTENT: usize = MAX_FRAME_BODY - OVERHEAD;

/// What was sealed cannot be opened, or what is to be sealed is too large.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// Another key, other associated data, or altered bytes: one cannot tell which.
    #[error("the sealed bytes do not fit the key and what they are bound to")]
    DoesNotOpen,
    /// Not the length of a size class, or the padding is not what it must be.
    #[error("the bytes do not have the shape of something sealed")]
    Malformed,
    /// More than can be sealed in one piece.
    #[error("{length} bytes are more than can be sealed in one piece")]
    TooLarge {
        /// What was to be sealed.
        length: usize,
    },
}

/// How many bytes `length` bytes become when sealed; `None` when they are too many.
#[must_use]
pub fn sealed_len(length: usize) -> Option<usize> {
    let least = length.checked_add(OVERHEAD)?.max(SMALLEST);
    if least <= LARGEST_STEPPED {
        // The power of two below decides how wide the steps are.
        let step = (1usize << least.ilog2()) / STEPS;
        return least.checked_next_multiple_of(step);
    }
    if least <= MAX_FRAME_BODY {
        return Some(MAX_FRAME_BODY);
    }
    let large = least.checked_next_multiple_of(LARGE_STEP)?;
    (large <= LARGEST).then_some(large)
}

fn is_class(sealed: usize) -> bool {
    sealed
        .checked_sub(OVERHEAD)
        .and_then(sealed_len)
        .is_some_and(|class| class == sealed)
}

/// Seals `plaintext` under `key`, bound to `aad`: `nonce ‖ ciphertext ‖ tag`.
///
/// A key is for one use only; derive one for each.
pub fn seal(
    key: &[u8; 32],
    aad: &[u8],
    plaintext: &[u8],
    rng: &mut impl CryptoRng,
) -> Result<Vec<u8>, SealError> {
    let too_large = SealError::TooLarge {
        length: plaintext.len(),
    };
    let total = sealed_len(plaintext.len()).ok_or(too_large)?;
    let length = u32::try_from(plaintext.len()).map_err(|_| too_large)?;

    let mut sealed = Vec::with_capacity(total);
    let mut nonce = XNonce::default();
    rng.fill_bytes(&mut nonce);
    sealed.extend_from_slice(&nonce);
    sealed.extend_from_slice(&length.to_be_bytes());
    sealed.extend_from_slice(plaintext);
    sealed.resize(total - TAG, 0);

    let tag = XChaCha20Poly1305::new(key.into())
        .encrypt_inout_detached(&nonce, aad, InOutBuf::from(&mut sealed[NONCE..]))
        .map_err(|_| too_large)?;
    sealed.extend_from_slice(&tag);
    Ok(sealed)
}

/// Opens what [`seal`] made with the same key and the same `aad`.
pub fn open(key: &[u8; 32], aad: &[u8], sealed: &[u8]) -> Result<Zeroizing<Vec<u8>>, SealError> {
    if !is_class(sealed.len()) {
        return Err(SealError::Malformed);
    }
    let (nonce, rest) = sealed
        .split_first_chunk::<NONCE>()
        .ok_or(SealError::Malformed)?;
    let (ciphertext, tag) = rest.split_last_chunk::<TAG>().ok_or(SealError::Malformed)?;

    let mut content = Zeroizing::new(ciphertext.to_vec());
    XChaCha20Poly1305::new(key.into())
        .decrypt_inout_detached(
            &XNonce::from(*nonce),
            aad,
            InOutBuf::from(content.as_mut_slice()),
            &Tag::from(*tag),
        )
        .map_err(|_| SealError::DoesNotOpen)?;

    let (length, padded) = content
        .split_first_chunk::<LENGTH>()
        .ok_or(SealError::Malformed)?;
    let length = usize::try_from(u32::from_be_bytes(*length)).map_err(|_| SealError::Malformed)?;
    let (plaintext, padding) = padded
        .split_at_checked(length)
        .ok_or(SealError::Malformed)?;
    // One spelling only: the smallest class that fits, and zeros behind the content. Otherwise a
    // modified client has a place to hide bytes that nobody sees.
    if sealed_len(length) != Some(sealed.len()) || padding.iter().any(|byte| *byte != 0) {
        return Err(SealError::Malformed);
    }
    Ok(Zeroizing::new(plaintext.to_vec()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_are_as_documented() {
        for (length, sealed) in [
            (0, 256),
            (212, 256),
            (213, 320),
            (276, 320),
            (277, 384),
            (468, 512),
            (469, 640),
            (980, 1024),
            (981, 1280),
            (1_080, 1280),
            (65_492, 65_536),
            (65_493, 81_920),
            (229_332, 229_376),
            (229_333, 261_120),
            (MAX_FRAME_CONTENT, MAX_FRAME_BODY),
            (MAX_FRAME_CONTENT + 1, 262_144),
            (300_000, 524_288),
            (LARGEST - OVERHEAD, LARGEST),
        ] {
            assert_eq!(sealed_len(length), Some(sealed), "{length}");
            assert!(is_class(sealed));
        }
        assert_eq!(sealed_len(LARGEST), None);
        assert_eq!(sealed_len(usize::MAX), None);
        for odd in [0, 255, 257, 1025, 229_377, 262_143] {
            assert!(!is_class(odd), "{odd}");
        }
        for length in 213..200_000 {
            let sealed = sealed_len(length).unwrap();
            assert!(sealed >= length + OVERHEAD && sealed * 4 <= (length + OVERHEAD) * 5);
        }
    }

    /// What an honest `seal` never makes, under the right key.
    fn seal_raw(key: &[u8; 32], padded: &[u8]) -> Vec<u8> {
        let nonce = XNonce::default();
        let mut sealed = nonce.to_vec();
        sealed.extend_from_slice(padded);
        let tag = XChaCha20Poly1305::new(key.into())
            .encrypt_inout_detached(&nonce, b"", InOutBuf::from(&mut sealed[NONCE..]))
            .unwrap();
        sealed.extend_from_slice(&tag);
        sealed
    }

    #[test]
    fn padding_has_one_spelling() {
        let key = [9; 32];
        let mut padded = vec![0; 256 - NONCE - TAG];
        assert_eq!(
            open(&key, b"", &seal_raw(&key, &padded))
                .unwrap()
                .as_slice(),
            b""
        );
        let last = padded.len() - 1;
        padded[last] = 1;
        assert_eq!(
            open(&key, b"", &seal_raw(&key, &padded)),
            Err(SealError::Malformed),
            "bytes hidden in the padding"
        );
        padded[last] = 0;
        padded[..4].copy_from_slice(&u32::MAX.to_be_bytes());
        assert_eq!(
            open(&key, b"", &seal_raw(&key, &padded)),
            Err(SealError::Malformed),
            "a length beyond the bytes"
        );
        let roomy = vec![0; 320 - NONCE - TAG];
        assert_eq!(
            open(&key, b"", &seal_raw(&key, &roomy)),
            Err(SealError::Malformed),
            "a larger class than needed"
        );
    }
}
