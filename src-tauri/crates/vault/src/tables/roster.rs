//! `roster`: the signed records that say who may write, in the order in which they were
//! taken in. Their content is opaque here.

use chrono::{DateTime, Utc};

use crate::{Shared, Tx, VaultError, View, columns::micros};

pub(crate) const V1: &str = "
CREATE TABLE roster (
    number      INTEGER PRIMARY KEY,
    hash        BLOB NOT NULL UNIQUE CHECK (length(hash) = 32),
    received_at INTEGER NOT NULL,
    record      BLOB NOT NULL
) STRICT;
";

impl View<Shared> {
    /// Every record, first to last.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn roster_records(&self) -> Result<Vec<Vec<u8>>, VaultError> {
        self.all("SELECT record FROM roster ORDER BY number", [], |row| {
            Ok(row.get(0)?)
        })
    }
}

impl Tx<'_, Shared> {
    /// Appends a record; `false` where one with this hash is here already.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn append_roster_record(
        &self,
        hash: &[u8; 32],
        record: &[u8],
        received_at: DateTime<Utc>,
    ) -> Result<bool, VaultError> {
        let added = self.run(
            "INSERT OR IGNORE INTO roster (hash, received_at, record) VALUES (?1, ?2, ?3)",
            (hash, micros(received_at), record),
        )?;
        Ok(added > 0)
    }

    /// Drops every record: the end of a sharing.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn clear_roster(&self) -> Result<(), VaultError> {
        self.run("DELETE FROM roster", [])?;
        Ok(())
    }
}
