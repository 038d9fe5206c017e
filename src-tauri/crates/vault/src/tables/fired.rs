//! `fired`: every nudge that was shown, by plan and local day. One key is one nudge, however
//! often the program starts again.

use chrono::{DateTime, NaiveDate, Utc};
use couple::nudge::FiredKey;

use crate::{
    Private, Tx, VaultError, View,
    columns::{micros, thing_at},
};

pub(crate) const V1: &str = "
CREATE TABLE fired (
    date     TEXT NOT NULL,
    plan     BLOB NOT NULL CHECK (length(plan) = 16),
    shown_at INTEGER NOT NULL,
    PRIMARY KEY (date, plan)
) STRICT, WITHOUT ROWID;
";

fn day(date: NaiveDate) -> String {
    date.format("%Y-%m-%d").to_string()
}

impl View<Private> {
    /// Whether this nudge was shown.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn has_fired(&self, key: FiredKey) -> Result<bool, VaultError> {
        let found = self.one(
            "SELECT 1 FROM fired WHERE date = ?1 AND plan = ?2",
            (day(key.date), key.plan.0),
            |_| Ok(()),
        )?;
        Ok(found.is_some())
    }

    /// The nudges of a local day.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn fired_on(&self, date: NaiveDate) -> Result<Vec<FiredKey>, VaultError> {
        self.all(
            "SELECT plan FROM fired WHERE date = ?1 ORDER BY shown_at",
            [day(date)],
            |row| {
                Ok(FiredKey {
                    plan: thing_at(row, 0)?,
                    date,
                })
            },
        )
    }
}

impl Tx<'_, Private> {
    /// Records that a nudge is being shown; `false` where it was already.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn record_fired(&self, key: FiredKey, shown_at: DateTime<Utc>) -> Result<bool, VaultError> {
        let added = self.run(
            "INSERT OR IGNORE INTO fired (date, plan, shown_at) VALUES (?1, ?2, ?3)",
            (day(key.date), key.plan.0, micros(shown_at)),
        )?;
        Ok(added > 0)
    }

    /// Forgets the nudges of days before this one: no more is needed, and it would only be a
    /// record of someone's evenings.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn forget_fired_before(&self, date: NaiveDate) -> Result<(), VaultError> {
        self.run("DELETE FROM fired WHERE date < ?1", [day(date)])?;
        Ok(())
    }
}
