//! `entry_terms`: the words of the search index, in their order. No table of the file: it reads the
//! index, and stands for as long as the connection does.

use crate::{Kind, VaultError, View};

pub(crate) const MAKE: &str =
    "CREATE VIRTUAL TABLE temp.entry_terms USING fts5vocab (main, entry_words, instance);";

/// Letters of a beginning that few words may have: of a shorter one it is not even asked.
const LONG: usize = 5;
/// To look for one word takes about as long as to begin to read where it stands.
const FEW: usize = 4;

impl<K: Kind> View<K> {
    /// The words of the index that begin like this, if they are few.
    ///
    /// Of a beginning that is not plain letters the index may have an idea of its own how it is
    /// spelt, so that is never said of it.
    pub(crate) fn few_words_beginning(
        &self,
        start: &str,
    ) -> Result<Option<Vec<String>>, VaultError> {
        if !start.is_ascii() || start.len() < LONG {
            return Ok(None);
        }
        let end = format!("{start}{}", char::MAX);
        let (mut words, mut from) = (Vec::new(), start.to_owned());
        loop {
            let word: Option<String> = self.one(
                "SELECT term FROM entry_terms WHERE term >= ?1 AND term < ?2 LIMIT 1",
                (&from, &end),
                |row| Ok(row.get(0)?),
            )?;
            let Some(word) = word else {
                return Ok(Some(words));
            };
            if words.len() == FEW {
                return Ok(None);
            }
            // The next one that there could be.
            from = format!("{word}\0");
            words.push(word);
        }
    }
}
