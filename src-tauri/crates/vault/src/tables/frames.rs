//! `frames`: the log, append-only. What a frame says is opaque here; only its place in the
//! chain is not.
//!
//! The row's number is the log's number and the frame's packed into one, so that the table is
//! one tree, grows at its end and is read in order without an index.

use chrono::{DateTime, Utc};
use planted::Bug;
use rusqlite::Row;
use sync::{
    frame::{DeviceId, FrameId, LogId},
    log::Head,
};

use crate::{
    Kind, Tx, VaultError, View,
    columns::{bytes_at, instant_at, micros},
};

pub(crate) const V1: &str = "
CREATE TABLE frames (
    place       INTEGER PRIMARY KEY,
    epoch       INTEGER NOT NULL,
    prev        BLOB NOT NULL CHECK (length(prev) = 32),
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    received_at INTEGER NOT NULL,
    header      BLOB NOT NULL,
    signature   BLOB NOT NULL,
    body        BLOB
) STRICT;
";

const SEQ_BITS: u32 = 40;
const SEQ_MASK: i64 = (1 << SEQ_BITS) - 1;

/// A frame as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FrameRow {
    /// Its log and its number there.
    pub id: FrameId,
    /// The epoch its body is sealed for.
    pub epoch: u32,
    /// The hash of the frame before.
    pub prev: [u8; 32],
    /// Its own hash.
    pub hash: [u8; 32],
    /// The header's bytes, as signed.
    pub header: Vec<u8>,
    /// The author's signature over them.
    pub signature: Vec<u8>,
    /// The sealed body; `None` once it was erased. The chain holds without it.
    pub body: Option<Vec<u8>>,
    /// When it was written or came in here. Never decides an order.
    pub received_at: DateTime<Utc>,
}

pub(crate) fn place_of(log: i64, seq: u64) -> Result<i64, VaultError> {
    match i64::try_from(seq) {
        Ok(seq) if seq <= SEQ_MASK && log < 1 << (63 - SEQ_BITS) => Ok(log << SEQ_BITS | seq),
        _ => Err(VaultError::TooMany { what: "frames" }),
    }
}

pub(crate) fn seq_of(place: i64) -> u64 {
    (place & SEQ_MASK).unsigned_abs()
}

/// The places of a log's frames, first and last.
pub(crate) fn stretch(log: i64) -> (i64, i64) {
    (log << SEQ_BITS, log << SEQ_BITS | SEQ_MASK)
}

fn read(row: &Row<'_>) -> Result<FrameRow, VaultError> {
    Ok(FrameRow {
        id: FrameId {
            log: LogId {
                device: DeviceId(bytes_at(row, 1)?),
                incarnation: row.get(2)?,
            },
            seq: seq_of(row.get(0)?),
        },
        epoch: row.get(3)?,
        prev: bytes_at(row, 4)?,
        hash: bytes_at(row, 5)?,
        received_at: instant_at(row, 6)?,
        header: row.get(7)?,
        signature: row.get(8)?,
        body: row.get(9)?,
    })
}

/// A place where a log does not hold together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChainFault {
    /// The log.
    pub log: LogId,
    /// The first frame that does not follow from the one before, or that is missing.
    pub seq: u64,
}

impl<K: Kind> View<K> {
    /// The frames of a log from a number on, in order, at most `limit`.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn frames(&self, log: LogId, from: u64, limit: usize) -> Result<Vec<FrameRow>, VaultError> {
        let Some(head) = self.numbered_head(log)? else {
            return Ok(Vec::new());
        };
        self.all(
            "SELECT f.place, h.device, h.incarnation, f.epoch, f.prev, f.hash, f.received_at,
                    f.header, f.signature, f.body
             FROM frames f JOIN heads h ON h.number = ?1
             WHERE f.place BETWEEN ?2 AND ?3 ORDER BY f.place LIMIT ?4",
            (
                head.number,
                place_of(head.number, from)?,
                stretch(head.number).1,
                i64::try_from(limit).unwrap_or(i64::MAX),
            ),
            read,
        )
    }

    /// One frame.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn frame(&self, id: FrameId) -> Result<Option<FrameRow>, VaultError> {
        let first = self.frames(id.log, id.seq, 1)?.into_iter().next();
        Ok(first.filter(|frame| frame.id == id))
    }

    pub(crate) fn frame_at(&self, place: i64) -> Result<FrameId, VaultError> {
        let log = self.one(
            "SELECT device, incarnation FROM heads WHERE number = ?1",
            [place >> SEQ_BITS],
            |row| {
                Ok(LogId {
                    device: DeviceId(bytes_at(row, 0)?),
                    incarnation: row.get(1)?,
                })
            },
        )?;
        Ok(FrameId {
            log: log.ok_or_else(|| VaultError::damaged("a frame of no log"))?,
            seq: seq_of(place),
        })
    }

    /// The number and hash of a log's last frame: the end of its stretch of the tree.
    pub(crate) fn last_frame(&self, log: i64) -> Result<Option<(u64, [u8; 32])>, VaultError> {
        self.one(
            "SELECT place, hash FROM frames WHERE place BETWEEN ?1 AND ?2
             ORDER BY place DESC LIMIT 1",
            stretch(log),
            |row| Ok((seq_of(row.get(0)?), bytes_at(row, 1)?)),
        )
    }

    /// Walks every log and compares each frame with the one before.
    pub(crate) fn chain_faults(&self) -> Result<Vec<ChainFault>, VaultError> {
        let mut faults = Vec::new();
        for row in self.heads()? {
            let log = row.head.log;
            if let Some(head) = self.numbered_head(log)?
                && let Some(seq) = self.first_fault(head.number, &head.first)?
            {
                faults.push(ChainFault { log, seq });
            }
        }
        Ok(faults)
    }

    fn first_fault(&self, log: i64, first: &Head) -> Result<Option<u64>, VaultError> {
        let mut statement = self.statement(
            "SELECT place, prev, hash FROM frames WHERE place BETWEEN ?1 AND ?2 ORDER BY place",
        )?;
        let mut rows = statement.query(stretch(log))?;
        let (mut next, mut hash) = (first.next_seq, first.hash);
        while let Some(row) = rows.next()? {
            let seq = seq_of(row.get(0)?);
            // What the very first frame names before it belongs to another log.
            if seq != next || (seq > 0 && bytes_at::<32>(row, 1)? != hash) {
                return Ok(Some(next));
            }
            (next, hash) = (seq + 1, bytes_at(row, 2)?);
        }
        Ok(None)
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Appends a frame, which is then its log's head. A log that is not here yet begins with
    /// number 0, whatever frame that one names before it.
    ///
    /// # Errors
    /// [`VaultError::BrokenChain`] when it does not follow, [`VaultError::FrozenLog`].
    pub fn append_frame(&self, frame: &FrameRow) -> Result<(), VaultError> {
        let log = frame.id.log;
        let number = match self.numbered_head(log)? {
            Some(there) => {
                let Head { next_seq, hash, .. } = there.row.head;
                if there.row.frozen {
                    return Err(VaultError::FrozenLog);
                }
                let follows = frame.id.seq == next_seq && (next_seq == 0 || frame.prev == hash);
                if !follows && !planted::has(Bug::ChainNotChecked) {
                    return Err(VaultError::BrokenChain {
                        expected: next_seq,
                        found: frame.id.seq,
                    });
                }
                there.number
            }
            None if frame.id.seq == 0 => {
                self.save_head(&Head::start(log))?;
                self.connection().last_insert_rowid()
            }
            None => {
                return Err(VaultError::BrokenChain {
                    expected: 0,
                    found: frame.id.seq,
                });
            }
        };
        self.run(
            "INSERT INTO frames
                 (place, epoch, prev, hash, received_at, header, signature, body)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            (
                place_of(number, frame.id.seq)?,
                frame.epoch,
                frame.prev,
                frame.hash,
                micros(frame.received_at),
                &frame.header,
                &frame.signature,
                &frame.body,
            ),
        )?;
        Ok(())
    }

    /// Erases a frame's body. Its header and signature stay, so that the chain still holds.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn drop_body(&self, id: FrameId) -> Result<(), VaultError> {
        if let Some(head) = self.numbered_head(id.log)? {
            self.run(
                "UPDATE frames SET body = NULL WHERE place = ?1",
                [place_of(head.number, id.seq)?],
            )?;
        }
        Ok(())
    }

    /// Forgets a log: its frames and its head. Updates that came with it stay.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn forget_log(&self, log: LogId) -> Result<(), VaultError> {
        if let Some(head) = self.numbered_head(log)? {
            let (first, last) = stretch(head.number);
            self.forget_pieces(first, last)?;
            self.run(
                "DELETE FROM frames WHERE place BETWEEN ?1 AND ?2",
                (first, last),
            )?;
            self.run(
                "UPDATE updates SET frame = NULL WHERE frame BETWEEN ?1 AND ?2",
                (first, last),
            )?;
            self.run("DELETE FROM heads WHERE number = ?1", [head.number])?;
        }
        Ok(())
    }
}
