//! `set_aside`: frames that were not taken in, each with the reason. Nothing is dropped
//! unseen, and one bad frame stops nothing else.

use chrono::{DateTime, Utc};
use couple::ThingId;
use rusqlite::Row;
use sync::frame::{DeviceId, FrameId, LogId};

use crate::{
    Shared, Tx, VaultError, View,
    columns::{bytes_at, instant_at, micros, seq, seq_at},
};

pub(crate) const V1: &str = "
CREATE TABLE set_aside (
    number      INTEGER PRIMARY KEY,
    device      BLOB NOT NULL CHECK (length(device) = 32),
    incarnation INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    thing       BLOB CHECK (length(thing) = 16),
    reason      TEXT NOT NULL,
    at          INTEGER NOT NULL,
    frame       BLOB
) STRICT;
";

/// A frame that was not taken in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SetAside {
    /// Which one.
    pub frame: FrameId,
    /// The thing it was about, where that is known.
    pub thing: Option<ThingId>,
    /// Why: a code of the caller, never a text from the frame.
    pub reason: String,
    /// When.
    pub at: DateTime<Utc>,
    /// The frame itself, where the log does not hold it.
    pub bytes: Option<Vec<u8>>,
}

fn read(row: &Row<'_>) -> Result<(i64, SetAside), VaultError> {
    let thing: Option<[u8; 16]> = row.get(4)?;
    Ok((
        row.get(0)?,
        SetAside {
            frame: FrameId {
                log: LogId {
                    device: DeviceId(bytes_at(row, 1)?),
                    incarnation: row.get(2)?,
                },
                seq: seq_at(row, 3)?,
            },
            thing: thing.map(ThingId),
            reason: row.get(5)?,
            at: instant_at(row, 6)?,
            bytes: row.get(7)?,
        },
    ))
}

impl View<Shared> {
    /// Everything set aside with its number, oldest first.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn set_aside(&self) -> Result<Vec<(i64, SetAside)>, VaultError> {
        self.all(
            "SELECT number, device, incarnation, seq, thing, reason, at, frame FROM set_aside
             ORDER BY number",
            [],
            read,
        )
    }

    /// How many are set aside.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn count_set_aside(&self) -> Result<u64, VaultError> {
        let n = self.one("SELECT count(*) FROM set_aside", [], |row| {
            Ok(row.get::<_, i64>(0)?)
        })?;
        Ok(n.unwrap_or(0).unsigned_abs())
    }
}

impl View<Shared> {
    /// How many are set aside for a reason that begins like this.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn count_set_aside_because(&self, beginning: &str) -> Result<u64, VaultError> {
        let n = self.one(
            "SELECT count(*) FROM set_aside WHERE substr(reason, 1, length(?1)) = ?1",
            [beginning],
            |row| Ok(row.get::<_, i64>(0)?),
        )?;
        Ok(n.unwrap_or(0).unsigned_abs())
    }

    /// Whether something of this place in a log is kept here rather than in the log.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn keeps_aside(&self, frame: FrameId) -> Result<bool, VaultError> {
        let found = self.one(
            "SELECT 1 FROM set_aside WHERE device = ?1 AND incarnation = ?2 AND seq = ?3
                 AND frame IS NOT NULL",
            (frame.log.device.0, frame.log.incarnation, seq(frame.seq)?),
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }
}

impl Tx<'_, Shared> {
    /// Sets a frame aside. The same frame for the same reason is kept once.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn put_aside(&self, aside: &SetAside) -> Result<(), VaultError> {
        self.run(
            "INSERT INTO set_aside (device, incarnation, seq, thing, reason, at, frame)
             SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 WHERE NOT EXISTS (
                 SELECT 1 FROM set_aside WHERE device = ?1 AND incarnation = ?2 AND seq = ?3
                     AND reason = ?5 AND frame IS ?7)",
            (
                aside.frame.log.device.0,
                aside.frame.log.incarnation,
                seq(aside.frame.seq)?,
                aside.thing.map(|thing| thing.0),
                &aside.reason,
                micros(aside.at),
                &aside.bytes,
            ),
        )?;
        Ok(())
    }

    /// Drops one that was taken in after all, or given up.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn drop_set_aside(&self, number: i64) -> Result<(), VaultError> {
        self.run("DELETE FROM set_aside WHERE number = ?1", [number])?;
        Ok(())
    }

    /// Erases what was set aside of a thing, with the bodies of those frames.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn erase_set_aside(&self, thing: ThingId) -> Result<(), VaultError> {
        for (number, aside) in self.set_aside()? {
            if aside.thing == Some(thing) {
                self.drop_body(aside.frame)?;
                self.drop_set_aside(number)?;
            }
        }
        Ok(())
    }

    /// Drops all of them: the end of a sharing.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn clear_set_aside(&self) -> Result<(), VaultError> {
        self.run("DELETE FROM set_aside", [])?;
        Ok(())
    }
}
