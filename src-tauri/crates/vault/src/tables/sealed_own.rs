//! `sealed_own`: what only I have of a sealed run: the keys and texts of my answers, that I let
//! one pass, when a surprise opens. It stands here and not in the shared vault, so that it can't
//! be sent before its time. A projection of the records in this vault's own log.

use couple::{ThingId, ThingKind};
use rusqlite::Row;

use crate::{
    Private, Tx, VaultError, View,
    columns::{bytes_at, thing_at},
};

/// `record` is opaque here.
pub(crate) const V1: &str = "
CREATE TABLE sealed_own (
    id     BLOB PRIMARY KEY CHECK (length(id) = 16),
    run    BLOB NOT NULL UNIQUE CHECK (length(run) = 16),
    record BLOB NOT NULL
) STRICT;
";

/// My side of a run.
#[derive(Clone, PartialEq, Eq)]
pub struct SealedOwnRow {
    /// Its own id, which nobody else knows.
    pub id: ThingId,
    /// The run.
    pub run: ThingId,
    /// What is kept.
    pub record: Vec<u8>,
}

fn read(row: &Row<'_>) -> Result<SealedOwnRow, VaultError> {
    Ok(SealedOwnRow {
        id: thing_at(row, 0)?,
        run: ThingId(bytes_at(row, 1)?),
        record: row.get(2)?,
    })
}

impl View<Private> {
    /// My side of one run.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn sealed_own(&self, run: ThingId) -> Result<Option<SealedOwnRow>, VaultError> {
        self.one(
            "SELECT id, run, record FROM sealed_own WHERE run = ?1",
            [run.0],
            read,
        )
    }

    /// My side of every run, in no particular order.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn all_sealed_own(&self) -> Result<Vec<SealedOwnRow>, VaultError> {
        self.all("SELECT id, run, record FROM sealed_own", [], read)
    }
}

impl Tx<'_, Private> {
    /// Keeps my side of a run as it now stands.
    ///
    /// # Errors
    /// [`VaultError::KindDiffers`] and whatever writing brings.
    pub fn put_sealed_own(&self, row: &SealedOwnRow) -> Result<(), VaultError> {
        self.meet(row.id, ThingKind::Sealed)?;
        self.run(
            "INSERT OR REPLACE INTO sealed_own (id, run, record) VALUES (?1, ?2, ?3)",
            (row.id.0, row.run.0, &row.record),
        )?;
        Ok(())
    }
}
