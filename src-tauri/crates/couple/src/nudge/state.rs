//! What a person's answers and the app's own deeds make of a plan's state.

use chrono::{DateTime, Duration, NaiveDate, Utc};

use super::{FiredKey, PlanState, WAITS_FOR};
use crate::ThingId;
use crate::cadence::Slot;

/// A clock may have been wrong when something was recorded. What lies further ahead than this is not believed.
pub(super) const BELIEVED_AHEAD: Duration = Duration::days(31);

impl PlanState {
    /// "Did it", here or anywhere: the cadence begins again now.
    pub fn did(&mut self, now: DateTime<Utc>) {
        self.last_done = Some(now);
        self.settle();
    }

    /// "Not today": the cadence begins again as if it had been done, but it was not.
    pub fn not_today(&mut self, now: DateTime<Utc>) {
        self.last_waved = Some(now);
        self.settle();
    }

    /// "Later": comes back at `until`, whatever else is due then, and counts as answered until then.
    pub fn snooze(&mut self, until: DateTime<Utc>) {
        self.snoozed_until = Some(until);
        self.waiting_since = None;
    }

    /// It was shown as a nudge.
    pub fn record_shown(&mut self, plan: ThingId, slot: &Slot, now: DateTime<Utc>) {
        self.record_away(plan, slot, now);
        self.shown_at = Some(now);
    }

    /// It was named in a "while you were away".
    pub fn record_away(&mut self, plan: ThingId, slot: &Slot, now: DateTime<Utc>) {
        // A clock that went back must not open days again that were settled, unless the record itself was nonsense.
        let date = match self.fired {
            Some(before)
                if before.date > slot.date && before.date - slot.date <= BELIEVED_AHEAD =>
            {
                before.date
            }
            _ => slot.date,
        };
        self.fired = Some(FiredKey { plan, date });
        self.waiting_since = Some(now);
        self.snoozed_until = None;
    }

    /// Its slot gave way to others.
    pub fn record_let_go(&mut self, slot: &Slot) {
        self.let_go = Some(slot.date);
    }

    /// Since when a nudge that was shown waits for an answer, if one does. After a day it waits no longer.
    pub fn waiting(&self, now: DateTime<Utc>) -> Option<DateTime<Utc>> {
        self.waiting_since
            .filter(|since| now.signed_duration_since(*since) < WAITS_FOR)
    }

    /// The last day that counts for the cadence, as far as it can be believed.
    pub(crate) fn settled(
        &self,
        today: NaiveDate,
        day_of: impl Fn(DateTime<Utc>) -> NaiveDate,
    ) -> Option<NaiveDate> {
        [
            self.last_done.map(&day_of),
            self.last_waved.map(&day_of),
            self.fired.map(|key| key.date),
        ]
        .into_iter()
        .flatten()
        .filter(|day| is_believed(*day, today))
        .max()
    }

    fn settle(&mut self) {
        self.snoozed_until = None;
        self.waiting_since = None;
    }
}

pub(super) fn is_believed(day: NaiveDate, today: NaiveDate) -> bool {
    day.signed_duration_since(today) <= BELIEVED_AHEAD
}
