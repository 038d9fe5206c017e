//! Cadences, over zones that change their clocks in every way known.
#![allow(clippy::unwrap_used)]

mod common;

use chrono::{DateTime, Datelike, Days, Duration, NaiveDateTime, Utc};
use chrono_tz::Tz;
use common::*;
use couple::cadence::{Cadence, CadenceError, LeapDay, Slot, Weekdays, Window, next_slot};
use couple::gesture::GesturePlan;
use proptest::prelude::*;

fn local(at: DateTime<Utc>, zone: Tz) -> NaiveDateTime {
    at.with_timezone(&zone).naive_local()
}

fn local_text(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%F %R %z").to_string()
}

fn check_slot(plan: &GesturePlan, slot: &Slot, zone: Tz) -> Result<(), TestCaseError> {
    prop_assert!(
        slot.opens <= slot.nudge_at && slot.nudge_at < slot.closes,
        "{slot:?}"
    );
    let opens = local(slot.opens, zone);
    prop_assert!(
        opens >= slot.date.and_time(plan.window.from()),
        "opens early: {opens}"
    );
    if exists(slot.date, zone) {
        prop_assert!(
            opens - slot.date.and_time(plan.window.from()) <= Duration::hours(1),
            "opens late: {opens}"
        );
    }
    // The nudge is within the window on the wall, unless the clocks left no such minute.
    let on_the_wall = plan.window.contains(local(slot.nudge_at, zone).time());
    prop_assert!(
        on_the_wall || slot.nudge_at == slot.opens,
        "{} is outside",
        local_text(slot.nudge_at, zone)
    );
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    /// Walking from slot to slot is the same as counting days on a calendar.
    #[test]
    fn a_cadence_means_what_it_says(plan in any_plan(), zone in any_zone(), start in any_instant()) {
        let mut settled = start;
        for _ in 0..12 {
            let slot = next_slot(&plan, Some(settled), zone, settled);
            check_slot(&plan, &slot, zone)?;
            prop_assert_eq!(slot.date, expected_date(plan.cadence, counts_for(plan.window, settled, zone), zone));
            // Asked at any other moment before it, the answer is the same.
            let between = settled + (slot.nudge_at - settled) / 2;
            prop_assert_eq!(next_slot(&plan, Some(settled), zone, between), slot);
            prop_assert_eq!(next_slot(&plan, Some(settled), zone, slot.nudge_at - Duration::seconds(1)), slot);
            prop_assert!(next_slot(&plan, Some(settled), zone, slot.nudge_at).date > slot.date);
            settled = slot.nudge_at;
        }
    }

    /// Skipping slots without settling them never repeats a day and never goes back in time.
    #[test]
    fn slots_follow_each_other(plan in any_plan(), zone in any_zone(), start in any_instant()) {
        let mut last = next_slot(&plan, None, zone, start);
        for _ in 0..12 {
            let next = next_slot(&plan, None, zone, last.nudge_at);
            check_slot(&plan, &next, zone)?;
            prop_assert!(next.date > last.date && next.nudge_at > last.nudge_at);
            last = next;
        }
    }

    /// A plan is never nudged for the time before it was made.
    #[test]
    fn nothing_before_the_beginning(mut plan in any_plan(), zone in any_zone(), start in any_instant(), back in 0i64..100) {
        plan.created_at = start;
        let slot = next_slot(&plan, None, zone, start - Duration::days(back));
        prop_assert!(slot.nudge_at >= start);
        prop_assert_eq!(slot, next_slot(&plan, None, zone, start - Duration::seconds(1)));
    }

    #[test]
    fn twenty_ninth_of_february(start in any_instant(), zone in any_zone(), mar in any::<bool>()) {
        let leap = if mar { LeapDay::Mar1 } else { LeapDay::Feb28 };
        let plan = plan(7, Cadence::Yearly { month: 2, day: 29, leap }, window("18:00", "21:00"), DateTime::UNIX_EPOCH);
        let mut at = start;
        let mut years = vec![];
        for _ in 0..9 {
            let slot = next_slot(&plan, Some(at), zone, at);
            let wanted = if slot.date.leap_year() { (2, 29) } else if mar { (3, 1) } else { (2, 28) };
            prop_assert_eq!((slot.date.month(), slot.date.day()), wanted);
            years.push(slot.date.year());
            at = slot.nudge_at;
        }
        prop_assert!(years.windows(2).all(|pair| pair[1] == pair[0] + 1), "{years:?}");
    }

    #[test]
    fn weekdays_are_a_set(numbers in proptest::collection::vec(0u8..10, 0..5)) {
        match Weekdays::from_numbers(&numbers) {
            Ok(days) => {
                let mut sorted = numbers.clone();
                sorted.sort_unstable();
                sorted.dedup();
                prop_assert_eq!(days.numbers(), sorted);
            }
            Err(error) => {
                prop_assert_eq!(error, CadenceError::NoWeekday);
                prop_assert!(numbers.is_empty() || numbers.iter().any(|n| !(1..=7).contains(n)));
            }
        }
    }
}

/// Every third evening, across the nights in which the clocks change.
#[test]
fn evenings_stay_evenings_across_both_clock_changes() {
    for (zone, start) in [
        (Tz::Europe__Berlin, "2026-03-20T18:00:00Z"),
        (Tz::Europe__Berlin, "2026-10-18T18:00:00Z"),
        (Tz::America__New_York, "2026-03-01T23:00:00Z"),
        (Tz::Australia__Lord_Howe, "2026-03-30T08:00:00Z"),
        (Tz::Africa__Casablanca, "2026-02-10T20:00:00Z"),
    ] {
        let plan = plan(
            3,
            Cadence::EveryDays(3),
            window("18:00", "21:00"),
            utc(start),
        );
        let (mut at, mut date) = (utc(start), utc(start).with_timezone(&zone).date_naive());
        for _ in 0..10 {
            let slot = next_slot(&plan, Some(at), zone, at);
            date = date + Days::new(3);
            assert_eq!(slot.date, date);
            assert_eq!(local(slot.opens, zone), date.and_hms_opt(18, 0, 0).unwrap());
            assert_eq!(
                local(slot.closes, zone),
                date.and_hms_opt(21, 0, 0).unwrap()
            );
            at = slot.nudge_at;
        }
    }
}

#[test]
fn a_window_in_a_skipped_or_repeated_hour() {
    let on = |zone: Tz, window: Window, after: &str| {
        let slot = next_slot(
            &plan(
                1,
                Cadence::EveryDays(1),
                window,
                utc("2000-01-01T00:00:00Z"),
            ),
            None,
            zone,
            utc(after),
        );
        (local_text(slot.opens, zone), local_text(slot.closes, zone))
    };
    let texts = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    let berlin = Tz::Europe__Berlin;
    // Skipped wholly: right after, as long as it would have been.
    assert_eq!(
        on(berlin, window("02:10", "02:40"), "2026-03-28T12:00:00Z"),
        texts("2026-03-29 03:00 +0200", "2026-03-29 03:30 +0200")
    );
    // Skipped at its start: from the next valid minute.
    assert_eq!(
        on(berlin, window("02:30", "03:30"), "2026-03-28T12:00:00Z"),
        texts("2026-03-29 03:00 +0200", "2026-03-29 03:30 +0200")
    );
    // Repeated: the first time only.
    assert_eq!(
        on(berlin, window("02:10", "02:40"), "2026-10-24T12:00:00Z"),
        texts("2026-10-25 02:10 +0200", "2026-10-25 02:40 +0200")
    );
    assert_eq!(
        on(
            Tz::Australia__Lord_Howe,
            window("02:05", "02:20"),
            "2026-10-03T00:00:00Z"
        ),
        texts("2026-10-04 02:30 +1100", "2026-10-04 02:45 +1100")
    );
}

#[test]
fn samoa_had_no_thirtieth() {
    let zone = Tz::Pacific__Apia;
    let evening = window("18:00", "21:00");
    let from = utc("2011-12-30T05:00:00Z"); // the evening of the 29th there
    let daily = plan(1, Cadence::EveryDays(1), evening, DateTime::UNIX_EPOCH);
    assert_eq!(
        next_slot(&daily, Some(from), zone, from).date,
        day("2011-12-31")
    );
    // A Friday that never came: the next Friday, not a Saturday.
    let friday = plan(
        2,
        Cadence::Weekdays(Weekdays::from_numbers(&[5]).unwrap()),
        evening,
        DateTime::UNIX_EPOCH,
    );
    assert_eq!(
        next_slot(&friday, Some(from), zone, from).date,
        day("2012-01-06")
    );
    // An anniversary is kept on the day after, in the evening as ever.
    let yearly = plan(
        3,
        Cadence::Yearly {
            month: 12,
            day: 30,
            leap: LeapDay::Feb28,
        },
        evening,
        DateTime::UNIX_EPOCH,
    );
    let slot = next_slot(&yearly, Some(from), zone, from);
    assert_eq!(
        (slot.date, local(slot.opens, zone).to_string().as_str()),
        (day("2011-12-30"), "2011-12-31 18:00:00")
    );
    assert_eq!(
        next_slot(&yearly, Some(slot.nudge_at), zone, slot.nudge_at).date,
        day("2012-12-30")
    );
}

#[test]
fn after_midnight_still_belongs_to_the_evening() {
    let zone = Tz::Europe__Berlin;
    let plan = plan(
        9,
        Cadence::EveryDays(2),
        window("22:00", "02:00"),
        DateTime::UNIX_EPOCH,
    );
    let one_in_the_night = utc("2026-05-11T23:00:00Z"); // Tuesday 12 May, 01:00
    assert_eq!(
        next_slot(&plan, Some(one_in_the_night), zone, one_in_the_night).date,
        day("2026-05-13")
    );
    let breakfast = utc("2026-05-12T06:00:00Z");
    assert_eq!(
        next_slot(&plan, Some(breakfast), zone, breakfast).date,
        day("2026-05-14")
    );
}

#[test]
fn the_minute_varies_but_is_always_the_same() {
    let zone = Tz::UTC;
    let daily = |id| {
        plan(
            id,
            Cadence::EveryDays(1),
            window("18:00", "21:00"),
            DateTime::UNIX_EPOCH,
        )
    };
    let minutes = |id| -> Vec<i64> {
        (0..60)
            .map(|n| {
                let slot = next_slot(
                    &daily(id),
                    None,
                    zone,
                    utc("2026-01-01T00:00:00Z") + Duration::days(n),
                );
                (slot.nudge_at - slot.opens).num_minutes()
            })
            .collect()
    };
    let one = minutes(1);
    assert_eq!(one, minutes(1));
    assert_ne!(one, minutes(2));
    for third in [0i64..60, 60..120, 120..180] {
        let hits = one.iter().filter(|minute| third.contains(*minute)).count();
        assert!((8..=32).contains(&hits), "{hits} of 60 in {third:?}");
    }
}

#[test]
fn impossible_cadences_are_refused() {
    assert_eq!(
        Cadence::EveryDays(0).validate(),
        Err(CadenceError::DaysOutOfRange)
    );
    assert_eq!(
        Cadence::EveryDays(366).validate(),
        Err(CadenceError::DaysOutOfRange)
    );
    assert_eq!(Cadence::EveryDays(365).validate(), Ok(()));
    let yearly = |month, day| {
        Cadence::Yearly {
            month,
            day,
            leap: LeapDay::Feb28,
        }
        .validate()
    };
    assert_eq!(
        (yearly(2, 29), yearly(2, 30), yearly(13, 1)),
        (
            Ok(()),
            Err(CadenceError::NoSuchDay),
            Err(CadenceError::NoSuchDay)
        )
    );
    assert_eq!(
        Window::parse("18:00", "18:00"),
        Err(CadenceError::EmptyWindow)
    );
    assert_eq!(Window::parse("18:00", "25:00"), Err(CadenceError::BadTime));
    assert!(
        !window("20:00", "24:00").crosses_midnight() && window("20:00", "00:30").crosses_midnight()
    );
}

/// Values that never came from our own screens must not bring the rules down.
#[test]
fn nonsense_does_not_panic() {
    for cadence in [
        Cadence::EveryDays(0),
        Cadence::EveryDays(u16::MAX),
        Cadence::Yearly {
            month: 77,
            day: 99,
            leap: LeapDay::Mar1,
        },
    ] {
        for at in [
            DateTime::<Utc>::MIN_UTC,
            DateTime::<Utc>::MAX_UTC,
            utc("2026-01-01T00:00:00Z"),
        ] {
            for zone in ZONES {
                let _ = next_slot(
                    &plan(1, cadence, window("22:00", "02:00"), at),
                    Some(at),
                    zone,
                    at,
                );
            }
        }
    }
}

#[test]
fn lighter_is_about_half_as_often_and_still_a_cadence() {
    let weekdays = |numbers: &[u8]| Cadence::Weekdays(Weekdays::from_numbers(numbers).unwrap());
    for (before, after) in [
        (Cadence::EveryDays(1), Some(Cadence::EveryDays(2))),
        (Cadence::EveryDays(3), Some(Cadence::EveryDays(6))),
        (Cadence::EveryDays(300), Some(Cadence::EveryDays(365))),
        (Cadence::EveryDays(365), None),
        (
            weekdays(&[1, 2, 3, 4, 5, 6, 7]),
            Some(weekdays(&[1, 3, 5, 7])),
        ),
        (weekdays(&[2, 5]), Some(weekdays(&[2]))),
        (weekdays(&[2]), Some(Cadence::EveryDays(14))),
        (
            Cadence::Yearly {
                month: 2,
                day: 29,
                leap: LeapDay::Mar1,
            },
            None,
        ),
    ] {
        assert_eq!(before.lighter(), after);
        assert!(after.is_none_or(|cadence| cadence.validate().is_ok()));
    }
}

#[test]
fn after_four_weeks_there_is_one_question() {
    let start = utc("2026-05-01T12:00:00Z");
    let mut plan = plan(1, Cadence::EveryDays(3), window("18:00", "20:00"), start);
    let mut state = couple::nudge::PlanState::default();
    assert!(!state.asks_for_less(&plan, utc("2026-05-29T11:59:59Z")));
    assert!(state.asks_for_less(&plan, utc("2026-05-29T12:00:00Z")));
    // A clock of another time asks nothing.
    assert!(!state.asks_for_less(&plan, utc("1970-01-01T00:00:00Z")));
    state.was_asked = true;
    assert!(!state.asks_for_less(&plan, utc("2027-05-29T12:00:00Z")));
    state.was_asked = false;
    plan.retired = true;
    assert!(!state.asks_for_less(&plan, utc("2026-06-29T12:00:00Z")));
}
