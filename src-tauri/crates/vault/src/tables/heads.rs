//! `heads`: the logs there are, and where each begins here. How far a log goes is what its
//! last frame says, so that appending one writes nothing here. The row's number is the log's
//! short name in `frames`.

use rusqlite::Row;
use sync::{
    frame::{DeviceId, LogId},
    log::Head,
};

use crate::{
    Kind, Tx, VaultError, View,
    columns::{bytes_at, seq, seq_at},
    tables::frames,
};

/// `first_seq` and `first_hash` are the head of the log before its first frame here.
pub(crate) const V1: &str = "
CREATE TABLE heads (
    number      INTEGER PRIMARY KEY,
    device      BLOB NOT NULL CHECK (length(device) = 32),
    incarnation INTEGER NOT NULL,
    first_seq   INTEGER NOT NULL,
    first_hash  BLOB NOT NULL CHECK (length(first_hash) = 32),
    frozen      INTEGER NOT NULL DEFAULT 0,
    UNIQUE (device, incarnation)
) STRICT;
";

/// How far a log goes here.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct HeadRow {
    /// The log, its next number and the hash of its last frame.
    pub head: Head,
    /// After a fork a log takes nothing more. Its device may begin another.
    pub frozen: bool,
}

pub(crate) struct NumberedHead {
    pub(crate) number: i64,
    /// The head before the first frame.
    pub(crate) first: Head,
    pub(crate) row: HeadRow,
}

macro_rules! columns {
    () => {
        "h.number, h.device, h.incarnation, h.first_seq, h.first_hash, h.frozen"
    };
}

impl<K: Kind> View<K> {
    /// Every log, in the order of device and incarnation.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn heads(&self) -> Result<Vec<HeadRow>, VaultError> {
        self.all(
            concat!(
                "SELECT ",
                columns!(),
                " FROM heads h ORDER BY h.device, h.incarnation"
            ),
            [],
            |row| Ok(self.read_head(row)?.row),
        )
    }

    /// How far one log goes; `None` where nothing of it is here.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn head(&self, log: LogId) -> Result<Option<HeadRow>, VaultError> {
        Ok(self.numbered_head(log)?.map(|head| head.row))
    }

    pub(crate) fn numbered_head(&self, log: LogId) -> Result<Option<NumberedHead>, VaultError> {
        self.one(
            concat!(
                "SELECT ",
                columns!(),
                " FROM heads h WHERE h.device = ?1 AND h.incarnation = ?2"
            ),
            (log.device.0, log.incarnation),
            |row| self.read_head(row),
        )
    }

    fn read_head(&self, row: &Row<'_>) -> Result<NumberedHead, VaultError> {
        let number = row.get(0)?;
        let log = LogId {
            device: DeviceId(bytes_at(row, 1)?),
            incarnation: row.get(2)?,
        };
        let first = Head {
            log,
            next_seq: seq_at(row, 3)?,
            hash: bytes_at(row, 4)?,
        };
        let head = match self.last_frame(number)? {
            Some((seq, hash)) => Head {
                log,
                next_seq: seq + 1,
                hash,
            },
            None => first,
        };
        Ok(NumberedHead {
            number,
            first,
            row: HeadRow {
                head,
                frozen: row.get(5)?,
            },
        })
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Begins a log at a head: one whose earlier frames are not here and won't come, or one's
    /// own before its first frame. The head of a log that has frames follows from them.
    ///
    /// # Errors
    /// [`VaultError::BrokenChain`] where the log has frames that don't end in this head.
    pub fn save_head(&self, head: &Head) -> Result<(), VaultError> {
        if let Some(there) = self.numbered_head(head.log)?
            && there.row.head != there.first
        {
            let found = there.row.head;
            return if found == *head {
                Ok(())
            } else {
                Err(VaultError::BrokenChain {
                    expected: found.next_seq,
                    found: head.next_seq,
                })
            };
        }
        frames::place_of(0, head.next_seq)?;
        self.run(
            "INSERT INTO heads (device, incarnation, first_seq, first_hash)
             VALUES (?1, ?2, ?3, ?4)
             ON CONFLICT (device, incarnation)
             DO UPDATE SET first_seq = excluded.first_seq, first_hash = excluded.first_hash",
            (
                head.log.device.0,
                head.log.incarnation,
                seq(head.next_seq)?,
                head.hash,
            ),
        )?;
        Ok(())
    }

    /// Freezes a log that was seen to fork, for good.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] where nothing of it is here.
    pub fn freeze_log(&self, log: LogId) -> Result<(), VaultError> {
        match self.run(
            "UPDATE heads SET frozen = 1 WHERE device = ?1 AND incarnation = ?2",
            (log.device.0, log.incarnation),
        )? {
            0 => Err(VaultError::NotFound),
            _ => Ok(()),
        }
    }
}
