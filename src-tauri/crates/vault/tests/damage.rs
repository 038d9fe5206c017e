//! Damage is never silent: whatever page is touched, opening or checking says so.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::*;
use vault::{CheckReport, SharedVault, VaultError};

const PAGE: usize = 4096;

fn filled(home: &Home) -> Vec<u8> {
    let mut vault = home.shared();
    vault
        .write(|tx| {
            for n in 0..60 {
                keep(tx, &entry(n, &prose(n, 3), &prose(n, 150)))?;
            }
            Ok(())
        })
        .unwrap();
    vault.tidy().unwrap();
    vault.close().unwrap();
    fs::read(home.path()).unwrap()
}

fn look(home: &Home, bytes: &[u8]) -> Result<CheckReport, VaultError> {
    fs::write(home.path(), bytes).unwrap();
    let _ = fs::remove_file(home.folder.path().join("vault.db-wal"));
    SharedVault::open(&home.path(), &KEY)?.check()
}

#[test]
fn a_flipped_bit_in_any_page_is_found() {
    let home = Home::new();
    let sound = filled(&home);
    assert!(look(&home, &sound).unwrap().is_sound());
    let pages = sound.len() / PAGE;
    assert!(pages > 60);
    for page in 0..pages {
        let mut bytes = sound.clone();
        // Anywhere in the page, its authentication at the end included.
        bytes[page * PAGE + (page * 1021 + 37) % PAGE] ^= 1 << (page % 8);
        match look(&home, &bytes) {
            Err(VaultError::Damaged { .. }) => {}
            Err(VaultError::WrongKey) if page == 0 => {}
            Ok(report) => assert!(!report.pages.is_empty(), "page {page}: {report:?}"),
            Err(other) => panic!("page {page}: {other:?}"),
        }
    }
}

#[test]
fn reading_a_damaged_page_is_an_error_and_no_text() {
    let home = Home::new();
    let sound = filled(&home);
    let mut bytes = sound.clone();
    for page in 1..sound.len() / PAGE {
        bytes[page * PAGE + 100] ^= 4;
    }
    fs::write(home.path(), &bytes).unwrap();
    match SharedVault::open(&home.path(), &KEY) {
        Err(error) => assert!(matches!(error, VaultError::Damaged { .. }), "{error:?}"),
        Ok(mut vault) => {
            let damaged = |error| matches!(error, VaultError::Damaged { .. });
            assert!(vault.list_entries(None, 9).is_err_and(damaged));
            assert!(vault.entry(id(3)).is_err_and(damaged));
            assert!(vault.search("ba", 9).is_err_and(damaged));
            assert!(
                vault
                    .write(|tx| keep(tx, &entry(99, "", "")))
                    .is_err_and(damaged)
            );
        }
    }
}

#[test]
fn a_file_cut_short_is_found() {
    let home = Home::new();
    let sound = filled(&home);
    let pages = sound.len() / PAGE;
    for length in [
        sound.len() - 1,
        sound.len() - PAGE / 2,
        sound.len() - PAGE,
        pages / 2 * PAGE,
        pages / 2 * PAGE + 9,
        PAGE,
        PAGE - 1,
        100,
        1,
    ] {
        match look(&home, &sound[..length]) {
            Err(VaultError::Damaged { .. }) => {}
            Err(VaultError::WrongKey) if length < PAGE => {}
            Ok(report) => assert!(!report.is_sound(), "{length} of {}", sound.len()),
            Err(other) => panic!("{length}: {other:?}"),
        }
    }
}

#[test]
fn swapped_pages_are_found() {
    let home = Home::new();
    let sound = filled(&home);
    let mut bytes = sound.clone();
    let (a, b) = (5 * PAGE, 9 * PAGE);
    bytes[a..a + PAGE].copy_from_slice(&sound[b..b + PAGE]);
    bytes[b..b + PAGE].copy_from_slice(&sound[a..a + PAGE]);
    match look(&home, &bytes) {
        Err(VaultError::Damaged { .. }) => {}
        Ok(report) => assert!(!report.is_sound()),
        Err(other) => panic!("{other:?}"),
    }
}

/// What someone with the key and a tool, or a fault of ours, could leave behind.
#[test]
fn what_does_not_hold_together_is_found() {
    let home = Home::new();
    let sound = filled(&home);
    for (change, found) in [
        (
            "DELETE FROM frames WHERE place & 255 = 7",
            "chains references",
        ),
        (
            "UPDATE frames SET place = place + 1 WHERE place = (SELECT max(place) FROM frames)",
            "chains references",
        ),
        (
            "UPDATE frames SET hash = zeroblob(32) WHERE place & 255 = 7",
            "chains",
        ),
        (
            "UPDATE frames SET prev = zeroblob(32) WHERE place & 255 = 7",
            "chains",
        ),
        (
            "DELETE FROM entries WHERE rowid = (SELECT min(rowid) FROM entries)",
            "references search",
        ),
        (
            "DELETE FROM things WHERE id = (SELECT max(id) FROM things)",
            "references",
        ),
        (
            "DELETE FROM updates WHERE place = (SELECT max(place) FROM updates)",
            "references",
        ),
        (
            "DELETE FROM entry_words WHERE rowid = (SELECT min(rowid) FROM entries)",
            "search",
        ),
        (
            "UPDATE entries SET removed_at = 1 WHERE rowid = (SELECT min(rowid) FROM entries)",
            "search",
        ),
        ("DELETE FROM entry_words_data WHERE id > 1000", "search"),
    ] {
        fs::write(home.path(), &sound).unwrap();
        let connection = raw(&home.path());
        assert!(connection.execute(change, []).unwrap() > 0, "{change}");
        connection.close().unwrap();
        let report = SharedVault::open(&home.path(), &KEY)
            .unwrap()
            .check()
            .unwrap();
        let parts = [
            ("structure", report.structure.is_empty()),
            ("pages", report.pages.is_empty()),
            ("chains", report.chains.is_empty()),
            ("references", report.references.is_empty()),
            ("search", report.search.is_empty()),
        ];
        let parts: Vec<_> = parts
            .iter()
            .filter(|(_, empty)| !empty)
            .map(|(name, _)| *name)
            .collect();
        // An unsound index may show in the structure as well: SQLite asks it there too.
        let parts: Vec<_> = parts
            .into_iter()
            .filter(|part| *part != "structure")
            .collect();
        assert_eq!(parts.join(" "), found, "{change}: {report:?}");
    }
}

/// What a check can't see, the mark beside the vault can.
#[test]
fn a_lost_end_of_the_write_ahead_log_is_counted() {
    let home = Home::new();
    let mut vault = home.shared();
    for n in 0..30 {
        vault.write(|tx| keep(tx, &entry(n, "", "text"))).unwrap();
    }
    let copy = tempfile::tempdir().unwrap();
    for (name, mut bytes) in home.files() {
        if name.ends_with("-wal") {
            let half = bytes.0.len() / 2;
            bytes.0[half] ^= 1;
        }
        fs::write(copy.path().join(name), bytes.0).unwrap();
    }
    let path = copy.path().join("vault.db");
    let mut torn = SharedVault::open(&path, &KEY).unwrap();
    assert!(torn.check().unwrap().is_sound());
    let left = torn.head(MY_LOG).unwrap().unwrap().head.next_seq;
    assert_eq!(torn.count_entries().unwrap(), left);
    assert!(left < 30);
    assert_eq!(torn.lost_when_opened(), 30 - left);
    torn.close().unwrap();

    // It is remembered until it was said, and what comes after it is counted as ever.
    let mut vault = SharedVault::open(&path, &KEY).unwrap();
    assert_eq!(
        (vault.lost_when_opened(), vault.lost_commits().unwrap()),
        (0, 30 - left)
    );
    vault.write(|tx| tx.forget_loss()).unwrap();
    vault.close().unwrap();
    let vault = SharedVault::open(&path, &KEY).unwrap();
    assert_eq!(
        (vault.lost_when_opened(), vault.lost_commits().unwrap()),
        (0, 0)
    );
}

#[test]
fn an_older_copy_of_a_vault_is_noticed_and_a_new_vault_is_not() {
    let home = Home::new();
    let mut vault = home.shared();
    vault.write(|tx| keep(tx, &entry(0, "", "text"))).unwrap();
    vault.close().unwrap();
    let earlier = fs::read(home.path()).unwrap();
    let mut vault = SharedVault::open(&home.path(), &KEY).unwrap();
    for n in 1..4 {
        vault.write(|tx| keep(tx, &entry(n, "", "text"))).unwrap();
    }
    vault.close().unwrap();
    fs::write(home.path(), earlier).unwrap();
    let vault = SharedVault::open(&home.path(), &KEY).unwrap();
    assert_eq!(vault.lost_when_opened(), 3);
    vault.close().unwrap();
    fs::remove_file(home.path()).unwrap();
    assert_eq!(home.shared().lost_when_opened(), 0);
}
