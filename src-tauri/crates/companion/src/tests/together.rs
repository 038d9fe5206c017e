//! Gestures that take two: only a Yes of both shows, whose day it is both know by themselves, and nothing tells of it.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use couple::{
    cadence::{Cadence, Window},
    gesture::GestureRef,
    leaning::Leaning,
};
use sync::Message;

use super::{jar::words, two::Two};
use crate::{CompanionError, Notice, PlanInput, TogetherView};

const NOTHING: TogetherView = TogetherView {
    wanted: false,
    both: false,
};

fn both(two: &mut Two) -> [bool; 2] {
    [0, 1].map(|who| two.home(who).together().unwrap().both)
}

/// Every evening, something that takes two.
fn plan(two: &mut Two, who: usize) -> couple::ThingId {
    let input = PlanInput {
        gesture: GestureRef::Library("shoulder-rub".into()),
        cadence: Cadence::EveryDays(1),
        window: Window::parse("18:00", "21:00").unwrap(),
        cue: None,
    };
    two.home(who).keep_plan(None, input).unwrap().id
}

/// When each of them was nudged, within some days.
fn nudged(two: &mut Two, days: i64) -> [Vec<DateTime<Utc>>; 2] {
    let mut nudged = [Vec::new(), Vec::new()];
    for _ in 0..days * 8 {
        two.pass(TimeDelta::hours(3));
        for (who, nudged) in nudged.iter_mut().enumerate() {
            let home = two.home(who);
            let now = home.now();
            let due = home.list_due_nudges().unwrap();
            let fell = home
                .take_notices()
                .into_iter()
                .filter(|notice| matches!(notice, Notice::NudgeFellDue { .. }));
            nudged.extend(fell.map(|_| now));
            for nudge in due {
                home.did_nudge(nudge.plan.id).unwrap();
            }
        }
    }
    nudged
}

#[test]
fn only_a_yes_of_both_shows() {
    let mut two = Two::paired();
    assert!(!two.home(0).want_together(true).unwrap().both);
    two.pass(TimeDelta::days(9));
    assert_eq!(both(&mut two), [false, false]);
    assert!(
        words(&mut two, 1).is_empty(),
        "who said nothing sends nothing"
    );

    two.home(1).want_together(true).unwrap();
    two.pass(TimeDelta::days(8));
    assert_eq!(both(&mut two), [true, true]);
    assert!(two.home(0).jar().unwrap().found.is_empty());
    assert!(!two.home(0).jar().unwrap().compared);
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 0);
    two.open_again(0);
    two.open_again(1);
    assert_eq!(both(&mut two), [true, true]);
}

#[test]
fn who_compares_ideas_says_nothing_of_gestures_and_the_other_way_round() {
    let mut two = Two::paired();
    for who in [0, 1] {
        two.home(who).lean("picnic", Some(Leaning::Yes)).unwrap();
    }
    two.home(0).compare_jar(true).unwrap();
    two.home(1).want_together(true).unwrap();
    two.pass(TimeDelta::days(8));
    assert!(two.home(0).jar().unwrap().found.is_empty());
    assert_eq!(both(&mut two), [false, false]);
    // Each of them sent the same, whatever it was for.
    assert_eq!(shape(&mut two, 0), shape(&mut two, 1));
    // Stopping the one goes on with the other.
    two.home(0).want_together(true).unwrap();
    two.home(0).compare_jar(false).unwrap();
    two.pass(TimeDelta::days(8));
    assert_eq!(both(&mut two), [true, true]);
}

fn weeks_pass(two: &mut Two, weeks: u32) {
    for _ in 0..weeks {
        two.pass(TimeDelta::weeks(1));
    }
}

/// How many frames one of them has sent.
fn frames_of(two: &Two, from: usize) -> usize {
    let mut ids = BTreeSet::new();
    for bytes in &two.sent[from] {
        if let Ok(Message::Frames { frames, .. }) = Message::decode(bytes) {
            ids.extend(frames.iter().map(|frame| (frame.id().log, frame.id().seq)));
        }
    }
    ids.len()
}

fn shape(two: &mut Two, from: usize) -> Vec<(u32, usize)> {
    let words = words(two, from);
    let word = |word: &keys::jar::Word| (word.week(), word.encode().len());
    words.iter().map(word).collect()
}

/// What becomes of it afterwards can't be told from what leaves.
#[test]
fn what_leaves_is_the_same_whatever_is_wanted_afterwards() {
    let sent = [true, false].map(|goes_on| {
        let mut two = Two::paired();
        for who in [0, 1] {
            two.home(who).want_together(true).unwrap();
        }
        two.pass(TimeDelta::minutes(2));
        assert_eq!(both(&mut two), [true, true]);
        plan(&mut two, 0);
        if !goes_on {
            assert_eq!(two.home(0).want_together(false).unwrap(), NOTHING);
        }
        weeks_pass(&mut two, 17);
        // Nothing that the other has changed either.
        assert_eq!(both(&mut two), [goes_on, true]);
        two.home(0).want_together(goes_on).unwrap();
        weeks_pass(&mut two, 3);
        shape(&mut two, 0)
    });
    let [goes_on, stops] = sent;
    assert_eq!(goes_on, stops);
    let mut weeks: Vec<u32> = goes_on.iter().map(|(week, _)| *week).collect();
    weeks.dedup();
    assert_eq!(weeks.len(), 12, "and it ends by itself");
}

#[test]
fn the_days_alternate_and_not_a_byte_tells_what_became_of_them() {
    let mut two = Two::paired();
    let ids = [0, 1].map(|who| plan(&mut two, who));
    let [ada, ben] = nudged(&mut two, 3);
    assert!(ada.is_empty() && ben.is_empty(), "it rests");
    assert!(two.home(0).plan(ids[0]).unwrap().rests);
    assert_eq!(two.home(0).plan(ids[0]).unwrap().next, None);

    for who in [0, 1] {
        two.home(who).want_together(true).unwrap();
    }
    // The hands go on for a while, whatever is done. Only what comes after them is looked at.
    weeks_pass(&mut two, 13);
    for who in [0, 1] {
        two.home(who).take_notices();
    }
    assert_eq!(both(&mut two), [true, true]);
    let before = [0, 1].map(|who| frames_of(&two, who));
    let [ada, ben] = nudged(&mut two, 8);
    let days =
        |nudged: &[DateTime<Utc>]| -> Vec<_> { nudged.iter().map(|at| at.date_naive()).collect() };
    let (ada, ben) = (days(&ada), days(&ben));
    // Eight nights touch eight or nine evenings: each is somebody's, and they take turns.
    let mut turns: Vec<_> = ada.iter().map(|day| (*day, 0)).collect();
    turns.extend(ben.iter().map(|day| (*day, 1)));
    turns.sort_unstable();
    assert!(turns.len() >= 8, "{ada:?} {ben:?}");
    for pair in turns.windows(2) {
        assert_eq!(pair[1].0 - pair[0].0, TimeDelta::days(1), "{ada:?} {ben:?}");
        assert_ne!(pair[1].1, pair[0].1, "{ada:?} {ben:?}");
    }
    two.home(0).want_together(false).unwrap();
    assert!(two.home(0).plan(ids[0]).unwrap().rests);
    let [ada, ben] = nudged(&mut two, 4);
    assert_eq!(ada.len(), 0);
    assert!((2..=3).contains(&ben.len()), "{ben:?}");
    assert_eq!([0, 1].map(|who| frames_of(&two, who)), before);
}

#[test]
fn it_takes_a_partner_and_ends_with_the_sharing() {
    let mut two = Two::paired();
    for who in [0, 1] {
        two.home(who).want_together(true).unwrap();
    }
    two.pass(TimeDelta::minutes(2));
    assert_eq!(both(&mut two), [true, true]);
    two.home(0).stop_sharing(false).unwrap();
    assert_eq!(two.home(0).together().unwrap(), NOTHING);
    assert!(matches!(
        two.home(0).want_together(true),
        Err(CompanionError::NoPartner)
    ));
}

#[test]
fn taken_back_before_the_other_has_said_anything_nothing_is_found() {
    let mut two = Two::paired();
    two.home(0).want_together(true).unwrap();
    two.pass(TimeDelta::minutes(2));
    two.home(0).want_together(false).unwrap();
    two.home(1).want_together(true).unwrap();
    two.pass(TimeDelta::days(15));
    two.home(0).want_together(false).unwrap();
    assert_eq!(both(&mut two), [false, false]);
}
