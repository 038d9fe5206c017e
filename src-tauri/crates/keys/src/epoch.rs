//! Epochs: the secret a space's frames are sealed under, wrapped to each device (protocol.md
//! section 6). Readers keep every epoch, so rotations made at the same time never fork; writers
//! use the one that [`choose_epoch`] names.

use rand_core::CryptoRng;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error as _};
use subtle::ConstantTimeEq;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use crate::{
    byte_run,
    device::{DeviceCard, DeviceSecrets},
    hash::hash_in,
    hpke_suite::Suite,
    roster::{MAX_DEVICES, Roster},
    signing::{self, BadSignature, Purpose},
    wire::{Reader, WireError, Writer},
};

const VERSION: u8 = 1;
const COMMITMENT: &str = "lamplight/v1/epoch-commitment";
const ID: &str = "lamplight/v1/epoch-id";
const INFO: &[u8] = b"lamplight/v1/epoch\0";
const WRAPPED: usize = 32 + 16;

/// The secret of an epoch. No `Debug`; wiped when dropped.
#[derive(Clone, Zeroize, ZeroizeOnDrop)]
pub struct EpochSecret([u8; 32]);

impl EpochSecret {
    /// From where it was stored, inside the sealed vault.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// For [`crate::frame_body`] and for the vault.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

/// An epoch's secret, wrapped to one device.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wrap {
    /// The device it is for.
    pub device: [u8; 32],
    /// The encapsulated key.
    pub enc: [u8; 32],
    /// The sealed secret.
    pub ciphertext: [u8; WRAPPED],
}

/// The announcement of an epoch, signed by the device that made it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EpochRecord {
    /// The space it is for.
    pub space: [u8; 32],
    /// 1 and up. 0 is the roster channel, which has a key of its own.
    pub number: u32,
    /// The device that made it.
    pub maker: [u8; 32],
    /// Binds the secret, so that a maker cannot give different ones to different devices unseen.
    pub commitment: [u8; 32],
    /// One for each device of the roster, in ascending order.
    pub wraps: Vec<Wrap>,
    /// By the maker.
    pub signature: [u8; 64],
}

/// Why an epoch cannot be made, read or believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum EpochError {
    /// Not the shape of an epoch record.
    #[error("these bytes are not an epoch record")]
    Malformed(#[from] WireError),
    /// Written by a newer version.
    #[error("this epoch record has the unknown version {0}")]
    Newer(u8),
    /// Not signed by its maker.
    #[error("the epoch record is not signed by its maker")]
    Forged(#[from] BadSignature),
    /// No devices, too many, or one twice.
    #[error("an epoch is for 1 to {MAX_DEVICES} different devices")]
    BadDevices,
    /// A device's public key is not one that can be wrapped to.
    #[error("a device has a key that nothing can be wrapped to")]
    BadKey,
    /// 0 is not an epoch.
    #[error("epochs are numbered from 1")]
    BadNumber,
    /// Not wrapped to this device.
    #[error("the epoch is not wrapped to this device")]
    NotForMe,
    /// The wrap does not open, or what is in it is not what the maker committed to.
    #[error("the wrapped secret does not open or is not the one announced")]
    DoesNotOpen,
    /// Made for another space.
    #[error("the epoch is for another space")]
    OtherSpace,
    /// The maker does not belong to the space.
    #[error("the epoch's maker does not belong to the space")]
    Stranger,
    /// Wrapped to other devices than those of the roster.
    #[error("the epoch is not wrapped to exactly the devices of the roster")]
    OtherRoster,
}

/// Makes a new epoch for `devices`: those of the roster, the maker's own among them.
pub fn make_epoch(
    space: &[u8; 32],
    number: u32,
    maker: &DeviceSecrets,
    devices: &[DeviceCard],
    rng: &mut impl CryptoRng,
) -> Result<(EpochSecret, EpochRecord), EpochError> {
    if number == 0 {
        return Err(EpochError::BadNumber);
    }
    let mut devices = devices.to_vec();
    devices.sort_unstable();
    if devices.is_empty()
        || devices.len() > MAX_DEVICES
        || !devices.is_sorted_by(|a, b| a.sign < b.sign)
    {
        return Err(EpochError::BadDevices);
    }
    let mut secret = EpochSecret([0; 32]);
    rng.fill_bytes(&mut secret.0);

    let mut record = EpochRecord {
        space: *space,
        number,
        maker: maker.public().sign,
        commitment: commitment(space, number, &secret),
        wraps: Vec::with_capacity(devices.len()),
        signature: [0; 64],
    };
    for device in &devices {
        let (enc, mut channel) =
            Suite::send(&device.kem, None, &record.info(), rng).map_err(|_| EpochError::BadKey)?;
        let ciphertext = channel
            .seal(&secret.0, &device.sign)
            .ok()
            .and_then(|sealed| sealed.try_into().ok())
            .ok_or(EpochError::BadKey)?;
        record.wraps.push(Wrap {
            device: device.sign,
            enc,
            ciphertext,
        });
    }
    record.signature = maker.sign(Purpose::EpochRecord, &record.signed_part());
    Ok((secret, record))
}

/// Takes this device's copy of the secret out of a record. The signature is checked; whether the
/// maker is to be believed is for [`EpochRecord::verify`] and [`choose_epoch`], since epochs of an
/// earlier roster stay readable.
pub fn open_epoch(record: &EpochRecord, me: &DeviceSecrets) -> Result<EpochSecret, EpochError> {
    record.check_signature()?;
    let id = me.public().sign;
    let wrap = record
        .wraps
        .iter()
        .find(|wrap| wrap.device == id)
        .ok_or(EpochError::NotForMe)?;
    let opened = Suite::receive(me.kem(), &wrap.enc, None, &record.info())
        .and_then(|mut channel| channel.open(&wrap.ciphertext, &id))
        .map(Zeroizing::new)
        .map_err(|_| EpochError::DoesNotOpen)?;
    let secret = opened
        .as_slice()
        .try_into()
        .map(EpochSecret)
        .map_err(|_| EpochError::DoesNotOpen)?;
    let told = commitment(&record.space, record.number, &secret);
    if bool::from(told.ct_eq(&record.commitment)) {
        Ok(secret)
    } else {
        Err(EpochError::DoesNotOpen)
    }
}

fn commitment(space: &[u8; 32], number: u32, secret: &EpochSecret) -> [u8; 32] {
    hash_in(COMMITMENT, &[space, &number.to_be_bytes(), &secret.0])
}

impl EpochRecord {
    /// Names the record; decides between two valid ones of the same number.
    #[must_use]
    pub fn id(&self) -> [u8; 32] {
        hash_in(ID, &[&self.encode()])
    }

    /// Checks that writers may use it: made in this space by a device of the roster, and wrapped
    /// to exactly the devices of the roster as it is now.
    pub fn verify(&self, roster: &Roster) -> Result<(), EpochError> {
        if self.space != *roster.space() {
            return Err(EpochError::OtherSpace);
        }
        if self.number == 0 {
            return Err(EpochError::BadNumber);
        }
        self.check_signature()?;
        if !roster.may_write(&self.maker) {
            return Err(EpochError::Stranger);
        }
        let devices = roster.devices();
        if devices.len() == self.wraps.len()
            && devices
                .iter()
                .zip(&self.wraps)
                .all(|(device, wrap)| device.card.sign == wrap.device)
        {
            Ok(())
        } else {
            Err(EpochError::OtherRoster)
        }
    }

    fn check_signature(&self) -> Result<(), BadSignature> {
        signing::verify(
            &self.maker,
            Purpose::EpochRecord,
            &self.signed_part(),
            &self.signature,
        )
    }

    fn info(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer
            .raw(INFO)
            .raw(&self.space)
            .u32(self.number)
            .raw(&self.maker)
            .raw(&self.commitment);
        writer.finish()
    }

    fn signed_part(&self) -> Vec<u8> {
        let mut writer = Writer::new();
        writer
            .u8(VERSION)
            .raw(&self.space)
            .u32(self.number)
            .raw(&self.maker)
            .raw(&self.commitment)
            .count(self.wraps.len());
        for wrap in &self.wraps {
            writer
                .raw(&wrap.device)
                .raw(&wrap.enc)
                .raw(&wrap.ciphertext);
        }
        writer.finish()
    }

    /// The one encoding of a record.
    #[must_use]
    pub fn encode(&self) -> Vec<u8> {
        let mut bytes = self.signed_part();
        bytes.extend_from_slice(&self.signature);
        bytes
    }

    /// Reads a record; does not verify it.
    pub fn decode(bytes: &[u8]) -> Result<Self, EpochError> {
        let mut reader = Reader::new(bytes);
        let version = reader.u8()?;
        if version != VERSION {
            return Err(EpochError::Newer(version));
        }
        let space = reader.array()?;
        let number = reader.u32()?;
        let maker = reader.array()?;
        let commitment = reader.array()?;
        let count = reader.count(MAX_DEVICES)?;
        let mut wraps = Vec::with_capacity(count);
        for _ in 0..count {
            wraps.push(Wrap {
                device: reader.array()?,
                enc: reader.array()?,
                ciphertext: reader.array()?,
            });
        }
        let signature = reader.array()?;
        reader.end()?;
        if number == 0 {
            return Err(EpochError::BadNumber);
        }
        if wraps.is_empty() || !wraps.is_sorted_by(|a, b| a.device < b.device) {
            return Err(EpochError::BadDevices);
        }
        Ok(Self {
            space,
            number,
            maker,
            commitment,
            wraps,
            signature,
        })
    }
}

/// Which epoch writers use now, and the number a new one would have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EpochChoice<'a> {
    /// The highest valid one; of several with that number the one with the lowest id. `None`: one
    /// must be made before anything is written.
    pub current: Option<&'a EpochRecord>,
    /// One above the highest that counts.
    pub next_number: u32,
}

/// Chooses among all records known of a space. A number counts only when the one below it exists,
/// so that nobody can use the numbers up; records by devices that never belonged are left out
/// beforehand by whoever accepted the frames they came in.
#[must_use]
pub fn choose_epoch<'a>(records: &'a [EpochRecord], roster: &Roster) -> EpochChoice<'a> {
    let mut sorted: Vec<&EpochRecord> = records
        .iter()
        .filter(|record| record.space == *roster.space() && record.check_signature().is_ok())
        .collect();
    sorted.sort_by_key(|record| record.number);

    let mut next_number = 1;
    let mut current: Option<&EpochRecord> = None;
    for record in sorted {
        if record.number == 0 || record.number > next_number {
            continue;
        }
        next_number = record.number.saturating_add(1);
        if record.verify(roster).is_err() && !planted::has(planted::Bug::EpochNotRotated) {
            continue;
        }
        let better = current.is_none_or(|best| {
            (record.number, std::cmp::Reverse(record.id()))
                > (best.number, std::cmp::Reverse(best.id()))
        });
        if better {
            current = Some(record);
        }
    }
    EpochChoice {
        current,
        next_number,
    }
}

impl Serialize for EpochRecord {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        byte_run::write(&self.encode(), serializer)
    }
}

impl<'de> Deserialize<'de> for EpochRecord {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::decode(&byte_run::read(deserializer)?).map_err(D::Error::custom)
    }
}

#[cfg(test)]
mod tests;
