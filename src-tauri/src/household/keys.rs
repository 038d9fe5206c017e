//! What opens the home: the key in the keyring, the passphrases, the words of the recovery sheet, copies and backups.

use std::{path::Path, sync::Arc};

use companion::{CompanionError, CopyView, Unlock};

use super::{Home, Room, damaged};

impl Room {
    /// Keeps the key in the system keyring, or forgets it.
    ///
    /// # Errors
    /// [`CompanionError::KeyringGone`] when the keyring does not take it.
    pub fn remember(&mut self, on: bool) -> Result<(), CompanionError> {
        let folder = self.profile.folder().to_path_buf();
        let keyring = Arc::clone(&self.makings.keyring);
        if !on {
            self.engine()?.set_keyring_key(None)?;
            keyring.forget(&folder);
            return Ok(());
        }
        let mut key = [0; 32];
        getrandom::fill(&mut key).map_err(|_| CompanionError::Internal)?;
        keyring
            .keep(&folder, &key)
            .map_err(|_| CompanionError::KeyringGone)?;
        self.engine()?.set_keyring_key(Some(&key))
    }

    /// Whether the keyring may open this home.
    #[must_use]
    pub fn is_remembered(&self) -> bool {
        match &self.home {
            Home::Empty | Home::Damaged { .. } => false,
            Home::Locked(home) => home.has_keyring(),
            Home::Open(companion) => companion.has_keyring(),
        }
    }

    /// Brings everything back from a backup, into a profile without a home or in the place of one
    /// whose key file can't be read, and opens it.
    ///
    /// # Errors
    /// As [`companion::restore_backup`].
    pub fn restore_backup(
        &mut self,
        file: &Path,
        words: &str,
        passphrase: &str,
    ) -> Result<(), CompanionError> {
        if !matches!(self.home, Home::Empty | Home::Damaged { .. }) {
            return Err(CompanionError::HomeExists);
        }
        let (cost, surroundings) = (self.makings.cost, (self.makings.surroundings)());
        companion::restore_backup(&self.profile, file, words, passphrase, cost, &surroundings)?;
        self.look_again()?;
        self.unlock(&Unlock::Passphrase(passphrase))
    }

    /// Another passphrase, from the words of the recovery sheet, and opens the home.
    ///
    /// # Errors
    /// As [`LockedHome::reset_passphrase`].
    pub fn reset_passphrase(&mut self, words: &str, next: &str) -> Result<(), CompanionError> {
        let (cost, surroundings) = (self.makings.cost, (self.makings.surroundings)());
        match &mut self.home {
            Home::Empty => return Err(CompanionError::NoHome),
            Home::Damaged { detail } => return Err(damaged(detail)),
            Home::Locked(home) => home.reset_passphrase(words, next, cost, &surroundings)?,
            Home::Open(companion) => companion.reset_passphrase(words, next, cost)?,
        }
        self.unlock(&Unlock::Passphrase(next))?;
        self.engine()?.copies_follow_key_file();
        Ok(())
    }

    /// The copies of earlier days.
    #[must_use]
    pub fn copies(&self) -> Vec<CopyView> {
        companion::list_copies(&self.profile)
    }

    /// Puts a copy in the place of the home and opens it.
    ///
    /// # Errors
    /// As [`companion::restore_copy`]. The home is as it was then.
    pub fn restore_copy(&mut self, id: &str, passphrase: &str) -> Result<(), CompanionError> {
        let with = Unlock::Passphrase(passphrase);
        if self.copies().iter().all(|copy| copy.id != id) {
            return Err(CompanionError::NotFound);
        }
        let was_open = matches!(self.home, Home::Open(_));
        if let Home::Open(companion) = &self.home {
            if !companion.proves(&with) {
                return Err(CompanionError::WrongPassphrase);
            }
            self.lock_fully()?;
        }
        let surroundings = (self.makings.surroundings)();
        let done = companion::restore_copy(&self.profile, id, &with, &surroundings);
        self.look_again()?;
        if done.is_ok() || was_open {
            self.unlock(&with)?;
        }
        done
    }

    /// What is in the profile now, locked.
    pub(super) fn look_again(&mut self) -> Result<(), CompanionError> {
        self.home = Home::find(&self.profile)?;
        Ok(())
    }

    /// Another passphrase.
    ///
    /// # Errors
    /// [`CompanionError::WrongPassphrase`], too short, or it could not be saved.
    pub fn change_passphrase(&mut self, current: &str, next: &str) -> Result<(), CompanionError> {
        let cost = self.makings.cost;
        self.screen()?.change_passphrase(current, next, cost)
    }

    /// Puts the private pages behind a second passphrase.
    ///
    /// # Errors
    /// As [`Companion::set_second_passphrase`].
    pub fn set_second_passphrase(
        &mut self,
        passphrase: &str,
        second: &str,
    ) -> Result<(), CompanionError> {
        let cost = self.makings.cost;
        self.screen()?
            .set_second_passphrase(passphrase, second, cost)
    }

    /// Lets the private pages open with the home again.
    ///
    /// # Errors
    /// As [`Companion::remove_second_passphrase`].
    pub fn remove_second_passphrase(&mut self, second: &str) -> Result<(), CompanionError> {
        let cost = self.makings.cost;
        self.screen()?.remove_second_passphrase(second, cost)
    }
}
