//! Carries bytes between two installs, over the network or through a folder
//! ([`mailbox`]): the only room with network sockets.
//!
//! It also reads the [`calendar`]s whose addresses a person has given.
//!
//! It performs what `sync` decides and never looks inside a message. It must
//! never contact anyone on its own (no relay, no lookup service, no port
//! mapping), never read from an endpoint that is not allowed, and never
//! announce this computer except while someone looks for their partner in this
//! network.

pub mod calendar;
mod carrier;
mod line;
pub mod mailbox;
mod nearby;

pub use mailbox::{Mailbox, MailboxEvent};

pub use carrier::{Bind, Config, Courier, CourierError};

/// An endpoint's public key, which is also how it is dialled.
pub type PeerKey = [u8; 32];

/// What a connection is for. Each has its own protocol name on the wire.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Line {
    /// Exchange with an allowed, paired endpoint.
    Sync,
    /// Becoming paired.
    Pairing,
}

impl Line {
    pub(crate) const fn alpn(self) -> &'static [u8] {
        match self {
            Self::Sync => b"lamplight/sync/1",
            Self::Pairing => b"lamplight/pair/1",
        }
    }

    pub(crate) fn of_alpn(alpn: &[u8]) -> Option<Self> {
        [Self::Sync, Self::Pairing]
            .into_iter()
            .find(|line| line.alpn() == alpn)
    }
}

/// Whom to look for in this network, and be found by.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Search {
    /// Anyone who pressed Connect in the same room.
    SameRoom,
    /// The partner, whose computer is not where it was.
    Partner,
}

/// Something happened on the network.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum CourierEvent {
    /// A line is open both ways.
    Opened {
        /// Its purpose.
        line: Line,
        /// The other endpoint, proven by the handshake.
        peer: PeerKey,
        /// Where it was reached, for next time.
        address: Option<std::net::SocketAddr>,
        /// Whether this side dialled.
        dialled: bool,
    },
    /// A whole message came in.
    Received {
        /// On which line.
        line: Line,
        /// From whom.
        peer: PeerKey,
        /// The message.
        bytes: Vec<u8>,
    },
    /// A line is gone.
    Closed {
        /// Which.
        line: Line,
        /// With whom.
        peer: PeerKey,
    },
    /// A dialled endpoint did not answer in time.
    Unreachable {
        /// For what it was dialled.
        line: Line,
        /// Whom.
        peer: PeerKey,
    },
    /// Someone in this network searches for the same.
    Nearby {
        /// Their endpoint.
        peer: PeerKey,
        /// Where.
        addresses: Vec<std::net::SocketAddr>,
    },
}
