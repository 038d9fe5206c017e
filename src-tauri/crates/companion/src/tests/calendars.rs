//! Calendars that are read, and the times that are left.

use std::path::PathBuf;

use chrono::{DateTime, TimeDelta, Utc};
use couple::{
    WallTime,
    free::{Block, Hours, Reason, merged},
};
use exchange::calendar_in::Reading;

use super::two::Two;
use crate::{CalendarPlace, CalendarTrouble, CompanionError, OutingInput};

fn reading(now: DateTime<Utc>, from: i64, until: i64) -> Reading {
    let at = |hours: i64| now.timestamp() + hours * 3600;
    Reading {
        busy: merged([(at(from), at(until))]),
        events: 1,
        ..Reading::default()
    }
}

#[test]
fn what_was_read_counts_until_it_is_read_again_or_taken_out() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let now = ada.now();
    let id = ada
        .add_calendar(PathBuf::from("/tmp/work.ics").into())
        .unwrap();
    assert_eq!(
        ada.add_calendar(PathBuf::from("/tmp/work.ics").into())
            .unwrap(),
        id
    );
    assert_eq!(ada.calendars_to_read(false).unwrap().len(), 1);
    let free = ada.find_time(60, 2, Vec::new()).unwrap();
    assert_eq!(free[0].reasons[0], Reason::Free);

    ada.calendar_was_read(id, Ok(reading(now, -1, 24 * 15)))
        .unwrap();
    assert_eq!(ada.find_time(60, 2, Vec::new()).unwrap(), []);
    assert!(ada.busy_until().unwrap().is_some());
    assert_eq!(ada.calendars_to_read(false).unwrap(), []);
    assert_eq!(ada.calendars_to_read(true).unwrap().len(), 1);
    // It could not be read: what is known stays.
    ada.calendar_was_read(id, Err(CalendarTrouble::Gone))
        .unwrap();
    assert_eq!(ada.find_time(60, 2, Vec::new()).unwrap(), []);
    let known = &ada.calendars().unwrap()[0];
    assert_eq!(
        (known.trouble, known.found.events),
        (Some(CalendarTrouble::Gone), 1)
    );
    assert!(known.found.busy.is_empty(), "blocks are kept once");

    ada.count_calendar(id, false).unwrap();
    assert_eq!(ada.find_time(60, 2, Vec::new()).unwrap(), free);
    assert_eq!(ada.busy_until().unwrap(), None);
    ada.remove_calendar(id).unwrap();
    assert!(matches!(
        ada.remove_calendar(id),
        Err(CompanionError::NotFound)
    ));
    let left: Option<Vec<Block>> = ada.private.setting(&format!("busy-of-{id}")).unwrap();
    assert_eq!(left, None);
    ada.calendar_was_read(id, Ok(reading(now, 0, 9))).unwrap();
    let left: Option<Vec<Block>> = ada.private.setting(&format!("busy-of-{id}")).unwrap();
    assert_eq!(left, None, "taken out while it was read");
}

#[test]
fn one_is_busy_until_the_last_of_what_follows_without_a_gap() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let (now, zone) = (ada.now(), ada.zone());
    let first = ada
        .add_calendar(PathBuf::from("/tmp/work.ics").into())
        .unwrap();
    let second = ada
        .add_calendar(PathBuf::from("/tmp/home.ics").into())
        .unwrap();
    assert_eq!(ada.busy_until().unwrap(), None);
    ada.calendar_was_read(first, Ok(reading(now, -3, 1)))
        .unwrap();
    let one = ada.busy_until().unwrap().unwrap();
    ada.calendar_was_read(second, Ok(reading(now, 1, 2)))
        .unwrap();
    let hour = chrono::TimeDelta::hours(1);
    assert_eq!(ada.busy_until().unwrap(), Some(one + hour));
    // A plan that begins within the second, and something of the first that begins where the plan ends.
    let begins = now + chrono::TimeDelta::minutes(90);
    let plan = OutingInput {
        title: "Soup".into(),
        note: String::new(),
        place: String::new(),
        when: WallTime {
            local: begins.with_timezone(&zone).naive_local(),
            zone,
        },
        minutes: 90,
        idea: None,
    };
    let id = ada.propose_outing(plan).unwrap().id;
    two.settle();
    two.home(1).accept_outing(id).unwrap();
    two.settle();
    let ada = two.home(0);
    let mut both = reading(now, -3, 1);
    both.busy.extend(reading(now, 3, 5).busy);
    ada.calendar_was_read(first, Ok(both)).unwrap();
    assert_eq!(ada.busy_until().unwrap(), Some(one + hour * 4));
}

#[test]
fn a_plan_is_in_the_way_of_another() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let best = ada.find_time(120, 1, Vec::new()).unwrap()[0].clone();
    let zone = ada.zone();
    let id = ada
        .propose_outing(OutingInput {
            title: "Soup".into(),
            note: String::new(),
            place: String::new(),
            when: WallTime {
                local: best.from.with_timezone(&zone).naive_local(),
                zone,
            },
            minutes: 120,
            idea: None,
        })
        .unwrap()
        .id;
    two.settle();
    two.home(1).accept_outing(id).unwrap();
    two.settle();
    let ada = two.home(0);
    let next = ada.find_time(120, 1, Vec::new()).unwrap();
    assert!(
        next.iter()
            .all(|slot| slot.until <= best.from || slot.from >= best.until)
    );
}

#[test]
fn hours_that_can_not_be_are_refused() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let usual = ada.usual_hours().unwrap();
    let [_, _, _, _, _, day, _] = usual;
    ada.change_usual_hours([None, None, None, None, None, day, None])
        .unwrap();
    assert_eq!(ada.usual_hours().unwrap()[0], None);
    let hours = day.unwrap();
    let wrong = Hours {
        from: hours.until,
        until: hours.from,
    };
    assert!(matches!(
        ada.change_usual_hours([Some(wrong), None, None, None, None, None, None]),
        Err(CompanionError::BadTime)
    ));
    for (minutes, weeks) in [(0, 1), (60, 0), (60, 27), (24 * 60 + 1, 1)] {
        assert!(matches!(
            ada.find_time(minutes, weeks, Vec::new()),
            Err(CompanionError::BadTime)
        ));
    }
}

/// Someone else's computer is asked less often than a file; one that was in trouble is looked at again as soon.
#[test]
fn an_address_is_asked_a_few_times_a_day() {
    let mut two = Two::paired();
    let address = CalendarPlace::Address {
        address: "https://example.org/a.ics".into(),
    };
    let id = two.home(0).add_calendar(address.clone()).unwrap();
    assert_eq!(two.home(0).add_calendar(address).unwrap(), id);
    for (told, hours) in [
        (Ok(Reading::default()), 4),
        (Err(CalendarTrouble::NoAnswer), 1),
    ] {
        two.home(0).calendar_was_read(id, told).unwrap();
        two.clock_jumps(TimeDelta::minutes(hours * 60 - 10));
        assert_eq!(two.home(0).calendars_to_read(false).unwrap(), []);
        two.clock_jumps(TimeDelta::minutes(10));
        assert_eq!(two.home(0).calendars_to_read(false).unwrap().len(), 1);
    }
}

#[test]
fn a_calendar_that_was_kept_before_there_were_addresses_is_read() {
    let kept = serde_json::json!({ "id": "0".repeat(32), "path": "/tmp/a.ics", "on": true, "read": null,
        "tried": null, "trouble": null, "found": Reading::default() });
    let read: crate::Calendar = serde_json::from_value(kept).unwrap();
    assert_eq!(read.place, PathBuf::from("/tmp/a.ics").into());
}
