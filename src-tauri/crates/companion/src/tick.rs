//! What happens by itself as time passes.

use chrono::{DateTime, TimeDelta, Utc};
use sync::Event;

use crate::{Companion, CompanionError};

/// The clock is looked at least this often, so that a suspended computer notices.
const AT_LEAST: TimeDelta = TimeDelta::seconds(20);

/// What one look at the clock may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tick {
    /// Nudges may come. Not right after a resume, when everything is stale.
    pub nudges: bool,
    /// The clock is believed. Not right after a resume, nor in a command that exchanges nothing:
    /// what a clock opens stays open.
    pub steady: bool,
    /// The network may be used.
    pub network: bool,
}

impl Companion {
    /// Does what is due, and says when to look again.
    ///
    /// # Errors
    /// What is due could not be saved; it is due again at the next look.
    pub fn tick(&mut self, tick: Tick) -> Result<DateTime<Utc>, CompanionError> {
        let now = self.now();
        self.release_due()?;
        self.release_replies()?;
        let mut next = now + AT_LEAST;
        if tick.nudges {
            // One thing at a time: a decision that showed something asks to be asked again.
            next = next.min(self.nudge_due()?);
        }
        if tick.steady && self.sealed_due.is_some_and(|due| due <= now) {
            self.advance_all_sealed(true)?;
        }
        if let Some(due) = self.sealed_due.filter(|due| *due > now) {
            next = next.min(due);
        }
        if let Some(due) = self.calm_due()? {
            next = next.min(due);
        }
        self.advance_touched();
        if tick.network {
            self.keep_direct(now)?;
            self.session_event(Event::Tick);
            self.note_up_to_date()?;
            if let Some(look) = self.mailbox_tick(now) {
                next = next.min(look);
            }
        }
        if let Some(release) = self.next_release() {
            next = next.min(release);
        }
        if let Some(release) = self.next_reply() {
            next = next.min(release);
        }
        if let Some(wake) = self
            .couple
            .as_ref()
            .and_then(|couple| couple.session.wake_at())
        {
            next = next.min(wake);
        }
        // Last: what can't be done now, on a full disk say, must not keep the rest from being done.
        let _ = self.finish_sharing();
        self.heal_unmended();
        self.look_after_removed()?;
        self.look_after_ahead()?;
        if tick.network && self.send_photos()? {
            next = now;
        }
        if tick.network && tick.steady {
            self.compare_jars()?;
        }
        // Never a busy loop, whatever the parts say.
        Ok(next.max(now + TimeDelta::milliseconds(50)))
    }
}
