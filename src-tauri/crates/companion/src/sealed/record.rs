//! My side of a run: what only I have. In the private vault, in its log, and nowhere else.

use chrono::{DateTime, Utc};
use couple::{
    ThingId, ThingKind,
    sealed::{Beginning, Surprise},
};
use keys::sealed::SealedKey;
use serde::{Deserialize, Serialize};
use vault::SealedOwnRow;
use zeroize::{Zeroize, Zeroizing};

use crate::{Companion, CompanionError, ledger::new_id};

/// What is kept. The texts are not in it: they stand sealed in the shared vault, and these are
/// the keys to mine.
#[derive(Default, Serialize, Deserialize)]
pub(crate) struct Own {
    keys: Vec<(u32, [u8; 32])>,
    /// I let it pass.
    pub(super) passed: bool,
    /// When a surprise of mine opens by itself.
    pub(super) opens: Option<DateTime<Utc>>,
    /// What stays with me of a run that is no more: the sharing it was in has ended.
    pub(super) kept: Option<Kept>,
}

/// A copy of my own of what was.
#[derive(Serialize, Deserialize)]
pub(super) struct Kept {
    pub(super) beginning: Beginning,
    pub(super) surprise: Option<Surprise>,
    pub(super) opened: bool,
    pub(super) mine: Option<String>,
    pub(super) theirs: Option<String>,
}

impl Drop for Own {
    fn drop(&mut self) {
        for (_, key) in &mut self.keys {
            key.zeroize();
        }
    }
}

impl Own {
    pub(crate) fn read(record: &[u8]) -> Result<Self, CompanionError> {
        postcard::from_bytes(record).map_err(|_| CompanionError::VaultDamaged {
            detail: "my side of a sealed run".into(),
        })
    }

    /// What stays of a run that is no more.
    pub(super) fn kept(kept: Option<Kept>) -> Self {
        Self {
            keys: Vec::new(),
            passed: false,
            opens: None,
            kept,
        }
    }

    pub(super) fn key(&self, version: u32) -> Option<SealedKey> {
        let (_, key) = self.keys.iter().find(|(of, _)| *of == version)?;
        Some(SealedKey::from_bytes(*key))
    }

    pub(super) fn put_key(&mut self, version: u32, key: &SealedKey) {
        self.keys.retain(|(of, _)| *of != version);
        self.keys.push((version, *key.as_bytes()));
    }

    /// Whether there is nothing to keep.
    fn is_empty(&self) -> bool {
        self.keys.is_empty() && !self.passed && self.opens.is_none() && self.kept.is_none()
    }
}

impl Companion {
    /// My side of a run, and the id it has in the private vault.
    pub(super) fn own_sealed(
        &self,
        run: ThingId,
    ) -> Result<Option<(ThingId, Own)>, CompanionError> {
        let row = self.private.sealed_own(run)?;
        row.map(|row| Ok((row.id, Own::read(&row.record)?)))
            .transpose()
    }

    /// Keeps a change to my side of a run.
    pub(super) fn change_own(
        &mut self,
        run: ThingId,
        change: impl FnOnce(&mut Own),
    ) -> Result<(), CompanionError> {
        let found = self.own_sealed(run)?;
        let (id, mut own) = match found {
            Some(found) => found,
            None => (new_id(&mut self.rng), Own::default()),
        };
        change(&mut own);
        self.keep_own(id, run, &own)
    }

    fn keep_own(&mut self, id: ThingId, run: ThingId, own: &Own) -> Result<(), CompanionError> {
        let record = postcard::to_stdvec(own)
            .map(Zeroizing::new)
            .map_err(|_| CompanionError::Internal)?;
        let row = SealedOwnRow {
            id,
            run,
            record: record.to_vec(),
        };
        self.keep_private(id, ThingKind::Sealed, vec![record.to_vec()], |tx| {
            Ok(tx.put_sealed_own(&row)?)
        })
    }

    /// Puts another record in the place of my side of a run. What stood there before is erased
    /// first, from the log too; once the vault is tidied, no key of it is left.
    pub(super) fn replace_own(&mut self, run: ThingId, own: &Own) -> Result<(), CompanionError> {
        if let Some(row) = self.private.sealed_own(run)? {
            self.private.write(|tx| tx.erase_thing(row.id))?;
        }
        if !own.is_empty() {
            let id = new_id(&mut self.rng);
            self.keep_own(id, run, own)?;
        }
        Ok(())
    }

    /// Destroys the keys of what I have taken back.
    pub(super) fn forget_withdrawn(&mut self, run: ThingId) -> Result<(), CompanionError> {
        let Some(loaded) = self.load_sealed(run)? else {
            return Ok(());
        };
        let Some((_, own)) = &loaded.own else {
            return Ok(());
        };
        let gone = loaded.run.withdrawn_through(self.my_id());
        if own.keys.iter().all(|(version, _)| *version > gone) {
            return Ok(());
        }
        let again = loaded.run.versions(self.my_id()) > gone;
        let left = Own {
            keys: own
                .keys
                .iter()
                .filter(|(version, _)| *version > gone)
                .copied()
                .collect(),
            passed: own.passed,
            opens: own.opens.filter(|_| again),
            kept: None,
        };
        self.replace_own(run, &left)?;
        Ok(self.private.tidy()?)
    }
}
