//! What both a line of a menu and a day that is coming are to the other one: an offer. Whether it nudges them or is out
//! of their sight is kept in the private vault, and leaves with nothing.

use couple::ThingId;

use crate::{Companion, CompanionError, ledger::derived_id};

/// Which of theirs are out of my sight.
const HUSHED: &str = "offers-hushed";

impl Companion {
    /// The plan that an offer nudges me with, whether it does or not.
    pub(crate) fn reminder_of(&self, offer: ThingId) -> ThingId {
        derived_id("nudge of an offer", &self.space_id(), offer)
    }

    /// The plan that an offer nudges me with, if it does.
    pub(crate) fn reminder(&self, offer: ThingId) -> Result<Option<ThingId>, CompanionError> {
        let plan = self.private.plan(self.reminder_of(offer))?;
        Ok(plan.filter(|plan| !plan.retired).map(|plan| plan.id))
    }

    /// It nudges me no more.
    pub(crate) fn end_reminder(&mut self, offer: ThingId) -> Result<(), CompanionError> {
        match self.reminder(offer)? {
            Some(plan) => self.remove_plan(plan),
            None => Ok(()),
        }
    }

    pub(crate) fn hushed_offers(&self) -> Result<Vec<ThingId>, CompanionError> {
        Ok(self.private.setting(HUSHED)?.unwrap_or_default())
    }

    /// Out of my sight, where it nudges no more; or in it again.
    pub(crate) fn hush_offer(&mut self, id: ThingId, hushed: bool) -> Result<(), CompanionError> {
        if hushed {
            self.end_reminder(id)?;
        }
        let mut all = self.hushed_offers()?;
        all.retain(|other| *other != id);
        if hushed {
            all.push(id);
        }
        Ok(self.private.write(|tx| tx.put_setting(HUSHED, &all))?)
    }

    /// The sharing ends: there are no offers any more.
    pub(crate) fn forget_offers(&mut self) -> Result<(), CompanionError> {
        Ok(self.private.write(|tx| tx.drop_setting(HUSHED))?)
    }
}
