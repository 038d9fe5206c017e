//! `sealed_runs`: questions, letters and surprises as they stand, a projection of their steps.

use chrono::{DateTime, Utc};
use couple::{ThingId, ThingKind, sealed::Run};
use rusqlite::Row;

use crate::{
    Shared, Tx, VaultError, View,
    columns::{instant_at, json, json_at, micros},
};

/// `seen_at` is when the run came to this device.
pub(crate) const V1: &str = "
CREATE TABLE sealed_runs (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    seen_at INTEGER NOT NULL,
    run     TEXT NOT NULL
) STRICT;
";

/// A run, and since when it is here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SealedRunRow {
    /// The run.
    pub run: Run,
    /// When it came here.
    pub seen_at: DateTime<Utc>,
}

fn read(row: &Row<'_>) -> Result<SealedRunRow, VaultError> {
    Ok(SealedRunRow {
        seen_at: instant_at(row, 0)?,
        run: json_at(row, 1)?,
    })
}

impl View<Shared> {
    /// One run.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn sealed_run(&self, id: ThingId) -> Result<Option<SealedRunRow>, VaultError> {
        self.one(
            "SELECT seen_at, run FROM sealed_runs WHERE id = ?1",
            [id.0],
            read,
        )
    }

    /// All runs, the newest first.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn sealed_runs(&self) -> Result<Vec<SealedRunRow>, VaultError> {
        self.all(
            "SELECT seen_at, run FROM sealed_runs ORDER BY seen_at DESC, id",
            [],
            read,
        )
    }
}

impl Tx<'_, Shared> {
    /// Keeps a run as it now stands. When it came here stays what it was.
    ///
    /// # Errors
    /// [`VaultError::KindDiffers`] and whatever writing brings.
    pub fn put_sealed_run(&self, run: &Run, seen_at: DateTime<Utc>) -> Result<(), VaultError> {
        self.meet(run.id, ThingKind::Sealed)?;
        self.run(
            "INSERT INTO sealed_runs (id, seen_at, run) VALUES (?1, ?2, ?3)
             ON CONFLICT (id) DO UPDATE SET run = excluded.run",
            (run.id.0, micros(seen_at), json(run)?),
        )?;
        Ok(())
    }
}
