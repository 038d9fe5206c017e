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

#[cfg(all(test, target_os = "linux"))]
#[allow(clippy::unwrap_used, clippy::expect_used)]
mod tests {
    use std::{
        io::Write as _,
        process::{Child, Command, Stdio},
    };

    use super::*;
    use crate::private_bus::PrivateBus;

    /// A real keyring on a bus of its own. Ends with the value.
    struct Keyring(Child);

    impl Drop for Keyring {
        fn drop(&mut self) {
            let _ = self.0.kill();
            let _ = self.0.wait();
        }
    }

    /// The surroundings of a program are its own, so what uses the keyring runs in another one.
    fn elsewhere(test: &str, bus: &PrivateBus, folder: &Path) {
        let done = on(bus, folder, std::env::current_exe().unwrap())
            .args(["--ignored", "--exact", &format!("keychain::tests::{test}")])
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&done.stdout).into_owned();
        assert!(done.status.success(), "{said}");
        assert!(said.contains("1 passed"), "{said}");
    }

    fn on(bus: &PrivateBus, folder: &Path, program: impl AsRef<std::ffi::OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env("DBUS_SESSION_BUS_ADDRESS", &bus.address)
            .env("XDG_RUNTIME_DIR", folder)
            .env("XDG_DATA_HOME", folder)
            .env("HOME", folder);
        command
    }

    /// Waits until the keyring is on the bus.
    async fn is_there(bus: &PrivateBus) {
        let name = "org.freedesktop.DBus";
        let connection = zbus::connection::Builder::address(bus.address.as_str())
            .build()
            .await
            .unwrap();
        for _ in 0..200 {
            let asked = connection
                .call_method(
                    Some(name),
                    "/org/freedesktop/DBus",
                    Some(name),
                    "NameHasOwner",
                    &"org.freedesktop.secrets",
                )
                .await
                .unwrap();
            if asked.body().deserialize().unwrap() {
                return;
            }
            tokio::time::sleep(std::time::Duration::from_millis(100)).await;
        }
        panic!("the keyring does not come");
    }

    #[tokio::test]
    async fn a_real_keyring_keeps_a_key_and_is_missed_when_it_is_gone() {
        let folder = tempfile::tempdir().unwrap();
        let bus = PrivateBus::start();
        elsewhere("there_is_no_keyring", &bus, folder.path());
        let mut daemon = on(&bus, folder.path(), "gnome-keyring-daemon")
            .args(["--foreground", "--unlock", "--components=secrets"])
            .stdin(Stdio::piped())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("gnome-keyring-daemon, of the package gnome-keyring");
        // Its end of input is the end of the password.
        daemon.stdin.take().unwrap().write_all(b"pw").unwrap();
        let keyring = Keyring(daemon);
        is_there(&bus).await;
        elsewhere("there_is_a_keyring", &bus, folder.path());
        drop(keyring);
        elsewhere("there_is_no_keyring", &bus, folder.path());
    }

    #[test]
    #[ignore = "run by a_real_keyring_keeps_a_key_and_is_missed_when_it_is_gone"]
    fn there_is_a_keyring() {
        let keyring = SystemKeyring;
        assert!(keyring.works());
        let (one, other) = (Path::new("/profiles/ada"), Path::new("/profiles/ben"));
        assert_eq!(keyring.read(one), None);
        keyring.keep(one, &[1; 32]).unwrap();
        keyring.keep(other, &[2; 32]).unwrap();
        keyring.keep(one, &[3; 32]).unwrap();
        assert_eq!(keyring.read(one), Some([3; 32]));
        keyring.forget(one);
        assert_eq!(keyring.read(one), None);
        assert_eq!(keyring.read(other), Some([2; 32]));
        keyring.forget(one);
    }

    #[test]
    #[ignore = "run by a_real_keyring_keeps_a_key_and_is_missed_when_it_is_gone"]
    fn there_is_no_keyring() {
        let keyring = SystemKeyring;
        let profile = Path::new("/profiles/ada");
        assert!(!keyring.works());
        assert_eq!(keyring.read(profile), None);
        assert!(keyring.keep(profile, &[1; 32]).is_err());
        keyring.forget(profile);
    }
}
