//! When a nudge may come.

use chrono::{DateTime, NaiveDate, Utc};
use serde::{Deserialize, Serialize};

use crate::ThingId;
use crate::cadence::{Slot, Window};
use crate::gesture::GesturePlan;

/// What makes a nudge the same nudge: it is recorded under this key, and fires once for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FiredKey {
    /// The plan.
    pub plan: ThingId,
    /// The local day of the slot.
    pub date: NaiveDate,
}

/// What has happened to a plan so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PlanState {
    /// The last "Did it".
    pub last_done: Option<DateTime<Utc>>,
    /// The last "Not today".
    pub last_waved: Option<DateTime<Utc>>,
    /// "Later": when it comes back.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// The last nudge shown, alone or within a "while you were away".
    pub fired: Option<FiredKey>,
    /// The last slot that gave way to others because the day was full.
    pub let_go: Option<NaiveDate>,
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
    /// These are too late to nudge for: one card for all of them. Record each like a nudge.
    WhileAway(Vec<(ThingId, Slot)>),
    /// Nothing, and nothing new before `until` unless something changes.
    Rest {
        /// Always after now.
        until: DateTime<Utc>,
        /// Record these with [`PlanState::record_let_go`]: the day is full, they wait for their next slot, first in
        /// line. Forgetting to only means that they may turn up in a "while you were away".
        let_go: Vec<(ThingId, Slot)>,
    },
}

/// What "Later" can mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Later {
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
    /// Until tomorrow morning.
    Tomorrow,
    /// Until the morning of a day.
    Until(NaiveDate),
}
