//! The one place that opens a database file. A connection made anywhere else could lack its
//! key, and SQLCipher without a key silently writes plaintext.

use std::{
    ffi::OsString,
    fs,
    io::Read,
    path::{Path, PathBuf},
    sync::Once,
    time::Duration,
};

use planted::Bug;
use rusqlite::{Connection, MAIN_DB, OpenFlags, config::DbConfig};
use zeroize::Zeroizing;

use crate::{Kind, VaultError, mark, migration, tables::entry_terms};

/// SQLCipher's page, and so the size of the smallest vault.
const PAGE: u64 = 4096;
const PLAINTEXT_MAGIC: &[u8; 16] = b"SQLite format 3\0";

/// The log would repeat damaged pages on standard error, thousands of lines of it.
const BEFORE_KEY: &str = "PRAGMA cipher_log_level = NONE;
     PRAGMA cipher_memory_security = ON;";

/// Before the first read: a file that is already in WAL mode would otherwise get a shared
/// memory file beside it, and a second process could open it.
const BEFORE_PROOF: &str = "PRAGMA locking_mode = EXCLUSIVE;";

/// FULL because NORMAL loses acknowledged commits when the power fails; `secure_delete` so
/// that freed space keeps nothing.
const AFTER_PROOF: &str = "PRAGMA journal_mode = WAL;
     PRAGMA synchronous = FULL;
     PRAGMA fullfsync = ON;
     PRAGMA secure_delete = ON;
     PRAGMA temp_store = MEMORY;
     PRAGMA trusted_schema = OFF;
     PRAGMA foreign_keys = ON;
     PRAGMA cell_size_check = ON;
     PRAGMA mmap_size = 0;
     PRAGMA wal_autocheckpoint = 200;
     PRAGMA journal_size_limit = 1048576;
     PRAGMA cache_size = -16000;";

/// Every statement of a vault fits, so that none is compiled twice.
const STATEMENTS: usize = 160;

/// Opens an existing vault and brings its schema up to date.
pub(crate) fn open<K: Kind>(path: &Path, key: &[u8; 32]) -> Result<Connection, VaultError> {
    // An empty file, or one of a few bytes, would be taken for a new database, and any key
    // would open it.
    if fs::metadata(path)?.len() < PAGE {
        return Err(match is_plaintext(path)? {
            true => VaultError::Plaintext,
            false => VaultError::damaged("the file is empty or cut off"),
        });
    }
    let connection = match connect(path, key) {
        Err(VaultError::WrongKey) if is_plaintext(path)? => Err(VaultError::Plaintext),
        other => other,
    }?;

    let found: i32 = pragma(&connection, "application_id")?;
    if found != K::APPLICATION_ID {
        return Err(VaultError::OtherKind { found });
    }
    let found: i64 = pragma(&connection, "user_version")?;
    let known = migration::newest(K::MIGRATIONS);
    if found > known && !planted::has(Bug::NewerVaultOpened) {
        return Err(VaultError::Newer { found, known });
    }

    settle(&connection)?;
    keep_to_ourselves(path)?;
    migration::migrate(&connection, K::MIGRATIONS, K::APPLICATION_ID)?;
    connection.execute_batch(entry_terms::MAKE)?;
    Ok(connection)
}

/// Makes a new vault. It appears under its name only when it is complete: a crash half-way
/// leaves no vault rather than an empty one.
pub(crate) fn create<K: Kind>(path: &Path, key: &[u8; 32]) -> Result<(), VaultError> {
    if path.try_exists()? {
        return Err(VaultError::Exists);
    }
    if let Some(folder) = folder_of(path) {
        make_folder(folder)?;
    }
    // One of a vault that is gone.
    mark::remove(path)?;
    let unfinished = beside(path, ".new");
    for leftover in [
        unfinished.clone(),
        beside(&unfinished, "-wal"),
        beside(&unfinished, "-journal"),
    ] {
        match fs::remove_file(leftover) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => return Err(error.into()),
            _ => {}
        }
    }
    make_file(&unfinished)?;
    let connection = connect(&unfinished, key)?;
    settle(&connection)?;
    migration::migrate(&connection, K::MIGRATIONS, K::APPLICATION_ID)?;
    connection.close().map_err(|(_, error)| error)?;
    if is_plaintext(&unfinished)? && !planted::has(Bug::VaultUnencrypted) {
        return Err(VaultError::Plaintext);
    }
    fs::rename(&unfinished, path)?;
    sync_folder(path)
}

/// Never asked of a file that may be open: on Unix, closing any handle of a file ends all the
/// locks this process has on it, SQLite's too.
fn is_plaintext(path: &Path) -> Result<bool, VaultError> {
    let mut start = [0; 16];
    match fs::File::open(path)?.read_exact(&mut start) {
        Ok(()) => Ok(start == *PLAINTEXT_MAGIC),
        Err(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => Ok(false),
        Err(error) => Err(error.into()),
    }
}

/// A keyed connection whose key is proven. Nothing has been written yet, and closing it
/// leaves every file as it is.
fn connect(path: &Path, key: &[u8; 32]) -> Result<Connection, VaultError> {
    make_ready();
    // Never CREATE: an absent file must stay absent.
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // Whoever holds the vault holds it for as long as it runs: waiting is no use.
    connection.busy_timeout(Duration::ZERO)?;
    let unsettled = beside(path, "-wal").try_exists()?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, unsettled)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    // Otherwise a statement with a bound LIMIT is planned anew at every run, which takes longer
    // than most of our queries.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
    if connection.is_readonly(MAIN_DB)? {
        return Err(VaultError::ReadOnly);
    }
    connection.execute_batch(BEFORE_KEY)?;
    unlock(&connection, key).map_err(|error| VaultError::while_unlocking(&error))?;
    // A build without the cipher ignores the key and would write plaintext.
    match connection.query_row("PRAGMA cipher_version", [], |row| row.get::<_, String>(0)) {
        Ok(version) if !version.is_empty() => Ok(connection),
        _ => Err(VaultError::Plaintext),
    }
}

/// SQLite says that it is ready before SQLCipher is: threads that open the first vaults of a
/// process at one moment would find a cipher that refuses every key. So the very first
/// connection is made while all others wait.
fn make_ready() {
    static READY: Once = Once::new();
    READY.call_once(|| drop(Connection::open_in_memory()));
}

fn unlock(connection: &Connection, key: &[u8; 32]) -> rusqlite::Result<()> {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    // Made once at its full size: a string that grows leaves copies behind.
    let mut statement = Zeroizing::new(String::with_capacity(96));
    statement.push_str("PRAGMA key = \"x'");
    for byte in key {
        statement.push(HEX[usize::from(byte >> 4)].into());
        statement.push(HEX[usize::from(byte & 15)].into());
    }
    statement.push_str("'\";");
    if !planted::has(Bug::VaultUnencrypted) {
        connection.execute_batch(&statement)?;
    }
    connection.execute_batch(BEFORE_PROOF)?;
    connection.query_row("SELECT count(*) FROM sqlite_master", [], |_| Ok(()))
}

/// The settings that write.
fn settle(connection: &Connection) -> Result<(), VaultError> {
    connection.execute_batch(AFTER_PROOF)?;
    let journal: String = pragma(connection, "journal_mode")?;
    if journal != "wal" {
        return Err(VaultError::Io(std::io::Error::other(
            "no write-ahead log here",
        )));
    }
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false)?;
    if planted::has(Bug::CommitDoesNotWait) {
        connection.execute_batch("PRAGMA synchronous = NORMAL;")?;
    }
    if planted::has(Bug::DeletedStaysInPages) {
        connection.execute_batch("PRAGMA secure_delete = OFF;")?;
    }
    Ok(())
}

fn pragma<T: rusqlite::types::FromSql>(
    connection: &Connection,
    name: &str,
) -> Result<T, VaultError> {
    Ok(connection.pragma_query_value(None, name, |row| row.get(0))?)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(suffix);
    name.into()
}

fn folder_of(path: &Path) -> Option<&Path> {
    path.parent()
        .filter(|folder| !folder.as_os_str().is_empty())
}

#[cfg(unix)]
fn make_folder(folder: &Path) -> Result<(), VaultError> {
    use std::os::unix::fs::DirBuilderExt;
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    tighten(folder, 0o700)
}

#[cfg(not(unix))]
fn make_folder(folder: &Path) -> Result<(), VaultError> {
    Ok(fs::create_dir_all(folder)?)
}

/// Made by us and not by SQLite, so that it never stands there with wider permissions. The
/// write-ahead log takes over the permissions of its database.
pub(crate) fn make_file(path: &Path) -> Result<(), VaultError> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)?;
    Ok(())
}

#[cfg(unix)]
fn keep_to_ourselves(path: &Path) -> Result<(), VaultError> {
    if let Some(folder) = folder_of(path) {
        tighten(folder, 0o700)?;
    }
    for file in [path.to_owned(), beside(path, "-wal")] {
        if file.try_exists()? {
            tighten(&file, 0o600)?;
        }
    }
    Ok(())
}

#[cfg(not(unix))]
fn keep_to_ourselves(_: &Path) -> Result<(), VaultError> {
    Ok(())
}

#[cfg(unix)]
fn tighten(path: &Path, mode: u32) -> Result<(), VaultError> {
    use std::os::unix::fs::PermissionsExt;
    if fs::metadata(path)?.permissions().mode() & 0o777 & !mode != 0 {
        fs::set_permissions(path, fs::Permissions::from_mode(mode))?;
    }
    Ok(())
}

/// Sees to it that a copy is on disk, and that it is encrypted like what it was made from.
pub(crate) fn settle_copy(path: &Path) -> Result<(), VaultError> {
    if is_plaintext(path)? {
        return Err(VaultError::Plaintext);
    }
    fs::File::open(path)?.sync_all()?;
    sync_folder(path)
}

/// A renamed file survives a power cut only once its folder is on disk too.
fn sync_folder(path: &Path) -> Result<(), VaultError> {
    #[cfg(unix)]
    fs::File::open(folder_of(path).unwrap_or_else(|| Path::new(".")))?.sync_all()?;
    #[cfg(not(unix))]
    let _ = path;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Shared;

    #[test]
    fn a_connection_is_set_as_it_must_be() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vault.db");
        create::<Shared>(&path, &[1; 32]).unwrap();
        let connection = open::<Shared>(&path, &[1; 32]).unwrap();
        for (name, expected) in [
            ("cipher_memory_security", "1"),
            ("cipher_page_size", "4096"),
            ("cipher_hmac_algorithm", "HMAC_SHA512"),
            ("locking_mode", "exclusive"),
            ("journal_mode", "wal"),
            ("synchronous", "2"),
            ("fullfsync", "1"),
            ("secure_delete", "1"),
            ("temp_store", "2"),
            ("trusted_schema", "0"),
            ("foreign_keys", "1"),
            ("cell_size_check", "1"),
            ("mmap_size", "0"),
            ("wal_autocheckpoint", "200"),
            ("journal_size_limit", "1048576"),
            ("application_id", &Shared::APPLICATION_ID.to_string()),
            (
                "user_version",
                &migration::newest(Shared::MIGRATIONS).to_string(),
            ),
        ] {
            let value: rusqlite::types::Value = pragma(&connection, name).unwrap();
            let value = match value {
                rusqlite::types::Value::Integer(n) => n.to_string(),
                rusqlite::types::Value::Text(text) => text,
                other => panic!("{name}: {other:?}"),
            };
            assert_eq!(value, expected, "{name}");
        }
        for config in [
            DbConfig::SQLITE_DBCONFIG_DEFENSIVE,
            DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG,
        ] {
            assert!(connection.db_config(config).unwrap(), "{config:?}");
        }
        let forbidden = "UPDATE entry_words_data SET block = x'00'";
        assert!(connection.execute(forbidden, []).is_err());
        let secure: i64 = connection
            .query_row(
                "SELECT v FROM entry_words_config WHERE k = 'secure-delete'",
                [],
                |row| row.get(0),
            )
            .unwrap();
        assert_eq!(secure, 1);
    }

    #[cfg(unix)]
    #[test]
    fn a_file_is_never_open_to_others_even_for_a_moment() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (inner, file) = (folder.path().join("a/b"), folder.path().join("file"));
        make_folder(&inner).unwrap();
        make_file(&file).unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&inner), mode(&file)), (0o700, 0o600));
    }

    #[test]
    fn an_error_while_unlocking_says_nothing_of_the_key() {
        let error = rusqlite::Error::SqlInputError {
            error: rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_ERROR),
            msg: "near".to_owned(),
            sql: "PRAGMA key = \"x'c0ffee'\"".to_owned(),
            offset: 0,
        };
        let error = VaultError::while_unlocking(&error);
        assert!(!format!("{error} {error:?}").contains("c0ffee"));
    }
}
