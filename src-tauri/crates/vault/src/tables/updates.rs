//! `updates`: what each document is made of, in the order in which it was taken in.
//!
//! The row's number is the thing's number and the update's packed into one: one tree, and the
//! updates of a thing lie side by side.

use couple::{ThingId, ThingKind};
use sync::frame::FrameId;

use crate::{Kind, Tx, VaultError, View, tables::frames};

pub(crate) const V1: &str = "
CREATE TABLE updates (
    place INTEGER PRIMARY KEY,
    frame INTEGER,
    bytes BLOB NOT NULL
) STRICT;
";

const COUNT_BITS: u32 = 20;
const COUNT_MASK: i64 = (1 << COUNT_BITS) - 1;

impl<K: Kind> View<K> {
    /// The updates of a thing, in the order in which they were appended; none for a thing
    /// that is not here.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn updates(&self, thing: ThingId) -> Result<Vec<Vec<u8>>, VaultError> {
        let Some(number) = self.thing_number(thing)? else {
            return Ok(Vec::new());
        };
        self.all(
            "SELECT bytes FROM updates WHERE place BETWEEN ?1 AND ?2 ORDER BY place",
            (number << COUNT_BITS, number << COUNT_BITS | COUNT_MASK),
            |row| Ok(row.get(0)?),
        )
    }

    /// The frames that brought the updates of a thing, and the pieces of its photos, log by log.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn frames_of(&self, thing: ThingId) -> Result<Vec<FrameId>, VaultError> {
        let mut places = self.photo_frames(thing)?;
        if let Some(number) = self.thing_number(thing)? {
            let brought: Vec<i64> = self.all(
                "SELECT frame FROM updates WHERE place BETWEEN ?1 AND ?2 AND frame IS NOT NULL",
                (number << COUNT_BITS, number << COUNT_BITS | COUNT_MASK),
                |row| Ok(row.get(0)?),
            )?;
            places.extend(brought);
        }
        places.sort_unstable();
        places
            .into_iter()
            .map(|place| self.frame_at(place))
            .collect()
    }

    fn thing_number(&self, thing: ThingId) -> Result<Option<i64>, VaultError> {
        let row = self.one(
            "SELECT number FROM things WHERE id = ?1",
            [thing.0],
            |row| Ok(row.get(0)?),
        )?;
        Ok(row.flatten())
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Appends an update to a thing, which is added with it if it is new. `frame` is the
    /// frame that carries it, if any: it must be here already.
    ///
    /// # Errors
    /// [`VaultError::KindDiffers`], [`VaultError::NotFound`] for an unknown frame.
    pub fn append_update(
        &self,
        thing: ThingId,
        kind: ThingKind,
        frame: Option<FrameId>,
        bytes: &[u8],
    ) -> Result<(), VaultError> {
        let row = self.meet(thing, kind)?;
        let frame = frame.map(|id| self.frame_place(id)).transpose()?;
        if row.updates > COUNT_MASK {
            return Err(VaultError::TooMany { what: "updates" });
        }
        let number = match row.number {
            Some(number) => number,
            // One above the last that is in use: the end of the tree, which is written anyway.
            None => {
                let last = self.one("SELECT max(place) FROM updates", [], |row| {
                    Ok(row.get::<_, Option<i64>>(0)?)
                })?;
                last.flatten().map_or(1, |place| (place >> COUNT_BITS) + 1)
            }
        };
        if number >= 1 << (63 - COUNT_BITS) {
            return Err(VaultError::TooMany { what: "things" });
        }
        self.run(
            "INSERT INTO updates (place, frame, bytes) VALUES (?1, ?2, ?3)",
            (number << COUNT_BITS | row.updates, frame, bytes),
        )?;
        self.run(
            "UPDATE things SET number = ?2, updates = ?3 WHERE id = ?1",
            (thing.0, number, row.updates + 1),
        )?;
        Ok(())
    }

    pub(crate) fn erase_updates(&self, thing: ThingId) -> Result<(), VaultError> {
        let number = self.one(
            "SELECT number FROM things WHERE id = ?1",
            [thing.0],
            |row| Ok(row.get::<_, Option<i64>>(0)?),
        )?;
        if let Some(number) = number.flatten() {
            let range = (number << COUNT_BITS, number << COUNT_BITS | COUNT_MASK);
            self.run(
                "UPDATE frames SET body = NULL WHERE place IN
                     (SELECT frame FROM updates WHERE place BETWEEN ?1 AND ?2)",
                range,
            )?;
            self.run("DELETE FROM updates WHERE place BETWEEN ?1 AND ?2", range)?;
        }
        Ok(())
    }

    fn frame_place(&self, id: FrameId) -> Result<i64, VaultError> {
        let head = self.numbered_head(id.log)?.ok_or(VaultError::NotFound)?;
        if id.seq >= head.row.head.next_seq {
            return Err(VaultError::NotFound);
        }
        frames::place_of(head.number, id.seq)
    }
}
