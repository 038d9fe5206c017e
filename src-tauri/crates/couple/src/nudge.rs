//! When a nudge may come.
//!
//! At most one for every plan and local day, at least one for every reminder that falls due while someone can see it.
//! An unanswered nudge is over by itself: nothing becomes overdue, nothing is repeated, nobody is told.
//!
//! The caller looks at the clock as often as it likes, asks [`decide`], records what it says, and then shows it. So
//! nothing is shown twice for one record; what a crash in between kept from the screen waits where answers are given.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::ThingId;
use crate::cadence::slots::Room;
use crate::cadence::{Slot, Window};
use crate::gesture::{GesturePlan, Turns};

pub use coming::{coming, next};
pub use decide::{decide, shown_today};
pub use later::{after_quiet, believed_pause, later, pause_until};

mod coming;
mod decide;
mod later;
mod standing;
mod state;

/// What makes a nudge the same nudge: it is recorded under this key, and fires once for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FiredKey {
    /// The plan.
    pub plan: ThingId,
    /// The local day of the slot.
    pub date: NaiveDate,
}

/// What has happened to a plan so far. Change it with its methods only, and store it before saying so.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct PlanState {
    /// The last "Did it".
    pub last_done: Option<DateTime<Utc>>,
    /// The last "Not today". Counts like done for the cadence, and for nothing else.
    pub last_waved: Option<DateTime<Utc>>,
    /// "Later": when it comes back.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// The last nudge shown, alone or within a "while you were away".
    pub fired: Option<FiredKey>,
    /// When a nudge of its own was last shown.
    pub shown_at: Option<DateTime<Utc>>,
    /// Since when a shown nudge waits for an answer; none once it has one.
    pub waiting_since: Option<DateTime<Utc>>,
    /// The last slot that gave way to others because the day was full.
    pub let_go: Option<NaiveDate>,
    /// When its cue was last heard, and could count.
    pub heard_at: Option<DateTime<Utc>>,
    /// It has been said whether it may come less often.
    pub was_asked: bool,
}

/// What the person has set about nudges.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Rules {
    /// Nothing is shown within.
    pub quiet: Option<Window>,
    /// Nudges a local day, 1 to 3.
    pub budget: u8,
    /// The end of the current or last pause. Keep it after the pause is over (an early end sets it to that moment):
    /// what fell due within a pause is let go, not announced as missed.
    pub paused_until: Option<DateTime<Utc>>,
    /// The last stretch, from inclusive to exclusive, in which nothing could be shown: the computer slept, or the
    /// desktop asked for quiet. Of what fell due within, one comes afterwards, and the rest is let go.
    pub held: Option<(DateTime<Utc>, DateTime<Utc>)>,
    /// Whose day it is for what takes two, once both want such gestures. Without it they rest.
    pub together: Option<Turns>,
}

impl Rules {
    /// Whether a plan neither nudges nor is in any list of what comes: removed, or waiting for both to want it.
    #[must_use]
    pub fn rests(&self, plan: &GesturePlan) -> bool {
        plan.retired || self.together.is_none() && plan.takes_two()
    }

    pub(crate) fn room(&self, plan: &GesturePlan) -> Room {
        Room {
            quiet: self.quiet,
            turns: self.together.filter(|_| plan.takes_two()),
        }
    }
}

/// A plan with its state.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PlanNow<'a> {
    /// The plan.
    pub plan: &'a GesturePlan,
    /// What has happened to it.
    pub state: &'a PlanState,
}

/// What to do now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Decision {
    /// Show this nudge. Record it with [`PlanState::record_shown`]; until then the same answer comes again.
    Fire(ThingId, Slot),
    /// These are too late to nudge for: one card for all of them. Record each with
    /// [`PlanState::record_away`].
    WhileAway(Vec<(ThingId, Slot)>),
    /// Nothing, and nothing new before `until` unless something changes.
    Rest {
        /// Always after now.
        until: DateTime<Utc>,
        /// Record these with [`PlanState::record_let_go`]: the day is full, or another has come in their place after
        /// a time in which nothing could; they wait for their next slot, first in
        /// line. Forgetting to only means that they may turn up in a "while you were away".
        let_go: Vec<(ThingId, Slot)>,
    },
}

/// A nudge later than this is not shown as a nudge any more.
pub const LATE_AFTER: Duration = Duration::hours(6);
/// The least time between two nudges, so that waking the computer never brings a volley.
pub const SPACING: Duration = Duration::minutes(30);
/// The same between two that the person put off themselves: they come when it was said, and not at once.
pub const PROMISES_APART: Duration = Duration::minutes(5);
/// What was shown less far ahead than this was shown by a clock that has gone back since, and counts as just now.
pub(crate) const CLOCK_WENT_BACK: Duration = Duration::hours(24);
/// How long a nudge that was shown waits for an answer before it is over by itself.
pub const WAITS_FOR: Duration = Duration::hours(24);
/// The longest pause.
pub const LONGEST_PAUSE: Duration = Duration::days(366);

/// What "Later" can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Later {
    /// In an hour.
    InAnHour,
    /// In two hours, or sooner if the day is nearly over.
    LaterToday,
    /// At seven, or in a while if it is evening already.
    ThisEvening,
    /// Tomorrow at ten.
    Tomorrow,
    /// The next Saturday or Sunday at ten.
    Weekend,
}

/// How long nudges pause. Every pause ends by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Pause {
    /// An hour.
    Hour,
    /// Until six in the evening, or until tomorrow morning if the evening has nearly begun.
    Evening,
    /// Until tomorrow morning.
    Tomorrow,
    /// Over the weekend that comes or is: until Monday morning.
    Weekend,
    /// Until the morning of a day.
    Until(NaiveDate),
}
