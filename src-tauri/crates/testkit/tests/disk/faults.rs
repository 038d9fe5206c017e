//! The n-th call fails: no room, an input or output error, a file system that can only be read, an
//! interruption. The step says that it could not be saved and nothing of it is half there; once the
//! disk works again, so does the home, at the latest after it was opened anew.

use companion::{CannotSave, CompanionError};
use testkit::{
    disk::{self, Child, Fault, Journal, Op},
    soak::{Counts, is_gate, seeds},
};

use crate::stories::{Begin, STORIES, Story, Teller};

/// What fails, how often, and what it is called.
const KINDS: [(i32, u64); 4] = [
    (Fault::ENOSPC, 0),
    (Fault::EIO, 1),
    (Fault::EROFS, 0),
    (Fault::EINTR, 1),
];

/// Stories whose steps say what went wrong, and are kept as a whole or not at all.
const WHOLE: &[&str] = &[
    "keep",
    "change",
    "remove",
    "import",
    "checkpoint",
    "settings",
    "pause",
    "plans",
    "dates",
    "passphrase",
    "keyring",
    "marks",
];

/// What a step that could not be saved may say: no room where there is none, and not where there is.
fn is_honest(error: &CompanionError, errno: i32) -> bool {
    match error {
        CompanionError::CannotSave(CannotSave::ReadOnly) => errno == Fault::EROFS,
        CompanionError::CannotSave(CannotSave::DiskFull) => errno == Fault::ENOSPC,
        CompanionError::CannotSave(CannotSave::Io) => true,
        // A page that could not be read can't be told from a damaged one.
        CompanionError::VaultDamaged { .. } => errno == Fault::EIO,
        _ => false,
    }
}

/// Tells a story, and lets each step meet a fault first: `KIND` which, `FROM` and `STRIDE` where.
#[test]
#[ignore = "run by the test below, on a watched disk"]
fn meet_faults() {
    let Ok(name) = std::env::var("STORY") else {
        return;
    };
    let number = |name: &str| std::env::var(name).unwrap().parse::<u64>().unwrap();
    let story = Story::named(&name);
    let (errno, many) = KINDS[usize::try_from(number("KIND")).unwrap()];
    let mut teller = Teller::begin(story, number("SEED"));
    let mut at = number("FROM");
    for n in 0..story.steps {
        let before = teller.portrait().unwrap();
        disk::say(&format!("fault {at}:{errno}:{many}"));
        let done = (story.step)(&mut teller, n);
        disk::say("rest");
        let place = format!("{name} step {n}, call {at}, errno {errno}");
        if let Err(error) = done {
            assert!(is_honest(&error, errno), "{place}: {error:?}");
            // A read that failed may leave a connection that trusts nothing any more.
            if teller.portrait().is_err() {
                teller.reopen();
            }
            assert_eq!(teller.portrait().unwrap(), before, "{place}: half kept");
            if let Err(error) = (story.step)(&mut teller, n) {
                assert!(is_honest(&error, errno), "{place}, again: {error:?}");
                teller.reopen();
                assert_eq!(teller.portrait().unwrap(), before, "{place}: lost");
                (story.step)(&mut teller, n).unwrap();
            }
        }
        let after = teller.portrait().unwrap();
        teller.reopen();
        assert_eq!(teller.portrait().unwrap(), after, "{place}: not on disk");
        let health = teller.world.people[0].open().check().unwrap();
        assert!(health.is_whole(), "{place}: {health:?}");
        at += number("STRIDE");
    }
    println!("told");
    std::process::exit(0);
}

fn failed(journal: &Journal) -> u64 {
    journal
        .ops
        .iter()
        .map(|op| match op {
            Op::Rest { failed, .. } => u64::from(*failed > 0),
            _ => 0,
        })
        .sum()
}

#[test]
fn a_call_that_fails_costs_that_step_and_nothing_else() {
    let mut counts = Counts::default();
    for seed in seeds(0..4) {
        counts.add("seeds", 1);
        for (story, name) in WHOLE.iter().enumerate() {
            let kind = (seed + story as u64) % KINDS.len() as u64;
            let variables = [
                ("STORY", (*name).to_owned()),
                ("SEED", seed.to_string()),
                ("KIND", kind.to_string()),
                // Nearly all of a step's calls within a few seeds, the first ones most often.
                ("FROM", (1 + seed / 4 * 3 % 17).to_string()),
                ("STRIDE", (1 + seed % 5).to_string()),
            ];
            let child = Child::new();
            let output = child.run("faults::meet_faults", &variables, None);
            let said = String::from_utf8_lossy(&output.stdout).into_owned();
            assert!(
                output.status.success() && said.contains("told"),
                "seed {seed}, {name}, kind {kind}: {said}{}",
                String::from_utf8_lossy(&output.stderr)
            );
            counts.add("faults", failed(&child.journal()));
        }
    }
    counts.add("lost", 0);
    counts.print();
    if is_gate() {
        assert!(counts.of("faults") >= 100, "only {counts:?}");
    }
}

#[test]
fn every_story_here_is_one() {
    for name in WHOLE {
        assert!(STORIES.iter().any(|story| story.name == *name));
        assert!(Story::named(name).begin == Begin::Alone);
    }
}
