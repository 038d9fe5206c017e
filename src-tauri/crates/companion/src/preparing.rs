//! What a date needs before it. Both change it, part by part. A nudge towards what has to be confirmed is mine alone:
//! it comes on its day, once, and goes when it was confirmed, when the day is over, or with the date.

use chrono::{Datelike, NaiveDate};
use couple::{
    PersonId, ThingId,
    cadence::{Cadence, LeapDay, Window},
    gesture::{GestureRef, OWN_LIMIT},
    outing::{BadPreparing, Confirm, ITEMS_LIMIT, Item, ItemId, Preparing, Stage},
    time::local_day,
};
use rand_core::Rng as _;
use replica::OutingEdit;

use crate::{
    Author, Companion, CompanionError, Notice, Origin, OutingView, PlanInput, ledger::derived_id,
};

const KEY: &str = "confirming";
/// When the nudge comes, on its day: while one can still ring someone.
const NUDGED: (&str, &str) = ("10:00", "12:00");

impl From<BadPreparing> for CompanionError {
    fn from(BadPreparing: BadPreparing) -> Self {
        Self::BadInput { what: "preparing" }
    }
}

impl Companion {
    /// Adds something to do or to take along.
    ///
    /// # Errors
    /// Like [`Companion::prepare_outing`].
    pub fn add_item(&mut self, id: ThingId, item: Item) -> Result<OutingView, CompanionError> {
        let item_id = ItemId(self.rng.next_u32());
        self.prepare_outing(id, Preparing::Put(item_id, item))
    }

    /// Changes one part of what a date needs before it.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::OutingSettled`] for one that will not be, and limits.
    pub fn prepare_outing(
        &mut self,
        id: ThingId,
        change: Preparing,
    ) -> Result<OutingView, CompanionError> {
        change.validate()?;
        let (me, partner, now) = self.both_and_now();
        let kept = self.kept_outing(id)?;
        let stage = kept.outing.stage(me, partner, now);
        if matches!(stage, Stage::Cancelled | Stage::Declined) {
            return Err(CompanionError::OutingSettled);
        }
        let items = &kept.outing.preparations.items;
        match &change {
            Preparing::Put(item, _) if !items.contains_key(item) && items.len() >= ITEMS_LIMIT => {
                return Err(CompanionError::BadInput { what: "items" });
            }
            _ => {}
        }
        let edit = OutingEdit {
            preparing: vec![change],
            ..OutingEdit::default()
        };
        self.edit_outing(kept, &edit)?;
        self.look_after_confirming(id)?;
        self.get_outing(id)
    }

    /// Nudges me on the day by which something has to be confirmed, or not.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], or it could not be saved.
    pub fn nudge_to_confirm(
        &mut self,
        id: ThingId,
        on: bool,
    ) -> Result<OutingView, CompanionError> {
        self.kept_outing(id)?;
        let mut all = self.confirming()?;
        all.retain(|known| *known != id);
        if on {
            all.push(id);
        }
        self.private.write(|tx| tx.put_setting(KEY, &all))?;
        self.look_after_confirming_of(id, on)?;
        let origin = Origin::Me;
        self.notice(Notice::OutingChanged { id, origin });
        self.get_outing(id)
    }

    /// One of the two, as a person.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`].
    pub fn person(&self, who: Author) -> Result<PersonId, CompanionError> {
        match who {
            Author::Me => Ok(self.my_id()),
            Author::Partner => {
                let couple = self.partner().ok_or(CompanionError::NoPartner)?;
                Ok(couple.partner_id())
            }
        }
    }

    /// A person, as one of the two.
    #[must_use]
    pub fn who_is(&self, person: PersonId) -> Author {
        self.author(person)
    }

    pub(crate) fn is_nudged_to_confirm(&self, id: ThingId) -> bool {
        self.confirming().is_ok_and(|all| all.contains(&id))
    }

    /// A date is not what it was: its nudge follows it.
    pub(crate) fn look_after_confirming(&mut self, id: ThingId) -> Result<(), CompanionError> {
        if self.is_nudged_to_confirm(id) {
            self.look_after_confirming_of(id, true)?;
        }
        Ok(())
    }

    /// Days pass, too.
    pub(crate) fn look_after_all_confirming(&mut self) -> Result<(), CompanionError> {
        for id in self.confirming()? {
            if self.look_after_confirming_of(id, true)? {
                continue;
            }
            let mut all = self.confirming()?;
            all.retain(|known| *known != id);
            self.private.write(|tx| tx.put_setting(KEY, &all))?;
        }
        Ok(())
    }

    /// Whether it can still come.
    fn look_after_confirming_of(&mut self, id: ThingId, on: bool) -> Result<bool, CompanionError> {
        let (me, partner, now) = self.both_and_now();
        let today = local_day(now, self.zone());
        let kept = self.kept_outing(id).ok();
        let stands = kept.as_ref().is_some_and(|kept| {
            let stage = kept.outing.stage(me, partner, now);
            !matches!(
                stage,
                Stage::Cancelled | Stage::Declined | Stage::Remembered
            )
        });
        let confirm = kept.and_then(|kept| kept.outing.preparations.confirm);
        let wanted = confirm.filter(|confirm| on && stands && confirm.by >= today);
        let plan = derived_id("nudge to confirm", &self.space_id(), id);
        let there = self.private.plan(plan)?.filter(|plan| !plan.retired);
        let comes = wanted.is_some();
        match (there, wanted.map(|wanted| nudge(&wanted)).transpose()?) {
            (Some(there), Some(wanted))
                if there.gesture == wanted.gesture && there.cadence == wanted.cadence => {}
            (_, Some(wanted)) => drop(self.keep_plan_as(plan, wanted)?),
            (Some(_), None) => self.remove_plan(plan)?,
            (None, None) => {}
        }
        Ok(comes)
    }

    fn confirming(&self) -> Result<Vec<ThingId>, CompanionError> {
        Ok(self.private.setting(KEY)?.unwrap_or_default())
    }
}

fn nudge(confirm: &Confirm) -> Result<PlanInput, CompanionError> {
    let end = confirm.what.floor_char_boundary(OWN_LIMIT);
    let by: NaiveDate = confirm.by;
    let (from, to) = NUDGED;
    Ok(PlanInput {
        gesture: GestureRef::Own(confirm.what[..end].to_owned()),
        // It goes when its day is over, so it comes once.
        cadence: Cadence::Yearly {
            month: by.month(),
            day: by.day(),
            leap: LeapDay::Feb28,
        },
        window: Window::parse(from, to).map_err(|_| CompanionError::BadTime)?,
        cue: None,
    })
}
