//! What was done is looked back on, and one question is asked.

use chrono::TimeDelta;
use couple::cadence::Cadence;

use super::holding::Evening;
use crate::{LookBack, Settings};

fn month(text: &str, this_month: bool, count: u32) -> Option<LookBack> {
    let month = text.parse().unwrap();
    Some(LookBack {
        month,
        this_month,
        count,
    })
}

#[test]
fn a_month_is_looked_back_on_and_an_empty_one_is_not() {
    let mut evening = Evening::begin();
    assert_eq!(evening.home.look_back().unwrap(), None);
    for plan in evening.plans.clone() {
        evening.home.did_nudge(plan).unwrap();
    }
    assert_eq!(
        evening.home.look_back().unwrap(),
        month("2026-11-01", true, 3)
    );
    evening.sleep(TimeDelta::days(11));
    assert_eq!(
        evening.home.look_back().unwrap(),
        month("2026-11-01", false, 3)
    );
    let plan = evening.plans[0];
    evening.home.did_nudge(plan).unwrap();
    assert_eq!(
        evening.home.look_back().unwrap(),
        month("2026-12-01", true, 1)
    );
    let off = Settings {
        looks_back: false,
        ..Settings::default()
    };
    evening.home.change_settings(off).unwrap();
    assert_eq!(evening.home.look_back().unwrap(), None);
    evening.home.change_settings(Settings::default()).unwrap();
    evening.sleep(TimeDelta::days(62));
    assert_eq!(
        evening.home.look_back().unwrap(),
        None,
        "two months ago is not spoken of"
    );
}

#[test]
fn what_is_coming_is_shown_nowhere_once_that_was_switched_off() {
    let mut evening = Evening::begin();
    assert!(!evening.home.list_coming_nudges(14).unwrap().is_empty());
    let off = Settings {
        looks_ahead: false,
        ..Settings::default()
    };
    evening.home.change_settings(off).unwrap();
    assert!(evening.home.list_coming_nudges(14).unwrap().is_empty());
    assert!(evening.home.today().unwrap().coming_gesture.is_none());
    // The nudges come all the same.
    assert_eq!(evening.until("18:30"), ["1 at 18:00"]);
}

#[test]
fn after_four_weeks_it_may_come_less_often_and_is_asked_once() {
    let mut evening = Evening::begin();
    let plans = evening.plans.clone();
    let asks = |evening: &Evening| {
        evening
            .home
            .list_plans()
            .unwrap()
            .into_iter()
            .map(|plan| plan.lighter)
    };
    assert!(asks(&evening).all(|lighter| lighter.is_none()));
    evening.sleep(TimeDelta::weeks(4));
    assert!(asks(&evening).all(|lighter| lighter == Some(Cadence::EveryDays(2))));
    let lighter = evening.home.answer_rhythm(plans[0], true).unwrap();
    assert_eq!(
        (lighter.cadence, lighter.lighter),
        (Cadence::EveryDays(2), None)
    );
    let same = evening.home.answer_rhythm(plans[1], false).unwrap();
    assert_eq!((same.cadence, same.lighter), (Cadence::EveryDays(1), None));
    evening.sleep(TimeDelta::weeks(40));
    let still: Vec<_> = asks(&evening).flatten().collect();
    assert_eq!(
        still,
        [Cadence::EveryDays(2)],
        "the one that was not answered"
    );
}
