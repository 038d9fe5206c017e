//! What is coming, for the list of the next two weeks.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;

use super::{PlanNow, Rules};
use crate::cadence::Slot;
use crate::cadence::slots::{next_slot_since, plan_day};
use crate::nudge::standing::Standing;
use crate::time::local_day;

/// The slots of a plan within the next `days`, as if each were settled on its day. Pauses are left out; that a day
/// may be too full for all of them is not considered.
pub fn coming(
    plan: &PlanNow<'_>,
    now: DateTime<Utc>,
    zone: Tz,
    days: u32,
    rules: &Rules,
) -> Vec<Slot> {
    let end = now
        .checked_add_signed(Duration::days(i64::from(days)))
        .unwrap_or(now);
    let mut slots = Vec::new();
    let mut coming = next(plan, now, zone, rules);
    while let Some(slot) = coming.filter(|slot| slot.nudge_at <= end) {
        slots.push(slot);
        coming = Some(next_slot_since(
            plan.plan,
            Some(slot.date),
            zone,
            slot.nudge_at,
            &rules.room(plan.plan),
        ));
    }
    slots
}

/// The next slot of a plan, unless it rests.
pub fn next(plan: &PlanNow<'_>, now: DateTime<Utc>, zone: Tz, rules: &Rules) -> Option<Slot> {
    if rules.rests(plan.plan) {
        return None;
    }
    let standing = Standing::of(plan, now, zone, rules);
    let pause = rules.paused_until.filter(|until| *until > now);
    if standing.promised {
        let slot = standing.due.unwrap_or(standing.next);
        return Some(Slot {
            nudge_at: pause.map_or(slot.nudge_at, |until| slot.nudge_at.max(until)),
            ..slot
        });
    }
    let Some(until) = pause else {
        return Some(standing.next);
    };
    let window = plan.plan.window;
    let settled = plan
        .state
        .settled(local_day(now, zone), |at| plan_day(window, at, zone));
    Some(next_slot_since(
        plan.plan,
        settled,
        zone,
        until,
        &rules.room(plan.plan),
    ))
}
