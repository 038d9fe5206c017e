//! `photos`: the photos of entries, what of them is seen in the text, and how far each has been sent.
//!
//! `photo_rows`: their bytes, so many to a row that a page of the file never has to hold a whole one. The row's number
//! is the photo's and the row's packed into one, as in `updates`; row 0 is the small picture.
//!
//! `photo_pieces`: which frames hold a piece of which photo. A frame keeps the bytes of its piece itself, sealed.

use std::{collections::HashSet, ops::ControlFlow};

use chrono::{DateTime, Utc};
use couple::{ThingId, journal::photos};
use rusqlite::Row;
use sync::frame::FrameId;

use crate::{
    Kind, Shared, Tx, VaultError, View,
    columns::{maybe_instant_at, micros, thing_at},
    tables::frames::{place_of, stretch},
};

pub(crate) const V5: &str = "
CREATE TABLE photos (
    number  INTEGER PRIMARY KEY,
    entry   BLOB NOT NULL CHECK (length(entry) = 16),
    id      BLOB NOT NULL CHECK (length(id) = 16),
    width   INTEGER NOT NULL,
    height  INTEGER NOT NULL,
    bytes   INTEGER NOT NULL,
    refused INTEGER NOT NULL,
    sent    INTEGER NOT NULL,
    spot    INTEGER,
    unused  INTEGER,
    UNIQUE (entry, id)
) STRICT;
CREATE TABLE photo_rows (
    place INTEGER PRIMARY KEY,
    bytes BLOB NOT NULL
) STRICT;
CREATE TABLE photo_pieces (
    frame  INTEGER PRIMARY KEY,
    entry  BLOB NOT NULL CHECK (length(entry) = 16),
    id     BLOB NOT NULL CHECK (length(id) = 16),
    number INTEGER NOT NULL,
    total  INTEGER NOT NULL,
    bytes  INTEGER NOT NULL
) STRICT;
CREATE INDEX pieces_of_photo ON photo_pieces (entry, id);
";

/// Bytes of one row, and of one piece.
pub const PHOTO_ROW: usize = 192 * 1024;

const ROW_BITS: u32 = 8;
const ROW_MASK: i64 = (1 << ROW_BITS) - 1;

/// What is known of a photo besides its bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PhotoRow {
    /// The entry it belongs to.
    pub entry: ThingId,
    /// Its own id, as the text names it.
    pub id: ThingId,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// Bytes of the picture.
    pub bytes: u64,
    /// What arrived for it is no picture. Nothing of it is here.
    pub refused: bool,
    /// Pieces of it that are in my log.
    pub sent: u32,
    /// Where it stands among the photos of the text; `None` when the text does not refer to it.
    pub spot: Option<u32>,
    /// Since when the text was seen not to refer to it.
    pub unused: Option<DateTime<Utc>>,
}

impl PhotoRow {
    /// In how many pieces it travels.
    #[must_use]
    pub fn pieces(&self) -> u32 {
        u32::try_from(self.bytes.div_ceil(PHOTO_ROW as u64)).unwrap_or(u32::MAX)
    }
}

/// A photo to keep.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NewPhoto<'a> {
    /// The entry it belongs to.
    pub entry: ThingId,
    /// Its own id.
    pub id: ThingId,
    /// Pixels.
    pub width: u32,
    /// Pixels.
    pub height: u32,
    /// The picture; empty for one that was refused.
    pub picture: &'a [u8],
    /// The same, small.
    pub small: &'a [u8],
    /// Nothing of it has to be sent: it came from there.
    pub sent: bool,
}

/// A piece of a photo, and the frame that holds it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PieceRow {
    /// The frame.
    pub frame: FrameId,
    /// Which one it is, from 0 on.
    pub number: u32,
    /// How many there are.
    pub total: u32,
}

macro_rules! columns {
    () => {
        "entry, id, width, height, bytes, refused, sent, spot, unused"
    };
}

fn read(row: &Row<'_>) -> Result<PhotoRow, VaultError> {
    Ok(PhotoRow {
        entry: thing_at(row, 0)?,
        id: thing_at(row, 1)?,
        width: row.get(2)?,
        height: row.get(3)?,
        bytes: row.get::<_, i64>(4)?.unsigned_abs(),
        refused: row.get(5)?,
        sent: row.get(6)?,
        spot: row.get(7)?,
        unused: maybe_instant_at(row, 8)?,
    })
}

impl<K: Kind> View<K> {
    /// The photos of an entry: those of the text in its order, then the others.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn photos_of(&self, entry: ThingId) -> Result<Vec<PhotoRow>, VaultError> {
        self.all(
            concat!(
                "SELECT ",
                columns!(),
                " FROM photos WHERE entry = ?1 ORDER BY spot IS NULL, spot, number"
            ),
            [entry.0],
            read,
        )
    }

    /// One photo.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn photo(&self, entry: ThingId, id: ThingId) -> Result<Option<PhotoRow>, VaultError> {
        self.one(
            concat!(
                "SELECT ",
                columns!(),
                " FROM photos WHERE entry = ?1 AND id = ?2"
            ),
            (entry.0, id.0),
            read,
        )
    }

    /// The first photo in the text of an entry that is here.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn first_photo(&self, entry: ThingId) -> Result<Option<ThingId>, VaultError> {
        // The row of the least spot; in an order it would be sorted, which costs more than all the rest.
        self.one(
            "SELECT id, min(spot) FROM photos
             WHERE entry = ?1 AND spot IS NOT NULL AND NOT refused GROUP BY entry",
            [entry.0],
            |row| thing_at(row, 0),
        )
    }

    /// The entries of which one can be seen.
    pub(crate) fn pictured_entries(&self) -> Result<HashSet<ThingId>, VaultError> {
        let mut entries = HashSet::new();
        self.each(
            "SELECT entry FROM photos WHERE spot IS NOT NULL AND NOT refused",
            [],
            |row| {
                entries.insert(thing_at(row, 0)?);
                Ok(ControlFlow::Continue(()))
            },
        )?;
        Ok(entries)
    }

    /// The picture.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn photo_bytes(&self, entry: ThingId, id: ThingId) -> Result<Option<Vec<u8>>, VaultError> {
        let Some(number) = self.photo_number(entry, id)? else {
            return Ok(None);
        };
        let mut bytes = Vec::new();
        self.each(
            "SELECT bytes FROM photo_rows WHERE place BETWEEN ?1 AND ?2 ORDER BY place",
            (number << ROW_BITS | 1, number << ROW_BITS | ROW_MASK),
            |row| {
                bytes.extend(row.get::<_, Vec<u8>>(0)?);
                Ok(ControlFlow::Continue(()))
            },
        )?;
        Ok(Some(bytes).filter(|bytes| !bytes.is_empty()))
    }

    /// The small picture.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn photo_small(&self, entry: ThingId, id: ThingId) -> Result<Option<Vec<u8>>, VaultError> {
        self.photo_row(entry, id, 0)
    }

    /// A piece of the picture, the first one being 0.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn photo_piece(
        &self,
        entry: ThingId,
        id: ThingId,
        number: u32,
    ) -> Result<Option<Vec<u8>>, VaultError> {
        self.photo_row(entry, id, i64::from(number) + 1)
    }

    fn photo_row(
        &self,
        entry: ThingId,
        id: ThingId,
        row: i64,
    ) -> Result<Option<Vec<u8>>, VaultError> {
        let Some(number) = self.photo_number(entry, id)? else {
            return Ok(None);
        };
        let bytes: Option<Vec<u8>> = self.one(
            "SELECT bytes FROM photo_rows WHERE place = ?1",
            [number << ROW_BITS | row],
            |row| Ok(row.get(0)?),
        )?;
        Ok(bytes.filter(|bytes| !bytes.is_empty()))
    }

    fn photo_number(&self, entry: ThingId, id: ThingId) -> Result<Option<i64>, VaultError> {
        self.one(
            "SELECT number FROM photos WHERE entry = ?1 AND id = ?2",
            (entry.0, id.0),
            |row| Ok(row.get(0)?),
        )
    }

    /// Every photo to which no text refers.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn unused_photos(&self) -> Result<Vec<PhotoRow>, VaultError> {
        self.all(
            concat!("SELECT ", columns!(), " FROM photos WHERE spot IS NULL"),
            [],
            read,
        )
    }

    /// How many photos there are.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn count_photos(&self) -> Result<u64, VaultError> {
        let n = self.one("SELECT count(*) FROM photos", [], |row| {
            Ok(row.get::<_, i64>(0)?)
        })?;
        Ok(n.unwrap_or(0).unsigned_abs())
    }

    pub(crate) fn photo_frames(&self, entry: ThingId) -> Result<Vec<i64>, VaultError> {
        self.all(
            "SELECT frame FROM photo_pieces WHERE entry = ?1",
            [entry.0],
            |row| Ok(row.get(0)?),
        )
    }
}

impl View<Shared> {
    /// The next photo to send: not all of it is in my log, and the text of its entry names it.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn unsent_photo(&self) -> Result<Option<PhotoRow>, VaultError> {
        self.one(
            concat!(
                "SELECT ",
                columns!(),
                " FROM photos WHERE NOT refused AND spot IS NOT NULL
                 AND sent * 196608 < bytes ORDER BY sent = 0, number LIMIT 1"
            ),
            [],
            read,
        )
    }

    /// The pieces of a photo that are here, in the order of their numbers. One may be here more than once.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn pieces_of(&self, entry: ThingId, id: ThingId) -> Result<Vec<PieceRow>, VaultError> {
        let rows: Vec<(i64, u32, u32)> = self.all(
            "SELECT frame, number, total FROM photo_pieces WHERE entry = ?1 AND id = ?2
             ORDER BY number, frame",
            (entry.0, id.0),
            |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)),
        )?;
        rows.into_iter()
            .map(|(frame, number, total)| {
                Ok(PieceRow {
                    frame: self.frame_at(frame)?,
                    number,
                    total,
                })
            })
            .collect()
    }

    /// The photos of which as many pieces are here as there are, and that have not been put together.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn gathered_photos(&self) -> Result<Vec<(ThingId, ThingId)>, VaultError> {
        self.all(
            "SELECT p.entry, p.id FROM photo_pieces p
             WHERE NOT EXISTS (SELECT 1 FROM photos WHERE entry = p.entry AND id = p.id)
             GROUP BY p.entry, p.id HAVING count(DISTINCT p.number) >= min(p.total)",
            [],
            |row| Ok((thing_at(row, 0)?, thing_at(row, 1)?)),
        )
    }

    /// Bytes of pieces that a log brought and that wait for the rest of their photos.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn waiting_pieces(&self, log: sync::frame::LogId) -> Result<u64, VaultError> {
        let Some(head) = self.numbered_head(log)? else {
            return Ok(0);
        };
        let bytes = self.one(
            "SELECT total(p.bytes) FROM photo_pieces p WHERE p.frame BETWEEN ?1 AND ?2
             AND NOT EXISTS (SELECT 1 FROM photos WHERE entry = p.entry AND id = p.id)",
            stretch(head.number),
            // As SQLite adds without an overflow; far from where that is not exact.
            |row| Ok(row.get::<_, f64>(0)?),
        )?;
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        Ok(bytes.unwrap_or(0.0) as u64)
    }

    /// Photos of an entry of which something is here.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn photos_begun(&self, entry: ThingId) -> Result<Vec<ThingId>, VaultError> {
        self.all(
            "SELECT id FROM photos WHERE entry = ?1
             UNION SELECT id FROM photo_pieces WHERE entry = ?1",
            [entry.0],
            |row| thing_at(row, 0),
        )
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Keeps a photo, in place of what was kept of it before. Whether the text refers to it,
    /// [`put_entry`](Self::put_entry) and [`put_draft`](Self::put_draft) find out, and this does for what is there.
    ///
    /// # Errors
    /// [`VaultError::TooMany`] for one that has more rows than there can be, and whatever writing brings.
    pub fn put_photo(&self, photo: &NewPhoto<'_>) -> Result<(), VaultError> {
        let rows = photo.picture.len().div_ceil(PHOTO_ROW);
        let rows = i64::try_from(rows).unwrap_or(i64::MAX);
        if rows > ROW_MASK || photo.small.len() > PHOTO_ROW {
            return Err(VaultError::TooMany { what: "rows" });
        }
        self.drop_photo_rows(photo.entry, photo.id)?;
        self.run(
            "INSERT INTO photos (entry, id, width, height, bytes, refused, sent)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
            (
                photo.entry.0,
                photo.id.0,
                photo.width,
                photo.height,
                i64::try_from(photo.picture.len()).unwrap_or(i64::MAX),
                photo.picture.is_empty(),
                if photo.sent { rows } else { 0 },
            ),
        )?;
        let number = self.connection().last_insert_rowid();
        let rows = std::iter::once(photo.small).chain(photo.picture.chunks(PHOTO_ROW));
        for (place, bytes) in (number << ROW_BITS..).zip(rows) {
            self.run(
                "INSERT INTO photo_rows (place, bytes) VALUES (?1, ?2)",
                (place, bytes),
            )?;
        }
        self.place_photos(photo.entry)
    }

    /// Notes which photos the texts of an entry refer to: its own, and that of a draft of mine.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn place_photos(&self, entry: ThingId) -> Result<(), VaultError> {
        let any = self.one(
            "SELECT 1 FROM photos WHERE entry = ?1 LIMIT 1",
            [entry.0],
            |_| Ok(()),
        )?;
        if any.is_none() {
            return Ok(());
        }
        let mut named = match self.entry(entry)? {
            Some(row) => photos(&row.entry.body),
            None => Vec::new(),
        };
        if K::HAS_DRAFTS {
            let body = self.one(
                "SELECT body FROM drafts WHERE entry = ?1",
                [entry.0],
                |row| Ok(row.get::<_, String>(0)?),
            )?;
            named.extend(photos(&body.unwrap_or_default()));
        }
        self.run("UPDATE photos SET spot = NULL WHERE entry = ?1", [entry.0])?;
        for (spot, id) in (0_i64..).zip(&named) {
            self.run(
                "UPDATE photos SET spot = ?3, unused = NULL
                 WHERE entry = ?1 AND id = ?2 AND spot IS NULL",
                (entry.0, id.0, spot),
            )?;
        }
        Ok(())
    }

    /// Notes since when no text refers to a photo.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn note_unused_photo(
        &self,
        entry: ThingId,
        id: ThingId,
        since: DateTime<Utc>,
    ) -> Result<(), VaultError> {
        self.run(
            "UPDATE photos SET unused = ?3 WHERE entry = ?1 AND id = ?2",
            (entry.0, id.0, micros(since)),
        )?;
        Ok(())
    }

    /// Drops a photo, and the bodies of the frames that brought it.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn drop_photo(&self, entry: ThingId, id: ThingId) -> Result<(), VaultError> {
        self.drop_photo_rows(entry, id)?;
        self.run(
            "UPDATE frames SET body = NULL WHERE place IN
                 (SELECT frame FROM photo_pieces WHERE entry = ?1 AND id = ?2)",
            (entry.0, id.0),
        )?;
        self.run(
            "DELETE FROM photo_pieces WHERE entry = ?1 AND id = ?2",
            (entry.0, id.0),
        )?;
        Ok(())
    }

    /// Drops every photo of an entry, and the bodies of the frames that brought them.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn drop_photos(&self, entry: ThingId) -> Result<(), VaultError> {
        let ids = self.all(
            "SELECT id FROM photos WHERE entry = ?1
             UNION SELECT id FROM photo_pieces WHERE entry = ?1",
            [entry.0],
            |row| thing_at(row, 0),
        )?;
        ids.into_iter()
            .try_for_each(|id| self.drop_photo(entry, id))
    }

    /// Gives the photos of one entry to another one, which has none under the same ids yet. They have to be sent again.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn move_photos(&self, from: ThingId, to: ThingId) -> Result<(), VaultError> {
        self.run(
            "UPDATE OR IGNORE photos SET entry = ?2, sent = 0 WHERE entry = ?1",
            (from.0, to.0),
        )?;
        self.place_photos(to)
    }

    fn drop_photo_rows(&self, entry: ThingId, id: ThingId) -> Result<(), VaultError> {
        if let Some(number) = self.photo_number(entry, id)? {
            self.run(
                "DELETE FROM photo_rows WHERE place BETWEEN ?1 AND ?2",
                (number << ROW_BITS, number << ROW_BITS | ROW_MASK),
            )?;
            self.run("DELETE FROM photos WHERE number = ?1", [number])?;
        }
        Ok(())
    }

    /// Pieces whose frames go: what of them came from here has to be sent again.
    pub(crate) fn forget_pieces(&self, first: i64, last: i64) -> Result<(), VaultError> {
        self.run(
            "UPDATE photos SET sent = 0 WHERE EXISTS (SELECT 1 FROM photo_pieces p
                 WHERE p.frame BETWEEN ?1 AND ?2 AND p.entry = photos.entry AND p.id = photos.id)",
            (first, last),
        )?;
        self.run(
            "DELETE FROM photo_pieces WHERE frame BETWEEN ?1 AND ?2",
            (first, last),
        )?;
        Ok(())
    }
}

impl Tx<'_, Shared> {
    /// Notes that a frame, which is here already, holds a piece of a photo of so many bytes.
    ///
    /// # Errors
    /// [`VaultError::NotFound`] for an unknown frame.
    pub fn put_piece(
        &self,
        entry: ThingId,
        id: ThingId,
        piece: &PieceRow,
        bytes: usize,
    ) -> Result<(), VaultError> {
        let head = self.numbered_head(piece.frame.log)?;
        let head = head.ok_or(VaultError::NotFound)?;
        self.run(
            "INSERT OR REPLACE INTO photo_pieces (frame, entry, id, number, total, bytes)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
            (
                place_of(head.number, piece.frame.seq)?,
                entry.0,
                id.0,
                piece.number,
                piece.total,
                i64::try_from(bytes).unwrap_or(i64::MAX),
            ),
        )?;
        Ok(())
    }

    /// Notes how many pieces of a photo are in my log.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn note_sent_pieces(
        &self,
        entry: ThingId,
        id: ThingId,
        sent: u32,
    ) -> Result<(), VaultError> {
        self.run(
            "UPDATE photos SET sent = ?3 WHERE entry = ?1 AND id = ?2",
            (entry.0, id.0, sent),
        )?;
        Ok(())
    }
}
