//! Two hearts in one process: real companions on real vaults, with a clock and a
//! network that tests control. For tests only; nothing that ships depends on it.

// A test harness may stop where something can't be.
#![allow(clippy::unwrap_used, clippy::expect_used)]

#[cfg(target_os = "linux")]
pub mod disk;
mod folder;
pub mod history;
mod pen;
mod planting;
mod portrait;
mod readable;
pub mod soak;
pub mod targets;
mod world;

pub use folder::Folder;
pub use pen::Pen;
pub use planting::{Bug, caught, plant};
pub use portrait::portrait;
pub use readable::traces;
pub use world::{COST, FOLDER, Line, PASSPHRASE, Person, Weather, World};
