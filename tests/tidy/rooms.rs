//! Who may depend on whom.

use crate::tree::{Kind, nothing_wrong, packages};

/// A room, and the rooms it may depend on. `testkit` is for tests, `journeys` are tests.
const MAY: &[(&str, &[&str])] = &[
    // A switch for bugs that ships as a constant `false`.
    ("planted", &[]),
    ("couple", &[]),
    ("keys", &["planted"]),
    ("replica", &["couple", "planted"]),
    ("exchange", &["couple", "planted"]),
    ("sync", &["keys", "planted"]),
    ("vault", &["couple", "sync", "planted"]),
    ("courier", &["sync"]),
    ("worker", &["replica", "exchange"]),
    (
        "companion",
        &[
            "couple", "replica", "keys", "sync", "vault", "exchange", "planted",
        ],
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
            "planted",
            "replica",
            "sync",
            "vault",
        ],
    ),
    ("journeys", EVERYTHING),
    // What `cargo xtask bench` asks; like the journeys it stands outside the house.
    ("measure", &["companion", "keys", "shell"]),
    // What a fresh checkout builds first.
    ("xtask", &[]),
];

const EVERYTHING: &[&str] = &[
    "companion",
    "couple",
    "courier",
    "exchange",
    "keys",
    "planted",
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

/// The switch for planted bugs must not exist in anything that ships. Cargo is asked what it
/// would build, since features of one package can come from another.
#[test]
fn planted_bugs_do_not_ship() {
    let features = |package: &str| {
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let tree = std::process::Command::new(cargo)
            .args(["tree", "--locked", "--package", package])
            .args(["--edges", "normal,build", "--prefix", "none"])
            .args(["--target", "all", "--format", "{p} [{f}]"])
            .current_dir(crate::tree::root())
            // As an ordinary build resolves, whatever this one was told.
            .env_remove("CARGO_RESOLVER_FEATURE_UNIFICATION")
            .env_remove("CARGO_UNSTABLE_FEATURE_UNIFICATION")
            .output()
            .expect("cargo runs");
        assert!(
            tree.status.success(),
            "{}",
            String::from_utf8_lossy(&tree.stderr)
        );
        let tree = String::from_utf8_lossy(&tree.stdout).into_owned();
        tree.lines()
            .filter(|line| line.starts_with("planted "))
            .map(str::to_owned)
            .collect::<Vec<String>>()
    };
    let armed = |line: &String| line.contains("[armed");
    assert!(features("testkit").iter().any(armed));
    for package in ["shell", "worker"] {
        let found = features(package);
        assert!(package == "worker" || !found.is_empty());
        let wrong: Vec<String> = found.into_iter().filter(armed).collect();
        nothing_wrong(&format!("{package} ships planted bugs"), &wrong);
    }
    let mut wrong = Vec::new();
    for package in packages() {
        for need in &package.needs {
            let names_it =
                need.name == "planted" && need.features.iter().any(|name| name == "armed");
            if (names_it && package.name != "testkit")
                || (need.name == "testkit" && need.kind != Kind::Dev)
            {
                wrong.push(format!("{} → {}", package.name, need.name));
            }
        }
    }
    nothing_wrong("bugs are planted by tests alone", &wrong);
}

/// A bug that nobody plants proves nothing.
#[test]
fn every_planted_bug_has_a_test() {
    let source = crate::tree::read("src-tauri/crates/planted/src/lib.rs");
    let all = source
        .split_once("pub const ALL: &[Self] = &[")
        .and_then(|(_, rest)| rest.split_once("];"))
        .map(|(all, _)| all)
        .expect("planted bugs are listed");
    let bugs: Vec<&str> = all
        .split(',')
        .filter_map(|bug| bug.trim().strip_prefix("Self::"))
        .collect();
    assert!(bugs.len() > 10, "only {bugs:?}");
    let asked = |folder: &str, bug: &str| {
        crate::tree::files().iter().any(|file| {
            file.name.contains(folder)
                && file.name.ends_with(".rs")
                && !file.name.contains("/planted/")
                && file.text.contains(&format!("Bug::{bug}"))
        })
    };
    let wrong: Vec<String> = bugs
        .into_iter()
        .flat_map(|bug| {
            let nowhere = (!asked("/src/", bug)).then(|| format!("{bug} breaks nothing"));
            let untested = (!asked("/tests/", bug)).then(|| format!("{bug} is in no test"));
            [nowhere, untested].into_iter().flatten()
        })
        .collect();
    nothing_wrong("planted bugs", &wrong);
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
