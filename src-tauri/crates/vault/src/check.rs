//! Whether a vault is still what was written to it.

use crate::{Kind, Vault, VaultError, View, tables::frames::ChainFault};

/// What a check found. Texts are SQLite's own and name pages, tables and indexes, never what
/// they hold.
///
/// A check can't see a write-ahead log that lost its end, nor a whole file put back to an
/// earlier day: both are sound in themselves. [`View::lost_commits`] says that.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct CheckReport {
    /// `integrity_check`: trees, pages, indexes, constraints.
    pub structure: Vec<String>,
    /// `cipher_integrity_check`: pages whose authentication fails.
    pub pages: Vec<String>,
    /// `foreign_key_check`, and rows that point at nothing.
    pub references: Vec<String>,
    /// The search index.
    pub search: Vec<String>,
    /// Logs that do not hold together.
    pub chains: Vec<ChainFault>,
}

impl CheckReport {
    /// Nothing was found.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        *self == Self::default()
    }
}

impl<K: Kind> Vault<K> {
    /// Reads everything and compares. About a second and a half for 100,000 entries, so it
    /// belongs to an idle minute. Damage that ends a part of the check early is reported in
    /// that part.
    ///
    /// # Errors
    /// Only what is no finding: [`VaultError::Io`], [`VaultError::Busy`].
    pub fn check(&mut self) -> Result<CheckReport, VaultError> {
        // Pages are checked in the file itself. After a power cut in the middle of a checkpoint
        // some of them are torn there and whole in the write-ahead log, as they should be.
        let settled = self.checkpoint();
        let view: &View<K> = self;
        let mut report = CheckReport {
            structure: found(view.lines("PRAGMA integrity_check(50)"))?,
            pages: found(view.lines("PRAGMA cipher_integrity_check"))?,
            references: found(view.loose_ends())?,
            ..CheckReport::default()
        };
        report.structure.retain(|line| line != "ok");
        if let Err(VaultError::Damaged { detail }) = settled {
            report.structure.push(detail);
        }
        match view.chain_faults() {
            Ok(faults) => report.chains = faults,
            Err(VaultError::Damaged { detail }) => report.structure.push(detail),
            Err(other) => return Err(other),
        }
        report.search = found(self.search_faults())?;
        Ok(report)
    }

    fn search_faults(&mut self) -> Result<Vec<String>, VaultError> {
        self.write(|tx| {
            tx.freshen_words()?;
            tx.run(
                "INSERT INTO entry_words (entry_words) VALUES ('integrity-check')",
                [],
            )?;
            Ok(())
        })?;
        self.lines(
            "SELECT 'an entry that is not in the index' FROM entries e
             LEFT JOIN entry_words_docsize d ON d.id = e.place
             WHERE (e.removed_at IS NULL) <> (d.id IS NOT NULL)
             UNION ALL
             SELECT 'words of no entry' FROM entry_words_docsize d
             WHERE NOT EXISTS (SELECT 1 FROM entries e WHERE e.place = d.id)",
        )
    }
}

impl<K: Kind> View<K> {
    fn lines(&self, sql: &str) -> Result<Vec<String>, VaultError> {
        self.all(sql, [], |row| Ok(row.get(0)?))
    }

    fn loose_ends(&self) -> Result<Vec<String>, VaultError> {
        let mut found = self.lines("PRAGMA foreign_key_check")?;
        found.extend(self.lines(
            "SELECT 'an entry of no thing' FROM entries e
             WHERE e.place IS NOT (SELECT t.place FROM things t WHERE t.id = e.id)
             UNION ALL
             SELECT 'a thing that points at no entry' FROM things t WHERE t.place IS NOT NULL
                 AND NOT EXISTS (SELECT 1 FROM entries e WHERE e.place = t.place AND e.id = t.id)
             UNION ALL
             SELECT 'an update of no frame' FROM updates u WHERE u.frame IS NOT NULL
                 AND NOT EXISTS (SELECT 1 FROM frames f WHERE f.place = u.frame)
             UNION ALL
             SELECT 'updates missing' FROM things t WHERE t.updates <> (
                 SELECT count(*) FROM updates u
                 WHERE u.place BETWEEN t.number << 20 AND (t.number << 20 | 1048575))",
        )?);
        Ok(found)
    }
}

/// Damage met on the way is a finding; anything else is not.
fn found(lines: Result<Vec<String>, VaultError>) -> Result<Vec<String>, VaultError> {
    match lines {
        Err(VaultError::Damaged { detail }) => Ok(vec![detail]),
        other => other,
    }
}
