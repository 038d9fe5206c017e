//! The clock on the wall beside the one that never jumps.

use std::time::Instant;

use chrono::{DateTime, Utc};

/// A jump of the wall clock beyond this is a resume or a changed clock.
pub(super) const JUMP: i64 = 60;

/// Notices when the wall clock and the time that has passed part ways: timers
/// stand still while a computer sleeps.
pub(super) struct Clock {
    pub(super) wall: DateTime<Utc>,
    pub(super) steady: Instant,
}

impl Clock {
    pub(super) fn start() -> Self {
        Self {
            wall: Utc::now(),
            steady: Instant::now(),
        }
    }

    pub(super) fn jumped(&mut self) -> bool {
        let now = Self::start();
        let wall = (now.wall - self.wall).num_seconds();
        let steady = i64::try_from((now.steady - self.steady).as_secs()).unwrap_or(i64::MAX);
        *self = now;
        (wall - steady).abs() > JUMP
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sleeping_computer_is_noticed_and_a_running_one_is_not() {
        let mut clock = Clock::start();
        assert!(!clock.jumped());
        clock.wall -= chrono::TimeDelta::hours(8);
        assert!(clock.jumped());
        clock.wall += chrono::TimeDelta::hours(1);
        assert!(clock.jumped(), "a clock that went back counts too");
    }
}
