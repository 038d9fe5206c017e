//! A segment: a run of one log's frames, as they are, in one file.

use std::collections::BTreeSet;

use crate::{
    bytes::Reader,
    frame::{DecodeError, Frame, FrameId, LogId},
    limits,
    mailbox::{SEGMENT_BYTES, SegmentName},
    message::NewerFrame,
    proof,
};

const MAGIC: [u8; 4] = *b"LMSG";
const VERSION: u8 = 1;
const START: usize = MAGIC.len() + 1;

/// Why a file is not the segment that its name and place say.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum BadSegment {
    /// Longer than [`SEGMENT_BYTES`].
    #[error("longer than a segment may be")]
    TooLong,
    /// Its hash is another than its name says: not whole yet, or altered.
    #[error("not whole, or altered")]
    NotWhole,
    /// Not a segment.
    #[error("not a segment")]
    Unreadable(#[from] DecodeError),
    /// A segment of a newer version; it waits for a newer build.
    #[error("a segment of version {version}")]
    Newer {
        /// The version it names.
        version: u8,
    },
    /// Its frames are not those that its name and place say.
    #[error("frames of another place")]
    Misplaced,
}

/// What is in a segment. Signatures and bodies are for the session to check.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Segment {
    /// The frames of this version, in order.
    pub frames: Vec<Frame>,
    /// Those that only a newer build can read.
    pub newer: Vec<NewerFrame>,
}

/// The file of a run of frames of one log, and its name. At most [`SEGMENT_BYTES`] long: the frames
/// that no longer fit are left out, which the name tells. `None` without frames.
pub fn encode(frames: &[Frame]) -> Option<(SegmentName, Vec<u8>)> {
    let first = frames.first()?.id();
    let mut bytes = Vec::new();
    bytes.extend_from_slice(&MAGIC);
    bytes.push(VERSION);
    let mut last = first.seq;
    for (frame, seq) in frames.iter().zip(first.seq..) {
        let length = frame.encoded_len();
        let id = frame.id();
        if id.log != first.log || id.seq != seq || bytes.len() + 4 + length > SEGMENT_BYTES {
            break;
        }
        bytes.extend_from_slice(&u32::try_from(length).ok()?.to_be_bytes());
        frame.encode_into(&mut bytes);
        last = seq;
    }
    let name = SegmentName {
        log: first.log,
        first: first.seq,
        last,
        hash: hash(&bytes),
    };
    Some((name, bytes))
}

/// Reads the file of this name.
///
/// # Errors
/// [`BadSegment`] names what is wrong with it.
pub fn decode(name: &SegmentName, bytes: &[u8]) -> Result<Segment, BadSegment> {
    if bytes.len() > SEGMENT_BYTES {
        return Err(BadSegment::TooLong);
    }
    if hash(bytes) != name.hash {
        return Err(BadSegment::NotWhole);
    }
    let mut reader = Reader::new(bytes);
    if reader.take(START - 1)? != MAGIC {
        return Err(DecodeError::Impossible { field: "magic" }.into());
    }
    match reader.u8()? {
        VERSION => {}
        version if version > VERSION => return Err(BadSegment::Newer { version }),
        _ => return Err(DecodeError::Impossible { field: "version" }.into()),
    }
    let mut segment = Segment::default();
    let mut seq = name.first;
    while !reader.is_empty() {
        let length = usize::try_from(reader.u32()?).unwrap_or(usize::MAX);
        if length > limits::FRAME_BYTES {
            return Err(DecodeError::TooLong {
                limit: limits::FRAME_BYTES,
            }
            .into());
        }
        let bytes = reader.take(length)?;
        let id = match Frame::decode(bytes) {
            Ok(frame) => {
                let id = frame.id();
                segment.frames.push(frame);
                id
            }
            Err(DecodeError::Newer { version, space, id }) => {
                segment.newer.push(NewerFrame {
                    version,
                    space,
                    id,
                    bytes: bytes.to_vec(),
                });
                id
            }
            Err(error) => return Err(error.into()),
        };
        if id.log != name.log || id.seq != seq {
            return Err(BadSegment::Misplaced);
        }
        seq = seq.saturating_add(1);
    }
    if seq != name.last.saturating_add(1) {
        return Err(BadSegment::Misplaced);
    }
    Ok(segment)
}

/// Whether any of these frames is in a segment of this name.
pub fn holds(name: &SegmentName, log: LogId, seqs: &BTreeSet<u64>) -> bool {
    name.log == log && seqs.range(name.first..=name.last).next().is_some()
}

/// The frames of a segment without the bodies that were erased: header and signature stay, and the
/// chain verifies.
pub fn without_bodies(frames: &mut [Frame], erased: &BTreeSet<FrameId>) {
    for frame in frames {
        if erased.contains(&frame.id()) {
            frame.body = None;
        }
    }
}

/// What the name of a segment with these bytes ends with.
pub fn hash(bytes: &[u8]) -> [u8; 16] {
    let whole = proof::named("mailbox-segment", &[bytes]);
    std::array::from_fn(|index| whole[index])
}
