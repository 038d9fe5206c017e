//! Dates that matter.

use companion::couple::us;
use serde::{Deserialize, Serialize};
use specta::Type;

/// Where 29 February goes in a year without one.
#[derive(Debug, Clone, Copy, Serialize, Deserialize, Type)]
#[serde(rename_all = "camelCase")]
pub enum LeapDay {
    Feb28,
    Mar1,
}

/// A date that matters, and when it comes.
#[derive(Debug, Serialize, Type)]
#[serde(rename_all = "camelCase")]
pub struct ImportantDateView {
    id: String,
    title: String,
    month: u32,
    day: u32,
    year: Option<i32>,
    leap_day: LeapDay,
    /// Day.
    next: String,
    in_days: u32,
    /// Both have it.
    ours: bool,
}

/// A date to keep.
#[derive(Debug, Deserialize, Type)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct ImportantDateInput {
    title: String,
    month: u32,
    day: u32,
    year: Option<i32>,
    leap_day: LeapDay,
}

impl From<LeapDay> for us::LeapDay {
    fn from(leap: LeapDay) -> Self {
        match leap {
            LeapDay::Feb28 => Self::Feb28,
            LeapDay::Mar1 => Self::Mar1,
        }
    }
}

impl From<us::LeapDay> for LeapDay {
    fn from(leap: us::LeapDay) -> Self {
        match leap {
            us::LeapDay::Feb28 => Self::Feb28,
            us::LeapDay::Mar1 => Self::Mar1,
        }
    }
}

impl From<ImportantDateInput> for companion::ImportantDateInput {
    fn from(input: ImportantDateInput) -> Self {
        Self {
            title: input.title,
            month: input.month,
            day: input.day,
            year: input.year,
            leap: input.leap_day.into(),
        }
    }
}

impl From<companion::ImportantDateView> for ImportantDateView {
    fn from(view: companion::ImportantDateView) -> Self {
        let date = view.date;
        Self {
            id: date.id.to_string(),
            title: date.title,
            month: date.month,
            day: date.day,
            year: date.year,
            leap_day: date.leap.into(),
            next: view.next.to_string(),
            in_days: view.in_days,
            ours: view.ours,
        }
    }
}
