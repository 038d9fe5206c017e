//! `drafts`: my changes to Ours entries that I have not shared. They stand here and not in
//! the shared vault, so that no hesitation of mine can ever be sent.

use chrono::{DateTime, Utc};
use couple::{ThingId, journal::Draft};
use rusqlite::Row;

use crate::{
    Private, Tx, VaultError, View,
    columns::{instant_at, json, json_at, micros, thing_at},
};

/// `base` is the version of the document that the draft began from.
pub(crate) const V1: &str = "
CREATE TABLE drafts (
    entry    BLOB PRIMARY KEY CHECK (length(entry) = 16),
    saved_at INTEGER NOT NULL,
    base     BLOB NOT NULL,
    feelings TEXT NOT NULL,
    tags     TEXT NOT NULL,
    title    TEXT NOT NULL,
    body     TEXT NOT NULL
) STRICT;
";

/// My unshared changes to an entry.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DraftRow {
    /// The entry, which stands in the shared vault.
    pub entry: ThingId,
    /// What it would become.
    pub draft: Draft,
    /// The version of its document that this began from, as the document encodes it.
    pub base: Vec<u8>,
    /// When it was last saved.
    pub saved_at: DateTime<Utc>,
}

fn read(row: &Row<'_>) -> Result<DraftRow, VaultError> {
    Ok(DraftRow {
        entry: thing_at(row, 0)?,
        saved_at: instant_at(row, 1)?,
        base: row.get(2)?,
        draft: Draft {
            feelings: json_at(row, 3)?,
            tags: json_at(row, 4)?,
            title: row.get(5)?,
            body: row.get(6)?,
        },
    })
}

impl View<Private> {
    /// The draft of an entry.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn draft(&self, entry: ThingId) -> Result<Option<DraftRow>, VaultError> {
        self.one(
            "SELECT entry, saved_at, base, feelings, tags, title, body FROM drafts
             WHERE entry = ?1",
            [entry.0],
            read,
        )
    }

    /// The entries that have a draft.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn drafted_entries(&self) -> Result<Vec<ThingId>, VaultError> {
        self.all("SELECT entry FROM drafts ORDER BY entry", [], |row| {
            thing_at(row, 0)
        })
    }
}

impl Tx<'_, Private> {
    /// Keeps a draft, in place of the one before.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn put_draft(&self, row: &DraftRow) -> Result<(), VaultError> {
        self.run(
            "INSERT OR REPLACE INTO drafts (entry, saved_at, base, feelings, tags, title, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (
                row.entry.0,
                micros(row.saved_at),
                &row.base,
                json(&row.draft.feelings)?,
                json(&row.draft.tags)?,
                &row.draft.title,
                &row.draft.body,
            ),
        )?;
        self.place_photos(row.entry)
    }

    /// Drops a draft: it was shared, or given up.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn drop_draft(&self, entry: ThingId) -> Result<(), VaultError> {
        self.run("DELETE FROM drafts WHERE entry = ?1", [entry.0])?;
        self.place_photos(entry)
    }
}
