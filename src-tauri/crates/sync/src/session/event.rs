//! What a session is told, and what it asks of its caller.

use keys::Roster;

use crate::{
    frame::{DecodeError, DeviceId, Frame, FrameId, LogId},
    log::{ForkProof, Head},
    message::{Message, NewerFrame},
};

/// What happened. Peers are named by their device; which endpoint is which device is for the
/// caller to know, from the roster.
#[derive(Clone)]
pub enum Event {
    /// A connection to a device is open. A second one replaces the first.
    Connected {
        /// The device at the other end.
        peer: DeviceId,
    },
    /// A message arrived.
    Received {
        /// From this device.
        peer: DeviceId,
        /// The message.
        message: Message,
    },
    /// Frames were read from a mailbox. They are taken like those of a message, and nobody is
    /// answered.
    Collected {
        /// In whose directory they were.
        from: DeviceId,
        /// The frames; nothing of them is verified.
        frames: Vec<Frame>,
        /// Those that only a newer build can read.
        newer: Vec<NewerFrame>,
    },
    /// A device has said, in a frame of its own, what is on its disk. The caller has compared each
    /// hash with the frame in that place here.
    Confirmed {
        /// Who says so.
        peer: DeviceId,
        /// How far each log goes there.
        heads: Vec<Head>,
    },
    /// Something arrived that [`Message::decode`] could not read.
    Unreadable {
        /// From this device.
        peer: DeviceId,
        /// Why.
        error: DecodeError,
    },
    /// The connection is gone.
    Disconnected {
        /// The device that was at the other end.
        peer: DeviceId,
    },
    /// This device has committed new frames of its own; in order, all of them, each once.
    LocalFrames {
        /// The frames.
        frames: Vec<Frame>,
    },
    /// The answer to [`Effect::ReadFrames`]. Fewer frames than asked for are an answer too, as long
    /// as they begin with the first one asked for and leave nothing out.
    FramesRead {
        /// As in the question.
        purpose: Purpose,
        /// As in the question.
        log: LogId,
        /// As in the question.
        from: u64,
        /// The frames, in order.
        frames: Vec<Frame>,
    },
    /// Frames that an earlier build set aside as newer than itself, and that this one can read.
    /// They are judged like any that arrive; what is taken comes back as [`Effect::Store`].
    ReadAgain {
        /// The frames, in whatever order.
        frames: Vec<Frame>,
    },
    /// Frames of other devices are committed, in answer to [`Effect::Store`] or by another way
    /// than this session. Only this is ever acknowledged.
    Stored {
        /// The heads of the logs that grew, as they are on the disk now.
        heads: Vec<Head>,
    },
    /// Frames that were handed over with [`Effect::Store`] could not be committed (a full disk, a
    /// failed transaction). The log rests and is asked for again later. A frame whose *content* is
    /// refused does not belong here: it is set aside, its log goes on, and it counts as stored.
    NotStored {
        /// The log that could not grow.
        log: LogId,
    },
    /// This device has taken back the end of a log of its own that had split, in answer to
    /// [`Effect::Frozen`]: on its disk the log ends here now. What other devices have of it is
    /// welcome again.
    TakenBack {
        /// The log's end.
        head: Head,
    },
    /// Devices came or went.
    RosterChanged {
        /// As it is now.
        roster: Roster,
    },
    /// The app is closing or being locked: say goodbye to everyone.
    Leaving,
    /// Time has passed: at [`Session::wake_at`](super::Session::wake_at), or more often.
    Tick,
}

/// What the caller shall do, in this order.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Send a message.
    Send {
        /// To this device.
        peer: DeviceId,
        /// The message.
        message: Message,
    },
    /// Read frames of a stored log and answer with [`Event::FramesRead`], of this same `purpose`.
    ReadFrames {
        /// What for; to be given back.
        purpose: Purpose,
        /// The log.
        log: LogId,
        /// The first frame wanted.
        from: u64,
        /// At most so many frames.
        limit: u32,
        /// At most so many bytes of encoded frames, but at least one frame.
        max_bytes: usize,
    },
    /// Commit these frames and answer with [`Event::Stored`] or [`Event::NotStored`]. Author,
    /// signature, body hash and chain are verified; logs may be mixed, each in order. A body may
    /// be absent where it was erased.
    Store {
        /// Who sent them, which need not be their author.
        peer: DeviceId,
        /// The frames.
        frames: Vec<Frame>,
    },
    /// This is what a device has confirmed to have of a log; it replaces what was known, also
    /// where it is less (a device that was restored from an older copy). To be kept, and given to
    /// [`Session::new`](super::Session::new) next time.
    PeerAcknowledged {
        /// The device.
        peer: DeviceId,
        /// What it has: never more than it said, and only where its chain is ours. `next_seq` is 0
        /// where it has nothing any more.
        head: Head,
    },
    /// A frame of a newer version: keep its bytes by name, so that an updated build can read it.
    /// Nothing about it is proven. Its log waits, all others go on.
    SetAside {
        /// Who sent it.
        peer: DeviceId,
        /// The frame.
        frame: NewerFrame,
    },
    /// Frames were not taken. For information: what can be taken later is asked for again.
    Refused {
        /// Who sent them.
        peer: DeviceId,
        /// The first of them.
        first: FrameId,
        /// How many of its log and for this reason.
        count: u32,
        /// Why.
        reason: Refusal,
    },
    /// A log has split; from this place on nothing more of it is taken or sent, ever. To be kept,
    /// given to [`Session::new`](super::Session::new) next time, and shown. Where the log is this
    /// device's own current one, it must start a new incarnation before it writes again.
    Frozen {
        /// Two frames in one place.
        proof: Box<ForkProof>,
    },
    /// What is here behind the split of one of this device's own logs came back from a peer, which
    /// has lost some of it since and can't take it again. What it lacks is to be taken back and
    /// written anew, as after [`Effect::Frozen`].
    TailLost {
        /// The split.
        proof: Box<ForkProof>,
        /// How far the peer says that it has the log; its hash need not be the one here.
        said: Head,
    },
    /// Other devices hold frames of one of this device's own logs that it does not have itself.
    /// Where that is its current log, it was restored or cloned without knowing: before it writes
    /// again, it must start a new incarnation. An earlier log that comes back after a restore
    /// means nothing. Comes before the [`Effect::Store`] that brings the frames.
    OwnLogAhead {
        /// The log, and how far it is known to go.
        head: Head,
    },
    /// Close the connection.
    Disconnect {
        /// To this device.
        peer: DeviceId,
        /// Why.
        reason: Goodbye,
    },
}

/// What frames are read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Purpose {
    /// To be sent to this device.
    Send(DeviceId),
    /// To be compared with what a peer claims to be in the same place.
    Compare,
}

/// Why a frame was not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, thiserror::Error)]
pub enum Refusal {
    /// It belongs to another space.
    #[error("foreign space")]
    ForeignSpace,
    /// Its device is not in the roster, or was removed and this log of it was not known then.
    #[error("unknown device")]
    UnknownDevice,
    /// Its device was removed, and the log ends before this place.
    #[error("removed device")]
    RemovedDevice,
    /// Its signature is not its device's.
    #[error("false signature")]
    BadSignature,
    /// Its body is not the one that was signed.
    #[error("false body")]
    BadBody,
    /// It names another frame as the one before it than the one that is there.
    #[error("broken chain")]
    BrokenChain,
    /// Its log has split at or before its place.
    #[error("frozen log")]
    Frozen,
    /// Its device, or the space, has too many logs.
    #[error("too many logs")]
    TooManyLogs,
    /// Its log rests after a failure to store.
    #[error("log at rest")]
    Resting,
    /// An earlier frame of its log can be read by a newer version only.
    #[error("waits for a newer version")]
    WaitsForNewer,
    /// Too much is waiting already.
    #[error("no room")]
    NoRoom,
}

/// Why a connection is closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Goodbye {
    /// The device is not, or no longer, in the roster.
    #[error("not in the roster")]
    NotRostered,
    /// The peer is in another space.
    #[error("foreign space")]
    ForeignSpace,
    /// Too many false frames.
    #[error("false frames")]
    FalseFrames,
    /// A message could not be read.
    #[error("unreadable message: {0}")]
    Unreadable(DecodeError),
    /// The peer said goodbye.
    #[error("the peer left")]
    PeerLeft,
    /// This device is leaving.
    #[error("leaving")]
    Leaving,
}
