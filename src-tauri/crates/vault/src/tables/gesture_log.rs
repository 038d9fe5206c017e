//! `gesture_log`: gestures done, a projection of one document a month. Private, and never
//! counted against anyone.

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use couple::{Moment, ThingId, ThingKind, gesture::Done};
use rusqlite::Row;

use crate::{
    Private, Tx, VaultError, View,
    columns::{instant_at, json, json_at, micros},
};

/// `id` is the month's document.
pub(crate) const V1: &str = "
CREATE TABLE gesture_log (
    number  INTEGER PRIMARY KEY,
    id      BLOB NOT NULL CHECK (length(id) = 16),
    done_at INTEGER NOT NULL,
    zone    TEXT NOT NULL,
    plan    BLOB CHECK (length(plan) = 16),
    gesture TEXT NOT NULL
) STRICT;
CREATE INDEX gesture_log_by_month ON gesture_log (id);
CREATE INDEX gesture_log_by_time ON gesture_log (done_at);
";

fn read(row: &Row<'_>) -> Result<Done, VaultError> {
    let zone = row
        .get_ref(1)?
        .as_str()
        .ok()
        .and_then(|name| name.parse::<Tz>().ok());
    let plan: Option<[u8; 16]> = row.get(2)?;
    Ok(Done {
        at: Moment {
            at: instant_at(row, 0)?,
            zone: zone.ok_or_else(|| VaultError::damaged("an unknown time zone"))?,
        },
        plan: plan.map(ThingId),
        gesture: json_at(row, 3)?,
    })
}

impl View<Private> {
    /// What one month's document holds, in the order in which it was done.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn gestures_of_month(&self, month: ThingId) -> Result<Vec<Done>, VaultError> {
        self.all(
            "SELECT done_at, zone, plan, gesture FROM gesture_log WHERE id = ?1
             ORDER BY done_at, number",
            [month.0],
            read,
        )
    }

    /// What was done from one instant until before another.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn gestures_between(
        &self,
        from: DateTime<Utc>,
        until: DateTime<Utc>,
    ) -> Result<Vec<Done>, VaultError> {
        self.all(
            "SELECT done_at, zone, plan, gesture FROM gesture_log
             WHERE done_at >= ?1 AND done_at < ?2 ORDER BY done_at, number",
            (micros(from), micros(until)),
            read,
        )
    }
}

impl Tx<'_, Private> {
    /// Adds one gesture to its month.
    ///
    /// # Errors
    /// [`VaultError::KindDiffers`] and whatever writing brings.
    pub fn add_gesture(&self, month: ThingId, done: &Done) -> Result<(), VaultError> {
        self.meet(month, ThingKind::GestureLog)?;
        self.run(
            "INSERT INTO gesture_log (id, done_at, zone, plan, gesture)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            (
                month.0,
                micros(done.at.at),
                done.at.zone.name(),
                done.plan.map(|plan| plan.0),
                json(&done.gesture)?,
            ),
        )?;
        Ok(())
    }

    /// Keeps a month as its document now stands.
    ///
    /// # Errors
    /// [`VaultError::KindDiffers`] and whatever writing brings.
    pub fn put_gesture_month(&self, month: ThingId, done: &[Done]) -> Result<(), VaultError> {
        self.meet(month, ThingKind::GestureLog)?;
        self.run("DELETE FROM gesture_log WHERE id = ?1", [month.0])?;
        done.iter()
            .try_for_each(|done| self.add_gesture(month, done))
    }

    /// Empties the projection: what a rebuild begins with.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn clear_gesture_log(&self) -> Result<(), VaultError> {
        self.run("DELETE FROM gesture_log", [])?;
        Ok(())
    }
}
