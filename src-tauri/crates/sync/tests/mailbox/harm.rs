//! What a host, or anyone who reaches the folder, can do: each is refused or told, and nothing here
//! is lost.

use std::collections::BTreeMap;

use chrono::TimeDelta;
use sync::{
    Frame, LogId,
    mailbox::{FILES_PER_DEVICE, Finding, Job, marker, name, segment},
};

use crate::{
    common::{Crew, SPACE},
    world::{World, note},
};

/// Two who have exchanged in several segments, and what each then has.
fn exchanged() -> (World, BTreeMap<LogId, Vec<Frame>>) {
    let mut world = World::new(2);
    for _ in 0..6 {
        world.write(0, 10);
        world.write(1, 10);
        world.visit_all();
    }
    world.visit_all();
    assert!(world.equal());
    let disk = world.readers[0].home.disk.clone();
    (world, disk)
}

fn nothing_is_lost(world: &World, disk: &BTreeMap<LogId, Vec<Frame>>) {
    for reader in &world.readers {
        for (log, frames) in disk {
            assert_eq!(reader.home.disk[log][..frames.len()], frames[..]);
        }
    }
}

#[test]
fn a_folder_that_went_back_is_told_with_both_numbers_and_published_again() {
    let (mut world, disk) = exchanged();
    let earlier = world.folder.clone();
    world.write(0, 20);
    world.visit_all();
    world.folder = earlier;
    world.visit(1);
    let device = world.crew.id(0);
    let back = Finding::WentBack {
        device,
        from: 80,
        to: 60,
    };
    assert!(world.readers[1].found(|finding| *finding == back));
    nothing_is_lost(&world, &disk);
    world.visit(0);
    world.write(0, 1);
    world.visit_all();
    assert!(world.equal());
    // It is told for some days, and no longer.
    assert!(world.readers[1].found(|finding| *finding == back));
    world.now += TimeDelta::days(8);
    world.visit(1);
    assert!(world.readers[1].plan.noticed().is_empty());
}

#[test]
fn an_emptied_folder_is_told_and_filled_again() {
    let (mut world, disk) = exchanged();
    world.folder.clear();
    world.visit(0);
    assert!(world.readers[0].found(|finding| *finding == Finding::Emptied));
    assert!(world.readers[0].found(|finding| matches!(finding, Finding::MuchMissing { .. })));
    nothing_is_lost(&world, &disk);
    world.visit(1);
    let mut fresh = World::new(2);
    fresh.folder = world.folder.clone();
    fresh.visit(1);
    assert_eq!(fresh.readers[1].count(fresh.crew.log(0)), 60);
}

#[test]
fn a_third_that_is_missing_puts_the_folder_in_doubt_and_a_little_does_not() {
    let (mut world, disk) = exchanged();
    let much = |world: &World| {
        let reader = &world.readers[1];
        reader.found(|finding| matches!(finding, Finding::MuchMissing { .. }))
    };
    let theirs = world.segments(0);
    for path in &theirs[..2] {
        world.folder.remove(path);
    }
    world.visit(1);
    assert!(!much(&world), "20 of 120");
    for path in &theirs[2..4] {
        world.folder.remove(path);
    }
    world.visit(1);
    assert!(much(&world), "40 of 120");
    nothing_is_lost(&world, &disk);
}

#[test]
fn another_couples_folder_is_neither_read_nor_written() {
    let (mut world, disk) = exchanged();
    let other = Crew::new(3);
    let part = marker::marker_part(&[0x33; 32], &other.id(2));
    let signature = other.devices[2].sign(marker::PURPOSE, &part);
    let foreign = marker::note(&part, &signature);
    world.folder.insert(name::MARKER.into(), foreign);
    world.write(0, 1);
    let before = world.folder.clone();
    let jobs = world.readers[0].jobs.len();
    world.visit(0);
    assert!(world.readers[0].found(|finding| *finding == Finding::OtherCouple));
    assert_eq!(world.folder, before);
    let asked = &world.readers[0].jobs[jobs..];
    assert!(asked.iter().all(|job| job.path() == name::MARKER));
    nothing_is_lost(&world, &disk);
}

#[test]
fn a_marker_of_a_newer_version_stops_and_a_damaged_one_is_written_anew() {
    let (mut world, _) = exchanged();
    let right = world.folder[name::MARKER].clone();
    let mut newer = right.clone();
    newer[4] = 2;
    world.folder.insert(name::MARKER.into(), newer.clone());
    world.visit(0);
    assert!(world.readers[0].found(|finding| *finding == Finding::Newer));
    assert_eq!(world.folder[name::MARKER], newer);
    for damaged in [vec![], b"LMMK".to_vec(), right[..40].to_vec(), {
        let mut bent = right.clone();
        *bent.last_mut().unwrap() ^= 1;
        bent
    }] {
        world.folder.insert(name::MARKER.into(), damaged);
        world.visit(0);
        assert_eq!(world.folder[name::MARKER], note(&world.crew, 0));
    }
}

#[test]
fn two_frames_in_one_place_freeze_the_log_and_nothing_else() {
    let (mut world, disk) = exchanged();
    // A copy of the device that did not know of the original.
    let log = world.crew.log(0);
    let head = sync::Head::after(&world.readers[0].home.disk[&log][49].header);
    let branch = world.crew.run(0, head, 10, "another branch");
    let (name, bytes) = segment::encode(&branch).unwrap();
    world.folder.insert(name.path(&SPACE), bytes);
    world.visit(1);
    assert!(world.readers[1].frozen.contains(&log));
    nothing_is_lost(&world, &disk);
    world.write(1, 1);
    world.visit_all();
    world.visit(0);
    let theirs = world.crew.log(1);
    assert_eq!(world.readers[0].count(theirs), 61);
}

#[test]
fn frames_of_ones_own_that_are_not_here_are_seen_before_more_is_written() {
    let (world, _) = exchanged();
    let mut restored = World::new(2);
    restored.folder = world.folder.clone();
    restored.write(0, 10);
    restored.visit(0);
    let log = restored.crew.log(0);
    assert!(restored.readers[0].ahead.contains(&log));
    assert_eq!(restored.readers[0].count(log), 60);
}

#[test]
fn segments_in_another_place_are_refused() {
    let (mut world, disk) = exchanged();
    let [ours, theirs] = [world.segments(0), world.segments(1)];
    // Directories exchanged, under names that fit where they lie now.
    for (one, other) in ours.iter().zip(&theirs) {
        let (a, b) = (world.folder[one].clone(), world.folder[other].clone());
        let moved = |from: &str, to: &str| {
            let at = to.rfind('/').unwrap();
            let name = from.rfind('/').unwrap();
            format!("{}{}", &to[..at], &from[name..])
        };
        world.folder.insert(moved(one, other), a);
        world.folder.insert(moved(other, one), b);
    }
    // And a log's frames under the numbers of others.
    let path = ours[5].replace("0000000032-000000003b", "000000003c-0000000045");
    assert_ne!(path, ours[5]);
    world.folder.insert(path, world.folder[&ours[5]].clone());
    for _ in 0..12 {
        world.visit_all();
        world.now += TimeDelta::minutes(2);
    }
    for reader in &world.readers {
        assert!(reader.found(|finding| matches!(finding, Finding::Altered { .. })));
        assert!(reader.frozen.is_empty() && reader.refused == 0);
    }
    nothing_is_lost(&world, &disk);
    assert!(world.equal());
}

#[test]
fn altered_and_partial_files_are_tried_again_and_harm_nothing() {
    let (mut world, disk) = exchanged();
    world.write(0, 10);
    world.visit(0);
    let path = world.segments(0).pop().unwrap();
    let whole = world.folder[&path].clone();
    for length in [0, 3, 5, 9, whole.len() / 2, whole.len() - 1] {
        world.folder.insert(path.clone(), whole[..length].to_vec());
        world.visit(1);
        world.now += TimeDelta::minutes(3);
        assert_eq!(world.readers[1].count(world.crew.log(0)), 60);
    }
    let mut bent = whole.clone();
    bent[200] ^= 1;
    world.folder.insert(path.clone(), bent);
    world.visit(1);
    let reader = &world.readers[1];
    assert!(reader.found(|finding| matches!(finding, Finding::Altered { .. })));
    nothing_is_lost(&world, &disk);
    world.now += TimeDelta::hours(2);
    world.folder.insert(path, whole);
    world.visit(1);
    assert!(world.equal());
}

#[test]
fn who_wrote_it_looks_whether_it_is_still_whole_and_writes_it_again() {
    let (mut world, _) = exchanged();
    world.write(0, 10);
    world.visit(0);
    let path = world.segments(0).pop().unwrap();
    let whole = world.folder[&path].clone();
    world.folder.insert(path.clone(), whole[..20].to_vec());
    world.now += TimeDelta::minutes(11);
    world.visit(0);
    assert_eq!(world.folder.get(&path), Some(&whole));
    world.visit(1);
    assert!(world.equal());
}

#[test]
fn frames_with_a_false_signature_are_refused() {
    let (mut world, disk) = exchanged();
    let head = world.readers[0].head(world.crew.log(0));
    let mut frames = world.crew.run(0, head, 3, "frame");
    frames[0].signature[7] ^= 1;
    let (name, bytes) = segment::encode(&frames).unwrap();
    world.folder.insert(name.path(&SPACE), bytes);
    let before = world.readers[1].reads();
    for _ in 0..8 {
        world.visit(1);
        world.now += TimeDelta::minutes(3);
    }
    assert!(world.readers[1].refused > 0);
    let reads = world.readers[1].reads() - before;
    assert!(reads < 20, "{reads} times, without a pause");
    let reader = &world.readers[1];
    assert!(reader.found(|finding| matches!(finding, Finding::Altered { .. })));
    nothing_is_lost(&world, &disk);
    assert_eq!(reader.count(world.crew.log(0)), 60);
}

#[test]
fn a_hole_that_stays_is_told() {
    let (mut world, _) = exchanged();
    world.write(0, 5);
    world.visit(0);
    let hidden = world.segments(0).pop().unwrap();
    world.write(0, 5);
    world.visit(0);
    world.folder.remove(&hidden);
    world.visit(1);
    let gap = |world: &World| {
        let reader = &world.readers[1];
        reader.found(|finding| matches!(finding, Finding::Gap { from: 60, .. }))
    };
    assert!(!gap(&world), "files arrive in any order");
    world.now += TimeDelta::minutes(40);
    world.visit(1);
    assert!(gap(&world));
    let log = world.crew.log(0);
    assert_eq!(world.readers[1].count(log), 60);
    world.visit(0);
    world.visit(1);
    assert!(world.equal());
}

#[test]
fn garbage_is_left_alone_however_much_of_it_there_is() {
    let (mut world, disk) = exchanged();
    let tag = name::device_prefix(&SPACE, &world.crew.id(0));
    let space = name::space_prefix(&SPACE);
    let hash = "0".repeat(32);
    for path in [
        "desktop.ini".to_owned(),
        ".dropbox".into(),
        format!("{space}notes.txt"),
        format!("{space}{hash}/x.seg"),
        format!("{tag}00000000/x.seg"),
        format!("{tag}00000000/0000000000-0000000001-{hash} (conflicted copy).seg"),
        format!("{tag}00000000/0000000001-0000000000-{hash}.seg"),
        format!("{tag}00000000/000000000A-000000000B-{hash}.seg"),
        format!("{tag}0/0000000000-0000000001-{hash}.seg"),
        format!("{tag}00000000/../../0000000000-0000000001-{hash}.seg"),
        format!("{tag}00000000/+000000000-0000000001-{hash}.seg"),
    ] {
        world.folder.insert(path, b"not ours".to_vec());
    }
    let before = world.folder.clone();
    world.write(1, 1);
    world.visit_all();
    world.visit(0);
    for (path, bytes) in &before {
        assert_eq!(world.folder.get(path), Some(bytes));
    }
    assert!(world.equal());
    nothing_is_lost(&world, &disk);
    for n in 0..FILES_PER_DEVICE + 10 {
        let path = format!("{tag}ffffffff/{n:010x}-{n:010x}-{n:032x}.seg");
        world.folder.insert(path, Vec::new());
    }
    world.write(1, 1);
    let jobs = world.readers[1].jobs.len();
    world.step(1, sync::mailbox::Event::Changed);
    let reader = &world.readers[1];
    assert!(reader.found(|finding| *finding == Finding::TooMany));
    let asked = &reader.jobs[jobs..];
    assert!(asked.len() < 20, "only what goes on where the log ends");
    assert!(asked.iter().any(|job| matches!(job, Job::Write { .. })));
}
