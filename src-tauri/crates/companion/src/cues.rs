//! What the desktop notices of the person in front of it, as far as plans wait for it. The plans that wait are
//! private, and of what was noticed only the one moment is kept that a plan was waiting for.

use std::sync::Arc;

use couple::{
    ThingId,
    cue::{Cue, FRESH_FOR, Happened},
    gesture::GesturePlan,
    nudge::PlanState,
};

use crate::{Companion, CompanionError, chosen::Chosen};

impl Companion {
    /// Whether any plan waits for something the desktop notices. Otherwise nothing need be watched.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn waits_for_cues(&self) -> Result<bool, CompanionError> {
        let plans = self.chosen()?;
        Ok(plans
            .iter()
            .any(|(plan, _)| !plan.retired && plan.cue.is_some()))
    }

    /// Something has happened at this computer, and somebody is there or not. Kept for the plans that wait for it;
    /// the look at the clock that follows shows what may come. Gives whether any plan has waited for it.
    ///
    /// # Errors
    /// It could not be saved.
    pub fn hear_cues(
        &mut self,
        happened: &[Happened],
        is_here: bool,
    ) -> Result<bool, CompanionError> {
        self.is_here = is_here;
        let waits = |plan: &GesturePlan| {
            let cue = plan.cue.filter(|_| !plan.retired);
            cue.is_some_and(|cue| happened.iter().any(|happened| cue.is(*happened)))
        };
        let mut heard: Vec<(ThingId, PlanState)> = Vec::new();
        for (plan, state) in self.chosen()?.iter().filter(|(plan, _)| waits(plan)) {
            let mut state = *state;
            if state.hear_cue(plan, self.now(), self.zone()) {
                heard.push((plan.id, state));
            }
        }
        self.keep_states(&heard)?;
        Ok(!heard.is_empty())
    }

    /// The end of a working day is a time that is there as soon as somebody is.
    pub(crate) fn hear_workday_end(&mut self, plans: &mut Chosen) -> Result<(), CompanionError> {
        let waits = |(plan, _): &(GesturePlan, _)| plan.cue == Some(Cue::WorkdayEnds);
        if !self.is_here || !plans.iter().any(waits) {
            return Ok(());
        }
        let (now, zone) = (self.now(), self.zone());
        let mut heard = Vec::new();
        for (plan, state) in Arc::make_mut(plans) {
            if plan.cue == Some(Cue::WorkdayEnds)
                && !state.has_heard_today(plan, now, zone)
                && state.hear_cue(plan, now, zone)
            {
                heard.push((plan.id, *state));
            }
        }
        self.keep_states(&heard)
    }

    /// A block of a calendar has ended, and nothing of it goes on: heard by whoever is there, or is back in time.
    pub(crate) fn hear_block_end(&mut self, plans: &mut Chosen) -> Result<(), CompanionError> {
        let waits =
            |(plan, _): &(GesturePlan, _)| plan.cue == Some(Cue::BlockEnds) && !plan.retired;
        if !self.is_here || !plans.iter().any(waits) {
            return Ok(());
        }
        let Some(ended) = self.block_ended(FRESH_FOR)? else {
            return Ok(());
        };
        let (now, zone) = (self.now(), self.zone());
        let mut heard = Vec::new();
        for (plan, state) in Arc::make_mut(plans) {
            if plan.cue == Some(Cue::BlockEnds)
                && plan.created_at <= ended
                && !state.has_heard_since(ended)
                && state.hear_cue(plan, now, zone)
            {
                heard.push((plan.id, *state));
            }
        }
        self.keep_states(&heard)
    }

    fn keep_states(&mut self, states: &[(ThingId, PlanState)]) -> Result<(), CompanionError> {
        if states.is_empty() {
            return Ok(());
        }
        self.private.write(|tx| {
            states
                .iter()
                .try_for_each(|(plan, state)| tx.put_plan_state(*plan, state))
        })?;
        Ok(())
    }
}
