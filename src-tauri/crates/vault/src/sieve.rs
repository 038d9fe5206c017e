//! What narrows a search besides words.

use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use couple::{PersonId, journal::Entry, time::local_day};
use rusqlite::Row;

use crate::{
    Place, VaultError,
    columns::{bytes_at, instant_at, json_at},
};

/// Who is to have written what is looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum WrittenBy {
    /// This person.
    Person(PersonId),
    /// Anyone else.
    Others(PersonId),
}

/// What an entry must have besides words. What is not asked for holds nothing back.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Sieve {
    /// Who wrote it.
    pub author: Option<WrittenBy>,
    /// This feeling is among its own.
    pub feeling: Option<String>,
    /// This tag is among its own, exactly as it is written.
    pub tag: Option<String>,
    /// From this day on; its own zone says which day it was.
    pub from: Option<NaiveDate>,
    /// Up to and with this day.
    pub to: Option<NaiveDate>,
    /// Its text shows a photo that is here.
    pub photo: bool,
    /// It stands before this place.
    pub before: Option<Place>,
}

impl Sieve {
    /// Whether it holds nothing back.
    #[must_use]
    pub fn is_open(&self) -> bool {
        *self == Self::default()
    }

    /// The places among which everything lies that passes. A day begins on every clock of the
    /// world within a day of when it begins in Greenwich.
    pub(crate) fn places(&self) -> (i64, i64) {
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
        let from = self.from.map_or(i64::MIN, |day| {
            let day = day.checked_sub_days(Days::new(1)).unwrap_or(day);
            Place::starting(midnight(day)).0
        });
        let to = self
            .to
            .and_then(|day| day.checked_add_days(Days::new(2)))
            .map_or(i64::MAX, |day| Place::starting(midnight(day)).0);
        let before = self
            .before
            .map_or(i64::MAX, |place| place.0.saturating_sub(1));
        (from, to.min(before))
    }

    /// As far as the entry itself says it: neither its photos nor its place.
    pub(crate) fn passes(&self, entry: &Entry) -> bool {
        self.takes_author(entry.author)
            && self.takes_day(entry.written_at.at, entry.written_at.zone)
            && takes(self.feeling.as_deref(), &entry.feelings)
            && takes(self.tag.as_deref(), &entry.tags)
    }

    /// [`passes`](Self::passes) for a row that has not been read yet. What is cheap comes first.
    pub(crate) fn passes_row(&self, row: &Row<'_>) -> Result<bool, VaultError> {
        if self.author.is_some() && !self.takes_author(PersonId(bytes_at(row, 2)?)) {
            return Ok(false);
        }
        for (wanted, column) in [(&self.feeling, 9), (&self.tag, 10)] {
            let Some(wanted) = wanted else { continue };
            // Most rows have none, and that is seen without reading a list.
            let bare = row.get_ref(column)?.as_str().is_ok_and(|text| text == "[]");
            if bare || !takes(Some(wanted), &json_at::<Vec<String>>(row, column)?) {
                return Ok(false);
            }
        }
        if self.from.is_none() && self.to.is_none() {
            return Ok(true);
        }
        let zone = row.get_ref(4)?.as_str().ok().and_then(|z| z.parse().ok());
        let zone = zone.ok_or_else(|| VaultError::damaged("an unknown time zone"))?;
        Ok(self.takes_day(instant_at(row, 3)?, zone))
    }

    fn takes_author(&self, author: PersonId) -> bool {
        match self.author {
            None => true,
            Some(WrittenBy::Person(person)) => author == person,
            Some(WrittenBy::Others(person)) => author != person,
        }
    }

    fn takes_day(&self, at: DateTime<Utc>, zone: Tz) -> bool {
        if self.from.is_none() && self.to.is_none() {
            return true;
        }
        let day = local_day(at, zone);
        self.from.is_none_or(|from| day >= from) && self.to.is_none_or(|to| day <= to)
    }
}

fn takes(wanted: Option<&str>, has: &[String]) -> bool {
    wanted.is_none_or(|wanted| has.iter().any(|one| one == wanted))
}
