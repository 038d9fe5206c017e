//! The morning after a date.

use chrono::TimeDelta;
use couple::{ThingId, WallTime};

use super::two::Two;
use crate::OutingInput;

fn planned(two: &mut Two, from: &str) -> ThingId {
    let id = two
        .home(0)
        .propose_outing(OutingInput {
            title: "Soup".into(),
            note: String::new(),
            place: String::new(),
            when: WallTime::parse(from, "Europe/Berlin").unwrap(),
            minutes: 180,
            idea: None,
        })
        .unwrap()
        .id;
    two.settle();
    two.home(1).accept_outing(id).unwrap();
    two.settle();
    id
}

fn asked(two: &mut Two, who: usize) -> Option<ThingId> {
    two.home(who)
        .today()
        .unwrap()
        .morning_after
        .map(|view| view.id)
}

#[test]
fn it_is_asked_about_once_by_each_when_one_has_slept() {
    let mut two = Two::paired();
    // It is seven in the evening, on a Friday.
    let soup = planned(&mut two, "2026-11-20T20:00");
    two.pass(TimeDelta::hours(2));
    assert_eq!(asked(&mut two, 0), None, "it is not over");
    two.pass(TimeDelta::hours(5));
    assert_eq!(asked(&mut two, 0), None, "it is two in the night");
    two.pass(TimeDelta::hours(7));
    assert_eq!(
        (asked(&mut two, 0), asked(&mut two, 1)),
        (Some(soup), Some(soup))
    );
    let left = two.sent.clone();
    two.home(0).answer_morning(soup).unwrap();
    assert_eq!((asked(&mut two, 0), asked(&mut two, 1)), (None, Some(soup)));
    assert_eq!(two.sent, left, "nobody is told");
    two.pass(TimeDelta::days(3));
    assert_eq!(asked(&mut two, 1), None, "it has passed");
}

#[test]
fn of_two_dates_the_later_is_asked_about() {
    let mut two = Two::paired();
    planned(&mut two, "2026-11-20T20:00");
    let walk = planned(&mut two, "2026-11-21T15:00");
    two.pass(TimeDelta::hours(39));
    assert_eq!(asked(&mut two, 0), Some(walk));
    two.home(0).answer_morning(walk).unwrap();
    assert_eq!(asked(&mut two, 0), None, "one card, not two");
    let nobody = two.home(0).answer_morning(ThingId([9; 16]));
    assert!(matches!(nobody, Err(crate::CompanionError::NotFound)));
}
