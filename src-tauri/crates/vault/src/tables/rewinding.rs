//! Taking back the end of one's own log: what it brought leaves the documents with it.

use couple::{ThingId, ThingKind};
use sync::frame::{DeviceId, FrameId, LogId};

use crate::{
    Kind, Tx, VaultError, View,
    columns::bytes_at,
    tables::{frames::place_of, frames::seq_of, frames::stretch},
};

/// An update and the frame that brought it, if it came with one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UpdateRow {
    /// The frame.
    pub frame: Option<FrameId>,
    /// The update.
    pub bytes: Vec<u8>,
}

impl<K: Kind> View<K> {
    /// The updates of a thing, in the order in which they were appended, each with its frame.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn updates_by_frame(&self, thing: ThingId) -> Result<Vec<UpdateRow>, VaultError> {
        self.all(
            "SELECT u.bytes, u.frame, h.device, h.incarnation
             FROM things t JOIN updates u
                 ON u.place BETWEEN t.number << 20 AND (t.number << 20 | 1048575)
             LEFT JOIN heads h ON h.number = u.frame >> 40
             WHERE t.id = ?1 ORDER BY u.place",
            [thing.0],
            |row| {
                let place: Option<i64> = row.get(1)?;
                let frame = match place {
                    Some(place) => Some(FrameId {
                        log: LogId {
                            device: DeviceId(bytes_at(row, 2)?),
                            incarnation: row.get(3)?,
                        },
                        seq: seq_of(place),
                    }),
                    None => None,
                };
                Ok(UpdateRow {
                    frame,
                    bytes: row.get(0)?,
                })
            },
        )
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Makes a thing of other updates than it was made of; of none, and it is gone. What lists
    /// show of it is the caller's to write.
    ///
    /// # Errors
    /// Those of [`Tx::append_update`].
    pub fn replace_updates(
        &self,
        thing: ThingId,
        kind: ThingKind,
        updates: &[UpdateRow],
    ) -> Result<(), VaultError> {
        // Frames keep their bodies here, so this is no erasure.
        self.run(
            "DELETE FROM updates WHERE place BETWEEN
                 (SELECT number FROM things WHERE id = ?1) << 20 AND
                 ((SELECT number FROM things WHERE id = ?1) << 20 | 1048575)",
            [thing.0],
        )?;
        self.run("UPDATE things SET updates = 0 WHERE id = ?1", [thing.0])?;
        if updates.is_empty() {
            return self.erase_all_but_photos(thing);
        }
        for update in updates {
            self.append_update(thing, kind, update.frame, &update.bytes)?;
        }
        Ok(())
    }

    /// Cuts a log off before a number: the frames from there on are no longer here. Updates that
    /// came with them must be gone already.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn cut_log(&self, log: LogId, from: u64) -> Result<(), VaultError> {
        let Some(head) = self.numbered_head(log)? else {
            return Ok(());
        };
        let (first, last) = (place_of(head.number, from)?, stretch(head.number).1);
        self.forget_pieces(first, last)?;
        self.run(
            "DELETE FROM frames WHERE place BETWEEN ?1 AND ?2",
            (first, last),
        )?;
        Ok(())
    }
}
