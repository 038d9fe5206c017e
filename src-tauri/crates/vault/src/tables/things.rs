//! `things`: every thing there is, by its id. The only index over ids, so that keeping an
//! entry writes few pages.

use couple::{ThingId, ThingKind};
use rusqlite::OptionalExtension;

use crate::{Kind, Tx, VaultError, View, columns::thing_at};

/// `number` is the thing's short name in `updates`, given with its first update; `place` is
/// where an entry stands in `entries`.
pub(crate) const V1: &str = "
CREATE TABLE things (
    id      BLOB PRIMARY KEY CHECK (length(id) = 16),
    kind    INTEGER NOT NULL,
    number  INTEGER,
    updates INTEGER NOT NULL DEFAULT 0,
    place   INTEGER
) STRICT, WITHOUT ROWID;
";

pub(crate) struct ThingRow {
    pub(crate) number: Option<i64>,
    pub(crate) updates: i64,
    pub(crate) place: Option<i64>,
}

impl<K: Kind> View<K> {
    /// What kind of thing this is; `None` where there is no such thing here.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn thing_kind(&self, id: ThingId) -> Result<Option<ThingKind>, VaultError> {
        self.one("SELECT kind FROM things WHERE id = ?1", [id.0], |row| {
            ThingKind::try_from(row.get::<_, u8>(0)?)
                .map_err(|_| VaultError::damaged("an unknown kind of thing"))
        })
    }

    /// The ids of all things of a kind, in no particular order: what a rebuild goes through.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn things(&self, kind: ThingKind) -> Result<Vec<ThingId>, VaultError> {
        self.all(
            "SELECT id FROM things WHERE kind = ?1",
            [u8::from(kind)],
            |row| thing_at(row, 0),
        )
    }

    pub(crate) fn place(&self, id: ThingId) -> Result<Option<i64>, VaultError> {
        let mut statement = self.statement("SELECT place FROM things WHERE id = ?1")?;
        Ok(statement
            .query_row([id.0], |row| row.get(0))
            .optional()?
            .flatten())
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Finds a thing or adds it.
    pub(crate) fn meet(&self, id: ThingId, kind: ThingKind) -> Result<ThingRow, VaultError> {
        let found = self.one(
            "SELECT kind, number, updates, place FROM things WHERE id = ?1",
            [id.0],
            |row| {
                let thing = ThingRow {
                    number: row.get(1)?,
                    updates: row.get(2)?,
                    place: row.get(3)?,
                };
                Ok((row.get::<_, u8>(0)?, thing))
            },
        )?;
        match found {
            Some((found, _)) if found != u8::from(kind) => Err(VaultError::KindDiffers),
            Some((_, thing)) => Ok(thing),
            None => {
                self.run(
                    "INSERT INTO things (id, kind) VALUES (?1, ?2)",
                    (id.0, u8::from(kind)),
                )?;
                Ok(ThingRow {
                    number: None,
                    updates: 0,
                    place: None,
                })
            }
        }
    }

    /// Erases a thing: its projection, its photos, its words in the search index, its updates, the
    /// bodies of the frames that brought them. Headers stay, so the log still holds together.
    /// [`Vault::tidy`](crate::Vault::tidy) then makes it real. Drafts, states and settings
    /// that name the thing are separate and stay.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn erase_thing(&self, id: ThingId) -> Result<(), VaultError> {
        self.drop_photos(id)?;
        self.erase_all_but_photos(id)
    }

    /// The same for one that goes on elsewhere, or is written anew at once: its photos stay.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn erase_all_but_photos(&self, id: ThingId) -> Result<(), VaultError> {
        self.take_out_entry(id)?;
        self.erase_updates(id)?;
        for table in K::PROJECTIONS {
            self.run(&format!("DELETE FROM {table} WHERE id = ?1"), [id.0])?;
        }
        self.run("DELETE FROM things WHERE id = ?1", [id.0])?;
        Ok(())
    }
}
