//! What a use case takes from the world around it: the time, the zone, chance.

use std::sync::Arc;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;

/// Clock, zone and randomness. Tests bring their own.
#[derive(Clone)]
pub struct Surroundings {
    now: Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>,
    zone: Arc<dyn Fn() -> Tz + Send + Sync>,
    asks_for_quiet: Arc<dyn Fn() -> bool + Send + Sync>,
    seed: [u8; 32],
}

impl Surroundings {
    /// `seed` must come from the system's randomness, and be used once.
    pub fn new(
        seed: [u8; 32],
        now: impl Fn() -> DateTime<Utc> + Send + Sync + 'static,
        zone: impl Fn() -> Tz + Send + Sync + 'static,
    ) -> Self {
        Self {
            now: Arc::new(now),
            zone: Arc::new(zone),
            asks_for_quiet: Arc::new(|| false),
            seed,
        }
    }

    /// How the desktop is asked whether it wants quiet: do not disturb, or something that fills the screen. Asked
    /// only when a nudge would come. Whoever doesn't know says no, or nudges would never come.
    #[must_use]
    pub fn with_quiet(self, asks_for_quiet: impl Fn() -> bool + Send + Sync + 'static) -> Self {
        Self {
            asks_for_quiet: Arc::new(asks_for_quiet),
            ..self
        }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.now)()
    }

    pub(crate) fn zone(&self) -> Tz {
        (self.zone)()
    }

    pub(crate) fn asks_for_quiet(&self) -> bool {
        (self.asks_for_quiet)()
    }

    pub(crate) fn rng(&self) -> ChaCha20Rng {
        ChaCha20Rng::from_seed(self.seed)
    }
}
