//! Finding entries: by words, by what they carry, by the month.

use std::{
    cmp::Reverse,
    collections::{BTreeMap, BTreeSet},
};

use chrono::{Datelike, Days, NaiveDate, NaiveTime};
use couple::journal::Audience;
use vault::{EntryRow, Kind, Place, Query, Sieve, SnippetPart, View, WrittenBy};

use crate::{Author, Companion, CompanionError, EntrySummary};

/// Tags that are offered at most, the most used ones; others can still be named.
const TAGS: usize = 200;

/// What is looked for. Everything that is said must be so.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Wanted {
    /// Words that must all be there; may be empty.
    pub words: String,
    /// Whom it is for.
    pub audience: Option<Audience>,
    /// Who wrote it.
    pub author: Option<Author>,
    /// The id of a feeling that it carries.
    pub feeling: Option<String>,
    /// A tag that it carries, as it is written.
    pub tag: Option<String>,
    /// From this day on.
    pub from: Option<NaiveDate>,
    /// Up to and with this day.
    pub to: Option<NaiveDate>,
    /// It shows a photo.
    pub photo: bool,
}

impl Wanted {
    /// Only words.
    #[must_use]
    pub fn words(words: &str) -> Self {
        Self {
            words: words.to_owned(),
            ..Self::default()
        }
    }
}

/// Something that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchHit {
    /// The entry.
    pub entry: EntrySummary,
    /// The words around the hit.
    pub snippet: Vec<SnippetPart>,
}

/// What can be asked for: what entries carry, the most used first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct LabelsInUse {
    /// Ids of feelings, or words of an import.
    pub feelings: Vec<String>,
    /// Tags, as they are written.
    pub tags: Vec<String>,
}

/// A month of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Month {
    /// As people write it.
    pub year: i32,
    /// 1 to 12.
    pub month: u32,
}

impl Companion {
    /// The newest entries with these words.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn search_entries(
        &self,
        query: &str,
        limit: usize,
    ) -> Result<Vec<SearchHit>, CompanionError> {
        self.find_entries(&Wanted::words(query), limit)
    }

    /// The newest entries that are as wanted. Who wants nothing finds nothing.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn find_entries(
        &self,
        wanted: &Wanted,
        limit: usize,
    ) -> Result<Vec<SearchHit>, CompanionError> {
        let me = self.my_id();
        let sieve = Sieve {
            author: wanted.author.map(|author| match author {
                Author::Me => WrittenBy::Person(me),
                Author::Partner => WrittenBy::Others(me),
            }),
            feeling: wanted.feeling.clone(),
            tag: wanted.tag.clone(),
            from: wanted.from,
            to: wanted.to,
            photo: wanted.photo,
            before: None,
        };
        let query = Query::parse(&wanted.words);
        let mut rows: Vec<(EntryRow, Audience)> = Vec::new();
        if query.is_empty() && sieve.is_open() && wanted.audience.is_none() {
            return Ok(Vec::new());
        }
        if wanted.audience.is_none_or(|whom| whom == Audience::Mine) {
            let found = self.desk().sift(&wanted.words, &sieve, limit)?;
            rows.extend(found.into_iter().map(|row| (row, Audience::Mine)));
        }
        if wanted.audience.is_none_or(|whom| whom == Audience::Ours) {
            let found = self.shared.sift(&wanted.words, &sieve, limit)?;
            rows.extend(found.into_iter().map(|row| (row, Audience::Ours)));
        }
        rows.sort_by_key(|(row, _)| Reverse(row.place));
        rows.truncate(limit);
        let for_later = self.desk().for_later()?;
        rows.into_iter()
            .map(|(row, audience)| {
                let snippet = row.snippet(&query);
                let marked = for_later.binary_search(&row.entry.id).is_ok();
                Ok(SearchHit {
                    entry: self.summary_of(row.into_line(), audience, marked)?,
                    snippet,
                })
            })
            .collect()
    }

    /// The feelings and tags that entries carry.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn labels_in_use(&self) -> Result<LabelsInUse, CompanionError> {
        let mut all = self.desk().labels()?;
        let ours = self.shared.labels()?;
        for (counted, more) in [
            (&mut all.feelings, ours.feelings),
            (&mut all.tags, ours.tags),
        ] {
            for (label, count) in more {
                *counted.entry(label).or_default() += count;
            }
        }
        let mut tags = most_used_first(all.tags);
        tags.truncate(TAGS);
        Ok(LabelsInUse {
            feelings: most_used_first(all.feelings),
            tags,
        })
    }

    /// The months that have entries, the latest first. In each entry's own zone.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn months_with_entries(&self) -> Result<Vec<Month>, CompanionError> {
        let mut months = months_in(self.desk())?;
        months.extend(months_in(&self.shared)?);
        Ok(months.into_iter().rev().collect())
    }
}

fn most_used_first(counted: BTreeMap<String, u64>) -> Vec<String> {
    let mut labels: Vec<_> = counted.into_iter().collect();
    labels.sort_by_key(|(_, count)| Reverse(*count));
    labels.into_iter().map(|(label, _)| label).collect()
}

/// Jumps from month to month instead of reading every entry: ten years are some hundred jumps.
/// Around the first of a month, where the zones of the world are not of one mind, it walks.
fn months_in<K: Kind>(vault: &View<K>) -> Result<BTreeSet<Month>, CompanionError> {
    let mut months = BTreeSet::new();
    let mut before = None;
    while let Some(line) = vault.list_entries(before, 1)?.into_iter().next() {
        let day = line.written_at.day();
        let (year, month) = (day.year(), day.month());
        months.insert(Month { year, month });
        // Whatever was written later than this, in Greenwich, belongs to this month or a later one.
        let walk_from = day
            .with_day(1)
            .and_then(|first| first.checked_add_days(Days::new(1)))
            .map(|second| Place::starting(second.and_time(NaiveTime::MIN).and_utc()));
        before = walk_from
            .filter(|from| *from < line.place)
            .or(Some(line.place));
    }
    Ok(months)
}
