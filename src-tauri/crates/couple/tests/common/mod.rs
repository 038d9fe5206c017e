//! What the tests of cadences and nudges share.
#![allow(dead_code)]

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;
use couple::ThingId;
use couple::cadence::{Cadence, LeapDay, Weekdays, Window};
use couple::gesture::{GesturePlan, GestureRef};
use proptest::prelude::*;

/// Zones that have embarrassed calendars before.
pub const ZONES: [Tz; 8] = [
    Tz::Europe__Berlin,
    Tz::America__New_York,
    Tz::Australia__Lord_Howe, // half an hour of summer time
    Tz::Pacific__Apia,        // had no 30 December 2011
    Tz::Africa__Casablanca,   // summer time but for Ramadan
    Tz::Pacific__Kiritimati,  // fourteen hours ahead
    Tz::America__St_Johns,    // changed its clocks at a minute past midnight
    Tz::UTC,
];

pub fn utc(text: &str) -> DateTime<Utc> {
    text.parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

pub fn window(from: &str, to: &str) -> Window {
    Window::parse(from, to).unwrap()
}

pub fn plan(id: u8, cadence: Cadence, window: Window, created_at: DateTime<Utc>) -> GesturePlan {
    let id = ThingId([id; 16]);
    GesturePlan {
        id,
        gesture: GestureRef::Own("tea".into()),
        cadence,
        window,
        cue: None,
        created_at,
        retired: false,
    }
}

/// Whether a clock in the zone ever shows this day.
pub fn exists(date: NaiveDate, zone: Tz) -> bool {
    (0..48).any(|half| {
        let local = date.and_hms_opt(half / 2, half % 2 * 30, 0).unwrap();
        zone.from_local_datetime(&local).earliest().is_some()
    })
}

pub fn any_zone() -> impl Strategy<Value = Tz> {
    proptest::sample::select(&ZONES[..])
}

/// Often a night in which clocks change somewhere, else any hour from 2005 to 2034.
pub fn any_instant() -> impl Strategy<Value = DateTime<Utc>> {
    let nights = [
        "2026-03-28T12:00:00Z",
        "2026-10-24T12:00:00Z",
        "2026-03-07T18:00:00Z",
        "2026-10-31T18:00:00Z",
        "2026-04-04T00:00:00Z",
        "2026-10-03T00:00:00Z",
        "2011-12-28T12:00:00Z",
        "2026-02-14T12:00:00Z",
        "2026-03-21T12:00:00Z",
        "2028-02-27T00:00:00Z",
        "2027-02-27T00:00:00Z",
        "2006-10-28T12:00:00Z",
    ];
    prop_oneof![
        (proptest::sample::select(nights.to_vec()), 0i64..4 * 86400)
            .prop_map(|(night, more)| utc(night) + chrono::Duration::seconds(more)),
        (1_104_537_600i64..2_051_222_400)
            .prop_map(|seconds| DateTime::from_timestamp(seconds, 0).unwrap()),
    ]
}

pub fn any_window() -> impl Strategy<Value = Window> {
    let evening = (17u32..24, 0u32..24).prop_map(|(from, to)| (from * 60, to * 60));
    let night = (0u32..240, 1u32..240).prop_map(|(from, length)| (from, from + length));
    let any = (0u32..1440, 1u32..1440).prop_map(|(from, length)| (from, from + length));
    prop_oneof![evening, night, any].prop_filter_map("empty", |(from, to)| {
        let time =
            |minutes: u32| NaiveTime::from_hms_opt(minutes / 60 % 24, minutes % 60, 0).unwrap();
        Window::new(time(from), time(to)).ok()
    })
}

pub fn any_cadence() -> impl Strategy<Value = Cadence> {
    prop_oneof![
        3 => (1u16..10).prop_map(Cadence::EveryDays),
        1 => (1u16..=365).prop_map(Cadence::EveryDays),
        2 => proptest::collection::vec(1u8..=7, 1..4).prop_map(|days| Cadence::Weekdays(Weekdays::from_numbers(&days).unwrap())),
        1 => any_yearly(),
    ]
}

pub fn any_yearly() -> impl Strategy<Value = Cadence> {
    let leap = prop_oneof![Just(LeapDay::Feb28), Just(LeapDay::Mar1)];
    let date = prop_oneof![
        2 => Just((2, 29)),
        1 => Just((12, 30)),
        3 => (0u64..366).prop_map(|n| {
            let date = day("2024-01-01") + chrono::Days::new(n);
            (chrono::Datelike::month(&date), chrono::Datelike::day(&date))
        }),
    ];
    (date, leap).prop_map(|((month, day), leap)| Cadence::Yearly { month, day, leap })
}

pub fn any_plan() -> impl Strategy<Value = GesturePlan> {
    (any::<[u8; 16]>(), any_cadence(), any_window()).prop_map(|(id, cadence, window)| GesturePlan {
        id: ThingId(id),
        ..plan(0, cadence, window, DateTime::UNIX_EPOCH)
    })
}

/// On which day something done at this instant counts.
pub fn counts_for(window: Window, at: DateTime<Utc>, zone: Tz) -> NaiveDate {
    let clock = at.with_timezone(&zone).naive_local();
    if window.crosses_midnight() && clock.time() < window.to() {
        clock.date() - Days::new(1)
    } else {
        clock.date()
    }
}

/// The plain meaning of a cadence, one day after the other.
pub fn expected_date(cadence: Cadence, settled: NaiveDate, zone: Tz) -> NaiveDate {
    let mut date = settled + Days::new(1);
    loop {
        let falls = match cadence {
            Cadence::EveryDays(days) => {
                date >= settled + Days::new(days.into()) && exists(date, zone)
            }
            Cadence::Weekdays(days) => days.contains(date.weekday()) && exists(date, zone),
            Cadence::Yearly { month, day, leap } => {
                let real = NaiveDate::from_ymd_opt(date.year(), month, day);
                let moved = match leap {
                    LeapDay::Feb28 => NaiveDate::from_ymd_opt(date.year(), 2, 28),
                    LeapDay::Mar1 => NaiveDate::from_ymd_opt(date.year(), 3, 1),
                };
                real.or(moved) == Some(date)
            }
        };
        if falls {
            return date;
        }
        date = date + Days::new(1);
    }
}
