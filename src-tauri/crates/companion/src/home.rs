//! A home on disk: where its files are, making one, opening one. Locked and
//! unlocked are different types.

use std::{
    fs::{self, File, OpenOptions, TryLockError},
    io::Write,
    path::{Path, PathBuf},
};

use keys::{
    DeviceSecrets,
    epoch::EpochSecret,
    vault_keys::{Cost, KeyFile, KeyFileError, VaultKeys},
};
use planted::Bug;
use rand_core::CryptoRng;
use vault::{PrivateVault, SharedVault};
use zeroize::Zeroizing;

use crate::{
    Companion, CompanionError, Surroundings, Worker, anew::Handed, identity::Identity,
    ledger::Ledger, pages::open_with_home, restoring::finish_restoring,
};

/// Fewest characters of a passphrase.
pub const PASSPHRASE_LEAST: usize = 8;

pub(crate) const KEY_FILE: &str = "home.json";
/// Stands while a home is being made, and says that what lies beside it is unfinished.
const UNFINISHED: &str = "home.json.new";
pub(crate) const PRIVATE: &str = "private.db";
pub(crate) const SHARED: &str = "shared.db";
pub(crate) const PAGES: &str = "pages.db";

/// The folder that holds everything of one install.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    folder: PathBuf,
}

/// Held by the one process that owns a profile; the system lets go of it when that ends.
#[derive(Debug)]
pub struct ProfileLock {
    file: File,
}

impl ProfileLock {
    /// What holds it, for [`Profile::take_over`].
    #[must_use]
    pub fn file(&self) -> &File {
        &self.file
    }
}

impl Profile {
    /// The profile in `folder`, which is made if it is missing, for its owner only.
    ///
    /// # Errors
    /// When the folder can't be made.
    pub fn at(folder: &Path) -> Result<Self, CompanionError> {
        make_folder(folder)?;
        Ok(Self {
            folder: folder.to_path_buf(),
        })
    }

    /// The folder.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Makes this process the owner, and finishes a restore that was interrupted.
    ///
    /// # Errors
    /// [`CompanionError::ProfileBusy`] when another one is.
    pub fn lock(&self) -> Result<ProfileLock, CompanionError> {
        let file = OpenOptions::new()
            .create(true)
            .truncate(false)
            .write(true)
            .open(self.path("lock"))?;
        match file.try_lock() {
            Ok(()) => {
                finish_restoring(self)?;
                Ok(ProfileLock { file })
            }
            Err(TryLockError::WouldBlock) => Err(CompanionError::ProfileBusy),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Takes over the lock of the program whose place this one takes: nobody else has it in between.
    ///
    /// # Errors
    /// As [`Profile::lock`], where it is another profile's.
    #[cfg(unix)]
    pub fn take_over(&self, lock: File) -> Result<ProfileLock, CompanionError> {
        use std::os::unix::fs::MetadataExt;
        let (here, handed) = (fs::metadata(self.path("lock"))?, lock.metadata()?);
        if (here.dev(), here.ino()) != (handed.dev(), handed.ino()) {
            return self.lock();
        }
        // What holds it already is not held up by itself.
        match lock.try_lock() {
            Ok(()) => Ok(ProfileLock { file: lock }),
            Err(TryLockError::WouldBlock) => Err(CompanionError::ProfileBusy),
            Err(TryLockError::Error(error)) => Err(error.into()),
        }
    }

    /// Only where a program can take another one's place.
    ///
    /// # Errors
    /// As [`Profile::lock`].
    #[cfg(not(unix))]
    pub fn take_over(&self, lock: File) -> Result<ProfileLock, CompanionError> {
        drop(lock);
        self.lock()
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

/// What unlocks a home.
pub enum Unlock<'a> {
    /// The passphrase.
    Passphrase(&'a str),
    /// The key that the system keyring keeps.
    KeyringKey(&'a [u8; 32]),
}

/// The keys of an open home, and the file they came from.
pub(crate) struct OpenKeys {
    pub(crate) file: KeyFile,
    pub(crate) keys: VaultKeys,
}

/// A home that is locked: its vaults are closed and its keys are nowhere in memory.
pub struct LockedHome {
    pub(crate) profile: Profile,
    pub(crate) file: KeyFile,
}

impl LockedHome {
    /// The home in a profile, or `None` where none was made yet.
    ///
    /// # Errors
    /// A key file that is missing beside its vaults, damaged, or newer. Never a fresh home.
    pub fn find(profile: &Profile) -> Result<Option<Self>, CompanionError> {
        let text = match fs::read_to_string(profile.path(KEY_FILE)) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                let unfinished = profile.path(UNFINISHED).exists();
                if !unfinished && (profile.path(PRIVATE).exists() || profile.path(SHARED).exists())
                {
                    return Err(damaged("the key file is missing"));
                }
                return Ok(None);
            }
            Err(_) => return Err(damaged("the key file can't be read")),
        };
        let file = KeyFile::from_json(&text).map_err(key_error)?;
        Ok(Some(Self {
            profile: profile.clone(),
            file,
        }))
    }

    /// Whether the keyring is said to hold a key for it.
    #[must_use]
    pub fn has_keyring(&self) -> bool {
        self.file.has_keyring()
    }

    pub(crate) fn keep(&mut self, file: KeyFile) -> Result<(), CompanionError> {
        put_key_file(self.profile.folder(), &file)?;
        self.file = file;
        Ok(())
    }

    /// Opens it. Gives itself back when that fails, so that one can try again.
    ///
    /// # Errors
    /// [`CompanionError::WrongPassphrase`], [`CompanionError::KeyringGone`], a
    /// damaged or newer vault.
    pub fn unlock(
        self,
        with: &Unlock<'_>,
        surroundings: Surroundings,
        checker: Box<dyn Worker + Send>,
    ) -> Result<Companion, (Box<Self>, CompanionError)> {
        let opened =
            unwrapped(&self.file, with).and_then(|keys| self.open(keys, surroundings, checker));
        match opened {
            Ok(companion) => Ok(companion),
            Err(error) => Err((Box::new(self), error)),
        }
    }

    /// Opens it with what was handed over.
    ///
    /// # Errors
    /// As [`LockedHome::unlock`].
    pub fn reopen(
        self,
        handed: &Handed,
        surroundings: Surroundings,
        checker: Box<dyn Worker + Send>,
    ) -> Result<Companion, (Box<Self>, CompanionError)> {
        let opened = VaultKeys::handed(&handed.keys)
            .ok_or(CompanionError::Internal)
            .and_then(|keys| self.open(keys, surroundings, checker));
        match opened {
            Ok(mut companion) => {
                companion.knows(handed.knows);
                Ok(companion)
            }
            Err(error) => Err((Box::new(self), error)),
        }
    }

    fn open(
        &self,
        keys: VaultKeys,
        surroundings: Surroundings,
        checker: Box<dyn Worker + Send>,
    ) -> Result<Companion, CompanionError> {
        let mut private = PrivateVault::open(&self.profile.path(PRIVATE), &keys.private_db())?;
        let shared = SharedVault::open(&self.profile.path(SHARED), &keys.shared_db())?;
        let me = Identity::open(&private)?;
        let own = Ledger::open(&private, &me.device)?
            .ok_or_else(|| damaged("the private log is missing"))?;
        let mut rng = surroundings.rng();
        let mut keys = OpenKeys {
            file: self.file.clone(),
            keys,
        };
        let beside = own.log().incarnation;
        let pages = open_with_home(
            &self.profile,
            &mut keys,
            &mut private,
            &me,
            beside,
            &mut rng,
        )?;
        Companion::assemble(
            self.profile.clone(),
            keys,
            private,
            shared,
            me,
            own,
            pages,
            surroundings,
            rng,
            checker,
        )
    }
}

/// Makes a new home.
///
/// # Errors
/// [`CompanionError::HomeExists`], no name, a short passphrase, or it could not be saved.
pub fn create_home(
    profile: &Profile,
    name: &str,
    passphrase: &str,
    cost: Cost,
    surroundings: Surroundings,
    checker: Box<dyn Worker + Send>,
) -> Result<Companion, CompanionError> {
    if LockedHome::find(profile)?.is_some() {
        return Err(CompanionError::HomeExists);
    }
    proper_passphrase(passphrase)?;
    let mut rng = surroundings.rng();
    let me = Identity::generate(name, &mut rng)?;
    let (file, keys) = KeyFile::create(passphrase, cost, &mut rng).map_err(key_error)?;

    clear_unfinished(profile);
    write_file(
        &profile.path(UNFINISHED),
        file.to_json().map_err(key_error)?.as_bytes(),
    )?;
    let mut private = PrivateVault::create(&profile.path(PRIVATE), &keys.private_db())?;
    let shared = SharedVault::create(&profile.path(SHARED), &keys.shared_db())?;
    let own = begin_own_log(&me.device, &mut rng);
    private.try_write(|tx| {
        me.keep(tx)?;
        own.keep(tx)
    })?;
    let mut keys = OpenKeys { file, keys };
    let beside = own.log().incarnation;
    let pages = open_with_home(profile, &mut keys, &mut private, &me, beside, &mut rng)?;
    fs::rename(profile.path(UNFINISHED), profile.path(KEY_FILE))?;
    sync_folder(profile.folder());
    let profile = profile.clone();
    Companion::assemble(
        profile,
        keys,
        private,
        shared,
        me,
        own,
        pages,
        surroundings,
        rng,
        checker,
    )
}

/// What an interrupted attempt to make a home left behind holds nothing yet. Only for a profile in
/// which no home was found.
pub(crate) fn clear_unfinished(profile: &Profile) {
    for name in [PRIVATE, SHARED, PAGES] {
        for suffix in ["", "-wal", "-journal"] {
            let _ = fs::remove_file(profile.path(&format!("{name}{suffix}")));
        }
    }
    let _ = fs::remove_file(profile.path(UNFINISHED));
}

/// The log of the space of my own devices, with a key of its own.
pub(crate) fn begin_own_log(device: &DeviceSecrets, rng: &mut impl CryptoRng) -> Ledger {
    let mut space = [0; 32];
    let mut secret = Zeroizing::new([0; 32]);
    rng.fill_bytes(&mut space);
    rng.fill_bytes(secret.as_mut());
    let incarnation = keys::fresh_incarnation(&[], rng);
    Ledger::begin(
        space,
        device,
        incarnation,
        1,
        EpochSecret::from_bytes(*secret),
    )
}

impl Companion {
    /// Whether this is the passphrase or the keyring's key of this home. Takes
    /// as long as unlocking.
    #[must_use]
    pub fn proves(&self, with: &Unlock<'_>) -> bool {
        unwrapped(&self.keys.file, with).is_ok()
    }

    /// Lets a key in the system keyring open this home, or no longer.
    ///
    /// # Errors
    /// It could not be saved; nothing has changed then.
    pub fn set_keyring_key(&mut self, key: Option<&[u8; 32]>) -> Result<(), CompanionError> {
        let mut file = self.keys.file.clone();
        file.set_keyring(&self.keys.keys, key, &mut self.rng)
            .map_err(key_error)?;
        self.keep_key_file(file)
    }

    /// Whether the key file lets the keyring open this home.
    #[must_use]
    pub fn has_keyring(&self) -> bool {
        self.keys.file.has_keyring()
    }

    /// Another passphrase for the same home.
    ///
    /// # Errors
    /// [`CompanionError::WrongPassphrase`], too short, or it could not be saved.
    pub fn change_passphrase(
        &mut self,
        current: &str,
        next: &str,
        cost: Cost,
    ) -> Result<(), CompanionError> {
        proper_passphrase(next)?;
        let mut file = self.keys.file.clone();
        file.change_passphrase(current, next, cost, &mut self.rng)
            .map_err(key_error)?;
        self.keep_key_file(file)?;
        // A passphrase that was given up must not open what is kept here of earlier days.
        self.copies_follow_key_file();
        Ok(())
    }

    pub(crate) fn keep_key_file(&mut self, file: KeyFile) -> Result<(), CompanionError> {
        if planted::has(Bug::KeyFileInPlace) {
            let json = file.to_json().map_err(key_error)?;
            write_file(&self.profile.path(KEY_FILE), json.as_bytes())?;
        } else {
            put_key_file(self.profile.folder(), &file)?;
        }
        self.keys.file = file;
        Ok(())
    }

    /// Locks the home: what waits to leave stays Mine, vaults close, keys go.
    ///
    /// # Errors
    /// When a vault does not close cleanly. Everything saved is on disk all the same.
    pub fn lock(mut self) -> Result<LockedHome, CompanionError> {
        self.withdraw_all();
        self.rest_talks();
        // Only makes the next search faster: a full disk must not keep a home open.
        let _ = self.index_words();
        let Self {
            profile,
            keys,
            private,
            shared,
            pages,
            ..
        } = self;
        let home = LockedHome {
            profile,
            file: keys.file,
        };
        let closed = pages.map(|pages| pages.vault.close());
        private.close()?;
        shared.close()?;
        closed.transpose()?;
        Ok(home)
    }
}

/// Puts a key file in its place, the one before as it was until that moment.
pub(crate) fn put_key_file(folder: &Path, file: &KeyFile) -> Result<(), CompanionError> {
    let json = file.to_json().map_err(key_error)?;
    let beside = folder.join("home.json.next");
    write_file(&beside, json.as_bytes())?;
    fs::rename(&beside, folder.join(KEY_FILE))?;
    sync_folder(folder);
    Ok(())
}

pub(crate) fn unwrapped(file: &KeyFile, with: &Unlock<'_>) -> Result<VaultKeys, CompanionError> {
    match with {
        Unlock::Passphrase(passphrase) => {
            file.unlock_with_passphrase(passphrase).map_err(key_error)
        }
        Unlock::KeyringKey(key) => {
            file.unlock_with_keyring_key(key)
                .map_err(|error| match error {
                    // Another key than the one that was kept is as good as none.
                    KeyFileError::WrongKey | KeyFileError::NoSuchWay => CompanionError::KeyringGone,
                    other => key_error(other),
                })
        }
    }
}

pub(crate) fn proper_passphrase(passphrase: &str) -> Result<(), CompanionError> {
    if passphrase.chars().count() < PASSPHRASE_LEAST {
        return Err(CompanionError::PassphraseTooShort {
            least: PASSPHRASE_LEAST,
        });
    }
    Ok(())
}

pub(crate) fn key_error(error: KeyFileError) -> CompanionError {
    match error {
        KeyFileError::WrongKey | KeyFileError::NoSuchWay => CompanionError::WrongPassphrase,
        KeyFileError::Newer { .. } => CompanionError::VaultNewer,
        _ => damaged("the key file"),
    }
}

pub(crate) fn damaged(what: &str) -> CompanionError {
    CompanionError::VaultDamaged {
        detail: what.to_owned(),
    }
}

/// Makes a folder for its owner only, with those above it.
pub(crate) fn make_folder(folder: &Path) -> Result<(), CompanionError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        builder.mode(0o700);
    }
    Ok(builder.create(folder)?)
}

/// Writes a file for its owner only and waits until it is on disk.
fn write_file(path: &Path, bytes: &[u8]) -> Result<(), CompanionError> {
    let mut file = new_file(path)?;
    file.write_all(bytes)?;
    Ok(file.sync_all()?)
}

/// A file for its owner only, empty.
pub(crate) fn new_file(path: &Path) -> Result<File, CompanionError> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    Ok(options.open(path)?)
}

/// A rename is on disk once its folder is. Windows has no such call and needs none.
pub(crate) fn sync_folder(folder: &Path) {
    if cfg!(unix)
        && let Ok(folder) = File::open(folder)
    {
        let _ = folder.sync_all();
    }
}
