//! *Friday evening, Saturday morning, Sunday*: three buttons instead of a calendar.

use chrono::{DateTime, Datelike, NaiveTime, Utc, Weekday};
use chrono_tz::Tz;

use super::{QuickTime, QuickTimeId};
use crate::WallTime;
use crate::time::{days_after, local_day};

/// What each button fills in, in the order of the buttons. Always in the future.
pub fn quick_times(now: DateTime<Utc>, zone: Tz) -> [QuickTime; 3] {
    [
        (QuickTimeId::FridayEvening, Weekday::Fri, 19),
        (QuickTimeId::SaturdayMorning, Weekday::Sat, 10),
        (QuickTimeId::Sunday, Weekday::Sun, 14),
    ]
    .map(|(id, weekday, hour)| QuickTime {
        id,
        when: next(weekday, hour, now, zone),
        minutes: 180,
    })
}

fn next(weekday: Weekday, hour: u32, now: DateTime<Utc>, zone: Tz) -> WallTime {
    let today = local_day(now, zone);
    let days = (weekday.num_days_from_monday() + 7 - today.weekday().num_days_from_monday()) % 7;
    let time = NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or(NaiveTime::MIN);
    let on = |days: u64| WallTime {
        local: days_after(today, days).and_time(time),
        zone,
    };
    let soonest = on(u64::from(days));
    if soonest.instant() > now {
        soonest
    } else {
        on(u64::from(days) + 7)
    }
}
