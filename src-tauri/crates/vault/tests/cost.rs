//! What keeping and finding cost. The figures of time depend on the machine and are only
//! printed (`cargo test -p vault --test cost -- --ignored --nocapture`); pages and plans do
//! not, and are held.
#![allow(clippy::unwrap_used)]

mod common;

use std::time::{Duration, Instant};

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

fn timed<T>(times: &mut Vec<Duration>, work: impl FnOnce() -> T) -> T {
    let start = Instant::now();
    let value = work();
    times.push(start.elapsed());
    value
}

fn show(what: &str, mut times: Vec<Duration>) {
    times.sort();
    let mean = times.iter().sum::<Duration>() / u32::try_from(times.len()).unwrap();
    let (half, most) = (times[times.len() / 2], times[times.len() * 95 / 100]);
    println!("{what}: median {half:?}, mean {mean:?}, 95th {most:?}");
}

const QUERIES: [(&str, &str); 6] = [
    ("b", "\"b\" *"),
    ("ban", "\"ban\" *"),
    ("banene", "\"banene\" *"),
    ("shanga bane", "\"shanga\" \"bane\" *"),
    ("mulosa", "\"mulosa\" *"),
    ("zzz", "\"zzz\" *"),
];

#[test]
#[ignore = "figures of time, for looking at"]
fn figures() {
    let home = Home::new();
    let mut vault = filled(&home, 10_000);
    vault.index_words().unwrap();

    // In turns, so that whatever else the machine does falls on both.
    let bare = raw(&home.folder.path().join("bare.db"));
    bare.execute_batch(
        "PRAGMA cipher_memory_security = ON; PRAGMA journal_mode = WAL;
         PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 200;
         CREATE TABLE t (id INTEGER PRIMARY KEY, text TEXT)",
    )
    .unwrap();
    let (mut rows, mut kept, mut changed) = (Vec::new(), Vec::new(), Vec::new());
    for n in 10_000..11_000 {
        let (text, entry) = (
            prose(n, 120),
            entry(n, &prose(n, 4), &prose(n + 1_000_000, 120)),
        );
        timed(&mut rows, || {
            let sql = "INSERT INTO t (text) VALUES (?1)";
            bare.prepare_cached(sql).unwrap().execute([text]).unwrap();
        });
        timed(&mut kept, || vault.write(|tx| keep(tx, &entry)).unwrap());
    }
    for n in 0..300 {
        let entry = entry(n * 7, &prose(n, 4), &prose(n + 2_000_000, 120));
        timed(&mut changed, || vault.write(|tx| keep(tx, &entry)).unwrap());
    }
    show("one durable row", rows);
    show("an entry kept", kept);
    show("an entry changed", changed);

    let mut times = Vec::new();
    timed(&mut times, || vault.index_words().unwrap());
    show("index_words after up to 64", times);
    for what in ["tidy", "tidy again"] {
        let mut times = Vec::new();
        timed(&mut times, || vault.tidy().unwrap());
        show(what, times);
    }
    let mut times = Vec::new();
    assert!(timed(&mut times, || vault.check().unwrap()).is_sound());
    show("check", times);
    vault.close().unwrap();
    let size = std::fs::metadata(home.path()).unwrap().len();
    println!("{} MB", size / 1_000_000);

    let mut times = Vec::new();
    let vault = timed(&mut times, || {
        SharedVault::open(&home.path(), &KEY).unwrap()
    });
    show("open", times);
    let (mut pages, mut counts) = (Vec::new(), Vec::new());
    for _ in 0..50 {
        timed(&mut pages, || vault.list_entries(None, 50).unwrap());
        timed(&mut counts, || vault.count_entries().unwrap());
    }
    show("a page of 50", pages);
    show("the number of entries", counts);
    for (typed, _) in QUERIES {
        let mut times = Vec::new();
        let mut found = 0;
        for _ in 0..50 {
            found = timed(&mut times, || vault.search(typed, 20).unwrap()).len();
        }
        show(&format!("search {typed:?}, {found} found"), times);
    }
    vault.close().unwrap();

    let bare = raw(&home.path());
    bare.execute_batch("PRAGMA cipher_memory_security = ON; PRAGMA cache_size = -16000")
        .unwrap();
    for (what, sql) in [
        (
            "places",
            "SELECT rowid FROM entry_words WHERE entry_words MATCH ?1 ORDER BY rowid DESC LIMIT 20",
        ),
        (
            "rows",
            "SELECT e.place, e.title, e.tags, e.body FROM entry_words w
             CROSS JOIN entries e ON e.place = w.rowid WHERE w.entry_words MATCH ?1
             ORDER BY w.rowid DESC LIMIT 20",
        ),
    ] {
        let mut statement = bare.prepare(sql).unwrap();
        let columns = statement.column_count();
        for (_, pattern) in QUERIES {
            let mut times = Vec::new();
            for _ in 0..50 {
                timed(&mut times, || {
                    let mut rows = statement.query([pattern]).unwrap();
                    while let Some(row) = rows.next().unwrap() {
                        for column in 0..columns {
                            std::hint::black_box(row.get_ref(column).unwrap());
                        }
                    }
                });
            }
            show(&format!("bare query {pattern}, {what}"), times);
        }
    }
}
