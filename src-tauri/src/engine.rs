//! What runs whether or not there is a window: the owner thread, the courier,
//! the clock, and what becomes of a notice.

use std::{sync::Arc, time::Duration};

use chrono::Utc;
use companion::{
    CompanionError, Cost, Notice, Profile, Surroundings, Tick, Worker, couple::cue::Presence,
};
use tokio::sync::{broadcast, watch};

use crate::{
    household::{Household, Makings},
    keychain::KeyStore,
    quiet,
    worker_process::WorkerProcess,
};

mod clock;
mod endpoint;
mod heart;
mod person;

use endpoint::Standing;
use heart::Heart;

/// Whether and where the network is used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Network {
    /// Not at all: most commands of the command line.
    Off,
    /// Only this computer: tests and `cargo xtask pair`.
    Loopback,
    /// As a person wants it.
    Home,
}

impl Network {
    /// `LAMPLIGHT_NETWORK=off|loopback` narrows it, for tests.
    #[must_use]
    pub fn from_environment() -> Self {
        match std::env::var("LAMPLIGHT_NETWORK").as_deref() {
            Ok("off") => Self::Off,
            Ok("loopback") => Self::Loopback,
            _ => Self::Home,
        }
    }
}

/// A running engine. Dropping every clone of its household ends it.
#[derive(Clone)]
pub struct Engine {
    /// The way to the owner thread.
    pub household: Household,
    notices: broadcast::Sender<Notice>,
    open: watch::Receiver<bool>,
    presence: watch::Receiver<Presence>,
    stop: Arc<watch::Sender<bool>>,
    stopped: watch::Receiver<bool>,
}

/// Everything an engine is made from.
pub struct Parts {
    /// The profile, locked by this process.
    pub profile: Profile,
    /// The system keyring.
    pub keyring: Arc<dyn KeyStore>,
    /// Whether and where the network is used.
    pub network: Network,
    /// Whether nudges may come.
    pub nudges: bool,
    /// What is known of who is in front of this computer: nothing, unless the app only begins anew.
    pub presence: Presence,
}

impl Engine {
    /// Starts the owner thread and the loops around it, on the current runtime.
    ///
    /// # Errors
    /// A home of a newer version.
    pub fn start(parts: Parts) -> Result<Self, CompanionError> {
        let asks_for_quiet = Arc::new(quiet::asks_for_quiet());
        let makings = Makings {
            surroundings: Box::new(move || {
                let asks_for_quiet = Arc::clone(&asks_for_quiet);
                surroundings().with_quiet(move || asks_for_quiet())
            }),
            checker: Box::new(worker),
            keyring: parts.keyring,
            cost: Cost::STANDARD,
        };
        let (household, outlets) = Household::start(parts.profile, makings)?;
        let (notices, _) = broadcast::channel(256);
        let (stop, stopping) = watch::channel(false);
        let (done, stopped) = watch::channel(false);
        let (is_open, open) = watch::channel(false);
        let (present, presence) = watch::channel(parts.presence);
        let engine = Self {
            household: household.clone(),
            notices,
            open,
            presence,
            stop: Arc::new(stop),
            stopped,
        };
        let network = parts.network != Network::Off;
        let tick = Tick {
            nudges: parts.nudges,
            // `sync` alone is over soon, and may be all that a person ever runs.
            steady: parts.nudges || network,
            network,
        };
        let heart = Heart {
            household,
            notices: engine.notices.clone(),
            network: parts.network,
            tick,
            open: false,
            is_open,
            courier: None,
            standing: Standing::default(),
            mailbox: None,
            direct: true,
            early: Vec::new(),
            wake: Utc::now(),
            resumed_at: None,
            presence: parts.presence,
            present,
            idle: None,
        };
        tokio::spawn(async move {
            heart.beat(outlets, stopping).await;
            let _ = done.send(true);
        });
        Ok(engine)
    }

    /// What happens from now on.
    #[must_use]
    pub fn notices(&self) -> broadcast::Receiver<Notice> {
        self.notices.subscribe()
    }

    /// Waits until nothing on the network is left of a home that was closed.
    pub async fn closed(&self) {
        let mut open = self.open.clone();
        let _ = tokio::time::timeout(Duration::from_secs(5), open.wait_for(|open| !open)).await;
    }

    /// What is known of who is in front of this computer.
    #[must_use]
    pub fn presence(&self) -> Presence {
        *self.presence.borrow()
    }

    /// Says goodbye on the network and closes the vaults.
    pub async fn stop(&self) {
        let _ = self.stop.send(true);
        let mut stopped = self.stopped.clone();
        let _ = tokio::time::timeout(Duration::from_secs(5), stopped.wait_for(|done| *done)).await;
    }
}

/// The worker beside this program. Without one nothing foreign is taken in.
fn worker() -> Box<dyn Worker + Send> {
    Box::new(
        WorkerProcess::beside_this_program()
            .unwrap_or_else(|_| WorkerProcess::new("lamplight-worker")),
    )
}

/// Clock, zone and fresh randomness of this computer.
fn surroundings() -> Surroundings {
    let mut seed = [0; 32];
    if getrandom::fill(&mut seed).is_err() {
        // Keys without randomness would be worse than no app.
        std::process::abort();
    }
    Surroundings::new(seed, Utc::now, system_zone)
}

/// The zone this computer's clocks show. `TZ` comes first where there is such a thing, as for every
/// other program; it may also name a file or a rule of its own, which is left to the system's setting.
pub(crate) fn system_zone() -> chrono_tz::Tz {
    let named = std::env::var("TZ").ok().filter(|_| cfg!(unix));
    named
        .and_then(|name| zone_named(&name))
        .or_else(|| zone_named(&iana_time_zone::get_timezone().ok()?))
        .unwrap_or(chrono_tz::Tz::UTC)
}

fn zone_named(name: &str) -> Option<chrono_tz::Tz> {
    name.strip_prefix(':').unwrap_or(name).parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zones_are_taken_as_other_programs_take_them() {
        for name in ["Europe/Berlin", ":Europe/Berlin"] {
            assert_eq!(zone_named(name), Some(chrono_tz::Tz::Europe__Berlin));
        }
        for other in ["", ":/etc/localtime", "CET-1CEST,M3.5.0,M10.5.0/3"] {
            assert_eq!(zone_named(other), None, "{other}");
        }
    }
}
