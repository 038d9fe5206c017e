//! Nudges while the desktop asks for quiet, and after a sleep: held, then the best one, then silence.

use std::sync::{
    Arc,
    atomic::{AtomicBool, AtomicI64, AtomicUsize, Ordering},
};

use chrono::{DateTime, TimeDelta};
use couple::{
    ThingId,
    cadence::{Cadence, Window},
    gesture::GestureRef,
    nudge::Pause,
};
use replica::check::InProcess;

use crate::{
    Companion, CompanionError, Cost, Notice, PlanInput, Profile, Settings, Surroundings, Tick,
    create_home,
};

const TICK: Tick = Tick {
    nudges: true,
    network: false,
    steady: true,
};

pub(super) struct Evening {
    pub(super) home: Companion,
    clock: Arc<AtomicI64>,
    pub(super) busy: Arc<AtomicBool>,
    asked: Arc<AtomicUsize>,
    pub(super) plans: Vec<ThingId>,
    _folder: tempfile::TempDir,
}

impl Evening {
    /// Three gestures that come at six, at seven and at eight, three nudges a day, and five in the afternoon.
    pub(super) fn begin() -> Self {
        let start: DateTime<chrono::Utc> = "2026-11-20T17:00:00Z".parse().unwrap();
        let clock = Arc::new(AtomicI64::new(start.timestamp()));
        let (busy, asked) = (
            Arc::new(AtomicBool::new(false)),
            Arc::new(AtomicUsize::new(0)),
        );
        let around = {
            let (clock, busy, asked) = (clock.clone(), busy.clone(), asked.clone());
            Surroundings::new(
                [7; 32],
                move || DateTime::from_timestamp(clock.load(Ordering::SeqCst), 0).unwrap(),
                || chrono_tz::Tz::UTC,
            )
            .with_quiet(move || {
                asked.fetch_add(1, Ordering::SeqCst);
                busy.load(Ordering::SeqCst)
            })
        };
        let folder = tempfile::tempdir().unwrap();
        let profile = Profile::at(folder.path()).unwrap();
        let cost = Cost {
            memory_kib: 64,
            passes: 1,
            lanes: 1,
        };
        let checker = Box::new(InProcess);
        let mut home =
            create_home(&profile, "Ada", "two cups of tea", cost, around, checker).unwrap();
        home.change_settings(Settings {
            budget: 3,
            ..Settings::default()
        })
        .unwrap();
        let plans = ["18:00", "19:00", "20:00"]
            .map(|from| {
                let window = Window::parse(from, &format!("{}:01", &from[..2])).unwrap();
                let input = PlanInput {
                    cue: None,
                    gesture: GestureRef::Own(from.to_owned()),
                    cadence: Cadence::EveryDays(1),
                    window,
                };
                home.keep_plan(None, input).unwrap().id
            })
            .to_vec();
        let mut evening = Self {
            home,
            clock,
            busy,
            asked,
            plans,
            _folder: folder,
        };
        evening.until("17:00");
        evening
    }

    fn now(&self) -> String {
        let now = DateTime::from_timestamp(self.clock.load(Ordering::SeqCst), 0).unwrap();
        now.format("%H:%M").to_string()
    }

    /// Looks at the clock as the engine does until it shows a time, and says what came by its number and minute.
    pub(super) fn until(&mut self, time: &str) -> Vec<String> {
        let mut came = Vec::new();
        while self.now().as_str() < time {
            self.clock.fetch_add(20, Ordering::SeqCst);
            came.extend(self.look());
        }
        came
    }

    pub(super) fn look(&mut self) -> Vec<String> {
        let mut came = Vec::new();
        self.home.tick(TICK).unwrap();
        for notice in self.home.take_notices() {
            match notice {
                Notice::NudgeFellDue { id } => {
                    let at = self.plans.iter().position(|plan| *plan == id).unwrap();
                    came.push(format!("{} at {}", at + 1, self.now()));
                }
                Notice::WhileAway { plans } => came.push(format!("card of {}", plans.len())),
                _ => {}
            }
        }
        came
    }

    pub(super) fn sleep(&mut self, time: TimeDelta) {
        self.clock.fetch_add(time.num_seconds(), Ordering::SeqCst);
    }
}

#[test]
fn without_a_reason_all_three_come() {
    let mut evening = Evening::begin();
    assert_eq!(
        evening.until("21:30"),
        ["1 at 18:00", "2 at 19:00", "3 at 20:00"]
    );
    let asked = evening.asked.load(Ordering::SeqCst);
    assert_eq!(
        asked, 3,
        "the desktop is asked when a nudge would come, and no more"
    );
}

#[test]
fn what_was_held_is_one_nudge_and_then_silence() {
    let mut evening = Evening::begin();
    evening.busy.store(true, Ordering::SeqCst);
    assert!(evening.until("20:30").is_empty());
    let asked = evening.asked.load(Ordering::SeqCst);
    assert!(
        (148..=151).contains(&asked),
        "once a minute, and not {asked} times"
    );
    evening.busy.store(false, Ordering::SeqCst);
    assert_eq!(evening.until("21:59"), ["1 at 20:31"]);
    assert!(evening.until("23:59").is_empty());
    evening.sleep(TimeDelta::minutes(1));
    assert_eq!(
        evening.until("21:30"),
        ["1 at 18:00", "2 at 19:00", "3 at 20:00"]
    );
}

#[test]
fn what_comes_after_the_hold_comes_in_its_time() {
    let mut evening = Evening::begin();
    evening.until("17:50");
    evening.busy.store(true, Ordering::SeqCst);
    assert!(evening.until("19:10").is_empty());
    evening.busy.store(false, Ordering::SeqCst);
    assert_eq!(evening.until("21:30"), ["1 at 19:11", "3 at 20:00"]);
}

#[test]
fn a_desktop_that_asks_for_quiet_all_night_leaves_one_card() {
    let mut evening = Evening::begin();
    evening.busy.store(true, Ordering::SeqCst);
    evening.until("23:59");
    evening.sleep(TimeDelta::minutes(1));
    assert!(evening.until("09:00").is_empty());
    evening.busy.store(false, Ordering::SeqCst);
    assert_eq!(evening.until("12:00"), ["card of 3"]);
}

#[test]
fn after_a_sleep_one_comes_and_then_none() {
    let mut evening = Evening::begin();
    evening.sleep(TimeDelta::minutes(200));
    assert_eq!(evening.look(), ["1 at 20:20"]);
    assert!(evening.until("21:59").is_empty());
}

#[test]
fn what_was_put_off_comes_when_it_was_said_and_not_at_once() {
    let mut evening = Evening::begin();
    evening.until("17:30");
    for plan in evening.plans.clone() {
        let back = evening
            .home
            .later_nudge(plan, couple::nudge::Later::ThisEvening);
        assert_eq!(back.unwrap().format("%H:%M").to_string(), "19:00");
    }
    let came = evening.until("21:00");
    let minutes: Vec<_> = came.iter().map(|came| &came[came.len() - 5..]).collect();
    assert_eq!(minutes, ["19:00", "19:05", "19:10"]);
}

#[test]
fn what_can_not_be_planned_is_refused_and_changes_nothing() {
    let mut evening = Evening::begin();
    let plan = |gesture: &str, cadence| PlanInput {
        cue: None,
        gesture: GestureRef::Own(gesture.to_owned()),
        cadence,
        window: Window::parse("18:00", "19:00").unwrap(),
    };
    let yearly = |month, day| Cadence::Yearly {
        month,
        day,
        leap: Default::default(),
    };
    let long = "x".repeat(10_000);
    for wrong in [
        plan("tea", Cadence::EveryDays(0)),
        plan("tea", Cadence::EveryDays(366)),
        plan("tea", yearly(2, 30)),
        plan("tea", yearly(0, 1)),
        plan("tea", yearly(u32::MAX, u32::MAX)),
        plan(&long, Cadence::EveryDays(3)),
        plan(" \n", Cadence::EveryDays(3)),
    ] {
        let known = evening.plans[0];
        assert!(
            evening.home.keep_plan(None, wrong.clone()).is_err(),
            "{wrong:?}"
        );
        assert!(evening.home.keep_plan(Some(known), wrong).is_err());
    }
    assert_eq!(evening.home.list_plans().unwrap().len(), 3);
    assert_eq!(evening.until("21:30").len(), 3);
}

/// A dead battery, and a hand that slipped: the clock is looked at no more often than on other days.
#[test]
fn a_clock_of_another_time_neither_spins_nor_stops_it() {
    for there in [
        "1970-01-01T00:00:00Z",
        "1900-01-01T00:00:00Z",
        "2300-01-01T00:00:00Z",
    ] {
        let mut evening = Evening::begin();
        let here = evening.clock.load(Ordering::SeqCst);
        let there: DateTime<chrono::Utc> = there.parse().unwrap();
        evening.clock.store(there.timestamp(), Ordering::SeqCst);
        let mut looks = 0;
        let end = there + TimeDelta::hours(12);
        loop {
            let now = evening.clock.load(Ordering::SeqCst);
            if now >= end.timestamp() {
                break;
            }
            let next = evening.home.tick(TICK).unwrap().timestamp();
            evening.clock.store(next.max(now + 1), Ordering::SeqCst);
            looks += 1;
        }
        assert!(
            looks < 12 * 180 + 20,
            "{looks} looks in twelve hours of {there}"
        );
        evening.home.take_notices();
        evening.clock.store(here, Ordering::SeqCst);
        assert!(!evening.until("21:30").is_empty(), "back from {there}");
    }
}

#[test]
fn a_pause_is_kept_before_it_is_said_and_ends_by_itself() {
    let mut evening = Evening::begin();
    let until = evening.home.pause_nudges(Pause::Until(day("2026-11-22")));
    assert_eq!(until.unwrap().to_rfc3339(), "2026-11-22T06:00:00+00:00");
    evening.home.take_notices();
    assert!(evening.until("23:59").is_empty());
    evening.sleep(TimeDelta::minutes(1));
    assert!(evening.until("23:59").is_empty(), "the second day of it");
    evening.sleep(TimeDelta::minutes(1));
    assert_eq!(evening.until("18:30"), ["1 at 18:00"]);
    assert_eq!(evening.home.pause().unwrap(), None);
}

#[test]
fn a_day_that_is_not_ahead_is_no_end_of_a_pause() {
    let mut evening = Evening::begin();
    for past in ["2026-11-20", "2026-11-19", "1970-01-01", "-0044-03-15"] {
        let refused = evening.home.pause_nudges(Pause::Until(day(past)));
        assert!(matches!(refused, Err(CompanionError::TimeInPast)), "{past}");
    }
    assert_eq!(evening.home.pause().unwrap(), None);
    // Far ahead is a year: none of them lasts for ever.
    let far = evening.home.pause_nudges(Pause::Until(day("9999-12-31")));
    assert_eq!(far.unwrap().to_rfc3339(), "2027-11-21T17:00:00+00:00");
}

/// A clock that was wrong when a pause was set, or is wrong now, may cost a pause, and never all nudges.
#[test]
fn a_pause_set_by_a_wrong_clock_is_over_when_it_is_right_again() {
    let mut evening = Evening::begin();
    evening.sleep(TimeDelta::days(100));
    evening.home.pause_nudges(Pause::Hour).unwrap();
    assert!(evening.home.pause().unwrap().is_some());
    evening.sleep(TimeDelta::days(-100));
    assert_eq!(evening.home.pause().unwrap(), None);
    assert_eq!(evening.until("18:30"), ["1 at 18:00"]);

    // One that is only an hour fast, or goes back by an hour, changes nothing.
    let mut evening = Evening::begin();
    let until = evening.home.pause_nudges(Pause::Tomorrow).unwrap();
    evening.sleep(TimeDelta::hours(-1));
    assert_eq!(evening.home.pause().unwrap(), Some(until));
    assert!(evening.until("21:30").is_empty());

    // In 1970 it does not hold, and in its own time it does again.
    evening.sleep(TimeDelta::days(-20_000));
    assert_eq!(evening.home.pause().unwrap(), None);
    evening.sleep(TimeDelta::days(20_000));
    assert_eq!(evening.home.pause().unwrap(), Some(until));
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().unwrap()
}
