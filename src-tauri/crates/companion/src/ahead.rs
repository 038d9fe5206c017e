//! On my mind: hard and good days. One of my own that I told is in the shared vault, where its author alone touches it;
//! one of my partner's that I noted for myself is in the private one, and leaves with nothing.

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use chrono_tz::Tz;
use couple::{
    Moment, ThingId, ThingKind, WallTime,
    cadence::{Cadence, LeapDay},
    gesture::GestureRef,
    us::{Ahead, AheadSort, BadAhead},
};

use crate::{
    Companion, CompanionError, Notice, PlanInput, PlanView, ledger::new_id, records::read,
};

/// The longest time ahead.
const DAYS_AHEAD: TimeDelta = TimeDelta::days(731);
/// What is over is looked for so often.
const LOOK: TimeDelta = TimeDelta::hours(1);

/// What is coming.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AheadInput {
    /// What kind of day.
    pub sort: AheadSort,
    /// What.
    pub text: String,
    /// When, there.
    pub at: WallTime,
    /// The time of day counts.
    pub timed: bool,
}

/// What is coming, as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AheadView {
    /// Its id.
    pub id: ThingId,
    /// My own day; otherwise my partner's.
    pub mine: bool,
    /// Both know of it; otherwise I noted it for myself.
    pub told: bool,
    /// What kind of day.
    pub sort: AheadSort,
    /// What.
    pub text: String,
    /// When, there.
    pub at: WallTime,
    /// The time of day counts.
    pub timed: bool,
    /// When that is on my clock, where that is another one.
    pub here: Option<Moment>,
    /// One of theirs that I would rather not see.
    pub hushed: bool,
    /// It nudges me: the plan it does so with.
    pub plan: Option<ThingId>,
    /// There is time to be reminded of it.
    pub may_remind: bool,
}

impl From<BadAhead> for CompanionError {
    fn from(BadAhead: BadAhead) -> Self {
        Self::BadInput { what: "ahead" }
    }
}

impl Companion {
    /// What is coming, the next first.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_ahead(&self) -> Result<Vec<AheadView>, CompanionError> {
        let now = self.now();
        let hushed = self.hushed_offers()?;
        let mut all = Vec::new();
        for (told, rows) in [
            (false, self.private.records(ThingKind::Ahead)?),
            (true, self.shared.records(ThingKind::Ahead)?),
        ] {
            let open = rows.iter().filter_map(read::<Ahead>);
            for ahead in open.filter(|ahead| !ahead.closed && ahead.is_over_at() > now) {
                all.push(self.ahead_view(ahead, told, &hushed)?);
            }
        }
        all.sort_by_cached_key(|view| (view.at.instant(), view.id));
        Ok(all)
    }

    /// Where my partner's clock was when they last wrote something that we share. `None` without a partner, and as
    /// long as nothing came from them.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn their_zone(&self) -> Result<Option<Tz>, CompanionError> {
        let Some(couple) = self.partner() else {
            return Ok(None);
        };
        let newest = self.shared.newest_entry_by(couple.partner_id())?;
        Ok(newest.map(|row| row.entry.written_at.zone))
    }

    /// Tells my partner of a day of mine, at once; or notes one of theirs for myself.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], [`CompanionError::BadTime`] for what is over or too far ahead, no words or too
    /// many, or it could not be saved.
    pub fn add_ahead(
        &mut self,
        input: AheadInput,
        told: bool,
    ) -> Result<AheadView, CompanionError> {
        let ahead = Ahead {
            id: new_id(&mut self.rng),
            by: self.my_id(),
            sort: input.sort,
            text: input.text.trim().to_owned(),
            at: input.at,
            timed: input.timed,
            closed: false,
        };
        ahead.validate()?;
        let over = ahead.is_over_at();
        if over <= self.now() || over > self.now() + DAYS_AHEAD {
            return Err(CompanionError::BadTime);
        }
        match told {
            true => self.keep_shared_record(&ahead)?,
            false => self.keep_private_record(&ahead)?,
        }
        self.notice(Notice::AheadChanged { id: ahead.id });
        self.ahead_view(ahead, told, &[])
    }

    /// Takes back what I wrote, or puts it back.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::NotYours`], or it could not be saved.
    pub fn remove_ahead(&mut self, id: ThingId, removed: bool) -> Result<(), CompanionError> {
        let (ahead, _) = self.kept_ahead(id)?;
        if ahead.by != self.my_id() {
            return Err(CompanionError::NotYours);
        }
        let ahead = Ahead {
            closed: removed,
            ..ahead
        };
        self.edit_record(ThingKind::Ahead, id, |document, peer| {
            document.set_record(peer, &ahead)
        })?;
        if removed {
            self.end_reminder(id)?;
        }
        Ok(())
    }

    /// A day of theirs is to nudge me, well before its time or in its morning. Nobody hears of it.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`] for one that is not theirs, [`CompanionError::BadTime`] when it is too near, or it
    /// could not be saved.
    pub fn remind_of_ahead(&mut self, id: ThingId) -> Result<PlanView, CompanionError> {
        let ahead = self.their_ahead(id)?;
        let input = self.reminder_input(&ahead)?;
        let plan = self.keep_plan_as(self.reminder_of(id), input)?;
        self.hush_offer(id, false)?;
        self.notice(Notice::AheadChanged { id });
        Ok(plan)
    }

    /// I would rather not see one of theirs, or would again after all. It nudges no more. Nobody hears of it.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`] for one that is not theirs, or it could not be saved.
    pub fn hush_ahead(&mut self, id: ThingId, hushed: bool) -> Result<(), CompanionError> {
        self.their_ahead(id)?;
        self.hush_offer(id, hushed)?;
        self.notice(Notice::AheadChanged { id });
        Ok(())
    }

    /// A day of theirs was told, or taken back: what nudges me goes with it.
    pub(crate) fn ahead_came(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let row = self.shared.record(id)?;
        if row
            .as_ref()
            .and_then(read::<Ahead>)
            .is_some_and(|ahead| ahead.closed)
        {
            self.end_reminder(id)?;
        }
        Ok(())
    }

    /// What is over nudges no more: a plan tied to a day would come again in a year.
    pub(crate) fn look_after_ahead(&mut self) -> Result<(), CompanionError> {
        let now = self.now();
        let recent = |seen: DateTime<Utc>| seen <= now && now - seen < LOOK;
        if self.ahead_seen_at.is_some_and(recent) {
            return Ok(());
        }
        let mut rows = self.private.records(ThingKind::Ahead)?;
        rows.extend(self.shared.records(ThingKind::Ahead)?);
        for ahead in rows.iter().filter_map(read::<Ahead>) {
            if ahead.is_over_at() <= now {
                self.end_reminder(ahead.id)?;
            }
        }
        self.ahead_seen_at = Some(now);
        Ok(())
    }

    /// The sharing ends, and what was told with it. What I noted for myself stays.
    pub(crate) fn forget_ahead(&mut self) -> Result<(), CompanionError> {
        for row in self.shared.records(ThingKind::Ahead)? {
            self.end_reminder(row.id)?;
        }
        Ok(())
    }

    fn kept_ahead(&self, id: ThingId) -> Result<(Ahead, bool), CompanionError> {
        if let Some(ahead) = self.shared.record(id)?.as_ref().and_then(read::<Ahead>) {
            return Ok((ahead, true));
        }
        let ahead = self.private.record(id)?.as_ref().and_then(read::<Ahead>);
        Ok((ahead.ok_or(CompanionError::NotFound)?, false))
    }

    /// A day of my partner's: told by them, or noted by me.
    fn their_ahead(&self, id: ThingId) -> Result<Ahead, CompanionError> {
        let (ahead, told) = self.kept_ahead(id)?;
        if !ahead.closed && (!told || ahead.by != self.my_id()) {
            Ok(ahead)
        } else {
            Err(CompanionError::NotFound)
        }
    }

    fn reminder_input(&self, ahead: &Ahead) -> Result<PlanInput, CompanionError> {
        let reminder = ahead.reminder(self.now(), self.zone());
        let (day, window) = reminder.ok_or(CompanionError::BadTime)?;
        Ok(PlanInput {
            gesture: GestureRef::Own(ahead.text.clone()),
            // It goes when the day is over, so it comes once.
            cadence: Cadence::Yearly {
                month: day.month(),
                day: day.day(),
                leap: LeapDay::Feb28,
            },
            window,
            cue: None,
        })
    }

    fn ahead_view(
        &self,
        ahead: Ahead,
        told: bool,
        hushed: &[ThingId],
    ) -> Result<AheadView, CompanionError> {
        let mine = told && ahead.by == self.my_id();
        let elsewhere = ahead.timed && ahead.at.zone != self.zone();
        Ok(AheadView {
            id: ahead.id,
            mine,
            told,
            sort: ahead.sort,
            here: elsewhere.then(|| Moment {
                at: ahead.at.instant(),
                zone: self.zone(),
            }),
            timed: ahead.timed,
            hushed: !mine && hushed.contains(&ahead.id),
            plan: if mine { None } else { self.reminder(ahead.id)? },
            may_remind: !mine && ahead.reminder(self.now(), self.zone()).is_some(),
            text: ahead.text,
            at: ahead.at,
        })
    }
}
