//! What a date needs before it.

use chrono::TimeDelta;
use couple::{
    ThingId, WallTime,
    outing::{Confirm, Item, ItemId, Preparing},
};

use super::two::Two;
use crate::{CompanionError, OutingInput, OutingView};

fn planned(two: &mut Two) -> ThingId {
    let when = WallTime {
        local: "2026-12-04T19:00:00".parse().unwrap(),
        zone: chrono_tz::Europe::Berlin,
    };
    let input = OutingInput {
        title: "The island".into(),
        note: String::new(),
        place: String::new(),
        when,
        minutes: 180,
        idea: None,
    };
    let id = two.home(0).propose_outing(input).unwrap().id;
    two.settle();
    two.home(1).accept_outing(id).unwrap();
    two.settle();
    id
}

fn item(what: &str, pack: bool) -> Item {
    Item {
        what: what.into(),
        who: None,
        pack,
        done: false,
    }
}

fn confirm(by: &str) -> Preparing {
    Preparing::Confirm(Some(Confirm {
        what: "Ring the boathouse".into(),
        by: by.parse().unwrap(),
    }))
}

fn views(two: &mut Two, id: ThingId) -> [OutingView; 2] {
    [0, 1].map(|who| two.home(who).get_outing(id).unwrap())
}

/// Both change it without the other: every part is kept, and of one thing the parts are.
#[test]
fn what_both_prepare_apart_merges() {
    let mut two = Two::paired();
    let id = planned(&mut two);
    let view = two.home(0).add_item(id, item("Blanket", true)).unwrap();
    let blanket: ItemId = *view.preparations.items.keys().next().unwrap();
    two.settle();
    two.apart();
    let (ada, ben) = (two.home(0).my_id(), two.home(1).my_id());
    let mine = Item {
        who: Some(ada),
        ..item("Blanket", true)
    };
    two.home(0)
        .prepare_outing(id, Preparing::Put(blanket, mine))
        .unwrap();
    two.home(0)
        .prepare_outing(id, Preparing::Budget("Forty".into()))
        .unwrap();
    two.home(0)
        .add_item(
            id,
            Item {
                who: Some(ben),
                ..item("Buy bread", false)
            },
        )
        .unwrap();
    let packed = Item {
        done: true,
        ..item("Blanket", true)
    };
    two.home(1)
        .prepare_outing(id, Preparing::Put(blanket, packed))
        .unwrap();
    two.home(1)
        .prepare_outing(id, Preparing::Rain("Under the bridge".into()))
        .unwrap();
    two.home(1).add_item(id, item("Lamp", true)).unwrap();
    two.meet();
    let [one, other] = views(&mut two, id);
    assert_eq!(one.preparations, other.preparations);
    let there = one.preparations;
    assert_eq!(
        (there.budget.as_str(), there.rain.as_str()),
        ("Forty", "Under the bridge")
    );
    assert_eq!(there.items.len(), 3);
    let blanket_now = &there.items[&blanket];
    assert!(blanket_now.done && blanket_now.who == Some(ada));
    // One takes it out while the other marks it: it is out.
    two.apart();
    two.home(0)
        .prepare_outing(id, Preparing::Drop(blanket))
        .unwrap();
    let undone = Item {
        done: false,
        ..blanket_now.clone()
    };
    two.home(1)
        .prepare_outing(id, Preparing::Put(blanket, undone))
        .unwrap();
    two.meet();
    let [one, other] = views(&mut two, id);
    assert_eq!(one.preparations, other.preparations);
    assert!(!one.preparations.items.contains_key(&blanket));
}

#[test]
fn what_has_to_be_confirmed_nudges_whoever_wants_it_once() {
    let mut two = Two::paired();
    let id = planned(&mut two);
    two.home(1)
        .prepare_outing(id, confirm("2026-11-25"))
        .unwrap();
    two.settle();
    let plans = |two: &mut Two, who: usize| two.home(who).list_plans().unwrap().len();
    assert!(
        two.home(0)
            .nudge_to_confirm(id, true)
            .unwrap()
            .confirm_nudged
    );
    assert_eq!((plans(&mut two, 0), plans(&mut two, 1)), (1, 0));
    // The other one has done it.
    two.home(1)
        .prepare_outing(id, Preparing::Confirm(None))
        .unwrap();
    two.settle();
    assert_eq!(plans(&mut two, 0), 0);
    two.home(1)
        .prepare_outing(id, confirm("2026-11-26"))
        .unwrap();
    two.settle();
    assert_eq!(plans(&mut two, 0), 1);
    // Its day is over: it does not come again next year.
    two.clock_jumps(TimeDelta::days(7));
    two.pass(TimeDelta::minutes(1));
    assert_eq!(plans(&mut two, 0), 0);
    assert!(!two.home(0).get_outing(id).unwrap().confirm_nudged);
}

#[test]
fn a_date_that_is_called_off_takes_its_nudge_along() {
    let mut two = Two::paired();
    let id = planned(&mut two);
    two.home(0)
        .prepare_outing(id, confirm("2026-11-25"))
        .unwrap();
    two.home(0).nudge_to_confirm(id, true).unwrap();
    two.settle();
    two.home(1).cancel_outing(id).unwrap();
    two.settle();
    assert!(two.home(0).list_plans().unwrap().is_empty());
    assert!(matches!(
        two.home(0).add_item(id, item("Blanket", true)),
        Err(CompanionError::OutingSettled)
    ));
}

#[test]
fn limits_are_kept() {
    let mut two = Two::paired();
    let id = planned(&mut two);
    let home = two.home(0);
    for wrong in [
        Preparing::Put(ItemId(1), item(" ", false)),
        Preparing::Budget("x".repeat(201)),
        Preparing::Rain("x".repeat(501)),
    ] {
        assert!(matches!(
            home.prepare_outing(id, wrong),
            Err(CompanionError::BadInput { .. })
        ));
    }
    for number in 0..60 {
        home.add_item(id, item(&number.to_string(), true)).unwrap();
    }
    assert!(matches!(
        home.add_item(id, item("one more", true)),
        Err(CompanionError::BadInput { .. })
    ));
}
