//! What a couple does, as values and rules: entries, outings, gestures, nudges and dates that matter to them.
//!
//! This room exists so that every rule the two depend on (when a nudge may come, who is being asked, what day an
//! anniversary falls on) can be read and tested without a computer around it.
//!
//! It must never read a clock, make its own randomness, touch a file or a socket, or know words of the interface:
//! `now` and the zone are arguments, and everything people read is named here by id only.
//! It must never keep a score of anyone: nothing here counts streaks, ratios or what was left undone.

pub mod cadence;
pub mod calm;
pub mod cue;
pub mod feelings;
pub mod first_lines;
pub mod free;
pub mod gesture;
pub mod id;
pub mod journal;
pub mod leaning;
pub mod nudge;
pub mod outing;
pub mod question;
pub mod reply;
pub mod sealed;
pub mod talk;
pub mod time;
pub mod time_ask;
pub mod us;

pub use id::{PersonId, ThingId, ThingKind};
pub use time::{Moment, WallTime};
