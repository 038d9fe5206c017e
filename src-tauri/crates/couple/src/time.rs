//! Instants and wall-clock times that remember their zone.
//!
//! What was lived is an instant ([`Moment`]); what is arranged is a wall-clock time ([`WallTime`]): if a country
//! changes its clocks, dinner is still at seven.

use chrono::{
    DateTime, Datelike, Days, Duration, LocalResult, NaiveDate, NaiveDateTime, NaiveTime,
    SecondsFormat, TimeZone, Timelike, Utc,
};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

/// Why a text is not a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum TimeError {
    /// Not `YYYY-MM-DDTHH:MM`, not a day, not `HH:MM`, or outside the years 1 to 9999.
    #[error("not a time")]
    Malformed,
    /// Not a zone of the IANA database.
    #[error("not a time zone")]
    UnknownZone,
}

/// An instant, with the zone it was lived in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Moment {
    /// The instant.
    pub at: DateTime<Utc>,
    /// Where it was lived.
    pub zone: Tz,
}

impl Moment {
    /// The instant with the offset its zone had then, to the second: `2026-03-29T19:05:00+02:00`.
    pub fn rfc3339(&self) -> String {
        within_years(self.at)
            .with_timezone(&self.zone)
            .to_rfc3339_opts(SecondsFormat::Secs, false)
    }

    /// The same with the part of a second, where there is one: nothing of the instant is lost.
    pub fn rfc3339_exact(&self) -> String {
        within_years(self.at)
            .with_timezone(&self.zone)
            .to_rfc3339_opts(SecondsFormat::AutoSi, false)
    }

    /// The calendar day it was there.
    pub fn day(&self) -> NaiveDate {
        local_day(self.at, self.zone)
    }
}

/// A wall-clock time in a zone, to the minute where people enter it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WallTime {
    /// What the clock on the wall shows.
    pub local: NaiveDateTime,
    /// Where that wall is.
    pub zone: Tz,
}

impl WallTime {
    /// Reads `YYYY-MM-DDTHH:MM` (seconds are allowed and kept) and an IANA zone.
    pub fn parse(local: &str, zone: &str) -> Result<Self, TimeError> {
        let zone = zone.parse().map_err(|_| TimeError::UnknownZone)?;
        let local = NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M")
            .or_else(|_| NaiveDateTime::parse_from_str(local, "%Y-%m-%dT%H:%M:%S"))
            .map_err(|_| TimeError::Malformed)?;
        let time = Self { local, zone };
        if time.is_sane() {
            Ok(time)
        } else {
            Err(TimeError::Malformed)
        }
    }

    /// `YYYY-MM-DDTHH:MM`.
    pub fn local_text(&self) -> String {
        self.local.format("%Y-%m-%dT%H:%M").to_string()
    }

    /// The instant it stands for. A time the clocks skip is shifted forward by what they skip (02:30 becomes
    /// 03:30); of a time that comes twice, the first is meant.
    pub fn instant(&self) -> DateTime<Utc> {
        let local = sane_local(self.local);
        match self.zone.from_local_datetime(&local) {
            LocalResult::Single(at) => at.with_timezone(&Utc),
            LocalResult::Ambiguous(one, other) => one.min(other).with_timezone(&Utc),
            LocalResult::None => {
                let end = end_of_gap(local, self.zone);
                let before = (end - Duration::seconds(1))
                    .with_timezone(&self.zone)
                    .naive_local();
                // `before` is the last second on the clock before it jumped.
                end + (local - before) - Duration::seconds(1)
            }
        }
    }

    /// Within the years 1 to 9999, which is all a calendar of ours can show.
    pub fn is_sane(&self) -> bool {
        (1..=9999).contains(&self.local.year())
    }
}

/// The calendar day of an instant in a zone.
pub fn local_day(at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    within_years(at).with_timezone(&zone).date_naive()
}

/// What the clock on the wall shows at an instant.
pub(crate) fn local_clock(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    within_years(at).with_timezone(&zone).naive_local()
}

/// The first instant of a day in a zone. Where midnight is skipped, the first that exists.
pub fn start_of_day(day: NaiveDate, zone: Tz) -> DateTime<Utc> {
    first_at_or_after(day.and_time(NaiveTime::MIN), zone)
}

/// The first instant at which the clock shows `local`, or, where the clocks skip it, the first after the skip.
pub(crate) fn first_at_or_after(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    let local = sane_local(local);
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) => at.with_timezone(&Utc),
        LocalResult::Ambiguous(one, other) => one.min(other).with_timezone(&Utc),
        LocalResult::None => end_of_gap(local, zone),
    }
}

/// Like [`first_at_or_after`], but the last instant of a time that comes twice.
pub(crate) fn last_at_or_after(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    let local = sane_local(local);
    match zone.from_local_datetime(&local) {
        LocalResult::Single(at) => at.with_timezone(&Utc),
        LocalResult::Ambiguous(one, other) => one.max(other).with_timezone(&Utc),
        LocalResult::None => end_of_gap(local, zone),
    }
}

/// Whether a day happens at all in a zone. Samoa had no 30 December 2011.
pub(crate) fn day_exists(day: NaiveDate, zone: Tz) -> bool {
    [0, 12, 23].iter().any(|hour| {
        day.and_hms_opt(*hour, 0, 0).is_none_or(|local| {
            zone.from_local_datetime(&sane_local(local))
                .earliest()
                .is_some()
        })
    })
}

/// The day `days` later; the last day there is when that would leave the calendar.
pub(crate) fn days_after(day: NaiveDate, days: u64) -> NaiveDate {
    day.checked_add_days(Days::new(days))
        .unwrap_or(NaiveDate::MAX)
}

/// The day before; the first day there is when there is none.
pub(crate) fn day_before(day: NaiveDate) -> NaiveDate {
    day.pred_opt().unwrap_or(NaiveDate::MIN)
}

/// The instant at which the clocks jump over `local`, which must be a time they skip.
fn end_of_gap(local: NaiveDateTime, zone: Tz) -> DateTime<Utc> {
    // Every zone is within fifteen hours of UTC, and the longest jump is a day across the date line.
    let middle = local
        .with_nanosecond(0)
        .unwrap_or(local)
        .and_utc()
        .timestamp();
    let (mut before, mut after) = (middle - 40 * 3600, middle + 40 * 3600);
    while after - before > 1 {
        let probe = before + (after - before) / 2;
        if local_clock(instant(probe), zone) > local {
            after = probe
        } else {
            before = probe
        }
    }
    instant(after)
}

fn instant(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap_or(DateTime::UNIX_EPOCH)
}

/// Values from elsewhere may carry any year; arithmetic near the ends of the calendar would overflow.
fn sane_local(local: NaiveDateTime) -> NaiveDateTime {
    within_years(local.and_utc()).naive_utc()
}

fn within_years(at: DateTime<Utc>) -> DateTime<Utc> {
    // 0001-01-03 and 9999-12-30: a zone's offset must fit on either side.
    at.clamp(instant(-62_135_424_000), instant(253_402_128_000))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn wall(local: &str, zone: &str) -> WallTime {
        WallTime::parse(local, zone).unwrap()
    }

    fn rfc(local: &str, zone: &str) -> String {
        let time = wall(local, zone);
        Moment {
            at: time.instant(),
            zone: time.zone,
        }
        .rfc3339()
    }

    #[test]
    fn a_skipped_time_is_shifted_by_the_skip() {
        assert_eq!(
            rfc("2026-03-29T02:30", "Europe/Berlin"),
            "2026-03-29T03:30:00+02:00"
        );
        assert_eq!(
            rfc("2026-03-08T02:00", "America/New_York"),
            "2026-03-08T03:00:00-04:00"
        );
        assert_eq!(
            rfc("2026-10-04T02:10", "Australia/Lord_Howe"),
            "2026-10-04T02:40:00+11:00"
        );
        assert_eq!(
            rfc("2011-12-30T19:00", "Pacific/Apia"),
            "2011-12-31T19:00:00+14:00"
        );
    }

    #[test]
    fn of_a_repeated_time_the_first_is_meant() {
        assert_eq!(
            rfc("2026-10-25T02:30", "Europe/Berlin"),
            "2026-10-25T02:30:00+02:00"
        );
        assert_eq!(
            rfc("2026-04-05T01:45", "Australia/Lord_Howe"),
            "2026-04-05T01:45:00+11:00"
        );
    }

    #[test]
    fn a_day_may_not_exist() {
        let day = |d| NaiveDate::from_ymd_opt(2011, 12, d).unwrap();
        assert!(!day_exists(day(30), Tz::Pacific__Apia));
        assert!(day_exists(day(31), Tz::Pacific__Apia) && day_exists(day(30), Tz::UTC));
        assert_eq!(
            start_of_day(day(30), Tz::Pacific__Apia),
            start_of_day(day(31), Tz::Pacific__Apia)
        );
    }

    #[test]
    fn nonsense_is_not_a_time() {
        assert_eq!(
            WallTime::parse("2026-02-30T10:00", "UTC"),
            Err(TimeError::Malformed)
        );
        assert_eq!(
            WallTime::parse("+12026-02-03T10:00", "UTC"),
            Err(TimeError::Malformed)
        );
        assert_eq!(
            WallTime::parse("2026-02-03T10:00", "Mars/Olympus"),
            Err(TimeError::UnknownZone)
        );
    }

    #[test]
    fn the_ends_of_the_calendar_do_not_panic() {
        for local in [NaiveDateTime::MIN, NaiveDateTime::MAX] {
            for zone in [Tz::Pacific__Kiritimati, Tz::America__New_York, Tz::UTC] {
                let time = WallTime { local, zone };
                assert!(!time.is_sane());
                let _ = (Moment {
                    at: time.instant(),
                    zone,
                })
                .rfc3339();
                let _ = local_day(DateTime::<Utc>::MIN_UTC, zone)
                    .max(local_day(DateTime::<Utc>::MAX_UTC, zone));
            }
        }
    }

    proptest! {
        /// Every instant can be written as a wall-clock time; reading that back gives the instant or its earlier twin.
        #[test]
        fn a_wall_time_that_exists_means_itself(seconds in 0i64..4_000_000_000, zone in 0..chrono_tz::TZ_VARIANTS.len()) {
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let at = instant(seconds);
            let local = local_clock(at, zone);
            let meant = WallTime { local, zone }.instant();
            prop_assert!(meant <= at);
            prop_assert_eq!(local_clock(meant, zone), local);
            prop_assert_eq!(first_at_or_after(local, zone), meant);
            prop_assert!(last_at_or_after(local, zone) >= at);
        }

        /// Around every skip: never earlier than the end of the skip, never further than the skip is long.
        #[test]
        fn any_wall_time_has_an_instant(seconds in 0i64..4_000_000_000, zone in 0..chrono_tz::TZ_VARIANTS.len()) {
            let zone = chrono_tz::TZ_VARIANTS[zone];
            let local = instant(seconds).naive_utc();
            let shown = local_clock(WallTime { local, zone }.instant(), zone);
            prop_assert!(shown >= local);
            if shown != local {
                prop_assert!(zone.from_local_datetime(&local).earliest().is_none());
                prop_assert!(shown - local <= Duration::hours(24));
            }
        }
    }
}
