//! `stale_words`: the places whose words in the search index are not up to date.
//!
//! To take an entry's words into the index costs several times what all the rest of keeping
//! it costs, so that is put off, durably: the mark stands in the same transaction. A search
//! reads the few marked entries themselves, and so never misses one and never finds an old
//! text.
//!
//! An entry that is newer than everything in the index needs no mark: that it is newer says it.
//! Most entries are so when they are kept, and a mark is a page of its own to write.

use crate::{
    Kind, Tx, Vault, VaultError, View,
    tables::entries::{EntryRow, read_row, row_columns},
};

pub(crate) const V1: &str = "
CREATE TABLE stale_words (
    place INTEGER PRIMARY KEY
) STRICT;
";

/// With more than this many that wait the index is brought up to date before the commit: a search
/// reads all of them.
const MOST: i64 = 64;

/// The places that are marked, and those after the newest that the index has, each once.
macro_rules! waiting {
    () => {
        "SELECT place FROM stale_words
         UNION
         SELECT place FROM entries
         WHERE removed_at IS NULL
             AND place > ifnull((SELECT max(id) FROM entry_words_docsize), -9223372036854775808)"
    };
}

impl<K: Kind> Vault<K> {
    /// Brings the search index up to date. Nothing depends on it but the speed of a search,
    /// so it belongs to the moment after an entry was kept and shown.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn index_words(&mut self) -> Result<(), VaultError> {
        if self.stale_places()?.is_empty() {
            return Ok(());
        }
        self.write(|tx| tx.freshen_words())
    }
}

impl<K: Kind> View<K> {
    /// How many entries the search index does not know as they are now.
    ///
    /// # Errors
    /// Whatever reading brings.
    pub fn words_waiting(&self) -> Result<usize, VaultError> {
        Ok(self.stale_places()?.len())
    }

    pub(crate) fn stale_places(&self) -> Result<Vec<i64>, VaultError> {
        self.all(
            concat!(waiting!(), " ORDER BY 1"),
            [],
            |row| Ok(row.get(0)?),
        )
    }

    /// The entries at these places that can be read.
    pub(crate) fn stale_entries(&self) -> Result<Vec<EntryRow>, VaultError> {
        self.all(
            concat!(
                "SELECT ",
                row_columns!(),
                " FROM (",
                waiting!(),
                ") s CROSS JOIN entries e ON e.place = s.place
                 WHERE e.removed_at IS NULL"
            ),
            [],
            read_row,
        )
    }
}

impl<K: Kind> Tx<'_, K> {
    pub(crate) fn mark_stale(&self, place: i64) -> Result<(), VaultError> {
        self.run(
            "INSERT OR IGNORE INTO stale_words (place)
             SELECT ?1 WHERE ?1 <= (SELECT max(id) FROM entry_words_docsize)",
            [place],
        )?;
        Ok(())
    }

    /// Before a commit: no search is to read more than a few entries itself.
    pub(crate) fn freshen_many_words(&self) -> Result<(), VaultError> {
        let waiting = self.one(
            concat!("SELECT count(*) FROM (", waiting!(), ")"),
            [],
            |row| Ok(row.get::<_, i64>(0)?),
        )?;
        if waiting.is_some_and(|waiting| waiting > MOST) {
            self.freshen_words()
        } else {
            Ok(())
        }
    }

    /// Takes an entry out of the index now, whatever state its words are in.
    pub(crate) fn drop_words(&self, place: i64) -> Result<(), VaultError> {
        self.run("DELETE FROM stale_words WHERE place = ?1", [place])?;
        self.delete_words(place)
    }

    /// In the order of the places: what comes out of order the index writes down as a piece of its
    /// own, and every piece has to be merged later.
    pub(crate) fn freshen_words(&self) -> Result<(), VaultError> {
        for place in self.stale_places()? {
            self.delete_words(place)?;
            let row = self.entry_at(place)?;
            if let Some(row) = row.filter(|row| row.entry.removed_at.is_none()) {
                self.insert_words(place, &row.entry)?;
            }
        }
        self.run("DELETE FROM stale_words", [])?;
        Ok(())
    }
}
