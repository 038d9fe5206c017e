//! `entries`: the journal as it stands, a projection of the entries' documents.
//!
//! An entry's row number is its [`Place`]: the time it was written, then a piece of its id.
//! Newest first is then the order of the table itself, in lists and in the search index, and
//! a page is read without sorting and without an index.

use std::{collections::BTreeMap, ops::ControlFlow};

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use couple::{Moment, PersonId, ThingId, ThingKind, journal::Entry};
use rusqlite::Row;

use crate::{
    Kind, Place, Tx, VaultError, View,
    columns::{
        bytes_at, instant_at, json, json_at, maybe_instant_at, maybe_micros, micros, thing_at,
    },
};

/// The body comes last, so that a list never reads the pages it overflows to. The index holds
/// only what was removed, so that keeping an entry does not touch it.
pub(crate) const V1: &str = "
CREATE TABLE entries (
    place      INTEGER PRIMARY KEY,
    id         BLOB NOT NULL CHECK (length(id) = 16),
    author     BLOB NOT NULL CHECK (length(author) = 16),
    written_at INTEGER NOT NULL,
    zone       TEXT NOT NULL,
    changed_at INTEGER,
    removed_at INTEGER,
    title      TEXT NOT NULL,
    opening    TEXT NOT NULL,
    feelings   TEXT NOT NULL,
    tags       TEXT NOT NULL,
    body       TEXT NOT NULL
) STRICT;
CREATE INDEX entries_removed ON entries (removed_at) WHERE removed_at IS NOT NULL;
";

/// An entry in a list: everything but its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryLine {
    /// Where it stands; the cursor to what is older.
    pub place: Place,
    /// Its id.
    pub id: ThingId,
    /// May be empty.
    pub title: String,
    /// The first words of the body, as plain text.
    pub opening: String,
    /// When and where it was lived.
    pub written_at: Moment,
    /// Who wrote it.
    pub author: PersonId,
    /// Ids of feelings.
    pub feelings: Vec<String>,
    /// The author's own words.
    pub tags: Vec<String>,
    /// Removed, with thirty days to undo.
    pub removed_at: Option<DateTime<Utc>>,
    /// The last change after it was shared.
    pub changed_at: Option<DateTime<Utc>>,
}

/// An entry with its body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntryRow {
    /// Where it stands.
    pub place: Place,
    /// The first words of the body, as plain text.
    pub opening: String,
    /// The entry.
    pub entry: Entry,
}

impl EntryRow {
    /// The same without the body.
    #[must_use]
    pub fn into_line(self) -> EntryLine {
        let Self {
            place,
            opening,
            entry,
        } = self;
        EntryLine {
            place,
            id: entry.id,
            title: entry.title,
            opening,
            written_at: entry.written_at,
            author: entry.author,
            feelings: entry.feelings,
            tags: entry.tags,
            removed_at: entry.removed_at,
            changed_at: entry.changed_at,
        }
    }
}

/// What entries carry, and how many of them do.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Labels {
    /// Ids of feelings.
    pub feelings: BTreeMap<String, u64>,
    /// The author's own words.
    pub tags: BTreeMap<String, u64>,
}

macro_rules! line_columns {
    () => {
        "e.place, e.id, e.author, e.written_at, e.zone, e.changed_at, e.removed_at, e.title, \
         e.opening, e.feelings, e.tags"
    };
}
macro_rules! row_columns {
    () => {
        "e.place, e.id, e.author, e.written_at, e.zone, e.changed_at, e.removed_at, e.title, \
         e.opening, e.feelings, e.tags, e.body"
    };
}
pub(crate) use row_columns;

fn read_line(row: &Row<'_>) -> Result<EntryLine, VaultError> {
    let zone = row
        .get_ref(4)?
        .as_str()
        .ok()
        .and_then(|name| name.parse::<Tz>().ok());
    Ok(EntryLine {
        place: Place(row.get(0)?),
        id: thing_at(row, 1)?,
        author: PersonId(bytes_at(row, 2)?),
        written_at: Moment {
            at: instant_at(row, 3)?,
            zone: zone.ok_or_else(|| VaultError::damaged("an unknown time zone"))?,
        },
        changed_at: maybe_instant_at(row, 5)?,
        removed_at: maybe_instant_at(row, 6)?,
        title: row.get(7)?,
        opening: row.get(8)?,
        feelings: json_at(row, 9)?,
        tags: json_at(row, 10)?,
    })
}

pub(crate) fn read_row(row: &Row<'_>) -> Result<EntryRow, VaultError> {
    let line = read_line(row)?;
    Ok(EntryRow {
        place: line.place,
        opening: line.opening,
        entry: Entry {
            id: line.id,
            title: line.title,
            body: row.get(11)?,
            written_at: line.written_at,
            author: line.author,
            feelings: line.feelings,
            tags: line.tags,
            removed_at: line.removed_at,
            changed_at: line.changed_at,
        },
    })
}

pub(crate) fn rows(limit: usize) -> i64 {
    i64::try_from(limit).unwrap_or(i64::MAX)
}

impl<K: Kind> View<K> {
    /// One entry, removed or not.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn entry(&self, id: ThingId) -> Result<Option<EntryRow>, VaultError> {
        match self.place(id)? {
            Some(place) => self.entry_at(place),
            None => Ok(None),
        }
    }

    pub(crate) fn entry_at(&self, place: i64) -> Result<Option<EntryRow>, VaultError> {
        self.one(
            concat!(
                "SELECT ",
                row_columns!(),
                " FROM entries e WHERE e.place = ?1"
            ),
            [place],
            read_row,
        )
    }

    /// A page of the journal, newest first, without removed entries. `before` is the place of
    /// the last entry of the page before.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_entries(
        &self,
        before: Option<Place>,
        limit: usize,
    ) -> Result<Vec<EntryLine>, VaultError> {
        self.all(
            concat!(
                "SELECT ",
                line_columns!(),
                " FROM entries e WHERE e.place < ?1 AND e.removed_at IS NULL
                 ORDER BY e.place DESC LIMIT ?2"
            ),
            (before.map_or(i64::MAX, |place| place.0), rows(limit)),
            read_line,
        )
    }

    /// The entries written from one instant until before another, newest first.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn entries_between(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
        limit: usize,
    ) -> Result<Vec<EntryLine>, VaultError> {
        self.all(
            concat!(
                "SELECT ",
                line_columns!(),
                " FROM entries e
                 WHERE e.place >= ?1 AND e.place < ?2 AND e.removed_at IS NULL
                 ORDER BY e.place DESC LIMIT ?3"
            ),
            (
                Place::starting(from).0,
                Place::starting(until).0,
                rows(limit),
            ),
            read_line,
        )
    }

    /// The newest entry of one author, removed ones aside.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn newest_entry_by(&self, author: PersonId) -> Result<Option<EntryRow>, VaultError> {
        self.one(
            concat!(
                "SELECT ",
                row_columns!(),
                " FROM entries e WHERE e.author = ?1 AND e.removed_at IS NULL
                 ORDER BY e.place DESC LIMIT 1"
            ),
            [author.0],
            read_row,
        )
    }

    /// How many entries there are, without the removed ones.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn count_entries(&self) -> Result<u64, VaultError> {
        // Of the narrow table: `entries` itself would be read with all its texts.
        let n = self.one(
            "SELECT (SELECT count(*) FROM things WHERE place IS NOT NULL)
                  - (SELECT count(*) FROM entries WHERE removed_at IS NOT NULL)",
            [],
            |row| Ok(row.get::<_, i64>(0)?),
        )?;
        Ok(n.unwrap_or(0).unsigned_abs())
    }

    /// When the oldest entry was written: where "on this day" may stop looking.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn oldest_entry_at(&self) -> Result<Option<DateTime<Utc>>, VaultError> {
        self.one(
            "SELECT written_at FROM entries WHERE removed_at IS NULL ORDER BY place LIMIT 1",
            [],
            |row| instant_at(row, 0),
        )
    }

    /// Every feeling and every tag that an entry carries, and how many do; removed ones aside.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn labels(&self) -> Result<Labels, VaultError> {
        let mut labels = Labels::default();
        self.each(
            "SELECT feelings, tags FROM entries
             WHERE removed_at IS NULL AND NOT (feelings = '[]' AND tags = '[]')",
            [],
            |row| {
                for (column, counted) in [(0, &mut labels.feelings), (1, &mut labels.tags)] {
                    for label in json_at::<Vec<String>>(row, column)? {
                        *counted.entry(label).or_default() += 1;
                    }
                }
                Ok(ControlFlow::Continue(()))
            },
        )?;
        Ok(labels)
    }

    /// The removed entries, the last one removed first.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn removed_entries(&self) -> Result<Vec<EntryLine>, VaultError> {
        self.all(
            concat!(
                "SELECT ",
                line_columns!(),
                " FROM entries e WHERE e.removed_at IS NOT NULL
                 ORDER BY e.removed_at DESC, e.place DESC"
            ),
            [],
            read_line,
        )
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Keeps an entry as it now stands, new or changed, in the list and in the search index.
    /// One that is removed leaves the index and the lists at once.
    ///
    /// # Errors
    /// [`VaultError::KindDiffers`] and whatever writing brings.
    pub fn put_entry(&self, entry: &Entry) -> Result<Place, VaultError> {
        let old = self.meet(entry.id, ThingKind::Entry)?.place;
        let place = self.free_place(entry, old)?;
        let values = (
            place,
            entry.id.0,
            entry.author.0,
            micros(entry.written_at.at),
            entry.written_at.zone.name(),
            maybe_micros(entry.changed_at),
            maybe_micros(entry.removed_at),
            &entry.title,
            entry.opening(),
            json(&entry.feelings)?,
            json(&entry.tags)?,
            &entry.body,
        );
        match old {
            None => {
                self.run(
                    "INSERT INTO entries (place, id, author, written_at, zone, changed_at,
                         removed_at, title, opening, feelings, tags, body)
                     VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)",
                    values,
                )?;
            }
            Some(_) => {
                self.run(
                    "UPDATE entries SET place = ?1, author = ?3, written_at = ?4, zone = ?5,
                         changed_at = ?6, removed_at = ?7, title = ?8, opening = ?9,
                         feelings = ?10, tags = ?11, body = ?12
                     WHERE place = (SELECT place FROM things WHERE id = ?2)",
                    values,
                )?;
            }
        }
        if old != Some(place) {
            self.run(
                "UPDATE things SET place = ?2 WHERE id = ?1",
                (entry.id.0, place),
            )?;
        }
        if let Some(old) = old.filter(|old| *old != place) {
            self.drop_words(old)?;
        }
        if entry.removed_at.is_none() {
            self.drop_resting(entry.id)?;
            self.mark_stale(place)?;
        } else {
            self.drop_words(place)?;
        }
        self.place_photos(entry.id)?;
        Ok(Place(place))
    }

    /// Empties the projection and the index: what a rebuild begins with.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn clear_entries(&self) -> Result<(), VaultError> {
        self.run("DELETE FROM entries", [])?;
        self.run("UPDATE things SET place = NULL WHERE place IS NOT NULL", [])?;
        self.clear_words()
    }

    pub(crate) fn take_out_entry(&self, id: ThingId) -> Result<(), VaultError> {
        if let Some(place) = self.place(id)? {
            self.run("DELETE FROM entries WHERE place = ?1", [place])?;
            self.drop_words(place)?;
        }
        Ok(())
    }

    /// The place comes from the id, so that a rebuild, and the partner's computer, arrive at
    /// the same order. Two entries of one second whose ids share 25 bits are set apart.
    fn free_place(&self, entry: &Entry, old: Option<i64>) -> Result<i64, VaultError> {
        const MASK: i64 = (1 << Place::ID_BITS) - 1;
        let [a, b, c, d, ..] = entry.id.0;
        let first = i64::from(u32::from_be_bytes([a, b, c, d])) >> (32 - Place::ID_BITS);
        for step in 0..=MASK {
            let Place(place) =
                Place::new::<K>(entry.written_at.at, first.wrapping_add(step) & MASK);
            if old == Some(place) {
                return Ok(place);
            }
            let taken = self.one(
                "SELECT 1 FROM entries WHERE place = ?1",
                [place],
                |_| Ok(()),
            )?;
            if taken.is_none() {
                return Ok(place);
            }
        }
        Err(VaultError::TooMany {
            what: "entries in one second",
        })
    }
}
