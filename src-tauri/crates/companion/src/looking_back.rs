//! Looking back on gestures: only backwards, only warmly, for oneself alone. Nothing is compared or judged by it.

use chrono::{Datelike, NaiveDate};
use couple::{
    ThingId,
    time::{local_day, start_of_day},
};

use crate::{Companion, CompanionError, Notice, PlanView};

/// The small things of one month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LookBack {
    /// The first of it.
    pub month: NaiveDate,
    /// It is the one that goes on.
    pub this_month: bool,
    /// How many, at least one.
    pub count: u32,
}

impl Companion {
    /// The small things of this month, or of the last one while there are none in this. A month without any is not
    /// spoken of, and neither is one if that was switched off.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn look_back(&self) -> Result<Option<LookBack>, CompanionError> {
        if !self.settings()?.looks_back {
            return Ok(None);
        }
        let zone = self.zone();
        let today = local_day(self.now(), zone);
        let first = |day: NaiveDate| day.with_day(1).unwrap_or(day);
        let this = first(today);
        let before = first(this.pred_opt().unwrap_or(this));
        let next = this
            .checked_add_months(chrono::Months::new(1))
            .unwrap_or(this);
        for (month, end) in [(this, next), (before, this)] {
            let (from, until) = (start_of_day(month, zone), start_of_day(end, zone));
            let count = self.private.gestures_between(from, until)?.len();
            if count > 0 {
                return Ok(Some(LookBack {
                    month,
                    this_month: month == this,
                    count: u32::try_from(count).unwrap_or(u32::MAX),
                }));
            }
        }
        Ok(None)
    }

    /// The answer to the one question after four weeks: less often, or as it is. It is not asked again.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], and it could not be saved.
    pub fn answer_rhythm(
        &mut self,
        id: ThingId,
        lighter: bool,
    ) -> Result<PlanView, CompanionError> {
        let mut plan = self.private.plan(id)?.ok_or(CompanionError::NotFound)?;
        let mut state = self.private.plan_state(id)?;
        if let (true, Some(cadence)) = (lighter, plan.cadence.lighter()) {
            plan.cadence = cadence;
            plan.created_at = self.now();
            self.put_plan(&plan)?;
        }
        state.was_asked = true;
        self.private.write(|tx| tx.put_plan_state(id, &state))?;
        self.notice(Notice::PlanChanged { id });
        self.plan(id)
    }
}
