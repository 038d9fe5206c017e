//! `own_ideas`: ideas for a date of the couple's own, a projection of their documents. In the private vault what is
//! Mine, in the shared one what is Ours.

use chrono::{DateTime, Utc};
use couple::{ThingId, ThingKind, outing::OwnIdea};
use rusqlite::Row;

use crate::{
    Kind, Tx, VaultError, View,
    columns::{json, json_at, maybe_instant_at, maybe_micros},
};

pub(crate) const V4: &str = "
CREATE TABLE own_ideas (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    removed_at INTEGER,
    idea       TEXT NOT NULL
) STRICT;
";

/// An own idea, taken out of the jar or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OwnIdeaRow {
    /// The idea.
    pub idea: OwnIdea,
    /// Since when it is out of the jar.
    pub removed_at: Option<DateTime<Utc>>,
}

fn read(row: &Row<'_>) -> Result<OwnIdeaRow, VaultError> {
    Ok(OwnIdeaRow {
        idea: json_at(row, 0)?,
        removed_at: maybe_instant_at(row, 1)?,
    })
}

impl<K: Kind> View<K> {
    /// One idea, in the jar or not.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn own_idea(&self, id: ThingId) -> Result<Option<OwnIdeaRow>, VaultError> {
        self.one(
            "SELECT idea, removed_at FROM own_ideas WHERE id = ?1",
            [id.0],
            read,
        )
    }

    /// What is in the jar, in no particular order.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn own_ideas(&self) -> Result<Vec<OwnIdea>, VaultError> {
        self.all(
            "SELECT idea FROM own_ideas WHERE removed_at IS NULL ORDER BY id",
            [],
            |row| json_at(row, 0),
        )
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Keeps an idea as it now stands.
    ///
    /// # Errors
    /// [`VaultError::KindDiffers`] and whatever writing brings.
    pub fn put_own_idea(&self, row: &OwnIdeaRow) -> Result<(), VaultError> {
        self.meet(row.idea.id, ThingKind::Idea)?;
        self.run(
            "INSERT OR REPLACE INTO own_ideas (id, removed_at, idea) VALUES (?1, ?2, ?3)",
            (
                row.idea.id.0,
                maybe_micros(row.removed_at),
                json(&row.idea)?,
            ),
        )?;
        Ok(())
    }
}
