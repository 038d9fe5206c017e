//! Plans of several devices on one folder in memory, which tests may alter like a host that means
//! harm, or a disk that fails.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[path = "../common/mod.rs"]
mod common;
mod exchange;
mod harm;
mod names;
mod vectors;
mod world;
