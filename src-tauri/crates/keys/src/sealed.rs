//! Sealed answers (protocol.md section 12): a text is published encrypted, together with a
//! commitment to its key, and can be read once its author lets go of that key. What was committed
//! to is what will be read: another key opens nothing, and no other text fits the commitment.

mod step;
#[cfg(test)]
mod tests;

use rand_core::CryptoRng;
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

pub use step::{Begin, Form, KNOWN_QUESTION_LIMIT, QUESTION_LIMIT, Sealing, Step, StepError};

use crate::{
    hash::hash_in,
    hpke_suite::derive_key,
    seal::{self, SealError},
    wire::{Reader, Writer},
};

const RUN: &str = "lamplight/v1/sealed-run";
const ANSWER: &str = "lamplight/v1/sealed-answer";
const COMMITMENT: &str = "lamplight/v1/sealed-commitment";

/// The longest text that can be sealed, in bytes.
pub const TEXT_LIMIT: usize = 64_000;
/// The longest open part, in bytes.
pub const OPEN_LIMIT: usize = 4096;
/// Content is padded to one of these, so that a short answer looks like a page: what a sealing of
/// 4, 16 and 64 KiB holds. Coarser than the sizes of everything else, since here a length would
/// tell something about what may not be read yet.
const CONTENTS: [usize; 3] = [4052, 16_340, 65_492];
const LENGTH: usize = 4;

/// The key of one version of one answer. No `Debug`; wiped when dropped.
#[derive(Clone, PartialEq, Eq, Zeroize, ZeroizeOnDrop)]
pub struct SealedKey([u8; 32]);

impl SealedKey {
    /// A new random one.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut key = Self([0; 32]);
        rng.fill_bytes(&mut key.0);
        key
    }

    /// From where it was stored, inside the sealed vault, or from a release.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// For the vault, and for a release.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// Where an answer stands. It can be opened nowhere else.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place<'a> {
    /// The run.
    pub run: &'a [u8; 16],
    /// Whose it is.
    pub author: &'a [u8; 16],
    /// Which of theirs, from 1.
    pub version: u32,
    /// What may be read beside it at once.
    pub open: &'a [u8],
}

/// A released key that does not do what was promised.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum SealedError {
    /// Not the key, or not the text, that the commitment was made to.
    #[error("a key that is not the one committed to")]
    OtherKey,
    /// What was committed to is nothing that opens.
    #[error("a sealed answer that does not open")]
    DoesNotOpen,
}

/// Seals a text, and commits to it.
///
/// # Errors
/// [`SealError::TooLarge`] above [`TEXT_LIMIT`].
pub fn seal_answer(
    key: &SealedKey,
    place: Place<'_>,
    text: &str,
    rng: &mut impl CryptoRng,
) -> Result<Sealing, SealError> {
    if text.len() > TEXT_LIMIT || place.open.len() > OPEN_LIMIT {
        return Err(SealError::TooLarge { length: text.len() });
    }
    let mut writer = Writer::new();
    writer.run(text.as_bytes());
    let mut content = Zeroizing::new(writer.finish());
    let padded = padded(content.len()).ok_or(SealError::TooLarge { length: text.len() })?;
    content.resize(padded, 0);
    let ciphertext = seal::seal(
        &derive_key(&key.0, b"", ANSWER),
        &place.associated_data(),
        &content,
        rng,
    )?;
    Ok(Sealing {
        version: place.version,
        commitment: commitment(key, place, &ciphertext),
        open: place.open.to_vec(),
        ciphertext,
    })
}

/// Opens a sealed text with the key that its author released.
///
/// # Errors
/// [`SealedError`] when it is not what was committed to.
pub fn open_answer(
    key: &SealedKey,
    place: Place<'_>,
    told: &[u8; 32],
    ciphertext: &[u8],
) -> Result<Zeroizing<String>, SealedError> {
    if !bool::from(commitment(key, place, ciphertext).ct_eq(told)) {
        return Err(SealedError::OtherKey);
    }
    let content = seal::open(
        &derive_key(&key.0, b"", ANSWER),
        &place.associated_data(),
        ciphertext,
    )
    .map_err(|_| SealedError::DoesNotOpen)?;
    let mut reader = Reader::new(&content);
    let text = reader
        .run(TEXT_LIMIT)
        .map_err(|_| SealedError::DoesNotOpen)?;
    let padding = reader.rest();
    let exact = padded(text.len() + LENGTH) == Some(content.len());
    if !exact || padding.iter().any(|byte| *byte != 0) {
        return Err(SealedError::DoesNotOpen);
    }
    String::from_utf8(text.to_vec())
        .map(Zeroizing::new)
        .map_err(|_| SealedError::DoesNotOpen)
}

fn padded(length: usize) -> Option<usize> {
    CONTENTS.into_iter().find(|size| *size >= length)
}

fn commitment(key: &SealedKey, place: Place<'_>, ciphertext: &[u8]) -> [u8; 32] {
    hash_in(
        COMMITMENT,
        &[
            &key.0,
            place.run,
            place.author,
            &place.version.to_be_bytes(),
            ciphertext,
        ],
    )
}

impl Place<'_> {
    fn associated_data(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer
            .raw(self.run)
            .raw(self.author)
            .u32(self.version)
            .raw(self.open);
        writer.finish()
    }
}
