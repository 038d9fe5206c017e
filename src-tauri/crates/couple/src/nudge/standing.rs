//! How one plan stands at an instant, without regard to the others.

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;

use super::state::{BELIEVED_AHEAD, is_believed};
use super::{LATE_AFTER, PlanNow, PlanState, Rules};
use crate::ThingId;
use crate::cadence::slots::{
    eligible_from, last_slot_since, next_slot_since, plan_day, quiet_until,
};
use crate::cadence::{Cadence, Slot};
use crate::cue::{FRESH_FOR, is_fresh};
use crate::gesture::GesturePlan;
use crate::time::local_day;

/// How far back a slot is still looked for. Only a yearly one can lie further back unnoticed, and wishes that are a
/// month late are better left alone.
const LOOK_BACK_DAYS: u32 = 30;

/// How a plan stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Standing {
    pub plan: ThingId,
    /// A slot that has come and has not been shown.
    pub due: Option<Slot>,
    /// Whether `due` is one the person put off: it comes back when they were told it would.
    pub promised: bool,
    /// The next one, put off or not.
    pub next: Slot,
    /// `next` comes today and can be shown then.
    pub today: bool,
    /// Tied to a date: it can't wait for another day.
    pub dated: bool,
    /// Since which day it might have come: who has waited longest goes first.
    pub since: NaiveDate,
}

impl Standing {
    pub fn of(plan: &PlanNow<'_>, now: DateTime<Utc>, zone: Tz, rules: &Rules) -> Self {
        let PlanNow { plan, state } = *plan;
        let today = local_day(now, zone);
        let settled = state.settled(today, |at| plan_day(plan.window, at, zone));
        let room = rules.room(plan);
        let mut standing = Self {
            plan: plan.id,
            due: None,
            promised: false,
            next: next_slot_since(plan, settled, zone, now, &room),
            today: false,
            dated: matches!(plan.cadence, Cadence::Yearly { .. }),
            since: eligible_from(plan, settled, zone),
        };
        if let Some(until) = state.snoozed_until {
            // A promise further ahead than any "Later" reaches comes from a clock that was wrong. It is kept now
            // rather than lost.
            let at = if until.signed_duration_since(now) > BELIEVED_AHEAD {
                now
            } else {
                until
            };
            let date = plan_day(plan.window, at, zone);
            let slot = Slot {
                date,
                opens: at,
                closes: at.checked_add_signed(LATE_AFTER).unwrap_or(at),
                nudge_at: at,
            };
            standing.promised = true;
            if at <= now {
                standing.due = Some(slot);
            } else {
                standing.next = slot;
            }
        } else if plan.cue.is_some() {
            standing.due = cue_slot(plan, state, now, zone)
                .filter(|slot| room.turns.is_none_or(|turns| turns.is_mine(slot.date)))
                .filter(|slot| !is_let_go(state.let_go, slot.date, today));
        } else {
            standing.due = last_slot_since(plan, settled, zone, now, &room, LOOK_BACK_DAYS)
                .filter(|slot| !is_let_go(state.let_go, slot.date, today))
                .filter(|slot| !is_paused_away(slot, now, rules));
        }
        // Nobody knows whether a cue will come, so no place of the day is kept for one.
        standing.today = (plan.cue.is_none() || standing.promised)
            && local_day(standing.next.nudge_at, zone) == today
            && rules
                .quiet
                .is_none_or(|quiet| quiet_until(quiet, standing.next.nudge_at, zone).is_none());
        standing
    }

    /// What is due is too late to be a nudge.
    pub fn is_stale(&self, now: DateTime<Utc>) -> bool {
        self.due.is_some_and(|slot| {
            now.signed_duration_since(slot.nudge_at).num_seconds() > LATE_AFTER.num_seconds()
        })
    }

    /// When what is due gets too late.
    pub fn stale_at(&self) -> Option<DateTime<Utc>> {
        self.due
            .map(|slot| slot.nudge_at + LATE_AFTER + Duration::seconds(1))
    }
}

/// The occasion that a cue gives, as long as it is fresh.
fn cue_slot(plan: &GesturePlan, state: &PlanState, now: DateTime<Utc>, zone: Tz) -> Option<Slot> {
    let heard = state.heard_at.filter(|at| is_fresh(*at, now))?;
    state.is_open_for_cue(plan, heard, zone).then(|| Slot {
        date: plan_day(plan.window, heard, zone),
        opens: heard,
        closes: heard + FRESH_FOR,
        nudge_at: heard,
    })
}

fn is_let_go(let_go: Option<NaiveDate>, date: NaiveDate, today: NaiveDate) -> bool {
    let_go.is_some_and(|last| date <= last && is_believed(last, today))
}

/// Fell due before a pause was over, and too long ago: someone who asked for quiet is not told what they missed.
fn is_paused_away(slot: &Slot, now: DateTime<Utc>, rules: &Rules) -> bool {
    rules.paused_until.is_some_and(|until| {
        slot.nudge_at < until
            && now.signed_duration_since(slot.nudge_at).num_seconds() > LATE_AFTER.num_seconds()
    })
}
