//! What goes wrong says so, by words and by exit code, and loses nothing.

use std::{fs, path::Path, process::Stdio};

use serde_json::Value;

use crate::install::{Install, Said};

fn fresh() -> (tempfile::TempDir, Install) {
    let folder = tempfile::tempdir().unwrap();
    let install = Install::new(folder.path(), "Ada");
    install.init();
    install
        .tell(
            &["entry", "add", "--title", "A morning", "-"],
            "Fog over the harbour",
        )
        .done();
    (folder, install)
}

/// It failed in words, not with the name of a text or a fault.
fn refused(said: &Said, code: i32, words: &str) {
    assert_eq!(said.code, code, "{said:?}");
    assert!(said.err.contains(words), "{said:?}");
    assert!(
        !said.err.contains("error-") && !said.err.contains("fault at"),
        "{said:?}"
    );
    assert_eq!(said.out, "");
}

fn everything(profile: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = ["home.json", "private.db", "shared.db"]
        .map(|name| (name.to_owned(), fs::read(profile.join(name)).unwrap()))
        .into();
    files.sort();
    files
}

#[test]
fn a_wrong_passphrase_is_3_and_a_missing_home_4() {
    let (folder, install) = fresh();
    refused(
        &install.ask_as("three cups of tea", &["entry", "list"]),
        3,
        "That isn’t the passphrase",
    );
    let engine = install.run();
    refused(
        &install.ask_as("three cups of tea", &["entry", "list"]),
        3,
        "locked",
    );
    assert_eq!(install.ask(&["--json", "entry", "list"]).lines().len(), 1);
    assert_eq!(engine.stop(), Some(0));

    let nobody = Install::new(folder.path(), "Nobody");
    refused(&nobody.ask(&["entry", "list"]), 4, "There is no journal");
    assert_eq!(nobody.ask(&["entry", "fold"]).code, 2);
    refused(
        &install.ask(&["entry", "show", "00000000000000000000000000000000"]),
        4,
        " ",
    );
}

#[test]
fn a_reader_that_has_had_enough_is_no_fault() {
    let (_folder, install) = fresh();
    let mut command = install.command(&["entry", "list"]);
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let mut child = command.spawn().unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), said.as_ref()), (Some(0), ""));
}

#[test]
fn a_busy_profile_is_worked_through_the_one_that_runs() {
    let (_folder, install) = fresh();
    let engine = install.run();
    install
        .tell(&["entry", "add", "--title", "An evening", "-"], "Soup")
        .done();
    assert_eq!(install.ask(&["--json", "entry", "list"]).lines().len(), 2);
    refused(&install.ask(&["run", "--headless"]), 6, "already running");
    assert_eq!(engine.stop(), Some(0));
    assert_eq!(install.ask(&["--json", "entry", "list"]).lines().len(), 2);
}

#[test]
fn without_a_display_it_says_so() {
    let (_folder, install) = fresh();
    let said = Said::from(install.command(&[]).stdin(Stdio::null()).output().unwrap());
    refused(&said, 1, "display");
    assert_eq!(install.ask(&["--json", "entry", "list"]).lines().len(), 1);
}

#[test]
fn a_damaged_vault_is_left_as_it_is() {
    let (_folder, install) = fresh();
    let vault = install.profile.join("private.db");
    let mut bytes = fs::read(&vault).unwrap();
    // The first page too, so that it is noticed on opening; the rest as a failing disk would.
    let middle = bytes.len() / 2;
    for at in (100..200).chain(middle..middle + 4096) {
        bytes[at] ^= 0x55;
    }
    fs::write(&vault, &bytes).unwrap();
    let before = everything(&install.profile);
    for arguments in [
        ["entry", "list"].as_slice(),
        &["status"],
        &["check"],
        &["run", "--headless"],
    ] {
        refused(&install.ask(arguments), 1, "can’t be read as it stands");
    }
    assert!(
        everything(&install.profile) == before,
        "nothing was written"
    );
}

#[test]
fn damage_in_the_middle_is_found_by_check() {
    let (_folder, install) = fresh();
    let vault = install.profile.join("private.db");
    let mut bytes = fs::read(&vault).unwrap();
    for page in 2..bytes.len() / 4096 {
        bytes[page * 4096 + 2000] ^= 0x01;
    }
    fs::write(&vault, &bytes).unwrap();
    let before = everything(&install.profile);
    let said = install.ask(&["check"]);
    assert_eq!(said.code, 1, "{said:?}");
    assert!(
        !said.err.contains("error-") && !said.err.contains("fault at"),
        "{said:?}"
    );
    assert!(
        everything(&install.profile) == before,
        "nothing was written"
    );
}

#[test]
fn a_newer_vault_is_5() {
    let (_folder, install) = fresh();
    let file = install.profile.join("home.json");
    let mut home: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
    home["version"] = (home["version"].as_u64().unwrap() + 1).into();
    fs::write(&file, home.to_string()).unwrap();
    let before = everything(&install.profile);
    refused(&install.ask(&["entry", "list"]), 5, "newer Lamplight");
    assert!(
        everything(&install.profile) == before,
        "nothing was written"
    );
}

#[test]
fn an_altered_invite_opens_nothing() {
    let (folder, ada) = fresh();
    let ben = Install::new(folder.path(), "Ben");
    ben.init();
    let (first, second) = (ada.run(), ben.run());
    let invite = ada.ask(&["pair", "invite"]).done();
    refused(
        &ada.ask(&["pair", "accept", &invite]),
        1,
        "the invite you made yourself",
    );

    let middle = invite.len() / 2;
    let other = if invite.as_bytes()[middle] == b'a' {
        "b"
    } else {
        "a"
    };
    let altered = format!("{}{other}{}", &invite[..middle], &invite[middle + 1..]);
    for wrong in [
        altered.as_str(),
        &invite[..invite.len() - 5],
        "lamplight1",
        "hello",
    ] {
        refused(
            &ben.ask(&["pair", "accept", wrong]),
            1,
            "This invite isn’t whole",
        );
    }
    for engine in [first, second] {
        assert_eq!(engine.stop(), Some(0));
    }
}
