//! A person: an Ed25519 root that says which devices are theirs.

use rand_core::CryptoRng;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    byte_run,
    device::DeviceCard,
    hash::person_id,
    signing::{self, BadSignature, Purpose},
    wire::{Reader, WireError, Writer},
};

const VERSION: u8 = 1;

/// The secret root of a person, in one of its generations. Only in the recovery kit and in the
/// vaults of the person's own devices. No `Debug`, no `Clone`.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct PersonSecret {
    person: [u8; 16],
    generation: u32,
    seed: [u8; 32],
}

/// A root or certificate that cannot be read or believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PersonError {
    /// Not the length or shape.
    #[error("these bytes are not a root or a certificate")]
    Malformed(#[from] WireError),
    /// Written by a newer version.
    #[error("this root or certificate has the unknown version {0}")]
    Newer(u8),
    /// Not signed by the root it names.
    #[error("the certificate is not signed by the root it names")]
    Forged(#[from] BadSignature),
    /// A generation-0 root that does not hash to the person it is said to be.
    #[error("the root is not that of the person named")]
    WrongPerson,
}

impl PersonSecret {
    /// Makes a new person: generation 0.
    pub fn generate(rng: &mut impl CryptoRng) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut());
        Self {
            person: person_id(&signing::public_of(&seed)),
            generation: 0,
            seed: *seed,
        }
    }

    /// The root that follows this one after a removal. The caller has it announced by a roster
    /// record that this generation signs.
    pub fn next_generation(&self, rng: &mut impl CryptoRng) -> Self {
        let mut next = Self {
            person: self.person,
            generation: self.generation.saturating_add(1),
            seed: [0; 32],
        };
        rng.fill_bytes(&mut next.seed);
        next
    }

    /// The person's id, the same in all generations.
    #[must_use]
    pub fn person(&self) -> [u8; 16] {
        self.person
    }

    /// Which generation of the root this is.
    #[must_use]
    pub fn generation(&self) -> u32 {
        self.generation
    }

    /// The public root.
    #[must_use]
    pub fn public(&self) -> [u8; 32] {
        signing::public_of(&self.seed)
    }

    /// Says that a device is this person's.
    #[must_use]
    pub fn sign_device(&self, card: &DeviceCard) -> DeviceCertificate {
        let mut certificate = DeviceCertificate {
            card: *card,
            person: self.person,
            root_public: self.public(),
            generation: self.generation,
            signature: [0; 64],
        };
        certificate.signature = self.sign(Purpose::DeviceCertificate, &certificate.signed_part());
        certificate
    }

    pub(crate) fn sign(&self, purpose: Purpose, message: &[u8]) -> [u8; 64] {
        signing::sign(&self.seed, purpose, message)
    }

    /// The form it is stored in, inside the sealed vault or the recovery kit only.
    #[must_use]
    pub fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(1 + 16 + 4 + 32));
        bytes.push(VERSION);
        bytes.extend_from_slice(&self.person);
        bytes.extend_from_slice(&self.generation.to_be_bytes());
        bytes.extend_from_slice(&self.seed);
        bytes
    }

    /// Reads what [`PersonSecret::to_bytes`] wrote.
    pub fn from_bytes(bytes: &[u8]) -> Result<Self, PersonError> {
        let mut reader = Reader::new(bytes);
        let version = reader.u8()?;
        if version != VERSION {
            return Err(PersonError::Newer(version));
        }
        let secret = Self {
            person: reader.array()?,
            generation: reader.u32()?,
            seed: reader.array()?,
        };
        reader.end()?;
        if secret.generation == 0 && secret.person != person_id(&secret.public()) {
            return Err(PersonError::WrongPerson);
        }
        Ok(secret)
    }
}

/// A person's word that a device is theirs.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct DeviceCertificate {
    /// The device.
    pub card: DeviceCard,
    /// The person: the hash of their generation-0 root.
    pub person: [u8; 16],
    /// The root that signed, in its generation.
    pub root_public: [u8; 32],
    /// Which generation of the root signed.
    pub generation: u32,
    /// By the root, over everything above.
    pub signature: [u8; 64],
}

impl DeviceCertificate {
    fn signed_part(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.u8(VERSION);
        self.card.write(&mut writer);
        writer
            .raw(&self.person)
            .raw(&self.root_public)
            .u32(self.generation);
        writer.finish()
    }

    /// Checks the signature, and for generation 0 that the person is the hash of the root. Whether
    /// the root is one to be believed is the roster's to say.
    pub fn verify(&self) -> Result<(), PersonError> {
        if self.generation == 0 && self.person != person_id(&self.root_public) {
            return Err(PersonError::WrongPerson);
        }
        signing::verify(
            &self.root_public,
            Purpose::DeviceCertificate,
            &self.signed_part(),
            &self.signature,
        )?;
        Ok(())
    }

    /// The one encoding of a certificate (protocol.md section 2).
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = self.signed_part();
        bytes.extend_from_slice(&self.signature);
        bytes
    }

    /// Reads a certificate; does not verify it.
    pub fn decode(bytes: &[u8]) -> Result<Self, PersonError> {
        let mut reader = Reader::new(bytes);
        let certificate = Self::read(&mut reader)?;
        reader.end()?;
        Ok(certificate)
    }

    pub(crate) fn read(reader: &mut Reader<'_>) -> Result<Self, PersonError> {
        let version = reader.u8()?;
        if version != VERSION {
            return Err(PersonError::Newer(version));
        }
        Ok(Self {
            card: DeviceCard::read(reader)?,
            person: reader.array()?,
            root_public: reader.array()?,
            generation: reader.u32()?,
            signature: reader.array()?,
        })
    }
}

impl Serialize for DeviceCertificate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        byte_run::write(&self.encode(), serializer)
    }
}

impl<'de> Deserialize<'de> for DeviceCertificate {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(&byte_run::read(deserializer)?).map_err(D::Error::custom)
    }
}
