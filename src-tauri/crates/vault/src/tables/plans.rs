//! `plans`: the gestures a person chose, a projection of their documents. Private.

use couple::{ThingId, ThingKind, gesture::GesturePlan};

use crate::{
    Private, Tx, VaultError, View,
    columns::{json, json_at, micros},
};

pub(crate) const V1: &str = "
CREATE TABLE plans (
    id         BLOB PRIMARY KEY CHECK (length(id) = 16),
    created_at INTEGER NOT NULL,
    plan       TEXT NOT NULL
) STRICT;
";

impl View<Private> {
    /// One plan.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn plan(&self, id: ThingId) -> Result<Option<GesturePlan>, VaultError> {
        self.one("SELECT plan FROM plans WHERE id = ?1", [id.0], |row| {
            json_at(row, 0)
        })
    }

    /// All plans, retired ones too, oldest first.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn plans(&self) -> Result<Vec<GesturePlan>, VaultError> {
        self.all(
            "SELECT plan FROM plans ORDER BY created_at, id",
            [],
            |row| json_at(row, 0),
        )
    }
}

impl Tx<'_, Private> {
    /// Keeps a plan as it now stands.
    ///
    /// # Errors
    /// [`VaultError::KindDiffers`] and whatever writing brings.
    pub fn put_plan(&self, plan: &GesturePlan) -> Result<(), VaultError> {
        self.meet(plan.id, ThingKind::GesturePlan)?;
        self.run(
            "INSERT OR REPLACE INTO plans (id, created_at, plan) VALUES (?1, ?2, ?3)",
            (plan.id.0, micros(plan.created_at), json(plan)?),
        )?;
        Ok(())
    }

    /// Empties the projection: what a rebuild begins with. States are kept.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn clear_plans(&self) -> Result<(), VaultError> {
        self.run("DELETE FROM plans", [])?;
        Ok(())
    }
}
