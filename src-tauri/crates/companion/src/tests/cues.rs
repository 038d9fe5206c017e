//! If-then plans in a real home: what is noticed is kept before anything comes of it.

use std::sync::atomic::Ordering;

use chrono::TimeDelta;
use couple::{
    ThingId,
    cadence::{Cadence, Window},
    cue::{Cue, Happened, WHOLE_DAY},
    free::merged,
    gesture::GestureRef,
};

use exchange::calendar_in::Reading;

use super::holding::Evening;
use crate::PlanInput;

/// Five in the afternoon, with one plan, which waits for a cue.
fn waiting_for(cue: Cue, window: Window) -> (Evening, ThingId) {
    let mut evening = Evening::begin();
    for plan in evening.plans.clone() {
        evening.home.remove_plan(plan).unwrap();
    }
    let input = PlanInput {
        gesture: GestureRef::Own("tea".to_owned()),
        cadence: Cadence::EveryDays(1),
        window,
        cue: Some(cue),
    };
    let id = evening.home.keep_plan(None, input).unwrap().id;
    evening.plans = vec![id];
    evening.home.take_notices();
    (evening, id)
}

fn back(minutes: i64) -> [Happened; 1] {
    [Happened::Back(TimeDelta::minutes(minutes))]
}

#[test]
fn back_from_a_break_it_comes_once() {
    let (mut evening, id) = waiting_for(Cue::Back(15), WHOLE_DAY);
    assert!(evening.home.waits_for_cues().unwrap());
    assert!(evening.until("18:00").is_empty());
    assert!(!evening.home.hear_cues(&back(14), true).unwrap());
    assert!(evening.look().is_empty());
    assert!(evening.home.hear_cues(&back(15), true).unwrap());
    assert_eq!(evening.look(), ["1 at 18:00"]);
    assert!(!evening.home.hear_cues(&back(90), true).unwrap());
    assert!(evening.until("21:00").is_empty());
    let due = evening.home.list_due_nudges().unwrap();
    assert_eq!(due[0].plan.id, id);
    evening.home.remove_plan(id).unwrap();
    assert!(!evening.home.waits_for_cues().unwrap());
}

#[test]
fn while_the_desktop_asks_for_quiet_it_is_held_for_half_an_hour() {
    let (mut evening, _) = waiting_for(Cue::Unlock, WHOLE_DAY);
    evening.busy.store(true, Ordering::SeqCst);
    assert!(evening.home.hear_cues(&[Happened::Unlocked], true).unwrap());
    assert!(evening.until("17:20").is_empty());
    evening.busy.store(false, Ordering::SeqCst);
    assert_eq!(evening.until("18:30"), ["1 at 17:20"]);

    let (mut evening, _) = waiting_for(Cue::Unlock, WHOLE_DAY);
    evening.busy.store(true, Ordering::SeqCst);
    evening.home.hear_cues(&[Happened::Unlocked], true).unwrap();
    assert!(evening.until("17:40").is_empty());
    evening.busy.store(false, Ordering::SeqCst);
    assert!(evening.until("20:00").is_empty(), "the moment is over");
    assert!(evening.home.hear_cues(&[Happened::Unlocked], true).unwrap());
    assert_eq!(evening.look(), ["1 at 20:00"]);
}

#[test]
fn a_working_day_ends_when_somebody_is_there() {
    let hours = Window::parse("18:30", "20:30").unwrap();
    let (mut evening, _) = waiting_for(Cue::WorkdayEnds, hours);
    assert_eq!(evening.until("21:00"), ["1 at 18:30"]);

    let (mut evening, _) = waiting_for(Cue::WorkdayEnds, hours);
    evening.home.hear_cues(&[], false).unwrap();
    assert!(evening.until("19:15").is_empty(), "nobody is there");
    evening.home.hear_cues(&back(60), true).unwrap();
    assert_eq!(evening.until("21:00"), ["1 at 19:15"]);

    let (mut evening, _) = waiting_for(Cue::WorkdayEnds, hours);
    evening.home.hear_cues(&[], false).unwrap();
    assert!(evening.until("20:45").is_empty());
    evening.home.hear_cues(&back(60), true).unwrap();
    assert!(evening.until("21:30").is_empty(), "its hours are over");
}

#[test]
fn a_block_of_a_calendar_ends_once_and_when_somebody_is_there() {
    let meeting = |evening: &mut Evening, from: i64, until: i64| {
        let now = evening.home.now().timestamp();
        let id = evening
            .home
            .add_calendar(std::path::PathBuf::from("/tmp/work.ics").into())
            .unwrap();
        let reading = Reading {
            busy: merged([
                (now + from * 60, now + until * 60),
                (now + until * 60 + 7200, now + until * 60 + 9000),
            ]),
            ..Reading::default()
        };
        evening.home.calendar_was_read(id, Ok(reading)).unwrap();
    };
    // From 17:15 to 18:00, and from 20:00 to 20:30.
    let (mut evening, _) = waiting_for(Cue::BlockEnds, WHOLE_DAY);
    assert!(evening.until("17:10").is_empty(), "no calendar is read");
    let (mut evening, _) = waiting_for(Cue::BlockEnds, WHOLE_DAY);
    meeting(&mut evening, 15, 60);
    assert_eq!(evening.until("23:00"), ["1 at 18:00"]);

    let (mut evening, _) = waiting_for(Cue::BlockEnds, WHOLE_DAY);
    meeting(&mut evening, 15, 60);
    evening.home.hear_cues(&[], false).unwrap();
    assert!(evening.until("18:20").is_empty(), "nobody is there");
    evening.home.hear_cues(&back(80), true).unwrap();
    assert_eq!(evening.until("19:30"), ["1 at 18:20"]);

    let (mut evening, _) = waiting_for(Cue::BlockEnds, WHOLE_DAY);
    meeting(&mut evening, 15, 60);
    evening.home.hear_cues(&[], false).unwrap();
    assert!(evening.until("18:40").is_empty());
    evening.home.hear_cues(&back(80), true).unwrap();
    assert!(evening.until("19:30").is_empty(), "its moment is over");
    assert_eq!(evening.until("22:00"), ["1 at 20:30"]);

    // What ended before the plan was made is no occasion for it.
    let (mut evening, _) = waiting_for(Cue::Unlock, WHOLE_DAY);
    meeting(&mut evening, -60, -15);
    let input = PlanInput {
        gesture: GestureRef::Own("tea".to_owned()),
        cadence: Cadence::EveryDays(1),
        window: WHOLE_DAY,
        cue: Some(Cue::BlockEnds),
    };
    evening.home.keep_plan(None, input).unwrap();
    evening.home.take_notices();
    assert!(evening.until("17:30").is_empty());
}

#[test]
fn what_nobody_waits_for_changes_nothing() {
    let (mut evening, _) = waiting_for(Cue::ShutDown, WHOLE_DAY);
    for happened in [Happened::Unlocked, Happened::FirstOfDay] {
        assert!(!evening.home.hear_cues(&[happened], true).unwrap());
    }
    assert!(evening.until("20:00").is_empty());
    assert!(
        evening
            .home
            .hear_cues(&[Happened::ShuttingDown], true)
            .unwrap()
    );
    assert_eq!(evening.look(), ["1 at 20:00"]);
    let impossible = PlanInput {
        gesture: GestureRef::Own("tea".to_owned()),
        cadence: Cadence::EveryDays(1),
        window: WHOLE_DAY,
        cue: Some(Cue::Back(0)),
    };
    assert!(evening.home.keep_plan(None, impossible).is_err());
}
