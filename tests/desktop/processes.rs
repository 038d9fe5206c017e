//! Two processes without a display, connected over loopback.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::Instant,
};

use serde_json::Value;

use crate::{
    install::Install,
    wait::{PATIENCE, until},
};

fn partner(install: &Install) -> Option<Value> {
    let status = install
        .ask(&["--json", "status"])
        .lines()
        .into_iter()
        .next()?;
    (!status["partner"].is_null()).then(|| status["partner"].clone())
}

fn has(install: &Install, title: &str) -> Option<()> {
    let entries = install.ask(&["--json", "entry", "list"]).lines();
    entries
        .iter()
        .any(|entry| entry["title"] == title)
        .then_some(())
}

/// Pairs two running installs by a file.
pub fn pair(a: &Install, b: &Install, folder: &Path) {
    let invite = folder.join("invite.lamplight");
    let invite = invite.to_str().unwrap();
    a.ask(&["pair", "invite", "--out", invite]).done();
    let seen_by_b = b.ask(&["--json", "pair", "accept", invite]).done();
    let seen_by_a = a.ask(&["--json", "pair", "pictures"]).done();
    assert!(!seen_by_a.is_empty(), "there are pictures");
    assert_eq!(seen_by_a, seen_by_b, "both see the same pictures");
    thread::scope(|both| {
        for side in [a, b] {
            both.spawn(|| side.ask(&["pair", "confirm"]).done());
        }
    });
    for side in [a, b] {
        until("the pairing", PATIENCE, || partner(side));
    }
}

/// Every file under a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
        let kind = entry.file_type().unwrap();
        if kind.is_dir() {
            found.extend(files(&entry.path()));
        } else if kind.is_file() {
            found.push(entry.path());
        }
    }
    found
}

/// Where `words` can be read on disk, in the usual ways of writing letters down.
fn readable(folder: &Path, words: &str) -> Vec<PathBuf> {
    let wide: Vec<u8> = words.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let forms = [words.as_bytes().to_vec(), wide];
    let holds = |path: &PathBuf| {
        let bytes = fs::read(path).unwrap_or_default();
        forms
            .iter()
            .any(|form| bytes.windows(form.len()).any(|window| window == form))
    };
    files(folder).into_iter().filter(holds).collect()
}

fn random() -> String {
    let text = fs::read_to_string("/proc/sys/kernel/random/uuid").unwrap();
    text.trim().replace('-', "")
}

#[test]
fn two_processes_over_loopback() {
    let folder = tempfile::tempdir().unwrap();
    let (ada, ben) = (
        Install::new(folder.path(), "Ada"),
        Install::new(folder.path(), "Ben"),
    );
    let (mine, ours) = (random(), random());

    thread::scope(|both| {
        for side in [&ada, &ben] {
            both.spawn(|| side.init());
        }
    });
    ada.tell(&["entry", "add", "--title", "Before", "-"], &mine)
        .done();
    let engines = [ada.run(), ben.run()];
    pair(&ada, &ben, folder.path());
    assert_eq!(partner(&ada).unwrap()["name"], "Ben");
    assert_eq!(partner(&ben).unwrap()["name"], "Ada");

    ada.tell(&["entry", "add", "--title", "For me", "--mine", "-"], &mine)
        .done();
    let start = Instant::now();
    ada.tell(&["entry", "add", "--title", "For us", "--ours", "-"], &ours)
        .done();
    until("the entry at the other's", PATIENCE, || has(&ben, "For us"));
    println!(
        "from `entry add --ours` to `entry list`: {:?}",
        start.elapsed()
    );
    for title in ["Before", "For me"] {
        assert!(
            has(&ada, title).is_some() && has(&ben, title).is_none(),
            "{title} is Ada's alone"
        );
    }
    let hits = ben.ask(&["--json", "search", &ours]).lines();
    assert_eq!(hits.len(), 1, "what arrived is found");

    ada.ask(&["leave"]).done();
    assert!(partner(&ada).is_none(), "leaving is at once");
    assert!(has(&ada, "For us").is_some(), "leaving loses nothing");
    ada.tell(
        &["entry", "add", "--title", "Afterwards", "-"],
        "Alone again",
    )
    .done();
    until("the news of the leaving", PATIENCE, || {
        let status = ben.ask(&["--json", "status"]).lines().remove(0);
        (status["partner"].is_null() || status["partner_left"] == true).then_some(())
    });
    assert!(has(&ben, "For us").is_some() && has(&ben, "Afterwards").is_none());

    for engine in engines {
        assert_eq!(engine.stop(), Some(0));
    }
    for side in [&ada, &ben] {
        side.ask(&["check"]).done();
        assert!(
            files(&side.profile).len() >= 3,
            "there is something to look through"
        );
    }
    for words in [&mine, &ours] {
        assert_eq!(
            readable(folder.path(), words),
            Vec::<PathBuf>::new(),
            "readable on disk"
        );
    }
}
