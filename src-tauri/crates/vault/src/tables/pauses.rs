//! `pauses`: the current or last pause of all nudges. It always has an end, and it stays
//! after that end: what fell due within it is let go.

use chrono::{DateTime, Utc};

use crate::{
    Private, Tx, VaultError, View,
    columns::{instant_at, micros},
};

pub(crate) const V1: &str = "
CREATE TABLE pauses (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    set_at INTEGER NOT NULL,
    until  INTEGER NOT NULL
) STRICT;
";

/// A pause.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PauseRow {
    /// When it was set.
    pub set_at: DateTime<Utc>,
    /// When it ends, or ended.
    pub until: DateTime<Utc>,
}

impl View<Private> {
    /// The current or last pause.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn pause(&self) -> Result<Option<PauseRow>, VaultError> {
        self.one("SELECT set_at, until FROM pauses", [], |row| {
            Ok(PauseRow {
                set_at: instant_at(row, 0)?,
                until: instant_at(row, 1)?,
            })
        })
    }
}

impl Tx<'_, Private> {
    /// Sets a pause, in place of the one before. To end one early, set its end to now.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn put_pause(&self, pause: &PauseRow) -> Result<(), VaultError> {
        self.run(
            "INSERT OR REPLACE INTO pauses (id, set_at, until) VALUES (1, ?1, ?2)",
            (micros(pause.set_at), micros(pause.until)),
        )?;
        Ok(())
    }
}
