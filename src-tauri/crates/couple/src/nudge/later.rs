//! "Later" and pauses: both name the moment they end.

use chrono::{DateTime, Datelike, Duration, NaiveDate, NaiveTime, Timelike, Utc, Weekday};
use chrono_tz::Tz;

use super::{CLOCK_WENT_BACK, LONGEST_PAUSE, Later, Pause};
use crate::WallTime;
use crate::cadence::Window;
use crate::cadence::slots::quiet_until;
use crate::time::{days_after, local_clock, local_day};

/// When something put off comes back. Always after `now`.
pub fn later(choice: Later, now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let local = local_clock(now, zone);
    let today = local.date();
    let at = match choice {
        Later::InAnHour => rounded_up(now + Duration::hours(1)),
        Later::LaterToday => in_a_while(now, zone, Duration::hours(2)),
        Later::ThisEvening if local.time() < clock(18, 30) => wall(today, 19, zone),
        Later::ThisEvening => in_a_while(now, zone, Duration::minutes(90)),
        Later::Tomorrow => wall(days_after(today, 1), 10, zone),
        Later::Weekend => wall(next_weekend(today), 10, zone),
    };
    // Only a clock change can bring the two together.
    if at > now {
        at
    } else {
        now + Duration::hours(1)
    }
}

/// The end of the quiet hours that hold at an instant, or the instant itself: a promise to come back must be one that
/// can be kept.
pub fn after_quiet(at: DateTime<Utc>, quiet: Option<Window>, zone: Tz) -> DateTime<Utc> {
    quiet
        .and_then(|quiet| quiet_until(quiet, at, zone))
        .unwrap_or(at)
}

/// When a pause ends: in an hour, at six this evening, or at six in the morning of a day. Always after `now`, never more than a year.
pub fn pause_until(pause: Pause, now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let local = local_clock(now, zone);
    let today = local.date();
    let at = match pause {
        Pause::Hour => now + Duration::hours(1),
        Pause::Evening if local.time() < clock(17, 0) => wall(today, 18, zone),
        Pause::Evening | Pause::Tomorrow => wall(days_after(today, 1), 6, zone),
        Pause::Weekend => wall(monday_after(today), 6, zone),
        Pause::Until(day) => wall(day, 6, zone),
    };
    at.clamp(now + Duration::minutes(1), now + LONGEST_PAUSE)
}

/// The end of a pause set at `set_at`, as far as it can be believed now. A pause that was set in the future, or that
/// would last longer than any can, was set by a clock that was wrong, and is over.
pub fn believed_pause(
    set_at: DateTime<Utc>,
    until: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    let ahead = |at: DateTime<Utc>| at.signed_duration_since(now);
    (ahead(set_at) < CLOCK_WENT_BACK && ahead(until) <= LONGEST_PAUSE).then_some(until)
}

/// After `wait`, rounded up to five minutes; in half an hour if that would be tomorrow.
fn in_a_while(now: DateTime<Utc>, zone: Tz, wait: Duration) -> DateTime<Utc> {
    let at = rounded_up(now + wait);
    if local_day(at, zone) == local_day(now, zone) {
        at
    } else {
        rounded_up(now + Duration::minutes(30))
    }
}

fn rounded_up(at: DateTime<Utc>) -> DateTime<Utc> {
    let over = i64::from(at.minute() % 5 * 60 + at.second());
    let whole = at.with_nanosecond(0).unwrap_or(at);
    if over == 0 {
        whole
    } else {
        whole + Duration::seconds(300 - over)
    }
}

/// The Saturday ahead; on a Saturday, its Sunday.
fn next_weekend(today: NaiveDate) -> NaiveDate {
    let days = match today.weekday() {
        Weekday::Sat => 1,
        other => {
            u64::from((Weekday::Sat.num_days_from_monday() + 7 - other.num_days_from_monday()) % 7)
        }
    };
    days_after(today, days)
}

/// The Monday ahead; on a Monday, that of next week.
fn monday_after(today: NaiveDate) -> NaiveDate {
    let since_monday = u64::from(today.weekday().num_days_from_monday());
    days_after(today, 7 - since_monday)
}

fn wall(day: NaiveDate, hour: u32, zone: Tz) -> DateTime<Utc> {
    WallTime {
        local: day.and_time(clock(hour, 0)),
        zone,
    }
    .instant()
}

fn clock(hour: u32, minute: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(hour, minute, 0).unwrap_or(NaiveTime::MIN)
}
