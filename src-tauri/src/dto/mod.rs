//! What travels between window and engine, one area a file: plain values with
//! conversions both ways. Ids are opaque strings, instants RFC 3339, days
//! `YYYY-MM-DD`, wall-clock times `YYYY-MM-DDTHH:MM` with their IANA zone.
//!
//! What comes in is checked here for its form and its length; whether it may be
//! is the companion's business.

pub mod ahead;
pub mod bringing_up;
pub mod calendars;
pub mod calm;
pub mod finding;
pub mod home;
pub mod ideas;
pub mod journal;
pub mod mailbox;
pub mod notes;
pub mod nudges;
pub mod outings;
pub mod partner;
pub mod photos;
pub mod preparing;
pub mod promises;
pub mod recovery;
pub mod removed;
pub mod replies;
pub mod rituals;
pub mod sealed;
pub mod settings;
pub mod short;
pub mod talks;
pub mod today;
pub mod us;
pub mod versions;
pub mod wishes;

use std::fmt::Write as _;

use chrono::{DateTime, NaiveDate, SecondsFormat, Utc};
use companion::couple::{Moment, ThingId, WallTime};

use crate::command_error::CommandError;

/// Letters of a version: far more devices than two people have.
const VERSION_LIMIT: usize = 10_000;

/// An id; what is none names nothing that is here.
///
/// # Errors
/// [`CommandError::NotFound`].
pub fn thing(id: &str) -> Result<ThingId, CommandError> {
    id.parse().map_err(|_| CommandError::NotFound)
}

/// A text of at most so many bytes.
///
/// # Errors
/// [`CommandError::BadInput`].
pub fn capped(text: String, bytes: usize) -> Result<String, CommandError> {
    if text.len() > bytes {
        Err(CommandError::BadInput)
    } else {
        Ok(text)
    }
}

/// A calendar day.
///
/// # Errors
/// [`CommandError::BadTime`].
pub fn day(text: &str) -> Result<NaiveDate, CommandError> {
    NaiveDate::parse_from_str(text, "%Y-%m-%d").map_err(|_| CommandError::BadTime)
}

/// A wall-clock time.
///
/// # Errors
/// [`CommandError::BadTime`].
pub fn wall(local: &str, zone: &str) -> Result<WallTime, CommandError> {
    WallTime::parse(local, zone).map_err(|_| CommandError::BadTime)
}

/// An instant and the zone it was lived in; both or neither.
///
/// # Errors
/// [`CommandError::BadTime`].
pub fn moment(at: Option<&str>, zone: Option<&str>) -> Result<Option<Moment>, CommandError> {
    match (at, zone) {
        (None, None) => Ok(None),
        (Some(at), Some(zone)) => {
            let at = DateTime::parse_from_rfc3339(at).map_err(|_| CommandError::BadTime)?;
            let zone = zone.parse().map_err(|_| CommandError::BadTime)?;
            Ok(Some(Moment {
                at: at.to_utc(),
                zone,
            }))
        }
        _ => Err(CommandError::BadTime),
    }
}

/// An instant as text.
#[must_use]
pub fn instant(at: DateTime<Utc>) -> String {
    at.to_rfc3339_opts(SecondsFormat::Secs, true)
}

/// A version of a document, which the window hands back as it got it.
#[must_use]
pub fn version(bytes: &[u8]) -> String {
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a text can't fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// The same on the way back.
///
/// # Errors
/// [`CommandError::BadInput`].
pub fn version_of(text: &str) -> Result<Vec<u8>, CommandError> {
    if text.len() > VERSION_LIMIT
        || !text.len().is_multiple_of(2)
        || !text.bytes().all(|byte| byte.is_ascii_hexdigit())
    {
        return Err(CommandError::BadInput);
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| CommandError::BadInput))
        .collect()
}

/// A count for the interface, which has no 64-bit numbers.
#[must_use]
pub fn count(number: u64) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

/// Each value as its DTO.
pub fn all<T, U: From<T>>(values: Vec<T>) -> Vec<U> {
    values.into_iter().map(U::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_comes_back_and_nothing_else_is_one() {
        assert_eq!(version_of(&version(&[0, 9, 255])), Ok(vec![0, 9, 255]));
        for bad in ["0", "0g", "+1", "ää", &"00".repeat(VERSION_LIMIT)] {
            assert_eq!(version_of(bad), Err(CommandError::BadInput));
        }
    }

    #[test]
    fn what_is_no_time_is_refused() {
        assert_eq!(day("2026-02-30"), Err(CommandError::BadTime));
        assert_eq!(
            wall("2026-03-01T19:00", "Europe/Nowhere"),
            Err(CommandError::BadTime)
        );
        assert_eq!(
            moment(Some("2026-03-01"), Some("UTC")),
            Err(CommandError::BadTime)
        );
        assert_eq!(
            moment(Some("2026-03-01T19:00:00Z"), None),
            Err(CommandError::BadTime)
        );
    }

    #[test]
    fn a_moment_keeps_its_instant_and_takes_its_zone() {
        let lived = moment(Some("2026-03-01T19:00:00+01:00"), Some("Europe/Berlin"));
        assert_eq!(
            lived.unwrap().unwrap().rfc3339(),
            "2026-03-01T19:00:00+01:00"
        );
    }

    #[test]
    fn what_is_no_id_is_not_found() {
        assert_eq!(thing("../x"), Err(CommandError::NotFound));
    }
}
