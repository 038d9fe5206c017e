//! Who may depend on whom.

use crate::tree::{Kind, nothing_wrong, packages};

/// A room, and the rooms it may depend on. `testkit` is for tests, `journeys` are tests.
const MAY: &[(&str, &[&str])] = &[
    ("couple", &[]),
    ("keys", &[]),
    ("replica", &["couple"]),
    ("exchange", &["couple"]),
    ("sync", &["keys"]),
    ("vault", &["couple", "sync"]),
    ("courier", &["sync"]),
    ("worker", &["replica", "exchange"]),
    (
        "companion",
        &["couple", "replica", "keys", "sync", "vault", "exchange"],
    ),
    ("shell", &["companion", "courier"]),
    (
        "testkit",
        &[
            "companion",
            "couple",
            "courier",
            "exchange",
            "keys",
            "replica",
            "sync",
            "vault",
        ],
    ),
    ("journeys", EVERYTHING),
    // What a fresh checkout builds first.
    ("xtask", &[]),
];

const EVERYTHING: &[&str] = &[
    "companion",
    "couple",
    "courier",
    "exchange",
    "keys",
    "replica",
    "shell",
    "sync",
    "testkit",
    "vault",
    "worker",
    "xtask",
];

fn may(room: &str) -> Option<&'static [&'static str]> {
    MAY.iter()
        .find(|(name, _)| *name == room)
        .map(|(_, rooms)| *rooms)
}

/// Whether a test of the room sees the other one anyway.
fn reaches(room: &str, other: &str) -> bool {
    may(room).is_some_and(|rooms| {
        rooms
            .iter()
            .any(|next| *next == other || reaches(next, other))
    })
}

#[test]
fn every_package_has_its_rule() {
    let unknown: Vec<String> = packages()
        .into_iter()
        .filter(|package| may(&package.name).is_none())
        .map(|package| package.name)
        .collect();
    nothing_wrong("a new room needs a line in tests/tidy/rooms.rs", &unknown);
    assert_eq!(
        packages().len(),
        MAY.len(),
        "a room is gone, its rule is not"
    );
}

#[test]
fn rooms_depend_on_what_they_may() {
    let mut wrong = Vec::new();
    for package in packages() {
        for need in package.needs.iter().filter(|need| need.ours) {
            let allowed = match need.kind {
                Kind::Normal => {
                    may(&package.name).is_some_and(|rooms| rooms.contains(&need.name.as_str()))
                }
                Kind::Dev => need.name == "testkit" || reaches(&package.name, &need.name),
                Kind::Build => false,
            };
            if !allowed {
                wrong.push(format!(
                    "{} → {} ({:?})",
                    package.name, need.name, need.kind
                ));
            }
        }
    }
    nothing_wrong("these doors are not in the plan of the house", &wrong);
}

#[test]
fn the_workspace_speaks_with_one_version() {
    let interface = crate::tree::json("ui/package.json")["version"].clone();
    let wrong: Vec<String> = packages()
        .into_iter()
        .filter(|package| interface != package.version.as_str())
        .map(|package| {
            format!(
                "{} {} (the interface is {interface})",
                package.name, package.version
            )
        })
        .collect();
    nothing_wrong("versions differ", &wrong);
}
