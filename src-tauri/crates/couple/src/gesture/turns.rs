//! Whose day it is, for what takes two.
//!
//! Nothing is ever sent about these gestures, so both programs have to work out the same by themselves: from what both
//! know since they were paired, and from the date. A calendar date rather than an instant, so that a day is one
//! person's wherever the two are: two people in two time zones live the same date at different hours, and it is never
//! both of theirs.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::{PersonId, gesture::GesturePlan};

/// Which days are mine; the others are my partner's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turns {
    /// Days of an even number are mine.
    even: bool,
}

impl Turns {
    /// From something that both have and that is as good as drawn: who of the two begins.
    #[must_use]
    pub fn agreed(seed: &[u8; 32], me: PersonId, partner: PersonId) -> Self {
        let first = seed[0].is_multiple_of(2);
        Self {
            even: first == (me.0 < partner.0),
        }
    }

    /// Whether a day is mine. Days alternate.
    #[must_use]
    pub fn is_mine(self, day: NaiveDate) -> bool {
        (day.num_days_from_ce().rem_euclid(2) == 0) == self.even
    }
}

impl GesturePlan {
    /// Whether it needs both to want it, and so comes on one's own days alone, and only while both do.
    #[must_use]
    pub fn takes_two(&self) -> bool {
        self.gesture.takes_two()
    }
}
