//! Every bound of this crate in one place. A value beyond one of these is refused by name, never
//! guessed at.

use chrono::TimeDelta;

/// Longest encoded frame, in bytes: header, signature and body.
pub const FRAME_BYTES: usize = 256 * 1024;
/// Longest encoded message, in bytes.
pub const MESSAGE_BYTES: usize = 4 * 1024 * 1024;
/// Logs (incarnations) that one device may have.
pub const INCARNATIONS: usize = 64;
/// Logs in a space, those of removed devices included; also the heads that one message may carry.
pub const LOGS: usize = 1024;
/// Frames held because an earlier one of their log is missing, in all logs together.
pub const PENDING_FRAMES: usize = 1000;
/// Bytes of such frames.
pub const PENDING_BYTES: usize = 16 * 1024 * 1024;
/// Bytes handed over for storing and not yet reported as stored.
pub const STAGED_BYTES: usize = 32 * 1024 * 1024;
/// Older frames of one log waiting to be compared with the stored ones.
pub const COMPARISONS: usize = 64;
/// Headers that a chain remembers behind its head, so that a repeated frame is known without
/// reading.
pub const RECENT_HEADERS: usize = 256;
/// Frames of newer versions set aside in one connection.
pub const SET_ASIDE: usize = 64;
/// Refusals reported for one message; a hostile one could otherwise name thousands.
pub const REFUSALS_REPORTED: usize = 16;
/// Frames with a false signature, body or space after which a peer is disconnected.
pub const STRIKES: u8 = 8;

/// Frames asked for by one [`ReadFrames`](crate::session::Effect::ReadFrames).
pub const READ_FRAMES: u32 = 512;
/// Bytes of frames asked for by one `ReadFrames`: a message's half, so that any answer of that size
/// fits into one message.
pub const READ_BYTES: usize = MESSAGE_BYTES / 2;
/// Bytes sent to a peer and not yet acknowledged, after which no more are read for it.
pub const WINDOW_BYTES: usize = MESSAGE_BYTES;

/// After this long without an acknowledgement, frames are sent again; doubled each time up to
/// [`RESEND_AT_MOST`].
pub const RESEND_AFTER: TimeDelta = TimeDelta::seconds(10);
/// The longest pause between two attempts.
pub const RESEND_AT_MOST: TimeDelta = TimeDelta::seconds(600);
/// A greeting is repeated after this long without one from the peer.
pub const GREET_AGAIN: TimeDelta = TimeDelta::seconds(10);
/// The shortest pause between two requests for missing frames to one peer.
pub const ASK_PAUSE: TimeDelta = TimeDelta::seconds(2);
/// A greeting sooner than this after the last one makes nothing be sent again.
pub const ANSWER_PAUSE: TimeDelta = TimeDelta::seconds(1);
/// How long a third device's frames wait before they are passed on while their author is connected
/// too, who most likely sends them itself.
pub const RELAY_AFTER: TimeDelta = TimeDelta::seconds(2);
/// How long a log rests whose frames could not be stored.
pub const REST_AFTER_FAILURE: TimeDelta = TimeDelta::seconds(60);
