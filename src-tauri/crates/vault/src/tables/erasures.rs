//! `erasures`: which things were erased, by whom, and what became of the other side's copy.
//! Random ids only: nothing here says what a thing was.
//!
//! `erased_frames`: whose missing bodies an erasure explains.

use chrono::{DateTime, Utc};
use couple::{PersonId, ThingId};
use rusqlite::Row;
use sync::frame::FrameId;

use crate::{
    Shared, Tx, VaultError, View,
    columns::{bytes_at, instant_at, maybe_instant_at, maybe_micros, micros, seq, thing_at},
};

pub(crate) const V2: &str = "
CREATE TABLE erasures (
    thing     BLOB PRIMARY KEY CHECK (length(thing) = 16),
    person    BLOB NOT NULL CHECK (length(person) = 16),
    at        INTEGER NOT NULL,
    asked_at  INTEGER,
    copy      INTEGER NOT NULL,
    successor BLOB CHECK (length(successor) = 16)
) STRICT, WITHOUT ROWID;
CREATE TABLE erased_frames (
    device      BLOB NOT NULL CHECK (length(device) = 32),
    incarnation INTEGER NOT NULL,
    seq         INTEGER NOT NULL,
    PRIMARY KEY (device, incarnation, seq)
) STRICT, WITHOUT ROWID;
";

/// What became of the copy on the side that did not erase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OtherCopy {
    /// It is there, or nothing was heard of it.
    Open,
    /// Its holder keeps it. Never sent.
    Kept,
    /// Erased there too.
    Gone,
}

/// A thing that was erased.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Erasure {
    /// The thing.
    pub thing: ThingId,
    /// Who erased it first.
    pub person: PersonId,
    /// When that was done, or heard of, here.
    pub at: DateTime<Utc>,
    /// When the other side was asked to erase its copy too.
    pub asked_at: Option<DateTime<Utc>>,
    /// The copy of the one who did not erase.
    pub copy: OtherCopy,
    /// What its author put in its place.
    pub successor: Option<ThingId>,
}

fn read(row: &Row<'_>) -> Result<Erasure, VaultError> {
    let successor: Option<[u8; 16]> = row.get(5)?;
    Ok(Erasure {
        thing: thing_at(row, 0)?,
        person: PersonId(bytes_at(row, 1)?),
        at: instant_at(row, 2)?,
        asked_at: maybe_instant_at(row, 3)?,
        copy: match row.get::<_, u8>(4)? {
            0 => OtherCopy::Open,
            1 => OtherCopy::Kept,
            2 => OtherCopy::Gone,
            _ => return Err(VaultError::damaged("an unknown state of a copy")),
        },
        successor: successor.map(ThingId),
    })
}

impl View<Shared> {
    /// The erasure of a thing.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn erasure(&self, thing: ThingId) -> Result<Option<Erasure>, VaultError> {
        self.one(
            "SELECT thing, person, at, asked_at, copy, successor FROM erasures WHERE thing = ?1",
            [thing.0],
            read,
        )
    }

    /// Every erasure, the newest first.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn erasures(&self) -> Result<Vec<Erasure>, VaultError> {
        self.all(
            "SELECT thing, person, at, asked_at, copy, successor FROM erasures
             ORDER BY at DESC, thing",
            [],
            read,
        )
    }

    /// What a thing was written anew from.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn predecessor(&self, successor: ThingId) -> Result<Option<ThingId>, VaultError> {
        self.one(
            "SELECT thing FROM erasures WHERE successor = ?1",
            [successor.0],
            |row| thing_at(row, 0),
        )
    }

    /// Whether an erasure explains that a frame has no body.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn is_erased_frame(&self, id: FrameId) -> Result<bool, VaultError> {
        let found = self.one(
            "SELECT 1 FROM erased_frames WHERE device = ?1 AND incarnation = ?2 AND seq = ?3",
            (id.log.device.0, id.log.incarnation, seq(id.seq)?),
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }
}

impl Tx<'_, Shared> {
    /// Keeps what is known of an erasure, in place of what was known before.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn put_erasure(&self, erasure: &Erasure) -> Result<(), VaultError> {
        self.run(
            "INSERT OR REPLACE INTO erasures (thing, person, at, asked_at, copy, successor)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (
                erasure.thing.0,
                erasure.person.0,
                micros(erasure.at),
                maybe_micros(erasure.asked_at),
                match erasure.copy {
                    OtherCopy::Open => 0_u8,
                    OtherCopy::Kept => 1,
                    OtherCopy::Gone => 2,
                },
                erasure.successor.map(|id| id.0),
            ),
        )?;
        Ok(())
    }

    /// Notes that an erasure explains why a frame, which need not be here yet, has no body;
    /// one that was set aside for `reason` is so no longer.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn explain_missing(&self, id: FrameId, reason: &str) -> Result<(), VaultError> {
        self.run(
            "INSERT OR IGNORE INTO erased_frames (device, incarnation, seq) VALUES (?1, ?2, ?3)",
            (id.log.device.0, id.log.incarnation, seq(id.seq)?),
        )?;
        self.run(
            "DELETE FROM set_aside WHERE device = ?1 AND incarnation = ?2 AND seq = ?3
                 AND reason = ?4",
            (id.log.device.0, id.log.incarnation, seq(id.seq)?, reason),
        )?;
        Ok(())
    }
}
