//! A copy of an open vault: whole, encrypted, its owner's alone, and without what was erased.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use vault::{PrivateVault, VaultError};

#[test]
fn a_copy_has_everything_under_the_same_key_and_nothing_that_was_erased() {
    let home = Home::new();
    let mut vault = home.private();
    let copy = home.folder.path().join("copy.db");
    for n in 0..50 {
        let text = format!("a line of number {n}, with a wheelbarrow");
        vault
            .write(|tx| keep(tx, &entry(n, "Kept", &text)))
            .unwrap();
    }
    vault
        .write(|tx| keep(tx, &entry(60, "Gone", "a chandelier")))
        .unwrap();
    vault.write(|tx| tx.erase_thing(id(60))).unwrap();
    vault.copy_to(&copy).unwrap();
    assert!(matches!(vault.copy_to(&copy), Err(VaultError::Exists)));

    // The vault goes on, and the copy does not know of it.
    vault
        .write(|tx| keep(tx, &entry(70, "Later", "not in the copy")))
        .unwrap();
    for (name, Bytes(bytes)) in home.files() {
        for word in ["wheelbarrow", "chandelier", "SQLite format 3"] {
            let found = bytes
                .windows(word.len())
                .any(|window| window == word.as_bytes());
            assert!(!found, "{word} in {name}");
        }
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(&copy).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    assert!(matches!(
        PrivateVault::open(&copy, &[8; 32]),
        Err(VaultError::WrongKey)
    ));
    let mut opened = PrivateVault::open(&copy, &KEY).unwrap();
    assert!(opened.check().unwrap().is_sound());
    assert_eq!(opened.count_entries().unwrap(), 50);
    assert!(opened.entry(id(60)).unwrap().is_none());
    assert_eq!(vault.count_entries().unwrap(), 51);
}

#[test]
fn a_copy_that_can_t_be_made_leaves_nothing_behind() {
    let home = Home::new();
    let mut vault = home.private();
    vault
        .write(|tx| keep(tx, &entry(1, "Kept", "here")))
        .unwrap();
    let nowhere = home.folder.path().join("no").join("copy.db");
    assert!(vault.copy_to(&nowhere).is_err());
    assert!(!nowhere.exists());
    assert_eq!(vault.count_entries().unwrap(), 1);
}
