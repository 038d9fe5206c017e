//! Two processes and a folder: never on at the same time, then both running.

use std::{fs, path::Path, thread, time::Instant};

use serde_json::Value;

use crate::{
    install::Install,
    wait::{PATIENCE, until},
};

fn status(install: &Install) -> Value {
    install.ask(&["--json", "status"]).lines().remove(0)
}

fn has(install: &Install, title: &str) -> Option<()> {
    let entries = install.ask(&["--json", "entry", "list"]).lines();
    entries
        .iter()
        .any(|entry| entry["title"] == title)
        .then_some(())
}

/// Two homes with one folder as their only way.
fn two(folder: &Path) -> (Install, Install, String) {
    let shared = folder.join("For the two of us");
    fs::create_dir(&shared).unwrap();
    let shared = shared.to_str().unwrap().to_owned();
    let pair = (Install::new(folder, "Ada"), Install::new(folder, "Ben"));
    thread::scope(|both| {
        for side in [&pair.0, &pair.1] {
            both.spawn(|| {
                side.init();
                side.ask(&["mailbox", "set", &shared, "--only"]).done();
            });
        }
    });
    (pair.0, pair.1, shared)
}

/// Pairs two installs of which only one runs at a time.
fn meet(ada: &Install, ben: &Install, folder: &Path) {
    let invite = folder.join("invite.lamplight");
    let invite = invite.to_str().unwrap();
    ada.ask(&["pair", "invite", "--out", invite]).done();
    let unanswered = ben.ask(&["pair", "accept", invite]);
    assert_eq!(unanswered.code, 1, "the other one is off: {unanswered:?}");
    ada.ask(&["sync"]).done();
    ben.ask(&["sync"]).done();
    let seen_by_a = ada.ask(&["--json", "pair", "pictures"]).lines();
    ada.ask(&["sync"]).done();
    let seen_by_b = ben.ask(&["--json", "pair", "pictures"]).lines();
    assert_eq!(seen_by_a[0]["pictures"], seen_by_b[0]["pictures"]);
    for side in [ada, ben, ada, ben] {
        if status(side)["partner"].is_null() {
            side.ask(&["pair", "confirm"]).done();
        }
        side.ask(&["sync"]).done();
    }
    for side in [ada, ben] {
        assert!(!status(side)["partner"].is_null(), "{}", side.name);
    }
}

#[test]
fn two_processes_that_are_never_on_at_once_meet_in_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (ada, ben, shared) = two(folder.path());
    meet(&ada, &ben, folder.path());

    ada.tell(
        &["entry", "add", "--title", "For us", "--ours", "-"],
        "Tea?",
    )
    .done();
    assert!(status(&ada)["waiting"].as_u64().unwrap() > 0);
    ada.ask(&["sync"]).done();
    assert!(
        status(&ada)["waiting"].as_u64().unwrap() > 0,
        "nobody has confirmed it"
    );
    ben.ask(&["sync"]).done();
    assert!(has(&ben, "For us").is_some());
    ada.ask(&["sync"]).done();
    assert_eq!(status(&ada)["waiting"], 0, "confirmed by way of the folder");

    let shown = ada.ask(&["--json", "mailbox", "show"]).lines().remove(0);
    assert_eq!(shown["only"], true);
    assert_eq!(shown["noticed"], serde_json::json!([]));
    assert!(shown["address"].as_str().unwrap().starts_with("fs:///"));

    let engines = [ada.run(), ben.run()];
    let mut took = Vec::new();
    for n in 0..5 {
        let title = format!("Edit {n}");
        let start = Instant::now();
        ada.tell(&["entry", "add", "--title", &title, "--ours", "-"], "…")
            .done();
        until("the entry at the other's", PATIENCE, || has(&ben, &title));
        took.push(start.elapsed());
    }
    println!("from `entry add --ours` to `entry list` through a folder: {took:?}");
    for engine in engines {
        assert_eq!(engine.stop(), Some(0));
    }

    ada.ask(&["leave"]).done();
    ben.ask(&["sync"]).done();
    assert!(status(&ben)["partner"].is_null(), "the farewell was read");
    assert!(has(&ben, "For us").is_some() && has(&ada, "For us").is_some());
    for side in [&ada, &ben] {
        side.ask(&["check"]).done();
    }
    let left: Vec<_> = fs::read_dir(Path::new(&shared).join("v1"))
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    println!("what is left in the folder: {left:?}");
}
