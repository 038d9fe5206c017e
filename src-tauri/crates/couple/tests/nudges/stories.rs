//! Single days, told.

use chrono::Duration;
use chrono_tz::Tz;
use couple::ThingId;
use couple::cadence::Cadence;
use couple::gesture::GesturePlan;
use couple::nudge::{
    Decision, Later, Pause, PlanNow, PlanState, Rules, decide, later, next, pause_until,
};

use crate::common::*;
use crate::desk::{Desk, How};

const ALWAYS: Rules = Rules {
    quiet: None,
    budget: 1,
    paused_until: None,
    held: None,
    together: None,
};

fn daily(id: u8, from: &str, to: &str) -> GesturePlan {
    plan(
        id,
        Cadence::EveryDays(1),
        window(from, to),
        utc("2026-05-01T00:00:00Z"),
    )
}

fn desk(mut plans: Vec<GesturePlan>, now: &str) -> Desk {
    plans.iter_mut().for_each(|plan| plan.created_at = utc(now));
    Desk::new(plans, Tz::UTC, utc(now), ALWAYS)
}

fn dates(desk: &Desk) -> Vec<String> {
    desk.log
        .iter()
        .map(|shown| format!("{} {:?}", shown.date.format("%d"), shown.how))
        .collect()
}

#[test]
fn asleep_overnight_is_one_card_in_the_morning() {
    let mut desk = desk(
        vec![daily(1, "18:00", "19:00"), daily(2, "19:00", "20:00")],
        "2026-05-04T10:00:00Z",
    );
    desk.now = utc("2026-05-05T08:00:00Z");
    assert!(matches!(desk.decide_at(desk.now), Decision::WhileAway(missed) if missed.len() == 2));
    desk.look().unwrap();
    assert!(
        matches!(desk.decide_at(desk.now), Decision::Rest { .. }),
        "once is enough"
    );
    // The card takes no nudge's place.
    desk.wake_until(utc("2026-05-05T23:00:00Z")).unwrap();
    assert_eq!(dates(&desk), ["04 Away", "04 Away", "05 Nudge"]);
}

#[test]
fn a_short_sleep_only_delays() {
    let mut desk = desk(vec![daily(1, "12:00", "12:01")], "2026-05-04T10:00:00Z");
    desk.now = utc("2026-05-04T18:00:00Z");
    assert!(
        matches!(desk.decide_at(desk.now), Decision::Fire(..)),
        "six hours are not too late"
    );
    desk.now = utc("2026-05-04T18:00:01Z");
    assert!(matches!(desk.decide_at(desk.now), Decision::WhileAway(_)));
}

#[test]
fn one_of_several_a_day_in_turn() {
    let mut desk = desk(
        vec![
            daily(1, "08:00", "09:00"),
            daily(2, "12:00", "13:00"),
            daily(3, "18:00", "19:00"),
        ],
        "2026-05-01T00:00:00Z",
    );
    desk.wake_until(utc("2026-05-07T00:00:00Z")).unwrap();
    let turns: Vec<_> = desk.log.iter().map(|shown| shown.plan.0[0]).collect();
    assert_eq!(turns, [1, 2, 3, 1, 2, 3]);
}

#[test]
fn not_today_is_as_good_as_done_for_the_cadence() {
    for answer in [PlanState::did, PlanState::not_today] {
        let every_three = plan(
            1,
            Cadence::EveryDays(3),
            window("18:00", "19:00"),
            utc("2026-05-01T00:00:00Z"),
        );
        let mut desk = desk(vec![every_three], "2026-05-01T00:00:00Z");
        desk.wake_until(utc("2026-05-02T09:00:00Z")).unwrap();
        let now = desk.now;
        answer(desk.state(ThingId([1; 16])), now);
        desk.wake_until(utc("2026-05-06T00:00:00Z")).unwrap();
        assert_eq!(dates(&desk), ["01 Nudge", "05 Nudge"]);
    }
    let mut state = PlanState::default();
    state.not_today(utc("2026-05-01T00:00:00Z"));
    assert_eq!(state.last_done, None, "waved away is not done");
}

#[test]
fn done_before_it_was_due_cancels_it() {
    let mut desk = desk(vec![daily(1, "18:00", "19:00")], "2026-05-04T07:00:00Z");
    let now = desk.now;
    desk.state(ThingId([1; 16])).did(now);
    desk.wake_until(utc("2026-05-05T23:00:00Z")).unwrap();
    assert_eq!(dates(&desk), ["05 Nudge"]);
}

#[test]
fn later_comes_back_on_a_full_day_and_after_a_crash() {
    let id = ThingId([1; 16]);
    let mut desk = desk(vec![daily(1, "12:00", "12:30")], "2026-05-04T10:00:00Z");
    desk.wake_until(utc("2026-05-04T13:00:00Z")).unwrap();
    let until = later(Later::ThisEvening, desk.now, desk.zone);
    assert_eq!(until, utc("2026-05-04T19:00:00Z"));
    desk.state(id).snooze(until);
    assert_eq!(desk.states[&id].waiting(desk.now), None);
    // A restart knows only what is on disk, which `decide` is given anyway; it may also die while showing.
    desk.dies_next = true;
    desk.wake_until(utc("2026-05-04T23:00:00Z")).unwrap();
    assert_eq!(dates(&desk), ["04 Nudge", "04 CameBack"]);
    // What the crash kept from the screen was recorded, and waits where answers are given.
    assert_eq!((desk.seen_on_screen, desk.deaths), (1, 1));
    assert!(desk.states[&id].waiting(desk.now).is_some());
    assert!(desk.log[1].at - until < Duration::minutes(1));
    desk.wake_until(utc("2026-05-05T23:00:00Z")).unwrap();
    assert_eq!(dates(&desk).last().map(String::as_str), Some("05 Nudge"));
}

#[test]
fn a_promise_missed_is_in_the_card() {
    let id = ThingId([1; 16]);
    let mut desk = desk(
        vec![plan(
            1,
            Cadence::EveryDays(9),
            window("12:00", "12:30"),
            utc("2026-05-01T00:00:00Z"),
        )],
        "2026-05-01T00:00:00Z",
    );
    desk.wake_until(utc("2026-05-01T13:00:00Z")).unwrap();
    desk.state(id).snooze(utc("2026-05-02T10:00:00Z"));
    desk.rules.paused_until = Some(utc("2026-05-03T06:00:00Z"));
    desk.wake_until(utc("2026-05-03T23:00:00Z")).unwrap();
    assert_eq!(dates(&desk), ["01 Nudge", "02 Away"]);
}

#[test]
fn a_pause_is_not_held_against_anyone() {
    let mut desk = desk(vec![daily(1, "18:00", "18:30")], "2026-05-04T17:00:00Z");
    desk.rules.paused_until = Some(pause_until(Pause::Tomorrow, desk.now, desk.zone));
    desk.wake_until(utc("2026-05-05T12:00:00Z")).unwrap();
    assert!(desk.log.is_empty(), "nothing was missed: {:?}", desk.log);
    // An hour's pause only holds it.
    desk.now = utc("2026-05-05T17:55:00Z");
    desk.rules.paused_until = Some(pause_until(Pause::Hour, desk.now, desk.zone));
    desk.wake_until(utc("2026-05-05T20:00:00Z")).unwrap();
    assert_eq!(dates(&desk), ["05 Nudge"]);
    assert!(desk.log[0].at >= utc("2026-05-05T18:55:00Z"));
}

#[test]
fn a_nudge_moves_out_of_quiet_hours_where_it_can() {
    let mut desk = desk(vec![daily(1, "20:00", "23:00")], "2026-05-01T00:00:00Z");
    desk.rules.quiet = Some(window("21:00", "07:00"));
    desk.wake_until(utc("2026-05-31T23:59:00Z")).unwrap();
    assert_eq!(desk.log.len(), 31);
    assert!(
        desk.log
            .iter()
            .all(|shown| shown.how == How::Nudge && shown.at.time() < "21:01:00".parse().unwrap())
    );
}

#[test]
fn a_birthday_goes_first() {
    let yearly = Cadence::Yearly {
        month: 5,
        day: 4,
        leap: Default::default(),
    };
    let birthday = plan(
        9,
        yearly,
        window("18:00", "19:00"),
        utc("2026-05-01T00:00:00Z"),
    );
    let mut desk = desk(
        vec![daily(1, "08:00", "09:00"), birthday],
        "2026-05-04T00:00:00Z",
    );
    desk.wake_until(utc("2026-05-05T23:00:00Z")).unwrap();
    let turns: Vec<_> = desk
        .log
        .iter()
        .map(|shown| (shown.plan.0[0], shown.at.date_naive()))
        .collect();
    assert_eq!(turns, [(9, day("2026-05-04")), (1, day("2026-05-05"))]);
}

/// A dead battery: the clock says 2040, then the truth; or 2010, then the truth.
#[test]
fn a_very_wrong_clock_heals() {
    let mut desk = desk(vec![daily(1, "18:00", "18:30")], "2026-05-04T00:00:00Z");
    desk.wake_until(utc("2026-05-04T20:00:00Z")).unwrap();
    desk.now = utc("2040-01-01T00:00:00Z");
    desk.wake_until(utc("2040-01-02T20:00:00Z")).unwrap();
    let now = desk.now;
    desk.state(ThingId([1; 16])).did(now);
    desk.now = utc("2026-05-06T09:00:00Z");
    let before = desk.log.len();
    desk.wake_until(utc("2026-05-08T23:00:00Z")).unwrap();
    let since: Vec<_> = desk.log[before..]
        .iter()
        .map(|shown| shown.date)
        .filter(|date| *date >= day("2026-05-06"))
        .collect();
    assert_eq!(
        since,
        [day("2026-05-06"), day("2026-05-07"), day("2026-05-08")]
    );

    desk.now = utc("2010-01-01T00:00:00Z");
    let before = desk.log.len();
    desk.wake_until(utc("2010-01-05T00:00:00Z")).unwrap();
    assert_eq!(
        desk.log.len(),
        before,
        "before the plan was made, nothing is due"
    );
}

#[test]
fn retired_plans_are_silent() {
    let mut plan = daily(1, "18:00", "18:30");
    plan.retired = true;
    let state = PlanState {
        snoozed_until: Some(utc("2026-05-03T00:00:00Z")),
        ..PlanState::default()
    };
    let now = PlanNow {
        plan: &plan,
        state: &state,
    };
    assert!(matches!(
        decide(utc("2026-05-05T19:00:00Z"), Tz::UTC, &[now], 0, &ALWAYS),
        Decision::Rest { .. }
    ));
    assert_eq!(
        next(&now, utc("2026-05-05T19:00:00Z"), Tz::UTC, &ALWAYS),
        None
    );
}

#[test]
fn a_nudge_waits_a_day_for_an_answer() {
    let id = ThingId([1; 16]);
    let mut desk = desk(vec![daily(1, "12:00", "12:30")], "2026-05-04T10:00:00Z");
    desk.wake_until(utc("2026-05-04T13:00:00Z")).unwrap();
    let shown = desk.log[0].at;
    assert_eq!(desk.states[&id].waiting(desk.now), Some(shown));
    assert_eq!(desk.states[&id].waiting(shown + Duration::hours(24)), None);
    let now = desk.now;
    desk.state(id).did(now);
    assert_eq!(desk.states[&id].waiting(now), None);
}

#[test]
fn what_later_means() {
    let at = |choice, now: &str| {
        let zone = Tz::Europe__Berlin;
        later(choice, utc(now), zone)
            .with_timezone(&zone)
            .format("%a %F %R")
            .to_string()
    };
    // Thursday 7 May 2026, 14:02 in Berlin.
    assert_eq!(
        at(Later::LaterToday, "2026-05-07T12:02:00Z"),
        "Thu 2026-05-07 16:05"
    );
    assert_eq!(
        at(Later::ThisEvening, "2026-05-07T12:02:00Z"),
        "Thu 2026-05-07 19:00"
    );
    assert_eq!(
        at(Later::ThisEvening, "2026-05-07T17:30:00Z"),
        "Thu 2026-05-07 21:00"
    );
    assert_eq!(
        at(Later::LaterToday, "2026-05-07T20:30:00Z"),
        "Thu 2026-05-07 23:00"
    );
    assert_eq!(
        at(Later::Tomorrow, "2026-05-07T20:30:00Z"),
        "Fri 2026-05-08 10:00"
    );
    assert_eq!(
        at(Later::Weekend, "2026-05-07T12:02:00Z"),
        "Sat 2026-05-09 10:00"
    );
    assert_eq!(
        at(Later::Weekend, "2026-05-09T12:02:00Z"),
        "Sun 2026-05-10 10:00"
    );
    assert_eq!(
        at(Later::Weekend, "2026-05-10T06:02:00Z"),
        "Sat 2026-05-16 10:00"
    );
}

#[test]
fn waking_brings_no_volley() {
    let plans = vec![daily(1, "12:00", "12:01"), daily(2, "12:00", "12:01")];
    let mut desk = desk(plans, "2026-05-04T10:00:00Z");
    desk.rules.budget = 3;
    desk.now = utc("2026-05-04T14:00:00Z");
    desk.wake_until(utc("2026-05-04T23:00:00Z")).unwrap();
    assert_eq!(dates(&desk), ["04 Nudge", "04 Nudge"]);
    assert!(desk.log[1].at - desk.log[0].at >= Duration::minutes(30));
}

#[test]
fn what_comes_back_tomorrow_has_its_place_tomorrow() {
    let plans = vec![daily(1, "12:00", "12:30"), daily(2, "08:00", "09:00")];
    let mut desk = desk(plans, "2026-05-04T10:00:00Z");
    desk.wake_until(utc("2026-05-04T13:00:00Z")).unwrap();
    assert_eq!(desk.log[0].plan, ThingId([1; 16]));
    desk.state(ThingId([1; 16]))
        .snooze(utc("2026-05-05T18:00:00Z"));
    desk.wake_until(utc("2026-05-05T23:00:00Z")).unwrap();
    assert_eq!(dates(&desk), ["04 Nudge", "05 CameBack"], "one a day");
    desk.wake_until(utc("2026-05-06T23:00:00Z")).unwrap();
    assert_eq!(desk.log[2].plan, ThingId([2; 16]));
}

/// There is no other day for it this year, so it is neither let go nor forgotten.
#[test]
fn two_birthdays_on_a_full_day() {
    let yearly = Cadence::Yearly {
        month: 5,
        day: 4,
        leap: Default::default(),
    };
    let birthday = |id| {
        plan(
            id,
            yearly,
            window("20:00", "21:00"),
            utc("2026-05-01T00:00:00Z"),
        )
    };
    let mut late = desk(vec![birthday(1), birthday(2)], "2026-05-04T00:00:00Z");
    late.wake_until(utc("2026-05-05T12:00:00Z")).unwrap();
    assert_eq!(dates(&late), ["04 Nudge", "04 Nudge"]);
    assert_eq!(late.log[1].at.to_rfc3339()[..16], *"2026-05-05T00:00");

    let mut quiet = desk(vec![birthday(1), birthday(2)], "2026-05-04T00:00:00Z");
    quiet.rules.quiet = Some(window("22:00", "07:00"));
    quiet.wake_until(utc("2026-05-05T12:00:00Z")).unwrap();
    assert_eq!(dates(&quiet), ["04 Nudge", "04 Away"]);
}

#[test]
fn a_promise_made_by_a_wrong_clock_is_kept_now() {
    let id = ThingId([1; 16]);
    let mut desk = desk(vec![daily(1, "18:00", "18:30")], "2026-05-04T00:00:00Z");
    desk.state(id).snooze(utc("2040-01-01T10:00:00Z"));
    assert!(matches!(desk.decide_at(desk.now), Decision::Fire(plan, _) if plan == id));
}

#[test]
fn the_next_one_is_after_the_pause() {
    let plan = daily(1, "18:00", "18:30");
    let now = utc("2026-05-04T12:00:00Z");
    let rules = Rules {
        paused_until: Some(utc("2026-05-08T06:00:00Z")),
        ..ALWAYS
    };
    let mut state = PlanState::default();
    let at =
        |state: &PlanState| next(&PlanNow { plan: &plan, state }, now, Tz::UTC, &rules).unwrap();
    assert_eq!(at(&state).date, day("2026-05-08"));
    state.snooze(utc("2026-05-05T10:00:00Z"));
    assert_eq!(
        at(&state).nudge_at,
        utc("2026-05-08T06:00:00Z"),
        "what is said is when it comes"
    );
}

#[test]
fn a_birthday_does_not_give_way_to_what_was_put_off() {
    let yearly = Cadence::Yearly {
        month: 5,
        day: 5,
        leap: Default::default(),
    };
    let birthday = plan(
        9,
        yearly,
        window("08:00", "09:00"),
        utc("2026-05-01T00:00:00Z"),
    );
    let mut desk = desk(
        vec![daily(1, "12:00", "12:30"), birthday],
        "2026-05-04T10:00:00Z",
    );
    desk.wake_until(utc("2026-05-04T13:00:00Z")).unwrap();
    desk.state(ThingId([1; 16]))
        .snooze(utc("2026-05-05T18:00:00Z"));
    desk.wake_until(utc("2026-05-05T23:00:00Z")).unwrap();
    assert_eq!(dates(&desk), ["04 Nudge", "05 Nudge", "05 CameBack"]);
}

#[test]
fn when_a_pause_ends() {
    let zone = Tz::Europe__Berlin;
    let ends = |pause, now: &str| {
        let ends = pause_until(pause, utc(now), zone).with_timezone(&zone);
        ends.format("%a %F %R").to_string()
    };
    // Thursday 7 May 2026, 14:02 in Berlin, and 17:00 that day.
    let (afternoon, evening) = ("2026-05-07T12:02:00Z", "2026-05-07T15:00:00Z");
    assert_eq!(ends(Pause::Evening, afternoon), "Thu 2026-05-07 18:00");
    assert_eq!(ends(Pause::Evening, evening), "Fri 2026-05-08 06:00");
    assert_eq!(ends(Pause::Tomorrow, afternoon), "Fri 2026-05-08 06:00");
    assert_eq!(ends(Pause::Weekend, afternoon), "Mon 2026-05-11 06:00");
    // On a Sunday, and on a Monday.
    assert_eq!(
        ends(Pause::Weekend, "2026-05-10T12:00:00Z"),
        "Mon 2026-05-11 06:00"
    );
    assert_eq!(
        ends(Pause::Weekend, "2026-05-11T12:00:00Z"),
        "Mon 2026-05-18 06:00"
    );
    assert_eq!(
        later(Later::InAnHour, utc(afternoon), zone),
        utc("2026-05-07T13:05:00Z")
    );
}
