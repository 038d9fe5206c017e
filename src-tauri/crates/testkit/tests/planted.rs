//! Bugs planted in what two homes do with each other: a history, with a known seed, notices each.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use keys::{
    DeviceSecrets, PersonSecret, Roster, RosterRecord,
    epoch::{choose_epoch, make_epoch},
};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use testkit::{
    Bug, caught,
    history::{Beginning, REPLIES_FROM},
    plant,
};

/// Each with a seed whose history ends badly with it, and well without.
const SEEDS: &[(Bug, u64)] = &[
    (Bug::PrivateSealed, 0),
    (Bug::DraftSent, 0),
    (Bug::ReleasedAtOnce, 0),
    (Bug::PeerReused, 3),
    (Bug::SplitNotMended, 8),
    (Bug::WaitingForgotten, 5),
    (Bug::TakenAwayHereOnly, REPLIES_FROM + 18),
];

#[test]
fn histories_notice_each() {
    let beginning = Beginning::new();
    for (bug, seed) in SEEDS {
        assert!(!beginning.fails(*seed), "seed {seed} fails without {bug:?}");
        let planted = plant(*bug);
        let fails = beginning.fails(*seed);
        drop(planted);
        assert!(fails, "seed {seed} does not notice {bug:?}");
    }
}

/// Finds the seeds: `cargo test -p testkit --test planted -- --ignored --nocapture`.
#[test]
#[ignore = "a search"]
fn search() {
    let beginning = Beginning::new();
    for (bug, _) in SEEDS {
        let from = match bug {
            Bug::TakenAwayHereOnly => REPLIES_FROM,
            _ => 0,
        };
        let found = (from..from + 300).find(|seed| {
            let planted = plant(*bug);
            let fails = beginning.fails(*seed);
            drop(planted);
            fails && !beginning.fails(*seed)
        });
        println!("{bug:?}: {found:?}");
    }
}

fn of_a_removal(bug: Bug) {
    let mut rng = ChaCha20Rng::seed_from_u64(9);
    let devices = [(); 3].map(|()| DeviceSecrets::generate(&mut rng));
    let people = [(); 2].map(|()| PersonSecret::generate(&mut rng));
    let founders = [
        people[0].sign_device(&devices[0].public()),
        people[1].sign_device(&devices[1].public()),
    ];
    let mut roster = Roster::founded([6; 32], &founders).unwrap();
    let third = devices[2].public();
    roster
        .apply(&RosterRecord::add(&[6; 32], &people[0], &third))
        .unwrap();
    let cards: Vec<_> = devices.iter().map(DeviceSecrets::public).collect();
    let (_, with_third) = make_epoch(&[6; 32], 1, &devices[0], &cards, &mut rng).unwrap();
    let known = [with_third];
    assert!(choose_epoch(&known, &roster).current.is_some());
    let next = people[0].next_generation(&mut rng);
    let kept = [devices[0].public().id()];
    roster
        .apply(&RosterRecord::remove(
            &[6; 32],
            &people[0],
            &next,
            &kept,
            &[],
        ))
        .unwrap();
    let id = third.id();
    match bug {
        Bug::RemovalIgnored => assert!(!roster.accepts(&id, 0, 0), "it still writes"),
        _ => assert!(
            choose_epoch(&known, &roster).current.is_none(),
            "it still reads"
        ),
    }
}

#[test]
fn a_removal_counts() {
    for bug in [Bug::RemovalIgnored, Bug::EpochNotRotated] {
        of_a_removal(bug);
        caught(bug, move || of_a_removal(bug));
    }
}
