//! What two connected devices say to each other. Layout: `docs/protocol.md`, section 9.

use crate::{
    bytes::Reader,
    frame::{DecodeError, Frame, FrameId},
    limits,
    log::{ForkProof, HEAD_BYTES, Head},
};

const HELLO: u8 = 1;
const FRAMES: u8 = 2;
const ACK: u8 = 3;
const FORK: u8 = 4;
const BYE: u8 = 5;

/// One message. At most [`limits::MESSAGE_BYTES`] long when encoded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message {
    /// Everything I have: send me what comes after. Opens a connection, and repeats the request
    /// when something is missing.
    Hello {
        /// [`space_tag`] of the space that this is about.
        space_tag: [u8; 16],
        /// Whether I have your greeting; a repeated greeting without it is answered.
        heard: bool,
        /// The heads of all my logs, sorted by log.
        heads: Vec<Head>,
    },
    /// Frames, of any logs, each log's in order.
    Frames {
        /// Those of this version.
        frames: Vec<Frame>,
        /// Those of a newer version. Never written.
        newer: Vec<NewerFrame>,
    },
    /// These are on my disk.
    Ack {
        /// Heads that have changed, sorted by log.
        heads: Vec<Head>,
    },
    /// A log has split; here is the proof.
    Fork(Box<ForkProof>),
    /// I am closing.
    Bye,
    /// A message of a newer version, to be ignored. Never written.
    Newer {
        /// The kind that it names.
        kind: u8,
    },
}

/// A frame that only a newer build can read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewerFrame {
    /// The version that it names.
    pub version: u8,
    /// The space that it names.
    pub space: [u8; 32],
    /// Where it belongs, as far as it says; nothing about it is proven.
    pub id: FrameId,
    /// The whole frame.
    pub bytes: Vec<u8>,
}

/// The short name of a space in a greeting.
pub fn space_tag(space: &[u8; 32]) -> [u8; 16] {
    crate::proof::space_tag(space)
}

impl Message {
    /// Frames of this version.
    pub fn frames(frames: Vec<Frame>) -> Self {
        Self::Frames {
            frames,
            newer: Vec::new(),
        }
    }

    /// The message as it is sent.
    pub fn encode(&self) -> Vec<u8> {
        let mut out = Vec::new();
        match self {
            Self::Hello {
                space_tag,
                heard,
                heads,
            } => {
                out.push(HELLO);
                out.extend_from_slice(space_tag);
                out.push(u8::from(*heard));
                encode_heads(heads, &mut out);
            }
            Self::Frames { frames, newer } => {
                out.push(FRAMES);
                for frame in frames {
                    out.extend_from_slice(&length(frame.encoded_len()));
                    frame.encode_into(&mut out);
                }
                for frame in newer {
                    out.extend_from_slice(&length(frame.bytes.len()));
                    out.extend_from_slice(&frame.bytes);
                }
            }
            Self::Ack { heads } => {
                out.push(ACK);
                encode_heads(heads, &mut out);
            }
            Self::Fork(proof) => {
                out.push(FORK);
                out.extend_from_slice(&proof.encode());
            }
            Self::Bye => out.push(BYE),
            Self::Newer { kind } => out.push(*kind),
        }
        out
    }

    /// Reads a message; what it holds is not yet verified, but for a fork's proof.
    pub fn decode(bytes: &[u8]) -> Result<Self, DecodeError> {
        if bytes.len() > limits::MESSAGE_BYTES {
            return Err(DecodeError::TooLong {
                limit: limits::MESSAGE_BYTES,
            });
        }
        let mut reader = Reader::new(bytes);
        match reader.u8()? {
            0 => Err(DecodeError::Impossible { field: "kind" }),
            HELLO => {
                let space_tag = reader.array()?;
                let heard = match reader.u8()? {
                    0 => false,
                    1 => true,
                    _ => return Err(DecodeError::Impossible { field: "heard" }),
                };
                Ok(Self::Hello {
                    space_tag,
                    heard,
                    heads: decode_heads(reader)?,
                })
            }
            FRAMES => decode_frames(reader),
            ACK => Ok(Self::Ack {
                heads: decode_heads(reader)?,
            }),
            FORK => Ok(Self::Fork(Box::new(ForkProof::decode(reader.rest())?))),
            BYE => {
                reader.end()?;
                Ok(Self::Bye)
            }
            kind => Ok(Self::Newer { kind }),
        }
    }
}

/// What a frame adds to a message, in bytes.
pub(crate) fn cost(frame: &Frame) -> usize {
    4 + frame.encoded_len()
}

/// A frame is at most 256 KiB long: its length fits.
fn length(bytes: usize) -> [u8; 4] {
    u32::try_from(bytes).unwrap_or(u32::MAX).to_be_bytes()
}

fn encode_heads(heads: &[Head], out: &mut Vec<u8>) {
    out.extend_from_slice(&u16::try_from(heads.len()).unwrap_or(u16::MAX).to_be_bytes());
    for head in heads {
        head.encode_into(out);
    }
}

fn decode_heads(mut reader: Reader<'_>) -> Result<Vec<Head>, DecodeError> {
    let count = usize::from(reader.u16()?);
    if count > limits::LOGS {
        return Err(DecodeError::TooManyHeads);
    }
    let mut all = Reader::new(reader.take(count * HEAD_BYTES)?);
    reader.end()?;
    let mut heads: Vec<Head> = Vec::with_capacity(count);
    for _ in 0..count {
        let head = Head::decode(&mut all)?;
        if heads.last().is_some_and(|last| last.log >= head.log) {
            return Err(DecodeError::Unsorted);
        }
        heads.push(head);
    }
    Ok(heads)
}

fn decode_frames(mut reader: Reader<'_>) -> Result<Message, DecodeError> {
    let (mut frames, mut newer) = (Vec::new(), Vec::new());
    while !reader.is_empty() {
        let length = usize::try_from(reader.u32()?).unwrap_or(usize::MAX);
        if length > limits::FRAME_BYTES && !planted::has(planted::Bug::FrameOfAnySize) {
            return Err(DecodeError::TooLong {
                limit: limits::FRAME_BYTES,
            });
        }
        let bytes = reader.take(length)?;
        match Frame::decode(bytes) {
            Ok(frame) => frames.push(frame),
            Err(DecodeError::Newer { version, space, id }) => newer.push(NewerFrame {
                version,
                space,
                id,
                bytes: bytes.to_vec(),
            }),
            Err(error) => return Err(error),
        }
    }
    Ok(Message::Frames { frames, newer })
}
