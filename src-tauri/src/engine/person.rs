//! Who is in front of this computer, for the plans that wait for it.

use chrono::Utc;
use companion::couple::cue::Signal;

use super::{heart::Heart, system_zone};
use crate::{household::Room, idle};

impl Heart {
    /// Somebody comes or goes. What waits for that is kept, and comes with the look at the clock after it.
    /// Gives whether anything has waited for it.
    pub(super) async fn notices_person(&mut self, signal: Signal) -> bool {
        let happened = self.presence.hear(signal, Utc::now(), system_zone());
        let is_here = self.presence.is_here();
        self.present.send_replace(self.presence);
        let hear = move |room: &mut Room| room.engine()?.hear_cues(&happened, is_here);
        // A home that is locked has no plans to look at.
        self.household.ask(hear).await.unwrap_or(false)
    }

    /// The home was opened: by somebody, unless the app has only begun anew.
    pub(super) async fn greets(&mut self) {
        let reopened = |room: &mut Room| Ok(room.take_reopened());
        if !self.household.ask(reopened).await.unwrap_or(false) {
            self.notices_person(Signal::Started).await;
        }
    }

    /// What is touched is nobody's business unless a plan waits for it.
    pub(super) async fn watch_what_is_waited_for(&mut self) {
        let waits = |room: &mut Room| room.engine()?.waits_for_cues();
        let waits = self.tick.nudges && self.household.ask(waits).await.unwrap_or(false);
        match (waits, self.idle.is_some()) {
            (true, false) => self.idle = Some(idle::watch()),
            (false, true) => self.idle = None,
            _ => {}
        }
    }
}
