//! What helps me: my menu for my partner, and theirs for me. A line is written and changed by whoever it helps, and by
//! nobody else. What I make of one of theirs, that it may nudge me or that I would rather not see it, is kept in the
//! private vault and leaves with nothing.

use couple::{
    ThingId, ThingKind,
    cadence::Cadence,
    gesture::{GestureRef, Suits},
    us::{BadWish, Wish, WishSort},
};
use vault::RecordRow;

use crate::{
    Companion, CompanionError, Notice, PlanInput, PlanView, ledger::new_id, records::read,
};

/// How often a reminder comes, of an evening, until I say otherwise.
const EVERY_DAYS: u16 = 7;

/// A line of a menu as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WishView {
    /// Its id.
    pub id: ThingId,
    /// It is of my menu; otherwise of my partner's.
    pub mine: bool,
    /// What it is of.
    pub sort: WishSort,
    /// In their words.
    pub text: String,
    /// Both have it; otherwise it is mine alone.
    pub ours: bool,
    /// One of theirs that I would rather not see.
    pub hushed: bool,
    /// One of theirs that nudges me: the plan it does so with.
    pub plan: Option<ThingId>,
}

impl From<BadWish> for CompanionError {
    fn from(BadWish: BadWish) -> Self {
        Self::BadInput { what: "wish" }
    }
}

impl Companion {
    /// Both menus, mine first.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_wishes(&self) -> Result<Vec<WishView>, CompanionError> {
        let me = self.my_id();
        let shared = self.shared.records(ThingKind::Wish)?;
        // One that is just being shared is in both for a moment: then it is Ours.
        let mut mine = self.private.records(ThingKind::Wish)?;
        mine.retain(|row| shared.iter().all(|ours| ours.id != row.id));
        let hushed = self.hushed_offers()?;
        let mut all = Vec::new();
        for (rows, ours) in [(mine, false), (shared, true)] {
            let open = rows.iter().filter_map(read::<Wish>);
            for wish in open.filter(|wish| !wish.closed) {
                let mine = wish.by == me;
                all.push(WishView {
                    id: wish.id,
                    mine,
                    sort: wish.sort,
                    text: wish.text,
                    ours,
                    hushed: !mine && hushed.contains(&wish.id),
                    plan: if mine { None } else { self.reminder(wish.id)? },
                });
            }
        }
        all.sort_by_cached_key(|view| (!view.mine, view.sort, view.text.to_lowercase(), view.id));
        Ok(all)
    }

    /// Writes a line of my menu: for my partner too with `ours`, otherwise for me alone.
    ///
    /// # Errors
    /// [`CompanionError::NoPartner`], no words or too many, or it could not be saved.
    pub fn add_wish(
        &mut self,
        sort: WishSort,
        text: &str,
        ours: bool,
    ) -> Result<WishView, CompanionError> {
        if ours && self.partner().is_none() {
            return Err(CompanionError::NoPartner);
        }
        let wish = Wish {
            id: new_id(&mut self.rng),
            by: self.my_id(),
            sort,
            text: text.trim().to_owned(),
            closed: false,
        };
        wish.validate()?;
        if ours {
            self.keep_shared_record(&wish)?;
        } else {
            self.keep_private_record(&wish)?;
        }
        self.notice(Notice::WishChanged { id: wish.id });
        Ok(of_mine(wish, ours))
    }

    /// Changes a line of mine. What my partner has changes there too.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`], [`CompanionError::NotYours`], as [`Companion::add_wish`].
    pub fn change_wish(
        &mut self,
        id: ThingId,
        sort: WishSort,
        text: &str,
    ) -> Result<WishView, CompanionError> {
        let text = text.trim().to_owned();
        self.set_wish(id, |wish| Wish { sort, text, ..wish })
    }

    /// Takes a line of mine off the menu, or puts it back.
    ///
    /// # Errors
    /// As [`Companion::change_wish`].
    pub fn remove_wish(&mut self, id: ThingId, removed: bool) -> Result<(), CompanionError> {
        self.set_wish(id, |wish| Wish {
            closed: removed,
            ..wish
        })?;
        Ok(())
    }

    fn set_wish(
        &mut self,
        id: ThingId,
        change: impl FnOnce(Wish) -> Wish,
    ) -> Result<WishView, CompanionError> {
        let (wish, _) = self.kept_wish(id)?;
        if wish.by != self.my_id() {
            return Err(CompanionError::NotYours);
        }
        let wish = change(wish);
        wish.validate()?;
        let (ours, _) = self.edit_record(ThingKind::Wish, id, |document, peer| {
            document.set_record(peer, &wish)
        })?;
        Ok(of_mine(wish, ours))
    }

    /// One of theirs is to nudge me, about once a week until I say otherwise. Nobody hears of it.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`] for one that is not theirs, or nothing to do; or it could not be saved.
    pub fn remind_of_wish(&mut self, id: ThingId) -> Result<PlanView, CompanionError> {
        let wish = self.their_wish(id)?;
        if !wish.sort.is_to_do() {
            return Err(CompanionError::NotFound);
        }
        let plan = self.reminder_of(id);
        let input = match self.private.plan(plan)? {
            // Taken up again as it was.
            Some(before) => PlanInput {
                gesture: GestureRef::Own(wish.text),
                cadence: before.cadence,
                window: before.window,
                cue: before.cue,
            },
            None => PlanInput {
                gesture: GestureRef::Own(wish.text),
                cadence: Cadence::EveryDays(EVERY_DAYS),
                window: Suits::Evening.window(),
                cue: None,
            },
        };
        let plan = self.keep_plan_as(plan, input)?;
        self.hush_offer(id, false)?;
        self.notice(Notice::WishChanged { id });
        Ok(plan)
    }

    /// I would rather not see one of theirs, or would again after all. It nudges no more. Nobody hears of it.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`] for one that is not theirs, or it could not be saved.
    pub fn hush_wish(&mut self, id: ThingId, hushed: bool) -> Result<(), CompanionError> {
        self.their_wish(id)?;
        self.hush_offer(id, hushed)?;
        self.notice(Notice::WishChanged { id });
        Ok(())
    }

    /// Something of a menu has come: what nudges me says it in their words of today, and goes with what was taken off.
    pub(crate) fn wish_came(&mut self, id: ThingId) -> Result<(), CompanionError> {
        let row = self.shared.record(id)?;
        let (Some(wish), Some(reminder)) =
            (row.as_ref().and_then(read::<Wish>), self.reminder(id)?)
        else {
            return Ok(());
        };
        if wish.closed || !wish.sort.is_to_do() {
            return self.remove_plan(reminder);
        }
        if let Some(mut plan) = self.private.plan(reminder)? {
            let gesture = GestureRef::Own(wish.text);
            if plan.gesture != gesture {
                plan.gesture = gesture;
                self.put_plan(&plan)?;
                self.notice(Notice::PlanChanged { id: reminder });
            }
        }
        Ok(())
    }

    /// Of mine, as it would be Ours.
    pub(crate) fn shareable_wish(&self, id: ThingId) -> Result<Wish, CompanionError> {
        let (wish, ours) = self.kept_wish(id)?;
        if ours {
            return Err(CompanionError::TooLateToWithhold);
        }
        Ok(wish)
    }

    /// The sharing ends: my menu is mine again, theirs goes, and what nudged me towards it.
    pub(crate) fn archive_wishes(&mut self) -> Result<(), CompanionError> {
        for row in self.shared.records(ThingKind::Wish)? {
            let Some(mut wish) = read::<Wish>(&row) else {
                continue;
            };
            if wish.by != self.my_id() {
                self.end_reminder(wish.id)?;
                continue;
            }
            wish.id = self.archived_idea(wish.id);
            if self.private.thing_kind(wish.id)?.is_none() {
                self.keep_private_record(&wish)?;
            }
        }
        Ok(())
    }

    fn kept_wish(&self, id: ThingId) -> Result<(Wish, bool), CompanionError> {
        let of = |row: Option<RecordRow>| row.as_ref().and_then(read::<Wish>);
        if let Some(wish) = of(self.shared.record(id)?) {
            return Ok((wish, true));
        }
        let wish = of(self.private.record(id)?);
        Ok((wish.ok_or(CompanionError::NotFound)?, false))
    }

    fn their_wish(&self, id: ThingId) -> Result<Wish, CompanionError> {
        let (wish, ours) = self.kept_wish(id)?;
        if ours && !wish.closed && wish.by != self.my_id() {
            Ok(wish)
        } else {
            Err(CompanionError::NotFound)
        }
    }
}

fn of_mine(wish: Wish, ours: bool) -> WishView {
    WishView {
        id: wish.id,
        mine: true,
        sort: wish.sort,
        text: wish.text,
        ours,
        hushed: false,
        plan: None,
    }
}
