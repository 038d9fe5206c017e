//! Who is at this computer: the person, the device, and the name they go by.
//! Kept in the private vault.

use couple::PersonId;
use keys::{DeviceCertificate, DeviceSecrets, PersonSecret};
use rand_core::CryptoRng;
use vault::{Private, Tx, View};

use crate::CompanionError;

const DEVICE: &str = "device";
const PERSON: &str = "person";
const NAME: &str = "name";

/// Longest name, in bytes.
pub const NAME_LIMIT: usize = 120;

pub(crate) struct Identity {
    pub(crate) device: DeviceSecrets,
    pub(crate) person: PersonSecret,
    pub(crate) name: String,
}

impl Identity {
    pub(crate) fn generate(name: &str, rng: &mut impl CryptoRng) -> Result<Self, CompanionError> {
        let device = DeviceSecrets::generate(rng);
        let person = PersonSecret::generate(rng);
        Ok(Self {
            device,
            person,
            name: proper_name(name)?,
        })
    }

    pub(crate) fn keep(&self, tx: &Tx<'_, Private>) -> Result<(), CompanionError> {
        tx.put_meta(DEVICE, &self.device.to_bytes())?;
        tx.put_meta(PERSON, &self.person.to_bytes())?;
        Ok(tx.put_meta(NAME, self.name.as_bytes())?)
    }

    pub(crate) fn open(vault: &View<Private>) -> Result<Self, CompanionError> {
        let damaged = || CompanionError::VaultDamaged {
            detail: "who it belongs to".into(),
        };
        let read =
            |key: &str| -> Result<Vec<u8>, CompanionError> { vault.meta(key)?.ok_or_else(damaged) };
        Ok(Self {
            device: DeviceSecrets::from_bytes(&read(DEVICE)?).map_err(|_| damaged())?,
            person: PersonSecret::from_bytes(&read(PERSON)?).map_err(|_| damaged())?,
            name: String::from_utf8(read(NAME)?).map_err(|_| damaged())?,
        })
    }

    pub(crate) fn person_id(&self) -> PersonId {
        PersonId(self.person.person())
    }

    pub(crate) fn certificate(&self) -> DeviceCertificate {
        self.person.sign_device(&self.device.public())
    }
}

/// A name without space around it and without line breaks.
pub(crate) fn proper_name(name: &str) -> Result<String, CompanionError> {
    let name: String = name
        .trim()
        .chars()
        .filter(|letter| !letter.is_control())
        .collect();
    if name.is_empty() {
        return Err(CompanionError::NameMissing);
    }
    if name.len() > NAME_LIMIT {
        return Err(CompanionError::TitleTooLong { limit: NAME_LIMIT });
    }
    Ok(name)
}
