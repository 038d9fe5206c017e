//! When the newest of what was saved is gone: a damaged disk, a file put back to an earlier day.
//! The vaults notice it when they are opened; the person is told on Today.

use planted::Bug;

use crate::{Companion, CompanionError};

impl Companion {
    /// Of a log that lost its end others may have more than we do. Writing on would give two
    /// frames one number, which freezes the log at the partner's; so a new one begins.
    pub(crate) fn leave_shortened_logs(&mut self) -> Result<(), CompanionError> {
        if planted::has(Bug::LostLogContinued) {
            return Ok(());
        }
        if self.shared.lost_when_opened() > 0 {
            self.begin_new_incarnation()?;
        }
        if self.private.lost_when_opened() > 0 {
            let seen: Vec<u32> = self
                .private
                .heads()?
                .iter()
                .map(|row| row.head.log.incarnation)
                .collect();
            let incarnation = keys::fresh_incarnation(&seen, &mut self.rng);
            self.own.begin_incarnation(incarnation);
            self.private.try_write(|tx| self.own.keep(tx))?;
        }
        Ok(())
    }

    /// How many of the newest changes are gone although they were saved, until that was read.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn lost_changes(&self) -> Result<u64, CompanionError> {
        let pages = match &self.pages {
            Some(pages) => pages.vault.lost_commits()?,
            None => 0,
        };
        Ok(self.private.lost_commits()? + self.shared.lost_commits()? + pages)
    }

    /// It was read.
    pub(crate) fn forget_losses(&mut self) -> Result<(), CompanionError> {
        if let Some(pages) = &mut self.pages {
            pages.vault.write(|tx| tx.forget_loss())?;
        }
        self.private.write(|tx| tx.forget_loss())?;
        Ok(self.shared.write(|tx| tx.forget_loss())?)
    }
}
