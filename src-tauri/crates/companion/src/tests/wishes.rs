//! What helps me: a line is its author's, and what the other one makes of it is nobody's business.

use chrono::TimeDelta;
use couple::{
    ThingId, ThingKind,
    cadence::Cadence,
    gesture::GestureRef,
    us::{Wish, WishSort},
};
use replica::FieldsDoc;

use super::two::Two;
use crate::{Companion, CompanionError, payload::Payload, records::read};

fn list(home: &mut Companion) -> Vec<(bool, String)> {
    let all = home.list_wishes().unwrap();
    all.into_iter().map(|view| (view.mine, view.text)).collect()
}

fn line(mine: bool, text: &str) -> (bool, String) {
    (mine, text.into())
}

/// The words of all that Ben is nudged with.
fn nudges(home: &mut Companion) -> Vec<GestureRef> {
    let plans = home.list_plans().unwrap();
    plans.into_iter().map(|plan| plan.gesture).collect()
}

fn own(text: &str) -> GestureRef {
    GestureRef::Own(text.into())
}

#[test]
fn what_is_mine_stays_until_it_is_shared_and_only_i_change_it() {
    let mut two = Two::paired();
    let before = two.sent.clone();
    let ada = two.home(0);
    let tea = ada
        .add_wish(WishSort::Comfort, " Tea-zq91 ", false)
        .unwrap();
    let seen = ada.preview_short(tea.id).unwrap();
    assert_eq!(
        (&*seen.title, &*seen.text, &*seen.partner_name),
        ("Tea-zq91", "", "Ben")
    );
    two.settle();
    assert_eq!(two.sent, before, "not one byte more went out");
    assert!(list(two.home(1)).is_empty());

    // What was seen is what is shared, or nothing.
    let ada = two.home(0);
    ada.change_wish(tea.id, WishSort::Comfort, "Tea, without asking.")
        .unwrap();
    assert!(ada.share_short(tea.id, &seen.consent).is_err());
    let seen = ada.preview_short(tea.id).unwrap();
    ada.share_short(tea.id, &seen.consent).unwrap();
    assert!(ada.private.record(tea.id).unwrap().is_none());
    assert!(ada.preview_short(tea.id).is_err());
    two.settle();
    assert_eq!(list(two.home(1)), [line(false, "Tea, without asking.")]);

    let ben = two.home(1);
    let changed = ben.change_wish(tea.id, WishSort::Not, "Tea");
    assert!(matches!(changed, Err(CompanionError::NotYours)));
    let removed = ben.remove_wish(tea.id, true);
    assert!(matches!(removed, Err(CompanionError::NotYours)));
    two.home(0).remove_wish(tea.id, true).unwrap();
    two.settle();
    for who in [0, 1] {
        assert!(list(two.home(who)).is_empty());
        assert!(two.home(who).check().unwrap().is_whole());
    }
    two.home(0).remove_wish(tea.id, false).unwrap();
    two.settle();
    assert_eq!(list(two.home(1)).len(), 1);
    for words in ["", " ", &"x".repeat(301)] {
        let bad = two.home(0).add_wish(WishSort::Love, words, true);
        assert!(matches!(
            bad,
            Err(CompanionError::BadInput { what: "wish" })
        ));
    }
}

/// What a program of the other's writes into my menu is set aside.
#[test]
fn nobody_writes_into_the_menu_of_the_other() {
    let mut two = Two::paired();
    let tea = two.home(0).add_wish(WishSort::Comfort, "Tea", true);
    let id = tea.unwrap().id;
    two.settle();
    let ben = two.home(1);
    let peer = ben.partner().unwrap().ledger.peer();
    let mut document = FieldsDoc::open(ThingKind::Wish, &ben.shared.updates(id).unwrap()).unwrap();
    let kept: Wish = read(&ben.shared.record(id).unwrap().unwrap()).unwrap();
    let other = Wish {
        text: "Whatever Ben says".into(),
        ..kept
    };
    let update = document.set_record(peer, &other).unwrap().unwrap();
    let frame = Payload::update(id, ThingKind::Wish, update).encode();
    two.says(&frame.unwrap());
    assert_eq!(list(two.home(0)), [line(true, "Tea")]);
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 1);
}

#[test]
fn it_nudges_only_who_asks_to_be_reminded_and_no_byte_says_so() {
    let mut two = Two::paired();
    let ada = two.home(0);
    let tea = ada.add_wish(WishSort::Comfort, "Tea", true).unwrap().id;
    let not = ada.add_wish(WishSort::Not, "Advice", true).unwrap().id;
    let mine = ada.remind_of_wish(tea);
    assert!(matches!(mine, Err(CompanionError::NotFound)));
    two.settle();
    assert!(nudges(two.home(1)).is_empty(), "an offer nudges nobody");

    two.settle();
    let before = two.sent.clone();
    let ben = two.home(1);
    let plan = ben.remind_of_wish(tea).unwrap();
    assert_eq!(plan.cadence, Cadence::EveryDays(7));
    assert!(matches!(
        ben.remind_of_wish(not),
        Err(CompanionError::NotFound)
    ));
    ben.did_nudge(plan.id).unwrap();
    ben.hush_wish(not, true).unwrap();
    two.settle();
    assert_eq!(two.sent, before, "not one byte of it went out");
    let seen = two.home(1).list_wishes().unwrap();
    let of = |id: ThingId| seen.iter().find(|view| view.id == id).unwrap();
    assert_eq!((of(tea).plan, of(not).hushed), (Some(plan.id), true));

    // It says it in her words of today, and ends with the line.
    let ada = two.home(0);
    ada.change_wish(tea, WishSort::Comfort, "Green tea")
        .unwrap();
    two.settle();
    assert_eq!(nudges(two.home(1)), [own("Green tea")]);
    two.home(0).remove_wish(tea, true).unwrap();
    two.settle();
    assert!(nudges(two.home(1)).is_empty());
    two.home(0).remove_wish(tea, false).unwrap();
    two.settle();
    assert!(
        nudges(two.home(1)).is_empty(),
        "it does not begin again by itself"
    );

    // Hushed, it nudges no more; asked for again, it is seen again.
    let ben = two.home(1);
    ben.remind_of_wish(tea).unwrap();
    ben.hush_wish(tea, true).unwrap();
    assert!(nudges(ben).is_empty());
    ben.remind_of_wish(tea).unwrap();
    assert_eq!(nudges(ben), [own("Green tea")]);
    assert!(
        ben.list_wishes()
            .unwrap()
            .iter()
            .all(|view| view.id != tea || !view.hushed)
    );
    two.pass(TimeDelta::days(1));
    two.open_again(1);
    assert_eq!(nudges(two.home(1)), [own("Green tea")]);
}

#[test]
fn after_the_sharing_each_has_their_own_menu_and_nothing_of_the_others() {
    let mut two = Two::paired();
    let tea = two.home(0).add_wish(WishSort::Comfort, "Tea", true);
    let tea = tea.unwrap().id;
    two.home(1)
        .add_wish(WishSort::Love, "Whistling", true)
        .unwrap();
    two.settle();
    two.home(1).remind_of_wish(tea).unwrap();
    for who in [0, 1] {
        two.home(who).stop_sharing(true).unwrap();
    }
    assert_eq!(list(two.home(1)), [line(true, "Whistling")]);
    assert!(nudges(two.home(1)).is_empty());
    let ada = two.home(0);
    assert_eq!(list(ada), [line(true, "Tea")]);
    assert!(!ada.list_wishes().unwrap()[0].ours);
    assert!(ada.check().unwrap().is_whole());
}
