//! A journal of many years: bringing it in, finding in it, its first screen.

use std::{
    fs,
    path::Path,
    time::{Duration, Instant},
};

use companion::{ExportForm, Profile};
use serde_json::json;

use crate::{bare, home};

const SEARCHES: usize = 60;
/// The bare query, where one takes seconds.
const BARE: usize = 5;
/// What is typed, letter by letter, and the same in the index's language.
const QUERIES: [(&str, &str); 8] = [
    ("banene", "\"banene\" *"),
    ("ban", "\"ban\" *"),
    ("sa", "\"sa\" *"),
    ("quen", "\"quen\" *"),
    ("vakiba gasa", "\"vakiba\" \"gasa\" *"),
    ("zwy", "\"zwy\" *"),
    ("zwybel", "\"zwybel\" *"),
    ("zwybel kra", "\"zwybel\" \"kra\" *"),
];
/// Those that find as much in many entries as in few begin so.
const RARE: &str = "zwy";
/// Rows of one transaction, as an import has it.
const BATCH: usize = 500;

/// Brings a folder, ready to be searched, beside the same rows in a bare file with an index. Prints both in
/// microseconds, and the most memory that bringing took, in bytes.
pub fn import(profile: &Profile) {
    let folder = std::env::var("LAMPLIGHT_FOLDER").unwrap();
    let folder = Path::new(&folder);
    let mut companion = home::open(profile);
    let start = Instant::now();
    let mut import = companion
        .begin_import(ExportForm::Markdown, folder, false)
        .unwrap();
    while companion.go_on_importing(&mut import).unwrap() {}
    let report = companion.end_import(import).unwrap();
    companion.index_words().unwrap();
    let ours = start.elapsed();
    let memory = most_memory();
    assert!(report.failed.is_empty() && report.added > 0, "all came in");
    // What the app does at leisure, some hundredths of a second at a time.
    let start = Instant::now();
    let mut steps = Vec::new();
    loop {
        let step = Instant::now();
        let more = companion.merge_words().unwrap();
        steps.push(step.elapsed());
        if !more {
            break;
        }
    }
    eprintln!(
        "   the index put in order in {:?}, {} steps, the longest {:?}",
        start.elapsed(),
        steps.len(),
        steps.iter().max().unwrap()
    );
    companion.lock().unwrap();

    let mut rows: Vec<(String, String)> = Vec::new();
    for file in fs::read_dir(folder).unwrap().flatten() {
        let text = fs::read_to_string(file.path()).unwrap();
        let title = text.lines().find_map(|line| line.strip_prefix("title: "));
        let body = text.splitn(3, "---\n").nth(2).unwrap_or_default();
        rows.push((title.unwrap_or_default().to_owned(), body.to_owned()));
    }
    let file = profile.folder().join("bare-rows.db");
    let mut connection = bare::open(&file, &[7; 32]);
    connection
        .execute_batch(
            "CREATE TABLE entries (id INTEGER PRIMARY KEY, title TEXT, body TEXT);
             CREATE VIRTUAL TABLE words USING fts5 (title, body)",
        )
        .unwrap();
    let start = Instant::now();
    for batch in rows.chunks(BATCH) {
        let tx = connection.transaction().unwrap();
        for (title, body) in batch {
            tx.prepare_cached("INSERT INTO entries (title, body) VALUES (?1, ?2)")
                .unwrap()
                .execute([title, body])
                .unwrap();
            tx.prepare_cached("INSERT INTO words (title, body) VALUES (?1, ?2)")
                .unwrap()
                .execute([title, body])
                .unwrap();
        }
        tx.commit().unwrap();
    }
    let theirs = start.elapsed();
    drop(connection);
    fs::remove_file(file).unwrap();
    println!(
        "{}",
        json!({ "import": micros(ours), "rows": micros(theirs), "memory": memory })
    );
}

/// Searches as someone types. Prints the median of each query and of the bare one, and the 95th percentiles of
/// all.
pub fn search(profile: &Profile) {
    let copy = profile.folder().join("bare.db");
    fs::copy(profile.folder().join("pages.db"), &copy).unwrap();
    let key = home::pages_key(profile).pages_db();
    let companion = home::open(profile);
    let connection = bare::open(&copy, &key);
    let mut statement = connection
        .prepare(
            "SELECT e.place, e.title, e.tags, e.body FROM entry_words w
             CROSS JOIN entries e ON e.place = w.rowid WHERE w.entry_words MATCH ?1
             ORDER BY w.rowid DESC LIMIT 20",
        )
        .unwrap();
    let (mut all, mut bare_all, mut medians) = (Vec::new(), Vec::new(), Vec::new());
    for (typed, pattern) in QUERIES {
        let (mut ours, mut theirs) = (Vec::new(), Vec::new());
        for turn in 0..SEARCHES {
            let start = Instant::now();
            let found = companion.search_entries(typed, 20).unwrap().len();
            ours.push(start.elapsed());
            if turn % (SEARCHES / BARE) == 0 {
                let start = Instant::now();
                let rows = bare::read(&mut statement, pattern);
                theirs.push(start.elapsed());
                assert_eq!(found, rows, "both find the same");
            }
        }
        all.extend(ours.iter().copied());
        bare_all.extend(theirs.iter().copied());
        let (ours, theirs) = (median(ours), median(theirs));
        eprintln!("   {typed:?}: {ours:?}, the bare query {theirs:?}");
        medians.push(json!({
            "search": micros(ours),
            "query": micros(theirs),
            "rare": typed.starts_with(RARE),
        }));
    }
    drop(statement);
    drop(connection);
    companion.lock().unwrap();
    fs::remove_file(&copy).unwrap();
    let (most, query) = (most(all), most(bare_all));
    println!(
        "{}",
        json!({ "most": micros(most), "most_query": micros(query), "medians": medians })
    );
}

/// From the open home to the first screen of the journal. Prints microseconds, and the memory it then takes, in bytes.
pub fn first(profile: &Profile) {
    let companion = home::open(profile);
    let start = Instant::now();
    let page = companion.list_entries(None, 50).unwrap();
    let time = start.elapsed();
    assert_eq!(page.entries.len(), 50, "a whole screen");
    println!(
        "{}",
        json!({ "first": micros(time), "memory": memory("VmRSS:") })
    );
    companion.lock().unwrap();
}

fn micros(time: Duration) -> f64 {
    time.as_secs_f64() * 1e6
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() / 2]
}

/// The 95th percentile.
fn most(mut times: Vec<Duration>) -> Duration {
    times.sort();
    times[times.len() * 95 / 100]
}

fn most_memory() -> u64 {
    memory("VmHWM:")
}

/// What the kernel says of this process, in bytes.
fn memory(what: &str) -> u64 {
    let status = fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix(what));
    let kilobytes = line.and_then(|line| line.split_whitespace().next());
    kilobytes.unwrap().parse::<u64>().unwrap() * 1024
}
