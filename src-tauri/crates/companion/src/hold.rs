//! Times in which no nudge could come, although one was due: the computer slept or the program did not run, or the
//! desktop asked for quiet. Kept in memory only: a start is the end of such a time,
//! unless the app only begins anew (`anew`).

use chrono::{DateTime, TimeDelta, Utc};
use couple::nudge::LATE_AFTER;
use serde::{Deserialize, Serialize};

/// A desktop that asked for quiet is asked again so often, and only while something is due.
pub(crate) const ASK_AGAIN: TimeDelta = TimeDelta::seconds(60);
/// Without a look at the clock for so long, the computer slept.
const SLEPT: TimeDelta = TimeDelta::minutes(5);

/// When nothing could be shown last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Hold {
    /// From inclusive to exclusive.
    pub(crate) last: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// The desktop asked for quiet the last time it was asked.
    holds: bool,
    asked_at: Option<DateTime<Utc>>,
    looked_at: Option<DateTime<Utc>>,
}

impl Hold {
    /// The clock was looked at, and nudges may come as far as this program is concerned.
    pub(crate) fn looked(&mut self, now: DateTime<Utc>) {
        let before = self.looked_at.replace(now);
        // Nothing older than this is a nudge any more.
        let from = before.unwrap_or(now - LATE_AFTER);
        if now.signed_duration_since(from) > SLEPT {
            let from = self
                .last
                .filter(|(_, to)| self.holds || *to >= from)
                .map_or(from, |(began, _)| began);
            self.last = Some((from, now));
        }
    }

    /// The desktop asks for quiet; what is held fell due at `fell_due`.
    pub(crate) fn keep(&mut self, fell_due: DateTime<Utc>, now: DateTime<Utc>) {
        let from = self
            .last
            .filter(|_| self.holds)
            .map_or(fell_due, |(began, _)| began.min(fell_due));
        self.last = Some((from, now));
        self.holds = true;
        self.asked_at = Some(now);
    }

    /// The desktop asked for quiet a moment ago; until when it is left in peace.
    pub(crate) fn rests_until(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let until = self.asked_at.filter(|_| self.holds)? + ASK_AGAIN;
        (now < until && until - now <= ASK_AGAIN).then_some(until)
    }

    /// The desktop asks for quiet no longer, or never did.
    pub(crate) fn let_go(&mut self, now: DateTime<Utc>) {
        if std::mem::take(&mut self.holds)
            && let Some((from, _)) = self.last
        {
            self.last = Some((from, now));
        }
    }
}
