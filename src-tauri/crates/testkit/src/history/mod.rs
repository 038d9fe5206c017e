//! A history of two people, made from one seed: a hundred and twenty steps of writing, sharing,
//! parting, losing and restoring on real vaults with real keys, over a network that drops,
//! repeats and turns round. When all is quiet, both have the same, nothing that was shown as
//! saved is missing, and nothing left that was not released.
//!
//! Each step draws from a chance of its own, so that a history that fails can be told again
//! without the steps that do not matter.

mod chance;
mod judge;
mod memory;
mod network;
mod pages;
mod said;
mod side;
mod steps;

use std::{
    collections::BTreeSet,
    panic::{AssertUnwindSafe, catch_unwind},
};

use chrono::{DateTime, Utc};
use companion::{Companion, CompanionError, InProcess, create_home};

pub use chance::Chance;
use memory::Memory;
use network::Message;
pub use pages::PAGES_FROM;
pub use said::REPLIES_FROM;
use said::Said;
use side::Side;

use crate::world::{COST, PASSPHRASE};

/// Steps of a history.
pub const STEPS: u64 = 120;
/// Messages of one history; a storm would reach it.
const MOST_MESSAGES: u64 = 40_000;

/// What has happened, so that a test can see that something has.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub struct Seen {
    pub steps: u64,
    pub written: u64,
    pub shared: u64,
    pub messages: u64,
    pub dropped: u64,
    pub repeated: u64,
    pub turned: u64,
    pub altered: u64,
    pub crashes: u64,
    pub full: u64,
    pub restores: u64,
    pub jumps: u64,
    pub left: u64,
    pub pairings: u64,
    pub forks: u64,
    pub lines: u64,
    /// Texts found by the search for what must not be there: it does find what is.
    pub opened: u64,
    /// Times that someone closed their pages.
    pub closed: u64,
    /// Replies, and how many plain ones were taken away.
    pub said: u64,
    pub taken_away: u64,
}

/// A history that ended badly.
#[derive(Debug, Clone)]
pub struct Failure {
    /// Its seed.
    pub seed: u64,
    /// What was wrong.
    pub why: String,
    /// The steps that matter, as told.
    pub trace: Vec<String>,
}

/// A history that ended well.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    /// A hash of everything that was sent and announced.
    pub trace: u64,
    /// What happened in it.
    pub seen: Seen,
}

/// The two, the network between them, and what is known of what they wrote.
pub struct History {
    seed: u64,
    chance: Chance,
    sides: [Side; 2],
    /// True time, in milliseconds.
    at: i64,
    wire: Vec<Message>,
    /// The open lines, by what they are for.
    sync_line: Option<u64>,
    pairing_line: Option<u64>,
    lines: u64,
    parted: bool,
    /// Nothing bad happens any more.
    calm: bool,
    /// The how manieth couple these two are.
    couple: u32,
    /// The space of each couple.
    spaces: Vec<[u8; 32]>,
    memory: Memory,
    said: Vec<Said>,
    trace: u64,
    told: Vec<String>,
    seen: Seen,
}

/// Two homes that have just become a couple: where every history begins.
pub struct Beginning {
    files: [Vec<(String, Vec<u8>)>; 2],
    space: [u8; 32],
    at: i64,
}

impl Default for Beginning {
    fn default() -> Self {
        Self::new()
    }
}

impl Beginning {
    /// Makes them; much dearer than a copy.
    ///
    /// # Panics
    /// When two homes can't become a couple.
    #[must_use]
    pub fn new() -> Self {
        let mut history = History::new(u64::MAX);
        history.meet().expect("two homes");
        history.cut_all().expect("a network");
        let space = history.spaces[0];
        for side in &mut history.sides {
            side.stop();
        }
        Self {
            files: [history.sides[0].files(), history.sides[1].files()],
            space,
            at: history.at,
        }
    }

    /// Tells the history of a seed.
    ///
    /// # Errors
    /// What went wrong, with the steps that matter.
    pub fn tell(&self, seed: u64) -> Result<Told, Box<Failure>> {
        self.attempt(seed, &BTreeSet::new())
            .map_err(|first| Box::new(self.shortened(seed, first)))
    }

    /// Whether the history of a seed ends badly.
    #[must_use]
    pub fn fails(&self, seed: u64) -> bool {
        self.attempt(seed, &BTreeSet::new()).is_err()
    }

    fn attempt(&self, seed: u64, without: &BTreeSet<u64>) -> Result<Told, Failure> {
        let mut history = History::new(seed);
        let done = catch_unwind(AssertUnwindSafe(|| history.run(self, without)));
        let why = match done {
            Ok(Ok(())) => {
                return Ok(Told {
                    trace: history.trace,
                    seen: history.seen,
                });
            }
            Ok(Err(why)) => why,
            Err(panic) => panic
                .downcast_ref::<String>()
                .cloned()
                .or_else(|| panic.downcast_ref::<&str>().map(|text| (*text).to_owned()))
                .unwrap_or_else(|| "a panic".into()),
        };
        Err(Failure {
            seed,
            why,
            trace: history.told,
        })
    }

    /// Leaves out whatever can be left out while it still fails.
    fn shortened(&self, seed: u64, first: Failure) -> Failure {
        let mut without = BTreeSet::new();
        let mut shortest = first;
        let mut size = STEPS / 2;
        while size > 0 {
            let mut from = 0;
            while from < STEPS {
                let mut fewer = without.clone();
                fewer.extend(from..(from + size).min(STEPS));
                if fewer.len() > without.len()
                    && let Err(failure) = self.attempt(seed, &fewer)
                {
                    without = fewer;
                    shortest = failure;
                }
                from += size;
            }
            size /= 2;
        }
        shortest
    }
}

impl std::fmt::Display for Failure {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        writeln!(f, "seed {}: {}", self.seed, self.why)?;
        for line in &self.trace {
            writeln!(f, "    {line}")?;
        }
        Ok(())
    }
}

impl History {
    fn new(seed: u64) -> Self {
        Self {
            seed,
            chance: Chance::new(seed, u64::MAX),
            sides: [0, 1].map(|who| Side::new(seed.wrapping_mul(2) + who)),
            at: 1_795_000_000_000,
            wire: Vec::new(),
            sync_line: None,
            pairing_line: None,
            lines: 0,
            parted: false,
            calm: true,
            couple: 0,
            spaces: Vec::new(),
            memory: Memory::default(),
            said: Vec::new(),
            trace: 0,
            told: Vec::new(),
            seen: Seen::default(),
        }
    }

    fn run(&mut self, from: &Beginning, without: &BTreeSet<u64>) -> Result<(), String> {
        self.begin(from)?;
        for step in 0..STEPS {
            if without.contains(&step) {
                continue;
            }
            self.chance = Chance::new(self.seed, step);
            self.seen.steps += 1;
            self.told.push(format!("{step}:"));
            self.step()?;
            let some = self.chance.below(12);
            self.deliver_some(some)?;
            if step % 16 == 15 {
                self.judge_progress()?;
            }
        }
        self.chance = Chance::new(self.seed, STEPS);
        self.end()
    }

    fn begin(&mut self, from: &Beginning) -> Result<(), String> {
        self.at = from.at;
        for (side, files) in self.sides.iter_mut().zip(&from.files) {
            side.put_back(files);
        }
        self.couple = 1;
        self.spaces.push(from.space);
        self.pass(11_000);
        self.start_all()?;
        for who in [0, 1] {
            self.tick(who)?;
        }
        self.arrive()?;
        self.calm = false;
        Ok(())
    }

    /// Two new homes become a couple.
    fn meet(&mut self) -> Result<(), String> {
        for (who, name) in [(0, "Aleksandra-Maria"), (1, "Jo")] {
            self.sides[who].set_time(self.at);
            let surroundings = self.sides[who].surroundings();
            let profile = self.sides[who].profile();
            let home = create_home(
                &profile,
                name,
                PASSPHRASE,
                COST,
                surroundings,
                Box::new(InProcess),
            );
            self.sides[who].companion = Some(home.map_err(|error| error.to_string())?);
            self.came_up(who);
        }
        self.pair()
    }

    /// What this side says to the last step: a line in the trace.
    fn tell(&mut self, what: &str) {
        if let Some(line) = self.told.last_mut() {
            line.push(' ');
            line.push_str(what);
        }
    }

    fn note(&mut self, bytes: &[u8]) {
        for chunk in bytes.chunks(8) {
            let mut word = [0; 8];
            word[..chunk.len()].copy_from_slice(chunk);
            self.trace = (self.trace ^ u64::from_le_bytes(word))
                .wrapping_mul(0x9e37_79b9_7f4a_7c15)
                .rotate_left(23);
        }
    }

    fn open(&mut self, who: usize) -> Option<&mut Companion> {
        self.sides[who].companion.as_mut()
    }

    fn now(&self, who: usize) -> DateTime<Utc> {
        self.sides[who].now()
    }

    fn pass(&mut self, millis: i64) {
        self.at += millis;
        for side in &mut self.sides {
            side.set_time(self.at);
        }
    }

    /// One use case. What it refuses is told; a home that calls itself damaged is a failure.
    fn act<T>(
        &mut self,
        who: usize,
        what: &str,
        work: impl FnOnce(&mut Companion) -> Result<T, CompanionError>,
    ) -> Result<Option<T>, String> {
        let Some(companion) = self.sides[who].companion.as_mut() else {
            return Ok(None);
        };
        let done = work(companion);
        let outcome = match &done {
            Ok(_) => String::new(),
            Err(error) => format!("({error})"),
        };
        self.tell(&format!("{who} {what}{outcome}"));
        let done = match done {
            Ok(value) => Some(value),
            Err(
                error @ (CompanionError::VaultDamaged { .. }
                | CompanionError::Internal
                | CompanionError::VaultNewer),
            ) => return Err(format!("{what} of {who}: {error}")),
            Err(_) => None,
        };
        self.collect(who)?;
        Ok(done)
    }
}
