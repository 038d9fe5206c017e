//! Opening the home and closing it, its screen alone or altogether.

use companion::{CompanionError, Unlock};

use super::{Home, Room, damaged};

impl Room {
    /// Makes a home and opens it.
    ///
    /// # Errors
    /// [`CompanionError::HomeExists`], no name, a short passphrase, or it could not be saved.
    pub fn create(
        &mut self,
        name: &str,
        passphrase: &str,
        remember: bool,
    ) -> Result<(), CompanionError> {
        match &self.home {
            Home::Empty => {}
            Home::Damaged { detail } => return Err(damaged(detail)),
            Home::Locked(_) | Home::Open(_) => return Err(CompanionError::HomeExists),
        }
        let companion = companion::create_home(
            &self.profile,
            name,
            passphrase,
            self.makings.cost,
            (self.makings.surroundings)(),
            (self.makings.checker)(),
        )?;
        self.home = Home::Open(Box::new(companion));
        self.opened = Some(true);
        if remember {
            // Without a keyring the passphrase is asked for, which the settings show.
            let _ = self.remember(true);
        }
        Ok(())
    }

    /// Opens the home, or the screen.
    ///
    /// # Errors
    /// [`CompanionError::WrongPassphrase`], [`CompanionError::KeyringGone`], a damaged or newer vault.
    pub fn unlock(&mut self, with: &Unlock<'_>) -> Result<(), CompanionError> {
        match std::mem::replace(&mut self.home, Home::Empty) {
            Home::Empty => Err(CompanionError::NoHome),
            Home::Damaged { detail } => {
                let error = damaged(&detail);
                self.home = Home::Damaged { detail };
                Err(error)
            }
            Home::Open(companion) => {
                let proven = companion.proves(with);
                self.home = Home::Open(companion);
                if !proven {
                    return Err(match with {
                        Unlock::Passphrase(_) => CompanionError::WrongPassphrase,
                        Unlock::KeyringKey(_) => CompanionError::KeyringGone,
                    });
                }
                self.screen_locked = false;
                self.changed = true;
                Ok(())
            }
            Home::Locked(home) => {
                let surroundings = (self.makings.surroundings)();
                match home.unlock(with, surroundings, (self.makings.checker)()) {
                    Ok(companion) => {
                        self.home = Home::Open(Box::new(companion));
                        self.screen_locked = false;
                        self.opened = Some(true);
                        if matches!(with, Unlock::Passphrase(_)) {
                            self.forget_lost_key();
                        }
                        Ok(())
                    }
                    Err((home, error)) => {
                        self.home = Home::Locked(home);
                        Err(error)
                    }
                }
            }
        }
    }

    /// The keyring works and has no key that opens this home: it is no longer said to. Whoever
    /// wants it back switches it on again.
    fn forget_lost_key(&mut self) {
        let Home::Open(companion) = &mut self.home else {
            return;
        };
        if !companion.has_keyring() {
            return;
        }
        let kept = self.makings.keyring.read(self.profile.folder());
        let opens = kept.is_some_and(|key| companion.proves(&Unlock::KeyringKey(&key)));
        // One that does not answer now, as on another way into this computer, may another time.
        if !opens && self.makings.keyring.works() {
            // If that can't be saved, it is tried again at the next opening.
            let _ = companion.set_keyring_key(None);
        }
    }

    /// Opens the home with the key that the system keyring keeps.
    ///
    /// # Errors
    /// [`CompanionError::KeyringGone`] when it keeps none, or the wrong one.
    pub fn unlock_from_keyring(&mut self) -> Result<(), CompanionError> {
        let key = self.makings.keyring.read(self.profile.folder());
        self.unlock(&Unlock::KeyringKey(
            &key.ok_or(CompanionError::KeyringGone)?,
        ))
    }

    /// Whether a command that came through the socket may be done.
    #[must_use]
    pub fn proves(&self, with: &Unlock<'_>) -> bool {
        matches!(&self.home, Home::Open(companion) if companion.proves(with))
    }

    /// Locks the screen; the engine runs on. What waits to leave stays Mine.
    pub fn lock_screen(&mut self) {
        if let Home::Open(companion) = &mut self.home {
            companion.screen_was_locked();
            self.screen_locked = true;
            self.changed = true;
        }
    }

    /// The session was locked: locks the screen, unless there is none (`run --headless`).
    pub fn lock_screen_if_shown(&mut self) {
        if self.has_screen {
            self.lock_screen();
        }
    }

    /// The computer sleeps or slept: locks the screen, or fully where that was chosen, unless
    /// there is no screen (`run --headless`).
    ///
    /// # Errors
    /// As [`Room::lock_fully`].
    pub fn lock_for_sleep(&mut self) -> Result<(), CompanionError> {
        if !self.has_screen {
            return Ok(());
        }
        if self.settings().full_lock_on_sleep {
            return self.lock_fully();
        }
        self.lock_screen();
        Ok(())
    }

    /// There is a window to lock.
    pub fn set_has_screen(&mut self) {
        self.has_screen = true;
    }

    /// Whether only the screen is locked.
    #[must_use]
    pub fn is_screen_locked(&self) -> bool {
        self.screen_locked
    }

    /// Locks fully: vaults close, keys go, nudges and sync rest.
    ///
    /// # Errors
    /// When a vault does not close cleanly. Everything saved is on disk all the same.
    pub fn lock_fully(&mut self) -> Result<(), CompanionError> {
        match std::mem::replace(&mut self.home, Home::Empty) {
            Home::Open(companion) => {
                self.opened = Some(false);
                self.screen_locked = false;
                match companion.lock() {
                    Ok(locked) => {
                        self.home = Home::Locked(Box::new(locked));
                        Ok(())
                    }
                    Err(error) => {
                        self.look_again()?;
                        Err(error)
                    }
                }
            }
            other => {
                self.home = other;
                Ok(())
            }
        }
    }
}
