//! If-then plans: what is noticed, which plan it is for, and when that nudge may come.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;
use couple::ThingId;
use couple::cadence::{Cadence, Weekdays, Window};
use couple::cue::{Cue, Happened, Presence, Signal, WHOLE_DAY};
use couple::gesture::GesturePlan;
use couple::nudge::{
    Decision, Later, PlanNow, PlanState, Rules, coming, decide, later, shown_today,
};

use crate::common::*;

const RULES: Rules = Rules {
    quiet: None,
    budget: 1,
    paused_until: None,
    held: None,
    together: None,
};
const ZONE: Tz = Tz::Europe__Berlin;

fn when(id: u8, cue: Cue, cadence: Cadence, window: Window) -> GesturePlan {
    GesturePlan {
        cue: Some(cue),
        ..plan(id, cadence, window, utc("2026-05-01T00:00:00Z"))
    }
}

fn decided(plan: &GesturePlan, state: &PlanState, at: &str, rules: &Rules) -> Decision {
    let plans = [PlanNow { plan, state }];
    let now = utc(at);
    decide(now, ZONE, &plans, shown_today(now, ZONE, &plans), rules)
}

fn fires(plan: &GesturePlan, state: &PlanState, at: &str) -> bool {
    matches!(decided(plan, state, at, &RULES), Decision::Fire(..))
}

fn hear(presence: &mut Presence, signal: Signal, at: &str) -> Vec<Happened> {
    presence.hear(signal, utc(at), ZONE)
}

#[test]
fn without_its_cue_it_never_comes() {
    let plan = when(1, Cue::Unlock, Cadence::EveryDays(1), WHOLE_DAY);
    let state = PlanState::default();
    let mut now = utc("2026-05-04T00:00:00Z");
    for _ in 0..300 {
        let plans = [PlanNow {
            plan: &plan,
            state: &state,
        }];
        match decide(now, ZONE, &plans, 0, &RULES) {
            Decision::Rest { until, let_go } => {
                assert!(let_go.is_empty() && until > now);
                now = until;
            }
            other => panic!("{other:?}"),
        }
    }
}

#[test]
fn with_its_cue_it_comes_once_that_day() {
    let plan = when(1, Cue::Unlock, Cadence::EveryDays(1), WHOLE_DAY);
    let mut state = PlanState::default();
    let at = "2026-05-04T06:10:00Z";
    assert!(state.hear_cue(&plan, utc(at), ZONE));
    let Decision::Fire(id, slot) = decided(&plan, &state, at, &RULES) else {
        panic!("it comes at once");
    };
    assert_eq!(slot.date, day("2026-05-04"));
    state.record_shown(id, &slot, utc(at));
    for later in [
        "2026-05-04T06:20:00Z",
        "2026-05-04T17:00:00Z",
        "2026-05-05T01:30:00Z",
    ] {
        assert!(!state.hear_cue(&plan, utc(later), ZONE), "{later}");
        assert!(!fires(&plan, &state, later));
    }
    let next = "2026-05-05T05:00:00Z";
    assert!(state.hear_cue(&plan, utc(next), ZONE) && fires(&plan, &state, next));
}

#[test]
fn it_keeps_its_days_and_hours() {
    let weekdays = Weekdays::from_numbers(&[1, 2]).unwrap();
    let plan = when(
        1,
        Cue::Back(10),
        Cadence::Weekdays(weekdays),
        window("16:00", "20:00"),
    );
    let counts = |at: &str| PlanState::default().hear_cue(&plan, utc(at), ZONE);
    assert!(counts("2026-05-04T14:30:00Z"), "a Monday at half past four");
    assert!(!counts("2026-05-04T13:59:00Z") && !counts("2026-05-04T18:00:00Z"));
    assert!(!counts("2026-05-06T14:30:00Z"), "a Wednesday");
    // Done yesterday, and about every three days: not yet.
    let plan = when(1, Cue::Back(10), Cadence::EveryDays(3), WHOLE_DAY);
    let mut state = PlanState::default();
    state.did(utc("2026-05-04T10:00:00Z"));
    assert!(!state.hear_cue(&plan, utc("2026-05-06T10:00:00Z"), ZONE));
    assert!(state.hear_cue(&plan, utc("2026-05-07T10:00:00Z"), ZONE));
    // Retired, or made afterwards.
    let gone = GesturePlan {
        retired: true,
        ..plan.clone()
    };
    assert!(!PlanState::default().hear_cue(&gone, utc("2026-05-07T10:00:00Z"), ZONE));
    assert!(!PlanState::default().hear_cue(&plan, utc("2026-04-30T10:00:00Z"), ZONE));
}

#[test]
fn a_cue_that_could_not_be_followed_is_over_after_half_an_hour() {
    let plan = when(1, Cue::Unlock, Cadence::EveryDays(1), WHOLE_DAY);
    let mut state = PlanState::default();
    assert!(state.hear_cue(&plan, utc("2026-05-04T06:00:00Z"), ZONE));
    let paused = Rules {
        paused_until: Some(utc("2026-05-04T06:20:00Z")),
        ..RULES
    };
    assert!(matches!(
        decided(&plan, &state, "2026-05-04T06:10:00Z", &paused),
        Decision::Rest { .. }
    ));
    assert!(matches!(
        decided(&plan, &state, "2026-05-04T06:25:00Z", &paused),
        Decision::Fire(..)
    ));
    assert!(!fires(&plan, &state, "2026-05-04T06:31:00Z"));
    // Nothing is said of it later: no card about what was missed.
    assert!(matches!(
        decided(&plan, &state, "2026-05-05T00:30:00Z", &RULES),
        Decision::Rest { .. }
    ));
    // The next one counts.
    assert!(state.hear_cue(&plan, utc("2026-05-04T12:00:00Z"), ZONE));
    assert!(fires(&plan, &state, "2026-05-04T12:00:00Z"));
    // In quiet hours nothing comes, whatever is unlocked.
    let quiet = Rules {
        quiet: Some(window("13:00", "15:00")),
        ..RULES
    };
    assert!(matches!(
        decided(&plan, &state, "2026-05-04T12:00:10Z", &quiet),
        Decision::Rest { .. }
    ));
}

#[test]
fn a_clock_that_goes_back_leaves_no_cue_behind() {
    let plan = when(1, Cue::Unlock, Cadence::EveryDays(1), WHOLE_DAY);
    let mut state = PlanState::default();
    assert!(state.hear_cue(&plan, utc("2031-01-01T12:00:00Z"), ZONE));
    assert!(!fires(&plan, &state, "2026-05-04T12:00:00Z"));
    assert!(state.hear_cue(&plan, utc("2026-05-04T12:00:00Z"), ZONE));
    assert!(fires(&plan, &state, "2026-05-04T12:00:00Z"));
}

#[test]
fn put_off_it_comes_when_it_was_said_and_needs_no_cue() {
    let plan = when(1, Cue::ShutDown, Cadence::EveryDays(1), WHOLE_DAY);
    let mut state = PlanState::default();
    let now = utc("2026-05-04T08:00:00Z");
    state.hear_cue(&plan, now, ZONE);
    state.snooze(later(Later::InAnHour, now, ZONE));
    assert!(!fires(&plan, &state, "2026-05-04T08:30:00Z"));
    assert!(fires(&plan, &state, "2026-05-04T09:00:00Z"));
}

#[test]
fn it_takes_no_place_of_the_day_before_it_is_heard() {
    let cued = when(1, Cue::Unlock, Cadence::EveryDays(1), WHOLE_DAY);
    let timed = plan(
        2,
        Cadence::EveryDays(1),
        window("18:00", "18:01"),
        utc("2026-05-02T00:00:00Z"),
    );
    let (heard, other) = (PlanState::default(), PlanState::default());
    let plans = [
        PlanNow {
            plan: &cued,
            state: &heard,
        },
        PlanNow {
            plan: &timed,
            state: &other,
        },
    ];
    let at = utc("2026-05-04T16:00:00Z");
    assert!(matches!(decide(at, ZONE, &plans, 0, &RULES), Decision::Fire(id, _) if id == timed.id));
}

#[test]
fn it_is_on_the_list_of_what_may_come() {
    let cued = when(
        1,
        Cue::Unlock,
        Cadence::EveryDays(7),
        window("07:00", "09:00"),
    );
    let now = utc("2026-05-04T00:00:00Z");
    let state = PlanState::default();
    let list = coming(
        &PlanNow {
            plan: &cued,
            state: &state,
        },
        now,
        ZONE,
        14,
        &RULES,
    );
    let days: Vec<_> = list.iter().map(|slot| slot.date).collect();
    assert_eq!(days, [day("2026-05-04"), day("2026-05-11")]);
}

#[test]
fn what_the_desktop_says_is_understood() {
    let mut presence = Presence::default();
    assert!(presence.is_here(), "what is not known means here");
    assert_eq!(
        hear(&mut presence, Signal::Started, "2026-05-04T06:00:00Z"),
        [Happened::FirstOfDay]
    );
    assert!(
        hear(
            &mut presence,
            Signal::Left(utc("2026-05-04T08:00:00Z")),
            "2026-05-04T08:05:00Z"
        )
        .is_empty()
    );
    assert!(!presence.is_here());
    assert_eq!(
        hear(&mut presence, Signal::Returned, "2026-05-04T08:20:00Z"),
        [Happened::Back(Duration::minutes(20))]
    );
    // Locked: nobody is back before it is unlocked, whatever moves.
    hear(&mut presence, Signal::Locked, "2026-05-04T10:00:00Z");
    hear(
        &mut presence,
        Signal::Asleep(utc("2026-05-04T10:01:00Z")),
        "2026-05-04T10:01:00Z",
    );
    assert!(hear(&mut presence, Signal::Awake, "2026-05-04T11:00:00Z").is_empty());
    assert!(hear(&mut presence, Signal::Returned, "2026-05-04T11:00:01Z").is_empty());
    assert!(!presence.is_here());
    assert_eq!(
        hear(&mut presence, Signal::Unlocked, "2026-05-04T11:30:00Z"),
        [Happened::Unlocked, Happened::Back(Duration::minutes(90))]
    );
    // Said twice, by a signal and by a property.
    assert!(hear(&mut presence, Signal::Unlocked, "2026-05-04T11:30:00Z").is_empty());
    // The day of a person begins at four.
    assert!(hear(&mut presence, Signal::Returned, "2026-05-05T01:58:00Z").is_empty());
    assert_eq!(
        hear(&mut presence, Signal::Returned, "2026-05-05T02:01:00Z"),
        [Happened::FirstOfDay]
    );
    assert_eq!(
        hear(&mut presence, Signal::ShuttingDown, "2026-05-05T20:00:00Z"),
        [Happened::ShuttingDown]
    );
    // An unlocking is one, even if nobody said that it was locked.
    let mut fresh = Presence::default();
    assert_eq!(
        hear(&mut fresh, Signal::Unlocked, "2026-05-04T06:00:00Z"),
        [Happened::Unlocked, Happened::FirstOfDay]
    );
}

#[test]
fn every_cue_knows_its_own() {
    let minutes = Duration::minutes;
    let heard = [
        Happened::Unlocked,
        Happened::Back(minutes(14)),
        Happened::Back(minutes(15)),
        Happened::FirstOfDay,
        Happened::ShuttingDown,
        Happened::Back(minutes(-90)),
    ];
    let of = |cue: Cue| heard.map(|happened| cue.is(happened));
    assert_eq!(of(Cue::Unlock), [true, false, false, false, false, false]);
    assert_eq!(of(Cue::Back(15)), [false, false, true, false, false, false]);
    assert_eq!(
        of(Cue::FirstStart),
        [false, false, false, true, false, false]
    );
    assert_eq!(of(Cue::ShutDown), [false, false, false, false, true, false]);
    assert_eq!(of(Cue::WorkdayEnds), [false; 6]);
    assert_eq!(of(Cue::BlockEnds), [false; 6]);
    for (minutes, possible) in [
        (0, false),
        (4, false),
        (5, true),
        (240, true),
        (u16::MAX, false),
    ] {
        let plan = when(1, Cue::Back(minutes), Cadence::EveryDays(1), WHOLE_DAY);
        assert_eq!(plan.validate().is_ok(), possible, "{minutes}");
    }
}

/// A year of a person who comes and goes, in every zone: one record a day at most, and only after a cue.
#[test]
fn a_year_of_coming_and_going() {
    for zone in ZONES {
        let plan = when(
            3,
            Cue::Back(30),
            Cadence::EveryDays(1),
            window("07:00", "23:00"),
        );
        let (mut state, mut presence) = (PlanState::default(), Presence::default());
        let mut days = std::collections::BTreeSet::new();
        let mut now: DateTime<Utc> = utc("2026-05-01T00:00:00Z");
        let (mut shown, mut heard) = (0, 0);
        for step in 0..6000_u32 {
            let away = Duration::minutes((i64::from(step) * 37) % 200);
            presence.hear(Signal::Left(now), now, zone);
            now += away;
            for happened in presence.hear(Signal::Returned, now, zone) {
                let counts = plan.cue.is_some_and(|cue| cue.is(happened));
                heard += usize::from(counts && state.hear_cue(&plan, now, zone));
            }
            let plans = [PlanNow {
                plan: &plan,
                state: &state,
            }];
            if let Decision::Fire(id, slot) =
                decide(now, zone, &plans, shown_today(now, zone, &plans), &RULES)
            {
                assert_eq!(id, ThingId([3; 16]));
                assert!(days.insert(slot.date), "{} twice in {zone}", slot.date);
                assert!(away >= Duration::minutes(30));
                state.record_shown(id, &slot, now);
                shown += 1;
            }
            now += Duration::minutes(20);
        }
        assert!(
            shown > 300 && shown <= heard,
            "{shown} of {heard} in {zone}"
        );
    }
}
