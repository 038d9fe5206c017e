//! Where an entry stands in the order of time.

use std::{fmt, str::FromStr};

use chrono::{DateTime, Utc};

use crate::Kind;

/// Where an entry stands in the order of time. Later entries have greater places; those of
/// the two vaults never collide, so that two lists can be merged by place and one place is a
/// cursor into both.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place(pub(crate) i64);

/// Seconds reach from about 200 BC to the year 4147; what lies beyond is shown at the end.
const SECONDS: i64 = 1 << 36;

impl Place {
    /// Bits below the seconds for a piece of the id. One more is for the kind of vault.
    pub(crate) const ID_BITS: u32 = 25;

    pub(crate) fn new<K: Kind>(written_at: DateTime<Utc>, id_bits: i64) -> Self {
        let seconds = written_at.timestamp().clamp(-SECONDS, SECONDS - 1) + SECONDS;
        Self((seconds << Self::ID_BITS | id_bits) << 1 | K::PLACE_BIT)
    }

    /// The first place at or after an instant.
    #[must_use]
    pub fn starting(at: DateTime<Utc>) -> Self {
        Self::new::<crate::Shared>(at, 0)
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl FromStr for Place {
    type Err = std::num::ParseIntError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        text.parse().map(Self)
    }
}
