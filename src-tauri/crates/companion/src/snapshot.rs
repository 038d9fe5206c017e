//! What a backup is made from: both vaults as they were between two changes, in a folder of its own
//! inside the profile, encrypted like the vaults themselves.

use std::{
    fs,
    path::{Path, PathBuf},
};

use vault::{PrivateVault, SharedVault};
use zeroize::Zeroizing;

use crate::{
    Companion, CompanionError, Profile,
    home::{PRIVATE, SHARED, make_folder},
    ledger::new_id,
};

/// Begins the name of every folder in the making. What a killed process left is swept away when
/// the home opens.
const MAKING: &str = "making-";

/// Two vault files and their keys. The folder is gone when this is dropped.
pub(crate) struct Snapshot {
    folder: PathBuf,
    private_key: Zeroizing<[u8; 32]>,
    shared_key: Zeroizing<[u8; 32]>,
}

impl Snapshot {
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn open(&self) -> Result<(PrivateVault, SharedVault), CompanionError> {
        Ok((
            PrivateVault::open(&self.folder.join(PRIVATE), &self.private_key)?,
            SharedVault::open(&self.folder.join(SHARED), &self.shared_key)?,
        ))
    }

    /// Opens both, reads everything, and closes them again.
    pub(crate) fn check(&self) -> Result<(), CompanionError> {
        let (mut private, mut shared) = self.open()?;
        check(&mut private, &mut shared)?;
        private.close()?;
        Ok(shared.close()?)
    }
}

impl Drop for Snapshot {
    fn drop(&mut self) {
        // What stays behind is swept away when the home opens.
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Reads everything in two vaults.
pub(crate) fn check(
    private: &mut PrivateVault,
    shared: &mut SharedVault,
) -> Result<(), CompanionError> {
    if private.check()?.is_sound() && shared.check()?.is_sound() {
        return Ok(());
    }
    Err(CompanionError::VaultDamaged {
        detail: "a copy is not whole".into(),
    })
}

impl Companion {
    /// Copies both vaults as they are now. Takes about a second for 100,000 entries.
    pub(crate) fn snapshot(&mut self) -> Result<Snapshot, CompanionError> {
        let name = format!("{MAKING}{}", new_id(&mut self.rng));
        let snapshot = Snapshot {
            folder: self.profile.path(&name),
            private_key: self.keys.keys.private_db(),
            shared_key: self.keys.keys.shared_db(),
        };
        make_folder(&snapshot.folder)?;
        self.private.copy_to(&snapshot.folder.join(PRIVATE))?;
        self.shared.copy_to(&snapshot.folder.join(SHARED))?;
        Ok(snapshot)
    }
}

/// Takes away what a killed process left in the making.
pub(crate) fn sweep(profile: &Profile) {
    let Ok(files) = fs::read_dir(profile.folder()) else {
        return;
    };
    for file in files.flatten() {
        if file.file_name().to_string_lossy().starts_with(MAKING) {
            let _ = fs::remove_dir_all(file.path());
        }
    }
}
