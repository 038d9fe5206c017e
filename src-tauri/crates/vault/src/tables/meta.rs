//! `meta`: what the program keeps about itself and this device, key to bytes. The caller
//! decides what they mean.

use crate::{Kind, Tx, VaultError, View};

pub(crate) const V1: &str = "
CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value BLOB NOT NULL
) STRICT, WITHOUT ROWID;
";

impl<K: Kind> View<K> {
    /// The bytes under a key.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn meta(&self, key: &str) -> Result<Option<Vec<u8>>, VaultError> {
        self.one("SELECT value FROM meta WHERE key = ?1", [key], |row| {
            Ok(row.get(0)?)
        })
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Keeps bytes under a key.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn put_meta(&self, key: &str, value: &[u8]) -> Result<(), VaultError> {
        self.run(
            "INSERT INTO meta (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, value),
        )?;
        Ok(())
    }

    /// Drops a key.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn drop_meta(&self, key: &str) -> Result<(), VaultError> {
        self.run("DELETE FROM meta WHERE key = ?1", [key])?;
        Ok(())
    }
}
