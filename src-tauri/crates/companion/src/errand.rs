//! What the courier shall do. The companion decides, the shell performs.

use std::net::SocketAddr;

use sync::mailbox::Job;

/// One thing to do on the network. Peers are named by their endpoint's key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Errand {
    /// Accept sync lines from these endpoints only.
    Allow { peers: Vec<[u8; 32]> },
    /// Open a sync line.
    DialSync {
        peer: [u8; 32],
        addresses: Vec<SocketAddr>,
    },
    /// Send on the sync line.
    SendSync { peer: [u8; 32], bytes: Vec<u8> },
    /// Close the sync line once what is queued has left.
    CloseSync { peer: [u8; 32] },
    /// Accept pairing lines, or no more.
    AcceptPairing { on: bool },
    /// Be visible in the same room, and look for the other.
    SameRoom { on: bool },
    /// Look for the partner in this network, and be found by them.
    LookNearby { on: bool },
    /// Open a pairing line.
    DialPairing {
        peer: [u8; 32],
        addresses: Vec<SocketAddr>,
    },
    /// Send on the pairing line.
    SendPairing { peer: [u8; 32], bytes: Vec<u8> },
    /// Close the pairing line once what is queued has left.
    ClosePairing { peer: [u8; 32] },
    /// Keep the direct way open, or closed: no line is accepted or dialled, nothing is listened on.
    Direct { on: bool },
    /// Use the mailbox at this address from now on, or none.
    UseMailbox { address: Option<String> },
    /// Do this in the mailbox; what came of it goes to [`Companion::mailbox_answered`].
    ///
    /// [`Companion::mailbox_answered`]: crate::Companion::mailbox_answered
    Mailbox { job: Job },
    /// Let others have their turn, then call [`Companion::mailbox_goes_on`].
    ///
    /// [`Companion::mailbox_goes_on`]: crate::Companion::mailbox_goes_on
    MailboxGoesOn,
}
