//! Identity, sealing, epochs, pairing and the keys at rest: every use of a cipher in the project
//! is in this crate, and nothing else is. The formats are specified in `src-tauri/docs/protocol.md`
//! and held by `tests/vectors.json`.
//!
//! It must never read a clock, a file, a socket or the system's randomness (time and the random
//! generator are arguments), never know what a sealed body means, and never print a secret: types
//! that hold one are wiped when dropped and have no `Debug`. One exception: the age library draws
//! the key of each backup file by itself.

mod byte_run;
pub mod device;
pub mod epoch;
pub mod frame_body;
mod hash;
mod hpke_suite;
pub mod invite;
pub mod jar;
pub mod pairing;
pub mod person;
pub mod pictures;
pub mod recovery;
pub mod roster;
pub mod seal;
pub mod sealed;
mod secret;
mod signing;
pub mod vault_keys;
#[cfg(test)]
mod vectors;
pub mod wire;

pub use device::{DeviceCard, DeviceSecrets};
pub use hash::{fresh_incarnation, hash, peer_id, person_id};
pub use invite::{Invite, InviteError};
pub use pairing::{Paired, Pairing, PairingError};
pub use person::{DeviceCertificate, PersonSecret};
pub use roster::{Roster, RosterRecord};
pub use signing::{BadSignature, Purpose, verify};
