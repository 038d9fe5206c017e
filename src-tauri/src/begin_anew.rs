//! The app begins anew when its window is gone: showing one once took memory that the window's libraries never give
//! back. It puts itself in its own place, so that the process, its number and whoever waits for it stay.
//!
//! What it hands over, and the lock of the profile with it, goes through a socket that nobody else has an end of. See
//! decision 51.

use std::{
    fs::File,
    io,
    path::PathBuf,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use companion::{CompanionError, Handed, Knows, Profile, ProfileLock, couple::cue::Presence};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::{
    announce::{Announcer, Said},
    engine::Engine,
    household::Closed,
    window::Frame,
};

#[cfg(target_os = "linux")]
#[path = "begin_anew/linux.rs"]
mod system;
#[cfg(not(target_os = "linux"))]
#[path = "begin_anew/elsewhere.rs"]
mod system;

/// Whether it can be done here. Elsewhere no program can take its own place.
pub const POSSIBLE: bool = cfg!(target_os = "linux");

/// What stands open when the app begins. To be asked before it opens anything itself.
#[must_use]
pub fn inherited() -> Vec<i32> {
    system::inherited()
}

/// Where the window was, and when the screen is locked because nobody came back to it.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Stood {
    /// On the screen.
    pub frame: Option<Frame>,
    /// In the page.
    pub place: Option<String>,
    /// After so long.
    pub locks_in: Option<Duration>,
}

/// What is known and lies nowhere, beside the keys.
#[derive(Serialize, Deserialize)]
struct Told {
    screen_locked: bool,
    knows: Option<Knows>,
    stood: Stood,
    presence: Presence,
    said: Said,
    children: Vec<i32>,
    inherited: Vec<i32>,
}

/// What the app was before it began anew.
pub struct Before {
    /// The home, as it was closed.
    pub closed: Closed,
    /// The window.
    pub stood: Stood,
    /// Who was in front of this computer.
    pub presence: Presence,
    /// What was said about arrivals.
    pub said: Said,
    /// What stood open when the app was first begun.
    pub inherited: Vec<i32>,
    children: Vec<i32>,
    lock: File,
}

/// Longest place that is handed over, in bytes; behind a longer one the window opens on Today.
const LONGEST_PLACE: usize = 4096;

impl Before {
    /// What was handed over to this program, if it took its own place. Nobody else's standard input is read.
    #[must_use]
    pub fn taken() -> Option<Self> {
        let (keys, told, lock) = system::take()?;
        let told: Told = serde_json::from_slice(&told).ok()?;
        let handed = keys
            .zip(told.knows)
            .map(|(keys, knows)| Handed::of(keys, knows));
        Some(Self {
            closed: Closed {
                handed,
                screen_locked: told.screen_locked,
            },
            stood: told.stood,
            presence: told.presence,
            said: told.said,
            inherited: told.inherited,
            children: told.children,
            lock,
        })
    }

    /// The profile's lock, which was never let go of, and what is left for later.
    ///
    /// # Errors
    /// As [`Profile::take_over`].
    pub fn go_on(self, profile: &Profile) -> Result<(ProfileLock, Closed, Stood), CompanionError> {
        system::see_off(self.children);
        Ok((profile.take_over(self.lock)?, self.closed, self.stood))
    }
}

/// What it takes to begin anew.
pub struct Anew {
    /// What runs.
    pub engine: Engine,
    /// What was said.
    pub announcer: Announcer,
    /// The profile.
    pub profile: PathBuf,
    /// Its lock.
    pub lock: Arc<ProfileLock>,
    /// What stood open when the app was first begun: somebody else’s, who may see by it that it runs.
    pub inherited: Vec<i32>,
    /// The app is ending.
    pub quitting: Arc<AtomicBool>,
}

impl Anew {
    /// Begins anew, and comes back only where that fails. The home is closed, and nothing is at work.
    pub fn begin(&self, closed: &Closed, mut stood: Stood) -> io::Error {
        stood.place = stood.place.filter(|place| place.len() <= LONGEST_PLACE);
        let handed = closed.handed.as_ref();
        let told = Told {
            screen_locked: closed.screen_locked,
            knows: handed.map(Handed::what_is_known),
            stood,
            presence: self.engine.presence(),
            said: self.announcer.said(),
            children: system::children(),
            inherited: self.inherited.clone(),
        };
        let Ok(told) = serde_json::to_vec(&told) else {
            return io::ErrorKind::InvalidData.into();
        };
        // Where somebody was is no business of whoever looks at memory that was given back.
        let told = Zeroizing::new(told);
        let keys = handed.map(Handed::keys);
        let own = (self.lock.file(), self.profile.as_path());
        system::take_place(keys, &told, own, &self.inherited)
    }

    /// The app is ending: it does not begin anew.
    #[must_use]
    pub fn is_ending(&self) -> bool {
        self.quitting.load(Ordering::SeqCst)
    }
}
