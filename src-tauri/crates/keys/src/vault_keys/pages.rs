//! The key of the private pages (protocol.md section 10). It is random like the others, and
//! always wrapped in one shape: with a key that comes from the master key alone, or from the
//! master key and a second passphrase. Which of the two it is can't be seen in the file.

use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::{Cost, Hex, HexRun, KDF, KeyFile, KeyFileError, SALT, VaultKeys, stretched};
use crate::{hpke_suite::derive_key, seal};

const PAGES: &str = "lamplight/v1/key-file-pages";

/// The key of the database of private pages, while they are open. No `Debug`; wiped when
/// dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct PagesKey([u8; 32]);

impl PagesKey {
    /// A new one.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut key = Self([0; 32]);
        rng.fill_bytes(&mut key.0);
        key
    }

    /// The key of the database.
    #[must_use]
    pub fn pages_db(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.0)
    }
}

/// The wrapped key. Without a second passphrase, cost and salt stand there all the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct PagesWay {
    pub(super) kdf: String,
    pub(super) cost: Cost,
    pub(super) salt: Hex<SALT>,
    pub(super) key: HexRun,
}

impl PagesWay {
    pub(super) fn wrap(
        keys: &VaultKeys,
        pages: &PagesKey,
        second: Option<&str>,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, KeyFileError> {
        let mut way = Self {
            kdf: KDF.to_owned(),
            cost,
            salt: Hex([0; SALT]),
            key: HexRun(Vec::new()),
        };
        rng.fill_bytes(&mut way.salt.0);
        let kek = way.kek(keys, second)?;
        way.key = seal::seal(&kek, PAGES.as_bytes(), &pages.0, rng)
            .map(HexRun)
            .map_err(|_| KeyFileError::Damaged)?;
        Ok(way)
    }

    /// The second passphrase never stands alone: without the master key, and so without the
    /// first one, guessing at it leads nowhere.
    fn kek(
        &self,
        keys: &VaultKeys,
        second: Option<&str>,
    ) -> Result<Zeroizing<[u8; 32]>, KeyFileError> {
        if self.kdf != KDF {
            return Err(KeyFileError::Damaged);
        }
        let mut secrets = Zeroizing::new([0; 64]);
        let (master, stretch) = secrets.split_at_mut(32);
        master.copy_from_slice(&keys.master);
        if let Some(second) = second {
            stretch.copy_from_slice(stretched(second, self.cost, &self.salt.0)?.as_ref());
        }
        Ok(derive_key(secrets.as_ref(), &self.salt.0, PAGES))
    }

    fn unwrap(&self, keys: &VaultKeys, second: Option<&str>) -> Result<PagesKey, KeyFileError> {
        let kek = self.kek(keys, second)?;
        let key = seal::open(&kek, PAGES.as_bytes(), &self.key.0).map_err(|error| match error {
            seal::SealError::DoesNotOpen => KeyFileError::WrongKey,
            _ => KeyFileError::Damaged,
        })?;
        let key: [u8; 32] = key[..].try_into().map_err(|_| KeyFileError::Damaged)?;
        Ok(PagesKey(key))
    }
}

impl KeyFile {
    /// Whether there is a key of private pages; a file from before there were any has none.
    #[must_use]
    pub fn has_pages(&self) -> bool {
        self.pages.is_some()
    }

    /// The key of the private pages, or `None` where it takes the second passphrase.
    ///
    /// # Errors
    /// [`KeyFileError::NoSuchWay`] where there are no private pages, or the file is damaged.
    pub fn pages_key(&self, keys: &VaultKeys) -> Result<Option<PagesKey>, KeyFileError> {
        let pages = self.pages.as_ref().ok_or(KeyFileError::NoSuchWay)?;
        match pages.unwrap(keys, None) {
            Ok(key) => Ok(Some(key)),
            Err(KeyFileError::WrongKey) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The key of the private pages, with the second passphrase. Takes the time that [`Cost`]
    /// asks for.
    pub fn pages_key_with(&self, keys: &VaultKeys, second: &str) -> Result<PagesKey, KeyFileError> {
        let pages = self.pages.as_ref().ok_or(KeyFileError::NoSuchWay)?;
        pages.unwrap(keys, Some(second))
    }

    /// Wraps the key of the private pages with a second passphrase, or without one.
    /// `keys` must be those of this file.
    pub fn set_pages(
        &mut self,
        keys: &VaultKeys,
        pages: &PagesKey,
        second: Option<&str>,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<(), KeyFileError> {
        self.pages = Some(PagesWay::wrap(keys, pages, second, cost, rng)?);
        self.version = super::KEY_FILE_VERSION;
        self.check = self.checksum();
        Ok(())
    }
}
