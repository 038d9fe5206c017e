//! Finding entries: by words, by what they carry, newest first.

use std::{collections::HashSet, ops::ControlFlow};

use couple::ThingId;
use rusqlite::{Params, Row};

use crate::{
    EntryRow, Kind, Sieve, VaultError, View,
    columns::thing_at,
    query::Query,
    tables::entries::{read_row, row_columns},
};

/// The cross join keeps the index outside: it delivers newest first by itself, and whoever has
/// enough reads no further.
const SEARCH: &str = concat!(
    "SELECT ",
    row_columns!(),
    " FROM entry_words w CROSS JOIN entries e ON e.place = w.rowid
     WHERE w.entry_words MATCH ?1 AND w.rowid BETWEEN ?2 AND ?3 ORDER BY w.rowid DESC"
);

/// The same without the entries, the oldest first.
const PLACES: &str =
    "SELECT rowid FROM entry_words WHERE entry_words MATCH ?1 AND rowid BETWEEN ?2 AND ?3";

/// Entries that are read themselves before the index is asked for every one that holds a word with
/// that beginning: reading one takes about as long as putting fifty in order.
const LOOKED_AT: usize = 300;

/// Without words the table itself is read, in its own order.
const SIFT: &str = concat!(
    "SELECT ",
    row_columns!(),
    " FROM entries e WHERE e.place BETWEEN ?1 AND ?2 AND e.removed_at IS NULL
     ORDER BY e.place DESC"
);

/// So many entries with a photo are gone through themselves: among a hundred thousand without one,
/// they would be looked for long.
const FEW_PICTURED: usize = 1000;

/// A sieve with what it takes to look through it.
struct Mesh<'s> {
    sieve: &'s Sieve,
    /// Where everything lies that passes.
    places: (i64, i64),
    /// The entries with a photo, where only those pass.
    pictured: Option<HashSet<ThingId>>,
}

impl Mesh<'_> {
    fn passes(&self, row: &EntryRow) -> bool {
        let (from, to) = self.places;
        let has_photo = |pictured: &HashSet<ThingId>| pictured.contains(&row.entry.id);
        (from..=to).contains(&row.place.0)
            && self.pictured.as_ref().is_none_or(has_photo)
            && self.sieve.passes(&row.entry)
    }

    /// [`passes`](Self::passes) for a row within the places that has not been read yet.
    fn passes_row(&self, row: &Row<'_>) -> Result<bool, VaultError> {
        match &self.pictured {
            Some(pictured) if !pictured.contains(&thing_at(row, 1)?) => Ok(false),
            _ => self.sieve.passes_row(row),
        }
    }
}

impl<K: Kind> View<K> {
    /// The newest entries that hold every word of `query`; of the last word the beginning is
    /// enough. What the reader types is only ever words: quotes, signs and the words of the
    /// index's own language mean themselves. A query without a word finds nothing.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<EntryRow>, VaultError> {
        if Query::parse(query).is_empty() {
            return Ok(Vec::new());
        }
        self.sift(query, &Sieve::default(), limit)
    }

    /// The newest entries that pass the sieve and hold every word of `query`; of a query without
    /// a word that is none.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn sift(
        &self,
        query: &str,
        sieve: &Sieve,
        limit: usize,
    ) -> Result<Vec<EntryRow>, VaultError> {
        let query = Query::parse(query);
        let mesh = Mesh {
            sieve,
            places: sieve.places(),
            pictured: sieve.photo.then(|| self.pictured_entries()).transpose()?,
        };
        if let Some(pictured) = &mesh.pictured
            && pictured.len() <= FEW_PICTURED
        {
            return self.among(pictured, &query, &mesh, limit);
        }
        let tag = sieve.tag.as_deref().and_then(Query::phrase);
        if query.is_empty() && tag.is_none() {
            return self.first(SIFT, mesh.places, &mesh, limit);
        }
        self.search_within(&query, &mesh, limit)
    }

    fn search_within(
        &self,
        query: &Query,
        mesh: &Mesh<'_>,
        limit: usize,
    ) -> Result<Vec<EntryRow>, VaultError> {
        let stale = self.stale_places()?;
        let mut found = self.indexed(query, mesh, limit.saturating_add(stale.len()))?;
        if !stale.is_empty() {
            found.retain(|row| !stale.contains(&row.place.0));
            found.extend(
                self.stale_entries()?
                    .into_iter()
                    .filter(|row| mesh.passes(row))
                    .filter(|row| query.is_empty() || query.fits(&row.entry)),
            );
            found.sort_unstable_by_key(|row| std::cmp::Reverse(row.place));
        }
        found.truncate(limit);
        Ok(found)
    }

    /// The newest rows as the index knows them. For the beginning of a word that it keeps no list
    /// for, it would put together every entry with any such word before it gave the first one; so
    /// it is asked for the words where they are few, and for a wider beginning where they are many.
    fn indexed(
        &self,
        query: &Query,
        mesh: &Mesh<'_>,
        limit: usize,
    ) -> Result<Vec<EntryRow>, VaultError> {
        // The index knows tags too: as words among others, so the sieve still has its say.
        let tag = mesh.sieve.tag.as_deref().and_then(Query::phrase);
        let with_tag = |words: Option<String>| match (words, &tag) {
            (Some(words), Some(tag)) => Some(format!("tags : {tag} AND ({words})")),
            (Some(words), None) => Some(words),
            (None, Some(tag)) => Some(format!("tags : {tag}")),
            (None, None) => None,
        };
        let (from, to) = mesh.places;
        let streamed = match query.open_end() {
            None => with_tag(query.pattern()),
            Some(end) => match self.few_words_beginning(end)? {
                Some(words) if words.is_empty() => return Ok(Vec::new()),
                Some(words) => with_tag(query.ending_in(&words)),
                None => {
                    let (wider, exact) = (with_tag(query.wider()), with_tag(query.pattern()));
                    return self.looked_through(query, (wider, exact), mesh, limit);
                }
            },
        };
        self.first(SEARCH, (streamed, from, to), mesh, limit)
    }

    /// Reads the newest entries that the wider pattern finds, which takes as long in a journal of
    /// many years as in one of few; where that is not enough, the rest as the exact one has it.
    fn looked_through(
        &self,
        query: &Query,
        (wider, exact): (Option<String>, Option<String>),
        mesh: &Mesh<'_>,
        limit: usize,
    ) -> Result<Vec<EntryRow>, VaultError> {
        let (from, mut to) = mesh.places;
        let (mut found, mut looked_at, mut all) = (Vec::new(), 0, true);
        self.each(SEARCH, (wider, from, to), |row| {
            if found.len() >= limit || looked_at >= LOOKED_AT {
                all = false;
                return Ok(ControlFlow::Break(()));
            }
            looked_at += 1;
            to = row.get::<_, i64>(0)?.saturating_sub(1);
            if mesh.passes_row(row)? {
                let row = read_row(row)?;
                if query.fits(&row.entry) {
                    found.push(row);
                }
            }
            Ok(ControlFlow::Continue(()))
        })?;
        if all || found.len() >= limit {
            return Ok(found);
        }
        let mut places = self.all(PLACES, (exact, from, to), |row| Ok(row.get::<_, i64>(0)?))?;
        while let Some(place) = places.pop().filter(|_| found.len() < limit) {
            let row = self.entry_at(place)?;
            found.extend(row.filter(|row| mesh.passes(row)));
        }
        Ok(found)
    }

    /// The newest of these entries that hold the words and pass.
    fn among(
        &self,
        ids: &HashSet<ThingId>,
        query: &Query,
        mesh: &Mesh<'_>,
        limit: usize,
    ) -> Result<Vec<EntryRow>, VaultError> {
        let mut places = Vec::new();
        for id in ids {
            places.extend(self.place(*id)?);
        }
        places.sort_unstable();
        let mut found = Vec::new();
        while let Some(place) = places.pop().filter(|_| found.len() < limit) {
            let row = self.entry_at(place)?;
            found.extend(row.filter(|row| {
                row.entry.removed_at.is_none()
                    && mesh.passes(row)
                    && (query.is_empty() || query.fits(&row.entry))
            }));
        }
        Ok(found)
    }

    /// The first rows that pass the sieve. Of the others the body is never read: it comes last,
    /// on pages of its own where it is long.
    fn first(
        &self,
        sql: &str,
        params: impl Params,
        mesh: &Mesh<'_>,
        limit: usize,
    ) -> Result<Vec<EntryRow>, VaultError> {
        let mut found = Vec::new();
        self.each(sql, params, |row| {
            if found.len() >= limit {
                return Ok(ControlFlow::Break(()));
            }
            if mesh.passes_row(row)? {
                found.push(read_row(row)?);
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SharedVault;

    #[test]
    fn a_search_sorts_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let vault = SharedVault::create(&folder.path().join("vault.db"), &[1; 32]).unwrap();
        let plan: Vec<String> = vault
            .all(
                &format!("EXPLAIN QUERY PLAN {SEARCH}"),
                ("\"a\" *", 0, i64::MAX),
                |row| Ok(row.get("detail")?),
            )
            .unwrap();
        assert_eq!(plan.len(), 2, "{plan:?}");
        assert!(plan[0].starts_with("SCAN w VIRTUAL TABLE"), "{plan:?}");
        assert_eq!(plan[1], "SEARCH e USING INTEGER PRIMARY KEY (rowid=?)");
        let plan: Vec<String> = vault
            .all(
                &format!("EXPLAIN QUERY PLAN {SIFT}"),
                (0, i64::MAX),
                |row| Ok(row.get("detail")?),
            )
            .unwrap();
        assert_eq!(
            plan,
            ["SEARCH e USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)"]
        );
    }
}
