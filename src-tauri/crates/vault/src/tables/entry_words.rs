//! `entry_words`: the search index over what can be read. It keeps words, not texts: the
//! texts stand in `entries`, and a second copy would have to be erased twice.
//!
//! What goes in is prepared by [`crate::words`], which sets apart the letters of scripts that
//! write without spaces; the tokenizer below then only splits at the spaces.

use couple::journal::Entry;
use planted::Bug;

use crate::{Kind, Tx, Vault, VaultError, words};

pub(crate) const V1: &str = "
CREATE VIRTUAL TABLE entry_words USING fts5 (
    title, tags, body,
    content = '', contentless_delete = 1, prefix = '1 2',
    tokenize = \"unicode61 remove_diacritics 2 categories 'L* N* Co Mn Mc'\"
);
INSERT INTO entry_words (entry_words, rank) VALUES ('secure-delete', 1);
";

/// Stands in `meta` while the index is to become one piece: empty at first, and with a byte once that was begun.
const TO_MERGE: &str = "vault.words-to-merge";
/// Pages of the index that one step writes anew: some hundredths of a second.
const STEP: i64 = 400;

/// Stands in `meta` while the index still holds words of deleted rows.
const TO_ERASE: &str = "vault.words-to-erase";

impl<K: Kind> Vault<K> {
    /// Goes one step towards an index in one piece, if [`Tx::words_came_in_bulk`] has asked for that. Gives whether
    /// there is more to do. What is asked of the index is the same before, meanwhile and after.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn merge_words(&mut self) -> Result<bool, VaultError> {
        if self.meta(TO_MERGE)?.is_none() {
            return Ok(false);
        }
        self.write(|tx| tx.merge_words())
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Very many words have come at once. The index wrote them down as many pieces, and looks into each of them
    /// whatever it is asked.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn words_came_in_bulk(&self) -> Result<(), VaultError> {
        self.put_meta(TO_MERGE, &[])
    }

    fn merge_words(&self) -> Result<bool, VaultError> {
        let begun = self.meta(TO_MERGE)?.is_some_and(|state| !state.is_empty());
        // A negative number begins to make one piece of everything, a positive one goes on with it.
        let pages = if begun { STEP } else { -STEP };
        let before = self.writes();
        self.run(
            "INSERT INTO entry_words (entry_words, rank) VALUES ('merge', ?1)",
            [pages],
        )?;
        // As the documentation of FTS5 has it: less than two changes are none.
        let more = self.writes() - before >= 2;
        if !more {
            self.drop_meta(TO_MERGE)?;
        } else if !begun {
            self.put_meta(TO_MERGE, &[1])?;
        }
        Ok(more)
    }

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
