//! Gestures someone chose, and the nudges towards them. All of it is private:
//! nothing here ever reaches the partner.

use chrono::{DateTime, Datelike, Utc};
use couple::{
    Moment, ThingId, ThingKind,
    cadence::{Cadence, Slot, Window},
    cue::Cue,
    gesture::{Done, GesturePlan, GesturePlanError, GestureRef},
    nudge::{self, Decision, FiredKey, Later, Pause, PlanNow, PlanState, Rules},
};
use replica::{FieldsDoc, GestureMonth};
use vault::PauseRow;

use crate::{Companion, CompanionError, Notice, hold::ASK_AGAIN, ledger::new_id};

/// What to plan.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanInput {
    /// The gesture.
    pub gesture: GestureRef,
    /// How often.
    pub cadence: Cadence,
    /// At what time of day; with a cue, between which hours it counts.
    pub window: Window,
    /// What it waits for, in an if-then plan.
    pub cue: Option<Cue>,
}

/// A chosen gesture as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PlanView {
    /// Its id, which is also the id of its nudge.
    pub id: ThingId,
    /// The gesture.
    pub gesture: GestureRef,
    /// How often.
    pub cadence: Cadence,
    /// At what time of day; with a cue, between which hours it counts.
    pub window: Window,
    /// What it waits for, in an if-then plan.
    pub cue: Option<Cue>,
    /// When it nudges next.
    pub next: Option<DateTime<Utc>>,
    /// When it was last done.
    pub last_done: Option<DateTime<Utc>>,
    /// "Later": when it comes back.
    pub snoozed_until: Option<DateTime<Utc>>,
    /// After four weeks: how it might come less often, as long as nobody has said.
    pub lighter: Option<Cadence>,
    /// It takes two, and rests until both want such gestures.
    pub rests: bool,
}

/// A nudge that waits for an answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DueNudge {
    /// What it is about.
    pub plan: PlanView,
    /// Since when it waits.
    pub since: DateTime<Utc>,
}

/// A nudge to come.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ComingNudge {
    /// Its plan.
    pub plan: ThingId,
    /// The gesture.
    pub gesture: GestureRef,
    /// The window it comes in.
    pub slot: Slot,
    /// What it waits for within.
    pub cue: Option<Cue>,
}

impl From<GesturePlanError> for CompanionError {
    fn from(error: GesturePlanError) -> Self {
        match error {
            GesturePlanError::UnknownGesture => Self::UnknownGesture,
            GesturePlanError::BadOwnWords => Self::BadInput { what: "gesture" },
            GesturePlanError::BadCue => Self::BadInput { what: "cue" },
            GesturePlanError::Cadence(_) => Self::BadInput { what: "cadence" },
        }
    }
}

impl Companion {
    /// The gestures I have chosen.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_plans(&self) -> Result<Vec<PlanView>, CompanionError> {
        let standing = self.standing()?;
        Ok(standing
            .plans
            .iter()
            .filter(|(plan, _)| !plan.retired)
            .map(|(plan, state)| self.plan_view(plan, state, &standing.rules))
            .collect())
    }

    /// Chooses a gesture, or changes how one comes.
    ///
    /// # Errors
    /// Not in the library, or a cadence that can't be.
    pub fn keep_plan(
        &mut self,
        id: Option<ThingId>,
        input: PlanInput,
    ) -> Result<PlanView, CompanionError> {
        let id = match id {
            Some(id) => {
                self.private.plan(id)?.ok_or(CompanionError::NotFound)?;
                id
            }
            None => new_id(&mut self.rng),
        };
        self.keep_plan_as(id, input)
    }

    /// The same, under an id that is given.
    pub(crate) fn keep_plan_as(
        &mut self,
        id: ThingId,
        input: PlanInput,
    ) -> Result<PlanView, CompanionError> {
        let now = self.now();
        let plan = GesturePlan {
            id,
            gesture: input.gesture,
            cadence: input.cadence,
            window: input.window,
            cue: input.cue,
            created_at: now,
            retired: false,
        };
        plan.validate()?;
        self.put_plan(&plan)?;
        self.notice(Notice::PlanChanged { id });
        self.plan(id)
    }

    /// "Not for us", or simply no more.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn remove_plan(&mut self, id: ThingId) -> Result<(), CompanionError> {
        self.set_retired(id, true)
    }

    /// Takes a removed one up again.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn restore_plan(&mut self, id: ThingId) -> Result<PlanView, CompanionError> {
        self.set_retired(id, false)?;
        self.plan(id)
    }

    fn set_retired(&mut self, id: ThingId, retired: bool) -> Result<(), CompanionError> {
        let mut plan = self.private.plan(id)?.ok_or(CompanionError::NotFound)?;
        plan.retired = retired;
        if !retired {
            plan.created_at = self.now();
        }
        self.put_plan(&plan)?;
        self.notice(Notice::PlanChanged { id });
        Ok(())
    }

    pub(crate) fn put_plan(&mut self, plan: &GesturePlan) -> Result<(), CompanionError> {
        let known = self.private.updates(plan.id)?;
        let update = if known.is_empty() {
            Some(FieldsDoc::create_record(self.own.peer(), plan)?.1)
        } else {
            FieldsDoc::open(ThingKind::GesturePlan, &known)?.set_record(self.own.peer(), plan)?
        };
        let updates = update.into_iter().collect();
        self.keep_private(plan.id, ThingKind::GesturePlan, updates, |tx| {
            Ok(tx.put_plan(plan)?)
        })
    }

    /// One chosen gesture.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn plan(&self, id: ThingId) -> Result<PlanView, CompanionError> {
        let plan = self.private.plan(id)?.ok_or(CompanionError::NotFound)?;
        let state = self.private.plan_state(id)?;
        Ok(self.plan_view(&plan, &state, &self.rules()?))
    }

    /// Nudges that were shown and wait for an answer.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_due_nudges(&self) -> Result<Vec<DueNudge>, CompanionError> {
        let standing = self.standing()?;
        let now = self.now();
        let mut due: Vec<DueNudge> = standing
            .plans
            .iter()
            .filter(|(plan, _)| !standing.rules.rests(plan))
            .filter_map(|(plan, state)| {
                let since = state.waiting(now)?;
                Some(DueNudge {
                    plan: self.plan_view(plan, state, &standing.rules),
                    since,
                })
            })
            .collect();
        due.sort_by_key(|nudge| nudge.since);
        Ok(due)
    }

    /// What would fall due at an instant. Changes nothing.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn due_at(&self, at: DateTime<Utc>) -> Result<Vec<PlanView>, CompanionError> {
        let standing = self.standing()?;
        let plans = standing.now();
        let shown = nudge::shown_today(at, self.zone(), &plans);
        let ids: Vec<ThingId> = match nudge::decide(at, self.zone(), &plans, shown, &standing.rules)
        {
            Decision::Fire(id, _) => vec![id],
            Decision::WhileAway(away) => away.into_iter().map(|(id, _)| id).collect(),
            Decision::Rest { .. } => Vec::new(),
        };
        let views = ids.iter().filter_map(|id| standing.of(*id));
        Ok(views
            .map(|(plan, state)| self.plan_view(plan, state, &standing.rules))
            .collect())
    }

    /// What is coming within some days; nothing of it where that was switched off.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_coming_nudges(&self, days: u32) -> Result<Vec<ComingNudge>, CompanionError> {
        if !self.settings()?.looks_ahead {
            return Ok(Vec::new());
        }
        let standing = self.standing()?;
        let (now, zone) = (self.now(), self.zone());
        let mut coming: Vec<ComingNudge> = Vec::new();
        for plan in standing.now() {
            for slot in nudge::coming(&plan, now, zone, days.min(60), &standing.rules) {
                let gesture = plan.plan.gesture.clone();
                coming.push(ComingNudge {
                    plan: plan.plan.id,
                    gesture,
                    slot,
                    cue: plan.plan.cue,
                });
            }
        }
        coming.sort_by_key(|nudge| nudge.slot.opens);
        Ok(coming)
    }

    /// The next of those within two weeks.
    pub(crate) fn next_coming_nudge(&self) -> Result<Option<ComingNudge>, CompanionError> {
        // Most often there is one soon, and what comes after it is of no interest.
        for days in [2, 14] {
            if let Some(next) = self.list_coming_nudges(days)?.into_iter().next() {
                return Ok(Some(next));
            }
        }
        Ok(None)
    }

    /// Whether any gesture is chosen.
    pub(crate) fn has_plans(&self) -> Result<bool, CompanionError> {
        Ok(self.chosen()?.iter().any(|(plan, _)| !plan.retired))
    }

    /// "Did it", from anywhere. The cadence begins again; nobody is told.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn did_nudge(&mut self, id: ThingId) -> Result<PlanView, CompanionError> {
        let plan = self.private.plan(id)?.ok_or(CompanionError::NotFound)?;
        let (now, zone) = (self.now(), self.zone());
        let mut state = self.private.plan_state(id)?;
        state.did(now);

        let at = Moment { at: now, zone };
        let day = at.day();
        let month = month_id(day.year(), day.month());
        let done = Done {
            gesture: plan.gesture,
            plan: Some(id),
            at,
        };
        let key = new_id(&mut self.rng);
        let known = self.private.updates(month)?;
        let mut record = GestureMonth {
            id: month,
            done: Default::default(),
        };
        let update = if known.is_empty() {
            record.done.insert(key, done.clone());
            Some(FieldsDoc::create_record(self.own.peer(), &record)?.1)
        } else {
            let mut document = FieldsDoc::open(ThingKind::GestureLog, &known)?;
            record = document.record()?;
            record.done.insert(key, done.clone());
            document.set_record(self.own.peer(), &record)?
        };
        let updates = update.into_iter().collect();
        self.keep_private(month, ThingKind::GestureLog, updates, |tx| {
            tx.add_gesture(month, &done)?;
            Ok(tx.put_plan_state(id, &state)?)
        })?;
        self.notice(Notice::NudgeSettled { id });
        self.plan(id)
    }

    /// "Later". Kept before it is confirmed; says when it is back.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn later_nudge(
        &mut self,
        id: ThingId,
        choice: Later,
    ) -> Result<DateTime<Utc>, CompanionError> {
        let (now, zone) = (self.now(), self.zone());
        let quiet = self.rules()?.quiet;
        let until = nudge::after_quiet(nudge::later(choice, now, zone), quiet, zone);
        self.settle(id, |state| state.snooze(until))?;
        Ok(until)
    }

    /// "Not today": the cadence begins again, kindly.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn not_today_nudge(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let now = self.now();
        self.settle(id, |state| state.not_today(now))
    }

    fn settle(
        &mut self,
        id: ThingId,
        change: impl FnOnce(&mut PlanState),
    ) -> Result<(), CompanionError> {
        self.private.plan(id)?.ok_or(CompanionError::NotFound)?;
        let mut state = self.private.plan_state(id)?;
        change(&mut state);
        self.private.write(|tx| tx.put_plan_state(id, &state))?;
        self.notice(Notice::NudgeSettled { id });
        Ok(())
    }

    /// Pauses nudges. It always ends by itself; says when.
    ///
    /// # Errors
    /// [`CompanionError::TimeInPast`] for a day that is not ahead; it could not be saved.
    pub fn pause_nudges(&mut self, pause: Pause) -> Result<DateTime<Utc>, CompanionError> {
        let now = self.now();
        if let Pause::Until(day) = pause
            && day <= couple::time::local_day(now, self.zone())
        {
            return Err(CompanionError::TimeInPast);
        }
        let until = nudge::pause_until(pause, now, self.zone());
        self.private
            .write(|tx| tx.put_pause(&PauseRow { set_at: now, until }))?;
        self.notice(Notice::PauseChanged);
        Ok(until)
    }

    /// Ends a pause now.
    ///
    /// # Errors
    /// It could not be saved.
    pub fn resume_nudges(&mut self) -> Result<(), CompanionError> {
        let now = self.now();
        if self.pause()?.is_some() {
            self.private.write(|tx| {
                tx.put_pause(&PauseRow {
                    set_at: now,
                    until: now,
                })
            })?;
            self.notice(Notice::PauseChanged);
        }
        Ok(())
    }

    /// Until when nudges pause, if they do.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn pause(&self) -> Result<Option<DateTime<Utc>>, CompanionError> {
        let now = self.now();
        Ok(self.believed_pause()?.filter(|until| *until > now))
    }

    fn believed_pause(&self) -> Result<Option<DateTime<Utc>>, CompanionError> {
        let row = self.private.pause()?;
        Ok(row.and_then(|row| nudge::believed_pause(row.set_at, row.until, self.now())))
    }

    /// Shows what has fallen due: recorded first, announced after. Gives when to look again.
    pub(crate) fn nudge_due(&mut self) -> Result<DateTime<Utc>, CompanionError> {
        let (now, zone) = (self.now(), self.zone());
        self.hold.looked(now);
        if let Some(until) = self.hold.rests_until(now) {
            return Ok(until);
        }
        let mut standing = self.standing()?;
        self.hear_workday_end(&mut standing.plans)?;
        self.hear_block_end(&mut standing.plans)?;
        let decision = {
            let plans = standing.now();
            let shown = nudge::shown_today(now, zone, &plans);
            nudge::decide(now, zone, &plans, shown, &standing.rules)
        };
        let fell_due = match &decision {
            Decision::Fire(_, slot) => Some(slot.nudge_at),
            Decision::WhileAway(_) => Some(now),
            Decision::Rest { .. } => None,
        };
        if let Some(fell_due) = fell_due {
            if self.surroundings.asks_for_quiet() || self.busy_until()?.is_some() {
                self.hold.keep(fell_due, now);
                return Ok(now + ASK_AGAIN);
            }
            self.hold.let_go(now);
        }
        let state_of = |id: ThingId| {
            standing
                .of(id)
                .map_or_else(PlanState::default, |(_, state)| *state)
        };
        match decision {
            Decision::Fire(id, slot) => {
                let mut state = state_of(id);
                state.record_shown(id, &slot, now);
                let key = FiredKey {
                    plan: id,
                    date: slot.date,
                };
                self.private.write(|tx| {
                    tx.record_fired(key, now)?;
                    tx.put_plan_state(id, &state)
                })?;
                self.notice(Notice::NudgeFellDue { id });
                Ok(now)
            }
            Decision::WhileAway(away) => {
                self.private.write(|tx| {
                    for (id, slot) in &away {
                        let mut state = state_of(*id);
                        state.record_away(*id, slot, now);
                        tx.record_fired(
                            FiredKey {
                                plan: *id,
                                date: slot.date,
                            },
                            now,
                        )?;
                        tx.put_plan_state(*id, &state)?;
                    }
                    Ok(())
                })?;
                self.notice(Notice::WhileAway {
                    plans: away.into_iter().map(|(id, _)| id).collect(),
                });
                Ok(now)
            }
            Decision::Rest { until, let_go } => {
                if !let_go.is_empty() {
                    self.private.write(|tx| {
                        for (id, slot) in &let_go {
                            let mut state = state_of(*id);
                            state.record_let_go(slot);
                            tx.put_plan_state(*id, &state)?;
                        }
                        Ok(())
                    })?;
                }
                Ok(until)
            }
        }
    }

    pub(crate) fn rules(&self) -> Result<Rules, CompanionError> {
        let settings = self.settings()?;
        let quiet = match (&settings.quiet_from, &settings.quiet_to) {
            (Some(from), Some(to)) => Window::parse(from, to).ok(),
            _ => None,
        };
        let paused_until = self.believed_pause()?;
        Ok(Rules {
            quiet,
            budget: settings.budget,
            paused_until,
            held: self.hold.last,
            together: self.turns()?,
        })
    }

    fn plan_view(&self, plan: &GesturePlan, state: &PlanState, rules: &Rules) -> PlanView {
        let (now, zone) = (self.now(), self.zone());
        let next = nudge::next(&PlanNow { plan, state }, now, zone, rules);
        PlanView {
            id: plan.id,
            gesture: plan.gesture.clone(),
            cadence: plan.cadence,
            window: plan.window,
            cue: plan.cue,
            next: next.map(|slot| slot.nudge_at),
            last_done: state.last_done,
            snoozed_until: state.snoozed_until.filter(|until| *until > now),
            lighter: plan
                .cadence
                .lighter()
                .filter(|_| !rules.rests(plan) && state.asks_for_less(plan, now)),
            rests: !plan.retired && rules.rests(plan),
        }
    }
}

/// The id of a month's gesture log: the same on all my devices.
fn month_id(year: i32, month: u32) -> ThingId {
    let hash = keys::hash(format!("gestures {year:04}-{month:02}").as_bytes());
    let mut id = [0; 16];
    id.copy_from_slice(&hash[..16]);
    ThingId(id)
}
