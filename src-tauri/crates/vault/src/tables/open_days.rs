//! `open_days`: the days on which this home was open, each once, in the order in which they
//! came. What rests until it is erased counts them, so that a wrong clock alone destroys
//! nothing.

use crate::{Private, Tx, VaultError, View};

pub(crate) const V2: &str = "
CREATE TABLE open_days (
    number INTEGER PRIMARY KEY,
    day    INTEGER NOT NULL UNIQUE
) STRICT;
";

/// The day that was noted last, which need not be the latest one.
const LAST: &str = "vault.open-day";

impl View<Private> {
    /// How many different days this home was open.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn open_days(&self) -> Result<u64, VaultError> {
        let n = self.one("SELECT max(number) FROM open_days", [], |row| {
            Ok(row.get::<_, Option<i64>>(0)?)
        })?;
        Ok(n.flatten().unwrap_or(0).unsigned_abs())
    }
}

impl Tx<'_, Private> {
    /// Notes that the home is open on a day, counted from any fixed one. A day that was there
    /// before, or one that comes by setting the clock back, adds nothing.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn note_open_day(&self, day: i64) -> Result<(), VaultError> {
        let last = self
            .meta(LAST)?
            .and_then(|bytes| bytes.try_into().ok())
            .map(i64::from_be_bytes);
        if last == Some(day) {
            return Ok(());
        }
        self.put_meta(LAST, &day.to_be_bytes())?;
        if last.is_none_or(|last| last < day) {
            self.run("INSERT OR IGNORE INTO open_days (day) VALUES (?1)", [day])?;
        }
        Ok(())
    }
}
