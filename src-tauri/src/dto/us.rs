//! Dates that matter, and the numbers of those who help.

use companion::couple::us;
use serde::{Deserialize, Serialize};
use specta::Type;

use crate::command_error::CommandError;

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

/// Who can be called, by country. The same for everyone, and offline.
#[derive(Debug, Serialize, Type)]
pub struct HelpView {
    /// Codes of two letters.
    countries: Vec<String>,
    /// Those of the country asked for.
    lines: Vec<HelpLine>,
}

/// A number to call.
#[derive(Debug, Serialize, Type)]
pub struct HelpLine {
    id: String,
    name: String,
    phone: String,
    /// The page it was taken from.
    source: String,
    /// Day on which it was taken.
    retrieved: String,
}

/// A row of the table; what it notes for whoever keeps it is not shown.
#[derive(Deserialize)]
struct Row {
    country: String,
    id: String,
    name: String,
    phone: String,
    source: String,
    retrieved: String,
}

const HELP_LINES: &str = include_str!("../../../ui/src/us/help/lines.json");

impl HelpView {
    /// The numbers of a country; none without one.
    ///
    /// # Errors
    /// When the table that came with the app is not one.
    pub fn of(country: Option<&str>) -> Result<Self, CommandError> {
        let rows: Vec<Row> =
            serde_json::from_str(HELP_LINES).map_err(|_| CommandError::Internal)?;
        let mut countries: Vec<String> = rows.iter().map(|row| row.country.clone()).collect();
        countries.sort();
        countries.dedup();
        let there = rows
            .into_iter()
            .filter(|row| Some(row.country.as_str()) == country);
        Ok(Self {
            countries,
            lines: there.map(HelpLine::from).collect(),
        })
    }
}

impl From<Row> for HelpLine {
    fn from(row: Row) -> Self {
        Self {
            id: row.id,
            name: row.name,
            phone: row.phone,
            source: row.source,
            retrieved: row.retrieved,
        }
    }
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
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_number_says_where_it_comes_from() {
        let view = HelpView::of(None).unwrap();
        assert!(view.lines.is_empty() && !view.countries.is_empty());
        for country in &view.countries {
            let lines = HelpView::of(Some(country)).unwrap().lines;
            assert!(!lines.is_empty(), "{country}");
            for line in lines {
                assert!(line.source.starts_with("https://"), "{}", line.id);
                assert!(
                    !line.phone.is_empty() && !line.retrieved.is_empty(),
                    "{}",
                    line.id
                );
            }
        }
    }
}
