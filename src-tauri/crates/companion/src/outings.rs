//! Dates with each other: propose, accept, suggest another time, decline, call off.
//! Without a partner a date is mine alone and stays in the private vault.

use chrono::{DateTime, TimeDelta, Utc};
use couple::{
    PersonId, ThingId, ThingKind, WallTime,
    outing::{
        Answer, MINUTES_LIMIT, Offer, OfferId, Outing, OutingError, OutingRefusal, Preparations,
        QuickTime, Stage,
    },
};
use rand_core::Rng as _;
use replica::{BothEdited, OutingDoc, OutingEdit};

use crate::{
    Author, Companion, CompanionError, Notice, Origin, ledger::new_id, today::MORNING_PASSES,
};

/// The longest date, and the days in which one is asked how it was.
const RECENT: TimeDelta =
    match TimeDelta::minutes(MINUTES_LIMIT as i64).checked_add(&MORNING_PASSES) {
        Some(recent) => recent,
        None => MORNING_PASSES,
    };

/// What someone proposes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutingInput {
    /// What.
    pub title: String,
    /// Anything else.
    pub note: String,
    /// Where.
    pub place: String,
    /// When, on the clock there.
    pub when: WallTime,
    /// How long.
    pub minutes: u32,
    /// The idea it began with. Said when it is proposed; it stays the same.
    pub idea: Option<String>,
}

/// A date as it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutingView {
    /// Its id.
    pub id: ThingId,
    /// What.
    pub title: String,
    /// Anything else.
    pub note: String,
    /// Where.
    pub place: String,
    /// When.
    pub when: WallTime,
    /// How long.
    pub minutes: u32,
    /// Where it stands for me.
    pub stage: Stage,
    /// Who began.
    pub proposed_by: Author,
    /// The time before the last suggestion.
    pub earlier: Option<WallTime>,
    /// The idea it began with.
    pub idea: Option<String>,
    /// What it needs before it.
    pub preparations: Preparations,
    /// I am nudged on the day by which something has to be confirmed.
    pub confirm_nudged: bool,
    /// The version of it: whoever changes it says upon which one. Only where one date is asked for, like what follows.
    pub version: Option<Vec<u8>>,
    /// Paragraphs of the note that both changed apart, until one of the two changes the date again.
    pub both: Vec<BothEdited>,
}

impl From<OutingError> for CompanionError {
    fn from(error: OutingError) -> Self {
        match error {
            OutingError::BadTitle => Self::BadInput { what: "title" },
            OutingError::TextTooLong => Self::BadInput {
                what: "place, note or idea",
            },
            OutingError::BadTime => Self::BadTime,
        }
    }
}

impl From<OutingRefusal> for CompanionError {
    fn from(refusal: OutingRefusal) -> Self {
        match refusal {
            OutingRefusal::Settled => Self::OutingSettled,
            OutingRefusal::TimeInPast => Self::TimeInPast,
        }
    }
}

/// A date and which vault it is in.
pub(crate) struct Kept {
    pub(crate) outing: Outing,
    alone: bool,
}

impl Companion {
    /// Every date, the next first.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_outings(&self) -> Result<Vec<OutingView>, CompanionError> {
        let kept = self.all_outings()?.into_iter();
        let mut all: Vec<OutingView> = kept
            .filter_map(|(outing, alone)| self.outing_view(Kept { outing, alone }))
            .collect();
        all.sort_by_key(|view| view.when.instant());
        Ok(all)
    }

    /// Those that are ahead, go on, or ended a few days ago, in the order in which they begin. Ten years of them are
    /// behind, and nothing there waits any more.
    pub(crate) fn recent_outings(&self) -> Result<Vec<OutingView>, CompanionError> {
        let since = self.now() - RECENT;
        let mut all: Vec<OutingView> = [
            (self.private.outings_since(since)?, true),
            (self.shared.outings_since(since)?, false),
        ]
        .into_iter()
        .flat_map(|(outings, alone)| {
            outings
                .into_iter()
                .map(move |outing| Kept { outing, alone })
        })
        .filter_map(|kept| self.outing_view(kept))
        .collect();
        all.sort_by_key(|view| view.when.instant());
        Ok(all)
    }

    /// One date.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn get_outing(&self, id: ThingId) -> Result<OutingView, CompanionError> {
        let kept = self.kept_outing(id)?;
        let document = self.outing_document(id)?;
        let me = self
            .partner()
            .map_or(self.own.peer(), |couple| couple.ledger.peer());
        let view = self.outing_view(kept).ok_or(CompanionError::NotFound)?;
        Ok(OutingView {
            version: Some(document.version()),
            both: document.both_edited(me)?,
            ..view
        })
    }

    /// Proposes a date to my partner, or keeps a plan of mine where there is none.
    ///
    /// # Errors
    /// Over a limit, in the past, or it could not be saved.
    pub fn propose_outing(&mut self, input: OutingInput) -> Result<OutingView, CompanionError> {
        if input.when.instant() <= self.now() {
            return Err(CompanionError::TimeInPast);
        }
        let me = self.my_id();
        let offer = self.new_offer(input.when, input.minutes);
        let outing = Outing {
            id: new_id(&mut self.rng),
            title: input.title.trim().to_owned(),
            note: input.note,
            place: input.place.trim().to_owned(),
            offers: vec![offer],
            answers: Default::default(),
            cancelled: false,
            proposed_by: me,
            idea: input.idea,
            preparations: Preparations::default(),
        };
        outing.validate()?;
        let id = outing.id;
        self.keep_new_outing(&outing)?;
        self.notice(Notice::OutingChanged {
            id,
            origin: Origin::Me,
        });
        self.get_outing(id)
    }

    /// Makes a document of an outing: shared with a partner, private without one.
    pub(crate) fn keep_new_outing(&mut self, outing: &Outing) -> Result<(), CompanionError> {
        if self.partner().is_some() {
            self.ensure_epoch()?;
            let peer = self
                .partner()
                .ok_or(CompanionError::NoPartner)?
                .ledger
                .peer();
            let (_, update) = OutingDoc::create(peer, outing)?;
            self.keep_shared(outing.id, ThingKind::Outing, vec![update], |tx| {
                Ok(tx.put_outing(outing)?)
            })
        } else {
            let (_, update) = OutingDoc::create(self.own.peer(), outing)?;
            self.keep_private(outing.id, ThingKind::Outing, vec![update], |tx| {
                Ok(tx.put_outing(outing)?)
            })
        }
    }

    /// Says yes to the latest time.
    ///
    /// # Errors
    /// [`CompanionError::OutingSettled`], [`CompanionError::TimeInPast`].
    pub fn accept_outing(&mut self, id: ThingId) -> Result<OutingView, CompanionError> {
        let (me, partner, now) = self.both_and_now();
        let kept = self.kept_outing(id)?;
        kept.outing.may_accept(me, partner, now)?;
        self.answer(kept, Answer::Accepted)
    }

    /// Says no to the latest time, without reasons.
    ///
    /// # Errors
    /// [`CompanionError::OutingSettled`].
    pub fn decline_outing(&mut self, id: ThingId) -> Result<OutingView, CompanionError> {
        let (me, partner, now) = self.both_and_now();
        let kept = self.kept_outing(id)?;
        kept.outing.may_decline(me, partner, now)?;
        self.answer(kept, Answer::Declined)
    }

    /// Suggests another time.
    ///
    /// # Errors
    /// [`CompanionError::OutingSettled`], [`CompanionError::TimeInPast`], [`CompanionError::BadTime`].
    pub fn suggest_outing(
        &mut self,
        id: ThingId,
        when: WallTime,
        minutes: u32,
    ) -> Result<OutingView, CompanionError> {
        let (me, partner, now) = self.both_and_now();
        let kept = self.kept_outing(id)?;
        let offer = self.new_offer(when, minutes);
        kept.outing.may_suggest(me, partner, now, &offer)?;
        self.edit_outing(
            kept,
            &OutingEdit {
                offer: Some(offer),
                ..OutingEdit::default()
            },
        )
    }

    /// Calls a date off.
    ///
    /// # Errors
    /// [`CompanionError::OutingSettled`].
    pub fn cancel_outing(&mut self, id: ThingId) -> Result<OutingView, CompanionError> {
        let (me, partner, now) = self.both_and_now();
        let kept = self.kept_outing(id)?;
        kept.outing.may_cancel(me, partner, now)?;
        self.edit_outing(
            kept,
            &OutingEdit {
                cancelled: Some(true),
                ..OutingEdit::default()
            },
        )
    }

    /// Changes what it is, where, or the note; another time becomes a suggestion. What came in since the version it is
    /// written `upon` stays; without one, it is written upon what is there now.
    ///
    /// # Errors
    /// [`CompanionError::OutingSettled`] and limits.
    pub fn change_outing(
        &mut self,
        id: ThingId,
        input: OutingInput,
        upon: Option<&[u8]>,
    ) -> Result<OutingView, CompanionError> {
        let input = match upon {
            Some(upon) => self.bring_up_outing(id, upon, input)?.mine,
            _ => input,
        };
        let (me, partner, now) = self.both_and_now();
        let kept = self.kept_outing(id)?;
        let stage = kept.outing.stage(me, partner, now);
        if matches!(stage, Stage::Cancelled | Stage::Declined) {
            return Err(CompanionError::OutingSettled);
        }
        let same_time = kept
            .outing
            .latest_offer()
            .is_some_and(|offer| offer.when == input.when && offer.minutes == input.minutes);
        let mut edit = OutingEdit {
            title: Some(input.title.trim().to_owned()),
            note: Some(input.note),
            place: Some(input.place.trim().to_owned()),
            ..OutingEdit::default()
        };
        if !same_time {
            let offer = self.new_offer(input.when, input.minutes);
            kept.outing.may_suggest(me, partner, now, &offer)?;
            edit.offer = Some(offer);
        }
        self.edit_outing(kept, &edit)
    }

    /// Friday evening, Saturday morning, Sunday: always in the future.
    #[must_use]
    pub fn quick_times(&self) -> [QuickTime; 3] {
        couple::outing::quick_times(self.now(), self.zone())
    }

    fn answer(&mut self, kept: Kept, answer: Answer) -> Result<OutingView, CompanionError> {
        let offer = kept
            .outing
            .latest_offer()
            .ok_or(CompanionError::OutingSettled)?
            .id;
        let edit = OutingEdit {
            answer: Some((self.my_id(), offer, answer)),
            ..OutingEdit::default()
        };
        self.edit_outing(kept, &edit)
    }

    pub(crate) fn edit_outing(
        &mut self,
        kept: Kept,
        edit: &OutingEdit,
    ) -> Result<OutingView, CompanionError> {
        let id = kept.outing.id;
        if kept.alone {
            let mut document = OutingDoc::open(&self.private.updates(id)?)?;
            if let Some(update) = document.change(self.own.peer(), edit)? {
                let outing = document.value()?;
                outing.validate()?;
                self.keep_private(id, ThingKind::Outing, vec![update], |tx| {
                    Ok(tx.put_outing(&outing)?)
                })?;
            }
        } else {
            self.ensure_epoch()?;
            let peer = self
                .partner()
                .ok_or(CompanionError::NoPartner)?
                .ledger
                .peer();
            let mut document = OutingDoc::open(&self.shared.updates(id)?)?;
            if let Some(update) = document.change(peer, edit)? {
                let outing = document.value()?;
                outing.validate()?;
                self.keep_shared(id, ThingKind::Outing, vec![update], |tx| {
                    Ok(tx.put_outing(&outing)?)
                })?;
            }
        }
        self.notice(Notice::OutingChanged {
            id,
            origin: Origin::Me,
        });
        self.get_outing(id)
    }

    fn new_offer(&mut self, when: WallTime, minutes: u32) -> Offer {
        let mut id = [0; 4];
        self.rng.fill_bytes(&mut id);
        Offer {
            id: OfferId(u32::from_le_bytes(id)),
            by: self.my_id(),
            when,
            minutes,
        }
    }

    pub(crate) fn kept_outing(&self, id: ThingId) -> Result<Kept, CompanionError> {
        if let Some(outing) = self.shared.outing(id)? {
            return Ok(Kept {
                outing,
                alone: false,
            });
        }
        let outing = self.private.outing(id)?.ok_or(CompanionError::NotFound)?;
        Ok(Kept {
            outing,
            alone: true,
        })
    }

    /// Every date, and whether it is mine alone.
    pub(crate) fn all_outings(&self) -> Result<Vec<(Outing, bool)>, CompanionError> {
        let mine = self
            .private
            .outings()?
            .into_iter()
            .map(|outing| (outing, true));
        let ours = self
            .shared
            .outings()?
            .into_iter()
            .map(|outing| (outing, false));
        Ok(mine.chain(ours).collect())
    }

    /// One date, and whether it is mine alone.
    pub(crate) fn one_outing(&self, id: ThingId) -> Result<(Outing, bool), CompanionError> {
        let Kept { outing, alone } = self.kept_outing(id)?;
        Ok((outing, alone))
    }

    pub(crate) fn both_and_now(&self) -> (PersonId, Option<PersonId>, DateTime<Utc>) {
        (
            self.my_id(),
            self.partner().map(|couple| couple.partner_id()),
            self.now(),
        )
    }

    fn outing_view(&self, Kept { outing, alone }: Kept) -> Option<OutingView> {
        let (me, partner, now) = self.both_and_now();
        let partner = if alone { None } else { partner };
        let offer = *outing.latest_offer()?;
        Some(OutingView {
            id: outing.id,
            stage: outing.stage(me, partner, now),
            proposed_by: self.author(outing.proposed_by),
            earlier: outing.earlier_offer().map(|earlier| earlier.when),
            idea: outing.idea,
            preparations: outing.preparations,
            confirm_nudged: self.is_nudged_to_confirm(outing.id),
            title: outing.title,
            note: outing.note,
            place: outing.place,
            when: offer.when,
            minutes: offer.minutes,
            version: None,
            both: Vec::new(),
        })
    }
}
