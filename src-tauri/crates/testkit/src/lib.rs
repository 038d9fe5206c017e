//! Two hearts in one process: real companions on real vaults, with a clock and a
//! network that tests control. For tests only; nothing that ships depends on it.

// A test harness may stop where something can't be.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod world;

pub use world::{Line, Person, Weather, World};
