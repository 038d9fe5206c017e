//! What a frame's sealed body holds. Neither `sync` nor any host can read it.
//!
//! Encoded with postcard behind a version byte; `protocol.md` section 11 has the layout.

use couple::{ThingId, ThingKind};
use serde::{Deserialize, Serialize};

use crate::CompanionError;

const VERSION: u8 = 1;

/// The inside of one frame.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Payload {
    /// A change to one document: exactly one update of the document library.
    Update {
        /// The thing.
        thing: [u8; 16],
        /// [`ThingKind`] as its number.
        kind: u8,
        /// The update.
        update: Vec<u8>,
    },
    /// An epoch record, on the roster channel (epoch 0) only.
    Epoch {
        /// Encoded as `keys` has it.
        record: Vec<u8>,
    },
    /// I have stopped sharing. Nothing follows it.
    Leave,
}

impl Payload {
    /// An update of `thing`.
    #[must_use]
    pub fn update(thing: ThingId, kind: ThingKind, update: Vec<u8>) -> Self {
        Self::Update {
            thing: thing.0,
            kind: kind.into(),
            update,
        }
    }

    /// The bytes to seal.
    ///
    /// # Errors
    /// When it can't be encoded, which only a fault of ours can cause.
    pub fn encode(&self) -> Result<Vec<u8>, CompanionError> {
        let mut bytes = vec![VERSION];
        bytes.extend(postcard::to_stdvec(self).map_err(|_| CompanionError::Internal)?);
        Ok(bytes)
    }

    /// Reads what was sealed.
    ///
    /// # Errors
    /// [`PayloadError`] says whether it is newer than this program or damaged.
    pub fn decode(bytes: &[u8]) -> Result<Self, PayloadError> {
        match bytes.split_first() {
            Some((&VERSION, rest)) => match postcard::take_from_bytes(rest) {
                Ok((payload, [])) => Ok(payload),
                _ => Err(PayloadError::Malformed),
            },
            Some((&version, _)) if version > VERSION => Err(PayloadError::Newer { version }),
            _ => Err(PayloadError::Malformed),
        }
    }
}

/// A sealed body that can't be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PayloadError {
    /// Written by a newer version: kept aside until this one is updated.
    #[error("written by a newer version ({version})")]
    Newer {
        /// Its version byte.
        version: u8,
    },
    /// Not a payload.
    #[error("not a payload")]
    Malformed,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_payload_reads_back() {
        let payload = Payload::Epoch {
            record: vec![1, 2, 3],
        };
        assert_eq!(Payload::decode(&payload.encode().unwrap()), Ok(payload));
    }

    #[test]
    fn a_newer_payload_says_so() {
        assert_eq!(
            Payload::decode(&[2, 0, 0]),
            Err(PayloadError::Newer { version: 2 })
        );
        assert_eq!(Payload::decode(&[]), Err(PayloadError::Malformed));
    }
}
