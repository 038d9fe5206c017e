//! `segments`: what is known of the mailbox's files, so that none is read twice. A name says which
//! frames of which log are in one; the file itself lies in the mailbox.

use rusqlite::Row;
use sync::{
    frame::{DeviceId, LogId},
    mailbox::{SegmentName, plan::Mark},
};

use crate::{
    Shared, Tx, VaultError, View,
    columns::{bytes_at, seq, seq_at},
};

/// `stale` is 1 for one of ours that is to be replaced.
pub(crate) const V2: &str = "
CREATE TABLE segments (
    device      BLOB NOT NULL CHECK (length(device) = 32),
    incarnation INTEGER NOT NULL,
    first       INTEGER NOT NULL,
    last        INTEGER NOT NULL,
    hash        BLOB NOT NULL CHECK (length(hash) = 16),
    stale       INTEGER NOT NULL,
    PRIMARY KEY (device, incarnation, first, last, hash)
) STRICT, WITHOUT ROWID;
";

fn read(row: &Row<'_>) -> Result<(SegmentName, Mark), VaultError> {
    let name = SegmentName {
        log: LogId {
            device: DeviceId(bytes_at(row, 0)?),
            incarnation: row.get(1)?,
        },
        first: seq_at(row, 2)?,
        last: seq_at(row, 3)?,
        hash: bytes_at(row, 4)?,
    };
    let stale: bool = row.get(5)?;
    Ok((name, if stale { Mark::Stale } else { Mark::Known }))
}

impl View<Shared> {
    /// Every segment that is known.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn segments(&self) -> Result<Vec<(SegmentName, Mark)>, VaultError> {
        self.all(
            "SELECT device, incarnation, first, last, hash, stale FROM segments",
            [],
            read,
        )
    }
}

impl Tx<'_, Shared> {
    /// Notes what is known of a segment.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn put_segment(&self, name: &SegmentName, mark: Mark) -> Result<(), VaultError> {
        self.run(
            "INSERT INTO segments (device, incarnation, first, last, hash, stale)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT DO UPDATE SET stale = excluded.stale",
            (
                name.log.device.0,
                name.log.incarnation,
                seq(name.first)?,
                seq(name.last)?,
                name.hash,
                mark == Mark::Stale,
            ),
        )?;
        Ok(())
    }

    /// Forgets a segment that is gone.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn drop_segment(&self, name: &SegmentName) -> Result<(), VaultError> {
        self.run(
            "DELETE FROM segments WHERE device = ?1 AND incarnation = ?2 AND first = ?3
                 AND last = ?4 AND hash = ?5",
            (
                name.log.device.0,
                name.log.incarnation,
                seq(name.first)?,
                seq(name.last)?,
                name.hash,
            ),
        )?;
        Ok(())
    }

    /// Forgets all of them: another mailbox, or none.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn clear_segments(&self) -> Result<(), VaultError> {
        self.run("DELETE FROM segments", [])?;
        Ok(())
    }
}
