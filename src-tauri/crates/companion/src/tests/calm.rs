//! A pause: one card at the other's, an offer that each takes alone, and silence where it lapses.

use chrono::TimeDelta;
use couple::{ThingKind, calm::Calm};
use replica::FieldsDoc;

use super::two::Two;
use crate::{Companion, CompanionError, Notice, payload::Payload, records::read};

fn told(home: &mut Companion) -> [usize; 2] {
    let notices = home.take_notices();
    let count = |of: &Notice| notices.iter().filter(|notice| *notice == of).count();
    [count(&Notice::CalmArrived), count(&Notice::CalmBack)]
}

#[test]
fn i_press_and_they_get_one_card() {
    let mut two = Two::paired();
    told(two.home(1));
    let mine = two.home(0).press_calm().unwrap().mine.unwrap();
    assert_eq!((mine.back_at, mine.wanted), (None, false));
    // Pressed again, nothing more is said.
    let sent = two.sent[0].len();
    two.settle();
    let after = two.sent[0].len();
    assert!(after > sent);
    assert_eq!(two.home(0).press_calm().unwrap().mine.unwrap().id, mine.id);
    two.settle();
    assert_eq!(two.sent[0].len(), after);
    let theirs = two.home(1).calms().unwrap().theirs.unwrap();
    assert_eq!((theirs.id, theirs.back_at), (mine.id, None));
    assert_eq!(told(two.home(1)), [1, 0]);
    // Ended and pressed again at once: the card is there, and no second word about it.
    two.home(0).end_calm().unwrap();
    two.settle();
    assert!(two.home(1).calms().unwrap().theirs.is_none());
    two.home(0).press_calm().unwrap();
    two.settle();
    assert!(two.home(1).calms().unwrap().theirs.is_some());
    // It lapses without a word, on both sides.
    told(two.home(1));
    two.pass(TimeDelta::hours(13));
    for who in [0, 1] {
        let calms = two.home(who).calms().unwrap();
        assert_eq!((calms.mine, calms.theirs), (None, None));
        assert_eq!(told(two.home(who)), [0, 0]);
    }
}

#[test]
fn coming_back_is_taken_by_each_alone_and_only_who_took_it_is_told() {
    for takers in [[false, false], [true, false], [false, true], [true, true]] {
        let mut two = Two::paired();
        let id = two.home(0).press_calm().unwrap().mine.unwrap().id;
        let early = two.home(0).want_back(id, true);
        assert!(matches!(early, Err(CompanionError::NotFound)));
        let offered = two.home(0).offer_back(60).unwrap().mine.unwrap();
        two.settle();
        assert!(offered.may_put_off);
        let sent = two.sent.clone();
        for who in [0, 1] {
            if takers[who] {
                let calms = two.home(who).want_back(id, true).unwrap();
                let view = [calms.mine, calms.theirs][who].unwrap();
                assert!(view.wanted && view.back_at == offered.back_at);
            }
        }
        two.settle();
        assert_eq!(two.sent, sent, "taking it is told to nobody");
        two.open_again(1);
        told(two.home(0));
        two.pass(TimeDelta::minutes(59));
        assert_eq!([told(two.home(0)), told(two.home(1))], [[0, 0]; 2]);
        two.pass(TimeDelta::minutes(3));
        for who in [0, 1] {
            assert_eq!(told(two.home(who)), [0, usize::from(takers[who])]);
            let due = two.home(who).calms().unwrap().due;
            assert_eq!(due, takers[who].then_some(id));
        }
        two.pass(TimeDelta::hours(1));
        assert_eq!([told(two.home(0)), told(two.home(1))], [[0, 0]; 2]);
    }
}

#[test]
fn it_is_put_off_once_and_then_taken_anew() {
    let mut two = Two::paired();
    let id = two.home(0).press_calm().unwrap().mine.unwrap().id;
    for minutes in [5, 24 * 60 + 1] {
        let refused = two.home(0).offer_back(minutes);
        assert!(matches!(refused, Err(CompanionError::BadTime)));
    }
    two.home(0).offer_back(30).unwrap();
    two.settle();
    two.home(1).want_back(id, true).unwrap();
    let later = two.home(0).offer_back(90).unwrap().mine.unwrap();
    assert!(!later.may_put_off && two.home(0).offer_back(120).is_err());
    two.settle();
    let theirs = two.home(1).calms().unwrap().theirs.unwrap();
    assert!(!theirs.wanted && theirs.back_at == later.back_at);
    told(two.home(1));
    two.pass(TimeDelta::minutes(100));
    assert_eq!(told(two.home(1)), [0, 0]);
}

#[test]
fn a_card_that_was_put_away_stays_away_and_no_other_takes_its_place_today() {
    let mut two = Two::paired();
    let id = two.home(0).press_calm().unwrap().mine.unwrap().id;
    two.settle();
    let sent = two.sent[1].clone();
    assert!(two.home(1).hush_calm(id).unwrap().theirs.is_none());
    two.settle();
    assert_eq!(two.sent[1], sent, "unseen by the other");
    two.home(0).offer_back(60).unwrap();
    two.home(0).end_calm().unwrap();
    told(two.home(1));
    two.home(0).press_calm().unwrap();
    two.settle();
    assert!(two.home(1).calms().unwrap().theirs.is_none());
    assert_eq!(told(two.home(1)), [0, 0]);
    two.home(0).end_calm().unwrap();
    two.pass(TimeDelta::days(1));
    two.home(0).press_calm().unwrap();
    two.settle();
    assert!(two.home(1).calms().unwrap().theirs.is_some());
}

/// Nobody ends a pause of the other's, or offers anything in their name.
#[test]
fn nobody_speaks_for_the_other() {
    let mut two = Two::paired();
    let id = two.home(0).press_calm().unwrap().mine.unwrap().id;
    two.settle();
    let ben = two.home(1);
    assert!(matches!(ben.end_calm(), Err(CompanionError::NotFound)));
    let peer = ben.partner().unwrap().ledger.peer();
    let known = ben.shared.updates(id).unwrap();
    let mut document = FieldsDoc::open(ThingKind::Calm, &known).unwrap();
    let calm: Calm = read(&ben.shared.record(id).unwrap().unwrap()).unwrap();
    let over = Calm { over: true, ..calm };
    let update = document.set_record(peer, &over).unwrap().unwrap();
    let said = Payload::update(id, ThingKind::Calm, update)
        .encode()
        .unwrap();
    two.says(&said);
    assert!(two.home(0).calms().unwrap().mine.is_some());
    assert_eq!(two.home(0).sharing().unwrap().set_aside, 1);
}

/// A line that comes back after hours, and a computer that was off: what is over makes no card.
#[test]
fn what_comes_too_late_makes_no_card() {
    let mut two = Two::paired();
    two.apart();
    two.home(0).press_calm().unwrap();
    two.home(0).offer_back(60).unwrap();
    two.pass(TimeDelta::hours(3));
    told(two.home(1));
    two.meet();
    assert!(two.home(1).calms().unwrap().theirs.is_none());
    assert_eq!(told(two.home(1)), [0, 0]);
    two.home(0).stop_sharing(true).unwrap();
    let alone = two.home(0).press_calm();
    assert!(matches!(alone, Err(CompanionError::NoPartner)));
}
