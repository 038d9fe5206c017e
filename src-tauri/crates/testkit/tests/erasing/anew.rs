//! Only today's words.

use chrono::TimeDelta;
use companion::{CompanionError, Notice};
use testkit::World;

use crate::*;

#[test]
fn written_anew_keeps_the_words_and_nothing_before() {
    for ask in [false, true] {
        let mut world = World::paired(13);
        let [before, today, draft] = [token(61), token(62), token(63)];
        let id = share(&mut world, 0, &before);
        let a = world.people[0].open();
        a.keep_entry(input(Some(id), "t", &today, "x")).unwrap();
        a.share_changes(id).unwrap();
        a.keep_entry(input(Some(id), "t", &draft, "x")).unwrap();
        world.pass(TimeDelta::seconds(20));
        let old = world.people[1].open().view(id).unwrap();
        let arrived = world.people[1].notices.len();
        let anew = world.people[0].open().write_anew(id, ask).unwrap();
        let new = anew.summary.id;
        assert_ne!(new, id);
        assert_eq!(anew.body, today);
        assert_eq!(anew.draft.as_ref().unwrap().body, draft);
        assert!(!is_traced(&world, 0, &before));
        assert!(is_traced(&world, 0, &today));
        world.pass(TimeDelta::seconds(20));
        // One entry on both sides, the same as before but for its history.
        assert_eq!(listed(&mut world, 0), [new]);
        assert_eq!(listed(&mut world, 1), [new]);
        let there = world.people[1].open().view(new).unwrap();
        assert_eq!(
            (&there.body, there.summary.written_at),
            (&old.body, old.summary.written_at)
        );
        assert_eq!(there.summary.tags, old.summary.tags);
        let told = &world.people[1].notices[arrived..];
        assert!(
            !told
                .iter()
                .any(|notice| matches!(notice, Notice::EntryArrived { .. })),
            "it is no news"
        );
        // What they had of it before is theirs, and asked for like any other.
        let resting = world.people[1].open().list_removed().unwrap().entries;
        assert_eq!(resting.len(), 1);
        assert!(resting[0].entry.id == id && resting[0].replaced && resting[0].asked == ask);
        assert!(is_traced(&world, 1, &before));
        world.people[1].open().erase_copy(id).unwrap();
        assert!(!is_traced(&world, 1, &before));
        // Life goes on under the new id.
        let a = world.people[0].open();
        a.share_changes(new).unwrap();
        world.pass(TimeDelta::seconds(20));
        assert_eq!(world.people[1].open().view(new).unwrap().body, draft);
        whole(&mut world);
    }
}

#[test]
fn written_anew_alone_or_while_the_other_sleeps() {
    let mut world = World::paired(14);
    let before = token(64);
    // Mine.
    let id = keep(&mut world, 0, &before);
    let a = world.people[0].open();
    a.mark_for_later(id, true).unwrap();
    a.keep_entry(input(Some(id), "t", "only this", "x"))
        .unwrap();
    let anew = a.write_anew(id, true).unwrap();
    assert_eq!(anew.body, "only this");
    assert!(anew.summary.for_later);
    assert!(!is_traced(&world, 0, &before));
    // Ours, and it had not got there.
    world.crash(1);
    let id = share(&mut world, 0, &before);
    let a = world.people[0].open();
    a.keep_entry(input(Some(id), "t", "what stays", "x"))
        .unwrap();
    a.share_changes(id).unwrap();
    let new = a.write_anew(id, false).unwrap().summary.id;
    world.start(1);
    world.pass(TimeDelta::seconds(30));
    assert_eq!(listed(&mut world, 1), [new]);
    assert_eq!(removed(&mut world, 1), []);
    assert!(!is_traced(&world, 1, &before));
    let b = world.people[1].open();
    assert!(matches!(
        b.write_anew(new, false),
        Err(CompanionError::NotYours)
    ));
    whole(&mut world);
}
