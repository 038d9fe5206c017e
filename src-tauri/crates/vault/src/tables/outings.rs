//! `outings`: planned dates as they stand, a projection of their documents.

use chrono::{DateTime, Utc};
use couple::{
    PersonId, ThingId, ThingKind,
    outing::{Answer, OfferId, Outing, Preparations},
};
use rusqlite::Row;

use crate::{
    Kind, Tx, VaultError, View,
    columns::{bytes_at, json, json_at, micros, thing_at},
};

/// `starts_at` is the instant of the latest offer, for the order of lists.
pub(crate) const V1: &str = "
CREATE TABLE outings (
    id          BLOB PRIMARY KEY CHECK (length(id) = 16),
    starts_at   INTEGER,
    proposed_by BLOB NOT NULL CHECK (length(proposed_by) = 16),
    cancelled   INTEGER NOT NULL,
    title       TEXT NOT NULL,
    note        TEXT NOT NULL,
    place       TEXT NOT NULL,
    offers      TEXT NOT NULL,
    answers     TEXT NOT NULL
) STRICT;
";

/// The idea it began with.
pub(crate) const V4: &str = "ALTER TABLE outings ADD COLUMN idea TEXT;
";

/// What it needs before it.
pub(crate) const V5: &str = "ALTER TABLE outings ADD COLUMN preparations TEXT;
";

fn read(row: &Row<'_>) -> Result<Outing, VaultError> {
    let answers: Vec<(PersonId, OfferId, Answer)> = json_at(row, 7)?;
    Ok(Outing {
        id: thing_at(row, 0)?,
        proposed_by: PersonId(bytes_at(row, 1)?),
        cancelled: row.get(2)?,
        title: row.get(3)?,
        note: row.get(4)?,
        place: row.get(5)?,
        offers: json_at(row, 6)?,
        answers: answers
            .into_iter()
            .map(|(who, offer, said)| ((who, offer), said))
            .collect(),
        idea: row.get(8)?,
        preparations: match row.get::<_, Option<String>>(9)? {
            Some(_) => json_at(row, 9)?,
            None => Preparations::default(),
        },
    })
}

impl<K: Kind> View<K> {
    /// One outing.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn outing(&self, id: ThingId) -> Result<Option<Outing>, VaultError> {
        self.one(
            "SELECT id, proposed_by, cancelled, title, note, place, offers, answers, idea,
                    preparations
             FROM outings WHERE id = ?1",
            [id.0],
            read,
        )
    }

    /// All outings, in the order in which they begin; those without a time last.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn outings(&self) -> Result<Vec<Outing>, VaultError> {
        self.all(
            "SELECT id, proposed_by, cancelled, title, note, place, offers, answers, idea,
                    preparations
             FROM outings ORDER BY starts_at NULLS LAST, id",
            [],
            read,
        )
    }

    /// Those that begin at a time or after it, in the same order. Beside them those without a time, and those with more
    /// than one offer: it need not be the latest that counts.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn outings_since(&self, since: DateTime<Utc>) -> Result<Vec<Outing>, VaultError> {
        self.all(
            "SELECT id, proposed_by, cancelled, title, note, place, offers, answers, idea,
                    preparations
             FROM outings
             WHERE starts_at IS NULL OR starts_at >= ?1 OR json_array_length(offers) > 1
             ORDER BY starts_at NULLS LAST, id",
            [micros(since)],
            read,
        )
    }

    /// How many outings there are.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn count_outings(&self) -> Result<u64, VaultError> {
        let n = self.one("SELECT count(*) FROM outings", [], |row| {
            Ok(row.get::<_, i64>(0)?)
        })?;
        Ok(n.unwrap_or(0).unsigned_abs())
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Keeps an outing as it now stands.
    ///
    /// # Errors
    /// [`VaultError::KindDiffers`] and whatever writing brings.
    pub fn put_outing(&self, outing: &Outing) -> Result<(), VaultError> {
        self.meet(outing.id, ThingKind::Outing)?;
        let answers: Vec<_> = outing
            .answers
            .iter()
            .map(|((who, offer), said)| (who, offer, said))
            .collect();
        self.run(
            "INSERT OR REPLACE INTO outings
                 (id, starts_at, proposed_by, cancelled, title, note, place, offers, answers,
                  idea, preparations)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11)",
            (
                outing.id.0,
                outing
                    .offers
                    .last()
                    .map(|offer| micros(offer.when.instant())),
                outing.proposed_by.0,
                outing.cancelled,
                &outing.title,
                &outing.note,
                &outing.place,
                json(&outing.offers)?,
                json(&answers)?,
                &outing.idea,
                match outing.preparations.is_empty() {
                    true => None,
                    false => Some(json(&outing.preparations)?),
                },
            ),
        )?;
        Ok(())
    }

    /// Empties the projection: what a rebuild begins with.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn clear_outings(&self) -> Result<(), VaultError> {
        self.run("DELETE FROM outings", [])?;
        Ok(())
    }
}
