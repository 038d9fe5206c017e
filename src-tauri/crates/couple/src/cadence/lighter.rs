//! After four weeks a habit needs less reminding: a timed reminder helps to repeat something, and hinders it from
//! coming by itself (Stawarz et al. 2015). So there is one question, and nothing changes unasked.

use chrono::{DateTime, Duration, Utc};

use super::{Cadence, Weekdays};
use crate::gesture::GesturePlan;
use crate::nudge::PlanState;

/// After so long a plan asks whether it may come less often.
pub const ASKS_AFTER: Duration = Duration::weeks(4);

impl Cadence {
    /// About half as often. A day of the year has nothing lighter, and neither has what comes once a year.
    pub fn lighter(self) -> Option<Self> {
        match self {
            Self::EveryDays(365) | Self::Yearly { .. } => None,
            Self::EveryDays(days) => Some(Self::EveryDays(days.saturating_mul(2).min(365))),
            Self::Weekdays(days) => {
                let numbers = days.numbers();
                if numbers.len() == 1 {
                    return Some(Self::EveryDays(14));
                }
                let every_other: Vec<u8> = numbers.into_iter().step_by(2).collect();
                Weekdays::from_numbers(&every_other)
                    .ok()
                    .map(Self::Weekdays)
            }
        }
    }
}

impl PlanState {
    /// Whether this plan asks, once in its life, if it may come less often.
    pub fn asks_for_less(&self, plan: &GesturePlan, now: DateTime<Utc>) -> bool {
        !plan.retired
            && !self.was_asked
            && plan.cadence.lighter().is_some()
            && now.signed_duration_since(plan.created_at) >= ASKS_AFTER
    }
}
