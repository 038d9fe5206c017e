//! What keeping and finding cost. The figures of time depend on the machine and are only
//! printed (`cargo test -p vault --test cost -- --ignored --nocapture`); pages and plans do
//! not, and are held.
#![allow(clippy::unwrap_used)]

mod common;

use std::time::{Duration, Instant};

use common::*;
use vault::SharedVault;

fn median(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort();
    (times[times.len() / 2], times[times.len() * 95 / 100])
}

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
    assert!(pages <= 8 * count, "{pages} pages for {count} entries");
}

#[test]
#[ignore = "figures of time, for looking at"]
fn figures() {
    let home = Home::new();
    let mut vault = filled(&home, 10_000);

    let bare = home.folder.path().join("bare.db");
    let raw = raw(&bare);
    raw.execute_batch(
        "PRAGMA cipher_memory_security = ON; PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
         PRAGMA wal_autocheckpoint = 200; PRAGMA cache_size = -16000; CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)",
    )
    .unwrap();
    for round in 0..3u64 {
        let one = (0..500u64)
            .map(|n| {
                let text = prose(n, 120);
                let start = Instant::now();
                raw.prepare_cached("INSERT INTO t (text) VALUES (?1)")
                    .unwrap()
                    .execute([text])
                    .unwrap();
                start.elapsed()
            })
            .collect();
        let kept = (0..500u64)
            .map(|n| {
                let n = 10_000 + round * 500 + n;
                let entry = entry(n, &prose(n, 4), &prose(n + 1_000_000, 120));
                let start = Instant::now();
                vault.write(|tx| keep(tx, &entry)).unwrap();
                start.elapsed()
            })
            .collect();
        println!(
            "one durable row {:?}, an entry {:?} (median, 95th)",
            median(one),
            median(kept)
        );
    }
    let again = (0..200u64)
        .map(|n| {
            let entry = entry(n * 7, &prose(n, 4), &prose(n + 2_000_000, 120));
            let start = Instant::now();
            vault.write(|tx| keep(tx, &entry)).unwrap();
            start.elapsed()
        })
        .collect();
    println!("an entry changed {:?}", median(again));

    let time = |what: &str, mut work: Box<dyn FnMut() -> usize + '_>| {
        let mut found = 0;
        let times = (0..40)
            .map(|_| {
                let start = Instant::now();
                found = work();
                start.elapsed()
            })
            .collect();
        println!("{what}: {:?}, {found} rows", median(times));
    };
    time(
        "a page of 50",
        Box::new(|| vault.list_entries(None, 50).unwrap().len()),
    );
    time(
        "count",
        Box::new(|| usize::try_from(vault.count_entries().unwrap()).unwrap()),
    );
    for query in ["b", "ba", "ban", "bane", "banetilo bane", "shanga", "zzz"] {
        time(
            &format!("search {query}"),
            Box::new(|| vault.search(query, 20).unwrap().len()),
        );
    }
    let start = Instant::now();
    vault.tidy().unwrap();
    println!("tidy {:?}", start.elapsed());
    let start = Instant::now();
    vault.tidy().unwrap();
    println!("tidy again {:?}", start.elapsed());
    let start = Instant::now();
    assert!(vault.check().unwrap().is_sound());
    println!("check {:?}", start.elapsed());
    for query in ["b", "ba", "bane"] {
        time(
            &format!("search {query}"),
            Box::new(|| vault.search(query, 20).unwrap().len()),
        );
    }
    vault.close().unwrap();
    println!(
        "size {} MB",
        std::fs::metadata(home.path()).unwrap().len() / 1_000_000
    );
    let start = Instant::now();
    let vault = SharedVault::open(&home.path(), &KEY).unwrap();
    println!("open {:?}", start.elapsed());
    vault.close().unwrap();
    let raw = common::raw(&home.path());
    raw.execute_batch("PRAGMA cache_size = -16000").unwrap();
    for query in [
        "\"b\" *",
        "\"ba\" *",
        "\"bane\" *",
        "\"banetilo\" \"bane\" *",
        "\"shanga\" *",
        "\"zzz\" *",
    ] {
        let mut times = Vec::new();
        for _ in 0..40 {
            let start = Instant::now();
            let mut statement = raw.prepare_cached("SELECT rowid FROM entry_words WHERE entry_words MATCH ?1 ORDER BY rowid DESC LIMIT 20").unwrap();
            let _: Vec<i64> = statement
                .query_map([query], |row| row.get(0))
                .unwrap()
                .map(Result::unwrap)
                .collect();
            times.push(start.elapsed());
        }
        println!("bare {query}: {:?}", median(times));
    }
}
