//! What the tests of the vault share.
#![allow(dead_code, clippy::unwrap_used, clippy::expect_used)]

use std::path::{Path, PathBuf};

use chrono::{DateTime, TimeDelta, TimeZone, Utc};
use couple::{Moment, PersonId, ThingId, ThingKind, journal::Entry};
use sync::{
    frame::{DeviceId, FrameId, LogId},
    log::Head,
};
use tempfile::TempDir;
use vault::{FrameRow, Kind, PrivateVault, SharedVault, Tx, Vault, VaultError};

pub const KEY: [u8; 32] = [7; 32];
pub const ME: PersonId = PersonId([1; 16]);
pub const YOU: PersonId = PersonId([2; 16]);
pub const MY_LOG: LogId = LogId {
    device: DeviceId([9; 32]),
    incarnation: 0,
};

/// A folder with a vault in it.
pub struct Home {
    pub folder: TempDir,
}

impl Home {
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("vault.db")
    }

    pub fn shared(&self) -> SharedVault {
        Vault::create(&self.path(), &KEY).unwrap()
    }

    pub fn private(&self) -> PrivateVault {
        Vault::create(&self.path(), &KEY).unwrap()
    }

    pub fn files(&self) -> Vec<(String, Bytes)> {
        files(self.folder.path())
    }
}

/// The bytes of a file; a failing test does not print them.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
pub struct Bytes(pub Vec<u8>);

impl std::fmt::Debug for Bytes {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} bytes", self.0.len())
    }
}

pub fn files(folder: &Path) -> Vec<(String, Bytes)> {
    let mut files: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|file| {
            let file = file.unwrap();
            let name = file.file_name().into_string().unwrap();
            (name, Bytes(std::fs::read(file.path()).unwrap()))
        })
        .collect();
    files.sort();
    files
}

pub fn noon() -> DateTime<Utc> {
    Utc.with_ymd_and_hms(2026, 5, 17, 12, 0, 0).unwrap()
}

pub fn minutes(n: i64) -> TimeDelta {
    TimeDelta::minutes(n)
}

/// Ids that look random and are not.
pub fn id(n: u64) -> ThingId {
    let high = n.wrapping_add(1).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let low = (high ^ (high >> 29)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let mut bytes = [0; 16];
    bytes[..8].copy_from_slice(&low.to_be_bytes());
    bytes[8..].copy_from_slice(&n.to_be_bytes());
    ThingId(bytes)
}

/// The n-th entry, written n minutes after noon.
pub fn entry(n: u64, title: &str, body: &str) -> Entry {
    Entry {
        id: id(n),
        title: title.to_owned(),
        body: body.to_owned(),
        written_at: Moment {
            at: noon() + minutes(i64::try_from(n).unwrap()),
            zone: chrono_tz::Europe::Berlin,
        },
        author: ME,
        feelings: vec!["calm".to_owned()],
        tags: Vec::new(),
        removed_at: None,
        changed_at: None,
    }
}

pub fn hash(n: u64) -> [u8; 32] {
    let mut hash = [0; 32];
    hash[..16].copy_from_slice(&id(n).0);
    hash
}

pub fn frame(log: LogId, seq: u64, body: &[u8]) -> FrameRow {
    FrameRow {
        id: FrameId { log, seq },
        epoch: 1,
        prev: if seq == 0 { [0; 32] } else { hash(seq - 1) },
        hash: hash(seq),
        header: vec![3; 145],
        signature: vec![4; 64],
        body: Some(body.to_vec()),
        received_at: noon(),
    }
}

/// Keeps an entry as the companion does: frame, update and projection at once.
pub fn keep<K: Kind>(tx: &Tx<'_, K>, entry: &Entry) -> Result<(), VaultError> {
    let seq = tx.head(MY_LOG)?.map_or(0, |row| row.head.next_seq);
    let id = FrameId { log: MY_LOG, seq };
    // The sealed body and the update both hold the text, the one encrypted and padded.
    let size = (entry.body.len() + 200).next_power_of_two().max(256);
    tx.append_frame(&frame(MY_LOG, seq, &vec![0xa5; size]))?;
    tx.append_update(entry.id, ThingKind::Entry, Some(id), entry.body.as_bytes())?;
    tx.put_entry(entry)?;
    Ok(())
}

pub fn head(log: LogId, next_seq: u64) -> Head {
    Head {
        log,
        next_seq,
        hash: if next_seq == 0 {
            [0; 32]
        } else {
            hash(next_seq - 1)
        },
    }
}

/// A plain connection with the key, to look at what the vault wrote.
pub fn raw(path: &Path) -> rusqlite::Connection {
    let connection = rusqlite::Connection::open(path).unwrap();
    let key: String = KEY.iter().map(|byte| format!("{byte:02x}")).collect();
    connection
        .execute_batch(&format!(
            "PRAGMA cipher_log_level = NONE; PRAGMA key = \"x'{key}'\"; PRAGMA locking_mode = EXCLUSIVE;"
        ))
        .unwrap();
    connection
}

/// Text of about `words` words, different for every `seed`, from a vocabulary of a few thousand.
pub fn prose(seed: u64, words: usize) -> String {
    const SYLLABLES: [&str; 24] = [
        "ba", "ne", "ti", "lo", "mu", "sa", "re", "ki", "do", "fu", "ga", "he", "ji", "po", "wu",
        "va", "ze", "ri", "cho", "sha", "tre", "blo", "nga", "quen",
    ];
    let mut state = seed.wrapping_mul(0x2545_f491_4f6c_dd1d).wrapping_add(99);
    let mut text = String::new();
    for n in 0..words {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        if n > 0 {
            text.push_str(if n % 12 == 0 { ". " } else { " " });
        }
        // Squared, so that some words are common.
        let word = (state % 4096) * ((state >> 20) % 4096) / 4096;
        for part in [word % 24, word / 24 % 24, word / 576] {
            text.push_str(SYLLABLES[usize::try_from(part % 24).unwrap()]);
        }
    }
    text
}
