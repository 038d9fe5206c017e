//! Small promises: mine to us. Both see one until it is done or let go, and nothing says which of the two it was. It
//! is changed, closed and nudged by whoever made it, and by nobody else.

use chrono::{Datelike, NaiveDate};
use couple::{
    ThingId, ThingKind,
    cadence::{Cadence, LeapDay, Window},
    gesture::{GestureRef, OWN_LIMIT},
    time::local_day,
    us::{BadPromise, Promise},
};

use crate::{
    Companion, CompanionError, Notice, PlanInput,
    ledger::{derived_id, new_id},
    records::read,
};

/// The longest time that is promised ahead.
const DAYS_AHEAD: i64 = 366;
/// When the nudge for it comes, on its day.
const NUDGED: (&str, &str) = ("17:00", "19:00");

/// A promise as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PromiseView {
    /// Its id.
    pub id: ThingId,
    /// Whose it is.
    pub mine: bool,
    /// What.
    pub text: String,
    /// By when.
    pub day: NaiveDate,
}

impl From<BadPromise> for CompanionError {
    fn from(BadPromise: BadPromise) -> Self {
        Self::BadInput { what: "promise" }
    }
}

impl Companion {
    /// The open ones, mine first, by their days. One of the other's is seen until its day is over: what became of it
    /// is between the two of them.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_promises(&self) -> Result<Vec<PromiseView>, CompanionError> {
        let (me, today) = (self.my_id(), local_day(self.now(), self.zone()));
        let rows = self.shared.records(ThingKind::Promise)?;
        let open = rows.iter().filter_map(read::<Promise>);
        let mut all: Vec<PromiseView> = open
            .filter(|promise| !promise.closed)
            .filter(|promise| promise.by == me || promise.day >= today)
            .map(|promise| PromiseView {
                id: promise.id,
                mine: promise.by == me,
                text: promise.text,
                day: promise.day,
            })
            .collect();
        all.sort_by_key(|view| (!view.mine, view.day, view.id));
        Ok(all)
    }

    /// Makes one. It leaves at once, for it is said to the other; `nudged` brings it back to me on its day.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], no words or too many, a day that is past or beyond a year.
    pub fn make_promise(
        &mut self,
        text: &str,
        day: NaiveDate,
        nudged: bool,
    ) -> Result<PromiseView, CompanionError> {
        self.proper_day(day)?;
        let promise = Promise {
            id: new_id(&mut self.rng),
            by: self.my_id(),
            text: text.trim().to_owned(),
            day,
            closed: false,
        };
        promise.validate()?;
        self.keep_shared_record(&promise)?;
        if nudged {
            self.keep_plan_as(self.nudge_of(promise.id), nudge(&promise)?)?;
        }
        self.notice(Notice::PromiseChanged { id: promise.id });
        Ok(PromiseView {
            id: promise.id,
            mine: true,
            text: promise.text,
            day,
        })
    }

    /// Names another day for one of mine. What nudges towards it comes on that day.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::NotYours`], a day that is past or beyond a year.
    pub fn move_promise(
        &mut self,
        id: ThingId,
        day: NaiveDate,
    ) -> Result<PromiseView, CompanionError> {
        self.proper_day(day)?;
        let promise = Promise {
            day,
            ..self.my_promise(id)?
        };
        if promise.closed {
            return Err(CompanionError::NotFound);
        }
        self.edit_record(ThingKind::Promise, id, |document, peer| {
            document.set_record(peer, &promise)
        })?;
        let plan = self.nudge_of(id);
        if self.private.plan(plan)?.is_some_and(|plan| !plan.retired) {
            self.keep_plan_as(plan, nudge(&promise)?)?;
        }
        Ok(PromiseView {
            id,
            mine: true,
            text: promise.text,
            day,
        })
    }

    fn proper_day(&self, day: NaiveDate) -> Result<(), CompanionError> {
        let today = local_day(self.now(), self.zone());
        if day < today || (day - today).num_days() > DAYS_AHEAD {
            return Err(CompanionError::BadTime);
        }
        Ok(())
    }

    fn my_promise(&self, id: ThingId) -> Result<Promise, CompanionError> {
        let row = self.shared.record(id)?;
        let row = row.filter(|row| row.kind == ThingKind::Promise);
        let promise: Promise = row
            .as_ref()
            .and_then(read)
            .ok_or(CompanionError::NotFound)?;
        if promise.by != self.my_id() {
            return Err(CompanionError::NotYours);
        }
        Ok(promise)
    }

    /// One of mine is done, or let go; or it stands again after all.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::NotYours`], or it could not be saved.
    pub fn close_promise(&mut self, id: ThingId, closed: bool) -> Result<(), CompanionError> {
        let promise = Promise {
            closed,
            ..self.my_promise(id)?
        };
        self.edit_record(ThingKind::Promise, id, |document, peer| {
            document.set_record(peer, &promise)
        })?;
        let plan = self.nudge_of(id);
        if self.private.plan(plan)?.is_some() {
            match closed {
                true => self.remove_plan(plan)?,
                false => drop(self.restore_plan(plan)?),
            }
        }
        Ok(())
    }

    /// The sharing ends, and the promises with it: what nudges towards one goes too.
    pub(crate) fn forget_promises(&mut self) -> Result<(), CompanionError> {
        for row in self.shared.records(ThingKind::Promise)? {
            let plan = self.nudge_of(row.id);
            if self.private.plan(plan)?.is_some_and(|plan| !plan.retired) {
                self.remove_plan(plan)?;
            }
        }
        Ok(())
    }

    fn nudge_of(&self, promise: ThingId) -> ThingId {
        derived_id("nudge of a promise", &self.space_id(), promise)
    }
}

fn nudge(promise: &Promise) -> Result<PlanInput, CompanionError> {
    let end = promise.text.floor_char_boundary(OWN_LIMIT);
    let (from, to) = NUDGED;
    Ok(PlanInput {
        gesture: GestureRef::Own(promise.text[..end].to_owned()),
        // It goes with the promise, so it comes once.
        cadence: Cadence::Yearly {
            month: promise.day.month(),
            day: promise.day.day(),
            leap: LeapDay::Feb28,
        },
        window: Window::parse(from, to).map_err(|_| CompanionError::BadTime)?,
        cue: None,
    })
}
