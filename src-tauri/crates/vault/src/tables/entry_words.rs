//! `entry_words`: the search index over what can be read. It keeps words, not texts: the
//! texts stand in `entries`, and a second copy would have to be erased twice.
//!
//! What goes in is prepared by [`crate::words`], which sets apart the letters of scripts that
//! write without spaces; the tokenizer below then only splits at the spaces.

use std::ops::ControlFlow;

use couple::journal::Entry;
use planted::Bug;
use rusqlite::Params;

use crate::{
    Kind, Sieve, Tx, VaultError, View,
    query::Query,
    tables::entries::{EntryRow, read_row, row_columns},
    words,
};

pub(crate) const V1: &str = "
CREATE VIRTUAL TABLE entry_words USING fts5 (
    title, tags, body,
    content = '', contentless_delete = 1, prefix = '1 2',
    tokenize = \"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\"
);
INSERT INTO entry_words (entry_words, rank) VALUES ('secure-delete', 1);
";

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

/// Stands in `meta` while the index still holds words of deleted rows.
const TO_ERASE: &str = "vault.words-to-erase";

impl<K: Kind> View<K> {
    /// The newest entries that hold every word of `query`; of the last word the beginning is
    /// enough. What the reader types is only ever words: quotes, signs and the words of the
    /// index's own language mean themselves. A query without a word finds nothing.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn search(&self, query: &str, limit: usize) -> Result<Vec<EntryRow>, VaultError> {
        let query = Query::parse(query);
        if query.is_empty() {
            return Ok(Vec::new());
        }
        self.search_within(&query, &Sieve::default(), limit)
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
        let tag = sieve.tag.as_deref().and_then(Query::phrase);
        if query.is_empty() && tag.is_none() {
            let (from, to) = sieve.places();
            return self.first(SIFT, (from, to), sieve, limit);
        }
        self.search_within(&query, sieve, limit)
    }

    fn search_within(
        &self,
        query: &Query,
        sieve: &Sieve,
        limit: usize,
    ) -> Result<Vec<EntryRow>, VaultError> {
        let stale = self.stale_places()?;
        let mut found = self.indexed(query, sieve, limit.saturating_add(stale.len()))?;
        if !stale.is_empty() {
            found.retain(|row| !stale.contains(&row.place.0));
            found.extend(
                self.stale_entries()?
                    .into_iter()
                    .filter(|row| sieve.passes(&row.entry))
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
        sieve: &Sieve,
        limit: usize,
    ) -> Result<Vec<EntryRow>, VaultError> {
        // The index knows tags too: as words among others, so the sieve still has its say.
        let tag = sieve.tag.as_deref().and_then(Query::phrase);
        let with_tag = |words: Option<String>| match (words, &tag) {
            (Some(words), Some(tag)) => Some(format!("tags : {tag} AND ({words})")),
            (Some(words), None) => Some(words),
            (None, Some(tag)) => Some(format!("tags : {tag}")),
            (None, None) => None,
        };
        let (from, to) = sieve.places();
        let streamed = match query.open_end() {
            None => with_tag(query.pattern()),
            Some(end) => match self.few_words_beginning(end)? {
                Some(words) if words.is_empty() => return Ok(Vec::new()),
                Some(words) => with_tag(query.ending_in(&words)),
                None => {
                    let (wider, exact) = (with_tag(query.wider()), with_tag(query.pattern()));
                    return self.looked_through(query, (wider, exact), sieve, limit);
                }
            },
        };
        self.first(SEARCH, (streamed, from, to), sieve, limit)
    }

    /// Reads the newest entries that the wider pattern finds, which takes as long in a journal of
    /// many years as in one of few; where that is not enough, the rest as the exact one has it.
    fn looked_through(
        &self,
        query: &Query,
        (wider, exact): (Option<String>, Option<String>),
        sieve: &Sieve,
        limit: usize,
    ) -> Result<Vec<EntryRow>, VaultError> {
        let (from, mut to) = sieve.places();
        let (mut found, mut looked_at, mut all) = (Vec::new(), 0, true);
        self.each(SEARCH, (wider, from, to), |row| {
            if found.len() >= limit || looked_at >= LOOKED_AT {
                all = false;
                return Ok(ControlFlow::Break(()));
            }
            looked_at += 1;
            to = row.get::<_, i64>(0)?.saturating_sub(1);
            if sieve.passes_row(row)? {
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
            found.extend(row.filter(|row| sieve.passes(&row.entry)));
        }
        Ok(found)
    }

    /// The first rows that pass the sieve. Of the others the body is never read: it comes last,
    /// on pages of its own where it is long.
    fn first(
        &self,
        sql: &str,
        params: impl Params,
        sieve: &Sieve,
        limit: usize,
    ) -> Result<Vec<EntryRow>, VaultError> {
        let mut found = Vec::new();
        self.each(sql, params, |row| {
            if found.len() >= limit {
                return Ok(ControlFlow::Break(()));
            }
            if sieve.passes_row(row)? {
                found.push(read_row(row)?);
            }
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }
}

impl<K: Kind> Tx<'_, K> {
    pub(crate) fn insert_words(&self, place: i64, entry: &Entry) -> Result<(), VaultError> {
        self.run(
            "INSERT INTO entry_words (rowid, title, tags, body) VALUES (?1, ?2, ?3, ?4)",
            (
                place,
                words::spaced(&entry.title),
                words::spaced(&entry.tags.join(" ")),
                words::spaced(&entry.body),
            ),
        )?;
        Ok(())
    }

    pub(crate) fn delete_words(&self, place: i64) -> Result<(), VaultError> {
        if self.run("DELETE FROM entry_words WHERE rowid = ?1", [place])? > 0
            && self.meta(TO_ERASE)?.is_none()
        {
            self.put_meta(TO_ERASE, &[])?;
        }
        Ok(())
    }

    pub(crate) fn clear_words(&self) -> Result<(), VaultError> {
        self.run("DELETE FROM stale_words", [])?;
        self.run(
            "INSERT INTO entry_words (entry_words) VALUES ('delete-all')",
            [],
        )?;
        Ok(())
    }

    /// A deleted row is only marked in the index; its words go when they are written anew.
    pub(crate) fn rewrite_entry_words(&self) -> Result<(), VaultError> {
        if self.meta(TO_ERASE)?.is_some() && !planted::has(Bug::DeletedStaysInIndex) {
            self.run(
                "INSERT INTO entry_words (entry_words) VALUES ('optimize')",
                [],
            )?;
            self.drop_meta(TO_ERASE)?;
        }
        Ok(())
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
