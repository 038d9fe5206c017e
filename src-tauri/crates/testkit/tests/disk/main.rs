//! What was shown as saved is on disk: after a power cut at any moment, after calls that fail,
//! after the process is killed, and never silently less after damage.
//!
//! A story is told by a child process on a disk that is watched (`testkit::disk`). After each step
//! it says what its homes hold; whatever is opened afterwards must hold that, or what the step on
//! its way would have made of it.

#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod corruption;
mod faults;
mod homes;
mod kills;
mod lost_end;
mod power;
mod stories;
