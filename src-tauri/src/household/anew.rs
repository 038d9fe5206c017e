//! Closing for a moment, because the app begins anew, and opening again as it was.

use std::time::Duration;

use companion::{CompanionError, Handed};

use super::{Home, Room};

/// A home that was closed to begin anew.
pub struct Closed {
    /// What opens it again; `None` where it was closed before.
    pub handed: Option<Handed>,
    /// Its screen was locked.
    pub screen_locked: bool,
}

/// What was said is acted upon by then.
const HEARD: Duration = Duration::from_secs(10);

impl Room {
    /// Closes everything because the app is about to begin anew. `None`, and everything as it was, while something is
    /// going on.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn close_to_begin_anew(&mut self) -> Result<Option<Closed>, CompanionError> {
        if self.spoke_at.is_some_and(|at| at.elapsed() < HEARD) {
            return Ok(None);
        }
        let handed = match &self.home {
            Home::Open(companion) if !companion.is_at_rest()? => return Ok(None),
            Home::Open(companion) => Some(companion.hand_over()),
            Home::Empty | Home::Damaged { .. } | Home::Locked(_) => None,
        };
        let screen_locked = self.screen_locked;
        self.goodbye();
        self.begins_anew = true;
        // A vault that does not close cleanly has everything on disk all the same.
        let _ = self.lock_fully();
        Ok(Some(Closed {
            handed,
            screen_locked,
        }))
    }

    /// Opens the home again as it was, its screen too.
    ///
    /// # Errors
    /// As [`LockedHome::reopen`]. The home is closed then.
    pub fn reopen(&mut self, closed: &Closed) -> Result<(), CompanionError> {
        self.begins_anew = false;
        let Some(handed) = &closed.handed else {
            return Ok(());
        };
        match std::mem::replace(&mut self.home, Home::Empty) {
            Home::Locked(home) => {
                let surroundings = (self.makings.surroundings)();
                match home.reopen(handed, surroundings, (self.makings.checker)()) {
                    Ok(companion) => {
                        self.home = Home::Open(Box::new(companion));
                        self.screen_locked = closed.screen_locked;
                        self.reopened = true;
                        self.opened = Some(true);
                        Ok(())
                    }
                    Err((home, error)) => {
                        self.home = Home::Locked(home);
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

    /// Whether the app is about to begin anew.
    #[must_use]
    pub fn begins_anew(&self) -> bool {
        self.begins_anew
    }

    /// Whether the home was opened by what was handed over. Asked once for each opening.
    pub fn take_reopened(&mut self) -> bool {
        std::mem::take(&mut self.reopened)
    }
}
