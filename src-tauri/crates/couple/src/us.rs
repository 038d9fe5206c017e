//! Dates that matter: birthdays, anniversaries. What is good to know, what helps, and small promises.

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::ThingId;
use crate::time::day_before;

pub use ahead::{AHEAD_LIMIT, Ahead, AheadSort, BadAhead};
pub use note::{About, NOTE_LIMIT, Note, NoteError, Sort};
pub use promise::{BadPromise, PROMISE_LIMIT, Promise};
pub use ritual::{
    BadRitual, MEANING_LIMIT, RITUAL_TITLE_LIMIT, Ritual, RitualSays, RitualStage, SEASON_DAYS,
    STEPS_LIMIT, TRIGGER_LIMIT,
};
pub use wish::{BadWish, WISH_LIMIT, Wish, WishSort};

mod ahead;
mod note;
mod promise;
mod ritual;
mod wish;

/// Where 29 February goes in a year without one. A matter of taste, so each date carries its own choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LeapDay {
    /// The last day of February.
    #[default]
    Feb28,
    /// The day after it.
    Mar1,
}

/// A day of the year worth remembering.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ImportantDate {
    /// Its id.
    pub id: ThingId,
    /// What it is.
    pub title: String,
    /// 1 to 12.
    pub month: u32,
    /// 1 to 31.
    pub day: u32,
    /// The year it first was, if anyone remembers.
    pub year: Option<i32>,
    /// Matters for 29 February only.
    pub leap: LeapDay,
}

/// One that both know of. Both change it and put it away.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OurDate(pub ImportantDate);

/// Bytes of a date's title.
pub const TITLE_LIMIT: usize = 300;

/// Why a date can't be kept as it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ImportantDateError {
    /// No title, or one of more than 300 bytes.
    #[error("a date needs a title of 1 to {TITLE_LIMIT} bytes")]
    BadTitle,
    /// No such day in any year, or not in the year given.
    #[error("there is no such day")]
    NoSuchDay,
}

impl ImportantDate {
    /// Whether it names a day that exists.
    pub fn validate(&self) -> Result<(), ImportantDateError> {
        if self.title.trim().is_empty() || self.title.len() > TITLE_LIMIT {
            return Err(ImportantDateError::BadTitle);
        }
        let year = self.year.unwrap_or(LEAP_YEAR);
        let exists = (1..=9999).contains(&year)
            && NaiveDate::from_ymd_opt(year, self.month, self.day).is_some();
        if exists {
            Ok(())
        } else {
            Err(ImportantDateError::NoSuchDay)
        }
    }

    /// The next time it comes round, counting `day` itself.
    pub fn next_on_or_after(&self, day: NaiveDate) -> NaiveDate {
        let this_year = yearly_in(day.year(), self.month, self.day, self.leap);
        if this_year >= day {
            this_year
        } else {
            yearly_in(day.year() + 1, self.month, self.day, self.leap)
        }
    }

    /// How many years it will be on a day, where the first year is known: 0 on the day itself.
    pub fn years_on(&self, day: NaiveDate) -> Option<u32> {
        u32::try_from(day.year().checked_sub(self.year?)?).ok()
    }
}

const LEAP_YEAR: i32 = 2024;

/// A day of the year in a given year. A day no year has (from elsewhere: input is validated) is the month's last.
pub(crate) fn yearly_in(year: i32, month: u32, day: u32, leap: LeapDay) -> NaiveDate {
    let month = month.clamp(1, 12);
    if let Some(date) = NaiveDate::from_ymd_opt(year, month, day.max(1)) {
        return date;
    }
    let next_month = if month == 12 {
        NaiveDate::from_ymd_opt(year.saturating_add(1), 1, 1)
    } else {
        NaiveDate::from_ymd_opt(year, month + 1, 1)
    };
    let Some(next_month) = next_month else {
        return NaiveDate::MAX;
    };
    if (month, day, leap) == (2, 29, LeapDay::Mar1) {
        next_month
    } else {
        day_before(next_month)
    }
}
