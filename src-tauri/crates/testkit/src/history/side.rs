//! One of the two: a computer that is on or off, its files, older copies of them, and its clock.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
};

use chrono::{DateTime, Utc};
use companion::{
    Companion, CompanionError, InProcess, LockedHome, Profile, Surroundings, Unlock,
    couple::ThingId,
};
use sync::LogId;
use tempfile::TempDir;

use crate::world::PASSPHRASE;

/// The files of a home as they were, and which lines they hold.
pub struct Copy {
    pub files: Vec<(String, Vec<u8>)>,
    pub tokens: BTreeSet<usize>,
}

/// One person and their computer.
pub struct Side {
    pub companion: Option<Companion>,
    clock: Arc<AtomicI64>,
    /// The clock beside the true time, in milliseconds.
    pub offset: i64,
    folder: TempDir,
    /// Who may open a line to it.
    pub allowed: Vec<[u8; 32]>,
    pub endpoint: [u8; 32],
    pub copies: Vec<Copy>,
    /// What waits to leave, and until when by this computer's clock.
    pub waiting: Vec<(ThingId, DateTime<Utc>)>,
    /// Likewise what is about to be said, to which entry.
    pub saying: Vec<(ThingId, String, DateTime<Utc>)>,
    /// The most that was ever on this disk of each log.
    pub ever: BTreeMap<LogId, u64>,
    starts: u64,
    seed: u64,
}

/// Where homes are made: memory where there is such a folder.
fn place() -> PathBuf {
    let memory = Path::new("/dev/shm");
    if memory.is_dir() {
        memory.to_owned()
    } else {
        std::env::temp_dir()
    }
}

impl Side {
    pub fn new(seed: u64) -> Self {
        Self {
            companion: None,
            clock: Arc::default(),
            offset: 0,
            folder: tempfile::tempdir_in(place()).unwrap(),
            allowed: Vec::new(),
            endpoint: [0; 32],
            copies: Vec::new(),
            waiting: Vec::new(),
            saying: Vec::new(),
            ever: BTreeMap::new(),
            starts: 0,
            seed,
        }
    }

    pub fn profile(&self) -> Profile {
        Profile::at(self.folder.path()).unwrap()
    }

    pub fn surroundings(&mut self) -> Surroundings {
        self.starts += 1;
        let mut seed = [7; 32];
        seed[..8].copy_from_slice(&self.seed.to_le_bytes());
        seed[8..16].copy_from_slice(&self.starts.to_le_bytes());
        let clock = Arc::clone(&self.clock);
        Surroundings::new(
            seed,
            move || DateTime::from_timestamp_millis(clock.load(Ordering::Relaxed)).unwrap(),
            || chrono_tz::Tz::Europe__Berlin,
        )
    }

    /// True time has moved.
    pub fn set_time(&mut self, at: i64) {
        self.clock.store(at + self.offset, Ordering::Relaxed);
    }

    pub fn now(&self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.clock.load(Ordering::Relaxed)).unwrap()
    }

    /// Turns it off without a goodbye: what was not committed is gone.
    pub fn stop(&mut self) {
        self.companion = None;
        self.waiting.clear();
        self.allowed.clear();
    }

    /// Turns it on.
    pub fn start(&mut self) -> Result<(), CompanionError> {
        let surroundings = self.surroundings();
        let home = LockedHome::find(&self.profile())?.ok_or(CompanionError::NoHome)?;
        let opened = home.unlock(
            &Unlock::Passphrase(PASSPHRASE),
            surroundings,
            Box::new(InProcess),
        );
        self.companion = Some(opened.map_err(|(_, error)| error)?);
        Ok(())
    }

    /// The files as they are now. No transaction is open between two steps, so they are whole.
    pub fn files(&self) -> Vec<(String, Vec<u8>)> {
        let mut files: Vec<(String, Vec<u8>)> = fs::read_dir(self.folder.path())
            .unwrap()
            .flatten()
            .filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_file()))
            .map(|entry| {
                let name = entry.file_name().to_string_lossy().into_owned();
                (name, fs::read(entry.path()).unwrap())
            })
            .collect();
        files.sort();
        files
    }

    /// Puts older files in the place of what is there. The computer is off.
    pub fn put_back(&mut self, files: &[(String, Vec<u8>)]) {
        for entry in fs::read_dir(self.folder.path()).unwrap().flatten() {
            if entry.file_type().is_ok_and(|kind| kind.is_file()) {
                fs::remove_file(entry.path()).unwrap();
            }
        }
        for (name, bytes) in files {
            fs::write(self.folder.path().join(name), bytes).unwrap();
        }
    }
}
