//! Small promises: both see one, and whoever made it is the only one who touches it.

use chrono::{NaiveDate, TimeDelta};
use couple::{ThingId, ThingKind, us::Promise};
use replica::FieldsDoc;

use super::two::Two;
use crate::{Companion, CompanionError, payload::Payload, records::read};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn list(home: &mut Companion) -> Vec<(bool, String)> {
    let all = home.list_promises().unwrap();
    all.into_iter().map(|view| (view.mine, view.text)).collect()
}

fn kept(home: &Companion, id: ThingId) -> Promise {
    read(&home.shared.record(id).unwrap().unwrap()).unwrap()
}

#[test]
fn both_see_it_until_it_is_closed_and_after_its_day_only_i() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let bins = ada.make_promise(" The bins ", day("2026-11-22"), false);
    let bins = bins.unwrap().id;
    ada.make_promise("Call your aunt", day("2026-11-21"), false)
        .unwrap();
    two.settle();
    for (who, mine) in [(0, true), (1, false)] {
        let both = [(mine, "Call your aunt".into()), (mine, "The bins".into())];
        assert_eq!(list(two.home(who)), both);
    }
    // Nobody closes it for her, nor does it say what became of it.
    let refused = two.home(1).close_promise(bins, true);
    assert!(matches!(refused, Err(CompanionError::NotYours)));
    two.home(0).close_promise(bins, true).unwrap();
    two.settle();
    assert_eq!(list(two.home(1)), [(false, "Call your aunt".into())]);
    two.home(0).close_promise(bins, false).unwrap();
    two.settle();
    assert_eq!(list(two.home(1)).len(), 2);
    two.pass(TimeDelta::days(3));
    assert!(list(two.home(1)).is_empty());
    assert_eq!(list(two.home(0)).len(), 2);
    for who in [0, 1] {
        assert!(two.home(who).check().unwrap().is_whole());
    }
}

/// What a program of the other's writes into my promise is set aside.
#[test]
fn nobody_ticks_off_a_promise_of_the_other() {
    let mut two = Two::paired();
    let mine = two.home(0).make_promise("Bins", day("2026-11-22"), false);
    let id = mine.unwrap().id;
    two.settle();
    let ben = two.home(1);
    let peer = ben.partner().unwrap().ledger.peer();
    let mut document =
        FieldsDoc::open(ThingKind::Promise, &ben.shared.updates(id).unwrap()).unwrap();
    let closed = Promise {
        closed: true,
        ..kept(ben, id)
    };
    let update = document.set_record(peer, &closed).unwrap().unwrap();
    let frame = Payload::update(id, ThingKind::Promise, update).encode();
    two.says(&frame.unwrap());
    assert!(!kept(two.home(0), id).closed);
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 1);
}

#[test]
fn my_own_nudge_goes_with_it_and_is_told_to_nobody() {
    let mut two = Two::paired();
    let before = two.sent.clone();
    let long = "é".repeat(400);
    let id = two
        .home(0)
        .make_promise(&long, day("2026-11-22"), true)
        .unwrap()
        .id;
    two.settle();
    assert!(two.sent != before);
    let plans = two.home(0).list_plans().unwrap();
    let next = plans[0].next.unwrap();
    assert_eq!(next.date_naive(), day("2026-11-22"));
    assert!(two.home(1).list_plans().unwrap().is_empty());
    two.home(0).close_promise(id, true).unwrap();
    assert!(two.home(0).list_plans().unwrap().is_empty());
    two.home(0).close_promise(id, false).unwrap();
    assert_eq!(two.home(0).list_plans().unwrap().len(), 1);
    two.home(0).stop_sharing(true).unwrap();
    assert!(two.home(0).list_plans().unwrap().is_empty());
    assert!(list(two.home(0)).is_empty());
}

#[test]
fn another_day_is_named_by_whoever_made_it() {
    let mut two = Two::paired();
    let made = two.home(0).make_promise("Bins", day("2026-11-22"), true);
    let id = made.unwrap().id;
    two.settle();
    let moved = two.home(0).move_promise(id, day("2026-11-25")).unwrap();
    assert_eq!(moved.day, day("2026-11-25"));
    let plans = two.home(0).list_plans().unwrap();
    assert_eq!(plans.len(), 1);
    assert_eq!(plans[0].next.unwrap().date_naive(), day("2026-11-25"));
    two.settle();
    assert_eq!(kept(two.home(1), id).day, day("2026-11-25"));
    let theirs = two.home(1).move_promise(id, day("2026-11-26"));
    assert!(matches!(theirs, Err(CompanionError::NotYours)));
    for at in ["2026-11-19", "2027-12-01"] {
        let refused = two.home(0).move_promise(id, day(at));
        assert!(matches!(refused, Err(CompanionError::BadTime)), "{at}");
    }
    two.home(0).close_promise(id, true).unwrap();
    let closed = two.home(0).move_promise(id, day("2026-11-26"));
    assert!(matches!(closed, Err(CompanionError::NotFound)));
    assert!(two.home(0).list_plans().unwrap().is_empty());
}

#[test]
fn what_can_be_no_promise_is_refused() {
    let mut two = Two::paired();
    let ada = two.home(0);
    for text in [" ", &"x".repeat(20_000)] {
        let refused = ada.make_promise(text, day("2026-11-22"), false);
        assert!(matches!(refused, Err(CompanionError::BadInput { .. })));
    }
    for at in ["2026-11-19", "2027-12-01"] {
        let refused = ada.make_promise("Bins", day(at), false);
        assert!(matches!(refused, Err(CompanionError::BadTime)), "{at}");
    }
    ada.stop_sharing(true).unwrap();
    let alone = ada.make_promise("Bins", day("2026-11-22"), false);
    assert!(matches!(alone, Err(CompanionError::NoPartner)));
}
