//! Keeping an entry beside a row of a bare database; finding beside the bare query.

use std::{
    sync::atomic::{AtomicI64, Ordering},
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use companion::{Companion, EntryInput, Profile, couple::journal::Draft};
use serde_json::json;

use crate::{bare, home};

const KEPT: usize = 600;
const SEARCHES: usize = 60;
/// What is typed, and the same in the index's language: a common word, the beginnings of
/// words, two words.
const QUERIES: [(&str, &str); 4] = [
    ("banene", "\"banene\" *"),
    ("ban", "\"ban\" *"),
    ("sa", "\"sa\" *"),
    ("vakiba gasa", "\"vakiba\" \"gasa\" *"),
];

/// Minutes that have passed for whoever writes.
static PASSED: AtomicI64 = AtomicI64::new(0);

/// Nobody keeps a thousand entries within a second: those of one second lie in no order (their
/// place is a piece of their random name), and each would tear the pages of the one before apart.
fn clock() -> DateTime<Utc> {
    Utc::now() + TimeDelta::minutes(PASSED.load(Ordering::Relaxed))
}

/// Prints medians in microseconds, as JSON.
pub fn measure(profile: &Profile) {
    let folder = profile.folder();
    // The bare query runs on the same index, in a copy of the same file.
    let copy = folder.join("bare.db");
    std::fs::copy(folder.join("pages.db"), &copy).unwrap();
    let key = home::pages_key(profile).pages_db();
    let (mut companion, time) = timed(|| home::open_at(profile, clock));
    eprintln!("   the home opened with the passphrase: {time:?}");
    let pages: Vec<Duration> = (0..SEARCHES)
        .map(|_| timed(|| companion.list_entries(None, 50).unwrap()).1)
        .collect();
    show("a page of 50", &pages);

    let (search, query) = find(&companion, &bare::open(&copy, &key));
    let rows = bare::open(&folder.join("rows.db"), &key);
    let (keep, row) = keep(&mut companion, &rows);
    let (health, time) = timed(|| companion.check().unwrap());
    assert!(health.is_whole(), "everything is whole");
    eprintln!("   everything checked: {time:?}");
    companion.lock().unwrap();
    let micros = |time: Duration| time.as_secs_f64() * 1e6;
    println!(
        "{}",
        json!({
            "keep": micros(keep), "row": micros(row),
            "search": micros(search), "query": micros(query),
        })
    );
}

/// In turns, so that whatever else the machine does falls on both.
fn keep(companion: &mut Companion, rows: &rusqlite::Connection) -> (Duration, Duration) {
    rows.execute_batch("CREATE TABLE rows (id INTEGER PRIMARY KEY, text TEXT)")
        .unwrap();
    let mut insert = rows.prepare("INSERT INTO rows (text) VALUES (?1)").unwrap();
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for n in 0..KEPT {
        let text = words(n, 120);
        theirs.push(timed(|| insert.execute([&text]).unwrap()).1);
        let input = EntryInput {
            draft: Draft {
                title: words(n, 4),
                body: text,
                ..Draft::default()
            },
            ..EntryInput::default()
        };
        PASSED.fetch_add(1, Ordering::Relaxed);
        ours.push(timed(|| companion.keep_entry(input).unwrap()).1);
        companion.take_notices();
    }
    show("an entry kept", &ours);
    show("a durable row", &theirs);
    (median(ours), median(theirs))
}

/// The medians of the query for which searching takes the most, compared with the bare query.
fn find(companion: &Companion, copy: &rusqlite::Connection) -> (Duration, Duration) {
    let mut statement = copy
        .prepare(
            "SELECT e.place, e.title, e.tags, e.body FROM entry_words w
             CROSS JOIN entries e ON e.place = w.rowid WHERE w.entry_words MATCH ?1
             ORDER BY w.rowid DESC LIMIT 20",
        )
        .unwrap();
    let mut worst = (Duration::ZERO, Duration::MAX);
    for (typed, pattern) in QUERIES {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for _ in 0..SEARCHES {
            let (hits, time) = timed(|| companion.search_entries(typed, 20).unwrap());
            ours.push(time);
            let (rows, time) = timed(|| bare::read(&mut statement, pattern));
            theirs.push(time);
            assert_eq!(hits.len(), rows, "both find the same");
            assert!(rows > 0, "{typed} is somewhere");
        }
        show(&format!("search {typed:?}"), &ours);
        show("the bare query", &theirs);
        let (ours, theirs) = (median(ours), median(theirs));
        if ours.as_secs_f64() / theirs.as_secs_f64() > worst.0.as_secs_f64() / worst.1.as_secs_f64()
        {
            worst = (ours, theirs);
        }
    }
    worst
}

fn timed<T>(work: impl FnOnce() -> T) -> (T, Duration) {
    let start = Instant::now();
    let done = work();
    (done, start.elapsed())
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// For whoever wants to know more than the median; on standard error.
fn show(what: &str, times: &[Duration]) {
    let mut times = times.to_vec();
    times.sort();
    let mean = times.iter().sum::<Duration>() / u32::try_from(times.len()).unwrap();
    let most = times[times.len() * 95 / 100];
    eprintln!(
        "   {what}: median {:?}, mean {mean:?}, 95th {most:?}",
        times[times.len() / 2]
    );
}

/// Words that are not the same twice.
pub fn words(seed: usize, count: usize) -> String {
    (0..count)
        .map(|n| format!("w{:x}", (seed * 7919 + n * 104_729) % 4096))
        .collect::<Vec<_>>()
        .join(" ")
}
