//! On my mind: a hard or a good day that is coming for one of the two, told by the one whose day it is or noted by the
//! other. It reminds nobody who did not ask for it.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, TimeDelta, Timelike, Utc};
use chrono_tz::Tz;

use crate::{
    PersonId, ThingId, WallTime,
    cadence::Window,
    gesture::OWN_LIMIT,
    time::{local_clock, start_of_day},
};

/// Bytes of what is coming: as many as a gesture has, for it may become one.
pub const AHEAD_LIMIT: usize = OWN_LIMIT;

/// How long before, at the earliest and at the latest, somebody is reminded.
const BEFORE: (i64, i64) = (90, 30);
/// Of a day without a time, of its morning there where one is reminded.
const MORNING: (u32, u32) = (8, 10);
/// What is so near is no longer reminded of.
const LEAST: TimeDelta = TimeDelta::minutes(5);

/// What kind of day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AheadSort {
    /// An interview, a visit to the doctor, the day somebody died.
    Hard,
    /// A stage, a finish, a homecoming.
    Good,
}

/// Something that is coming. Told, or noted for oneself: which of the two is a matter of the vault it is in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ahead {
    /// Its id.
    pub id: ThingId,
    /// Who wrote it.
    pub by: PersonId,
    /// What kind.
    pub sort: AheadSort,
    /// What, in their words.
    pub text: String,
    /// When, there.
    pub at: WallTime,
    /// The time of day counts; otherwise it is about the day.
    pub timed: bool,
    /// Taken back.
    pub closed: bool,
}

/// No words, too many of them, or no such time.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("what is coming has 1 to {AHEAD_LIMIT} bytes, and a time")]
pub struct BadAhead;

impl Ahead {
    /// Whether it keeps the limits. Checked on what arrives, too.
    ///
    /// # Errors
    /// [`BadAhead`].
    pub fn validate(&self) -> Result<(), BadAhead> {
        let fits = !self.text.trim().is_empty() && self.text.len() <= AHEAD_LIMIT;
        if fits && self.at.is_sane() {
            Ok(())
        } else {
            Err(BadAhead)
        }
    }

    /// When its day is over there.
    #[must_use]
    pub fn is_over_at(&self) -> DateTime<Utc> {
        let day = self.at.local.date();
        start_of_day(
            day.checked_add_days(Days::new(1)).unwrap_or(day),
            self.at.zone,
        )
    }

    /// On which day and between which times somebody in `zone` is reminded: well before a time, wherever that is on
    /// their own clock; of a day in its morning. `None` when it is too near, or over.
    #[must_use]
    pub fn reminder(&self, now: DateTime<Utc>, zone: Tz) -> Option<(NaiveDate, Window)> {
        let soonest = now + TimeDelta::minutes(2);
        let (opens, closes) = if self.timed {
            let at = self.at.instant();
            let opens = at - TimeDelta::minutes(BEFORE.0);
            match opens > soonest {
                true => (opens, at - TimeDelta::minutes(BEFORE.1)),
                false => (soonest, at),
            }
        } else {
            let hour = |hour| {
                let local = self
                    .at
                    .local
                    .date()
                    .and_time(NaiveTime::from_hms_opt(hour, 0, 0)?);
                Some(WallTime { local, zone }.instant())
            };
            (hour(MORNING.0)?.max(soonest), hour(MORNING.1)?)
        };
        if closes - opens < LEAST {
            return None;
        }
        // A window has whole minutes.
        let (from, to) = (local_clock(opens, zone), local_clock(closes, zone));
        let from = match from.second() {
            0 => from,
            _ => from + TimeDelta::minutes(1),
        };
        Some((from.date(), Window::new(from.time(), to.time()).ok()?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Tz::{America__New_York, Asia__Kathmandu, Europe__Berlin};

    fn ahead(local: &str, zone: &str, timed: bool) -> Ahead {
        Ahead {
            id: ThingId([1; 16]),
            by: PersonId([2; 16]),
            sort: AheadSort::Hard,
            text: "Interview".into(),
            at: WallTime::parse(local, zone).unwrap(),
            timed,
            closed: false,
        }
    }

    fn reminded(ahead: &Ahead, now: &str, zone: Tz) -> Option<String> {
        let (day, window) = ahead.reminder(now.parse().unwrap(), zone)?;
        Some(format!("{day} {}-{}", window.from(), window.to()))
    }

    #[test]
    fn a_time_is_reminded_of_before_it_on_the_clock_of_whoever_is_reminded() {
        // 14:00 in New York is 20:00 in Berlin, and in a week in March 19:00, and in Kathmandu the next day.
        let interview = ahead("2026-05-07T14:00", "America/New_York", true);
        let now = "2026-05-01T00:00:00Z";
        assert_eq!(
            reminded(&interview, now, Europe__Berlin).unwrap(),
            "2026-05-07 18:30:00-19:30:00"
        );
        assert_eq!(
            reminded(&interview, now, America__New_York).unwrap(),
            "2026-05-07 12:30:00-13:30:00"
        );
        assert_eq!(
            reminded(&interview, now, Asia__Kathmandu).unwrap(),
            "2026-05-07 22:15:00-23:15:00"
        );
        let spring = ahead("2026-03-12T14:00", "America/New_York", true);
        assert_eq!(
            reminded(&spring, "2026-03-01T00:00:00Z", Europe__Berlin).unwrap(),
            "2026-03-12 17:30:00-18:30:00"
        );
        let late = ahead("2026-05-07T20:30", "America/New_York", true);
        assert_eq!(
            reminded(&late, now, Europe__Berlin).unwrap(),
            "2026-05-08 01:00:00-02:00:00"
        );
    }

    #[test]
    fn what_is_near_is_reminded_of_at_once_and_what_is_over_never() {
        let interview = ahead("2026-05-07T14:00", "Europe/Berlin", true);
        assert_eq!(
            reminded(&interview, "2026-05-07T11:00:30Z", Europe__Berlin).unwrap(),
            "2026-05-07 13:03:00-14:00:00"
        );
        for now in [
            "2026-05-07T11:56:00Z",
            "2026-05-07T12:30:00Z",
            "2030-01-01T00:00:00Z",
        ] {
            assert_eq!(reminded(&interview, now, Europe__Berlin), None, "{now}");
        }
        let day = ahead("2026-05-07T00:00", "Europe/Berlin", false);
        assert_eq!(
            reminded(&day, "2026-05-01T00:00:00Z", Europe__Berlin).unwrap(),
            "2026-05-07 08:00:00-10:00:00"
        );
        assert_eq!(reminded(&day, "2026-05-07T09:00:00Z", Europe__Berlin), None);
        assert_eq!(
            day.is_over_at(),
            "2026-05-07T22:00:00Z".parse::<DateTime<Utc>>().unwrap()
        );
    }
}
