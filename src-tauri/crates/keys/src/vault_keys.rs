//! The keys of the vaults at rest (protocol.md section 10).
//!
//! Two random keys: the master key, from which the key of the shared database is derived, and the
//! key of the private database. A [`KeyFile`] holds both wrapped by a passphrase through Argon2id,
//! by a key in the system keyring, by the 24 words of the recovery sheet, or by each of them. A wrong
//! passphrase, a damaged file and a file of a newer version are different errors; none of them ever
//! leads to a fresh database. The key of the private pages ([`PagesKey`]) is wrapped by the master
//! key, to which a second passphrase may be added; a file from before there were such pages has none.

use argon2::{Algorithm, Argon2, Params, Version};
use data_encoding::HEXLOWER;
use rand_core::CryptoRng;
use serde::{Deserialize, Serialize};
use subtle::ConstantTimeEq;
use unicode_normalization::UnicodeNormalization;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{hash::hash_in, hpke_suite::derive_key, recovery::RecoverySecret, seal, wire::Writer};

mod pages;

pub use pages::PagesKey;
use pages::PagesWay;

/// The version of key files that this program writes. The first one had no private pages; it is
/// still read, and left as it is until it is given some.
pub const KEY_FILE_VERSION: u32 = 2;
const WITHOUT_PAGES: u32 = 1;

const CHECK: &str = "lamplight/v1/key-file-check";
const SHARED_DB: &str = "lamplight/v1/shared-db";
const BY_PASSPHRASE: &str = "lamplight/v1/key-file-by-passphrase";
const BY_KEYRING: &str = "lamplight/v1/key-file-by-keyring";
const BY_RECOVERY: &str = "lamplight/v1/key-file-by-recovery";
const KDF: &str = "argon2id";
const SALT: usize = 16;

/// How much work a passphrase guess is. Stored in the key file, so it can grow with the years.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cost {
    /// Memory in KiB.
    pub memory_kib: u32,
    /// Passes over the memory.
    pub passes: u32,
    /// Lanes.
    pub lanes: u32,
}

impl Cost {
    /// What every vault of a person is made with: 64 MiB, 3 passes, 1 lane.
    pub const STANDARD: Self = Self {
        memory_kib: 64 << 10,
        passes: 3,
        lanes: 1,
    };

    /// A file that asks for more than this is not believed, so that it cannot eat the memory.
    const MOST: Self = Self {
        memory_kib: 1 << 20,
        passes: 64,
        lanes: 16,
    };

    pub(crate) fn params(self) -> Option<Params> {
        let most = Self::MOST;
        if self.memory_kib > most.memory_kib || self.passes > most.passes || self.lanes > most.lanes
        {
            return None;
        }
        Params::new(self.memory_kib, self.passes, self.lanes, Some(32)).ok()
    }
}

/// Why the vaults' keys cannot be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum KeyFileError {
    /// The passphrase, or the key from the keyring, is not the one that the file was made with.
    #[error("the passphrase or the keyring's key is not the right one")]
    WrongKey,
    /// The file is not a key file any more.
    #[error("the key file is damaged")]
    Damaged,
    /// The file was written by a newer version of the program.
    #[error("the key file has the newer version {version}")]
    Newer {
        /// The version it names.
        version: u32,
    },
    /// The file has no such way to open it.
    #[error("the key file cannot be opened this way")]
    NoSuchWay,
    /// Work parameters that Argon2id does not accept, or not enough memory for them.
    #[error("the work parameters cannot be used")]
    BadCost,
}

/// The keys of both vaults, while they are unlocked. No `Debug`; wiped when dropped.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct VaultKeys {
    master: [u8; 32],
    private: [u8; 32],
}

impl VaultKeys {
    /// The key of the shared database.
    #[must_use]
    pub fn shared_db(&self) -> Zeroizing<[u8; 32]> {
        derive_key(&self.master, b"", SHARED_DB)
    }

    /// The key of the private database: random by itself, not derived from anything shared.
    #[must_use]
    pub fn private_db(&self) -> Zeroizing<[u8; 32]> {
        Zeroizing::new(self.private)
    }

    /// The keys themselves, for the program that takes this one's place and for nothing else: whoever has them needs
    /// no passphrase.
    #[must_use]
    pub fn hand_over(&self) -> Zeroizing<[u8; 64]> {
        self.bundle()
    }

    /// The keys that were handed over. Whether they are those of a vault shows when it is opened.
    #[must_use]
    pub fn handed(keys: &[u8; 64]) -> Option<Self> {
        Self::from_bundle(keys)
    }

    fn bundle(&self) -> Zeroizing<[u8; 64]> {
        let mut bundle = Zeroizing::new([0; 64]);
        let (master, private) = bundle.split_at_mut(32);
        master.copy_from_slice(&self.master);
        private.copy_from_slice(&self.private);
        bundle
    }

    fn from_bundle(bundle: &[u8]) -> Option<Self> {
        let (master, private) = bundle.split_first_chunk::<32>()?;
        Some(Self {
            master: *master,
            private: private.try_into().ok()?,
        })
    }
}

/// The wrapped keys, as they lie on disk beside the vaults. Holds nothing that needs hiding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct KeyFile {
    version: u32,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    passphrase: Option<PassphraseWay>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    keyring: Option<KeyringWay>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    recovery: Option<RecoveryWay>,
    /// Absent in a file from before there were private pages.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pages: Option<PagesWay>,
    /// Tells damage from a wrong passphrase.
    check: Hex<16>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct PassphraseWay {
    kdf: String,
    cost: Cost,
    salt: Hex<SALT>,
    keys: HexRun,
}

/// By the key that the system keyring keeps.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyringWay {
    keys: HexRun,
}

/// The keys of both vaults, wrapped for a recovery sheet. Holds nothing that needs hiding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RecoveryWay {
    keys: HexRun,
}

impl RecoveryWay {
    /// Wraps keys for a sheet.
    pub fn wrap(
        keys: &VaultKeys,
        words: &RecoverySecret,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, KeyFileError> {
        let key = derive_key(words.as_bytes(), b"", BY_RECOVERY);
        let keys = wrap(&key, BY_RECOVERY, keys, rng)?;
        Ok(Self { keys })
    }
}

/// Only the version, which every version of the file has.
#[derive(Deserialize)]
struct VersionOnly {
    version: u32,
}

impl KeyFile {
    /// Makes the keys of a new home.
    pub fn create(
        passphrase: &str,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<(Self, VaultKeys), KeyFileError> {
        let mut keys = VaultKeys {
            master: [0; 32],
            private: [0; 32],
        };
        rng.fill_bytes(&mut keys.master);
        rng.fill_bytes(&mut keys.private);
        let pages = PagesKey::generate(rng);
        let mut file = Self {
            version: KEY_FILE_VERSION,
            passphrase: Some(PassphraseWay::wrap(&keys, passphrase, cost, rng)?),
            keyring: None,
            recovery: None,
            pages: Some(PagesWay::wrap(&keys, &pages, None, cost, rng)?),
            check: Hex([0; 16]),
        };
        file.check = file.checksum();
        Ok((file, keys))
    }

    /// Reads a key file.
    pub fn from_json(json: &str) -> Result<Self, KeyFileError> {
        let VersionOnly { version } =
            serde_json::from_str(json).map_err(|_| KeyFileError::Damaged)?;
        if version > KEY_FILE_VERSION {
            return Err(KeyFileError::Newer { version });
        }
        let file: Self = serde_json::from_str(json).map_err(|_| KeyFileError::Damaged)?;
        let version = match file.pages {
            None => WITHOUT_PAGES,
            Some(_) => KEY_FILE_VERSION,
        };
        let intact = file.version == version
            && file.has_a_way()
            && bool::from(file.checksum().0.ct_eq(&file.check.0));
        intact.then_some(file).ok_or(KeyFileError::Damaged)
    }

    /// What is written to disk.
    pub fn to_json(&self) -> Result<String, KeyFileError> {
        serde_json::to_string_pretty(self).map_err(|_| KeyFileError::Damaged)
    }

    /// Whether a passphrase opens it.
    #[must_use]
    pub fn has_passphrase(&self) -> bool {
        self.passphrase.is_some()
    }

    /// Whether a key in the system keyring opens it.
    #[must_use]
    pub fn has_keyring(&self) -> bool {
        self.keyring.is_some()
    }

    /// Whether the words of a recovery sheet open it.
    #[must_use]
    pub fn has_recovery(&self) -> bool {
        self.recovery.is_some()
    }

    fn has_a_way(&self) -> bool {
        self.has_passphrase() || self.has_keyring() || self.has_recovery()
    }

    /// How much work a guess of its passphrase is.
    #[must_use]
    pub fn cost(&self) -> Option<Cost> {
        self.passphrase.as_ref().map(|way| way.cost)
    }

    /// Opens it with a passphrase. Takes the time that [`Cost`] asks for.
    pub fn unlock_with_passphrase(&self, passphrase: &str) -> Result<VaultKeys, KeyFileError> {
        let way = self.passphrase.as_ref().ok_or(KeyFileError::NoSuchWay)?;
        let key = way.key(passphrase)?;
        unwrap(&key, BY_PASSPHRASE, &way.keys)
    }

    /// Opens it with the key that lay in the system keyring.
    pub fn unlock_with_keyring_key(&self, key: &[u8; 32]) -> Result<VaultKeys, KeyFileError> {
        let way = self.keyring.as_ref().ok_or(KeyFileError::NoSuchWay)?;
        let key = derive_key(key, b"", BY_KEYRING);
        unwrap(&key, BY_KEYRING, &way.keys)
    }

    /// Opens it with the words of the recovery sheet.
    pub fn unlock_with_recovery(&self, words: &RecoverySecret) -> Result<VaultKeys, KeyFileError> {
        let way = self.recovery.as_ref().ok_or(KeyFileError::NoSuchWay)?;
        let key = derive_key(words.as_bytes(), b"", BY_RECOVERY);
        unwrap(&key, BY_RECOVERY, &way.keys)
    }

    /// Another passphrase for the same keys; the keyring's key goes on opening it. The databases
    /// are not written again: whoever kept an old key file and knows the old passphrase can still
    /// open them.
    pub fn change_passphrase(
        &mut self,
        current: &str,
        next: &str,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<(), KeyFileError> {
        let keys = self.unlock_with_passphrase(current)?;
        self.set_passphrase(&keys, next, cost, rng)
    }

    /// Puts a passphrase in place of the one that was forgotten, or of none. `keys` must be those
    /// of this file; the recovery sheet has just given them.
    pub fn set_passphrase(
        &mut self,
        keys: &VaultKeys,
        next: &str,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<(), KeyFileError> {
        self.passphrase = Some(PassphraseWay::wrap(keys, next, cost, rng)?);
        self.check = self.checksum();
        Ok(())
    }

    /// Lets the words of a recovery sheet open it, and no longer those of an earlier one.
    pub fn set_recovery(&mut self, way: &RecoveryWay) {
        self.recovery = Some(way.clone());
        self.check = self.checksum();
    }

    /// Whether it is opened by the words that this way was made for.
    #[must_use]
    pub fn has_recovery_way(&self, way: &RecoveryWay) -> bool {
        self.recovery.as_ref() == Some(way)
    }

    /// The file as it goes into a backup: only the recovery sheet opens it, so that neither a weak
    /// passphrase nor one that is given up later does.
    #[must_use]
    pub fn for_backup(&self, way: &RecoveryWay) -> Self {
        let mut file = Self {
            passphrase: None,
            keyring: None,
            recovery: Some(way.clone()),
            ..self.clone()
        };
        file.check = file.checksum();
        file
    }

    /// Lets a key in the system keyring open it too, or no longer. `keys` must be those of this
    /// file; a passphrase or the old keyring key has just given them.
    pub fn set_keyring(
        &mut self,
        keys: &VaultKeys,
        keyring_key: Option<&[u8; 32]>,
        rng: &mut impl CryptoRng,
    ) -> Result<(), KeyFileError> {
        match keyring_key {
            Some(key) => {
                let key = derive_key(key, b"", BY_KEYRING);
                let keys = wrap(&key, BY_KEYRING, keys, rng)?;
                self.keyring = Some(KeyringWay { keys });
            }
            None if self.passphrase.is_none() => return Err(KeyFileError::NoSuchWay),
            None => self.keyring = None,
        }
        self.check = self.checksum();
        Ok(())
    }

    /// Over every value in the file but itself.
    fn checksum(&self) -> Hex<16> {
        let mut writer = Writer::new();
        writer.u32(self.version);
        match &self.passphrase {
            None => writer.u8(0),
            Some(way) => writer
                .u8(1)
                .run(way.kdf.as_bytes())
                .u32(way.cost.memory_kib)
                .u32(way.cost.passes)
                .u32(way.cost.lanes)
                .raw(&way.salt.0)
                .run(&way.keys.0),
        };
        for keys in [
            self.keyring.as_ref().map(|way| &way.keys),
            self.recovery.as_ref().map(|way| &way.keys),
        ] {
            match keys {
                None => writer.u8(0),
                Some(keys) => writer.u8(1).run(&keys.0),
            };
        }
        // A file from before there were private pages has the check that it had.
        if let Some(pages) = &self.pages {
            writer
                .u8(1)
                .run(pages.kdf.as_bytes())
                .u32(pages.cost.memory_kib)
                .u32(pages.cost.passes)
                .u32(pages.cost.lanes)
                .raw(&pages.salt.0)
                .run(&pages.key.0);
        }
        let full = hash_in(CHECK, &[&writer.finish()]);
        Hex(std::array::from_fn(|index| full[index]))
    }
}

impl PassphraseWay {
    fn wrap(
        keys: &VaultKeys,
        passphrase: &str,
        cost: Cost,
        rng: &mut impl CryptoRng,
    ) -> Result<Self, KeyFileError> {
        let mut way = Self {
            kdf: KDF.to_owned(),
            cost,
            salt: Hex([0; SALT]),
            keys: HexRun(Vec::new()),
        };
        rng.fill_bytes(&mut way.salt.0);
        let key = way.key(passphrase)?;
        way.keys = wrap(&key, BY_PASSPHRASE, keys, rng)?;
        Ok(way)
    }

    fn key(&self, passphrase: &str) -> Result<Zeroizing<[u8; 32]>, KeyFileError> {
        if self.kdf != KDF {
            return Err(KeyFileError::Damaged);
        }
        stretched(passphrase, self.cost, &self.salt.0)
    }
}

/// The passphrase is normalised (NFC), since keyboards and systems spell one `ü` two ways.
fn stretched(
    passphrase: &str,
    cost: Cost,
    salt: &[u8; SALT],
) -> Result<Zeroizing<[u8; 32]>, KeyFileError> {
    let params = cost.params().ok_or(KeyFileError::BadCost)?;
    let spelled: Zeroizing<String> = Zeroizing::new(passphrase.nfc().collect());
    let mut key = Zeroizing::new([0; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(spelled.as_bytes(), salt, key.as_mut())
        .map_err(|_| KeyFileError::BadCost)?;
    Ok(key)
}

fn wrap(
    key: &[u8; 32],
    way: &str,
    keys: &VaultKeys,
    rng: &mut impl CryptoRng,
) -> Result<HexRun, KeyFileError> {
    seal::seal(key, way.as_bytes(), keys.bundle().as_ref(), rng)
        .map(HexRun)
        .map_err(|_| KeyFileError::Damaged)
}

fn unwrap(key: &[u8; 32], way: &str, wrapped: &HexRun) -> Result<VaultKeys, KeyFileError> {
    let bundle = seal::open(key, way.as_bytes(), &wrapped.0).map_err(|error| match error {
        seal::SealError::DoesNotOpen => KeyFileError::WrongKey,
        _ => KeyFileError::Damaged,
    })?;
    VaultKeys::from_bundle(&bundle).ok_or(KeyFileError::Damaged)
}

/// Bytes of a known length, written as lowercase hex digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct Hex<const N: usize>([u8; N]);

/// Bytes, written as lowercase hex digits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
struct HexRun(Vec<u8>);

/// Not lowercase hex digits, or not as many as there must be.
#[derive(Debug, thiserror::Error)]
#[error("not the lowercase hex digits that belong here")]
struct NotHex;

impl TryFrom<String> for HexRun {
    type Error = NotHex;

    fn try_from(text: String) -> Result<Self, NotHex> {
        HEXLOWER
            .decode(text.as_bytes())
            .map(Self)
            .map_err(|_| NotHex)
    }
}

impl From<HexRun> for String {
    fn from(run: HexRun) -> Self {
        HEXLOWER.encode(&run.0)
    }
}

impl<const N: usize> TryFrom<String> for Hex<N> {
    type Error = NotHex;

    fn try_from(text: String) -> Result<Self, NotHex> {
        let HexRun(bytes) = text.try_into()?;
        bytes.try_into().map(Self).map_err(|_| NotHex)
    }
}

impl<const N: usize> From<Hex<N>> for String {
    fn from(hex: Hex<N>) -> Self {
        HEXLOWER.encode(&hex.0)
    }
}

#[cfg(test)]
mod tests;
