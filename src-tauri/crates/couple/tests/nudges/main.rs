//! The nudge decision: over simulated years, and in stories.
#![allow(clippy::unwrap_used)]

#[path = "../common/mod.rs"]
mod common;
mod cues;
mod decade;
mod desk;
mod stories;
mod turns;
mod years;
