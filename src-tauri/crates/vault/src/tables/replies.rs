//! `replies`: what was said about entries, a projection of their documents. In the shared vault
//! what both said; in the private one a copy of my own of what was said before the sharing ended.

use chrono::{DateTime, Utc};
use couple::{ThingId, ThingKind, reply::Reply};
use rusqlite::Row;

use crate::{
    Kind, Tx, VaultError, View,
    columns::{json, json_at, maybe_instant_at, maybe_micros},
};

pub(crate) const V3: &str = "
CREATE TABLE replies (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    entry      BLOB NOT NULL CHECK (length(entry) = 16),
    removed_at INTEGER,
    reply      TEXT NOT NULL
) STRICT;
CREATE INDEX replies_of_entry ON replies (entry);
";

/// A reply, taken away or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReplyRow {
    /// The reply.
    pub reply: Reply,
    /// Since when its author has taken it away.
    pub removed_at: Option<DateTime<Utc>>,
}

fn read(row: &Row<'_>) -> Result<ReplyRow, VaultError> {
    Ok(ReplyRow {
        reply: json_at(row, 0)?,
        removed_at: maybe_instant_at(row, 1)?,
    })
}

impl<K: Kind> View<K> {
    /// One reply.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn reply(&self, id: ThingId) -> Result<Option<ReplyRow>, VaultError> {
        self.one(
            "SELECT reply, removed_at FROM replies WHERE id = ?1",
            [id.0],
            read,
        )
    }

    /// Everything said about an entry, also what was taken away, in no particular order.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn replies_of(&self, entry: ThingId) -> Result<Vec<ReplyRow>, VaultError> {
        self.all(
            "SELECT reply, removed_at FROM replies WHERE entry = ?1",
            [entry.0],
            read,
        )
    }

    /// Everything that was said.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn all_replies(&self) -> Result<Vec<ReplyRow>, VaultError> {
        self.all("SELECT reply, removed_at FROM replies", [], read)
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Keeps a reply as it now stands.
    ///
    /// # Errors
    /// [`VaultError::KindDiffers`] and whatever writing brings.
    pub fn put_reply(
        &self,
        reply: &Reply,
        removed_at: Option<DateTime<Utc>>,
    ) -> Result<(), VaultError> {
        self.meet(reply.id, ThingKind::Reply)?;
        self.run(
            "INSERT OR REPLACE INTO replies (id, entry, removed_at, reply) VALUES (?1, ?2, ?3, ?4)",
            (
                reply.id.0,
                reply.entry.0,
                maybe_micros(removed_at),
                json(reply)?,
            ),
        )?;
        Ok(())
    }
}
