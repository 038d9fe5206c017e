//! Erasing, and asking for the other copy.

use chrono::TimeDelta;
use companion::{CompanionError, Notice, Origin};
use testkit::{
    World,
    soak::{self, Counts},
};

use crate::*;

/// Everything that leaves text behind: versions, tags, a draft, the search index, a preview,
/// an undone removal, a restart, neighbours that share the pages.
#[test]
fn what_was_erased_is_nowhere() {
    let mut counts = Counts::default();
    for seed in soak::seeds(0..50) {
        let mut world = World::paired(seed);
        let token = token(seed + 1);
        for n in 0..seed % 4 {
            share(&mut world, 0, &format!("a neighbour {n} {seed}"));
            keep(&mut world, 0, &format!("another neighbour {n} {seed}"));
        }
        let id = keep(&mut world, 0, &format!("{token} as it was at first"));
        let ours = seed % 3 != 0;
        let first = input(
            Some(id),
            &token,
            &format!("{token} and {}", token.repeat(90)),
            &token,
        );
        world.people[0].open().keep_entry(first).unwrap();
        world.people[0].open().search_entries(&token, 5).unwrap();
        if seed % 5 == 0 {
            world.crash(0);
            world.start(0);
        }
        if ours {
            share_kept(&mut world, 0, id);
            world.pass(TimeDelta::seconds(10));
            let second = input(Some(id), "B", &format!("another {token}"), "y");
            world.people[0].open().keep_entry(second).unwrap();
            world.people[0].open().share_changes(id).unwrap();
            let draft = input(Some(id), "C", &format!("unshared {token}"), &token);
            world.people[0].open().keep_entry(draft).unwrap();
            world.pass(TimeDelta::seconds(10));
        }
        if seed % 2 == 0 {
            world.people[0].open().remove_entry(id).unwrap();
        }
        assert!(
            is_traced(&world, 0, &token),
            "seed {seed}: the search finds nothing"
        );
        world.people[0]
            .open()
            .erase_entry(id, seed % 4 == 0)
            .unwrap();
        for again in ["at once", "after a while", "after a restart"] {
            assert!(
                !is_traced(&world, 0, &token),
                "seed {seed}: it is still there {again}"
            );
            if again == "at once" {
                world.pass(TimeDelta::seconds(40));
            } else {
                world.crash(0);
                world.start(0);
            }
        }
        let refused = world.people[0].open().view(id);
        assert!(matches!(refused, Err(CompanionError::NotFound)));
        assert_eq!(
            is_traced(&world, 1, &token),
            ours,
            "seed {seed}: the copy is theirs"
        );
        assert!(!listed(&mut world, 1).contains(&id));
        assert_eq!(removed(&mut world, 1), if ours { vec![id] } else { vec![] });
        world.pass(TimeDelta::seconds(40));
        whole(&mut world);
        counts.add("seeds", 1);
    }
    counts.print();
}

#[test]
fn what_had_not_reached_a_sleeping_partner_never_does() {
    let mut world = World::paired(1);
    let [early, late] = [token(51), token(52)];
    let changed = share(&mut world, 0, &early);
    world.pass(TimeDelta::seconds(20));
    world.crash(1);
    let new = share(&mut world, 0, &late);
    world.people[0]
        .open()
        .keep_entry(input(Some(changed), "t", &late, "x"))
        .unwrap();
    world.people[0].open().share_changes(changed).unwrap();
    for id in [new, changed] {
        world.people[0].open().erase_entry(id, false).unwrap();
    }
    let after = share(&mut world, 0, "and life goes on");
    world.start(1);
    world.pass(TimeDelta::seconds(40));
    assert!(!is_traced(&world, 1, &late));
    assert!(is_traced(&world, 1, &early), "what they had is theirs");
    assert_eq!(listed(&mut world, 1), [after]);
    assert_eq!(removed(&mut world, 1), [changed]);
    // Three frames came without a body, and none of them is an error.
    whole(&mut world);
    assert_eq!(world.people[0].open().sharing().unwrap().waiting_to_send, 0);
}

#[test]
fn they_are_asked_and_agree() {
    let mut world = World::paired(2);
    let token = token(53);
    let id = share(&mut world, 0, &token);
    world.pass(TimeDelta::seconds(20));
    world.people[0].open().erase_entry(id, true).unwrap();
    world.settle();
    let notices = &world.people[1].notices;
    assert!(notices.contains(&Notice::ErasureAsked { id }));
    let today = world.people[1].open().today().unwrap();
    assert_eq!(today.asked_erasures[0].id, id);
    assert_eq!(world.people[1].open().view(id).unwrap().body, token);
    let erased = world.people[0].open().list_removed().unwrap().erased;
    assert_eq!(
        (erased[0].asked_on.is_some(), erased[0].gone_there),
        (true, false)
    );
    world.people[1].open().erase_copy(id).unwrap();
    assert!(!is_traced(&world, 1, &token));
    world.settle();
    assert!(world.people[0].open().list_removed().unwrap().erased[0].gone_there);
    assert!(world.people[0].notices.contains(&Notice::EntryErased {
        id,
        origin: Origin::Partner
    }));
    assert_eq!(world.people[1].open().today().unwrap().asked_erasures, []);
    whole(&mut world);
}

#[test]
fn a_no_and_no_answer_look_the_same() {
    let mut seen = Vec::new();
    for answers in [false, true] {
        let mut world = World::paired(3);
        let token = token(54);
        let id = share(&mut world, 0, &token);
        world.pass(TimeDelta::seconds(20));
        world.people[0].open().erase_entry(id, true).unwrap();
        world.pass(TimeDelta::seconds(20));
        let before = world.people[1].sent.len();
        if answers {
            world.people[1].open().keep_copy(id).unwrap();
            assert_eq!(world.people[1].open().today().unwrap().asked_erasures, []);
        }
        world.settle();
        assert_eq!(world.people[1].sent.len(), before, "nothing leaves for it");
        // Asking again does not ask again.
        world.people[0].open().ask_to_erase(id).unwrap();
        world.pass(TimeDelta::days(1));
        let asked = world.people[1].open().today().unwrap().asked_erasures;
        assert_eq!(asked.is_empty(), answers);
        assert!(is_traced(&world, 1, &token));
        seen.push(world.people[0].open().list_removed().unwrap());
    }
    assert_eq!(seen[0], seen[1]);
}

#[test]
fn nobody_erases_what_the_other_wrote() {
    let mut world = World::paired(4);
    let id = share(&mut world, 0, "mine");
    world.pass(TimeDelta::seconds(20));
    let b = world.people[1].open();
    assert!(matches!(
        b.erase_entry(id, true),
        Err(CompanionError::NotYours)
    ));
    assert!(matches!(b.erase_copy(id), Err(CompanionError::NotPending)));
    assert!(matches!(b.keep_copy(id), Err(CompanionError::NotPending)));
    assert!(matches!(
        b.ask_to_erase(id),
        Err(CompanionError::NotPending)
    ));
    assert_eq!(listed(&mut world, 0), [id]);
}

#[test]
fn a_copy_of_what_was_only_removed_can_go_quietly_and_does_not_come_back() {
    let mut world = World::paired(5);
    let token = token(55);
    let id = share(&mut world, 0, &token);
    world.pass(TimeDelta::seconds(20));
    world.people[0].open().remove_entry(id).unwrap();
    world.pass(TimeDelta::seconds(20));
    let before = world.people[1].sent.len();
    world.people[1].open().erase_copy(id).unwrap();
    world.settle();
    assert_eq!(
        world.people[1].sent.len(),
        before,
        "nobody asked, so nobody is told"
    );
    world.people[0].open().restore_entry(id).unwrap();
    world.pass(TimeDelta::seconds(20));
    assert_eq!(listed(&mut world, 0), [id]);
    assert_eq!(listed(&mut world, 1), []);
    assert!(!is_traced(&world, 1, &token));
    whole(&mut world);
}

#[test]
fn erasing_twice_changes_nothing() {
    let mut world = World::paired(6);
    let id = share(&mut world, 0, "once");
    world.pass(TimeDelta::seconds(20));
    world.people[0].open().erase_entry(id, false).unwrap();
    let again = world.people[0].open().erase_entry(id, false);
    assert!(matches!(again, Err(CompanionError::NotFound)));
    // Asked later, and only once.
    for _ in 0..2 {
        world.people[0].open().ask_to_erase(id).unwrap();
        world.settle();
    }
    assert_eq!(
        world.people[1].open().today().unwrap().asked_erasures.len(),
        1
    );
    world.people[1].open().erase_copy(id).unwrap();
    let again = world.people[1].open().erase_copy(id);
    assert!(matches!(again, Err(CompanionError::NotFound)));
    world.settle();
    whole(&mut world);
}

#[test]
fn a_home_put_back_to_an_earlier_day_erases_again() {
    let mut world = World::paired(7);
    let token = token(56);
    let id = share(&mut world, 0, &token);
    world.pass(TimeDelta::seconds(20));
    world.crash(0);
    let earlier = tempfile::tempdir().unwrap();
    copy(world.people[0].folder(), earlier.path());
    world.start(0);
    world.people[0].open().erase_entry(id, true).unwrap();
    world.pass(TimeDelta::seconds(20));
    world.crash(0);
    copy(earlier.path(), world.people[0].folder());
    assert!(is_traced(&world, 0, &token), "the old copy has it");
    world.start(0);
    world.pass(TimeDelta::seconds(60));
    assert!(!is_traced(&world, 0, &token));
    assert_eq!(listed(&mut world, 0), []);
    // That they were asked is known again, and their answer is heard.
    world.people[1].open().erase_copy(id).unwrap();
    world.pass(TimeDelta::seconds(20));
    assert!(world.people[0].open().list_removed().unwrap().erased[0].gone_there);
}

fn copy(from: &std::path::Path, to: &std::path::Path) {
    for name in ["private.db", "shared.db", "pages.db"] {
        std::fs::copy(from.join(name), to.join(name)).unwrap();
        let _ = std::fs::remove_file(to.join(format!("{name}-wal")));
    }
}
