//! Whose edits are whose.

use serde::{Deserialize, Serialize};

/// One log of one device: 64 bits of the hash of its public key and incarnation. A number that is used for two logs
/// makes documents differ in silence, so it is always handed in and never made up here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct PeerId(pub u64);

impl PeerId {
    /// The number Loro knows the peer by. It keeps the greatest one for itself.
    pub(crate) fn number(self) -> u64 {
        self.0.min(u64::MAX - 1)
    }
}
