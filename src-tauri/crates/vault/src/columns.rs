//! How values stand in columns: ids and hashes as blobs, instants as microseconds since 1970,
//! everything with a shape of its own as JSON.

use chrono::{DateTime, Utc};
use couple::ThingId;
use rusqlite::Row;
use serde::{Serialize, de::DeserializeOwned};

use crate::VaultError;

pub(crate) fn micros(at: DateTime<Utc>) -> i64 {
    at.timestamp_micros()
}

pub(crate) fn maybe_micros(at: Option<DateTime<Utc>>) -> Option<i64> {
    at.map(micros)
}

pub(crate) fn instant(micros: i64) -> Result<DateTime<Utc>, VaultError> {
    DateTime::from_timestamp_micros(micros)
        .ok_or_else(|| VaultError::damaged("an instant out of range"))
}

pub(crate) fn instant_at(row: &Row<'_>, column: usize) -> Result<DateTime<Utc>, VaultError> {
    instant(row.get(column)?)
}

pub(crate) fn maybe_instant_at(
    row: &Row<'_>,
    column: usize,
) -> Result<Option<DateTime<Utc>>, VaultError> {
    row.get::<_, Option<i64>>(column)?.map(instant).transpose()
}

/// A frame's number. SQLite has no unsigned numbers; 2⁶³ frames are never written.
pub(crate) fn seq(seq: u64) -> Result<i64, VaultError> {
    i64::try_from(seq).map_err(|_| VaultError::TooMany { what: "frames" })
}

pub(crate) fn seq_at(row: &Row<'_>, column: usize) -> Result<u64, VaultError> {
    u64::try_from(row.get::<_, i64>(column)?)
        .map_err(|_| VaultError::damaged("a negative number of frames"))
}

/// A blob of exactly `N` bytes.
pub(crate) fn bytes_at<const N: usize>(
    row: &Row<'_>,
    column: usize,
) -> Result<[u8; N], VaultError> {
    Ok(row.get(column)?)
}

pub(crate) fn thing_at(row: &Row<'_>, column: usize) -> Result<ThingId, VaultError> {
    Ok(ThingId(bytes_at(row, column)?))
}

pub(crate) fn json<T: Serialize + ?Sized>(value: &T) -> Result<String, VaultError> {
    serde_json::to_string(value).map_err(|_| VaultError::damaged("a value that is not JSON"))
}

/// What serde says of unreadable JSON repeats the value, so it is left out.
pub(crate) fn json_at<T: DeserializeOwned>(row: &Row<'_>, column: usize) -> Result<T, VaultError> {
    let text = row
        .get_ref(column)?
        .as_str()
        .map_err(|_| VaultError::damaged("not a text"))?;
    serde_json::from_str(text).map_err(|_| VaultError::damaged("unreadable JSON"))
}
