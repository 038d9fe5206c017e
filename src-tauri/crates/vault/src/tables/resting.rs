//! `resting`: since when a removed entry rests here, by the clock and by the days on which the
//! home was open. Both belong to this device: what the entry itself says of its removal was
//! said by a clock that may have been wrong.

use chrono::{DateTime, Utc};
use couple::ThingId;

use crate::{
    Kind, Tx, VaultError, View,
    columns::{instant_at, micros, seq, seq_at, thing_at},
};

pub(crate) const V2: &str = "
CREATE TABLE resting (
    id        BLOB PRIMARY KEY CHECK (length(id) = 16),
    since     INTEGER NOT NULL,
    open_days INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
";

/// A removed entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RestingRow {
    /// The entry.
    pub id: ThingId,
    /// When this device saw that it was removed.
    pub since: DateTime<Utc>,
    /// How many days the home had been open then.
    pub open_days: u64,
}

impl<K: Kind> View<K> {
    /// Everything that rests.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn resting(&self) -> Result<Vec<RestingRow>, VaultError> {
        self.all(
            "SELECT id, since, open_days FROM resting ORDER BY since, id",
            [],
            |row| {
                Ok(RestingRow {
                    id: thing_at(row, 0)?,
                    since: instant_at(row, 1)?,
                    open_days: seq_at(row, 2)?,
                })
            },
        )
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Notes since when an entry rests, in place of what was noted before. An entry that is
    /// kept unremoved, or erased, rests no longer.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn put_resting(&self, row: &RestingRow) -> Result<(), VaultError> {
        self.run(
            "INSERT OR REPLACE INTO resting (id, since, open_days) VALUES (?1, ?2, ?3)",
            (row.id.0, micros(row.since), seq(row.open_days)?),
        )?;
        Ok(())
    }

    pub(crate) fn drop_resting(&self, id: ThingId) -> Result<(), VaultError> {
        self.run("DELETE FROM resting WHERE id = ?1", [id.0])?;
        Ok(())
    }
}
