//! A computer, simulated, that checks every decision against the rules stated a second time and more simply.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Duration, NaiveDate, Utc};
use chrono_tz::Tz;
use couple::ThingId;
use couple::cadence::{Cadence, Slot, next_slot};
use couple::gesture::GesturePlan;
use couple::nudge::{
    Decision, LATE_AFTER, PROMISES_APART, PlanNow, PlanState, Rules, SPACING, decide, shown_today,
};
use proptest::prelude::*;

use crate::common::*;

/// A computer with the app on it, and the person in front of it.
pub struct Desk {
    pub now: DateTime<Utc>,
    pub zone: Tz,
    pub plans: Vec<GesturePlan>,
    /// What is on disk: a crash loses nothing of it, and nothing else survives.
    pub states: BTreeMap<ThingId, PlanState>,
    pub rules: Rules,
    /// The app dies after recording the next nudge and before showing it.
    pub dies_next: bool,
    pub log: Vec<Shown>,
    pub recorded: BTreeSet<(ThingId, NaiveDate)>,
    pub seen_on_screen: usize,
    pub deaths: usize,
    /// Looks between the looks, for whether rest is really rest.
    pub probes: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    Nudge,
    CameBack,
    Away,
}

#[derive(Debug, Clone, Copy)]
pub struct Shown {
    pub plan: ThingId,
    pub date: NaiveDate,
    pub at: DateTime<Utc>,
    pub how: How,
}

pub type Checked = Result<(), TestCaseError>;

impl Desk {
    pub fn new(plans: Vec<GesturePlan>, zone: Tz, now: DateTime<Utc>, rules: Rules) -> Self {
        let states = plans
            .iter()
            .map(|plan| (plan.id, PlanState::default()))
            .collect();
        Self {
            now,
            zone,
            plans,
            states,
            rules,
            dies_next: false,
            log: vec![],
            recorded: BTreeSet::new(),
            seen_on_screen: 0,
            deaths: 0,
            probes: true,
        }
    }

    pub fn decide_at(&self, now: DateTime<Utc>) -> Decision {
        let plans: Vec<_> = self
            .plans
            .iter()
            .map(|plan| PlanNow {
                plan,
                state: &self.states[&plan.id],
            })
            .collect();
        decide(
            now,
            self.zone,
            &plans,
            shown_today(now, self.zone, &plans),
            &self.rules,
        )
    }

    pub fn state(&mut self, plan: ThingId) -> &mut PlanState {
        self.states.get_mut(&plan).unwrap()
    }

    /// Awake until an instant, looking at the clock whenever told to and up to twenty seconds late.
    pub fn wake_until(&mut self, end: DateTime<Utc>) -> Checked {
        while self.now < end {
            match self.look()? {
                Some(until) => {
                    let tick = Duration::seconds(until.timestamp().rem_euclid(21));
                    self.now = (until + tick).min(end);
                }
                None => self.now += Duration::seconds(20),
            }
        }
        Ok(())
    }

    /// One look: what is decided is checked, shown and recorded. Until when to rest, if it was to rest.
    pub fn look(&mut self) -> Result<Option<DateTime<Utc>>, TestCaseError> {
        let (now, zone) = (self.now, self.zone);
        let decision = self.decide_at(now);
        if !matches!(decision, Decision::Rest { .. }) {
            let clock = now.with_timezone(&zone).time();
            prop_assert!(
                self.rules.quiet.is_none_or(|quiet| !quiet.contains(clock)),
                "noise at {clock}"
            );
            prop_assert!(
                self.rules.paused_until.is_none_or(|until| until <= now),
                "noise in a pause"
            );
        }
        match decision {
            Decision::Fire(plan, slot) => {
                let how = if self.states[&plan].snoozed_until.is_some() {
                    How::CameBack
                } else {
                    How::Nudge
                };
                let late = now - slot.nudge_at;
                prop_assert!(
                    Duration::zero() <= late && late <= LATE_AFTER,
                    "late by {late}"
                );
                self.check_show(plan, &slot, how)?;
                if std::mem::take(&mut self.dies_next) {
                    self.deaths += 1;
                } else {
                    self.seen_on_screen += 1;
                }
                self.state(plan).record_shown(plan, &slot, now);
                self.recorded.insert((plan, slot.date));
                self.log.push(Shown {
                    plan,
                    date: slot.date,
                    at: now,
                    how,
                });
                Ok(None)
            }
            Decision::WhileAway(missed) => {
                prop_assert!(!missed.is_empty());
                for (plan, slot) in missed {
                    prop_assert!(now - slot.nudge_at > LATE_AFTER, "not missed yet");
                    let how = if self.states[&plan].snoozed_until.is_some() {
                        How::CameBack
                    } else {
                        How::Away
                    };
                    self.check_show(plan, &slot, how)?;
                    self.state(plan).record_away(plan, &slot, now);
                    self.recorded.insert((plan, slot.date));
                    self.log.push(Shown {
                        plan,
                        date: slot.date,
                        at: now,
                        how: How::Away,
                    });
                }
                Ok(None)
            }
            Decision::Rest { until, let_go } => {
                prop_assert!(until > now);
                for (plan, slot) in &let_go {
                    prop_assert!(slot.nudge_at <= now);
                    self.state(*plan).record_let_go(slot);
                }
                if self.probes {
                    self.check_rest(until)?;
                }
                self.check_nothing_forgotten()?;
                Ok(Some(until))
            }
        }
    }

    /// Not even a second earlier, nor anywhere on the way.
    fn check_rest(&self, until: DateTime<Utc>) -> Checked {
        let now = self.now;
        let share = 1 + i32::try_from(now.timestamp() % 7).unwrap();
        for between in [
            now + (until - now) * share / 8,
            until - Duration::seconds(1),
        ] {
            let again = self.decide_at(between.max(now));
            prop_assert!(
                matches!(again, Decision::Rest { .. }),
                "{again:?} at {between}, rest was until {until}"
            );
        }
        Ok(())
    }

    /// Once for a key, and never sooner than the cadence says.
    pub fn check_show(&self, plan: ThingId, slot: &Slot, how: How) -> Checked {
        if how == How::CameBack {
            let promised = self.states[&plan].snoozed_until.unwrap();
            prop_assert!(self.now >= promised, "came back early");
            return Ok(());
        }
        prop_assert!(
            !self.recorded.contains(&(plan, slot.date)),
            "twice for one day: {:?}",
            slot.date
        );
        let the_plan = self.plans.iter().find(|the| the.id == plan).unwrap();
        if let Some(settled) = self.settled(the_plan) {
            let soonest = expected_date(the_plan.cadence, settled, self.zone);
            prop_assert!(
                slot.date >= soonest,
                "{} is sooner than {soonest}, settled {settled}",
                slot.date
            );
        }
        Ok(())
    }

    pub fn settled(&self, plan: &GesturePlan) -> Option<NaiveDate> {
        let state = self.states[&plan.id];
        let answered = [state.last_done, state.last_waved].into_iter().flatten();
        answered
            .map(|at| counts_for(plan.window, at, self.zone))
            .chain(state.fired.map(|key| key.date))
            .filter(|day| *day < self.now.date_naive() + Duration::days(32))
            .max()
    }

    /// Whenever the app rests in the open, everything due has a reason not to be shown.
    pub fn check_nothing_forgotten(&self) -> Checked {
        // Quiet hours move nudges about; the other rules are enough there.
        if self.rules.quiet.is_some()
            || self
                .rules
                .paused_until
                .is_some_and(|until| until > self.now)
        {
            return Ok(());
        }
        let today = self.now.with_timezone(&self.zone).date_naive();
        let shown = self.states.values().filter_map(|state| state.shown_at);
        let ahead = |at: DateTime<Utc>| at > self.now && at - self.now < Duration::hours(24);
        let full = shown
            .clone()
            .filter(|at| at.with_timezone(&self.zone).date_naive() == today || ahead(*at))
            .count()
            >= usize::from(self.rules.budget);
        let crowded = shown
            .chain(self.states.values().filter_map(|state| state.waiting_since))
            .map(|at| if ahead(at) { self.now } else { at })
            .filter(|at| *at <= self.now)
            .max();
        let within = |apart| crowded.is_some_and(|at| self.now - at < apart);
        for plan in &self.plans {
            let state = self.states[&plan.id];
            if let Some(until) = state.snoozed_until {
                prop_assert!(
                    until > self.now || within(PROMISES_APART),
                    "a promise is forgotten"
                );
                continue;
            }
            let Some(slot) = self.due(plan) else { continue };
            if state.let_go.is_some_and(|last| slot.date <= last) {
                continue;
            }
            let late = self.now - slot.nudge_at > LATE_AFTER;
            if late
                && self
                    .rules
                    .paused_until
                    .is_some_and(|until| slot.nudge_at < until)
            {
                continue;
            }
            let held = (matches!(plan.cadence, Cadence::Yearly { .. }) && full) || within(SPACING);
            prop_assert!(
                held && !late,
                "forgotten: {:?}, {state:?}, now {}",
                slot,
                self.now
            );
        }
        Ok(())
    }

    /// The last slot that has come and was not settled, found by walking.
    pub fn due(&self, plan: &GesturePlan) -> Option<Slot> {
        let mut found = None;
        let days = if matches!(plan.cadence, Cadence::EveryDays(_)) {
            4
        } else {
            29
        };
        let mut at = self.now - Duration::days(days);
        loop {
            let slot = next_slot(plan, None, self.zone, at);
            if slot.nudge_at > self.now {
                return found;
            }
            let soon = |settled| slot.date < expected_date(plan.cadence, settled, self.zone);
            if slot.nudge_at >= plan.created_at && !self.settled(plan).is_some_and(soon) {
                found = Some(slot);
            }
            at = slot.nudge_at;
        }
    }
}
