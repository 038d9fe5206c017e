//! The database without anything of ours: what the figures stand beside.

use std::path::Path;

use rusqlite::{Connection, Statement};

/// An encrypted file with the settings of a vault that cost time.
pub fn open(path: &Path, key: &[u8; 32]) -> Connection {
    let connection = Connection::open(path).unwrap();
    let key: String = key.iter().map(|byte| format!("{byte:02x}")).collect();
    connection
        .execute_batch(&format!(
            "PRAGMA cipher_memory_security = ON;
             PRAGMA key = \"x'{key}'\";
             PRAGMA locking_mode = EXCLUSIVE;
             PRAGMA journal_mode = WAL;
             PRAGMA synchronous = FULL;
             PRAGMA wal_autocheckpoint = 200;
             PRAGMA cache_size = -16000;"
        ))
        .unwrap();
    connection
}

/// Runs a query with one argument and reads all it gives.
pub fn read(statement: &mut Statement<'_>, argument: &str) -> usize {
    let columns = statement.column_count();
    let mut rows = statement.query([argument]).unwrap();
    let mut found = 0;
    while let Some(row) = rows.next().unwrap() {
        for column in 0..columns {
            std::hint::black_box(row.get_ref(column).unwrap());
        }
        found += 1;
    }
    found
}
