//! Dates that matter. One that is Mine is in the private vault; one that is Ours is in the shared one, where both may
//! change it and put it away. From the one to the other leads `sharing` alone.

use chrono::NaiveDate;
use couple::{
    ThingId, ThingKind,
    us::{ImportantDate, ImportantDateError, LeapDay, OurDate},
};
use replica::FieldsDoc;
use vault::ImportantDateRow;

use crate::{Companion, CompanionError, Notice, ledger::new_id, records::read};

/// What to keep.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportantDateInput {
    /// What it is.
    pub title: String,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// Since when, if known.
    pub year: Option<i32>,
    /// Where 29 February goes in other years.
    pub leap: LeapDay,
}

/// A date that matters, and when it comes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ImportantDateView {
    /// The date.
    pub date: ImportantDate,
    /// The next time, today included.
    pub next: NaiveDate,
    /// Days until then.
    pub in_days: u32,
    /// Both have it; otherwise it is mine alone.
    pub ours: bool,
}

impl From<ImportantDateError> for CompanionError {
    fn from(error: ImportantDateError) -> Self {
        match error {
            ImportantDateError::BadTitle => Self::BadInput { what: "title" },
            ImportantDateError::NoSuchDay => Self::BadTime,
        }
    }
}

impl Companion {
    /// All of them, the next first.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn list_important_dates(&self) -> Result<Vec<ImportantDateView>, CompanionError> {
        let shared = self.shared.records(ThingKind::OurDate)?;
        let mut mine = self.private.important_dates()?;
        // One that is just being shared is in both for a moment: then it is Ours.
        mine.retain(|date| shared.iter().all(|ours| ours.id != date.id));
        let mine = mine.into_iter().map(|date| self.date_view(date, false));
        let mut views: Vec<ImportantDateView> = mine.collect();
        let ours = shared.iter().filter_map(read::<OurDate>);
        views.extend(ours.map(|OurDate(date)| self.date_view(date, true)));
        views.sort_by_key(|view| (view.next, view.date.id));
        Ok(views)
    }

    /// Keeps a new one for me alone, or changes one. What is Ours changes for both, and two changes at once merge, field
    /// by field.
    ///
    /// # Errors
    /// No title, or no such day.
    pub fn keep_important_date(
        &mut self,
        id: Option<ThingId>,
        input: ImportantDateInput,
    ) -> Result<ImportantDateView, CompanionError> {
        let date = ImportantDate {
            id: id.unwrap_or_else(|| new_id(&mut self.rng)),
            title: input.title.trim().to_owned(),
            month: input.month,
            day: input.day,
            year: input.year,
            leap: input.leap,
        };
        date.validate()?;
        match id {
            Some(id) if self.is_our_date(id)? => {
                let ours = OurDate(date);
                let (_, row) = self.edit_record(ThingKind::OurDate, id, |document, peer| {
                    document.set_record(peer, &ours)
                })?;
                let OurDate(date) = read(&row).ok_or(CompanionError::NotFound)?;
                return Ok(self.date_view(date, true));
            }
            Some(id) if self.private.important_date(id)?.is_none() => {
                return Err(CompanionError::NotFound);
            }
            _ => {}
        }
        self.put_date(&date)?;
        Ok(self.date_view(date, false))
    }

    /// Removes one. What is Ours goes for both.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn remove_important_date(&mut self, id: ThingId) -> Result<(), CompanionError> {
        self.set_date_removed(id, true).map(|_| ())
    }

    /// Brings a removed one back.
    ///
    /// # Errors
    /// [`CompanionError::NotFound`].
    pub fn restore_important_date(
        &mut self,
        id: ThingId,
    ) -> Result<ImportantDateView, CompanionError> {
        self.set_date_removed(id, false)
    }

    /// Of mine, as it would be Ours.
    pub(crate) fn shareable_date(&self, id: ThingId) -> Result<ImportantDate, CompanionError> {
        if self.is_our_date(id)? {
            return Err(CompanionError::TooLateToWithhold);
        }
        let row = self.private.important_date(id)?;
        let row = row.filter(|row| row.removed_at.is_none());
        Ok(row.ok_or(CompanionError::NotFound)?.date)
    }

    /// The sharing ends: each keeps what was Ours as a date of their own.
    pub(crate) fn archive_dates(&mut self) -> Result<(), CompanionError> {
        for row in self.shared.records(ThingKind::OurDate)? {
            let Some(OurDate(mut date)) = read(&row) else {
                continue;
            };
            date.id = self.archived_idea(date.id);
            if self.private.thing_kind(date.id)?.is_none() {
                self.put_date(&date)?;
            }
        }
        Ok(())
    }

    fn is_our_date(&self, id: ThingId) -> Result<bool, CompanionError> {
        let row = self.shared.record(id)?;
        Ok(row.is_some_and(|row| row.kind == ThingKind::OurDate))
    }

    /// Writes one of mine.
    pub(crate) fn put_date(&mut self, date: &ImportantDate) -> Result<(), CompanionError> {
        let id = date.id;
        let known = self.private.updates(id)?;
        let update = if known.is_empty() {
            Some(FieldsDoc::create_record(self.own.peer(), date)?.1)
        } else {
            FieldsDoc::open(ThingKind::ImportantDate, &known)?.set_record(self.own.peer(), date)?
        };
        let row = ImportantDateRow {
            date: date.clone(),
            removed_at: None,
        };
        let updates = update.into_iter().collect();
        self.forget_consents(id);
        self.keep_private(id, ThingKind::ImportantDate, updates, |tx| {
            Ok(tx.put_important_date(&row)?)
        })?;
        self.notice(Notice::ImportantDateChanged { id });
        Ok(())
    }

    fn set_date_removed(
        &mut self,
        id: ThingId,
        removed: bool,
    ) -> Result<ImportantDateView, CompanionError> {
        let removed_at = removed.then(|| self.now());
        if self.is_our_date(id)? {
            let (_, row) = self.edit_record(ThingKind::OurDate, id, |document, peer| {
                document.set_removed(peer, removed_at)
            })?;
            let OurDate(date) = read(&row).ok_or(CompanionError::NotFound)?;
            return Ok(self.date_view(date, true));
        }
        let mut row = self
            .private
            .important_date(id)?
            .ok_or(CompanionError::NotFound)?;
        row.removed_at = removed_at;
        let mut document = FieldsDoc::open(ThingKind::ImportantDate, &self.private.updates(id)?)?;
        let update = document.set_removed(self.own.peer(), row.removed_at)?;
        let updates = update.into_iter().collect();
        self.forget_consents(id);
        self.keep_private(id, ThingKind::ImportantDate, updates, |tx| {
            Ok(tx.put_important_date(&row)?)
        })?;
        self.notice(Notice::ImportantDateChanged { id });
        Ok(self.date_view(row.date, false))
    }

    pub(crate) fn date_view(&self, date: ImportantDate, ours: bool) -> ImportantDateView {
        let today = couple::time::local_day(self.now(), self.zone());
        let next = date.next_on_or_after(today);
        let in_days = u32::try_from((next - today).num_days()).unwrap_or(0);
        ImportantDateView {
            date,
            next,
            in_days,
            ours,
        }
    }
}
