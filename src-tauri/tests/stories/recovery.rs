//! The sheet, a backup, a new computer, a forgotten passphrase, an earlier day.

use std::{collections::BTreeSet, fs, sync::atomic::Ordering};

use chrono::TimeDelta;
use companion::Notice;
use serde_json::{Value, json};
use shell::surface::Pick;

use super::journal::words;
use crate::support::{Clock, PASSPHRASE, Someone};

/// From the first sheet to another computer.
pub fn story() -> BTreeSet<String> {
    let clock = Clock::default();
    let ada = Someone::at_home(&clock, "Ada");
    ada.ok("keep_entry", words(Value::Null, "Kept", "In every backup."));
    let nothing = json!({ "sheet": null, "lastBackup": null, "copies": [] });
    assert_eq!(ada.ok("get_backups", json!({})), nothing);
    assert_eq!(ada.ok("get_today", json!({}))["card"], "recovery");
    let backup = json!({ "passphrase": PASSPHRASE });
    assert_eq!(ada.refused("make_backup", backup.clone()), "noSheet");

    let sheet = new_sheet(&ada);
    let file = ada.folder.path().join("ada.age");
    backup_and_copy(&ada, &file);

    let ben = Someone::new(&clock);
    let typed = sheet["words"].as_array().unwrap();
    let typed: Vec<&str> = typed.iter().filter_map(Value::as_str).collect();
    let typed = typed.join(" ").to_uppercase();
    on_a_new_computer(&ben, &file, &typed);
    forgotten(&ada, &typed);
    let mut called = ada.called();
    called.extend(ben.called());
    damaged(ada, &file, &typed);
    called
}

/// The keys can't be read: the window opens, says so, and leads to an earlier day or a backup.
fn damaged(ada: Someone, file: &std::path::Path, typed: &str) {
    let now = json!({ "passphrase": "a third table" });
    let ada = with_bent_keys(ada);
    let broken = json!({ "kind": "damaged" });
    assert_eq!(ada.ok("get_home", json!({})), broken);
    // Never the passphrase's fault, and never a fresh home.
    assert_eq!(ada.refused("unlock_home", now.clone()), "vaultDamaged");
    assert_eq!(ada.refused("unlock_from_keyring", json!({})), "keyringGone");
    assert_eq!(ada.refused("get_today", json!({})), "vaultDamaged");
    let reset = json!({ "words": typed, "next": "a fourth table" });
    assert_eq!(ada.refused("reset_passphrase", reset), "vaultDamaged");
    let home = json!({ "name": "Ada", "passphrase": PASSPHRASE, "rememberInKeyring": false });
    let home = json!({ "home": home });
    assert_eq!(ada.refused("start_home", home), "vaultDamaged");
    assert_eq!(ada.ok("get_home", json!({})), broken);

    let copies = ada.ok("list_copies", json!({}));
    let back = |passphrase: &str| json!({ "id": copies[0]["id"], "passphrase": passphrase });
    let wrong = ada.refused("restore_copy", back("wrong"));
    assert_eq!(wrong, "wrongPassphrase");
    assert_eq!(ada.ok("get_home", json!({})), broken);
    let opened = ada.ok("restore_copy", back("a third table"));
    assert_eq!(opened["kind"], "open");
    assert_eq!(pages(&ada), 2, "as before the first restore");

    let ada = with_bent_keys(ada);
    let words = json!({ "words": typed, "passphrase": "a fourth table" });
    ada.will_pick(ada.folder.path().join("profile").join("home.json"));
    assert_eq!(ada.refused("restore_backup", words.clone()), "notABackup");
    assert_eq!(ada.ok("get_home", json!({})), broken);
    ada.will_pick(file);
    assert_eq!(ada.ok("restore_backup", words)["kind"], "open");
    assert_eq!(pages(&ada), 1);
    let kept = &ada.ok("list_copies", json!({}))[0];
    assert_eq!(kept["beforeRestoring"], true, "what was there is kept");
}

/// The app, started again after a digit of the wrapped keys became another one.
fn with_bent_keys(ada: Someone) -> Someone {
    ada.ok("lock_fully", json!({}));
    let file = ada.folder.path().join("profile").join("home.json");
    let text = fs::read_to_string(&file).unwrap();
    let keys = text.find("\"keys\"").unwrap();
    let digit = keys + text[keys..].find(": \"").unwrap() + 40;
    let other = if &text[digit..=digit] == "0" {
        "1"
    } else {
        "0"
    };
    fs::write(
        &file,
        format!("{}{other}{}", &text[..digit], &text[digit + 1..]),
    )
    .unwrap();
    ada.again()
}

fn new_sheet(ada: &Someone) -> Value {
    let wrong = json!({ "passphrase": "wrong" });
    assert_eq!(ada.refused("begin_sheet", wrong), "wrongPassphrase");
    let no_sheet = json!({ "words": ["a", "b", "c"] });
    assert_eq!(ada.refused("confirm_sheet", no_sheet.clone()), "notPending");
    assert_eq!(ada.refused("answer_drill", no_sheet), "noSheet");

    let dropped = ada.ok("begin_sheet", json!({ "passphrase": PASSPHRASE }));
    ada.ok("drop_sheet", json!({}));
    assert_eq!(
        ada.refused("confirm_sheet", three(&dropped, &dropped["asked"])),
        "notPending"
    );
    let sheet = ada.ok("begin_sheet", json!({ "passphrase": PASSPHRASE }));
    assert_eq!(sheet["words"].as_array().unwrap().len(), 24);
    let line = sheet["line"].as_str().unwrap();
    assert!(line.starts_with("AGE-SECRET-KEY-1"));
    assert_eq!(ada.ok("print_page", json!({})), Value::Null);
    assert_eq!(ada.printed.load(Ordering::Relaxed), 1);

    let mut answers = three(&sheet, &sheet["asked"]);
    answers["words"][1] = json!("zebra crossing");
    let refused = ada.call("confirm_sheet", answers).unwrap_err();
    let second = &sheet["asked"][1];
    assert_eq!(refused, json!({ "code": "wrongWords", "places": [second] }));
    let two = json!({ "words": ["a", "b"] });
    assert_eq!(ada.refused("confirm_sheet", two), "badInput");
    let view = ada.ok("confirm_sheet", three(&sheet, &sheet["asked"]));
    assert_eq!(view["mark"], sheet["mark"]);
    assert_eq!(
        (&view["confirmed"], &view["drillDue"]),
        (&json!(true), &json!(false))
    );
    assert!(ada.notices().contains(&Notice::BackupsChanged));

    let view = ada.ok("answer_drill", three(&sheet, &view["asked"]));
    assert_eq!(view["drilledOn"], "2026-05-06");
    assert_eq!(ada.ok("get_backups", json!({}))["sheet"], view);
    sheet
}

/// The words at these places, as an answer.
fn three(sheet: &Value, places: &Value) -> Value {
    let words: Vec<&Value> = places
        .as_array()
        .unwrap()
        .iter()
        .filter_map(Value::as_u64)
        .map(|place| &sheet["words"][usize::try_from(place).unwrap() - 1])
        .collect();
    json!({ "words": words })
}

fn backup_and_copy(ada: &Someone, file: &std::path::Path) {
    let backup = json!({ "passphrase": PASSPHRASE });
    let wrong = json!({ "passphrase": "wrong" });
    assert_eq!(ada.refused("make_backup", wrong), "wrongPassphrase");
    assert_eq!(
        ada.ok("make_backup", backup.clone()),
        false,
        "nothing was picked"
    );
    ada.will_pick(ada.folder.path().join("profile").join("b.age"));
    assert_eq!(
        ada.refused("make_backup", backup.clone()),
        "backupInsideProfile"
    );
    ada.will_pick(file);
    assert_eq!(ada.ok("make_backup", backup), true);
    assert_eq!(ada.picked.lock().unwrap().last(), Some(&Pick::BackupToSave));
    assert_eq!(ada.ok("get_backups", json!({}))["lastBackup"], "2026-05-06");

    // The copy of the day, as the engine makes it.
    let job = ada
        .household
        .ask_blocking(|room| room.engine()?.prepare_copy());
    job.unwrap().run().unwrap();
    ada.ok(
        "keep_entry",
        words(Value::Null, "Later", "Not in the copy."),
    );
    let copies = ada.ok("list_copies", json!({}));
    assert_eq!(copies[0]["madeOn"], "2026-05-06");
    assert_eq!(copies[0]["beforeRestoring"], false);
    let back = |passphrase: &str| json!({ "id": copies[0]["id"], "passphrase": passphrase });
    assert_eq!(
        ada.refused("restore_copy", back("wrong")),
        "wrongPassphrase"
    );
    let nowhere = json!({ "id": "../../etc", "passphrase": PASSPHRASE });
    assert_eq!(ada.refused("restore_copy", nowhere), "notFound");
    assert_eq!(pages(ada), 2, "nothing has happened");
    assert_eq!(ada.ok("restore_copy", back(PASSPHRASE))["kind"], "open");
    assert_eq!(pages(ada), 1);
    assert_eq!(ada.ok("list_copies", json!({}))[0]["beforeRestoring"], true);
}

fn pages(who: &Someone) -> usize {
    let page = who.ok("list_entries", json!({ "cursor": null, "limit": 10 }));
    page["entries"].as_array().unwrap().len()
}

fn on_a_new_computer(ben: &Someone, file: &std::path::Path, typed: &str) {
    let with = |words: &str, passphrase: &str| json!({ "words": words, "passphrase": passphrase });
    let short = with(typed, "short");
    assert_eq!(ben.refused("restore_backup", short), "passphraseTooShort");
    let few = ben
        .call("restore_backup", with("one two", "another table"))
        .unwrap_err();
    assert_eq!(few, json!({ "code": "wordCount", "found": 2 }));
    assert!(
        ben.picked.lock().unwrap().is_empty(),
        "asked for no file yet"
    );
    assert_eq!(
        ben.ok("restore_backup", with(typed, "another table")),
        Value::Null
    );
    assert_eq!(ben.picked.lock().unwrap().last(), Some(&Pick::Backup));
    let cut = ben.folder.path().join("cut.age");
    let whole = fs::read(file).unwrap();
    fs::write(&cut, &whole[..whole.len() / 2]).unwrap();
    ben.will_pick(&cut);
    assert_eq!(
        ben.refused("restore_backup", with(typed, "another table")),
        "notABackup"
    );
    assert_eq!(ben.ok("get_home", json!({}))["kind"], "empty");
    ben.will_pick(file);
    let home = ben.ok("restore_backup", with(typed, "another table"));
    assert_eq!(
        home,
        json!({ "kind": "open", "name": "Ada", "partner": null, "pages": "noSecond" })
    );
    assert_eq!(pages(ben), 1);
    ben.will_pick(file);
    assert_eq!(
        ben.refused("restore_backup", with(typed, "another table")),
        "homeExists"
    );
}

fn forgotten(ada: &Someone, typed: &str) {
    ada.ok("lock_fully", json!({}));
    let reset = |next: &str| json!({ "words": typed, "next": next });
    let other = "abandon ".repeat(23) + "art";
    let other = json!({ "words": other, "next": "another table" });
    assert_eq!(ada.refused("reset_passphrase", other), "otherSheet");
    assert_eq!(
        ada.ok("reset_passphrase", reset("another table"))["kind"],
        "open"
    );
    ada.ok("lock_screen", json!({}));
    let old = json!({ "passphrase": PASSPHRASE });
    assert_eq!(ada.refused("unlock_home", old), "wrongPassphrase");
    assert_eq!(
        ada.ok("reset_passphrase", reset("a third table"))["kind"],
        "open"
    );
    ada.clock.go_on(TimeDelta::days(40));
    // The sheet was looked at already; nothing is due a second time.
    assert_eq!(ada.ok("get_backups", json!({}))["sheet"]["drillDue"], false);
}
