//! `pairing`: the one pairing that is under way, kept so that it survives a restart. Opaque.

use chrono::{DateTime, Utc};

use crate::{
    Shared, Tx, VaultError, View,
    columns::{instant_at, micros},
};

pub(crate) const V1: &str = "
CREATE TABLE pairing (
    id       INTEGER PRIMARY KEY CHECK (id = 1),
    saved_at INTEGER NOT NULL,
    state    BLOB NOT NULL
) STRICT;
";

/// A pairing's state and when it was saved.
pub type SavedPairing = (Vec<u8>, DateTime<Utc>);

impl View<Shared> {
    /// The state of the pairing under way, and when it was saved.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn pairing(&self) -> Result<Option<SavedPairing>, VaultError> {
        self.one("SELECT state, saved_at FROM pairing", [], |row| {
            Ok((row.get(0)?, instant_at(row, 1)?))
        })
    }
}

impl Tx<'_, Shared> {
    /// Keeps the state of the pairing under way, in place of the one before.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn put_pairing(&self, state: &[u8], saved_at: DateTime<Utc>) -> Result<(), VaultError> {
        self.run(
            "INSERT OR REPLACE INTO pairing (id, saved_at, state) VALUES (1, ?1, ?2)",
            (micros(saved_at), state),
        )?;
        Ok(())
    }

    /// Forgets the pairing: it is over, one way or the other.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn clear_pairing(&self) -> Result<(), VaultError> {
        self.run("DELETE FROM pairing", [])?;
        Ok(())
    }
}
