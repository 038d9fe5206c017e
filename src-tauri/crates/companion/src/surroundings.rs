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
            seed,
        }
    }

    pub(crate) fn now(&self) -> DateTime<Utc> {
        (self.now)()
    }

    pub(crate) fn zone(&self) -> Tz {
        (self.zone)()
    }

    pub(crate) fn rng(&self) -> ChaCha20Rng {
        ChaCha20Rng::from_seed(self.seed)
    }
}
