//! The power goes: at every sync point of every story, whatever was not synced may be there or
//! not. Nothing that was acknowledged is missing, and every home opens and is whole.

use std::{
    collections::{HashMap, HashSet},
    hash::{DefaultHasher, Hash, Hasher},
    path::{Path, PathBuf},
};

use planted::Bug;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use testkit::{
    disk::{Child, Cut, Disk, Files, Journal, Op, fast_folder, lay_out},
    soak::{Counts, is_gate, seeds},
};

use crate::{
    homes::{Found, look},
    stories::{STORIES, Story},
};

/// A story that was told, and where in it the home is.
pub struct Told {
    pub journal: Journal,
    pub folder: PathBuf,
    /// Places of the acknowledgements in the journal, and what the home held then.
    pub acks: Vec<(usize, Found)>,
}

/// Lets a story be told.
pub fn tell(story: &Story, seed: u64, bug: Option<Bug>) -> Told {
    let child = Child::new();
    let mut variables = vec![("STORY", story.name.to_owned()), ("SEED", seed.to_string())];
    variables.extend(bug.map(|bug| ("BUG", format!("{bug:?}"))));
    let output = child.run("stories::tell", &variables, None);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success() && said.contains("told"),
        "{} {seed}: {said}{}",
        story.name,
        String::from_utf8_lossy(&output.stderr)
    );
    let journal = child.journal();
    // The shim has seen everything, or the rest would prove nothing.
    let mut disk = Disk::default();
    for op in &journal.ops {
        disk.apply(op);
    }
    assert!(disk.seen() == child.files(), "the journal is not all of it");
    Told::read(journal)
}

impl Told {
    pub fn read(journal: Journal) -> Self {
        // The first person's is made first.
        let folder = journal.ops.iter().find_map(|op| match op {
            Op::MakeFolder { path } => Some(path.clone()),
            _ => None,
        });
        let mut acks = Vec::new();
        for (at, op) in journal.ops.iter().enumerate() {
            let Op::Mark(text) = op else { continue };
            if let Some((_, text)) = text
                .strip_prefix("ack ")
                .and_then(|ack| ack.split_once(' '))
            {
                let found = match text {
                    "nothing" => Found::Nothing,
                    text => Found::Home(text.to_owned()),
                };
                acks.push((at, found));
            }
        }
        Self {
            journal,
            folder: folder.unwrap_or_default(),
            acks,
        }
    }

    /// What may be found when everything up to `at` happened and the rest did not: what was
    /// acknowledged last, what the step on its way ends in, or what that step leaves when the
    /// process ends somewhere within it.
    pub fn is_allowed(&self, found: &Found, at: usize, homes: &mut Homes) -> bool {
        let before = self.acks.iter().rposition(|(ack, _)| *ack <= at);
        let Some(before) = before else { return true };
        if self.acks[before].1 == *found
            || self
                .acks
                .get(before + 1)
                .is_some_and(|(_, next)| next == found)
        {
            return true;
        }
        let (from, mut disk) = (self.acks[before].0, Disk::default());
        for (place, op) in self.journal.ops[..=at].iter().enumerate() {
            disk.apply(op);
            let worth_it = matches!(op, Op::Sync { .. } | Op::Rename { .. }) || place == at;
            if place >= from
                && worth_it
                && homes.look(&disk.seen(), &self.folder).as_ref() == Ok(found)
            {
                return true;
            }
        }
        false
    }
}

/// Where homes are laid out to be opened. What was opened once is known.
pub struct Homes {
    place: tempfile::TempDir,
    known: HashMap<u64, Result<Found, String>>,
}

impl Homes {
    pub fn new() -> Self {
        Self {
            place: fast_folder(),
            known: HashMap::new(),
        }
    }

    pub fn look(&mut self, files: &Files, folder: &Path) -> Result<Found, String> {
        let place = self.place.path().join("home");
        self.known
            .entry(hash(files, folder))
            .or_insert_with(|| {
                lay_out(files, folder, &place);
                look(&place)
            })
            .clone()
    }
}

fn hash(files: &Files, folder: &Path) -> u64 {
    let mut hasher = DefaultHasher::new();
    for (path, bytes) in files {
        if path.starts_with(folder) {
            (path, bytes).hash(&mut hasher);
        }
    }
    hasher.finish()
}

/// What is not certain is tried twice.
const CUTS: [Cut; 5] = [Cut::Drop, Cut::Tear, Cut::Reorder, Cut::Tear, Cut::Reorder];

/// Cuts the power at every sync point, just before it and just after it.
fn cut(story: &Story, seed: u64, told: &Told, counts: &mut Counts) -> Vec<String> {
    let mut homes = Homes::new();
    let mut disk = Disk::default();
    let mut wrong = Vec::new();
    let mut opened = HashSet::new();
    let begin = told.acks[0].0;
    for (at, op) in told.journal.ops.iter().enumerate() {
        let is_point = matches!(op, Op::Sync { .. } | Op::Rename { .. } | Op::Unlink { .. })
            || told.acks.iter().any(|(ack, _)| *ack == at);
        if is_point && at > begin {
            for (which, how) in CUTS.into_iter().enumerate() {
                let mut rng = ChaCha20Rng::seed_from_u64(seed ^ (at as u64) << 8 ^ which as u64);
                let files = disk.after(how, &mut rng);
                if !opened.insert(hash(&files, &told.folder)) {
                    continue;
                }
                counts.add("states", 1);
                let place = || format!("{} {seed}, {how:?} at {at}", story.name);
                match homes.look(&files, &told.folder) {
                    Err(why) => wrong.push(format!("{}: {why}", place())),
                    // `at` itself has not happened yet.
                    Ok(found) if !told.is_allowed(&found, at - 1, &mut homes) => {
                        wrong.push(format!("{}: an acknowledged step is gone", place()));
                    }
                    Ok(_) => {}
                }
            }
        }
        disk.apply(op);
    }
    wrong
}

fn cut_all(seeds: impl Iterator<Item = u64>, counts: &mut Counts) {
    let mut wrong = Vec::new();
    for seed in seeds {
        counts.add("seeds", 1);
        for story in STORIES {
            let told = tell(story, seed, None);
            counts.add("steps", told.acks.len() as u64);
            wrong.extend(cut(story, seed, &told, counts));
        }
    }
    counts.add("lost", wrong.len() as u64);
    counts.print();
    assert!(
        wrong.is_empty(),
        "{} states:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

#[test]
fn after_a_power_cut_everything_acknowledged_is_there() {
    let mut counts = Counts::default();
    cut_all(seeds(0..1), &mut counts);
    if is_gate() {
        assert!(counts.of("states") >= 1000, "only {counts:?}");
    }
}

/// The control: with a commit that does not wait, the same cuts lose what was acknowledged. If
/// this finds nothing, the test above proves nothing.
#[test]
fn a_commit_that_does_not_wait_loses_what_was_acknowledged() {
    let mut counts = Counts::default();
    for name in ["keep", "settings", "dates"] {
        assert!(
            is_noticed(name, Bug::CommitDoesNotWait, &mut counts),
            "{name}: the control lost nothing"
        );
    }
}

fn is_noticed(story: &str, bug: Bug, counts: &mut Counts) -> bool {
    let story = Story::named(story);
    (1..6).any(|seed| {
        let told = tell(story, seed, Some(bug));
        !cut(story, seed, &told, counts).is_empty()
    })
}

#[test]
fn planted_bugs_are_noticed() {
    for (story, bug) in [
        ("keep", Bug::AnswerBeforeCommit),
        ("passphrase", Bug::KeyFileInPlace),
    ] {
        assert!(
            is_noticed(story, bug, &mut Counts::default()),
            "{bug:?} is not noticed"
        );
    }
}
