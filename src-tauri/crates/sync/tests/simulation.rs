//! Two to six devices that write, meet, part, lose messages, crash, jump in time and are restored
//! from old copies, each history made from one seed. When all is quiet, all logs are equal, and
//! nothing is missing that a disk still held. `LAMPLIGHT_SOAK_FROM` and `LAMPLIGHT_SOAK_SEEDS` bring other
//! seeds than the usual.
#![allow(clippy::unwrap_used, clippy::expect_used)]

mod common;
mod simulation {
    pub mod chance;
    pub mod device;
    pub mod world;
}

use std::ops::Range;

use simulation::world::{Seen, Story, World};

fn seeds(usual: Range<u64>) -> Range<u64> {
    let number = |name| std::env::var(name).ok().map(|text| text.parse().unwrap());
    let from = number("LAMPLIGHT_SOAK_FROM").unwrap_or(usual.start);
    match number("LAMPLIGHT_SOAK_SEEDS") {
        Some(count) => from..from + count,
        None => usual,
    }
}

/// Names the seed of a history that fails.
fn each(usual: Range<u64>, story: Story) -> Vec<Seen> {
    seeds(usual)
        .map(|seed| {
            let told = std::panic::catch_unwind(|| World::tell(seed, story).seen);
            told.unwrap_or_else(|_| panic!("seed {seed} of {story:?} fails"))
        })
        .collect()
}

#[test]
fn all_logs_are_equal_when_quiet() {
    let all = each(0..150, Story::Weather);
    let sum = |count: fn(&Seen) -> usize| all.iter().map(count).sum::<usize>();
    println!(
        "soak: seeds {} steps {} crashes {} restores {} divergences 0",
        all.len(),
        sum(|seen| seen.written),
        sum(|seen| seen.crashes),
        sum(|seen| seen.restores),
    );
    // Histories in which nothing happens prove nothing.
    if all.len() < 150 {
        return;
    }
    assert!(sum(|seen| seen.written) > 5_000);
    assert!(sum(|seen| seen.dropped) > 1_000);
    assert!(sum(|seen| seen.repeated) > 1_000);
    assert!(sum(|seen| seen.crashes) > 500);
    assert!(sum(|seen| seen.lost_commits) > 50);
    assert!(sum(|seen| seen.restores) > 100);
    assert!(sum(|seen| seen.failed_commits) > 100);
    assert!(sum(|seen| seen.erased) > 100);
    assert!(sum(|seen| seen.forks) == 0, "nobody wrote twice");
}

#[test]
fn a_clone_costs_one_log_and_nothing_else() {
    let all = each(0..60, Story::Clones);
    if all.len() < 60 {
        return;
    }
    let split = all.iter().filter(|seen| seen.forks > 0).count();
    assert!(split > 10, "only {split} of 60 histories split a log");
    let noticed = all.iter().map(|seen| seen.own_logs_ahead).sum::<usize>();
    assert!(noticed > 10, "{noticed} copies noticed what they are");
}

#[test]
fn a_seed_is_a_history() {
    let traces = || -> Vec<_> {
        seeds(0..6)
            .map(|seed| World::tell(seed, Story::Weather).trace())
            .collect()
    };
    let first = traces();
    assert_eq!(first, traces());
    let different: std::collections::BTreeSet<_> = first.iter().collect();
    assert_eq!(different.len(), first.len());
}
