//! `important_dates`: birthdays and anniversaries, a projection of their documents. Private.

use chrono::{DateTime, Utc};
use couple::{ThingId, ThingKind, us::ImportantDate};
use rusqlite::Row;

use crate::{
    Private, Tx, VaultError, View,
    columns::{json, json_at, maybe_instant_at, maybe_micros},
};

pub(crate) const V1: &str = "
CREATE TABLE important_dates (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    month      INTEGER NOT NULL,
    day        INTEGER NOT NULL,
    removed_at INTEGER,
    date       TEXT NOT NULL
) STRICT;
";

/// An important date, removed or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportantDateRow {
    /// The date.
    pub date: ImportantDate,
    /// Removed, with thirty days to undo.
    pub removed_at: Option<DateTime<Utc>>,
}

fn read(row: &Row<'_>) -> Result<ImportantDateRow, VaultError> {
    Ok(ImportantDateRow {
        date: json_at(row, 0)?,
        removed_at: maybe_instant_at(row, 1)?,
    })
}

impl View<Private> {
    /// One date, removed or not.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn important_date(&self, id: ThingId) -> Result<Option<ImportantDateRow>, VaultError> {
        self.one(
            "SELECT date, removed_at FROM important_dates WHERE id = ?1",
            [id.0],
            read,
        )
    }

    /// All dates in the order of the year, without removed ones.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn important_dates(&self) -> Result<Vec<ImportantDate>, VaultError> {
        self.all(
            "SELECT date FROM important_dates WHERE removed_at IS NULL ORDER BY month, day, id",
            [],
            |row| json_at(row, 0),
        )
    }
}

impl Tx<'_, Private> {
    /// Keeps a date as it now stands.
    ///
    /// # Errors
    /// [`VaultError::KindDiffers`] and whatever writing brings.
    pub fn put_important_date(&self, row: &ImportantDateRow) -> Result<(), VaultError> {
        self.meet(row.date.id, ThingKind::ImportantDate)?;
        self.run(
            "INSERT OR REPLACE INTO important_dates (id, month, day, removed_at, date)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            (
                row.date.id.0,
                row.date.month,
                row.date.day,
                maybe_micros(row.removed_at),
                json(&row.date)?,
            ),
        )?;
        Ok(())
    }

    /// Empties the projection: what a rebuild begins with.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn clear_important_dates(&self) -> Result<(), VaultError> {
        self.run("DELETE FROM important_dates", [])?;
        Ok(())
    }
}
