//! What a backup is made from: the vaults as they were between two changes, in a folder of its own
//! inside the profile, encrypted like the vaults themselves.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use vault::{Kind, PrivateVault, SharedVault, Vault};
use zeroize::Zeroizing;

use crate::{
    Companion, CompanionError, Profile,
    home::{PAGES, PRIVATE, SHARED, make_folder, new_file},
    ledger::new_id,
    pages::Pages,
};

/// Begins the name of every folder in the making. What a killed process left is swept away when
/// the home opens.
const MAKING: &str = "making-";
/// The write-ahead log of pages that were not closed properly.
pub(crate) const PAGES_LOG: &str = "pages.db-wal";

/// The vault files and their keys. Without a key the pages are closed: their files are copied as
/// they are, which are whole, since nothing writes to them. The folder is gone when this is dropped.
pub(crate) struct Snapshot {
    folder: PathBuf,
    private_key: Zeroizing<[u8; 32]>,
    shared_key: Zeroizing<[u8; 32]>,
    pages_key: Option<Zeroizing<[u8; 32]>>,
}

/// The vaults of a snapshot, open.
pub(crate) struct OpenSnapshot {
    pub(crate) private: PrivateVault,
    pub(crate) shared: SharedVault,
    pub(crate) pages: Option<PrivateVault>,
}

impl OpenSnapshot {
    /// Where my entries are.
    pub(crate) fn desk(&self) -> &PrivateVault {
        self.pages.as_ref().unwrap_or(&self.private)
    }

    pub(crate) fn close(self) -> Result<(), CompanionError> {
        self.pages.map(PrivateVault::close).transpose()?;
        self.private.close()?;
        Ok(self.shared.close()?)
    }
}

impl Snapshot {
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    pub(crate) fn open(&self) -> Result<OpenSnapshot, CompanionError> {
        let pages = match &self.pages_key {
            Some(key) => Some(PrivateVault::open(&self.folder.join(PAGES), key)?),
            None => None,
        };
        Ok(OpenSnapshot {
            private: PrivateVault::open(&self.folder.join(PRIVATE), &self.private_key)?,
            shared: SharedVault::open(&self.folder.join(SHARED), &self.shared_key)?,
            pages,
        })
    }

    /// Opens them, reads everything, and closes them again.
    pub(crate) fn check(&self) -> Result<(), CompanionError> {
        let mut open = self.open()?;
        check(&mut open.private, &mut open.shared)?;
        if let Some(pages) = &mut open.pages {
            check_one(pages)?;
        }
        open.close()
    }

    /// The names of its files.
    pub(crate) fn files(&self) -> impl Iterator<Item = &'static str> {
        [PRIVATE, SHARED, PAGES, PAGES_LOG]
            .into_iter()
            .filter(|name| self.folder.join(name).exists())
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
    check_one(private)?;
    check_one(shared)
}

pub(crate) fn check_one<K: Kind>(vault: &mut Vault<K>) -> Result<(), CompanionError> {
    if vault.check()?.is_sound() {
        return Ok(());
    }
    Err(CompanionError::VaultDamaged {
        detail: "a copy is not whole".into(),
    })
}

/// Copies the files of closed pages. A log is left beside them where the program ended while they
/// were open, and not opened them since.
pub(crate) fn copy_closed_pages(from: &Path, to: &Path) -> Result<(), CompanionError> {
    for name in [PAGES, PAGES_LOG] {
        let from = from.join(name);
        if from.exists() {
            let mut file = new_file(&to.join(name))?;
            io::copy(&mut fs::File::open(from)?, &mut file)?;
            file.sync_all()?;
        }
    }
    Ok(())
}

impl Companion {
    /// Copies the vaults as they are now. Takes about a second for 100,000 entries.
    pub(crate) fn snapshot(&mut self) -> Result<Snapshot, CompanionError> {
        let name = format!("{MAKING}{}", new_id(&mut self.rng));
        let snapshot = Snapshot {
            folder: self.profile.path(&name),
            private_key: self.keys.keys.private_db(),
            shared_key: self.keys.keys.shared_db(),
            pages_key: self.pages.as_ref().map(Pages::key),
        };
        make_folder(&snapshot.folder)?;
        self.private.copy_to(&snapshot.folder.join(PRIVATE))?;
        self.shared.copy_to(&snapshot.folder.join(SHARED))?;
        match &self.pages {
            Some(pages) => pages.vault.copy_to(&snapshot.folder.join(PAGES))?,
            None => copy_closed_pages(self.profile.folder(), &snapshot.folder)?,
        }
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
