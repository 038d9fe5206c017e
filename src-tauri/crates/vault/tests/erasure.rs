//! No text outside the encryption, and none inside it either once it was erased.
#![allow(clippy::unwrap_used)]

mod common;

use std::path::Path;

use common::*;
use couple::{PersonId, journal::Draft};
use testkit::{Bug, caught};
use vault::{DraftRow, Kind, PrivateVault, RestingRow, SharedVault, Vault};

/// Random, so that it stands nowhere by chance and nothing compresses it away; lowercase
/// letters, so that the index keeps it as it is.
fn token() -> String {
    use std::hash::{BuildHasher, Hasher};
    (0..40)
        .map(|n| {
            let mut hasher = std::collections::hash_map::RandomState::new().build_hasher();
            hasher.write_u8(n);
            char::from(b'a' + u8::try_from(hasher.finish() % 26).unwrap())
        })
        .collect()
}

fn holds(bytes: &[u8], token: &str) -> bool {
    // The index shares beginnings between neighbouring words: the tail is enough.
    let tail = &token.as_bytes()[token.len() - 16..];
    bytes.windows(tail.len()).any(|window| window == tail)
}

fn in_files(folder: &Path, token: &str) -> bool {
    files(folder)
        .iter()
        .any(|(_, bytes)| holds(&bytes.0, token))
}

/// Everything that SQL can reach, the index's own tables included.
fn in_tables(path: &Path, token: &str) -> bool {
    let connection = raw(path);
    let tables: Vec<String> = connection
        .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'entry_words'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    assert!(tables.iter().any(|table| table == "entry_words_data"));
    tables.iter().any(|table| {
        let mut statement = connection
            .prepare(&format!("SELECT * FROM {table}"))
            .unwrap();
        let columns = statement.column_count();
        let mut rows = statement.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            for column in 0..columns {
                let bytes = match row.get_ref(column).unwrap() {
                    rusqlite::types::ValueRef::Text(bytes)
                    | rusqlite::types::ValueRef::Blob(bytes) => bytes,
                    _ => continue,
                };
                if holds(bytes, token) {
                    return true;
                }
            }
        }
        false
    })
}

/// The decrypted pages, free ones included; `None` where there is no openssl to do it with.
fn in_pages(path: &Path, token: &str) -> Option<bool> {
    Some(holds(&decrypted(path)?, token))
}

/// Page by page, as the format says: the key as it was given, 80 bytes of extra at the end of
/// each page, the first 16 of them its initial vector; the first page begins with a salt.
fn decrypted(path: &Path) -> Option<Vec<u8>> {
    use std::{
        io::Write,
        process::{Command, Stdio},
    };
    let hex = |bytes: &[u8]| {
        bytes
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect::<String>()
    };
    let mut plain = Vec::new();
    for (n, page) in std::fs::read(path).unwrap().chunks(4096).enumerate() {
        let start = if n == 0 { 16 } else { 0 };
        let (sealed, extra) = page[start..].split_at(4096 - 80 - start);
        let mut child = Command::new("openssl")
            .args(["enc", "-d", "-aes-256-cbc", "-nopad", "-K", &hex(&KEY)])
            .args(["-iv", &hex(&extra[..16])])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        child.stdin.take().unwrap().write_all(sealed).unwrap();
        plain.extend(child.wait_with_output().unwrap().stdout);
    }
    Some(plain)
}

fn neighbours<K: Kind>(vault: &mut Vault<K>) {
    vault
        .write(|tx| {
            for n in 100..130 {
                keep(tx, &entry(n, &prose(n, 3), &prose(n, 80)))?;
            }
            Ok(())
        })
        .unwrap();
}

#[test]
fn no_text_is_ever_on_disk_unencrypted() {
    let home = Home::new();
    let token = token();
    let mut vault = home.private();
    neighbours(&mut vault);
    vault
        .write(|tx| {
            keep(tx, &entry(1, &token, &format!("x {token} y")))?;
            tx.put_draft(&DraftRow {
                entry: id(2),
                draft: Draft {
                    body: token.clone(),
                    ..Draft::default()
                },
                base: vec![1],
                saved_at: noon(),
            })?;
            tx.put_setting("name", &token)?;
            tx.put_meta("blob", token.as_bytes())
        })
        .unwrap();
    let wal = home
        .files()
        .into_iter()
        .find(|(name, _)| name.ends_with("-wal"))
        .unwrap()
        .1;
    assert!(wal.0.len() > 4096, "the write-ahead log was looked at");
    assert!(!in_files(home.folder.path(), &token));
    vault.index_words().unwrap();
    assert_eq!(vault.search(&token, 9).unwrap().len(), 1);
    assert!(!in_files(home.folder.path(), &token));
    vault.tidy().unwrap();
    assert!(!in_files(home.folder.path(), &token));
    vault.close().unwrap();
    assert!(!in_files(home.folder.path(), &token));
    // That the search would have found it.
    assert!(in_tables(&home.path(), &token));
    assert_ne!(in_pages(&home.path(), &token), Some(false));
}

#[test]
fn an_erased_entry_is_nowhere() {
    let home = Home::new();
    let token = token();
    let mut vault = home.shared();
    neighbours(&mut vault);
    vault
        .write(|tx| keep(tx, &entry(1, &token, &format!("x {token} y"))))
        .unwrap();
    vault.index_words().unwrap();
    neighbours(&mut vault);
    vault.tidy().unwrap();
    vault.write(|tx| tx.erase_thing(id(1))).unwrap();
    assert_eq!(vault.search(&token, 9).unwrap(), []);
    assert_eq!(vault.thing_kind(id(1)).unwrap(), None);
    vault.tidy().unwrap();
    let wal = home
        .files()
        .into_iter()
        .find(|(name, _)| name.ends_with("-wal"));
    assert!(
        wal.is_none_or(|(_, bytes)| bytes.0.is_empty()),
        "the write-ahead log is cut off"
    );
    assert!(vault.check().unwrap().is_sound());
    vault.close().unwrap();
    assert!(!in_tables(&home.path(), &token));
    assert_ne!(in_pages(&home.path(), &token), Some(true));
}

#[test]
fn a_replaced_text_leaves_the_index() {
    let home = Home::new();
    let token = token();
    let mut vault = home.private();
    neighbours(&mut vault);
    vault
        .write(|tx| tx.put_entry(&entry(1, "", &token)))
        .unwrap();
    vault.index_words().unwrap();
    vault
        .write(|tx| tx.put_entry(&entry(1, "", "calmer words")))
        .unwrap();
    assert_eq!(vault.search(&token, 9).unwrap(), []);
    vault.index_words().unwrap();
    assert_eq!(vault.search(&token, 9).unwrap(), []);
    assert_eq!(vault.search("calmer", 9).unwrap().len(), 1);
    vault.tidy().unwrap();
    vault.close().unwrap();
    assert!(!in_tables(&home.path(), &token));
    assert_ne!(in_pages(&home.path(), &token), Some(true));
}

#[test]
fn a_removed_entry_leaves_the_index_and_stays_to_be_restored() {
    let home = Home::new();
    let token = token();
    let mut vault = home.shared();
    let mut kept = entry(1, "", &token);
    vault.write(|tx| keep(tx, &kept)).unwrap();
    vault.index_words().unwrap();
    kept.removed_at = Some(noon());
    vault.write(|tx| tx.put_entry(&kept).map(|_| ())).unwrap();
    assert_eq!(vault.search(&token, 9).unwrap(), []);
    assert_eq!(
        (
            vault.count_entries().unwrap(),
            vault.list_entries(None, 9).unwrap()
        ),
        (0, vec![])
    );
    assert_eq!(vault.entry(kept.id).unwrap().unwrap().entry, kept);
    let removed = vault.removed_entries().unwrap();
    assert_eq!(removed.len(), 1);
    assert_eq!(removed[0].id, kept.id);
    let resting = RestingRow {
        id: kept.id,
        since: noon(),
        open_days: 3,
    };
    vault.write(|tx| tx.put_resting(&resting)).unwrap();
    assert_eq!(vault.resting().unwrap(), [resting]);
    kept.removed_at = None;
    vault.write(|tx| tx.put_entry(&kept).map(|_| ())).unwrap();
    assert_eq!(vault.removed_entries().unwrap(), []);
    assert_eq!(vault.resting().unwrap(), [], "what is back rests no more");
    assert_eq!(vault.search(&token, 9).unwrap().len(), 1);
    assert_eq!(vault.count_entries().unwrap(), 1);
    assert!(vault.check().unwrap().is_sound());
}

#[test]
fn nothing_stays_of_a_vault_that_forgot_everything() {
    let home = Home::new();
    let token = token();
    let mut vault = home.shared();
    neighbours(&mut vault);
    vault
        .write(|tx| {
            keep(tx, &entry(1, "", &token))?;
            tx.put_profile(PersonId([4; 16]), &token)?;
            tx.put_pairing(token.as_bytes(), noon())?;
            tx.append_roster_record(&[1; 32], token.as_bytes(), noon())?;
            tx.put_setting("name", &token)
        })
        .unwrap();
    vault.index_words().unwrap();
    vault.write(|tx| tx.forget_everything()).unwrap();
    vault.tidy().unwrap();
    assert_eq!(vault.count_entries().unwrap(), 0);
    assert_eq!(vault.heads().unwrap(), []);
    assert_eq!(vault.profile(PersonId([4; 16])).unwrap(), None);
    assert!(vault.check().unwrap().is_sound());
    vault.close().unwrap();
    assert!(!in_tables(&home.path(), &token));
    assert_ne!(in_pages(&home.path(), &token), Some(true));
    // And it can be used again.
    let mut vault = SharedVault::open(&home.path(), &KEY).unwrap();
    vault.write(|tx| keep(tx, &entry(1, "", "anew"))).unwrap();
    assert_eq!(vault.search("anew", 9).unwrap().len(), 1);
}

#[test]
fn a_dropped_draft_is_nowhere() {
    let home = Home::new();
    let token = token();
    let mut vault: PrivateVault = home.private();
    let row = DraftRow {
        entry: id(2),
        draft: Draft {
            title: "t".into(),
            body: token.repeat(300),
            ..Draft::default()
        },
        base: vec![1, 2],
        saved_at: noon(),
    };
    vault.write(|tx| tx.put_draft(&row)).unwrap();
    assert_eq!(vault.draft(id(2)).unwrap(), Some(row));
    vault.write(|tx| tx.drop_draft(id(2))).unwrap();
    vault.tidy().unwrap();
    vault.close().unwrap();
    assert!(!in_tables(&home.path(), &token));
    assert_ne!(in_pages(&home.path(), &token), Some(true));
}

/// What these tests are worth: with each of these bugs, the one beside it fails.
#[test]
fn planted_bugs_are_noticed() {
    caught(Bug::VaultUnencrypted, no_text_is_ever_on_disk_unencrypted);
    caught(Bug::DeletedStaysInPages, an_erased_entry_is_nowhere);
    caught(Bug::LogNotCutOff, an_erased_entry_is_nowhere);
    caught(Bug::DeletedStaysInIndex, a_replaced_text_leaves_the_index);
}
