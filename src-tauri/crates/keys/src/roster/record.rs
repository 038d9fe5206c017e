//! The records of a roster and their bytes (protocol.md section 5).

use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};

use crate::{
    byte_run,
    device::DeviceCard,
    person::{DeviceCertificate, PersonError, PersonSecret},
    roster::MAX_DEVICES,
    signing::{self, Purpose},
    wire::{Reader, WireError, Writer},
};

const VERSION: u8 = 1;
const ADDED: u8 = 1;
const REMOVED: u8 = 2;
/// The logs a removal may cut: a few incarnations of each device.
const MAX_LAST: usize = 256;

/// A change of a roster, signed by the root of the person whose devices it is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum RosterRecord {
    /// A device of this person belongs to the space from now on.
    Added(Addition),
    /// Only the devices named stay, and the person has a new root.
    Removed(Removal),
}

/// A device added to a space by its person.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Addition {
    /// The space it is added to; a certificate alone names none.
    pub space: [u8; 32],
    /// The person's word that the device is theirs.
    pub certificate: DeviceCertificate,
    /// By the same root, over space and certificate.
    pub signature: [u8; 64],
}

/// Devices removed from a space by their person, and the root that follows.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Removal {
    /// The space.
    pub space: [u8; 32],
    /// Whose devices.
    pub person: [u8; 16],
    /// The generation that ends here and signs.
    pub generation: u32,
    /// The public root of the generation after it.
    pub next_root: [u8; 32],
    /// The devices of this person that stay, in ascending order. Whatever is not named is out.
    pub kept: Vec<[u8; 32]>,
    /// Where the logs of the removed devices end, in ascending order. What is not named ends at 0.
    pub last: Vec<LastSeen>,
    /// By the root of `generation`.
    pub signature: [u8; 64],
}

/// The end of a removed device's log: frames from `next_seq` on do not count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct LastSeen {
    /// The removed device.
    pub device: [u8; 32],
    /// Which of its logs.
    pub incarnation: u32,
    /// The first sequence number that does not count.
    pub next_seq: u64,
}

impl RosterRecord {
    /// Adds a device of this person to a space.
    #[must_use]
    pub fn add(space: &[u8; 32], person: &PersonSecret, card: &DeviceCard) -> Self {
        let mut record = Self::Added(Addition {
            space: *space,
            certificate: person.sign_device(card),
            signature: [0; 64],
        });
        record.sign(person);
        record
    }

    /// Leaves only `kept` of this person's devices in a space. `next` is the root from now on, as
    /// [`PersonSecret::next_generation`] made it; it is given to the devices that stay.
    #[must_use]
    pub fn remove(
        space: &[u8; 32],
        person: &PersonSecret,
        next: &PersonSecret,
        kept: &[[u8; 32]],
        last: &[LastSeen],
    ) -> Self {
        let mut kept = kept.to_vec();
        kept.sort_unstable();
        kept.dedup();
        let mut last = last.to_vec();
        last.sort_unstable();
        last.dedup_by_key(|seen| (seen.device, seen.incarnation));
        let mut record = Self::Removed(Removal {
            space: *space,
            person: person.person(),
            generation: person.generation(),
            next_root: next.public(),
            kept,
            last,
            signature: [0; 64],
        });
        record.sign(person);
        record
    }

    pub(super) fn sign(&mut self, person: &PersonSecret) {
        let made = person.sign(Purpose::RosterRecord, &self.signed_part());
        match self {
            Self::Added(Addition { signature, .. }) | Self::Removed(Removal { signature, .. }) => {
                *signature = made;
            }
        }
    }

    /// The space it is for.
    #[must_use]
    pub fn space(&self) -> &[u8; 32] {
        match self {
            Self::Added(Addition { space, .. }) | Self::Removed(Removal { space, .. }) => space,
        }
    }

    /// Whose devices it is about.
    #[must_use]
    pub fn person(&self) -> &[u8; 16] {
        match self {
            Self::Added(addition) => &addition.certificate.person,
            Self::Removed(removal) => &removal.person,
        }
    }

    /// Which generation of the person's root signed it.
    #[must_use]
    pub fn generation(&self) -> u32 {
        match self {
            Self::Added(addition) => addition.certificate.generation,
            Self::Removed(removal) => removal.generation,
        }
    }

    /// Checks that `root`, which the caller knows to be this person's, signed it.
    pub(super) fn verify(&self, root: &[u8; 32]) -> Result<(), PersonError> {
        let signature = match self {
            Self::Added(addition) => {
                addition.certificate.verify()?;
                if addition.certificate.root_public != *root {
                    return Err(signing::BadSignature.into());
                }
                &addition.signature
            }
            Self::Removed(removal) => &removal.signature,
        };
        signing::verify(root, Purpose::RosterRecord, &self.signed_part(), signature)?;
        Ok(())
    }

    fn signed_part(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer.u8(VERSION);
        match self {
            Self::Added(addition) => {
                writer
                    .u8(ADDED)
                    .raw(&addition.space)
                    .raw(&addition.certificate.encode());
            }
            Self::Removed(removal) => {
                writer
                    .u8(REMOVED)
                    .raw(&removal.space)
                    .raw(&removal.person)
                    .u32(removal.generation)
                    .raw(&removal.next_root);
                writer.count(removal.kept.len());
                for device in &removal.kept {
                    writer.raw(device);
                }
                writer.count(removal.last.len());
                for seen in &removal.last {
                    writer
                        .raw(&seen.device)
                        .u32(seen.incarnation)
                        .u64(seen.next_seq);
                }
            }
        }
        writer.finish()
    }

    /// The one encoding of a record.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = self.signed_part();
        match self {
            Self::Added(Addition { signature, .. }) | Self::Removed(Removal { signature, .. }) => {
                bytes.extend_from_slice(signature);
            }
        }
        bytes
    }

    /// Reads a record; [`crate::roster::Roster::apply`] verifies it.
    pub fn decode(bytes: &[u8]) -> Result<Self, PersonError> {
        let mut reader = Reader::new(bytes);
        let version = reader.u8()?;
        if version != VERSION {
            return Err(PersonError::Newer(version));
        }
        let record = match reader.u8()? {
            ADDED => Self::Added(Addition {
                space: reader.array()?,
                certificate: DeviceCertificate::read(&mut reader)?,
                signature: reader.array()?,
            }),
            REMOVED => Self::Removed(Removal {
                space: reader.array()?,
                person: reader.array()?,
                generation: reader.u32()?,
                next_root: reader.array()?,
                kept: read_kept(&mut reader)?,
                last: read_last(&mut reader)?,
                signature: reader.array()?,
            }),
            _ => return Err(WireError::Unknown.into()),
        };
        reader.end()?;
        Ok(record)
    }
}

fn read_kept(reader: &mut Reader<'_>) -> Result<Vec<[u8; 32]>, WireError> {
    let count = reader.count(MAX_DEVICES)?;
    let mut kept = Vec::with_capacity(count);
    for _ in 0..count {
        kept.push(reader.array()?);
    }
    kept.is_sorted_by(|a, b| a < b)
        .then_some(kept)
        .ok_or(WireError::Unknown)
}

fn read_last(reader: &mut Reader<'_>) -> Result<Vec<LastSeen>, WireError> {
    let count = reader.count(MAX_LAST)?;
    let mut last = Vec::with_capacity(count);
    for _ in 0..count {
        last.push(LastSeen {
            device: reader.array()?,
            incarnation: reader.u32()?,
            next_seq: reader.u64()?,
        });
    }
    last.is_sorted_by(|a, b| (a.device, a.incarnation) < (b.device, b.incarnation))
        .then_some(last)
        .ok_or(WireError::Unknown)
}

impl Serialize for RosterRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        byte_run::write(&self.encode(), serializer)
    }
}

impl<'de> Deserialize<'de> for RosterRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(&byte_run::read(deserializer)?).map_err(D::Error::custom)
    }
}
