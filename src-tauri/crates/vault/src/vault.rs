//! A vault that is open, what can be read from it, and the one way to write.

use std::{
    marker::PhantomData,
    ops::{ControlFlow, Deref},
    path::{Path, PathBuf},
};

use planted::Bug;
use rusqlite::{CachedStatement, Connection, MAIN_DB, Params, Row};

use crate::{Kind, Private, Shared, VaultError, connection, mark::Mark};

/// An open `shared.db`.
pub type SharedVault = Vault<Shared>;
/// An open `private.db`.
pub type PrivateVault = Vault<Private>;

/// A vault that is open. It holds the file alone: a second opening, here or in another
/// process, is [`VaultError::Busy`].
pub struct Vault<K: Kind> {
    view: View<K>,
    path: PathBuf,
    mark: Mark,
    /// Commits so far.
    number: u64,
    lost: u64,
}

/// Everything that can be read. Reached from a [`Vault`], or from a [`Tx`] to see what that
/// transaction has written so far.
pub struct View<K: Kind> {
    connection: Connection,
    kind: PhantomData<K>,
}

/// A transaction, and everything that can be written. It ends with
/// [`Vault::write`]: committed as a whole or gone as a whole.
pub struct Tx<'v, K: Kind> {
    view: &'v View<K>,
}

/// Every so many commits, and after a commit of so many changes, it is looked whether many words
/// wait for the index.
const LOOK_AT_WORDS: u64 = 16;

/// A transaction that is rolled back unless it is committed. That of rusqlite has both statements
/// compiled anew each time.
struct Unfinished<'v, K: Kind>(&'v View<K>);

impl<'v, K: Kind> Unfinished<'v, K> {
    fn begin(view: &'v View<K>) -> Result<Self, VaultError> {
        view.say("BEGIN IMMEDIATE")?;
        Ok(Self(view))
    }

    fn commit(self) -> Result<(), VaultError> {
        self.0.say("COMMIT")
    }
}

impl<K: Kind> Drop for Unfinished<'_, K> {
    fn drop(&mut self) {
        if !self.0.connection.is_autocommit() {
            let _ = self.0.say("ROLLBACK");
        }
    }
}

impl<K: Kind> Vault<K> {
    /// Makes a new vault and opens it. Its folder (0700) is made where it is missing; the
    /// file (0600) appears only once it is complete.
    ///
    /// # Errors
    /// [`VaultError::Exists`] and whatever writing brings.
    pub fn create(path: &Path, key: &[u8; 32]) -> Result<Self, VaultError> {
        connection::create::<K>(path, key)?;
        Self::open(path, key)
    }

    /// Opens a vault and brings an older schema up to date.
    ///
    /// # Errors
    /// [`VaultError::Missing`], [`VaultError::WrongKey`], [`VaultError::Plaintext`],
    /// [`VaultError::OtherKind`], [`VaultError::Busy`], [`VaultError::Damaged`] and
    /// [`VaultError::Newer`]; after the last one the file is byte for byte what it was.
    ///
    /// A vault whose newest changes are gone opens: see [`View::lost_commits`].
    pub fn open(path: &Path, key: &[u8; 32]) -> Result<Self, VaultError> {
        let connection = connection::open::<K>(path, key)?;
        let view = View {
            connection,
            kind: PhantomData,
        };
        let commits = view.commits()?;
        let (mark, reached) = Mark::open(path, commits.name);
        let lost = reached.unwrap_or(0).saturating_sub(commits.number);
        let mut vault = Self {
            view,
            path: path.to_owned(),
            mark,
            lost,
            number: commits.number + lost,
        };
        if lost > 0 {
            vault.write(|tx| tx.note_loss(commits.number + lost, lost))?;
        }
        Ok(vault)
    }

    /// How many of the newest changes were found to be gone when this vault was opened just now,
    /// although they had been saved. What has been found and not yet said is
    /// [`View::lost_commits`].
    #[must_use]
    pub fn lost_when_opened(&self) -> u64 {
        self.lost
    }

    /// Where the file stands.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Writes. What `work` does is on disk when this returns `Ok`, even if the power fails
    /// then; after an error, or a panic in `work`, nothing of it is.
    ///
    /// # Errors
    /// Those of `work` and of the commit.
    pub fn write<T>(
        &mut self,
        work: impl FnOnce(&Tx<'_, K>) -> Result<T, VaultError>,
    ) -> Result<T, VaultError> {
        self.try_write(work)
    }

    /// [`write`](Self::write) for work that can fail in ways of its own.
    ///
    /// # Errors
    /// Those of `work` and of the commit.
    pub fn try_write<T, E: From<VaultError>>(
        &mut self,
        work: impl FnOnce(&Tx<'_, K>) -> Result<T, E>,
    ) -> Result<T, E> {
        if planted::has(Bug::AnswerBeforeCommit) && !self.view.connection.is_autocommit() {
            let _ = self.view.connection.execute_batch("COMMIT");
        }
        let unfinished = Unfinished::begin(&self.view)?;
        let tx = Tx { view: &self.view };
        let before = self.view.connection.total_changes();
        let value = work(&tx)?;
        let changes = self.view.connection.total_changes() - before;
        let changed = changes > 0;
        if changed && planted::write_fails() {
            return Err(VaultError::DiskFull.into());
        }
        if changed {
            if changes >= LOOK_AT_WORDS || self.number.is_multiple_of(LOOK_AT_WORDS) {
                tx.freshen_many_words()?;
            }
            tx.count_commit()?;
        }
        if planted::has(Bug::AnswerBeforeCommit) {
            std::mem::forget(unfinished);
            return Ok(value);
        }
        unfinished
            .commit()
            .map_err(|error| error.while_writing(&self.path))?;
        if changed && !planted::has(Bug::MarkNotWritten) {
            // On disk from here on, whatever becomes of the mark.
            self.number += 1;
            self.mark.advance(self.number);
        }
        Ok(value)
    }

    /// Makes deletions real: rewrites the search index without what was deleted or replaced,
    /// empties the write-ahead log and cuts it off. Deleted text is then nowhere in the
    /// files, not even encrypted. Takes time in proportion to the index, so it belongs after
    /// an erasure, at a lock or to an idle minute; where nothing was deleted it is cheap.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn tidy(&mut self) -> Result<(), VaultError> {
        self.write(|tx| {
            tx.freshen_words()?;
            tx.rewrite_entry_words()
        })?;
        self.checkpoint()
    }

    /// Moves the write-ahead log into the file and cuts it off.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn checkpoint(&mut self) -> Result<(), VaultError> {
        if planted::has(Bug::LogNotCutOff) {
            return Ok(());
        }
        let busy: i64 =
            self.view
                .connection
                .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0))?;
        if busy == 0 {
            Ok(())
        } else {
            Err(VaultError::Busy)
        }
    }

    /// Closes the vault, with an answer. Dropping it closes it too, but hides what went wrong.
    ///
    /// # Errors
    /// Whatever the last checkpoint brings.
    pub fn close(mut self) -> Result<(), VaultError> {
        self.checkpoint()?;
        self.view
            .connection
            .close()
            .map_err(|(_, error)| error.into())
    }
}

impl<K: Kind> Deref for Vault<K> {
    type Target = View<K>;

    fn deref(&self) -> &View<K> {
        &self.view
    }
}

impl<K: Kind> Deref for Tx<'_, K> {
    type Target = View<K>;

    fn deref(&self) -> &View<K> {
        self.view
    }
}

impl<K: Kind> View<K> {
    /// Grows with every row that is written here, rolled back or not: as long as it is the same, so is what was read.
    #[must_use]
    pub fn writes(&self) -> u64 {
        self.connection.total_changes()
    }

    pub(crate) fn connection(&self) -> &Connection {
        &self.connection
    }

    pub(crate) fn statement(&self, sql: &str) -> Result<CachedStatement<'_>, VaultError> {
        self.connection
            .prepare_cached(sql)
            .map_err(|error| self.explain(error.into()))
    }

    /// After a page that can't be decrypted, SQLCipher lets a connection write no more and
    /// fail in other ways. The disk is not to blame then: it was writable when it was opened.
    pub(crate) fn explain(&self, error: VaultError) -> VaultError {
        match error {
            VaultError::ReadOnly | VaultError::Sql(_)
                if self.connection.is_readonly(MAIN_DB).unwrap_or(false) =>
            {
                VaultError::damaged("a page could not be decrypted")
            }
            other => other,
        }
    }

    fn say(&self, sql: &str) -> Result<(), VaultError> {
        self.statement(sql)?
            .execute([])
            .map_err(|error| self.explain(error.into()))?;
        Ok(())
    }

    pub(crate) fn one<T>(
        &self,
        sql: &str,
        params: impl Params,
        read: impl FnOnce(&Row<'_>) -> Result<T, VaultError>,
    ) -> Result<Option<T>, VaultError> {
        let mut statement = self.statement(sql)?;
        let mut rows = statement.query(params)?;
        rows.next()
            .map_err(|error| self.explain(error.into()))?
            .map(read)
            .transpose()
    }

    pub(crate) fn all<T>(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> Result<T, VaultError>,
    ) -> Result<Vec<T>, VaultError> {
        let mut found = Vec::new();
        self.each(sql, params, |row| {
            found.push(read(row)?);
            Ok(ControlFlow::Continue(()))
        })?;
        Ok(found)
    }

    /// Reads rows until there are no more or it is enough.
    pub(crate) fn each(
        &self,
        sql: &str,
        params: impl Params,
        mut read: impl FnMut(&Row<'_>) -> Result<ControlFlow<()>, VaultError>,
    ) -> Result<(), VaultError> {
        let mut statement = self.statement(sql)?;
        let mut rows = statement.query(params)?;
        while let Some(row) = rows.next().map_err(|error| self.explain(error.into()))? {
            if read(row)?.is_break() {
                break;
            }
        }
        Ok(())
    }
}

impl<K: Kind> Tx<'_, K> {
    /// Runs one statement; says how many rows it changed.
    pub(crate) fn run(&self, sql: &str, params: impl Params) -> Result<usize, VaultError> {
        self.statement(sql)?
            .execute(params)
            .map_err(|error| self.explain(error.into()))
    }

    /// Empties every table: nothing but the schema stays. Followed by
    /// [`Vault::tidy`], nothing of it can be read from the file again.
    ///
    /// # Errors
    /// Whatever writing brings.
    pub fn forget_everything(&self) -> Result<(), VaultError> {
        self.clear_entries()?;
        for table in K::TABLES {
            self.connection()
                .execute(&format!("DELETE FROM {table}"), [])?;
        }
        Ok(())
    }
}
