//! What a frame's sealed body holds. Neither `sync` nor any host can read it.
//!
//! Encoded with postcard behind a version byte; `protocol.md` section 11 has the layout.

use couple::{ThingId, ThingKind};
use serde::{Deserialize, Serialize};
use sync::{
    frame::{DeviceId, FrameId, LogId},
    log::Head,
};

use crate::CompanionError;

const VERSION: u8 = 1;
/// How many kinds of content this program knows: the first number that is new to it.
const CONTENTS: u32 = 10;

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
    /// A step of a question, a letter or a surprise.
    Sealed {
        /// Encoded as `keys` has it.
        step: Vec<u8>,
    },
    /// The sender has erased a thing: these frames of theirs have no body any more.
    Erase {
        /// The thing.
        thing: [u8; 16],
        /// The frames, log by log.
        places: Vec<Places>,
    },
    /// The author of a thing, who has erased it, asks the other one to do the same.
    AskErase {
        /// The thing.
        thing: [u8; 16],
    },
    /// The author of a thing has written it anew, without its history, as another thing.
    Rebirth {
        /// The thing as it was.
        old: [u8; 16],
        /// The thing as it is now. Its updates follow.
        new: [u8; 16],
    },
    /// These are on my disk: how far each log of others goes there.
    Heads {
        /// Each log once.
        heads: Vec<SaidHead>,
    },
    /// A hand of slips, or the answers to one: comparing jars of ideas.
    Jar {
        /// Encoded as `keys` has it.
        word: Vec<u8>,
    },
    /// A piece of a photo of an entry. The entry's author sends it, after the text that names it.
    Photo {
        /// The entry.
        entry: [u8; 16],
        /// The photo.
        photo: [u8; 16],
        /// Which piece, from 0 on.
        number: u32,
        /// How many there are.
        total: u32,
        /// The bytes; every piece but the last one is full.
        bytes: Vec<u8>,
    },
}

/// Frames of one log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Places {
    /// The device that writes the log.
    pub device: [u8; 32],
    /// Its incarnation.
    pub incarnation: u32,
    /// Their numbers, ascending.
    pub seqs: Vec<u64>,
}

/// Frames that one erasure names at most; with more there are several.
const MOST_PLACES: usize = 16_384;

impl Places {
    /// Frames in the order of their logs, as an erasure names them.
    fn of(frames: &[FrameId]) -> Vec<Self> {
        frames
            .chunk_by(|a, b| a.log == b.log)
            .filter_map(|run| {
                let log = run.first()?.log;
                Some(Self {
                    device: log.device.0,
                    incarnation: log.incarnation,
                    seqs: run.iter().map(|frame| frame.seq).collect(),
                })
            })
            .collect()
    }

    /// The frames.
    pub fn frames(&self) -> impl Iterator<Item = FrameId> + '_ {
        let log = LogId {
            device: DeviceId(self.device),
            incarnation: self.incarnation,
        };
        self.seqs.iter().map(move |seq| FrameId { log, seq: *seq })
    }
}

/// A head as a frame tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SaidHead {
    device: [u8; 32],
    incarnation: u32,
    next_seq: u64,
    hash: [u8; 32],
}

impl From<&Head> for SaidHead {
    fn from(head: &Head) -> Self {
        Self {
            device: head.log.device.0,
            incarnation: head.log.incarnation,
            next_seq: head.next_seq,
            hash: head.hash,
        }
    }
}

impl SaidHead {
    /// The head that it tells of.
    #[must_use]
    pub fn head(&self) -> Head {
        Head {
            log: LogId {
                device: DeviceId(self.device),
                incarnation: self.incarnation,
            },
            next_seq: self.next_seq,
            hash: self.hash,
        }
    }
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

    /// One for each update of `thing`.
    #[must_use]
    pub fn updates(thing: ThingId, kind: ThingKind, updates: Vec<Vec<u8>>) -> Vec<Self> {
        updates
            .into_iter()
            .map(|update| Self::update(thing, kind, update))
            .collect()
    }

    /// That `thing` was erased, and with it the bodies of `frames`, which are in the order of
    /// their logs. One, or several where it is very long.
    #[must_use]
    pub fn erase(thing: ThingId, frames: &[FrameId]) -> Vec<Self> {
        let erase = |frames| Self::Erase {
            thing: thing.0,
            places: Places::of(frames),
        };
        if frames.is_empty() {
            return vec![erase(frames)];
        }
        frames.chunks(MOST_PLACES).map(erase).collect()
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
            Some((&VERSION, rest)) => match postcard::take_from_bytes::<u32>(rest) {
                Ok((number, _)) if number >= CONTENTS => Err(PayloadError::NewContent { number }),
                _ => match postcard::take_from_bytes(rest) {
                    Ok((payload, [])) => Ok(payload),
                    _ => Err(PayloadError::Malformed),
                },
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
    /// A kind of content that only a newer version knows: kept aside in the same way.
    #[error("a content of a newer version ({number})")]
    NewContent {
        /// Its number.
        number: u32,
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
        assert_eq!(Payload::decode(&[0]), Err(PayloadError::Malformed));
    }

    #[test]
    fn a_content_nobody_knows_yet_is_not_damage() {
        let last = Payload::Photo {
            entry: [7; 16],
            photo: [8; 16],
            number: 0,
            total: 1,
            bytes: Vec::new(),
        };
        let last = last.encode().unwrap();
        assert_eq!(last[..2], [VERSION, u8::try_from(CONTENTS).unwrap() - 1]);
        assert_eq!(last[last.len() - 3..], [0, 1, 0]);
        for number in [CONTENTS, 127, 128, 70_000] {
            let mut bytes = vec![VERSION];
            bytes.extend(postcard::to_stdvec(&number).unwrap());
            bytes.extend(b"whatever it may be");
            assert_eq!(
                Payload::decode(&bytes),
                Err(PayloadError::NewContent { number })
            );
        }
        // A number that is none at all.
        assert_eq!(
            Payload::decode(&[VERSION, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]),
            Err(PayloadError::Malformed)
        );
    }

    #[test]
    fn nothing_is_hidden_behind_a_content() {
        let mut bytes = Payload::Leave.encode().unwrap();
        bytes.push(0);
        assert_eq!(Payload::decode(&bytes), Err(PayloadError::Malformed));
    }
}
