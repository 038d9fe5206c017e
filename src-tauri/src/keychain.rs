//! The system keyring: one 32-byte key for each profile, which unwraps the
//! vault without the passphrase.
//!
//! A keyring that accepts a secret and does not give it back is worse than
//! none, so it is probed by write, read and reopen before it is trusted, and a
//! vanished entry leads to the passphrase, never to a fresh home.

use std::{
    collections::HashMap,
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

/// A place that keeps one key for each profile.
pub trait KeyStore: Send + Sync {
    /// Writes, reads back and removes a trial secret.
    fn works(&self) -> bool;
    /// The key kept for `profile`, if there is one.
    fn read(&self, profile: &Path) -> Option<[u8; 32]>;
    /// Keeps `key` for `profile` and reads it back.
    ///
    /// # Errors
    /// [`KeyringRefused`] when it could not be written or came back different.
    fn keep(&self, profile: &Path, key: &[u8; 32]) -> Result<(), KeyringRefused>;
    /// Forgets the key of `profile`. Nothing happens when there is none.
    fn forget(&self, profile: &Path);
}

/// The keyring did not take the key, or did not give it back.
#[derive(Debug, thiserror::Error)]
#[error("the system keyring did not keep the key")]
pub struct KeyringRefused;

/// Secret Service, macOS Keychain or Windows Credential Manager.
#[derive(Debug, Default)]
pub struct SystemKeyring;

const SERVICE: &str = "net.lamplight.desktop";

impl SystemKeyring {
    fn entry(account: &str) -> Option<keyring::Entry> {
        keyring::Entry::new(SERVICE, account).ok()
    }
}

/// The keyring's account name of a profile: two profiles are two people.
fn account(profile: &Path) -> String {
    let whole = std::fs::canonicalize(profile).unwrap_or_else(|_| profile.to_path_buf());
    format!("profile {}", whole.display())
}

impl KeyStore for SystemKeyring {
    fn works(&self) -> bool {
        let mut trial = [0u8; 32];
        if getrandom::fill(&mut trial).is_err() {
            return false;
        }
        let account = format!("trial {}", std::process::id());
        let Some(entry) = Self::entry(&account) else {
            return false;
        };
        if entry.set_secret(&trial).is_err() {
            return false;
        }
        // A second handle: some stores cache what was written to the first.
        let kept = Self::entry(&account).and_then(|again| again.get_secret().ok());
        let _ = entry.delete_credential();
        kept.as_deref() == Some(trial.as_slice())
    }

    fn read(&self, profile: &Path) -> Option<[u8; 32]> {
        let secret = Self::entry(&account(profile))?.get_secret().ok()?;
        secret.try_into().ok()
    }

    fn keep(&self, profile: &Path, key: &[u8; 32]) -> Result<(), KeyringRefused> {
        let entry = Self::entry(&account(profile)).ok_or(KeyringRefused)?;
        entry.set_secret(key).map_err(|_| KeyringRefused)?;
        if self.read(profile).as_ref() == Some(key) {
            Ok(())
        } else {
            let _ = entry.delete_credential();
            Err(KeyringRefused)
        }
    }

    fn forget(&self, profile: &Path) {
        if let Some(entry) = Self::entry(&account(profile)) {
            let _ = entry.delete_credential();
        }
    }
}

/// Keeps keys for the life of the process. Clones share what they hold.
#[derive(Debug, Default, Clone)]
pub struct MemoryKeyring {
    kept: Arc<Mutex<HashMap<String, [u8; 32]>>>,
}

impl KeyStore for MemoryKeyring {
    fn works(&self) -> bool {
        true
    }

    fn read(&self, profile: &Path) -> Option<[u8; 32]> {
        let kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.get(&account(profile)).copied()
    }

    fn keep(&self, profile: &Path, key: &[u8; 32]) -> Result<(), KeyringRefused> {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.insert(account(profile), *key);
        Ok(())
    }

    fn forget(&self, profile: &Path) {
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        kept.remove(&account(profile));
    }
}

/// No keyring at all: what is used when none works.
#[derive(Debug, Default)]
pub struct NoKeyring;

impl KeyStore for NoKeyring {
    fn works(&self) -> bool {
        false
    }

    fn read(&self, _: &Path) -> Option<[u8; 32]> {
        None
    }

    fn keep(&self, _: &Path, _: &[u8; 32]) -> Result<(), KeyringRefused> {
        Err(KeyringRefused)
    }

    fn forget(&self, _: &Path) {}
}
