//! Valid updates with bytes changed and the checksum made right again, as someone who means harm would send.
//! The worker may die of them; its parent never does, and honest documents go on.

use std::path::PathBuf;
use std::time::Instant;

use couple::ThingKind;
use loro::{ExportMode, LoroDoc, LoroMap, LoroValue};
use replica::check::{Checker, Refusal, Request};

use crate::documents::{BENNO, entry, honest, outing, upon, worker};

/// Where Loro keeps the checksum of an update, and from where it is taken.
const CHECKSUM: std::ops::Range<usize> = 16..20;
const SEED: u32 = u32::from_le_bytes(*b"LORO");

pub fn right_checksum(update: &mut [u8]) {
    let sum = xxhash_rust::xxh32::xxh32(&update[CHECKSUM.end..], SEED);
    update[CHECKSUM].copy_from_slice(&sum.to_le_bytes());
}

/// A small generator: the same seed gives the same harm.
struct Dice(u64);

impl Dice {
    fn new(seed: u64) -> Self {
        let mut dice = Self(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        (0..4).for_each(|_| {
            dice.roll();
        });
        dice
    }

    fn roll(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        (self.roll() % end as u64) as usize
    }
}

/// Updates of Benno that use every kind of container.
fn seeds() -> Vec<Request> {
    let mut seeds = honest().to_vec();
    for (kind, base) in [
        (ThingKind::Entry, entry().1),
        (ThingKind::Outing, outing().1),
    ] {
        for everything in [false, true] {
            let loro = LoroDoc::new();
            loro.set_peer_id(BENNO.0).unwrap();
            loro.import(&base).unwrap();
            let version = loro.oplog_vv();
            busy(&loro, everything);
            loro.commit();
            let update = loro.export(ExportMode::updates(&version)).unwrap();
            seeds.push(upon(kind, base.clone(), update));
        }
    }
    seeds
}

fn busy(loro: &LoroDoc, everything: bool) {
    loro.get_map("meta").insert("title", "Other").unwrap();
    let body = loro.get_text("body");
    body.delete(3, 5).unwrap();
    body.insert(3, "more words").unwrap();
    let offers = loro.get_list("offers");
    offers
        .push(LoroValue::List(
            vec![1.into(), "two".into(), LoroValue::Null].into(),
        ))
        .unwrap();
    offers
        .push_container(LoroMap::new())
        .unwrap()
        .insert("by", 3.5)
        .unwrap();
    offers.delete(0, 1).unwrap();
    loro.get_map("answers").insert("x", true).unwrap();
    loro.get_map("meta").delete("place").unwrap();
    if everything {
        let tree = loro.get_tree("newer");
        let root = tree.create(None).unwrap();
        tree.create(root).unwrap();
        let list = loro.get_movable_list("order");
        list.push(1).unwrap();
        list.push(2).unwrap();
        list.mov(0, 1).unwrap();
    }
}

fn mutant(seeds: &[Request], seed: u64) -> Request {
    let mut dice = Dice::new(seed);
    let mut request = seeds[dice.below(seeds.len())].clone();
    let update = &mut request.update;
    for _ in 0..1 + dice.below(4) {
        let at = 22 + dice.below(update.len() - 23);
        match dice.below(6) {
            0 => update[at] = dice.roll() as u8,
            1 => update[at] ^= 1 << dice.below(8),
            2 => update[at] = update[at].wrapping_add(1),
            3 => update[at] = [0, 0xFF, 0x7F, 0x80, 1][dice.below(5)],
            4 => update.insert(at, dice.roll() as u8),
            _ => drop(update.remove(at)),
        }
    }
    right_checksum(update);
    request
}

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("../../../tests/fixtures/hostile")
}

fn fixture(name: &str, kind: ThingKind) -> Request {
    let read = |part: &str| std::fs::read(fixtures().join(format!("{name}.{part}"))).unwrap();
    upon(kind, read("base"), read("update"))
}

/// Updates that end the process which imports them. The folder says of what.
const FATAL: [(&str, ThingKind); 3] = [
    ("difference", ThingKind::Entry),
    ("empty-change", ThingKind::Entry),
    ("root-name", ThingKind::Outing),
];

#[test]
fn what_ends_the_worker_is_refused_and_the_rest_goes_on() {
    let mut worker = worker();
    let [entry, outing] = honest();
    for (name, kind) in FATAL {
        assert!(worker.check(&entry).is_ok());
        assert_eq!(
            worker.check(&fixture(name, kind)),
            Err(Refusal::WorkerDied),
            "{name}"
        );
        assert!(worker.check(&outing).is_ok(), "{name}");
    }
}

/// What does its harm only later must be refused by what it holds.
#[test]
fn what_harms_later_is_refused_at_once() {
    let mut worker = worker();
    for (name, kind) in [
        ("tree-loop", ThingKind::Entry),
        ("snapshot-state", ThingKind::Entry),
        ("container-id", ThingKind::Outing),
    ] {
        let answer = worker.check(&fixture(name, kind));
        assert_eq!(answer, Err(Refusal::StrangeShape), "{name}");
    }
}

/// The mutants of this run: those of the gate, or the ones that `cargo xtask soak` names.
fn numbers() -> std::ops::Range<u64> {
    let number = |name| Some(std::env::var(name).ok()?.parse::<u64>().expect(name));
    match number("LAMPLIGHT_SOAK_SEEDS") {
        Some(count) => {
            let from = number("LAMPLIGHT_SOAK_FROM").unwrap_or(0);
            // Each seed of the soak is a hundred mutants.
            from * 100..(from + count) * 100
        }
        None => 0..2_000,
    }
}

#[test]
fn mutants_never_reach_the_parent() {
    let (seeds, mut worker) = (seeds(), worker());
    let [entry, outing] = honest();
    let numbers = numbers();
    let count = numbers.end - numbers.start;
    let (mut deaths, mut passed, mut slowest) = (0, 0, 0);
    for seed in numbers {
        let request = mutant(&seeds, seed);
        let start = Instant::now();
        match worker.check(&request) {
            Ok(_) => passed += 1,
            Err(Refusal::WorkerDied) => {
                deaths += 1;
                assert!(worker.check(&entry).is_ok(), "after seed {seed}");
            }
            Err(_) => {}
        }
        let took = start.elapsed().as_millis();
        // A machine that does something else for a second is not the mutant's fault.
        if took >= 1_000 {
            let again = Instant::now();
            let _ = worker.check(&request);
            let again = again.elapsed().as_millis();
            assert!(again < 1_000, "mutant {seed} takes {again} ms");
        }
        slowest = slowest.max(took);
    }
    assert!(worker.check(&entry).is_ok() && worker.check(&outing).is_ok());
    println!("soak: mutants {count} deaths {deaths} passed {passed}");
    println!("slowest {slowest} ms");
    if count >= 2_000 {
        assert!(deaths > 0, "the mutants are too tame to prove anything");
    }
}

/// Finds new fixtures: `cargo test -p worker -- --ignored search`. Look at what they die of before keeping one.
#[test]
#[ignore = "writes files"]
fn search() {
    let (seeds, mut worker) = (seeds(), worker());
    let folder = std::env::temp_dir().join("lamplight-hostile");
    std::fs::create_dir_all(&folder).unwrap();
    for seed in 10_000..30_000 {
        let request = mutant(&seeds, seed);
        if worker.check(&request) == Err(Refusal::WorkerDied) {
            let name = format!("{:?}-{seed}", request.kind).to_lowercase();
            std::fs::write(folder.join(format!("{name}.base")), &request.base[0]).unwrap();
            std::fs::write(folder.join(format!("{name}.update")), &request.update).unwrap();
        }
    }
}
