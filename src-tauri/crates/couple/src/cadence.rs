//! How often, and at what time of day.
//!
//! A cadence counts from the last time something was done, not from a calendar of what should have been: nobody can
//! fall behind. Times of day are floating: they follow the person into another zone.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc, Weekday};
use serde::{Deserialize, Serialize};

pub use crate::us::LeapDay;
pub use lighter::ASKS_AFTER;
pub use slots::next_slot;

mod lighter;
pub(crate) mod slots;

/// When a gesture comes round again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Cadence {
    /// About every so many days, 1 to 365, counted from the last time.
    EveryDays(u16),
    /// On some days of the week.
    Weekdays(Weekdays),
    /// Tied to a day of the year.
    Yearly {
        /// 1 to 12.
        month: u32,
        /// 1 to 31.
        day: u32,
        /// Matters for 29 February only.
        leap: LeapDay,
    },
}

/// Some days of the week, at least one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "Vec<u8>", try_from = "Vec<u8>")]
pub struct Weekdays(u8);

/// A stretch of the day, in whole minutes, from inclusive to exclusive. May cross midnight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(into = "(NaiveTime, NaiveTime)", try_from = "(NaiveTime, NaiveTime)")]
pub struct Window {
    from: NaiveTime,
    to: NaiveTime,
}

/// One occasion for a nudge.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Slot {
    /// The local day it belongs to: the day its window opens, also when the nudge comes after midnight.
    pub date: NaiveDate,
    /// The window's start.
    pub opens: DateTime<Utc>,
    /// The window's end, exclusive.
    pub closes: DateTime<Utc>,
    /// The chosen minute within it.
    pub nudge_at: DateTime<Utc>,
}

/// Why a cadence or a window can't be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CadenceError {
    /// Fewer than 1 or more than 365 days.
    #[error("every 1 to 365 days")]
    DaysOutOfRange,
    /// No weekday, or a number that is none.
    #[error("weekdays are 1 (Monday) to 7, at least one")]
    NoWeekday,
    /// No such day in any year.
    #[error("there is no such day")]
    NoSuchDay,
    /// A window that starts when it ends.
    #[error("a window needs a length")]
    EmptyWindow,
    /// Not `HH:MM`.
    #[error("not a time of day")]
    BadTime,
}

impl Weekdays {
    /// The given days.
    pub fn new(days: impl IntoIterator<Item = Weekday>) -> Result<Self, CadenceError> {
        let set = days
            .into_iter()
            .fold(0, |set, day| set | 1 << day.num_days_from_monday());
        if set == 0 {
            Err(CadenceError::NoWeekday)
        } else {
            Ok(Self(set))
        }
    }

    /// Days by number, 1 for Monday to 7 for Sunday.
    pub fn from_numbers(numbers: &[u8]) -> Result<Self, CadenceError> {
        numbers
            .iter()
            .try_fold(0u8, |set, number| match number {
                1..=7 => Ok(set | 1 << (number - 1)),
                _ => Err(CadenceError::NoWeekday),
            })
            .and_then(|set| {
                if set == 0 {
                    Err(CadenceError::NoWeekday)
                } else {
                    Ok(Self(set))
                }
            })
    }

    /// 1 for Monday to 7 for Sunday, ascending.
    pub fn numbers(self) -> Vec<u8> {
        (1..=7)
            .filter(|number| self.0 & (1 << (number - 1)) != 0)
            .collect()
    }

    /// Whether a day is among them.
    pub fn contains(self, day: Weekday) -> bool {
        self.0 & (1 << day.num_days_from_monday()) != 0
    }
}

impl From<Weekdays> for Vec<u8> {
    fn from(days: Weekdays) -> Self {
        days.numbers()
    }
}

impl TryFrom<Vec<u8>> for Weekdays {
    type Error = CadenceError;

    fn try_from(numbers: Vec<u8>) -> Result<Self, CadenceError> {
        Self::from_numbers(&numbers)
    }
}

impl Window {
    /// From and to; seconds are dropped.
    pub fn new(from: NaiveTime, to: NaiveTime) -> Result<Self, CadenceError> {
        let (from, to) = (whole_minute(from), whole_minute(to));
        if from == to {
            Err(CadenceError::EmptyWindow)
        } else {
            Ok(Self { from, to })
        }
    }

    /// Between two full hours, the first before the second.
    pub(crate) const fn between_hours(from: u32, to: u32) -> Self {
        match (
            NaiveTime::from_hms_opt(from, 0, 0),
            NaiveTime::from_hms_opt(to, 0, 0),
        ) {
            (Some(from), Some(to)) => Self { from, to },
            // Unreachable for hours of a day; a constant cannot say so without a panic.
            _ => Self {
                from: NaiveTime::MIN,
                to: NaiveTime::MIN,
            },
        }
    }

    /// A day of a person rather than of a calendar: from four in the morning to a minute before.
    pub(crate) const fn from_four_to_four() -> Self {
        match (
            NaiveTime::from_hms_opt(4, 0, 0),
            NaiveTime::from_hms_opt(3, 59, 0),
        ) {
            (Some(from), Some(to)) => Self { from, to },
            _ => Self::between_hours(4, 3),
        }
    }

    /// Reads two times `HH:MM`; `24:00` is midnight.
    pub fn parse(from: &str, to: &str) -> Result<Self, CadenceError> {
        let time = |text: &str| {
            let text = if text == "24:00" { "00:00" } else { text };
            NaiveTime::parse_from_str(text, "%H:%M").map_err(|_| CadenceError::BadTime)
        };
        Self::new(time(from)?, time(to)?)
    }

    /// The start, inclusive.
    pub fn from(self) -> NaiveTime {
        self.from
    }

    /// The end, exclusive.
    pub fn to(self) -> NaiveTime {
        self.to
    }

    /// The start as `HH:MM`.
    pub fn from_text(self) -> String {
        self.from.format("%H:%M").to_string()
    }

    /// The end as `HH:MM`.
    pub fn to_text(self) -> String {
        self.to.format("%H:%M").to_string()
    }

    /// Whether it goes past midnight. One that ends at midnight does not.
    pub fn crosses_midnight(self) -> bool {
        self.to < self.from && self.to != NaiveTime::MIN
    }

    /// Whether a time of day is in it.
    pub fn contains(self, time: NaiveTime) -> bool {
        if self.to < self.from {
            time >= self.from || time < self.to
        } else {
            time >= self.from && time < self.to
        }
    }
}

impl From<Window> for (NaiveTime, NaiveTime) {
    fn from(window: Window) -> Self {
        (window.from, window.to)
    }
}

impl TryFrom<(NaiveTime, NaiveTime)> for Window {
    type Error = CadenceError;

    fn try_from((from, to): (NaiveTime, NaiveTime)) -> Result<Self, CadenceError> {
        Self::new(from, to)
    }
}

fn whole_minute(time: NaiveTime) -> NaiveTime {
    use chrono::Timelike;
    NaiveTime::from_hms_opt(time.hour(), time.minute(), 0).unwrap_or(time)
}

impl Cadence {
    /// Whether its numbers are possible.
    pub fn validate(&self) -> Result<(), CadenceError> {
        match *self {
            Self::EveryDays(1..=365) | Self::Weekdays(_) => Ok(()),
            Self::EveryDays(_) => Err(CadenceError::DaysOutOfRange),
            Self::Yearly { month, day, .. } => NaiveDate::from_ymd_opt(2024, month, day)
                .map(|_| ())
                .ok_or(CadenceError::NoSuchDay),
        }
    }
}
