//! Dates that matter. Private, until there is a way to keep them together.

use chrono::NaiveDate;
use couple::{
    ThingId, ThingKind,
    us::{ImportantDate, ImportantDateError, LeapDay},
};
use replica::FieldsDoc;
use vault::ImportantDateRow;

use crate::{Companion, CompanionError, Notice, ledger::new_id};

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
        let mut views: Vec<ImportantDateView> = self
            .private
            .important_dates()?
            .into_iter()
            .map(|date| self.date_view(date))
            .collect();
        views.sort_by_key(|view| view.next);
        Ok(views)
    }

    /// Keeps one.
    ///
    /// # Errors
    /// No title, or no such day.
    pub fn keep_important_date(
        &mut self,
        id: Option<ThingId>,
        input: ImportantDateInput,
    ) -> Result<ImportantDateView, CompanionError> {
        let id = match id {
            Some(id) => {
                self.private
                    .important_date(id)?
                    .ok_or(CompanionError::NotFound)?;
                id
            }
            None => new_id(&mut self.rng),
        };
        let date = ImportantDate {
            id,
            title: input.title.trim().to_owned(),
            month: input.month,
            day: input.day,
            year: input.year,
            leap: input.leap,
        };
        date.validate()?;
        let known = self.private.updates(id)?;
        let update = if known.is_empty() {
            Some(FieldsDoc::create_record(self.own.peer(), &date)?.1)
        } else {
            FieldsDoc::open(ThingKind::ImportantDate, &known)?.set_record(self.own.peer(), &date)?
        };
        let row = ImportantDateRow {
            date: date.clone(),
            removed_at: None,
        };
        let updates = update.into_iter().collect();
        self.keep_private(id, ThingKind::ImportantDate, updates, |tx| {
            Ok(tx.put_important_date(&row)?)
        })?;
        self.notice(Notice::ImportantDateChanged { id });
        Ok(self.date_view(date))
    }

    /// Removes one.
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

    fn set_date_removed(
        &mut self,
        id: ThingId,
        removed: bool,
    ) -> Result<ImportantDateView, CompanionError> {
        let mut row = self
            .private
            .important_date(id)?
            .ok_or(CompanionError::NotFound)?;
        row.removed_at = removed.then(|| self.now());
        let mut document = FieldsDoc::open(ThingKind::ImportantDate, &self.private.updates(id)?)?;
        let update = document.set_removed(self.own.peer(), row.removed_at)?;
        let updates = update.into_iter().collect();
        self.keep_private(id, ThingKind::ImportantDate, updates, |tx| {
            Ok(tx.put_important_date(&row)?)
        })?;
        self.notice(Notice::ImportantDateChanged { id });
        Ok(self.date_view(row.date))
    }

    fn date_view(&self, date: ImportantDate) -> ImportantDateView {
        let today = couple::time::local_day(self.now(), self.zone());
        let next = date.next_on_or_after(today);
        let in_days = u32::try_from((next - today).num_days()).unwrap_or(0);
        ImportantDateView {
            date,
            next,
            in_days,
        }
    }
}
