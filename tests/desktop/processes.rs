//! Two processes without a display, connected over loopback.

use std::{
    fs,
    path::{Path, PathBuf},
    thread,
    time::Instant,
};

use serde_json::Value;

use crate::{
    install::{Engine, Install},
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

/// Two that are paired and run, each without a display.
fn two_running(folder: &Path) -> ([Install; 2], [Engine; 2]) {
    let two = ["Ada", "Ben"].map(|name| Install::new(folder, name));
    thread::scope(|both| {
        for side in &two {
            both.spawn(|| side.init());
        }
    });
    let engines = two.each_ref().map(Install::run);
    pair(&two[0], &two[1], folder);
    (two, engines)
}

fn ritual_stage(install: &Install, id: &str) -> Option<String> {
    let rituals = install.ask(&["--json", "ritual", "list"]).lines();
    let ritual = rituals.into_iter().find(|ritual| ritual["id"] == id)?;
    Some(ritual["stage"].as_str()?.to_owned())
}

#[test]
fn a_ritual_is_asked_for_accepted_put_to_rest_and_woken() {
    let folder = tempfile::tempdir().unwrap();
    let ([ada, ben], engines) = two_running(folder.path());
    let stands = |install: &Install, id: &str, stage: &str| {
        until(stage, PATIENCE, || {
            (ritual_stage(install, id)? == stage).then_some(())
        });
    };

    let say = [
        "--json",
        "ritual",
        "add",
        "--title",
        "Coffee in the doorway",
        "--trigger",
        "the bin lorry",
        "--days",
        "2,4",
        "--at",
        "07:15",
    ];
    let made = ada.ask(&say).lines().remove(0);
    assert_eq!(made["days"], serde_json::json!([2, 4]));
    assert_eq!(made["at"], "07:15");
    let id = made["id"].as_str().unwrap();
    stands(&ada, id, "asks-them");
    stands(&ben, id, "asks-me");
    ben.ask(&["ritual", "accept", id]).done();
    stands(&ben, id, "awake");
    stands(&ada, id, "awake");
    ben.ask(&["ritual", "rest", id]).done();
    stands(&ada, id, "rests");
    ada.ask(&["ritual", "wake", id]).done();
    stands(&ben, id, "asks-me");

    let never = ada.ask(&["ritual", "add", "--title", "Tea", "--days", "8"]);
    assert_ne!(never.code, 0, "there is no eighth day");
    let late = ada.ask(&["ritual", "add", "--title", "Tea", "--at", "25:00"]);
    assert_ne!(late.code, 0, "there is no such hour");
    let unknown = ada.ask(&["ritual", "rest", "nobody-knows-it"]);
    assert_ne!(unknown.code, 0);
    assert!(!unknown.err.contains("nobody-knows-it"), "{}", unknown.err);
    assert_eq!(ada.ask(&["--json", "ritual", "list"]).lines().len(), 1);
    for engine in engines {
        assert_eq!(engine.stop(), Some(0));
    }
}

#[test]
fn time_for_two_is_asked_and_answered_on_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let ([ada, ben], engines) = two_running(folder.path());
    // Floating: at this hour wherever one is.
    let choir = folder.path().join("choir.ics");
    fs::write(
        &choir,
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//t//t//EN\r\nBEGIN:VEVENT\r\nUID:choir\r\n\
         DTSTAMP:20200101T000000Z\r\nDTSTART:20200101T170000\r\nDTEND:20200101T230000\r\n\
         RRULE:FREQ=DAILY\r\nSUMMARY:Choir\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n",
    )
    .unwrap();
    let choir = choir.to_str().unwrap();

    let asked = ada.ask(&["free", "--with-partner", "--calendar", choir]);
    assert!(asked.err.contains("Asked."), "{}{}", asked.out, asked.err);
    assert_eq!(asked.done(), "", "slots of one are none of both");
    let slots = ["--json", "free", "--with-partner", "--minutes", "60"];
    // The first time answers what was asked; it may take a moment until that is here.
    let theirs = until("times for both at Ben's", PATIENCE, || {
        let found = ben.ask(&slots).lines();
        (!found.is_empty()).then_some(found)
    });
    let slots = [&slots[..], &["--calendar", choir]].concat();
    let mine = until("times for both at Ada's", PATIENCE, || {
        let found = ada.ask(&slots).lines();
        (!found.is_empty()).then_some(found)
    });
    for slot in theirs.iter().chain(&mine) {
        let hours = ["from", "to"].map(|end| slot[end].as_str().unwrap()[11..16].to_owned());
        assert!(
            hours[1].as_str() <= "17:00" || hours[0].as_str() >= "23:00",
            "in the middle of the choir: {slot}"
        );
        assert!(slot["there"].is_string(), "{slot}");
    }
    assert_eq!(theirs, mine, "both are told the same");
    for engine in engines {
        assert_eq!(engine.stop(), Some(0));
    }
}
