//! What was set aside is tried again.

use std::collections::BTreeSet;

use couple::ThingId;
use planted::Bug;

use super::{Batch, frame_of};
use crate::{Companion, CompanionError, waiting::WAITS};

impl Companion {
    /// Tries again what was set aside for a reason that may have passed: an epoch
    /// that had not come, an earlier edit, a worker that was missing, a newer version.
    pub(crate) fn retry_waiting(&mut self) -> Result<(), CompanionError> {
        if planted::has(Bug::WaitingForgotten) {
            return Ok(());
        }
        // One that is good now may be what the next one waited for.
        while self.retry_once(None)? {}
        Ok(())
    }

    /// The same for what is about these things.
    pub(crate) fn retry_about(&mut self, things: BTreeSet<ThingId>) -> Result<(), CompanionError> {
        if planted::has(Bug::WaitingForgotten) {
            return Ok(());
        }
        while self.retry_once(Some(&things))? {}
        Ok(())
    }

    /// Whether one of them is good now. `about` names the things for which something came in;
    /// without it everything that waits is tried.
    fn retry_once(&mut self, about: Option<&BTreeSet<ThingId>>) -> Result<bool, CompanionError> {
        let (mut helped, mut left) = (false, false);
        let now = self.now();
        let mut batch = Batch::default();
        for (number, aside) in self.shared.set_aside()? {
            let meant = about.is_none_or(|about| aside.thing.is_some_and(|id| about.contains(&id)));
            if !meant || aside.bytes.is_some() || !aside.reason.starts_with(WAITS) {
                continue;
            }
            let Some(frame) = self.shared.frame(aside.frame)?.as_ref().and_then(frame_of) else {
                continue;
            };
            let prepared = self.prepare(&frame, &mut batch)?;
            if let Some((_, reason)) = &prepared.aside {
                self.waits_still(number, &aside, reason.clone())?;
                continue;
            }
            let notice = self.shared.try_write(|tx| -> Result<_, CompanionError> {
                if prepared.row.body.is_none() {
                    tx.drop_body(aside.frame)?;
                }
                tx.drop_set_aside(number)?;
                prepared.settle(tx, now)
            })?;
            helped = true;
            self.gathering.due = true;
            left |= prepared.leave;
            if let Some((thing, kind, ..)) = &prepared.update {
                self.thing_came(*thing, *kind)?;
            }
            if let Some(notice) = notice {
                self.notice(notice);
            }
            if let Some(step) = prepared.step {
                self.step_was_kept(step);
            }
        }
        if left {
            self.partner_has_left()?;
        }
        self.finish_erasing()?;
        Ok(helped)
    }
}
