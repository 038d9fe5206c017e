//! What was removed rests, and then goes by itself.

use chrono::TimeDelta;
use testkit::World;

use crate::*;

/// Opens the home on each of these days, in the order in which its clock tells them.
fn live(world: &mut World, days: impl IntoIterator<Item = i64>) {
    let start = world.now();
    for day in days {
        world.set_now(start + TimeDelta::days(day));
        world.settle();
    }
}

#[test]
fn what_was_removed_goes_by_itself_after_thirty_days_of_both_kinds() {
    for ours in [false, true] {
        let mut world = World::paired(8);
        let token = token(57);
        let id = keep(&mut world, 0, &token);
        if ours {
            share_kept(&mut world, 0, id);
        }
        world.pass(TimeDelta::seconds(20));
        world.people[0].open().remove_entry(id).unwrap();
        world.settle();
        let left = world.people[0].open().list_removed().unwrap().entries[0].days_left;
        assert_eq!(left, Some(30));
        // A month away: thirty days have passed, but nobody was here.
        live(&mut world, [40]);
        let left = world.people[0].open().list_removed().unwrap().entries[0].days_left;
        assert_eq!(left, Some(29));
        live(&mut world, 1..=28);
        assert_eq!(removed(&mut world, 0), [id]);
        assert!(is_traced(&world, 0, &token));
        live(&mut world, [1]);
        assert_eq!(removed(&mut world, 0), []);
        assert!(!is_traced(&world, 0, &token));
        assert_eq!(removed(&mut world, 1), if ours { vec![id] } else { vec![] });
        whole(&mut world);
    }
}

#[test]
fn days_of_use_alone_are_not_enough() {
    let mut world = World::new(9);
    let id = keep(&mut world, 0, "quick days");
    world.people[0].open().remove_entry(id).unwrap();
    live(&mut world, 0..=29);
    assert_eq!(removed(&mut world, 0), [id]);
    // The same day over and over.
    let noon = world.now();
    for hour in 0..100 {
        world.set_now(noon + TimeDelta::minutes(hour));
        world.settle();
    }
    assert_eq!(removed(&mut world, 0), [id]);
    live(&mut world, [1]);
    assert_eq!(removed(&mut world, 0), []);
}

/// A clock that was two years wrong, whichever way and whenever, takes nothing early.
#[test]
fn a_wrong_clock_destroys_nothing() {
    for years in [-2_i64, 2] {
        let wrong = years * 365;
        for (name, removed_at, days) in [
            (
                "right, then wrong, then right",
                0,
                vec![1, wrong, wrong + 1, 2, 3],
            ),
            ("removed while it was wrong", wrong, vec![wrong, 0, 1, 2, 3]),
            ("to and fro", 0, [0, wrong].repeat(40)),
            (
                "after a year of use",
                0,
                (0..20).map(|n| n * 5).chain([wrong, 96]).collect(),
            ),
        ] {
            let mut world = World::new(10);
            let start = world.now();
            // Long used already: those days must not count for it.
            live(&mut world, -60..0);
            world.set_now(start + TimeDelta::days(removed_at));
            let id = keep(&mut world, 0, "still here");
            world.people[0].open().remove_entry(id).unwrap();
            world.settle();
            world.set_now(start);
            for day in days {
                world.set_now(start + TimeDelta::days(day));
                world.settle();
                if day % 2 == 0 {
                    world.crash(0);
                    world.start(0);
                }
                assert_eq!(
                    removed(&mut world, 0),
                    [id],
                    "{years} years, {name}, day {day}"
                );
            }
            // And once the clock is right for long enough, it goes all the same.
            for day in 97..=160 {
                world.set_now(start + TimeDelta::days(day));
                world.settle();
            }
            assert_eq!(removed(&mut world, 0), [], "{years} years, {name}");
        }
    }
}

#[test]
fn what_someone_is_writing_in_is_not_erased_meanwhile() {
    for ours in [false, true] {
        let mut world = World::paired(13);
        let id = keep(&mut world, 0, "unfinished");
        if ours {
            share_kept(&mut world, 0, id);
        }
        world.pass(TimeDelta::seconds(20));
        world.people[0].open().remove_entry(id).unwrap();
        world.settle();
        live(&mut world, 1..=29);
        assert_eq!(removed(&mut world, 0), [id]);
        world.pass(TimeDelta::hours(23));
        write_in(&mut world, 0, id, "unfinished, and still being written");
        world.pass(TimeDelta::hours(2));
        world.settle();
        assert_eq!(removed(&mut world, 0), [id], "ours: {ours}");
        assert!(is_traced(&world, 0, "still being written"));
        // Put down for two days.
        live(&mut world, [2]);
        assert_eq!(removed(&mut world, 0), [], "ours: {ours}");
        assert!(!is_traced(&world, 0, "still being written"));
    }
}

#[test]
fn what_is_brought_back_begins_its_thirty_days_anew() {
    let mut world = World::new(11);
    let id = keep(&mut world, 0, "second thoughts");
    world.people[0].open().remove_entry(id).unwrap();
    live(&mut world, 0..=25);
    world.people[0].open().restore_entry(id).unwrap();
    world.people[0].open().remove_entry(id).unwrap();
    world.settle();
    live(&mut world, 1..=10);
    let left = world.people[0].open().list_removed().unwrap().entries[0].days_left;
    assert_eq!(left, Some(20));
    let back = world.people[0].open().restore_entry(id).unwrap();
    assert_eq!(back.body, "second thoughts");
    assert_eq!(listed(&mut world, 0), [id]);
}

#[test]
fn what_the_other_one_removed_is_never_erased_by_itself() {
    let mut world = World::paired(12);
    let id = share(&mut world, 0, "from the other side");
    world.pass(TimeDelta::seconds(20));
    world.people[0].open().remove_entry(id).unwrap();
    world.settle();
    world.crash(0);
    live(&mut world, 0..=80);
    let view = world.people[1].open().list_removed().unwrap();
    assert_eq!(view.entries[0].days_left, None);
    assert_eq!(
        world.people[1].open().view(id).unwrap().body,
        "from the other side"
    );
}
