//! Making a vault, closing it, opening it again, and everything that is refused.
#![allow(clippy::unwrap_used)]

mod common;

use std::fs;

use common::*;
use vault::{Kind, Private, PrivateVault, Shared, SharedVault, Vault, VaultError};

fn refusal<K: Kind>(result: Result<Vault<K>, VaultError>) -> VaultError {
    match result {
        Ok(_) => panic!("it was opened"),
        Err(error) => error,
    }
}

#[test]
fn what_was_kept_is_there_after_closing() {
    let home = Home::new();
    let mut vault = home.shared();
    let kept = entry(1, "Sea", "We walked along the shore.");
    vault.write(|tx| keep(tx, &kept)).unwrap();
    vault.close().unwrap();
    for _ in 0..3 {
        let vault = SharedVault::open(&home.path(), &KEY).unwrap();
        assert_eq!(vault.entry(kept.id).unwrap().unwrap().entry, kept);
        assert_eq!(vault.search("shore", 9).unwrap().len(), 1);
        assert_eq!(vault.updates(kept.id).unwrap(), [kept.body.as_bytes()]);
    }
    let names: Vec<_> = home.files().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["vault.db", "vault.mark"], "nothing else stays");
}

#[test]
fn what_was_kept_is_there_after_the_program_died() {
    let home = Home::new();
    let copy = tempfile::tempdir().unwrap();
    let mut vault = home.shared();
    for n in 0..40 {
        vault.write(|tx| keep(tx, &entry(n, "", "text"))).unwrap();
    }
    // The files as a kill would leave them: nothing closed, nothing checkpointed.
    for (name, bytes) in home.files() {
        fs::write(copy.path().join(name), bytes.0).unwrap();
    }
    let mut vault = SharedVault::open(&copy.path().join("vault.db"), &KEY).unwrap();
    assert_eq!(vault.count_entries().unwrap(), 40);
    assert!(vault.check().unwrap().is_sound());
}

#[test]
fn a_missing_vault_stays_missing() {
    let home = Home::new();
    let error = refusal(SharedVault::open(&home.path(), &KEY));
    assert!(matches!(error, VaultError::Missing), "{error:?}");
    assert_eq!(home.files(), []);
}

#[test]
fn a_vault_is_never_made_over_another() {
    let home = Home::new();
    home.shared().close().unwrap();
    let before = home.files();
    let error = refusal(SharedVault::create(&home.path(), &[8; 32]));
    assert!(matches!(error, VaultError::Exists), "{error:?}");
    assert_eq!(home.files(), before);
}

#[test]
fn an_unfinished_vault_is_made_anew() {
    let home = Home::new();
    fs::write(home.folder.path().join("vault.db.new"), b"half").unwrap();
    fs::write(home.folder.path().join("vault.db.new-wal"), b"half").unwrap();
    home.shared().close().unwrap();
    let names: Vec<_> = home.files().into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["vault.db", "vault.mark"]);
}

#[test]
fn a_wrong_key_opens_nothing_and_changes_nothing() {
    let home = Home::new();
    let mut vault = home.shared();
    vault.write(|tx| keep(tx, &entry(1, "a", "b"))).unwrap();
    vault.close().unwrap();
    let before = home.files();
    let error = refusal(SharedVault::open(&home.path(), &[8; 32]));
    assert!(matches!(error, VaultError::WrongKey), "{error:?}");
    assert_eq!(home.files(), before);
    assert!(SharedVault::open(&home.path(), &KEY).is_ok());
}

#[test]
fn a_plain_database_is_refused() {
    let home = Home::new();
    let plain = rusqlite::Connection::open(home.path()).unwrap();
    plain.execute_batch("CREATE TABLE t (x)").unwrap();
    plain.close().unwrap();
    let before = home.files();
    let error = refusal(SharedVault::open(&home.path(), &KEY));
    assert!(matches!(error, VaultError::Plaintext), "{error:?}");
    assert_eq!(home.files(), before);
}

#[test]
fn an_empty_or_foreign_file_is_refused() {
    let home = Home::new();
    for content in [&b""[..], b"short", &[0; 4096], &[0xab; 12_288]] {
        fs::write(home.path(), content).unwrap();
        let error = refusal(SharedVault::open(&home.path(), &KEY));
        assert!(
            matches!(error, VaultError::Damaged { .. } | VaultError::WrongKey),
            "{} bytes: {error:?}",
            content.len()
        );
        assert_eq!(fs::read(home.path()).unwrap(), content);
    }
}

#[test]
fn one_vault_is_not_the_other() {
    let home = Home::new();
    home.shared().close().unwrap();
    let before = home.files();
    let error = refusal(PrivateVault::open(&home.path(), &KEY));
    let VaultError::OtherKind { found } = error else {
        panic!("{error:?}")
    };
    assert_eq!(found, Shared::APPLICATION_ID);
    assert_ne!(found, Private::APPLICATION_ID);
    assert_eq!(home.files(), before);
}

#[test]
fn a_newer_vault_is_left_byte_for_byte() {
    let home = Home::new();
    home.private().close().unwrap();
    let newer = raw(&home.path());
    newer
        .execute_batch("PRAGMA journal_mode = WAL; PRAGMA user_version = 99")
        .unwrap();
    newer
        .execute_batch("CREATE TABLE from_the_future (x)")
        .unwrap();
    // With a write-ahead log beside it, as after a crash: that is not to be touched either.
    let copy = tempfile::tempdir().unwrap();
    for (name, bytes) in home.files() {
        fs::write(copy.path().join(name), bytes.0).unwrap();
    }
    let before = files(copy.path());
    assert!(
        before
            .iter()
            .any(|(name, bytes)| name.ends_with("-wal") && !bytes.0.is_empty())
    );
    let error = refusal(PrivateVault::open(&copy.path().join("vault.db"), &KEY));
    let VaultError::Newer { found, known } = error else {
        panic!("{error:?}")
    };
    assert_eq!(found, 99);
    assert!((1..99).contains(&known), "{known}");
    assert!(files(copy.path()) == before, "the files changed");
}

#[test]
fn a_vault_is_held_by_one() {
    let home = Home::new();
    let vault = home.shared();
    let error = refusal(SharedVault::open(&home.path(), &KEY));
    assert!(matches!(error, VaultError::Busy), "{error:?}");
    // Nor is there a file through which another process could join.
    let names: Vec<_> = home.files().into_iter().map(|(name, _)| name).collect();
    assert!(
        !names.iter().any(|name| name.ends_with("-shm")),
        "{names:?}"
    );
    drop(vault);
    let vault = SharedVault::open(&home.path(), &KEY).unwrap();
    let names: Vec<_> = home.files().into_iter().map(|(name, _)| name).collect();
    assert!(
        !names.iter().any(|name| name.ends_with("-shm")),
        "{names:?}"
    );
    drop(vault);
}

#[test]
fn a_failed_or_panicking_write_leaves_nothing() {
    let home = Home::new();
    let mut vault = home.shared();
    let error = vault.write(|tx| {
        keep(tx, &entry(1, "a", "b"))?;
        Err::<(), _>(VaultError::NotFound)
    });
    assert!(matches!(error, Err(VaultError::NotFound)));
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        vault.write(|tx| {
            keep(tx, &entry(2, "a", "b"))?;
            if tx.count_entries()? == 1 {
                std::panic::resume_unwind(Box::new(()));
            }
            Ok(())
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(vault.count_entries().unwrap(), 0);
    assert_eq!(vault.heads().unwrap(), []);
    vault.write(|tx| keep(tx, &entry(3, "a", "b"))).unwrap();
    assert!(vault.check().unwrap().is_sound());
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read() {
    use std::os::unix::fs::PermissionsExt;
    let home = Home::new();
    let folder = home.folder.path().join("deep/in");
    let path = folder.join("vault.db");
    let mode = |path: &std::path::Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    let mut vault = SharedVault::create(&path, &KEY).unwrap();
    vault.write(|tx| keep(tx, &entry(1, "a", "b"))).unwrap();
    assert_eq!(mode(&folder), 0o700);
    assert_eq!(mode(&path), 0o600);
    assert_eq!(mode(&folder.join("vault.db-wal")), 0o600);
    vault.close().unwrap();
    // Loosened from outside, tightened on opening.
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
    let vault = SharedVault::open(&path, &KEY).unwrap();
    assert_eq!((mode(&folder), mode(&path)), (0o700, 0o600));
    drop(vault);
}

#[test]
fn a_newer_vault_that_is_opened_is_noticed() {
    testkit::caught(
        testkit::Bug::NewerVaultOpened,
        a_newer_vault_is_left_byte_for_byte,
    );
}
