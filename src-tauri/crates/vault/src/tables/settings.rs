//! `settings`: what this device was told, key to JSON.

use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Kind, Tx, VaultError, View,
    columns::{json, json_at},
};

pub(crate) const V1: &str = "
CREATE TABLE settings (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

impl<K: Kind> View<K> {
    /// One setting; `None` where it was never set.
    ///
    /// # Errors
    /// [`VaultError::Damaged`] when it is not a `T`.
    pub fn setting<T: DeserializeOwned>(&self, key: &str) -> Result<Option<T>, VaultError> {
        self.one("SELECT value FROM settings WHERE key = ?1", [key], |row| {
            json_at(row, 0)
        })
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Sets a setting.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn put_setting<T: Serialize + ?Sized>(
        &self,
        key: &str,
        value: &T,
    ) -> Result<(), VaultError> {
        self.run(
            "INSERT INTO settings (key, value) VALUES (?1, ?2)
             ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            (key, json(value)?),
        )?;
        Ok(())
    }

    /// Takes a setting back to never set.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn drop_setting(&self, key: &str) -> Result<(), VaultError> {
        self.run("DELETE FROM settings WHERE key = ?1", [key])?;
        Ok(())
    }
}
