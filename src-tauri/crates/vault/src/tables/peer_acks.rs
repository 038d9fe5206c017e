//! `peer_acks`: how far each peer has confirmed each log. It drives sending again; what a
//! person may see of it is the day.

use chrono::{DateTime, Utc};
use rusqlite::Row;
use sync::{
    frame::{DeviceId, LogId},
    log::Head,
};

use crate::{
    Shared, Tx, VaultError, View,
    columns::{bytes_at, instant_at, micros, seq, seq_at},
};

pub(crate) const V1: &str = "
CREATE TABLE peer_acks (
    peer        BLOB NOT NULL CHECK (length(peer) = 32),
    device      BLOB NOT NULL CHECK (length(device) = 32),
    incarnation INTEGER NOT NULL,
    next_seq    INTEGER NOT NULL,
    hash        BLOB NOT NULL CHECK (length(hash) = 32),
    at          INTEGER NOT NULL,
    PRIMARY KEY (peer, device, incarnation)
) STRICT, WITHOUT ROWID;
";

/// What a peer has confirmed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PeerAck {
    /// Who confirms.
    pub peer: DeviceId,
    /// The log, and how far.
    pub head: Head,
    /// When this was heard.
    pub at: DateTime<Utc>,
}

fn read(row: &Row<'_>) -> Result<PeerAck, VaultError> {
    Ok(PeerAck {
        peer: DeviceId(bytes_at(row, 0)?),
        head: Head {
            log: LogId {
                device: DeviceId(bytes_at(row, 1)?),
                incarnation: row.get(2)?,
            },
            next_seq: seq_at(row, 3)?,
            hash: bytes_at(row, 4)?,
        },
        at: instant_at(row, 5)?,
    })
}

impl View<Shared> {
    /// Everything any peer has confirmed.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn peer_acks(&self) -> Result<Vec<PeerAck>, VaultError> {
        self.all(
            "SELECT peer, device, incarnation, next_seq, hash, at FROM peer_acks
             ORDER BY peer, device, incarnation",
            [],
            read,
        )
    }
}

impl Tx<'_, Shared> {
    /// Notes what a peer has confirmed. A confirmation of less than before, heard late, is
    /// left aside; one of the same renews when it was heard.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn put_peer_ack(&self, ack: &PeerAck) -> Result<(), VaultError> {
        self.run(
            "INSERT INTO peer_acks (peer, device, incarnation, next_seq, hash, at)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)
             ON CONFLICT (peer, device, incarnation) DO UPDATE
             SET next_seq = excluded.next_seq, hash = excluded.hash, at = excluded.at
             WHERE excluded.next_seq >= peer_acks.next_seq",
            (
                ack.peer.0,
                ack.head.log.device.0,
                ack.head.log.incarnation,
                seq(ack.head.next_seq)?,
                ack.head.hash,
                micros(ack.at),
            ),
        )?;
        Ok(())
    }

    /// Drops every confirmation: the end of a sharing.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn clear_peer_acks(&self) -> Result<(), VaultError> {
        self.run("DELETE FROM peer_acks", [])?;
        Ok(())
    }
}
