//! The gestures that were chosen, with what has become of them. Every look at the clock asks for all of them, so they are
//! read again only once something has been kept.

use std::{cell::RefCell, collections::HashMap, sync::Arc};

use couple::{
    ThingId,
    gesture::GesturePlan,
    nudge::{PlanNow, PlanState, Rules},
};

use crate::{Companion, CompanionError};

/// All gestures, retired ones too, oldest first.
pub(crate) type Chosen = Arc<Vec<(GesturePlan, PlanState)>>;

/// What was read last, and how often the private vault had been written to by then.
#[derive(Default)]
pub(crate) struct Remembered(RefCell<Option<(u64, Chosen)>>);

/// Everything needed to decide.
pub(crate) struct Standing {
    pub plans: Chosen,
    pub rules: Rules,
}

impl Standing {
    pub fn now(&self) -> Vec<PlanNow<'_>> {
        self.plans
            .iter()
            .map(|(plan, state)| PlanNow { plan, state })
            .collect()
    }

    pub fn of(&self, id: ThingId) -> Option<&(GesturePlan, PlanState)> {
        self.plans.iter().find(|(plan, _)| plan.id == id)
    }
}

impl Companion {
    pub(crate) fn standing(&self) -> Result<Standing, CompanionError> {
        Ok(Standing {
            plans: self.chosen()?,
            rules: self.rules()?,
        })
    }

    pub(crate) fn chosen(&self) -> Result<Chosen, CompanionError> {
        let writes = self.private.writes();
        let mut remembered = self.chosen.0.borrow_mut();
        if let Some((then, chosen)) = &*remembered
            && *then == writes
        {
            return Ok(Arc::clone(chosen));
        }
        let mut states: HashMap<ThingId, PlanState> =
            self.private.plan_states()?.into_iter().collect();
        let plans = self.private.plans()?.into_iter().map(|plan| {
            let state = states.remove(&plan.id).unwrap_or_default();
            (plan, state)
        });
        let chosen = Arc::new(plans.collect());
        *remembered = Some((writes, Arc::clone(&chosen)));
        Ok(chosen)
    }
}
