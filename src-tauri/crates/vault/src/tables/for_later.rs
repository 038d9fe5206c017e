//! `for_later`: entries that their author means to share one day. A mark on this device
//! alone, not part of the entry.

use couple::ThingId;

use crate::{Private, Tx, VaultError, View, columns::thing_at};

pub(crate) const V1: &str = "
CREATE TABLE for_later (
    entry BLOB PRIMARY KEY CHECK (length(entry) = 16)
) STRICT, WITHOUT ROWID;
";

impl View<Private> {
    /// The marked entries.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn for_later(&self) -> Result<Vec<ThingId>, VaultError> {
        self.all("SELECT entry FROM for_later ORDER BY entry", [], |row| {
            thing_at(row, 0)
        })
    }

    /// Whether an entry is marked.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn is_for_later(&self, entry: ThingId) -> Result<bool, VaultError> {
        let found = self.one(
            "SELECT 1 FROM for_later WHERE entry = ?1",
            [entry.0],
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }
}

impl Tx<'_, Private> {
    /// Marks an entry or takes the mark away.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn mark_for_later(&self, entry: ThingId, marked: bool) -> Result<(), VaultError> {
        if marked {
            self.run(
                "INSERT OR IGNORE INTO for_later (entry) VALUES (?1)",
                [entry.0],
            )?;
        } else {
            self.run("DELETE FROM for_later WHERE entry = ?1", [entry.0])?;
        }
        Ok(())
    }
}
