//! A disk that does not keep what it was given. Wherever a file is damaged, cut off, gone or put
//! back to an earlier day, either nothing is missing or it is said: by a refusal, by the check, or
//! by the count of what is no longer there.

use std::path::{Path, PathBuf};

use companion::CompanionError;
use planted::Bug;
use testkit::{
    disk::{Disk, Files, fast_folder, lay_out},
    portrait,
    soak::{Counts, is_gate, seeds},
};

use crate::{
    homes::{self, Found},
    power::{Told, tell},
    stories::{STORIES, Story},
};

const PAGE: usize = 4096;
/// A frame of the write-ahead log: a header of its own and a page; before the first one stands
/// the log's header.
const LOG_HEADER: usize = 32;
const FRAME: usize = 24 + PAGE;

/// What was made of the damage.
#[derive(Debug, PartialEq, Eq)]
enum Answer {
    /// Nothing is missing.
    Harmless,
    /// The home does not open, and says why.
    Refused,
    /// The check finds it.
    FoundByCheck,
    /// The newest changes are gone, and the home says so.
    CountedAsLost,
    /// Something is missing or different, and nothing says so.
    Silent(String),
}

/// One damage: what is done to which file.
struct Damage {
    what: String,
    files: Files,
}

/// Every damage to one home: each page, each frame of a log, headers, ends, whole files.
fn damages(told: &Told, seed: u64) -> Vec<Damage> {
    let (whole, earlier) = states(told);
    let mut all = Vec::new();
    let mut damage = |what: String, files: Files| all.push(Damage { what, files });
    let changed = |path: &Path, change: &dyn Fn(&mut Vec<u8>)| {
        let mut files = whole.clone();
        change(files.get_mut(path).unwrap());
        files
    };
    for (path, bytes) in whole
        .iter()
        .filter(|(path, _)| path.starts_with(&told.folder))
    {
        let name = path.file_name().unwrap().to_string_lossy().into_owned();
        let some = |n: usize, end: usize| {
            let mixed = (seed + 1)
                .wrapping_mul(n as u64 + 31)
                .wrapping_mul(0x9e37_79b9_7f4a_7c15);
            usize::try_from(mixed >> 33).unwrap() % end.max(1)
        };
        let mut flip = |what: &str, at: usize| {
            let bit = 1 << some(at, 8);
            damage(
                format!("{name}: {what}, byte {at}"),
                changed(path, &|bytes| bytes[at] ^= bit),
            );
        };
        if name.ends_with("-wal") {
            for at in [0, 9, 14, 18, 26]
                .into_iter()
                .filter(|at| *at < bytes.len())
            {
                flip("the log's header", at);
            }
            for frame in 0..bytes.len().saturating_sub(LOG_HEADER) / FRAME {
                let begin = LOG_HEADER + frame * FRAME;
                flip("a frame's header", begin + some(frame, 24));
                flip("a frame", begin + 24 + some(frame + 1, PAGE));
            }
        } else if name.ends_with(".db") {
            for page in 0..bytes.len() / PAGE {
                flip("a page", page * PAGE + some(page, PAGE));
            }
        } else {
            for n in 0..bytes.len().min(8) {
                flip("somewhere", some(n, bytes.len()));
            }
        }
        for cut in [
            0,
            1,
            bytes.len() / 3,
            bytes.len() / 2,
            bytes.len().saturating_sub(1),
        ] {
            if cut < bytes.len() {
                let files = changed(path, &|bytes| bytes.truncate(cut));
                damage(format!("{name}: cut off at {cut}"), files);
            }
        }
        let mut files = whole.clone();
        files.remove(path);
        damage(format!("{name}: gone"), files);
    }
    for vault in ["private", "shared"] {
        for (n, before) in earlier.iter().enumerate() {
            let mut files = whole.clone();
            let mut differs = false;
            for end in [".db", ".db-wal"] {
                let path = told.folder.join(format!("{vault}{end}"));
                differs |= before.get(&path) != whole.get(&path);
                match before.get(&path) {
                    Some(bytes) => files.insert(path, bytes.clone()),
                    None => files.remove(&path),
                };
            }
            if differs {
                damage(format!("{vault}: as it was after step {n}"), files);
            }
        }
    }
    all
}

/// The files at the end of a story, and at each acknowledgement but the last.
fn states(told: &Told) -> (Files, Vec<Files>) {
    let mut disk = Disk::default();
    let mut earlier = Vec::new();
    for (at, op) in told.journal.ops.iter().enumerate() {
        disk.apply(op);
        if told.acks.iter().any(|(ack, _)| *ack == at) {
            earlier.push(disk.seen());
        }
    }
    earlier.pop();
    (disk.seen(), earlier)
}

fn answer(files: &Files, told: &Told, place: &Path) -> Answer {
    let Some((_, Found::Home(held))) = told.acks.last() else {
        panic!("the story has no home");
    };
    lay_out(files, &told.folder, place);
    let (mut companion, passphrase) = match homes::open(place) {
        Ok(Some(opened)) => opened,
        Ok(None) => return Answer::Silent("no home".into()),
        Err(CompanionError::VaultDamaged { .. } | CompanionError::VaultNewer) => {
            return Answer::Refused;
        }
        // `WrongPassphrase` among them: damage is not the person's mistake.
        Err(other) => return Answer::Silent(format!("{other:?}")),
    };
    let lost = companion.lost_changes();
    match companion.check() {
        Ok(health) if !health.is_whole() => return Answer::FoundByCheck,
        Err(CompanionError::VaultDamaged { .. }) => return Answer::FoundByCheck,
        Err(other) => return Answer::Silent(format!("{other:?}")),
        Ok(_) => {}
    }
    match portrait(&companion) {
        Ok(text) if format!("passphrase {passphrase}\n{text}") == *held => Answer::Harmless,
        _ if lost.is_ok_and(|lost| lost > 0) => Answer::CountedAsLost,
        _ => Answer::Silent("something is missing".into()),
    }
}

fn damage_all(story: &Story, seed: u64, bug: Option<Bug>, counts: &mut Counts) -> Vec<String> {
    let told = tell(story, seed, bug);
    let folder = fast_folder();
    let place: PathBuf = folder.path().join("home");
    let _bug = bug.map(planted::plant);
    let mut silent = Vec::new();
    for damage in damages(&told, seed) {
        counts.add("states", 1);
        let count = match answer(&damage.files, &told, &place) {
            Answer::Harmless => "harmless",
            Answer::Refused => "refused",
            Answer::FoundByCheck => "found-by-check",
            Answer::CountedAsLost => "counted-as-lost",
            Answer::Silent(why) => {
                silent.push(format!("{} {seed}, {}: {why}", story.name, damage.what));
                "silent"
            }
        };
        counts.add(count, 1);
    }
    silent
}

#[test]
fn damage_is_never_silent() {
    let mut counts = Counts::default();
    let mut silent = Vec::new();
    for seed in seeds(0..1) {
        counts.add("seeds", 1);
        let which = usize::try_from(seed).unwrap() % STORIES.len();
        silent.extend(damage_all(&STORIES[which], seed, None, &mut counts));
    }
    counts.add("silent", 0);
    counts.print();
    assert!(silent.is_empty(), "{}", silent.join("\n"));
    if is_gate() {
        assert!(counts.of("states") >= 200, "only {counts:?}");
        for kind in ["refused", "found-by-check", "counted-as-lost", "harmless"] {
            assert!(counts.of(kind) > 0, "nothing was {kind}: {counts:?}");
        }
    }
}

/// The control: without the mark beside a vault, a log that lost its end is sound in itself.
#[test]
fn without_a_mark_a_lost_end_is_silent() {
    let silent = damage_all(
        Story::named("settings"),
        3,
        Some(Bug::MarkNotWritten),
        &mut Counts::default(),
    );
    assert!(!silent.is_empty(), "nobody needs the mark");
}
