//! What reads bytes from outside, against what is kept and against mutants of it: the same ones
//! each time. `cargo xtask soak --only fuzz` goes on from here with coverage as its guide.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use std::{
    fs,
    path::PathBuf,
    time::{Duration, Instant},
};

use testkit::{
    history::Chance,
    targets::{Cast, TARGETS, examples},
};

/// Mutants of each target. The Markdown renderer takes longer for each.
fn mutants(name: &str) -> u64 {
    match name {
        "markdown" | "pairing" | "backup" => 1_500,
        _ => 6_000,
    }
}

fn corpus(name: &str) -> Vec<Vec<u8>> {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("fuzz/corpus")
        .join(name);
    let mut files: Vec<PathBuf> = fs::read_dir(&folder)
        .unwrap_or_else(|_| panic!("no corpus {}", folder.display()))
        .flatten()
        .map(|entry| entry.path())
        .collect();
    files.sort();
    files.iter().map(|file| fs::read(file).unwrap()).collect()
}

fn mutant(from: &[Vec<u8>], chance: &mut Chance) -> Vec<u8> {
    let mut bytes = from[chance.index(from.len())].clone();
    for _ in 0..1 + chance.below(4) {
        let at = chance.index(bytes.len() + 1);
        match chance.below(8) {
            0 => bytes.truncate(at),
            1 => bytes.insert(at, chance.draw().to_le_bytes()[0]),
            2 if at < bytes.len() => drop(bytes.remove(at)),
            3 if at < bytes.len() => bytes[at] = [0, 1, 0x7f, 0x80, 0xff][chance.index(5)],
            4 => {
                // A length that claims more than there is.
                let claim = [u32::MAX, 1 << 31, 10_000_000, 0][chance.index(4)].to_be_bytes();
                for (offset, byte) in claim.iter().enumerate() {
                    if let Some(there) = bytes.get_mut(at + offset) {
                        *there = *byte;
                    }
                }
            }
            5 => {
                let other = &from[chance.index(from.len())];
                let cut = chance.index(other.len() + 1);
                bytes.splice(at.., other[cut..].iter().copied());
            }
            6 => {
                let end = (at + 1 + chance.index(16)).min(bytes.len());
                let again = bytes[at.min(end)..end].repeat(1 + chance.index(40));
                bytes.splice(at.min(end)..end, again);
            }
            _ if at < bytes.len() => bytes[at] ^= 1 << chance.below(8),
            _ => {}
        }
    }
    bytes
}

#[test]
fn whatever_comes_from_outside_is_read_or_refused() {
    let cast = Cast::new();
    let examples = examples(&cast);
    for (name, run) in TARGETS {
        let mut from = corpus(name);
        from.extend(examples[name].iter().cloned());
        let start = Instant::now();
        let mut slowest = Duration::ZERO;
        let mut one = |bytes: &[u8]| {
            let begun = Instant::now();
            run(&cast, bytes);
            slowest = slowest.max(begun.elapsed());
        };
        from.iter().for_each(|bytes| one(bytes));
        for seed in 0..mutants(name) {
            one(&mutant(&from, &mut Chance::new(seed, 0)));
        }
        println!(
            "{name}: {} kept, {} mutants, {:?}, slowest {slowest:?}",
            from.len(),
            mutants(name),
            start.elapsed()
        );
        assert!(slowest < Duration::from_secs(1), "{name} takes {slowest:?}");
    }
}

/// Honest examples as a first corpus: `cargo test -p testkit --test targets -- --ignored`.
#[test]
#[ignore = "writes files"]
fn write_the_first_corpus() {
    for (name, examples) in examples(&Cast::new()) {
        let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("fuzz/corpus")
            .join(name);
        fs::create_dir_all(&folder).unwrap();
        for (number, bytes) in examples.iter().enumerate() {
            fs::write(folder.join(format!("honest-{number}")), bytes).unwrap();
        }
    }
}
