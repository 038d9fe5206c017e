//! One frame: a signed header and a sealed body that this crate never opens. Layout:
//! `docs/protocol.md`, section 3.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::{bytes::Reader, limits, proof};

/// The frame layout that this build writes.
pub const VERSION: u8 = 1;
/// Encoded length of a header, in bytes.
pub const HEADER_BYTES: usize = 1 + 32 + 32 + 4 + 8 + 32 + 4 + 32;
/// Encoded length of a header without the body's hash: the body's associated data.
pub const ASSOCIATED_BYTES: usize = HEADER_BYTES - 32;
/// Encoded length of a signed header.
pub const SIGNED_BYTES: usize = HEADER_BYTES + 64;
/// Longest body that fits into a frame.
pub const BODY_BYTES: usize = limits::FRAME_BYTES - SIGNED_BYTES - 1;

/// Why bytes are no frame or message of this version.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The bytes end inside a field.
    #[error("ends inside a field")]
    TooShort,
    /// Bytes follow the last field.
    #[error("bytes after the last field")]
    Trailing,
    /// Longer than [`limits::FRAME_BYTES`] or [`limits::MESSAGE_BYTES`].
    #[error("longer than {limit} bytes")]
    TooLong {
        /// The limit that it exceeds.
        limit: usize,
    },
    /// A field holds a value that this version never writes.
    #[error("impossible value of {field}")]
    Impossible {
        /// The field's name in the specification.
        field: &'static str,
    },
    /// More heads than [`limits::LOGS`].
    #[error("too many heads")]
    TooManyHeads,
    /// Heads out of order or twice.
    #[error("heads out of order")]
    Unsorted,
    /// A frame of a newer version: to be set aside, not to be dropped.
    #[error("frame of version {version}")]
    Newer {
        /// The version it names.
        version: u8,
        /// The space that it names.
        space: [u8; 32],
        /// Where it belongs; these fields keep their place in every version.
        id: FrameId,
    },
}

/// A device's Ed25519 public key, which is its name.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DeviceId(pub [u8; 32]);

impl fmt::Display for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for DeviceId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .take(4)
            .try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

/// A log: a device writes one for each of its incarnations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct LogId {
    /// Who writes it.
    pub device: DeviceId,
    /// Which life of that device wrote it.
    pub incarnation: u32,
}

/// A frame's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct FrameId {
    /// The log that it is in.
    pub log: LogId,
    /// Its number there, from 0.
    pub seq: u64,
}

/// A header before its body is sealed. The body is sealed with [`HeaderStart::associated_data`],
/// then [`HeaderStart::with_body`] completes it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeaderStart {
    /// The space that it is written for.
    pub space: [u8; 32],
    /// Its log.
    pub log: LogId,
    /// Its number in the log.
    pub seq: u64,
    /// The hash of the frame before; at seq 0 of a later incarnation, of the last frame of this
    /// device that it knows, or zeros.
    pub prev: [u8; 32],
    /// The epoch whose key seals the body; 0 is the roster channel.
    pub epoch: u32,
}

impl HeaderStart {
    /// What the body is bound to.
    pub fn associated_data(&self) -> [u8; ASSOCIATED_BYTES] {
        let mut out = [0; ASSOCIATED_BYTES];
        let mut at = 0;
        let mut put = |field: &[u8]| {
            out[at..at + field.len()].copy_from_slice(field);
            at += field.len();
        };
        put(&[VERSION]);
        put(&self.space);
        put(&self.log.device.0);
        put(&self.log.incarnation.to_be_bytes());
        put(&self.seq.to_be_bytes());
        put(&self.prev);
        put(&self.epoch.to_be_bytes());
        out
    }

    /// The header of a frame with this sealed body.
    pub fn with_body(self, sealed: &[u8]) -> Header {
        Header {
            start: self,
            body_hash: proof::hash(sealed),
        }
    }
}

/// What a frame's author signs.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Header {
    /// Everything but the body's hash.
    pub start: HeaderStart,
    /// The hash of the sealed body, so that a body can be dropped while the chain still verifies.
    pub body_hash: [u8; 32],
}

impl Header {
    /// The bytes that are signed and hashed.
    pub fn encode(&self) -> [u8; HEADER_BYTES] {
        let mut out = [0; HEADER_BYTES];
        out[..ASSOCIATED_BYTES].copy_from_slice(&self.start.associated_data());
        out[ASSOCIATED_BYTES..].copy_from_slice(&self.body_hash);
        out
    }

    /// The frame's hash, which the next frame of the log names. It covers the header only: two
    /// frames with one header are one frame.
    pub fn hash(&self) -> [u8; 32] {
        proof::hash(&self.encode())
    }

    /// Its place.
    pub fn id(&self) -> FrameId {
        FrameId {
            log: self.start.log,
            seq: self.start.seq,
        }
    }

    fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        let version = reader.u8()?;
        let space = reader.array()?;
        let log = LogId {
            device: DeviceId(reader.array()?),
            incarnation: reader.u32()?,
        };
        let seq = reader.u64()?;
        if version > VERSION {
            return Err(DecodeError::Newer {
                version,
                space,
                id: FrameId { log, seq },
            });
        }
        if version != VERSION {
            return Err(DecodeError::Impossible { field: "version" });
        }
        // The number after the last one must exist: heads count it.
        if seq == u64::MAX {
            return Err(DecodeError::Impossible { field: "seq" });
        }
        let start = HeaderStart {
            space,
            log,
            seq,
            prev: reader.array()?,
            epoch: reader.u32()?,
        };
        Ok(Self {
            start,
            body_hash: reader.array()?,
        })
    }
}

/// A header with its author's signature: all that is left of a frame whose body was erased, and all
/// that proves a fork.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SignedHeader {
    /// The header.
    pub header: Header,
    /// The device's signature over [`Header::encode`].
    pub signature: [u8; 64],
}

impl SignedHeader {
    /// Whether the device that the header names has signed it.
    pub fn verify(&self) -> bool {
        proof::is_signed(
            &self.header.start.log.device,
            &self.header.encode(),
            &self.signature,
        )
    }

    pub(crate) fn encode_into(&self, out: &mut Vec<u8>) {
        out.extend_from_slice(&self.header.encode());
        out.extend_from_slice(&self.signature);
    }

    pub(crate) fn decode(reader: &mut Reader<'_>) -> Result<Self, DecodeError> {
        Ok(Self {
            header: Header::decode(reader)?,
            signature: reader.array()?,
        })
    }
}

/// One record of a log.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What is signed.
    pub header: Header,
    /// The device's signature over [`Header::encode`].
    pub signature: [u8; 64],
    /// The sealed body; absent where it was erased.
    pub body: Option<Vec<u8>>,
}

impl Frame {
    /// The frame without its body.
    pub fn signed(&self) -> SignedHeader {
        SignedHeader {
            header: self.header,
            signature: self.signature,
        }
    }

    /// Its place.
    pub fn id(&self) -> FrameId {
        self.header.id()
    }

    /// Whether the body is the one that the header names. An absent body is: the header stands for
    /// it.
    pub fn body_is_right(&self) -> bool {
        self.body
            .as_ref()
            .is_none_or(|body| proof::hash(body) == self.header.body_hash)
    }

    /// Length of [`Frame::encode`] in bytes.
    pub fn encoded_len(&self) -> usize {
        SIGNED_BYTES + 1 + self.body.as_ref().map_or(0, Vec::len)
    }

    /// The frame as it is sent and kept in segments.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(self.encoded_len());
        self.encode_into(&mut out);
        out
    }

    pub(crate) fn encode_into(&self, out: &mut Vec<u8>) {
        self.signed().encode_into(out);
        match &self.body {
            None => out.push(0),
            Some(body) => {
                out.push(1);
                out.extend_from_slice(body);
            }
        }
    }

    /// Reads a frame. Neither signature nor body hash is checked here: see [`SignedHeader::verify`]
    /// and [`Frame::body_is_right`].
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        if bytes.len() > limits::FRAME_BYTES && !planted::has(planted::Bug::FrameOfAnySize) {
            return Err(DecodeError::TooLong {
                limit: limits::FRAME_BYTES,
            });
        }
        let mut reader = Reader::new(bytes);
        let SignedHeader { header, signature } = SignedHeader::decode(&mut reader)?;
        let body = match reader.u8()? {
            0 => {
                reader.end()?;
                None
            }
            1 => Some(reader.rest().to_vec()),
            _ => return Err(DecodeError::Impossible { field: "body" }),
        };
        Ok(Self {
            header,
            signature,
            body,
        })
    }
}
