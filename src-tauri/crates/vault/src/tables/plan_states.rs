//! `plan_states`: what has happened to each plan: done, waved away, snoozed, fired. Written
//! before a nudge is shown, so that a crash repeats none and forgets no snooze.

use couple::{ThingId, nudge::PlanState};

use crate::{
    Private, Tx, VaultError, View,
    columns::{json, json_at, thing_at},
};

pub(crate) const V1: &str = "
CREATE TABLE plan_states (
    plan  BLOB PRIMARY KEY CHECK (length(plan) = 16),
    state TEXT NOT NULL
) STRICT, WITHOUT ROWID;
";

impl View<Private> {
    /// The state of a plan; of one that nothing has happened to, the empty state.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn plan_state(&self, plan: ThingId) -> Result<PlanState, VaultError> {
        let state = self.one(
            "SELECT state FROM plan_states WHERE plan = ?1",
            [plan.0],
            |row| json_at(row, 0),
        )?;
        Ok(state.unwrap_or_default())
    }

    /// The states of all plans that anything has happened to.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn plan_states(&self) -> Result<Vec<(ThingId, PlanState)>, VaultError> {
        self.all("SELECT plan, state FROM plan_states", [], |row| {
            Ok((thing_at(row, 0)?, json_at(row, 1)?))
        })
    }
}

impl Tx<'_, Private> {
    /// Keeps the state of a plan.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn put_plan_state(&self, plan: ThingId, state: &PlanState) -> Result<(), VaultError> {
        self.run(
            "INSERT OR REPLACE INTO plan_states (plan, state) VALUES (?1, ?2)",
            (plan.0, json(state)?),
        )?;
        Ok(())
    }
}
