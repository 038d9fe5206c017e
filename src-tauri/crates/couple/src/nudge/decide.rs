//! The decision.

use chrono::{DateTime, Duration, Utc};
use chrono_tz::Tz;

use super::standing::Standing;
use super::{CLOCK_WENT_BACK, Decision, LONGEST_PAUSE, PROMISES_APART, PlanNow, Rules, SPACING};
use crate::ThingId;
use crate::cadence::Slot;
use crate::cadence::slots::quiet_until;
use crate::time::{days_after, local_day, start_of_day};

/// What to do now about these plans. Give it all of them, retired ones too.
///
/// `today_count` is how many of them had a nudge shown on the local day of `now`: [`shown_today`]. Pure: the same
/// arguments give the same answer, so asking twice before recording is harmless.
///
/// A full day is shared fairly: its nudges go to dates of the year first, then to whoever has waited longest, and a
/// place is kept for them until their time comes. What a person put off themselves comes back regardless. After a
/// time in which nothing could be shown the best one comes, and the others are let go: never a queue.
pub fn decide(
    now: DateTime<Utc>,
    zone: Tz,
    plans: &[PlanNow<'_>],
    today_count: u8,
    rules: &Rules,
) -> Decision {
    if let Some(until) = rules.paused_until
        && until > now
        && until.signed_duration_since(now) <= LONGEST_PAUSE
    {
        return rest(until);
    }
    if let Some(until) = rules.quiet.and_then(|quiet| quiet_until(quiet, now, zone)) {
        return rest(until);
    }

    let mut standings: Vec<Standing> = plans
        .iter()
        .filter(|plan| !rules.rests(plan.plan))
        .map(|plan| Standing::of(plan, now, zone, rules))
        .collect();
    // Those that can't wait for another day first, then who has waited longest. The id makes the order the same every
    // time.
    standings.sort_by_key(|standing| {
        (
            !standing.dated,
            standing.dated && standing.due.is_none(),
            standing.since,
            standing.due.unwrap_or(standing.next).nudge_at,
            standing.plan,
        )
    });

    let away: Vec<(ThingId, Slot)> = standings
        .iter()
        .filter(|standing| standing.is_stale(now))
        .filter_map(|standing| standing.due.map(|slot| (standing.plan, slot)))
        .collect();
    if !away.is_empty() {
        return Decision::WhileAway(away);
    }
    let promised = standings
        .iter()
        .filter(|standing| standing.promised)
        .filter_map(|standing| standing.due.map(|slot| (standing.plan, slot)))
        .min_by_key(|(plan, slot)| (slot.nudge_at, *plan));
    let promise_waits_until = promised.and_then(|_| crowded_until(plans, now, PROMISES_APART));
    if let Some((plan, slot)) = promised
        && promise_waits_until.is_none()
    {
        return Decision::Fire(plan, slot);
    }

    let mut left = usize::from(rules.budget.clamp(1, 3)).saturating_sub(usize::from(today_count));
    let kept = kept_for_promises(&standings, plans, zone, now);
    let crowded_until = crowded_until(plans, now, SPACING);
    let mut let_go = Vec::new();
    let mut waits_for_room = false;
    for standing in standings.iter().filter(|standing| !standing.promised) {
        if let Some(slot) = standing.due
            && !standing.dated
            && gave_way_to_another(&slot, plans, now, zone, rules)
        {
            let_go.push((standing.plan, slot));
            continue;
        }
        // What comes back today comes in any case, so it may not cost a birthday its only day.
        let has_place = left > if standing.dated { 0 } else { kept };
        match standing.due {
            Some(slot) if has_place && crowded_until.is_none() => {
                return Decision::Fire(standing.plan, slot);
            }
            Some(_) if has_place => waits_for_room = true,
            Some(slot) if !standing.dated => let_go.push((standing.plan, slot)),
            Some(_) => {}
            None if standing.today => {}
            None => continue,
        }
        left = left.saturating_sub(1);
    }

    let until = standings
        .iter()
        .flat_map(|standing| [Some(standing.next.nudge_at), standing.stale_at()])
        .chain([
            crowded_until.filter(|_| waits_for_room),
            promise_waits_until,
            Some(next_midnight(now, zone)),
        ])
        .flatten()
        .filter(|at| *at > now)
        .min()
        .unwrap_or(now + Duration::hours(1));
    Decision::Rest { until, let_go }
}

/// How many of today's places are kept for what comes back later today, unless it had one this day already.
fn kept_for_promises(
    standings: &[Standing],
    plans: &[PlanNow<'_>],
    zone: Tz,
    now: DateTime<Utc>,
) -> usize {
    let today = local_day(now, zone);
    standings
        .iter()
        .filter(|standing| standing.promised && standing.today)
        .filter(|standing| {
            let plan = plans.iter().find(|plan| plan.plan.id == standing.plan);
            let shown_at = plan.and_then(|plan| plan.state.shown_at);
            shown_at.is_none_or(|at| local_day(at, zone) != today)
        })
        .count()
}

/// How many plans had a nudge of their own shown on the local day of `now`.
pub fn shown_today(now: DateTime<Utc>, zone: Tz, plans: &[PlanNow<'_>]) -> u8 {
    let today = local_day(now, zone);
    let count = plans
        .iter()
        .filter(|plan| {
            plan.state
                .shown_at
                .is_some_and(|at| local_day(at, zone) == today || is_near_ahead(at, now))
        })
        .count();
    u8::try_from(count).unwrap_or(u8::MAX)
}

/// Until when the last one that was shown keeps others away, if it does.
fn crowded_until(
    plans: &[PlanNow<'_>],
    now: DateTime<Utc>,
    apart: Duration,
) -> Option<DateTime<Utc>> {
    last_shown(plans)
        .filter(|at| *at <= now || is_near_ahead(*at, now))
        .map(|at| at + apart)
        .filter(|until| *until > now)
        .max()
}

/// A clock that was wrong by more than this is not worth a day of silence.
fn is_near_ahead(at: DateTime<Utc>, now: DateTime<Utc>) -> bool {
    at > now && at.signed_duration_since(now) < CLOCK_WENT_BACK
}

/// It fell due when nothing could be shown, and since then another has been.
fn gave_way_to_another(
    slot: &Slot,
    plans: &[PlanNow<'_>],
    now: DateTime<Utc>,
    zone: Tz,
    rules: &Rules,
) -> bool {
    let held_until = [
        rules
            .quiet
            .and_then(|quiet| quiet_until(quiet, slot.nudge_at, zone)),
        rules.paused_until.filter(|until| slot.nudge_at < *until),
        rules
            .held
            .filter(|(from, to)| (*from..*to).contains(&slot.nudge_at))
            .map(|(_, to)| to),
    ]
    .into_iter()
    .flatten()
    .max();
    held_until.is_some_and(|until| {
        plans
            .iter()
            .filter_map(|plan| plan.state.shown_at)
            .any(|at| until <= at && at <= now)
    })
}

fn last_shown(plans: &[PlanNow<'_>]) -> impl Iterator<Item = DateTime<Utc>> {
    plans
        .iter()
        .flat_map(|plan| [plan.state.shown_at, plan.state.waiting_since])
        .flatten()
}

fn next_midnight(now: DateTime<Utc>, zone: Tz) -> DateTime<Utc> {
    let today = local_day(now, zone);
    (1..=3)
        .map(|days| start_of_day(days_after(today, days), zone))
        .find(|at| *at > now)
        .unwrap_or(now)
}

fn rest(until: DateTime<Utc>) -> Decision {
    Decision::Rest {
        until,
        let_go: Vec::new(),
    }
}
