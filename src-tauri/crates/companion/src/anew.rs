//! What the app hands over to itself when it begins anew, and when it may: the keys of an open home, so that nobody is
//! asked for a passphrase, and the little that is known in memory alone.
//!
//! What is handed over opens both vaults by itself. It goes from one program to the one that takes its place, and never
//! to a disk, an argument or the environment.

use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{Companion, CompanionError, PagesState, PairingView, hold::Hold};

/// What opens a home again. No `Debug`; wiped when dropped.
pub struct Handed {
    pub(crate) keys: Zeroizing<[u8; 64]>,
    pub(crate) knows: Knows,
}

/// What an open home knows and keeps nowhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Knows {
    hold: Hold,
    is_here: bool,
}

impl Handed {
    /// Put together again from what was handed over.
    #[must_use]
    pub fn of(keys: Zeroizing<[u8; 64]>, knows: Knows) -> Self {
        Self { keys, knows }
    }

    /// The keys of the vaults.
    #[must_use]
    pub fn keys(&self) -> &[u8; 64] {
        &self.keys
    }

    /// What was known.
    #[must_use]
    pub fn what_is_known(&self) -> Knows {
        self.knows
    }
}

impl Companion {
    /// Whether nothing is going on here that a lock would cut short: nothing waits to leave, nobody pairs, talks or
    /// reads pages behind a second passphrase, no photo is being made, and an open line has nothing to carry.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn is_at_rest(&self) -> Result<bool, CompanionError> {
        let pairs = !matches!(
            self.pairing_view(),
            PairingView::Idle | PairingView::Paired | PairingView::Failed(_)
        );
        let talks = !self.talks_awake.is_empty() || !self.sittings.is_empty();
        let leaves = !self.pending.is_empty() || !self.pending_replies.is_empty();
        let carries = self
            .couple
            .as_ref()
            .is_some_and(|couple| couple.connected && self.unconfirmed(couple) > 0);
        let reads = self.pages_state()? == PagesState::Open;
        let makes = self.gathering.is_making();
        Ok(!(pairs || talks || leaves || carries || reads || makes))
    }

    /// What opens this home again without a passphrase, and what it knows.
    #[must_use]
    pub fn hand_over(&self) -> Handed {
        Handed {
            keys: self.keys.keys.hand_over(),
            knows: Knows {
                hold: self.hold,
                is_here: self.is_here,
            },
        }
    }

    /// Takes in what was known before.
    pub(crate) fn knows(&mut self, knows: Knows) {
        self.hold = knows.hold;
        self.is_here = knows.is_here;
    }
}
