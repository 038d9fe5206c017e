//! What can go wrong with a vault, told apart as far as the person in front of it can do
//! something about it.

use std::{fs, path::Path};

use rusqlite::ffi;

/// Why a vault could not be opened, read or written.
///
/// No variant carries what was stored, and none carries the key: SQLite repeats a failed
/// statement in its error, so the statement that sets the key never becomes a source.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is no file at this path. It is never made silently: a missing vault leads to
    /// recovery, not to an empty one.
    #[error("there is no vault here")]
    Missing,
    /// `create` found a file.
    #[error("there is a vault here already")]
    Exists,
    /// The key does not open the file, or its first page is damaged. An encrypted file can't
    /// tell the two apart; a caller whose key was authenticated before knows it is the second.
    #[error("the key does not open this file")]
    WrongKey,
    /// The file is an ordinary SQLite database. It is refused, whoever put it there.
    #[error("this file is not encrypted")]
    Plaintext,
    /// The key fits, but this is the other vault of the two, or not one of ours.
    #[error("this is another kind of vault (application id {found:#x})")]
    OtherKind {
        /// The application id in the file.
        found: i32,
    },
    /// Written by a newer version of the program. The file was left as it is.
    #[error("written by a newer version: schema {found}, this program knows {known}")]
    Newer {
        /// The schema in the file.
        found: i64,
        /// The newest schema this program knows.
        known: i64,
    },
    /// A page, a row or an index is not what was written.
    #[error("the vault is damaged: {detail}")]
    Damaged {
        /// What was noticed, without anything that was stored.
        detail: String,
    },
    /// Another program, or another window, holds the vault.
    #[error("the vault is in use")]
    Busy,
    /// The disk, the quota or the largest size of a file is used up. Nothing was lost but
    /// this write.
    #[error("the disk is full")]
    DiskFull,
    /// The file or its folder can't be written.
    #[error("the vault can only be read")]
    ReadOnly,
    /// The operating system failed to read or write.
    #[error("reading or writing failed")]
    Io(#[source] std::io::Error),
    /// A frame that does not continue its log.
    #[error("the frame does not continue its log: {found} instead of {expected}")]
    BrokenChain {
        /// The number that comes next in that log.
        expected: u64,
        /// The number of the frame. Equal to `expected` where only the hash differs.
        found: u64,
    },
    /// The log was frozen after a fork and takes nothing more.
    #[error("this log is frozen")]
    FrozenLog,
    /// A thing was written as another kind than it is.
    #[error("this thing is of another kind")]
    KindDiffers,
    /// No such thing, log or frame.
    #[error("not found")]
    NotFound,
    /// A number that the tables can't hold: 2⁴⁰ frames in a log, 2²⁰ updates of a thing.
    #[error("too many {what}")]
    TooMany {
        /// Of what.
        what: &'static str,
    },
    /// SQLite refused a statement: a fault of this program.
    #[error("the database refused a statement")]
    Sql(#[source] rusqlite::Error),
}

impl VaultError {
    pub(crate) fn damaged(detail: impl Into<String>) -> Self {
        Self::Damaged {
            detail: detail.into(),
        }
    }

    /// The same for an error that arose while the key was being set or proven. Nothing of the
    /// original is kept, since it may repeat the key.
    pub(crate) fn while_unlocking(error: &rusqlite::Error) -> Self {
        match error.sqlite_error().map(|e| e.extended_code) {
            Some(code) if code & 0xff == ffi::SQLITE_NOTADB => Self::WrongKey,
            Some(code) => {
                Self::from_code(code).unwrap_or_else(|| Self::damaged(format!("code {code}")))
            }
            None => Self::damaged("unlocking failed"),
        }
    }

    /// The same for a write to this vault. A quota that is used up arrives as a write that failed
    /// (SQLite's 778), not as a full disk; whether the folder takes a little more tells them apart.
    pub(crate) fn while_writing(self, vault: &Path) -> Self {
        if matches!(self, Self::Io(_)) && has_no_room(vault) {
            return Self::DiskFull;
        }
        self
    }

    fn from_code(extended: i32) -> Option<Self> {
        Some(match extended & 0xff {
            ffi::SQLITE_FULL => Self::DiskFull,
            ffi::SQLITE_READONLY => Self::ReadOnly,
            ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => Self::Busy,
            ffi::SQLITE_CORRUPT | ffi::SQLITE_NOTADB => {
                Self::damaged(format!("SQLite code {extended}"))
            }
            ffi::SQLITE_IOERR | ffi::SQLITE_CANTOPEN => {
                Self::Io(std::io::Error::other(format!("SQLite code {extended}")))
            }
            _ => return None,
        })
    }
}

/// Whether the folder of a vault refuses a small file for want of room.
fn has_no_room(vault: &Path) -> bool {
    let probe = vault.with_extension("room");
    let tried = fs::write(&probe, [0; 64 << 10])
        .and_then(|()| fs::File::open(&probe))
        .and_then(|file| file.sync_all());
    let _ = fs::remove_file(&probe);
    tried.is_err_and(|error| matches!(error.into(), VaultError::DiskFull))
}

impl From<rusqlite::Error> for VaultError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::Error as E;
        if let Some(code) = error.sqlite_error().map(|e| e.extended_code)
            && let Some(known) = Self::from_code(code)
        {
            return known;
        }
        match error {
            E::QueryReturnedNoRows => Self::NotFound,
            // A value that the column can't hold was not written by us.
            E::FromSqlConversionFailure(column, ..)
            | E::IntegralValueOutOfRange(column, _)
            | E::InvalidColumnType(column, ..)
            | E::Utf8Error(column, _) => Self::damaged(format!("unreadable column {column}")),
            other => Self::Sql(other),
        }
    }
}

impl From<std::io::Error> for VaultError {
    fn from(error: std::io::Error) -> Self {
        use std::io::ErrorKind as Kind;
        match error.kind() {
            Kind::NotFound => Self::Missing,
            Kind::StorageFull | Kind::QuotaExceeded | Kind::FileTooLarge => Self::DiskFull,
            Kind::ReadOnlyFilesystem | Kind::PermissionDenied => Self::ReadOnly,
            _ => Self::Io(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn from(code: i32) -> VaultError {
        rusqlite::Error::SqliteFailure(ffi::Error::new(code), None).into()
    }

    #[test]
    fn every_code_has_its_meaning() {
        assert!(matches!(from(13), VaultError::DiskFull));
        assert!(matches!(from(778), VaultError::Io(_)));
        assert!(matches!(from(8), VaultError::ReadOnly));
        assert!(matches!(from(8 | 3 << 8), VaultError::ReadOnly));
        assert!(matches!(from(5), VaultError::Busy));
        assert!(matches!(from(6), VaultError::Busy));
        assert!(matches!(from(11), VaultError::Damaged { .. }));
        assert!(matches!(from(11 | 1 << 8), VaultError::Damaged { .. }));
        assert!(matches!(from(26), VaultError::Damaged { .. }));
        assert!(matches!(from(10), VaultError::Io(_)));
        assert!(matches!(from(10 | 4 << 8), VaultError::Io(_)));
        assert!(matches!(from(14), VaultError::Io(_)));
        assert!(matches!(from(1), VaultError::Sql(_)));
        assert!(matches!(from(19), VaultError::Sql(_)));
    }

    #[test]
    fn what_the_system_says_has_the_same_meaning() {
        use std::io::ErrorKind as Kind;
        let from = |kind| VaultError::from(std::io::Error::from(kind));
        assert!(matches!(from(Kind::NotFound), VaultError::Missing));
        assert!(matches!(from(Kind::StorageFull), VaultError::DiskFull));
        assert!(matches!(
            from(Kind::ReadOnlyFilesystem),
            VaultError::ReadOnly
        ));
        assert!(matches!(from(Kind::TimedOut), VaultError::Io(_)));
    }

    #[test]
    fn a_key_that_does_not_fit_is_told_from_damage() {
        let unlocking = |code| {
            let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
            VaultError::while_unlocking(&error)
        };
        assert!(matches!(unlocking(26), VaultError::WrongKey));
        assert!(matches!(unlocking(11), VaultError::Damaged { .. }));
        assert!(matches!(unlocking(5), VaultError::Busy));
        assert!(matches!(unlocking(8), VaultError::ReadOnly));
    }
}
