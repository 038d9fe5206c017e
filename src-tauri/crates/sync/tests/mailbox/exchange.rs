//! What honest devices do.

use std::collections::BTreeSet;

use chrono::TimeDelta;
use proptest::prelude::*;
use sync::{
    Frame,
    mailbox::{Job, Trouble, marker, name, segment},
};

use crate::{
    common::{SPACE, id_of},
    world::World,
};

#[test]
fn two_that_are_never_on_at_once_come_to_have_the_same() {
    let mut world = World::new(2);
    world.write(0, 5);
    world.visit(0);
    world.write(1, 3);
    world.visit(1);
    assert_eq!(world.readers[1].count(world.crew.log(0)), 5);
    world.visit(0);
    assert!(world.equal());
    assert_eq!(world.segments(0).len(), 1, "one segment for what was there");
}

#[test]
fn what_was_read_is_not_read_again_not_even_after_a_restart() {
    let mut world = World::new(2);
    world.write(0, 5);
    world.visit_all();
    world.write(0, 1);
    world.visit_all();
    assert_eq!(world.readers[1].reads(), 2);
    world.restart(1);
    world.visit(1);
    assert_eq!(world.readers[1].reads(), 2);
    world.visit(0);
    let wrote = |job: &&Job| matches!(job, Job::Write { .. });
    assert_eq!(world.readers[0].jobs.iter().filter(wrote).count(), 3);
}

#[test]
fn changes_in_quick_succession_are_one_segment() {
    let mut world = World::new(2);
    world.write(0, 1);
    world.visit(0);
    for _ in 0..10 {
        world.write(0, 1);
        world.step(0, sync::mailbox::Event::Tick);
    }
    assert_eq!(world.segments(0).len(), 2, "the first goes at once");
    world.visit(0);
    assert_eq!(world.segments(0).len(), 3);
    world.visit(1);
    assert!(world.equal());
}

#[test]
fn many_small_segments_become_one_and_nothing_is_missing_meanwhile() {
    let mut world = World::new(3);
    for _ in 0..70 {
        world.write(0, 1);
        world.visit(0);
        if world.readers[0].count(world.crew.log(0)) == 40 {
            world.visit(1);
        }
    }
    world.visit(0);
    assert!(world.segments(0).len() < 20, "{}", world.segments(0).len());
    world.visit(1);
    world.visit(2);
    assert!(world.equal());
    assert!(world.readers.iter().all(|reader| reader.frozen.is_empty()));
    assert!(world.readers[1].plan.noticed().is_empty());
}

#[test]
fn a_long_log_is_divided_and_read_in_order() {
    let mut world = World::new(2);
    let log = world.crew.log(0);
    let device = &world.crew.devices[0];
    let mut head = sync::Head::start(log);
    let frames: Vec<Frame> = (0..40)
        .map(|n| {
            let start = head.next_frame(SPACE, 1);
            let frame = crate::common::write(device, start, vec![n; 250_000]);
            head = sync::Head::after(&frame.header);
            frame
        })
        .collect();
    world.readers[0].home.local(&frames);
    world.visit(0);
    assert_eq!(world.segments(0).len(), 3);
    let longest = world.folder.values().map(Vec::len).max().unwrap();
    assert!(longest <= sync::mailbox::SEGMENT_BYTES);
    world.visit(1);
    assert!(world.equal());
}

#[test]
fn a_segment_without_erased_bodies_takes_the_place_of_the_one_with_them() {
    let mut world = World::new(2);
    world.write(0, 4);
    world.visit(0);
    world.write(0, 3);
    world.visit(0);
    let log = world.crew.log(0);
    let before = world.segments(0);
    let secret = world.readers[0].home.disk[&log][2].body.clone().unwrap();
    let holds = |world: &World| {
        let mut files = world.folder.values();
        files.any(|file| file.windows(secret.len()).any(|part| part == secret))
    };
    assert!(holds(&world));
    let id = world.readers[0].home.disk[&log][2].id();
    let frames = world.readers[0].home.disk.get_mut(&log).unwrap();
    segment::without_bodies(frames, &BTreeSet::from([id]));
    let steps = world.readers[0].plan.rewrite(log, &BTreeSet::from([2]));
    assert_eq!(steps.len(), 1, "the other segment stays");
    world.visit(0);
    assert!(!holds(&world));
    let after = world.segments(0);
    assert_eq!(after.len(), 2);
    assert_eq!(before.iter().filter(|path| after.contains(path)).count(), 1);
    world.visit(1);
    assert_eq!(world.readers[1].count(log), 7);
    assert_eq!(world.readers[1].home.disk[&log][2].body, None);
}

#[test]
fn rewriting_survives_a_restart_in_the_middle() {
    let mut world = World::new(2);
    world.write(0, 4);
    world.visit(0);
    let log = world.crew.log(0);
    let id = world.readers[0].home.disk[&log][1].id();
    let frames = world.readers[0].home.disk.get_mut(&log).unwrap();
    segment::without_bodies(frames, &BTreeSet::from([id]));
    for step in world.readers[0].plan.rewrite(log, &BTreeSet::from([1])) {
        if let sync::mailbox::Step::Remember { name, mark } = step {
            world.readers[0].marks.insert(name, mark);
        }
    }
    world.restart(0);
    world.visit(0);
    assert_eq!(world.segments(0).len(), 1);
    let path = &world.segments(0)[0];
    assert!(!String::from_utf8_lossy(&world.folder[path]).contains("frame 1"));
}

#[test]
fn a_folder_in_trouble_is_told_and_tried_again_ever_more_patiently() {
    let mut world = World::new(2);
    world.write(0, 2);
    for trouble in [
        Trouble::NotThere,
        Trouble::Denied,
        Trouble::Full,
        Trouble::Slow,
    ] {
        world.trouble = Some(trouble);
        world.visit(0);
        assert_eq!(world.readers[0].plan.trouble(), Some(trouble));
        assert!(!world.readers[0].plan.is_quiet());
    }
    let tried = world.readers[0].jobs.len();
    for _ in 0..3600 {
        world.now += TimeDelta::seconds(1);
        world.step(0, sync::mailbox::Event::Tick);
    }
    let tries = world.readers[0].jobs.len() - tried;
    assert!((8..40).contains(&tries), "{tries} in an hour");
    world.trouble = None;
    world.visit(0);
    assert_eq!(world.readers[0].plan.trouble(), None);
    world.visit(1);
    assert!(world.equal());
}

#[test]
fn what_was_never_finished_is_swept_by_who_began_it() {
    let mut world = World::new(2);
    world.write(0, 1);
    world.visit_all();
    let part = format!("{}.part", world.segments(0)[0]);
    world.folder.insert(part.clone(), vec![1]);
    world.visit(1);
    assert!(world.folder.contains_key(&part), "another's directory");
    world.visit(0);
    assert!(!world.folder.contains_key(&part));
}

#[test]
fn a_farewell_is_believed_of_its_device_alone() {
    let mut world = World::new(3);
    world.visit_all();
    let sign = |who: usize, of: usize| {
        let part = marker::leave_part(&SPACE, &world.crew.id(of));
        let device = &world.crew.devices[who];
        marker::note(&part, &device.sign(marker::PURPOSE, &part))
    };
    let path = |who: usize| name::leave_path(&SPACE, &world.crew.id(who));
    // Signed by another, and one's own copied into another's directory.
    let (false_one, theirs, right) = (sign(1, 2), sign(1, 1), sign(2, 2));
    let (two, one) = (path(2), path(1));
    for note in [false_one, theirs] {
        world.folder.insert(two.clone(), note);
        world.visit(0);
        assert!(world.readers[0].left.is_empty());
    }
    world.folder.insert(one, right.clone());
    world.visit(0);
    assert!(world.readers[0].left.is_empty());
    world.folder.insert(two, right);
    world.visit(0);
    let left: Vec<_> = world.readers[0].left.iter().copied().collect();
    assert_eq!(left, [id_of(&world.crew.devices[2])]);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Whoever writes how much and visits when: in the end all have the same, and no segment but
    /// one's own was ever written.
    #[test]
    fn in_the_end_all_have_the_same(turns in prop::collection::vec((0usize..3, 0u64..4, any::<bool>()), 1..40)) {
        let mut world = World::new(3);
        for (who, count, restarts) in turns {
            world.write(who, count);
            if restarts {
                world.restart(who);
            }
            world.visit(who);
        }
        world.visit_all();
        world.visit_all();
        prop_assert!(world.equal());
        for reader in &world.readers {
            prop_assert!(reader.frozen.is_empty() && reader.plan.noticed().is_empty());
            let own = name::device_prefix(&SPACE, &reader.home.me);
            for job in &reader.jobs {
                if let Job::Write { path, .. } | Job::Delete { path } = job {
                    prop_assert!(path.starts_with(&own) || path == name::MARKER);
                }
            }
        }
    }
}
