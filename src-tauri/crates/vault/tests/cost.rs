//! What keeping costs. Time depends on the machine and is measured by `cargo xtask bench`;
//! pages do not, and are held.
#![allow(clippy::unwrap_used)]

mod common;

use common::*;
use vault::SharedVault;

fn filled(home: &Home, entries: u64) -> SharedVault {
    let mut vault = home.shared();
    for chunk in 0..entries.div_ceil(500) {
        vault
            .write(|tx| {
                for n in chunk * 500..entries.min(chunk * 500 + 500) {
                    keep(tx, &entry(n, &prose(n, 4), &prose(n + 1_000_000, 120)))?;
                }
                Ok(())
            })
            .unwrap();
    }
    vault.checkpoint().unwrap();
    vault
}

/// What keeping an entry costs on any disk: how many pages are written and made durable. One
/// row of a table is one page or two.
#[test]
fn keeping_an_entry_writes_few_pages() {
    const FRAME: u64 = 4096 + 24;
    let home = Home::new();
    let mut vault = filled(&home, 1000);
    vault.index_words().unwrap();
    vault.checkpoint().unwrap();
    let log = home.folder.path().join("vault.db-wal");
    let count = 20;
    for n in 1000..1000 + count {
        vault
            .write(|tx| keep(tx, &entry(n, &prose(n, 4), &prose(n, 60))))
            .unwrap();
    }
    let pages = std::fs::metadata(log).unwrap().len() / FRAME;
    assert!(
        pages >= 5 * count,
        "{pages} pages: the log was not looked at"
    );
    assert!(pages <= 9 * count, "{pages} pages for {count} entries");
}
