//! `commits`: how many transactions this vault has seen, so that it can be noticed when the
//! newest of them are gone ([`crate::mark`]). One row, which `forget_everything` leaves: it says
//! nothing of what was written.

use crate::{Kind, Tx, VaultError, View, columns::bytes_at};

/// `name` tells this vault from any other that stood under the same path; `lost` is what was
/// noticed and not yet said.
pub(crate) const V1: &str = "
CREATE TABLE commits (
    one    INTEGER PRIMARY KEY CHECK (one = 1),
    name   BLOB NOT NULL CHECK (length(name) = 16),
    number INTEGER NOT NULL,
    lost   INTEGER NOT NULL DEFAULT 0
) STRICT;
INSERT INTO commits (one, name, number) VALUES (1, randomblob(16), 0);
";

/// Which vault this is and how far it has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Commits {
    pub(crate) name: [u8; 16],
    pub(crate) number: u64,
    pub(crate) lost: u64,
}

impl<K: Kind> View<K> {
    pub(crate) fn commits(&self) -> Result<Commits, VaultError> {
        self.one("SELECT name, number, lost FROM commits", [], |row| {
            Ok(Commits {
                name: bytes_at(row, 0)?,
                number: row.get::<_, i64>(1)?.unsigned_abs(),
                lost: row.get::<_, i64>(2)?.unsigned_abs(),
            })
        })?
        .ok_or_else(|| VaultError::damaged("no count of commits"))
    }

    /// How many of the newest changes are no longer here although they were saved, as far as
    /// that was noticed and [`Tx::forget_loss`] was not called since.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn lost_commits(&self) -> Result<u64, VaultError> {
        Ok(self.commits()?.lost)
    }
}

impl<K: Kind> Tx<'_, K> {
    pub(crate) fn count_commit(&self) -> Result<(), VaultError> {
        // Without the key SQLite expects many rows, and keeps each page aside before it writes it.
        self.run("UPDATE commits SET number = number + 1 WHERE one = 1", [])?;
        Ok(())
    }

    /// Goes on from `number`, which this vault had reached before it lost some of it.
    pub(crate) fn note_loss(&self, number: u64, lost: u64) -> Result<(), VaultError> {
        let count = |n| i64::try_from(n).map_err(|_| VaultError::TooMany { what: "commits" });
        self.run(
            "UPDATE commits SET number = ?1, lost = lost + ?2",
            (count(number)?, count(lost)?),
        )?;
        Ok(())
    }

    /// What was lost has been said.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn forget_loss(&self) -> Result<(), VaultError> {
        self.run("UPDATE commits SET lost = 0 WHERE lost <> 0", [])?;
        Ok(())
    }
}
