//! How two installs share one journal, without knowing a word of it.
//!
//! Each device writes only its own append-only log of signed frames; this crate says what a frame
//! is, when a log's chain holds, and what two devices say to each other until both hold the same
//! logs. A [`session::Session`] is a state machine without I/O: [`session::Session::handle`] takes
//! the time and one [`session::Event`] and answers with [`session::Effect`]s for the caller to
//! perform. The [`mailbox`] is the same for a folder instead of a connection. The bytes are specified in `docs/protocol.md`, sections 3, 4, 9 and 15.
//!
//! It must never see plaintext (bodies are opaque), never decide what a frame means, never touch
//! disk, network, clock, threads or randomness, never acknowledge what the caller has not reported
//! as stored, and never use a cipher of its own: it only asks `keys` whether a signature or a hash
//! is right.

mod bytes;
pub mod frame;
pub mod limits;
pub mod log;
pub mod mailbox;
pub mod message;
mod proof;
pub mod session;
mod writers;

pub use frame::{DecodeError, DeviceId, Frame, FrameId, Header, HeaderStart, LogId, SignedHeader};
pub use log::{Chain, ForkProof, Head, Link};
pub use message::Message;
pub use session::{Effect, Event, Session};
