//! Bringing a home back, from a backup into an empty profile or from a copy of an earlier day. What
//! is restored begins a new incarnation of its logs before it writes anything, since the old ones
//! may have gone on elsewhere (protocol.md section 2).
//!
//! Everything is made ready in a folder beside, which is then renamed: from that moment on the
//! restore is finished, if need be at the next start. The home as it was is kept among the copies.

use std::{
    fs::{self, File},
    io::{self, Read},
    path::Path,
};

use chrono::NaiveDate;
use keys::{
    DeviceSecrets,
    recovery::{OpenError, Opened, RecoverySecret},
    vault_keys::{Cost, KeyFile, KeyFileError, VaultKeys},
};
use rand_chacha::ChaCha20Rng;
use vault::{Kind, PrivateVault, SharedVault, Tx, Vault};

use crate::{
    CompanionError, LockedHome, Profile, Surroundings, Unlock,
    backup::{FORMAT, MANIFEST, Manifest},
    copies::{Name, folder_of, put_among},
    home::{
        KEY_FILE, PAGES, PRIVATE, SHARED, clear_unfinished, key_error, make_folder, new_file,
        proper_passphrase, put_key_file, sync_folder, unwrapped,
    },
    identity::Identity,
    ledger::Ledger,
    recovery::{carry_sheet, read_words, sheet_in},
    snapshot::{PAGES_LOG, check, check_one, copy_closed_pages},
};

/// In the private vault of a home that was restored at least once.
pub(crate) const RESTORED_ONCE: &str = "restored";

/// Being made ready.
const RESTORING: &str = "restoring";
/// Ready: to be put in place.
const RESTORED: &str = "restored";
/// The home as it was, while the other one is put in its place.
const BEFORE: &str = "before";
const DAY: &str = "day";
/// Says that what is restored is of before there were pages.
const NO_PAGES: &str = "pages.none";
/// Longest manifest or key file that is read.
const SMALL: u64 = 64 << 10;

/// Brings everything back from a backup into a profile without a home, or in the place of one whose
/// key file can't be read: that is kept among the copies. `words` are the 24 words of the sheet that
/// the backup was made for, or its age line.
///
/// # Errors
/// [`CompanionError::HomeExists`]; [`CompanionError::WrongWords`] and the like for what is no sheet;
/// [`CompanionError::OtherSheet`]; [`CompanionError::NotABackup`] for a file that is none or is not
/// whole; [`CompanionError::VaultNewer`]. The profile stays without a home then.
pub fn restore_backup(
    profile: &Profile,
    file: &Path,
    words: &str,
    passphrase: &str,
    cost: Cost,
    surroundings: &Surroundings,
) -> Result<(), CompanionError> {
    match LockedHome::find(profile) {
        Ok(None) => clear_unfinished(profile),
        Ok(Some(_)) => return Err(CompanionError::HomeExists),
        Err(CompanionError::VaultDamaged { .. }) => {}
        Err(error) => return Err(error),
    }
    proper_passphrase(passphrase)?;
    let words = read_words(words)?;
    let file = File::open(file).map_err(|_| CompanionError::FileUnreadable)?;
    let folder = fresh_folder(profile)?;
    let done = unpack(&words, file, &folder).and_then(|mut key_file| {
        let keys = key_file
            .unlock_with_recovery(&words)
            .map_err(|_| CompanionError::NotABackup)?;
        let mut rng = surroundings.rng();
        begin_anew(&folder, &key_file, &keys, &mut rng)?;
        key_file
            .set_passphrase(&keys, passphrase, cost, &mut rng)
            .map_err(key_error)?;
        put_key_file(&folder, &key_file)?;
        put_in_place(profile, &folder, today(surroundings))
    });
    if done.is_err() {
        let _ = fs::remove_dir_all(&folder);
    }
    done
}

/// Puts a copy of an earlier day in the place of the home, which must be locked. Also for a home
/// whose vaults or key file are damaged.
///
/// # Errors
/// [`CompanionError::NotFound`], [`CompanionError::WrongPassphrase`], or the copy is not whole. The
/// home is as it was then.
pub fn restore_copy(
    profile: &Profile,
    id: &str,
    with: &Unlock<'_>,
    surroundings: &Surroundings,
) -> Result<(), CompanionError> {
    let from = folder_of(profile, id.parse::<Name>()?);
    if !from.join(PRIVATE).is_file() {
        return Err(CompanionError::NotFound);
    }
    let (file, its_own) = match LockedHome::find(profile) {
        Ok(Some(home)) => (home.file, false),
        // Without a key file of its own the home is opened by that of the copy.
        Ok(None) | Err(CompanionError::VaultDamaged { .. }) => {
            (read_key_file(File::open(from.join(KEY_FILE))?)?, true)
        }
        Err(error) => return Err(error),
    };
    let keys = unwrapped(&file, with)?;
    let sheet = PrivateVault::open(&profile.path(PRIVATE), &keys.private_db())
        .ok()
        .and_then(|vault| sheet_in(&vault).ok().flatten());
    let folder = fresh_folder(profile)?;
    let done = copy_vaults(&from, &folder).and_then(|()| {
        begin_anew(&folder, &file, &keys, &mut surroundings.rng())?;
        let mut private = PrivateVault::open(&folder.join(PRIVATE), &keys.private_db())?;
        carry_sheet(&mut private, sheet, &file)?;
        private.close()?;
        if its_own {
            put_key_file(&folder, &file)?;
        }
        put_in_place(profile, &folder, today(surroundings))
    });
    if done.is_err() {
        let _ = fs::remove_dir_all(&folder);
    }
    done
}

fn today(surroundings: &Surroundings) -> NaiveDate {
    couple::time::local_day(surroundings.now(), surroundings.zone())
}

fn fresh_folder(profile: &Profile) -> Result<std::path::PathBuf, CompanionError> {
    let folder = profile.path(RESTORING);
    match fs::remove_dir_all(&folder) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error.into()),
        _ => make_folder(&folder)?,
    }
    Ok(folder)
}

/// Opens a backup and does as [`unpack_members`].
fn unpack(words: &RecoverySecret, file: File, to: &Path) -> Result<KeyFile, CompanionError> {
    let opened = Opened::with_words(words, file).map_err(|error| match error {
        OpenError::NotAge => CompanionError::NotABackup,
        OpenError::OtherWords => CompanionError::OtherSheet,
        OpenError::Io(_) => CompanionError::FileUnreadable,
    })?;
    unpack_members(opened, to)
}

/// Writes the vaults among the members of an opened backup into a folder, and gives its key file.
/// No name in the backup becomes a path. Public since whoever has the sheet's public line can make a
/// file that opens: what is in it is foreign all the same.
///
/// # Errors
/// [`CompanionError::NotABackup`], [`CompanionError::VaultNewer`], or it could not be saved.
pub fn unpack_members(opened: impl Read, to: &Path) -> Result<KeyFile, CompanionError> {
    let mut tar = tar::Archive::new(opened);
    let (mut known, mut key_file) = (false, None);
    let (mut private, mut shared) = (false, false);
    let (mut pages, mut pages_log) = (false, false);
    // Raw, since the names of other kinds of tar may be as long as the memory.
    for member in tar.entries().map_err(broken)?.raw(true) {
        let mut member = member.map_err(broken)?;
        let name = member.path_bytes().into_owned();
        let length = member.size();
        match name.as_slice() {
            b"manifest.json" if !known => {
                debug_assert_eq!(MANIFEST.as_bytes(), name);
                let manifest = small(&mut member, length)?;
                let manifest: Manifest =
                    serde_json::from_str(&manifest).map_err(|_| CompanionError::NotABackup)?;
                if manifest.format > FORMAT {
                    return Err(CompanionError::VaultNewer);
                }
                known = true;
            }
            _ if !known => return Err(CompanionError::NotABackup),
            b"home.json" if key_file.is_none() => key_file = Some(read_key_file(&mut member)?),
            b"private.db" if !private => {
                keep(&mut member, length, &to.join(PRIVATE))?;
                private = true;
            }
            b"shared.db" if !shared => {
                keep(&mut member, length, &to.join(SHARED))?;
                shared = true;
            }
            b"pages.db" if !pages => {
                keep(&mut member, length, &to.join(PAGES))?;
                pages = true;
            }
            b"pages.db-wal" if !pages_log => {
                keep(&mut member, length, &to.join(PAGES_LOG))?;
                pages_log = true;
            }
            // What is there to be read by people, and what later versions add.
            _ => {}
        }
    }
    // A file that ends too early fails here at the latest.
    io::copy(&mut tar.into_inner(), &mut io::sink()).map_err(broken)?;
    match key_file {
        Some(file) if private && shared => Ok(file),
        _ => Err(CompanionError::NotABackup),
    }
}

fn broken(_: io::Error) -> CompanionError {
    CompanionError::NotABackup
}

fn keep(member: &mut impl Read, length: u64, to: &Path) -> Result<(), CompanionError> {
    let mut file = new_file(to)?;
    let mut left = length;
    let mut buffer = vec![0; 64 << 10];
    while left > 0 {
        // Told apart: a backup that can't be read, and a disk that can't be written.
        let read = member.read(&mut buffer).map_err(broken)?;
        let bytes = buffer.get(..read).filter(|bytes| !bytes.is_empty());
        io::Write::write_all(&mut file, bytes.ok_or(CompanionError::NotABackup)?)?;
        left = left.saturating_sub(read as u64);
    }
    Ok(file.sync_all()?)
}

fn small(from: impl Read, length: u64) -> Result<String, CompanionError> {
    if length > SMALL {
        return Err(CompanionError::NotABackup);
    }
    let mut text = String::new();
    from.take(SMALL).read_to_string(&mut text).map_err(broken)?;
    Ok(text)
}

fn read_key_file(from: impl Read) -> Result<KeyFile, CompanionError> {
    KeyFile::from_json(&small(from, 0)?).map_err(|error| match error {
        KeyFileError::Newer { .. } => CompanionError::VaultNewer,
        _ => CompanionError::NotABackup,
    })
}

/// The vaults of a copy, with a write-ahead log where one was left.
fn copy_vaults(from: &Path, to: &Path) -> Result<(), CompanionError> {
    for name in [PRIVATE, SHARED] {
        for name in [name.to_owned(), format!("{name}-wal")] {
            let from = from.join(&name);
            if name.ends_with("-wal") && !from.exists() {
                continue;
            }
            let mut file = new_file(&to.join(&name))?;
            io::copy(&mut File::open(from)?, &mut file)?;
            file.sync_all()?;
        }
    }
    copy_closed_pages(from, to)
}

/// Opens the vaults in a folder, reads everything in them, and lets each write a log of its own from
/// now on.
fn begin_anew(
    folder: &Path,
    file: &KeyFile,
    keys: &VaultKeys,
    rng: &mut ChaCha20Rng,
) -> Result<(), CompanionError> {
    // The pages' log finds that it was put back when they are opened. What a second passphrase
    // keeps closed can't be read here.
    let key = match file.has_pages() && folder.join(PAGES).exists() {
        true => file.pages_key(keys).map_err(key_error)?,
        false => None,
    };
    if let Some(key) = key {
        let mut pages = PrivateVault::open(&folder.join(PAGES), &key.pages_db())?;
        check_one(&mut pages)?;
        pages.close()?;
    }
    let mut private = PrivateVault::open(&folder.join(PRIVATE), &keys.private_db())?;
    let mut shared = SharedVault::open(&folder.join(SHARED), &keys.shared_db())?;
    check(&mut private, &mut shared)?;
    let me = Identity::open(&private)?;
    new_incarnation(&mut private, &me.device, rng, |tx| {
        Ok(tx.put_meta(RESTORED_ONCE, b"1")?)
    })?;
    // A pairing that was under way has ended without this side.
    new_incarnation(&mut shared, &me.device, rng, |tx| Ok(tx.clear_pairing()?))?;
    private.close()?;
    Ok(shared.close()?)
}

fn new_incarnation<K: Kind>(
    vault: &mut Vault<K>,
    device: &DeviceSecrets,
    rng: &mut ChaCha20Rng,
    also: impl FnOnce(&Tx<'_, K>) -> Result<(), CompanionError>,
) -> Result<(), CompanionError> {
    let ledger = match Ledger::open(vault, device)? {
        Some(mut ledger) => {
            let seen: Vec<u32> = vault
                .heads()?
                .iter()
                .map(|row| row.head.log.incarnation)
                .chain([ledger.log().incarnation])
                .collect();
            ledger.begin_incarnation(keys::fresh_incarnation(&seen, rng));
            Some(ledger)
        }
        None => None,
    };
    vault.try_write(|tx| {
        if let Some(ledger) = &ledger {
            ledger.keep(tx)?;
        }
        also(tx)
    })
}

/// From the rename on, the restore will be finished.
fn put_in_place(profile: &Profile, folder: &Path, day: NaiveDate) -> Result<(), CompanionError> {
    if !folder.join(PAGES).exists() {
        new_file(&folder.join(NO_PAGES))?.sync_all()?;
    }
    let mut file = new_file(&folder.join(DAY))?;
    io::Write::write_all(&mut file, day.to_string().as_bytes())?;
    file.sync_all()?;
    sync_folder(folder);
    fs::rename(folder, profile.path(RESTORED))?;
    sync_folder(profile.folder());
    finish_restoring(profile)
}

/// Puts what is ready in place, one file after the other; an interrupted one goes on where it was.
/// Each file that is replaced is moved away first, and its log before it.
pub(crate) fn finish_restoring(profile: &Profile) -> Result<(), CompanionError> {
    let restored = profile.path(RESTORED);
    if !restored.exists() {
        return Ok(());
    }
    let before = restored.join(BEFORE);
    make_folder(&before)?;
    if !restored.join(KEY_FILE).exists() && !before.join(KEY_FILE).exists() {
        // It stays, and goes with what is kept of the home as it was.
        let _ = fs::copy(profile.path(KEY_FILE), before.join(KEY_FILE));
    }
    for name in [PRIVATE, SHARED, PAGES, KEY_FILE] {
        let ready = restored.join(name);
        let goes = name == PAGES && restored.join(NO_PAGES).exists();
        if !ready.exists() && !goes {
            continue;
        }
        let place = profile.path(name);
        // A mark that stayed would say that something is lost (decision 11).
        let mark = name.replace(".db", ".mark");
        for beside in [format!("{name}-wal"), format!("{name}-journal"), mark] {
            if beside != name && profile.path(&beside).exists() {
                fs::rename(profile.path(&beside), before.join(&beside))?;
            }
        }
        if place.exists() && !before.join(name).exists() {
            fs::rename(&place, before.join(name))?;
        }
        if !goes {
            fs::rename(&ready, &place)?;
        }
    }
    // One that was copied with closed pages; after them, so that it is never taken for an old one.
    if restored.join(PAGES_LOG).exists() {
        fs::rename(restored.join(PAGES_LOG), profile.path(PAGES_LOG))?;
    }
    sync_folder(profile.folder());
    let day = fs::read_to_string(restored.join(DAY)).ok();
    let day = day.and_then(|day| day.parse().ok());
    if let Some(day) = day.filter(|_| before.join(PRIVATE).exists()) {
        put_among(profile, &before, day, true)?;
    }
    Ok(fs::remove_dir_all(restored)?)
}

#[cfg(test)]
mod tests;
