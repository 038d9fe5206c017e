//! `records`: short things that are made of fields, as their documents now stand. Which fields is the business of
//! whoever reads them; here they are one text. In the private vault what is Mine, in the shared one what is Ours.

use chrono::{DateTime, Utc};
use couple::{ThingId, ThingKind};
use rusqlite::Row;

use crate::{
    Kind, Tx, VaultError, View,
    columns::{maybe_instant_at, maybe_micros, thing_at},
};

pub(crate) const V5: &str = "
CREATE TABLE records (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    kind       INTEGER NOT NULL,
    removed_at INTEGER,
    fields     TEXT NOT NULL
) STRICT;
CREATE INDEX records_of_a_kind ON records (kind);
";

/// A thing made of fields, removed or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RecordRow {
    /// Its id.
    pub id: ThingId,
    /// What it is.
    pub kind: ThingKind,
    /// Since when it is removed.
    pub removed_at: Option<DateTime<Utc>>,
    /// Its fields.
    pub fields: String,
}

fn read(row: &Row<'_>) -> Result<RecordRow, VaultError> {
    Ok(RecordRow {
        id: thing_at(row, 0)?,
        kind: ThingKind::try_from(row.get::<_, u8>(1)?)
            .map_err(|_| VaultError::damaged("an unknown kind of thing"))?,
        removed_at: maybe_instant_at(row, 2)?,
        fields: row.get(3)?,
    })
}

impl<K: Kind> View<K> {
    /// One of them, removed or not.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn record(&self, id: ThingId) -> Result<Option<RecordRow>, VaultError> {
        self.one(
            "SELECT id, kind, removed_at, fields FROM records WHERE id = ?1",
            [id.0],
            read,
        )
    }

    /// All of a kind that are not removed, in no particular order.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn records(&self, kind: ThingKind) -> Result<Vec<RecordRow>, VaultError> {
        self.all(
            "SELECT id, kind, removed_at, fields FROM records
             WHERE kind = ?1 AND removed_at IS NULL ORDER BY id",
            [u8::from(kind)],
            read,
        )
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Keeps one as it now stands.
    ///
    /// # Errors
    /// [`VaultError::KindDiffers`] and whatever writing brings.
    pub fn put_record(&self, row: &RecordRow) -> Result<(), VaultError> {
        self.meet(row.id, row.kind)?;
        self.run(
            "INSERT OR REPLACE INTO records (id, kind, removed_at, fields) VALUES (?1, ?2, ?3, ?4)",
            (
                row.id.0,
                u8::from(row.kind),
                maybe_micros(row.removed_at),
                &row.fields,
            ),
        )?;
        Ok(())
    }
}
