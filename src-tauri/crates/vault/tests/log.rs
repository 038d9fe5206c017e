//! The log, the updates and what hangs on them.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use couple::ThingKind;
use sync::{
    frame::{DeviceId, FrameId, LogId},
    log::Head,
};
use vault::{HeadRow, PeerAck, SetAside, VaultError};

const OTHER: LogId = LogId {
    device: DeviceId([8; 32]),
    incarnation: 4_294_967_295,
};

#[test]
fn frames_come_back_in_order_and_as_they_were() {
    let home = Home::new();
    let mut vault = home.shared();
    vault
        .write(|tx| {
            for seq in 0..300 {
                tx.append_frame(&frame(MY_LOG, seq, &[seq.to_le_bytes()[0]; 40]))?;
                if seq % 3 == 0 {
                    tx.append_frame(&frame(OTHER, seq / 3, b"other"))?;
                }
            }
            Ok(())
        })
        .unwrap();
    let some = vault.frames(MY_LOG, 250, 20).unwrap();
    assert_eq!(some.len(), 20);
    for (seq, row) in (250..).zip(&some) {
        assert_eq!(*row, frame(MY_LOG, seq, &[seq.to_le_bytes()[0]; 40]));
    }
    assert_eq!(vault.frames(MY_LOG, 295, 20).unwrap().len(), 5);
    assert_eq!(vault.frames(MY_LOG, 300, 20).unwrap(), []);
    assert_eq!(vault.frames(OTHER, 0, 1000).unwrap().len(), 100);
    let unknown = LogId {
        device: DeviceId([1; 32]),
        incarnation: 0,
    };
    assert_eq!(vault.frames(unknown, 0, 9).unwrap(), []);
    assert_eq!(
        vault
            .frame(FrameId {
                log: OTHER,
                seq: 99
            })
            .unwrap()
            .unwrap()
            .body
            .unwrap(),
        b"other"
    );
    assert_eq!(
        vault
            .frame(FrameId {
                log: OTHER,
                seq: 100
            })
            .unwrap(),
        None
    );
    let row = |log, next_seq| HeadRow {
        head: head(log, next_seq),
        frozen: false,
    };
    assert_eq!(vault.heads().unwrap(), [row(OTHER, 100), row(MY_LOG, 300)]);
    assert_eq!(vault.head(MY_LOG).unwrap(), Some(row(MY_LOG, 300)));
    assert_eq!(vault.head(unknown).unwrap(), None);
    assert!(vault.check().unwrap().is_sound());
}

#[test]
fn what_does_not_follow_is_refused() {
    let home = Home::new();
    let mut vault = home.shared();
    let mut append = |frame: &vault::FrameRow| vault.write(|tx| tx.append_frame(frame));
    let broken = |error: Result<(), VaultError>, expected, found| {
        let Err(VaultError::BrokenChain {
            expected: e,
            found: f,
        }) = error
        else {
            panic!("{error:?}")
        };
        assert_eq!((e, f), (expected, found));
    };
    broken(append(&frame(MY_LOG, 1, b"")), 0, 1);
    // The first frame of an incarnation may name the last of the one before.
    let mut first = frame(MY_LOG, 0, b"");
    first.prev = [5; 32];
    append(&first).unwrap();
    append(&frame(MY_LOG, 1, b"")).unwrap();
    broken(append(&frame(MY_LOG, 1, b"again")), 2, 1);
    broken(append(&frame(MY_LOG, 3, b"")), 2, 3);
    let mut forked = frame(MY_LOG, 2, b"");
    forked.prev = [6; 32];
    broken(append(&forked), 2, 2);
    append(&frame(MY_LOG, 2, b"")).unwrap();
    assert!(vault.check().unwrap().is_sound());
}

#[test]
fn a_frozen_log_takes_nothing_more() {
    let home = Home::new();
    let mut vault = home.shared();
    vault
        .write(|tx| tx.append_frame(&frame(MY_LOG, 0, b"")))
        .unwrap();
    vault.write(|tx| tx.freeze_log(MY_LOG)).unwrap();
    let error = vault.write(|tx| tx.append_frame(&frame(MY_LOG, 1, b"")));
    assert!(matches!(error, Err(VaultError::FrozenLog)), "{error:?}");
    assert!(vault.head(MY_LOG).unwrap().unwrap().frozen);
    // Its device may begin another.
    let next = LogId {
        incarnation: 1,
        ..MY_LOG
    };
    vault
        .write(|tx| tx.append_frame(&frame(next, 0, b"")))
        .unwrap();
    assert!(matches!(
        vault.write(|tx| tx.freeze_log(OTHER)),
        Err(VaultError::NotFound)
    ));
}

#[test]
fn a_log_may_begin_late() {
    let home = Home::new();
    let mut vault = home.shared();
    vault.write(|tx| tx.save_head(&head(OTHER, 40))).unwrap();
    assert_eq!(vault.head(OTHER).unwrap().unwrap().head, head(OTHER, 40));
    assert!(
        vault
            .write(|tx| tx.append_frame(&frame(OTHER, 0, b"")))
            .is_err()
    );
    vault
        .write(|tx| tx.append_frame(&frame(OTHER, 40, b"")))
        .unwrap();
    assert_eq!(vault.head(OTHER).unwrap().unwrap().head, head(OTHER, 41));
    // From then on the head follows from the frames.
    vault.write(|tx| tx.save_head(&head(OTHER, 41))).unwrap();
    assert!(vault.write(|tx| tx.save_head(&head(OTHER, 77))).is_err());
    assert!(vault.check().unwrap().is_sound());
    // One's own, before its first frame.
    vault
        .write(|tx| tx.save_head(&Head::start(MY_LOG)))
        .unwrap();
    vault
        .write(|tx| tx.append_frame(&frame(MY_LOG, 0, b"")))
        .unwrap();
    let endless = Head {
        next_seq: 1 << 41,
        ..head(MY_LOG, 1)
    };
    assert!(
        vault
            .write(|tx| tx.save_head(&Head {
                log: LogId {
                    incarnation: 9,
                    ..MY_LOG
                },
                ..endless
            }))
            .is_err()
    );
}

#[test]
fn updates_come_back_in_order() {
    let home = Home::new();
    let mut vault = home.private();
    vault
        .write(|tx| {
            for n in 0..40u8 {
                tx.append_update(id(1), ThingKind::Entry, None, &[n])?;
                tx.append_update(id(2), ThingKind::GesturePlan, None, &[n; 3])?;
                tx.append_update(id(100 + u64::from(n)), ThingKind::GestureLog, None, b"x")?;
            }
            Ok(())
        })
        .unwrap();
    assert_eq!(
        vault.updates(id(1)).unwrap(),
        (0..40).map(|n| vec![n]).collect::<Vec<_>>()
    );
    assert_eq!(vault.updates(id(2)).unwrap().len(), 40);
    assert_eq!(vault.updates(id(3)).unwrap(), Vec::<Vec<u8>>::new());
    assert_eq!(
        vault.thing_kind(id(2)).unwrap(),
        Some(ThingKind::GesturePlan)
    );
    assert_eq!(vault.thing_kind(id(3)).unwrap(), None);
    assert_eq!(vault.things(ThingKind::GestureLog).unwrap().len(), 40);
    let error = vault.write(|tx| tx.append_update(id(1), ThingKind::Outing, None, b""));
    assert!(matches!(error, Err(VaultError::KindDiffers)), "{error:?}");
    let frame = Some(FrameId {
        log: MY_LOG,
        seq: 0,
    });
    let error = vault.write(|tx| tx.append_update(id(1), ThingKind::Entry, frame, b""));
    assert!(matches!(error, Err(VaultError::NotFound)), "{error:?}");
}

#[test]
fn erasing_drops_bodies_and_keeps_the_chain() {
    let home = Home::new();
    let mut vault = home.shared();
    vault
        .write(|tx| {
            keep(tx, &entry(1, "", "one"))?;
            keep(tx, &entry(2, "", "two"))?;
            keep(tx, &entry(1, "", "one more"))
        })
        .unwrap();
    vault.write(|tx| tx.erase_thing(id(1))).unwrap();
    let bodies: Vec<_> = vault
        .frames(MY_LOG, 0, 9)
        .unwrap()
        .iter()
        .map(|row| row.body.is_some())
        .collect();
    assert_eq!(bodies, [false, true, false]);
    assert_eq!(vault.updates(id(1)).unwrap(), Vec::<Vec<u8>>::new());
    assert_eq!(
        (vault.entry(id(1)).unwrap(), vault.count_entries().unwrap()),
        (None, 1)
    );
    assert!(vault.check().unwrap().is_sound());
    vault
        .write(|tx| {
            tx.drop_body(FrameId {
                log: MY_LOG,
                seq: 1,
            })
        })
        .unwrap();
    assert_eq!(
        vault
            .frame(FrameId {
                log: MY_LOG,
                seq: 1
            })
            .unwrap()
            .unwrap()
            .body,
        None
    );
    // The same id can come back, and a new thing does not inherit what was erased.
    vault.write(|tx| keep(tx, &entry(3, "", "three"))).unwrap();
    vault.write(|tx| keep(tx, &entry(1, "", "again"))).unwrap();
    assert_eq!(vault.updates(id(1)).unwrap(), [b"again"]);
    assert_eq!(vault.updates(id(3)).unwrap(), [b"three"]);
    assert!(vault.check().unwrap().is_sound());
}

#[test]
fn a_forgotten_log_leaves_its_updates() {
    let home = Home::new();
    let mut vault = home.shared();
    vault.write(|tx| keep(tx, &entry(1, "", "text"))).unwrap();
    vault.write(|tx| tx.forget_log(MY_LOG)).unwrap();
    assert_eq!(
        (vault.heads().unwrap(), vault.frames(MY_LOG, 0, 9).unwrap()),
        (vec![], vec![])
    );
    assert_eq!(vault.updates(id(1)).unwrap().len(), 1);
    assert!(vault.check().unwrap().is_sound());
    vault.write(|tx| keep(tx, &entry(2, "", "text"))).unwrap();
    assert!(vault.check().unwrap().is_sound());
}

#[test]
fn acknowledgements_only_grow() {
    let home = Home::new();
    let mut vault = home.shared();
    let ack = |next_seq, n| PeerAck {
        peer: DeviceId([3; 32]),
        head: head(MY_LOG, next_seq),
        at: noon() + minutes(n),
    };
    for (next_seq, at, expected) in [
        (5, 0, ack(5, 0)),
        (3, 1, ack(5, 0)),
        (5, 2, ack(5, 2)),
        (9, 3, ack(9, 3)),
    ] {
        vault
            .write(|tx| tx.put_peer_ack(&ack(next_seq, at)))
            .unwrap();
        assert_eq!(vault.peer_acks().unwrap(), [expected]);
    }
    vault.write(|tx| tx.clear_peer_acks()).unwrap();
    assert_eq!(vault.peer_acks().unwrap(), []);
}

#[test]
fn what_was_set_aside_is_kept_once() {
    let home = Home::new();
    let mut vault = home.shared();
    let aside = SetAside {
        frame: FrameId { log: OTHER, seq: 7 },
        thing: Some(id(1)),
        reason: "schema".into(),
        at: noon(),
        bytes: None,
    };
    let unread = SetAside {
        thing: None,
        reason: "signature".into(),
        bytes: Some(vec![1, 2]),
        ..aside.clone()
    };
    vault
        .write(|tx| {
            tx.put_aside(&aside)?;
            tx.put_aside(&unread)?;
            tx.put_aside(&SetAside {
                at: noon() + minutes(1),
                ..aside.clone()
            })
        })
        .unwrap();
    let kept = vault.set_aside().unwrap();
    assert_eq!(
        kept.iter()
            .map(|(_, aside)| aside.clone())
            .collect::<Vec<_>>(),
        [aside, unread]
    );
    assert_eq!(vault.count_set_aside().unwrap(), 2);
    vault.write(|tx| tx.drop_set_aside(kept[0].0)).unwrap();
    assert_eq!(vault.count_set_aside().unwrap(), 1);
    vault.write(|tx| tx.clear_set_aside()).unwrap();
    assert_eq!(vault.set_aside().unwrap(), []);
}

#[test]
fn roster_records_are_kept_in_order_and_once() {
    let home = Home::new();
    let mut vault = home.shared();
    let added = vault
        .write(|tx| {
            Ok([
                tx.append_roster_record(&[1; 32], b"first", noon())?,
                tx.append_roster_record(&[2; 32], b"second", noon())?,
                tx.append_roster_record(&[1; 32], b"first", noon())?,
            ])
        })
        .unwrap();
    assert_eq!(added, [true, true, false]);
    assert_eq!(
        vault.roster_records().unwrap(),
        [b"first".to_vec(), b"second".to_vec()]
    );
    vault.write(|tx| tx.clear_roster()).unwrap();
    assert_eq!(vault.roster_records().unwrap(), Vec::<Vec<u8>>::new());
}

#[test]
fn a_chain_that_is_not_checked_is_noticed() {
    testkit::caught(
        testkit::Bug::ChainNotChecked,
        what_does_not_follow_is_refused,
    );
}
